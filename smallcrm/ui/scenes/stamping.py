"""Scenes of punch cards on a customer's page: the card, a reward, its history, what is asked about it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, Terms
from smallcrm.i18n import _
from smallcrm.ui.scenes.stage import Scene, Stage
from smallcrm.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from smallcrm.ui.pages.customers.cards import CardsPart

_REWARD, _HALF = 10, 7


def _programme(stage: Stage) -> Programme:
    """The programme on scan, made where the shop has none."""
    store = stage.shop.programmes
    if found := store.on_scan():
        return found
    ends = Expiry(ExpiryBasis.LAST, 6, ExpiryUnit.MONTH_END)
    terms = Terms(reward=Prize(_REWARD, _("A cup of coffee"), 350), expiry=ends, max_visit=1)
    made = store.add(Programme(_("Coffee card"), terms=terms))
    store.start(made)
    store.scan(made)
    return store.get(made)


def _person(stage: Stage, stamps: int) -> CardsPart:
    """Show somebody who has so many stamps; one more minute ago for each."""
    shop, programme = stage.shop, _programme(stage)
    cards = shop.cards
    people = [one.id for one in shop.customers.page(0, 40)]
    who = next((i for i in people if not cards.any(i)), people[0])
    wanted = min(stamps, programme.terms.goal)
    while (has := cards.view(who, programme.id).standing.balance) < wanted:
        left = wanted - has - 1
        at, began = shop.now - timedelta(days=3 * left, hours=1), programme.started_on
        if began is None or at.date() < began:  # a programme of today
            cards.stamp(who, at=shop.now - timedelta(minutes=2 * left), again=True, force="two_visits")
        else:
            cards.stamp(who, at=at, again=True)
    stage.perform("customers", "open", who)
    from smallcrm.ui.pages.customers.cards import CardsPart

    return stage.find("cards", CardsPart)


def _card(stage: Stage) -> None:
    _person(stage, _HALF)


def _reward(stage: Stage) -> None:
    _person(stage, _REWARD)


def _history(stage: Stage) -> None:
    _person(stage, _HALF).open_book()


def _entry(stage: Stage) -> None:
    """What can be done about an entry."""
    _history(stage)
    book = stage.find("cardEntries", RowList)
    row = book.current_row() or book.rows.row(1)
    book.acted.emit(row, "menu")


def _why(stage: Stage) -> None:
    from smallcrm.ui.pages.customers.card_reasons import AskWhy

    part = _person(stage, 3)
    AskWhy(part.card, _("Reverse"), lambda _why, _words: None).open_at(part.card.mapToGlobal(QPoint(0, 60)))


def _cap(stage: Stage) -> None:
    part = _person(stage, 3)
    part.book_stamps(_programme(stage).id, 9)


def _menu(stage: Stage) -> None:
    _person(stage, _HALF)
    stage.named(_("More about the card"), "cards").click()


def _paper(stage: Stage) -> None:
    from smallcrm.ui.pages.customers.card_asking import PaperSays

    part = _person(stage, 5)
    if part.view is not None:
        asking = PaperSays(part.main, part.view, part.more)
        asking.open_at(part.more.mapToGlobal(QPoint(0, part.more.height())))
        asking.count.setValue(6)


def _move(stage: Stage) -> None:
    from smallcrm.ui.pages.customers.moving import ask_move

    part = _person(stage, 3)
    if part.view is not None:
        asking = ask_move(part.main, part.view.standing.stamps[-1:], part.card)
        asking.line.setText("a")
        asking.look("a")


SCENES = tuple(
    Scene(name, partial(play), shop="used", page="customers")
    for name, play in (
        ("customer-card", _card),
        ("customer-reward", _reward),
        ("card-history", _history),
        ("card-entry", _entry),
        ("card-cap", _cap),
        ("card-reason", _why),
        ("card-menu", _menu),
        ("card-paper-says", _paper),
        ("card-move-stamp", _move),
    )
)
