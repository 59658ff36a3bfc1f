"""The list of who gets one and who does not: ticks, reasons with their icon, repairs as links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from smallcrm.domain.piece import LeftOut
from smallcrm.i18n import _
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.tokens import mix
from smallcrm.ui.widgets.chips import Chip, chip_size, draw_chip
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


_CHIP = 18
"""Height of a chip beside one line, px at 100 %."""


@dataclass(frozen=True, slots=True)
class PostChip(Chip):
    """How a card gets there: ``brief`` is the icon and the words that say it where there is no room for more."""

    brief: tuple[str, str] = ("", "")

    def shorter(self) -> Chip:
        """Give the same in its icon and at most a day."""
        icon, text = self.brief
        return Chip(text, self.tone, icon, self.full or self.text)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the two lines of a row and its chip stand."""

    first: QRect
    second: QRect
    box: QRect
    chip: Chip | None


def placed(room: QRect, row: Row) -> Placed:
    """Let the chip stand beside the one line that has room for it; it is shortened before a line is cut."""
    upper, lower = (QFontMetrics(font) for font in _fonts(row))
    top = room.y() + (room.height() - upper.height() - lower.height()) // 2 + 1
    first = QRect(room.x(), top, room.width(), upper.height())
    second = QRect(room.x(), top + upper.height() - 1, room.width(), lower.height())
    if row.chip is None:
        return Placed(first, second, QRect(), None)
    free = [
        room.width() - px(8) - metrics.horizontalAdvance(text)
        for metrics, text in ((upper, row.title), (lower, row.subtitle))
    ]
    chips = [row.chip, row.chip.shorter()] if isinstance(row.chip, PostChip) else [row.chip]
    fits = [(chip, line) for chip in chips for line in (0, 1) if _wide(chip) <= free[line]]
    chip, line = fits[0] if fits else (chips[-1], free.index(max(free)))
    at = (first, second)[line]
    box = QRect(room.right() + 1 - _wide(chip), at.center().y() + 1 - px(_CHIP) // 2, _wide(chip), px(_CHIP))
    at.setRight(box.x() - px(8))
    return Placed(first, second, box, chip)


def _wide(chip: Chip) -> int:
    return chip_size(chip).width() if chip.text else px(32)  # an icon alone stands in the middle


def _fonts(row: Row) -> tuple[QFont, QFont]:
    return worn.font("strong" if row.check else "body"), worn.font("caption")


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
        self._two(painter, QRect(left, rect.y(), right - left, rect.height()), row, lifted=chosen)

    def _link(self, painter: QPainter, place: QRect, index: Index, words: str) -> None:
        theme = worn.current()
        if self._under == (index.row(), "button"):
            painting.rounded(painter, place, mix(theme["muted"], theme["surface"], 0.12), None)
        painter.setFont(worn.font("strong"))
        painter.setPen(theme["accent"])
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)

    def _two(self, painter: QPainter, room: QRect, row: Row, *, lifted: bool) -> None:
        theme = worn.current()
        upper, lower = _fonts(row)
        if not row.subtitle:
            _line(painter, room, row.title, upper, theme["text"])
            return
        stand = placed(room, row)
        second = QRect(stand.second)
        _line(painter, stand.first, row.title, upper, theme["text"])
        if row.side_icon and not isinstance(row.data, LeftOut):
            _beside(painter, stand.first, row, upper)
        if stand.chip is not None:
            draw_chip(painter, stand.box, stand.chip, lifted=lifted)
        if isinstance(row.data, LeftOut) and (mark := _MARKS.get(row.data.reason.code, "circle-alert")):
            side = px(14)
            place = QRect(second.x(), second.y() + (second.height() - side) // 2, side, side)
            icons.draw(painter, place, mark, theme["muted"])
            second.adjust(side + px(4), 0, 0, 0)
        _line(painter, second, row.subtitle, lower, theme["muted"])


def _beside(painter: QPainter, first: QRect, row: Row, font: QFont) -> None:
    """Draw the icon of a row beside its name, where there is room; its words are the row's own."""
    side, after = px(14), first.x() + QFontMetrics(font).horizontalAdvance(row.title) + px(6)
    if after + side <= first.right():
        icons.draw(
            painter, QRect(after, first.center().y() - side // 2, side, side), row.side_icon, worn.current()["muted"]
        )


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
