"""Today tells what is due, and each row does its one thing by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Customer, Occasion, OccasionKind, PostalAddress
from smallcrm.store.letters import Selection
from smallcrm.store.occasions import TodayItem
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.pages.today_rows import MOST, Told, card_row, occasion_row, rows_of
from smallcrm.ui.widgets.rows import Row, RowsModel
from smallcrm.ui.window import MainWindow


def _today(window: MainWindow) -> TodayPage:
    page = window.places.page("today")
    assert isinstance(page, TodayPage)
    return page


def _rows(page: TodayPage) -> list[Row]:
    return [page.list.rows.row(n) for n in range(page.list.rows.rowCount())]


def _focus(page: TodayPage, kind: str, state: str = "") -> Row:
    """Put the focus on the first row of a kind."""
    rows = _rows(page)
    number = next(n for n, r in enumerate(rows) if not r.group and r.data.kind == kind and state in {"", r.data.state})
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.rows.index(number, 0))
    return rows[number]


def test_groups_stand_in_order_and_nobody_is_forgotten(window: MainWindow) -> None:
    page = _today(window)
    rows = _rows(page)
    assert [r.title for r in rows if r.group] == ["Occasions", "Cards to print"]
    view = window.shop.occasions.today()
    shown = {(r.data.customer_id, r.data.day) for r in rows if not r.group}
    assert shown == {(i.customer_id, i.day) for i in view.items}
    assert [r.link for r in rows if r.group] == ["", f"Print cards ({len(view.cards)})"]


def test_a_person_stands_once_in_a_group(window: MainWindow) -> None:
    today = window.shop.today
    day = (today.month, today.day, today.year - 5)
    days = (Occasion(OccasionKind.NAME_DAY, *day[:2]), Occasion(OccasionKind.BIRTHDAY, *day))
    window.shop.customers.add(Customer(given="Aino", occasions=days, customer_since=today.replace(year=day[2])))
    row = next(r for r in _rows(_today(window)) if r.title == "Aino")
    assert row.icon == "cake"
    assert row.subtitle == "Birthday · turns 5 · Name day · Customer anniversary · 5 years"
    assert sum(r.title == "Aino" and r.data.state == "today" for r in _rows(_today(window)) if not r.group) == 1


@pytest.mark.parametrize(("years", "shown"), [(1, True), (2, False), (4, False), (5, True), (7, False), (20, True)])
def test_only_the_first_and_each_fifth_year_as_a_customer_is_told(window: MainWindow, years: int, shown: bool) -> None:
    today = window.shop.today
    window.shop.customers.add(Customer(given="Aino", customer_since=today.replace(year=today.year - years)))
    assert any(r.title == "Aino" for r in _rows(_today(window))) == shown


def test_a_name_day_gone_by_is_over(window: MainWindow) -> None:
    gone = window.shop.today - timedelta(days=2)
    window.shop.customers.add(
        Customer(given="Aino", occasions=(Occasion(OccasionKind.NAME_DAY, gone.month, gone.day),))
    )
    assert not any(r.title == "Aino" for r in _rows(_today(window)))


def test_greeted_by_space_goes_and_the_focus_stays_in_the_list(window: MainWindow) -> None:
    page = _today(window)
    before = len(people := _rows(page))
    row = _focus(page, "occasion", "today")
    assert row.button == "Greeted"
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert [r.title for r in _rows(page) if not r.group and r.data.state == "today"] == []
    assert page.list.hasFocus()
    current = page.list.current_row()
    assert current is not None
    assert not current.group
    assert window.toast.words.text() == f"Greeted: {row.title}"
    assert window.shop.timeline.of(row.data.customer_id)[0].kind == "greeted"
    window.toast.undo_button.click()
    assert len(_rows(page)) == before
    assert [r.title for r in _rows(page)] == [r.title for r in people]


def test_greeting_twice_is_one_line(window: MainWindow) -> None:
    item = window.shop.occasions.today().waiting("today")[0]
    for _time in range(2):
        window.shop.congratulations.greet(item.customer_id, [(item.occasion, item.day)])
    assert [e.kind for e in window.shop.timeline.of(item.customer_id)] == ["greeted"]
    assert window.shop.journal.steps(1)[0].label == "greeted"


def test_who_was_greeted_gets_no_late_card_by_itself(window: MainWindow) -> None:
    shop = window.shop
    late = next(c for c in shop.occasions.today().cards if c.state == "late" and c.day <= shop.today)
    shop.congratulations.greet(late.customer_id, [(late.occasion, late.day)])
    assert late.customer_id not in {c.customer_id for c in shop.occasions.today().cards}
    out = shop.letters.candidates(Selection()).left_out
    assert {"greeted"} == {o.reason.code for o in out if o.customer_id == late.customer_id}
    asked = shop.letters.candidates(Selection(customers=(late.customer_id,)))
    assert [c.customer.id for c in asked.chosen] == [late.customer_id]


def test_the_sidebar_counts_who_is_to_be_greeted(window: MainWindow, qtbot: QtBot) -> None:
    def shown() -> int:
        places = window.sidebar.list.model().places  # type: ignore[attr-defined]
        return int(next(p.count for p in places if p.key == "today"))

    view = window.shop.occasions.today()
    waiting = len(view.waiting("missed")) + len(view.waiting("today"))
    qtbot.waitUntil(lambda: shown() == waiting)
    _focus(_today(window), "occasion", "today")
    QTest.keyClick(_today(window).list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: shown() == waiting - 1)


def test_a_missing_address_is_asked_for_a_week_before(window: MainWindow) -> None:
    day = window.shop.today + timedelta(days=5)
    made = window.shop.customers.add(
        Customer(given="Aino", occasions=(Occasion(OccasionKind.BIRTHDAY, day.month, day.day),))
    )
    page = _today(window)
    row = next(r for r in _rows(page) if r.title == "Aino")
    assert (row.button, row.chip and row.chip.text) == ("Add address", "No address")
    assert made in {r.key for r in map(page.side.lost.list.rows.row, range(page.side.lost.list.rows.rowCount()))}
    page.list.people.acted.emit(page.list.rows.index(_rows(page).index(row), 0), "button")
    assert window.places.here == "customers"


def test_a_long_group_ends_in_a_link(window: MainWindow) -> None:
    today = window.shop.today
    born = (Occasion(OccasionKind.BIRTHDAY, today.month, today.day),)
    with window.shop.change("sample_made"):
        window.shop.customers.add_many([Customer(given=f"P{n:02}", occasions=born) for n in range(30)])
    page = _today(window)
    rows = _rows(page)
    link = next(r for r in rows if r.group and not r.title)
    assert link.link == "All 32"  # one was missed
    assert sum(not r.group and r.data.state == "today" and r.data.kind == "occasion" for r in rows) == MOST
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.rows.index(rows.index(link), 0))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert sum(not r.group and r.data.state == "today" and r.data.kind == "occasion" for r in _rows(page)) == 31


def test_a_card_that_a_complaint_holds_stays_and_leads_to_the_question(window: MainWindow, qtbot: QtBot) -> None:
    page, shop = _today(window), window.shop
    (card, *others), rows = shop.occasions.today().cards, len(_rows(page))
    home = (PostalAddress("Asematie 5", "00100", "Helsinki"),)
    shop.customers.save(replace(shop.customers.get(card.customer_id), addresses=home))
    shop.follow_ups.complain(shop.customers.add(Customer(given="Outi", addresses=home)), "torn")
    row = _focus(page, "card_held")
    assert (row.key, row.icon, row.button) == (card.customer_id, "message-square-warning", "Print")
    assert row.subtitle.startswith("Open complaint: Outi · ")
    group = next(r for r in _rows(page) if r.group and r.data == "cards")
    assert (group.count, group.link) == (str(1 + len(others)), f"Print cards ({len(others)})")
    assert len(_rows(page)) == rows + 2  # the complaint itself, and its heading
    badge, model = ("letters", 1 + len(others)), window.sidebar.list.model()
    qtbot.waitUntil(lambda: badge in [(p.key, p.count) for p in model.places])  # type: ignore[attr-defined]
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    letters = window.places.page("letters")
    assert isinstance(letters, LettersPage)
    qtbot.waitUntil(letters.who.list.hasFocus)
    left = [letters.who.list.rows.row(n) for n in range(letters.who.list.rows.rowCount())][-1]
    assert (left.key, left.subtitle, left.button) == (card.customer_id, "Open complaint: Outi", "Add")
    assert letters.who.ids(ticked=True) == frozenset()
    assert shop.letters.unfinished() == []
    QTest.keyClick(letters.who.list, Qt.Key.Key_Space)  # Add
    qtbot.waitUntil(lambda: letters.who.ids(ticked=True) == {card.customer_id})


def test_where_every_card_is_held_nothing_offers_to_print_them(window: MainWindow) -> None:
    page, shop = _today(window), window.shop
    for card in shop.occasions.today().cards:
        shop.follow_ups.complain(card.customer_id, "torn")
    group = next(r for r in _rows(page) if r.group and r.data == "cards")
    assert (group.count, group.link) == (str(len(shop.occasions.today().held)), "")
    assert not page.print_button.isVisible()
    assert not page.calm.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_right_opens_the_choices_and_each_has_its_key(window: MainWindow) -> None:
    page = _today(window)
    _focus(page, "card_to_print")
    QTest.keyClick(page.list, Qt.Key.Key_Right)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [a.text() for a in menu.actions() if not a.isSeparator()]
    assert words[0] == "Print"
    assert {"Open", "Write a note", "Card handed over", "No card for this person"} <= set(words)
    assert any(w.startswith("Copy 040") for w in words)
    menu.close()


def test_when_all_is_done_the_page_is_calm(window: MainWindow) -> None:
    page, shop = _today(window), window.shop
    for state in ("missed", "today"):
        for item in shop.occasions.today().waiting(state):
            shop.congratulations.greet(item.customer_id, [(item.occasion, item.day)])
    for card in shop.occasions.today().cards:
        page.doing._handed_over(card)
    assert not page.print_button.isVisible()
    shown = page.calm if page.list.rows.rowCount() else page.done
    assert shown.isVisible()


@pytest.mark.parametrize(
    ("hour", "words"), [(8, "Good morning"), (11, "Good morning"), (13, "Good afternoon"), (18, "Good evening")]
)
def test_the_greeting_follows_the_hour_and_who_is_there(window: MainWindow, hour: int, words: str) -> None:
    page = _today(window)
    window.shop.actor = "Sanna"
    page._greet(window.shop.now.replace(hour=hour))
    assert page.greeting.text() == f"{words}, Sanna"


def test_tomorrow_stands_at_the_end(window: MainWindow) -> None:
    day = window.shop.today + timedelta(days=1)
    born = (Occasion(OccasionKind.BIRTHDAY, day.month, day.day),)
    window.shop.customers.add(Customer(given="Aino", occasions=born))
    page = _today(window)
    assert page.footer.text() == "Birthday tomorrow: Aino"
    window.shop.customers.add(Customer(given="Eino", occasions=born))
    assert page.footer.text() == "2 birthdays tomorrow"


def test_model_keeps_qts_rules(window: MainWindow) -> None:
    model = RowsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(rows_of(window.shop.due.today(), Told(window.shop.now)))
    model.set_rows([])
    assert model.rowCount() == 0


def test_a_late_card_says_what_can_still_be_done(window: MainWindow) -> None:
    today = window.shop.today
    day = Occasion(OccasionKind.BIRTHDAY, today.month, today.day)
    item = TodayItem("card_to_print", 1, "Anna", day, today, 30, today, today, "late")
    row = card_row(item, today)
    assert row.chip is not None
    assert (row.chip.text, row.chip.full) == ("By hand", "Too late by post, hand over")
    due = card_row(TodayItem("card_to_print", 1, "Anna", day, today, 30, today, today, "due"), today)
    assert due.chip is not None
    assert due.chip.text == "Post today"
    tomorrow = today + timedelta(days=1)
    coming = card_row(TodayItem("card_to_print", 1, "Anna", day, today, 30, tomorrow, today, "due"), today)
    assert coming.chip is not None
    assert (coming.chip.full or coming.chip.text).startswith("Print by")


def test_years_gone_by_are_told_in_the_past(window: MainWindow) -> None:
    today = window.shop.today
    day = Occasion(OccasionKind.BIRTHDAY, today.month, today.day, 1990)
    assert "turned 36" in occasion_row([TodayItem("occasion", 1, "A", day, today, 36, state="missed")], today).subtitle
    assert "turns 36" in occasion_row([TodayItem("occasion", 1, "A", day, today, 36, state="today")], today).subtitle
    gone = today - timedelta(days=6)
    assert (
        "turned 36" in card_row(TodayItem("card_to_print", 1, "A", day, gone, 36, gone, gone, "late"), today).subtitle
    )


def test_enter_opens_the_person(window: MainWindow) -> None:
    page = _today(window)
    customer = _focus(page, "occasion").data.customer_id
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert window.places.here == "customers"
    assert window.places.page("customers").person.customer.id == customer  # type: ignore[attr-defined]


def test_handed_over_takes_the_card_away_and_undo_brings_it_back(window: MainWindow) -> None:
    page = _today(window)
    cards = window.shop.occasions.today().cards
    page.doing._handed_over(cards[0])
    assert len(window.shop.occasions.today().cards) == len(cards) - 1
    window.toast.undo_button.click()
    assert len(window.shop.occasions.today().cards) == len(cards)


def test_an_unanswered_run_is_asked_about_once_it_ended(window: MainWindow, qtbot: QtBot) -> None:
    page = _today(window)
    cards = window.shop.occasions.today().cards
    from smallcrm.domain.piece import Piece, Wording

    words = Wording("", "", "", "", (), "", "", "", "")
    piece = Piece(cards[0].customer_id, "A", "fi", words, (), occasion_id=cards[0].occasion.id, year=cards[0].day.year)
    window.shop.letters.start_run("a6-quarter", "candles", [piece])
    paper = Event()
    window.jobs.start("Printing", lambda _report: paper.wait(10))
    page.load()
    assert not page.strip.isVisible()
    paper.set()
    qtbot.waitUntil(page.strip.isVisible)
    assert "Did it come out?" in page.strip.text()
    page._all_printed(window.shop.letters.unfinished()[0].id)
    page.load()
    assert not page.strip.isVisible()


def test_an_empty_shop_shows_the_first_step(opened: object) -> None:
    made = opened()  # type: ignore[operator]
    page = _today(made)
    assert page.stack.currentWidget() is page.first
    assert not page.new_button.isVisible()  # the page says it in its middle
    assert not page.print_button.isVisible()


@pytest.mark.parametrize(
    ("width", "height", "beside"), [(880, 440, False), (1024, 680, True), (1366, 768, True), (1366, 440, True)]
)
def test_the_second_column_stands_beside_the_first_or_below_it(
    window: MainWindow, width: int, height: int, beside: bool
) -> None:
    window.resize(width, height)
    page = _today(window)
    QApplication.processEvents()
    card, side = page.stack.geometry(), page.side.geometry()
    assert (side.left() > card.right()) == beside
    assert (side.top() > card.bottom()) != beside
    assert page.side.later.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_however_small_the_window(opened: Callable[..., MainWindow], scale: float) -> None:
    made = opened()
    made.dress("light", scale)
    made.resize(880, 440)
    QApplication.processEvents()
    page = _today(made)
    add = page.findChild(QWidget, "firstCustomerButton")
    assert add is not None
    assert add.height() >= add.sizeHint().height()
    assert page.first.height() >= page.first.minimumHeight()
    assert page.greeting.sizeHint().width() <= page.greeting.width() + 1
    made.dress("light", 1.0)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_head_is_never_wider_than_the_page(window: MainWindow, qtbot: QtBot, scale: float) -> None:
    """What the menu has too makes way; the page would be scrolled sideways otherwise."""
    window.set_language("pl")
    window.resize(880, 440)
    window.dress("light", scale)
    window.go("today")
    page = _today(window)
    buttons = (page.sheet_button, page.new_button, page.print_button)

    def inside() -> bool:
        ends = [b.mapTo(page, b.rect().topRight()).x() for b in buttons if not b.isHidden()]
        return page.width() <= window.places.width() and max(ends) <= page.width()

    qtbot.waitUntil(inside)
    assert page.print_button.isVisible()
    window.dress("light", 1.0)


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_the_date_stays_where_the_buttons_must_make_way(window: MainWindow, qtbot: QtBot, language: str) -> None:
    """The menu has the buttons too; no other place of the page says which day it is."""
    window.set_language(language)
    window.dress("light", 1.0)
    window.resize(1024, 680)
    window.go("today")
    page = _today(window)
    qtbot.waitUntil(lambda: page.day.isVisible() and page.day.width() >= page.day.sizeHint().width())
    assert page.greeting.width() >= page.greeting.sizeHint().width()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.day.isVisible() and page.new_button.isVisible() and page.sheet_button.isVisible())
