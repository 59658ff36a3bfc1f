"""What is asked about a card: how many stamps at once, for what amount, and what the paper card says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.loyalty import RoundState
from smallcrm.domain.loyalty_terms import Terms, Unit
from smallcrm.domain.money import read_amount
from smallcrm.i18n import _, currency, format_money, ngettext, pgettext
from smallcrm.ui.pages.page import sentence, tell
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.popup import Asking
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.loyalty.views import CardView
    from smallcrm.ui.window import MainWindow

_AT_ONCE = 50
"""Stamps at one time, at most; more is a slip of the hand."""


def _stepper(value: int, least: int, most: int, name: str) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(least, most)
    made.setValue(value)
    made.setMinimumWidth(px(120))
    return made


def booked_under(view: CardView) -> Terms:
    """Give the terms of the card that a next stamp begins on: of a card with room its own, else the newest."""
    standing = view.standing
    return standing.round.terms if standing.state is RoundState.OPEN else view.programme.terms


class Several(Asking):
    """Asks how many stamps are given at once, or for what amount; ``book(count, cents)`` does it."""

    def __init__(self, opener: QWidget, view: CardView, book: Callable[[int, int], object]) -> None:
        terms = booked_under(view)
        by_amount = terms.unit is Unit.AMOUNT
        title = _("Stamps for an amount") if by_amount else _("Several stamps")
        super().__init__(opener, "severalStamps", title)
        self._book = book
        self.column.addWidget(PlainLabel(view.programme.name, "strong"))
        self.amount = self.count = None
        if by_amount:
            each = format_money(terms.per_cents, brief=True)
            self.amount = Field(_("Amount"), QLineEdit(), hint=_("One stamp for each {amount}").format(amount=each))
            self.line = self.amount.widget
            self.line.setObjectName("stampAmount")
            self.line.setMinimumWidth(px(200))
            self.column.addWidget(self.amount)
        else:
            self.count = _stepper(2, 1, _AT_ONCE, "stampCount")
            self.line = self.count.lineEdit()
            self.column.addWidget(Field(_("How many?"), self.count))
        take = button(
            pgettext("button", "Stamp"),
            "primary",
            size="small",
            icon="stamp",
            name="severalButton",
            clicked=self.commit,
        )
        self.column.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)

    def commit(self) -> None:
        """Stamp; an amount that cannot be read stays typed, with the reason."""
        cents = 0
        if self.amount is not None:
            try:
                cents = read_amount(self.line.text(), currency())
            except BadInput as error:
                self.amount.set_error(sentence(error))
                self.adjustSize()
                return
        self.close()
        self._book(self.count.value() if self.count is not None else 1, cents)


class PaperSays(Asking):
    """Asks how many stamps the paper card has, and says what follows before it is done."""

    def __init__(self, window: MainWindow, view: CardView, opener: QWidget) -> None:
        super().__init__(opener, "paperSays", _("The paper card says"))
        self.main, self._view = window, view
        standing = view.standing
        self.column.addWidget(PlainLabel(view.programme.name, "strong"))
        self.count = _stepper(standing.balance, 0, standing.needed, "paperCount")
        self.line = self.count.lineEdit()
        self.column.addWidget(Field(_("Stamps on the paper card"), self.count))
        self.follows = Paragraph("", "body")
        self.follows.setMinimumWidth(px(260))
        self.column.addWidget(self.follows)
        self.words = Field(_("Note (if you like)"), QLineEdit())
        self.words.widget.setMaxLength(300)
        self.column.addWidget(self.words)
        self.take = button(_("Set it right"), "primary", size="small", name="paperButton", clicked=self.commit)
        self.column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.count.valueChanged.connect(self._show)
        self._show(self.count.value())

    def _show(self, value: int) -> None:
        standing = self._view.standing
        balance, by = standing.balance, value - standing.balance
        here = ngettext("Here the card has {n} stamp.", "Here the card has {n} stamps.", balance).format(n=balance)
        if by > 0:
            then = ngettext("{n} stamp is added.", "{n} stamps are added.", by).format(n=by)
        elif by < 0:
            then = ngettext("{n} stamp is taken off.", "{n} stamps are taken off.", -by).format(n=-by)
        else:
            then = _("Both say the same.")
        lost = [one.prize.name for one in self._view.ready if one.prize.at_stamp > value and one in standing.rewards]
        if lost:
            then = " ".join((then, _("The reward that waits is taken back: {reward}.").format(reward=", ".join(lost))))
        self.follows.setText(f"{here} {then}")
        self.take.setEnabled(by != 0)
        self.adjustSize()

    def commit(self) -> None:
        """Settle the difference; the toast takes it back."""
        view, value = self._view, self.count.value()
        if value == view.standing.balance:
            return
        try:
            self.main.shop.cards.believe_paper(
                view.customer_id, view.programme.id, value, self.words.widget.text().strip()
            )
        except ShopError as error:
            self.words.set_error(sentence(error))
            self.adjustSize()
            return
        self.close()
        tell(self.main)
