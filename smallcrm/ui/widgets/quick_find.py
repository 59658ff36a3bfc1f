"""Quick-find: one visible box for people first, then commands and places; all by keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import CustomerSummary
from smallcrm.domain.text import beside, fold, words
from smallcrm.i18n import _, ngettext
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.patience import patient
from smallcrm.ui.shortcuts import native
from smallcrm.ui.tokens import COUNTER
from smallcrm.ui.widgets.chips import Chip, initials
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.surface import Surface
from smallcrm.ui.worn import px

MOST = 8
"""Rows of people shown at once."""
COMPACT = 28
"""Height of the field beside the menus, px at 100 %."""
NARROWEST = 420
"""Width of the results, px at 100 %, however small the field is."""
_SCANNED = 150
"""Milliseconds after which digits in a hurry were no scan."""
_PART = 4
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
_COMES_BACK = {
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
}
"""Reasons to lose the focus for a moment only: what was typed stays."""
_SHOWN = {"name", "town", "company", "phone"}
"""Fields that the row shows anyway."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A command or a place that quick-find offers after the people."""

    id: str
    text: str
    icon: str
    shortcut: str = ""


def found_parts(typed: str, text: str) -> tuple[tuple[int, int], ...]:
    """Give the beginnings of words of ``text`` (from, to) that were typed; accents and case do not matter."""
    parts = sorted(words(typed), key=len, reverse=True)
    found = []
    for word in re.finditer(r"\w+", text):
        part = next((p for p in parts if fold(word[0]).startswith(p)), "")
        if part:
            long = next(n for n in range(len(word[0]) + 1) if len(fold(word[0][:n])) >= len(part))
            found.append((word.start(), word.start() + long))
    return tuple(found)


def person_row(person: CustomerSummary, typed: str = "") -> Row:
    """Give the row of one person found: name, town and phone, and where the search matched."""
    facts = [person.company if person.company != person.name else "", person.town, person.phone]
    chip = None
    if person.matched_text not in {"", *facts, person.name}:
        own = person.matched == "name"  # of somebody in a company
        told = person.matched_text if own else f"{messages.field(person.matched)}: {person.matched_text}"
        chip = Chip(told, icon="user" if own else "")
    elif person.matched and not person.matched_text and person.matched not in _SHOWN:
        chip = Chip(messages.field(person.matched))
    if person.deceased or person.archived:
        chip = Chip(_("Deceased") if person.deceased else _("Archived"))
    below = beside(*facts)
    found = ("customer", person.id)
    marks = found_parts(typed, person.name)
    return Row(person.name, below, key=person.id, avatar=initials(person.name), chip=chip, marks=marks, data=found)


def fits(typed: str, text: str) -> bool:
    """Whether each word typed begins a word of its own in ``text``, or is a good part of one; accents do not matter."""
    left = words(text)
    for part in words(typed):
        inside = len(part) >= _PART  # languages that write two words as one
        found = next((w for w in left if w.startswith(part) or (inside and part in w)), None)
        if found is None:
            return False
        left.remove(found)
    return bool(words(typed))


class _Found(Surface):
    """What was found, over the page: with the line of a control."""

    def colours(self) -> tuple[QColor, QColor | None]:
        theme = worn.current()
        return theme["surface"], theme["control"]


