"""The import page: what is shown of a file before anything is written, and what may be changed about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.model import Customer, Phone
from smallcrm.ui.pages.importing.first_rows import SHOWN
from smallcrm.ui.pages.importing.look import FEW
from smallcrm.ui.pages.importing.page import ImportPage
from smallcrm.ui.widgets.chips import ChipLabel
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.window import MainWindow

Opener = Callable[..., MainWindow]
HEADINGS = "Name;Phone;Birthday;Hobby;Person number"


class Desk:
    """The import page of an open window."""

    def __init__(self, window: MainWindow, folder: Path, qtbot: QtBot) -> None:
        self.window, self.folder, self.qtbot = window, folder, qtbot
        window.go("import")
        self.page = cast("ImportPage", window.places.page("import"))

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.jobs.busy, timeout=20_000)

    def take(self, rows: list[str], headings: str = HEADINGS, name: str = "list.csv") -> None:
        file = self.folder / name
        file.write_text("\n".join([headings, *rows]), encoding="utf-8")
        self.page.take([file])
        self.settle()


@pytest.fixture
def desk(opened: Opener, tmp_path: Path, qtbot: QtBot) -> Desk:
    window = opened()
    window.shop.customers.add(Customer(display_name="Anna Kowalska", phones=(Phone("601 234 518"),), wishes="tea"))
    return Desk(window, tmp_path, qtbot)


def people(count: int) -> list[str]:
    return [f"Person Number{n};0401{n:06};{1 + n % 28}.5.1980;chess;" for n in range(count)]


def test_the_first_rows_are_real_and_as_they_would_come_in(desk: Desk) -> None:
    desk.take(people(30))
    rows = desk.page.look.first.rows
    QAbstractItemModelTester(rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows.rowCount() == SHOWN
    heads = [rows.headerData(n, desk.page.look.first.horizontalHeader().orientation()) for n in range(4)]
    assert heads == ["Line", "Name", "Birthday", "Phone"]
    assert [rows.index(0, n).data() for n in range(4)] == ["2", "Person Number0", "1 May 1980", "0401000000"]
    desk.take(people(2))
    assert rows.rowCount() == 2


def test_stamps_of_a_list_are_shown_as_they_would_come_in(desk: Desk) -> None:
    shop = desk.window.shop
    terms = Terms(reward=Prize(10, "Coffee"))
    shop.programmes.add(Programme("Coffee card", ProgrammeState.RUNNING, on_scan=True, terms=terms))
    headings = "Name;Phone;Stamps;Card number"
    desk.take(["Aino Virta;0401111111;7/10;", "Ola Berg;0402222222;many;"], headings=headings)
    rows = desk.page.look.first.rows
    heads = [rows.headerData(n, desk.page.look.first.horizontalHeader().orientation()) for n in range(4)]
    assert heads == ["Line", "Name", "Phone", "Stamps"]
    assert [rows.index(n, 3).data() for n in range(2)] == ["Coffee card: 7", ""]
    looked = desk.page.looked
    assert looked is not None
    assert [p.reason.code for p in looked.plan.problems] == ["bad_stamps"]


def test_what_becomes_of_those_who_are_here_is_a_choice(desk: Desk) -> None:
    row = "Anna Kowalska;601 234 518;3.5.1980;chess;"
    desk.take([row])
    page = desk.page
    assert page.look.matches_row.isVisible()
    assert page.looked is not None
    assert page.looked.plan.total("updated") == 1
    page.look.matches.parts["skip"].click()
    desk.settle()
    assert page.looked.plan.total("unchanged") == 1
    assert not page.look.import_button.isVisible()
    desk.take([row])
    assert page.look.matches.value == "fill"


def test_a_list_with_the_same_headings_is_read_as_the_last_one_was(desk: Desk) -> None:
    desk.take(people(3))
    page = desk.page
    page.look.columns.changed.emit("column:Hobby", "tags")
    desk.settle()
    page.bring_in()
    desk.settle()
    desk.take(["Somebody New;050;;sailing;"], name="next.csv")
    assert page.looked is not None
    assert page.looked.plan.items[0].record.customer.tags == ("sailing",)
    desk.take(["Somebody Else;050;;sailing"], headings="Name;Phone;Birthday;Hobby", name="other.csv")
    assert not page.looked.plan.items[0].record.customer.tags


def test_many_problems_are_few_until_all_are_wanted(desk: Desk) -> None:
    desk.take([f"Somebody Number{n};04011122{n:02};31.2.1980;;" for n in range(20)] + people(20))
    look = desk.page.look
    assert look.problems.rows.rowCount() == FEW
    look.all_button.click()
    assert look.problems.rows.rowCount() == 20
    assert not look.all_button.isVisible()


def test_fix_leads_to_how_the_file_was_read_and_open_to_the_customer(desk: Desk) -> None:
    desk.take(["Somebody;040111;31.2.1980;;", "Anna Kowalska;601 234 518;;;"], headings=HEADINGS)
    look = desk.page.look
    look.problems.acted.emit(look.problems.rows.row(0), "button")
    focus = desk.window.focusWidget()
    assert isinstance(focus, QComboBox)
    assert focus.objectName() == "date_order"
    look.opened.emit(desk.window.shop.customers.page(0, 1)[0].id)
    assert desk.window.places.here == "customers"


def test_no_identity_code_is_shown(desk: Desk) -> None:
    desk.take([";0401112224;;;131052-308T", "Eero;0401112225;131052-308T;131052-308T;131052-308T"])
    look = desk.page.look
    rows = [look.problems.rows.row(n) for n in range(look.problems.rows.rowCount())]
    assert rows
    shown = " ".join(f"{row.title} {row.subtitle}" for row in rows)
    shown += " ".join(str(look.first.rows.index(0, n).data()) for n in range(look.first.rows.columnCount()))
    shown += " ".join(label.text() for label in look.columns.findChildren(type(look.title)))
    assert "308T" not in shown


def test_a_stopped_import_changes_nothing_and_can_begin_again(desk: Desk) -> None:
    desk.take(people(400))
    before = desk.window.shop.customers.count()
    desk.page.bring_in()
    desk.window.jobs.running[0].cancel()
    desk.settle()
    assert desk.window.shop.customers.count() == before
    assert "Nothing was changed" in desk.page.strip.text()
    desk.page.bring_in()
    desk.settle()
    assert desk.window.shop.customers.count() == before + 400


def test_other_files_are_offered_once_there_are_some(desk: Desk) -> None:
    assert not desk.page.other.isVisible()
    desk.take(people(1))
    assert desk.page.other.isVisible()


def test_a_phone_number_of_eleven_digits_is_shown(desk: Desk) -> None:
    shop = desk.window.shop
    shop.settings.save(replace(shop.settings.read(), country="GB"))
    desk.take(["John Smith;07400123456;;;44051401458", ";07400123456;;;", "Jane;44051401458;31.2.1980;07400123456;"])
    look = desk.page.look
    rows = look.first.rows
    shown = " ".join(str(rows.index(n, c).data()) for n in range(rows.rowCount()) for c in range(rows.columnCount()))
    assert "07400123456" in shown
    told = " ".join(look.problems.rows.row(n).subtitle for n in range(look.problems.rows.rowCount()))
    assert "07400123456" in told
    examples = [label.text() for label in look.columns.findChildren(PlainLabel)]
    assert "07400123456 · 44051401458" in examples  # a column of phones
    assert "440514•••••" in " ".join(examples)


@pytest.mark.parametrize("count", [3, 120])
def test_an_import_taken_back_by_any_way_is_no_longer_told(desk: Desk, count: int) -> None:
    desk.take(people(count))
    desk.page.bring_in()
    desk.settle()
    assert desk.page.steps.currentWidget() is desk.page.done
    desk.window.undoing.undo()
    desk.settle()
    desk.qtbot.waitUntil(lambda: desk.page.steps.currentIndex() == 0)
    assert desk.window.shop.customers.count() == 1
    assert desk.page.choose_button.hasFocus()


def test_the_import_is_told_while_something_else_is_taken_back(desk: Desk) -> None:
    desk.take(people(3))
    desk.page.bring_in()
    desk.settle()
    desk.window.shop.customers.add(Customer(display_name="Somebody Else"))
    desk.window.undoing.undo()
    desk.settle()
    assert desk.page.steps.currentWidget() is desk.page.done


def test_all_columns_of_the_first_rows_are_seen(desk: Desk) -> None:
    desk.window.resize(1366, 768)
    desk.take(
        [
            f"Maximiliana Longname-Longername{n};0401{n:06};1.5.1980;a long note about chess and tea;"
            f"somebody.with.a.long.address{n}@long.example.org;Very Long Street Name 123 B 45, 33100 Tampere"
            for n in range(3)
        ],
        headings="Name;Phone;Birthday;Note;E-mail;Address",
    )
    table = desk.page.look.first
    assert table.horizontalHeader().length() <= table.viewport().width()
    last = table.rows.columnCount() - 1
    assert table.columnWidth(last) >= table.sizeHintForColumn(last)


def test_the_import_button_is_seen_at_once_in_a_low_window(desk: Desk) -> None:
    desk.window.resize(880, 440)
    desk.take(["Somebody;040111;31.2.1980;;", ";040112;;;", *people(20)])
    desk.qtbot.wait(100)
    button, area = desk.page.look.import_button, desk.page._look_area
    assert area.verticalScrollBar().value() == 0
    low = button.mapTo(area, QPoint(0, button.height())).y()
    assert button.mapTo(area, QPoint(0, 0)).y() >= 0
    assert low <= area.viewport().height()
    assert button.hasFocus()


def test_what_needs_a_look_is_counted_once(desk: Desk) -> None:
    desk.take([*people(3), ";;;chess;", "Person Number9;0401888888;31.2.1980;chess;"])
    look = desk.page.look
    chips = [label.accessibleName() for label in look.findChildren(ChipLabel)]
    told = look.problems.rows.rowCount()
    assert told > 1
    assert look.problems_card.count.text() == str(told)
    assert f"{told} need a look" in chips
    assert look.rejects_button.text() == "Save the other 1"


def test_the_cards_end_where_the_header_does(desk: Desk) -> None:
    desk.window.resize(1366, 900)
    desk.take(people(1))
    page = desk.page
    cards = (page.look.first_card, page.look.shape_card, page.other)
    bar = page._look_area.verticalScrollBar()

    def as_one() -> bool:
        """Laid out, which is after the file is read: until then a bar stands beside what is not there yet."""
        ends = {card.mapTo(page, QPoint(card.width(), 0)).x() for card in cards}
        return not bar.isVisible() and len(ends) == 1

    desk.qtbot.waitUntil(as_one)
