"""A scan stamps and is answered, wherever the keys are; what it cannot do it says, and what may be done about it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm.domain.card_numbers import as_ean, number_of
from smallcrm.domain.loyalty_terms import Prize, Programme, Terms, Unit
from smallcrm.domain.model import Customer
from smallcrm.ui.scanning.answer import Colour
from smallcrm.ui.scanning.dots import DotRow
from smallcrm.ui.widgets.plain import Paragraph
from tests.ui.plain_pages import plain
from tests.ui.scanning.hands import press
from tests.ui.scanning.tills import COFFEE, Till


def test_a_scan_stamps_with_no_click_and_says_so(till: Till, spoken: list[str]) -> None:
    said = till.scan()
    assert (said.colour, said.title, said.line) == (Colour.GREEN, "Stamped, 1 of 10", "Anna Kowalska")
    assert till.stamps() == 1
    answers = [words for words in spoken if "found" not in words]  # a slow computer has told a digit as a search
    assert answers == spoken[-1:] == ["Stamped, 1 of 10. Anna Kowalska. Undo, Open customer, Move to somebody else"]
    assert till.window.quick_find.text() == ""
    assert till.window.quick_find.hasFocus()  # a good stamp is in nobody's way


def test_both_forms_of_the_number_and_either_end(till: Till) -> None:
    till.scan(as_ean(till.card), "\t")
    assert till.scan().title == "Already stamped"
    assert till.stamps() == 1


def test_half_typed_words_stay_and_ctrl_z_takes_the_stamp(till: Till) -> None:
    page = plain(till.window, "today")
    page.line.setFocus()
    till.hand.type("Elo", 150)
    till.scan()
    assert page.line.text() == "Elo"
    assert page.line.hasFocus()
    assert till.stamps() == 1
    press("z", Qt.KeyboardModifier.ControlModifier)
    assert till.stamps() == 0
    assert page.line.text() == "Elo"
    till.scan()
    till.hand.type("x", 200)
    press("z", Qt.KeyboardModifier.ControlModifier)  # typed since: the field's own
    assert till.stamps() == 1


def test_undo_is_a_button_too(till: Till) -> None:
    till.scan()
    till.act("undo")
    assert till.stamps() == 0
    assert not till.panel.isVisible()
    assert till.window.toast.isVisible()


def test_the_customer_is_opened(till: Till) -> None:
    till.scan()
    till.act("open")
    assert plain(till.window, "customers").performed == [("open", till.anna)]
    assert not till.panel.isVisible()


def test_a_double_scan_asks_and_space_stamps_again(till: Till) -> None:
    till.scan()
    said = till.scan()
    assert (said.colour, said.title) == (Colour.AMBER, "Already stamped")
    assert said.line.startswith("Anna Kowalska, ")
    assert said.line.endswith("still 1 of 10")
    press("\r")  # a late end of a scan is no answer
    assert till.stamps() == 1
    press(" ")
    assert till.stamps() == 2
    assert till.said.title == "Stamped, 2 of 10"


def test_nothing_of_an_answer_is_cut(qtbot: QtBot, till: Till) -> None:
    till.shop.customers.save(
        replace(till.shop.customers.get(till.anna), display_name="Anna Maria Kowalska-Zielińska", family="")
    )
    till.scan()
    till.scan()
    panel = till.panel
    last, words = panel.buttons[-1], panel.findChildren(Paragraph)
    assert last.property("badge") == "3"
    qtbot.waitUntil(lambda: last.mapTo(panel, last.rect().bottomLeft()).y() < panel.height() - 8)
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in words))
    assert all(one.height() >= 14 for one in panel.findChildren(DotRow))


def test_the_next_scan_is_never_an_answer_to_the_last(till: Till) -> None:
    bo = till.who("Elo")
    other = till.shop.cards.issue(bo)
    till.scan()
    till.scan()  # amber has the keys, and a number that begins with 1 would press its first button
    assert till.has_keys
    assert other.startswith("1")
    till.scan(other)
    assert (till.stamps(), till.stamps(bo)) == (1, 1)


def test_a_full_card_offers_the_reward_and_never_gives_it_by_itself(till: Till) -> None:
    till.give(9)
    said = till.scan()
    assert (said.colour, said.title, said.line) == (Colour.GOLD, "Earned: Cappuccino", "Anna Kowalska, card full")
    press("\r")
    assert len(till.shop.cards.rewards_of(till.anna)) == 1
    press(" ")
    assert till.shop.cards.rewards_of(till.anna) == []
    assert (till.said.colour, till.said.title) == (Colour.GREEN, "Collected: Cappuccino")
    till.act("undo")
    assert len(till.shop.cards.rewards_of(till.anna)) == 1


def test_undo_of_a_reward_is_its_own_step_whatever_is_saved_beside_it(till: Till) -> None:
    """A job of the window that commits just then is not what is taken back."""
    till.give(9)
    till.scan()
    added: list[int] = []

    def meanwhile(_areas: object) -> None:
        if not added:
            added.append(0)
            added.append(till.shop.customers.add(Customer(given="Bo")))

    till.shop.on_change(meanwhile)
    till.act("redeem")
    till.shop.off_change(meanwhile)
    assert till.said.title == "Collected: Cappuccino"
    till.act("undo")
    assert len(till.shop.cards.rewards_of(till.anna)) == 1
    assert till.shop.customers.name_of(added[1]) == "Bo"


def test_a_digit_is_the_button_of_that_number(qtbot: QtBot, till: Till) -> None:
    till.give(9)
    till.scan()
    press("2")
    qtbot.waitUntil(lambda: not till.panel.isVisible())
    assert len(till.shop.cards.rewards_of(till.anna)) == 1
    assert till.window.quick_find.hasFocus()


def test_letters_begin_a_search(qtbot: QtBot, till: Till) -> None:
    till.scan()
    till.scan()
    till.hand.type("elo", 60)
    qtbot.waitUntil(lambda: till.window.quick_find.text() == "elo")
    assert till.window.quick_find.results.isVisible()
    assert not till.panel.isVisible()


def test_a_kept_reward_is_offered_with_the_next_stamp(till: Till) -> None:
    till.give(10)
    said = till.scan()
    assert (said.colour, said.title, said.line) == (Colour.GOLD, "Ready: Cappuccino", "Anna Kowalska, 1 of 10")


def test_caps_are_lifted_with_a_reason(till: Till) -> None:
    till.shop.programmes.change(till.programme, replace(COFFEE.terms, max_day=1))
    till.scan()
    till.window.scanning.book(till.anna, key="k", at=till.shop.now, again=True)
    assert (till.said.colour, till.said.title) == (Colour.AMBER, "Enough stamps for one day")
    till.act("reasons")
    assert [one.act.value for one in till.panel.buttons] == ["two_visits", "goodwill", "correction", ""]
    till.panel.buttons[0].click()
    assert till.stamps() == 2
    assert till.said.colour is Colour.GREEN


def test_another_reason_is_said_in_words(till: Till) -> None:
    till.shop.programmes.change(till.programme, replace(COFFEE.terms, max_day=1))
    till.scan()
    till.window.scanning.book(till.anna, key="k", at=till.shop.now, again=True)
    till.act("reasons")
    till.act("why")
    press("\r")
    assert till.stamps() == 1
    till.hand.type("rain\r", 120)
    assert till.stamps() == 2
    entries = till.shop.cards.entries(till.shop.cards.view(till.anna, till.programme).standing.round.id)
    assert next((entry.forced, note) for entry, _initials, note in entries) == ("other", "rain")


@pytest.mark.parametrize("kind", ["paused", "ended"])
def test_a_programme_that_does_not_run_says_so(till: Till, kind: str) -> None:
    if kind == "paused":
        till.shop.programmes.pause(till.programme)
    else:
        till.shop.programmes.end(till.programme, till.shop.today.replace(day=1), None)
    till.window.scanning.book(till.anna, key="k", at=till.shop.now, programme_id=till.programme)
    assert till.said.colour is Colour.AMBER
    assert till.said.title == f"The programme {'is paused' if kind == 'paused' else 'has ended'}"
    assert ("reasons" in [one.act.id for one in till.panel.buttons]) == (kind == "paused")
    assert till.stamps() == 0


def test_an_unknown_card_is_given_and_stamped_as_one_step(till: Till) -> None:
    number = number_of(777)
    said = till.scan(number)
    assert (said.colour, said.title) == (Colour.BLUE, "A new card")
    assert number[:4] in said.line
    assert till.panel.field is not None
    assert till.panel.field.line.hasFocus()
    till.hand.type("elo", 120)
    assert till.who_asked.match.text() == "Elo Mäkinen"
    press("\r")
    elo = till.who("Elo")
    assert till.said.title == "Stamped, 1 of 10"
    assert (till.stamps(elo), till.shop.cards.find(number).customer_id) == (1, elo)
    till.act("undo")
    assert (till.stamps(elo), till.shop.cards.find(number).customer_id) == (0, 0)


def test_a_new_card_for_somebody_new_is_one_step(till: Till) -> None:
    """The commonest of all: a name, Enter; the number goes with it."""
    number, people = number_of(777), till.shop.customers.count()
    till.scan(number)
    till.hand.type("Zoe New", 120)
    assert till.who_asked.match.text() == "Add “Zoe New”"
    press("\r")
    assert (till.said.title, till.said.line) == ("Stamped, 1 of 10", "Zoe New")
    zoe = till.who("Zoe New")
    assert (till.stamps(zoe), till.shop.cards.find(number).customer_id) == (1, zoe)
    assert till.shop.customers.get(zoe).family == "New"
    till.act("undo")
    assert till.shop.customers.count() == people
    assert till.shop.cards.find(number).customer_id == 0


def test_somebody_new_is_added_though_the_programme_rests(till: Till) -> None:
    till.shop.programmes.pause(till.programme)
    till.scan(number_of(777))
    till.hand.type("Zoe\r", 120)
    assert till.said.title == "The programme is paused"
    assert till.shop.cards.find(number_of(777)).customer_id == till.who("Zoe")


def test_of_whom_a_phone_is_known_the_name_is_asked(till: Till) -> None:
    till.scan(number_of(777))
    till.hand.type("0409990\r", 120)
    assert plain(till.window, "customers").performed == [("new_customer", "0409990")]


def test_a_card_whose_stamp_fails_is_not_given_either(till: Till) -> None:
    """All of the step or nothing: the key is that of somebody else's stamp."""
    number, elo = number_of(777), till.who("Elo")
    till.shop.cards.stamp(till.anna, key="taken")
    till.window.scanning.book(number, key="taken", at=till.shop.now)
    till.panel.chosen.emit(elo)
    assert till.said.title == "Not stamped"
    assert till.shop.cards.find(number).customer_id == 0
    assert till.stamps(elo) == 0


