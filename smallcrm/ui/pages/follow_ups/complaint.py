"""What belongs to a complaint: cause, remedy, how it will not happen again, the letter, what was given, its calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.gifts import Remedy
from smallcrm.domain.letter_request import LetterRequest
from smallcrm.domain.money import parse_amount
from smallcrm.i18n import _, format_money
from smallcrm.ui.pages.follow_ups.columns import Columns
from smallcrm.ui.pages.follow_ups.typing import Typing
from smallcrm.ui.pages.page import sentence, tell
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class ComplaintCard(Card):
    """The part of the page that only complaints have."""

    def __init__(self, window: MainWindow, typing: Typing) -> None:
        super().__init__(_("Complaint"))
        self.main, self.typing = window, typing
        self._follow_up: FollowUp | None = None
        self.pad(16, 0, 16, 16).body.setSpacing(px(12))
        self.held = Strip(closable=False)
        self.body.addWidget(self.held)
        self.columns = Columns()
        self.columns.add(typing.add("cause", _("Cause"), lines=3))
        self.columns.add(typing.add("remedy", _("Remedy"), lines=3, hint=_("What is done to put it right")))
        self.columns.add(typing.add("prevention", _("Prevention"), lines=3, hint=_("So that it does not happen again")))
        self.columns.add(typing.add("asked", _("Who was asked")))
        self.body.addWidget(self.columns)
        self.letter = button(_("Apology letter"), icon="mail", name="apologyButton", clicked=self.write)
        self.give = button(_("Give a remedy"), icon="gift", name="giveRemedyButton", clicked=self._offer)
        self.body.addWidget(flowing(self.letter, self.give))
        self.given = Paragraph("", "body", "muted")
        self.body.addWidget(self.given)

    def show_complaint(self, follow_up: FollowUp) -> None:
        """Show the complaint; hidden for all other kinds."""
        self._follow_up = follow_up
        self.setVisible(follow_up.kind == FollowUpKind.COMPLAINT)
        if follow_up.kind != FollowUpKind.COMPLAINT:
            return
        if follow_up.live:
            self.held.say(
                _(
                    "Until it is solved, the household gets no offers or win-back letters,"
                    " and a birthday card asks first."
                ),
                "info",
            )
        else:
            self.held.hide()
        self.give.setVisible(any(r.active for r in self.main.shop.remedies.all()))
        self.given.setText(_given(self.main, follow_up))
        self.given.setVisible(bool(self.given.text()))

    def write(self) -> None:
        """Write the apology letter; the remedy is its promise."""
        if self._follow_up is None or not self.typing.keep("remedy"):
            return
        remedy = self.main.shop.follow_ups.get(self._follow_up.id).complaint.remedy
        fields = {"resolution_text": remedy} if remedy else {}
        wish = LetterRequest("apology_after_complaint", (self._follow_up.customer_id,), fields)
        self.main.perform("letters", "write", wish)

    def _offer(self) -> None:
        """Show what anyone may give on the spot, each with its limit."""
        menu = QMenu(self)
        menu.setObjectName("remedyMenu")
        for remedy in self.main.shop.remedies.all():
            if not remedy.active:
                continue
            words = remedy.name.replace("&", "&&")
            limit = _("up to {amount}").format(amount=format_money(remedy.amount, brief=True))
            entry = menu.addAction(f"{words}\t{limit}")
            entry.triggered.connect(lambda _on=False, remedy=remedy: self._ask(remedy))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.give.mapToGlobal(self.give.rect().bottomLeft()))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def _ask(self, remedy: Remedy) -> None:
        if self._follow_up is not None:
            GiveRemedy(self.main, self._follow_up, remedy, self).open_below(self.give)


class GiveRemedy(Popup):
    """Asks how much of a remedy is given, its limit filled in; Enter books it."""

    def __init__(self, window: MainWindow, complaint: FollowUp, remedy: Remedy, parent: ComplaintCard) -> None:
        super().__init__(parent, "giveRemedy", _("Give a remedy"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.main, self._complaint, self._remedy = window, complaint, remedy
        self.column.addWidget(PlainLabel(remedy.name, "strong"))
        limit = _("up to {amount}").format(amount=format_money(remedy.amount, brief=True))
        self.amount = Field(_("Amount"), QLineEdit(format_money(remedy.amount, brief=True)), hint=limit)
        self.amount.widget.setObjectName("remedyAmount")
        self.words = Field(_("What for"), QLineEdit())
        self.words.widget.setMaxLength(500)
        for field in (self.amount, self.words):
            field.widget.setMinimumWidth(px(220))
            self.column.addWidget(field)
        self.book = button(_("Give"), "primary", size="small", name="bookRemedy", clicked=self.commit)
        self.column.addWidget(self.book, 0, Qt.AlignmentFlag.AlignLeft)

    def commit(self) -> None:
        """Book it; an amount over the limit stays typed, with the reason."""
        amount = parse_amount(self.amount.widget.text())
        try:
            if amount is None:
                raise BadInput("bad_amount", value=self.amount.widget.text().strip())
            self.main.shop.follow_ups.give(
                self._complaint.customer_id,
                self._remedy,
                amount,
                complaint=self._complaint.id,
                text=self.words.widget.text(),
            )
        except ShopError as error:
            self.amount.set_error(sentence(error))
            self.adjustSize()
            return
        self.close()
        tell(self.main)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.commit()
            return
        super().keyPressEvent(event)


def _given(window: MainWindow, complaint: FollowUp) -> str:
    """What was given for a complaint already."""
    entries = window.shop.timeline.of(complaint.customer_id, kinds=("remedy",))
    parts: Sequence[str] = [
        _("{name}, {amount}").format(name=e.detail, amount=format_money(e.amount or 0, brief=True))
        for e in entries
        if e.follow_up == complaint.id
    ]
    return _("Given: {list}").format(list=" · ".join(parts)) if parts else ""
