"""A window closed while somebody types: what was about to come a moment later asks a closed shop nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSlider, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.store.shop import Shop
from smallcrm.ui.pages.history import HistoryPage
from smallcrm.ui.pages.history_rows import PORTION
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.pages.settings.rules_row import RuleRow
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


def close(window: MainWindow, qtbot: QtBot) -> None:
    """Close it, and let come what waited: what is wrong then fails the test."""
    window.close()
    assert not window.shop.is_open
    qtbot.wait(700)
    assert not window.jobs.running


def settings_of(window: MainWindow, settled: Settle) -> SettingsPage:
    window.go("settings")
    settled(window)
    page = window.places.page("settings")
    assert isinstance(page, SettingsPage)
    page.finish()
    return page


def about_to_happen(part: QObject) -> bool:
    """Whether a clock of this part runs."""
    return any(timer.isActive() for timer in part.findChildren(QTimer))


def child(parent: QWidget, kind: type[QWidget], name: str) -> QWidget:
    found = parent.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def test_a_long_history_is_read_no_further(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window.shop.timeline.add(1, "note", "Roses")
    window.go("history")
    page = window.places.page("history")
    assert isinstance(page, HistoryPage)
    steps = window.shop.journal.steps
    monkeypatch.setattr(window.shop.journal, "steps", lambda *_asked, **_more: steps(PORTION))  # there is always more
    page.search.setText("nobody")
    page.load()
    assert page.rows._timer.isActive()
    close(window, qtbot)


def test_people_typed_for_are_looked_for_no_more(page: LettersPage, qtbot: QtBot) -> None:
    page.who.choose()
    search = child(page, QLineEdit, "periodSearch")
    QTest.keyClicks(search, "Anna")
    assert about_to_happen(search.window())
    close(page.main, qtbot)


def test_a_letter_half_typed_is_worded_no_more(page: LettersPage, qtbot: QtBot) -> None:
    page.words._typed()
    assert about_to_happen(page.words)
    close(page.main, qtbot)


def test_what_a_rule_would_change_is_asked_no_more(window: MainWindow, settled: Settle, qtbot: QtBot) -> None:
    row = settings_of(window, settled).findChildren(RuleRow)[0]
    row.days[0].stepUp()
    assert row._wait.isActive()
    close(window, qtbot)


def test_the_text_is_made_no_larger(window: MainWindow, settled: Settle, qtbot: QtBot) -> None:
    (slider,) = settings_of(window, settled).findChildren(QSlider)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert about_to_happen(slider)
    close(window, qtbot)


def test_a_number_just_stepped_to_is_kept(window: MainWindow, settled: Settle, qtbot: QtBot) -> None:
    spin = child(settings_of(window, settled), QSpinBox, "setting_gift_days")
    spin.setFocus()
    before = window.shop.settings.read()
    QTest.keyClick(spin, Qt.Key.Key_Up)
    close(window, qtbot)
    kept = Shop.open(window.shop.file)
    assert kept.settings.read() != before
    kept.close()
