"""Scenes of the customer's page: what is written down there, what comes of it, what is still to be done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from smallcrm import i18n
from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.domain.model import Customer
from smallcrm.i18n import _
from smallcrm.store.follow_ups import FollowUpFilter
from smallcrm.ui.scenes.stage import Scene, Stage

if TYPE_CHECKING:
    from smallcrm.ui.pages.customers.page import CustomersPage
    from smallcrm.ui.pages.customers.person import PersonPage

_PROMISE = {
    "en": "Her daughter graduates. Call in early January about the cake",
    "fi": "Tytär kirjoittaa ylioppilaaksi. Soita tammikuun alussa kakusta",
    "nb": "Datteren blir student. Ring i begynnelsen av januar om kaken",
    "pl": "Córka zdaje maturę. Zadzwonić na początku stycznia w sprawie tortu",
}
"""Typed by a person in their own language: no words of the program."""
_TWO_DAYS = {
    "en": "Call in two to three weeks about the colour",
    "fi": "Soita 2-3 viikon päästä väristä",
    "nb": "Ring om to til tre uker om fargen",
    "pl": "Zadzwonić za dwa-trzy tygodnie w sprawie koloru",
}
_WRONG = {
    "en": "The colour faded after a week.",
    "fi": "Väri haalistui viikossa.",
    "nb": "Fargen bleknet på en uke.",
    "pl": "Kolor wypłowiał po tygodniu.",
}


def _said(words: dict[str, str]) -> str:
    return words.get(i18n.language(), words["en"])


def _page(stage: Stage) -> PersonPage:
    return cast("CustomersPage", stage.window.places.page("customers")).person


def _busiest(stage: Stage) -> Customer:
    """Somebody with things to be done and much behind them."""
    store = stage.shop
    rows = store.follow_ups.find(FollowUpFilter(), 200)
    if not rows:
        raise LookupError("nobody")
    row = max(rows, key=lambda one: store.visits.figures(one.follow_up.customer_id).visits)
    return store.customers.get(row.follow_up.customer_id)


def _open(stage: Stage, customer: int = 0) -> PersonPage:
    stage.perform("customers", "open", customer or _busiest(stage).id)
    return _page(stage)


def _write(stage: Stage, kind: str, words: str, outcome: str = "") -> None:
    person = _open(stage)
    person.write(kind)
    stage.find("composer", QPlainTextEdit).setPlainText(words)
    if outcome:
        stage.find(f"outcome_{outcome}", QAbstractButton).click()
    stage.rest()
    stage.afterwards(person.composer.stop)


def _amount(stage: Stage, kind: str) -> None:
    person = _open(stage)
    person.write(kind)
    stage.type("entryAmount", "45")
    stage.afterwards(person.composer.stop)


def _complained(stage: Stage) -> None:
    rows = stage.shop.follow_ups.find(FollowUpFilter(kinds=(FollowUpKind.COMPLAINT,)), 1)
    if not rows:
        raise LookupError("no complaint")
    _open(stage, rows[0].follow_up.customer_id)


def _menu(stage: Stage) -> None:
    person = _open(stage)
    person.to_do.list.setFocus()
    row = person.to_do.list.current_row()
    if row is None:
        raise LookupError("nothing to be done")
    person.to_do.list.acted.emit(row, "menu")


def _filtered(stage: Stage) -> None:
    person = _open(stage)
    person.kinds.choose("visits")
    stage.rest()
    stage.afterwards(lambda: person.kinds.choose(""))


def _with_gifts(stage: Stage) -> PersonPage:
    found = (one.id for one in stage.shop.customers.page(0, 200) if stage.shop.gifts.of(one.id))
    customer = next(found, 0)
    if not customer:
        raise LookupError("no gifts")
    person = _open(stage, customer)
    person.area.ensureWidgetVisible(person.gifts, 0, 40)
    stage.settle()
    return person


def _idea(stage: Stage) -> None:
    person = _with_gifts(stage)
    stage.press("addGiftButton")
    stage.afterwards(lambda: person.gifts.editor.restore() if person.gifts.editor else None)


def _day(stage: Stage) -> None:
    _open(stage)
    stage.press("dayButton")


def _changing(stage: Stage) -> None:
    person = _open(stage)
    entry = stage.shop.timeline.of(person.customer.id, 1, ("visit", "purchase", "note", "call"))
    if not entry:
        raise LookupError("nothing written")
    person.composer.edit(entry[0])
    stage.afterwards(person.composer.stop)


def _kinds(stage: Stage) -> None:
    _open(stage)
    stage.named(_("More kinds")).click()


SCENES = (
    Scene("customer-to-do", lambda s: _open(s) and None, page="customers"),
    Scene("customer-to-do-menu", _menu, page="customers"),
    Scene("customer-words-make-a-date", lambda s: _write(s, "note", _said(_PROMISE)), page="customers"),
    Scene("customer-words-ask", lambda s: _write(s, "note", _said(_TWO_DAYS)), page="customers"),
    Scene("customer-complaint", lambda s: _write(s, "complaint", _said(_WRONG)), page="customers"),
    Scene("customer-complained", _complained, page="customers"),
    Scene("customer-call", lambda s: _write(s, "call", "", "no_answer"), page="customers"),
    Scene("customer-visit-amount", partial(_amount, kind="visit"), page="customers"),
    Scene("customer-more-kinds", _kinds, page="customers"),
    Scene("customer-day", _day, page="customers"),
    Scene("customer-entry-changed", _changing, page="customers"),
    Scene("customer-filtered", _filtered, page="customers"),
    Scene("customer-gifts", lambda s: _with_gifts(s) and None, page="customers"),
    Scene("customer-gift-idea", _idea, page="customers"),
)
