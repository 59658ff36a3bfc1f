"""From Today to folded cards: print what is due, say that it came out, take it back."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.today import TodayPage
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import counted


def _letters(hands: Hands) -> LettersPage:
    page = hands.window.places.page("letters")
    assert isinstance(page, LettersPage)
    return page


def test_due_cards_are_two_keys_from_the_printer_dialog(hands: Hands) -> None:
    hands.press(Key.Key_P, CTRL)
    hands.settle()
    page = _letters(hands)
    assert hands.focus is page.head.printer
    hands.press(Key.Key_Return)
    assert isinstance(page.printing.dialog, QPrintDialog)
    assert page.printing.dialog.isVisible()
    assert hands.keys <= 2
    page.printing.dialog.reject()


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A printer whose paper is a file, and a dialog in which somebody presses Print: both are the system's."""
    out = tmp_path / "printed.pdf"

    def press_print(dialog: QPrintDialog) -> None:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(out))
        dialog.done(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QDialog, "open", press_print)
    return out


def test_journey_5_prints_the_cards_that_are_due_in_two_steps(hands: Hands, tray: Path) -> None:
    shop = hands.window.shop
    due = [c.customer.name for c in shop.occasions.cards_to_print()]
    with counted("Journey 5, print the cards that are due", 2):
        hands.press(Key.Key_P, CTRL)
        hands.settle()
        hands.press(Key.Key_Return)
        hands.settle()
    document = pypdfium2.PdfDocument(tray)
    size, pages = document.get_page_size(0), len(document)
    document.close()
    assert pages == len(due)
    assert (round(size[0] / 72 * 25.4), round(size[1] / 72 * 25.4)) == (210, 297)
    assert shop.letters.printed_keys() == set()  # a person says whether they came out
    page = _letters(hands)
    page.asking.all_came()
    assert len(shop.letters.printed_keys()) == len(due)


def test_the_tile_of_today_and_print_are_two_clicks(hands: Hands, tray: Path) -> None:
    today = hands.window.places.page("today")
    assert isinstance(today, TodayPage)
    with counted("Journey 5, by mouse", 2):
        QTest.mouseClick(today.print_button, Qt.MouseButton.LeftButton)
        hands.settle()
        QTest.mouseClick(_letters(hands).head.printer, Qt.MouseButton.LeftButton)
        hands.settle()
    assert tray.is_file()


def test_addresses_follow_in_the_same_order(hands: Hands, tray: Path) -> None:
    hands.press(Key.Key_P, CTRL)
    hands.settle()
    hands.press(Key.Key_Return)
    hands.settle()
    page = _letters(hands)
    names = [one.piece.name for one in page.who.ticked_people()]
    page.asking.all_came()
    verbs = {made.text(): made for made in page.strip.findChildren(QPushButton) if made.isVisible()}
    verbs["Envelopes and labels"].click()
    hands.settle()
    assert page.kind == "addresses"
    assert [one.piece.name for one in page.who.ticked_people()] == names
    page.head.printer.click()
    hands.settle()
    document = pypdfium2.PdfDocument(tray)
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert [words.index(name) for name in names] == sorted(words.index(name) for name in names)


def test_cards_to_a_pdf_confirmed_and_undone(hands: Hands, tmp_path: Path) -> None:
    shop = hands.window.shop
    due = {c.customer.id for c in shop.occasions.cards_to_print()}
    hands.press(Key.Key_P, CTRL)
    hands.settle()
    page = _letters(hands)
    page.head.pdf.setFocus()
    hands.press(Key.Key_Space)
    dialog = page.printing.dialog
    assert isinstance(dialog, QFileDialog)
    out = tmp_path / "cards.pdf"
    dialog.selectFile(str(out))
    dialog.fileSelected.emit(str(out))
    dialog.reject()
    hands.settle()
    document = pypdfium2.PdfDocument(out)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "Minna" in words
    assert shop.letters.printed_keys() == set()
    page.asking.all_came()
    assert {customer for customer, _occasion, _year in shop.letters.printed_keys()} == due
    hands.window.activateWindow()
    hands.qtbot.waitUntil(hands.window.isActiveWindow)
    hands.press(Key.Key_Z, CTRL)
    assert shop.letters.printed_keys() == set()


def test_a_row_of_today_prints_that_one_person(hands: Hands) -> None:
    hands.window.go("today")
    listing = hands.window.places.page("today").list  # type: ignore[attr-defined]
    listing.setFocus()
    number = next(
        n
        for n in range(listing.rows.rowCount())
        if not listing.rows.row(n).group and listing.rows.row(n).data.kind == "card_to_print"
    )
    listing.setCurrentIndex(listing.rows.index(number, 0))
    wanted = listing.rows.row(number).data.customer_id
    hands.press(Key.Key_Space)
    hands.settle()
    assert [one.piece.customer_id for one in _letters(hands).who.ticked_people()] == [wanted]


def test_ctrl_p_from_elsewhere_shows_the_cards_before_it_prints(hands: Hands) -> None:
    for _time in range(2):  # the second time the page is there already
        hands.press(Key.Key_1, CTRL)
        hands.settle()
        hands.press(Key.Key_P, CTRL)
        hands.settle()
        page = _letters(hands)
        assert hands.focus is page.head.printer
        assert page.printing.dialog is None
    hands.press(Key.Key_P, CTRL)
    assert isinstance(page.printing.dialog, QPrintDialog)
    page.printing.dialog.reject()
