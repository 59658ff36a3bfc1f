"""Turning one step of the history round: undo what was done, or redo what was undone, by the same few lines.

Each row of the step is replaced by its opposite with the image that was found, so that turning twice is identity.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import peewee

from smallcrm.domain.errors import Conflict, NotFound
from smallcrm.domain.progress import Report, silent
from smallcrm.store.database import Database, table_name
from smallcrm.store.images import decode, encode
from smallcrm.store.loyalty.turning import in_the_way
from smallcrm.store.tables import BY_NAME, Customer, Ledger, Photo, Table

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

INSERT, UPDATE, DELETE = "insert", "update", "delete"
APPEND = "append"
"""Rows of the ledger: they are never taken away. Undo writes their reversals."""
AREAS = {
    "customer": "customers",
    "phone": "customers",
    "email": "customers",
    "address": "customers",
    "link": "customers",
    "tag": "customers",
    "photo": "customers",
    "source": "customers",
    "consent": "customers",
    "occasion": "occasions",
    "occasion_kind": "occasions",
    "name_list": "occasions",
    "name_day": "occasions",
    "event": "events",
    "entry": "entries",
    "follow_up": "follow_ups",
    "rule": "rules",
    "remedy": "settings",
    "gift": "gifts",
    "template": "letters",
    "letter_run": "letters",
    "letter": "letters",
    "setting": "settings",
    "staff": "staff",
    "programme": "cards",
    "programme_version": "cards",
    "card_number": "cards",
    "ledger": "cards",
    "ledger_note": "cards",
    "clock_seen": "cards",
}
_BESIDE = (
    *("follow_up", "rule", "remedy", "programme", "programme_version", "card_number", "ledger", "ledger_note"),
    *("occasion_kind", "event", "name_list", "name_day"),
)
"""Tables whose rows are in no words of a customer: who edits the customer just now is not refused."""
INSERT_ROWS = (
    "INSERT INTO journal_row (step_id, table_name, row_id, last_id, owner, operation, fields, image)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_LATER = """
    SELECT DISTINCT mine.owner, mine.row_id, mine.last_id, mine.table_name, other.owner, other.step_id
    FROM journal_row AS mine JOIN journal_row AS other ON {match}
    JOIN journal AS step ON step.id = other.step_id
    WHERE mine.step_id = :step AND other.step_id <> :step AND ({when})
"""
_FEW = 50
_MOST = 1 << 62
_MINE = "SELECT owner, row_id, last_id, table_name, operation FROM journal_row WHERE step_id = :step"
_OTHERS = """
    SELECT other.table_name, other.row_id, other.last_id, other.owner, other.step_id
    FROM journal AS step CROSS JOIN journal_row AS other ON other.step_id = step.id
    WHERE step.id <> :step AND ({when})
"""
_SAME_ROW = (
    "mine.operation <> 'append' AND other.table_name = mine.table_name"  # what was appended no other step has
    " AND other.row_id <= mine.last_id AND other.last_id >= mine.row_id"
)
_SAME_CUSTOMER = (
    "mine.table_name = 'customer' AND mine.operation = 'insert' AND other.owner BETWEEN mine.row_id AND mine.last_id"
)
_WHOLE = ("rule", "programme", "programme_version")
_POINTERS = (("follow_up", "entry", "entry"), ("follow_up", "parent", "follow_up"), ("entry", "follow_up", "follow_up"))
"""What points at what: table, column, table pointed at. Nothing is taken away under what came of it later."""
_MADE = """
    SELECT r.step_id FROM journal_row AS r JOIN journal AS step ON step.id = r.step_id WHERE r.table_name = ?
    AND r.row_id <= ? AND r.last_id >= ? AND r.operation = 'insert' AND step.undone = 0 AND r.step_id <> ?
