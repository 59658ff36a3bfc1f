"""Contact files are dropped onto the window, wherever it is: Qt's own events, then two keys."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from smallcrm.ui.pages.importing.page import ImportPage
from tests.journeys.conftest import Hands, Key

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Łącka;Zofia;;;\r\nFN:Zofia Łącka\r\nTEL:+48 601 234 518\r\nEND:VCARD\r\n"
SHEET = "Etunimi;Sukunimi;Syntymäaika\r\nÅke;Öhman;1.12.1950\r\nPäivi;Wirén;30.11.\r\n"


def drop(hands: Hands, what: QMimeData) -> bool:
    """Drag something over the window and let it go there; whether the window wanted it."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(600, 400), copy, what, left, none)
    QApplication.sendEvent(hands.window, enter)
    if enter.isAccepted():
        QApplication.sendEvent(hands.window, QDropEvent(QPointF(600, 400), copy, what, left, none))
    hands.settle()
    return enter.isAccepted()


def test_two_files_are_dropped_and_come_in_as_one_step(hands: Hands, tmp_path: Path) -> None:
    card, sheet = tmp_path / "Zofia & Co 100%.vcf", tmp_path / "asiakkaat ä #1.csv"
    card.write_text(CARD, encoding="utf-8", newline="")
    sheet.write_bytes(SHEET.encode("cp1252"))
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(card)), QUrl.fromLocalFile(str(sheet))])
    window = hands.window
    before, steps = window.shop.customers.count(), len(window.shop.journal.steps(100))
    hands.press(Key.Key_6, Qt.KeyboardModifier.ControlModifier)

    assert drop(hands, files)
    assert window.places.here == "import"
    page = cast("ImportPage", window.places.page("import"))
    assert page.looked is not None
    assert [read.file for read in page.looked.files] == [card.name, sheet.name]
    assert window.shop.customers.count() == before
    hands.press(Key.Key_Space)
    hands.settle()
    assert window.shop.customers.count() == before + 3
    assert len(window.shop.journal.steps(100)) == steps + 1
    assert [hit.name for hit in window.shop.customers.search("ohman")] == ["Åke Öhman"]


def test_what_is_no_file_is_not_wanted(hands: Hands) -> None:
    here = hands.window.places.here
    words, link = QMimeData(), QMimeData()
    words.setText("Zofia Łącka")
    link.setUrls([QUrl("https://example.org/contacts.vcf")])
    assert not drop(hands, words)
    assert not drop(hands, link)
    assert hands.window.places.here == here
