"""Pictures of real pages on screen: paper that stays paper, with its fold; a click looks closer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallcrm.i18n import _
from smallcrm.ui import painting, worn
from smallcrm.ui.tokens import LIGHT
from smallcrm.ui.worn import px

WIDEST = 264
"""Width of a page beside another, px at 100 %."""


class Picture:
    """An image, scaled once for each size it is painted in."""

    def __init__(self, image: QImage) -> None:
        self.image = image
        self._made = QPixmap()

    def paint(self, painter: QPainter, place: QRectF) -> None:
        """Paint it into the place, sharp at the screen's own pixels."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        wanted = (place.size() * ratio).toSize()
        if self._made.size() != wanted:
            # One smooth step from large to small: the painter's own scaling leaves letters ragged.
            smooth = Qt.TransformationMode.SmoothTransformation
            self._made = QPixmap.fromImage(self.image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
            self._made.setDevicePixelRatio(ratio)
        painter.drawPixmap(place.topLeft(), self._made)


class Pages(QWidget):
    """One or two pages side by side: arrows and Page Up/Down go through the people, Enter or a click looks closer."""

    stepped = Signal(int)
    closer = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.images: Sequence[QImage] = ()
        self.captions: Sequence[str] = ()
        self.folded = False
        self.words = ""
        self._pictures: list[Picture] = []
        self._sizes: Sequence[QSize] = ()

    def show_images(self, images: Sequence[QImage], captions: Sequence[str] = (), *, folded: bool = False) -> None:
        """Show these pages; ``folded``: a cover and an inside."""
        self.images, self.captions, self.folded = images, captions, folded
        self._pictures = [Picture(image) for image in images]
        self._sizes = [image.size() for image in images]
        self.setCursor(Qt.CursorShape.PointingHandCursor if images else Qt.CursorShape.ArrowCursor)
        self.update()

    def wait(self, sizes: Sequence[QSize], captions: Sequence[str] = (), *, folded: bool = False) -> None:
        """Show empty paper of these shapes until the pages come; no shape: that of the last ones."""
        self.images, self._pictures, self.words = (), [], ""
        if sizes:
            self._sizes, self.captions, self.folded = sizes, captions, folded
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(110))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1}.get(
            Qt.Key(event.key()), 0
        )
        if by:
            self.stepped.emit(by)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.images:
            self.closer.emit(0)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        for number, place in enumerate(self.places()):
            if place.contains(event.position()) and event.button() == Qt.MouseButton.LeftButton:
                self.closer.emit(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        if not self._sizes:
            painter.setPen(theme["muted"])
            painter.setFont(worn.font())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)
            return
        for number, place in enumerate(self.places()):
            if self._pictures:
                self._pictures[number].paint(painter, place)
            else:
                painter.fillRect(place, Qt.GlobalColor.white)
            if self.folded:
                _fold(painter, place, inside=number == 1)
            painter.setPen(QPen(theme["paper_line"], 1))
            painter.drawRect(place)
            painter.setPen(theme["muted"])
            painter.setFont(worn.font("caption"))
            below = QRectF(place.x(), place.bottom() + px(6), place.width(), px(18))
            if number < len(self.captions):
                painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, self.captions[number])
        if self.hasFocus():
            around = QRectF(self.places()[0].united(self.places()[-1])).adjusted(-px(6), -px(6), px(6), px(6))
            painting.focus_ring(painter, around.intersected(QRectF(self.rect())))

    def places(self) -> list[QRectF]:
        """Give where each page stands."""
        count, gap, foot = len(self._sizes), px(20), px(28) if self.captions else 0
        if not count:
            return []
        room = QSizeF((self.width() - px(12) - gap * (count - 1)) / count, self.height() - px(12) - foot)
        size = QSizeF(self._sizes[0]).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width() * count - gap * (count - 1)) / 2
        top = (self.height() - foot - size.height()) / 2
        corner = QPointF(round(left), round(top))
        step = QPointF(round(size.width()) + gap, 0)
        whole = QSizeF(round(size.width()), round(size.height()))
        return [QRectF(corner + step * n, whole) for n in range(count)]


def _fold(painter: QPainter, place: QRectF, *, inside: bool) -> None:
    """Show where the card is folded: a strip at the edge inside, one line on the cover."""
    painter.save()
    if inside:
        strip = QRectF(place.topLeft(), QSizeF(px(5), place.height()))
        painter.fillRect(strip, LIGHT["table"])
    painter.setPen(QPen(LIGHT["paper_line"], 1))
    x = place.x() + px(5)
    painter.drawLine(QPointF(x, place.y()), QPointF(x, place.bottom()))
    painter.restore()


class SheetPicture(QWidget):
    """The printed sheet, small, with its folds dashed: across and down for a card, at the marks for a letter."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: Picture | None = None
        self._drawn = False
        self._folds: Sequence[float] = ()
        self.setFixedSize(px(66), px(93))
        self.setAccessibleName(_("The printed sheet"))

    def show_sheet(self, image: QImage, folds: Sequence[float], *, down: bool) -> None:
        """Show a sheet; ``folds`` are shares of the height, ``down`` folds it in the middle too."""
        self._picture, self._folds, self._down, self._drawn = Picture(image), folds, down, True
        self.setFixedSize(px(66), round(px(66) * image.height() / image.width()))
        self.update()

    def wait(self) -> None:
        """Show the sheet empty until the next one comes."""
        self._drawn = False
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 0, -1, -1)
        if self._drawn:
            self._picture.paint(painter, box)
        else:
            painter.fillRect(box, Qt.GlobalColor.white)
        painter.setPen(QPen(worn.current()["paper_line"], 1))
        painter.drawRect(box)
        painter.setPen(QPen(worn.current()["paper_muted"], 1, Qt.PenStyle.DashLine))
        for share in self._folds:
            y = round(box.top() + box.height() * share) + 0.5
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        if self._down:
            x = round(box.center().x()) + 0.5
            painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
