"""A new follow-up: for whom, what, and when, which is read from the words themselves."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput, NotFound, ShopError
from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date
from smallcrm.ui.pages.customers.dates import Dates
from smallcrm.ui.pages.customers.written import Written
from smallcrm.ui.pages.follow_ups.choosing import Combo, kind_choices, staff_choices
from smallcrm.ui.pages.follow_ups.columns import Columns
from smallcrm.ui.pages.page import scrolling, sentence, tell
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card, Hairline
from smallcrm.ui.widgets.chips import initials
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.search_pane import SearchField
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.when import DayField, Days, moment_words, with_holiday
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

HITS = 5
"""Customers that are offered while a name is typed."""
PLACE = "follow_up/"
"""Where what was begun is kept among the drafts; the customer follows, 0 where none is chosen."""


@dataclass(frozen=True, slots=True)
class When:
    """When a new follow-up is due, and how that is known."""

    day: date
    at: time | None = None
    said: bool = False
    """A person said so, in the words or in the field."""


class NewFollowUp(QWidget):
    """The form; ``added(id)`` when it is saved, ``left`` when somebody gave it up."""

    added = Signal(int)
    left = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main, self.shop = window, window.shop
        self.setObjectName("newFollowUp")
        self.customer = 0
        self._kept = ""
        self._draft = QTimer(self, singleShot=True, interval=600)
        self._draft.timeout.connect(self.keep_draft)
        inner = QWidget()
        self.inside = QVBoxLayout(inner)
        self.inside.setSpacing(px(12))
        card = Card(_("New follow-up")).pad(16, 0, 16, 16)
        card.body.setSpacing(px(12))
        self.strip = Strip()
        card.body.addWidget(self.strip)
        self._who(card)
        self._what(card)
        self.save_button = button(
            _("Save"), "primary", badge=native("Ctrl+Enter"), name="saveFollowUpButton", clicked=self.save
        )
        self.cancel = button(_("Cancel"), "link", name="cancelFollowUpButton", clicked=self.left.emit)
        self.inside.addWidget(card)
        self.inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling(inner), 1)
        column.addWidget(Hairline())
        self._foot = QVBoxLayout()
        self._foot.addWidget(flowing(self.save_button, self.cancel))
        column.addLayout(self._foot)

    def _who(self, card: Card) -> None:
        self.search = SearchField(_("Type a name"))
        self.search.setObjectName("newFollowUpCustomer")
        self.search.textEdited.connect(self._sought)
        self.search.installEventFilter(self)
        self.who = Field(_("Customer"), self.search)
        card.body.addWidget(self.who)
        self.hits = RowList("newFollowUpHits", _("Customers"), grow=True, dense=True)
        self.hits.acted.connect(lambda row, _zone: self._choose(row.data, row.title))
        self.hits.hide()
        card.body.addWidget(self.hits)

    def _what(self, card: Card) -> None:
        self.text = QPlainTextEdit()
        self.text.setObjectName("newFollowUpText")
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(_("Call on Thursday after four about the order"))
        self.text.setFixedHeight(px(64))
        self.text.textChanged.connect(self._retyped)
        self.text.installEventFilter(self)
        self.words = Field(_("What"), self.text)
        card.body.addWidget(self.words)
        self.told = Paragraph("", "body", "accent")
        card.body.addWidget(self.told)
        self.dates = Dates(self.shop, self.text)
        self.dates.changed.connect(self._chose)
        card.body.addWidget(self.dates.row)
        columns = Columns()
        days = Days(lambda: self.shop.now, self.shop.calendar.open_on, self.shop.calendar.holiday)
        self.day = DayField(days, _("Due"), "newFollowUpDay")
        self.day.changed.connect(self._told)
        self.day.line.textChanged.connect(lambda _text: self._draft.start())
        self.day.line.installEventFilter(self)
        self.kind, self.assignee = Combo("newFollowUpKind"), Combo("newFollowUpAssignee")
        for label, widget in ((_("Due"), self.day), (_("Kind"), self.kind), (_("Assigned to"), self.assignee)):
            columns.add(Field(label, widget))
        card.body.addWidget(columns)

    # -- beginning -----------------------------------------------------------------------------------------------------

    def begin(self, customer_id: int = 0, day: date | None = None) -> None:
        """Ask for the words, or first for the customer where none is chosen; a day that is given is its day."""
        self.strip.hide()
        if self.customer and customer_id and customer_id != self.customer:  # what was begun for one is nobody else's
            self.keep_draft()
            self._empty()
            self._kept = ""
        if customer_id and customer_id != self.customer:
            try:
                self._choose(customer_id, self.shop.customers.name_of(customer_id))
            except NotFound:
                self.customer = 0
        self._take_draft()
        self.kind.offer(kind_choices(), self.kind.currentData() or str(FollowUpKind.REMINDER))
        chosen = int(self.assignee.currentData() or 0)
        self.assignee.offer(staff_choices(self.shop.staff.all(), chosen), chosen)
        if day is not None:
            self.day.line.setText(format_date(day))
        self._told()
        (self.text if self.customer else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Forget what was typed."""
        self._empty()
        self.keep_draft()

    def _empty(self) -> None:
        self._draft.stop()
        self.customer = 0
        for line in (self.search, self.day.line):
            line.clear()
        self.text.clear()
        self.dates.take_up(Written())
        self.text.document().clearUndoRedoStacks()
        self.hits.hide()
        self.kind.setCurrentIndex(-1)
        self.assignee.setCurrentIndex(-1)
        for field in (self.who, self.words):
            field.set_error("")

    def keep_draft(self) -> None:
        """Keep what is typed in the shop file, until it is saved or emptied."""
        if not self.shop.is_open:
            return
        words, day = self.text.toPlainText(), self.day.line.text()
        place = f"{PLACE}{self.customer}" if words.strip() else ""
        with suppress(ShopError):  # a file that cannot be written is told where something is saved
            if self._kept not in {"", place}:
                self.shop.drafts.drop(self._kept)
            if place:
                refused, due = self.dates.kept()
                self.shop.drafts.keep(place, {"words": words, "day": day, "refused": refused, "due": due})
            self._kept = place

    def _take_draft(self) -> None:
        """Type again what was begun for this customer, or if none is chosen what was begun last."""
        if self.text.toPlainText() or self.day.line.text():
            return
        known = self.shop.drafts.all(PLACE)
        place = f"{PLACE}{self.customer}" if self.customer else next(reversed(known), "")
        if place not in known:
            return
        if not self.customer and (number := int(place.removeprefix(PLACE))):
            with suppress(NotFound):
                self._choose(number, self.shop.customers.name_of(number))
        self._kept = place
        refused = tuple(str(phrase) for phrase in known[place].get("refused", ()))
        self.dates.take_up(Written(rejected=refused, due=str(known[place].get("due", ""))))
        self.day.line.setText(str(known[place].get("day", "")))
        self.text.setPlainText(str(known[place].get("words", "")))
        self._draft.stop()

    def _sought(self, text: str) -> None:
        self.customer = 0
        found = self.shop.customers.search(text.strip(), HITS) if text.strip() else []
        rows = [
            Row(
                p.name,
                beside(p.town, p.phone),
                key=p.id,
                avatar=initials(p.name),
                data=p.id,
            )
            for p in found
        ]
        self.hits.rows.set_rows(rows)
        self.hits.setVisible(bool(rows))

    def _choose(self, customer_id: int, name: str) -> None:
        self.customer = customer_id
        self.search.setText(name)
        self.hits.hide()
        self.who.set_error("")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- when ----------------------------------------------------------------------------------------------------------

    def when(self) -> When:
        """Give when it is due: as the field says, else the words, else on the next open day."""
        if (found := self.day.found) is not None:
            return When(found.day, found.time, said=True)
        if (due := self.dates.due) is not None:
            return When(due.day, due.at, said=True)
        return When(self.shop.calendar.next_open(self.shop.today))

    def _told(self) -> None:
        """Show the day of the words as a chip; without one the day on which it would be due."""
        self.dates.look("note", "", off=bool(self.day.line.text().strip()))
        when = self.when()
        told = _("Due {when}") if when.said else _("Due {when}, unless you say another day")
        words = moment_words(when.day, when.at, self.shop.today)
        self.told.setText(told.format(when=with_holiday(words, holiday=self.shop.calendar.holiday(when.day))))
        self.told.set_colour("accent" if when.said else "muted")
        self.told.setVisible(self.dates.row.isHidden())

    def _chose(self) -> None:
        """Somebody refused the day of the words, or chose one."""
        self.strip.hide()
        self._retyped()

    def _retyped(self) -> None:
        self._draft.start()
        self._told()

    # -- saving --------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save it; what cannot be saved stays typed, with the reason."""
        self.who.set_error("" if self.customer else _("Choose the customer it is about."))
        if not self.customer:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self.day.line.text().strip() and self.day.found is None:
            self.day.refuse()
            return
        if self.dates.open_question:
            self.strip.say(_("Which day is meant?"), "info")
            self.dates.row.begin()
            return
        try:
            made = self._added()
        except BadInput as error:
            self.words.set_error(sentence(error))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        except ShopError as error:
            self.strip.say(sentence(error), repairs=((_("Try again"), self.save),))
            return
        self.clear()
        self.added.emit(made)
        tell(self.main)

    def _added(self) -> int:
        words, when = self.text.toPlainText().strip(), self.when()
        if not words:
            raise BadInput("empty_follow_up")
        kind = str(self.kind.currentData() or FollowUpKind.REMINDER)
        assignee = int(self.assignee.currentData() or 0)
        if kind == FollowUpKind.COMPLAINT:
            made = self.shop.follow_ups.complain(self.customer, words, due=when.day, at=when.at, assignee=assignee)
            return made.follow_up
        return self.shop.follow_ups.add(FollowUp(kind, self.customer, words, when.day, when.at, assignee=assignee))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        enter = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()
        if enter and (control or watched is self.day.line):
            self.save()
            return True
        if watched is self.search and not self.hits.isHidden() and (enter or key == Qt.Key.Key_Down):
            if enter:
                first = self.hits.rows.row(0)
                self._choose(first.data, first.title)
            else:
                self.hits.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key == Qt.Key.Key_Escape:
            if watched is self.text and self.dates.from_words:  # the words stay, but make no day
                self.dates.refuse()
            else:
                self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def fit(self, *, narrow: bool) -> None:
        """Take the margins of a narrow or a wide window."""
        side = px(16 if narrow else 24)
        self.inside.setContentsMargins(side, px(12 if narrow else 20), side, px(12))
        self._foot.setContentsMargins(side, px(8 if narrow else 12), side, px(8 if narrow else 12))
