"""What changed with my customers: by others alone, once looked at seen, from Today, from the menu of the counter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.model import Customer
from smallcrm.store.clock import FixedClock
from smallcrm.ui.pages import registry
from smallcrm.ui.pages.changed import ChangedPage
from smallcrm.ui.told.changed_card import ChangedCard
from smallcrm.ui.told.changes import read
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.window import MainWindow

CHANGED = next(info for info in registry.PAGES if info.key == "changed")
NOON = datetime(2027, 5, 11, 12, 0)
HOUR = timedelta(hours=1)


class Shift:
    """A shop in which Sanna and Ola work; Anna and Elo are Sanna's customers, Bo is nobody's."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.shop, self.qtbot = window, window.shop, qtbot
        self.turn(NOON)
        self.sanna, self.ola = self.shop.staff.add("Sanna"), self.shop.staff.add("Ola")
        people = [self.shop.customers.add(Customer(display_name=name)) for name in ("Anna", "Elo", "Bo")]
        self.anna, self.elo, self.bo = people
        for one in (self.anna, self.elo):
            self.shop.customers.save(replace(self.shop.customers.get(one), assistant=self.sanna))
        self.shop.staff.see(self.sanna)
        self.turn(NOON + HOUR)

    def turn(self, when: datetime) -> None:
        clock = self.shop.clock
        assert isinstance(clock, FixedClock)
        clock.when = when

    def come(self, name: str) -> None:
        member = next(one for one in self.shop.staff.all() if one.name == name)
        self.window.counter.choose(member)

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.jobs.running)

    def page(self) -> ChangedPage:
        self.window.go("changed")
        self.rest()
        page = self.window.places.page("changed")
        assert isinstance(page, ChangedPage)
        return page

    def rows(self) -> list[Row]:
        page = self.page()
        if page.stack.currentIndex():
            return []
        return [page.list.rows.row(n) for n in range(page.list.rows.rowCount())]


