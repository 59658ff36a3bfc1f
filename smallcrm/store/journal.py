"""Undo as one mechanism: what each step touched is kept with it, in the same transaction.

For changed and deleted rows the image before, for inserted rows table and id (in bulk the first and the last).
Undo does the opposite and keeps what it found in place of what it used, so redo is undo of the undone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import Conflict, NotFound
from smallcrm.domain.progress import Report, silent
from smallcrm.domain.text import storable
from smallcrm.store.database import Database, schema_number, table_name
from smallcrm.store.images import encode
from smallcrm.store.steps import STEP, Step, StepList
from smallcrm.store.tables import Customer, Journal, Ledger, Table
from smallcrm.store.undoing import (
    APPEND,
    AREAS,
    DELETE,
    INSERT,
    INSERT_ROWS,
    UPDATE,
    Turning,
    append_entries,
    next_redo,
    next_undo,
    remove_rows,
)

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

__all__ = ["JournalStore", "OpenStep", "Step", "Undone", "added_after", "owners"]

_HISTORY_DAYS = 90
_LONG_CLOSED = 366
"""Days without any change after which the clock is doubted rather than believed."""
_DERIVED = {"version", "folded", "sort_key", "wake"}
"""Columns whose change nobody made."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo (or redo) did: the step, and the customers of rows that somebody changed later and that stayed."""

    step: Step
    kept: tuple[int, ...] = ()


@dataclass(slots=True)
class OpenStep:
    """The step being made: rows touched so far."""

    label: str
    values: dict[str, Any]
    bulk: bool = False
    undoable: bool = True
    rows: list[tuple[str, int, int, int, str, str, str | None]] = field(default_factory=list)
    areas: set[str] = field(default_factory=set)
    rounds: set[int] = field(default_factory=set)
    """Punch cards whose figures follow anew."""
    id: int = 0
    """Its id once it is kept; 0 where nothing changed."""


