"""How long a letter takes, by country and class of post: what the post offices publish, as working days.

The day of posting is day 0; working days are Monday to Friday. These are figures to begin with: a shop chooses a class
or types days of its own, and keeps the day on which it last looked whether they hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

OLD_AFTER = 365
"""Days after which somebody should look once more whether the post still takes as long."""


@dataclass(frozen=True, slots=True)
class PostClass:
    """A way of sending a letter at home, and the working days it takes."""

    key: str
    days: int


CLASSES: Mapping[str, Sequence[PostClass]] = {
    "FI": (PostClass("standard", 5),),
    "PL": (PostClass("economy", 5), PostClass("priority", 3)),
    "NO": (PostClass("standard", 5),),
    "GB": (PostClass("second", 5), PostClass("first", 2)),
    "US": (PostClass("standard", 5),),
    "SE": (PostClass("standard", 5),),
    "DK": (PostClass("standard", 6),),
}
"""The classes of each country, the one taken for cards first. Where the figures come from:

FI: of stamped letters at least 97 % by the fifth working day (Postal Act; Posti 2024). PL: since November 2024 economy
D+5 at 97 %, priority D+3 at 90 % (Dz.U. 2024 poz. 1745). NO: every second day since July 2020 (Nkom, Bring); seven
where post comes once a week. GB: second class 95 % within three weekdays, 99 % within two more, no Saturdays since
28 July 2025; first class 90 % the next day, one day more to be safe, its Saturdays not counted (Royal Mail). US:
First-Class one to five days (90 FR 10857). SE: proposed from 2026, 97 % in five days (PostNord). DK: DAO since
1 January 2026, no figure is published.
"""
ELSEWHERE = (PostClass("standard", 5),)
"""Where nobody looked yet."""
ABROAD = 10
"""Working days to another country; 8 to 10 within Europe (Posten 2019: 2 to 6 days, and the customs)."""


def classes(country: str) -> Sequence[PostClass]:
    """Give the classes of post of a country (ISO alpha-2), the one taken for cards first."""
    return CLASSES.get(country.upper(), ELSEWHERE)


def days_at_home(country: str, chosen: str, typed: int) -> int:
    """Give the working days at home: those of the class chosen; the typed ones without a class, or an unknown one."""
    return next((one.days for one in classes(country) if one.key == chosen), typed)


def days_abroad(country: str, single: Sequence[tuple[str, int]], others: int) -> int:
    """Give the working days to a country abroad: its own ones if somebody said them, else those of all others."""
    return dict(single).get(country.upper(), others)


def is_old(checked_on: date | None, today: date) -> bool:
    """Whether somebody looked at the times of the post once, but more than a year ago."""
    return checked_on is not None and (today - checked_on).days > OLD_AFTER
