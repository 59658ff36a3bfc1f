"""The program shows its own mark, sharp at each size, on whatever desktop."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from smallcrm.app import application
from smallcrm.ui import identity


def test_the_windows_carry_the_mark_and_the_name_of_the_desktop_file(qapp: QApplication) -> None:
    assert application() is qapp
    assert qapp.desktopFileName() == "smallcrm"
    assert not qapp.windowIcon().isNull()


def test_each_size_is_drawn_for_itself(qapp: QApplication) -> None:
    icon = identity.app_icon()
    assert {size.width() for size in icon.availableSizes()} == {16, 24, 32, 48, 64, 128, 256}
    for side in (16, 32, 48):
        picture = icon.pixmap(QSize(side, side)).toImage()
        corner, middle = picture.pixelColor(0, 0), picture.pixelColor(side // 2, side * 2 // 3)
        assert corner.alpha() < 128  # a rounded square, on any background
        assert middle.lightness() > 200  # the heart
