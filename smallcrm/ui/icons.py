"""Icons: lucide drawings, rendered by size and screen, coloured by the theme of now."""

from __future__ import annotations

from functools import lru_cache
from string import Template

from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from smallcrm import paths
from smallcrm.ui import worn
from smallcrm.ui.tokens import Theme


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    # QtSvg draws currentColor black, so the colour is written into the drawing.
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


def draw(painter: QPainter, rect: QRect | QRectF, name: str, colour: QColor) -> None:
    """Paint the icon into the rectangle, which should be square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(painter.opacity() * colour.alphaF())
    _renderer(name, colour.name()).render(painter, QRectF(rect))
    painter.restore()


class _Engine(QIconEngine):
    """One icon in one role of the theme; disabled and selected follow by themselves."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        roles = {QIcon.Mode.Disabled: "disabled", QIcon.Mode.Selected: "accent"}
        side = min(rect.width(), rect.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QPointF(rect.x() + rect.width() / 2, rect.y() + rect.height() / 2))
        draw(painter, square, self._name, worn.current()[roles.get(mode, self._role)])

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        image = QPixmap(size * scale)
        image.setDevicePixelRatio(scale)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return image

    def clone(self) -> QIconEngine:
        copy = _Engine(self._name, self._role)
        _clones.append(copy)
        return copy


_clones: list[_Engine] = []
"""Qt keeps only the C++ half of a clone: without these it would lose its Python half."""


@lru_cache(maxsize=512)
def icon(name: str, role: str = "text") -> QIcon:
    """Give the icon of ``resources/icons`` in a role of the tokens; it follows the theme."""
    if not (paths.resources() / "icons" / f"{name}.svg").is_file():
        raise FileNotFoundError(name)
    made = QIcon(_Engine(name, role))
    _names[made.cacheKey()] = name
    return made


_names: dict[int, str] = {}


def name_of(icon_: QIcon) -> str:
    """Give the name of an icon made here, else an empty text."""
    return _names.get(icon_.cacheKey(), "")


@lru_cache(maxsize=64)
def _drawing(name: str, theme: Theme) -> QSvgRenderer:
    source = (paths.resources() / "drawings" / f"{name}.svg").read_text(encoding="utf-8")
    values = {role: getattr(theme, role) for role in Theme.__slots__}
    return QSvgRenderer(QByteArray(Template(source).substitute(values).encode()))


def draw_picture(painter: QPainter, rect: QRect | QRectF, name: str) -> None:
    """Paint a drawing of ``resources/drawings`` (for empty pages) in the colours of now."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _drawing(name, worn.current()).render(painter, QRectF(rect))
