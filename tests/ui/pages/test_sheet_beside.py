"""Sheets are read and drawn beside the window; until one is there the page says so, or shows the one before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import FileTrouble
from smallcrm.messages import calendar_papers as papers
from smallcrm.ui.pages import day_words
from smallcrm.ui.pages.calendar import printing
from smallcrm.ui.pages.sheet import SheetPage
from smallcrm.ui.window import MainWindow

MAY = date(2027, 5, 1)
READERS = {
    printing.MONTH: (papers, "month_paper"),
    printing.AGES: (papers, "month_paper"),
    printing.YEAR: (papers, "year_paper"),
    printing.BIRTHDAYS: (papers, "birthday_list"),
    printing.OCCASIONS: (papers, "birthday_list"),
    printing.CARDS: (papers, "card_list"),
    "drifting": (day_words, "call_list"),
    "once": (day_words, "call_list"),
    "morning": (day_words, "morning"),
    "evening": (day_words, "evening"),
}
"""What each sheet asks the shop by."""


def page_of(window: MainWindow) -> SheetPage:
    page = window.places.page("sheet")
    assert isinstance(page, SheetPage)
    return page


def drawn(window: MainWindow) -> bool:
    return not page_of(window).paper.image.isNull() and not window.jobs.running


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], threading.Event]:
    """Let what reads a sheet wait until somebody lets it go on."""

    def hold(kind: str) -> threading.Event:
        go_on, (room, name) = threading.Event(), READERS[kind]
        read: Callable[..., Any] = getattr(room, name)

        def slow(*asked: Any, **more: Any) -> Any:
            assert threading.current_thread() is not threading.main_thread()
            go_on.wait(20)
            return read(*asked, **more)

        monkeypatch.setattr(room, name, slow)
        return go_on

    return hold


@pytest.mark.parametrize("kind", READERS)
def test_a_sheet_is_read_beside_the_window_to_be_seen_and_to_be_saved(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    threads, (room, name) = list[threading.Thread](), READERS[kind]
    read: Callable[..., Any] = getattr(room, name)

    def noted(*asked: Any, **more: Any) -> Any:
        threads.append(threading.current_thread())
        return read(*asked, **more)

    monkeypatch.setattr(room, name, noted)
    window.perform("sheet", kind, MAY)
    qtbot.waitUntil(lambda: drawn(window), timeout=20_000)
    page_of(window).printing.save(tmp_path / "out.pdf")
    qtbot.waitUntil((tmp_path / "out.pdf").exists, timeout=20_000)
    assert len(threads) >= 2
    assert threading.main_thread() not in threads


def test_the_page_says_that_a_slow_sheet_is_being_prepared(
    window: MainWindow, qtbot: QtBot, held: Callable[[str], threading.Event]
) -> None:
    window.perform("sheet", printing.MONTH, MAY)
    page = page_of(window)
    qtbot.waitUntil(lambda: drawn(window), timeout=20_000)
    go_on = held(printing.YEAR)
    window.perform("sheet", printing.YEAR, MAY)
    assert not page.paper.image.isNull()  # a sheet that comes at once comes without a gap
    qtbot.waitUntil(lambda: bool(page.paper.waiting))
    assert page.paper.image.isNull()  # under the name of the year stands no month
    assert page.paper.accessibleName() == page.paper.waiting
    go_on.set()
    qtbot.waitUntil(lambda: drawn(window), timeout=20_000)
    assert not page.paper.waiting


def test_the_sheet_that_is_read_anew_stays_in_sight(
    window: MainWindow, qtbot: QtBot, held: Callable[[str], threading.Event]
) -> None:
    window.perform("sheet", printing.YEAR, MAY)
    page = page_of(window)
    qtbot.waitUntil(lambda: drawn(window), timeout=20_000)
    go_on = held(printing.YEAR)
    page.load()
    qtbot.wait(600)
    assert not page.paper.image.isNull()
    go_on.set()
    qtbot.waitUntil(lambda: drawn(window), timeout=20_000)


@pytest.mark.parametrize("closes", [True, False])
def test_whoever_goes_meanwhile_hears_no_more_of_it(
    window: MainWindow, qtbot: QtBot, held: Callable[[str], threading.Event], closes: bool
) -> None:
    go_on = held(printing.BIRTHDAYS)
    window.perform("sheet", printing.BIRTHDAYS, MAY)
    page = page_of(window)
    threading.Timer(0.2, go_on.set).start()
    if closes:
        window.close()
        assert not window.shop.is_open
    else:
        window.go("today")
    qtbot.wait(700)
    assert not window.jobs.running
    assert page.paper.image.isNull()
    assert not page.paper.waiting
    assert window.banner.isHidden()


def test_what_cannot_be_read_is_told_and_nothing_waits_for_it(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_asked: Any, **_more: Any) -> None:
        raise FileTrouble("disk_full", file="shop")

    monkeypatch.setattr(papers, "year_paper", broken)
    window.perform("sheet", printing.YEAR, MAY)
    qtbot.waitUntil(window.banner.isVisible)
    qtbot.wait(600)
    assert not page_of(window).paper.waiting
    window.banner.dismiss()


def test_while_another_program_writes_it_is_tried_again_and_nobody_is_told(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, tries = papers.year_paper, list[int]()

    def locked(*asked: Any) -> object:
        tries.append(1)
        if len(tries) == 1:
            raise FileTrouble("locked", file="shop")
        return read(*asked)

    monkeypatch.setattr(papers, "year_paper", locked)
    window.perform("sheet", printing.YEAR, MAY)
    qtbot.waitUntil(lambda: drawn(window), timeout=20_000)
    assert len(tries) == 2
    assert window.banner.isHidden()
