"""The tables of the shop file. Dates are ISO text, truth is 0 or 1, money will be cents; pictures are bytes.

Each table but ``word`` has an AUTOINCREMENT id: SQLite hands a plain id of a deleted row to the next one.
"""

from __future__ import annotations

from smallcrm.store.tables.base import Table
from smallcrm.store.tables.calendar import Event, NameDay, NameList, OccasionKind
from smallcrm.store.tables.cards import (
    CardNumber,
    ClockSeen,
    Ledger,
    LedgerNote,
    Programme,
    ProgrammeVersion,
    Reward,
    Round,
)
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
    "APART",
    "BY_NAME",
    "FOLLOW_UP_ON",
    "PARTIAL_INDEXES",
    "TABLES",
    "TRIGGERS",
    "Address",
    "CardNumber",
    "ClockSeen",
    "Consent",
    "Customer",
    "Draft",
    "Email",
    "Entry",
    "Event",
    "FollowUp",
    "Gift",
    "Journal",
    "JournalPhoto",
    "JournalRow",
    "Ledger",
    "LedgerNote",
    "Letter",
    "LetterRun",
    "Link",
    "NameDay",
    "NameList",
    "Occasion",
    "OccasionKind",
    "Phone",
    "Photo",
    "Programme",
    "ProgrammeVersion",
    "Remedy",
    "Reward",
    "Round",
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
    Programme,
    ProgrammeVersion,
    CardNumber,
    Round,
    Ledger,
    LedgerNote,
    Reward,
    ClockSeen,
    OccasionKind,
    Event,
    NameList,
    NameDay,
    Setting,
    Staff,
    Draft,
    Journal,
    JournalRow,
    JournalPhoto,
)
_PRESENT = "binned_at IS NULL AND archived = 0 AND deceased = 0"
APART = "(binned_at IS NOT NULL OR archived = 1 OR deceased = 1 OR no_mail = 1 OR prospect = 1)"
"""Customers with whom something is not as with all others; the same words as in the index, so that it is used."""
FOLLOW_UP_ON = "coalesce(max(due, substr(snoozed_to, 1, 10)), due)"
"""The day for which a follow-up waits; the same words as in the index."""
# Indexes that Peewee does not describe: what a day asks for must not cost the years, nor a month the rows themselves.
PARTIAL_INDEXES = (
    "CREATE INDEX occasion_day ON occasion (month_day, kind, year, ended, whose, card_wanted, customer_id)",
    "CREATE INDEX customer_since_day ON customer (since_month_day, sort_key, customer_since, binned_at, archived, deceased)",
    f"CREATE INDEX customer_apart ON customer (binned_at, archived, deceased, no_mail, prospect) WHERE {APART}",
    f"CREATE INDEX follow_up_on ON follow_up ({FOLLOW_UP_ON}, state, customer_id)",
    (
        "CREATE UNIQUE INDEX letter_live ON letter (customer_id, kind, which, year)"
        " WHERE (occasion > 0 OR kind = 'customer_since') AND state <> 'skipped'"
    ),
    "CREATE INDEX occasion_lead ON occasion (month_day) WHERE lead_days > 0",
    "CREATE INDEX entry_follow_up ON entry (follow_up) WHERE follow_up > 0",
    "CREATE INDEX follow_up_live ON follow_up (wake) WHERE state IN ('open', 'waiting')",
    "CREATE INDEX follow_up_complaint ON follow_up (wake) WHERE kind = 'complaint' AND state IN ('open', 'waiting')",
    "CREATE INDEX follow_up_drifting ON follow_up (customer_id) WHERE kind = 'drifting'",
    "CREATE UNIQUE INDEX follow_up_rule ON follow_up (rule, customer_id, rule_key) WHERE rule > 0",
    f"CREATE INDEX customer_late ON customer (late_on, binned_at, archived, deceased) WHERE late_on IS NOT NULL AND {_PRESENT}",
    f"CREATE INDEX customer_once ON customer (last_visit_on, visits, binned_at, archived, deceased) WHERE visits IN (1, 2) AND {_PRESENT}",
    "CREATE UNIQUE INDEX programme_scan ON programme (on_scan) WHERE on_scan = 1",
    ("CREATE UNIQUE INDEX card_number_active ON card_number (customer_id) WHERE state = 'active' AND customer_id > 0"),
    "CREATE UNIQUE INDEX ledger_reverses ON ledger (reverses) WHERE reverses > 0",
    (
        "CREATE INDEX round_expiring ON round (expires_on) WHERE state = 'open' AND stamps > 0 AND expires_on IS "
        "NOT NULL"
    ),
    "CREATE INDEX reward_open ON reward (valid_until, programme_id, cents) WHERE state = 'open'",
)
# The last fence of the ledger: nothing in it is changed or deleted, no entry is reversed but whole, none goes below 0.
TRIGGERS = (
    "CREATE TRIGGER ledger_not_changed BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'append_only'); END",
    "CREATE TRIGGER ledger_not_deleted BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'append_only'); END",
    (
        "CREATE TRIGGER ledger_reversal BEFORE INSERT ON ledger WHEN NEW.reverses > 0 AND NOT EXISTS (SELECT 1 FROM "
        "ledger AS e WHERE e.id = NEW.reverses AND e.round_id = NEW.round_id AND e.reverses = 0 AND e.qty = "
        "-NEW.qty AND e.amount = -NEW.amount AND e.used = -NEW.used) BEGIN SELECT RAISE(ABORT, "
        "'not_a_reversal'); END"
    ),
    (
        "CREATE TRIGGER ledger_negative BEFORE INSERT ON ledger WHEN NEW.qty < 0 AND NEW.kind <> 'adjust' AND "
        "NEW.qty + (SELECT coalesce(sum(e.qty), 0) FROM ledger AS e WHERE e.round_id = NEW.round_id) < 0 BEGIN "
        "SELECT RAISE(ABORT, 'negative'); END"
    ),
    "CREATE TRIGGER round_not_deleted BEFORE DELETE ON round BEGIN SELECT RAISE(ABORT, 'append_only'); END",
)
BY_NAME: dict[str, type[Table]] = {t._meta.table_name: t for t in TABLES}
