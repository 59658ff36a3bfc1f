"""Which layouts there are, without what draws them: the window lists them before the first page is drawn."""

from __future__ import annotations

from smallcrm.domain.letter_request import NOTE_LABEL
from smallcrm.paper.sheets import Sheet, sheet, sheets
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

LABEL, NOTE, ENVELOPE = "label:", NOTE_LABEL, "envelope:"
"""What a layout's name begins with: a label that bears the address, one that bears a personal note, an envelope."""


def worded(layout: str) -> bool:
    """Tell whether a layout bears the words of a letter, and not an address alone."""
    return not layout.startswith((LABEL, ENVELOPE))


def addressed(layout: str) -> bool:
    """Tell whether a layout bears the address: a card and the label of a note are handed over or go with a parcel."""
    return layout != CARD and not layout.startswith(NOTE)


def labels_of(layout: str) -> Sheet | None:
    """Give the sheet of labels of a layout, whatever they bear; None for any other paper."""
    return sheet(layout.partition(":")[2]) if layout.startswith((LABEL, NOTE)) else None


def codes() -> tuple[str, ...]:
    """Give the name of every layout, in the order in which they are offered."""
    labels = (f"{kind}{code}" for kind in (LABEL, NOTE) for code in sheets())
    return (CARD, *windows(), *labels, *(f"{ENVELOPE}{name}" for name in ENVELOPES))
