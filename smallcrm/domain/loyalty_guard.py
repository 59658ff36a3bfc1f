"""Whether a stamp may be booked now: one verdict, for the window and the command line alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from smallcrm.domain.loyalty import EntryKind, LedgerEntry
from smallcrm.domain.loyalty_terms import ExpiryBasis, Programme, ProgrammeState, Terms

SAME_CARD = 20
"""Seconds in which a second stamp is taken for the same scan."""
_FINAL = frozenset({"not_started", "ended"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What is about to be booked: ``count`` stamps, for ``cents`` (0: nobody said), at ``now`` in the shop's zone."""

    now: datetime
    count: int = 1
    cents: int = 0
    again: bool = False
    """A person said that this is another stamp: lifts ``same_card`` alone."""
    forced: bool = False
    """A person gave a reason: lifts all that can be lifted."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why not, as a code; "" = go on.

    ``not_started`` (on), ``ended`` (on), ``paused``, ``same_card`` (seconds since), ``too_soon`` (minutes left, until),
    ``cap_visit`` (most), ``cap_day`` (most, today: stamps so far), ``below_minimum`` (cents).
    """

    code: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return not self.code

    @property
    def can_force(self) -> bool:
        return not self.ok and self.code not in _FINAL


def verdict(
    programme: Programme, terms: Terms, asked: Asked, today_entries: Sequence[LedgerEntry], last: datetime | None
) -> Verdict:
    """Judge a booking. The first objection counts, what nobody can lift before what a person may.

    ``today_entries``: the standing entries of this customer in this programme on the day of ``asked``; ``last``: the
    moment of the newest standing stamp, of whatever day.
    """
    objections = list(_of_the_programme(programme, terms, asked.now.date()))
    if not objections and not asked.forced:
        objections = [*_paused(programme), *_too_quick(terms, asked, last), *_too_much(terms, asked, today_entries)]
    return objections[0] if objections else Verdict()


def _of_the_programme(programme: Programme, terms: Terms, day: date) -> Iterator[Verdict]:
    begins, ends = programme.started_on, programme.ends_on
    if terms.expiry.basis is ExpiryBasis.DATE:  # a stamp after that day would be none
        ends = min(filter(None, (ends, terms.expiry.on)), default=None)
    if programme.state is ProgrammeState.PLANNED or (begins and day < begins):
        yield Verdict("not_started", {"on": begins})
    if day > ends if ends else programme.state is ProgrammeState.ENDED:
        yield Verdict("ended", {"on": ends})


def _paused(programme: Programme) -> Iterator[Verdict]:
    if programme.state is ProgrammeState.PAUSED:
        yield Verdict("paused")


def _too_quick(terms: Terms, asked: Asked, last: datetime | None) -> Iterator[Verdict]:
    """Compare moments, not clocks: in UTC, for two times of one zone subtract as if no night had 23 or 25 hours.

    A stamp of a moment to come (the clock was set back) may be the same scan; how long ago it was nobody knows.
    """
    if last is None:
        return
    gone = asked.now.astimezone(UTC) - last.astimezone(UTC)
    if gone < timedelta(seconds=SAME_CARD) and not asked.again:
        yield Verdict("same_card", {"seconds": max(0, int(gone.total_seconds()))})
    left = timedelta(minutes=terms.wait_minutes) - gone
    if timedelta(0) < left <= timedelta(minutes=terms.wait_minutes):
        until = (asked.now.astimezone(UTC) + left).astimezone(asked.now.tzinfo)
        yield Verdict("too_soon", {"minutes": -(-left // timedelta(minutes=1)), "until": until})


def _too_much(terms: Terms, asked: Asked, today_entries: Sequence[LedgerEntry]) -> Iterator[Verdict]:
    today = sum(entry.qty for entry in today_entries if entry.kind is EntryKind.STAMP)
    if 0 < terms.max_visit < asked.count:
        yield Verdict("cap_visit", {"most": terms.max_visit})
    if 0 < terms.max_day < today + asked.count:
        yield Verdict("cap_day", {"most": terms.max_day, "today": today})
    if 0 < asked.cents < terms.least_cents:
        yield Verdict("below_minimum", {"cents": terms.least_cents})
