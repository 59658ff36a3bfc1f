"""On a PC that takes its time: nobody else's piece is seen beside the chosen name, and what is chosen is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import Cancelled, FileTrouble
from smallcrm.domain.letter_request import LetterRequest
from smallcrm.store.letters import Selection
from smallcrm.ui.pages.letters import work
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.letters.work import Gathered, Order
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


class Busy:
    """A PC that draws or gathers only when ``ready`` is set; ``drawn`` are the names in the order drawn."""

    def __init__(self) -> None:
        self.ready, self.begun = Event(), Event()
        self.drawn: list[str] = []

    def wait(self) -> None:
        self.begun.set()
        assert self.ready.wait(20)


@pytest.fixture
def busy(page: LettersPage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Busy]:
    """The letters page, settled; from now on nothing is drawn and nobody gathered before ``ready``."""
    pc, pictures, gather = Busy(), work.pictures, work.gather

    def slow_pictures(order: Order, dpi: int = work.SCREEN_DPI) -> Sequence[QImage]:
        pc.wait()
        pc.drawn += [piece.name for piece in order.pieces]
        return pictures(order, dpi)

    def slow_gather(*asked: object) -> Gathered:
        pc.wait()
        return gather(*asked)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(work, "pictures", slow_pictures)
    monkeypatch.setattr(work, "gather", slow_gather)
    yield pc
    pc.ready.set()


def _names(page: LettersPage) -> list[str]:
    return [one.piece.name for one in page.who.ticked_people()]


def _paper(page: LettersPage) -> QImage:
    """What is seen where the pages stand."""
    return page.preview.pages.grab().toImage()


def test_the_next_name_stands_beside_empty_paper_until_it_is_drawn(
    page: LettersPage, busy: Busy, settled: Settle
) -> None:
    names, pages = _names(page), page.preview.pages
    place = pages.places()[0].toRect().adjusted(8, 8, -8, -8)
    assert len({_paper(page).pixel(place.x() + n, place.center().y()) for n in range(place.width())}) > 1
    pages.setFocus()
    QTest.keyClick(pages, Qt.Key.Key_Right)
    assert page.preview.name.text() == names[1]
    assert pages.images == ()
    assert len(pages.places()) == 2  # paper stays where it was, without a word on it
    shown = _paper(page)
    assert {
        shown.pixel(x, y) for x in range(place.x(), place.right(), 3) for y in range(place.y(), place.bottom(), 3)
    } == {0xFFFFFFFF}
    assert names[0].split()[0] not in pages.accessibleName() + pages.accessibleDescription()
    QTest.keyClick(pages, Qt.Key.Key_Return)  # nothing to look closer at
    assert not page.zoom.isVisible()
    busy.ready.set()
    settled(page.main)
    assert len(pages.images) == 2
    assert names[1].split()[0] in pages.accessibleName()


@pytest.mark.parametrize(("kind", "papers", "tall"), [("cards", 2, 1.41), ("letters", 1, 1.41), ("addresses", 1, 1.41)])
def test_empty_paper_has_the_shape_of_what_comes(
    page: LettersPage, busy: Busy, kind: str, papers: int, tall: float
) -> None:
    page.show_kind("addresses" if kind == "cards" else "cards")
    page.show_kind(kind)
    places = page.preview.pages.places()
    assert len(places) == papers
    assert places[0].height() / places[0].width() == pytest.approx(tall, abs=0.05)
    assert not busy.drawn


def test_back_to_the_first_while_the_second_is_drawn_shows_the_first(
    page: LettersPage, busy: Busy, settled: Settle, qtbot: QtBot
) -> None:
    names, before = _names(page), page.preview.pages.images[0]
    page.who.step(1)
    qtbot.waitUntil(busy.begun.is_set)
    page.who.step(-1)
    assert page.preview.name.text() == names[0]
    busy.ready.set()
    seen = [image for image in page.preview.pages.images if image != before]
    settled(page.main)
    assert seen == []
    assert page.preview.pages.images[0] == before
    assert page.preview.name.text() == names[0]


def test_whom_somebody_passed_by_is_not_drawn_any_more(
    page: LettersPage, busy: Busy, settled: Settle, qtbot: QtBot
) -> None:
    names = _names(page)
    page.who.step(1)
    qtbot.waitUntil(busy.begun.is_set)
    page.who.step(1)
    qtbot.wait(60)  # each is asked for
    page.who.step(-1)
    qtbot.wait(60)
    page.who.step(1)
    busy.ready.set()
    settled(page.main)
    assert busy.drawn == [names[1], names[2]]


def test_somebody_left_out_shows_nobodys_piece_but_why(page: LettersPage) -> None:
    rows = page.who.list.rows
    number = next(n for n in range(rows.rowCount()) if rows.row(n).title == "Sirpa Laine")
    page.who.list.setCurrentIndex(rows.index(number, 0))
    assert page.preview.name.text() == "Sirpa Laine"
    assert page.preview.pages.images == ()
    assert page.preview.pages.words == "No address"


def test_other_people_are_chosen_and_nobody_of_before_is_seen_or_printed(
    page: LettersPage, busy: Busy, settled: Settle
) -> None:
    window, before = page.main, _names(page)
    page.take(Selection(customers=(6,)), "")
    assert _names(page) == []
    assert page.preview.name.text() == ""
    assert page.preview.pages.images == ()
    page.head.printer.click()
    assert page.printing.dialog is None  # it opens when it is known who it is for
    assert page.strip.isHidden()
    busy.ready.set()
    settled(window)
    dialog = page.printing.dialog
    assert dialog is not None
    assert "Outi Järvinen" not in before
    assert _names(page) == ["Outi Järvinen"]
    dialog.reject()


def test_print_that_waited_is_forgotten_where_somebody_chooses_others(
    page: LettersPage, busy: Busy, settled: Settle
) -> None:
    page.take(Selection(customers=(6,)), "")
    page.head.printer.click()
    page.take(Selection(customers=(1,)), "")
    busy.ready.set()
    settled(page.main)
    assert _names(page) == ["Minna Peltonen"]
    assert page.printing.dialog is None


def test_another_letter_to_the_same_person_shows_no_birthday_card(page: LettersPage, busy: Busy) -> None:
    page.main.perform("letters", "write", LetterRequest("personal_note", (1,), {"personal_note": "See you."}))
    assert page.preview.pages.images == ()


@pytest.mark.parametrize("stopped", [False, True])
def test_a_reading_that_came_to_nothing_opens_no_dialog_later(
    page: LettersPage, settled: Settle, monkeypatch: pytest.MonkeyPatch, *, stopped: bool
) -> None:
    gather, asked = work.gather, list[str]()

    def unreadable(*_asked: object) -> Gathered:
        raise Cancelled if stopped else FileTrouble("locked")

    monkeypatch.setattr(page.printing, "_ask_printer", lambda: asked.append("dialog"))
    monkeypatch.setattr(work, "gather", unreadable)
    page.load()
    page.printing.ask_printer()
    settled(page.main)
    assert not page.reading
    monkeypatch.setattr(work, "gather", gather)
    page.load()
    settled(page.main)
    assert asked == []
    page.printing.ask_printer()
    assert asked == ["dialog"]
