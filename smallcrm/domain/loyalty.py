"""Punch cards: the facts of the ledger, and how a card stands by them. Pure; whoever calls knows the day.

A card's figures follow from its entries alone. Which rewards were earned does not depend on the day of asking either:
only whether stamps and rewards are still good does. Days are the shop's, and good to their end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from smallcrm.domain.loyalty_terms import ExpiryBasis, Prize, Terms, days_on, last_day


class EntryKind(StrEnum):
    """What an entry of the ledger is."""

    STAMP = "stamp"
    HEAD_START = "head_start"
    ADJUST = "adjust"
    REDEEM = "redeem"
    VOID = "void"
    REVERSAL = "reversal"

    __hash__ = str.__hash__  # its own one is no quick one, and a long ledger asks often


class Why(StrEnum):
    """Reasons as the ledger keeps them: codes, never words about a person."""

    NONE = ""
    IMPORT = "import"
    PAPER_CARD = "paper_card"
    CORRECTION = "correction"
    GOODWILL = "goodwill"
    MISTAKE = "mistake"
    MOVED = "moved"
    VERSION = "version"
    TWO_VISITS = "two_visits"
    RETURNED = "returned"
    REMAINDER = "remainder"
    OTHER = "other"


class RoundState(StrEnum):
    """How far a card has come. EMPTY: nothing stands on it. FULL: its main reward waits. DONE: it is given or void."""

    EMPTY = "empty"
    OPEN = "open"
    FULL = "full"
    DONE = "done"
    EXPIRED = "expired"


class RewardState(StrEnum):
    """How far an earned reward has come."""

    OPEN = "open"
    USED = "used"
    VOID = "void"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A line of the ledger, never changed. ``qty`` in stamps, ``amount`` in cents, ``on`` the shop's day."""

    id: int
    key: str
    round_id: int
    kind: EntryKind
    qty: int
    on: date
    amount: int = 0
    reward: int = 0
    """The stamp number of the prize that was given or voided; 0: none."""
    used: int = 0
    """How many of its uses."""
    reverses: int = 0
    source: int = 0
    """The entry this one is a copy of."""
    at: datetime | None = None
    written_at: datetime | None = None
    reason: Why = Why.NONE
    forced: Why = Why.NONE
    card: int = 0
    """The id of the card number that was read; 0: none was."""
    staff: int = 0
    suspect: bool = False
    """Written while the computer's date was in doubt."""


@dataclass(frozen=True, slots=True)
class RewardStanding:
    """An earned reward; ``id`` is the round's times 1000 and the stamp number, ``valid_until`` its last good day."""

    id: int
    prize: Prize
    state: RewardState
    earned_on: date
    valid_until: date | None
    used: int


@dataclass(frozen=True, slots=True)
class Round:
    """One punch card of one customer, under the terms it began with."""

    id: int
    customer_id: int
    programme_id: int
    terms: Terms
    opened_on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """A punch card as it stands."""

    round: Round
    balance: int
    """0 to ``needed``: stamps that are good and not spent. Without expiry the same as ``total``."""
    needed: int
    total: int
    """The plain sum of ``qty``."""
    state: RoundState
    rewards: tuple[RewardStanding, ...]
    valid_until: date | None
    """The last day on which no stamp of it has expired; of a full card its reward's, of an expired one its own last."""
    first_on: date | None
    """The first and the last day with a stamp of a visit: not given for joining, adjusted or imported."""
    last_on: date | None
    stamps: tuple[int, ...]
    """Ids of the entries that fill the fields, one for each; a spent card keeps them."""
    entries: int
    """How many entries stand."""


class _Stamp(NamedTuple):
    entry: int
    end: date
    """Its last good day counted from itself; ``date.max`` for ever."""


TAKING = frozenset({EntryKind.REDEEM, EntryKind.VOID})
_PER_ROUND = 1000
_MAIN = {
    RewardState.OPEN: RoundState.FULL,
    RewardState.USED: RoundState.DONE,
    RewardState.VOID: RoundState.DONE,
    RewardState.EXPIRED: RoundState.EXPIRED,
}


