"""The real pages as pictures: of a card its cover and inside, and the sheet with its folds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui import worn
from smallcrm.ui.widgets.buttons import IconButton
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px


class Pages(QWidget):
    """One or two pictures side by side, as large as there is room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("preview")
        self.setAccessibleName(_("Preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.images: Sequence[QImage] = ()
        self.captions: Sequence[str] = ()
        self.words = ""

    def show_images(self, images: Sequence[QImage], captions: Sequence[str] = ()) -> None:
        """Show these pictures."""
        self.images, self.captions = images, captions
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(420), px(320))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(120))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self.images:
            painter.setPen(theme["muted"])
            painter.setFont(worn.font())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.words)
            return
        for place, image, caption in zip(self._places(), self.images, [*self.captions, "", ""], strict=False):
            _picture(painter, place, image)
            painter.setPen(theme["muted"])
            painter.setFont(worn.font("caption"))
            below = QRectF(place.x(), place.bottom() + px(6), place.width(), px(18))
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter, caption)
        if self.hasFocus():
            painter.setPen(QPen(theme["accent"], 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _places(self) -> list[QRectF]:
        count, gap, foot = len(self.images), px(20), px(28) if self.captions else 0
        room = QSizeF((self.width() - px(8) - gap * (count - 1)) / count, self.height() - px(8) - foot)
        size = QSizeF(self.images[0].size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left = (self.width() - size.width() * count - gap * (count - 1)) / 2
        top = (self.height() - foot - size.height()) / 2
        return [QRectF(left + n * (size.width() + gap), top, size.width(), size.height()) for n in range(count)]


def _picture(painter: QPainter, place: QRectF, image: QImage) -> None:
    ratio = painter.device().devicePixelRatioF()
    wanted = (place.size() * ratio).toSize()
    # One smooth step from large to small: the painter's own scaling leaves letters ragged.
    small = image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter.drawImage(place, small)
    painter.setPen(QPen(worn.current()["paper_line"], 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)


class SheetPicture(QWidget):
    """The printed sheet, small, with its folds dashed."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.setFixedSize(px(66), px(93))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.image is None:
            return
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        _picture(painter, box, self.image)
        painter.setPen(QPen(QColor(worn.current()["paper_muted"]), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()))
        painter.drawLine(QPointF(box.center().x(), box.top()), QPointF(box.center().x(), box.bottom()))


class PreviewPane(QWidget):
    """Name and place in the row of people, the pictures, and below them the sheet and the paper in words."""

    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(6), px(16), px(12))
        column.setSpacing(px(8))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.name, self.count = PlainLabel("", "strong"), PlainLabel("", "body", "muted")
        row.addWidget(self.name)
        row.addWidget(self.count, 1)
        self._previous, self._next = IconButton("chevron-left", _("Previous")), IconButton("chevron-right", _("Next"))
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        row.addWidget(self._previous)
        row.addWidget(self._next)
        column.addLayout(row)
        self.pages = Pages()
        column.addWidget(self.pages, 1)
        self.foot = QWidget()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(Hairline())
        line = QHBoxLayout()
        line.setSpacing(px(16))
        self.sheet = SheetPicture()
        self._mark = IconMark("printer", "muted", 18)
        line.addWidget(self.sheet)
        line.addWidget(self._mark)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        self.paper, self.how = PlainLabel("", "strong"), Paragraph("", "caption", "muted")
        words.addStretch(1)
        words.addWidget(self.paper)
        words.addWidget(self.how)
        words.addStretch(1)
        line.addLayout(words, 1)
        foot.addLayout(line)
        column.addWidget(self.foot)

    def show_paper(self, title: str, how: str) -> None:
        """Say on what it is printed."""
        self.paper.setText(title)
        self.how.setText(how)

    def show_person(self, name: str, number: int, count: int, spoken: str) -> None:
        """Say whose piece is shown."""
        self.name.setText(name)
        self.count.setText(_("{number} of {count}").format(number=number, count=count) if count else "")
        self._previous.setEnabled(number > 1)
        self._next.setEnabled(number < count)
        self.pages.setAccessibleDescription(spoken)

    def show_pictures(self, images: Sequence[QImage]) -> None:
        """Show cover, inside and sheet of a card, or one page."""
        if len(images) == 3:
            self.pages.show_images(images[:2], (_("Cover"), _("Inside")))
        else:
            self.pages.show_images(images)
        self.sheet.image = images[2] if len(images) == 3 else None
        self.sheet.setVisible(len(images) == 3)
        self._mark.setVisible(len(images) != 3)
        self.sheet.update()

    def nothing(self, words: str) -> None:
        """Show no picture, but why."""
        self.pages.words = words
        self.pages.show_images(())
        self.show_person("", 0, 0, words)
        self.sheet.hide()

    def set_low(self, *, low: bool) -> None:
        """Leave the foot out where there is little height."""
        self.foot.setVisible(not low)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), worn.current()["sunken"])
