"""Journeys 1 and 2: a stamp with the card and without it, the reward, and what was stamped by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.ui.scanning.answer import Colour
from smallcrm.ui.scanning.panel import AnswerPanel
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import Steps, counted
from tests.ui.scanning.hands import Hand as Scanner

__all__ = ["Scanner"]
COFFEE = Programme("Kahvikortti", terms=Terms(goal=10, reward=Prize(10, "Kahvi", 350)))
MINNA, OLLI, LUKASZ = 1, 2, 5


@dataclass
class Counter:
    """Somebody at the window, a scanner beside the till, and the shop's card."""

    hands: Hands
    scanner: Scanner
    programme: int
    card: str

    def stamps(self, customer: int) -> int:
        return self.hands.window.shop.cards.view(customer, self.programme).standing.balance

    def filled(self, customer: int, count: int) -> None:
        """Give somebody stamps beforehand."""
        self.hands.window.shop.cards.adjust(customer, self.programme, count, "goodwill")
        self.hands.settle()

    @property
    def panel(self) -> AnswerPanel:
        panel = self.hands.window.scanning.panel
        assert panel is not None
        return panel

    def scan(self, steps: Steps) -> None:
        """Let the scanner type: nobody pressed these keys."""
        before = (steps.keys, steps.fields, steps.clicks)
        self.scanner.scan(self.card)
        steps.keys, steps.fields, steps.clicks = before


@pytest.fixture
def counter(hands: Hands) -> Counter:
    shop, scanner = hands.window.shop, Scanner()
    programme = shop.programmes.add(COFFEE)
    shop.programmes.start(programme)
    shop.programmes.scan(programme)
    card = shop.cards.issue(LUKASZ)
    hands.window.scanning.capture.now = scanner.now
    hands.settle()
    hands.window.quick_find.setFocus()
    return Counter(hands, scanner, programme, card)


@pytest.mark.parametrize("place", ["today", "customers", "follow_ups", "cards", "letters", "settings"])
def test_journey_1_a_scan_is_a_stamp_with_no_key_and_no_click(counter: Counter, place: str) -> None:
    counter.hands.window.go(place)
    counter.hands.settle()
    with counted(f"Journey 1, stamp with the card, on the page {place}", 0) as steps:
        counter.scan(steps)
        assert counter.stamps(LUKASZ) == 1
        assert counter.panel.isVisible()
    answer = counter.panel.answer
    assert answer is not None
    assert (answer.colour, answer.line) == (Colour.GREEN, "Łukasz Łuczak")


def test_journey_2_the_card_forgotten_on_today(counter: Counter) -> None:
    hands = counter.hands
    with counted("Journey 2, find and stamp, on Today", 3) as steps:
        hands.type("łuc")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Space)
    assert (steps.keys, steps.fields) == (2, 1)
    print(f"keys in all: {steps.keys + len('łuc')}; target 5")
    assert steps.keys + len("łuc") == 5
    assert counter.stamps(LUKASZ) == 1


def test_journey_2_holds_for_a_programme_whose_end_is_set(counter: Counter) -> None:
    hands, shop = counter.hands, counter.hands.window.shop
    shop.programmes.end(counter.programme, shop.today + timedelta(days=30), None)
    hands.settle()
    with counted("Journey 2, find and stamp, in the last weeks of a programme", 3):
        hands.type("łuc")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Space)
    assert counter.stamps(LUKASZ) == 1


def test_the_page_of_cards_begins_with_the_search_and_space_makes_no_programme(counter: Counter) -> None:
    hands = counter.hands
    hands.press(Key.Key_5, CTRL)
    hands.press(Key.Key_Escape)  # out of the search of Today
    hands.settle()
    assert hands.focus.objectName() == "findCustomer"
    with counted("Find and stamp, from where the page of cards begins", 4):
        hands.press(Key.Key_Space)
        hands.type("łuc")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Space)
    assert counter.stamps(LUKASZ) == 1
    assert len(hands.window.shop.programmes.all()) == 1


