"""Beside Today: the last scans with their Undo, rewards that wait, and stamps that expire soon."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from smallcrm.domain.loyalty import EntryKind, RewardState
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, ProgrammeState, Terms
from smallcrm.i18n import format_time
from smallcrm.ui.pages import day_words
from smallcrm.ui.pages.counts import due_now
from smallcrm.ui.pages.customers.moving import MoveTo
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.pages.today_cards import SHORT, reward_row, scan_row
from smallcrm.ui.pages.today_side import Side
from smallcrm.ui.window import MainWindow

GOAL = 4


@pytest.fixture
def side(window: MainWindow) -> Side:
    """Today of a shop with a programme and nothing stamped."""
    expiry = Expiry(ExpiryBasis.LAST, 10, ExpiryUnit.DAY)
    terms = Terms(goal=GOAL, reward=Prize(GOAL, "<b>Coffee</b> {x}", 340), reward_days=20, expiry=expiry)
    today = window.shop.today
    window.shop.programmes.add(
        Programme("Coffee card", ProgrammeState.RUNNING, on_scan=True, started_on=today, terms=terms)
    )
    page = window.places.page("today")
    assert isinstance(page, TodayPage)
    return page.side


def _people(window: MainWindow, count: int) -> list[int]:
    return [one.id for one in window.shop.customers.page(0, count)]


def _stamp(window: MainWindow, customer: int, count: int = 1) -> int:
    return window.shop.cards.stamp(customer, count=count, again=True).entry_ids[0]


def test_without_stamps_there_is_no_card_of_them(side: Side) -> None:
    assert all(card.isHidden() for card in (side.scans, side.rewards, side.expiring))


def test_the_last_scans_are_named_with_their_cards(window: MainWindow, side: Side) -> None:
    one, other, third = _people(window, 3)
    _stamp(window, one, 3)
    _stamp(window, other, GOAL)
    _stamp(window, third, 2)
    rows = [side.scans.list.rows.row(n) for n in range(side.scans.list.rows.rowCount())]
    assert [row.key for row in rows] == [third, other, one]
    assert [row.chip.dots if row.chip else None for row in rows] == [(2, GOAL), None, (3, GOAL)]
    assert "Reward ready" in rows[1].spoken()
    assert f"2 of {GOAL} stamps" in rows[0].spoken().split(", ")
    assert not side.scans.isHidden()


def test_scans_of_one_person_are_told_apart_by_card_and_time(window: MainWindow, side: Side) -> None:
    (one,) = _people(window, 1)
    shop, now = window.shop, window.shop.now
    terms, began = Terms(reward=Prize(10, "Tea")), now.date() - timedelta(days=2)
    tea = shop.programmes.add(Programme("Tea card", ProgrammeState.RUNNING, started_on=began, terms=terms))
    for minutes in (20, 0):
        shop.cards.stamp(one, programme_id=tea, at=now - timedelta(days=1, minutes=minutes), again=True)
    shop.cards.stamp(one, programme_id=tea, again=True)
    rows = [side.scans.list.rows.row(n) for n in range(side.scans.list.rows.rowCount())]
    assert rows[0].subtitle == f"Tea card · {format_time(now)}"
    assert {row.title for row in rows} == {rows[0].title}
    assert len({row.subtitle for row in rows}) == len(rows) == 3
    assert all(row.subtitle.endswith(format_time(row.data.at)) for row in rows)


def test_space_takes_a_scan_back_as_undo_does(window: MainWindow, side: Side) -> None:
    (one,) = _people(window, 1)
    _stamp(window, one, 3)
    side.scans.list.setFocus()
    QTest.keyClick(side.scans.list, Qt.Key.Key_Space)
    assert window.shop.cards.last_scans() == []
    assert side.scans.isHidden()
    assert [step.undone for step in window.shop.journal.steps(1)] == [True]


def test_what_cannot_be_undone_any_more_is_reversed(window: MainWindow, side: Side) -> None:
    (one,) = _people(window, 1)
    entry = _stamp(window, one, 3)
    window.shop.journal.trim(days=-1)
    side.scans.load()
    (scan,) = window.shop.cards.last_scans()
    assert scan.step == 0
    side.scans._take_back(scan)
    assert window.shop.cards.last_scans() == []
    with pytest.raises(Exception, match="already_reversed"):
        window.shop.cards.reverse(entry, "mistake")


def test_enter_opens_the_customer(window: MainWindow, side: Side) -> None:
    (one,) = _people(window, 1)
    _stamp(window, one)
    side.scans.list.setFocus()
    QTest.keyClick(side.scans.list, Qt.Key.Key_Return)
    assert window.places.here == "customers"


def test_rewards_wait_the_soonest_to_expire_first_and_a_link_leads_to_all(window: MainWindow, side: Side) -> None:
    people = _people(window, SHORT + 1)
    for customer in people:
        _stamp(window, customer, GOAL)
    rows = [side.rewards.list.rows.row(n) for n in range(side.rewards.list.rows.rowCount())]
    assert [row.group for row in rows] == [False] * SHORT + [True]
    assert all(row.subtitle == "<b>Coffee</b> {x}" and row.chip and row.chip.tone == "warn" for row in rows[:SHORT])
    assert side.rewards._all.text() == f"All {SHORT + 1}"
    reward = window.shop.cards.rewards_of(people[0])[0]
    window.shop.cards.redeem(reward.reward_id)
    assert side.rewards._all.isHidden()
    assert window.shop.cards.views(people[0])[0].older[0].rewards[0].state is RewardState.USED
    scans = window.shop.cards.last_scans(1)
    assert (scans[0].kind, scan_row(scans[0], window.shop.now).chip.text) == (EntryKind.REDEEM, "Collected")  # type: ignore[union-attr]


def test_the_link_below_writes_to_whose_reward_expires(window: MainWindow, side: Side) -> None:
    people = _people(window, 2)
    for customer in people:
        _stamp(window, customer, GOAL)
    side.rewards._act(side.rewards.list.rows.row(2), "group")
    assert window.places.here == "letters"


def test_a_reward_that_never_expires_is_no_warning(window: MainWindow, side: Side) -> None:
    (one,) = _people(window, 1)
    _stamp(window, one, GOAL)
    (ready,), _count = window.shop.cards.rewards_ready()
    last = ready.valid_until
    assert last is not None
    assert reward_row(ready, last, soon=True).chip.text == "Last day today"  # type: ignore[union-attr]
    assert reward_row(ready, last - timedelta(days=3)).side.startswith("until ")


def test_stamps_that_expire_soon_stand_apart(window: MainWindow, side: Side) -> None:
    one, other = _people(window, 2)
    _stamp(window, one, 2)
    _stamp(window, other, GOAL)
    (row,) = (side.expiring.list.rows.row(n) for n in range(side.expiring.list.rows.rowCount()))
    assert (row.key, row.subtitle) == (one, f"Coffee card · 2 of {GOAL} stamps")
    due = due_now(window.shop)
    assert (due.rewards_count, due.expiring_count) == (1, 2)


def test_the_end_of_the_day_tells_stamps_and_counts_each_visitor_once(window: MainWindow, side: Side) -> None:
    one, other = _people(window, 2)
    window.shop.visits.purchase(one, amount=1250)
    _stamp(window, one)
    _stamp(window, other, GOAL)
    window.shop.cards.redeem(window.shop.cards.rewards_of(other)[0].reward_id)
    sheet = day_words.evening(window.shop, due_now(window.shop), window.shop.today)
    assert {f.label: f.value for f in sheet.figures}["visits"] == "2"
    came, cards = (
        next(s for s in sheet.sections if s.title == t) for t in ("Visits and purchases", "Stamps and rewards")
    )
    assert came.total.startswith("1 visit")
    assert [row.what for row in cards.rows] == [
        "1 stamp, Coffee card",
        f"{GOAL} stamps, Coffee card · Reward collected: <b>Coffee</b> {{x}}, Coffee card",
    ]
    assert side.anything


def test_the_menu_of_a_scan_moves_or_reverses_it(window: MainWindow, side: Side) -> None:
    one, other = _people(window, 2)
    _stamp(window, one)
    side.scans.list.setFocus()
    QTest.keyClick(side.scans.list, Qt.Key.Key_Right)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    said = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert said == ["Undo", "Move to somebody else…", "Open customer", "Reverse"]
    menu.actions()[1].trigger()
    menu.close()
    asking = window.findChild(MoveTo, "moveStamp")
    assert asking is not None
    asking.close()
    (scan,) = window.shop.cards.last_scans()
    side.scans._reverse(scan, "returned", "")
    assert window.shop.cards.last_scans() == []
    assert window.shop.journal.steps(1)[0].label == "entry_reversed"
    _stamp(window, other)
    window.shop.cards.redeem(_full(window, one))
    (newest, *_rest) = window.shop.cards.last_scans()
    side.scans._menu(newest, side.scans.list.point_of())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[1].text() == "Open customer"  # a reward is nobody else's
    menu.close()


def _full(window: MainWindow, customer: int) -> int:
    _stamp(window, customer, GOAL)
    return window.shop.cards.rewards_of(customer)[0].reward_id
