"""Chips and pills: a few words on a tint, painted; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from smallcrm.ui import icons, painting, worn
from smallcrm.ui.widgets.punch_card import dots_width, paint_dots
from smallcrm.ui.worn import px

_TONES = {
    "neutral": ("sunken", "text"), "ok": ("success_tint", "success"), "warn": ("warning_tint", "warning"),
    "bad": ("danger_tint", "danger"), "info": ("info_tint", "link"), "gold": ("gold", "gold_ink"),
    "accent": ("selection", "accent"), "lifted": ("surface", "text"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chip:
    """Words on a tint: tone neutral, ok, warn, bad, info, gold or accent."""

    text: str
    tone: str = "neutral"
    icon: str = ""
    full: str = ""
    """What a screen reader says where the icon says a part; empty = the text."""
    dots: tuple[int, int] | None = None
    """Painted in place of the words: so many filled of so many."""


def chip_size(chip: Chip, height: int = 22) -> QSize:
    """Give the size of a chip, px."""
    if chip.dots:
        return QSize(dots_width(chip.dots[1]) + 1, px(height))
    words = QFontMetrics(worn.font("caption")).horizontalAdvance(chip.text)
    return QSize(words + px(18) + (px(19) if chip.icon else 0) + 1, px(height))


def draw_chip(painter: QPainter, rect: QRect | QRectF, chip: Chip, *, lifted: bool = False) -> None:
    """Paint a chip that fills the rectangle; on a selected row a neutral one is lifted to the surface."""
    theme, box = worn.current(), QRectF(rect)
    if chip.dots:
        paint_dots(painter, box, *chip.dots)
        return
    ground, ink = _TONES["lifted" if lifted and chip.tone == "neutral" else chip.tone]
    painting.rounded(painter, box, theme[ground], None, box.height() / 2)
    x = box.x() + px(9)
    if chip.icon:
        side = px(14)
        icons.draw(painter, QRectF(x, box.center().y() - side / 2, side, side), chip.icon, theme[ink])
        x += px(19)
    painter.save()
    painter.setFont(worn.font("caption"))
    painter.setPen(theme[ink])
    room = box.right() - px(8) - x
    words = QFontMetrics(painter.font()).elidedText(chip.text, Qt.TextElideMode.ElideRight, int(room) + 1)
    painter.drawText(QRectF(x, box.y(), room + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, words)
    painter.restore()


class ChipLabel(QWidget):
    """A chip as a widget of its own."""

    def __init__(self, chip: Chip, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip = chip
        self.setAccessibleName(chip.full or chip.text)

    def set_chip(self, chip: Chip) -> None:
        """Show another chip."""
        self._chip = chip
        self.setAccessibleName(chip.full or chip.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._chip)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        box = QRectF(self.rect())
        height = px(22)
        draw_chip(QPainter(self), QRectF(box.x(), box.center().y() - height / 2, box.width(), height), self._chip)


def initials(name: str) -> str:
    """Give two letters for an avatar: the first of the first and of the last word."""
    parts = [w for w in name.replace("&", " ").split() if w[:1].isalnum()]
    return "".join(w[0] for w in (parts if len(parts) < 2 else [parts[0], parts[-1]])).upper()


def draw_disc(
    painter: QPainter, rect: QRect | QRectF, tint: str, words: str = "", icon: str = "", *, lifted: bool = False
) -> None:
    """Paint a disc in one of ``TINTS`` (or ``gold``, ``danger``) with initials or an icon; lifted on a selection."""
    theme, box = worn.current(), QRectF(rect)
    ground, ink = ("gold", "gold_ink") if tint == "gold" else (f"{tint}_tint", tint)
    fill = theme["surface"] if lifted and tint != "gold" else theme[ground]
    painting.rounded(painter, box, fill, None, box.width() / 2)
    if icon:
        side = box.width() / 2
        mark = QRectF(0, 0, side, side)
        mark.moveCenter(box.center())
        icons.draw(painter, mark, icon, theme[ink])
        return
    painter.save()
    font = worn.font("strong")
    size = font.pointSizeF() * box.width() / px(36) * (0.95 if box.width() < px(48) else 0.85)
    font.setPointSizeF(max(size, worn.font("caption").pointSizeF()))
    painter.setFont(font)
    painter.setPen(theme[ink])
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def draw_photo(painter: QPainter, rect: QRectF, image: QImage) -> None:
    """Paint the middle of a picture as a disc that fills the rectangle."""
    side = min(image.width(), image.height())
    middle = QRectF((image.width() - side) / 2, (image.height() - side) / 2, side, side)
    disc = QPainterPath()
    disc.addEllipse(rect)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(disc)
    painter.drawImage(rect, image, middle)
    painter.restore()
