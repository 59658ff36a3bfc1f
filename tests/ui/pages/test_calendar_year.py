"""The year in twelve small months: where its days stand, its keys, and what a screen reader hears."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.calendar.year_paint import radius_of
from smallcrm.ui.pages.calendar.year_places import YearPlaces
from smallcrm.ui.pages.calendar.year_view import YearView
from smallcrm.ui.window import MainWindow
from tests.ui.ground import changed, ground, shown
from tests.ui.mouse import double_click
from tests.ui.painting_cost import calls

__all__ = ["ground"]

TODAY = date(2027, 5, 11)
PLACES = st.builds(
    YearPlaces, st.integers(2024, 2032), st.integers(300, 1600), st.integers(200, 1200), st.sampled_from([0, 5, 6])
)


def days(year: int) -> list[date]:
    """All days of a year."""
    return [date(year, m, d) for m in range(1, 13) for d in range(1, monthrange(year, m)[1] + 1)]


@given(PLACES)
def test_every_day_has_a_place_of_its_own_under_its_weekday(places: YearPlaces) -> None:
    seen: set[tuple[int, int]] = set()
    for day in days(places.year):
        box = places.day(day)
        assert places.day_at(box.center()) == day
        assert places.month(day.month).contains(box)
        column = (day.weekday() - places.first) % 7
        letter = places.letter(day.month, column)
        assert (box.left(), box.right()) == (letter.left(), letter.right())
        seen.add((box.x(), box.y()))
    assert len(seen) == len(days(places.year))


@given(PLACES)
def test_no_month_lies_over_another_and_all_are_within_the_view(places: YearPlaces) -> None:
    months = [places.month(n) for n in range(1, 13)]
    assert not any(one.intersects(other) for n, one in enumerate(months) for other in months[n + 1 :])
    assert all(one.left() >= 0 and one.right() < places.width for one in months)
    assert max(one.bottom() for one in months) < places.total
    assert 12 % places.across == 0


def test_more_on_a_day_is_a_larger_dot() -> None:
    steps = [radius_of(count) for count in (0, 1, 2, 5, 10, 500)]
    assert steps[0] == 0
    assert steps == sorted(steps)
    assert len(set(steps)) == 5


@pytest.fixture
def year(qtbot: QtBot, ground: QWidget) -> YearView:
    """2027 with five things on 20 May."""
    view = YearView()
    ground.resize(860, 620)
    shown(qtbot, ground, view)
    view.show_year(2027, {date(2027, 5, 20): 5}, {date(2027, 5, 6): "Ascension Day"}, TODAY, TODAY, "NO")
    view.grid.setFocus()
    return view


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Right, date(2027, 5, 12)),
        (Qt.Key.Key_Left, date(2027, 5, 10)),
        (Qt.Key.Key_Down, date(2027, 5, 18)),
        (Qt.Key.Key_Up, date(2027, 5, 4)),
        (Qt.Key.Key_PageDown, date(2027, 6, 11)),
        (Qt.Key.Key_PageUp, date(2027, 4, 11)),
        (Qt.Key.Key_Home, date(2027, 5, 1)),
        (Qt.Key.Key_End, date(2027, 5, 31)),
    ],
)
def test_keys_go_from_day_to_day_and_month_to_month(year: YearView, key: Qt.Key, day: date) -> None:
    said: list[date] = []
    year.chosen.connect(said.append)
    QTest.keyClick(year.grid, key)
    assert said == [day]
    assert year.selected == day


def test_the_last_of_a_long_month_leads_to_the_last_of_a_short_one(year: YearView) -> None:
    year.select(date(2027, 1, 31))
    QTest.keyClick(year.grid, Qt.Key.Key_PageDown)
    assert year.selected == date(2027, 2, 28)


def test_over_the_end_of_the_year_the_next_one_is_asked_for(year: YearView) -> None:
    said: list[date] = []
    year.chosen.connect(said.append)
    year.select(date(2027, 12, 31))
    QTest.keyClick(year.grid, Qt.Key.Key_Right)
    assert said == [date(2028, 1, 1)]


def test_enter_leads_to_the_month_and_space_to_the_day(year: YearView) -> None:
    months: list[date] = []
    wanted: list[date] = []
    year.month_wanted.connect(months.append)
    year.day_wanted.connect(wanted.append)
    QTest.keyClick(year.grid, Qt.Key.Key_Return)
    QTest.keyClick(year.grid, Qt.Key.Key_Space)
    assert (months, wanted) == ([TODAY], [TODAY])


def test_a_click_selects_and_a_double_click_opens_the_month(year: YearView) -> None:
    months: list[date] = []
    year.month_wanted.connect(months.append)
    day = date(2027, 2, 14)
    point = year.grid.visualRect(year.grid.days.of(day)).center()
    QTest.mouseClick(year.grid.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert year.selected == day
    double_click(year.grid.viewport(), point)
    assert months == [day]


def test_a_cell_says_day_holiday_and_how_much_stands_on_it(year: YearView) -> None:
    model = year.grid.days

    def told(day: date) -> str:
        return str(model.of(day).data(Qt.ItemDataRole.AccessibleTextRole))

    assert told(date(2027, 5, 20)) == "Thursday 20 May, 5 entries"
    assert told(date(2027, 5, 6)) == "Thursday 6 May, Ascension Day"
    assert told(TODAY).startswith("Today, ")
    assert model.rowCount() == 365
    assert len({told(day) for day in days(2027)}) == 365


def test_weeks_begin_as_in_the_country(year: YearView) -> None:
    norway = year.grid.places.day(TODAY)
    year.show_year(2027, {}, {}, TODAY, TODAY, "US")
    assert year.grid.places.day(TODAY).x() > norway.x()  # Tuesday is the third day there


def test_in_a_low_view_the_month_with_the_keys_comes_into_sight(year: YearView, ground: QWidget) -> None:
    ground.resize(420, 320)
    for day in (date(2027, 12, 24), date(2027, 1, 6)):
        year.grid.go(day)
        box = year.grid.visualRect(year.grid.currentIndex())
        assert year.grid.viewport().rect().contains(box)
        assert year.grid.indexAt(box.center()) == year.grid.currentIndex()
    assert year.grid.indexAt(QPoint(1, 1)).row() == -1


def test_the_focus_is_seen_on_the_day(year: YearView, ground: QWidget) -> None:
    before = year.grid.grab().toImage()
    year.grid.clearFocus()
    assert changed(before, year.grid.grab().toImage())


def test_a_year_with_something_on_each_day_is_painted_with_few_calls_a_day(year: YearView) -> None:
    year.show_year(2027, {d: d.day for d in days(2027)}, {}, TODAY, TODAY + timedelta(days=1), "FI")
    year.grab()
    grid = year.grid.viewport()
    assert calls(grid.grab) < 365 * 80


def test_what_comes_late_for_a_month_does_not_disturb_the_year(
    window: MainWindow, settled: Callable[[MainWindow], None]
) -> None:
    for view in ("month", "year"):  # when cards are posted is found beside the window, and told after it
        window.perform("calendar", "show", (view, window.shop.today))
    settled(window)
    page = window.places.page("calendar")
    assert isinstance(page, CalendarPage)
    assert isinstance(page.views.current, YearView)
    assert page.views.current.selected == window.shop.today


def test_enter_on_a_day_of_the_year_shows_its_month_with_the_keys(window: MainWindow, qtbot: QtBot) -> None:
    window.perform("calendar", "show", ("year", window.shop.today))
    page = window.places.page("calendar")
    assert isinstance(page, CalendarPage)
    page.views.keys.setFocus()
    QTest.keyClick(page.views.keys, Qt.Key.Key_PageDown)
    wanted = page.day
    QTest.keyClick(page.views.keys, Qt.Key.Key_Return)
    assert page.views.key == "month"
    assert page.day == wanted
    qtbot.waitUntil(page.views.keys.hasFocus)
