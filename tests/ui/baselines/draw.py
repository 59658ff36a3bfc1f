"""Draws the main pages for comparison: fixed day, seeded sample, the program's own typeface, no blinking.

python -m tests.ui.baselines.draw SHOP FOLDER LANGUAGE THEME
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtGui import QFontDatabase

from smallcrm import paths
from smallcrm.app import application, open_window
from smallcrm.ui import theme, tour
from smallcrm.ui.window import MainWindow

NOW = datetime(2026, 11, 23, 9, 15)
SIZE = (1024, 680)
SCENES = ("today", "customer", "letters", "import-first", "settings", "start-2")
FAMILY = "SmallCRM-Facts"


def main() -> int:
    """Draw the scenes of one language and theme."""
    shop, folder, language, colours = sys.argv[1:]
    application().setCursorFlashTime(0)
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    if FAMILY not in QFontDatabase.families():
        return 3
    theme._family = lambda: FAMILY  # type: ignore[attr-defined,unused-ignore]

    def opening(file: Path, settings_file: Path) -> MainWindow:
        return open_window(file, language=language, today=NOW, theme=colours, settings_file=settings_file)

    drawn = tour.draw(opening, Path(shop), Path(folder), SIZE, SCENES)
    return 0 if {name for name, _file in drawn} == set(SCENES) else 4


if __name__ == "__main__":
    raise SystemExit(main())
