"""Paints the rows of every list: disc, two lines, chip, button, overflow; and knows where a click fell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from smallcrm.ui import icons, painting, worn
from smallcrm.ui.tokens import GROUP, ROW, ROW_COMPACT, ROW_NARROW, faded, mix
from smallcrm.ui.widgets.chips import draw_chip, draw_disc, draw_photo
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.widgets.row_lines import STACKED, Lines, Standing, in_one_line, lines_of, stand, title_font
from smallcrm.ui.widgets.rows import Row, RowRole
from smallcrm.ui.worn import px

Index = QModelIndex | QPersistentModelIndex
State = QStyle.StateFlag
_ICON_FROM = 300
"""Width of a row from which there is room for a button that is an icon, px; Space does the same without."""


class PeopleDelegate(QStyledItemDelegate):
    """One delegate a list. ``acted(index, zone)``: zone is button, menu, check, group or row."""

    acted = Signal(object, str)

    def __init__(self, parent: QWidget, *, keep_selection: bool = False) -> None:
        super().__init__(parent)
        self.narrow = self.wraps = False
        self.lines = Lines()
        self.button_width = 96
        self.keep_selection = keep_selection
        self.picture: Callable[[int], QImage | None] = lambda _photo: None
        self._under: tuple[int, str] = (-1, "")
        self._twice = False

    def height(self, row: Row, width: int = 0) -> int:
        """Give the height of a row, px; in a width, also px, one whose words wrap is higher."""
        if row.group:
            return px(34 if self.narrow else GROUP)
        if row.check is not None:
            return px(44)
        usual = px(ROW_COMPACT if worn.compact() else ROW_NARROW if self.narrow else ROW)
        room = self._room(QRect(0, 0, width, usual), row).width()
        stacked, alike = _stacked(room, row), self.wraps and self.lines.alike
        line = in_one_line(row, stacked=stacked, wraps=True, lines=self.lines)
        if not alike and (not self.wraps or not width or not row.subtitle or line):
            return usual
        usual += px(6) if worn.compact() else 0
        count = self.lines.most if alike else lines_of(row, room, stacked=stacked, wraps=True, lines=self.lines)
        return usual + (count - 1) * (QFontMetrics(worn.font("caption")).height() - px(2))

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(160), self.height(index.data(RowRole)))

    def zones(self, rect: QRect, row: Row) -> dict[str, QRect]:
        """Give what can be clicked in a row, by name."""
        found: dict[str, QRect] = {}
        if row.group:
            if row.link:
                mark = px(24) if row.icon else 0
                width = QFontMetrics(worn.font("strong")).horizontalAdvance(row.link) + px(20) + mark
                left = rect.right() - width - px(7) if row.title else rect.x() + px(54)
                found["group"] = QRect(left, rect.center().y() - px(15), width, px(30))
            return found
        right = rect.right() - px(8)
        if row.menu:
            found["menu"] = QRect(right - px(32), rect.center().y() - px(16), px(32), px(32))
            right -= px(36)
        if row.button and not (row.button_icon and rect.width() < px(_ICON_FROM)):
            width = px(32 if row.button_icon else self.button_width)
            found["button"] = QRect(right - width, rect.center().y() - px(16) + 1, width, px(32))
        if row.check is not None:
            found["check"] = QRect(rect.x() + px(8), rect.y(), px(36), rect.height())
        return found

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        if row is None:
            return
        painter.save()
        if row.group:
            self._paint_group(painter, option, index, row)
        else:
            self._paint_row(painter, option, index, row)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row) -> None:
        theme, rect = worn.current(), option.rect
        if index.row() > 0 and row.title:
            painter.fillRect(rect.x(), rect.y(), rect.width(), 1, theme["hairline"])
        font = worn.font("strong")
        width = _words(
            painter, rect.adjusted(px(16), 0, -px(16), 0), row.title, font, theme["danger" if row.urgent else "text"]
        )
        counted = rect.adjusted(px(24) + width, 0, -px(16), 0)
        _words(painter, counted, row.count, worn.font("body"), theme["muted"])
        if link := self.zones(rect, row).get("group"):
            over = self._under == (index.row(), "group")
            if over:
                painting.rounded(painter, link, theme["sunken"], None)
            if option.state & State.State_HasFocus:
                painting.focus_ring(painter, link)
            if row.icon:
                side = px(18)
                mark = QRect(link.x() + px(10), link.center().y() - side // 2 + 1, side, side)
                icons.draw(painter, mark, row.icon, theme["accent"])
                link = link.adjusted(px(24), 0, 0, 0)
            _words(painter, link, row.link, font, theme["accent"], Qt.AlignmentFlag.AlignCenter)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, row: Row) -> None:
        theme, rect = worn.current(), option.rect
        focus = bool(option.state & State.State_HasFocus)
        chosen = bool(option.state & State.State_Selected) and (
            focus or self.keep_selection or _has_focus(option.widget)
        )
        if chosen:
            painter.fillRect(rect, theme["selection"])
            bar = QRectF(rect.x(), rect.y() + px(8), px(3), rect.height() - px(16))
            painting.rounded(painter, bar, theme["accent"], None, 1.5)
        elif option.state & State.State_MouseOver:
            painter.fillRect(rect, theme["alternate"])
        if focus and "button" not in self.zones(rect, row):  # else the ring is around the button, which Space presses
            painting.focus_ring(painter, rect.adjusted(1, 1, -1, -1))
        self._paint_left(painter, rect, row, lifted=chosen)
        self._paint_right(painter, rect, index, row, focus=focus)
        self._paint_words(painter, self.stand(rect, row), row, lifted=chosen)
        if not chosen and not _last(index):
            left = self._room(rect, row).x()
            painter.fillRect(
                QRectF(left, rect.bottom(), rect.right() - px(16) - left, 1), faded(theme["hairline"], 0.75)
            )

    def stand(self, rect: QRect, row: Row) -> Standing:
        """Give where the words of a row stand, and which of them are seen."""
        room = self._room(rect, row)
        return stand(room, row, stacked=_stacked(room.width(), row), wraps=self.wraps, lines=self.lines)

    def _room(self, rect: QRect, row: Row) -> QRect:
        """Give what disc, tick and buttons leave for the words."""
        zones, left, right = self.zones(rect, row), rect.x() + px(16), rect.right() - px(16)
        left += px(30) if row.check is not None else 0
        left += self._disc() + px(12) if row.avatar or row.icon else 0
        if place := zones.get("menu"):
            right = place.x() - px(8)
        if place := zones.get("button"):
            right = place.x() - px(8 if row.button_icon else 16)
        return QRect(left, rect.y(), right - left, rect.height())

    def _disc(self) -> int:
        return px(26 if worn.compact() else 32 if self.narrow else 36)

    def _paint_left(self, painter: QPainter, rect: QRect, row: Row, *, lifted: bool) -> None:
        x, side = rect.x() + px(16), self._disc()
        if row.check is not None:
            state = State.State_On if row.check else State.State_None
            state |= State.State_Enabled if row.enabled else State.State_None
            painting.tick(painter, QRect(x, rect.center().y() - px(9) + 1, px(18), px(18)), state)
            x += px(30)
        if row.avatar or row.icon:
            disc = QRect(x, rect.center().y() - side // 2 + 1, side, side)
            photo = self.picture(row.photo) if row.photo else None
            if photo is not None and not photo.isNull():
                draw_photo(painter, QRectF(disc), photo)
            else:
                draw_disc(painter, disc, row.disc_tint, row.avatar, row.icon, lifted=lifted)

    def _paint_right(self, painter: QPainter, rect: QRect, index: Index, row: Row, *, focus: bool) -> None:
        theme, zones = worn.current(), self.zones(rect, row)
        if place := zones.get("menu"):
            if self._under == (index.row(), "menu"):
                painting.rounded(painter, place, mix(theme["muted"], theme["surface"], 0.15), None)
            mark = QRect(place.center() - QPoint(px(8), px(8)), QSize(px(18), px(18)))
            icons.draw(painter, mark, "ellipsis", theme["muted"])
        if place := zones.get("button"):
            over = self._under == (index.row(), "button")
            if row.button_icon:
                self._icon_button(painter, place, row.button_icon, over=over, focus=focus)
            else:
                self._button(painter, place, row.button, over=over, focus=focus)

    def _icon_button(self, painter: QPainter, place: QRect, name: str, *, over: bool, focus: bool) -> None:
        theme, side = worn.current(), px(18)
        if over:
            painting.rounded(painter, place, mix(theme["muted"], theme["surface"], 0.15), None)
        if focus:
            painting.focus_ring(painter, place)
        mark = QRect(0, 0, side, side)
        mark.moveCenter(place.center())
        icons.draw(painter, mark, name, theme["muted"])

    def _button(self, painter: QPainter, place: QRect, text: str, *, over: bool, focus: bool) -> None:
        made = QStyleOptionButton()
        made.rect, made.text = place, text
        made.state = State.State_Enabled | (State.State_MouseOver if over else State.State_None)
        made.state |= State.State_HasFocus if focus else State.State_None
        font = worn.font("strong")
        painter.setFont(font)
        made.fontMetrics = QFontMetrics(font)
        painting.button(made, painter, "row")

    @staticmethod
    def _paint_words(painter: QPainter, placed: Standing, row: Row, *, lifted: bool) -> None:
        """Paint name, second line, chip and the words at the right."""
        theme, title = worn.current(), title_font(row)
        _words(painter, placed.title, row.title, title, theme["text" if row.enabled else "muted"])
        _underline(painter, placed.title, row, title)
        for place, words in placed.lines:
            _words(painter, place, words, worn.font("caption"), theme["muted"])
        if row.chip and placed.chip:
            draw_chip(painter, placed.chip, row.chip, lifted=lifted)
        if placed.side:
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            _words(painter, placed.side, placed.said, worn.font("figures"), theme["muted"], right)
        if placed.mark:
            icons.draw(painter, placed.mark, row.side_icon, theme["muted"])

    def zone_at(self, rect: QRect, row: Row, point: QPoint) -> str:
        """Give the name of what lies under the point: button, menu, check, group or row."""
        return next((name for name, place in self.zones(rect, row).items() if place.contains(point)), "row")

    def editorEvent(self, event: QEvent, _model: object, option: QStyleOptionViewItem, index: Index) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        zone = self.zone_at(option.rect, index.data(RowRole), event.position().toPoint())
        kind = event.type()
        if kind == QEvent.Type.MouseMove and self._under != (index.row(), zone):
            self._under = (index.row(), zone)
            if isinstance(option.widget, QAbstractItemView):
                option.widget.viewport().update()
        if kind in {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick}:
            self._twice = kind == QEvent.Type.MouseButtonDblClick
        if kind == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
            if self._twice and zone == "button":
                return True  # a double click is one click: another row stands there by now
            self.acted.emit(QPersistentModelIndex(index), zone)
            return True
        return False

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        row = index.data(RowRole)
        if event.type() == QEvent.Type.ToolTip and row is not None and not row.group:
            under = self.zone_at(option.rect, row, event.pos())
            spoken = row.button if under == "button" and row.button_icon else row.spoken()
            QToolTip.showText(event.globalPos(), plain_tip(spoken), view)
            return True
        return False


def _stacked(room: int, row: Row) -> bool:
    return room < px(STACKED) and row.check is None


def _words(
    painter: QPainter,
    room: QRect,
    text: str,
    font: QFont,
    ink: QColor,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> int:
    """Write one line of plain text, elided, and give its width."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(room, flags | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)


def _underline(painter: QPainter, room: QRect, row: Row, font: QFont) -> None:
    """Mark what was found of the title, so far as it is seen."""
    metrics = QFontMetrics(font)
    base = room.center().y() + (metrics.ascent() - metrics.descent()) // 2 + px(2)
    for start, end in row.marks:
        left = metrics.horizontalAdvance(row.title[:start])
        right = min(metrics.horizontalAdvance(row.title[:end]), room.width())
        if right > left:
            painter.fillRect(room.x() + left, base, right - left, max(1, px(1.5)), worn.current()["accent"])


def _has_focus(view: QWidget | None) -> bool:
    return view is not None and view.hasFocus()


def _last(index: Index) -> bool:
    below = index.model().index(index.row() + 1, 0)
    row = below.data(RowRole) if below.isValid() else None
    return row is None or row.group
