"""The ledger of punch cards: the only place that writes entries, rounds and rewards.

An entry is added and never changed: to take one back is to add its reversal, to bring it back is to add a copy. A copy
within its own card stands for what it copies, however often that went and came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

from smallcrm.domain.errors import Conflict, NotFound
from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Round, Why, broken, place_of
from smallcrm.domain.loyalty_terms import Terms
from smallcrm.domain.text import storable
from smallcrm.store import tables
from smallcrm.store.database import parts
from smallcrm.store.loyalty.rows import (
    ENTRY,
    EVER,
    FIGURES,
    REWARD,
    derived,
    entries_of,
    entry_from,
    figures,
    reward_rows,
)
from smallcrm.store.loyalty.standings import rounds, rounds_of
from smallcrm.store.loyalty.turning import standing
from smallcrm.store.undoing import append_entries

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_PART, _AFTER = "\n", "\x0b"
_EMPTY = "SELECT id FROM round WHERE customer_id = ? AND programme_id = ? AND version_id = ? AND entries = 0"
_OPENED = (
    "INSERT INTO round (customer_id, programme_id, version_id, opened_on, stamps, entries, state)"
    " VALUES (?, ?, ?, ?, 0, 0, 'empty') RETURNING id"
)
_ROUND = "UPDATE round SET {} WHERE id = ?".format(", ".join(f"{name} = ?" for name in FIGURES))
_REWARD = f"INSERT INTO reward ({', '.join(REWARD)}) VALUES ({', '.join('?' * len(REWARD))})"


def new_key() -> str:
    """Give a key that nobody else has."""
    return uuid4().hex


def plain_key(key: str) -> str:
    """Give a key that somebody made as it is kept: one line."""
    return " ".join(storable(key).split())


def part_key(key: str, number: int) -> str:
    """Give the key of a part (from 0) of one booking: no key that somebody made has such a line break."""
    return f"{key}{_PART}{number + 1}" if number else key


class Turned(NamedTuple):
    """An entry that undo or redo wrote, whose, and on which punch card."""

    id: int
    owner: int
    round_id: int


class LedgerStore:
    """What was booked on punch cards."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    # -- read --------------------------------------------------------------------------------------------------------

    def get(self, entry_id: int) -> LedgerEntry:
        """Give an entry; raises NotFound ``no_entry``."""
        rows = self._db.sql(f"SELECT {ENTRY} FROM ledger AS l WHERE l.id = ?", [entry_id])
        if not rows:
            raise NotFound("no_entry", id=entry_id)
        with self._db.understood():
            return entry_from(rows[0])

    def many(self, ids: Sequence[int]) -> Iterator[LedgerEntry]:
        """Give entries by id, those that are there."""
        for marks, part in parts(ids):
            rows = self._db.sql(f"SELECT {ENTRY} FROM ledger AS l WHERE l.id IN ({marks})", part)
            with self._db.understood():
                yield from [entry_from(row) for row in rows]

    def keyed(self, key: str) -> list[LedgerEntry]:
        """Give the entries of one booking by the key that was made for it; none where it was never booked."""
        first = f"SELECT {ENTRY} FROM ledger AS l WHERE l.key = ? OR (l.key >= ? AND l.key < ?) ORDER BY l.id"
        with self._db.understood():
            return [entry_from(row) for row in self._db.sql(first, [key, f"{key}{_PART}", f"{key}{_AFTER}"])]

    def entries(self, round_ids: Sequence[int]) -> dict[int, list[LedgerEntry]]:
        """Give all entries of rounds in order of id, what was reversed too."""
        return entries_of(self._db, round_ids)

    def rounds_of(self, customer_id: int, programme_id: int = 0) -> list[Round]:
        """Give the punch cards of a customer, of one programme or (0) of all, the oldest first."""
        return rounds_of(self._shop, customer_id, programme_id)

    def round(self, round_id: int) -> Round:
        """Give one punch card; raises NotFound ``no_entry``."""
        found = rounds(self._shop, "r.id = ?", [round_id])
        if not found:
            raise NotFound("no_entry", id=round_id)
        return found[0]

    def owners(self, entry_ids: Sequence[int]) -> dict[int, int]:
        """Give the customer of each entry, 0 where it is not there."""
        found = dict.fromkeys(entry_ids, 0)
        for marks, part in parts(entry_ids):
            found.update(
                self._db.sql(
                    f"SELECT l.id, r.customer_id FROM ledger AS l JOIN round AS r ON r.id = l.round_id"
                    f" WHERE l.id IN ({marks})",
                    part,
                )
            )
        return found

    def standing_of(self, entry: LedgerEntry) -> LedgerEntry | None:
        """Give what stands for an entry on its card: itself, or what brought it back; None: neither."""
        return standing(entry, self.entries([entry.round_id])[entry.round_id])

    def first_of(self, entry: LedgerEntry) -> int:
        """Give the id of the entry that this one goes back to on its card; words that were written lie there."""
        known = {one.id: one for one in self.entries([entry.round_id])[entry.round_id]}
        return place_of(entry, known)

    def reversed_on(self, entry_id: int) -> date | None:
        """Give the day on which an entry was taken back last."""
        rows = self._db.sql("SELECT written_at FROM ledger WHERE reverses = ? AND reverses > 0", [entry_id])
        with self._db.understood():
            return datetime.fromisoformat(rows[0][0]).astimezone(self._shop.now.tzinfo).date() if rows else None

    # -- written, inside shop.change() -------------------------------------------------------------------------------

    def open_round(self, customer_id: int, terms: Terms) -> Round:
        """Give an empty punch card of these terms: one that is there, else a new one."""
        begun = self._shop.open_step.rounds  # what was booked in this step is not in the figures yet
        for (there,) in self._db.sql(_EMPTY, [customer_id, terms.programme_id, terms.id]):
            if there not in begun:
                begun.add(int(there))
                return self.round(int(there))
        opened = self._shop.clock_guard.stamp_day()
        made = int(self._db.sql(_OPENED, [customer_id, terms.programme_id, terms.id, opened.isoformat()])[0][0])
        self._shop.open_step.rounds.add(made)
        return Round(made, customer_id, terms.programme_id, terms, opened)

    def append(
        self,
        round_id: int,
        kind: EntryKind,
        qty: int,
        *,
        key: str,
        on: date,
        owner: int,
        at: datetime | None = None,
        amount: int = 0,
        reward: int = 0,
        used: int = 0,
        reverses: int = 0,
        source: int = 0,
        reason: str = "",
        forced: str = "",
        card: int = 0,
        note: str = "",
    ) -> int:
        """Add an entry; its id. Raises Conflict ``key_taken``."""
        given = {"qty": qty, "amount": amount, "reward": reward, "used": used, "reverses": reverses, "source": source}
        words = {"reason": str(reason), "forced": str(forced), "card": card, "note": note}
        row = {"round_id": round_id, "kind": kind, "key": key, "on": on, "owner": owner, "at": at}
        return self.append_many([{**row, **given, **words}])[0]

    def append_many(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add entries, each with the arguments of ``append``; their ids in that order. Raises Conflict ``key_taken``.

        They are written in order of their owners.
        """
        if not rows:
            return []
        new = [row["key"] for row in rows]
        if len(set(new)) < len(new):
            raise Conflict("key_taken", key="")
        for marks, keys in parts(new):
            if taken := self._db.sql(f"SELECT key FROM ledger WHERE key IN ({marks}) LIMIT 1", keys):
                raise Conflict("key_taken", key=taken[0][0])
        step = self._shop.open_step
        ids = self._shop.journal.append_many([*self._columns(rows)])
        for entry, row in zip(ids, rows, strict=True):
            if row.get("note"):
                values = {"entry": entry, "text": str(row["note"])}
                self._shop.journal.insert(tables.LedgerNote, values, owner=int(row["owner"]))
        step.areas.add("entries")
        step.rounds.update(int(row["round_id"]) for row in rows)
        return ids

    def reverse(self, entry: LedgerEntry, reason: str, note: str = "") -> int:
        """Take an entry back, whatever the rules say; the id of its reversal."""
        owner = self.owners([entry.id])[entry.id]
        return self.append_many([{**opposite(entry), "owner": owner, "reason": str(reason), "note": note}])[0]

    def copy(self, entry: LedgerEntry, round_id: int, reason: str = "") -> int:
        """Write an entry once more, on another card or its own: of the same day, with a new key; its id."""
        owner = int(self._db.sql("SELECT customer_id FROM round WHERE id = ?", [round_id])[0][0])
        again = {**copied(entry), "round_id": round_id, "owner": owner, "reason": str(reason or entry.reason)}
        return self.append_many([again])[0]

    def settle(self) -> None:
        """Fold the cards anew on which the open step booked. Raises Conflict where one cannot be so."""
        touched = self._shop.open_step.rounds
        self.renew(touched)
        touched.clear()

    def renew(self, round_ids: Collection[int]) -> None:
        """Fold punch cards anew, and write their figures and rewards. Raises Conflict where one cannot be so."""
        for marks, part in parts(sorted(round_ids)):
            entries = self.entries(part)
            known = {card.id: card for card in rounds(self._shop, f"r.id IN ({marks})", part)}
            # One whose edition went back with the same step is empty: it is written so, too.
            cards = [derived(known.get(i) or Round(i, 0, 0, Terms(), EVER), entries[i]) for i in part]
            for card in cards:
                if wrong := broken(card, entries[card.round.id]):
                    raise Conflict(wrong, id=card.round.id)
            self._db.many(_ROUND, [(*figures(card), card.round.id) for card in cards])
            self._db.sql(f"DELETE FROM reward WHERE round_id IN ({marks})", part)
            self._db.many(_REWARD, [row for card in cards for row in reward_rows(card)])

    # -- turned, inside an undo or redo ------------------------------------------------------------------------------

    def turn(self, ids: Sequence[int], kept: Collection[int]) -> list[Turned]:
        """Take entries back in this order; what was written to do so.

        Of a reversal that is a copy of what it took back. Those of the owners ``kept`` stay.
        """
        known = {entry.id: entry for entry in self.many(ids)}
        turned = [known[i] for i in ids]
        owners = self.owners([entry.id for entry in turned])
        turned = [entry for entry in turned if owners[entry.id] not in kept]
        on_cards = self.entries(sorted({entry.round_id for entry in turned}))
        rows = [{**_turned(entry, on_cards[entry.round_id]), "owner": owners[entry.id]} for entry in turned]
        columns = [*self._columns(rows)]
        ids = append_entries(self._db, columns)
        return [Turned(i, row["owner"], row["round_id"]) for i, row in zip(ids, columns, strict=True)]

    def _columns(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Rows of the ledger with what is the same for all of them; ``owner`` beside."""
        now, staff = self._shop.now, self._shop.staff.id_of(self._shop.actor)
        suspect = int(self._shop.clock_guard.suspect())
        for row in rows:
            at = row.get("at") or now
            yield {
                "owner": int(row["owner"]),
                "key": row["key"],
                "round_id": int(row["round_id"]),
                "kind": str(EntryKind(row["kind"])),
                **{name: int(row.get(name, 0)) for name in ("qty", "amount", "reward", "used", "reverses", "source")},
                "on_date": row["on"].isoformat(),
                "at": at.isoformat(),
                "written_at": now.astimezone(UTC).isoformat(),
                "reason": str(Why(row.get("reason", ""))),
                "forced": str(Why(row.get("forced", ""))),
                "card": int(row.get("card", 0)),
                "staff": int(row.get("staff", staff)),
                "suspect": int(row.get("suspect", suspect)),
            }


def opposite(entry: LedgerEntry) -> dict[str, Any]:
    """Give the row that reverses an entry: on its day, whole."""
    return {
        "round_id": entry.round_id,
        "kind": EntryKind.REVERSAL,
        "key": new_key(),
        "on": entry.on,
        "qty": -entry.qty,
        "amount": -entry.amount,
        "reward": entry.reward,
        "used": -entry.used,
        "reverses": entry.id,
        "card": entry.card,
    }


def copied(entry: LedgerEntry) -> dict[str, Any]:
    """Give the row of a copy: the same day and moment, a new key."""
    return {
        "round_id": entry.round_id,
        "kind": entry.kind,
        "key": new_key(),
        "on": entry.on,
        "at": entry.at,
        "qty": entry.qty,
        "amount": entry.amount,
        "reward": entry.reward,
        "used": entry.used,
        "source": entry.id,
        "reason": entry.reason,
        "forced": entry.forced,
        "card": entry.card,
        "suspect": entry.suspect,
    }


def _turned(entry: LedgerEntry, entries: Sequence[LedgerEntry]) -> dict[str, Any]:
    """The row that takes back an entry, among all of its card."""
    if entry.reverses:  # as it was: who wrote it, too
        old = next(one for one in entries if one.id == entry.reverses)
        return {**copied(old), "staff": old.staff}
    stands = standing(entry, entries)
    if stands is None:
        raise Conflict("changed_later", steps=[])
    return opposite(stands)
