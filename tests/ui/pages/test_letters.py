"""Cards onto paper: who, the real pages, a PDF, and only what came out is remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from smallcrm.paper import forms
from smallcrm.store.letters import Selection
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.letters import ahead
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]


def test_people_are_ticked_and_who_is_left_out_has_a_reason(page: LettersPage) -> None:
    due = page.shop.occasions.cards_to_print()
    assert [one.piece.customer_id for one in page.who.ticked_people()] == [c.customer.id for c in due]
    rows = [page.who.list.rows.row(n) for n in range(page.who.list.rows.rowCount())]
    left = {r.title: r.subtitle for r in rows if not r.enabled and not r.group}
    assert left == {"Sirpa Laine": "No address", "Kimmo Rantala": "No mail"}


def test_the_preview_shows_the_real_page(page: LettersPage, settled: Settle) -> None:
    assert len(page.preview.pages.images) == 2
    before = page.preview.pages.images[0]
    page.options.designs.choices["wreath"].click()
    settled(page.main)
    assert page.preview.pages.images[0] != before
    assert page.preview.pages.accessibleDescription()


def test_labels_for_the_same_people_are_not_counted(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    page.show_kind("addresses")
    settled(page.main)
    assert page.options.code == "label:L7160"
    assert len(page.preview.pages.images) == 1
    page.options.addresses.start.setValue(5)
    order = page.printing.order()
    assert order is not None
    assert order.start == 5
    page.printing.save(order, tmp_path / "labels.pdf")
    settled(page.main)
    assert (tmp_path / "labels.pdf").exists()
    assert page.shop.letters.unfinished() == []


def test_one_person_is_printed_from_their_page(page: LettersPage, settled: Settle) -> None:
    window = page.main
    window.perform("letters", "print", (6,))
    settled(window)
    assert [one.piece.customer_id for one in page.who.ticked_people()] == [6]
    assert page.selection == Selection(customers=(6,))
    page.start_again()
    settled(window)
    assert len(page.who.ticked_people()) == len(window.shop.occasions.cards_to_print())


def test_another_page_chooses_days(page: LettersPage, settled: Settle) -> None:
    window = page.main
    chosen = Selection(start=window.shop.today, end=window.shop.today)
    window.perform("letters", "cards", (chosen, "Just today"))
    settled(window)
    assert page.selection == chosen
    assert page.who.words.text() == "Just today"
    assert {one.candidate.day for one in page.who.ticked_people() if one.candidate} == {window.shop.today}
    window.perform("letters", "cards", (Selection(customers=(6,)), "Somebody"))
    settled(window)
    assert [one.piece.customer_id for one in page.who.ticked_people()] == [6]
    assert page.head.printer.hasFocus()


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


def test_today_prints_who_waits_now_not_those_whose_cards_came_out(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    window = page.main
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(window)
    page.asking.all_came()
    window.go("today")
    today = window.places.page("today")
    assert isinstance(today, TodayPage)
    today.print_all()
    settled(window)
    assert page.who.ticked_people() == ()


def _row(page: LettersPage, customer: int) -> Row:
    rows = page.who.list.rows
    return next(rows.row(n) for n in range(rows.rowCount()) if rows.row(n).key == customer)


def test_what_the_first_card_needs_is_read_by_the_worker(
    window: MainWindow, settled: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = []
    monkeypatch.setattr(ahead, "QUIET", 0)
    monkeypatch.setattr(ahead, "import_module", lambda name: read.append((name, threading.current_thread())))
    ahead.prepare(window.jobs)
    settled(window)
    assert [name for name, _thread in read] == list(ahead.MODULES)
    assert all(thread is not threading.main_thread() for _name, thread in read)
    assert all(find_spec(name) for name in ahead.MODULES)


def test_complete_leads_to_the_address(page: LettersPage, settled: Settle) -> None:
    window = page.main
    sirpa = next(one for one in page.gathered.left_out if one.name == "Sirpa Laine") if page.gathered else None
    assert sirpa is not None
    page.who._act(_row(page, sirpa.customer_id), "button")
    settled(window)
    assert window.places.here == "customers"
    customers = window.places.page("customers")
    assert isinstance(customers, CustomersPage)
    assert customers.person.facts.editing
    assert customers.isAncestorOf(window.focusWidget())


def test_a_lost_card_is_printed_again(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    page.asking.all_came()
    page.start_again()
    settled(page.main)
    row = _row(page, order.people[0].piece.customer_id)
    assert (row.check, row.button) == (False, "Add")
    page.who._act(row, "button")
    settled(page.main)
    assert page.who.ids(ticked=True) == {row.key}


def test_addresses_are_offered_for_cards_printed_already(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    order = page.printing.order()
    assert order is not None
    page.printing.save(order, tmp_path / "cards.pdf")
    settled(page.main)
    page.asking.all_came()
    page.start_again()
    settled(page.main)
    assert page.who.ticked_people() == ()
    page.show_kind("addresses")
    settled(page.main)
    assert page.who.ids(ticked=True) == {one.piece.customer_id for one in order.people}


def test_the_list_says_ticks_and_reasons_to_a_screen_reader(page: LettersPage) -> None:
    QAbstractItemModelTester(page.who.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    said = {}
    rows = page.who.list.rows
    for number in range(rows.rowCount()):
        said[rows.row(number).title] = rows.data(rows.index(number, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said["Minna Peltonen"].startswith("Ticked, Minna Peltonen")
    assert said["Sirpa Laine"] == "Not ticked, Sirpa Laine, No address, Complete"
    page.who.tick(rows.row(1).key, on=False)
    assert rows.data(rows.index(1, 0), Qt.ItemDataRole.AccessibleTextRole).startswith("Not ticked, ")
    assert page.preview.pages.accessibleName().startswith("Cover: ")


def test_left_and_right_go_through_the_people_and_enter_looks_closer(page: LettersPage, settled: Settle) -> None:
    pages = page.preview.pages
    pages.setFocus()
    names = [one.piece.name for one in page.who.ticked_people()]
    QTest.keyClick(pages, Qt.Key.Key_Right)
    settled(page.main)
    assert page.preview.name.text() == names[1]
    QTest.keyClick(pages, Qt.Key.Key_PageUp)
    settled(page.main)
    assert page.preview.name.text() == names[0]
    QTest.keyClick(pages, Qt.Key.Key_Return)
    settled(page.main)
    assert page.zoom.isVisible()
    assert page.zoom.words.text() == f"Cover: {names[0]}"
    QTest.keyClick(page.zoom, Qt.Key.Key_Right)
    assert page.zoom.words.text() == f"Inside: {names[0]}"
    assert not page.who.isVisible()  # what is covered cannot take the focus
    QTest.keyClick(page.zoom, Qt.Key.Key_Escape)
    assert not page.zoom.isVisible()
    assert pages.hasFocus()


def test_arrows_change_what_is_printed(page: LettersPage, settled: Settle) -> None:
    parts = page.head.kinds.parts
    parts["cards"].setFocus()
    QTest.keyClick(parts["cards"], Qt.Key.Key_Right)
    settled(page.main)
    assert page.kind == "letters"
    assert parts["letters"].hasFocus()
    assert page.options.code == "letter-fi"
    QTest.keyClick(parts["letters"], Qt.Key.Key_Right)
    settled(page.main)
    assert page.kind == "addresses"


def test_a_click_on_a_label_begins_there(page: LettersPage, settled: Settle) -> None:
    page.show_kind("addresses")
    settled(page.main)
    picker = page.options.addresses.picker
    sheet = forms.labels_of(page.options.code)
    assert sheet is not None
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=picker._place(sheet, 5).center().toPoint())
    assert page.options.start == 5
    settled(page.main)


def test_a_move_is_kept_for_its_form_and_printer(page: LettersPage, settled: Settle) -> None:
    page.paper.use("Front desk")
    page.preview.paper_link.click()
    page.paper.right.setValue(1.5)
    QTest.keyClick(page.paper, Qt.Key.Key_Escape)
    assert page.paper.isHidden()
    assert page.paper.nudge == (1.5, 0)
    page.paper.use("Back room")
    assert page.paper.nudge == (0, 0)
    page.paper.use("Front desk")
    assert page.paper.nudge == (1.5, 0)
    page.show_kind("addresses")
    assert page.paper.nudge == (0, 0)
    settled(page.main)


def test_days_and_people_are_chosen_in_the_panel(page: LettersPage, settled: Settle) -> None:
    page.who.change.click()
    panel = page.who._panel
    assert panel is not None
    panel.start.setText("22.11.2027")
    panel.end.setText("soon")
    panel._between()
    assert panel.isVisible()
    panel.end.setText("30.11.2027")
    panel._between()
    assert not panel.isVisible()
    assert page.selection == Selection(start=date(2027, 11, 22), end=date(2027, 11, 30))
    page.who.change.click()
    panel.search.setText("koskela")
    panel._all_found()
    settled(page.main)
    assert [one.piece.name for one in page.who.ticked_people()] == ["Maija-Liisa Koskela"]
