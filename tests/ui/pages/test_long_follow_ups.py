"""A list of many years is read beside the window: it stays as it is, and whoever works in it waits for nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.follow_up import FollowUp, State
from smallcrm.store.follow_up_list import FollowUpFilter, Mark
from smallcrm.ui.pages.follow_ups import pane
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.waiting import Key, made, page, people, press, state_of, titles
from tests.ui.plain_pages import TODAY

__all__ = ["made", "page", "people"]
ALL = FollowUpFilter(states=())


@dataclass
class Reading:
    """What was read of whole lists, and where; ``go`` lets the worker go on."""

    here: int = field(default_factory=threading.get_ident)
    go: threading.Event = field(default_factory=threading.Event)
    asked: list[FollowUpFilter] = field(default_factory=list)
    at_window: list[FollowUpFilter] = field(default_factory=list)
    trouble: list[FileTrouble] = field(default_factory=list)


@pytest.fixture
def reading(window: MainWindow, page: FollowUpsPage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reading]:
    """Every list is a long one from now on, and the worker reads it when it is let go."""
    told, read = Reading(), window.shop.follow_ups.marks

    def marks(wanted: FollowUpFilter, limit: int = 20_000) -> list[Mark]:
        found = read(wanted, limit)
        if not wanted.customer:
            told.asked.append(wanted)
            if threading.get_ident() == told.here:
                told.at_window.append(wanted)
            else:
                told.go.wait(10)
                if told.trouble:
                    raise told.trouble.pop()
        return found

    monkeypatch.setattr(window.shop.follow_ups, "marks", marks)
    monkeypatch.setattr(pane, "AT_ONCE", 0)
    yield told
    told.go.set()


def there(window: MainWindow, qtbot: QtBot, reading: Reading) -> None:
    reading.go.set()
    qtbot.waitUntil(lambda: not window.jobs.running)
    reading.go.clear()
    assert reading.at_window == []


def test_all_of_them_by_the_menu(window: MainWindow, page: FollowUpsPage, qtbot: QtBot, reading: Reading) -> None:
    page.pane.filters._menu(page.pane.search)
    (menu,) = page.pane.filters.findChildren(QMenu, "followUpFilterMenu")
    window.shop.database.sql("UPDATE follow_up SET state = 'done', done_at = '2026-01-01' WHERE text = 'late'")
    next(action for action in menu.actions() if action.text() == "Everything").trigger()
    assert page.pane.reading
    assert page.pane.count.text() == "7"
    assert titles(page)[0] == "Overdue"  # of before, until the other is there
    there(window, qtbot, reading)
    assert not page.pane.reading
    assert titles(page)[-2:] == ["Done", "late"]
    assert len(reading.asked) == 1


def test_a_short_list_is_there_at_once(page: FollowUpsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pane, "AT_ONCE", 7)
    page.pane.filter(ALL)
    assert not page.pane.reading
    monkeypatch.setattr(pane, "AT_ONCE", 6)
    page.pane.filter(ALL)
    assert page.pane.reading
    monkeypatch.setattr(pane, "AT_ONCE", 7)
    page.pane.filter(FollowUpFilter())
    assert not page.pane.reading


def test_space_upon_space_does_one_after_the_other(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int], qtbot: QtBot, reading: Reading
) -> None:
    page.open(made["late"])
    there(window, qtbot, reading)
    press(Key.Key_Space)
    press(Key.Key_Space)  # before the list could be read
    there(window, qtbot, reading)
    assert [state_of(window, made[name]) for name in ("late", "call", "now")] == [State.DONE, State.OPEN, State.DONE]
    assert page.pane.count.text() == "5"
    assert page._shown() == page.pane.list.current_id() == made["call"]


def test_whoever_goes_on_meanwhile_stays_where_he_is(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int], qtbot: QtBot, reading: Reading
) -> None:
    page.open(made["late"])
    there(window, qtbot, reading)
    window.shop.follow_ups.add(FollowUp("reminder", 1, "new", TODAY))
    assert page.pane.reading
    press(Key.Key_Down)
    went = page.pane.list.current_id()
    there(window, qtbot, reading)
    assert page.pane.list.current_id() == page._shown() == went == made["now"]
    assert page.pane.count.text() == "8"


def test_what_is_opened_is_shown_at_once_and_marked_when_the_list_is_there(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int], qtbot: QtBot, reading: Reading
) -> None:
    new = window.shop.follow_ups.add(FollowUp("reminder", 1, "new", TODAY))
    page.open(new)
    assert page._shown() == new
    there(window, qtbot, reading)
    assert page._shown() == page.pane.list.current_id() == new
    window.shop.follow_ups.done(made["far"])
    page.open(made["far"])
    there(window, qtbot, reading)
    assert page.pane.wanted == ALL
    assert page._shown() == page.pane.list.current_id() == made["far"]


def test_nothing_is_said_of_nothing_while_the_list_is_on_its_way(
    window: MainWindow, page: FollowUpsPage, qtbot: QtBot, reading: Reading
) -> None:
    again = FollowUpsPage(window)
    qtbot.addWidget(again)
    again.load()
    assert again.right.currentWidget() is again.blank
    assert again.begins_at is again.pane.list
    there(window, qtbot, reading)
    assert again.right.currentWidget() is again.view
    assert again._shown() == again.pane.list.current_id() > 0


def test_enter_leads_into_what_was_typed_for_once_it_is_there(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int], qtbot: QtBot, reading: Reading
) -> None:
    page.pane.search.setFocus()
    QTest.keyClicks(page.pane.search, "soon")
    press(Key.Key_Return)
    assert QApplication.focusWidget() is page.pane.search
    there(window, qtbot, reading)
    assert QApplication.focusWidget() is page.pane.list
    assert page._shown() == made["soon"]
    page.pane.search.setFocus()
    page.pane.search.clear()
    qtbot.waitUntil(lambda: page.pane.reading)
    there(window, qtbot, reading)
    assert QApplication.focusWidget() is page.pane.search  # nobody asked for the list this time


def test_after_no_hit_the_follow_up_is_shown_again(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int], qtbot: QtBot
) -> None:
    page.pane.search.setText("nobody promised this")
    qtbot.waitUntil(lambda: page.right.currentWidget() is page.blank)
    page.pane.search.clear()
    qtbot.waitUntil(lambda: page.right.currentWidget() is page.view)
    assert page._shown() == page.pane.list.current_id() == made["late"]


def test_a_file_that_is_locked_is_read_a_moment_later(page: FollowUpsPage, qtbot: QtBot, reading: Reading) -> None:
    reading.trouble.append(FileTrouble("locked"))
    page.pane.filter(ALL)
    given_up = []

    def read() -> bool:
        given_up.append(not page.pane.reading and len(reading.asked) < 2)
        return len(reading.asked) == 2 and not page.pane.reading

    reading.go.set()
    qtbot.waitUntil(read)
    assert not any(given_up)
    assert reading.at_window == []
    assert titles(page)[0] == "Overdue"


def test_a_shop_closed_meanwhile_is_asked_nothing(
    window: MainWindow, page: FollowUpsPage, qtbot: QtBot, reading: Reading
) -> None:
    page.pane.filter(ALL)
    qtbot.waitUntil(lambda: len(reading.asked) == 1)
    reading.go.set()
    window.close()
    assert not window.shop.is_open
    qtbot.wait(100)
    assert page.pane.count.text() == "7"
