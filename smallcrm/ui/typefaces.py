"""The typefaces of the cards on the screen: the files that paper uses, known to Qt."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from smallcrm import paths


@cache
def family(face: str) -> str:
    """Give the family of a file in ``resources/fonts``, such as "HeadingItalic"; a serif where it cannot be read."""
    number = QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / f"SmallCRM-{face}.ttf"))
    return next(iter(QFontDatabase.applicationFontFamilies(number)), "serif")