class JournalStore(StepList):
    """History of the shop, undo and redo; and the only way in which rows are written."""

    # -- writing, inside shop.change() ------------------------------------------------------------------------------

    def insert(self, table: type[Table], values: dict[str, Any], *, owner: int = 0) -> int:
        """Insert one row; its id."""
        row_id = int(self._db.run(table.insert(values)))
        self._note(table, row_id, row_id, owner or _own(table, row_id), INSERT, "", None)
        return row_id

    def insert_many(self, table: type[Table], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows whose first column is the id, consecutive from ``database.next_id``."""
        if not rows:
            return
        names = ",".join(f'"{c}"' for c in columns)
        marks = ",".join("?" * len(columns))
        statement = f'INSERT INTO "{table_name(table)}" ({names}) VALUES ({marks})'
        self._db.many(statement, rows)
        self._note(table, int(rows[0][0]), int(rows[-1][0]), 0, INSERT, "", None)

    def append(self, values: dict[str, Any], owner: int) -> int:
        """Add an entry to the ledger; its id."""
        return self.append_many([{**values, "owner": owner}])[0]

    def append_many(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Add entries to the ledger, each with its ``owner``: written in order of those, one note for each of them.

        Gives their ids in the order of the rows.
        """
        ids = append_entries(self._db, rows)
        written = sorted(zip(ids, (int(row["owner"]) for row in rows), strict=True))
        for owner, run in groupby(written, key=itemgetter(1)):
            entries = [entry for entry, _owner in run]
            self._note(Ledger, entries[0], entries[-1], owner, APPEND, "", None)
        return ids

    def update(self, table: type[Table], row_id: int, values: dict[str, Any], *, owner: int = 0) -> bool:
        """Change a row; False (and nothing is noted) where the values are there already."""
        before = self._db.one(table, row_id)
        if before is None:
            raise NotFound("not_found", id=row_id)
        changed = {k: before[k] for k, v in values.items() if before[k] != v}
        if not changed:
            return False
        self.set_row(table, row_id, {k: values[k] for k in changed})
        shown = ",".join(k for k in changed if k not in _DERIVED)
        self._note(table, row_id, row_id, owner or _own(table, row_id), UPDATE, shown, json.dumps(changed))
        return True

    def delete(self, table: type[Table], row_id: int, *, owner: int = 0) -> None:
        """Delete a row that has no children of its own."""
        before = self._db.one(table, row_id)
        if before is None:
            raise NotFound("not_found", id=row_id)
        self._note(table, row_id, row_id, owner or _own(table, row_id), DELETE, "", encode(self._db, before))
        remove_rows(self._db, table, row_id, row_id)

    def update_many(self, table: type[Table], wanted: Mapping[int, tuple[int, dict[str, Any]]]) -> None:
        """Change many rows: by id whose it is and the values, the same columns for all of them."""
        changes: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        for before in self._db.rows(table, "id", list(wanted)):
            row_id = int(before["id"])
            owner, values = wanted[row_id]
            changed = {k: before[k] for k, v in values.items() if before[k] != v}
            if changed:
                shown = ",".join(k for k in changed if k not in _DERIVED)
                self._note(table, row_id, row_id, owner, UPDATE, shown, json.dumps(changed))
                changes.setdefault(tuple(changed), []).append((*(values[k] for k in changed), row_id))
        for columns, rows in changes.items():
            names = ", ".join(f'"{c}" = ?' for c in columns)
            self._db.many(f'UPDATE "{table_name(table)}" SET {names} WHERE id = ?', rows)

    def delete_many(self, table: type[Table], owners: Mapping[int, int]) -> None:
        """Delete rows that have no children of their own: by id whose they are."""
        for before in self._db.rows(table, "id", list(owners)):
            row_id = int(before["id"])
            self._note(table, row_id, row_id, owners[row_id], DELETE, "", encode(self._db, before))
        self._db.many(f'DELETE FROM "{table_name(table)}" WHERE id = ?', [(row_id,) for row_id in owners])

    def _note(
        self, table: type[Table], row_id: int, last_id: int, owner: int, operation: str, fields: str, image: str | None
    ) -> None:
        step = self._shop.open_step
        name = table_name(table)
        step.rows.append((name, row_id, last_id, owner, operation, fields, image))
        step.areas.add(AREAS[name])

    def set_row(self, table: type[Table], row_id: int, values: dict[str, Any]) -> None:
        names = ", ".join(f'"{c}" = ?' for c in values)
        self._db.sql(
            f'UPDATE "{table_name(table)}" SET {names} WHERE id = ?',
            [*values.values(), row_id],
        )

    # -- steps -----------------------------------------------------------------------------------------------------

    def keep(self, step: OpenStep) -> int:
        """Write the finished step; its id. Called by ``Shop.change`` inside the transaction."""
        number = self.change_no() + 1
        values = {
            "at": self._shop.now.isoformat(),
            "actor": self._shop.actor,
            "label": step.label,
            "params": storable(json.dumps(step.values, ensure_ascii=False)),
            "bulk": int(step.bulk),
            "made_no": number,
            "change_no": number,
            "migration": str(schema_number()) if step.undoable else "",
        }
        step.id = self.newest = int(self._db.run(Journal.insert(values)))
        self._db.many(INSERT_ROWS, [(step.id, *row) for row in step.rows])
        return step.id

    def change_no(self) -> int:
        """How many changes were committed in the life of this shop, undo and redo included."""
        return int(self._db.sql("SELECT max(0, max(CAST(change_no AS INTEGER))) FROM journal")[0][0] or 0)

    def undo(self) -> Undone:
        """Take back the newest step that can be and is not; raises NotFound ``nothing_to_undo``."""
        return self.undo_step(next_undo(self._shop, schema_number()))

    def redo(self) -> Undone:
        """Bring back the step undone last, unless something new was done since; NotFound ``nothing_to_redo``."""
        return self.redo_step(next_redo(self._shop))

    def undo_step(self, step_id: int, report: Report = silent) -> Undone:
        """Take back one step; raises Conflict where rows were changed later (bulk steps keep those and tell)."""
        return self._turn(step_id, report, redo=False)

    def redo_step(self, step_id: int, report: Report = silent) -> Undone:
        """Bring back one undone step. ``report`` may raise Cancelled: then nothing was changed."""
        return self._turn(step_id, report, redo=True)

    def turn_all(self, step_ids: Sequence[int], *, redo: bool) -> Undone:
        """Take steps back, or bring them back, in this order, all or none; what the last of them was."""
        areas = set[str]()
        with self._shop.transaction():
            for step_id in step_ids:
                turned, touched = self._turned(step_id, silent, redo=redo)
                areas |= touched
        self._shop.tell(areas)
        return turned

    def _turn(self, step_id: int, report: Report, *, redo: bool) -> Undone:
        turned, areas = self._turned(step_id, report, redo=redo)
        self._shop.tell(areas)
        return turned

    def _turned(self, step_id: int, report: Report, *, redo: bool) -> tuple[Undone, set[str]]:
        with self._shop.transaction():
            found = self._db.sql(STEP + " WHERE id = ?", [step_id])
            if not found:
                raise NotFound("not_found", id=step_id)
            step = self._step(found[0])
            if step.undone is not redo:
                raise Conflict("nothing_to_redo" if redo else "already_undone", id=step_id)
            if not step.undoable:
                raise Conflict("history_only", id=step_id)
            turning = Turning(self._shop, step.id, bulk=step.bulk, redo=redo, report=report)
            turning.run()
            number = self.change_no() + 1
            self._db.run(Journal.update(undone=int(not redo), change_no=number).where(Journal.id == step_id))
        return Undone(step, tuple(sorted(turning.kept))), turning.areas

    def trim(self, days: int = _HISTORY_DAYS) -> None:
        """Make steps of that age history only: label, actor, time and names of changed fields stay. 0 = all so far."""
        newest = self._db.sql("SELECT max(at) FROM journal")[0][0] or ""
        now = self._shop.now
        if days and newest and now - datetime.fromisoformat(newest) > timedelta(days=_LONG_CLOSED):
            now = datetime.fromisoformat(newest)  # a clock that jumped ahead makes nothing old
        limit = (now - timedelta(days=days)).isoformat()
        if not self._db.sql("SELECT 1 FROM journal WHERE at <= ? AND migration <> '' LIMIT 1", [limit]):
            return
        with self._shop.transaction():
            self._db.sql("UPDATE journal SET migration = '' WHERE at <= ? AND migration <> ''", [limit])
            self._db.sql(
                "UPDATE journal_row SET image = NULL WHERE image IS NOT NULL AND step_id IN"
                " (SELECT id FROM journal WHERE migration = '')"
            )
            self._db.sql(
                "DELETE FROM journal_photo WHERE NOT EXISTS (SELECT 1 FROM journal_row WHERE table_name = 'photo'"
                " AND image LIKE '%' || journal_photo.hash || '%')"
            )


def owners(database: Database, step: OpenStep, *names: str) -> set[int]:
    """Customers whose rows in these tables an open step touched."""
    found: set[int] = set()
    for name, first, last, owner, *_what in step.rows:
        if name not in names:
            continue
        if owner:
            found.add(owner)
        else:
            query = f'SELECT DISTINCT customer_id FROM "{name}" WHERE id BETWEEN ? AND ?'
            found.update(int(i) for (i,) in database.sql(query, [first, last]))
    return found


def added_after(shop: Shop, label: str) -> bool:
    """Whether customers were added after the last step of that label."""
    query = (
        "SELECT 1 FROM journal_row WHERE table_name = 'customer' AND operation = ?"
        " AND step_id > (SELECT coalesce(max(id), 0) FROM journal WHERE label = ?) LIMIT 1"
    )
    return bool(shop.database.sql(query, [INSERT, label]))


def _own(table: type[Table], row_id: int) -> int:
    return row_id if table is Customer else 0
