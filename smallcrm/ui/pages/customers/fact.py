"""One fact of a customer, edited in its place: click, F2 or Enter begins; Enter or Tab saves, Esc restores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.model import Customer
from smallcrm.i18n import _
from smallcrm.ui.pages.page import sentence
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.surface import Surface
from smallcrm.ui.worn import px

Values = Mapping[str, str]
FIELD = 180
"""Width of the page for each of the fields beside each other, px."""
_ANY_WIDTH = 16_777_215
"""What Qt calls no limit."""


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a fact's editor; with ``choices`` (value, words) a list to choose from.

    ``free``: anything else may be typed too.
    """

    key: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    placeholder: str = ""
    free: bool = False
    only: frozenset[str] = frozenset()
    """Values of the first part with which this one is asked at all; empty = with each."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: how it is called and shown, the parts it is edited by, and how typed values change the customer."""

    key: str
    icon: str
    label: str
    shown: str
    parts: tuple[Part, ...]
    keep: Callable[[Customer, Values], Customer]
    chip: Chip | None = None
    empty: str = ""
    """What stands there without a value: an invitation to add one."""
    below: str = ""
    """A muted line under the value."""
    mark: str = ""
    """Icon at the right of the value."""
    told: str = ""
    """What the icon says, in words."""
    note: Callable[[Values], str] | None = None
    """What to know of the values as they are typed, below the fields."""
    muted: bool = False
    """Whether it is kept and holds no longer."""


