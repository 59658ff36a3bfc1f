"""What belongs to a complaint: cause, remedy, how it will not happen again, the letter, what was given, its calls."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.letter_request import LetterRequest
from smallcrm.i18n import _, format_money
from smallcrm.ui.giving import offer
from smallcrm.ui.pages.follow_ups.columns import Columns
from smallcrm.ui.pages.follow_ups.typing import Typing
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
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
        if self._follow_up is not None:
            offer(self.main, self._follow_up, self, self.give.mapToGlobal(self.give.rect().bottomLeft()))


def _given(window: MainWindow, complaint: FollowUp) -> str:
    """What was given for a complaint already."""
    entries = window.shop.timeline.of(complaint.customer_id, kinds=("remedy",))
    parts: Sequence[str] = [
        _("{name}, {amount}").format(name=e.detail, amount=format_money(e.amount or 0, brief=True))
        for e in entries
        if e.follow_up == complaint.id
    ]
    return _("Given: {list}").format(list=" · ".join(parts)) if parts else ""
