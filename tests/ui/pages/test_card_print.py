"""Membership cards in the window: whose are shown, printed into a file, asked about, and not offered again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from smallcrm.domain.card_numbers import valid
from smallcrm.paper.card_stock import stock
from smallcrm.ui.pages.cards.print_options import CHOSEN, FREE, NEW, REGULARS, Wish
from smallcrm.ui.pages.cards.print_sending import on_pages
from smallcrm.ui.pages.cards.printing import CardPrint
from smallcrm.ui.window import MainWindow
from tests.paper.bar_readers import READERS, cut_out, member_cards, rendered
from tests.paper.letter_samples import ink_of, page_text
from tests.ui.pages.card_printing import people, shown

__all__ = ["people"]

Settle = Callable[[MainWindow], None]


def names(page: CardPrint) -> list[str]:
    return [card.name for card in page.found.cards] if page.found else []


def save(page: CardPrint, settled: Settle, out: Path) -> None:
    """Choose a file in the dialog that is open."""
    page.printing.begin(to_file=True)
    dialog = page.printing.dialog
    assert isinstance(dialog, QDialog)
    dialog.close()
    page.printing.save(out)
    settled(page.main)


def test_everybody_not_printed_yet_is_shown(window: MainWindow, people: list[int], settled: Settle) -> None:
    page = shown(window, settled)
    assert sorted(names(page)) == sorted(window.shop.customers.name_of(one) for one in people)
    assert page.header.context.text() == "3 cards"
    assert not page.paper.image.isNull()
    assert page.print_button.hasFocus()
    assert page.left_card.isHidden()
    assert page.nothing.isHidden()


def test_what_is_printed_is_read_by_a_scanner_and_not_offered_again(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    page = shown(window, settled)
    page.options.start.setValue(4)
    settled(window)
    cards = page.found.cards if page.found else ()
    save(page, settled, tmp_path / "cards.pdf")
    picture, grid = rendered(tmp_path / "cards.pdf"), stock("C32011")
    read = [READERS["zbar"](cut_out(picture, grid.cell(n))) for n in (4, 5, 6)]
    assert read == [[card.number] for card in cards]
    assert "Did the 3 membership cards come out well?" in page.strip.text()
    assert "cards.pdf" in page.strip.text()
    assert len(window.shop.cards.unprinted()) == 3
    QTest.keyClick(page.strip.first, Qt.Key.Key_Space)
    settled(window)
    assert window.shop.cards.unprinted() == []
    assert names(page) == []
    assert page.nothing.title.text() == "Every card is printed"
    assert not page.print_button.isEnabled()
    assert page.strip.isHidden()
    window.undo()
    settled(window)
    assert len(names(page)) == 3


def test_what_did_not_come_out_is_offered_again(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    page = shown(window, settled)
    save(page, settled, tmp_path / "cards.pdf")
    page.printing.forget()
    assert len(window.shop.cards.unprinted()) == 3
    assert page.strip.isHidden()
    assert page.printing.sent == ()


def test_somebodys_card_is_printed_again_when_asked_for(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    window.shop.cards.printed([window.shop.cards.number(people[0])])
    page = shown(window, settled, value=(people[0],))
    name = window.shop.customers.name_of(people[0])
    assert names(page) == [name]
    assert page.options.who.currentText() == name
    save(page, settled, tmp_path / "cards.pdf")
    page.printing.came()
    settled(window)
    assert page.options.wish.who == NEW
    assert len(names(page)) == 2


def test_who_has_no_number_is_given_one_here(window: MainWindow, people: list[int], settled: Settle) -> None:
    without = window.shop.cards.without_card()[:2]
    page = shown(window, settled, value=tuple(without))
    assert names(page) == []
    assert "No card number yet" in page.left_card.words.text()
    assert page.left_card.number_button.text() == "Give 2 card numbers"
    assert page.left_card.number_button.hasFocus()
    page.left_card.number_button.click()
    settled(window)
    assert len(names(page)) == 2
    assert page.left_card.isHidden()
    window.undo()
    assert [window.shop.cards.number(one) for one in without] == ["", ""]


def test_regulars_get_numbers_in_one_step(window: MainWindow, people: list[int], settled: Settle) -> None:
    shop = window.shop
    regulars = shop.cards.without_card()[:2]
    for one in (*regulars, people[0]):
        for days in range(3):
            shop.visits.visit(one, on=shop.today - timedelta(days=days))
    page = shown(window, settled)
    page.options.who.setCurrentIndex(page.options.who.findData(REGULARS))
    settled(window)
    assert page.left_card.number_button.text() == "Give 2 card numbers"
    page.left_card.number_button.click()
    settled(window)
    assert page.options.wish.who == NEW
    assert len(names(page)) == 5
    assert page.left_card.number_button.isEnabled()
    page.options.who.setCurrentIndex(page.options.who.findData(REGULARS))
    settled(window)
    assert page.nothing.title.text() == "Every regular has a card number"
    window.undo()
    settled(window)
    assert shop.cards.without_card(3) == regulars


def test_cards_without_a_name_get_their_numbers_when_they_are_printed(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    page = shown(window, settled, "free", 4)
    assert page.options.wish.who == FREE
    assert names(page) == [""] * 4
    assert "number" not in window.shop.journal.steps(1)[0].label
    save(page, settled, tmp_path / "1.pdf")
    first = [card.number for card in page.printing.sent]
    assert len(set(first)) == 4
    assert all(valid(number) for number in first)
    assert [window.shop.cards.find(number).state for number in first] == ["free"] * 4
    page.printing.forget()  # the sheet was crooked: the same numbers again
    save(page, settled, tmp_path / "2.pdf")
    assert [card.number for card in page.printing.sent] == first
    page.printing.came()
    settled(window)
    save(page, settled, tmp_path / "3.pdf")
    assert not set(first) & {card.number for card in page.printing.sent}


def test_a_number_that_may_lie_on_paper_is_not_printed_on_a_second_card(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    page, shop = shown(window, settled, "free", 2), window.shop
    save(page, settled, tmp_path / "1.pdf")
    first = [card.number for card in page.printing.sent]
    save(page, settled, tmp_path / "2.pdf")  # nobody said whether the first ones came out
    second = [card.number for card in page.printing.sent]
    assert not set(first) & set(second)
    someone = shop.customers.page(5, 1)[0].id
    shop.cards.give(second[0], someone)
    page.printing.forget()  # "None" was pressed, and yet one was there
    save(page, settled, tmp_path / "3.pdf")
    third = [card.number for card in page.printing.sent]
    assert second[0] not in third
    assert [shop.cards.find(number).state for number in third] == ["free", "free"]


def test_numbers_that_were_undone_are_not_printed(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    page, shop = shown(window, settled, "free", 2), window.shop
    page.printing.take()
    gone = [card.number for card in page.printing.sent]
    shop.journal.undo()
    save(page, settled, tmp_path / "1.pdf")
    numbers = [card.number for card in page.printing.sent]
    assert not set(gone) & set(numbers)
    page.printing.came()
    settled(window)
    assert [shop.cards.find(number).state for number in numbers] == ["free", "free"]


def test_the_printer_is_asked_by_key(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    page = shown(window, settled)
    QTest.keyClick(page.print_button, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert page.printing.dialog is not None
    page.printing.dialog.close()
    printer = page.printing.printer
    assert printer is not None
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    page.printing.send()
    qtbot.waitUntil(lambda: bool(page.strip.text()), timeout=20_000)
    assert (tmp_path / "out.pdf").exists()
    assert "Did the 3 membership cards come out well?" in page.strip.text()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def test_the_print_is_moved_for_this_paper_and_a_test_page_is_offered(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    page = shown(window, settled)
    page.options.more.click()
    panel = page.printing.panel
    assert panel.isVisible()
    panel.right.setValue(2.0)
    assert page.main.settings.value("print/cards:C32011/right") is not None
    panel.hide()
    paper = page.printing.testing._paper()
    assert paper.write(tmp_path / "test.pdf") == 1
    assert "C32011 · 10" in page_text(tmp_path / "test.pdf")
    for moved, value in ((2.0, 2.0), (0.0, 0.0)):
        panel.right.setValue(value)
        save(page, settled, tmp_path / f"{moved}.pdf")
    first = names(page)[0].split()[0]
    left = [ink_of(tmp_path / f"{moved}.pdf", first).left for moved in (0.0, 2.0)]
    assert left[1] - left[0] == pytest.approx(2.0, abs=0.05)


@pytest.mark.parametrize(
    ("layout", "start", "pages", "wanted"),
    [
        ("cards:C32011", 1, (1, 1), list(range(10))),
        ("cards:C32011", 1, (2, 2), [10, 11]),
        ("cards:C32011", 9, (1, 1), [0, 1]),
        ("card:single", 1, (2, 3), [1, 2]),
    ],
)
def test_only_those_on_the_pages_wanted_are_asked_about(
    layout: str, start: int, pages: tuple[int, int], wanted: list[int]
) -> None:
    cards = tuple(member_cards(12))
    wish = Wish(NEW, (), 1, layout, "code128", start, 10)
    found = on_pages(cards, wish, range(pages[0], pages[1] + 1))
    assert [cards.index(card) for card in found] == wanted


def test_the_paper_of_the_last_time_is_chosen_the_next(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    page = shown(window, settled)
    page.options.restore("card-label:L7160 ean13")
    settled(window)
    assert page.found
    assert (page.found.wish.layout, page.found.wish.symbology) == ("card-label:L7160", "ean13")
    assert page.options.stamps.isHidden()
    save(page, settled, tmp_path / "labels.pdf")
    assert "Did the 3 labels come out well?" in page.strip.text()
    again = CardPrint(window)
    assert (again.options.code, again.options.bars.currentData()) == ("card-label:L7160", "ean13")
    again.deleteLater()


def test_without_a_programme_there_is_one_way_on(window: MainWindow, settled: Settle) -> None:
    page = shown(window, settled)
    assert page.nothing.title.text() == "No programme yet"
    assert page.programme_button.hasFocus()
    page.programme_button.click()
    settled(window)
    assert window.places.here == "cards"


def test_a_page_made_anew_shows_the_same(window: MainWindow, people: list[int], settled: Settle) -> None:
    page = shown(window, settled, value=(people[1],))
    command, value = page.state() or ("", None)
    again = CardPrint(window)
    assert again.perform(command, value)
    assert again.options.wish.who == CHOSEN
    assert again.options.wish.people == (people[1],)
    again.deleteLater()


def test_a_programme_is_offered_until_its_last_day(window: MainWindow, people: list[int], settled: Settle) -> None:
    shop = window.shop
    (programme,) = shop.programmes.all()
    shop.programmes.end(programme.id, shop.today + timedelta(days=30), None)
    page = shown(window, settled)
    assert len(names(page)) == 3
    shop.programmes.end(programme.id, shop.today - timedelta(days=1), None)
    settled(window)
    page.load()
    settled(window)
    assert page.nothing.title.text() == "No programme yet"


def test_the_stamps_so_far_are_printed_or_not(
    window: MainWindow, people: list[int], settled: Settle, tmp_path: Path
) -> None:
    window.shop.cards.stamp(people[0], count=3, force="correction")
    page = shown(window, settled, value=(people[0],))
    assert page.found
    assert [card.filled for card in page.found.cards] == [3]
    page.options.stamps.click()
    settled(window)
    assert [card.filled for card in page.found.cards] == [0]
    save(page, settled, tmp_path / "cards.pdf")
    assert all(str(number) in page_text(tmp_path / "cards.pdf").split() for number in range(1, 10))
    again = CardPrint(window)
    assert not again.options.stamps.isChecked()
    again.deleteLater()
