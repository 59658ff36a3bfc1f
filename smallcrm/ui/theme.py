"""The look of the whole program: palette, font and style, made from the tokens."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QFont, QFontDatabase, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from smallcrm.ui import tokens
from smallcrm.ui.style import ShopStyle
from smallcrm.ui.tokens import DARK, LIGHT, Theme
from smallcrm.ui.worn import set_motion, wear

_DRESSED = "dressed"
"""Property of a program that has our style."""


def chosen(theme: str) -> Theme:
    """Give the colours for ``light``, ``dark`` or ``system`` (then what the system says now).

    A system in high contrast has its way, whatever was chosen.
    """
    if wants_contrast():
        QApplication.setPalette(QPalette())
        own, role = QApplication.palette(), QPalette.ColorRole
        return tokens.high_contrast(own.color(role.Window), own.color(role.WindowText), own.color(role.Highlight))
    if theme == "system":
        theme = "dark" if QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
    return DARK if theme == "dark" else LIGHT


@lru_cache(maxsize=1)
def _hints() -> tuple[QStyleHints, QAccessibilityHints]:
    # Held for good: when the Python half of the first goes, that of the second is dead, and is handed out again.
    hints = QApplication.styleHints()
    return hints, hints.accessibility()


def wants_contrast() -> bool:
    """Whether the system asks for high contrast."""
    return _hints()[1].contrastPreference() == Qt.ContrastPreference.HighContrast


def follow(slot: Callable[[], object]) -> None:
    """Call back when the system changes between light and dark, or to high contrast and back."""
    hints, wishes = _hints()
    hints.colorSchemeChanged.connect(slot)
    wishes.contrastPreferenceChanged.connect(slot)


def unfollow(slot: Callable[[], object]) -> None:
    """Call back no more."""
    hints, wishes = _hints()
    hints.colorSchemeChanged.disconnect(slot)
    wishes.contrastPreferenceChanged.disconnect(slot)


def apply(app: QApplication, theme: str = "light", scale: float = 1.0) -> None:
    """Dress the program in ``light``, ``dark`` or ``system`` colours; ``scale`` 0.9 to 2 multiplies texts and sizes."""
    colours = chosen(theme)
    family = _family()
    wear(colours, scale, family)
    set_motion(motion=QApplication.isEffectEnabled(Qt.UIEffect.UI_General))
    base = QFont(family)
    base.setPointSizeF(tokens.POINTS["body"] * scale)
    if not app.property(_DRESSED):  # each of these goes through every widget there is: only what differs is set
        app.setStyle(ShopStyle())
        app.setProperty(_DRESSED, True)
    if (made := palette(colours)) != app.palette():
        app.setPalette(made)
    if base != app.font():
        app.setFont(base)


def _family() -> str:
    if sys.platform == "linux" and QFontDatabase.hasFamily("Noto Sans"):
        return "Noto Sans"
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


def palette(colours: Theme) -> QPalette:
    """Give the complete palette: every role, active, inactive and disabled."""
    role, made = QPalette.ColorRole, QPalette()
    plain = {
        role.Window: "window", role.WindowText: "text", role.Base: "surface", role.AlternateBase: "alternate",
        role.Text: "text", role.PlaceholderText: "muted", role.Button: "surface", role.ButtonText: "text",
        role.BrightText: "danger", role.Highlight: "selection", role.HighlightedText: "text", role.Accent: "accent",
        role.Link: "link", role.LinkVisited: "plum", role.ToolTipBase: "text", role.ToolTipText: "window",
        role.Light: "surface", role.Midlight: "alternate", role.Mid: "hairline", role.Dark: "control",
        role.Shadow: "soft",
    }  # fmt: skip
    faint = {role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText, role.Link}
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
        off = group == QPalette.ColorGroup.Disabled
        for one, name in plain.items():
            made.setColor(group, one, colours["disabled" if off and one in faint else name])
    return made
