"""Colours: every declared pair has its contrast, and nothing outside the tokens names a colour."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

import smallcrm.ui
from smallcrm.ui import theme as dressing
from smallcrm.ui import worn
from smallcrm.ui.theme import palette
from smallcrm.ui.tokens import DARK, LIGHT, PAIRS, Theme, contrast, high_contrast

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


COLOURS = st.integers(0, 0xFFFFFF).map(QColor.fromRgb)


@given(COLOURS, COLOURS, COLOURS)
def test_any_system_colours_make_a_theme_that_can_be_read(ground: QColor, ink: QColor, mark: QColor) -> None:
    theme = high_contrast(ground, ink, mark)
    poor = [(a, b) for a, b, least in PAIRS if contrast(getattr(theme, a), getattr(theme, b)) < min(least, 4.5)]
    assert not poor


def test_the_colours_of_a_system_in_high_contrast_are_kept() -> None:
    theme = high_contrast(QColor("#000000"), QColor("#ffffff"), QColor("#1aebff"))
    assert (theme.window, theme.text, theme.accent, theme.hairline) == ("#000000", "#ffffff", "#1aebff", "#ffffff")
    assert theme.dark
    assert contrast(theme.text, theme.selection) >= 7


def test_a_system_in_high_contrast_has_its_way(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dressing, "wants_contrast", lambda: True)
    dressing.apply(qapp, "dark")
    own = worn.current()
    monkeypatch.undo()
    dressing.apply(qapp, "light")
    assert own.hairline == own.text
    assert own.window != DARK.window


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_what_is_disabled_looks_so(theme: Theme) -> None:
    made = palette(theme)
    for role in (ROLE.WindowText, ROLE.Text, ROLE.ButtonText, ROLE.PlaceholderText):
        assert made.color(QPalette.ColorGroup.Disabled, role).name().upper() == theme.disabled
    groups = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
    for group in groups:  # a role left out would be black, grey or Qt's own
        for role in QPalette.ColorRole:
            if role not in {ROLE.NoRole, ROLE.NColorRoles}:
                assert made.isBrushSet(group, role), (group, role)


def test_nothing_moves_where_nothing_is_to_move(qapp: QApplication) -> None:
    dressing.apply(qapp, "light")
    assert worn.milliseconds() == 0  # tests are still
    worn.set_motion(motion=True)
    assert [worn.milliseconds(100), worn.milliseconds(400)] == [100, 150]
    worn.set_motion(motion=False)


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
