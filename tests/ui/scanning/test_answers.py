"""What an answer offers: the other programmes, the right customer, the reward that was earned; one Space too many."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.loyalty_terms import Prize, Programme, Terms, Unit
from smallcrm.ui.pages.customers.moving import MoveTo
from smallcrm.ui.scanning.answer import Colour
from tests.ui.scanning.hands import press
from tests.ui.scanning.tills import COFFEE, Till


def test_a_second_space_takes_no_stamp_back(till: Till) -> None:
    till.scan()
    till.scan()
    press(" ")
    press(" ")
    assert till.stamps() == 2
    till.panel._acted_at = 0.0  # a slow finger
    press(" ")
    assert till.stamps() == 2


def test_a_second_space_takes_no_reward_back_and_gives_none(till: Till) -> None:
    till.give(8)
    till.scan()
    till.scan()
    press(" ")
    assert till.said.title == "Earned: Cappuccino"
    press(" ")
    assert len(till.shop.cards.rewards_of(till.anna)) == 1
    till.panel._acted_at = 0.0
    press(" ")
    assert till.shop.cards.rewards_of(till.anna) == []
    till.panel._acted_at = 0.0
    press(" ")
    assert till.shop.cards.rewards_of(till.anna) == []


def test_another_programme_is_one_digit_away_though_nobody_has_a_card_of_it(till: Till) -> None:
    tea = till.shop.programmes.add(replace(COFFEE, name="Tea card"))
    till.shop.programmes.start(tea)
    paused = till.shop.programmes.add(replace(COFFEE, name="Soup card"))
    till.shop.programmes.start(paused)
    till.shop.programmes.pause(paused)
    till.scan()
    till.panel.take_focus()
    offered = [one.act.text for one in till.panel.buttons]
    assert offered == ["Undo", "Open customer", "Move to somebody else…", "Stamp Tea card"]
    till.panel._pending = "4"
    till.panel._take_pending()
    assert till.said.title == "Stamped, 1 of 10"
    assert [till.shop.cards.view(till.anna, one).standing.balance for one in (till.programme, tea)] == [1, 1]
    assert [one.act.text for one in till.panel.buttons][-1] == "Stamp Coffee card"
    till.act("undo")
    assert [till.shop.cards.view(till.anna, one).standing.balance for one in (till.programme, tea)] == [1, 0]
    till.scan()
    assert till.said.title == "Already stamped"
    till.act("other")
    assert till.shop.cards.view(till.anna, tea).standing.balance == 1


def test_a_stamp_is_moved_to_whom_it_belongs(qtbot: QtBot, till: Till) -> None:
    elo = till.who("Elo")
    for scans in (1, 2):  # green, and the amber of a double scan
        for _ in range(scans):
            till.scan()
        till.act("move")
        asking = next(one for one in till.window.findChildren(MoveTo) if one.isVisible())
        qtbot.waitUntil(lambda asking=asking: QApplication.focusWidget() is asking.line)  # type: ignore[misc]
        till.hand.type("elo", 150)
        press("\r")
        assert (till.stamps(), till.stamps(elo)) == (0, scans)
        assert not till.panel.isVisible()


def test_the_reward_that_was_earned_is_the_one_that_is_given_and_the_other_is_offered_after_it(till: Till) -> None:
    terms = Terms(goal=2, interim=Prize(1, "Cookie"), reward=Prize(2, "Cup"))
    till.shop.programmes.scan(till.begin(Programme("Two", terms=terms)))
    assert till.scan().title == "Earned: Cookie"
    till.scan()
    till.act("again")
    assert till.said.title == "Earned: Cup"
    assert "2 rewards wait" in till.said.line
    till.act("redeem")
    assert [one.prize for one in till.shop.cards.rewards_of(till.anna)] == ["Cookie"]
    assert (till.said.colour, till.said.title) == (Colour.GOLD, "Ready: Cookie")
    assert "Collected: Cup" in till.said.line
    till.act("redeem")
    assert (till.said.colour, till.said.title) == (Colour.GREEN, "Collected: Cookie")


def test_of_a_reward_of_several_uses_it_is_told_how_many_are_used(till: Till) -> None:
    till.shop.programmes.scan(till.begin(Programme("Cup", terms=Terms(goal=2, reward=Prize(2, "Cup", uses=3)))))
    till.scan()
    till.scan()
    till.act("again")
    till.act("redeem")
    assert (till.said.colour, till.said.title) == (Colour.GREEN, "Collected: Cup, 1 of 3")


def test_gold_of_money_shows_its_own_stamps_and_what_is_left(till: Till) -> None:
    terms = Terms(Unit.AMOUNT, per_cents=500, goal=3, reward=Prize(3, "Cup"), max_visit=0)
    till.shop.programmes.scan(till.begin(Programme("Money", terms=terms)))
    till.scan()
    till.hand.type("0", 150)
    press("\r")
    assert till.said.asks == "cents"
    assert till.panel.field is not None
    assert till.panel.field.line.text() == "0"
    till.hand.type("\b", 150)
    till.panel.field.line.setText("23")
    press("\r")
    assert till.said.title == "Earned: Cup"
    assert "3.00 towards the next stamp" in till.said.line
    assert till.said.dots is not None
    assert till.said.dots.newest <= till.said.dots.filled


def test_who_is_deceased_is_stamped_for_a_reason_only(till: Till) -> None:
    till.shop.customers.save(replace(till.shop.customers.get(till.anna), deceased=True))
    assert [act.id for act in till.scan().acts] == ["reasons", "open"]
    till.act("reasons")
    till.act("force")
    assert till.stamps() == 1
    till.window.scanning.book(till.anna, key="k", at=till.shop.now)
    assert till.said.acts[0].id == "reasons"


def test_a_card_given_where_nothing_is_stamped_says_so_and_goes_back(till: Till) -> None:
    till.shop.programmes.pause(till.programme)
    elo, new = till.who("Elo"), number_of(777)
    till.scan(new)
    till.hand.type("elo", 150)
    press("\r")
    assert till.shop.cards.number(elo) == new
    assert (till.said.title, till.said.line.split(" · ")[0]) == ("The programme is paused", "Card given")
    till.act("undo")
    assert till.shop.cards.number(elo) == ""


@pytest.mark.parametrize("digits", ["4006381333931", "99887766"])
def test_what_is_no_card_leads_to_the_search(till: Till, digits: str) -> None:
    assert [act.id for act in till.scan(digits).acts] == ["find"]
    till.act("find")
    assert till.window.quick_find.hasFocus()


def test_two_of_one_name_are_told_apart_by_when_they_were_here(till: Till) -> None:
    till.scan()  # a visit of today
    till.scan(number_of(777))
    till.hand.type("anna kow", 150)
    assert "last here" in till.who_asked.about.text()
    assert till.who_asked.about.heightForWidth(till.who_asked.about.width()) <= till.who_asked.about.height()