class FactEditor(Surface):
    """The fields of one fact. ``save(values)`` raises ShopError for what cannot be; ``closed`` when it is over."""

    closed = Signal(bool)

    def __init__(self, fact: Fact, save: Callable[[Values], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.fact, self._save = fact, save
        self._over = False
        self._alone: QWidget | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        self.strip = Strip(closable=False)
        column.addWidget(self.strip)
        self.fields: dict[str, Field[QLineEdit] | Field[QComboBox]] = {}
        for part in fact.parts:
            made = _field(part)
            made.setParent(self)  # what has none yet would be shown as a window of its own
            self.fields[part.key] = made
            made.widget.installEventFilter(self)
        self._across = max(1, min(3, parent.width() // px(FIELD)))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        column.addLayout(self._grid)
        self._first = next(iter(self.fields.values()))
        self._note = Paragraph("", "caption", "muted")
        column.addWidget(self._note)
        self._asked: list[Field[QLineEdit] | Field[QComboBox]] = []
        self._renew()
        for made in self.fields.values():
            if isinstance(made.widget, QLineEdit):
                made.widget.textChanged.connect(self._renew)
            else:
                made.widget.currentTextChanged.connect(self._renew)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.save_button = button(_("Save"), "primary", size="small", clicked=self.commit)
        row.addWidget(self.save_button)
        row.addWidget(button(_("Cancel"), "link", size="small", clicked=self.restore))
        row.addStretch(1)
        column.addLayout(row)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def _renew(self) -> None:
        """Ask what belongs to the first value, and say what is to be known of all of them."""
        chosen = _value(self._first.widget)
        asked = [self.fields[p.key] for p in self.fact.parts if not p.only or chosen in p.only]
        if asked != self._asked:
            self._asked = asked
            self._lay_out()
        words = self.fact.note(self.values()) if self.fact.note else ""
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _lay_out(self) -> None:
        """Lay the fields out, as many beside each other; the hint of the last one has the rest of its line."""
        across, shown = self._across, self._asked
        if self._alone is not None:
            self._alone.setMinimumWidth(0)
            self._alone.setMaximumWidth(_ANY_WIDTH)
            self._alone = None
        while self._grid.takeAt(0) is not None:
            pass
        for made in self.fields.values():
            if (inner := made.layout()) is not None:
                inner.setAlignment(made.widget, Qt.AlignmentFlag(0))
            made.setVisible(made in shown)
        for number, made in enumerate(shown):
            line, place = divmod(number, across)
            rest = across - place if number == len(shown) - 1 else 1
            self._grid.addWidget(made, line, place, 1, rest, Qt.AlignmentFlag.AlignTop)
            if rest > 1 and (inner := made.layout()) is not None:
                inner.setAlignment(made.widget, Qt.AlignmentFlag.AlignLeft)
                self._alone = made.widget
        for column in range(across):
            self._grid.setColumnStretch(column, 1)
        self._fit()

    def start(self) -> None:
        """Put the cursor into the first field."""
        widget = self._first.widget
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.selectAll()

    def values(self) -> dict[str, str]:
        """Give what is typed, by part."""
        return {key: _value(made.widget) for key, made in self.fields.items()}

    def fill(self, values: Values) -> None:
        """Type these values."""
        for key, text in values.items():
            widget = self.fields[key].widget
            if isinstance(widget, QLineEdit):
                widget.setText(text)
            elif widget.isEditable() and widget.findData(text) < 0:
                widget.setEditText(text)
            else:
                widget.setCurrentIndex(widget.findData(text))

    def changed(self) -> bool:
        """Whether anything differs from what the customer has."""
        return any(_value(self.fields[p.key].widget) != p.value for p in self.fact.parts)

    def commit(self) -> None:
        """Save; what cannot be saved stays typed, with a sentence under the field."""
        if self._over:
            return
        if not self.changed():
            self.finish(back=True)
            return
        if self._kept(to_field=True):
            self.finish(back=True)

    def _kept(self, *, to_field: bool) -> bool:
        """Save; what cannot be saved stays typed, and what is wrong is told under its field or above all of them."""
        try:
            self._save(self.values())
        except BadInput as error:
            wrong = self.fields.get(str(error.values.get("part", "")), self._first)
            wrong.set_error(sentence(error))
            if to_field:
                wrong.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        except ShopError as error:
            self.strip.say(sentence(error), repairs=((_("Try again"), self.commit),))
            return False
        self.strip.hide()
        return True

    def restore(self) -> None:
        """Leave everything as it was."""
        self.finish(back=True)

    def finish(self, *, back: bool) -> None:
        """End the editing; ``back``: the focus goes back to the line."""
        if not self._over:
            self._over = True
            QApplication.instance().focusChanged.disconnect(self._focus_moved)  # type: ignore[union-attr]
            self.closed.emit(back)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = new is None or new is self or self.isAncestorOf(new) or new.window() is not self.window()
        if inside or self._over or not self.isVisible():
            return
        if not self.changed():
            self.finish(back=False)
            return
        if self._kept(to_field=False):
            self.finish(back=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._alone is not None:  # as wide as it would be with a field beside it
            gaps = px(12) * (self._across + 1)
            self._alone.setFixedWidth(max(px(80), (self.contentsRect().width() - gaps) // self._across))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.restore()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
                self.commit()
                return True
        return super().eventFilter(watched, event)


def _value(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        if not widget.isEditable():
            return str(widget.currentData())
        typed = widget.currentText().strip()
        known = widget.findText(typed, Qt.MatchFlag.MatchFixedString)  # whatever its capitals
        return typed if known < 0 else str(widget.itemData(known))
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _field(part: Part) -> Field[QLineEdit] | Field[QComboBox]:
    if part.choices or part.free:
        return Field(part.label, _combo(part), hint=part.hint)
    line = QLineEdit(part.value)
    line.setPlaceholderText(part.placeholder)
    line.setMaxLength(2000)
    return Field(part.label, line, hint=part.hint)


def _combo(part: Part) -> QComboBox:
    combo, known = QComboBox(), any(value == part.value for value, _words in part.choices)
    for value, words in part.choices if known or part.free else (*part.choices, (part.value, part.value)):
        combo.addItem(words, value)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    if part.free:
        line = QLineEdit()
        line.setMaxLength(2000)
        line.setPlaceholderText(part.placeholder)
        line.setAccessibleName(part.label)
        combo.setEditable(True)
        combo.setLineEdit(line)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    combo.setCurrentIndex(combo.findData(part.value))
    if part.free and not known:
        combo.setEditText(part.value)
    return combo
