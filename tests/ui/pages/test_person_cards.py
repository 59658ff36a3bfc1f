"""Punch cards on a customer's page: the card, stamping, rewards, its history, other programmes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty import EntryKind, fold
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, Terms, Unit
from smallcrm.domain.model import Customer, ShopSettings
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.customers.card_asking import PaperSays, Several
from smallcrm.ui.pages.customers.card_book import Booked
from smallcrm.ui.pages.customers.card_rewards import over
from smallcrm.ui.pages.customers.moving import MoveTo
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.window import MainWindow

COFFEE = Programme("Coffee card", terms=Terms(reward=Prize(10, "A cup of coffee"), max_visit=0))


def running(shop: Shop, programme: Programme = COFFEE, *, scan: bool = True) -> int:
    """Add a programme that runs."""
    made = shop.programmes.add(programme)
    shop.programmes.start(made)
    if scan:
        shop.programmes.scan(made)
    return made


@pytest.fixture
def page(opened: Callable[..., MainWindow]) -> CustomersPage:
    """The page with two customers and a programme on scan."""
    window = opened()
    shop = window.shop
    shop.settings.save(ShopSettings(name="Harbour Books", city="Kinsale"))
    for name in ("Anna Kowalska", "Elo Mäkinen"):
        shop.customers.add(Customer(display_name=name))
    running(shop)
    window.resize(1366, 768)
    window.go("customers")
    made = window.places.built["customers"]
    assert isinstance(made, CustomersPage)
    made.open(1)
    return made


def stamps(page: CustomersPage, count: int, customer: int = 1) -> int:
    """Book stamps of one each, on the days before, and give the id of the last."""
    shop, last = page.shop, 0
    for number in range(count):
        made = shop.cards.stamp(
            customer, at=shop.now - timedelta(minutes=count - number), again=True, force="two_visits"
        )
        last = made.entry_ids[-1]
    return last


def menu_of(page: CustomersPage, name: str) -> dict[str, QAction]:
    """The actions of the menu that is open, by their words."""
    menu = next(one for one in page.window().findChildren(QMenu, name) if one.isVisible())
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def close_menus(page: CustomersPage) -> None:
    for menu in page.window().findChildren(QMenu):
        menu.close()


def test_without_a_programme_there_is_no_card_and_no_stamp(opened: Callable[..., MainWindow]) -> None:
    window = opened()
    window.shop.customers.add(Customer(display_name="Anna"))
    window.go("customers")
    page = window.places.built["customers"]
    assert isinstance(page, CustomersPage)
    page.open(1)
    assert page.person.cards.isHidden()
    assert page.person.header.stamp_button.isHidden()
    assert QApplication.focusWidget() is page.person.header.visit_button
    assert page.person.header.visit_button.property("look") == "primary"


def test_stamp_is_the_first_action_and_has_the_focus(page: CustomersPage) -> None:
    header = page.person.header
    assert QApplication.focusWidget() is header.stamp_button
    assert header.stamp_button.property("badge") == "F8"
    assert header.stamp_button.toolTip() == "Stamp · F8"
    assert header.stamp_button.accessibleDescription() == "0 of 10 stamps, 10 more: A cup of coffee"
    looks = [one.property("look") for one in header.acts.values()]
    assert looks == ["primary", "secondary", "secondary", "secondary", "secondary"]
    assert page.person.cards.card.accessibleName() == "0 of 10 stamps, 10 more: A cup of coffee"


@pytest.mark.parametrize("by", ["space", "click", "F8", "command"])
def test_a_card_is_stamped_once(page: CustomersPage, qtbot: QtBot, by: str) -> None:
    button = page.person.header.stamp_button
    if by == "space":
        QTest.keyClick(button, Qt.Key.Key_Space)
    elif by == "click":
        button.click()
    elif by == "F8":
        QTest.keyClick(page.main, Qt.Key.Key_F8)
    else:
        page.perform("stamp", 1)
    qtbot.waitUntil(lambda: page.shop.cards.views(1)[0].standing.balance == 1)
    qtbot.waitUntil(lambda: page.person.cards.card.accessibleName().startswith("1 of 10"))
    assert page.person.timeline.lines.lines[1].title == "Stamp 1 of 10"


def test_somebody_in_the_bin_or_gone_is_not_stamped(page: CustomersPage) -> None:
    page.shop.customers.save(replace(page.shop.customers.get(1), deceased=True))
    page.open(1)
    assert page.person.header.stamp_button.isHidden()


def test_a_paused_programme_shows_its_card_without_stamp(page: CustomersPage) -> None:
    stamps(page, 2)
    page.shop.programmes.pause(1)
    page.open(1)
    assert page.person.header.stamp_button.isHidden()
    assert page.person.cards.card.face is not None
    assert page.person.cards.card.face.count == "2 of 10"


def test_a_cap_is_told_and_can_be_lifted_for_a_reason(page: CustomersPage, qtbot: QtBot) -> None:
    shop, part = page.shop, page.person.cards
    terms = replace(shop.programmes.get(1).terms, max_visit=1)
    shop.programmes.change(1, terms)
    part.book_stamps(1, 2)
    assert "at most 1" in part.strip.text()
    assert shop.cards.views(1)[0].standing.balance == 0
    anyway = next(b for b in part.strip.findChildren(QPushButton) if b.text() == "Stamp anyway…")
    anyway.click()
    menu_of(page, "reasonMenu")["Goodwill"].trigger()
    close_menus(page)
    assert shop.cards.views(1)[0].standing.balance == 2
    assert part.strip.isHidden()
    entry = shop.cards.entries(shop.ledger.rounds_of(1)[0].id)[0][0]
    assert (entry.qty, entry.forced) == (2, "goodwill")


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


def test_a_reward_is_redeemed_once_and_taken_back(page: CustomersPage, qtbot: QtBot) -> None:
    stamps(page, 10)
    page.open(1)
    part = page.person.cards
    assert not part.rewards.isHidden()
    button = part.rewards.buttons[0]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert page.shop.cards.views(1)[0].ready == ()
    assert page.main.toast.isVisible()
    assert QApplication.focusWidget() is page.person.header.stamp_button
    assert part.rewards.isHidden()
    page.main.undoing.undo()
    assert [one.prize.name for one in page.shop.cards.views(1)[0].ready] == ["A cup of coffee"]
    assert not part.rewards.isHidden()


def test_a_reward_with_uses_says_how_many_are_left(page: CustomersPage) -> None:
    terms = replace(COFFEE.terms, goal=2, reward=Prize(2, "Two coffees", uses=2), reward_days=30)
    page.shop.programmes.change(1, terms)
    stamps(page, 2)
    page.open(1)
    words = [label.text() for label in page.person.cards.rewards.findChildren(QWidget) if hasattr(label, "text")]
    assert any(text.startswith("2 of 2 left · valid through") for text in words)
    page.person.cards.redeem(page.shop.cards.views(1)[0].ready[0].id)
    words = [label.text() for label in page.person.cards.rewards.findChildren(QWidget) if hasattr(label, "text")]
    assert any(text.startswith("1 of 2 left") for text in words)


def test_a_reward_is_cancelled_for_a_reason_and_stays_told(page: CustomersPage) -> None:
    stamps(page, 10)
    page.open(1)
    part = page.person.cards
    part.rewards.buttons[1].click()  # type: ignore[attr-defined]
    menu_of(page, "rewardMenu")["Correction"].trigger()
    close_menus(page)
    assert page.shop.cards.views(1)[0].ready == ()
    assert part.rewards._gone.text() == "A cup of coffee: cancelled"


def entry_rows(page: CustomersPage) -> list[Row]:
    rows = page.person.cards.book.list.rows
    return [rows.row(n) for n in range(rows.rowCount())]


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
    actions["Stamped by mistake"].trigger()
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


def test_several_stamps_are_given_at_once(page: CustomersPage) -> None:
    part = page.person.cards
    part.more.click()
    menu_of(page, "cardMenu")["Several stamps…"].trigger()
    close_menus(page)
    asking = next(one for one in page.main.findChildren(Several) if one.isVisible())
    assert asking.count is not None
    asking.count.setValue(4)
    QTest.keyClick(asking.count, Qt.Key.Key_Return)
    assert page.shop.cards.views(1)[0].standing.balance == 4
    assert page.main.toast.isVisible()


def test_stamps_for_an_amount_carry_the_rest_over(page: CustomersPage) -> None:
    terms = replace(COFFEE.terms, unit=Unit.AMOUNT, per_cents=5000)
    page.shop.programmes.change(1, terms)
    page.open(1)
    part = page.person.cards
    part.more.click()
    menu_of(page, "cardMenu")["Stamps for an amount…"].trigger()
    close_menus(page)
    asking = next(one for one in page.main.findChildren(Several) if one.isVisible())
    QTest.keyClicks(asking.line, "much")
    asking.commit()
    assert asking.isVisible()
    asking.line.setText("62.50")
    asking.commit()
    view = page.shop.cards.views(1)[0]
    assert (view.standing.balance, view.remainder) == (1, 1250)
    assert part.card.face is not None
    assert "12.50" in part.card.face.note


def test_cards_of_other_programmes_stand_in_a_line_each(page: CustomersPage) -> None:
    lunch = running(
        page.shop, replace(COFFEE, name="Lunch", terms=Terms(goal=6, reward=Prize(6, "A lunch"))), scan=False
    )
    page.shop.cards.stamp(1, programme_id=lunch)
    page.open(1)
    part = page.person.cards
    lines = part.others.findChildren(QWidget)
    line = next(one for one in lines if one.accessibleName() == "Lunch: 1 of 6 stamps, 5 more: A lunch")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert part.book.view is not None
    assert part.book.view.programme.id == lunch
    assert part.card.accessibleName().startswith("0 of 10")  # the one on scan before the others


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
    menu_of(page, "entryMenu")["Stamped by mistake"].trigger()
    close_menus(page)
    assert page.shop.cards.views(1)[0].standing.balance == 1


def test_words_beside_an_entry_are_taken_away_and_the_entry_stays(page: CustomersPage) -> None:
    made = page.shop.cards.stamp(1, force="other", note="she is so nice")
    page.open(1)
    page.person.cards.open_book(entry_id=made.entry_ids[0])
    assert "she is so nice" in entry_rows(page)[1].subtitle
    QTest.keyClick(page.person.cards.book.list, Qt.Key.Key_Return)
    menu_of(page, "entryMenu")["Take the words away"].trigger()
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


@pytest.mark.parametrize("size", [(1366, 768), (1024, 680), (880, 440)])
def test_the_card_fits_every_window(page: CustomersPage, qtbot: QtBot, size: tuple[int, int]) -> None:
    stamps(page, 10)
    page.open(1)
    page.main.resize(*size)
    person = page.person
    card, wide = person.cards.card, 320 if size[0] > 1100 else 252
    qtbot.waitUntil(lambda: card.isVisible() and card.width() == wide)
    place = card.mapTo(person, QPoint(0, 0))
    assert place.x() >= 0
    assert place.x() + card.width() <= person.width()


def test_an_expired_reward_is_told_quietly(page: CustomersPage) -> None:
    page.shop.programmes.change(1, replace(COFFEE.terms, goal=2, reward=Prize(2, "A tea"), reward_days=5))
    stamps(page, 2)
    view = page.shop.cards.views(1)[0]
    card = view.standing.round
    entries, today = page.shop.ledger.entries([card.id])[card.id], page.shop.today
    assert over([view], today) == []
    gone = today + timedelta(days=6)
    told = over([replace(view, standing=fold(card, entries, gone))], gone)
    assert told[0].startswith("A tea: expired, was valid through")
    late = today + timedelta(days=120)
    assert over([replace(view, standing=fold(card, entries, late))], late) == []


def test_stamps_that_expired_are_told_for_a_while(page: CustomersPage) -> None:
    month = Expiry(ExpiryBasis.LAST, 1, ExpiryUnit.MONTH)
    page.shop.programmes.change(1, replace(COFFEE.terms, expiry=month))
    stamps(page, 3)
    view = page.shop.cards.views(1)[0]
    card, gone = view.standing.round, page.shop.today + timedelta(days=40)
    expired = fold(card, page.shop.ledger.entries([card.id])[card.id], gone)
    assert over([replace(view, older=(expired,))], gone)[0].startswith("A card with 3 stamps: expired, was valid")


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


def test_how_long_a_card_is_good_stands_on_it(page: CustomersPage) -> None:
    month = Expiry(ExpiryBasis.LAST, 1, ExpiryUnit.MONTH)
    page.shop.programmes.change(1, replace(COFFEE.terms, expiry=month))
    stamps(page, 1)
    page.open(1)
    face = page.person.cards.card.face
    assert face is not None
    assert face.note.startswith("Valid through")
    kinds = {entry.kind for entry, _by, _note in page.shop.cards.entries(page.shop.ledger.rounds_of(1)[-1].id)}
    assert kinds == {EntryKind.STAMP}


def test_stamps_of_two_people_are_told_and_taken_back_apart(page: CustomersPage) -> None:
    part = page.person.cards
    part.book_stamps(1, 2)
    page.open(2)
    part.book_stamps(1, 3)
    page.main.toast.undo_button.click()
    assert [page.shop.cards.view(i, 1).standing.balance for i in (1, 2)] == [2, 0]


def test_in_a_low_window_stamp_stands_beside_the_name(page: CustomersPage, qtbot: QtBot) -> None:
    page.main.resize(880, 440)
    here = page.person.header.stamp_here
    qtbot.waitUntil(here.isVisible)
    page.open(2)
    assert QApplication.focusWidget() is here
    QTest.keyClick(here, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.shop.cards.view(2, 1).standing.balance == 1)
    assert "stamp" not in dict(page.person.header.hidden_actions())
    page.main.resize(1366, 768)
    qtbot.waitUntil(lambda: not here.isVisible())


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


def test_the_list_shows_how_far_each_card_has_come_and_who_has_a_reward(page: CustomersPage) -> None:
    page.shop.customers.add(Customer(display_name="Ødegård"))
    stamps(page, 7, customer=1)
    stamps(page, 10, customer=2)
    page.load()
    rows = page.pane.list.rows
    told = {row.title: (row.side, row.chip) for row in (rows.row(n) for n in range(3))}
    assert told["Anna Kowalska"] == ("7/10", None)
    assert told["Elo Mäkinen"] == ("", Chip("10/10", "gold", "gift", "10/10, a reward waits"))
    assert told["Ødegård"] == ("", None)


def test_several_stamps_at_once_are_told_with_how_many_there_are_then(page: CustomersPage) -> None:
    page.person.cards.book_stamps(1, 3)
    assert page.person.timeline.lines.lines[1].title == "3 stamps · 3 of 10"
