"""Punch cards: programmes and their versions, card numbers, rounds, the ledger, rewards. Never edited after a release."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    (
        'CREATE TABLE "programme" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL DEFAULT '
        '\'\', "state" TEXT NOT NULL DEFAULT \'\', "on_scan" INTEGER NOT NULL DEFAULT 0, "icon" TEXT NOT NULL '
        'DEFAULT \'\', "ink" TEXT NOT NULL DEFAULT \'\', "started_on" TEXT, "ends_on" TEXT, "redeem_until" TEXT, '
        '"position" INTEGER NOT NULL DEFAULT 0)'
    ),
    (
        'CREATE TABLE "programme_version" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "programme_id" INTEGER '
        'NOT NULL DEFAULT 0, "edition" INTEGER NOT NULL DEFAULT 0, "from_on" TEXT NOT NULL DEFAULT \'\', "unit" '
        'TEXT NOT NULL DEFAULT \'\', "per_cents" INTEGER NOT NULL DEFAULT 0, "goal" INTEGER NOT NULL DEFAULT 0, '
        '"head_start" INTEGER NOT NULL DEFAULT 0, "interim_at" INTEGER NOT NULL DEFAULT 0, "interim" TEXT NOT NULL '
        "DEFAULT '', \"interim_cents\" INTEGER NOT NULL DEFAULT 0, \"reward\" TEXT NOT NULL DEFAULT '', "
        '"reward_cents" INTEGER NOT NULL DEFAULT 0, "uses" INTEGER NOT NULL DEFAULT 1, "expiry" TEXT NOT NULL '
        "DEFAULT '', \"expiry_count\" INTEGER NOT NULL DEFAULT 0, \"expiry_unit\" TEXT NOT NULL DEFAULT '', "
        '"expiry_on" TEXT, "reward_days" INTEGER NOT NULL DEFAULT 0, "max_visit" INTEGER NOT NULL DEFAULT 0, '
        '"max_day" INTEGER NOT NULL DEFAULT 0, "wait_minutes" INTEGER NOT NULL DEFAULT 0, "least_cents" INTEGER NOT '
        "NULL DEFAULT 0, \"terms\" TEXT NOT NULL DEFAULT '', \"made_at\" TEXT NOT NULL DEFAULT '')"
    ),
    ('CREATE UNIQUE INDEX "programme_version_programme_id_edition" ON "programme_version" ("programme_id", "edition")'),
    (
        'CREATE TABLE "card_number" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "digits" TEXT NOT NULL, '
        '"customer_id" INTEGER NOT NULL DEFAULT 0, "state" TEXT NOT NULL DEFAULT \'\', "issued_on" TEXT, "ended_on" '
        'TEXT, "printed_on" TEXT, "replaced_by" INTEGER NOT NULL DEFAULT 0)'
    ),
    'CREATE UNIQUE INDEX "card_number_digits" ON "card_number" ("digits")',
    'CREATE INDEX "card_number_customer_id" ON "card_number" ("customer_id")',
    (
        'CREATE TABLE "round" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL '
        'DEFAULT 0, "programme_id" INTEGER NOT NULL DEFAULT 0, "version_id" INTEGER NOT NULL DEFAULT 0, "opened_on" '
        'TEXT NOT NULL DEFAULT \'\', "stamps" INTEGER NOT NULL DEFAULT 0, "entries" INTEGER NOT NULL DEFAULT 0, '
        '"first_on" TEXT, "last_on" TEXT, "state" TEXT NOT NULL DEFAULT \'\', "expires_on" TEXT)'
    ),
    'CREATE INDEX "round_customer_id_programme_id" ON "round" ("customer_id", "programme_id")',
    'CREATE INDEX "round_programme_id_state" ON "round" ("programme_id", "state")',
    (
        'CREATE TABLE "ledger" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "key" TEXT NOT NULL, "round_id" '
        'INTEGER NOT NULL, "kind" TEXT NOT NULL DEFAULT \'\', "qty" INTEGER NOT NULL DEFAULT 0, "amount" INTEGER '
        'NOT NULL DEFAULT 0, "reward" INTEGER NOT NULL DEFAULT 0, "used" INTEGER NOT NULL DEFAULT 0, "reverses" '
        'INTEGER NOT NULL DEFAULT 0, "source" INTEGER NOT NULL DEFAULT 0, "on_date" TEXT NOT NULL DEFAULT \'\', '
        '"at" TEXT, "written_at" TEXT NOT NULL DEFAULT \'\', "reason" TEXT NOT NULL DEFAULT \'\', "forced" TEXT NOT '
        'NULL DEFAULT \'\', "card" INTEGER NOT NULL DEFAULT 0, "staff" INTEGER NOT NULL DEFAULT 0, "suspect" '
        'INTEGER NOT NULL DEFAULT 0, FOREIGN KEY ("round_id") REFERENCES "round" ("id"))'
    ),
    'CREATE UNIQUE INDEX "ledger_key" ON "ledger" ("key")',
    'CREATE INDEX "ledger_round_id" ON "ledger" ("round_id")',
    'CREATE INDEX "ledger_on_date_kind" ON "ledger" ("on_date", "kind")',
    (
        'CREATE TABLE "ledger_note" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "entry" INTEGER NOT NULL '
        "DEFAULT 0, \"text\" TEXT NOT NULL DEFAULT '')"
    ),
    'CREATE INDEX "ledger_note_entry" ON "ledger_note" ("entry")',
    (
        'CREATE TABLE "reward" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "round_id" INTEGER NOT NULL, '
        '"customer_id" INTEGER NOT NULL DEFAULT 0, "programme_id" INTEGER NOT NULL DEFAULT 0, "at_stamp" INTEGER '
        'NOT NULL DEFAULT 0, "earned_on" TEXT NOT NULL DEFAULT \'\', "valid_until" TEXT, "uses" INTEGER NOT NULL '
        'DEFAULT 1, "used" INTEGER NOT NULL DEFAULT 0, "cents" INTEGER NOT NULL DEFAULT 0, "state" TEXT NOT NULL '
        'DEFAULT \'\', FOREIGN KEY ("round_id") REFERENCES "round" ("id"))'
    ),
    'CREATE INDEX "reward_round_id" ON "reward" ("round_id")',
    'CREATE INDEX "reward_customer_id" ON "reward" ("customer_id")',
    (
        'CREATE TABLE "clock_seen" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "seen_at" TEXT NOT NULL '
        "DEFAULT '', \"used_on\" TEXT NOT NULL DEFAULT '', \"doubted_from\" TEXT NOT NULL DEFAULT '')"
    ),
    "CREATE UNIQUE INDEX programme_scan ON programme (on_scan) WHERE on_scan = 1",
    ("CREATE UNIQUE INDEX card_number_active ON card_number (customer_id) WHERE state = 'active' AND customer_id > 0"),
    "CREATE UNIQUE INDEX ledger_reverses ON ledger (reverses) WHERE reverses > 0",
    (
        "CREATE INDEX round_expiring ON round (expires_on) WHERE state = 'open' AND stamps > 0 AND expires_on IS "
        "NOT NULL"
    ),
    "CREATE INDEX reward_open ON reward (valid_until, programme_id, cents) WHERE state = 'open'",
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
    "INSERT INTO clock_seen (id) VALUES (1)",
)
NUMBER = 3


def up(_migrator: Any, db: Any) -> None:
    """Add what is new. No card follows from what was kept before."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
    db.execute_sql(f"PRAGMA user_version = {NUMBER}")
