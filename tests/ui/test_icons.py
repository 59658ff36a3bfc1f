"""Icons follow the theme and the screen, and each one is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication

import smallcrm.ui
from smallcrm import paths
from smallcrm.ui import icons, theme
from smallcrm.ui.tokens import DARK, LIGHT


def strongest(image: QImage) -> str:
    """The colour of the most opaque pixel."""
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(points, key=lambda c: c.alpha()).name()


@pytest.mark.parametrize(("name", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_same_icon_takes_the_colours_of_the_theme(qapp: QApplication, name: str, colours: object) -> None:
    icon = icons.icon("cake")
    theme.apply(qapp, name)
    for mode, role in (("Normal", "text"), ("Disabled", "disabled"), ("Selected", "accent")):
        image = icon.pixmap(QSize(64, 64), QIcon.Mode[mode]).toImage()
        assert strongest(image).upper() == getattr(colours, role), mode
    theme.apply(qapp, "light")


def test_twice_the_pixels_are_drawn_not_stretched(qapp: QApplication) -> None:
    sharp = icons.icon("users").pixmap(QSize(24, 24), 2.0)
    assert sharp.devicePixelRatio() == 2.0
    assert sharp.size() == QSize(48, 48)
    image = sharp.toImage()
    doubled = all(
        image.pixel(x, y) == image.pixel(x + 1, y) == image.pixel(x, y + 1)
        for x in range(0, 46, 2)
        for y in range(0, 46, 2)
    )
    assert not doubled


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 1.75, 2.0])
@pytest.mark.parametrize("side", [16, 18, 20, 24])
def test_icons_are_drawn_for_the_pixels_of_the_screen(qapp: QApplication, ratio: float, side: int) -> None:
    """Drawn at its own size an icon is sharper than the same one drawn small and stretched."""
    drawn = icons.icon("printer").pixmap(QSize(side, side), ratio).toImage()
    assert drawn.size() == QSize(side, side) * ratio
    small = icons.icon("printer").pixmap(QSize(side, side), 1.0).toImage()
    stretched = small.scaled(
        drawn.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    assert _crisp(drawn) >= 0.25
    assert ratio == 1.0 or _crisp(drawn) > _crisp(stretched)


def _crisp(image: QImage) -> float:
    """The share of painted pixels that are painted in full."""
    alphas = [image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())]
    painted = [a for a in alphas if a > 16]
    return sum(a > 200 for a in painted) / len(painted)


def test_every_named_icon_is_there(qapp: QApplication) -> None:
    named = re.compile(r"icon=\"([a-z0-9-]+)\"|Icon(?:Button|Mark)\(\"([a-z0-9-]+)\"|icons\.icon\(\"([a-z0-9-]+)\"")
    there = {file.stem for file in (paths.resources() / "icons").glob("*.svg")}
    for file in Path(smallcrm.ui.__file__).parent.rglob("*.py"):
        for found in named.finditer(file.read_text(encoding="utf-8")):
            name = next(group for group in found.groups() if group)
            assert name in there, f"{file.name}: {name}"
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


@pytest.mark.parametrize("name", ["cup", "card", "search", "letter", "broken"])
def test_every_drawing_draws_something(qapp: QApplication, name: str) -> None:
    pixmap = QPixmap(116, 88)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    icons.draw_picture(painter, pixmap.rect(), name)
    painter.end()
    image = pixmap.toImage()
    assert len({image.pixel(x, y) for x in range(0, 116, 2) for y in range(0, 88, 2)}) > 20
