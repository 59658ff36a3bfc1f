"""The place of what was promised, asked and complained about, as somebody at the counter uses it: by keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.gifts import Remedy
from smallcrm.store.follow_up_list import FollowUpFilter
from smallcrm.ui.pages.follow_ups.complaint import GiveRemedy
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.widgets.buttons import Toggle
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY

Key = Qt.Key
_BY_DAY = {"late": -3, "now": 0, "next": 1, "soon": 4, "far": 40}


@pytest.fixture
def people(window: MainWindow) -> list[int]:
    """Ids of the customers in order of the list."""
    return [p.id for p in window.shop.customers.page(0, 20)]


@pytest.fixture
def made(window: MainWindow, people: list[int]) -> dict[str, int]:
    """Ids of a follow-up for each group, by name."""
    add = window.shop.follow_ups.add
    found = {
        name: add(FollowUp("reminder", people[0], name, TODAY + timedelta(days=days))) for name, days in _BY_DAY.items()
    }
    found["call"] = add(FollowUp("call_back", people[1], "call", TODAY, time(16)))
    found["waiting"] = add(FollowUp("promise", people[2], "waiting", TODAY))
    window.shop.follow_ups.wait(found["waiting"])
    return found


@pytest.fixture
def page(window: MainWindow, made: dict[str, int]) -> FollowUpsPage:
    """The page, with the list at the first."""
    window.go("followUps")
    found = window.places.page("followUps")
    assert isinstance(found, FollowUpsPage)
    found.pane.list.setFocus()
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def type_in(page: FollowUpsPage, key: str, text: str) -> QLineEdit | QPlainTextEdit:
    """Type into a field of the follow-up in place of what stands there."""
    field = page.view.typing.fields[key].widget
    field.setFocus()
    QTest.keyClick(field, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    return field


def titles(page: FollowUpsPage) -> list[str]:
    lines = page.pane.list.lines
    return [lines.row(n).title if lines.row(n).group else lines.row(n).subtitle for n in range(lines.rowCount())]


def state_of(window: MainWindow, follow_up_id: int) -> str:
    return window.shop.follow_ups.get(follow_up_id).state


# -- the list ----------------------------------------------------------------------------------------------------------


def test_they_stand_in_groups_by_their_day(page: FollowUpsPage) -> None:
    phone = page.shop.customers.get(page.shop.customers.page(1, 1)[0].id).primary_phone
    assert phone is not None
    assert titles(page) == [
        *("Overdue", "late", "Today", "now", f"call · {phone.raw}", "Tomorrow", "next"),
        *("This week", "soon", "Later", "far", "Waiting", "waiting"),
    ]
    assert page.pane.count.text() == "7"
    assert page.pane.list.lines.row(0).urgent


def test_a_row_says_its_kind_and_its_day_to_a_screen_reader(page: FollowUpsPage, made: dict[str, int]) -> None:
    lines = page.pane.list.lines
    spoken = lines.data(lines.index(lines.place_of(made["late"]), 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Reminder, ")
    assert "Overdue since Sat 8 May" in spoken
    told = lines.data(lines.index(lines.place_of(made["late"]), 0), Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "Space" in told


def test_space_is_done_and_the_next_one_is_marked(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    page.open(made["late"])
    press(Key.Key_Space)
    assert state_of(window, made["late"]) == State.DONE
    assert page.pane.list.current_id() == made["now"]
    assert page.view.typing.text("text") == "now"
    assert page.pane.list.hasFocus()
    window.undo()
    assert state_of(window, made["late"]) == State.OPEN
    assert page.pane.list.current_id() == made["now"]


def test_a_held_space_does_one(page: FollowUpsPage, made: dict[str, int], window: MainWindow) -> None:
    page.open(made["late"])
    list_ = page.pane.list
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", autorep=True)
    QApplication.sendEvent(list_, held)
    assert state_of(window, made["late"]) == State.OPEN


def test_right_snoozes(qtbot: QtBot, window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["late"])
    press(Key.Key_Right)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    while not menu.activeAction().text().startswith("Tomorrow"):
        press(Key.Key_Down)
    press(Key.Key_Return)
    assert window.shop.follow_ups.get(made["late"]).snoozed_to == datetime(2027, 5, 12)
    assert "Snoozed until tomorrow" in window.toast.words.text()
    assert page.pane.list.current_id() == made["late"]
    assert titles(page)[0] == "Today"


def test_delete_drops_and_undo_brings_back(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["now"])
    press(Key.Key_Delete)
    assert state_of(window, made["now"]) == State.DROPPED
    window.toast.undo_button.click()
    assert state_of(window, made["now"]) == State.OPEN


def test_those_that_ended_are_found_and_reopened(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    window.shop.follow_ups.done(made["now"], "all fine")
    page.perform("filter", FollowUpFilter(states=(State.DONE,)))
    assert titles(page) == ["Done", "now"]
    assert page.view.typing.text("outcome") == "all fine"
    press(Key.Key_Space)
    assert state_of(window, made["now"]) == State.OPEN


def test_open_finds_it_whatever_the_filter(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.perform("filter", FollowUpFilter(kinds=(FollowUpKind.PROMISE,)))
    window.perform("followUps", "open", made["far"])
    assert page.pane.list.current_id() == made["far"]
    window.shop.follow_ups.done(made["soon"])
    window.perform("followUps", "open", made["soon"])
    assert page.pane.list.current_id() == made["soon"]
    assert page.view.head.done.text() == "Reopen"


def test_search_in_names_and_words(qtbot: QtBot, page: FollowUpsPage) -> None:
    page.pane.search.setFocus()
    QTest.keyClicks(page.pane.search, "WAITING")
    qtbot.waitUntil(lambda: titles(page) == ["Waiting", "waiting"])
    QTest.keyClicks(page.pane.search, "zz")
    qtbot.waitUntil(lambda: page.pane.list.lines.rowCount() == 0)
    assert "WAITINGzz" in page.pane.empty.title.text()
    assert not page.pane.clear_button.isHidden()
    page.pane.clear_button.click()
    assert page.pane.count.text() == "7"
    assert page.pane.search.hasFocus()


def test_mine_and_a_kind(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    kasia = window.shop.staff.add("Kasia")
    window.shop.actor = "Kasia"
    window.shop.follow_ups.hand_to(made["far"], kasia)
    page.refresh(frozenset())
    chips = {chip.text(): chip for chip in page.pane.filters.findChildren(Toggle) if chip.isVisible()}
    assert list(chips) == ["To do", "Mine", "Reminder", "Call-back", "Promise"]
    chips["Mine"].click()
    assert titles(page) == ["Later", "far"]
    assert page.pane.list.lines.row(1).side.endswith("K")
    next(c for c in page.pane.filters.findChildren(Toggle) if c.text() == "Mine" and c.isVisible()).click()
    next(c for c in page.pane.filters.findChildren(Toggle) if c.text() == "Promise" and c.isVisible()).click()
    assert titles(page) == ["Waiting", "waiting"]


def test_only_the_rows_in_sight_are_read(window: MainWindow, page: FollowUpsPage, people: list[int]) -> None:
    with window.shop.change("sample_made"):
        for number in range(3000):
            window.shop.follow_ups.write(FollowUp("reminder", people[0], f"n{number}", TODAY + timedelta(days=90)))
    asked: list[int] = []
    read = window.shop.follow_ups.with_ids
    window.shop.follow_ups.with_ids = lambda ids: (asked.append(len(ids)), read(ids))[1]  # type: ignore[method-assign]
    page.refresh(frozenset())
    page.pane.list.grab()
    assert page.pane.count.text() == "3,007"
    assert sum(asked) < 600


# -- one of them -------------------------------------------------------------------------------------------------------


def test_enter_edits_and_leaving_saves(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["now"])
    press(Key.Key_Return)
    words = QApplication.focusWidget()
    assert isinstance(words, QPlainTextEdit)
    QTest.keyClicks(words, "Ask first: ")
    press(Key.Key_Tab)
    assert window.shop.follow_ups.get(made["now"]).text == "Ask first: now"
    press(Key.Key_Escape)
    assert page.pane.list.hasFocus()
    window.undo()
    assert window.shop.follow_ups.get(made["now"]).text == "now"
    assert page.view.typing.text("text") == "now"


def test_due_understands_words(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["now"])
    type_in(page, "due", "tomorrow at 4 pm")
    press(Key.Key_Return)
    saved = window.shop.follow_ups.get(made["now"])
    assert (saved.due, saved.at) == (TODAY + timedelta(days=1), time(16))
    assert page.view.typing.text("due") == "Wed 12 May 2027"
    assert page.view.typing.text("at") == "16:00"


def test_what_is_no_day_stays_typed_with_the_reason(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    page.open(made["now"])
    field = type_in(page, "due", "whenever")
    press(Key.Key_Tab)
    assert "whenever" in page.view.typing.fields["due"].error
    assert field.accessibleDescription()
    assert window.shop.follow_ups.get(made["now"]).due == TODAY
    page.open(made["far"])
    assert page.view.typing.text("due") != "whenever"
    page.open(made["now"])
    assert page.view.typing.text("due") == "whenever"
    page.view.typing.fields["due"].widget.setFocus()
    press(Key.Key_Escape)
    assert page.view.typing.text("due") == "Tue 11 May 2027"


def test_two_who_change_the_same_words(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["now"])
    type_in(page, "text", "mine")
    window.shop.follow_ups.save(replace(window.shop.follow_ups.get(made["now"]), text="theirs"))
    press(Key.Key_Tab)
    assert "theirs" in page.view.trouble.text()
    assert window.shop.follow_ups.get(made["now"]).text == "theirs"
    assert page.view.typing.text("text") == "mine"
    page.view.trouble.begin()
    press(Key.Key_Return)  # keep mine
    assert window.shop.follow_ups.get(made["now"]).text == "mine"
    assert page.view.trouble.isHidden()


def test_other_parts_changed_meanwhile_are_no_conflict(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    page.open(made["now"])
    type_in(page, "text", "mine")
    window.shop.follow_ups.save(replace(window.shop.follow_ups.get(made["now"]), urgent=True))
    press(Key.Key_Tab)
    saved = window.shop.follow_ups.get(made["now"])
    assert (saved.text, saved.urgent) == ("mine", True)


def test_a_window_built_anew_comes_back_with_what_was_typed(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    page.open(made["far"])
    type_in(page, "text", "half a sent")
    window.set_language("fi")
    again = window.places.page("followUps")
    assert isinstance(again, FollowUpsPage)
    assert again is not page
    assert again.pane.list.current_id() == made["far"]
    assert again.view.typing.text("text") == "half a sent"
    window.set_language("en")


def test_lead_times_and_repetition(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["far"])
    week = next(chip for chip in page.view.leads.findChildren(Toggle) if chip.text() == "7 days before")
    week.setFocus()
    press(Key.Key_Space)
    assert window.shop.follow_ups.get(made["far"]).leads == (7,)
    unit = page.view.repeating.unit
    unit.setFocus()
    while unit.currentText() != "every month":
        press(Key.Key_Down)
    saved = window.shop.follow_ups.get(made["far"]).repeat
    assert saved is not None
    assert (saved.every, saved.unit) == (1, "month")
    assert page.view.repeating.told.text() == "Next: Tue 20 Jul · Fri 20 Aug · Mon 20 Sept"
    every = page.view.repeating.every
    every.setFocus()
    every.selectAll()
    QTest.keyClicks(every, "3")
    press(Key.Key_Tab)
    saved = window.shop.follow_ups.get(made["far"]).repeat
    assert saved is not None
    assert saved.every == 3
    assert unit.currentText() == "every 3 months"


def test_handed_to_a_colleague(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    kasia = window.shop.staff.add("Kasia Nowak")
    page.open(made["now"])
    page.view.assignee.setFocus()
    press(Key.Key_Down)
    assert window.shop.follow_ups.get(made["now"]).assignee == kasia
    assert window.toast.words.text() == "Handed to Kasia Nowak"
    window.toast.undo_button.click()
    assert window.shop.follow_ups.get(made["now"]).assignee == 0
    assert page.view.assignee.currentText() == "Whoever is there"


# -- calls and complaints ----------------------------------------------------------------------------------------------


def test_who_was_reached_is_done_with(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["call"])
    customer = window.shop.follow_ups.get(made["call"]).customer_id
    type_in(page, "outcome", "Comes on Friday")
    page.view.head.reached.setFocus()
    press(Key.Key_Return)
    assert state_of(window, made["call"]) == State.DONE
    entry = window.shop.timeline.of(customer)[0]
    assert (entry.kind, entry.text, entry.outcome) == ("call", "Comes on Friday", "reached")


def test_no_answer_asks_when_again(qtbot: QtBot, window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["call"])
    page.view.head.missed.setFocus()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    while not menu.activeAction().text().startswith("Tomorrow"):
        press(Key.Key_Down)
    press(Key.Key_Return)
    saved = window.shop.follow_ups.get(made["call"])
    assert (saved.state, saved.snoozed_to) == (State.OPEN, datetime(2027, 5, 12))


@pytest.fixture
def complaint(window: MainWindow, page: FollowUpsPage, people: list[int]) -> int:
    made = window.shop.follow_ups.complain(people[3], "The cover was torn")
    window.perform("followUps", "open", made.follow_up)
    return made.follow_up


def test_a_complaint_has_its_own_part(window: MainWindow, page: FollowUpsPage, complaint: int) -> None:
    assert page.view.complaint.isVisible()
    assert "no offers" in page.view.complaint.held.text()
    type_in(page, "cause", "The post")
    press(Key.Key_Tab)
    type_in(page, "remedy", "A new copy")
    press(Key.Key_Tab)
    found = window.shop.follow_ups.get(complaint).complaint
    assert (found.cause, found.remedy) == ("The post", "A new copy")
    page.pane.list.setFocus()
    press(Key.Key_Space)
    assert state_of(window, complaint) == State.DONE
    assert window.shop.journal.steps(1)[0].label == "complaint_solved"


def test_an_ordinary_one_has_not(page: FollowUpsPage, made: dict[str, int], complaint: int) -> None:
    page.open(made["now"])
    assert page.view.complaint.isHidden()


def test_a_remedy_within_its_limit(
    qtbot: QtBot, window: MainWindow, page: FollowUpsPage, complaint: int, people: list[int]
) -> None:
    window.shop.remedies.save([Remedy("Voucher", 1000)])
    page.refresh(frozenset())
    page.view.complaint.give.setFocus()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), GiveRemedy))
    asked = QApplication.activePopupWidget()
    assert isinstance(asked, GiveRemedy)
    asked.amount.widget.setText("12")
    QTest.keyClick(asked.amount.widget, Key.Key_Return)
    assert "10" in asked.amount.error
    asked.amount.widget.setText("8")
    QTest.keyClick(asked.amount.widget, Key.Key_Return)
    entry = next(e for e in window.shop.timeline.of(people[3]) if e.kind == "remedy")
    assert (entry.amount, entry.detail, entry.follow_up) == (800, "Voucher", complaint)
    assert "Voucher" in page.view.complaint.given.text()


# -- a new one ---------------------------------------------------------------------------------------------------------


def test_insert_begins_a_new_one_and_the_words_say_when(
    window: MainWindow, page: FollowUpsPage, people: list[int]
) -> None:
    name = window.shop.customers.name_of(people[4])
    press(Key.Key_Insert)
    search = QApplication.focusWidget()
    assert search is page.new.search
    QTest.keyClicks(search, name[:4])
    press(Key.Key_Return)
    assert page.new.customer in people
    QTest.keyClicks(QApplication.focusWidget(), "Call tomorrow at 4 pm about tea")
    assert "tomorrow at 16:00" in page.new.told.text()
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = window.shop.follow_ups.get(page.pane.list.current_id())
    assert (made.text, made.due, made.at) == (
        "Call tomorrow at 4 pm about tea",
        TODAY + timedelta(days=1),
        time(16),
    )
    assert page.pane.list.hasFocus()


def test_a_new_one_without_a_day_waits_for_the_next_open_day(
    window: MainWindow, page: FollowUpsPage, people: list[int]
) -> None:
    window.perform("followUps", "new", people[5])
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.new.words.error
    QTest.keyClicks(page.new.text, "Bring the book")
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = window.shop.follow_ups.get(page.pane.list.current_id())
    assert (made.customer_id, made.due) == (people[5], date(2027, 5, 12))


def test_nothing_to_do_says_so_and_offers_a_new_one(window: MainWindow, page: FollowUpsPage) -> None:
    for row in window.shop.follow_ups.find(FollowUpFilter()):
        window.shop.follow_ups.drop(row.follow_up.id)
    assert page.right.currentWidget() is page.nothing
    page.add.setFocus()
    press(Key.Key_Return)
    assert page.new.search.hasFocus()
    press(Key.Key_Escape)
    assert page.right.currentWidget() is page.nothing
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is page.add
