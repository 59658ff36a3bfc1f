"""Beside the calendar: which cards are printed by when, with a tick each, and who is too late by post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.store.letters import Selection
from smallcrm.store.worklist import WorkLine, grouped
from smallcrm.ui.pages.calendar.worklist_panel import WorklistPanel
from smallcrm.ui.pages.calendar.worklist_rows import LATE, MOST, TITLES, Key, card_row, day_of, key_of, posted, rows_of
from smallcrm.ui.window import MainWindow
from tests.store.test_letters import piece

TODAY = date(2027, 5, 11)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


def card(
    number: int, print_by: date, *, late: bool = False, turns: int | None = 45, kind: str = "birthday"
) -> WorkLine:
    """A card whose day is a week after it is printed."""
    day, posts = print_by + timedelta(days=7), print_by + timedelta(days=1)
    occasion = Occasion(kind, day.month, day.day, None, "Club" if kind == "other" else "")
    return WorkLine(number, f"Person {number}", occasion, day, turns, print_by, posts, late)


@given(DAYS, st.lists(st.tuples(st.integers(-20, 40), st.booleans()), max_size=40))
def test_each_card_of_these_weeks_stands_once_and_by_when_it_is_printed(
    today: date, drawn: list[tuple[int, bool]]
) -> None:
    cards = [card(n, today + timedelta(days=d), late=late) for n, (d, late) in enumerate(drawn)]
    found = grouped(cards, today)
    rows = rows_of([g for g in found.groups if g.soon in TITLES], found.late, today, lambda _card: True)
    sunday = today + timedelta(days=6 - today.weekday())
    shown = [row.data.customer_id for row in rows if not row.group]
    assert sorted(shown) == [one.customer_id for one in cards if one.late or one.print_by <= sunday + timedelta(days=7)]
    assert all((row.check is None) == row.data.late for row in rows if not row.group)
    assert sum(row.data == LATE for row in rows) == any(one.late for one in cards)
    counts = [int(row.count) for row in rows if row.group and row.title and row.data != LATE]
    assert sum(counts) == sum(row.check is not None for row in rows)


def test_of_a_large_shop_the_first_are_shown_and_the_others_counted() -> None:
    cards = [card(n, TODAY) for n in range(MOST + 50)] + [card(1000 + n, TODAY + timedelta(days=7)) for n in range(30)]
    rows = rows_of(grouped(cards, TODAY).groups, (), TODAY, lambda _card: True, more=5)
    assert sum(row.check is not None for row in rows) == MOST
    assert [row.link for row in rows if row.link] == ["and 50 more", "and 30 more", "and 5 more"]
    assert [row.count for row in rows if row.group and row.title] == [str(MOST + 50), "30"]


def test_an_age_stands_only_where_the_year_is_known() -> None:
    known, unknown = card(1, TODAY, turns=45), card(1, TODAY, turns=None)
    assert day_of(known) == f"{day_of(unknown)}, turns 45"
    wedding = card(1, TODAY, kind=OccasionKind.WEDDING, turns=25)
    assert "Wedding anniversary" in day_of(wedding)
    assert "Club" in day_of(card(1, TODAY, kind=OccasionKind.OTHER))


def test_a_card_of_today_is_posted_today_others_on_their_day() -> None:
    assert posted(card(1, TODAY - timedelta(days=1)), TODAY) == "post today"
    assert posted(card(1, TODAY), TODAY) == "post Wed 12"


# -- in the window -----------------------------------------------------------------------------------------------------


@pytest.fixture
def panel(window: MainWindow, qtbot: QtBot) -> WorklistPanel:
    """The panel with two cards of today, two of later, one that is too late."""
    made = WorklistPanel(window)
    made.setParent(window.centralWidget())
    made.resize(268, 560)
    people = window.shop.customers.page(0, 5)
    offsets = (0, 0, 2, 8, -3)
    cards = [
        WorkLine(p.id, p.name, c.occasion, c.day, c.turns, c.print_by, c.post_by, late=days < 0)
        for p, days in zip(people, offsets, strict=True)
        for c in [card(p.id, window.shop.today + timedelta(days=days))]
    ]
    made.show_list(grouped(cards, window.shop.today))
    made.show()
    made.raise_()
    made.list.setFocus()
    qtbot.waitUntil(made.list.hasFocus)
    return made


def stand_on(panel: WorklistPanel, name: str) -> None:
    """Put the keys on somebody."""
    rows = panel.list.rows
    number = next(n for n in range(rows.rowCount()) if rows.row(n).title == name)
    panel.list.setCurrentIndex(rows.index(number, 0))


def names(panel: WorklistPanel) -> list[str]:
    """Who is ticked."""
    return [one.name for one in panel.ticked()]


def test_the_cards_of_today_are_ticked_and_the_button_says_how_many(panel: WorklistPanel) -> None:
    assert len(names(panel)) == 2
    assert panel.print_button.text() == "Print 2 cards"
    assert panel.total.text() == "5"  # who is too late counts too


def test_space_ticks_and_what_was_said_is_remembered(panel: WorklistPanel) -> None:
    cards = [one for group in panel._groups for one in group.lines]
    first, later = cards[0].name, cards[2].name
    for name in (first, later):
        stand_on(panel, name)
        QTest.keyClick(panel.list, Qt.Key.Key_Space)
    assert set(names(panel)) == {cards[1].name, later}
    panel.show_list(grouped([*cards, card(99, panel.today)], panel.today))  # read again, with one more
    assert set(names(panel)) == {cards[1].name, later, "Person 99"}
    assert panel.print_button.text() == "Print 3 cards"


def test_without_a_tick_nothing_can_be_printed(panel: WorklistPanel) -> None:
    for one in panel.ticked():
        panel.toggle(one)
    assert not panel.print_button.isEnabled()


def test_a_tick_is_read_out(panel: WorklistPanel) -> None:
    stand_on(panel, names(panel)[0])
    told = panel.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Ticked")
    assert "turns 45" in told
    assert "post" in told


def test_print_shows_the_ticked_where_they_are_printed(panel: WorklistPanel) -> None:
    asked: list[tuple[Any, ...]] = []
    panel.main.perform = lambda *what: asked.append(what)  # type: ignore[method-assign]
    wanted = {(one.customer_id, one.day) for one in panel.ticked()}
    QTest.mouseClick(panel.print_button, Qt.MouseButton.LeftButton)
    ((page, command, (selection, words)),) = asked
    assert (page, command) == ("letters", "cards")
    assert isinstance(selection, Selection)
    assert set(selection.only) == wanted  # another day of theirs has its own time
    assert set(selection.customers) == {who for who, _day in wanted}
    assert words


def test_enter_opens_the_customer(panel: WorklistPanel) -> None:
    stand_on(panel, names(panel)[1])
    QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert panel.main.places.here == "customers"


def test_who_is_too_late_by_post_stands_at_the_end_with_what_can_be_done(panel: WorklistPanel, qtbot: QtBot) -> None:
    rows = [panel.list.rows.row(n) for n in range(panel.list.rows.rowCount())]
    head = next(n for n, row in enumerate(rows) if row.data == LATE)
    assert [row.data.late for row in rows[head + 1 :]] == [True]
    assert rows[head + 1].check is None
    stand_on(panel, rows[head + 1].title)
    QTest.keyClick(panel.list, Qt.Key.Key_Menu)
    qtbot.waitUntil(lambda: panel.findChild(QMenu, "worklistMenu") is not None)
    menu = panel.findChild(QMenu, "worklistMenu")
    assert menu is not None
    words = [action.text() for action in menu.actions() if action.text()]
    menu.close()
    assert {"Open customer", "Greeted"} <= set(words)


def test_nothing_to_print_is_said_with_when_the_next_one_comes(panel: WorklistPanel) -> None:
    panel.show_list(grouped([card(1, TODAY + timedelta(days=20))], TODAY))
    assert panel.list.isHidden()
    assert panel.foot.isHidden()
    assert "31 May" in panel.empty.sentence.text()


def test_the_cards_of_the_shop_are_read_and_who_was_greeted_or_has_a_printed_one_goes(
    window: MainWindow, settled: Callable[[MainWindow], None]
) -> None:
    shop, made = window.shop, WorklistPanel(window)

    def left() -> set[Key]:
        made.load()
        settled(window)
        return {key_of(one) for group in made.found.groups for one in group.lines} | set(map(key_of, made.found.late))

    before, due = left(), shop.occasions.cards_to_print()
    assert before >= {(c.customer.id, str(c.occasion.kind), c.day) for c in due}
    late = made.found.late[0]
    shop.congratulations.greet(late.customer_id, [(late.occasion, late.day)])
    assert left() == before - {key_of(late)}
    card = next(one for one in due if not one.late)
    shop.letters.mark(shop.letters.start_run("a6-quarter", "wreath", [piece(card)]))
    assert left() == before - {key_of(late), (card.customer.id, str(card.occasion.kind), card.day)}


def test_who_lives_there_too_is_said() -> None:
    alone = card(1, TODAY)
    row = card_row(replace(alone, household="Olli Nieminen"), TODAY, check=True)
    assert "Olli Nieminen" in row.spoken()
    assert row.side_icon
    assert not card_row(alone, TODAY, check=True).side_icon
