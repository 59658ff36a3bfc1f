"""The scanner is tried out in the settings, where nothing is stamped; its sounds belong to this PC."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QScrollArea
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.domain.model import Customer
from smallcrm.domain.scanning import Burst
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.pages.settings.scanner import Trying
from smallcrm.ui.scanning import sound
from smallcrm.ui.window import MainWindow
from smallcrm.ui.worn import px
from tests.ui.scanning.hands import NUMBER, Hand

SCANNED = Burst("4006381333931", "", 8.4, "enter")


@pytest.fixture
def trying(qtbot: QtBot, opened: Callable[..., MainWindow], hand: Hand) -> Trying:
    window = opened()
    window.scanning.capture.now = hand.now
    shop = window.shop
    anna = shop.customers.add(Customer(display_name="Anna"))
    made = shop.programmes.add(Programme("Coffee card", terms=Terms(reward=Prize(10, "Cappuccino"))))
    shop.programmes.start(made)
    shop.programmes.scan(made)
    shop.cards.issue(anna)
    window.perform("settings", "section", "scanner")
    qtbot.waitUntil(lambda: window.findChild(Trying) is not None)
    found = window.findChild(Trying)
    assert found is not None
    found.line.setFocus()
    return found


def told(trying: Trying) -> list[str]:
    assert trying.told.isVisible()
    return [trying.verdict.text(), *(label.text() for label in trying.figures)]


def test_a_scan_tells_code_speed_end_and_verdict_and_stamps_nothing(trying: Trying, hand: Hand) -> None:
    window = trying.window()
    assert isinstance(window, MainWindow)
    card = window.shop.cards.number(1)
    hand.scan(card)
    grouped = f"{card[:4]}\u00a0{card[4:8]}\u00a0{card[8:]}"
    assert told(trying) == ["A card of this shop. The scanner works.", grouped, "8 ms a character", "Enter"]
    assert trying.line.text() == ""
    assert window.scanning.panel is not None
    assert not window.scanning.panel.isVisible()
    assert window.shop.cards.last_scans() == []
    trying.line.clearFocus()
    hand.scan(card)
    assert window.scanning.panel.isVisible()
    assert len(window.shop.cards.last_scans()) == 1


@pytest.mark.parametrize(
    ("digits", "end", "verdict"),
    [
        ("4006381333931", "\t", "A product. The scanner works."),
        ("12345678", "\r", "The scanner works, but this is no card of this shop."),
    ],
)
def test_other_codes(trying: Trying, hand: Hand, digits: str, end: str, verdict: str) -> None:
    hand.scan(digits, end)
    assert told(trying)[0] == verdict
    assert told(trying)[3] == {"\r": "Enter", "\t": "Tab"}[end]


def test_without_an_end(qtbot: QtBot, trying: Trying, hand: Hand) -> None:
    hand.scan(NUMBER, "")
    qtbot.waitUntil(trying.told.isVisible)
    assert told(trying)[3].startswith("nothing")


def test_a_slow_scanner_is_told_to_be_quicker(trying: Trying, hand: Hand) -> None:
    hand.type(f"{NUMBER}\r", 60)
    assert told(trying)[0].startswith("This was taken for typing. Set the scanner")
    assert told(trying)[2] == "60 ms a character"
    hand.type("abcdefgh\r", 8)
    assert told(trying)[0].startswith("As quick as a scan, but no digits came.")
    hand.type("abc12345\r", 8)
    assert told(trying)[0].startswith("This was taken for typing: it is too short, or ")


def test_the_verdict_comes_into_sight(qtbot: QtBot, trying: Trying, hand: Hand) -> None:
    area = trying.window().findChild(QScrollArea, "settingsArea")
    assert area is not None
    inner = area.widget()
    assert inner is not None
    trying.window().resize(900, 500)
    qtbot.waitUntil(lambda: area.viewport().height() < 500)
    area.verticalScrollBar().setValue(
        trying.mapTo(inner, trying.rect().bottomLeft()).y() - area.viewport().height() + 1
    )
    hand.scan("12345678")
    qtbot.waitUntil(lambda: not trying.told.visibleRegion().isEmpty())
    qtbot.waitUntil(lambda: trying.told.visibleRegion().boundingRect().height() == trying.told.height())


def test_sounds_are_switched_off_on_this_pc(trying: Trying) -> None:
    window = trying.window()
    assert isinstance(window, MainWindow)
    box = window.findChild(QCheckBox, "setting_sound")
    assert box is not None
    assert box.isChecked()
    box.click()
    assert not sound.wanted(window.settings)
    box.click()
    assert sound.wanted(window.settings)


def test_a_till_without_anything_that_sounds_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows says so by an error, which is nobody's business."""
    asked: list[str] = []

    def nothing_there(file: str, _flags: int) -> None:
        asked.append(file)
        raise RuntimeError("Failed to play sound")

    silent = SimpleNamespace(PlaySound=nothing_there, SND_FILENAME=1, SND_ASYNC=2, SND_NODEFAULT=4)
    monkeypatch.setitem(sys.modules, "winsound", silent)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "windows")
    sound.play(good=True)
    assert [file.rsplit("good", 1)[-1] for file in asked] == [".wav"]


def test_the_section_marked_is_the_one_worked_in_while_it_is_in_sight(qtbot: QtBot, trying: Trying) -> None:
    page = trying.window().findChild(SettingsPage)
    assert page is not None
    qtbot.waitUntil(lambda: page.nav.here() == "scanner" and trying.line.hasFocus() and not page._leading)
    bar = page.area.verticalScrollBar()
    card = page.cards["scanner"]
    bar.setValue(card.y() - px(100))  # the section above reaches the top
    assert not trying.line.visibleRegion().isEmpty()
    assert page.nav.here() == "scanner"
    bar.setValue(0)
    assert trying.line.visibleRegion().isEmpty()
    assert page.nav.here() == "shop"


def test_the_field_comes_into_sight_above_its_verdict_in_a_low_window(qtbot: QtBot, trying: Trying) -> None:
    window, page = trying.window(), trying.window().findChild(SettingsPage)
    assert page is not None
    window.resize(880, 440)
    trying.show_scan(SCANNED)
    qtbot.waitUntil(lambda: trying.told.visibleRegion().boundingRect() == trying.told.rect())
    area = page.area.viewport()
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.value() + trying.line.mapTo(area, trying.line.rect().center()).y())  # half off the top
    assert trying.line.visibleRegion().boundingRect().height() < trying.line.height()
    trying.show_scan(SCANNED)
    qtbot.waitUntil(lambda: trying.line.visibleRegion().boundingRect() == trying.line.rect(), timeout=4000)
    assert trying.told.visibleRegion().boundingRect() == trying.told.rect()
