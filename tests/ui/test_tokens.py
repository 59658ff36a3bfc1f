"""Colours: every declared pair has its contrast, and nothing outside the tokens names a colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette

import smallcrm.ui
from smallcrm.ui.theme import palette
from smallcrm.ui.tokens import DARK, LIGHT, PAIRS, Theme, contrast

ROLE = QPalette.ColorRole
READ = (
    (ROLE.WindowText, ROLE.Window, 4.5), (ROLE.Text, ROLE.Base, 4.5), (ROLE.Text, ROLE.AlternateBase, 4.5),
    (ROLE.ButtonText, ROLE.Button, 4.5), (ROLE.HighlightedText, ROLE.Highlight, 4.5),
    (ROLE.PlaceholderText, ROLE.Base, 4.5), (ROLE.ToolTipText, ROLE.ToolTipBase, 4.5), (ROLE.Link, ROLE.Base, 4.5),
    (ROLE.Accent, ROLE.Base, 3.0),
)  # fmt: skip


def test_contrast_is_the_formula_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#0B6B68") == pytest.approx(6.3, abs=0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_declared_pairs_can_be_read(theme: Theme) -> None:
    poor = [(a, b) for a, b, least in PAIRS if contrast(getattr(theme, a), getattr(theme, b)) < least]
    assert not poor


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("group", [QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive])
def test_palette_is_complete_and_can_be_read(theme: Theme, group: QPalette.ColorGroup) -> None:
    made = palette(theme)
    for ink, ground, least in READ:
        assert contrast(made.color(group, ink).name(), made.color(group, ground).name()) >= least, (ink, ground)


def test_only_the_tokens_name_colours() -> None:
    folder = Path(smallcrm.ui.__file__).parent
    named = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*[\"'0-9]|rgb\(|setStyleSheet\(")
    allowed = {"tokens.py", "theme.py"}
    found = [
        f"{file.name}:{number}"
        for file in folder.rglob("*.py")
        if file.name not in allowed
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if named.search(line)
    ]
    assert not found
