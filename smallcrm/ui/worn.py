"""What the program wears now: asked by everything that paints, set by ``theme.apply`` alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QFont

from smallcrm.ui import tokens
from smallcrm.ui.tokens import LIGHT, Theme


@dataclass(slots=True)
class _Worn:
    theme: Theme = LIGHT
    scale: float = 1.0
    family: str = ""


_now = _Worn()


def wear(theme: Theme, scale: float, family: str) -> None:
    """Set colours, text scale and font family."""
    _now.theme, _now.scale, _now.family = theme, scale, family


def current() -> Theme:
    """Give the colours worn now."""
    return _now.theme


def scale() -> float:
    """Give the text scale, 1.0 = 100 %."""
    return _now.scale


def px(size: float) -> int:
    """Give a size of the drawings (px at 100 %) at the text scale of now."""
    return round(size * _now.scale)


def font(role: str = "body") -> QFont:
    """Give the font of a role of ``tokens.POINTS``."""
    made = QFont(_now.family) if _now.family else QFont()
    made.setPointSizeF(tokens.POINTS[role] * _now.scale)
    if role in tokens.SEMIBOLD:
        made.setWeight(QFont.Weight.DemiBold)
    if role == "name":
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.3)
    return made
