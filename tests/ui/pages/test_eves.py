"""Finland's Christmas Eve and Midsummer Eve: named, the shop closed, and black as in printed almanacs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from smallcrm.domain.eves import is_eve
from smallcrm.messages import calendar_papers as papers
from smallcrm.store.calendar import public_holidays
from smallcrm.ui.pages.calendar.head import MONTH, YEAR
from smallcrm.ui.pages.calendar.mark_rows import day_heading
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.window import MainWindow

EVES = (date(2026, 6, 19), date(2026, 12, 24))
FEASTS = (date(2026, 6, 20), date(2026, 12, 25))


@pytest.fixture
def finnish(window: MainWindow) -> MainWindow:
    shop = window.shop
    shop.settings.save(replace(shop.settings.read(), country="FI"))
    return window


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_an_eve_is_the_day_before_its_feast_in_finland_alone(day: date) -> None:
    after = day + timedelta(days=1)
    midsummer = after.weekday() == 5 and date(day.year, 6, 20) <= after <= date(day.year, 6, 26)
    assert is_eve("FI", day) == (midsummer or (after.month, after.day) == (12, 25))
    assert not any(is_eve(country, day) for country in ("NO", "PL", "SE", "GB", ""))


def test_each_eve_is_among_the_days_off_that_the_post_heeds() -> None:
    for year in range(2020, 2040):
        free = public_holidays("FI", year, year)
        days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
        eves = [day for day in days if is_eve("FI", day)]
        assert len(eves) == 2
        assert free.issuperset(eves)


def test_an_eve_is_closed_and_named_and_not_red(finnish: MainWindow) -> None:
    for eve, feast in zip(EVES, FEASTS, strict=True):
        before, after = finnish.shop.agenda.days(eve, feast)
        assert (bool(before.holiday), before.closed, before.red) == (True, True, False)
        assert (bool(after.holiday), after.closed, after.red) == (True, True, True)
        assert not day_heading(before, finnish.shop.today).urgent
        assert day_heading(after, finnish.shop.today).urgent
        cells = {cell.number: cell for _w, week in papers.month_paper(finnish.shop, eve).weeks for cell in week}
        assert (bool(cells[eve.day].holiday), cells[eve.day].red, cells[feast.day].red) == (True, False, True)
        month = papers.year_paper(finnish.shop, eve.year).months[eve.month - 1]
        small = {one.number: one for _w, week in month.weeks for one in week if one is not None}
        assert (small[eve.day].red, small[feast.day].red) == (False, True)


def test_an_eve_on_a_sunday_is_red_as_each_sunday(finnish: MainWindow) -> None:
    (day,) = finnish.shop.agenda.days(date(2028, 12, 24), date(2028, 12, 24))
    assert day.day.weekday() == 6
    assert day.red


def _reddish(image: QImage) -> int:
    points = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(ink.red() > ink.green() + 60 and ink.red() > ink.blue() + 60 for ink in points)


@pytest.mark.parametrize("view", [MONTH, YEAR])
def test_the_window_paints_it_in_no_red(
    finnish: MainWindow, calendar_at: Callable[[int, int], CalendarPage], qtbot: QtBot, view: str
) -> None:
    page = calendar_at(1366, 768)
    page.show_view(view)
    page.select(EVES[1])
    qtbot.waitUntil(lambda: not finnish.jobs.running)
    page.select(date(2026, 12, 1))  # a frame around the day is no colour of the day
    grid: Any = page.views.current.grid if view == YEAR else page.views.grid
    shown = grid.grab().toImage()
    ratio, corner = shown.devicePixelRatio(), grid.viewport().pos()
    for day, red in ((EVES[1], False), (FEASTS[1], True)):
        rect = grid.visualRect(grid.days.of(day)).translated(corner)
        assert rect.width() > 10
        cut = shown.copy(*(round(n * ratio) for n in rect.getRect()))
        assert (_reddish(cut) > 0) == red, day