class QuickFind(QLineEdit):
    """The box. ``chosen(id)``, ``add_requested(name)`` and ``command(id)`` tell what somebody picked."""

    chosen = Signal(int)
    add_requested = Signal(str)
    command = Signal(str)
    left = Signal()

    def __init__(self, provider: Callable[[str], Sequence[CustomerSummary]], window: QWidget) -> None:
        super().__init__(window)
        self.provider = provider
        self.offers: Sequence[Offer] = ()
        self.compact = False
        self._found_for: str | None = None
        self.hurried: Callable[[], bool] = lambda: False
        """Whether what is typed just now may be a scan: it is not looked for before that is known."""
        self._wait = QTimer(self, singleShot=True, interval=_SCANNED)
        self._wait.timeout.connect(self._look_late)
        self._found_words = ""
        self._tell = QTimer(self, singleShot=True, interval=_SCANNED)  # a scan is not told as a search
        self._tell.timeout.connect(self._tell_found)
        self.setObjectName("quickFind")
        self.setAccessibleName(_("Quick-find"))
        self.offer_scan(scans=False)
        self.setMaxLength(200)
        self._card = _Found(window, name="quickFindCard")
        self._card.hide()
        self.destroyed.connect(self._card.deleteLater)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(px(4), px(4), px(4), px(4))
        self.results = RowList("quickFindResults", _("Results"), self._card, keep_selection=True)
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.acted.connect(lambda row, _zone: self._choose(row))
        column.addWidget(self.results)
        self.textEdited.connect(self._typed)
        self.set_compact(compact=False)

    def offer_scan(self, *, scans: bool) -> None:
        """Say what it is for: in a shop with cards they are scanned here too, as anywhere."""
        words = _("Scan a card or type a name") if scans else _("Type a name, phone or town")
        self.setPlaceholderText(words)
        self.setToolTip(words)
        self.setAccessibleDescription(words)

    def set_compact(self, *, compact: bool) -> None:
        """Be the small field beside the menus, or the large one on top of a page."""
        self.compact = compact
        self.setFont(worn.font("body" if compact else "find"))
        self.setFixedHeight(px(COMPACT if compact else COUNTER))
        self.setTextMargins(px(26 if compact else 40), 0, px(52 if compact else 64), 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        wanted = worn.font("body" if self.compact else "find")
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and self.font() != wanted:
            self.setFont(wanted)  # a stylesheet put on anew brings the first font back

    def hide_results(self) -> None:
        """Take the list of results away."""
        self._found_for = None
        self._tell.stop()
        self._card.hide()

    def leave_empty(self) -> None:
        """Take the results and what was typed away: nobody finds an old question later."""
        self.hide_results()
        self.clear()

    def _typed(self, text: str) -> None:
        if text and self.hurried():
            self._wait.start()
        else:
            self._look_late()

    def settle(self) -> None:
        """Look now for what waited, for the scan is taken back; what was found is not told after its answer."""
        if self._wait.isActive():
            self._look_late()
        self._tell.stop()

    @patient
    def _look_late(self) -> None:
        self._wait.stop()
        if self.text().strip() != (self._found_for or ""):
            self.look(self.text())

    def look(self, text: str) -> None:
        """Search for the text and show what was found."""
        text = text.strip()
        self._found_for = None  # until the search is through: what is shown now answers an older question
        if not text:
            self.hide_results()
            return
        try:
            people = list(self.provider(text))[:MOST]
        except ShopError:
            self._card.hide()
            raise
        rows = self._rows(text, people)
        self.results.rows.set_rows(rows)
        # Without a person the next useful thing is to add one: Enter does it.
        first = next((n for n, row in enumerate(rows) if row.data[0] in {"customer", "command"}), len(rows) - 1)
        self.results.setCurrentIndex(self.results.rows.index(first, 0))
        self.results.scrollToTop()
        self._found_for = text
        self._place()
        self._card.show()
        self._card.raise_()
        spoken = ngettext("{n} person found", "{n} people found", len(people)).format(n=len(people))
        self._found_words = f"{spoken}. {rows[first].spoken()}"
        self._tell.start()

    def _tell_found(self) -> None:
        if self._card.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._found_words))

    def _rows(self, text: str, people: Sequence[CustomerSummary]) -> list[Row]:
        rows = [person_row(p, text) for p in people]
        if not people:
            none = _("No one matches “{text}”").format(text=text)
            rows.append(Row(none, enabled=False, icon="search", tint="sky", data=("none", 0)))
        fitting = [o for o in self.offers if fits(text, o.text)][:4]
        rows += [Row(o.text, icon=o.icon, tint="petrol", side=o.shortcut, data=("command", o.id)) for o in fitting]
        rows.append(Row(_("Add “{name}”").format(name=text), icon="user-plus", tint="petrol", data=("add", text)))
        return rows

    def _place(self) -> None:
        window = self.window()
        corner = self.mapTo(window, QPoint(0, self.height() + px(4)))
        width = min(max(self.width(), px(NARROWEST)), window.width() - px(16))
        wanted = self.results.verticalHeader().length() + px(10)
        room = window.height() - corner.y() - px(40)
        x = min(corner.x(), corner.x() + self.width() - width)
        self._card.setGeometry(QRect(max(px(8), x), corner.y(), width, max(px(60), min(wanted, room))))

    def _choose(self, row: Row) -> None:
        kind, value = row.data
        if kind == "none":
            return
        self.leave_empty()
        {"customer": self.chosen, "add": self.add_requested, "command": self.command}[kind].emit(value)

    def take(self) -> None:
        """Act on what was found for the text as it stands now, never on an answer to an older one."""
        text = self.text().strip()
        if not text:
            return
        if self._card.isHidden():
            self.look(text)
            return
        if self._found_for != text:
            self.look(text)
        row = self.results.current_row()
        if row is not None and self._found_for == text:
            self._choose(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shown = event.key(), not self._card.isHidden()
        if key in _STEPS and self.text().strip():
            if not shown or self._found_for != self.text().strip():
                self.look(self.text())
            else:
                self._step(_STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_Down:
            self.left.emit()  # nothing is typed: down leads to the page
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if not event.isAutoRepeat():
                self.take()
        elif key == Qt.Key.Key_Escape:
            if shown or self.text():
                self.leave_empty()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        last = self.results.rows.rowCount() - 1
        row = min(last, max(0, self.results.currentIndex().row() + by))
        self.results.setCurrentIndex(self.results.rows.index(row, 0))
        found = self.results.current_row()
        if found is not None:
            self._tell.stop()
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, found.spoken()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in _COMES_BACK:
            self._card.hide()
        else:
            self.leave_empty()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self._card.isVisible():
            self._place()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme = QPainter(self), worn.current()
        side, x = (px(16), px(10)) if self.compact else (px(20), px(16))
        icons.draw(painter, QRect(x, (self.height() - side) // 2, side, side), "search", theme["accent"])
        keys = native("Ctrl+K")
        width = painting.badge_size(keys).width()
        if not self.text() and self.width() > width + px(120):
            edge = self.width() - width - px(6 if self.compact else 16)
            painting.key_badge(painter, QPointF(edge, self.height() / 2), keys, theme["muted"])
