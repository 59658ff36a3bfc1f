"""Every colour and size of the window, light and dark. The only file that may name a colour."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QColor

SPACE = (4, 8, 12, 16, 24, 32, 48)
RADIUS_FIELD = 4
RADIUS_CARD = 8
FIELD = 36
COUNTER = 44
ROW = 56
ROW_NARROW = 48
ROW_COMPACT = 36
GROUP = 36
PAGE_PADDING = 24
PAGE_PADDING_NARROW = 16
SIDEBAR = 200
SIDEBAR_FOLDED = 56
NARROW_WIDTH = 1200
"""Below this width (or ``NARROW_HEIGHT``) rows and paddings shrink."""
NARROW_HEIGHT = 740
FOLD_WIDTH = 1000
"""Below this width the sidebar shows icons only."""
POINTS = {
    "caption": 9.0,
    "body": 10.0,
    "strong": 10.0,
    "find": 11.0,
    "option": 11.0,
    "section": 12.0,
    "figures": 10.0,
    "answer": 13.0,
    "page": 16.0,
    "name": 22.0,
}
FIGURES = frozenset({"figures"})
"""Roles whose digits are all equally wide: times and counts that stand below each other."""
SEMIBOLD = frozenset({"strong", "option", "section", "answer", "page", "name"})
TINTS = ("clay", "plum", "leaf", "sky", "mustard", "petrol")
INKS = ("coffee", "clay", "navy", "leaf", "honey", "petrol")
"""The colours of shops, ``ink_coffee`` and so on: the same by day and by night."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One complete set of colours (``#RRGGBB``)."""

    name: str
    window: str
    surface: str
    alternate: str
    sunken: str
    text: str
    muted: str
    disabled: str
    hairline: str
    control: str
    """Border of fields, ticks and combos (3:1 and more)."""
    soft: str
    """Border of buttons that carry a text."""
    accent: str
    accent_hover: str
    on_accent: str
    selection: str
    link: str
    success: str
    warning: str
    danger: str
    info_tint: str
    success_tint: str
    warning_tint: str
    danger_tint: str
    paper: str
    paper_line: str
    paper_ink: str
    paper_muted: str
    table: str
    gold: str
    gold_ink: str
    gold_line: str
    clay: str
    clay_tint: str
    plum: str
    plum_tint: str
    leaf: str
    leaf_tint: str
    sky: str
    sky_tint: str
    mustard: str
    mustard_tint: str
    petrol: str
    petrol_tint: str
    ink_coffee: str = "#7A4A21"
    ink_clay: str = "#A8452A"
    ink_navy: str = "#1F4F86"
    ink_leaf: str = "#37592A"
    ink_honey: str = "#8A5A00"
    ink_petrol: str = "#0B6B68"
    on_ink: str = "#FFFFFF"

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def __getitem__(self, role: str) -> QColor:
        """Give the colour of a role: ``theme["accent"]``."""
        return QColor(getattr(self, role))


LIGHT = Theme(
    name="light", window="#F4F6F8", surface="#FFFFFF", alternate="#F8FAFB", sunken="#E9EDF1",
    text="#1A2027", muted="#55606D", disabled="#6B7683", hairline="#D5DBE2", control="#7C8794", soft="#BEC7D0",
    accent="#0B6B68", accent_hover="#095956", on_accent="#FFFFFF", selection="#D3ECEA", link="#0B5FA5",
    success="#1B6E3C", warning="#875400", danger="#B3261E",
    info_tint="#E4F0FB", success_tint="#E3F4E8", warning_tint="#FFF2D6", danger_tint="#FCE8E6",
    paper="#FBF6EC", paper_line="#E2D6C1", paper_ink="#3B2F23", paper_muted="#6A5B46", table="#F5EDDE",
    gold="#F0C35A", gold_ink="#3A2700", gold_line="#A87410",
    clay="#A8452A", clay_tint="#F9E6DD", plum="#6B2F58", plum_tint="#F0E2EC", leaf="#37592A", leaf_tint="#E2EEDB",
    sky="#1F4F86", sky_tint="#DFEAF6", mustard="#6F4700", mustard_tint="#F9EAC8",
    petrol="#0B6B68", petrol_tint="#D3ECEA",
)  # fmt: skip

