"""The pictures of the program's own mark, made from its drawings: ``python packaging/make_icons.py``."""

from __future__ import annotations

import io
import os
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

APP = Path(__file__).resolve().parent.parent / "resources" / "app"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
IN_ICO = (16, 24, 32, 48, 64, 256)


def main() -> int:
    """Write a PNG of each size, and the .ico that Windows wants."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PIL import Image as Pictures
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication([])
    painted = {size: paint(size) for size in SIZES}
    del application
    for size, png in painted.items():
        Pictures.open(io.BytesIO(png)).save(APP / f"smallcrm-{size}.png", optimize=True)
    write_ico([(size, Pictures.open(io.BytesIO(painted[size]))) for size in IN_ICO])
    return 0


def write_ico(pictures: list[tuple[int, Image]]) -> None:
    """Write the .ico: plain bitmaps up to 64 px, which every Windows program reads, and 256 px as PNG."""
    entries, blocks = [], []
    offset = 6 + 16 * len(pictures)
    for size, picture in pictures:
        made = io.BytesIO()
        picture.save(made, "ICO", sizes=[(size, size)], bitmap_format="png" if size > 64 else "bmp")
        entry, block = made.getvalue()[6:22], made.getvalue()[22:]
        entries.append(entry[:12] + struct.pack("<I", offset))
        blocks.append(block)
        offset += len(block)
    head = struct.pack("<3H", 0, 1, len(pictures))
    (APP / "smallcrm.ico").write_bytes(head + b"".join(entries + blocks))


def drawing(size: int) -> Path:
    """Give the drawing for a size in px: on 16 px each line has to fall on a pixel."""
    return APP / ("smallcrm-16.svg" if size <= 16 else "smallcrm.svg")


def paint(size: int) -> bytes:
    """Give the mark at a size in px, as PNG."""
    from PySide6.QtCore import QBuffer, QIODevice, QRectF
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(drawing(size))).render(painter, QRectF(0, 0, size, size))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only bytes here
    return bytes(buffer.data().data())


if __name__ == "__main__":
    sys.exit(main())
