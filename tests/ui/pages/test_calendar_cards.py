"""From the calendar to the cards: what a row, a day of posting and the list of cards to print lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.domain.agenda import Layer, MarkKind
from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.ui.pages.calendar import overflow
from smallcrm.ui.pages.calendar.day_popup import DayPopup
from smallcrm.ui.pages.calendar.mark_rows import Verb
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.calendar.worklist_panel import WorklistPanel
from smallcrm.ui.pages.calendar.worklist_rows import key_of
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


@pytest.fixture
def page(window: MainWindow, calendar_at: Callable[[int, int], CalendarPage]) -> CalendarPage:
    """The calendar of a shop that sends cards for weddings too."""
    kinds = ("birthday", "wedding_anniversary")
    window.shop.settings.save(replace(window.shop.settings.read(), card_kinds=kinds))
    return calendar_at(1366, 768)


def gathered(page: CalendarPage, settled: Settle) -> set[tuple[int, str, date]]:
    """Whose cards for which days stand on Letters."""
    settled(page.main)
    letters = page.main.places.page("letters")
    assert page.main.places.here == "letters"
    assert isinstance(letters, LettersPage)
    people = letters.who.ticked_people()
    return {(c.customer.id, str(c.occasion.kind), c.day) for one in people if (c := one.candidate) is not None}


def test_print_of_a_row_prints_that_day_and_no_other_of_the_customer(page: CalendarPage, settled: Settle) -> None:
    shop = page.shop
    soon, later = shop.today + timedelta(days=14), shop.today + timedelta(days=21)
    home = PostalAddress("Koulutie 7", "37500", "Lempäälä")
    days = (
        Occasion("birthday", soon.month, soon.day, 1980),
        Occasion("wedding_anniversary", later.month, later.day, 2001, partner="Ola Moe"),
    )
    who = shop.customers.add(Customer(given="Kari", family="Moe", addresses=(home,), occasions=days))
    marks = shop.agenda.days(later, later, {Layer.DAYS})[0].marks
    (wedding,) = [mark for mark in marks if mark.customer_id == who]
    page.doing.act(wedding, Verb.PRINT)
    assert gathered(page, settled) == {(who, "wedding_anniversary", later)}


def test_the_list_beside_the_calendar_prints_what_is_ticked_and_no_other_day_of_theirs(
    page: CalendarPage, settled: Settle
) -> None:
    shop, panel = page.shop, page.worklist
    first, between, last = (shop.today + timedelta(days=n) for n in (13, 16, 18))
    home = PostalAddress("Koulutie 7", "37500", "Lempäälä")
    wedding = Occasion("wedding_anniversary", between.month, between.day, 2001, partner="Ola Moe")
    kari, liv = (
        shop.customers.add(Customer(given=name, addresses=(home,), occasions=days))
        for name, days in (
            ("Kari", (Occasion("birthday", first.month, first.day), wedding)),
            ("Liv", (Occasion("birthday", last.month, last.day),)),
        )
    )
    settled(page.main)
    wanted = {(kari, "birthday", first), (liv, "birthday", last)}
    for card in [card for group in panel.found.groups for card in group.lines]:
        if panel.is_ticked(card) != (key_of(card) in wanted):
            panel.toggle(card)
    assert (kari, "wedding_anniversary", between) in map(key_of, panel._cards())
    panel.print_button.click()
    assert gathered(page, settled) == wanted


def test_a_day_of_posting_leads_to_the_cards_that_are_posted_on_it(page: CalendarPage, settled: Settle) -> None:
    shop = page.shop
    posts = shop.agenda.post_marks(shop.today + timedelta(days=1), shop.today + timedelta(days=40))
    posts = {day: mark for day, mark in posts.items() if mark.state == ""}
    assert len(posts) > 1
    for mark in list(posts.values())[:3]:
        for lead in (partial(page.doing.act, mark, Verb.PRINT), partial(page.doing.open, mark)):
            lead()
            found = gathered(page, settled)
            assert len(found) == mark.count
            letters = page.main.places.page("letters")
            assert isinstance(letters, LettersPage)
            assert {one.candidate.post_by for one in letters.who.ticked_people() if one.candidate} == {mark.day}


def test_the_panel_of_a_day_closes_before_its_menu_opens(page: CalendarPage, qtbot: QtBot) -> None:
    day = next(day.day for day in page.shown_days if any(m.kind is MarkKind.OCCASION for m in day.marks))
    page.show_day(day)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), DayPopup))
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, DayPopup)
    asked: list[bool] = []
    panel.menu_wanted.disconnect()
    panel.menu_wanted.connect(lambda *_what: asked.append(panel.isVisible()))
    panel._act(panel.list.rows.row(0), "menu")
    assert asked == [False]


def _panel(page: CalendarPage, settled: Settle, qtbot: QtBot) -> tuple[Popup, WorklistPanel]:
    """Open the cards to print where they do not stand beside the calendar."""
    page.main.resize(1024, 680)
    settled(page.main)
    overflow.open_cards(page)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), Popup))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, Popup)
    panel = popup.findChild(WorklistPanel)
    assert panel is not None
    qtbot.waitUntil(lambda: panel.known)
    return popup, panel


def test_the_panel_of_cards_keeps_its_ticks_and_closes_when_it_leads_elsewhere(
    page: CalendarPage, settled: Settle, qtbot: QtBot
) -> None:
    popup, panel = _panel(page, settled, qtbot)
    card = next(card for group in panel.found.groups for card in group.lines if not panel.is_ticked(card))
    panel.toggle(card)
    popup.close()
    popup, panel = _panel(page, settled, qtbot)
    assert panel.is_ticked(card)
    assert page.worklist.is_ticked(card)
    panel.print_cards([card])
    assert not popup.isVisible()
    assert {(who, day) for who, _kind, day in gathered(page, settled)} == {(card.customer_id, card.day)}


def test_who_was_greeted_in_the_panel_of_cards_leaves_it(page: CalendarPage, settled: Settle, qtbot: QtBot) -> None:
    _popup, panel = _panel(page, settled, qtbot)
    card = panel.found.late[0]
    panel._greet(card)
    qtbot.waitUntil(lambda: card not in panel.found.late)


def test_a_calendar_that_could_not_be_read_when_it_was_asked_for_is_read_later(
    window: MainWindow, page: CalendarPage, settled: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("today")
    page.shop.customers.add(Customer(given="New"))  # so that the page is read again
    settled(window)
    read, refused = page.read, [True]

    def locked() -> None:
        if refused:
            refused.clear()
            raise FileTrouble("locked", file="shop")
        read()

    page.shown_days = ()
    monkeypatch.setattr(page, "read", locked)
    page._stale = True
    window.perform("calendar", "jump")
    qtbot.waitUntil(lambda: bool(page.shown_days))
