"""Onto paper: a printer, a queue, a PDF; and nobody of a run is forgotten, whatever stops it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from smallcrm.domain.errors import Cancelled, ShopError
from smallcrm.domain.progress import silent
from smallcrm.store.letters import Selection
from smallcrm.ui.pages.letters import sending, work
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.letters.sending import Sent
from smallcrm.ui.pages.letters.work import Chosen
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


class _Tired(QPrinter):
    """A printer that somebody stops, or that gives up, after some pages."""

    left = 1

    def newPage(self) -> bool:
        self.left -= 1
        return self.left > 0


def _painted(tmp_path: Path) -> _Tired:
    printer = _Tired()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "painted.pdf"))
    return printer


@pytest.fixture
def painting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file stand in for a printer that is painted page by page."""
    monkeypatch.setattr(
        sending, "_send", lambda file, printer, _order, report: sending.paint(file, printer, 50, report)
    )


def test_a_pdf_is_written_and_asked_about(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    out = tmp_path / "cards.pdf"
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, out)
    settled(page.main)
    assert len(pypdfium2.PdfDocument(out)) == len(order.people)
    assert page.strip.isVisible()
    assert page.shop.letters.printed_keys() == set()
    page.asking.all_came()
    assert len(page.shop.letters.printed_keys()) == len(order.people)
    page.main.toast.undo_button.click()
    assert page.shop.letters.printed_keys() == set()