DARK = Theme(
    name="dark", window="#14181C", surface="#1C2127", alternate="#20262D", sunken="#0F1316",
    text="#E7EBEF", muted="#A6B0BB", disabled="#8893A0", hairline="#323A43", control="#76818D", soft="#4A545F",
    accent="#5CC7C0", accent_hover="#7AD6D0", on_accent="#06201F", selection="#1E4644", link="#7DB8F0",
    success="#7ED49A", warning="#F2C063", danger="#F5978F",
    info_tint="#17304A", success_tint="#173524", warning_tint="#3A2C0F", danger_tint="#44201D",
    paper="#EAE2D3", paper_line="#CFC3AE", paper_ink="#3B2F23", paper_muted="#6A5B46", table="#23201B",
    gold="#F0C35A", gold_ink="#3A2700", gold_line="#C99A3A",
    clay="#F0A88C", clay_tint="#43281E", plum="#DDAACB", plum_tint="#3A2434", leaf="#A9CF96", leaf_tint="#25351E",
    sky="#9CC4EE", sky_tint="#1D3047", mustard="#E8C06B", mustard_tint="#3B2E12",
    petrol="#5CC7C0", petrol_tint="#1E4644",
)  # fmt: skip


def high_contrast(ground: QColor, ink: QColor, mark: QColor) -> Theme:
    """Give the colours for a system in high contrast: its own three, no tints, a line around everything.

    What of them cannot be read is replaced: the mark by the ink, the ink by black or white.
    """
    base, text, accent = ground.name(), ink.name(), mark.name()
    if contrast(base, text) < 7:
        text = max(("#000000", "#ffffff"), key=lambda one: contrast(base, one))
    if contrast(base, accent) < 4.5:
        accent = text
    on_accent = max((base, "#000000", "#ffffff"), key=lambda one: contrast(accent, one))
    shades = (mix(QColor(accent), QColor(base), share / 20).name() for share in (7, 6, 5, 4, 3, 2))
    selection = next((one for one in shades if min(contrast(text, one), contrast(accent, one)) >= 4.6), base)
    plain = DARK if _luminance(base) < 0.2 else LIGHT
    values = dict.fromkeys(Theme.__slots__, text)
    values |= {role: base for role in Theme.__slots__ if role.endswith("_tint") or role in _GROUNDS}
    values |= {role: getattr(plain, role) for role in Theme.__slots__ if role in _KEPT or "ink_" in role}
    return Theme(**values | {
        "name": plain.name, "accent": accent, "accent_hover": accent, "on_accent": on_accent,
        "on_ink": plain.on_ink, "selection": selection, "petrol": accent, "petrol_tint": base,
    })  # fmt: skip


_GROUNDS = frozenset({"window", "surface", "alternate", "sunken", "table"})
_KEPT = frozenset({"paper", "paper_line", "paper_ink", "paper_muted", "gold", "gold_ink"})
"""Paper stays paper, and what stands on it."""
_TINTED = tuple((name, f"{name}_tint", 4.5) for name in (*TINTS, "success", "warning", "danger"))
_INKS = tuple(pair for name in INKS for pair in (("on_ink", f"ink_{name}", 4.5), (f"ink_{name}", "paper", 4.5)))
_ON_TINTS = tuple(("text", f"{name}_tint", 7.0) for name in (*TINTS, "info", "success", "warning", "danger"))
PAIRS: tuple[tuple[str, str, float], ...] = (
    ("text", "window", 7.0), ("text", "surface", 7.0), ("text", "alternate", 7.0), ("text", "sunken", 7.0),
    ("text", "selection", 7.0), ("muted", "window", 4.5), ("muted", "surface", 4.5), ("muted", "selection", 4.5),
    ("muted", "sunken", 4.5), ("disabled", "surface", 4.5), ("control", "surface", 3.0), ("control", "window", 3.0),
    ("accent", "surface", 4.5), ("accent", "window", 4.5), ("accent", "selection", 4.5), ("on_accent", "accent", 4.5),
    ("on_accent", "accent_hover", 4.5), ("link", "surface", 4.5), ("link", "info_tint", 4.5),
    ("success", "surface", 4.5), ("warning", "surface", 4.5), ("danger", "surface", 4.5), ("danger", "window", 4.5),
    ("paper_ink", "paper", 7.0),
    ("paper_muted", "paper", 4.5), ("gold_ink", "gold", 4.5), ("gold_line", "surface", 3.0), ("window", "text", 7.0),
    *_TINTED, *_ON_TINTS, *_INKS,
)  # fmt: skip
"""Which colour stands on which, and the contrast it must have."""


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (``#RRGGBB``) by the WCAG formula, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(top: QColor, ground: QColor, share: float) -> QColor:
    """Give ``top`` laid over ``ground`` with that share (0 to 1), opaque."""
    parts = ((a * share + b * (1 - share)) for a, b in zip(top.getRgb()[:3], ground.getRgb()[:3], strict=True))  # type: ignore[index]
    return QColor(*(round(p) for p in parts))


def faded(colour: QColor, share: float) -> QColor:
    """Give the colour with that opacity (0 to 1)."""
    pale = QColor(colour)
    pale.setAlphaF(share)
    return pale
