"""Today tells what is due, and each row does its one thing by keys."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.store.occasions import TodayItem
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.pages.today_rows import card_row, occasion_row, rows_of
from smallcrm.ui.widgets.rows import RowsModel
from smallcrm.ui.window import MainWindow


def _today(window: MainWindow) -> TodayPage:
    page = window.places.page("today")
    assert isinstance(page, TodayPage)
    return page


def test_groups_stand_in_order_and_everybody_due_is_there(window: MainWindow) -> None:
    page = _today(window)
    rows = [page.list.rows.row(n) for n in range(page.list.rows.rowCount())]
    assert [r.title for r in rows if r.group] == ["Missed", "Today", "Next 7 days", "Cards to print"]
    view = window.shop.occasions.today()
    shown = [(r.data.kind, r.data.customer_id) for r in rows if not r.group]
    assert sorted(shown) == sorted((i.kind, i.customer_id) for i in view.items)


def test_model_keeps_qts_rules(window: MainWindow) -> None:
    model = RowsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(rows_of(window.shop.occasions.today()))
    model.set_rows([])
    assert model.rowCount() == 0


def test_a_late_card_says_what_can_still_be_done(window: MainWindow) -> None:
    today = window.shop.today
    day = Occasion(OccasionKind.BIRTHDAY, today.month, today.day)
    item = TodayItem("card_to_print", 1, "Anna", day, today, 30, today, today, "late")
    row = card_row(item, today)
    assert row.chip is not None
    assert row.chip.text == "Too late by post"
    assert "hand over" in row.subtitle
    due = card_row(TodayItem("card_to_print", 1, "Anna", day, today, 30, today, today, "due"), today)
    assert due.chip is not None
    assert due.chip.text == "Print today"
    tomorrow = today + timedelta(days=1)
    coming = card_row(TodayItem("card_to_print", 1, "Anna", day, today, 30, tomorrow, today, "due"), today)
    assert coming.chip is not None
    assert coming.chip.text.startswith("Print by")


def test_years_gone_by_are_told_in_the_past(window: MainWindow) -> None:
    today = window.shop.today
    day = Occasion(OccasionKind.BIRTHDAY, today.month, today.day, 1990)
    assert "turned 36" in occasion_row(TodayItem("occasion", 1, "A", day, today, 36, state="missed"), today).subtitle
    assert "turns 36" in occasion_row(TodayItem("occasion", 1, "A", day, today, 36, state="today"), today).subtitle
    gone = today - timedelta(days=6)
    assert (
        "turned 36" in card_row(TodayItem("card_to_print", 1, "A", day, gone, 36, gone, gone, "late"), today).subtitle
    )


def test_space_does_the_button_of_the_row(window: MainWindow, qtbot: QtBot) -> None:
    page = _today(window)
    number = next(n for n in range(page.list.rows.rowCount()) if not page.list.rows.row(n).group)
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.rows.index(number, 0))
    customer = page.list.rows.row(number).data.customer_id
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert window.places.here == "customers"
    assert window.places.page("customers").person.customer.id == customer  # type: ignore[attr-defined]


def test_handed_over_takes_the_card_away_and_undo_brings_it_back(window: MainWindow) -> None:
    page = _today(window)
    cards = window.shop.occasions.today().cards
    page._mark(cards[0], "handed_over")
    assert len(window.shop.occasions.today().cards) == len(cards) - 1
    window.toast.undo_button.click()
    assert len(window.shop.occasions.today().cards) == len(cards)


def test_an_unanswered_run_is_asked_about(window: MainWindow) -> None:
    page = _today(window)
    cards = window.shop.occasions.today().cards
    from smallcrm.domain.piece import Piece, Wording

    words = Wording("", "", "", "", (), "", "", "", "")
    piece = Piece(cards[0].customer_id, "A", "fi", words, (), occasion_id=cards[0].occasion.id, year=cards[0].day.year)
    window.shop.letters.start_run("a6-quarter", "candles", [piece])
    page.load()
    assert page.strip.isVisible()
    assert "Did it come out?" in page.strip.text()
    page._all_printed(window.shop.letters.unfinished()[0].id)
    page.load()
    assert not page.strip.isVisible()


def test_an_empty_shop_shows_the_first_step(opened: object) -> None:
    made = opened()  # type: ignore[operator]
    page = _today(made)
    assert page.stack.currentWidget() is page.empty
    assert not page.print_button.isVisible()
