"""From Today to folded cards: print what is due, say that it came out, take it back."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog

from smallcrm.ui.pages.letters.page import LettersPage
from tests.journeys.conftest import CTRL, Hands, Key


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
    assert [one.candidate.customer.id for one in _letters(hands).who.ticked_people()] == [wanted]


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
