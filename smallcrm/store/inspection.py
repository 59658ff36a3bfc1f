"""Is everything in the file as the program would write it? Schema and derived figures, compared and not touched."""

from __future__ import annotations

import re
import sqlite3
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import peewee

from smallcrm.domain import name_days
from smallcrm.domain.occasion_kinds import folded_name
from smallcrm.domain.progress import Report
from smallcrm.store import rows
from smallcrm.store.database import Database
from smallcrm.store.follow_up_rows import follow_up_from, follow_up_values
from smallcrm.store.index import customer_words
from smallcrm.store.tables import PARTIAL_INDEXES, TABLES, TRIGGERS, FollowUp

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_SCHEMA = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
_STEP = 500
_DEMANDED = ("CREATE TABLE", "CREATE TRIGGER", "CREATE UNIQUE INDEX")
"""What keeps a shop right; the other indexes only make it quick."""


def wanted_schema() -> dict[str, str]:
    """Name to statement of every table, index and trigger, as the tables of this program say."""
    memory = peewee.SqliteDatabase(":memory:")
    memory.connect()
    try:
        with memory.bind_ctx(TABLES):
            memory.create_tables(TABLES, safe=False)
        for statement in (*PARTIAL_INDEXES, *TRIGGERS):
            memory.connection().execute(statement)  # type: ignore[no-untyped-call]
        found = memory.connection().execute(_SCHEMA)  # type: ignore[no-untyped-call]
        return {name: _plain(sql) for name, sql in found}
    finally:
        memory.close()


def stored_schema(database: Database) -> dict[str, str]:
    """The same, as the file has it; the table of migrations aside."""
    found = {name: _plain(sql) for name, sql in database.sql(_SCHEMA)}
    return {name: sql for name, sql in found.items() if not name.startswith("schema_migration")}


def schema_differences(database: Database) -> list[str]:
    """Names of tables, indexes and triggers that differ, are missing, or are not ours."""
    wanted, stored = wanted_schema(), stored_schema(database)
    return sorted(name for name in wanted.keys() | stored.keys() if wanted.get(name) != stored.get(name))


def lacks_tables(connection: sqlite3.Connection) -> bool:
    """Whether a database of today's format lacks one of our tables, triggers or unique indexes, or has it otherwise."""
    stored = {name: _plain(sql) for name, sql in connection.execute(_SCHEMA)}
    return any(stored.get(name) != sql for name, sql in wanted_schema().items() if sql.startswith(_DEMANDED))


def runs_foreign_code(connection: sqlite3.Connection) -> bool:
    """Whether a database has a view, or a trigger that is not ours word for word."""
    ours = {_plain(statement) for statement in TRIGGERS}
    found = connection.execute("SELECT sql FROM sqlite_master WHERE type IN ('view', 'trigger')")
    return any(_plain(sql or "") not in ours for (sql,) in found)


def derived_differences(shop: Shop, report: Report) -> Iterator[tuple[int, str]]:
    """(customer id, figure) of each derived figure that does not follow from what is stored."""
    language = shop.settings.read().language
    ids = shop.customers.all_ids()
    for start in range(0, len(ids), _STEP):
        report(start, len(ids))
        part = ids[start : start + _STEP]
        words: dict[int, set[tuple[str, str]]] = {i: set() for i in part}
        marks = ",".join("?" * len(part))
        for i, word, field in shop.database.sql(
            f"SELECT customer_id, word, field FROM word WHERE customer_id IN ({marks})", part
        ):
            words[i].add((word, field))
        stored = {
            i: (name, key, folded, since)
            for i, name, key, folded, since in shop.database.sql(
                f"SELECT id, name, sort_key, folded, since_month_day FROM customer WHERE id IN ({marks})",
                part,
            )
        }
        for customer in shop.customers.get_many(part, photos=False):
            values = rows.customer_values(customer, language)
            wanted = tuple(values[k] for k in ("name", "sort_key", "folded", "since_month_day"))
            if stored[customer.id] != wanted:
                yield customer.id, "name"
            if words[customer.id] != customer_words(customer):
                yield customer.id, "word"


def figure_differences(shop: Shop) -> Iterator[int]:
    """Customers whose figures of visits do not follow from their timeline."""
    ids = shop.customers.all_ids()
    for customer, wanted, kept in shop.visits.derived(ids):
        if wanted != kept:
            yield customer


def follow_up_differences(shop: Shop) -> Iterator[tuple[int, str]]:
    """(follow-up id, what) of each that is not as it would be written, or belongs to something that is not there."""
    last = 0
    while found := shop.database.sql("SELECT id FROM follow_up WHERE id > ? ORDER BY id LIMIT ?", [last, _STEP]):
        rows = shop.database.rows(FollowUp, "id", [i for (i,) in found])
        last = int(found[-1][0])
        for row in rows:
            with shop.database.understood():
                wanted = follow_up_values(follow_up_from(row))
            if (row["wake"], row["folded"]) != (wanted["wake"], wanted["folded"]):
                yield int(row["id"]), ""
    for what, table in (("parent", "follow_up"), ("entry", "entry"), ("assignee", "staff")):
        query = (
            f"SELECT f.id FROM follow_up AS f LEFT JOIN {table} AS t ON t.id = f.{what}"
            f" WHERE f.{what} > 0 AND t.id IS NULL"
        )
        yield from ((int(i), what) for (i,) in shop.database.sql(query))
    lost = "SELECT e.follow_up FROM entry AS e LEFT JOIN follow_up AS f ON f.id = e.follow_up WHERE e.follow_up > 0"
    yield from ((int(i), "follow_up") for (i,) in shop.database.sql(f"{lost} AND f.id IS NULL"))


def calendar_differences(shop: Shop) -> Iterator[str]:
    """Names of own kinds, days of name lists and events that are not as they would be written."""
    sql = shop.database.sql
    known: set[str] = set()
    for kind, folded in sql("SELECT name, folded FROM occasion_kind ORDER BY id"):
        if folded != folded_name(kind) or not folded or folded in known:
            yield str(kind)
        known.add(folded)
    days = "SELECT d.name, d.folded, d.month_day, l.id FROM name_day AS d LEFT JOIN name_list AS l ON l.id = d.list_id"
    for name, folded, month_day, in_list in sql(days):
        if in_list is None or folded != name_days.key(name) or not _is_day(month_day):
            yield str(name)
    for title, on, until in sql("SELECT title, on_date, until FROM event"):
        with shop.database.understood():
            first, last = date.fromisoformat(on), date.fromisoformat(until) if until else None
        if not title.strip() or (last is not None and last <= first):
            yield str(title)
    shop.events.between(date.min, date.max)


def _is_day(month_day: int) -> bool:
    month, day = divmod(month_day, 100)
    return 1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "").replace("IF NOT EXISTS ", "")).strip()
