"""Punch cards as rows and back: terms, entries, and the figures that follow from them.

What is kept of a card depends on its entries alone, never on the day of writing: what expired is said when it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Round, RoundState, Standing, Why, fold
from smallcrm.domain.loyalty_terms import (
    Expiry,
    ExpiryBasis,
    ExpiryUnit,
    Prize,
    Programme,
    ProgrammeState,
    Terms,
    Unit,
)
from smallcrm.domain.text import storable
from smallcrm.store.database import Database, parts
from smallcrm.store.rows import day, iso

ENTRY = (
    "l.id, l.key, l.round_id, l.kind, l.qty, l.on_date, l.amount, l.reward, l.used, l.reverses, l.source, l.at,"
    " l.written_at, l.reason, l.forced, l.card, l.staff, l.suspect"
)
"""Columns of the ledger (as ``l``) that ``entry_from`` reads."""
TERMS = (
    "id, programme_id, edition, from_on, unit, per_cents, goal, head_start, interim_at, interim, interim_cents,"
    " reward, reward_cents, uses, expiry, expiry_count, expiry_unit, expiry_on, reward_days, max_visit, max_day,"
    " wait_minutes, least_cents, terms"
)
"""Columns of an edition that ``terms_from`` reads."""
STANDS = "l.reverses = 0 AND NOT EXISTS (SELECT 1 FROM ledger AS x WHERE x.reverses = l.id AND x.reverses > 0)"
"""Of the ledger (as ``l``): what is no reversal and was not reversed. The ``> 0`` lets SQLite use the index."""
OF_MONEY = f"v.unit = 'amount' AND (l.kind = 'stamp' OR l.kind = 'adjust' AND l.reason = 'remainder') AND {STANDS}"
"""Of the ledger (as ``l``) and its edition (``v``): what counts for the cents not yet turned into stamps."""
FIGURES = ("stamps", "entries", "first_on", "last_on", "state", "expires_on")
"""Columns of a round that follow from its entries."""
REWARD = (
    *("id", "round_id", "customer_id", "programme_id", "at_stamp"),
    *("earned_on", "valid_until", "uses", "used", "cents", "state"),
)
"""Columns of a reward, all of which follow."""
KINDS, REASONS = {str(kind): kind for kind in EntryKind}, {str(why): why for why in Why}
"""By their words: looked up in half the time of asking the enumeration, and a long ledger asks often."""
EVER = date.min
"""The day by which nothing has expired."""


def entry_from(row: Sequence[Any]) -> LedgerEntry:
    """The entry of the columns of ``ENTRY``; KeyError or ValueError for what no program of ours wrote."""
    (i, key, round_id, kind, qty, on, amount, reward, used, reverses, source, at, written, *rest) = row
    reason, forced, card, staff, suspect = rest
    return LedgerEntry(
        i, key, round_id, KINDS[kind], qty, date.fromisoformat(on), amount, reward, used, reverses, source,
        datetime.fromisoformat(at) if at else None, datetime.fromisoformat(written) if written else None,
        REASONS[reason], REASONS[forced], card, staff, bool(suspect),
    )  # fmt: skip


def entries_of(database: Database, rounds: Sequence[int]) -> dict[int, list[LedgerEntry]]:
    """All entries of rounds in order of id, what was reversed too; none for a round without."""
    found: dict[int, list[LedgerEntry]] = {i: [] for i in rounds}
    for marks, part in parts(rounds):
        rows = database.sql(f"SELECT {ENTRY} FROM ledger AS l WHERE l.round_id IN ({marks}) ORDER BY l.id", part)
        with database.understood():
            for row in rows:
                found[row[2]].append(entry_from(row))
    return found


def terms_from(row: Sequence[Any]) -> Terms:
    """The terms of the columns of ``TERMS``; ValueError for what no program of ours wrote."""
    (i, programme, edition, from_on, unit, per, goal, head_start, at, interim, interim_cents, reward, *rest) = row
    (cents, uses, basis, count, expiry_unit, expiry_on, reward_days, most, most_day, minutes, least, words) = rest
    return Terms(
        unit=Unit(unit),
        per_cents=per,
        goal=goal,
        head_start=head_start,
        reward=Prize(goal, reward, cents, uses),
        interim=Prize(at, interim, interim_cents) if at else None,
        expiry=Expiry(ExpiryBasis(basis), count, ExpiryUnit(expiry_unit), day(expiry_on)),
        reward_days=reward_days,
        max_visit=most,
        max_day=most_day,
        wait_minutes=minutes,
        least_cents=least,
        words=words,
        id=i,
        programme_id=programme,
        edition=edition,
        from_on=day(from_on),
    )


def terms_values(terms: Terms) -> dict[str, Any]:
    """Columns of an edition but its id and moment; ``terms`` are checked ones."""
    interim = terms.interim
    return {
        "programme_id": terms.programme_id,
        "edition": terms.edition,
        "from_on": iso(terms.from_on) or "",
        "unit": terms.unit.value,
        "per_cents": terms.per_cents,
        "goal": terms.goal,
        "head_start": terms.head_start,
        "interim_at": interim.at_stamp if interim else 0,
        "interim": storable(interim.name) if interim else "",
        "interim_cents": interim.cents if interim else 0,
        "reward": storable(terms.reward.name),
        "reward_cents": terms.reward.cents,
        "uses": terms.reward.uses,
        "expiry": terms.expiry.basis.value,
        "expiry_count": terms.expiry.count,
        "expiry_unit": terms.expiry.unit.value,
        "expiry_on": iso(terms.expiry.on),
        "reward_days": terms.reward_days,
        "max_visit": terms.max_visit,
        "max_day": terms.max_day,
        "wait_minutes": terms.wait_minutes,
        "least_cents": terms.least_cents,
        "terms": storable(terms.words),
    }


def programme_from(row: Sequence[Any], terms: Terms) -> Programme:
    """The programme of id, name, state, on_scan, icon, ink, started_on, ends_on, redeem_until."""
    i, name, state, on_scan, icon, ink, started, ends, redeem_until = row
    return Programme(
        name, ProgrammeState(state), bool(on_scan), icon, ink, day(started), day(ends), day(redeem_until), i, terms
    )


def derived(card: Round, entries: Sequence[LedgerEntry]) -> Standing:
    """How a card stands by its entries alone, on whatever day: the figures that are kept follow from this."""
    return fold(card, entries, EVER)


def figures(standing: Standing) -> tuple[Any, ...]:
    """The columns ``FIGURES`` of a round, of what ``derived`` gave."""
    ends = standing.valid_until if standing.state is RoundState.OPEN else None
    days = (iso(standing.first_on), iso(standing.last_on))
    return standing.balance, standing.entries, *days, standing.state.value, iso(ends)


def reward_rows(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """The columns ``REWARD`` of each reward of a card, of what ``derived`` gave."""
    card = standing.round
    for reward in standing.rewards:
        prize = reward.prize
        yield (
            reward.id, card.id, card.customer_id, card.programme_id, prize.at_stamp, reward.earned_on.isoformat(),
            iso(reward.valid_until), prize.uses, reward.used, prize.cents, reward.state.value,
        )  # fmt: skip
