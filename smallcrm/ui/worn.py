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
    compact: bool = False
    motion: bool = True


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


def compact() -> bool:
    """Whether lists of people are to show more of them: rows of one line."""
    return _now.compact


def set_compact(*, compact: bool) -> None:
    """Say whether lists are to be compact; open lists follow when they are measured again."""
    _now.compact = compact


def set_motion(*, motion: bool) -> None:
    """Say whether anything may move: not in tests, and not where the system asks for stillness."""
    _now.motion = motion


def milliseconds(wanted: int = 120) -> int:
    """Give how long an animation may last: 150 ms at most, 0 where nothing is to move."""
    return min(wanted, 150) if _now.motion else 0


def px(size: float) -> int:
    """Give a size of the drawings (px at 100 %) at the text scale of now."""
    return round(size * _now.scale)


def font(role: str = "body") -> QFont:
    """Give the font of a role of ``tokens.POINTS``."""
    made = QFont(_now.family) if _now.family else QFont()
    made.setPointSizeF(tokens.POINTS[role] * _now.scale)
    if role in tokens.FIGURES:
        made.setFeature(QFont.Tag("tnum"), 1)
    if role in tokens.SEMIBOLD:
        made.setWeight(QFont.Weight.DemiBold)
    if role == "name":
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -0.3)
    return made