@pytest.fixture
def shift(plain_pages: None, opened: Callable[..., MainWindow], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Shift:
    monkeypatch.setattr(registry, "PAGES", [*registry.PAGES, CHANGED])
    return Shift(opened(), qtbot)


def work(shift: Shift) -> None:
    """Ola writes down three things, one of them with Bo; Sanna one herself."""
    shift.come("Ola")
    shift.shop.timeline.add(shift.elo, "note", "Likes <b>short</b>\nand dark")
    shift.turn(NOON + 2 * HOUR)
    shift.shop.follow_ups.add(FollowUp(FollowUpKind.PROMISE, shift.anna, "The red scarf", NOON.date()))
    shift.shop.timeline.add(shift.bo, "note", "Not mine")
    shift.come("Sanna")
    shift.shop.timeline.add(shift.anna, "note", "My own")


def test_what_others_did_stands_by_customer_with_who_and_what(shift: Shift) -> None:
    work(shift)
    told = [(row.title, row.subtitle, row.side, row.group) for row in shift.rows()]
    assert told == [
        ("Anna", "", "", True),
        ("Put down to be done", "The red scarf · Ola", "14:00", False),
        ("Elo", "", "", True),
        ("Note written", "Likes <b>short</b> and dark · Ola", "13:00", False),
    ]
    assert shift.page().header.context.text() == "Sanna, since today at 12:00"


def test_looked_at_it_is_seen_and_stays_until_the_evening(shift: Shift) -> None:
    work(shift)
    assert len(shift.rows()) == 4
    shift.window.go("customers")
    assert len(shift.rows()) == 4
    staff = next(one for one in shift.shop.staff.all() if one.name == "Sanna")
    assert read(shift.shop, staff).found == ()
    shift.turn(NOON + timedelta(days=1))
    shift.window.places.refresh(frozenset())
    shift.rest()
    assert shift.rows() == []
    assert shift.page().nothing.title.text() == "Nothing new with your customers"
    shift.page().earlier.click()
    shift.rest()
    assert [row.title for row in shift.rows() if row.group] == ["Anna", "Elo"]


def test_a_window_that_stays_open_overnight_begins_the_new_day(shift: Shift) -> None:
    work(shift)
    assert len(shift.rows()) == 4
    page = shift.page()
    page._clock.timeout.emit()
    shift.rest()
    assert page.stack.currentIndex() == 0  # still the same day
    shift.turn(NOON + timedelta(days=3))
    page._clock.timeout.emit()
    shift.rest()
    assert page.stack.currentIndex() == 2
    assert page.header.context.text() == "Sanna, since Tue 11 May"


def test_what_was_taken_back_is_not_there(shift: Shift) -> None:
    shift.come("Ola")
    shift.shop.timeline.add(shift.elo, "note", "A slip")
    shift.window.undo()
    shift.come("Sanna")
    assert shift.rows() == []


def test_who_was_thrown_away_or_taken_over_is_told_last_of_all(shift: Shift) -> None:
    shop = shift.shop
    shift.come("Ola")
    shop.timeline.add(shift.elo, "note", "Asked for Sanna")
    shop.customers.bin(shift.elo)
    shop.customers.save(replace(shop.customers.get(shift.anna), assistant=shift.ola))
    shop.timeline.add(shift.anna, "note", "Mine now")  # what is done with her from now on is not Sanna's to know
    shift.come("Sanna")
    assert [(row.title, row.subtitle, row.group) for row in shift.rows()] == [
        ("Anna", "", True),
        ("Changed", "Assistant: Ola · Ola", False),
        ("Elo", "", True),
        ("Put into the bin", "Ola", False),
        ("Note written", "Asked for Sanna · Ola", False),
    ]
    card = ChangedCard(shift.window)
    shift.qtbot.addWidget(card)
    shift.window.go("customers")  # where nobody looks at the changes
    shop.staff.see(shift.sanna)
    shift.turn(NOON + 3 * HOUR)
    shop.customers.unbin(shift.elo)
    shop.customers.save(replace(shop.customers.get(shift.elo), assistant=0))
    shift.come("Ola")
    shop.customers.save(replace(shop.customers.get(shift.elo), assistant=shift.sanna))
    shift.come("Sanna")
    card.load()
    shift.rest()
    assert [card.list.rows.row(n).subtitle for n in range(card.list.rows.rowCount())] == ["Changed · Assistant: Sanna"]


def test_enter_opens_the_customer(shift: Shift) -> None:
    work(shift)
    page = shift.page()
    page.list.setFocus()
    assert page.list.current_row() is not None
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert shift.window.places.here == "customers"


def test_with_nobody_at_the_counter_it_asks_who_and_goes_on(shift: Shift) -> None:
    work(shift)
    shift.window.counter.choose(None)
    page = shift.page()
    assert page.stack.currentIndex() == 1
    shift.come("Sanna")
    shift.rest()
    assert page.stack.currentIndex() == 0
    shift.come("Ola")
    shift.rest()
    assert page.nothing.title.text() == "No customers of your own yet"


def test_the_menu_of_the_counter_leads_there(shift: Shift) -> None:
    shift.come("Sanna")
    shift.window.counter.ask()
    entry = next(e for e in shift.window.counter.menu.actions() if e.text() == "Changed with my customers")
    shift.window.counter.menu.close()
    entry.trigger()
    assert shift.window.places.here == "changed"


def test_the_card_beside_today_shows_whose_changed_last(shift: Shift) -> None:
    work(shift)
    card = ChangedCard(shift.window)
    shift.qtbot.addWidget(card)
    card.load()
    shift.rest()
    assert (card.count.text(), card.isHidden()) == ("2", False)
    assert [(card.list.rows.row(n).title, card.list.rows.row(n).subtitle) for n in range(2)] == [
        ("Anna", "Put down to be done · The red scarf"),
        ("Elo", "Note written · Likes <b>short</b> and dark"),
    ]
    shift.page()
    card.load()
    shift.rest()
    assert card.isHidden()
