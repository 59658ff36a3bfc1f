"""Punch cards of the whole shop: the last scans, what waits, what expires, what was booked and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Round, live, place_of, reward_place
from smallcrm.store.database import parts, schema_number
from smallcrm.store.loyalty.rows import ENTRY, STANDS, entries_of, entry_from
from smallcrm.store.loyalty.standings import rounds, standings
from smallcrm.store.loyalty.views import CardViews, in_order
from smallcrm.store.rows import day

_NEVER = "9999-12-31"
_PRESENT = "c.binned_at IS NULL AND c.archived = 0 AND c.deceased = 0"
_GIVES = "(p.state <> 'ended' AND p.ends_on IS NULL OR p.ends_on >= ?)"
"""Of the programme (as ``p``): it gives stamps on a day."""
_REWARDS = (
    "FROM (SELECT o.id, o.round_id, o.customer_id, o.at_stamp, p.name AS programme,"
    f" min(coalesce(o.valid_until, '{_NEVER}'), coalesce(p.redeem_until, '{_NEVER}')) AS ends"
    " FROM reward AS o INDEXED BY reward_open JOIN programme AS p ON p.id = o.programme_id WHERE o.state = 'open'"
    " AND (o.valid_until IS NULL OR o.valid_until >= ?)) AS rw"
    f" CROSS JOIN customer AS c ON c.id = rw.customer_id WHERE ends >= ? AND ends <= ? AND {_PRESENT}"
)
"""Rewards that wait, by two days on which they must be good and a last one."""
_CARDS = (
    "FROM (SELECT 0 AS id, r.id AS round_id, r.customer_id, 0 AS at_stamp, p.name AS programme, r.expires_on AS ends"
    " FROM round AS r INDEXED BY round_expiring JOIN programme AS p ON p.id = r.programme_id"
    f" WHERE r.state = 'open' AND r.stamps > 0 AND r.expires_on BETWEEN ? AND ? AND {_GIVES}) AS rw"
    f" CROSS JOIN customer AS c ON c.id = rw.customer_id WHERE {_PRESENT}"
)
"""Half-full cards whose last day lies between two, of programmes that give stamps on a third."""
_FIRST = "SELECT rw.id, rw.round_id, rw.customer_id, rw.programme, ends, rw.at_stamp {} ORDER BY ends, {} LIMIT ?"
_SCANS = (
    f"SELECT {ENTRY} FROM ledger AS l WHERE l.on_date <= ? AND l.kind IN ('stamp', 'redeem')"
    f" AND l.reason <> 'version' AND {STANDS} ORDER BY l.on_date DESC, l.id DESC LIMIT ?"
)
"""Both kinds at once: one that is seldom booked would be looked for through all the years."""
COUNTED = 50
"""Of what expires soon: a very large shop has thousands, and nobody reads their number."""
_TURNED = 10
"""What was undone and brought back has a later id than its moment: so many more are read, to be put in order."""
_LINES = (
    f"SELECT {ENTRY}, u.on_date, u.written_at, u.reason, (SELECT o.customer_id FROM ledger AS m"
    " JOIN round AS o ON o.id = m.round_id WHERE u.reason = 'moved' AND m.id > u.id AND m.id <= u.id + 64"
    " AND m.source = l.id AND m.reverses = 0 AND o.customer_id <> r.customer_id), s.customer_id FROM round AS r"
    " JOIN ledger AS l ON l.round_id = r.id LEFT JOIN ledger AS u ON u.reverses = l.id AND u.reverses > 0"
    " LEFT JOIN ledger AS f ON f.id = l.source LEFT JOIN round AS s ON s.id = f.round_id"
    " WHERE r.customer_id = ? AND l.reverses = 0 AND NOT (l.kind = 'void' AND l.reason = 'version')"
    " AND (u.id IS NULL OR u.reason NOT IN ('', 'version') AND NOT EXISTS (SELECT 1 FROM ledger AS n"
    " WHERE n.round_id = l.round_id AND n.source = l.id AND n.reverses = 0))"
    " {older} ORDER BY l.on_date DESC, coalesce(l.at, '') DESC, l.id DESC LIMIT ?"
)
"""What a person's timeline tells: what stands, and what was taken back for a reason that somebody gave.

A stamp that is moved is booked on the other card right after it is taken back.
"""


@dataclass(frozen=True, slots=True)
class Ready:
    """A reward that can be given; without ``reward_id`` a card of which stamps expire on ``valid_until``."""

    customer_id: int
    name: str
    reward_id: int
    round_id: int
    programme: str
    prize: str
    valid_until: date | None
    balance: int
    needed: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A stamp or a reward given, with the stamps of the card right after it; ``step`` 0: it can only be reversed."""

    entry_id: int
    customer_id: int
    name: str
    programme: str
    kind: str
    at: datetime
    balance: int
    needed: int
    prize: str
    step: int


