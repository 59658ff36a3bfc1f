"""The first morning, from no file at all to printed cards; and from a look at the sample to a shop of one's own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smallcrm import app, paths
from smallcrm.store.shop import Shop
from smallcrm.ui.frame import Frame
from smallcrm.ui.start import shops
from smallcrm.ui.start.window import FirstStart
from smallcrm.ui.window import MainWindow
from tests.journeys.conftest import CTRL, Key
from tests.journeys.steps import counted

NOW = datetime(2027, 5, 11, 8, 30)
PEOPLE = "First name;Last name;Birthday;Street;Postcode;Town\r\n"

Act = Callable[[Frame], object]


@pytest.fixture
def morning(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., list[str]]]:
    """Start the program and do one act in each window that opens; the kinds of windows that were seen."""
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    shown = Frame.show_first

    def start(*acts: Act) -> list[str]:
        left, seen, failed = list(acts), list[str](), list[BaseException]()

        def act(window: Frame) -> None:
            try:
                qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
                left.pop(0)(window)
            except BaseException as error:  # noqa: BLE001 — told after the program has ended, else it would wait
                failed.append(error)
                window.close()

        def show(window: Frame) -> None:
            shown(window)
            seen.append(type(window).__name__)
            window.activateWindow()
            QTimer.singleShot(50, window, lambda: act(window))

        monkeypatch.setattr(Frame, "show_first", show)
        assert app.main(None, language="en", now=NOW) == 0
        if failed:
            raise failed[0]
        assert not left, "a window did not open"
        return seen

    yield start
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible():
            widget.close()


def _focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _press(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_focus(), key, modifier)


def _click(parent: QWidget, name: str) -> None:
    found = parent.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    found.click()


def _settle(qtbot: QtBot, window: MainWindow) -> None:
    for _round in range(2):
        qtbot.wait(90)
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=20_000)


def _main(window: Frame) -> MainWindow:
    assert isinstance(window, MainWindow)
    return window


def _begin(downs: int, name: str = "Harbour Books") -> Act:
    """Go through the three screens: Enter, a name, Enter, so many arrows down, Enter."""

    def act(window: Frame) -> None:
        assert isinstance(window, FirstStart)
        _press(Key.Key_Return)
        QTest.keyClicks(_focus(), name)
        _press(Key.Key_Return)
        for _step in range(downs):
            _press(Key.Key_Down)
        _press(Key.Key_Return)

    return act


def test_from_nothing_to_printed_cards(
    morning: Callable[..., list[str]], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    birthday = NOW.date() + timedelta(days=8)
    listed = tmp_path / "people.csv"
    row = f"Åse;Ødegård;{birthday.day}.{birthday.month}.1985;Harbour Street 5;P17 X123;Kinsale\r\n"
    listed.write_text(PEOPLE + row, encoding="utf-8")
    printed = tmp_path / "printed.pdf"

    def chosen(dialog: QFileDialog) -> None:
        dialog.filesSelected.emit([str(listed)])

    def press_print(dialog: QDialog) -> None:
        assert isinstance(dialog, QPrintDialog)
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(printed))
        dialog.done(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QDialog, "open", press_print)
    monkeypatch.setattr(QFileDialog, "open", chosen)

    def bring_in_and_print(shown: Frame) -> None:
        window = _main(shown)
        assert window.places.here == "import"
        _settle(qtbot, window)
        _press(Key.Key_Return)
        _settle(qtbot, window)
        assert window.shop.customers.count() == 1
        _press(Key.Key_P, CTRL)
        _settle(qtbot, window)
        _press(Key.Key_Return)
        _settle(qtbot, window)
        window.close()

    with counted("First morning, from no file to printed cards", 9):
        assert morning(_begin(1), bring_in_and_print) == ["FirstStart", "MainWindow"]
    words = _words_of(printed)
    assert "Åse" in words
    assert "Harbour Books" in words


def _words_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = document[0].get_textpage().get_text_range()
    document.close()
    return str(words)


def _look(shown: Frame) -> None:
    window = _main(shown)
    assert window.shop.file == shops.sample_shop()
    strip = window.findChild(QWidget, "sampleStrip")
    assert isinstance(strip, QWidget)
    for key in ("customers", "letters", "settings"):
        window.go(key)
        assert strip.isVisible()
    _click(strip, "startWithMyOwn")


def _first_look(shown: Frame) -> None:
    assert _main(shown).places.here == "today"
    _look(shown)


def _back_to_the_sample(window: Frame) -> None:
    assert isinstance(window, FirstStart)
    _press(Key.Key_Escape)
    _click(window, "startBack")


def test_a_look_at_the_sample_then_a_shop_of_ones_own_and_nothing_of_the_sample_stays(
    morning: Callable[..., list[str]],
) -> None:
    def own(window: Frame) -> None:
        assert isinstance(window, FirstStart)
        QTest.keyClicks(_focus(), "Kino")
        _press(Key.Key_Return)
        _press(Key.Key_Down)
        _press(Key.Key_Return)

    def empty(shown: Frame) -> None:
        window = _main(shown)
        assert window.shop.file == shops.own_shop()
        assert window.places.here == "customers"
        assert window.shop.customers.count() == 0
        assert window.findChild(QWidget, "sampleStrip") is None
        window.close()

    seen = morning(_begin(0), _first_look, _back_to_the_sample, _look, own, empty)
    assert seen == ["FirstStart", "MainWindow", "FirstStart", "MainWindow", "FirstStart", "MainWindow"]
    left = sorted(p.name for p in paths.user_data().rglob("*") if "sample" in p.name)
    assert left == []
    assert morning(lambda window: window.close()) == ["MainWindow"]  # and the next start knows which
    shop = Shop.open(shops.own_shop())
    assert shop.settings.read().name == "Kino"
    shop.close()


def test_closed_at_the_first_screen_the_next_start_asks_again(morning: Callable[..., list[str]]) -> None:
    assert morning(lambda window: window.close()) == ["FirstStart"]
    assert list(paths.user_data().iterdir()) == []
    assert morning(lambda window: window.close()) == ["FirstStart"]
