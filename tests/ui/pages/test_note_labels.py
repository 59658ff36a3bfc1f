"""Notes on labels: chosen beside the addresses, counted as what they are, kept in the timeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from smallcrm.paper.sheets import sheets
from smallcrm.store.letters import Selection
from smallcrm.ui.machine import of_shop
from smallcrm.ui.pages.letters import layouts, sending, work
from smallcrm.ui.pages.letters.page import LettersPage
from tests.paper.letter_samples import SENDER, ink_of, page_text, piece
from tests.ui.pages.written import NOTE, Settle, rows, save, words, write


def test_a_note_goes_on_labels_from_the_first_free_one(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    customer = write(page, settled, personal_note=NOTE)
    page.show_kind(layouts.ADDRESSES)
    settled(page.main)
    assert page.options.code.startswith("note:")
    assert page.head.printer.text() == "Print 1 label"
    page.options.addresses.start.setValue(5)
    settled(page.main)
    order = page.printing.order()
    assert order is not None
    assert order.counted
    page.printing.save(order, tmp_path / "note.pdf")
    settled(page.main)
    text = page_text(tmp_path / "note.pdf")
    assert NOTE in " ".join(text.split())
    cell = sheets()[page.options.code.partition(":")[2]].cell(5)
    assert ink_of(tmp_path / "note.pdf", "Christmas").inside(cell.x, cell.y, cell.right, cell.bottom)
    assert "Did the 1 label come out well?" in page.strip.text()
    page.asking.all_came()
    assert page.shop.journal.steps()[0].label == "labels_printed"
    entry = page.shop.timeline.of(customer)[0]
    assert (entry.outcome, entry.detail, entry.text) == ("printed", "personal_note", NOTE)


def test_the_paper_of_the_last_note_is_that_of_the_next(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    write(page, settled, personal_note=NOTE)
    page.show_kind(layouts.ADDRESSES)
    settled(page.main)
    code = page.options.code
    save(page, settled, tmp_path)
    page.asking.all_came()
    page.start_again()
    settled(page.main)
    assert page.kind == layouts.CARDS  # birthday cards are cards
    write(page, settled, personal_note=NOTE)
    assert page.options.code == code
    write(page, settled, "good_to_see_you_again", personal_note=NOTE)
    assert page.kind == layouts.CARDS
    page.main.settings.setValue(of_shop("print/notes", page.shop.file), "note:none")  # edited by hand
    write(page, settled, personal_note=NOTE)
    assert page.kind == layouts.CARDS


def test_a_note_or_the_address_is_a_choice_of_labels_for_notes_alone(page: LettersPage, settled: Settle) -> None:
    write(page, settled, personal_note=NOTE)
    page.show_kind(layouts.ADDRESSES)
    settled(page.main)
    addresses = page.options.addresses
    assert addresses.bears.isVisible()
    note = page.options.code
    page.paper.show_form(note)
    page.paper.right.setValue(1.5)
    assert page.preview.design.text() == "Paper"  # narrow: what the button beside the pages opens
    addresses.bears.parts["address"].click()
    settled(page.main)
    assert page.options.code == note.replace("note:", "label:")
    assert page.paper.nudge == (1.5, 0)  # it is the same sheet
    assert page.head.printer.text() == "Print 1 address"
    addresses.layout_box.setCurrentIndex(addresses.layout_box.findData("envelope:C6"))
    settled(page.main)
    assert page.options.code == "envelope:C6"
    assert not addresses.bears.isVisible()
    page.start_again()
    settled(page.main)
    page.writing.back_to_birthdays()
    page.show_kind(layouts.ADDRESSES)
    settled(page.main)
    assert not page.options.code.startswith("note:")


def test_a_note_too_long_for_its_label_is_mended_where_it_is_typed(page: LettersPage, settled: Settle) -> None:
    write(page, settled, personal_note=NOTE * 40)
    page.show_kind(layouts.ADDRESSES)
    settled(page.main)
    (row,) = [row for row in rows(page) if row.button]
    assert (row.subtitle, row.button) == ("The note does not fit on the label", "Shorten it")
    assert not page.head.printer.isEnabled()
    page.who.list.acted.emit(row, "button")
    assert page.main.focusWidget() is page.words.fields["personal_note"]
    page.words.fields["personal_note"].setPlainText(NOTE)
    page.words.tell()
    settled(page.main)
    assert page.head.printer.text() == "Print 1 label"


def test_after_the_card_of_a_note_the_labels_bear_addresses(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    write(page, settled, personal_note=NOTE)
    save(page, settled, tmp_path)
    page.asking.all_came()
    page.show_kind(layouts.ADDRESSES)
    settled(page.main)
    assert page.options.code.startswith("label:")


def test_labels_nobody_answered_for_are_asked_about_as_what_they_are(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    write(page, settled, personal_note=NOTE)
    page.show_kind(layouts.ADDRESSES)
    settled(page.main)
    code = page.options.code
    save(page, settled, tmp_path)
    page.asking.forget()
    page.writing.back_to_birthdays()
    page.take(Selection(), "")
    settled(page.main)
    (run,) = page.shop.letters.unfinished()
    page.asking.ask_again(run.id)
    settled(page.main)
    assert (page.options.code, words(page)) == (code, NOTE)
    page.asking.all_came()
    assert page.shop.journal.steps()[0].label == "labels_printed"


@pytest.mark.parametrize(
    ("start", "first", "last", "numbers"), [(20, 1, 1, (0, 1)), (20, 2, 2, (2,)), (1, 1, 1, (0, 1, 2))]
)
def test_people_on_a_page_of_labels_are_all_of_its_cells(
    page: LettersPage, settled: Settle, start: int, first: int, last: int, numbers: tuple[int, ...]
) -> None:
    one = work.Chosen(piece())
    order = work.Order((one,) * 3, SENDER, "note:L7160", "wreath", start)
    found = sending.of_pages(order, first, last)
    assert len(found.people) == len(numbers)
    assert found.start == (start if first == 1 else 1)
