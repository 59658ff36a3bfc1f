"""How single parts look: buttons, fields, ticks, sliders, scroll bars. Called by ``style.py``."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStyleOptionProgressBar, QStyleOptionSlider, QWidget

from smallcrm.ui import icons, worn
from smallcrm.ui.tokens import LIGHT, RADIUS_FIELD, mix
from smallcrm.ui.worn import px

State = QStyle.StateFlag


def rounded(
    painter: QPainter,
    rect: QRect | QRectF,
    fill: QColor | None,
    line: QColor | None,
    radius: float = 4,
    width: float = 1,
) -> None:
    """Paint a rounded box whose border lies inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = width / 2 if line else 0
    painter.setPen(QPen(line, width) if line else Qt.PenStyle.NoPen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)
    painter.restore()


def focus_ring(painter: QPainter, rect: QRect | QRectF, radius: float = RADIUS_FIELD, *, paper: bool = False) -> None:
    """Paint the focus ring: two pixels of accent at the edge, on paper always that of the day."""
    rounded(painter, rect, None, (LIGHT if paper else worn.current())["accent"], radius + 1, 2)


def button_role(look: str, state: QStyle.StateFlag) -> tuple[QColor | None, QColor | None, str]:
    """Give fill, border and text role of a button."""
    theme = worn.current()
    over, down = bool(state & State.State_MouseOver), bool(state & (State.State_Sunken | State.State_On))
    if not state & State.State_Enabled:
        return (None if look in {"link", "plain"} else theme["sunken"]), None, "disabled"
    if look == "primary":
        pressed = mix(theme["accent_hover"], theme["text"], 0.78)
        return pressed if down else theme["accent_hover" if over else "accent"], None, "on_accent"
    text = {"link": "accent", "row": "accent", "danger": "danger", "toast": "window"}.get(look, "text")
    if look in {"link", "plain"}:
        return (theme["selection"] if down else theme["sunken"] if over else None), None, text
    if look == "paper":  # on paper, which stays paper in the dark
        return (theme["paper_line"] if over or down else None), None, "paper_ink"
    if look == "gold":
        return theme["gold"], LIGHT["gold_line"], "gold_ink"
    if look == "toast":
        return (
            (mix(theme["window"], theme["text"], 0.16) if over else None),
            mix(theme["window"], theme["text"], 0.35),
            text,
        )
    fill = theme["selection"] if down else theme["alternate"] if over else theme["surface"]
    return fill, theme["danger" if look == "danger" else "soft"], text


def button(option: QStyleOptionButton, painter: QPainter, look: str, badge: str = "") -> None:
    """Paint a push button with icon, text, shortcut badge and focus ring."""
    state, rect = option.state, QRectF(option.rect)
    fill, line, role = button_role(look, state)
    body = rect
    if state & State.State_HasFocus:
        focus_ring(painter, rect, paper=look in {"paper", "gold"})
        body = rect.adjusted(4, 4, -4, -4)
    if fill or line:
        rounded(painter, body, fill, line, RADIUS_FIELD - (1 if body is not rect else 0))
    _button_label(option, painter, role, badge)


