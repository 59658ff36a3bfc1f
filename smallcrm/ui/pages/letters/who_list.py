"""The list of who gets one and who does not: ticks, reasons with their icon, repairs as links."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from smallcrm.domain.piece import LeftOut
from smallcrm.i18n import _
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.tokens import mix
from smallcrm.ui.widgets.chips import chip_size, draw_chip
from smallcrm.ui.widgets.people_delegate import PeopleDelegate
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row, RowsModel
from smallcrm.ui.worn import px

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
_MARKS = {
    "no_address": "map-pin",
    "address_incomplete": "map-pin",
    "address_too_long": "map-pin",
    "no_mail": "shield-check",
    "prospect": "shield-check",
    "already_printed": "check",
    "deceased": "user",
    "archived": "archive",
    "in_bin": "trash-2",
    "no_occasion": "cake",
    "card_not_wanted": "x",
    "greeted": "hand-helping",
    "complaint_open": "circle-alert",
}


class WhoRows(RowsModel):
    """Rows that say whether somebody gets one."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        found = super().data(index, role)
        if found is None or role not in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return found
        row = self.row(index.row())
        if row.group:
            return found
        ticked = _("Ticked") if row.check else _("Not ticked")
        return ", ".join(part for part in (ticked, str(found), row.button) if part)


class WhoDelegate(PeopleDelegate):
    """Rows of 44: tick, name, day or reason, and at the right a chip or a link."""

    def zones(self, rect: QRect, row: Row) -> dict[str, QRect]:
        if row.group:
            return {}
        found = {"check": QRect(rect.x() + px(8), rect.y(), px(36), rect.height())}
        if row.button:
            width = QFontMetrics(worn.font("strong")).horizontalAdvance(row.button) + px(16)
            found["button"] = QRect(rect.right() - px(8) - width, rect.center().y() - px(15), width, px(32))
        return found

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row) -> None:
        theme, rect = worn.current(), option.rect
        if index.row() > 0:
            painter.fillRect(rect.x(), rect.y(), rect.width(), 1, theme["hairline"])
        font = worn.font("strong")
        font.setPointSizeF(worn.font("caption").pointSizeF())
        painter.setFont(font)
        painter.setPen(theme["muted"])
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect.adjusted(px(16), 0, -px(8), 0), flags, f"{row.title} {row.count}".strip())

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row) -> None:
        theme, rect = worn.current(), option.rect
        focus = bool(option.state & State.State_HasFocus)
        chosen = bool(option.state & State.State_Selected)
        if chosen:
            painter.fillRect(rect, theme["selection"])
            bar = QRectF(rect.x(), rect.y() + px(8), px(3), rect.height() - px(16))
            painting.rounded(painter, bar, theme["accent"], None, 1.5)
        elif option.state & State.State_MouseOver:
            painter.fillRect(rect, theme["alternate"])
        if focus:
            painting.focus_ring(painter, QRectF(rect).adjusted(1, 1, -1, -1))
        state = (State.State_On if row.check else State.State_None) | (
            State.State_Enabled if row.enabled else State.State_None
        )
        tick = QRect(rect.x() + px(16), rect.center().y() - px(9) + 1, px(18), px(18))
        painting.tick(painter, tick, state)
        left, right = rect.x() + px(46), rect.right() - px(12)
        if place := self.zones(rect, row).get("button"):
            self._link(painter, place, index, row.button)
            right = place.x() - px(4)
        elif row.chip:
            size = chip_size(row.chip)
            box = QRect(right - size.width(), rect.center().y() - size.height() // 2 + 1, size.width(), size.height())
            draw_chip(painter, box, row.chip, lifted=chosen)
            right = box.x() - px(8)
        self._two(painter, QRect(left, rect.y(), right - left, rect.height()), row)

    def _link(self, painter: QPainter, place: QRect, index: Index, words: str) -> None:
        theme = worn.current()
        if self._under == (index.row(), "button"):
            painting.rounded(painter, place, mix(theme["muted"], theme["surface"], 0.12), None)
        painter.setFont(worn.font("strong"))
        painter.setPen(theme["accent"])
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)

    def _two(self, painter: QPainter, room: QRect, row: Row) -> None:
        theme = worn.current()
        upper, lower = worn.font("strong" if row.check else "body"), worn.font("caption")
        if not row.subtitle:
            _line(painter, room, row.title, upper, theme["text"])
            return
        heights = QFontMetrics(upper).height(), QFontMetrics(lower).height()
        top = room.y() + (room.height() - sum(heights)) // 2 + 1
        first = QRect(room.x(), top, room.width(), heights[0])
        second = QRect(room.x(), top + heights[0] - 1, room.width(), heights[1])
        _line(painter, first, row.title, upper, theme["text"])
        if isinstance(row.data, LeftOut) and (mark := _MARKS.get(row.data.reason.code, "circle-alert")):
            side = px(14)
            place = QRect(second.x(), second.y() + (heights[1] - side) // 2, side, side)
            icons.draw(painter, place, mark, theme["muted"])
            second.adjust(side + px(4), 0, 0, 0)
        _line(painter, second, row.subtitle, lower, theme["muted"])


def _line(painter: QPainter, room: QRect, text: str, font: Any, ink: Any) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class WhoList(RowList):
    """A list of ``WhoRows``: Space ticks, Enter opens the repair."""

    def __init__(self, name: str, accessible: str) -> None:
        super().__init__(name, accessible, keep_selection=True)
        self.people = WhoDelegate(self, keep_selection=True)
        self.people.acted.connect(self._clicked)
        self.setItemDelegate(self.people)
        self.show_model(WhoRows(self))