def test_only_those_with_a_tick_came_out(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    assert len(order.people) > 1
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    page.asking.not_all()
    row = next(
        page.who.list.rows.row(n)
        for n in range(page.who.list.rows.rowCount())
        if isinstance(page.who.list.rows.row(n).data, Chosen)
    )
    page.who._act(row, "check")
    page.asking.ticked_came()
    assert len(page.shop.letters.printed_keys()) == len(order.people) - 1
    assert page.shop.letters.unfinished() == []


def test_nothing_came_out_offers_everybody_again(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    page.asking.none_came()
    settled(page.main)
    assert len(page.who.ticked_people()) == len(order.people)


def test_a_printer_gets_white_pages_of_the_right_size(page: LettersPage, tmp_path: Path) -> None:
    order = page.order(page.who.ticked_people()[:1])
    assert order is not None
    file, out = tmp_path / "in.pdf", tmp_path / "out.pdf"
    work.write_pdf(order, file, lambda _d, _t: None)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    sending.paint(file, printer, 100, lambda _d, _t: None)
    width, height = pypdfium2.PdfDocument(out).get_page_size(0)
    assert (round(width), round(height)) == (595, 842)
    assert work.drawn(out.read_bytes(), (0,), 72)[0].pixelColor(5, 5).name() == "#ffffff"


def test_a_file_that_cannot_be_written_leaves_nobody_printed(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "no" / "such" / "folder" / "cards.pdf")
    settled(page.main)
    assert page.shop.letters.unfinished() == []
    assert not page.held


def test_a_run_without_an_answer_is_taken_up_again(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    run = page.shop.letters.unfinished()[0].id
    page.start_again()
    settled(page.main)
    page.perform("confirm", run)
    settled(page.main)
    assert len(page.who.ticked_people()) == len(order.people)
    page.asking.ticked_came()
    assert len(page.shop.letters.printed_keys()) == len(order.people)


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
    sending.spool(file, printer)
    assert (tmp_path / "sent.pdf").read_bytes() == file.read_bytes()
    assert "print-scaling=none" in (tmp_path / "asked").read_text()
    queue.write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(ShopError) as error:
        sending.spool(file, printer)
    assert error.value.code == "print_failed"


def test_a_queue_that_does_not_answer_may_print_all_the_same(
    page: LettersPage, settled: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run is kept and a person is asked, for nobody knows whether the cards come out."""
    queue = tmp_path / "lp"
    queue.write_text("#!/bin/sh\nexec sleep 30\n")
    queue.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(sending, "PATIENCE", 0.2)
    monkeypatch.setattr(QPrinter, "printerName", lambda _self: "Front")
    order = page.order(page.who.ticked_people()[:1])
    assert order is not None
    monkeypatch.setattr(QPrinter, "outputFormat", lambda _self: QPrinter.OutputFormat.NativeFormat)
    sent = sending.to_printer(page.shop, order, QPrinter(), silent)
    assert (sent.done, sent.stopped) == (1, "")
    assert [run.id for run in page.shop.letters.unfinished()] == [sent.run]


def test_a_queue_is_told_paper_sides_and_greys(
    page: LettersPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue = tmp_path / "lp"
    queue.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{tmp_path}/asked"\n')
    queue.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    order = page.order(page.who.ticked_people()[:1])
    assert order is not None
    printer = QPrinter()
    printer.setCopyCount(2)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    for layout, media in (("a6-quarter", "iso_a4_210x297mm"), ("envelope:C6", "iso_c6_114x162mm")):
        file = tmp_path / "in.pdf"
        work.write_pdf(replace(order, layout=layout), file, silent)
        sending.spool(file, printer)
        asked = (tmp_path / "asked").read_text().split()
        assert {f"media={media}", "sides=one-sided", "print-color-mode=monochrome"} <= set(asked)
        assert asked[asked.index("-n") + 1] == "2"


def test_a_test_page_shows_the_form(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    page.show_kind("addresses")
    settled(page.main)
    page.preview.paper_link.click()
    page.printing.printer = _painted(tmp_path)
    page.printing._test()
    settled(page.main)
    QTest.keyClick(page.paper, Qt.Key.Key_Escape)
    document = pypdfium2.PdfDocument(tmp_path / "painted.pdf")
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert "L7160 · 21" in words
    assert page.shop.letters.unfinished() == []


def test_ticks_of_other_people_answer_for_no_run(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    run = page.shop.letters.unfinished()[0].id
    page.take(Selection(customers=(6,)), "")
    settled(page.main)
    page.perform("confirm", run)
    page.asking.ticked_came()  # the people of the run are listed at once, their cards follow
    assert len(page.shop.letters.printed_keys()) == len(order.people)
    assert page.shop.letters.unfinished() == []
    settled(page.main)


def test_a_printer_file_that_cannot_be_written_is_told(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    page.printing.printer = printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "cards.pdf"))
    page.printing.send(order)
    settled(page.main)
    assert page.strip.isVisible()
    assert page.main.errors.dialog is None
    assert page.shop.letters.unfinished() == []


def test_who_is_left_out_since_is_still_asked_about(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    """Somebody printed who moved away or refused post meanwhile has a card all the same: nobody is forgotten."""
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    run = page.shop.letters.unfinished()[0].id
    one, other = (page.shop.customers.get(one.piece.customer_id) for one in order.people[:2])
    page.start_again()
    page.shop.customers.save(replace(one, no_mail=True))
    page.shop.customers.save(replace(other, addresses=()))
    settled(page.main)
    page.perform("confirm", run)
    settled(page.main)
    assert page.who.ids(ticked=True) == {p.piece.customer_id for p in order.people}
    page.asking.ticked_came()
    assert {c for c, _kind, _year in page.shop.letters.printed_keys()} == {p.piece.customer_id for p in order.people}


def test_a_stop_half_way_asks_which_came_out(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    first, *rest = (one.piece.customer_id for one in order.people)
    page.asking.about(Sent(sending.begin(page.shop, order), order.people, 1, "cancelled"))
    assert page.who.ids(ticked=True) == {first}
    assert "1" in page.strip.text()
    page.asking.ticked_came()
    settled(page.main)
    assert {c for c, _kind, _year in page.shop.letters.printed_keys()} == {first}
    assert page.shop.letters.unfinished() == []
    page.start_again()
    settled(page.main)
    assert page.who.ids(ticked=True) == set(rest)


@pytest.mark.usefixtures("painting")
def test_a_printer_that_gives_up_half_way_is_told_with_what_it_had(page: LettersPage, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    sent = sending.to_printer(page.shop, order, _painted(tmp_path), silent)
    assert (sent.done, sent.stopped) == (1, "failed")
    assert len(page.shop.letters.unfinished()[0].customer_ids) == len(order.people)


@pytest.mark.usefixtures("painting")
@pytest.mark.parametrize("pages", [0, 1, 2])
def test_cancelling_while_it_paints_leaves_no_run_without_an_answer(
    page: LettersPage, tmp_path: Path, pages: int
) -> None:
    order = page.printing.order()
    assert order is not None
    printer, painted = _painted(tmp_path), []
    printer.left = 99

    def report(done: int, total: int) -> None:
        if total == len(order.people) and done == pages and page.shop.letters.unfinished():
            raise Cancelled
        painted.append(done)

    if not pages:
        with pytest.raises(Cancelled):
            sending.to_printer(page.shop, order, printer, report)
        assert page.shop.letters.unfinished() == []
        return
    sent = sending.to_printer(page.shop, order, printer, report)
    assert (sent.done, sent.stopped) == (pages, "cancelled")


def test_pages_chosen_in_the_dialog_are_the_people_asked_about(page: LettersPage, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    printer = _painted(tmp_path)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    sent = sending.to_printer(page.shop, order, printer, silent)
    assert [one.piece.name for one in sent.people] == [order.people[1].piece.name]
    assert len(pypdfium2.PdfDocument(tmp_path / "painted.pdf")) == 1
    assert page.shop.letters.unfinished()[0].customer_ids == (order.people[1].piece.customer_id,)


def test_a_printer_that_does_not_answer_is_tried_again(
    page: LettersPage, settled: Settle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    order = page.printing.order()
    assert order is not None
    page.printing.printer = _painted(tmp_path)
    said = []

    def dead(*_args: object) -> None:
        said.append(1)
        if len(said) < 2:
            raise ShopError("print_failed")

    monkeypatch.setattr(sending, "_send", dead)
    page.printing.send(order)
    settled(page.main)
    assert page.shop.letters.unfinished() == []
    verbs = {made.text(): made for made in page.strip.findChildren(QPushButton) if made.isVisible()}
    assert list(verbs) == ["Try again", "Other printer", "Save as PDF"]
    verbs["Try again"].click()
    settled(page.main)
    assert len(page.shop.letters.unfinished()[0].customer_ids) == len(order.people)


def test_a_stop_before_the_first_card_was_whole_ticks_nobody(page: LettersPage) -> None:
    order = page.printing.order()
    assert order is not None
    page.asking.about(Sent(sending.begin(page.shop, order), order.people, 0, "cancelled"))
    assert page.who.ids(ticked=True) == frozenset()
    assert page.who.ids(ticked=False) == {one.piece.customer_id for one in order.people}
