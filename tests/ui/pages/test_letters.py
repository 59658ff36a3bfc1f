"""Cards onto paper: who, the real pages, a PDF, and only what came out is remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter

from smallcrm.domain.errors import ShopError
from smallcrm.store.letters import Selection
from smallcrm.ui.pages.letters import work
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.letters.work import Chosen
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


@pytest.fixture
def page(window: MainWindow, settled: Settle) -> LettersPage:
    window.perform("letters", "print")
    settled(window)
    made = window.places.page("letters")
    assert isinstance(made, LettersPage)
    return made


def test_people_are_ticked_and_who_is_left_out_has_a_reason(page: LettersPage) -> None:
    due = page.shop.occasions.cards_to_print()
    assert [one.candidate.customer.id for one in page.who.ticked_people()] == [c.customer.id for c in due]
    rows = [page.who.list.rows.row(n) for n in range(page.who.list.rows.rowCount())]
    left = {r.title: r.subtitle for r in rows if not r.enabled and not r.group}
    assert left == {"Sirpa Laine": "No address", "Kimmo Rantala": "No mail"}


def test_the_preview_shows_the_real_page(page: LettersPage, settled: Settle) -> None:
    assert len(page.preview.pages.images) == 2
    before = page.preview.pages.images[0]
    page.options.buttons["wreath"].click()
    settled(page.main)
    assert page.preview.pages.images[0] != before
    assert page.preview.pages.accessibleDescription()


def test_a_pdf_is_written_and_asked_about(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    out = tmp_path / "cards.pdf"
    order = page.printing._order()
    assert order is not None
    page.printing.save(order, out)
    settled(page.main)
    assert len(pypdfium2.PdfDocument(out)) == len(order.people)
    assert page.strip.isVisible()
    assert page.shop.letters.printed_keys() == set()
    page.printing.all_came()
    assert len(page.shop.letters.printed_keys()) == len(order.people)
    page.main.toast.undo_button.click()
    assert page.shop.letters.printed_keys() == set()


def test_only_those_with_a_tick_came_out(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing._order()
    assert order is not None
    assert len(order.people) > 1
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    page.printing.not_all()
    row = next(
        page.who.list.rows.row(n)
        for n in range(page.who.list.rows.rowCount())
        if isinstance(page.who.list.rows.row(n).data, Chosen)
    )
    page.who._act(row, "check")
    page.printing.ticked_came()
    assert len(page.shop.letters.printed_keys()) == len(order.people) - 1
    assert page.shop.letters.unfinished() == []


def test_nothing_came_out_offers_everybody_again(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing._order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    page.printing.none_came()
    settled(page.main)
    assert len(page.who.ticked_people()) == len(order.people)


def test_labels_for_the_same_people_are_not_counted(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    page.show_kind("addresses")
    settled(page.main)
    assert page.options.code == "label:L7160"
    assert len(page.preview.pages.images) == 1
    page.options.start.setValue(5)
    order = page.printing._order()
    assert order is not None
    assert order.start == 5
    page.printing.save(order, tmp_path / "labels.pdf")
    settled(page.main)
    assert (tmp_path / "labels.pdf").exists()
    assert page.shop.letters.unfinished() == []


def test_a_printer_gets_white_pages_of_the_right_size(page: LettersPage, tmp_path: Path) -> None:
    order = page.order(page.who.ticked_people()[:1])
    assert order is not None
    file, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    work.write_pdf(order, file, lambda _d, _t: None)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    work._paint(file, printer, 100, lambda _d, _t: None)
    width, height = pypdfium2.PdfDocument(out).get_page_size(0)
    assert (round(width), round(height)) == (595, 842)
    assert work.drawn(out.read_bytes(), 0, 72).pixelColor(5, 5).name() == "#ffffff"


def test_a_file_that_cannot_be_written_leaves_nobody_printed(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    order = page.printing._order()
    assert order is not None
    page.printing.save(order, tmp_path / "no" / "such" / "folder" / "cards.pdf")
    settled(page.main)
    assert page.shop.letters.unfinished() == []
    assert not page.held


def test_one_person_is_printed_from_their_page(page: LettersPage, settled: Settle) -> None:
    window = page.main
    window.perform("letters", "print", (6,))
    settled(window)
    assert [one.candidate.customer.id for one in page.who.ticked_people()] == [6]
    assert page.selection == Selection(customers=(6,))
    page.start_again()
    settled(window)
    assert len(page.who.ticked_people()) == len(window.shop.occasions.cards_to_print())


def test_a_run_without_an_answer_is_taken_up_again(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing._order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    run = page.shop.letters.unfinished()[0].id
    page.start_again()
    settled(page.main)
    page.perform("confirm", run)
    settled(page.main)
    assert len(page.who.ticked_people()) == len(order.people)
    page.printing.ticked_came()
    assert len(page.shop.letters.printed_keys()) == len(order.people)


def test_a_page_built_anew_while_it_draws_lets_the_picture_go(page: LettersPage, settled: Settle) -> None:
    window = page.main
    page.load()
    page.drawing.draw()
    window.set_language("nb")
    settled(window)
    fresh = window.places.page("letters")
    assert fresh is not page
    assert isinstance(fresh, LettersPage)
    assert fresh.gathered is not None


def test_cups_gets_the_pdf_itself(page: LettersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A queue of the system is handed our file: its own renderer keeps letters sharp."""
    queue = tmp_path / "lp"
    queue.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/asked"\ncp "${{@: -1}}" "{tmp_path}/sent.pdf"\n')
    queue.write_text(queue.read_text().replace("#!/bin/sh", "#!/bin/bash"))
    queue.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    order = page.order(page.who.ticked_people()[:1])
    assert order is not None
    file = tmp_path / "in.pdf"
    work.write_pdf(order, file, lambda _d, _t: None)
    printer = QPrinter()
    work._spool(file, printer)
    assert (tmp_path / "sent.pdf").read_bytes() == file.read_bytes()
    assert "print-scaling=none" in (tmp_path / "asked").read_text()
    queue.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(ShopError) as error:
        work._spool(file, printer)
    assert error.value.code == "print_failed"


def test_today_prints_who_waits_now_not_those_whose_cards_came_out(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    window = page.main
    order = page.printing._order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(window)
    page.printing.all_came()
    window.go("today")
    today = window.places.page("today")
    assert isinstance(today, TodayPage)
    today.print_all()
    settled(window)
    assert page.who.ticked_people() == ()


def test_ticks_of_other_people_answer_for_no_run(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing._order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    run = page.shop.letters.unfinished()[0].id
    page._take(Selection(customers=(6,)), "")
    settled(page.main)
    page.perform("confirm", run)
    page.printing.ticked_came()  # too early: the people of the run are not here yet
    assert [r.id for r in page.shop.letters.unfinished()] == [run]
    settled(page.main)
    page.printing.ticked_came()
    assert len(page.shop.letters.printed_keys()) == len(order.people)


def test_a_printer_file_that_cannot_be_written_is_told(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing._order()
    assert order is not None
    page.printing.printer = printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "cards.pdf"))
    page.printing.send(order)
    settled(page.main)
    assert page.strip.isVisible()
    assert page.main.errors.dialog is None
    assert page.shop.letters.unfinished() == []
