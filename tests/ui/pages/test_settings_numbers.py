"""Numbers of the settings stand in whole sentences, wherever a language puts them, and are typed as before."""

from __future__ import annotations

import re
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSpinBox
from pytestqt.qtbot import QtBot

from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.ui.pages.settings import hours, occasion_kinds, occasions, post_rows, rules, rules_row, sections
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.window import MainWindow

ROOMS: tuple[ModuleType, ...] = (hours, occasion_kinds, occasions, post_rows, rules, rules_row, sections)


def _last(one: str, many: str, n: int) -> str:
    """Speak a language that puts the number behind its words."""
    words = (one if n == 1 else many).replace("{n}", "").strip()
    return f"{words}: {{n}}"


def _spins(window: MainWindow) -> dict[str, QSpinBox]:
    window.go("settings")
    page = window.places.page("settings")
    assert isinstance(page, SettingsPage)
    page.finish()
    return {spin.objectName(): spin for spin in page.findChildren(QSpinBox)}


def test_a_language_may_put_the_number_last(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ROOMS:
        monkeypatch.setattr(room, "ngettext", _last)
    window.shop.occasion_kinds.save((OwnKind("Dog day", lead_days=14),), ())
    spins = _spins(window)
    known = [name for name in spins if name.startswith(("setting_", "rule_", "ownKind_", "newRule"))]
    assert len(known) >= 8
    for name in known:
        spin = spins[name]
        for number in (spin.minimum() + 1, spin.minimum() + 2):
            with qtbot.waitSignal(spin.valueChanged, raising=False, timeout=10):
                spin.setValue(number)
            assert re.fullmatch(rf"days?[a-z ]*: {number}|(open|working) days?: {number}", spin.text()), name


def test_the_number_is_typed_over_and_takes_its_plural(window: MainWindow) -> None:
    spin = _spins(window)["setting_post_abroad"]
    spin.setFocus()
    for typed, said in (("1", "1 working day"), ("12", "12 working days")):
        spin.selectAll()
        QTest.keyClicks(spin, typed)
        assert (spin.value(), spin.text()) == (int(typed), said)
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert window.shop.settings.read().post_days_abroad == 12


def test_an_own_kind_tells_as_many_days_ahead_as_are_typed(window: MainWindow) -> None:
    window.shop.occasion_kinds.save((OwnKind("Dog day", lead_days=14),), ())
    (name,) = (name for name in _spins(window) if name.startswith("ownKind_"))
    spin = _spins(window)[name]
    assert spin.text() == "14 days ahead"
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "1")
    assert spin.text() == "1 day ahead"
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert window.shop.occasion_kinds.all()[0].lead_days == 1