def test_who_cannot_be_stamped_stays_in_the_bin(till: Till) -> None:
    till.shop.cards.stamp(till.who("Elo"), key="taken")
    till.shop.customers.bin(till.anna)
    till.window.scanning.book(till.card, key="taken", at=till.shop.now)
    till.act("bring_back")
    assert till.said.title == "Not stamped"
    assert till.shop.customers.binned(till.anna)


def test_the_arrows_lead_to_the_other_matches_and_a_scan_meanwhile_is_taken_back(till: Till) -> None:
    till.shop.customers.add(Customer(display_name="Anna Zielińska"))
    till.scan(number_of(777))
    assert till.panel.field is not None
    till.hand.type("anna", 120)
    first = till.who_asked.match.text()
    QTest.keyClick(till.who_asked.line, Qt.Key.Key_Down)
    assert {first, till.who_asked.match.text()} == {"Anna Kowalska", "Anna Zielińska"}
    assert till.scan(number_of(778)).line.startswith(number_of(778)[:4])
    assert till.stamps() == 0


def test_a_new_card_may_take_the_place_of_the_old_one(till: Till) -> None:
    new = number_of(777)
    till.scan(new)
    till.hand.type("anna", 120)
    press("\r")
    assert (till.said.colour, till.said.title) == (Colour.BLUE, "Instead of the old card?")
    assert till.card[:4] in till.said.line
    assert (till.stamps(), till.shop.cards.number(till.anna)) == (0, till.card)
    till.act("instead")
    assert till.said.title == "Stamped, 1 of 10"
    assert till.shop.cards.number(till.anna) == new
    assert till.scan().title == "This card is no longer valid"
    assert new[:4] in till.said.line
    till.window.undo()
    assert (till.stamps(), till.shop.cards.number(till.anna)) == (0, till.card)


