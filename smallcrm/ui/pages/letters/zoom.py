"""A page as large as there is room, over the letters page; Esc or a click closes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui import painting, worn
from smallcrm.ui.pages.letters.pages import Picture
from smallcrm.ui.widgets.buttons import IconButton
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

DPI = 216


class Zoom(QWidget):
    """Stands in the place of ``covered``, which is hidden meanwhile; left and right turn the pages."""

    def __init__(self, parent: QWidget, covered: QWidget) -> None:
        super().__init__(parent)
        self._covered = covered
        self.setObjectName("zoom")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pictures: list[Picture] = []
        self._names: Sequence[str] = ()
        self.number = 0
        self._before: QWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(8), px(12), px(8))
        row.setSpacing(px(8))
        self.words = PlainLabel("", "strong")
        self._previous, self._next = IconButton("chevron-left", _("Previous")), IconButton("chevron-right", _("Next"))
        self._previous.clicked.connect(lambda: self.turn(-1))
        self._next.clicked.connect(lambda: self.turn(1))
        close = IconButton("x", _("Close"))
        close.clicked.connect(self.leave)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        for widget in (self._previous, self._next, close):
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        parent.installEventFilter(self)
        self.hide()

    def open(self, images: Sequence[QImage], names: Sequence[str], number: int) -> None:
        """Show one of the pages; what is there already may be sharper later (``sharpen``)."""
        self._names, self.number = names, min(number, len(images) - 1)
        self._before = self.window().focusWidget()
        self.sharpen(images)
        self._cover()
        self._covered.hide()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def sharpen(self, images: Sequence[QImage]) -> None:
        """Show the same pages from larger pictures."""
        self._pictures = [Picture(image) for image in images]
        self.turn(0)

    def turn(self, by: int) -> None:
        """Show the next or previous page."""
        last = len(self._pictures) - 1
        self.number = max(0, min(self.number + by, last))
        name = self._names[self.number] if self.number < len(self._names) else ""
        self.words.setText(name)
        self.setAccessibleName(name)
        self._previous.setEnabled(self.number > 0)
        self._next.setEnabled(self.number < last)
        self.update()

    def leave(self) -> None:
        """Close it and go back to where the focus was."""
        self.hide()
        self._covered.show()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.leave()
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_PageUp}:
            self.turn(-1)
        elif key in {Qt.Key.Key_Right, Qt.Key.Key_PageDown}:
            self.turn(1)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._cover()
        return False

    def _cover(self) -> None:
        above = self.parentWidget()
        if above is not None:
            self.setGeometry(above.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        painter.fillRect(self.rect(), theme["sunken"])
        if not self._pictures:
            return
        picture = self._pictures[self.number]
        room = QSizeF(self.width() - px(64), self.height() - px(64))
        size = QSizeF(picture.image.size()).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, 0, round(size.width()), round(size.height()))
        place.moveCenter(QRectF(self.rect()).center())
        place.moveTo(round(place.x()), px(48) + round((self.height() - px(56) - size.height()) / 2))
        picture.paint(painter, place)
        painter.setPen(QPen(theme["paper_line"], 1))
        painter.drawRect(place)
        if self.hasFocus():
            painting.focus_ring(painter, place.adjusted(-px(4), -px(4), px(4), px(4)))
