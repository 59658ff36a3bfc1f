"""Choices large enough to be read: a card with a radio button, a tile, a thumbnail. One of a parent's holds."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QStyle

from smallcrm.ui import icons, painting, worn
from smallcrm.ui.tokens import RADIUS_CARD
from smallcrm.ui.widgets.chips import draw_disc
from smallcrm.ui.widgets.shop_mark import draw_mark
from smallcrm.ui.worn import px


class _Choice(QRadioButton):
    """A radio button painted by itself: the whole of it takes a click, and a screen reader hears a radio button."""

    def __init__(self, words: str, name: str = "") -> None:
        super().__init__(words.replace("&", "&&"))
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._words = words

    def hitButton(self, point: QPoint) -> bool:
        return self.rect().contains(point)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _ground(self, painter: QPainter, box: QRectF, radius: float = RADIUS_CARD) -> None:
        """The frame: 2 px of accent where chosen, a ring outside of it where the focus is."""
        theme, on = worn.current(), self.isChecked()
        if self.hasFocus():
            painting.rounded(painter, box, None, theme["accent"], radius + 2, 2)
        body = box.adjusted(4, 4, -4, -4)
        fill = theme["surface"] if on or not self.underMouse() else theme["alternate"]
        painting.rounded(painter, body, fill, theme["accent" if on else "soft"], radius, 2 if on else 1)


class OptionCard(_Choice):
    """Radio button, disc with an icon, title and a sentence: 92 px high (60 without a sentence), more if it wraps."""

    def __init__(  # the words, the picture, and what stands at the right end
        self,
        title: str,
        sentence: str = "",
        *,
        icon: str = "",
        tint: str = "petrol",
        name: str = "",
        aside: str = "",
    ) -> None:
        super().__init__(title, name)
        self._sentence, self._icon, self._tint, self._aside = sentence, icon, tint, aside
        self.setAccessibleDescription(sentence)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _left(self) -> int:
        return px(20) + px(18) + px(16) + (px(44) + px(16) if self._icon else 0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(px(80), width - 8 - self._left() - px(20))
        return max(px(92 if self._sentence else 60), self._text_height(room) + px(28)) + 8

    def _title_height(self, room: int) -> int:
        return _height(self._words, "option", room)

    def _text_height(self, room: int) -> int:
        return self._title_height(room) + (px(2) + _height(self._sentence, "body", room) if self._sentence else 0)

    def sizeHint(self) -> QSize:
        return QSize(px(240), self.heightForWidth(px(480)))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), self.heightForWidth(max(self.width(), px(240))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, box = QPainter(self), worn.current(), QRectF(self.rect())
        self._ground(painter, box)
        middle = box.center().y()
        state = QStyle.StateFlag.State_Enabled
        state |= QStyle.StateFlag.State_On if self.isChecked() else QStyle.StateFlag.State_Off
        painting.dot(painter, QRectF(4 + px(20), middle - px(9), px(18), px(18)), state)
        if self._icon:
            disc = QRectF(4 + px(54), middle - px(22), px(44), px(44))
            draw_disc(painter, disc, self._tint, icon=self._icon)
        room = self.width() - 8 - self._left() - px(20)
        flags = Qt.TextFlag.TextWordWrap
        high = self._text_height(room)
        place = QRect(4 + self._left(), round(middle - high / 2), room, high + 4)
        painter.setFont(worn.font("option"))
        painter.setPen(theme["text"])
        painter.drawText(place, flags, self._words)
        if self._aside:
            painter.setFont(worn.font("body"))
            painter.setPen(theme["muted"])
            right = QRectF(box.center().x(), box.y(), box.width() / 2 - 4 - px(20), box.height())
            painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._aside)
        if self._sentence:
            painter.setFont(worn.font("body"))
            painter.setPen(theme["muted"])
            low = place.y() + self._title_height(room) + px(2)
            painter.drawText(QRect(place.x(), low, room, high + 4), flags, self._sentence)


class MarkTile(_Choice):
    """A kind of shop: its mark above its word; a check in the corner where chosen. 92 px high."""

    def __init__(self, words: str, kind: str, *, name: str = "") -> None:
        super().__init__(words, name)
        self._kind = kind
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(worn.font("strong")).horizontalAdvance(self._words)
        return QSize(max(px(120), words + px(16)) + 8, px(92) + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, box = QPainter(self), worn.current(), QRectF(self.rect())
        self._ground(painter, box)
        mark = QRectF(box.center().x() - px(18), 4 + px(15), px(36), px(36))
        draw_mark(painter, mark, self._kind)
        painter.setFont(worn.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme["text"])
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - px(16) - 8)
        low = QRectF(4, mark.bottom() + px(4), box.width() - 8, box.bottom() - 4 - mark.bottom() - px(8))
        painter.drawText(low, Qt.AlignmentFlag.AlignCenter, shown)
        if self.isChecked():
            corner = QRectF(box.right() - 4 - px(26), 4 + px(10), px(16), px(16))
            icons.draw(painter, corner, "circle-check", theme["accent"])


class PictureChoice(_Choice):
    """A thumbnail with its name below: 88 x 124 px, or the size given (px at 100 %)."""

    def __init__(self, words: str, picture: QPixmap | None = None, size: tuple[int, int] = (88, 124)) -> None:
        super().__init__(words)
        self._picture, self._size = QPixmap(), size
        self.set_picture(picture or QPixmap())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(words)

    def set_picture(self, picture: QPixmap) -> None:
        """Show another picture; it is fitted into the place and keeps its shape."""
        ratio = self.devicePixelRatio()
        place = QSize(px(self._size[0]), px(self._size[1])) * ratio
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self._picture = picture if picture.isNull() else picture.scaled(place, keep, smooth)
        self._picture.setDevicePixelRatio(ratio)
        self.update()

    def sizeHint(self) -> QSize:
        wide, high = self._size
        return QSize(px(wide) + 10, px(high) + 10 + px(4) + QFontMetrics(worn.font("strong")).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, on = QPainter(self), worn.current(), self.isChecked()
        frame = QRectF(0, 0, px(self._size[0]) + 10, px(self._size[1]) + 10)
        frame.moveCenter(QRectF(0, 0, self.width(), frame.height()).center())
        if on or self.hasFocus():
            painting.rounded(painter, frame, None, theme["accent" if on else "control"], 6, 2)
        if on and self.hasFocus():
            painting.rounded(painter, frame.adjusted(-2, -2, 2, 2), None, theme["accent"], 7, 3)
        inner = frame.adjusted(5, 5, -5, -5)
        painter.fillRect(inner, theme["sunken"])
        if not self._picture.isNull():
            place = QRectF(inner.topLeft(), self._picture.deviceIndependentSize())
            place.moveCenter(inner.center())
            painter.drawPixmap(place.topLeft(), self._picture)
        painting.rounded(painter, inner.adjusted(-1, -1, 1, 1), None, theme["paper_line"], 2)
        painter.setFont(self._font())
        painter.setPen(theme["accent" if on else "text" if self.hasFocus() or self.underMouse() else "muted"])
        words = QFontMetrics(painter.font()).elidedText(self._words, Qt.TextElideMode.ElideRight, self.width())
        low = QRectF(0, frame.bottom() + px(2), self.width(), self.height() - frame.bottom() - px(2))
        painter.drawText(low, Qt.AlignmentFlag.AlignCenter, words)

    def _font(self) -> QFont:
        """The font of the name; a long one is written smaller before it is cut."""
        font = worn.font("strong" if self.isChecked() else "caption")
        if QFontMetrics(font).horizontalAdvance(self._words) > self.width():
            font.setPointSizeF(worn.font("caption").pointSizeF())
        return font


def _height(text: str, role: str, room: int) -> int:
    metrics = QFontMetrics(worn.font(role))
    return metrics.boundingRect(QRect(0, 0, room, 9999), Qt.TextFlag.TextWordWrap, text).height()
