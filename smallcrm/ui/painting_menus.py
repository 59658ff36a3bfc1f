"""How menus, popup lists and tooltips look. Called by ``style.py``."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyleOption, QStyleOptionMenuItem, QWidget

from smallcrm.ui import icons, painting, worn
from smallcrm.ui.worn import px

State = QStyle.StateFlag
Item = QStyleOptionMenuItem
LEFT, RIGHT = 40, 30
"""Where the words of a menu begin, and the room for the arrow at their end, px at 100 %."""


def menu_size(option: QStyleOptionMenuItem, size: QSize) -> QSize:
    """Give the size of a menu entry; ``size`` is that of its words."""
    if option.menuItemType == Item.MenuItemType.Separator:
        return QSize(px(24), px(9))
    return QSize(size.width() + px(LEFT) + px(RIGHT) + px(16), max(size.height() + px(8), px(32)))


def menu_item(painter: QPainter, option: QStyleOptionMenuItem, *, underline: bool) -> None:
    """Paint an entry: icon or check, words, shortcut, arrow."""
    theme, rect = worn.current(), option.rect
    painter.fillRect(rect, theme["surface"])
    if option.menuItemType == Item.MenuItemType.Separator:
        painter.fillRect(rect.x(), rect.center().y(), rect.width(), 1, theme["hairline"])
        return
    enabled = bool(option.state & State.State_Enabled)
    if option.state & State.State_Selected and enabled:
        painting.rounded(painter, rect.adjusted(px(4), 1, -px(4), -1), theme["selection"], None)
    ink = theme["text" if enabled else "disabled"]
    _mark(painter, option, enabled=enabled)
    words, _tab, keys = option.text.partition("\t")
    room = rect.adjusted(px(LEFT), 0, -px(RIGHT), 0)
    mnemonic = Qt.TextFlag.TextShowMnemonic if underline else Qt.TextFlag.TextHideMnemonic
    painter.setPen(ink)
    painter.setFont(option.font)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | mnemonic
    painter.drawText(room, flags, words)
    if keys:
        painter.setPen(theme["muted" if enabled else "disabled"])
        right = rect.adjusted(0, 0, -px(16), 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)
    if option.menuItemType == Item.MenuItemType.SubMenu:
        side = px(16)
        arrow = QRect(rect.right() - side - px(10), rect.center().y() - side // 2 + 1, side, side)
        icons.draw(painter, arrow, "chevron-right", ink)


def _mark(painter: QPainter, option: QStyleOptionMenuItem, *, enabled: bool) -> None:
    side = px(18)
    place = QRect(option.rect.x() + px(12), option.rect.center().y() - side // 2 + 1, side, side)
    if option.checked:
        icons.draw(painter, place, "check", worn.current()["accent" if enabled else "disabled"])
    elif not option.icon.isNull():
        painting.tinted_icon(painter, option.icon, place, "muted" if enabled else "disabled")


def popup_item(painter: QPainter, option: QStyleOption) -> None:
    """Paint the ground of a row in a list of plain words, such as the one of a combo box."""
    theme, state = worn.current(), option.state
    fill = "selection" if state & State.State_Selected else "alternate" if state & State.State_MouseOver else ""
    if fill:
        painting.rounded(painter, QRectF(option.rect).adjusted(px(4), 1, -px(4), -1), theme[fill], None)


def tip(painter: QPainter, rect: QRect) -> None:
    """Paint the ground of a tooltip."""
    painter.fillRect(rect, worn.current()["text"])


def in_popup(widget: QWidget | None) -> bool:
    """Whether the widget is the list that a combo box lets down."""
    above = widget.window() if widget is not None else None
    return above is not None and above.inherits("QComboBoxPrivateContainer")