"""
_UNDO_WHEN = "step.undone = 0 AND step.id > :step"
_REDO_WHEN = _UNDO_WHEN + (
    " OR (step.undone = 1 AND step.id < :step AND step.change_no > (SELECT change_no FROM journal WHERE id = :step))"
)


def next_undo(shop: Shop, schema: int) -> int:
    """Give the id of the newest step that can be taken back and is not; raises NotFound ``nothing_to_undo``."""
    query = "SELECT id FROM journal WHERE undone = 0 AND migration = ? ORDER BY id DESC LIMIT 1"
    rows = shop.database.sql(query, [str(schema)])
    if not rows:
        raise NotFound("nothing_to_undo")
    return int(rows[0][0])


def next_redo(shop: Shop) -> int:
    """Give the id of the step undone last, unless something new was done since; NotFound ``nothing_to_redo``."""
    rows = shop.database.sql("SELECT id, change_no FROM journal WHERE undone = 1 ORDER BY change_no DESC LIMIT 1")
    if not rows or shop.database.sql("SELECT 1 FROM journal WHERE made_no > ? LIMIT 1", [rows[0][1]]):
        raise NotFound("nothing_to_redo")
    return int(rows[0][0])


def redoable(shop: Shop) -> int:
    """Give the id of the step undone last if nothing new stands in its way, else 0.

    Whoever names a step may have it back after other changes, too, where those touched none of its rows.
    """
    query = "SELECT id, change_no FROM journal WHERE undone = 1 AND migration <> '' ORDER BY change_no DESC LIMIT 1"
    for step_id, turned in shop.database.sql(query):
        if not shop.database.sql("SELECT 1 FROM journal WHERE made_no > ? LIMIT 1", [turned]):
            return int(step_id)
        if extent(shop, step_id)[1] <= _FEW:
            with suppress(Conflict):
                Turning(shop, step_id, bulk=False, redo=True).find_later_changes()
                return int(step_id)
    return 0


def concerned(shop: Shop, step_id: int) -> int:
    """Give the id of the one customer whom a step touched, or 0 where there were none or several."""
    rows = shop.database.sql(
        "SELECT DISTINCT CASE WHEN table_name = 'customer' THEN row_id ELSE owner END FROM journal_row"
        " WHERE step_id = ? AND (owner > 0 OR (table_name = 'customer' AND row_id = last_id)) LIMIT 2",
        [step_id],
    )
    return int(rows[0][0]) if len(rows) == 1 else 0


def extent(shop: Shop, step_id: int) -> tuple[bool, int]:
    """Tell whether a step was made in bulk, and how many rows it touched."""
    bulk = shop.database.sql("SELECT bulk FROM journal WHERE id = ?", [step_id])
    rows = shop.database.sql("SELECT sum(last_id - row_id + 1) FROM journal_row WHERE step_id = ?", [step_id])
    return bool(bulk and bulk[0][0]), int(rows[0][0] or 0)


def kept_by(shop: Shop, step_id: int) -> list[int]:
    """Customers whom undoing a bulk step would leave as they are, because somebody changed them later."""
    turning = Turning(shop, step_id, bulk=True, redo=False)
    turning.find_later_changes()
    return sorted(turning.kept)


def append_entries(database: Database, rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Write entries of the ledger, each with its ``owner`` beside its columns; their ids, in the order of the rows.

    Those of an owner follow one another.
    """
    if not rows:
        return []
    order = sorted(range(len(rows)), key=lambda place: int(rows[place]["owner"]))
    columns = [column for column in rows[0] if column != "owner"]
    first = database.next_id(Ledger)
    ids = dict(zip(order, range(first, first + len(rows)), strict=True))
    names, marks = ",".join(f'"{c}"' for c in columns), ",".join("?" * len(columns))
    statement = f'INSERT INTO "ledger" ("id",{names}) VALUES (?,{marks})'
    database.many(statement, [(ids[place], *(rows[place][c] for c in columns)) for place in order])
    return [ids[place] for place in range(len(rows))]


def remove_rows(database: Database, table: type[Table], first: int, last: int) -> None:
    """Delete the rows from one id to another, both inclusive; what they held is noted by then."""
    database.sql(f'DELETE FROM "{table_name(table)}" WHERE id BETWEEN ? AND ?', [first, last])