def test_a_lost_card_names_the_new_one(till: Till) -> None:
    new = till.shop.cards.replace(till.anna)
    said = till.scan()
    assert (said.colour, said.title) == (Colour.AMBER, "This card is no longer valid")
    assert new[:4] in said.line
    assert till.stamps() == 0


def test_what_is_no_card_is_called_so(till: Till) -> None:
    assert till.scan("4006381333931").title == "That is a product, not a card"
    assert till.scan("12345678").title == "Not a card of this shop"
    assert till.window.quick_find.text() == ""
    assert till.window.quick_find.hasFocus()


def test_who_is_hidden_is_asked_about(till: Till) -> None:
    shop = till.shop
    shop.customers.bin(till.anna)
    assert till.scan().title == "This customer is in the bin"
    till.act("bring_back")
    assert not shop.customers.binned(till.anna)
    assert till.stamps() == 1
    till.act("undo")
    assert shop.customers.binned(till.anna)
    assert till.stamps() == 0
    shop.customers.unbin(till.anna)
    shop.customers.save(replace(shop.customers.get(till.anna), archived=True))
    assert till.scan().title == "This customer is archived"
    till.act("bring_back")
    assert not shop.customers.get(till.anna).archived
    shop.customers.save(replace(shop.customers.get(till.anna), deceased=True))
    assert till.scan().title == "This customer is marked as deceased"
    assert [one.act.id for one in till.panel.buttons] == ["reasons", "open"]
    assert till.stamps() == 1


