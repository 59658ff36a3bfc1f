"""The history of a card: reversing, moving, the paper card, a lost one, the lines of the timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty_terms import Prize, Terms
from smallcrm.ui.pages.customers.card_asking import PaperSays
from smallcrm.ui.pages.customers.card_book import Booked
from smallcrm.ui.pages.customers.moving import MoveTo
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.person_cards import COFFEE, close_menus, entry_rows, menu_of, running, shown, stamps


@pytest.fixture
def page(opened: Callable[..., MainWindow]) -> CustomersPage:
    """The page with two customers and a programme on scan."""
    return shown(opened)


def test_a_reason_in_words_is_kept_beside_the_entry(page: CustomersPage, qtbot: QtBot) -> None:
    shop, part = page.shop, page.person.cards
    shop.programmes.change(1, replace(shop.programmes.get(1).terms, max_visit=1))
    part.book_stamps(1, 2)
    part.strip.first.click()  # type: ignore[attr-defined]
    menu_of(page, "reasonMenu")["Another reason…"].trigger()
    close_menus(page)
    asking = next(one for one in page.window().findChildren(QWidget, "askWhy") if one.isVisible())
    line = asking.findChild(QWidget, "reasonWords")
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Return)  # without words it stays
    assert asking.isVisible()
    QTest.keyClicks(line, "for the neighbour too")
    QTest.keyClick(line, Qt.Key.Key_Return)
    entry, _by, note = shop.cards.entries(shop.ledger.rounds_of(1)[0].id)[0]
    assert (entry.forced, note) == ("other", "for the neighbour too")


def test_the_history_of_a_card_tells_each_entry(page: CustomersPage) -> None:
    last = stamps(page, 3)
    page.open(1)
    page.person.cards.book_button.click()
    book = page.person.cards.book
    assert book.list.hasFocus()
    rows = entry_rows(page)
    assert [(row.group, row.title) for row in rows] == [
        (True, "This card"),
        (False, "1 stamp"),
        (False, "1 stamp"),
        (False, "1 stamp"),
    ]
    assert rows[0].count == "3 of 10 stamps"
    assert "Two visits" in rows[1].subtitle
    assert isinstance(rows[1].data, Booked)
    assert rows[1].data.entry.id == last


def test_an_entry_is_reversed_with_a_reason_and_that_is_undone(page: CustomersPage) -> None:
    last = stamps(page, 3)
    page.open(1)
    part = page.person.cards
    part.open_book(entry_id=last)
    QTest.keyClick(part.book.list, Qt.Key.Key_Return)
    actions = menu_of(page, "entryMenu")
    assert next(iter(actions)) == "Move to somebody else…"
    actions["Reverse: Stamped by mistake"].trigger()
    close_menus(page)
    assert page.shop.cards.views(1)[0].standing.balance == 2
    rows = entry_rows(page)
    assert [row.title for row in rows[1:3]] == ["Reversal", "1 stamp"]
    assert rows[2].chip is not None
    assert rows[2].chip.text == "reversed"
    assert not rows[2].menu
    line = next(line for line in page.person.timeline.lines.lines if line.card is not None)
    assert "Reversed on" in line.text
    page.main.undoing.undo()
    assert page.shop.cards.views(1)[0].standing.balance == 3


def test_a_stamp_is_moved_to_the_right_customer(page: CustomersPage, qtbot: QtBot) -> None:
    last = stamps(page, 2)
    page.open(1)
    page.person.cards.open_book(entry_id=last)
    page.person.cards.book.ask(Booked(page.shop.ledger.get(last), "", stands=True), QPoint(200, 200))
    menu_of(page, "entryMenu")["Move to somebody else…"].trigger()
    close_menus(page)
    asking = next(one for one in page.main.findChildren(MoveTo) if one.isVisible())
    QTest.keyClicks(asking.line, "ann")
    assert "No one matches" in asking.who.error  # it is hers already
    asking.line.clear()
    QTest.keyClicks(asking.line, "elo")
    QTest.keyClick(asking.line, Qt.Key.Key_Return)
    assert [page.shop.cards.views(i)[0].standing.balance for i in (1, 2)] == [1, 1]
    assert page.main.toast.isVisible()
    page.open(2)
    line = next(line for line in page.person.timeline.lines.lines if line.card is not None)
    assert "Moved from Anna Kowalska" in line.text
    page.open(1)
    gone = next(line for line in page.person.timeline.lines.lines if line.card is not None and line.card.reversed_on)
    assert gone.text.endswith("Moved to Elo Mäkinen")
    page.shop.journal.undo()
    assert not any("Moved" in line.text for line in page.person.timeline.lines.lines)


def test_a_stamp_that_paid_is_not_moved_but_reversed_with_its_reward(page: CustomersPage) -> None:
    last = stamps(page, 10)
    page.shop.cards.redeem(page.shop.cards.views(1)[0].ready[0].id)
    page.open(1)
    asking = MoveTo(page.main, [last], page.main, None)
    asking.open_at(QPoint(100, 100))
    QTest.keyClicks(asking.line, "elo")
    asking.commit()
    assert asking.isVisible()
    assert asking.who.error
    asking.both.click()
    assert not asking.isVisible()
    view = page.shop.cards.views(1)[0]
    assert (view.standing.balance, view.ready) == (9, ())


def test_the_paper_card_is_believed_after_it_was_said_what_follows(page: CustomersPage) -> None:
    stamps(page, 5)
    page.open(1)
    part = page.person.cards
    part.more.click()
    menu_of(page, "cardMenu")["The paper card says…"].trigger()
    close_menus(page)
    asking = next(one for one in page.main.findChildren(PaperSays) if one.isVisible())
    assert asking.follows.text() == "Here the card has 5 stamps. Both say the same."
    assert not asking.take.isEnabled()
    asking.count.setValue(6)
    assert asking.follows.text() == "Here the card has 5 stamps. 1 stamp is added."
    asking.count.setValue(3)
    assert asking.follows.text() == "Here the card has 5 stamps. 2 stamps are taken off."
    asking.commit()
    assert page.shop.cards.views(1)[0].standing.balance == 3
    page.main.undoing.undo()
    assert page.shop.cards.views(1)[0].standing.balance == 5


def test_a_reward_that_goes_with_the_stamps_of_the_paper_card_is_named_first(page: CustomersPage) -> None:
    stamps(page, 10)
    page.open(1)
    part = page.person.cards
    assert part.view is not None
    asking = PaperSays(page.main, part.view, part.more)
    asking.count.setValue(9)
    assert asking.follows.text() == (
        "Here the card has 10 stamps. 1 stamp is taken off. The reward that waits is taken back: A cup of coffee."
    )
    asking.commit()
    assert page.shop.cards.views(1)[0].ready == ()


def test_a_lost_card_gets_a_new_number_and_keeps_its_stamps(page: CustomersPage) -> None:
    stamps(page, 2)
    old = page.shop.cards.issue(1)
    page.open(1)
    page.person.header.more.click()
    menu = page.person.findChild(QMenu)
    assert menu is not None
    next(one for one in menu.actions() if one.text().startswith("Card lost")).trigger()
    menu.close()
    new = page.shop.cards.number(1)
    assert new != old
    assert page.shop.cards.find(old).replaced_by == new
    assert page.shop.cards.views(1)[0].standing.balance == 2
    assert "The new card has the number" in page.person.cards.strip.text()
    page.main.undoing.undo()
    assert page.shop.cards.number(1) == old


def test_the_timeline_tells_of_stamps_and_filters_them(page: CustomersPage) -> None:
    page.shop.timeline.add(1, "note", "likes tea")
    stamps(page, 2)
    page.open(1)
    past = page.person.past
    told = ["Stamp 2 of 10", "Stamp 1 of 10"]
    assert [line.title for line in past.timeline.lines.lines if line.card is not None] == told
    past.kinds.choose("stamps")
    assert [line.title for line in past.timeline.lines.lines if not line.heading] == told
    past.kinds.choose("notes")
    assert {line.title for line in past.timeline.lines.lines if not line.heading} == {"Note"}


def test_enter_on_a_line_of_the_timeline_opens_the_history_there(page: CustomersPage) -> None:
    last = stamps(page, 2)
    page.open(1)
    page.person.timeline.setFocus()
    QTest.keyClick(page.person.timeline, Qt.Key.Key_Return)
    book = page.person.cards.book
    assert book.list.hasFocus()
    row = book.list.current_row()
    assert row is not None
    assert row.data.entry.id == last


def test_delete_on_a_line_of_the_timeline_asks_to_reverse(page: CustomersPage) -> None:
    stamps(page, 2)
    page.open(1)
    page.person.timeline.setFocus()
    QTest.keyClick(page.person.timeline, Qt.Key.Key_Delete)
    menu_of(page, "entryMenu")["Reverse: Stamped by mistake"].trigger()
    close_menus(page)
    assert page.shop.cards.views(1)[0].standing.balance == 1


def test_words_beside_an_entry_are_taken_away_and_the_entry_stays(page: CustomersPage) -> None:
    made = page.shop.cards.stamp(1, force="other", note="she is so nice")
    page.open(1)
    page.person.cards.open_book(entry_id=made.entry_ids[0])
    assert "she is so nice" in entry_rows(page)[1].subtitle
    QTest.keyClick(page.person.cards.book.list, Qt.Key.Key_Return)
    menu_of(page, "entryMenu")["Remove the note"].trigger()
    close_menus(page)
    assert "she is so nice" not in entry_rows(page)[1].subtitle
    assert page.shop.cards.views(1)[0].standing.balance == 1


def test_a_full_card_before_the_one_of_now_is_found_in_the_history(page: CustomersPage) -> None:
    stamps(page, 10)
    page.shop.cards.redeem(page.shop.cards.views(1)[0].ready[0].id)
    stamps(page, 1)
    page.open(1)
    page.person.cards.open_book()
    headings = [row.title for row in entry_rows(page) if row.group]
    assert headings[0] == "This card"
    assert headings[1].startswith("Card from")
    assert any(row.title == "Reward collected: A cup of coffee" for row in entry_rows(page))


def test_the_menu_of_a_card_is_about_the_one_whose_history_is_open(page: CustomersPage) -> None:
    terms = Terms(goal=6, reward=Prize(6, "A lunch"))
    lunch = running(page.shop, replace(COFFEE, name="Lunch & more", terms=terms), scan=False)
    page.shop.cards.stamp(1, programme_id=lunch)
    page.open(1)
    part = page.person.cards
    part.open_book(lunch)
    part.more.click()
    menu_of(page, "cardMenu")["The paper card says…"].trigger()
    close_menus(page)
    asking = next(one for one in page.main.findChildren(PaperSays) if one.isVisible())
    asking.count.setValue(4)
    asking.commit()
    assert page.shop.cards.view(1, lunch).standing.balance == 4
    assert page.shop.cards.view(1, 1).standing.balance == 0


def test_a_line_of_the_history_comes_into_sight(page: CustomersPage, qtbot: QtBot) -> None:
    stamps(page, 9)
    page.open(1)
    page.main.resize(880, 440)
    book, area = page.person.cards.book, page.person.area
    page.person.cards.open_book()
    for _step in range(8):
        QTest.keyClick(book.list, Qt.Key.Key_Down)

    def seen() -> bool:
        place = book.list.visualRect(book.list.currentIndex())
        top = book.list.mapTo(area.viewport(), place.topLeft()).y()
        return 0 <= top <= area.viewport().height() - place.height()

    assert book.list.currentIndex().row() == 9
    qtbot.waitUntil(seen)


def test_several_stamps_at_once_are_told_with_how_many_there_are_then(page: CustomersPage) -> None:
    page.person.cards.book_stamps(1, 3)
    assert page.person.timeline.lines.lines[1].title == "3 stamps · 3 of 10"


def test_the_right_button_on_a_line_of_the_timeline_offers_to_move_it(page: CustomersPage) -> None:
    stamps(page, 2)
    page.shop.timeline.add(1, "note", "likes tea")
    page.open(1)
    view = page.person.timeline
    row = next(n for n, line in enumerate(view.lines.lines) if line.card is not None)
    place = view.visualRect(view.lines.index(row)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), event)
    assert next(iter(menu_of(page, "entryMenu"))) == "Move to somebody else…"
    close_menus(page)


def test_a_page_leads_to_the_history_of_a_card(page: CustomersPage) -> None:
    stamps(page, 1, customer=2)
    page.main.perform("customers", "card", (2, 1))
    book = page.person.cards.book
    assert page.person.customer.id == 2
    assert book.view is not None
    assert (book.view.customer_id, book.view.programme.id) == (2, 1)
    assert book.list.hasFocus()


def test_escape_closes_the_history_and_leads_back_to_its_button(page: CustomersPage) -> None:
    stamps(page, 1)
    page.open(1)
    part = page.person.cards
    part.book_button.click()
    QTest.keyClick(part.book.list, Qt.Key.Key_Escape)
    assert part.book.isHidden()
    assert QApplication.focusWidget() is part.book_button


def test_earlier_cards_are_shown_when_they_are_wanted(page: CustomersPage) -> None:
    page.shop.programmes.change(1, replace(COFFEE.terms, goal=2, reward=Prize(2, "A tea")))
    for _card in range(5):
        stamps(page, 2)
        page.shop.cards.redeem(page.shop.cards.views(1)[0].ready[0].id)
    page.open(1)
    part = page.person.cards
    part.open_book()
    rows = entry_rows(page)
    assert sum(row.group and bool(row.title) for row in rows) == 3
    assert rows[-1].link == "Show earlier cards"
    part.book.list.acted.emit(rows[-1], "group")
    assert sum(row.group for row in entry_rows(page)) == 5


def test_the_history_of_a_programme_that_is_over_is_found_from_the_timeline(page: CustomersPage) -> None:
    stamps(page, 2)
    page.shop.programmes.end(1, page.shop.today - timedelta(days=1), None)
    page.shop.programmes.scan(0)
    page.open(1)
    assert page.person.cards.views == []
    assert page.person.cards.isHidden()
    line = next(line for line in page.person.timeline.lines.lines if line.card is not None)
    assert line.card is not None
    page.person.cards.open_line(line.card)
    book = page.person.cards.book
    assert book.list.hasFocus()
    page.load()  # read again while it is open
    assert book.view is not None
    assert book.view.programme.id == 1
    assert [row.title for row in entry_rows(page) if not row.group] == ["1 stamp", "1 stamp"]
