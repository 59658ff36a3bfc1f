"""What stands in the rows of the follow-ups, under which heading, and how high."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.rules import Rule, RuleKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.follow_up_list import FollowUpFilter, Mark
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.pages.follow_ups.rows import arranged
from smallcrm.ui.widgets.when import HOLIDAY
from smallcrm.ui.window import MainWindow
from tests.ui.pages.waiting import Key, made, page, people, press, state_of, type_in
from tests.ui.plain_pages import TODAY

__all__ = ["made", "page", "people"]


def test_staying_in_touch_may_wait_a_little_before_it_is_overdue(
    window: MainWindow, page: FollowUpsPage, people: list[int]
) -> None:
    window.shop.timeline.add(people[4], "visit", "", TODAY - timedelta(days=44))
    window.shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(42,), customer=people[4]))
    window.shop.clock = FixedClock(datetime.combine(TODAY + timedelta(days=3), time(10)))
    page._new_day()
    lines = page.pane.list.lines
    shown = [(row.title, row.group) for row in map(lines.row, range(lines.rowCount()))]
    at = shown.index(("Stay in touch", True))
    row = lines.row(at + 1)
    assert row.title == window.shop.customers.name_of(people[4])
    assert row.chip is not None
    assert (row.chip.text, row.chip.full) == ("Tue 11 May", "Due since Tue 11 May")
    assert (row.tint, lines.row(at).urgent, lines.row(0).urgent) == ("petrol", False, True)
    window.shop.clock = FixedClock(datetime.combine(TODAY + timedelta(days=22), time(10)))
    page._new_day()
    assert ("Stay in touch", True) not in [(row.title, row.group) for row in map(lines.row, range(lines.rowCount()))]


def test_each_rule_has_its_own_patience() -> None:
    rules = {7: Rule(RuleKind.STAY_IN_TOUCH, days=(28,), id=7)}
    late = [TODAY - timedelta(days=days) for days in (40, 15, 14, 1, 0)]
    marks = [
        Mark(number, State.OPEN, FollowUpKind.STAY_IN_TOUCH, day.isoformat(), day.isoformat(), 7, f"{number} {day}")
        for number, day in enumerate(late)
    ]
    by_hand = marks[3]._replace(id=9, rule_key="3 held")
    nobodys = marks[3]._replace(id=8, rule=0)
    found = arranged([*marks[:3], nobodys, by_hand, *marks[3:]], (), TODAY, rules)
    assert found.lines == ["overdue", 0, 1, 8, 9, "today", 4, "touch", 2, 3]
    assert found.sizes == {"overdue": 4, "today": 1, "touch": 2}


def test_a_day_that_is_a_public_holiday_says_so_in_the_list(window: MainWindow, page: FollowUpsPage) -> None:
    window.shop.settings.save(replace(window.shop.settings.read(), country="FI"))
    made = window.shop.follow_ups.add(FollowUp("reminder", 1, "Flag", date(2027, 12, 6)))
    row = page.pane.list.lines.row(page.pane.list.lines.place_of(made))
    assert (row.side, row.side_full, row.side_icon) == ("Mon 6 Dec", "Mon 6 Dec (public holiday)", HOLIDAY)
    assert "public holiday" in row.spoken()
    window.shop.settings.save(replace(window.shop.settings.read(), country="PL"))
    page.refresh(frozenset())
    row = page.pane.list.lines.row(page.pane.list.lines.place_of(made))
    assert (row.side, row.side_full, row.side_icon) == ("Mon 6 Dec", "", "")


def test_rows_are_as_high_as_rows_after_headings_went(page: FollowUpsPage, qtbot: QtBot, people: list[int]) -> None:
    for number in range(3):
        page.shop.follow_ups.add(FollowUp("reminder", people[0], f"soup {number}", TODAY + timedelta(days=90)))
    heights = page.pane.list.verticalHeader()
    row = heights.sectionSize(1)
    assert heights.sectionSize(0) < row
    page.pane.search.setText("soup")
    qtbot.waitUntil(lambda: page.pane.count.text() == "3")
    assert [heights.sectionSize(n) for n in range(1, 4)] == [row] * 3
    assert heights.sectionSize(0) < row
    page.pane.search.clear()
    qtbot.waitUntil(lambda: page.pane.count.text() == "10")
    lines = page.pane.list.lines
    assert {heights.sectionSize(n) for n in range(lines.rowCount()) if not lines.row(n).group} == {row}


def test_what_is_made_late_has_its_turn_where_it_stands(page: FollowUpsPage, made: dict[str, int]) -> None:
    page.pane.filter(FollowUpFilter(states=("open",)))  # other chips
    page.open(made["late"])
    page.shop.follow_ups.save(replace(page.shop.follow_ups.get(made["late"]), leads=(30, 7)))
    page.pane.search.setFocus()
    by_tab = list[str]()
    for _press in range(30):
        press(Key.Key_Tab)
        focus = QApplication.focusWidget()
        by_tab.append("" if focus is None else focus.objectName() or focus.accessibleName())
    there = by_tab.index("Filter: Open")
    assert by_tab[there : by_tab.index("followUpList")] == [
        "Filter: Open", "Filter: Reminder", "Filter: Call-back", "followUpFunnel",
    ]  # fmt: skip
    leads = by_tab.index("30 days before")
    assert by_tab[leads - 1 : leads + 7] == [
        "followUpAssignee", "30 days before", "14 days before", "7 days before", "3 days before", "1 day before",
        "otherLead", "repeatUnit",
    ]  # fmt: skip


def test_who_comes_by_tab_to_words_goes_on_behind_them(page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["late"])
    press(Key.Key_Return)
    press(Key.Key_Exclam)
    assert page.view.typing.text("text") == "late!"
    outcome = page.view.typing.fields["outcome"].widget
    assert isinstance(outcome, QPlainTextEdit)
    page.view.urgent.setFocus()
    outcome.setPlainText("Said yes")
    press(Key.Key_Tab)
    assert outcome.hasFocus()
    assert outcome.textCursor().position() == len("Said yes")
    press(Key.Key_Backtab)
    cursor = outcome.textCursor()
    cursor.setPosition(4)  # somebody was there before
    outcome.setTextCursor(cursor)
    press(Key.Key_Tab)
    assert outcome.textCursor().position() == 4


def test_what_could_not_be_saved_says_why_again_and_is_gone_to(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int], qtbot: QtBot
) -> None:
    window.resize(880, 440)
    page.open(made["now"])
    due = page.view.typing.fields["due"]
    type_in(page, "due", "soonish")
    press(Key.Key_Return)
    assert due.error
    assert due.widget.hasFocus()
    page.pane.list.setFocus()
    page.open(made["soon"])
    assert due.error == ""
    page.open(made["now"])
    assert page.view.typing.text("due") == "soonish"
    assert due.error
    page.view.area.verticalScrollBar().setValue(page.view.area.verticalScrollBar().maximum())
    page.view.head.wait.setFocus()
    press(Key.Key_Return)
    assert state_of(window, made["now"]) == State.OPEN  # nothing is done before what was typed is saved
    assert due.widget.hasFocus()
    seen = page.view.area.viewport()
    qtbot.waitUntil(lambda: seen.rect().contains(QRect(due.mapTo(seen, QPoint(0, 0)), due.size())))
    type_in(page, "due", "tomorrow")
    page.view.head.wait.setFocus()
    press(Key.Key_Return)
    assert state_of(window, made["now"]) == State.WAITING


def test_what_is_late_says_so_before_it_says_urgent(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    window.shop.follow_ups.save(replace(window.shop.follow_ups.get(made["late"]), urgent=True))
    page.open(made["late"])
    chips = page.view.head.chips
    assert [chip.text for chip in chips.chips] == ["Overdue", "Urgent"]
    chips.resize(150, chips.height())
    assert [chip.text for chip in chips.seen()] == ["Overdue", "+1"]
