"""A till for tests: the window of a shop with a programme on scan, and what is done at it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.ui.scanning.answer import Answer
from smallcrm.ui.scanning.asking import AskWho
from smallcrm.ui.scanning.panel import AnswerPanel
from smallcrm.ui.window import MainWindow
from tests.ui.scanning.hands import Hand

COFFEE = Programme("Coffee card", icon="coffee", terms=Terms(reward=Prize(10, "Cappuccino")))


class Till:
    """The window of a shop with a programme on scan; Anna has a card."""

    def __init__(self, window: MainWindow, hand: Hand) -> None:
        self.window, self.shop, self.hand = window, window.shop, hand
        window.scanning.capture.now = hand.now
        self.anna = self.who("Anna Kowalska")
        self.programme = self.begin(COFFEE)
        self.card = self.shop.cards.issue(self.anna)

    def begin(self, programme: Programme) -> int:
        made = self.shop.programmes.add(programme)
        self.shop.programmes.start(made)
        self.shop.programmes.scan(made)
        return made

    def who(self, name: str) -> int:
        return next(one.id for one in self.shop.customers.search(name))

    @property
    def panel(self) -> AnswerPanel:
        panel = self.window.scanning.panel
        assert panel is not None
        return panel

    @property
    def who_asked(self) -> AskWho:
        assert isinstance(self.panel.field, AskWho)
        return self.panel.field

    @property
    def has_keys(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.panel.isAncestorOf(focus)

    @property
    def said(self) -> Answer:
        assert self.panel.isVisible()
        assert self.panel.answer is not None
        return self.panel.answer

    def scan(self, digits: str = "", end: str = "\r") -> Answer:
        self.hand.scan(digits or self.card, end)
        return self.said

    def act(self, name: str) -> None:
        next(one for one in self.panel.buttons if one.act.id == name).click()

    def stamps(self, customer: int = 0) -> int:
        return self.shop.cards.view(customer or self.anna, self.programme).standing.balance

    def give(self, count: int) -> None:
        self.shop.cards.adjust(self.anna, self.programme, count, "goodwill")
