"""The timeline of a customer: what was said, who came, who called and wrote."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from types import EllipsisType
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput, Conflict, NotFound
from smallcrm.domain.model import Entry
from smallcrm.domain.text import storable
from smallcrm.store.rows import entry_from
from smallcrm.store.tables import Entry as EntryTable
from smallcrm.store.tables import FollowUp as FollowUpTable

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

KINDS = (
    "note",
    "visit",
    "purchase",
    "call",
    "meeting",
    "email",
    "sms",
    "message",
    "complaint",
    "letter",
    "remedy",
    "survey",
)
"""What a person can write."""
_WORDLESS = frozenset({"visit", "purchase", "call", "meeting", "sms", "message", "email", "letter", "remedy", "survey"})
_ORDER = "on_date DESC, coalesce(at, '') DESC, id DESC"


class Timeline:
    """Entries of customers."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def of(
        self,
        customer_id: int,
        limit: int = 200,
        kinds: Collection[str] | None = None,
        before: Entry | None = None,
    ) -> list[Entry]:
        """Entries of a customer, newest first; of some kinds only, and older than one of them, if asked."""
        where, values = ["customer_id = ?"], list[Any]([customer_id])
        if kinds is not None:
            where.append(f"kind IN ({','.join('?' * len(kinds))})")
            values += [str(k) for k in kinds]
        if before is not None:
            where.append("on_date <= ? AND (on_date, coalesce(at, ''), id) < (?, ?, ?)")
            at = before.at.isoformat() if before.at else ""
            values += [before.on.isoformat(), before.on.isoformat(), at, before.id]
        ids = self._db.sql(
            f"SELECT id FROM entry WHERE {' AND '.join(where)} ORDER BY {_ORDER} LIMIT ?", [*values, limit]
        )
        found = {r["id"]: r for r in self._db.rows(EntryTable, "id", [i for (i,) in ids])}
        with self._db.understood():
            return [entry_from(found[i]) for (i,) in ids]

    def get(self, entry_id: int) -> Entry:
        """One entry; raises NotFound."""
        return self._row(entry_id)[1]

    def day(self, on: date) -> list[tuple[int, str, Entry]]:
        """Customer, name and entry of everything of one day, in the order of its hours; not of the bin."""
        found = self._db.sql(
            "SELECT e.id, c.id, c.name FROM entry AS e JOIN customer AS c ON c.id = e.customer_id"
            " WHERE e.on_date = ? AND c.binned_at IS NULL ORDER BY coalesce(e.at, ''), e.id",
            [on.isoformat()],
        )
        known = {r["id"]: r for r in self._db.rows(EntryTable, "id", [row[0] for row in found])}
        with self._db.understood():
            return [(customer, name, entry_from(known[i])) for i, customer, name in found]

    def add(
        self,
        customer_id: int,
        kind: str,
        text: str,
        on: date | None = None,
        *,
        at: datetime | None = None,
        amount: int | None = None,
        outcome: str = "",
        detail: str = "",
        follow_up: int = 0,
    ) -> int:
        """Write an entry; its id. The date may be set back, written-at is kept apart; ``amount`` in cents.

        Raises BadInput: ``empty_note`` where a kind needs words, ``future_entry``.
        """
        entry = Entry(
            str(kind), on or self._shop.today, text.strip(), at,
            amount=amount, outcome=str(outcome), detail=detail, follow_up=follow_up,
        )  # fmt: skip
        self._refuse(entry)
        name = self._shop.customers.name_of(customer_id)
        with self._shop.change(f"{kind}_added", name=name):
            return self.write(customer_id, entry)

    def write(self, customer_id: int, entry: Entry) -> int:
        """Insert an entry inside an open change; of today it has the time of now, of another day only its own."""
        now = self._shop.now
        at = entry.at or (now if entry.on == now.date() else None)
        return self._shop.journal.insert(
            EntryTable,
            {
                "customer": customer_id,
                "kind": entry.kind,
                "on_date": entry.on.isoformat(),
                "at": at.isoformat() if at else None,
                "text": storable(entry.text),
                "written_at": (entry.written_at or now).isoformat(),
                "actor": entry.actor or self._shop.actor,
                "amount": entry.amount,
                "outcome": storable(entry.outcome),
                "detail": storable(entry.detail),
                "follow_up": entry.follow_up,
            },
            owner=customer_id,
        )

    def edit(
        self,
        entry_id: int,
        text: str | None = None,
        *,
        on: date | None = None,
        at: datetime | None = None,
        amount: int | EllipsisType | None = ...,
        outcome: str | None = None,
        kind: str | None = None,
        known: Entry | None = None,
    ) -> None:
        """Change an entry in place; what is not given stays (``amount=None`` takes it away). One step.

        On another day it loses its time, unless one is given. Conflict ``changed_meanwhile``: it is not as ``known``.
        """
        owner, before = self._row(entry_id)
        entry = replace(
            before,
            text=before.text if text is None else text.strip(),
            on=on or before.on,
            at=at or (before.at if on in {None, before.on} else None),
            amount=before.amount if isinstance(amount, EllipsisType) else amount,
            outcome=before.outcome if outcome is None else str(outcome),
            kind=kind or before.kind,
        )
        self._refuse(entry)
        label = "note_edited" if entry.kind == before.kind == "note" else "entry_edited"
        name = self._shop.customers.name_of(owner)
        with self._shop.change(label, name=name):
            if known is not None and _changeable(known) != _changeable(self._row(entry_id)[1]):  # read under the lock
                raise Conflict("changed_meanwhile", name=name)
            self._shop.journal.update(EntryTable, entry_id, _changeable(entry), owner=owner)

    def remove(self, entry_id: int) -> None:
        """Delete an entry; undo brings it back. What is to be done because of it stays."""
        owner, entry = self._row(entry_id)
        label = "note_removed" if entry.kind == "note" else "entry_removed"
        with self._shop.change(label, name=self._shop.customers.name_of(owner)):
            for (task,) in self._db.sql("SELECT id FROM follow_up WHERE entry = ?", [entry_id]):
                self._shop.journal.update(FollowUpTable, int(task), {"entry": 0}, owner=owner)
            self._shop.journal.delete(EntryTable, entry_id, owner=owner)

    def _refuse(self, entry: Entry) -> None:
        if entry.kind not in _WORDLESS and not entry.text.strip():
            raise BadInput("empty_note")
        if entry.on > self._shop.today:
            raise BadInput("future_entry", day=entry.on)

    def _row(self, entry_id: int) -> tuple[int, Entry]:
        row = self._db.one(EntryTable, entry_id)
        if row is None:
            raise NotFound("not_found", id=entry_id)
        with self._db.understood():
            return int(row["customer_id"]), entry_from(row)


def _changeable(entry: Entry) -> dict[str, Any]:
    """The columns of an entry that a person can change."""
    return {
        "text": storable(entry.text),
        "on_date": entry.on.isoformat(),
        "at": entry.at.isoformat() if entry.at else None,
        "amount": entry.amount,
        "outcome": storable(entry.outcome),
        "kind": entry.kind,
    }
