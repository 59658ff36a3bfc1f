"""A panel for one event of the shop: what, when, how long; saved, left, or taken away with Undo."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput, NotFound, ShopError
from smallcrm.i18n import _
from smallcrm.store.events import Event
from smallcrm.ui.pages.calendar.event_fields import EventFields
from smallcrm.ui.pages.page import sentence, tell
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.widgets.scrolling import Scrolling
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

WIDTH = 440
"""Of the panel, px at 100 %."""
PLACE = "event/"
"""Where an event that is not saved yet is kept among the drafts; behind it the number of one that is there."""
_KEEP_AFTER = 400
"""Milliseconds after the last key until what is typed is kept: the window may be closed with the panel open."""
_EDGE = 8


class EventEditor(Popup):
    """Fields of one event; ``saved(id)``. Ctrl+Enter saves, Esc leaves and keeps what was typed."""

    saved = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "eventEditor", _("Event"))
        self.main, self.shop = window, window.shop
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._event = Event("", window.shop.today)
        self._place, self._asked = "", dict[str, str]()
        """Where what is typed is kept, until it is saved or given up; and what the fields said at first."""
        self._wait = QTimer(self, interval=_KEEP_AFTER, singleShot=True)
        self._wait.timeout.connect(self._keep)
        self.setFixedWidth(min(px(WIDTH), window.width() - 2 * px(_EDGE)))
        inner = self._inner = QWidget()
        self._inside = QVBoxLayout(inner)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(px(8))
        self.heading = PlainLabel("", "section")
        self.strip = Strip(name="strip")
        self._inside.addWidget(self.heading)
        self._inside.addWidget(self.strip)
        self.fields = EventFields(self.shop)
        self.fields.keep_by(self._wait)
        self.fields.text.installEventFilter(self)
        self._inside.addWidget(self.fields)
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
        self.fields.title.setFocus(Qt.FocusReason.PopupFocusReason)
        self.fields.title.selectAll()

    def _begin(self, day: date) -> None:
        """Ask for a new event; what was typed for one before and not saved stands there again."""
        self._fill(Event("", day), PLACE)
        self._head(_("New event"), known=False)

    def _show(self, event: Event) -> None:
        self._event = event
        self._fill(event, f"{PLACE}{event.id}")
        self._head(_("Change the event"), known=True)

    def _fill(self, event: Event, place: str) -> None:
        """Show an event, and over it what was typed and not saved; a new one keeps the day that it is begun on."""
        self.fields.show_event(event)
        self._asked, self._place = self.fields.typed(), place
        self.fields.write({name: str(words) for name, words in (self.shop.drafts.take(place) or {}).items()})

    def _head(self, words: str, *, known: bool) -> None:
        self.heading.setText(words)
        self.setAccessibleName(words)
        self.setWindowTitle(words)
        self.delete_button.setVisible(known)
        self.strip.hide()

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
        before = self.shop.journal.newest
        try:
            self.strip.hide()
            event = self.fields.read(self._event.id)  # which asks the calendar for holidays
            if event is None:
                return
            if event.id:
                self.shop.events.save(event)
            event_id = event.id or self.shop.events.add(event)
        except BadInput as error:
            self.fields.refuse(error)
            return
        except NotFound as error:  # somebody else took it away meanwhile: what is typed is not lost for it
            self.strip.say(sentence(error), repairs=((_("Save as a new event"), self._save_anew),))
            return
        except ShopError as error:
            self.strip.say(sentence(error), repairs=((_("Try again"), self.save),))
            return
        self._forget()
        self.close()
        if self.shop.journal.newest != before:
            tell(self.main)
        self.saved.emit(event_id)

    def _save_anew(self) -> None:
        self._event = Event("", self.shop.today)
        self.save()

    def delete(self) -> None:
        """Take the event away; the toast brings it back."""
        there = True
        try:
            self.shop.events.remove(self._event.id)
        except NotFound:  # somebody else took it away meanwhile
            there = False
        except ShopError as error:  # it stays, and what is typed of it too
            self.strip.say(sentence(error), repairs=((_("Try again"), self.delete),))
            return
        self._forget()
        self.close()
        if there:
            tell(self.main)

    def _give_up(self) -> None:
        self._forget()
        self.close()

    def _forget(self) -> None:
        """Keep nothing any more: it is saved, given up or gone."""
        self._wait.stop()
        place, self._place = self._place, ""
        if place:
            with suppress(ShopError):  # what was to be done is done: a draft too many is no reason to say it failed
                self.shop.drafts.drop(place)

    def leave(self) -> None:
        """Keep what is typed: the window closes, and the shop before the panel does."""
        self._keep()

    def _keep(self) -> None:
        """Keep what differs from what stood there."""
        self._wait.stop()
        if not self._place or not self.shop.is_open:
            return
        typed = {name: words for name, words in self.fields.typed().items() if words != self._asked.get(name)}
        with suppress(ShopError):  # a file that cannot be written is told where something is saved
            if typed:
                self.shop.drafts.keep(self._place, typed)
            else:
                self.shop.drafts.drop(self._place)

    def hideEvent(self, event: QHideEvent) -> None:
        self._keep()
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
        in_line = any(line.hasFocus() for line in self.fields.lines().values())
        if _saves(event) or (_is_enter(event) and not control and in_line):
            self.save()
            return
        super().keyPressEvent(event)


def _is_enter(event: QKeyEvent) -> bool:
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()


def _saves(event: QKeyEvent) -> bool:
    return _is_enter(event) and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