def live(entries: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """Give the entries that stand, without reversals and what they reversed, in the order they count in: that of id.

    A copy within its own card stands where its source stood, so taking back and redoing leave everything as it was.
    """
    known = {entry.id: entry for entry in entries}
    if not any(entry.reverses or entry.source for entry in known.values()):  # as nearly always
        return [known[i] for i in sorted(known)]
    gone = {entry.reverses for entry in known.values()}
    standing = (entry for entry in known.values() if not entry.reverses and entry.id not in gone)
    return sorted(standing, key=lambda entry: (place_of(entry, known), entry.id))


def place_of(entry: LedgerEntry, known: Mapping[int, LedgerEntry]) -> int:
    """Give the id of the entry it goes back to within its card: its own, or that of what it is a copy of.

    Only ever a smaller one, or a damaged file had no end.
    """
    place = entry.id
    while (source := known.get(entry.source)) and source.id < entry.id and source.round_id == entry.round_id:
        entry, place = source, source.id
    return place


def fold(
    card: Round,
    entries: Sequence[LedgerEntry],
    today: date,
    *,
    as_of: date | None = None,
    redeem_until: date | None = None,
) -> Standing:
    """Say how a card stands: the only arithmetic of one. Entries in any order, all of this card.

    ``as_of`` is the day expiry is measured by where that is not ``today`` (the clock is in doubt), ``redeem_until`` the
    programme's last day for its rewards.
    """
    by, terms, living = as_of or today, card.terms, live(entries)
    held, reached = _filled(terms, _standing_stamps(living))
    full = terms.goal in reached
    good = held if full else _still_good(terms.expiry.basis, held, by)
    rewards = {
        number: _reward(card, number, prize, reached[number], living, by, redeem_until)
        for number, prize in _prizes(terms)
        if number in reached
    }
    main = rewards.get(terms.goal)
    state = _MAIN[main.state] if main else _unfilled(terms, living, held, good, by)
    counts = state in {RoundState.OPEN, RoundState.FULL}
    spent = -sum(entry.qty for entry in living if entry.kind in TAKING)
    visits = [entry.on for entry in living if entry.kind is EntryKind.STAMP]
    return Standing(
        round=card,
        balance=max(0, min(len(good), terms.goal) - spent) if counts else 0,
        needed=terms.goal,
        total=sum(entry.qty for entry in entries),
        state=state,
        rewards=tuple(rewards.values()),
        valid_until=main.valid_until if main else _valid_until(terms, good, held),
        first_on=min(visits, default=None),
        last_on=max(visits, default=None),
        stamps=tuple(stamp.entry for stamp in good),
        entries=len(living),
    )


def price(standing: Standing, reward: int) -> int:
    """Give the stamps that giving or voiding the reward of this stamp number takes: the goal once for the main one."""
    return standing.balance if reward == standing.needed else 0


def reward_id(round_id: int, number: int) -> int:
    """Give the id of the reward that a card earns at its stamp ``number``: it never changes."""
    return round_id * _PER_ROUND + number


def reward_place(reward: int) -> tuple[int, int]:
    """Give the card of a reward's id and the number of its stamp."""
    return divmod(reward, _PER_ROUND)


def broken(standing: Standing, entries: Sequence[LedgerEntry]) -> str:
    """Give what cannot be, or "": ``paid_reward``, ``reward_used``, ``would_be_negative``, ``overfull``.

    The first: a reward was given or voided that these entries do not earn. The second: it was given too often.
    """
    earned = {reward_place(reward.id)[1] for reward in standing.rewards}
    unearned = any(entry.reward not in earned for entry in entries if entry.kind in TAKING)
    if unearned and any(entry.reward not in earned for entry in live(entries) if entry.kind in TAKING):
        return "paid_reward"
    if any(reward.used > reward.prize.uses for reward in standing.rewards):
        return "reward_used"
    if standing.total < 0:
        return "would_be_negative"
    return "overfull" if len(standing.stamps) > standing.needed else ""


def next_to_redeem(rewards: Iterable[RewardStanding], today: date) -> RewardStanding | None:
    """Give the open reward to be given first: the one that expires soonest, those that never do last, then by id."""
    good = (
        reward
        for reward in rewards
        if reward.state is RewardState.OPEN and (reward.valid_until is None or today <= reward.valid_until)
    )
    return min(good, key=lambda reward: (reward.valid_until or date.max, reward.id), default=None)


def _standing_stamps(living: Iterable[LedgerEntry]) -> list[LedgerEntry]:
    """One entry for each stamp. A correction takes back the newest before it, as if they had never been given.

    Where there are too few, the next ones make up for it: the sum stays the sum.
    """
    stamps: list[LedgerEntry] = []
    total = 0
    for entry in living:
        if entry.kind not in TAKING:
            total += entry.qty
            if entry.qty == 1 and total == len(stamps) + 1:  # as nearly always
                stamps.append(entry)
                continue
            stamps += [entry] * (total - len(stamps))
            del stamps[max(0, total) :]
    return stamps


def _filled(terms: Terms, stamps: Iterable[LedgerEntry]) -> tuple[list[_Stamp], dict[int, date]]:
    """Give the stamps held after the last one was given, and the day on which each number of them was first reached.

    Stamps expire while the card fills, by the day of the next; a full card keeps its own. A day in doubt ends nothing,
    neither what was there before nor, where it lies in the past, its own stamp.
    """
    held: list[_Stamp] = []
    reached: dict[int, date] = {}
    trusted, soonest = date.min, date.max
    for stamp in stamps:
        if not stamp.suspect and stamp.on > trusted:
            trusted = stamp.on
        day = max(stamp.on, trusted) if stamp.suspect else stamp.on
        if trusted > soonest and len(held) < terms.goal:  # else none of them has ended by any basis
            held = _still_good(terms.expiry.basis, held, trusted)
            soonest = min((kept.end for kept in held), default=date.max)
        end = last_day(day, terms.expiry) or date.max
        soonest = min(soonest, end)
        held.append(_Stamp(stamp.id, end))
        reached.setdefault(len(held), max(day, trusted))
    return held, reached


def _still_good(basis: ExpiryBasis, held: list[_Stamp], by: date) -> list[_Stamp]:
    if basis is ExpiryBasis.NEVER:
        return held
    if basis is ExpiryBasis.EACH:
        return [stamp for stamp in held if by <= stamp.end]
    return held if held and by <= _ends(basis, held)[0] else []


def _ends(basis: ExpiryBasis, held: Sequence[_Stamp]) -> tuple[date, date]:
    """The days on which the first and the last of some stamps end."""
    if basis is ExpiryBasis.FIRST:
        return held[0].end, held[0].end
    latest = max(stamp.end for stamp in held)  # a later day never ends sooner: this is that of the last stamp
    return (min(stamp.end for stamp in held) if basis is ExpiryBasis.EACH else latest), latest


def _valid_until(terms: Terms, good: Sequence[_Stamp], held: Sequence[_Stamp]) -> date | None:
    if not held:
        return terms.expiry.on if terms.expiry.basis is ExpiryBasis.DATE else None
    end = _ends(terms.expiry.basis, good)[0] if good else _ends(terms.expiry.basis, held)[1]
    return None if end == date.max else end


def _unfilled(
    terms: Terms, living: Sequence[LedgerEntry], held: Sequence[_Stamp], good: Sequence[_Stamp], by: date
) -> RoundState:
    if not living:
        return RoundState.EMPTY
    over = terms.expiry.basis is ExpiryBasis.DATE and terms.expiry.on is not None and terms.expiry.on < by
    return RoundState.EXPIRED if over or (held and not good) else RoundState.OPEN


def _prizes(terms: Terms) -> tuple[tuple[int, Prize], ...]:
    main = (terms.goal, terms.reward)
    return ((terms.interim.at_stamp, terms.interim), main) if terms.interim else (main,)


def _reward(
    card: Round,
    number: int,
    prize: Prize,
    earned_on: date,
    living: Iterable[LedgerEntry],
    by: date,
    redeem_until: date | None,
) -> RewardStanding:
    taken = [entry for entry in living if entry.kind in TAKING and entry.reward == number]
    used = sum(entry.used for entry in taken if entry.kind is EntryKind.REDEEM)
    own_end = days_on(earned_on, card.terms.reward_days) if card.terms.reward_days else None
    valid_until = min((day for day in (own_end, redeem_until) if day), default=None)
    if any(entry.kind is EntryKind.VOID for entry in taken):
        state = RewardState.VOID
    elif used >= prize.uses:
        state = RewardState.USED
    else:
        state = RewardState.EXPIRED if valid_until and valid_until < by else RewardState.OPEN
    return RewardStanding(reward_id(card.id, number), prize, state, earned_on, valid_until, used)


def goes_with(card: Round, entries: Sequence[LedgerEntry], entry: LedgerEntry) -> list[LedgerEntry]:
    """Give what could not stand without an entry of the card, the newest first.

    Redemptions of what it paid for; and what was taken off because money was missing, where there is less to take off.
    """
    left = [one for one in live(entries) if one.id != entry.id]
    gone: list[LedgerEntry] = []
    while _wrong(card, left):
        taken = [one for one in left if one.kind in TAKING]
        earned = {reward_place(one.id)[1] for one in fold(card, left, date.min).rewards}
        owed = [one for one in left if one.kind is EntryKind.ADJUST and one.reason is Why.REMAINDER and one.qty < 0]
        unearned = [one for one in taken if one.reward not in earned] or taken or owed[-1:]
        if not unearned:
            break
        gone += unearned
        left = [one for one in left if one not in unearned]
    return sorted(gone, key=lambda one: -one.id)


def problem_without(card: Round, entries: Sequence[LedgerEntry], gone: Sequence[LedgerEntry]) -> str:
    """Say what could not be if entries of a card were taken back, as ``broken`` does; "": nothing."""
    ids = {one.id for one in gone}
    return _wrong(card, [one for one in live(entries) if one.id not in ids])


def _wrong(card: Round, left: Sequence[LedgerEntry]) -> str:
    return broken(fold(card, left, date.min), left)
