"""A panel for one event of the shop: what, when, how long; saved, left, or taken away with Undo."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput, NotFound, ShopError
from smallcrm.i18n import _, format_date
from smallcrm.store.events import Event
from smallcrm.ui.pages.calendar.jump import EveryDay
from smallcrm.ui.pages.follow_ups.values import read_clock
from smallcrm.ui.pages.page import sentence, tell
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.widgets.scrolling import Scrolling
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.when import DayField, clock_words
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

WIDTH = 440
"""Of the panel, px at 100 %."""
TITLE, TEXT = 120, 2000
"""Letters of a title and of the words at most."""
PLACE = "event/"
"""Where a new event that was begun and not saved is kept among the drafts."""
_EDGE = 8


class EventEditor(Popup):
    """Fields of one event; ``saved(id)``. Ctrl+Enter saves, Esc leaves: what was typed for a new one is kept."""

    saved = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "eventEditor", _("Event"))
        self.main, self.shop = window, window.shop
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._event = Event("", window.shop.today)
        self._begun = False
        """Whether what is typed is kept when it closes: it is a new event, neither saved nor given up."""
        self.setFixedWidth(min(px(WIDTH), window.width() - 2 * px(_EDGE)))
        inner = self._inner = QWidget()
        self._inside = QVBoxLayout(inner)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(px(8))
        self.heading = PlainLabel("", "section")
        self.strip = Strip(name="strip")
        self._inside.addWidget(self.heading)
        self._inside.addWidget(self.strip)
        self._fields()
        self._area = Scrolling(inner, "eventFields")
        inner.setAutoFillBackground(False)  # which a scroll area switches on
        inner.installEventFilter(self)
        self.column.addWidget(self._area, 1)
        self.save_button = button(
            _("Save"), "primary", size="small", badge=native("Ctrl+Enter"), name="saveEvent", clicked=self.save
        )
        self.cancel_button = button(_("Cancel"), "link", size="small", name="cancelEvent", clicked=self._give_up)
        self.delete_button = button(_("Delete"), "danger", size="small", name="deleteEvent", clicked=self.delete)
        self._foot = flowing(self.save_button, self.cancel_button, self.delete_button)
        self.column.addWidget(self._foot)

    def _fields(self) -> None:
        shop = self.shop
        days = EveryDay(lambda: shop.now, shop.calendar.open_on, shop.calendar.holiday)
        self.title = QLineEdit()
        self.title.setObjectName("eventTitle")
        self.title.setMaxLength(TITLE)
        self.title.setPlaceholderText(_("Evening for regulars, stocktaking, fair…"))
        self.day, self.until = DayField(days, _("Day"), "eventDay"), DayField(days, _("Until"), "eventUntil")
        self.until.line.setPlaceholderText(_("if several days"))
        self.time = QLineEdit()
        self.time.setObjectName("eventTime")
        self.time.setMaxLength(20)
        self.text = QPlainTextEdit()
        self.text.setObjectName("eventText")
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(px(64))
        self.text.installEventFilter(self)
        self.what = Field(_("Name of the event"), self.title)
        self.when, self.last = Field(_("Day"), self.day), Field(_("Until"), self.until)
        self.hour, self.more = Field(_("Time"), self.time), Field(_("Note"), self.text)
        self._inside.addWidget(self.what)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        for field, share in ((self.when, 3), (self.last, 3), (self.hour, 2)):
            row.addWidget(field, share)
        self._inside.addLayout(row)
        self._inside.addWidget(self.more)

    # -- opening -------------------------------------------------------------------------------------------------------

    def open_for(self, value: date | Event, opener: QWidget, at: QRect | None = None) -> None:
        """Open it for a day, as a new event, or for an event; beside a place of the screen, else amid the opener."""
        if isinstance(value, Event):
            self._show(value)
        else:
            self._begin(value)
        self._opener = opener
        self._fit(
            at or QRect(opener.mapToGlobal(opener.rect().center()) - QPoint(self.width() // 2, 0), QRect().size())
        )
        self.title.setFocus(Qt.FocusReason.PopupFocusReason)
        self.title.selectAll()

    def _begin(self, day: date) -> None:
        """Ask for a new event; what was typed for one before and not saved stands there again."""
        kept = self.shop.drafts.take(PLACE) or {}
        self._fill(Event(str(kept.get("title", "")), day, text=str(kept.get("text", ""))))
        self._begun = True
        self._head(_("New event"), known=False)

    def _show(self, event: Event) -> None:
        self._fill(event)
        self._event = event
        self._head(_("Change the event"), known=True)

    def _fill(self, event: Event) -> None:
        self.title.setText(event.title)
        self.day.line.setText(format_date(event.on))
        self.until.line.setText(format_date(event.until) if event.until else "")
        self.time.setText(clock_words(event.at) if event.at else "")
        self.text.setPlainText(event.text)

    def _head(self, words: str, *, known: bool) -> None:
        self.heading.setText(words)
        self.setAccessibleName(words)
        self.setWindowTitle(words)
        self.delete_button.setVisible(known)
        self.strip.hide()
        for field in (self.what, self.hour, self.last):
            field.set_error("")

    def _fit(self, at: QRect) -> None:
        """Stand at a place of the screen."""
        self._grow()
        self._show_at(at.topLeft(), self.main)

    def _grow(self) -> None:
        """Take the height of the fields, as far as the window has it."""
        room = self.main.geometry().height() - 2 * px(_EDGE)
        margins = self.column.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        foot = max(self._foot.heightForWidth(inside), self._foot.sizeHint().height())
        fields = self._inside.totalHeightForWidth(inside)
        height = fields + foot + self.column.spacing() + margins.top() + margins.bottom()
        if min(height, room) != self.height():
            self.setFixedHeight(min(height, room))

    # -- doing ---------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Save it; what cannot be saved stays typed, with the reason beside its field."""
        event = self._read()
        if event is None:
            return
        try:
            if event.id:
                self.shop.events.save(event)
            else:
                event_id = self.shop.events.add(event)
        except BadInput as error:
            self._refuse(error)
            return
        except ShopError as error:
            self.strip.say(sentence(error), repairs=((_("Try again"), self.save),))
            return
        self._forget()
        self.close()
        tell(self.main)
        self.saved.emit(event.id or event_id)

    def _read(self) -> Event | None:
        """Give what was typed; None, with the reason said, where something cannot be read."""
        self.strip.hide()
        title = " ".join(self.title.text().split())
        self.what.set_error("" if title else _("Say what it is called."))
        self.last.set_error("")
        if not title:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        first, last = self.day.found, self.until.found
        if first is None:
            self.day.refuse()
            return None
        if self.until.line.text().strip() and last is None:
            self.until.refuse()
            return None
        if last is not None and last.day < first.day:
            return self._wrong(self.last, self.until.line, _("The last day comes before the first one."))
        try:
            at = read_clock(self.time.text()) or first.time
        except BadInput as error:
            return self._wrong(self.hour, self.time, sentence(error))
        self.hour.set_error("")
        until = last.day if last is not None and last.day != first.day else None
        return Event(title, first.day, until, at, self.text.toPlainText().strip()[:TEXT], self._event.id)

    @staticmethod
    def _wrong(field: Field[QLineEdit] | Field[DayField], line: QWidget, words: str) -> None:
        field.set_error(words)
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, error: BadInput) -> None:
        if error.code == "no_title":
            self._wrong(self.what, self.title, sentence(error))
        else:
            self._wrong(self.last, self.until.line, sentence(error))

    def delete(self) -> None:
        """Take the event away; the toast brings it back."""
        event_id = self._event.id
        self.close()
        try:
            self.shop.events.remove(event_id)
        except NotFound:  # somebody else took it away meanwhile
            return
        tell(self.main)

    def _give_up(self) -> None:
        self._forget()
        self.close()

    def _forget(self) -> None:
        if self._begun:
            self.shop.drafts.drop(PLACE)
        self._begun = False

    def hideEvent(self, event: QHideEvent) -> None:
        title, text = self.title.text().strip(), self.text.toPlainText().strip()
        if self._begun and self.shop.is_open:
            with suppress(ShopError):  # a file that cannot be written is told where something is saved
                if title or text:
                    self.shop.drafts.keep(PLACE, {"title": title, "text": text})
                else:
                    self.shop.drafts.drop(PLACE)
        super().hideEvent(event)

    # -- keys ----------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _saves(event):
            self.save()
            return True
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()  # an error needs a line more
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        lines = (self.title, self.day.line, self.until.line, self.time)
        if _saves(event) or (_is_enter(event) and not control and any(line.hasFocus() for line in lines)):
            self.save()
            return
        super().keyPressEvent(event)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()


def _saves(event: QKeyEvent) -> bool:
    return _is_enter(event) and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
