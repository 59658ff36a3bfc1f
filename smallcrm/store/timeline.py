"""The timeline of a customer: notes, letters, imports, and later visits and calls."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.model import Entry
from smallcrm.domain.text import storable
from smallcrm.store.rows import entry_from
from smallcrm.store.tables import Entry as EntryTable

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


class Timeline:
    """Entries of customers."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def of(self, customer_id: int, limit: int = 200) -> list[Entry]:
        """Entries of a customer, newest first."""
        ids = self._shop.database.sql(
            "SELECT id FROM entry WHERE customer_id = ? ORDER BY on_date DESC, id DESC LIMIT ?", [customer_id, limit]
        )
        found = {r["id"]: r for r in self._shop.database.rows(EntryTable, "id", [i for (i,) in ids])}
        with self._shop.database.understood():
            return [entry_from(found[i]) for (i,) in ids]

    def add(self, customer_id: int, kind: str, text: str, on: date | None = None) -> int:
        """Write an entry; its id. The date may be set back, written-at is kept apart."""
        if not text.strip():
            raise BadInput("empty_note")
        name = self._shop.customers.name_of(customer_id)
        with self._shop.change(f"{kind}_added", name=name):
            return self.write(customer_id, Entry(kind, on or self._shop.today, text.strip()))

    def write(self, customer_id: int, entry: Entry) -> int:
        """Insert an entry inside an open change."""
        now = self._shop.now
        return self._shop.journal.insert(
            EntryTable,
            {
                "customer": customer_id,
                "kind": entry.kind,
                "on_date": entry.on.isoformat(),
                "at": (entry.at or now).isoformat(),
                "text": storable(entry.text),
                "written_at": (entry.written_at or now).isoformat(),
                "actor": entry.actor or self._shop.actor,
                "amount": entry.amount,
                "outcome": entry.outcome,
                "detail": entry.detail,
                "follow_up": entry.follow_up,
            },
            owner=customer_id,
        )

    def edit(self, entry_id: int, text: str) -> None:
        """Change the words of an entry."""
        if not text.strip():
            raise BadInput("empty_note")
        row = self._row(entry_id)
        with self._shop.change("note_edited", name=self._shop.customers.name_of(row[0])):
            self._shop.journal.update(EntryTable, entry_id, {"text": storable(text.strip())}, owner=row[0])

    def remove(self, entry_id: int) -> None:
        """Delete an entry; undo brings it back."""
        row = self._row(entry_id)
        with self._shop.change("note_removed", name=self._shop.customers.name_of(row[0])):
            self._shop.journal.delete(EntryTable, entry_id, owner=row[0])

    def _row(self, entry_id: int) -> tuple[int]:
        found = self._shop.database.sql("SELECT customer_id FROM entry WHERE id = ?", [entry_id])
        if not found:
            raise NotFound("not_found", id=entry_id)
        return (int(found[0][0]),)
