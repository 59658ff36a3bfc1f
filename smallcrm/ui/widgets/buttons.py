"""Buttons: a look, a word, and where there is no room for a word, a tooltip and a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from smallcrm.i18n import _, format_number
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.tokens import mix
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.worn import px


class PushButton(QPushButton):
    """A push button that Enter presses too, as people expect of the button with the focus.

    A double click is one click: the second would fall on whatever the first has brought under the mouse.
    """

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


def button(  # the words, the look and what it does
    text: str,
    look: str = "secondary",
    *,
    icon: str = "",
    size: str = "",
    name: str = "",
    badge: str = "",
    clicked: Callable[[], object] | None = None,
) -> QPushButton:
    """Make a push button.

    ``look``: primary, secondary, link, danger, row, on paper ``gold`` and ``paper``; ``size``: "" (36 px), ``counter``
    (44) or ``small`` (32); ``name`` is its object name, ``badge`` the shortcut written on it.
    """
    made = PushButton(text)
    for key, value in (("look", look), ("extent", size), ("badge", badge)):
        made.setProperty(key, value)
    made.setFont(worn.font("strong" if look in {"primary", "link", "row", "gold", "paper"} else "body"))
    made.setAutoDefault(False)
    if icon:
        made.setIcon(icons.icon(icon))
    if name:
        made.setObjectName(name)
    if clicked:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def counted(words: str, count: int, *, beyond: int = 0) -> str:
    """The words of a button with for how many it is, where there are more than ``beyond``."""
    # Translators: what a button does, and for how many people, such as "Call list (3)"
    return _("{action} ({n})").format(action=words, n=format_number(count)) if count > beyond else words


def set_badge(made: QPushButton, badge: str) -> None:
    """Write another shortcut on a button, or none: in narrow windows there is no room for it."""
    if made.property("badge") != badge:
        made.setProperty("badge", badge)
        made.setIcon(made.icon())  # Qt keeps a button's size until its icon or text is set
        made.updateGeometry()


class IconButton(QToolButton):
    """An icon of 18 px on 32 px without a word; its word is the tooltip and the accessible name."""

    def __init__(
        self, icon: str, word: str, parent: QWidget | None = None, *, role: str = "text", framed: bool = False
    ) -> None:
        super().__init__(parent)
        self._icon, self._role, self._framed = icon, role, framed
        self.setAccessibleName(word)
        self.setToolTip(plain_tip(word))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        side = px(36 if self._framed else 32)
        return QSize(side, side)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        if self._framed:
            painting.rounded(painter, self.rect(), theme["surface"], theme["soft"])
        if self.underMouse() and self.isEnabled():
            inner = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painting.rounded(painter, inner, mix(theme["muted"], theme["surface"], 0.12), None)
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())
        box = QRect(0, 0, px(18), px(18))
        box.moveCenter(self.rect().center())
        icons.draw(painter, box, self._icon, theme[self._role if self.isEnabled() else "disabled"])


class Toggle(QToolButton):
    """A filter chip or segment: checkable, 24 px, transparent when off, on = selection and semibold accent."""

    def __init__(self, text: str, parent: QWidget | None = None, *, icon: str = "") -> None:
        super().__init__(parent)
        self._drawing = icon
        self.setText(text)
        self.setCheckable(True)
        self.setFont(worn.font("caption"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        bold = worn.font("strong")
        bold.setPointSizeF(self.font().pointSizeF())
        width = QFontMetrics(bold).horizontalAdvance(self.text()) + (px(19) if self._drawing else 0)
        return QSize(width + px(22), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, on = QPainter(self), worn.current(), self.isChecked()
        box = QRectF(self.rect()).adjusted(1, px(2), -1, -px(2))
        over = self.underMouse() and self.isEnabled()
        painting.rounded(
            painter,
            box,
            theme["selection"] if on else theme["sunken"] if over else None,
            None if on else theme["soft"],
            box.height() / 2,
        )
        if self.hasFocus():
            painting.rounded(painter, self.rect(), None, theme["accent"], self.height() / 2, 2)
        font = self.font()
        font.setWeight(font.Weight.DemiBold if on else font.Weight.Normal)
        painter.setFont(font)
        ink = theme["disabled" if not self.isEnabled() else "accent" if on else "text"]
        painter.setPen(ink)
        words = self.rect()
        if self._drawing:
            mark = QRectF(box.x() + px(9), self.height() / 2 - px(7), px(14), px(14))
            icons.draw(painter, mark, self._drawing, ink)
            words = words.adjusted(px(19), 0, 0, 0)
        room = words.width() - px(16)
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)
