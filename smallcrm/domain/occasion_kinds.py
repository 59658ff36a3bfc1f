"""The shop's own kinds of occasions: how they look, how early they are told, and whether they get a card.

An occasion of kind ``other`` is of the own kind whose name is its label: files from elsewhere need no ids for that.
"""

from __future__ import annotations

from dataclasses import dataclass

from smallcrm.domain.text import fold

ICONS = ("calendar-days", "cake", "heart", "star", "gift", "party-popper", "flower-2", "sprout", "house", "briefcase")
"""What a kind may be marked with; the first is taken where nothing was chosen."""
TINTS = ("petrol", "clay", "plum", "leaf", "sky", "mustard")
"""Its colours, by the names of the tokens."""
CARD_TEXTS = ("special_day", "congratulations")
"""What its card may say: good wishes that fit a sad day too, or a reason to celebrate."""
NAME_LENGTH = 60
"""Letters of a name at most: it stands in a cell of the calendar."""
MOST_LEAD = 90
"""Days ahead at most from which an occasion is told."""


@dataclass(frozen=True, slots=True)
class OwnKind:
    """One kind of the shop's own (``id`` 0: not saved yet)."""

    name: str
    icon: str = ICONS[0]
    tint: str = TINTS[0]
    lead_days: int = 0
    """Days ahead from which Today tells it; 0 = with all others."""
    template: str = CARD_TEXTS[0]
    """Text of its card, by the name of a kind of letter."""
    card_wanted: bool = False
    active: bool = True
    """Whether it is offered for new occasions."""
    id: int = 0

    @property
    def folded(self) -> str:
        """The name as it is compared."""
        return folded_name(self.name)


def folded_name(text: str) -> str:
    """Give a name or label as kinds are compared by it."""
    return fold(" ".join(text.split()))
