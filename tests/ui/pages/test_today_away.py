"""Beside Today: who stays away, why, and what one key does about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from smallcrm.domain.follow_up import FollowUpKind, State
from smallcrm.domain.model import Customer, Phone
from smallcrm.store.visits import Drifter
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.pages.today_side import moment
from smallcrm.ui.pages.today_tasks import why
from smallcrm.ui.window import MainWindow

DAY = date(2026, 11, 11)
ONE = timedelta(days=1)


def _page(window: MainWindow) -> TodayPage:
    page = window.places.page("today")
    assert isinstance(page, TodayPage)
    return page


@pytest.mark.parametrize(
    ("usual", "since", "visits", "words"),
    [
        (35, 66, 6, "Usually every 5 weeks, now 9"),
        (3, 9, 6, "Usually every 3 days, now 9"),
        (7, 11, 6, "Usually every week, now 2"),
        (18, 27, 6, "Usually every 3 weeks, now 4"),
        (0, 90, 1, "Here once, on 13 Aug 2026"),
        (0, 90, 2, "Here twice, last on 13 Aug 2026"),
    ],
)
def test_why_somebody_is_missed_is_said_in_words(usual: int, since: int, visits: int, words: str) -> None:
    assert why(Drifter(1, "Ulla", "", usual, since, DAY - 90 * ONE, visits)) == words


@pytest.mark.parametrize(("at", "words"), [("2026-11-11T09:42", "09:42"), ("2026-11-10T09:42", "10 November")])
def test_what_was_changed_in_another_year_says_so(at: str, words: str) -> None:
    assert moment(at, datetime(2026, 11, 11, 10)) == words
    assert moment(at, datetime(2027, 11, 11, 10)).endswith("2026")


def test_how_many_there_are_makes_way_for_the_heading(window: MainWindow) -> None:
    card = _page(window).side.once
    card.load([Drifter(1, "Ulla", "", 0, 66, DAY, 1)], 28)
    card.resize(600, 200)
    assert (card._all.text(), card._all.toolTip()) == ("All 28", "")
    card.resize(card.heading.sizeHint().width() + 80, 200)
    assert (card._all.text(), card._all.accessibleName(), card._all.toolTip()) == ("28", "All 28", "All 28")
    assert card.paper.isHidden()


@pytest.mark.parametrize("usual", range(1, 400))
def test_who_is_late_is_told_a_longer_time_than_usual(usual: int) -> None:
    words = why(Drifter(1, "Ulla", "", usual, usual * 3 // 2 + 1, DAY, 6))
    rhythm, now = (int("".join(c for c in part if c.isdigit()) or 1) for part in words.split(", now "))
    assert now > rhythm


@pytest.fixture
def regular(window: MainWindow) -> int:
    """Aino used to come every week."""
    aino = window.shop.customers.add(Customer(given="Aino", phones=(Phone("040 1"),)))
    for days in (90, 83, 76, 69, 62, 55):
        window.shop.visits.visit(aino, on=window.shop.today - days * ONE)
    _page(window).load()
    return aino


def _away(page: TodayPage) -> list[int]:
    rows = page.side.drifting.list.rows
    return [rows.row(n).key for n in range(rows.rowCount())]


def test_somebody_who_stays_away_is_called_by_one_key(window: MainWindow, regular: int) -> None:
    page = _page(window)
    assert _away(page) == [regular]
    shown = page.side.drifting.list
    assert shown.rows.row(0).subtitle == "Usually every week, now 8"
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Space)
    assert window.shop.timeline.of(regular)[0].kind == "call"
    assert _away(page) == []
    again = next(f for f in window.shop.follow_ups.of(regular) if f.live)
    assert again.kind == FollowUpKind.DRIFTING
    assert 28 <= (again.due - window.shop.today).days <= 35
    window.toast.undo_button.click()
    assert _away(page) == [regular]
    assert window.shop.follow_ups.of(regular) == []


@pytest.mark.parametrize(("words", "state"), [("Not coming back", State.DROPPED), ("Snooze 4 weeks", State.OPEN)])
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_somebody_who_stays_away_can_be_left_alone(window: MainWindow, regular: int, words: str, state: str) -> None:
    page = _page(window)
    shown = page.side.drifting.list
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Right)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(a for a in menu.actions() if a.text() == words).trigger()
    menu.close()
    assert _away(page) == []
    assert [f.state for f in window.shop.follow_ups.of(regular)] == [state]
    window.toast.undo_button.click()
    assert _away(page) == [regular]


def test_who_was_called_and_comes_is_not_asked_about_again(window: MainWindow, regular: int) -> None:
    page = _page(window)
    page.side.drifting.list.setFocus()
    QTest.keyClick(page.side.drifting.list, Qt.Key.Key_Space)
    window.shop.visits.visit(regular)
    assert not [f for f in window.shop.follow_ups.of(regular) if f.live and f.kind == FollowUpKind.DRIFTING]


def test_all_who_stay_away_are_shown_by_the_link(opened: Callable[..., MainWindow]) -> None:
    window = opened()
    shop = window.shop
    with shop.change("sample_made"):
        people = shop.customers.add_many([Customer(given=f"P{n}") for n in range(6)])
    for one in people:
        for days in (90, 83, 76, 69, 62):
            shop.visits.visit(one, on=shop.today - days * ONE)
    page = _page(window)
    page.load()
    assert len(_away(page)) == 3
    page.side.drifting._all.click()
    assert sorted(_away(page)) == sorted(people)
    page.side.drifting._all.click()
    assert len(_away(page)) == 3
