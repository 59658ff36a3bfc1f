"""The look of the whole program: palette, font, style and the one stylesheet, made from the tokens."""

from __future__ import annotations

import sys
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from smallcrm import paths
from smallcrm.ui import tokens
from smallcrm.ui.style import ShopStyle
from smallcrm.ui.tokens import DARK, LIGHT, Theme
from smallcrm.ui.worn import wear


def chosen(theme: str) -> Theme:
    """Give the colours for ``light``, ``dark`` or ``system`` (then what the system says now)."""
    if theme == "system":
        theme = "dark" if QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"
    return DARK if theme == "dark" else LIGHT


def apply(app: QApplication, theme: str = "light", scale: float = 1.0) -> None:
    """Dress the program in ``light``, ``dark`` or ``system`` colours; ``scale`` 0.9 to 2 multiplies texts and sizes."""
    colours = chosen(theme)
    family = _family()
    wear(colours, scale, family)
    base = QFont(family)
    base.setPointSizeF(tokens.POINTS["body"] * scale)
    app.setStyle(ShopStyle())
    app.setPalette(palette(colours))
    app.setFont(base)
    sheet = (paths.resources() / "style.qss").read_text(encoding="utf-8")
    app.setStyleSheet(Template(sheet).substitute(_values(colours)))


def _values(colours: Theme) -> dict[str, str]:
    """What the stylesheet may name: each token, and for each tint the line around it (its colour at 35 %)."""
    values = {role: getattr(colours, role) for role in Theme.__slots__}
    for tint, ink in (("info", "link"), ("success", "success"), ("warning", "warning"), ("danger", "danger")):
        values[f"{tint}_line"] = tokens.mix(colours[ink], colours[f"{tint}_tint"], 0.35).name()
    return values


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
