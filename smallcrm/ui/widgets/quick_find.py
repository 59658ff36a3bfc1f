"""Quick-find: one visible box for people first, then commands and places; all by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.model import CustomerSummary
from smallcrm.i18n import _, ngettext
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.tokens import COUNTER
from smallcrm.ui.widgets.chips import Chip, initials
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px

MOST = 8
"""Rows of people shown at once."""
_SHOWN = {"name", "town", "company", "phone"}
"""Fields that the row shows anyway."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A command or a place that quick-find offers after the people."""

    id: str
    text: str
    icon: str
    shortcut: str = ""


def person_row(person: CustomerSummary) -> Row:
    """Give the row of one person found: name, town and phone, and where the search matched."""
    facts = [person.company if person.company != person.name else "", person.town, person.phone]
    chip = None
    if person.matched_text not in {"", *facts, person.name}:
        chip = Chip(f"{messages.field(person.matched)}: {person.matched_text}")
    elif person.matched and not person.matched_text and person.matched not in _SHOWN:
        chip = Chip(messages.field(person.matched))
    if person.deceased or person.archived:
        chip = Chip(_("Deceased") if person.deceased else _("Archived"))
    below = " · ".join(f for f in facts if f)
    found = ("customer", person.id)
    return Row(person.name, below, key=person.id, avatar=initials(person.name), chip=chip, data=found)


class QuickFind(QLineEdit):
    """The box. ``chosen(id)``, ``add_requested(name)`` and ``command(id)`` tell what somebody picked."""

    chosen = Signal(int)
    add_requested = Signal(str)
    command = Signal(str)
    left = Signal()

    def __init__(self, provider: Callable[[str], Sequence[CustomerSummary]], parent: QWidget) -> None:
        super().__init__(parent)
        self.provider = provider
        self.offers: Sequence[Offer] = ()
        self.setObjectName("quickFind")
        self.setAccessibleName(_("Quick-find"))
        self.setPlaceholderText(_("Type a name, phone or town"))
        self.setFont(worn.font("find"))
        self.setFixedHeight(px(COUNTER))
        self.setTextMargins(px(40), 0, px(64), 0)
        self.setMaxLength(200)
        self._card = QFrame(parent.window())
        self._card.setObjectName("quickFindCard")
        self._card.hide()
        self.destroyed.connect(self._card.deleteLater)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(px(4), px(4), px(4), px(4))
        self.results = RowList("quickFindResults", _("Results"), self._card, keep_selection=True)
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.acted.connect(lambda row, _zone: self._choose(row))
        column.addWidget(self.results)
        self.textEdited.connect(self.look)

    def hide_results(self) -> None:
        """Take the list of results away."""
        self._card.hide()

    def look(self, text: str) -> None:
        """Search for the text and show what was found."""
        text = text.strip()
        if not text:
            self._card.hide()
            return
        people = list(self.provider(text))[:MOST]
        rows = [person_row(p) for p in people]
        folded = text.casefold()
        fitting = [
            o for o in self.offers if any(w.startswith(folded) for w in (o.text.casefold(), *o.text.casefold().split()))
        ]
        rows += [Row(o.text, icon=o.icon, tint="petrol", side=o.shortcut, data=("command", o.id)) for o in fitting[:4]]
        if not people:
            rows.insert(
                0,
                Row(
                    _("No one matches “{text}”").format(text=text),
                    enabled=False,
                    icon="search",
                    tint="sky",
                    data=("none", 0),
                ),
            )
        rows.append(Row(_("Add “{name}”").format(name=text), icon="user-plus", tint="petrol", data=("add", text)))
        self.results.rows.set_rows(rows)
        # Without a person the next useful thing is to add one: Enter does it.
        first = 0 if people else len(rows) - 1
        self.results.setCurrentIndex(self.results.rows.index(first, 0))
        self._place()
        self._card.show()
        self._card.raise_()
        spoken = ngettext("{n} person found", "{n} people found", len(people)).format(n=len(people))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))

    def _place(self) -> None:
        window = self.window()
        corner = self.mapTo(window, QPoint(0, self.height() + px(4)))
        wanted = self.results.verticalHeader().length() + px(10)
        room = window.height() - corner.y() - px(40)
        self._card.setGeometry(QRect(corner.x(), corner.y(), self.width(), max(px(60), min(wanted, room))))

    def _choose(self, row: Row) -> None:
        kind, value = row.data
        if kind == "none":
            return
        self._card.hide()
        self.clear()
        {"customer": self.chosen, "add": self.add_requested, "command": self.command}[kind].emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = event.key(), self._card.isVisible()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        if key in steps and not shown and self.text().strip():
            self.look(self.text())
        elif key in steps and shown:
            last = self.results.rows.rowCount() - 1
            row = min(last, max(0, self.results.currentIndex().row() + steps[Qt.Key(key)]))
            self.results.setCurrentIndex(self.results.rows.index(row, 0))
            self._tell_current()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            row_now = self.results.current_row()
            if shown and row_now is not None and not event.isAutoRepeat():
                self._choose(row_now)
            elif self.text().strip():
                self.look(self.text())
        elif key == Qt.Key.Key_Escape:
            if shown:
                self._card.hide()
            elif self.text():
                self.clear()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def _tell_current(self) -> None:
        row = self.results.current_row()
        if row is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, row.spoken()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._card.hide()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._card.isVisible():
            self._place()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme = QPainter(self), worn.current()
        side = px(20)
        icons.draw(painter, QRect(px(16), (self.height() - side) // 2, side, side), "search", theme["accent"])
        if not self.text():
            keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
            width = painting.badge_size(keys).width()
            painting.key_badge(painter, QPointF(self.width() - width - px(16), self.height() / 2), keys, theme["muted"])
