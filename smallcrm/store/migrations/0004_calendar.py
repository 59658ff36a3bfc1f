"""The calendar: own kinds of occasions, events of the shop, lists of name days. Never edited after a release."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    'ALTER TABLE "occasion" ADD COLUMN "partner" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "occasion" ADD COLUMN "ended" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "occasion" ADD COLUMN "lead_days" INTEGER NOT NULL DEFAULT 0',
    'CREATE TABLE "occasion_kind" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL DEFAULT \'\', "folded" TEXT NOT NULL DEFAULT \'\', "icon" TEXT NOT NULL DEFAULT \'\', "tint" TEXT NOT NULL DEFAULT \'\', "lead_days" INTEGER NOT NULL DEFAULT 0, "template" TEXT NOT NULL DEFAULT \'\', "card_wanted" INTEGER NOT NULL DEFAULT 0, "active" INTEGER NOT NULL DEFAULT 1, "position" INTEGER NOT NULL DEFAULT 0)',
    'CREATE INDEX "occasion_kind_folded" ON "occasion_kind" ("folded")',
    'CREATE TABLE "event" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "title" TEXT NOT NULL DEFAULT \'\', "on_date" TEXT NOT NULL DEFAULT \'\', "until" TEXT, "at" TEXT NOT NULL DEFAULT \'\', "text" TEXT NOT NULL DEFAULT \'\')',
    'CREATE INDEX "event_on_date" ON "event" ("on_date")',
    'CREATE TABLE "name_list" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "country" TEXT NOT NULL DEFAULT \'\', "title" TEXT NOT NULL DEFAULT \'\', "source" TEXT NOT NULL DEFAULT \'\', "licence" TEXT NOT NULL DEFAULT \'\', "file" TEXT NOT NULL DEFAULT \'\', "at" TEXT NOT NULL DEFAULT \'\')',
    'CREATE TABLE "name_day" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "list_id" INTEGER NOT NULL DEFAULT 0, "month_day" INTEGER NOT NULL DEFAULT 0, "name" TEXT NOT NULL DEFAULT \'\', "folded" TEXT NOT NULL DEFAULT \'\', "position" INTEGER NOT NULL DEFAULT 0)',
    'CREATE INDEX "name_day_list_id" ON "name_day" ("list_id")',
    'CREATE INDEX "name_day_folded" ON "name_day" ("folded")',
    "CREATE INDEX occasion_lead ON occasion (month_day) WHERE lead_days > 0",
    'DROP INDEX "occasion_month_day"',
    "CREATE INDEX occasion_day ON occasion (month_day, kind, year, ended, whose, card_wanted, customer_id)",
    'DROP INDEX "customer_since_month_day"',
    "CREATE INDEX customer_since_day ON customer (since_month_day, sort_key, customer_since, binned_at, archived, deceased)",
    "CREATE INDEX customer_apart ON customer (binned_at, archived, deceased, no_mail, prospect) WHERE (binned_at IS NOT NULL OR archived = 1 OR deceased = 1 OR no_mail = 1 OR prospect = 1)",
    "CREATE INDEX follow_up_on ON follow_up (coalesce(max(due, substr(snoozed_to, 1, 10)), due), state, customer_id)",
    "DROP INDEX letter_live",
    'ALTER TABLE "letter" ADD COLUMN "which" TEXT NOT NULL DEFAULT \'\'',
    # Two birthdays of one customer were two cards before: both rows stay, told apart.
    "UPDATE letter SET which = 'row ' || id WHERE id NOT IN (SELECT min(id) FROM letter WHERE occasion > 0 AND state <> 'skipped' GROUP BY customer_id, kind, year) AND occasion > 0 AND state <> 'skipped'",
    "CREATE UNIQUE INDEX letter_live ON letter (customer_id, kind, which, year) WHERE (occasion > 0 OR kind = 'customer_since') AND state <> 'skipped'",
)
NUMBER = 4


def up(_migrator: Any, db: Any) -> None:
    """Add what is new. A customer's anniversary as such had no card before, so none can stand twice."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
    db.execute_sql(f"PRAGMA user_version = {NUMBER}")
