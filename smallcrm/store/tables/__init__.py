"""The tables of the shop file. Dates are ISO text, truth is 0 or 1, money will be cents; pictures are bytes.

Each table but ``word`` has an AUTOINCREMENT id: SQLite hands a plain id of a deleted row to the next one.
"""

from __future__ import annotations

from smallcrm.store.tables.base import Table
from smallcrm.store.tables.diary import Entry, FollowUp, Gift, Remedy, Rule
from smallcrm.store.tables.letters import Letter, LetterRun, Template
from smallcrm.store.tables.people import (
    Address,
    Consent,
    Customer,
    Email,
    Link,
    Occasion,
    Phone,
    Photo,
    Source,
    Tag,
    Word,
)
from smallcrm.store.tables.records import Draft, Journal, JournalPhoto, JournalRow, Setting, Staff

__all__ = [
    "BY_NAME",
    "PARTIAL_INDEXES",
    "TABLES",
    "Address",
    "Consent",
    "Customer",
    "Draft",
    "Email",
    "Entry",
    "FollowUp",
    "Gift",
    "Journal",
    "JournalPhoto",
    "JournalRow",
    "Letter",
    "LetterRun",
    "Link",
    "Occasion",
    "Phone",
    "Photo",
    "Remedy",
    "Rule",
    "Setting",
    "Source",
    "Staff",
    "Table",
    "Tag",
    "Template",
    "Word",
]

# In order of dependence: parents first.
TABLES: tuple[type[Table], ...] = (
    Photo,
    Customer,
    Word,
    Phone,
    Email,
    Address,
    Link,
    Tag,
    Source,
    Occasion,
    Entry,
    FollowUp,
    Rule,
    Remedy,
    Gift,
    Consent,
    Template,
    LetterRun,
    Letter,
    Setting,
    Staff,
    Draft,
    Journal,
    JournalRow,
    JournalPhoto,
)
_PRESENT = "binned_at IS NULL AND archived = 0 AND deceased = 0"
# Indexes over a part of the rows, which Peewee does not describe: what a day asks for must not cost the years.
PARTIAL_INDEXES = (
    (
        "CREATE UNIQUE INDEX letter_live ON letter (customer_id, kind, occasion, year)"
        " WHERE occasion > 0 AND state <> 'skipped'"
    ),
    "CREATE INDEX entry_follow_up ON entry (follow_up) WHERE follow_up > 0",
    "CREATE INDEX follow_up_live ON follow_up (wake) WHERE state IN ('open', 'waiting')",
    "CREATE INDEX follow_up_complaint ON follow_up (wake) WHERE kind = 'complaint' AND state IN ('open', 'waiting')",
    "CREATE INDEX follow_up_drifting ON follow_up (customer_id) WHERE kind = 'drifting'",
    "CREATE UNIQUE INDEX follow_up_rule ON follow_up (rule, customer_id, rule_key) WHERE rule > 0",
    f"CREATE INDEX customer_late ON customer (late_on, binned_at, archived, deceased) WHERE late_on IS NOT NULL AND {_PRESENT}",
    f"CREATE INDEX customer_once ON customer (last_visit_on, visits, binned_at, archived, deceased) WHERE visits IN (1, 2) AND {_PRESENT}",
)
BY_NAME: dict[str, type[Table]] = {t._meta.table_name: t for t in TABLES}
