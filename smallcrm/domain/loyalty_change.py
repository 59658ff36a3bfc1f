"""What new terms would mean to those who hold cards, before anybody saves them. Counts and codes; it writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, Prize, Terms, Unit, last_day

_LONGEST = (ExpiryBasis.FIRST, ExpiryBasis.EACH, ExpiryBasis.LAST)
"""Of the same length, what is counted from a later stamp lasts longer."""
_LEAP_YEAR = 2028
_DAYS = [date(_LEAP_YEAR, 1, 1) + timedelta(days=day) for day in range(366)]


@dataclass(frozen=True, slots=True)
class Affected:
    """A card that a change touches, with its stamps."""

    customer_id: int
    round_id: int
    balance: int


@dataclass(frozen=True, slots=True)
class Effects:
    """What changes. ``gains`` and ``loses`` are codes; what is other but neither better nor worse stands in both.

    Codes, in this order: unit, goal, head_start, interim, reward, uses, expiry, reward_days, per_cents, least, caps.
    """

    keeping: int
    """Cards with room that go on under the terms they began with."""
    past_goal: tuple[Affected, ...]
    """Those of them that have as many stamps as a new card would take: they can be awarded now."""
    fewer: int
    """Stamps a next card takes less, or more."""
    more: int
    gains: tuple[str, ...]
    loses: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.gains or self.loses)


def effects(old: Terms, new: Terms) -> Effects:
    """Say what changing ``old`` to ``new`` (both checked) means to a next card; of those that are held it says none."""
    judged = {code: (better, worse) for code, better, worse in _differences(old, new)}
    return Effects(
        keeping=0,
        past_goal=(),
        fewer=max(0, old.goal - new.goal),
        more=max(0, new.goal - old.goal),
        gains=tuple(code for code, (better, _worse) in judged.items() if better),
        loses=tuple(code for code, (_better, worse) in judged.items() if worse),
    )


def _differences(old: Terms, new: Terms) -> Iterator[tuple[str, bool, bool]]:
    """Give each code, whether something is better, whether something is worse."""
    same_unit = old.unit is new.unit
    yield "unit", not same_unit, not same_unit
    yield "goal", new.goal < old.goal, new.goal > old.goal
    yield "head_start", new.head_start > old.head_start, new.head_start < old.head_start
    yield "interim", *_interim(old.interim, new.interim)
    yield "reward", *_prize(old.reward, new.reward)
    yield "uses", new.reward.uses > old.reward.uses, new.reward.uses < old.reward.uses
    yield "expiry", *_expiry(old.expiry, new.expiry)
    yield "reward_days", *_longer(old.reward_days, new.reward_days)
    priced = same_unit and new.unit is Unit.AMOUNT
    yield "per_cents", priced and new.per_cents < old.per_cents, priced and new.per_cents > old.per_cents
    yield "least", new.least_cents < old.least_cents, new.least_cents > old.least_cents
    caps = (_longer(old.max_visit, new.max_visit), _longer(old.max_day, new.max_day))
    sooner, later = new.wait_minutes < old.wait_minutes, new.wait_minutes > old.wait_minutes
    yield "caps", sooner or any(better for better, _ in caps), later or any(worse for _, worse in caps)


def _interim(old: Prize | None, new: Prize | None) -> tuple[bool, bool]:
    if old is None or new is None:
        return old is None and new is not None, old is not None and new is None
    better, worse = _prize(old, new)
    return (
        better or new.at_stamp < old.at_stamp or new.uses > old.uses,
        worse or new.at_stamp > old.at_stamp or new.uses < old.uses,
    )


def _prize(old: Prize, new: Prize) -> tuple[bool, bool]:
    """By worth where both have one; another name alone is another thing, better to some."""
    if old.cents and new.cents and old.cents != new.cents:
        return new.cents > old.cents, new.cents < old.cents
    return new.name != old.name, new.name != old.name


def _longer(old: int, new: int) -> tuple[bool, bool]:
    """Of numbers of which 0 is without end."""
    return (new or inf) > (old or inf), (new or inf) < (old or inf)


def _expiry(old: Expiry, new: Expiry) -> tuple[bool, bool]:
    """Compare when a stamp of each day of a year would end, and what it is counted from where all days agree."""
    if ExpiryBasis.DATE in {old.basis, new.basis}:
        return _by_date(old, new)
    ends: list[tuple[date, date]] = [(_end(old)(day), _end(new)(day)) for day in _DAYS]
    later, sooner = any(after > before for before, after in ends), any(after < before for before, after in ends)
    if ExpiryBasis.NEVER in {old.basis, new.basis}:
        return later, sooner
    rank = _LONGEST.index(new.basis) - _LONGEST.index(old.basis)
    return later or rank > 0, sooner or rank < 0


def _by_date(old: Expiry, new: Expiry) -> tuple[bool, bool]:
    """A day of the calendar is sooner to some cards and later to others than one that is counted."""
    if ExpiryBasis.NEVER in {old.basis, new.basis}:
        return new.basis is ExpiryBasis.NEVER, old.basis is ExpiryBasis.NEVER
    if old.basis is not new.basis:
        return True, True
    day = date.max
    return (new.on or day) > (old.on or day), (new.on or day) < (old.on or day)


def _end(expiry: Expiry) -> Callable[[date], date]:
    return lambda day: last_day(day, expiry) or date.max
