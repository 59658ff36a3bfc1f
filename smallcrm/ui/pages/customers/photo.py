"""The photo of a customer: read from a file and made small, shown in a circle; without one two initials."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageReader, QImageWriter, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import Customer
from smallcrm.i18n import _
from smallcrm.ui.tokens import TINTS
from smallcrm.ui.widgets.chips import draw_disc, draw_photo, initials
from smallcrm.ui.worn import px

SIDE = 512
"""Longest side of a photo that is kept, px: sharp in the header at 200 %, small in the shop file."""
SUFFIXES = ("jpg", "jpeg", "png", "bmp", "gif", "webp")


def read_photo(file: Path) -> bytes:
    """Give the picture of a file as a JPEG, upright and at most 512 px; raises BadInput ``not_a_picture``."""
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)  # as the phone was held
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > SIDE:
        reader.setScaledSize(size.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise BadInput("not_a_picture", file=file.name)
    ground = QImage(image.size(), QImage.Format.Format_RGB32)
    ground.fill(Qt.GlobalColor.white)  # JPEG knows no transparency
    painter = QPainter(ground)
    painter.drawImage(0, 0, image)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpg"))
    writer.setQuality(85)
    if not writer.write(ground):
        raise BadInput("not_a_picture", file=file.name)
    return bytes(data.data())


def small(data: bytes, side: int) -> QImage:
    """Give the picture of these bytes with its shorter side about that many px; an empty one where it is none."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if size.isValid() and min(size.width(), size.height()) > side:
        reader.setScaledSize(size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return reader.read()


def choose_photo(parent: QWidget, keep: Callable[[Path], object]) -> None:
    """Let somebody choose a picture and keep it."""
    kinds = _("Pictures ({patterns})").format(patterns=" ".join(f"*.{suffix}" for suffix in SUFFIXES))
    name, _kind = QFileDialog.getOpenFileName(parent, _("Choose a photo"), "", kinds)
    if name:
        keep(Path(name))


class Avatar(QWidget):
    """Photo, or two initials in the customer's tint; 60 px. ``dropped(path)``: a picture was dropped on it."""

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._name, self._tint, self._photo = "", TINTS[0], QImage()
        self.setFixedSize(QSize(px(60), px(60)))
        self.setAcceptDrops(True)

    def show_customer(self, customer: Customer) -> None:
        """Take the photo, letters and tint of a customer."""
        self._name, self._tint = customer.name, TINTS[customer.id % len(TINTS)]
        self._photo = QImage.fromData(customer.photo) if customer.photo else QImage()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._photo.isNull():
            draw_disc(painter, self.rect(), self._tint, initials(self._name))
        else:
            draw_photo(painter, QRectF(self.rect()), self._photo)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _picture(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        file = _picture(event)
        if file is None:  # a list of customers, for the window
            event.ignore()
            return
        event.acceptProposedAction()
        self.dropped.emit(file)


def _picture(event: QDropEvent) -> Path | None:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return next((f for f in files if f.suffix.lower().lstrip(".") in SUFFIXES), None)
