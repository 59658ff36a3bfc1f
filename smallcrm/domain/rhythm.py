"""The rhythm of a customer: how often they usually come, and from when on they are late by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

VISIT_KINDS = ("visit", "purchase")
"""Lines of the timeline that are visits."""
CONTACT_KINDS = (
    *VISIT_KINDS,
    "call",
    "meeting",
    "letter",
    "email",
    "sms",
    "message",
    "complaint",
    "remedy",
    "survey",
    "card",
    "greeted",
)
"""Lines of the timeline that are contacts; a call that nobody answered is none."""
_GAPS = 6
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Visit days of a customer: how many, the last, the usual days between two (0: not known), late from that day."""

    visits: int = 0
    last: date | None = None
    usual_days: int = 0
    late_on: date | None = None


def rhythm(days: Sequence[date]) -> Rhythm:
    """The rhythm of somebody who came on these days, in any order; a day that stands twice is one visit.

    Usual is the median of the last six gaps, in whole days, from three visit days on. Late is who stays away for more
    than one and a half times that.
    """
    known = sorted(set(days))
    if not known:
        return Rhythm()
    last = known[-1]
    if len(known) < _FEWEST:
        return Rhythm(len(known), last)
    recent = known[-_GAPS - 1 :]
    gap = median((b - a).days for a, b in pairwise(recent))
    wait = int(gap * 3 // 2) + 1  # the exact median decides, half days too; the rounded one is what people read
    late = last + timedelta(days=wait) if wait <= (date.max - last).days else None
    return Rhythm(len(known), last, int(gap + 0.5), late)
