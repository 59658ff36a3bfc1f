"""Until when something may wait: moments to choose, and any day in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.ui.widgets.snooze import AskDay, show_snooze, snooze_choices
from tests.ui.ground import ground, shown

__all__ = ["ground"]

FRIDAY = datetime(2026, 11, 20, 10, 2)


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.set_language("en", "GB")


def is_open(day: date) -> bool:
    return day.weekday() < 5


def test_the_moments_stand_there_with_their_days() -> None:
    found = [(words, when) for words, when, _moment in snooze_choices(FRIDAY, is_open)]
    assert found == [
        ("In an hour", "11:05"),
        ("This afternoon", "14:00"),
        ("Next open day", "Mon 23 Nov"),
        ("In a week", "Fri 27 Nov"),
        ("First open day of next month", "Tue 1 Dec"),
        ("In 4 weeks", "Fri 18 Dec"),
    ]


def test_in_the_evening_nothing_is_left_of_the_day() -> None:
    late = snooze_choices(FRIDAY.replace(hour=23, minute=30), is_open)
    assert late[0][2] == datetime(2026, 11, 23)


@given(st.datetimes(datetime(2023, 12, 1), datetime(2028, 3, 1)), st.sets(st.integers(0, 6)))
def test_every_moment_lies_ahead_and_comes_once(now: datetime, days: set[int]) -> None:
    choices = snooze_choices(now, lambda day: day.weekday() in days)
    moments = [moment for _words, _when, moment in choices]
    assert moments == sorted(set(moments))
    assert all(moment > now for moment in moments)
    for moment in moments:
        if moment.date() > now.date() and days:
            assert moment.weekday() in days


def test_arrows_and_enter_choose(qtbot: QtBot, ground: QWidget) -> None:
    taken: list[datetime] = []
    shown(qtbot, ground)
    menu = show_snooze(ground, QPoint(5, 5), FRIDAY, is_open, taken.append)
    qtbot.waitUntil(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert taken == [datetime(2026, 11, 23)]


@pytest.fixture
def ask(qtbot: QtBot, ground: QWidget) -> Callable[[list[datetime]], AskDay]:
    def opened(taken: list[datetime]) -> AskDay:
        shown(qtbot, ground)
        ground.resize(600, 400)
        menu = show_snooze(ground, QPoint(5, 5), FRIDAY, is_open, taken.append)
        QTest.keyClick(menu, Qt.Key.Key_Up)  # from the first to the last
        if menu.activeAction().text() != "On a day…":
            QTest.keyClick(menu, Qt.Key.Key_End)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), AskDay))
        found = QApplication.activePopupWidget()
        assert isinstance(found, AskDay)
        return found

    return opened


def test_any_day_in_words(ask: Callable[[list[datetime]], AskDay]) -> None:
    taken: list[datetime] = []
    field = ask(taken)
    QTest.keyClicks(field.field.line, "tomorrow at 3 pm")
    assert field.field.told.text().startswith("tomorrow at 15:00")
    QTest.keyClick(field.field.line, Qt.Key.Key_Return)
    assert taken == [datetime(2026, 11, 21, 15)]


def test_words_that_may_mean_two_days_are_asked_about(ask: Callable[[list[datetime]], AskDay]) -> None:
    taken: list[datetime] = []
    field = ask(taken)
    QTest.keyClicks(field.field.line, "next sunday")
    assert field.field.told.text() == "Which day is meant?"
    both = [w for w in field.field.choices.findChildren(QPushButton) if w.isVisible()]
    assert [w.text() for w in both] == ["Sun 22 Nov (closed)", "Sun 29 Nov (closed)"]
    assert field.rect().contains(QRect(both[0].mapTo(field, QPoint(0, 0)), both[0].size()))
    QTest.keyClick(field.field.line, Qt.Key.Key_Return)
    assert not taken
    assert both[0].hasFocus()
    QTest.keyClick(both[0], Qt.Key.Key_Tab)
    assert both[1].hasFocus()
    QTest.keyClick(both[1], Qt.Key.Key_Space)
    assert field.field.told.text() == "Sun 29 Nov (closed)"
    assert field.field.line.hasFocus()
    QTest.keyClick(field.field.line, Qt.Key.Key_Return)
    assert taken == [datetime(2026, 11, 29)]


def test_what_is_no_day_stays_typed(ask: Callable[[list[datetime]], AskDay]) -> None:
    taken: list[datetime] = []
    field = ask(taken)
    for words in ("some time", str(FRIDAY.date() - timedelta(days=2))):
        field.field.line.setText(words)
        QTest.keyClick(field.field.line, Qt.Key.Key_Return)
        assert field.field.line.text() == words
        assert field.isVisible()
        assert field.field.line.accessibleDescription().startswith("Which day?")
    QTest.keyClick(field.field.line, Qt.Key.Key_Escape)
    assert not taken
