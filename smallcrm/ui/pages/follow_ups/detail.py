"""One follow-up: everything of it, edited in its place and saved when a field is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from smallcrm.domain.follow_up import CallOutcome, FollowUp, Repeat
from smallcrm.i18n import _
from smallcrm.messages.rules import follow_up_text
from smallcrm.store.follow_up_rows import FollowUpRow
from smallcrm.ui.pages.customers.trying import attempted
from smallcrm.ui.pages.follow_ups.choosing import Combo, Leads, Repeating, kind_choices, staff_choices
from smallcrm.ui.pages.follow_ups.columns import Columns
from smallcrm.ui.pages.follow_ups.complaint import ComplaintCard
from smallcrm.ui.pages.follow_ups.doing import Doing
from smallcrm.ui.pages.follow_ups.head import Head
from smallcrm.ui.pages.follow_ups.story import Story
from smallcrm.ui.pages.follow_ups.typing import Typing
from smallcrm.ui.pages.page import scrolling, tell
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.when import Days, plain_day, with_holiday
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop
    from smallcrm.ui.window import MainWindow


class Detail(QWidget):
    """Shows one follow-up; ``open_wanted(id)`` for another one of its series."""

    open_wanted = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main, self.shop = window, window.shop
        self.setObjectName("followUpDetail")
        self.row: FollowUpRow | None = None
        self.trouble = Strip()
        self.doing = Doing(window, self.trouble)
        self.typing = Typing(window, self.trouble, _days(self.shop))
        inner = QWidget()
        self.inside = QVBoxLayout(inner)
        self.inside.setSpacing(px(16))
        self.head = self._head()
        self.inside.addWidget(self.head.calls)
        self.inside.addWidget(self.trouble)
        what = self._what()
        self.complaint = ComplaintCard(window, self.typing)
        self.story = Story(self.shop)
        self.story.open_wanted.connect(self.open_wanted)
        for card in (what, self.complaint, self._how(), self.story):
            self.inside.addWidget(card)
        self.inside.addStretch(1)
        self.area = scrolling(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.addWidget(self.head)
        column.addLayout(self._top)
        column.addWidget(self.area, 1)

    def _head(self) -> Head:
        head = Head()
        head.done.clicked.connect(self.done)
        head.snooze.clicked.connect(lambda: self.snooze(_below(head.snooze)))
        head.wait.clicked.connect(lambda: self._with(self.doing.wait))
        head.drop.clicked.connect(self.drop)
        head.reached.clicked.connect(lambda: self._call(CallOutcome.REACHED))
        head.message.clicked.connect(lambda: self._call(CallOutcome.MESSAGE_LEFT))
        head.missed.clicked.connect(self._missed)
        head.letter.clicked.connect(lambda: self._with(self.doing.write))
        head.customer.clicked.connect(self.open_customer)
        head.more.clicked.connect(lambda: self.menu(_below(head.more)))
        return head

    def _what(self) -> Card:
        card = Card().pad(16, 14, 16, 16)
        columns = Columns()
        columns.add(self.typing.add("text", _("What"), lines=2), wide=True)
        columns.add(self.typing.add("due", _("Due"), hint=_("tomorrow, in 2 weeks…")))
        columns.add(self.typing.add("at", _("Time")))
        self.urgent = QCheckBox(_("Urgent"))
        self.urgent.setObjectName("followUpUrgent")
        self.urgent.clicked.connect(lambda on: self._change(lambda f: replace(f, urgent=on)))
        columns.add(Field(_("Priority"), self.urgent))
        columns.add(self.typing.add("outcome", _("What came of it"), lines=2), wide=True)
        card.body.addWidget(columns)
        return card

    def _how(self) -> Card:
        card = Card().pad(16, 14, 16, 16)
        columns = Columns()
        self.kind, self.assignee = Combo("followUpKind"), Combo("followUpAssignee")
        self.kind.activated.connect(lambda _n: self._change(lambda f: replace(f, kind=self.kind.currentData())))
        self.assignee.activated.connect(lambda _n: self._hand())
        columns.add(Field(_("Kind"), self.kind))
        columns.add(Field(_("Assigned to"), self.assignee))
        self.leads, self.repeating = Leads(), Repeating()
        self.leads.changed.connect(lambda days: self._change(lambda f: replace(f, leads=days)))
        self.repeating.changed.connect(self._repeat)
        columns.add(Field(_("Remind before"), self.leads), wide=True)
        columns.add(Field(_("Repeat"), self.repeating), wide=True)
        card.body.addWidget(columns)
        return card

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def follow_up(self) -> FollowUp | None:
        """The follow-up shown."""
        return self.row.follow_up if self.row else None

    def show_row(self, row: FollowUpRow) -> None:
        """Show a follow-up, or the same one read again."""
        before = self.row.follow_up.id if self.row else 0
        self.row, f, today = row, row.follow_up, self.shop.today
        if before != f.id:
            self.trouble.hide()
            self.area.verticalScrollBar().setValue(0)
        holiday = self.shop.calendar.holiday
        rule, closed = self.shop.rules.find(f.rule), f.live and holiday(f.on)
        self.head.show_follow_up(f, row.name, row.phone, self.shop.now, holiday=closed, rule=rule)
        due = self.typing.fields["due"]
        due.set_hint(with_holiday(plain_day(f.due, today), holiday=True) if f.live and holiday(f.due) else "")
        self.kind.offer(kind_choices(), str(f.kind))
        self.assignee.offer(staff_choices(self.shop.staff.all(), f.assignee), f.assignee)
        self.urgent.setChecked(f.urgent)
        self.leads.show_days(f.leads)
        self.repeating.show_repeat(f, today, holiday)
        self.complaint.show_complaint(f)
        self.story.show_story(f)
        self.typing.fields["text"].widget.setPlaceholderText(follow_up_text(replace(f, text="")))
        self.typing.show(f)

    def begin(self) -> None:
        """Put the cursor into the words."""
        self.typing.fields["text"].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- changing ----------------------------------------------------------------------------------------------------

    def _change(self, make: Callable[[FollowUp], FollowUp]) -> None:
        """Save a part that was chosen; where it could not be saved, what holds is shown again."""
        if self.row is None:
            return
        number = self.row.follow_up.id

        def keep() -> None:
            fresh = self.shop.follow_ups.get(number)
            changed = make(fresh)
            if changed != fresh:
                self.shop.follow_ups.save(changed)
                tell(self.main)

        if not attempted(self.trouble, keep):
            self.show_row(self.row)

    def _repeat(self, repeat: Repeat | None) -> None:
        self._change(lambda f: replace(f, repeat=repeat))

    def _hand(self) -> None:
        if self.row is not None and self.assignee.currentData() != self.row.follow_up.assignee:
            self.doing.hand_to(self.row.follow_up, int(self.assignee.currentData() or 0))

    # -- doing -------------------------------------------------------------------------------------------------------

    def _with(self, run: Callable[[FollowUp], object]) -> None:
        """Do something with the follow-up shown, once what was typed is saved; what cannot be is gone to."""
        if self.row is not None and self.typing.keep_all():
            run(self.row.follow_up)
        elif self.row is not None:
            self.typing.go_to_wrong()

    def done(self) -> None:
        """Say that it is done."""
        self._with(self.doing.done)

    def drop(self) -> None:
        """Say that nothing is to be done any more."""
        self._with(self.doing.drop)

    def snooze(self, at: QPoint) -> None:
        """Show until when it may wait."""
        self._with(lambda f: self.doing.snooze(f, self, at))

    def menu(self, at: QPoint) -> None:
        """Show everything that can be done."""
        phone = self.row.phone if self.row else ""
        self._with(lambda f: self.doing.menu(f, phone, self, at))

    def _call(self, outcome: CallOutcome) -> None:
        words = self.typing.text("outcome")
        self._with(lambda f: self.doing.called(f, outcome, words))

    def _missed(self) -> None:
        words = self.typing.text("outcome")
        self._with(lambda f: self.doing.no_answer(f, words, self, _below(self.head.missed)))

    def open_customer(self) -> None:
        """Show the customer."""
        if self.row is not None:
            self.main.perform("customers", "open", self.row.follow_up.customer_id)

    def fit(self, *, narrow: bool) -> None:
        """Take the margins of a narrow or a wide window."""
        side = px(16 if narrow else 24)
        self._top.setContentsMargins(side, px(12 if narrow else 20), side + px(12), px(12))  # a scroll bar stands below
        self.inside.setContentsMargins(side, 0, side, px(16))
        self.inside.setSpacing(px(12 if narrow else 16))
        self.head.fit(narrow=narrow)


def _days(shop: Shop) -> Days:
    return Days(lambda: shop.now, shop.calendar.open_on, shop.calendar.holiday)


def _below(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().bottomLeft())