def met(mine: Sequence[tuple[Any, ...]], others: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows of ``_LATER`` for a large step: its rows in order, each row of others looked up among them."""
    singles: dict[str, dict[int, int]] = {}
    ranges: dict[str, list[tuple[int, int, int]]] = {}
    added: list[tuple[int, int, int]] = []
    for owner, first, last, name, operation in mine:
        if first == last:
            singles.setdefault(name, {})[first] = owner
        else:
            ranges.setdefault(name, []).append((first, last, owner))
        if name == "customer" and operation == INSERT:
            added.append((first, last, owner))
    ordered = {name: sorted(rows) for name, rows in singles.items()}
    added.sort()
    for name, first, last, whose, step in others:
        rows = ordered.get(name, [])
        for row in rows[bisect_left(rows, first) : bisect_right(rows, last)]:
            yield singles[name][row], row, row, name, whose, step
        for a, b, owner in ranges.get(name, ()):
            if a <= last and first <= b:
                yield owner, a, b, name, whose, step
        place = bisect_right(added, (whose, _MOST, 0)) - 1
        if place >= 0 and added[place][0] <= whose <= added[place][1]:
            a, b, owner = added[place]
            yield owner, a, b, "customer", whose, step


class Turning:
    """One undo or redo. After ``run``: ``areas`` touched, ``kept`` customers whose rows were changed later."""

    def __init__(self, shop: Shop, step_id: int, *, bulk: bool, redo: bool, report: Report = silent) -> None:
        self._shop = shop
        self._report, self._total = report, 0
        self._db = shop.database
        self._step_id = step_id
        self._bulk = bulk
        self._redo = redo
        self._fresh: list[tuple[int, str, int, int, int, str, str, str | None]] = []
        self._owners: set[int] = set()
        self._stamped: set[int] = set()
        self._cards: set[int] = set()
        self._language = shop.settings.read().language
        self.areas: set[str] = set()
        self.kept: set[int] = set()

    def run(self) -> None:
        """Turn every row of the step; raises Conflict where a single step's rows were changed later."""
        self.find_later_changes()
        self._total = extent(self._shop, self._step_id)[1]
        rows = self._db.sql(
            "SELECT table_name, row_id, last_id, owner, operation, fields, image FROM journal_row"
            " WHERE step_id = ? ORDER BY id DESC",
            [self._step_id],
        )
        booked: list[int] = []
        try:
            for name, first, last, owner, operation, fields, image in rows:
                self.areas.add(AREAS[name])
                if owner and owner in self.kept:
                    continue
                table = BY_NAME[name]
                if operation == APPEND:
                    booked += range(last, first - 1, -1)
                elif operation == INSERT:
                    self._take_away(table, name, first, last, owner)
                elif operation == DELETE:
                    self._bring_back(table, name, owner, image)
                else:
                    self._swap(table, name, first, owner, fields, image)
            self._append(booked)
        except (sqlite3.IntegrityError, peewee.IntegrityError) as error:
            raise Conflict("changed_later", steps=[]) from error
        self._db.sql("DELETE FROM journal_row WHERE step_id = ?", [self._step_id])
        self._db.many(INSERT_ROWS, self._fresh)
        self._renew_customers()

    def find_later_changes(self) -> None:
        """Fill ``kept``; raises Conflict where a single step's rows were changed later, or what goes whole."""
        when = _REDO_WHEN if self._redo else _UNDO_WHEN
        found = [*self._changed_later(when), *self._pointing(), *self._replaced()]
        found += in_the_way(self._shop, self._step_id, when)
        if found and (not self._bulk or any(row[3] in _WHOLE for row in found)):
            steps = sorted({row[5] for row in found} - {0})
            raise Conflict("changed_later", steps=steps, later=self._labels(steps))
        for owner, _first, _last, _table, other, _step in found:
            self.kept.add(other or owner)
        self.kept.discard(0)

    def _changed_later(self, when: str) -> Iterator[tuple[Any, ...]]:
        """Rows of this step that another one touched: of a large step no question per row is asked."""
        own, later = self._db.connection, {"step": self._step_id}
        mine = own.execute(_MINE, later).fetchmany(_FEW + 1)
        if len(mine) > _FEW:
            mine = own.execute(_MINE, later).fetchall()
            yield from met(mine, own.execute(_OTHERS.format(when=when), later))
            return
        for match in (_SAME_ROW, _SAME_CUSTOMER):
            yield from own.execute(_LATER.format(match=match, when=when), later)

    def _pointing(self) -> Iterator[tuple[int, int, int, str, int, int]]:
        """Rows that later steps made because of what this one would take away, as the rows of ``_LATER``."""
        mine = self._db.sql(
            "SELECT table_name, row_id, last_id, operation FROM journal_row WHERE step_id = ? AND table_name IN (?, ?)",
            [self._step_id, "entry", "follow_up"],
        )
        for name, first, last, operation in mine:
            for pointing, column, table in _POINTERS if operation == INSERT else ():
                if table != name:
                    continue
                query = f"SELECT id, customer_id FROM {pointing} WHERE {column} > 0 AND {column} BETWEEN ? AND ?"
                for row, owner in self._db.sql(query, [first, last]):
                    if any(t == pointing and a <= row <= b for t, a, b, _o in mine):
                        continue
                    for (step,) in self._db.sql(_MADE, [pointing, row, row, self._step_id]):
                        yield owner, first, last, name, owner, step

    def _replaced(self) -> Iterator[tuple[int, int, int, str, int, int]]:
        """Rows that would come back where a rule made the same anew by now, as the rows of ``_LATER``."""
        gone = self._db.sql(
            "SELECT row_id, owner, image FROM journal_row WHERE step_id = ? AND table_name = ? AND operation = ?",
            [self._step_id, "follow_up", DELETE],
        )
        for row_id, owner, image in gone:
            row = decode(self._db, image)
            there = "SELECT id FROM follow_up WHERE rule > 0 AND rule = ? AND customer_id = ? AND rule_key = ?"
            for (other,) in self._db.sql(there, [row["rule"], row["customer_id"], row["rule_key"]]):
                for (step,) in self._db.sql(_MADE, ["follow_up", other, other, self._step_id]):
                    yield owner, row_id, row_id, "follow_up", owner, step

    def _labels(self, steps: list[int]) -> list[tuple[str, dict[str, Any]]]:
        """Label and values of steps, for the sentence that names them."""
        marks = ",".join("?" * len(steps))
        found = self._db.sql(f"SELECT label, params FROM journal WHERE id IN ({marks}) ORDER BY id DESC", steps)
        return [(label, json.loads(params or "{}")) for label, params in found]

    def _append(self, booked: Sequence[int]) -> None:
        """Nothing leaves the ledger: what is written instead is of this step from now on."""
        self.areas |= {"entries"} if booked else set()
        for turned in self._shop.ledger.turn(booked, self.kept):
            self._stamped.add(turned.owner)
            self._cards.add(turned.round_id)
            self._note("ledger", turned.id, turned.owner, APPEND, "", None)

    def _take_away(self, table: type[Table], name: str, first: int, last: int, noted: int) -> None:
        owner_column = "id" if table is Customer else "customer_id"
        gone: list[int] = []
        for row in self._db.range(table, first, last):
            owner = int(row.get(owner_column) or (noted if name in _BESIDE else 0))
            if owner in self.kept or (table is Photo and self._worn(int(row["id"]))):
                continue
            self._concerns(name, owner)
            self._note(name, int(row["id"]), owner, DELETE, "", encode(self._db, row))
            gone.append(int(row["id"]))
        if len(gone) == last - first + 1:
            remove_rows(self._db, table, first, last)
            return
        for row_id in gone:
            remove_rows(self._db, table, row_id, row_id)

    def _worn(self, photo: int) -> bool:
        """Whether somebody who stays has this picture."""
        return bool(self._db.sql("SELECT 1 FROM customer WHERE photo_id = ? LIMIT 1", [photo]))

    def _bring_back(self, table: type[Table], name: str, owner: int, image: str) -> None:
        row = decode(self._db, image)
        if table is Customer:
            row["version"] += 1
        columns = ",".join(f'"{c}"' for c in row)
        marks = ",".join("?" * len(row))
        self._db.connection.execute(f'INSERT INTO "{name}" ({columns}) VALUES ({marks})', list(row.values()))
        self._concerns(name, owner)
        self._note(name, int(row["id"]), owner, INSERT, "", None)

    def _swap(self, table: type[Table], name: str, row_id: int, owner: int, fields: str, image: str) -> None:
        old = json.loads(image)
        old.pop("version", None)
        now = self._db.one(table, row_id)
        if now is None:
            raise Conflict("changed_later", steps=[])
        self._concerns(name, owner)
        if old:
            self._shop.journal.set_row(table, row_id, old)
        self._note(name, row_id, owner, UPDATE, fields, json.dumps({k: now[k] for k in old}))

    def _concerns(self, name: str, owner: int) -> None:
        """Remember whose words and figures are to be made anew: what is to be done for somebody is in neither."""
        if name not in _BESIDE:
            self._owners.add(owner)

    def _note(self, name: str, row_id: int, owner: int, operation: str, fields: str, image: str | None) -> None:
        self._fresh.append((self._step_id, name, row_id, row_id, owner, operation, fields, image))
        if len(self._fresh) & 0xFF == 0:
            self._report(min(len(self._fresh), self._total), self._total)

    def _renew_customers(self) -> None:
        """Raise the row versions of everybody concerned and make their search words anew."""
        self._owners.discard(0)
        owners = sorted(self._owners)
        language = self._shop.settings.read().language
        if self._language != language:
            self._shop.index.sort(language)  # lists sort by the language
        self._db.many("UPDATE customer SET version = version + 1 WHERE id = ?", [(o,) for o in owners])
        self._shop.index.rewrite(owners)
        self._renew_cards()
        self._shop.visits.renew(self._owners | self._stamped)

    def _renew_cards(self) -> None:
        try:
            self._shop.ledger.renew(self._cards)
        except Conflict as broken:  # the last fence: what is in the way was looked for before
            raise Conflict("changed_later", steps=[]) from broken
