"""The list of what was promised, asked and complained about, as somebody at the counter uses it: by keys."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.store.clock import FixedClock
from smallcrm.store.follow_up_list import FollowUpFilter, Mark
from smallcrm.store.follow_up_rows import FollowUpRow
from smallcrm.ui.pages.follow_ups.new import When
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.widgets.buttons import Toggle
from smallcrm.ui.window import MainWindow
from tests.ui.pages.waiting import Key, made, page, people, press, state_of, titles
from tests.ui.plain_pages import TODAY

__all__ = ["made", "page", "people"]


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


def test_where_the_filter_leaves_none_the_keys_go_to_its_search(page: FollowUpsPage) -> None:
    page.perform("filter", FollowUpFilter(text="nobody promised this"))
    assert QApplication.focusWidget() is page.pane.search
    page.perform("new")
    page.new.left.emit()
    assert QApplication.focusWidget() is page.pane.search
    page.perform("filter", FollowUpFilter())
    assert page.pane.list.hasFocus()


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


def test_words_are_found_in_what_is_done_too(
    qtbot: QtBot, window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    window.shop.follow_ups.done(made["soon"])
    window.shop.follow_ups.drop(made["far"])
    page.pane.search.setFocus()
    page.pane.search.setText("soon")
    qtbot.waitUntil(lambda: titles(page) == ["Done", "soon"])
    (first,) = [c for c in page.pane.filters.findChildren(Toggle) if c.isVisible() and c.isChecked()]
    assert first.text() == "Everything"
    press(Key.Key_Return)
    press(Key.Key_Space)
    assert state_of(window, made["soon"]) == State.OPEN
    page.pane.filter(FollowUpFilter(states=("dropped",), text="soon"))  # somebody narrows it
    assert titles(page) == []
    page.pane.filter(FollowUpFilter(text="far"))
    assert titles(page) == ["Dropped", "far"]
    next(c for c in page.pane.filters.findChildren(Toggle) if c.isVisible() and c.isChecked()).click()
    assert (page.pane.search.text(), page.pane.count.text()) == ("", "6")


def test_a_filter_pressed_that_is_on_stays_on(page: FollowUpsPage) -> None:
    first = next(c for c in page.pane.filters.findChildren(Toggle) if c.isVisible() and c.isChecked())
    first.click()
    assert (first.text(), first.isChecked()) == ("To do", True)


def test_mine_and_a_kind(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    kasia = window.shop.staff.add("Kasia")
    window.shop.actor = "Kasia"
    window.shop.follow_ups.hand_to(made["far"], kasia)
    page.split.setSizes([560, 600])  # room for all of them, however wide the letters of this computer are
    page.refresh(frozenset())
    chips = {chip.text(): chip for chip in page.pane.filters.findChildren(Toggle) if chip.isVisible()}
    assert list(chips) == ["To do", "Mine", "Reminder", "Call-back", "Promise"]
    chips["Mine"].click()
    assert titles(page) == ["Later", "far"]
    assert page.pane.list.lines.row(1).side.endswith("K")
    next(c for c in page.pane.filters.findChildren(Toggle) if c.text() == "Mine" and c.isVisible()).click()
    next(c for c in page.pane.filters.findChildren(Toggle) if c.text() == "Promise" and c.isVisible()).click()
    assert titles(page) == ["Waiting", "waiting"]


def test_only_the_rows_in_sight_are_read(
    window: MainWindow, page: FollowUpsPage, people: list[int], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    with window.shop.change("sample_made"):
        for number in range(3000):
            window.shop.follow_ups.write(FollowUp("reminder", people[0], f"n{number}", TODAY + timedelta(days=90)))
    asked: list[int] = []
    read = window.shop.follow_ups.with_ids

    def counted(ids: Sequence[int]) -> list[FollowUpRow]:
        asked.append(len(ids))
        return read(ids)

    monkeypatch.setattr(window.shop.follow_ups, "with_ids", counted)
    page.refresh(frozenset())
    qtbot.waitUntil(lambda: page.pane.count.text() == "3,007")
    page.pane.list.grab()
    assert sum(asked) < 600


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
    assert page.new.text.hasFocus()
    QTest.keyClicks(page.new.text, "Call tomorrow at 4 pm about tea")
    assert [chip.text() for chip in page.new.dates.row.chips] == ["Wednesday 12 May, 16:00"]
    assert not page.new.told.isVisible()
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


def test_words_that_may_mean_two_days_ask_which(
    window: MainWindow, page: FollowUpsPage, people: list[int], qtbot: QtBot
) -> None:
    window.set_language("fi")  # on a Friday "next Saturday" is tomorrow or in eight days
    window.shop.clock = FixedClock(datetime(2026, 11, 20, 10))
    window.perform("followUps", "new", people[5])
    again = window.places.page("followUps")
    assert isinstance(again, FollowUpsPage)
    qtbot.waitUntil(again.new.text.isVisible)
    again.new.text.setFocus()
    again.new.text.setPlainText("soita ensi lauantaina")
    assert [chip.text() for chip in again.new.dates.row.chips] == ["la 21.11.", "la 28.11.", "Ei päivää"]
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert again.right.currentWidget() is again.new  # nothing is saved for a day that nobody meant
    assert again.new.strip.isVisible()
    assert again.new.dates.row.chips[0].hasFocus()
    press(Key.Key_Tab)
    press(Key.Key_Return)
    assert not again.new.strip.isVisible()
    assert again.new.text.hasFocus()
    assert again.new.when() == When(date(2026, 11, 28), said=True)
    again.new.text.setPlainText("soita")
    assert not again.new.when().said
    window.set_language("en")


def test_one_key_rejects_the_day_of_the_words(window: MainWindow, page: FollowUpsPage, people: list[int]) -> None:
    window.perform("followUps", "new", people[5])
    QTest.keyClicks(page.new.text, "the lunch of tomorrow")
    assert page.new.when().day == TODAY + timedelta(days=1)
    press(Key.Key_Escape)
    assert page.right.currentWidget() is page.new
    assert page.new.text.hasFocus()
    assert (page.new.when().said, page.new.told.isVisible()) == (False, True)
    page.new.keep_draft()
    page.new._empty()
    page.new.begin(people[5])  # what was refused stays refused with what was begun
    assert (page.new.text.toPlainText(), page.new.when().said) == ("the lunch of tomorrow", False)
    QTest.keyClicks(page.new.day.line, "in 3 weeks")
    assert page.new.when().day == TODAY + timedelta(days=21)
    page.new.day.line.clear()
    page.new.text.setFocus()
    press(Key.Key_Escape)  # nothing is left to reject
    assert page.right.currentWidget() is not page.new
    page.new.begin(people[5])
    press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    made = window.shop.follow_ups.get(page.pane.list.current_id())
    assert (made.text, made.due) == ("the lunch of tomorrow", date(2027, 5, 12))


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


def test_large_letters_in_a_small_window_scroll(qtbot: QtBot, window: MainWindow, page: FollowUpsPage) -> None:
    window.resize(880, 440)
    assert page.split.orientation() == Qt.Orientation.Horizontal
    window.dress(scale=2.0)
    again = window.places.page("followUps")
    assert isinstance(again, FollowUpsPage)
    qtbot.waitUntil(lambda: again.split.orientation() == Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: again.pane.list.height() >= 200)
    assert again.split.height() > again.height()
    window.dress(scale=1.0)


def test_what_is_searched_for_is_what_is_worked_on(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int], qtbot: QtBot
) -> None:
    page.open(made["now"])
    page.pane.search.setFocus()
    page.pane.search.setText("soon")
    qtbot.waitUntil(lambda: page.pane.count.text() == "1")
    assert page.pane.list.current_id() == made["soon"]
    assert page.view.typing.text("text") == "soon"
    page.pane.search.setText("nobody promised this")
    qtbot.waitUntil(lambda: page.pane.count.text() == "0")
    assert page.view.row is None
    assert state_of(window, made["now"]) == State.OPEN


def test_what_is_searched_for_is_read_beside_the_window_and_the_last_words_win(
    window: MainWindow, page: FollowUpsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, read = threading.get_ident(), window.shop.follow_ups.marks
    go, asked, elsewhere = threading.Event(), list[str](), list[bool]()

    def slow(wanted: FollowUpFilter, limit: int = 20_000) -> list[Mark]:
        asked.append(wanted.text)
        elsewhere.append(threading.get_ident() != here)
        found = read(wanted, limit)
        if elsewhere[-1]:
            go.wait(10)
        return found

    monkeypatch.setattr(window.shop.follow_ups, "marks", slow)
    page.pane.search.setFocus()
    QTest.keyClicks(page.pane.search, "soon")
    qtbot.waitUntil(lambda: asked == ["soon"])
    assert page.pane.count.text() == "7"  # the list is still that of before, and the window goes on
    QTest.keyClicks(page.pane.search, "er")
    qtbot.waitUntil(lambda: len(window.jobs.running) == 2)
    go.set()
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert (asked, elsewhere) == (["soon", "sooner"], [True, True])
    assert page.pane.count.text() == "0"
    go.clear()
    page.pane.search.setText("now")
    qtbot.waitUntil(lambda: asked[-1] == "now")
    press(Key.Key_Return)  # nobody waits for what is on its way
    assert titles(page) == ["Today", "now"]
    assert page.pane.list.hasFocus()
    page.perform("filter", FollowUpFilter())
    go.set()
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert page.pane.count.text() == "7"


def test_the_first_visit_in_a_narrow_window_has_the_rows_of_one(window: MainWindow, made: dict[str, int]) -> None:
    """The rows are read before the page has its place."""
    window.resize(1024, 680)
    window.go("followUps")
    page = window.places.page("followUps")
    assert isinstance(page, FollowUpsPage)
    assert page.pane.few
    assert not page.pane.list.lines.row(page.pane.list.lines.place_of(made["now"])).menu
    window.resize(1366, 768)
    assert page.pane.list.lines.row(page.pane.list.lines.place_of(made["now"])).menu


@pytest.mark.parametrize("size", [(1366, 768), (1024, 680), (880, 440)])
def test_every_row_has_room_for_two_lines_of_words(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int], size: tuple[int, int]
) -> None:
    words = "Kysy, onko uusi kestoväri kestänyt pesut · sopisiko latvojen tasaus"
    added = window.shop.follow_ups.add(FollowUp("call_back", 1, words, TODAY))
    window.resize(*size)
    page.open(added)
    view = page.pane.list
    place = view.visualRect(view.currentIndex())
    (other,) = {view.rowHeight(view.lines.place_of(one)) for one in made.values()}
    row = view.lines.row(view.currentIndex().row())
    placed = view.people.stand(place, row)
    assert place.height() == other
    assert "".join(words.split()) in "".join("".join(part for _box, part in placed.lines).split())
    assert placed.title.top() >= place.top()
    assert placed.lines[-1][0].bottom() <= place.bottom()
