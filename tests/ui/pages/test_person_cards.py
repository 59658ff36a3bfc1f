"""Punch cards on a customer's page: the card, stamping, rewards, other programmes, the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty import EntryKind, fold
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, ProgrammeState, Terms, Unit
from smallcrm.domain.model import Customer
from smallcrm.i18n import format_date
from smallcrm.ui.pages.customers.card_asking import Several
from smallcrm.ui.pages.customers.card_menu import BESIDE
from smallcrm.ui.pages.customers.card_rewards import RewardLine, lapsed, over
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.widgets.buttons import IconButton
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.window import MainWindow
from tests.ui.pages.person_cards import COFFEE, close_menus, menu_of, running, shown, stamps


@pytest.fixture
def page(opened: Callable[..., MainWindow]) -> CustomersPage:
    """The page with two customers and a programme on scan."""
    return shown(opened)


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
    QTest.keyClick(window, Qt.Key.Key_F8)  # says what is missing, and does nothing
    assert window.scanning.panel is not None
    assert window.scanning.panel.isVisible()
    assert not window.shop.cards.any(1)


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


def test_a_programme_whose_end_is_set_takes_stamps_up_to_its_last_day(page: CustomersPage) -> None:
    shop, part = page.shop, page.person.cards
    lunch = running(shop, replace(COFFEE, name="Lunch"), scan=False)
    for programme in (1, lunch):
        shop.cards.stamp(1, programme_id=programme)
        shop.programmes.end(programme, shop.today, None)
    page.open(1)
    assert page.person.header.begins_at is page.person.header.stamp_button
    part.more.click()
    assert "Several stamps…" in menu_of(page, "cardMenu")
    close_menus(page)
    assert page.findChild(QWidget, "otherCards").findChildren(IconButton)  # type: ignore[union-attr]
    for programme in (1, lunch):
        shop.programmes.end(programme, shop.today - timedelta(days=1), None)
    assert page.person.header.stamp_button.isHidden()


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


def test_several_uses_of_a_reward_are_given_by_one_choice(page: CustomersPage) -> None:
    terms = replace(COFFEE.terms, goal=2, reward=Prize(2, "Coffee", uses=3))
    page.shop.programmes.change(1, terms)
    stamps(page, 2)
    page.open(1)
    part = page.person.cards
    part.rewards.buttons[1].click()  # type: ignore[attr-defined]
    menu = menu_of(page, "rewardMenu")
    assert [text for text in menu if text.startswith("Redeem")] == ["Redeem 2 at once", "Redeem 3 at once"]
    menu["Redeem 2 at once"].trigger()
    close_menus(page)
    assert page.shop.cards.views(1)[0].ready[0].used == 2
    part.rewards.buttons[1].click()  # type: ignore[attr-defined]
    assert not [text for text in menu_of(page, "rewardMenu") if text.startswith("Redeem")]
    close_menus(page)
    page.shop.journal.undo()
    assert page.shop.cards.views(1)[0].ready[0].used == 0


def test_a_reward_is_cancelled_for_a_reason_and_stays_told(page: CustomersPage) -> None:
    stamps(page, 10)
    page.open(1)
    part = page.person.cards
    part.rewards.buttons[1].click()  # type: ignore[attr-defined]
    menu_of(page, "rewardMenu")["Cancel the reward: Correction"].trigger()
    close_menus(page)
    assert page.shop.cards.views(1)[0].ready == ()
    assert part.rewards._gone.text() == "A cup of coffee: cancelled"


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


def test_what_a_stamp_costs_is_said_by_the_terms_of_the_card_itself(page: CustomersPage) -> None:
    shop, part = page.shop, page.person.cards
    shop.programmes.change(1, replace(COFFEE.terms, unit=Unit.AMOUNT, per_cents=5_00))
    shop.cards.stamp(1, cents=12_00)
    page.open(1)
    for newest in (Terms(unit=Unit.AMOUNT, per_cents=10_00, reward=Prize(10, "Cup")), Terms(reward=Prize(10, "Cup"))):
        shop.programmes.change(1, newest)
        view = part.view
        assert view is not None
        asking = Several(part.more, view, lambda _count, _cents: None)
        assert asking.amount is not None
        assert "£5" in asking.line.accessibleDescription()
        asking.deleteLater()


def test_a_first_card_of_another_programme_is_begun_on_the_page(page: CustomersPage) -> None:
    shop, part = page.shop, page.person.cards
    tea = running(shop, replace(COFFEE, name="Tea"), scan=False)
    page.shop.programmes.add(replace(COFFEE, name="Later"))  # and not started
    page.open(1)
    (stamp,) = [one for one in part.others.findChildren(IconButton) if one.isVisible()]
    assert stamp.accessibleName() == "Stamp: Tea"
    QTest.mouseClick(stamp, Qt.MouseButton.LeftButton)
    assert [view.standing.balance for view in shop.cards.views(1) if view.programme.id == tea] == [1]
    assert "Tea: 1 of 10 stamps, 9 more: A cup of coffee" in [
        w.accessibleName() for w in part.others.findChildren(QWidget)
    ]


def test_of_many_other_programmes_the_menu_begins_the_rest(page: CustomersPage) -> None:
    shop, part = page.shop, page.person.cards
    for name in ("Tea", "Cake", "Soup", "Bread & butter"):
        last = running(shop, replace(COFFEE, name=name), scan=False)
    page.open(1)
    named = {one.accessibleName() for one in part.others.findChildren(IconButton)}
    assert named == {"Stamp: Tea", "Stamp: Cake", "Stamp: Soup"}
    assert len(named) == BESIDE
    part.more.click()
    menu = menu_of(page, "cardMenu")
    assert [text for text in menu if text.startswith("Stamp: ")] == ["Stamp: Bread && butter"]
    menu["Stamp: Bread && butter"].trigger()
    close_menus(page)
    assert [view.standing.balance for view in shop.cards.views(1) if view.programme.id == last] == [1]


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


def test_stamps_that_expired_one_by_one_are_told_below_the_card(page: CustomersPage) -> None:
    shop, part = page.shop, page.person.cards
    each = replace(COFFEE.terms, expiry=Expiry(ExpiryBasis.EACH, 25, ExpiryUnit.DAY))
    began = shop.today - timedelta(days=60)
    tea = shop.programmes.add(replace(COFFEE, name="Tea", terms=each, started_on=began, state=ProgrammeState.RUNNING))
    for days in (20, 16, 2):
        shop.cards.stamp(1, programme_id=tea, at=shop.now - timedelta(days=days), again=True)
    page.open(1)
    assert part.rewards._gone.text() == ""
    card = shop.cards.view(1, tea).standing.round
    entries, later = shop.ledger.entries([card.id])[card.id], shop.today + timedelta(days=10)
    standing = fold(card, entries, later)
    assert (standing.balance, standing.total) == (1, 3)
    last = shop.today + timedelta(days=9)
    told = (last, f"2 stamps expired, the last valid through {format_date(last, 'medium')}")
    assert lapsed(standing, entries, later) == [told]
    assert over([replace(shop.cards.view(1, tea), standing=standing)], later, [told]) == [told[1]]


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


def test_the_words_of_a_reward_keep_their_room_beside_a_long_button(page: CustomersPage, qtbot: QtBot) -> None:
    give = QPushButton("Wydaj nagrodę")
    line = RewardLine("A cup of coffee and a cinnamon bun", "valid through 21 Jan 2027", give)
    qtbot.addWidget(line)
    line.show()
    for width, below in ((200, True), (700, False)):
        line.resize(width, 200)
        qtbot.waitUntil(lambda below=below: (give.x() < line.width() // 4) == below)  # type: ignore[misc]
        assert give.geometry().right() <= width
