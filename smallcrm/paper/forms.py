"""Which layouts there are, without what draws them: the window lists them before the first page is drawn."""

from __future__ import annotations

from smallcrm.paper.sheets import sheets
from smallcrm.paper.windows import windows

CARD = "a6-quarter"
"""The card folded from A4."""

ENVELOPES = {
    "C6": (162.0, 114.0),
    "DL": (220.0, 110.0),
    "C5": (229.0, 162.0),
    "10": (241.3, 104.8),
    "A2": (146.1, 111.1),
}
"""Width and height in mm, by the name on the box; 10 and A2 are American."""


def codes() -> tuple[str, ...]:
    """Give the name of every layout, in the order in which they are offered."""
    labels = (f"label:{sheet.code}" for sheet in sheets().values())
    return (CARD, *windows(), *labels, *(f"envelope:{name}" for name in ENVELOPES))
