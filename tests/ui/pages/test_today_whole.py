"""Today of a very large shop: read once to its end beside the window, then only whom a change touched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.model import Customer, Occasion, OccasionKind, PostalAddress
from smallcrm.store.letters import Selection
from smallcrm.store.occasions import TodayItem
from smallcrm.ui.pages import day_words, today_whole
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.pages.today_rows import MOST, by_need, tomorrow
from smallcrm.ui.widgets.rows import LateRow, Row
from smallcrm.ui.window import MainWindow

CROWD = 640
HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä", primary=True)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> TodayPage:
    """Today of so many that their days are not read at once."""
    born = [window.shop.today + timedelta(days=n) for n in range(-10, 6)]
    crowd = [
        Customer(
            given=f"P{n:03}",
            occasions=(Occasion(OccasionKind.BIRTHDAY, born[n % 16].month, born[n % 16].day),),
            addresses=() if n % 5 else (HOME,),
        )
        for n in range(CROWD)
    ]
    with window.shop.change("sample_made"):
        window.shop.customers.add_many(crowd)
    window.go("today")
    found = window.places.page("today")
    assert isinstance(found, TodayPage)
    return found


def _heading(page: TodayPage, key: str) -> Row:
    return next(r for r in page.list.shown() if r.group and r.title and r.data == key)


def _read(page: TodayPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(_heading(page, "occasions").count))
    qtbot.waitUntil(lambda: not page.main.jobs.busy)


def _ask_for_all(page: TodayPage, qtbot: QtBot) -> None:
    _read(page, qtbot)
    (link,) = [n for n, r in enumerate(page.list.shown()) if r.group and r.data == ("all", "occasions")]
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.rows.index(link, 0))
    QTest.keyClick(page.list, Qt.Key.Key_Space)


def test_the_numbers_are_those_of_all_or_none_and_the_same_everywhere(page: TodayPage, qtbot: QtBot) -> None:
    assert (_heading(page, "occasions").count, _heading(page, "cards").count) == ("", "")
    assert page.print_button.text() == "Print"
    assert "birthday" not in tomorrow(today_whole.due_now(page.shop))
    _read(page, qtbot)
    shop = page.shop
    whole, cards = shop.occasions.today(), shop.letters.candidates(Selection()).chosen
    assert tomorrow(today_whole.due_now(shop)) == "40 birthdays tomorrow"
    people = len(by_need(whole))
    assert people > 500
    for _time in ("folded", "all of them"):
        assert _heading(page, "occasions").count == str(people)
        assert _heading(page, "cards").count == str(len(cards))
        assert page.print_button.text() == f"Print {len(cards)} cards"
        assert next(p.count for p in page.main.sidebar.list.places.places if p.key == "letters") == len(cards)
        _ask_for_all(page, qtbot) if _time == "folded" else None


def test_all_are_shown_to_whoever_asks_and_their_rows_are_made_as_they_come_into_view(
    page: TodayPage, qtbot: QtBot
) -> None:
    _ask_for_all(page, qtbot)
    model = page.list.rows
    made = sum(not isinstance(model.named(n), LateRow) for n in range(model.rowCount()))
    assert model.rowCount() > 500
    assert made < 3 * MOST
    whole = page.shop.occasions.today()
    rows = [model.row(n) for n in range(model.rowCount())]
    people = [r for r in rows if isinstance(r.data, TodayItem) and r.data.kind == "occasion"]
    assert [r.key for r in people] == [items[0].customer_id for items in by_need(whole)]
    assert all(r.subtitle and not isinstance(r, LateRow) for r in people)


def test_who_is_greeted_among_hundreds_goes_and_nobody_else_is_read_or_moved(page: TodayPage, qtbot: QtBot) -> None:
    _ask_for_all(page, qtbot)
    model, shop = page.list.rows, page.shop
    place = next(n for n in range(300, model.rowCount()) if model.row(n).button == "Greeted")
    page.list.setCurrentIndex(model.index(place, 0))
    who, after, count = model.row(place), model.row(place + 1), int(_heading(page, "occasions").count)
    before = {id(item) for item in today_whole.due_now(shop).occasions.items}
    jobs: list[object] = []
    page.main.jobs.started.connect(jobs.append)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    view = today_whole.due_now(shop).occasions
    assert {i.customer_id for i in view.items if id(i) not in before} == {who.key}
    assert who.key not in {
        r.key for r in page.list.shown() if isinstance(r.data, TodayItem) and r.data.kind == "occasion"
    }
    assert int(_heading(page, "occasions").count) == count - 1
    current = page.list.current_row()
    assert current is not None
    assert (current.key, page.list.currentIndex().row()) == (after.key, place)
    page.main.undo()
    assert int(_heading(page, "occasions").count) == count
    assert by_need(today_whole.due_now(shop).occasions) == by_need(shop.occasions.today())
    assert not [job for job in jobs if not getattr(job, "title", "")]  # nothing was to be read beside the window


def test_what_concerns_others_too_is_read_again_beside_the_window(page: TodayPage, qtbot: QtBot) -> None:
    _read(page, qtbot)
    card = today_whole.due_now(page.shop).occasions.cards[0]
    page.shop.follow_ups.complain(card.customer_id, "Broken")  # all with a card live at the same address

    def held() -> list[TodayItem]:
        return today_whole.due_now(page.shop).occasions.held

    qtbot.waitUntil(lambda: held() == page.shop.occasions.today().held)
    assert len(held()) > 1
    qtbot.waitUntil(lambda: not page.main.jobs.busy)
    assert today_whole.is_known(page.shop)


def test_the_numbers_come_to_rest_while_another_page_is_shown(page: TodayPage, qtbot: QtBot) -> None:
    _read(page, qtbot)
    card = today_whole.due_now(page.shop).occasions.cards[0]
    page.main.go("customers")
    page.shop.follow_ups.complain(card.customer_id, "Broken")
    assert today_whole.keep(page.shop, today_whole.read(page.shop))
    assert today_whole.is_known(page.shop)
    page.main.go("today")
    qtbot.waitUntil(lambda: not page.main.jobs.busy)
    whole = page.shop.occasions.today()
    assert today_whole.due_now(page.shop).occasions.cards == whole.cards
    assert int(_heading(page, "cards").count) == len(whole.cards) + len(whole.held)


def test_the_sheet_counts_whom_no_page_holds(page: TodayPage, qtbot: QtBot) -> None:
    _read(page, qtbot)
    due = today_whole.due_now(page.shop)
    coming = [items for items in by_need(due.occasions) if items[0].state == "coming"]
    sections = {s.title: s for s in day_words.morning(page.shop, due, {}).sections}
    assert (len(sections["Next 7 days"].rows), sections["Next 7 days"].more) == (120, len(coming) - 120)
    days = sections["Occasions and cards"]
    near = {(i.customer_id, i.day) for s in ("missed", "today") for i in due.occasions.waiting(s)}
    cards = {(i.customer_id, i.day) for i in (*due.occasions.cards, *due.occasions.held)}
    assert (len(days.rows), days.more) == (120, len(near | cards) - 120)


def test_a_stamp_reads_nobody_anew_and_the_reward_it_earns_is_there(page: TodayPage, qtbot: QtBot) -> None:
    _read(page, qtbot)
    shop = page.shop
    terms = Terms(goal=2, reward=Prize(2, "Coffee"))
    shop.programmes.add(Programme("Coffee card", ProgrammeState.RUNNING, on_scan=True, terms=terms))
    _read(page, qtbot)
    before = {id(item) for item in today_whole.due_now(shop).occasions.items}
    jobs: list[object] = []
    page.main.jobs.started.connect(jobs.append)
    someone = shop.customers.page(300, 1)[0]
    shop.cards.stamp(someone.id, count=2)
    due = today_whole.due_now(shop)
    assert [ready.customer_id for ready in due.rewards] == [someone.id]
    assert {item.customer_id for item in due.occasions.items if id(item) not in before} <= {someone.id}
    assert not page.side.rewards.isHidden()
    assert jobs == []