@pytest.mark.parametrize("place", ["customers", "letters", "cards"])
def test_journey_2_the_card_forgotten_elsewhere(counter: Counter, place: str) -> None:
    hands = counter.hands
    hands.window.go(place)
    hands.settle()
    with counted(f"Journey 2, find and stamp, on the page {place}", 4) as steps:
        hands.press(Key.Key_K, CTRL)
        hands.type("łuc")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_Space)
    assert (steps.keys, steps.fields) == (3, 1)
    print(f"keys in all: {steps.keys + len('łuc')}; target 6")
    assert steps.keys + len("łuc") == 6
    assert counter.stamps(LUKASZ) == 1


def test_the_customer_shown_is_stamped_by_one_key_and_a_held_key_stamps_once(counter: Counter) -> None:
    hands = counter.hands
    hands.window.perform("customers", "open", OLLI)
    with counted("Stamp the customer shown", 1):
        hands.press(Key.Key_F8)
    assert counter.stamps(OLLI) == 1
    for _again in range(20):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            held = QKeyEvent(kind, Key.Key_F8, Qt.KeyboardModifier.NoModifier, "", autorep=True)
            QApplication.sendEvent(hands.focus, held)
    assert counter.stamps(OLLI) == 1
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_F8)  # a moment later: asked, not stamped
    assert counter.stamps(OLLI) == 1
    with counted("Stamp again, as asked", 1):
        hands.press(Key.Key_Space)
    assert counter.stamps(OLLI) == 2


def test_a_stamp_is_taken_back_by_one_key(counter: Counter) -> None:
    hands = counter.hands
    with counted("Take back what a scan stamped", 1) as steps:
        counter.scan(steps)
        hands.press(Key.Key_Z, CTRL)
    assert counter.stamps(LUKASZ) == 0
    assert hands.window.shop.timeline.of(LUKASZ) == []


def test_the_tenth_stamp_offers_the_reward_and_never_gives_it_by_itself(counter: Counter) -> None:
    counter.filled(LUKASZ, 9)
    with counted("The reward, after the scan that earned it", 1) as steps:
        counter.scan(steps)
        answer = counter.panel.answer
        assert answer is not None
        assert answer.colour is Colour.GOLD
        assert [one.id for one in answer.acts][:2] == ["redeem", "later"]
        (ready,) = counter.hands.window.shop.cards.rewards_of(LUKASZ)
        counter.hands.press(Key.Key_Space)
    assert ready.prize == "Kahvi"
    assert counter.hands.window.shop.cards.rewards_of(LUKASZ) == []
    assert counter.stamps(LUKASZ) == 0


def test_a_reward_that_waits_is_given_on_the_page(counter: Counter) -> None:
    counter.filled(MINNA, 10)
    hands = counter.hands
    hands.window.perform("customers", "open", MINNA)
    hands.settle()
    redeem = hands.window.findChild(QPushButton, "redeemButton")
    assert redeem is not None
    with counted("A waiting reward given, by mouse", 1):
        QTest.mouseClick(redeem, Qt.MouseButton.LeftButton)
    assert hands.window.shop.cards.rewards_of(MINNA) == []
    hands.press(Key.Key_Z, CTRL)
    assert [one.prize for one in hands.window.shop.cards.rewards_of(MINNA)] == ["Kahvi"]


def test_a_held_enter_opens_somebody_and_stamps_nobody(counter: Counter) -> None:
    """The focus lands on Stamp while the finger still lies on the key."""
    hands = counter.hands
    hands.type("łuc")
    hands.press(Key.Key_Return)
    hands.settle()
    assert hands.focus.objectName() == "stampButton"
    for _again in range(20):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            held = QKeyEvent(kind, Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
            QApplication.sendEvent(hands.focus, held)
    assert counter.stamps(LUKASZ) == 0
