"""The list of the worklist, painted: ticks, by when a card is posted, and those too late by post in a warning box."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from smallcrm.i18n import _
from smallcrm.store.worklist import WorkLine
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.pages.calendar.worklist_rows import LATE, day_in_short
from smallcrm.ui.tokens import GROUP, RADIUS_FIELD, mix
from smallcrm.ui.widgets.people_delegate import PeopleDelegate
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row, RowsModel
from smallcrm.ui.worn import px

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
_ROW = 44
_HEAD = 52
_HINT = 16
"""What a row is higher that says more below, px at 100 %."""
_SIDE = 15
"""From the edge of the card to what stands in it, px at 100 %."""
_PLAIN = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class WorklistRows(RowsModel):
    """Rows that say whether a card is ticked, and which are too late by post."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = super().data(index, role)
        if found is None or role != Qt.ItemDataRole.AccessibleTextRole:
            return found
        row = self.row(index.row())
        if row.check is not None:
            found = f"{found}, {row.side}" if row.side_full else found
            return ", ".join((_("Ticked") if row.check else _("Not ticked"), str(found)))
        return ", ".join((str(found), _("Too late by post"))) if is_late(row) else found


def is_late(row: Row) -> bool:
    """Whether a row is that of a card too late by post."""
    return not row.group and row.check is None


