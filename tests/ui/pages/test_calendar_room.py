"""The calendar where room is scarce: people before post, nothing cut without a word, and weeks that stand whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.domain.agenda import CalendarDay, Layer, Mark, MarkKind, MarkState
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.model import Customer, Occasion
from smallcrm.messages import calendar as words
from smallcrm.store.events import Event
from smallcrm.ui.pages.calendar.day_cell import DayDelegate, lines_of
from smallcrm.ui.pages.calendar.day_popup import DayPopup
from smallcrm.ui.pages.calendar.days_of_post import with_post
from smallcrm.ui.pages.calendar.doing import AskMove
from smallcrm.ui.pages.calendar.event_editor import EventEditor
from smallcrm.ui.pages.calendar.head import WEEK, YEAR, title_of
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.calendar.year_places import YearPlaces
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.month_grid import wheel

DAY = date(2027, 5, 19)
PERSON = Mark(MarkKind.OCCASION, DAY, Layer.BIRTHDAYS, name="Aino", occasion=Occasion("birthday", 5, 19))
TASK = Mark(MarkKind.FOLLOW_UP, DAY, Layer.FOLLOW_UPS, name="Call", what="reminder", text="Roses")
EVENT = Mark(MarkKind.EVENT, DAY, Layer.EVENTS, name="Fair")
POST = Mark(MarkKind.POST, DAY, Layer.POST, count=5)
DONE = Mark(
    MarkKind.OCCASION, DAY, Layer.BIRTHDAYS, name="Olli", occasion=Occasion("birthday", 5, 19), state=MarkState.DONE
)
LANGUAGES = sorted(i18n.LANGUAGES)
MARKS = st.lists(st.sampled_from([PERSON, TASK, EVENT, DONE]), max_size=9)


@pytest.fixture
def page(calendar_at: Callable[[int, int], CalendarPage]) -> CalendarPage:
    """The calendar of a low window, on 11 May 2027."""
    return calendar_at(880, 440)


# -- one cell ------------------------------------------------------------------------------------------------------


@given(MARKS, st.integers(0, 40), st.integers(30, 500), st.booleans(), st.booleans())
def test_what_is_not_shown_is_counted_and_nothing_stands_outside_its_cell(
    marks: list[Mark], more: int, height: int, holiday: bool, tall: bool
) -> None:
    day = with_post(CalendarDay(DAY, holiday="Feast" if holiday else "", marks=tuple(marks), more=more), POST)
    cell = QRect(10, 10, 112, height)
    lines = lines_of(day, cell, tall=tall)
    told = sum(1 for line in lines if line.mark) + sum(line.more for line in lines)
    assert told == len(day.marks) + day.more
    assert all(cell.contains(line.rect) for line in lines if not line.aside or height > 40)
    boxes = [line.rect for line in lines if line.mark is not None]
    assert not any(one.intersects(other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])


@given(MARKS.filter(lambda marks: PERSON in marks), st.integers(52, 70))
def test_in_a_cell_for_one_chip_it_is_a_person_and_post_stands_beside_the_number(
    marks: list[Mark], height: int
) -> None:
    day = with_post(CalendarDay(DAY, marks=tuple(marks)), POST)
    below = [line.mark for line in lines_of(day, QRect(0, 0, 108, height)) if line.mark and not line.aside]
    assert below == [PERSON]
    assert [line.mark for line in lines_of(day, QRect(0, 0, 108, height)) if line.mark and line.aside] == [POST]


def test_cards_to_post_come_behind_people_and_before_tasks() -> None:
    day = with_post(CalendarDay(DAY, marks=(EVENT, PERSON, TASK)), POST)
    assert day.marks == (EVENT, PERSON, POST, TASK)
    assert with_post(day, None).marks == (EVENT, PERSON, TASK)
    assert with_post(CalendarDay(DAY), POST).marks == (POST,)


def test_a_chip_of_post_is_never_cut(page: CalendarPage) -> None:
    """As it was: in Finnish "Postita 5 kor…" in every cell of a window of 1366."""
    delegate = page.views.current.itemDelegate()
    assert isinstance(delegate, DayDelegate)
    for language in LANGUAGES:
        i18n.set_language(language)
        delegate._dress()
        for width in range(14, 200, 3):
            said = delegate._label(POST, width, alone=False)
            assert "5" in said, language
            assert not said.endswith("…"), language
        assert delegate._label(POST, 300, alone=False) == words.post_words(5)
        assert delegate._label(POST, 300, alone=True) == "5"


# -- the heading -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "day", "said"),
    [
        ("en", date(2031, 1, 29), ["Week 5", "2031"]),
        ("fi", date(2031, 1, 29), ["5, 27.1.–2.2.2031"]),
        ("nb", date(2031, 1, 29), ["5, 27. jan.–2. feb. 2031"]),
        ("pl", date(2031, 1, 29), ["5, 27.01–2.02.2031"]),
        ("en", date(2031, 1, 1), ["2030", "2031"]),
        ("fi", date(2031, 1, 1), ["30.12.2030–5.1.2031"]),
        ("nb", date(2031, 1, 1), ["30. des. 2030–5. jan. 2031"]),
        ("pl", date(2031, 1, 1), ["30.12.2030–5.01.2031"]),
    ],
)
def test_a_week_says_its_year_and_both_where_it_has_two(language: str, day: date, said: list[str]) -> None:
    i18n.set_language(language)
    assert all(part in title_of(WEEK, day, "FI") for part in said)


# -- weeks and months that are scrolled ------------------------------------------------------------------------------


def test_weeks_of_a_low_window_stand_whole_with_the_day_in_sight_and_the_week_after_it(page: CalendarPage) -> None:
    grid = page.views.current
    assert grid.verticalScrollBar().maximum() > 0
    for day in (date(2027, 5, 1), date(2027, 5, 11), date(2027, 5, 31)):
        page.select(day)
        room = grid.viewport().rect()
        seen = [grid.visualRect(grid.days.index(row, 0)) for row in range(6)]
        inside = [rect for rect in seen if rect.intersects(room)]
        assert all(room.contains(rect) for rect in inside), day
        assert inside[0].top() == 0
        assert room.bottom() - inside[-1].bottom() <= 1
        assert room.contains(grid.visualRect(grid.days.of(day)))
    page.select(date(2027, 5, 19))
    assert grid.viewport().rect().contains(grid.visualRect(grid.days.of(date(2027, 5, 26))))


@given(
    st.integers(300, 1600),
    st.integers(120, 1200),
    st.dates(date(2027, 1, 1), date(2027, 12, 31)),
)
def test_rows_of_months_fill_the_view_and_stand_whole(width: int, height: int, day: date) -> None:
    places = YearPlaces(2027, width, height)
    rows = 12 // places.across
    if not places.whole:
        assert places.at_once == 1
        return
    offsets = range(0, places.farthest + 1, places.step)
    assert len(offsets) == rows - places.at_once + 1 or places.total <= height
    tops = {offset: [m for m in range(1, 13) if places.month(m).top() >= offset] for offset in offsets}
    assert any(
        places.month(day.month).top() >= offset and places.month(day.month).bottom() < offset + height
        for offset in tops
    )


@pytest.mark.parametrize(("width", "height"), [(880, 440), (1024, 680)])
def test_the_year_begins_with_a_whole_row_wherever_the_keys_are(
    window: MainWindow, page: CalendarPage, width: int, height: int
) -> None:
    window.resize(width, height)
    page.show_view(YEAR)
    grid = page.views.current.grid
    for month in (1, 5, 9, 11, 12):
        page.select(date(2027, month, 20))
        QApplication.processEvents()
        assert grid.verticalOffset() % grid.places.step == 0
        assert grid.viewport().rect().contains(grid.visualRect(grid.days.of(date(2027, month, 20)))), month
        grid.verticalScrollBar().setValue(grid.verticalScrollBar().value() + 7)  # a hand on the bar
        assert grid.verticalOffset() % grid.places.step == 0


def test_the_wheel_scrolls_the_weeks_where_not_all_stand_in_sight(page: CalendarPage) -> None:
    page.select(date(2027, 5, 1))
    grid = page.views.current
    top = grid.verticalScrollBar().value()
    wheel(grid.viewport(), -120)
    assert grid.verticalScrollBar().value() > top
    assert page.seen.month == 5


def test_a_window_made_larger_fills_its_cells(window: MainWindow, page: CalendarPage, qtbot: QtBot) -> None:
    day, grid = date(2027, 5, 13), page.views.current
    for n in range(20):
        window.shop.events.add(Event(f"Fair {n}", day))
    page.refresh(frozenset())
    few = len(grid.days.at(grid.days.of(day)).marks)
    assert few < 20
    window.resize(1366, 1400)
    assert grid.fits > few
    qtbot.waitUntil(lambda: len(grid.days.at(grid.days.of(day)).marks) >= grid.fits)


# -- the panel of a day ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(880, 440), (1366, 768)])
def test_no_button_of_a_full_day_is_cut(
    window: MainWindow, page: CalendarPage, size: tuple[int, int], qtbot: QtBot
) -> None:
    window.resize(*size)
    for n in range(12):
        window.shop.customers.add(Customer(given=f"Person {n}", occasions=(Occasion("birthday", 5, 27, 1970),)))
    page.show_day(date(2027, 5, 27))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DayPopup)
    assert popup.list.rows.rowCount() >= 12
    assert window.geometry().contains(popup.geometry())
    for one in popup.findChildren(QPushButton):
        if one.isVisible():
            inside = QRect(one.mapTo(popup, one.rect().topLeft()), one.size())
            assert popup.rect().contains(inside), one.text()
    assert popup.list.height() >= 48
    popup.close()


def test_everything_of_a_full_day_of_a_week_is_said_and_reached_by_keys(
    window: MainWindow, page: CalendarPage, settled: Callable[[MainWindow], None]
) -> None:
    day = date(2027, 5, 13)
    for n in range(50):
        window.shop.customers.add(Customer(given=f"Person {n}", occasions=(Occasion("birthday", 5, 13, 1970),)))
    page.perform("show", (WEEK, day))
    settled(window)
    grid = page.views.current
    found = grid.days.at(grid.days.of(day))
    there = len(found.marks) + found.more
    assert there >= 50
    lines = lines_of(found, grid.visualRect(grid.days.of(day)), tall=True)
    assert sum(1 for line in lines if line.mark) + sum(line.more for line in lines) == there
    spoken = str(grid.days.of(day).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.count("Person") + int(spoken.rsplit("; ", maxsplit=1)[-1].split(maxsplit=1)[0]) >= 50  # "38 more"
    assert spoken.endswith(" more")
    page.views.keys.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Return)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DayPopup)
    assert popup.list.rows.rowCount() == there
    popup.close()


def test_a_screen_reader_hears_more_of_a_day_of_the_month_than_is_painted(
    window: MainWindow, page: CalendarPage, settled: Callable[[MainWindow], None]
) -> None:
    day = date(2027, 5, 13)
    for n in range(30):
        window.shop.customers.add(Customer(given=f"Person {n}", occasions=(Occasion("birthday", 5, 13, 1970),)))
    settled(window)
    grid = page.views.current
    found = grid.days.at(grid.days.of(day))
    assert found.more > 20  # nothing is read in vain while a month is turned
    spoken = str(grid.days.of(day).data(Qt.ItemDataRole.AccessibleTextRole)).split("; ")
    told = [part for part in spoken if "Person" in part]
    assert len(told) >= 10
    assert spoken[-1] == words.more_words(30 - len(told))
    window.shop.customers.add(Customer(given="One more", occasions=(Occasion("birthday", 5, 13, 1970),)))
    again = str(grid.days.of(day).data(Qt.ItemDataRole.AccessibleTextRole)).split("; ")
    assert again[-1] == words.more_words(31 - len([part for part in again if "turns" in part]))


def test_post_is_asked_once_the_page_stands_still(
    page: CalendarPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(page.reading._posts, "ask", lambda *_args: asked.append(page.seen))
    for _turn in range(3):
        page.step(1)
    assert asked == []
    qtbot.waitUntil(lambda: not page.reading._soon.isActive())
    assert asked == [page.seen]


# -- what is done ----------------------------------------------------------------------------------------------------


def test_a_follow_up_moved_to_a_day_gone_by_says_that_it_is_overdue(window: MainWindow, page: CalendarPage) -> None:
    today, shop = window.shop.today, window.shop
    person = shop.customers.page(0, 1)[0].id
    number = shop.follow_ups.add(FollowUp("reminder", person, "Roses", today + timedelta(days=2)))
    page.refresh(frozenset())
    mark = next(m for one in page.shown_days for m in one.marks if m.kind is MarkKind.FOLLOW_UP and m.id == number)
    page.doing.move(mark, today - timedelta(days=1))
    assert "overdue now" in window.toast.words.text()
    assert "closed" not in window.toast.words.text()
    window.toast.undo_button.click()
    assert shop.follow_ups.get(number).due == today + timedelta(days=2)
    page.doing.move(mark, today)
    assert "overdue" not in window.toast.words.text()


def test_a_day_that_ends_in_a_stop_gets_no_second_one(window: MainWindow, page: CalendarPage) -> None:
    shop = window.shop
    number = shop.follow_ups.add(FollowUp("reminder", shop.customers.page(0, 1)[0].id, "Roses", shop.today))
    mark = next(m for m in shop.agenda.days(shop.today, shop.today)[0].marks if m.id == number and m.text == "Roses")
    for language in LANGUAGES:
        told = set()
        i18n.set_language(language)
        for days in (-1, *range(1, 15)):  # a day gone by, open and closed ones
            page.doing.move(mark, shop.today + timedelta(days=days))
            told.add(window.toast.words.text())
        assert len(told) == 15
        assert not [one for one in told if ".." in one]


def test_a_follow_up_begun_from_a_day_takes_that_day_along(window: MainWindow, page: CalendarPage) -> None:
    for day in (date(2027, 5, 27), date(2028, 2, 29), date(2027, 5, 11)):
        page.select(day)
        menu = page.doing.menu(day, page.mapToGlobal(page.rect().center()))
        assert menu is not None
        next(action for action in menu.actions() if action.text() == "New follow-up…").trigger()
        menu.close()
        place = window.places.page("followUps")
        assert isinstance(place, FollowUpsPage)
        assert place.new.when().day == day
        assert place.new.when().said
        window.go("calendar")


def test_the_panel_of_a_day_begins_a_follow_up_on_it(window: MainWindow, page: CalendarPage) -> None:
    page.show_day(date(2027, 5, 27))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DayPopup)
    popup.task_button.click()
    place = window.places.page("followUps")
    assert isinstance(place, FollowUpsPage)
    assert place.isVisible()
    assert place.new.when().day == date(2027, 5, 27)
    window.go("calendar")
    page.show_day(date(2027, 5, 3))
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, DayPopup)
    assert popup.task_button.isHidden()
    popup.close()


def test_begun_from_a_day_gone_by_it_takes_no_day(window: MainWindow, page: CalendarPage) -> None:
    page.select(date(2027, 5, 3))
    menu = page.doing.menu(date(2027, 5, 3), page.mapToGlobal(page.rect().center()))
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "New follow-up…").trigger()
    menu.close()
    place = window.places.page("followUps")
    assert isinstance(place, FollowUpsPage)
    assert not place.new.when().said
    assert not place.new.day.line.text()


def test_by_keys_too_a_follow_up_can_go_to_a_day_gone_by(window: MainWindow, page: CalendarPage) -> None:
    today, shop = window.shop.today, window.shop
    number = shop.follow_ups.add(FollowUp("reminder", shop.customers.page(0, 1)[0].id, "Roses", today))
    mark = next(m for m in shop.agenda.days(today, today)[0].marks if m.id == number and m.layer is Layer.FOLLOW_UPS)
    page.doing.ask_move(mark, page.mapToGlobal(page.rect().center()))
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, AskMove)
    QTest.keyClicks(panel.line, "3 May 2027")
    QTest.keyClick(panel.line, Qt.Key.Key_Return)
    assert shop.follow_ups.get(number).due == date(2027, 5, 3)
    assert "overdue now" in window.toast.words.text()


def test_a_new_event_from_the_menu_of_the_page_takes_the_chosen_day_along(page: CalendarPage) -> None:
    page.select(date(2027, 5, 27))
    page.perform("new_event")
    editor = QApplication.activePopupWidget()
    assert isinstance(editor, EventEditor)
    assert editor.fields.day.line.text() == "27 May 2027"
    editor.close()
