"""Tiles of equal width, and a figure that leads to those whom it counts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLayoutItem, QSizePolicy, QWidget

from smallcrm.i18n import format_number
from smallcrm.ui import painting, worn
from smallcrm.ui.widgets.flow import Arranged
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.worn import px


class Tiles(Arranged):
    """A layout of tiles side by side, as many as there is room for; those in a line are equally high.

    ``whole``: none is narrower than the widest of them wants to be, where that leaves room for two.
    """

    def __init__(
        self, parent: QWidget | None = None, *, least: int = 300, gap: int = 16, most: int = 3, whole: bool = False
    ) -> None:
        super().__init__(parent)
        self._least, self._gap, self._most, self._whole = px(least), px(gap), most, whole

    def sizeHint(self) -> QSize:
        return QSize(self._least, self.heightForWidth(self._least))

    def minimumSize(self) -> QSize:
        wide = max((i.minimumSize().width() for i in self.items if not i.isEmpty()), default=0)
        return QSize(min(wide, self._least), 0)

    def arrange(self, rect: QRect, *, move: bool) -> int:
        shown = [item for item in self.items if not item.isEmpty()]
        if not shown:
            return 0
        least = max(self._least, *(item.sizeHint().width() for item in shown)) if self._whole else self._least
        pair = (rect.width() - self._gap) // 2
        least = pair if self._least <= pair < least else least
        across = max(1, min(self._most, (rect.width() + self._gap) // (least + self._gap)))
        wide = (rect.width() - self._gap * (across - 1)) // across
        lines = [shown[start : start + across] for start in range(0, len(shown), across)]
        highs = [max(_height(item, wide) for item in line) for line in lines]
        needed = sum(highs) + self._gap * (len(lines) - 1)
        y = rect.y()
        for line, high in zip(lines, highs, strict=True) if move else ():
            for number, item in enumerate(line):
                item.setGeometry(QRect(rect.x() + number * (wide + self._gap), y, wide, high))
            y += high + self._gap
        return needed


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def tiled(tiles: Tiles) -> QWidget:
    """Give a widget that is as high as its tiles are at its width."""
    holder = QWidget()
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    holder.setLayout(tiles)
    return holder


class Figure(QAbstractButton):
    """A number over what it counts; pressed, it leads to those people. Without ``leads`` it only tells."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.number, self.caption = "", ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_leads(leads=False)

    def show_figure(self, number: int | str, caption: str, *, leads: bool = True) -> None:
        """Show a number (or what stands for one) and its words."""
        self.number = format_number(number) if isinstance(number, int) else number
        self.caption = caption
        self.setAccessibleName(f"{self.number} {caption}")
        self.set_leads(leads=leads and number not in {0, ""})
        self.updateGeometry()
        self.update()

    def set_leads(self, *, leads: bool) -> None:
        """Say whether it can be pressed."""
        self.setEnabled(leads)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if leads else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip("" if self.width() >= self.sizeHint().width() else plain_tip(self.accessibleName()))

    def sizeHint(self) -> QSize:
        number, caption = QFontMetrics(worn.font("answer")), QFontMetrics(worn.font("caption"))
        wide = max(number.horizontalAdvance(self.number), caption.horizontalAdvance(self.caption))
        return QSize(wide + px(8), number.height() + caption.height() + px(6))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), px(160)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        if self.hasFocus():
            painting.focus_ring(painter, self.rect())
        over = self.underMouse() and self.isEnabled()
        font = worn.font("answer")
        painter.setFont(font)
        painter.setPen(theme["accent" if over else "text"])
        high = QFontMetrics(font).height()
        room = QRectF(px(4), px(2), self.width() - px(8), high)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.number)
        small = worn.font("caption")
        small.setUnderline(over)
        painter.setFont(small)
        painter.setPen(theme["accent" if over else "muted"])
        low = QRectF(px(4), px(2) + high, self.width() - px(8), QFontMetrics(small).height() + 2)
        words = QFontMetrics(small).elidedText(self.caption, Qt.TextElideMode.ElideRight, int(low.width()) + 1)
        painter.drawText(low, Qt.AlignmentFlag.AlignVCenter, words)