@dataclass(frozen=True, slots=True)
class CardLine:
    """A line about a card in a timeline; ``source_name``: whose card it was on before, ``target_name``: after."""

    entry: LedgerEntry
    programme: str
    prize: str
    reversed_on: date | None
    source_name: str
    balance: int = 0
    """Stamps on the card right after it, of ``needed``; 0 where it was taken back."""
    needed: int = 0
    target_name: str = ""


class CardReading(CardViews):
    """Reads what stands on punch cards. It never writes."""

    # -- what waits --------------------------------------------------------------------------------------------------

    def rewards_ready(self, limit: int = 5) -> tuple[list[Ready], int]:
        """Give the rewards that can be given, the soonest expiring first, and how many there are."""
        as_of = self._shop.clock_guard.as_of().isoformat()
        return self._ready([(_REWARDS, "rw.id", [as_of, as_of, _NEVER])], limit)

    def expiring(self, days: int = 30, limit: int = 5) -> tuple[list[Ready], int]:
        """Give rewards and half-full cards whose last day comes within days, the soonest first, and how many.

        Of each so many are counted as ``COUNTED`` or are asked for.
        """
        today = self._shop.clock_guard.as_of()
        as_of, last = today.isoformat(), (today + timedelta(days=days)).isoformat()
        asked = [(_REWARDS, "rw.id", [as_of, as_of, last]), (_CARDS, "rw.round_id", [as_of, last, as_of])]
        return self._ready(asked, limit, COUNTED)

    def rewards_of(self, customer_id: int) -> list[Ready]:
        """Give the rewards that a person can be given, the one to be given first before the others."""
        name, names = self._shop.customers.name_of(customer_id), self._programme_names()
        cards = standings(self._shop, self.shown(customer_id))
        rounds_by_id = {card.round.id: card for card in cards}
        found = []
        for reward in in_order(cards, self._shop.clock_guard.as_of()):
            card = rounds_by_id[reward_place(reward.id)[0]]
            programme, prize = names.get(card.round.programme_id, ""), reward.prize.name
            found.append(
                Ready(
                    customer_id,
                    name,
                    reward.id,
                    card.round.id,
                    programme,
                    prize,
                    reward.valid_until,
                    card.balance,
                    card.needed,
                )
            )
        return found

    def owed(self, programme_id: int = 0) -> tuple[int, int]:
        """Give how many earned rewards wait, and what they are worth in cents; of one used in part what is left.

        They are those of ``rewards_ready``: nobody's of the bin, archived or deceased.
        """
        as_of = self._shop.clock_guard.as_of().isoformat()
        found = self._db.sql(
            "SELECT count(*), coalesce(sum(o.cents * (o.uses - o.used) / max(1, o.uses)), 0) FROM reward AS o"
            " INDEXED BY reward_open JOIN programme AS p ON p.id = o.programme_id"
            " CROSS JOIN customer AS c ON c.id = o.customer_id WHERE o.state = 'open'"
            " AND (o.valid_until IS NULL OR o.valid_until >= ?) AND (p.redeem_until IS NULL OR p.redeem_until >= ?)"
            f" AND ? IN (0, o.programme_id) AND {_PRESENT}",
            [as_of, as_of, programme_id],
        )
        return int(found[0][0]), int(found[0][1])

    def without_card(self, visits: int = 0) -> list[int]:
        """Give those who have no card of their own, in order of the list; not archived, deceased or in the bin.

        With ``visits`` those who came on so many days at least.
        """
        query = (
            f"SELECT c.id FROM customer AS c WHERE {_PRESENT} AND c.visits >= ? AND NOT EXISTS (SELECT 1 FROM"
            " card_number AS n WHERE n.customer_id = c.id AND n.state = 'active') ORDER BY c.sort_key, c.id"
        )
        return [int(i) for (i,) in self._db.sql(query, [visits])]

    def unprinted(self) -> list[int]:
        """Give those who have a number that was never printed, in order of the list."""
        query = (
            f"SELECT c.id FROM card_number AS n JOIN customer AS c ON c.id = n.customer_id WHERE {_PRESENT}"
            " AND n.state = 'active' AND n.printed_on IS NULL ORDER BY c.sort_key, c.id"
        )
        return [int(i) for (i,) in self._db.sql(query)]

    def _ready(
        self, asked: Sequence[tuple[str, str, list[Any]]], limit: int, most: int = -1
    ) -> tuple[list[Ready], int]:
        """The first of all that some questions find, and how many (of each ``most``): more is read of those listed."""
        found: list[tuple[Any, ...]] = []
        count = 0
        for question, order, values in asked:
            first = self._db.sql(_FIRST.format(question, order), [*values, limit])
            found += first
            full = len(first) == limit
            counted = f"SELECT count(*) FROM (SELECT 1 {question} LIMIT ?)"
            count += max(len(first), int(self._db.sql(counted, [*values, most])[0][0])) if full else len(first)
        listed = sorted(found, key=lambda row: (row[4], row[0], row[1]))[:limit]
        cards, names = self._cards([row[1] for row in listed]), self._names({row[2] for row in listed})
        with self._db.understood():
            return [
                Ready(
                    customer,
                    names[customer],
                    reward,
                    card,
                    programme,
                    _prize(cards[card][0], at),
                    None if ends == _NEVER else day(ends),
                    cards[card][1],
                    cards[card][0].terms.goal,
                )
                for reward, card, customer, programme, ends, at in listed
            ], count

    # -- what was booked ---------------------------------------------------------------------------------------------

    def last_scans(self, limit: int = 5) -> list[Scan]:
        """Give the newest stamps and redemptions that stand; of the bin too."""
        today, newest = self._shop.clock_guard.stamp_day().isoformat(), limit + _TURNED
        with self._db.understood():
            read = [entry_from(row) for row in self._db.sql(_SCANS, [today, newest])]
        read.sort(key=lambda entry: (entry.on, entry.at.isoformat() if entry.at else "", entry.id), reverse=True)
        found = read[:limit]
        cards = {card.id: card for card in self._rounds([entry.round_id for entry in found])}
        counts = self._counts(list(cards.values()))
        people = self._names({card.customer_id for card in cards.values()})
        programmes = self._programme_names()
        scans = []
        for entry in found:
            card = cards[entry.round_id]
            scans.append(
                Scan(
                    entry.id,
                    card.customer_id,
                    people.get(card.customer_id, ""),
                    programmes.get(card.programme_id, ""),
                    entry.kind.value,
                    entry.at or self._shop.now,
                    counts.get(entry.id, 0),
                    card.terms.goal,
                    _prize(card, entry.reward),
                    self.step_of(entry.id),
                )
            )
        return scans

    def step_of(self, entry_id: int) -> int:
        """Give the step that booked an entry, if it can be undone alone; else 0."""
        alone = (  # what moved up when another entry was reversed: undo would bring that one back
            "SELECT id FROM journal WHERE id = ? AND undone = 0 AND bulk = 0 AND migration = ?"
            " AND label <> 'entry_reversed'"
        )
        found = self._db.sql(alone, [self.booked_in(entry_id), str(schema_number())])
        return int(found[0][0]) if found else 0

    def booked_in(self, entry_id: int) -> int:
        """Give the step that wrote an entry; 0 where that is not known any more."""
        rows = self._db.sql(
            "SELECT r.step_id, r.last_id FROM journal_row AS r WHERE r.table_name = 'ledger' AND r.row_id <= ?"
            " ORDER BY r.row_id DESC LIMIT 1",
            [entry_id],
        )
        return int(rows[0][0]) if rows and rows[0][1] >= entry_id else 0

    def entries(self, round_id: int) -> list[tuple[LedgerEntry, str, str]]:
        """Give the entries of a card with initials and note, newest first, each reversal above what it reversed."""
        found = entries_of(self._db, [round_id])[round_id]
        initials = {one.id: one.initials for one in self._shop.staff.all()}
        notes = dict(
            self._db.sql(
                "SELECT n.entry, n.text FROM ledger_note AS n JOIN ledger AS l ON l.id = n.entry WHERE l.round_id = ?",
                [round_id],
            )
        )
        undone = {entry.reverses: entry for entry in found if entry.reverses}
        ordered: list[LedgerEntry] = []
        for entry in reversed([one for one in found if not one.reverses]):
            ordered += [undone[entry.id], entry] if entry.id in undone else [entry]
        known = {entry.id: entry for entry in found}  # a note stays with the entry that it was written beside
        said = {entry.id: str(notes.get(entry.id) or notes.get(place_of(entry, known), "")) for entry in found}
        return [(entry, initials.get(entry.staff, ""), said[entry.id]) for entry in ordered]

    def any(self, customer_id: int) -> bool:
        """Whether there is a line about cards in the timeline of a customer."""
        query = _LINES.format(older="")
        return bool(self._db.sql(query, [customer_id, 1]))

    def timeline(self, customer_id: int, limit: int, before: tuple[date, str] | None = None) -> list[CardLine]:
        """Give what a person's timeline tells of cards, newest first; with ``before`` only what is older than that.

        What was undone is left out; what somebody took back for a reason stays, with the day of that.
        """
        older, values = "", list[Any]()
        if before is not None:
            older = "AND (l.on_date, coalesce(l.at, '')) < (?, ?)"
            values = [before[0].isoformat(), before[1]]
        rows = self._db.sql(_LINES.format(older=older), [customer_id, *values, limit])
        return [line for _owner, line in self._lines(rows, {row[2]: customer_id for row in rows})]

    def day(self, on: date) -> list[tuple[int, str, CardLine]]:
        """Give customer, name and line of all that was booked on a day and stands, by its hours; not of the bin."""
        rows = self._db.sql(
            f"SELECT {ENTRY}, NULL, NULL, NULL, NULL, s.customer_id, r.customer_id FROM ledger AS l"
            " JOIN round AS r ON r.id = l.round_id JOIN customer AS c ON c.id = r.customer_id"
            " LEFT JOIN ledger AS f ON f.id = l.source LEFT JOIN round AS s ON s.id = f.round_id"
            f" WHERE l.on_date = ? AND c.binned_at IS NULL AND l.reason <> 'version' AND {STANDS}"
            " ORDER BY coalesce(l.at, ''), l.id",
            [on.isoformat()],
        )
        names = self._names({row[-1] for row in rows})
        lines = self._lines([row[:-1] for row in rows], {row[2]: row[-1] for row in rows})
        return [(owner, names.get(owner, ""), line) for owner, line in lines]

    # -- inside ------------------------------------------------------------------------------------------------------

    def _lines(self, rows: Sequence[tuple[Any, ...]], owners: dict[int, int]) -> list[tuple[int, CardLine]]:
        """Lines of rows of an entry, day, moment and reason of its reversal, whose it became and whose it was."""
        cards = {card.id: card for card in self._rounds([row[2] for row in rows])}
        counts, programmes = self._counts(list(cards.values())), self._programme_names()
        whose = {row[-1] for row in rows if row[-1] != owners[row[2]]} | {row[-2] for row in rows}
        names = self._names({one for one in whose if one})
        found = []
        with self._db.understood():
            for *columns, _on, written, _reason, target, source in rows:
                entry = entry_from(columns)
                card = cards.get(entry.round_id)
                back = datetime.fromisoformat(written).astimezone(self._shop.now.tzinfo).date() if written else None
                moved = names.get(source, "") if source != owners[entry.round_id] else ""
                programme = programmes.get(card.programme_id, "") if card else ""
                prize, goal = (_prize(card, entry.reward), card.terms.goal) if card else ("", 0)
                line = CardLine(
                    entry, programme, prize, back, moved, counts.get(entry.id, 0), goal, names.get(target, "")
                )
                found.append((owners[entry.round_id], line))
        return found

    def _counts(self, cards: Sequence[Round]) -> dict[int, int]:
        """Stamps on its card right after each entry that stands."""
        counts: dict[int, int] = {}
        entries = entries_of(self._db, [card.id for card in cards])
        for card in cards:
            given = 0
            for entry in live(entries[card.id]):
                given += entry.qty if entry.qty > 0 or entry.kind is EntryKind.ADJUST else 0
                counts[entry.id] = min(given, card.terms.goal)
        for standing in standings(self._shop, cards):  # some had expired by then: the field that it fills says more
            counts.update({entry: place for place, entry in enumerate(standing.stamps, 1)})
        return counts

    def _cards(self, ids: Sequence[int]) -> dict[int, tuple[Round, int]]:
        """Cards by id, each with its stamps as they are kept."""
        stamps: dict[int, int] = {}
        for marks, part in parts(sorted(set(ids))):
            stamps.update(self._db.sql(f"SELECT id, stamps FROM round WHERE id IN ({marks})", part))
        return {card.id: (card, stamps[card.id]) for card in self._rounds(ids)}

    def _rounds(self, ids: Iterable[int]) -> list[Round]:
        wanted = sorted(set(ids))
        return [card for marks, part in parts(wanted) for card in rounds(self._shop, f"r.id IN ({marks})", part)]

    def _names(self, ids: Iterable[int]) -> dict[int, str]:
        names: dict[int, str] = {}
        for marks, part in parts(sorted(set(ids))):
            names.update(self._db.sql(f"SELECT id, name FROM customer WHERE id IN ({marks})", part))
        return names

    def _programme_names(self) -> dict[int, str]:
        return dict(self._db.sql("SELECT id, name FROM programme"))


def _prize(card: Round, at_stamp: int) -> str:
    """The name of a reward of a card; the main one where no stamp is named."""
    interim = card.terms.interim
    return interim.name if interim and interim.at_stamp == at_stamp else card.terms.reward.name
