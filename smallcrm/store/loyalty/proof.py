"""Punch cards folded anew from their entries, and what is kept of them compared; each entry read as the program does.

A part at a time, each as it was at one moment: whoever stamps meanwhile waits for no more than the reading of a part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.loyalty import TAKING, LedgerEntry, Round, Standing, broken, live
from smallcrm.domain.loyalty_terms import Terms
from smallcrm.domain.progress import Report
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.text import beside
from smallcrm.store.database import Database
from smallcrm.store.loyalty.rows import FIGURES, KINDS, REASONS, REWARD, derived, figures, reward_rows

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_STEP = 60
"""Cards that are read at a time: a window beside would wait for a longer look."""
_ENTRIES = (
    "SELECT id, round_id, kind, qty, on_date, amount, reward, used, reverses, source, reason, suspect, at, written_at,"
    " forced, card FROM ledger WHERE round_id BETWEEN ? AND ? ORDER BY round_id, id"
)
_ROUNDS = (
    f"SELECT id, customer_id, programme_id, version_id, opened_on, {', '.join(FIGURES)} FROM round"
    " WHERE id BETWEEN ? AND ?"
)
_REWARDS = f"SELECT {', '.join(REWARD)} FROM reward WHERE round_id BETWEEN ? AND ? ORDER BY id"
_NUMBERS = (
    "SELECT n.id, n.customer_id FROM card_number AS n WHERE n.customer_id IN"
    " (SELECT customer_id FROM round WHERE id BETWEEN ? AND ?)"
)
_WHOSE = (
    "SELECT coalesce(c.name, ''), coalesce(p.name, ''), coalesce((SELECT n.digits FROM card_number AS n"
    " WHERE n.customer_id = r.customer_id AND n.state = 'active' LIMIT 1), '') FROM round AS r"
    " LEFT JOIN customer AS c ON c.id = r.customer_id LEFT JOIN programme AS p ON p.id = r.programme_id WHERE r.id = ?"
)
_TOUCHED = "SELECT DISTINCT round_id FROM ledger WHERE id > ? ORDER BY round_id"


class Proof(NamedTuple):
    """What a look at the cards found, and the newest entry of the ledger that it has seen."""

    findings: tuple[Reason, ...]
    newest: int


class _Part(NamedTuple):
    """A few cards as they stood at one moment."""

    rounds: list[tuple[Any, ...]]
    entries: list[tuple[Any, ...]]
    rewards: list[tuple[Any, ...]]
    terms: Mapping[int, Terms]
    numbers: Mapping[int, int]


def since(shop: Shop, after: int, report: Report) -> Proof:
    """Fold the cards that have entries later than ``after``; all where that is 0, or of a file that knows more."""
    newest = int(shop.database.sql("SELECT coalesce(max(id), 0) FROM ledger")[0][0])
    if not 0 < after <= newest:
        return Proof(tuple(folded(shop, report)), newest)
    cards = [int(i) for (i,) in shop.database.sql(_TOUCHED, [after])]
    found: list[Reason] = []
    for number, card in enumerate(cards):
        report(number, len(cards))
        found += _judged(shop, _read(shop, card, card))
    return Proof(tuple(found), newest)


def folded(shop: Shop, report: Report) -> Iterator[Reason]:
    """Fold all cards, a part at a time; give what differs from what is kept."""
    last = int(shop.database.sql("SELECT coalesce(max(id), 0) FROM round")[0][0])
    for start in range(1, last + 1, _STEP):
        report(start, last)
        yield from _judged(shop, _read(shop, start, start + _STEP - 1))


def of_card(shop: Shop, code: str, round_id: int, entry: int = 0) -> Reason:
    """Say of a punch card what is wrong with it (or with an entry of it): whose it is, of what, with which number."""
    rows = shop.database.sql(_WHOSE, [round_id])
    name, programme, digits = (str(text) for text in rows[0]) if rows else ("", "", "")
    whose = beside(name, programme, grouped(digits) if digits else "")
    return reason(code, id=entry or round_id, whose=whose or f"#{round_id}")


@contextmanager
def _at_once(database: Database) -> Iterator[None]:
    """Let several questions see the file as it is at one moment."""
    if database.connection.in_transaction:
        yield
        return
    database.sql("BEGIN")
    try:
        yield
    finally:
        if database.connection.in_transaction:  # what was interrupted has ended it
            database.sql("COMMIT")


def _read(shop: Shop, first: int, last: int) -> _Part:
    db, bounds = shop.database, [first, last]
    with _at_once(db):
        rounds = db.sql(_ROUNDS, bounds)
        return _Part(
            rounds,
            db.sql(_ENTRIES, bounds),
            db.sql(_REWARDS, bounds),
            shop.programmes.terms({row[3] for row in rounds}),
            dict(db.sql(_NUMBERS, bounds)),
        )


def _judged(shop: Shop, part: _Part) -> Iterator[Reason]:
    """What is not right with some cards. One with an entry that cannot be read is not folded."""
    rewards: dict[int, list[tuple[Any, ...]]] = {}
    for row in part.rewards:
        rewards.setdefault(row[1], []).append(row)
    entries, unread, at_tills = _entries(part.entries)
    for entry, of in unread.items():
        yield of_card(shop, "card_entry_wrong", of, entry)
    lost = {*unread.values()}
    for i, customer, programme, version, opened, *kept in part.rounds:
        if i in lost:
            continue
        with shop.database.understood():
            card = Round(i, customer, programme, part.terms.get(version, Terms()), date.fromisoformat(opened))
            booked = entries.get(i, [])
            for code in _wrong(card, booked, tuple(kept), rewards.get(i, [])):
                yield of_card(shop, code, i)
        for number in at_tills.get(i, ()):
            if number and part.numbers.get(number) != customer and (entry := _read_by(booked, number)):
                yield of_card(shop, "card_entry_wrong", i, entry)


def _read_by(booked: Sequence[LedgerEntry], number: int) -> int:
    """The first entry that stands and names a card number; what was taken back may outlive it."""
    return next((entry.id for entry in live(booked) if entry.card == number), 0)


def _wrong(
    card: Round, booked: list[LedgerEntry], kept: tuple[Any, ...], rewards: list[tuple[Any, ...]]
) -> Iterator[str]:
    standing = derived(card, booked)
    if standing.total < 0:
        yield "card_negative"
    elif broken(standing, booked) or figures(standing) != kept:
        yield "card_balance_differs"
    if list(reward_rows(standing)) != rewards:
        yield "card_reward_differs"
    if rewards and _unpaid(standing, booked):
        yield "card_reward_unpaid"


def _unpaid(standing: Standing, booked: Sequence[LedgerEntry]) -> bool:
    """Whether a reward was given or voided for another price than its own: the main one's is the whole card, once.

    Where the use that paid was taken back, the next one pays.
    """
    goal, taken = standing.needed, [entry for entry in live(booked) if entry.kind in TAKING]
    main = [entry.qty for entry in taken if entry.reward == goal]
    if any(entry.qty for entry in taken if entry.reward != goal) or sum(map(bool, main)) > 1:
        return True
    back = any(entry.reverses and entry.reward == goal for entry in booked)
    return bool(main) and sum(main) != -goal and not (back and sum(main) == 0)


def _entries(
    rows: Sequence[tuple[Any, ...]],
) -> tuple[dict[int, list[LedgerEntry]], dict[int, int], dict[int, set[int]]]:
    """Entries by card; the card of each entry that cannot be read; the numbers that were read, by card.

    A day is read once, however often it stands there.
    """
    found: dict[int, list[LedgerEntry]] = {}
    unread: dict[int, int] = {}
    numbers: dict[int, set[int]] = {}
    days: dict[str, date] = {}
    moment, here, of_here = datetime.fromisoformat, 0, list[LedgerEntry]()
    for i, card, kind, qty, on, amount, reward, used, reverses, source, why, doubt, at, written, forced, number in rows:
        if card != here:
            here, of_here = card, found.setdefault(card, [])
            read = 0
        try:
            if on not in days:
                days[on] = date.fromisoformat(on)
            if at:
                moment(at)
            moment(written)
            entry = LedgerEntry(
                i, "", card, KINDS[kind], qty, days[on], amount, reward, used, reverses, source, None, None,
                REASONS[why], REASONS[forced], number, 0, bool(doubt),
            )  # fmt: skip
        except (ValueError, KeyError, TypeError):
            unread[i] = card
            continue
        of_here.append(entry)
        if number != read:
            read = number
            numbers.setdefault(card, set()).add(number)
    return found, unread, numbers
