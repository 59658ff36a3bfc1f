"""The history read: what was done, by whom, when, and to whom."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from smallcrm.store.database import schema_number

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

STEP = "SELECT id, at, actor, label, params, undone, bulk, migration FROM journal"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history. ``label`` is a code, ``values`` fill its sentence (``messages.label``)."""

    id: int
    at: str
    actor: str
    label: str
    values: dict[str, Any]
    undone: bool
    bulk: bool = False
    undoable: bool = True
    fields: tuple[str, ...] = ()
    customers: tuple[int, ...] = ()
    """Whom it was about, where that was asked for."""


class StepList:
    """Steps of the history."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database
        self.newest = 0
        """Id of the last step that was made here, not by another window; 0 = none."""

    def steps(self, limit: int = 200, customer: int | None = None, *, before: int = 0) -> list[Step]:
        """History, newest first; of one customer, if asked; with ``before`` only steps older than that id."""
        where, values = ["1"], list[Any]()
        if customer is not None:
            where.append(
                "id IN (SELECT step_id FROM journal_row WHERE owner = ?"
                " OR (table_name = 'customer' AND row_id <= ? AND last_id >= ?))"
            )
            values += [customer] * 3
        if before:
            where.append("id < ?")
            values.append(before)
        rows = self._db.sql(f"{STEP} WHERE {' AND '.join(where)} ORDER BY id DESC LIMIT ?", [*values, limit])
        with self._db.understood():
            return [self._step(row) for row in rows]

    def since(self, at: datetime, customers: Collection[int], limit: int = 200) -> list[Step]:
        """Steps after a moment that touched some of these customers and stand, newest first, each with whom of them."""
        wanted, found = set(customers), list[Step]()
        rows = self._db.sql(
            f"{STEP} WHERE undone = 0 AND datetime(at) > datetime(?) ORDER BY id DESC", [at.isoformat()]
        )
        for row in rows:
            touched = self._db.sql(
                "SELECT DISTINCT CASE WHEN table_name = 'customer' THEN row_id ELSE owner END, CASE WHEN table_name ="
                " 'customer' THEN last_id ELSE owner END FROM journal_row WHERE step_id = ?",
                [row[0]],
            )
            about = {i for i in wanted if any(first <= i <= last for first, last in touched)}
            if about:
                found.append(replace(self._step(row), customers=tuple(sorted(about))))
            if len(found) == limit:
                break
        return found

    def parted(self, at: datetime, assistant: int) -> dict[int, int]:
        """Customers whom a step after a moment took from somebody of the staff: by id the step that did.

        Either another one looks after them now, or nobody, or they lie in the bin.
        """
        parted: dict[int, int] = {}
        rows = self._db.sql(
            "SELECT r.row_id, r.step_id, r.image, c.assistant, c.binned_at IS NOT NULL FROM journal_row AS r"
            " JOIN journal AS j ON j.id = r.step_id JOIN customer AS c ON c.id = r.row_id"
            " WHERE r.table_name = 'customer' AND r.operation = 'update' AND r.image IS NOT NULL"
            " AND (r.fields LIKE '%assistant%' OR r.fields LIKE '%binned_at%')"
            " AND j.undone = 0 AND datetime(j.at) > datetime(?) ORDER BY r.id",
            [at.isoformat()],
        )
        for customer, step, image, now, binned in rows:
            before = json.loads(image)
            given_away = before.get("assistant", 0) == assistant != now
            thrown_away = "binned_at" in before and binned and now == assistant
            if given_away or thrown_away:
                parted[int(customer)] = int(step)
        return parted

    def _step(self, row: tuple[Any, ...]) -> Step:
        here = str(schema_number())
        fields: set[str] = set()
        for (names,) in self._db.sql("SELECT DISTINCT fields FROM journal_row WHERE step_id = ? LIMIT 50", [row[0]]):
            fields.update(n for n in names.split(",") if n)
        return Step(
            id=row[0],
            at=row[1],
            actor=row[2],
            label=row[3],
            values=json.loads(row[4] or "{}"),
            undone=bool(row[5]),
            bulk=bool(row[6]),
            undoable=row[7] == here,
            fields=tuple(sorted(fields)),
        )
