"""Did it come out: who has a card is not printed twice, and the question takes the focus only from nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QPushButton

from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


def _asked(page: LettersPage, settled: Settle, tmp_path: Path) -> tuple[int, ...]:
    """Write the cards and wait for the question; whose they are."""
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    return tuple(one.piece.customer_id for one in order.people)


def test_who_has_a_card_is_not_printed_a_second_time(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    people = _asked(page, settled, tmp_path)
    page.asking.all_came()
    settled(page.main)
    assert page.who.ids(ticked=True) == frozenset()
    assert page.who.ids(ticked=False) == set(people)
    assert page.head.printer.text() == "Print"
    assert not page.head.printer.isEnabled()
    assert not page.head.pdf.isEnabled()
    said = page.strip.text()
    page.perform("print")  # Ctrl+P on the page
    assert page.printing.dialog is None
    assert page.strip.text() == said
    page.who.tick(people[0], on=True)  # on purpose
    assert page.head.printer.isEnabled()
    assert page.head.printer.text() == "Print 1 card"
    page.main.toast.undo_button.click()
    settled(page.main)
    assert "come out well?" in page.strip.text()  # taken back: asked once more
    assert page.who.ids(ticked=True) == set(people)


def test_only_a_lost_card_is_printed_again(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    lost, *came = _asked(page, settled, tmp_path)
    page.asking.not_all()
    page.who.tick(lost, on=False)
    page.asking.ticked_came()
    settled(page.main)
    assert page.who.ids(ticked=True) == {lost}
    assert page.head.printer.text() == "Print 1 card"
    rows = [page.who.list.rows.row(n) for n in range(page.who.list.rows.rowCount())]
    assert [(row.title, row.count) for row in rows if row.group] == [("To print", "1"), ("Printed", str(len(came)))]


def test_the_question_takes_the_focus_and_goes_when_it_is_answered(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    people = _asked(page, settled, tmp_path)
    focus = page.window().focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.text() == "Yes, all"
    focus.click()
    verbs = {made.text(): made for made in page.strip.findChildren(QPushButton) if made.isVisible()}
    verbs["Envelopes and labels"].click()
    settled(page.main)
    assert not page.strip.isVisible()
    assert page.head.printer.hasFocus()
    assert tuple(one.piece.customer_id for one in page.who.ticked_people()) == people
    page.show_kind("cards")
    settled(page.main)
    assert page.who.ticked_people() == ()


def test_the_question_takes_no_focus_from_somebody_who_types(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    page.main.quick_find.setFocus()
    _asked(page, settled, tmp_path)
    assert page.main.quick_find.hasFocus()


def test_the_number_is_that_of_the_list_shown(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    everybody = [one.piece.customer_id for one in page.who.ticked_people()]
    assert len(everybody) > 2
    page.who.tick(everybody[0], on=False)
    people = _asked(page, settled, tmp_path)
    page.asking.not_all()
    assert page.preview.count.text() == f"1 of {len(people)}"
    page.who.tick(people[0], on=False)
    page.asking.ticked_came()  # the lost one stands above, under a heading of its own
    settled(page.main)
    page.who.step(1)
    assert page.preview.count.text() == f"2 of {len(people)}"
    page.who.step(-1)
    assert page.preview.count.text() == f"1 of {len(people)}"


def test_none_is_no_answer_to_whether_all_did(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    _asked(page, settled, tmp_path)
    answers = [b.text() for b in page.strip.findChildren(QPushButton) if b.isVisible() and b.text()]
    assert answers[:3] == ["Yes, all", "Not all…", "None"]