def test_without_a_programme_it_says_whose_card_it_is(till: Till) -> None:
    till.shop.programmes.scan(0)
    said = till.scan()
    assert (said.colour, said.line) == (Colour.BLUE, "Anna Kowalska · no programme is stamped by a scan")
    assert till.window.status.text("scanner") == ""
    assert till.window.quick_find.placeholderText() == "Type a name, phone or town"


def test_a_programme_of_money_asks_how_much(till: Till) -> None:
    till.programme = till.begin(
        Programme("Money card", terms=Terms(Unit.AMOUNT, per_cents=5000, reward=Prize(10, "Free cut")))
    )
    assert till.scan().title == "How much was it?"
    assert till.panel.field is not None
    till.hand.type("abc\r", 120)
    assert till.panel.field.line.text() == "abc"
    assert till.said.title == "How much was it?"
    till.panel.field.line.clear()
    till.hand.type("120\r", 120)
    assert till.said.title == "Stamped, 2 of 10"
    assert till.stamps() == 2


def test_a_card_that_runs_is_asked_by_its_own_terms(till: Till) -> None:
    """It keeps its promise: of amounts it asks how much, of visits it stamps with no question."""
    money = Terms(Unit.AMOUNT, per_cents=5000, reward=Prize(10, "Free cut"))
    till.scan()
    till.shop.programmes.change(till.programme, money)
    till.window.scanning.book(till.anna, key="visit", at=till.shop.now, again=True)
    assert till.said.title == "Stamped, 2 of 10"
    elo = till.who("Elo")
    till.window.scanning.book(elo, key="new", at=till.shop.now)
    assert till.said.title == "How much was it?"
    till.panel.paid.emit(5000)
    till.shop.programmes.change(till.programme, COFFEE.terms)
    till.window.scanning.book(elo, key="amount", at=till.shop.now, again=True)
    assert till.said.title == "How much was it?"
    assert till.stamps(elo) == 1


def test_esc_closes_it_and_f6_leads_to_it(till: Till) -> None:
    till.scan()
    for _ in range(6):
        press(Qt.Key.Key_F6)
        if till.has_keys:
            break
    assert till.has_keys
    press(Qt.Key.Key_Escape)
    assert not till.panel.isVisible()


def test_green_goes_by_itself_and_the_others_stay(qtbot: QtBot, till: Till) -> None:
    till.scan()
    assert till.panel.timer.isActive()
    till.panel.timer.start(30)
    qtbot.waitUntil(lambda: not till.panel.isVisible())
    till.scan()
    assert not till.panel.timer.isActive()
