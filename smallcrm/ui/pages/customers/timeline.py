"""Everything that happened with a customer, newest on top, grouped by time; long texts wrap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontInfo,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smallcrm.domain.model import Entry
from smallcrm.i18n import _
from smallcrm.ui import painting, worn
from smallcrm.ui.pages.customers.timeline_lines import Line
from smallcrm.ui.widgets.chips import draw_disc
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.worn import px

Index = QModelIndex | QPersistentModelIndex
LineRole = Qt.ItemDataRole.UserRole + 1
CHANGED_HERE = frozenset(
    {"note", "visit", "purchase", "call", "meeting", "sms", "message", "email", "complaint", "remedy", "survey"}
)
"""Kinds that a person wrote, and may change."""
_REMOVED_HERE = CHANGED_HERE | {"letter"}


LINE = 1.4
"""Height of a line of text in sizes of its font."""
_SIDE = 104
"""Width of the date at the right, px: "29. marraskuuta" is the longest."""


class TimelineModel(QAbstractListModel):
    """Lines in memory."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LineRole:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text or line.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(line.by)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def wrapped(text: str, width: int) -> tuple[QTextLayout, int]:
    """Lay a plain text out in lines of that width, px; and give its height."""
    layout = QTextLayout(text.replace("\n", "\u2028"), worn.font("body"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    height, step = 0.0, LINE * QFontInfo(worn.font("body")).pixelSize()
    layout.beginLayout()
    while text and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        full = max(step, line.height())
        line.setPosition(QPointF(0, height + (full - line.height()) / 2))
        height += full
    layout.endLayout()
    return layout, round(height)


class TimelineDelegate(QStyledItemDelegate):
    """Paints a disc, the kind, the wrapped text and the time."""

    def text_width(self, width: int) -> int:
        """Width of the text in a view that wide, px."""
        return max(px(80), width - px(28 + 12 + _SIDE))

    def height(self, line: Line, width: int) -> int:
        """Height of a line in a view that wide, px."""
        if line.heading:
            return px(36)
        title = QFontMetrics(worn.font("strong")).height()
        return title + wrapped(line.text, self.text_width(width))[1] + px(16)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else px(400)
        return QSize(width, self.height(index.data(LineRole), width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect, theme = index.data(LineRole), option.rect, worn.current()
        painter.save()
        if line.heading:
            painter.setFont(worn.font("strong"))
            painter.setPen(theme["muted"])
            painter.drawText(rect.adjusted(0, px(8), 0, 0), Qt.AlignmentFlag.AlignVCenter, line.title)
            painter.restore()
            return
        view = option.widget
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            painting.focus_ring(painter, rect.adjusted(0, 0, 0, -1))
        draw_disc(painter, QRect(rect.x(), rect.y() + px(6), px(28), px(28)), line.tint, icon=line.icon)
        following = index.sibling(index.row() + 1, 0).data(LineRole)
        if following is not None and not following.heading:  # a thread to the one before
            low = rect.y() + px(6 + 28 + 4)
            painter.fillRect(rect.x() + px(14), low, 1, max(0, rect.bottom() + 1 - low), theme["hairline"])
        left, width = rect.x() + px(40), self.text_width(rect.width())
        title = QFontMetrics(worn.font("strong")).height()
        caption = QFontMetrics(worn.font("caption")).horizontalAdvance(line.side) + 2
        head = QRect(left, rect.y() + px(7), rect.right() - px(4) - left, title)
        painter.setFont(worn.font("strong"))
        painter.setPen(theme["text"])
        painter.drawText(head.adjusted(0, 0, -caption - px(8), 0), Qt.AlignmentFlag.AlignVCenter, line.title)
        wrapped(line.text, width)[0].draw(painter, QPointF(left, rect.y() + px(7) + title))
        painter.setFont(worn.font("caption"))
        painter.setPen(theme["muted"])
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, line.side)
        painter.restore()


class TimelineView(QListView):
    """The list; ``edit(entry)`` by F2 or Enter and ``remove(entry)`` by Delete on what a person wrote.

    On what happened on a card the same keys tell ``card_wanted`` and ``reverse_wanted``, the right button
    ``menu_wanted`` (CardLine).
    ``moved(rect)``: the entry with the focus lies there in the list.
    """

    moved = Signal(object)

    edit_wanted = Signal(object)
    remove_wanted = Signal(object)
    card_wanted = Signal(object)
    reverse_wanted = Signal(object)
    menu_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(_("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines = TimelineModel(self)
        self._painter = TimelineDelegate(self)
        self.setModel(self.lines)
        self.setItemDelegate(self._painter)
        self.doubleClicked.connect(lambda index: self._edit(index.data(LineRole)))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.moved.emit(self.visualRect(current))

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the past of a customer."""
        self.lines.set_lines(lines)
        self._measure()

    def line(self) -> Line | None:
        """The line with the focus, or None."""
        line: Line | None = self.currentIndex().data(LineRole)
        return line

    def entry(self) -> Entry | None:
        """The entry with the focus, or None."""
        line = self.line()
        return line.entry if line is not None else None

    def point(self) -> QPoint:
        """Give where a menu of the line with the focus opens, on the screen."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft() + QPoint(px(40), 0))

    def go(self, row: int) -> None:
        """Give the focus to the entry in that line, or the next one below a heading."""
        entries = [n for n, line in enumerate(self.lines.lines) if not line.heading and n >= row]
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if entries:
            self.setCurrentIndex(self.lines.index(entries[0]))

    def _edit(self, line: Line | None) -> bool:
        """Change what a person wrote, or show the card of what happened on one; whether there was anything to do."""
        if line is not None and line.card is not None:
            self.card_wanted.emit(line.card)
        elif _changed_here(line) and line is not None:
            self.edit_wanted.emit(line.entry)
        else:
            return False
        return True

    def _measure(self) -> None:
        width = self.viewport().width()
        self.setFixedHeight(sum(self._painter.height(line, width) for line in self.lines.lines) + px(8))
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measure()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        line = self.line()
        if line is None or line.heading:  # the ring has to be seen somewhere: on the newest entry
            first = next((n for n, line in enumerate(self.lines.lines) if not line.heading), -1)
            self.setCurrentIndex(self.lines.index(first))
        elif self.currentIndex().isValid():
            self.moved.emit(self.visualRect(self.currentIndex()))

    def event(self, event: QEvent) -> bool:
        # F2 edits the entry with the focus before it edits the customer.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            line = self.line()
            if event.key() == Qt.Key.Key_F2 and line is not None and (line.card is not None or _changed_here(line)):
                event.accept()
                return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of what happened on a card, by the right button or the key for menus."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.setCurrentIndex(self.indexAt(event.pos()))
        line = self.line()
        if line is not None and line.card is not None:
            self.menu_wanted.emit(line.card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line()
        if line is not None and not event.isAutoRepeat():
            changes = event.key() in {Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if changes and self._edit(line):
                return
            if event.key() == Qt.Key.Key_Delete and line.card is not None:
                self.reverse_wanted.emit(line.card)
                return
            if event.key() == Qt.Key.Key_Delete and line.entry is not None and line.entry.kind in _REMOVED_HERE:
                self.remove_wanted.emit(line.entry)
                return
        super().keyPressEvent(event)


def _changed_here(line: Line | None) -> bool:
    return line is not None and line.entry is not None and line.entry.kind in CHANGED_HERE
