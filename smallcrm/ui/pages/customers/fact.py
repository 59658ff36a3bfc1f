"""One fact of a customer, edited in its place: click, F2 or Enter begins; Enter or Tab saves, Esc restores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import Customer
from smallcrm.i18n import _
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.pages.page import sentence
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.chips import Chip, chip_size, draw_chip
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.worn import px

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a fact's editor; with ``choices`` (value, words) it is a list to choose from."""

    key: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    placeholder: str = ""


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
    mark: str = field(default="", compare=False)


class FactLine(QAbstractButton):
    """A fact as read: icon, label, value; pressing it starts the editing."""

    def __init__(self, fact: Fact, parent: QWidget) -> None:
        super().__init__(parent)
        self.fact = fact
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("{label}: {value}").format(label=fact.label, value=fact.shown or fact.empty))
        self.setToolTip(self.accessibleName().replace("<", "\u200b<"))
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        lines = max(1, self.fact.shown.count("\n") + 1)
        return QSize(px(240), px(16) + lines * QFontMetrics(worn.font()).lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, fact = QPainter(self), worn.current(), self.fact
        if self.underMouse():
            painting.rounded(painter, self.rect(), theme["sunken"], None)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())
        line = QFontMetrics(worn.font()).lineSpacing()
        top = px(8)
        icons.draw(painter, QRect(px(6), top + (line - px(16)) // 2, px(16), px(16)), fact.icon, theme["muted"])
        painter.setFont(worn.font())
        painter.setPen(theme["muted"])
        left = px(32 + 110)
        label = QFontMetrics(worn.font()).elidedText(fact.label, Qt.TextElideMode.ElideRight, px(102))
        painter.drawText(QRect(px(32), top, px(104), line), Qt.AlignmentFlag.AlignVCenter, label)
        lines = (fact.shown or fact.empty).split("\n")
        right = [self.width() - px(4)] * len(lines)
        if fact.chip:  # beside the last line, which is the age and not the date
            size = chip_size(fact.chip)
            low = top + (len(lines) - 1) * line + (line - size.height()) / 2
            draw_chip(painter, QRectF(right[-1] - size.width(), low, size.width(), size.height()), fact.chip)
            right[-1] -= size.width() + px(6)
        painter.setPen(theme["text" if fact.shown else "accent"])
        for number, words in enumerate(lines):
            place = QRect(left, top + number * line, right[number] - left, line)
            short = QFontMetrics(worn.font()).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, short)


class FactEditor(QFrame):
    """The fields of one fact. ``save(values)`` raises ShopError for what cannot be; ``closed`` when it is over."""

    closed = Signal(bool)

    def __init__(self, fact: Fact, save: Callable[[Values], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.fact, self._save = fact, save
        self._over = False
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(8))
        self.fields: dict[str, Field[QLineEdit] | Field[QComboBox]] = {}
        for part in fact.parts:
            made = _field(part)
            self.fields[part.key] = made
            made.widget.installEventFilter(self)
            column.addWidget(made)
        self._first = next(iter(self.fields.values()))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(button(_("Save"), "primary", size="small", clicked=self.commit))
        row.addWidget(button(_("Cancel"), "link", size="small", clicked=self.restore))
        row.addStretch(1)
        column.addLayout(row)
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]

    def start(self) -> None:
        """Put the cursor into the first field."""
        widget = self._first.widget
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.selectAll()

    def values(self) -> dict[str, str]:
        """Give what is typed, by part."""
        return {key: _value(made.widget) for key, made in self.fields.items()}

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
        try:
            self._save(self.values())
        except ShopError as error:
            wrong = self.fields.get(str(error.values.get("part", "")), self._first)
            wrong.set_error(sentence(error))
            wrong.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.finish(back=True)

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
        try:
            self._save(self.values())
        except ShopError as error:
            self.fields.get(str(error.values.get("part", "")), self._first).set_error(sentence(error))
            return
        self.finish(back=False)

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
        return str(widget.currentData())
    return widget.text() if isinstance(widget, QLineEdit) else ""


def _field(part: Part) -> Field[QLineEdit] | Field[QComboBox]:
    if part.choices:
        combo = QComboBox()
        choices = (
            part.choices
            if any(v == part.value for v, _words in part.choices)
            else (*part.choices, (part.value, part.value))
        )
        for value, words in choices:
            combo.addItem(words, value)
        combo.setCurrentIndex(next(i for i, (v, _words) in enumerate(choices) if v == part.value))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return Field(part.label, combo, hint=part.hint)
    line = QLineEdit(part.value)
    line.setPlaceholderText(part.placeholder)
    line.setMaxLength(2000)
    return Field(part.label, line, hint=part.hint)
