"""The history: by day, searched, turned back step by step, read in portions."""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Customer
from smallcrm.ui.pages.history import HistoryPage
from smallcrm.ui.pages.history_rows import PORTION
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.window import MainWindow
from tests.ui.conftest import _windows_go, opened

__all__ = ["_windows_go", "opened"]


@pytest.fixture
def page(opened: Callable[..., MainWindow]) -> HistoryPage:
    window = opened()
    window.resize(1100, 700)
    for name in ("Elo Mäkinen", "Łukasz Żak"):
        window.shop.customers.add(Customer(display_name=name))
    window.go("history")
    shown = window.places.page("history")
    assert isinstance(shown, HistoryPage)
    return shown


def rows(page: HistoryPage) -> list[Row]:
    return [page.rows.row(n) for n in range(page.rows.rowCount())]


def titles(page: HistoryPage) -> list[str]:
    return [row.title for row in rows(page)]


def press_on(page: HistoryPage, title: str, key: Qt.Key) -> None:
    page.list.setFocus()
    page.list.setCurrentIndex(page.rows.index(titles(page).index(title), 0))
    QTest.keyClick(page.list, key)


def test_steps_stand_under_their_day_newest_first(page: HistoryPage) -> None:
    assert titles(page) == ["Today", "Added: Łukasz Żak", "Added: Elo Mäkinen"]
    assert rows(page)[0].group


def test_an_empty_history_says_so(opened: Callable[..., MainWindow]) -> None:
    window = opened()
    window.go("history")
    shown = window.places.page("history")
    assert isinstance(shown, HistoryPage)
    assert shown.stack.currentWidget() is shown._nothing


def test_a_step_is_taken_back_and_done_again_from_its_row(page: HistoryPage) -> None:
    press_on(page, "Added: Elo Mäkinen", Qt.Key.Key_Space)
    assert page.shop.customers.count() == 1
    row = rows(page)[2]
    assert row.chip is not None
    assert (row.chip.text, row.button) == ("Taken back", "Redo")
    press_on(page, "Added: Elo Mäkinen", Qt.Key.Key_Space)
    assert page.shop.customers.count() == 2
    assert rows(page)[2].button == "Undo"


def test_a_step_may_come_back_after_others_unless_they_touched_it(page: HistoryPage) -> None:
    shop = page.shop
    note = shop.timeline.add(1, "note", "Tea")
    shop.timeline.edit(note, text="Green tea")
    shop.journal.undo()
    shop.timeline.add(2, "note", "Ink")
    assert [row.button for row in rows(page)[1:4]] == ["Undo", "Redo", "Undo"]
    press_on(page, "Note changed: Elo Mäkinen", Qt.Key.Key_Space)
    assert shop.timeline.of(1)[0].text == "Green tea"
    shop.journal.undo_step(shop.journal.steps(2)[1].id)
    shop.timeline.edit(note, text="Black tea")
    assert [row.button for row in rows(page)[1:4]] == ["Undo", "Undo", ""]


def test_what_is_in_the_way_is_named_and_can_be_taken_back_too(page: HistoryPage) -> None:
    shop = page.shop
    shop.timeline.add(1, "note", "Likes poems")
    press_on(page, "Added: Elo Mäkinen", Qt.Key.Key_Space)
    assert shop.customers.count() == 2
    assert page.strip.isVisible()
    (take,) = [b for b in page.strip.findChildren(QPushButton) if b.isVisible()]
    take.click()
    assert shop.customers.count() == 1
    assert [s.undone for s in shop.journal.steps(3)] == [True, False, True]
    assert not page.strip.isVisible()


def test_enter_opens_whom_it_was_about(page: HistoryPage) -> None:
    press_on(page, "Added: Elo Mäkinen", Qt.Key.Key_Return)
    assert page.main.places.here == "customers"


def test_enter_on_somebody_who_is_gone_opens_nobody(page: HistoryPage) -> None:
    press_on(page, "Added: Elo Mäkinen", Qt.Key.Key_Space)
    press_on(page, "Added: Elo Mäkinen", Qt.Key.Key_Return)
    assert page.main.places.here == "history"


def test_searching_finds_words_without_accents_and_escape_shows_all_again(qtbot: QtBot, page: HistoryPage) -> None:
    page.search.setFocus()
    QTest.keyClicks(page.search, "lukasz")
    qtbot.waitUntil(lambda: titles(page) == ["Today", "Added: Łukasz Żak"])
    QTest.keyClicks(page.search, "x")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page._no_hit)
    assert "lukaszx" in page.no_hit_words.title.text()
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(titles(page)) == 3
    assert page.search.hasFocus()


def test_of_one_customer_only_what_concerns_them(page: HistoryPage) -> None:
    page.main.perform("history", "open", 2)
    assert titles(page) == ["Today", "Added: Łukasz Żak"]
    assert page.whose.text() == "Łukasz Żak"
    page.everybody.click()
    assert len(titles(page)) == 3


def test_a_hundred_thousand_steps_come_in_portions_and_a_search_lets_the_window_live(
    qtbot: QtBot, page: HistoryPage
) -> None:
    count = 100_000
    steps = [
        (f"2026-{1 + n % 12:02}-{1 + n % 28:02}T08:00:00", f'{{"name": "Somebody {n}"}}', n, n)
        for n in range(10, count)
    ]
    with page.shop.transaction():
        page.shop.database.many(
            "INSERT INTO journal (at, actor, label, params, bulk, undone, made_no, change_no, migration)"
            " VALUES (?, 'Sanna', 'note_added', ?, 0, 0, ?, ?, '')",
            steps,
        )
    begun = thread_time()
    page.load()
    assert thread_time() - begun < 0.3
    assert PORTION <= page.rows.rowCount() < 3 * PORTION
    end = page.list.verticalScrollBar()
    before = page.rows.rowCount()
    qtbot.waitUntil(lambda: end.maximum() > 0)
    end.setValue(end.maximum())
    qtbot.waitUntil(lambda: page.rows.rowCount() > before)
    page.search.setText("Elo")
    longest, last = 0.0, thread_time()

    def there() -> bool:
        nonlocal longest, last
        longest, last = max(longest, thread_time() - last), thread_time()
        return "Added: Elo Mäkinen" in titles(page)

    qtbot.waitUntil(there, timeout=90_000)  # however busy the machine is: the time of this thread counts
    assert longest < 0.5