class WorklistDelegate(PeopleDelegate):
    """Rows of 44: tick, name over day and age, at the right the day of posting."""

    def height(self, row: Row, width: int = 0) -> int:  # noqa: ARG002 — as the base has it
        if row.data == LATE:
            return px(_HEAD) + px(8)
        if row.group:
            return px(34 if self.narrow else GROUP)
        return px(_ROW + _HINT) if row.side_full else px(_ROW)

    def zones(self, rect: QRect, row: Row) -> dict[str, QRect]:
        if row.group:
            return super().zones(rect, row)
        if row.check is not None:
            return {"check": QRect(rect.x() + px(_SIDE - 9), rect.y(), px(36), rect.height())}
        return {"menu": QRect(rect.right() - px(_SIDE + 36), rect.center().y() - px(16), px(32), px(32))}

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row) -> None:
        if row.data == LATE:
            self._late_head(painter, option.rect, row)
            return
        if not row.title:
            super()._paint_group(painter, option, index, row)
            return
        theme, rect = worn.current(), option.rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        if index.row() > 0:
            painter.fillRect(rect.x(), rect.y(), rect.width(), 1, theme["hairline"])
        width = _line(painter, rect, row.title, worn.font("strong"), theme["text"])
        _line(painter, rect.adjusted(width + px(8), 0, 0, 0), row.count, worn.font("body"), theme["muted"])

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row) -> None:
        theme, rect = worn.current(), option.rect
        focus = bool(option.state & State.State_HasFocus)
        late = is_late(row)
        if late:
            _box(painter, rect, first=False, last=index.row() == index.model().rowCount() - 1)
        elif focus:
            painter.fillRect(rect, theme["selection"])
        elif option.state & State.State_MouseOver:
            painter.fillRect(rect, theme["alternate"])
        if focus:
            side = px(_SIDE) if late else 1
            painting.focus_ring(painter, rect.adjusted(side, 1, -side, -1))
        if late:
            self._late_row(painter, rect, index, row)
            return
        state = State.State_Enabled | (State.State_On if row.check else State.State_None)
        if row.side_full:
            below = QRect(rect.x() + px(_SIDE + 30), rect.bottom() - px(_HINT + 5), 0, px(_HINT))
            below.setRight(rect.right() - px(_SIDE))
            self._hint(painter, below, row)
            rect = rect.adjusted(0, 0, 0, -px(_HINT))
        painting.tick(painter, QRect(rect.x() + px(_SIDE), rect.center().y() - px(9) + 1, px(18), px(18)), state)
        self._words_of(painter, rect.adjusted(px(_SIDE + 30), 0, -px(_SIDE), 0), row)

    @staticmethod
    def _hint(painter: QPainter, room: QRect, row: Row) -> None:
        """Write what somebody should know before the card is printed."""
        ink, side = worn.current()["warning"], px(13)
        icons.draw(painter, QRect(room.x(), room.center().y() - side // 2, side, side), row.side_icon, ink)
        _line(painter, room.adjusted(side + px(4), 0, 0, 0), row.side_full, worn.font("caption"), ink)

    def _words_of(self, painter: QPainter, room: QRect, row: Row) -> None:
        """Write name and day, and at the right when it is posted: beside the name where the day needs its line."""
        theme, upper, lower = worn.current(), worn.font("strong"), worn.font("caption")
        first, second = _two(room, upper, lower)
        small = QFontMetrics(lower)
        taken = small.horizontalAdvance(row.side) + 2
        left = room.width() - taken - px(8)
        # Two more than the whole pixels told, or what fits by a fraction is written with an ellipsis.
        name_fits = QFontMetrics(upper).horizontalAdvance(row.title) + 2 <= left
        day_fits = small.horizontalAdvance(_day(row)) + 2 <= left
        side = QRect(room if name_fits and day_fits else second if day_fits else first)
        side.setLeft(room.right() + 1 - taken)
        if name_fits or not day_fits:
            first.setWidth(left)
        if day_fits:
            second.setWidth(left)
        _line(painter, first, row.title, upper, theme["text"])
        _line(painter, second, _day(row, second.width(), small), lower, theme["muted"])
        _line(painter, side, row.side, lower, theme["muted"])

    def _late_head(self, painter: QPainter, rect: QRect, row: Row) -> None:
        theme, box = worn.current(), rect.adjusted(0, px(8), 0, 0)
        _box(painter, box, first=True, last=False)
        mark = QRect(box.x() + px(_SIDE + 10), box.y() + px(10), px(18), px(18))
        icons.draw(painter, mark, "triangle-alert", theme["warning"])
        room = box.adjusted(px(_SIDE + 38), 0, -px(_SIDE + 8), 0)
        upper, lower = worn.font("strong"), worn.font("caption")
        first, second = _two(room, upper, lower)
        _line(painter, first, row.title, upper, theme["text"])
        _line(painter, second, row.subtitle, lower, theme["text"])

    def _late_row(self, painter: QPainter, rect: QRect, index: Index, row: Row) -> None:
        theme, place = worn.current(), self.zones(rect, row)["menu"]
        if self._under == (index.row(), "menu"):
            painting.rounded(painter, place, mix(theme["warning"], theme["warning_tint"], 0.2), None)
        side = QRect(place.center() - QPoint(px(8), px(8)), QSize(px(18), px(18)))
        icons.draw(painter, side, "ellipsis", theme["text"])
        room = QRect(rect.x() + px(_SIDE + 10), rect.y(), 0, rect.height())
        room.setRight(place.x() - px(4))
        upper, lower = worn.font("strong"), worn.font("caption")
        first, second = _two(room, upper, lower)
        _line(painter, first, row.title, upper, theme["text"])
        _line(painter, second, _day(row, second.width(), QFontMetrics(lower)), lower, theme["text"])


class WorklistList(RowList):
    """A list of ``WorklistRows``: Space ticks, Enter opens the customer, the Menu key shows everything else."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__(name, accessible)
        self.people = WorklistDelegate(self)
        self.people.acted.connect(self._clicked)
        self.setItemDelegate(self.people)
        self.show_model(WorklistRows(self))


def _two(room: QRect, upper: QFont, lower: QFont) -> tuple[QRect, QRect]:
    """Where two lines stand in the middle of a row."""
    high, low = QFontMetrics(upper).height(), QFontMetrics(lower).height()
    top = room.y() + (room.height() - high - low) // 2 + 1
    return QRect(room.x(), top, room.width(), high), QRect(room.x(), top + high - 1, room.width(), low)


def _day(row: Row, width: int = 0, metrics: QFontMetrics | None = None) -> str:
    """Say in short which day a card is for; where it is wider, what kind of day it is is cut, never the years."""
    if not isinstance(row.data, WorkLine):
        return row.subtitle
    day, kind, years = day_in_short(row.data)
    whole = ", ".join(part for part in (day, kind, years) if part)
    if metrics is None or not kind or metrics.horizontalAdvance(whole) <= width:
        return whole
    rest = ", ".join(part for part in (day, years) if part)
    kind = metrics.elidedText(kind, Qt.TextElideMode.ElideRight, width - metrics.horizontalAdvance(f"{rest}, "))
    return ", ".join(part for part in (day, kind, years) if part)


def _box(painter: QPainter, rect: QRect, *, first: bool, last: bool) -> None:
    """Paint a part of the warning box; the first has its upper corners, the last its lower ones."""
    theme, radius = worn.current(), px(RADIUS_FIELD)
    painter.save()
    painter.setClipRect(rect)
    over = 3 * radius
    box = QRectF(rect.adjusted(px(_SIDE), 0 if first else -over, -px(_SIDE), 0 if last else over))
    painting.rounded(painter, box, theme["warning_tint"], mix(theme["warning"], theme["warning_tint"], 0.35), radius)
    painter.restore()


def _line(painter: QPainter, room: QRect, text: str, font: QFont, ink: QColor) -> int:
    """Write one line of plain text, elided, and give its width."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(room, _PLAIN, shown)
    return metrics.horizontalAdvance(shown)
