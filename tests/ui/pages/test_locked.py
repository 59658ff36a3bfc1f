"""While another program writes, what the window reads by itself waits and comes a moment later; nothing is thrown."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import FollowUp
from smallcrm.store import database
from smallcrm.store.clock import FixedClock
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.pages.history import HistoryPage
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY
from tests.ui.told.hands import Hands

Lock = Callable[[], AbstractContextManager[sqlite3.Connection]]
WORDS = "Written by another window"


@pytest.fixture
def locked(window: MainWindow) -> Lock:
    """Another program is about to write, and keeps everybody out; it writes one follow-up and lets go."""
    window.shop.database.sql("PRAGMA busy_timeout = 1")

    @contextmanager
    def lock() -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(window.shop.file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield other
            other.execute("ROLLBACK")
        assert window.banner.isHidden()

    return lock


def at(window: MainWindow, when: datetime) -> None:
    window.shop.clock = FixedClock(when)


def test_today_and_its_clock_wait(window: MainWindow, locked: Lock, qtbot: QtBot) -> None:
    page = window.places.page("today")
    assert isinstance(page, TodayPage)
    window.go("today")
    one = window.shop.follow_ups.add(FollowUp("call_back", 1, WORDS, TODAY, time(11)))
    window.shop.follow_ups.snooze(one, datetime.combine(TODAY, time(16)))
    at(window, datetime.combine(TODAY, time(16, 1)))
    with locked():
        page._minute()
        page._job_ended()
        page.refresh(frozenset())
        window.watch.look()
    qtbot.waitUntil(lambda: any(WORDS in row.subtitle for row in page.list.shown()), timeout=20_000)


def test_a_new_day_in_the_follow_ups_waits(window: MainWindow, locked: Lock, qtbot: QtBot) -> None:
    window.shop.follow_ups.add(FollowUp("reminder", 1, WORDS, TODAY))
    window.go("followUps")
    page = window.places.page("followUps")
    assert isinstance(page, FollowUpsPage)
    at(window, datetime.combine(TODAY + timedelta(days=1), time(8)))
    with locked():
        page._new_day()
        assert page.pane.list.lines.row(0).title == "Today"
    qtbot.waitUntil(lambda: page.pane.list.lines.row(0).title == "Overdue", timeout=20_000)


def test_what_was_typed_is_searched_for_when_the_file_is_free(window: MainWindow, locked: Lock, qtbot: QtBot) -> None:
    window.shop.follow_ups.add(FollowUp("reminder", 1, WORDS, TODAY))
    window.shop.follow_ups.add(FollowUp("reminder", 1, "Something else", TODAY))
    for key, kind in (("followUps", FollowUpsPage), ("customers", CustomersPage)):
        window.go(key)
        page = window.places.page(key)
        assert isinstance(page, kind)
        pane = page.pane
        everybody = pane.count.text()
        name = window.shop.customers.name_of(1)
        with locked():
            pane.search.setText("another window" if key == "followUps" else name)
            pane._typed()
            qtbot.wait(100)
            assert window.banner.isHidden()
            assert pane.count.text() == everybody
        qtbot.waitUntil(lambda: pane.count.text() != everybody, timeout=20_000)  # noqa: B023 — waited for in this turn


def test_the_history_waits(window: MainWindow, locked: Lock, qtbot: QtBot) -> None:
    window.go("history")
    page = window.places.page("history")
    assert isinstance(page, HistoryPage)
    with locked():
        page.search.setText(WORDS)
        page.load()
    qtbot.waitUntil(lambda: page.rows.rowCount() == 0, timeout=20_000)


def test_what_comes_due_is_told_when_the_file_is_free(window: MainWindow, locked: Lock, qtbot: QtBot) -> None:
    hands = Hands(window, qtbot)
    hands.turn(datetime.combine(TODAY, time(10)))
    hands.begin()
    hands.remind(TODAY, time(11), text=WORDS)
    hands.turn(datetime.combine(TODAY, time(11)))
    with locked():
        window.telling._tick()
        window.telling.refresh(frozenset())
        window.telling.entitle()
        assert hands.strip == ""
    window.telling._tick()
    assert WORDS in hands.strip
    one = window.telling.waiting[0].due.id
    window.shop.follow_ups.done(one)
    assert hands.strip == ""


def test_the_rules_of_a_new_day_run_once_the_file_is_free(
    window: MainWindow, locked: Lock, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands, ran = Hands(window, qtbot), list[int]()
    hands.turn(datetime.combine(TODAY, time(9)))
    hands.begin()
    run = window.shop.rules.run

    def counted() -> int:
        ran.append(run())
        return ran[-1]

    monkeypatch.setattr(window.shop.rules, "run", counted)
    monkeypatch.setattr(database, "_JOB_WAIT", 1)
    hands.turn(datetime.combine(TODAY + timedelta(days=1), time(9)))
    with locked():
        window.telling._tick()
        qtbot.waitUntil(lambda: not window.jobs.running)
    assert ran == []
    window.telling._tick()
    qtbot.waitUntil(lambda: len(ran) == 1, timeout=20_000)


def test_all_that_is_seen_is_read_again_once_the_file_is_free(window: MainWindow, locked: Lock, qtbot: QtBot) -> None:
    window.go("customers")  # a page that nobody opened yet is made by whoever opens it, and says so
    window.go("followUps")
    with locked():
        window._refresh(frozenset())
        window.go("customers")
        window.go("followUps")
    window.shop.settings.save(replace(window.shop.settings.read(), name="Harbour Books"))
    qtbot.waitUntil(lambda: "Harbour Books" in window.windowTitle(), timeout=20_000)
