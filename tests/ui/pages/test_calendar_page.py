"""The calendar page around its views: filters, the way to other months, post, midnight, and coming back to it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from threading import Event as Gate

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.domain.agenda import ALL_LAYERS, Layer, Mark, MarkKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.calendar import overflow
from smallcrm.ui.pages.calendar.head import LIST, MONTH, WEEK, YEAR
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.calendar.views import ALL
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY


@pytest.fixture
def page(calendar_at: Callable[[int, int], CalendarPage]) -> CalendarPage:
    """The calendar at 11 May 2027."""
    return calendar_at(1366, 768)


def kinds(page: CalendarPage) -> set[MarkKind]:
    return {mark.kind for day in page.shown_days for mark in day.marks}


def test_it_is_the_third_place_and_begins_in_the_grid(window: MainWindow, page: CalendarPage) -> None:
    window.go("today")
    window.actions_by_id["go_calendar"].trigger()
    assert window.places.here == "calendar"
    window.places.focus_page()
    assert QApplication.focusWidget() is page.views.keys


def test_post_days_come_after_the_first_paint(page: CalendarPage) -> None:
    assert MarkKind.POST in kinds(page)
    page.head.filters.show_only(ALL_LAYERS - {Layer.POST})
    assert MarkKind.POST not in kinds(page)
    page.head.filters.show_only(ALL_LAYERS)
    assert MarkKind.POST in kinds(page)  # known from before


def test_a_kind_that_is_hidden_stays_hidden_in_the_next_window(
    window: MainWindow, page: CalendarPage, opened: Callable[..., MainWindow]
) -> None:
    page.head.filters.ticks[Layer.BIRTHDAYS].click()
    assert MarkKind.OCCASION not in kinds(page)
    assert window.remembered("calendarHidden") == "birthdays"
    window.set_language("fi")
    again = window.places.page("calendar")
    assert isinstance(again, CalendarPage)
    assert Layer.BIRTHDAYS not in again.head.filters.on


def test_all_ticks_are_below_one_button_where_there_is_no_room(window: MainWindow, page: CalendarPage) -> None:
    window.resize(1024, 680)
    assert page.head.filters.button.isVisible()
    assert page.head.cards.isVisible()
    page.head.filters.open()
    popup = page.head.filters.popup
    assert popup is not None
    popup.findChildren(type(page.head.filters.ticks[Layer.POST]))[0].click()
    assert Layer.BIRTHDAYS not in page.head.filters.on
    popup.close()
    window.resize(880, 440)
    assert page.head.tight
    assert not page.head.filters.isVisible()
    window.resize(1900, 900)
    assert page.head.filters.ticks[Layer.POST].isVisible()
    assert page.worklist.isVisible()


def test_arrows_and_today(page: CalendarPage) -> None:
    page.head.after.click()
    assert page.head.title.text() == "June 2027"
    page.head.before.click()
    page.head.before.click()
    assert page.head.title.text() == "April 2027"
    page.head.today.click()
    assert (page.head.title.text(), page.day) == ("May 2027", TODAY)
    assert page.views.keys.hasFocus()


def test_a_window_made_anew_shows_the_same(window: MainWindow, page: CalendarPage, qtbot: QtBot) -> None:
    for view, language in zip(ALL, ("fi", "nb", "pl", "en"), strict=True):
        page.show_view(view)
        page.select(date(2027, 8, 17))
        window.set_language(language)
        again = window.places.page("calendar")
        assert isinstance(again, CalendarPage)
        assert again is not page
        assert (again.views.key, again.day) == (view, date(2027, 8, 17))
        qtbot.waitUntil(again.views.keys.isVisible)
        page = again


def test_at_midnight_today_moves_on(window: MainWindow, page: CalendarPage) -> None:
    window.shop.clock = FixedClock(TODAY + timedelta(days=1))
    page._clock.timeout.emit()  # as it does by itself each minute
    assert page.views.current.days.today == TODAY + timedelta(days=1)
    assert page.day == TODAY + timedelta(days=1)  # who stood on today still does


def test_what_another_program_changes_is_seen(window: MainWindow, page: CalendarPage) -> None:
    with closing(Shop.open(window.shop.file, clock=window.shop.clock)) as other:
        other.agenda.close(date(2027, 5, 19), True)
    window.watch.look()  # as it does by itself each second
    day = next(one for one in page.shown_days if one.day == date(2027, 5, 19))
    assert day.closed_by_shop


def test_the_keys_go_along_from_view_to_view(page: CalendarPage) -> None:
    page.views.keys.setFocus()
    for view in (WEEK, LIST, YEAR, MONTH, YEAR, LIST, WEEK, MONTH):
        page.show_view(view)
        assert page.views.keys.hasFocus(), view
    page.head.after.setFocus()
    page.show_view(WEEK)
    assert page.head.after.hasFocus()


def test_days_of_posting_found_for_a_month_that_was_left_do_not_touch_the_next(
    page: CalendarPage, settled: Callable[[MainWindow], None], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = date(2027, 6, 1)  # stands below May and at the top of June
    late, gate, asked = Mark(MarkKind.POST, both, Layer.POST, count=99), Gate(), list[date]()

    def held(first: date, _last: date) -> dict[date, Mark]:
        asked.append(first)
        assert gate.wait(20)
        return {both: late}

    monkeypatch.setattr(page.shop.agenda, "post_marks", held)
    page.refresh(frozenset())
    qtbot.waitUntil(lambda: bool(asked))
    page.step(1)
    page.reading._soon.stop()  # nobody asks for June: what comes is the answer for May
    gate.set()
    settled(page.main)
    assert page.views.shows(both)
    assert late not in [mark for day in page.shown_days for mark in day.marks]


def test_a_day_is_closed_and_opened_again(window: MainWindow, page: CalendarPage) -> None:
    page.doing.close(date(2027, 5, 19), closed=True)
    assert window.shop.settings.read().closed_dates == (date(2027, 5, 19),)
    window.toast.undo_button.click()
    assert window.shop.settings.read().closed_dates == ()


def test_cards_for_the_month_are_led_to(window: MainWindow, page: CalendarPage, qtbot: QtBot) -> None:
    page.doing.print_cards(*overflow.shown_span(page))
    assert window.places.here == "letters"
    letters = window.places.page("letters")
    assert isinstance(letters, LettersPage)
    assert letters.selection == Selection(kind="", start=date(2027, 5, 1), end=date(2027, 5, 31))


def test_nobody_falls_over_the_edge_of_time(page: CalendarPage) -> None:
    for view in ALL:
        page.show_view(view)
        for edge, onward, pages in (
            (date(1900, 1, 1), (Qt.Key.Key_Left, Qt.Key.Key_PageUp), -1),
            (date(2199, 12, 31), (Qt.Key.Key_Right, Qt.Key.Key_PageDown), 1),
        ):
            page.select(edge, focus=True)
            page.step(pages)
            assert page.day == edge, view
            for key in onward:
                QTest.keyClick(page.views.keys, key)
                assert page.day == edge, (view, key)
            assert page.views.shows(edge)
