"""Follow-ups, rules, remedies, gifts and drafts; figures of visits with the customer. Never edited after a release."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Any

STATEMENTS = (
    'ALTER TABLE "customer" ADD COLUMN "assistant" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "customer" ADD COLUMN "visits" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "customer" ADD COLUMN "last_visit_on" TEXT',
    'ALTER TABLE "customer" ADD COLUMN "last_contact_on" TEXT',
    'ALTER TABLE "customer" ADD COLUMN "usual_days" INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE "customer" ADD COLUMN "late_on" TEXT',
    'ALTER TABLE "entry" ADD COLUMN "amount" INTEGER',
    'ALTER TABLE "entry" ADD COLUMN "outcome" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "entry" ADD COLUMN "detail" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "entry" ADD COLUMN "follow_up" INTEGER NOT NULL DEFAULT 0',
    'CREATE INDEX "entry_on_date_kind" ON "entry" ("on_date", "kind")',
    'ALTER TABLE "letter" ADD COLUMN "text" TEXT NOT NULL DEFAULT \'\'',
    'ALTER TABLE "staff" ADD COLUMN "seen_at" TEXT NOT NULL DEFAULT \'\'',
    (
        'CREATE TABLE "follow_up" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT '
        'NULL, "kind" TEXT NOT NULL DEFAULT \'\', "text" TEXT NOT NULL DEFAULT \'\', "due" TEXT NOT NULL '
        "DEFAULT '', \"at\" TEXT NOT NULL DEFAULT '', \"first_due\" TEXT NOT NULL DEFAULT '', \"repeat\" TEXT "
        "NOT NULL DEFAULT '', \"basis\" TEXT NOT NULL DEFAULT '', \"leads\" TEXT NOT NULL DEFAULT '', "
        '"assignee" INTEGER NOT NULL DEFAULT 0, "urgent" INTEGER NOT NULL DEFAULT 0, "state" TEXT NOT NULL '
        'DEFAULT \'\', "snoozed_to" TEXT, "wake" TEXT NOT NULL DEFAULT \'\', "folded" TEXT NOT NULL '
        "DEFAULT '', \"cause\" TEXT NOT NULL DEFAULT "
        "'', \"remedy\" TEXT NOT NULL DEFAULT '', \"prevention\" TEXT NOT NULL DEFAULT '', \"asked\" TEXT NOT "
        'NULL DEFAULT \'\', "outcome" TEXT NOT NULL DEFAULT \'\', "parent" INTEGER NOT NULL DEFAULT 0, "entry" '
        'INTEGER NOT NULL DEFAULT 0, "rule" INTEGER NOT NULL DEFAULT 0, "rule_key" TEXT NOT NULL DEFAULT \'\', '
        '"made_at" TEXT NOT NULL DEFAULT \'\', "made_by" TEXT NOT NULL DEFAULT \'\', "done_at" TEXT, "done_by" '
        'TEXT NOT NULL DEFAULT \'\', FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "follow_up_customer_id" ON "follow_up" ("customer_id")',
    'CREATE INDEX "follow_up_parent" ON "follow_up" ("parent")',
    'CREATE INDEX "follow_up_entry" ON "follow_up" ("entry")',
    (
        'CREATE TABLE "rule" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "kind" TEXT NOT NULL DEFAULT '
        '\'\', "active" INTEGER NOT NULL DEFAULT 0, "action" TEXT NOT NULL DEFAULT \'\', "days" TEXT NOT NULL '
        'DEFAULT \'\', "amount" INTEGER NOT NULL DEFAULT 0, "tag" TEXT NOT NULL DEFAULT \'\', "customer" '
        'INTEGER NOT NULL DEFAULT 0, "since" TEXT NOT NULL DEFAULT \'\', "position" INTEGER NOT NULL DEFAULT 0)'
    ),
    (
        'CREATE TABLE "remedy" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL DEFAULT '
        '\'\', "amount" INTEGER NOT NULL DEFAULT 0, "active" INTEGER NOT NULL DEFAULT 1, "position" INTEGER NOT '
        "NULL DEFAULT 0)"
    ),
    (
        'CREATE TABLE "gift" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL, '
        '"text" TEXT NOT NULL DEFAULT \'\', "state" TEXT NOT NULL DEFAULT \'\', "occasion" TEXT NOT NULL '
        'DEFAULT \'\', "on_date" TEXT, "outcome" TEXT NOT NULL DEFAULT \'\', "amount" INTEGER, "entry" INTEGER '
        "NOT NULL DEFAULT 0, \"made_at\" TEXT NOT NULL DEFAULT '', \"made_by\" TEXT NOT NULL DEFAULT '', "
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "gift_customer_id" ON "gift" ("customer_id")',
    (
        'CREATE TABLE "draft" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "place" TEXT NOT NULL, "value" '
        "TEXT NOT NULL DEFAULT '', \"at\" TEXT NOT NULL DEFAULT '')"
    ),
    'CREATE UNIQUE INDEX "draft_place" ON "draft" ("place")',
    "CREATE INDEX entry_follow_up ON entry (follow_up) WHERE follow_up > 0",
    "CREATE INDEX follow_up_live ON follow_up (wake) WHERE state IN ('open', 'waiting')",
    "CREATE INDEX follow_up_complaint ON follow_up (wake) WHERE kind = 'complaint' AND state IN ('open', 'waiting')",
    "CREATE INDEX follow_up_drifting ON follow_up (customer_id) WHERE kind = 'drifting'",
    "CREATE UNIQUE INDEX follow_up_rule ON follow_up (rule, customer_id, rule_key) WHERE rule > 0",
    (
        "CREATE INDEX customer_late ON customer (late_on, binned_at, archived, deceased) WHERE late_on IS NOT NULL AND binned_at IS NULL AND "
        "archived = 0 AND deceased = 0"
    ),
    (
        "CREATE INDEX customer_once ON customer (last_visit_on, visits, binned_at, archived, deceased) WHERE visits IN (1, 2) AND binned_at IS NULL "
        "AND archived = 0 AND deceased = 0"
    ),
)
NUMBER = 2
_VISITS = "SELECT DISTINCT customer_id, on_date FROM entry WHERE kind IN ('visit', 'purchase') ORDER BY 1, 2"
_CONTACTS = (
    "UPDATE customer SET last_contact_on = (SELECT max(on_date) FROM entry WHERE customer_id = customer.id AND kind IN"
    " ('visit', 'purchase', 'call', 'meeting', 'letter', 'email', 'sms', 'message', 'complaint', 'remedy', 'survey',"
    " 'card', 'greeted'))"
)
_FIGURES = "UPDATE customer SET visits = ?, last_visit_on = ?, usual_days = ?, late_on = ? WHERE id = ?"


def up(_migrator: Any, db: Any) -> None:
    """Add what is new, and the figures of visits that came in from files before there were any."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
    db.execute_sql(_CONTACTS)
    days: dict[int, list[date]] = {}
    for customer, on in db.execute_sql(_VISITS).fetchall():
        days.setdefault(int(customer), []).append(date.fromisoformat(on))
    for customer, came in days.items():
        db.execute_sql(_FIGURES, (*_figures(came), customer))
    db.execute_sql(f"PRAGMA user_version = {NUMBER}")


def _figures(came: list[date]) -> tuple[int, str, int, str | None]:
    """Visit days, the last, the usual days between two and the day from which they are late, as of this format."""
    last = came[-1]
    if len(came) < 3:
        return len(came), last.isoformat(), 0, None
    usual = median((b - a).days for a, b in pairwise(came[-7:]))
    wait = int(1.5 * usual) + 1
    late = last + timedelta(days=wait) if wait <= (date.max - last).days else None
    return len(came), last.isoformat(), int(usual + 0.5), late.isoformat() if late else None
