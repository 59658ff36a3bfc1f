"""The keyboard map of the user guide is that of the window."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from smallcrm.ui.window import MainWindow

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "guide.md").read_text(encoding="utf-8")


def test_every_key_of_the_window_stands_in_the_guide(opened: Callable[..., MainWindow]) -> None:
    map_of_keys = GUIDE.split("## The keys", 1)[1].split("\n## ", 1)[0]
    told = {
        key.strip()
        for row in re.findall(r"^\| (.+?) \|", map_of_keys, re.MULTILINE)
        for key in re.split(r", (?=\w)", row)
    }
    real = {key for command in opened().commands for key in command.keys}
    assert real
    assert real - told == set()
    assert told - real <= {"Key", "---", "Ctrl+Enter", "Esc"}


def test_menu_words_of_the_guide_are_those_of_the_menus(opened: Callable[..., MainWindow]) -> None:
    plain = {c.text.replace("&", "") for c in opened().commands}
    for menu, words in re.findall(r"\*(File|Edit|Customer|Go|Help)\*, \*([^*]+)\*", GUIDE):
        assert words in plain, (menu, words)
