"""A personal note to a customer: written, printed as a card, kept in the timeline, and its promise kept in mind."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from smallcrm.ui.pages.letters.page import LettersPage
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import counted

NOTE = "It was great to see you at the Christmas party. I will call you in 3 weeks about lunch."


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


def words_on(paper: Path) -> str:
    document = pypdfium2.PdfDocument(paper)
    assert len(document) == 1
    text: str = document[0].get_textpage().get_text_bounded()
    document.close()
    return " ".join(text.replace("\xa0", " ").split())


def test_a_note_is_written_printed_and_kept_in_five_steps(hands: Hands, tray: Path) -> None:
    window, shop = hands.window, hands.window.shop
    customer = shop.occasions.cards_to_print()[0].customer.id
    window.perform("customers", "open", customer)
    hands.settle()
    with counted("A note card with a promise", 5):
        hands.press(Key.Key_F5)
        hands.type(NOTE)
        hands.press(Key.Key_P, CTRL)
        hands.settle()
        page = window.places.page("letters")
        assert isinstance(page, LettersPage)
        assert window.places.here == "letters"
        assert page.words.values["personal_note"] == NOTE
        hands.press(Key.Key_P, CTRL)
        hands.settle()
        assert NOTE in words_on(tray)
        hands.press(Key.Key_Return)  # yes, all
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Return)  # done, without an address
    hands.settle()
    assert window.places.here == "customers"
    entries = {entry.kind: entry for entry in shop.timeline.of(customer)}
    assert (entries["letter"].detail, entries["letter"].text) == ("personal_note", NOTE)
    (promise,) = shop.follow_ups.of(customer)
    assert (promise.due - shop.today).days == 21


def test_nothing_is_lost_when_the_printer_dialog_is_left(hands: Hands) -> None:
    window, shop = hands.window, hands.window.shop
    customer = shop.occasions.cards_to_print()[0].customer.id
    window.perform("customers", "open", customer)
    hands.settle()
    hands.press(Key.Key_F5)
    hands.type("See you soon")
    hands.press(Key.Key_P, CTRL)
    hands.settle()
    hands.press(Key.Key_P, CTRL)
    hands.settle()
    page = window.places.page("letters")
    assert isinstance(page, LettersPage)
    assert isinstance(page.printing.dialog, QPrintDialog)
    page.printing.dialog.reject()
    assert [entry.text for entry in shop.timeline.of(customer) if entry.kind == "note"] == ["See you soon"]
    assert shop.letters.unfinished() == []
    assert page.words.values["personal_note"] == "See you soon"
