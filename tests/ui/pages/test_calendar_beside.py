"""What takes long in a large shop is read beside the window: the page stands, and only the newest answer is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from threading import Event as Gate
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from smallcrm.domain.agenda import ALL_LAYERS, Layer
from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.store.events import Event
from smallcrm.store.worklist import WorkList
from smallcrm.ui.pages.calendar import overflow
from smallcrm.ui.pages.calendar.head import MONTH, YEAR
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.calendar.worklist_panel import WorklistPanel
from smallcrm.ui.pages.calendar.year_view import YearView
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


@pytest.fixture
def page(calendar_at: Callable[[int, int], CalendarPage]) -> CalendarPage:
    """The calendar at 11 May 2027, read to its end."""
    return calendar_at(1366, 768)


@pytest.fixture
def gate(page: CalendarPage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A shop whose cards and counts are not found before the gate opens."""
    made = Gate()

    def held(read: Callable[..., Any]) -> Callable[..., Any]:
        def waits(*values: object) -> object:
            found = read(*values)
            assert made.wait(20)
            return found

        return waits

    monkeypatch.setattr(page.shop.worklist, "now", held(page.shop.worklist.now))
    monkeypatch.setattr(page.shop.agenda, "counts", held(page.shop.agenda.counts))
    yield made
    made.set()


def shown(page: CalendarPage) -> list[int]:
    """Give whose cards stand beside the calendar."""
    rows = page.worklist.list.rows
    return [rows.named(n).data.customer_id for n in range(rows.rowCount()) if not rows.named(n).group]


def year(page: CalendarPage) -> YearView:
    assert isinstance(page.current, YearView)
    return page.current


def test_the_cards_stand_until_others_are_found(page: CalendarPage, gate: Gate, settled: Settle) -> None:
    before, asked = shown(page), list[WorkList]()
    late = page.worklist.found.late[0]
    page.worklist.counted.connect(lambda: asked.append(page.worklist.found))
    page.shop.congratulations.greet(late.customer_id, [(late.occasion, late.day)])
    assert shown(page) == before  # the window did not wait for what takes so long
    gate.set()
    settled(page.main)
    assert sorted(shown(page)) == sorted(i for i in before if i != late.customer_id)
    assert page.head.cards.text().endswith(f"({len(before) - 1})")
    assert len(asked) == 1


def test_what_is_the_same_is_not_shown_again(page: CalendarPage, settled: Settle) -> None:
    resets = list[int]()
    page.worklist.list.rows.modelReset.connect(lambda: resets.append(1))
    page.worklist.list.rows.dataChanged.connect(lambda: resets.append(2))
    page.refresh(frozenset())
    settled(page.main)
    assert resets == []


def test_what_was_ticked_meanwhile_stays_ticked(page: CalendarPage, gate: Gate, settled: Settle) -> None:
    gate.set()
    day = page.shop.today + timedelta(days=10)
    address = PostalAddress("Koulutie 7", "37500", "Lempäälä", country=page.shop.settings.read().country)
    born = Customer(given="Aino", addresses=(address,), occasions=(Occasion("birthday", day.month, day.day),))
    made = page.shop.customers.add(born)
    settled(page.main)
    card = next(one for group in page.worklist.found.groups for one in group.lines if one.customer_id == made)
    ticked = page.worklist.is_ticked(card)
    gate.clear()
    late = page.worklist.found.late[0]
    page.shop.congratulations.greet(late.customer_id, [(late.occasion, late.day)])
    page.worklist.toggle(card)
    gate.set()
    settled(page.main)
    assert late not in page.worklist.found.late
    assert made in shown(page)
    assert page.worklist.is_ticked(card) != ticked


def test_nobody_says_that_there_is_nothing_before_it_is_known(
    page: CalendarPage, gate: Gate, settled: Settle, qtbot: QtBot
) -> None:
    made = WorklistPanel(page.main)
    qtbot.addWidget(made)
    made.load()
    assert made.empty.isHidden()
    assert made.foot.isHidden()
    gate.set()
    settled(page.main)
    assert shown(page)
    assert made.found == page.worklist.found


def test_a_panel_that_opens_has_the_cards_at_once(page: CalendarPage, gate: Gate) -> None:
    page.main.resize(1024, 680)
    overflow.open_cards(page)
    panel = next(one for one in page.findChildren(WorklistPanel) if one is not page.worklist)
    assert panel.found == page.worklist.found
    assert panel.found.count
    gate.set()


def test_the_panel_with_its_button_stands_in_the_lowest_window(page: CalendarPage, qtbot: QtBot) -> None:
    page.main.resize(880, 440)
    overflow.open_cards(page)
    panel = next(one for one in page.findChildren(WorklistPanel) if one is not page.worklist)
    qtbot.waitUntil(panel.isVisible)
    assert page.main.geometry().contains(panel.window().geometry())
    panel.window().close()


def test_the_counts_of_a_year_come_when_they_are_found(page: CalendarPage, gate: Gate, settled: Settle) -> None:
    page.show_view(YEAR)
    assert year(page).grid.days.counts == {}
    assert year(page).grid.days.holidays
    gate.set()
    settled(page.main)
    assert year(page).grid.days.counts == page.shop.agenda.counts(2027)
    gate.clear()
    page.shop.events.add(Event("Fair", date(2027, 9, 1)))
    assert year(page).grid.days.counts[page.day]  # what was known stands meanwhile
    gate.set()
    settled(page.main)
    assert year(page).grid.days.counts[date(2027, 9, 1)] == 1


def test_only_the_year_in_sight_takes_its_counts(page: CalendarPage, gate: Gate, settled: Settle) -> None:
    page.show_view(YEAR)
    page.step(1)
    page.step(1)
    page.head.filters.show_only(ALL_LAYERS - {Layer.BIRTHDAYS})
    bar = year(page).grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    there = bar.value()
    gate.set()
    settled(page.main)
    assert year(page).year == 2029
    assert year(page).grid.days.counts == page.shop.agenda.counts(2029, ALL_LAYERS - {Layer.BIRTHDAYS})
    assert bar.value() == there


def test_counts_that_come_when_the_year_was_left_are_lost(page: CalendarPage, gate: Gate, settled: Settle) -> None:
    page.show_view(YEAR)
    page.show_view(MONTH)
    gate.set()
    settled(page.main)
    assert page.views.key == MONTH
    assert page.shown_days
    page.show_view(YEAR)
    settled(page.main)
    assert year(page).grid.days.counts == page.shop.agenda.counts(2027)


def test_a_window_closed_meanwhile_is_closed(page: CalendarPage, gate: Gate, qtbot: QtBot) -> None:
    page.refresh(frozenset())
    page.show_view(YEAR)
    qtbot.waitUntil(lambda: bool(page.main.jobs.running))
    gate.set()
    page.main.close()
    qtbot.wait(1)  # what was found comes now; an error in a slot fails the test by itself
    assert not page.shop.is_open


def test_a_window_made_anew_meanwhile_has_its_own_cards(
    window: MainWindow, page: CalendarPage, gate: Gate, settled: Settle, qtbot: QtBot
) -> None:
    page.refresh(frozenset())
    qtbot.waitUntil(lambda: bool(window.jobs.running))
    window.set_language("fi")
    gate.set()
    settled(window)
    again = window.places.page("calendar")
    assert isinstance(again, CalendarPage)
    assert again is not page
    assert shown(again)