def _button_label(option: QStyleOptionButton, painter: QPainter, role: str, badge: str) -> None:
    metrics, rect = option.fontMetrics, option.rect
    text = option.text
    side, gap = px(18), px(8)
    icon_width = side if not option.icon.isNull() else 0
    badge_width = badge_size(badge).width() + gap if badge else 0
    text_width = metrics.size(Qt.TextFlag.TextShowMnemonic, text).width() if text else 0
    between = gap if icon_width and text else 0
    text_width = min(text_width, rect.width() - icon_width - between - badge_width - px(12))
    x = rect.x() + (rect.width() - icon_width - between - text_width - badge_width) // 2
    colour = worn.current()[role]
    if option.direction == Qt.LayoutDirection.RightToLeft and icon_width:  # what leads on stands behind its word
        after = QRect(x + text_width + between, rect.y() + (rect.height() - side) // 2, side, side)
        tinted_icon(painter, option.icon, after, role)
    elif icon_width:
        place = QRect(x, rect.y() + (rect.height() - side) // 2, side, side)
        tinted_icon(painter, option.icon, place, role)
        x += icon_width + between
    painter.setPen(colour)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextShowMnemonic
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, text_width + 1, Qt.TextFlag.TextShowMnemonic)
    painter.drawText(QRect(x, rect.y(), text_width + 2, rect.height()), flags, shown)
    if badge:
        key_badge(painter, QPointF(x + text_width + gap, rect.center().y() + 0.5), badge, colour)


def tinted_icon(painter: QPainter, icon: QIcon, place: QRect, role: str) -> None:
    """Paint an icon of ours in the role's colour, any other as it is."""
    name = icons.name_of(icon)
    if name:
        icons.draw(painter, place, name, worn.current()[role])
    else:
        icon.paint(painter, place)


def badge_size(text: str) -> QSize:
    """Give the size of a shortcut badge."""
    metrics = QFontMetrics(worn.font("caption"))
    return QSize(metrics.horizontalAdvance(text) + px(11), metrics.height() + px(2))


def key_badge(painter: QPainter, left_middle: QPointF, text: str, colour: QColor) -> None:
    """Paint a shortcut badge, its left edge and middle at the point."""
    size = badge_size(text)
    box = QRectF(left_middle.x(), left_middle.y() - size.height() / 2, size.width(), size.height())
    line = QColor(colour)
    line.setAlphaF(0.45)
    rounded(painter, box, None, line)
    painter.save()
    painter.setFont(worn.font("caption"))
    painter.setPen(colour)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def field(painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, wrong: bool = False) -> None:
    """Paint a field's ground and border; focus is two pixels, of accent or of what is wrong, and nothing moves."""
    theme = worn.current()
    focus, enabled = bool(state & State.State_HasFocus), bool(state & State.State_Enabled)
    line = theme["danger" if wrong else "accent" if focus else "control" if enabled else "hairline"]
    rounded(painter, rect, theme["surface" if enabled else "alternate"], line, RADIUS_FIELD, 2 if focus else 1)


def tick(painter: QPainter, rect: QRect | QRectF, state: QStyle.StateFlag) -> None:
    """Paint a check box of 18 px."""
    theme, enabled = worn.current(), bool(state & State.State_Enabled)
    half = bool(state & State.State_NoChange)
    if state & State.State_On or half:
        rounded(painter, rect, theme["accent" if enabled else "control"], None)
        inner = QRectF(rect).adjusted(2, 2, -2, -2)
        icons.draw(painter, inner, "minus" if half else "check", theme["on_accent" if enabled else "surface"])
    else:
        fill = theme["selection" if state & State.State_Sunken else "surface" if enabled else "sunken"]
        rounded(painter, rect, fill, theme["control" if enabled else "soft"], RADIUS_FIELD, 1.3)


def dot(painter: QPainter, rect: QRect | QRectF, state: QStyle.StateFlag) -> None:
    """Paint a radio button of 18 px."""
    theme, on = worn.current(), bool(state & State.State_On)
    enabled = bool(state & State.State_Enabled)
    ring = theme["accent" if on and enabled else "control"]
    box = QRectF(rect)
    rounded(painter, box, theme["surface"], ring, box.width() / 2, 2 if on else 1.3)
    if on:
        inset = box.width() * 0.24
        rounded(painter, box.adjusted(inset, inset, -inset, -inset), ring, None, box.width() / 2)


def chevron(painter: QPainter, rect: QRect | QRectF, name: str = "chevron-down", role: str = "text") -> None:
    """Paint a small arrow of 16 px in the middle of the rectangle."""
    box = QRectF(0, 0, px(16), px(16))
    box.moveCenter(QRectF(rect).center())
    icons.draw(painter, box, name, worn.current()[role])


def progress(painter: QPainter, option: QStyleOptionProgressBar) -> None:
    """Paint a bar 8 px high; without a known end a third of it is filled."""
    theme, box = worn.current(), QRectF(option.rect)
    height = float(px(8))
    bar = QRectF(box.x(), box.center().y() - height / 2, box.width(), height)
    rounded(painter, bar, theme["sunken" if not theme.dark else "hairline"], None, height / 2)
    span = option.maximum - option.minimum
    share = (option.progress - option.minimum) / span if span > 0 else 0.33
    if share > 0:
        bar.setWidth(max(height, bar.width() * min(1.0, share)))
        rounded(painter, bar, theme["accent"], None, height / 2)


def slider(painter: QPainter, option: QStyleOptionSlider, handle: QRect) -> None:
    """Paint a slider: groove 4 px, knob 20 px with a border of accent."""
    theme, box = worn.current(), QRectF(option.rect)
    flat = option.orientation == Qt.Orientation.Horizontal
    if flat:
        groove = QRectF(box.x(), box.center().y() - 2, box.width(), 4)
        done = QRectF(groove.x(), groove.y(), handle.center().x() - groove.x(), 4)
    else:
        groove = QRectF(box.center().x() - 2, box.y(), 4, box.height())
        done = QRectF(groove.x(), handle.center().y(), 4, groove.bottom() - handle.center().y())
    knob = QRectF(0, 0, px(20), px(20))
    knob.moveCenter(
        QPointF(handle.center().x() + 1, box.center().y())
        if flat
        else QPointF(box.center().x(), handle.center().y() + 1)
    )
    rounded(painter, groove, theme["soft"], None, 2)
    rounded(painter, done, theme["accent"], None, 2)
    if option.state & State.State_HasFocus:
        rounded(painter, knob.adjusted(-1, -1, 1, 1), theme["selection"], theme["accent"], knob.width(), 2)
        knob.adjust(3, 3, -3, -3)
    rounded(painter, knob, theme["surface"], theme["accent"], knob.width() / 2, 2)


def _ground(widget: QWidget | None) -> QColor:
    """The colour that shows behind a widget: of the first one above that paints its own."""
    while widget is not None and not widget.isWindow():
        if widget.objectName() in {"card", "quickFindCard"}:
            return worn.current()["surface"]
        if widget.autoFillBackground():
            return widget.palette().color(widget.backgroundRole())
        widget = widget.parentWidget()
    return worn.current()["window"]


def scroll_bar(painter: QPainter, option: QStyleOptionSlider, handle: QRect, ground: QWidget | None) -> None:
    """Paint a slim scroll bar without arrows."""
    theme = worn.current()
    painter.fillRect(option.rect, _ground(ground))
    if handle.isEmpty() or option.maximum == option.minimum:
        return
    over = bool(option.state & (State.State_MouseOver | State.State_Sunken))
    flat = option.orientation == Qt.Orientation.Horizontal
    box = QRectF(handle).adjusted(*((2, 3, -2, -3) if flat else (3, 2, -3, -2)))
    rounded(painter, box, theme["control" if over else "soft"], None, min(box.width(), box.height()) / 2)
