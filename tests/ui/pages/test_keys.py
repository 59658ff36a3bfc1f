"""Help: the keys on the page, on paper and in a file, in the language of now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from smallcrm.paper.key_map import KeySection, write_key_map
from smallcrm.ui.pages.keys import KeysPage, sections
from smallcrm.ui.window import MainWindow
from tests.ui.conftest import _windows_go, opened

__all__ = ["_windows_go", "opened"]


@pytest.fixture
def page(opened: Callable[..., MainWindow]) -> KeysPage:
    window = opened()
    window.go("help")
    shown = window.places.page("help")
    assert isinstance(shown, KeysPage)
    return shown


def words_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        assert len(document) == 1
        return str(document[0].get_textpage().get_text_range())
    finally:
        document.close()


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_all_keys_are_on_one_page(page: KeysPage, tmp_path: Path, language: str) -> None:
    page.main.set_language(language)
    found, out = sections(page.main), tmp_path / "keys.pdf"
    assert write_key_map(found, "Keys", out, language=language) == 1
    printed = " ".join(words_of(out).split())
    for section in found:
        for text, keys in section.rows:
            assert text in printed
            assert all(key in printed for key in keys)


def test_ctrl_p_on_the_page_prints_the_keys_and_a_pdf_printer_gets_the_file(
    qtbot: QtBot, page: KeysPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDialog, "open", lambda _dialog: None)
    page.print_button.setFocus()
    QTest.keyClick(page.print_button, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.main.places.here == "help"
    printer, out = page.printing.printer, tmp_path / "printed.pdf"
    assert printer is not None
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    page.printing.send()
    qtbot.waitUntil(out.exists)
    assert "Ctrl+K" in words_of(out)


def test_it_is_saved_and_a_shop_is_never_overwritten(qtbot: QtBot, page: KeysPage, tmp_path: Path) -> None:
    page.printing.save(tmp_path / "keys.pdf")
    qtbot.waitUntil(page.strip.isVisible)
    assert "keys.pdf" in page.strip.text()
    page.printing.save(page.main.shop.file)
    qtbot.waitUntil(lambda: "keys.pdf" not in page.strip.text())
    assert page.main.shop.customers.count() == 0


def test_the_page_says_where_the_shop_lies_and_fits_a_small_window(qtbot: QtBot, page: KeysPage) -> None:
    page.main.resize(880, 440)
    page.main.dress("light", 2.0)
    shown = page.main.places.page("help")
    assert isinstance(shown, KeysPage)
    qtbot.waitUntil(lambda: shown._count == 1)
    assert shown.inner.minimumSizeHint().width() <= shown.viewport().width()
    page.main.dress("light", 1.0)


@given(
    rows=st.lists(st.integers(1, 12), min_size=1, max_size=8), word=st.sampled_from(["Undo", "Poprzednie okienko " * 2])
)
def test_any_number_of_keys_takes_one_page(
    tmp_path_factory: pytest.TempPathFactory, rows: list[int], word: str
) -> None:
    out = tmp_path_factory.mktemp("keys") / "keys.pdf"
    found = [
        KeySection(f"Part {n}", tuple((word, ("Ctrl+K", "F3")) for _row in range(count)))
        for n, count in enumerate(rows)
    ]
    assert write_key_map(found, "Keys", out, language="en") == 1
    assert words_of(out)
