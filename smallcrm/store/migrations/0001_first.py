"""The first shop file. Never edited after a release."""

from __future__ import annotations

from typing import Any

STATEMENTS = (
    (
        'CREATE TABLE "photo" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "hash" TEXT NOT NULL, '
        '"type" TEXT NOT NULL DEFAULT \'\', "data" BLOB NOT NULL)'
    ),
    'CREATE UNIQUE INDEX "photo_hash" ON "photo" ("hash")',
    (
        'CREATE TABLE "customer" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "uid" TEXT NOT NULL, '
        '"version" INTEGER NOT NULL DEFAULT 1, "kind" TEXT NOT NULL DEFAULT \'\', '
        '"prospect" INTEGER NOT NULL DEFAULT 0, "title" TEXT NOT NULL DEFAULT \'\', '
        "\"given\" TEXT NOT NULL DEFAULT '', \"middle\" TEXT NOT NULL DEFAULT '', \"family\" TEXT NOT NULL DEFAULT '', "
        "\"suffix\" TEXT NOT NULL DEFAULT '', \"nickname\" TEXT NOT NULL DEFAULT '', "
        "\"display_name\" TEXT NOT NULL DEFAULT '', \"language\" TEXT NOT NULL DEFAULT '', "
        "\"address_form\" TEXT NOT NULL DEFAULT '', \"greeting_name\" TEXT NOT NULL DEFAULT '', "
        '"greeting_checked" INTEGER NOT NULL DEFAULT 0, "customer_since" TEXT, "since_month_day" INTEGER NOT NULL DEFAULT 0, '
        "\"company\" TEXT NOT NULL DEFAULT '', \"job_title\" TEXT NOT NULL DEFAULT '', "
        "\"business\" TEXT NOT NULL DEFAULT '', \"wishes\" TEXT NOT NULL DEFAULT '', "
        "\"alert\" TEXT NOT NULL DEFAULT '', \"channel\" TEXT NOT NULL DEFAULT '', "
        '"no_mail" INTEGER NOT NULL DEFAULT 0, "deceased" INTEGER NOT NULL DEFAULT 0, "deceased_on" TEXT, '
        '"archived" INTEGER NOT NULL DEFAULT 0, "binned_at" TEXT, "photo_id" INTEGER, '
        "\"name\" TEXT NOT NULL DEFAULT '', \"sort_key\" TEXT NOT NULL DEFAULT '', \"folded\" TEXT NOT NULL DEFAULT '', "
        '"created_at" TEXT NOT NULL DEFAULT \'\', FOREIGN KEY ("photo_id") REFERENCES "photo" ("id"))'
    ),
    'CREATE UNIQUE INDEX "customer_uid" ON "customer" ("uid")',
    'CREATE INDEX "customer_since_month_day" ON "customer" ("since_month_day")',
    'CREATE INDEX "customer_folded" ON "customer" ("folded")',
    'CREATE INDEX "customer_photo_id" ON "customer" ("photo_id")',
    'CREATE INDEX "customer_binned_at_sort_key_id" ON "customer" ("binned_at", "sort_key", "id")',
    (
        'CREATE TABLE "address" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL, '
        '"position" INTEGER NOT NULL DEFAULT 0, "street" TEXT NOT NULL DEFAULT \'\', '
        "\"postal_code\" TEXT NOT NULL DEFAULT '', \"city\" TEXT NOT NULL DEFAULT '', "
        "\"region\" TEXT NOT NULL DEFAULT '', \"country\" TEXT NOT NULL DEFAULT '', \"kind\" TEXT NOT NULL DEFAULT '', "
        '"primary" INTEGER NOT NULL DEFAULT 0, '
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "address_customer_id" ON "address" ("customer_id")',
    (
        'CREATE TABLE "consent" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL, '
        "\"purpose\" TEXT NOT NULL DEFAULT '', \"channel\" TEXT NOT NULL DEFAULT '', "
        '"given" INTEGER NOT NULL DEFAULT 0, "on_date" TEXT NOT NULL DEFAULT \'\', '
        "\"source\" TEXT NOT NULL DEFAULT '', \"wording\" TEXT NOT NULL DEFAULT '', "
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "consent_customer_id" ON "consent" ("customer_id")',
    (
        'CREATE TABLE "email" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL, '
        '"position" INTEGER NOT NULL DEFAULT 0, "raw" TEXT NOT NULL DEFAULT \'\', "kind" TEXT NOT NULL DEFAULT \'\', '
        '"primary" INTEGER NOT NULL DEFAULT 0, "normal" TEXT NOT NULL DEFAULT \'\', '
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "email_customer_id" ON "email" ("customer_id")',
    'CREATE INDEX "email_normal" ON "email" ("normal")',
    (
        'CREATE TABLE "entry" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL, '
        '"kind" TEXT NOT NULL DEFAULT \'\', "on_date" TEXT NOT NULL DEFAULT \'\', "at" TEXT, '
        "\"text\" TEXT NOT NULL DEFAULT '', \"written_at\" TEXT NOT NULL DEFAULT '', "
        "\"actor\" TEXT NOT NULL DEFAULT '', "
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "entry_customer_id_on_date" ON "entry" ("customer_id", "on_date")',
    (
        'CREATE TABLE "journal" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "at" TEXT NOT NULL DEFAULT \'\', '
        "\"actor\" TEXT NOT NULL DEFAULT '', \"label\" TEXT NOT NULL DEFAULT '', \"params\" TEXT NOT NULL DEFAULT '', "
        '"bulk" INTEGER NOT NULL DEFAULT 0, "undone" INTEGER NOT NULL DEFAULT 0, '
        '"made_no" INTEGER NOT NULL DEFAULT 0, "change_no" INTEGER NOT NULL DEFAULT 0, "migration" TEXT NOT NULL DEFAULT \'\')'
    ),
    'CREATE INDEX "journal_change_no" ON "journal" ("change_no")',
    (
        'CREATE TABLE "journal_photo" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "hash" TEXT NOT NULL, '
        '"data" BLOB NOT NULL)'
    ),
    'CREATE UNIQUE INDEX "journal_photo_hash" ON "journal_photo" ("hash")',
    (
        'CREATE TABLE "journal_row" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "step_id" INTEGER NOT NULL, '
        '"table_name" TEXT NOT NULL DEFAULT \'\', "row_id" INTEGER NOT NULL DEFAULT 0, '
        '"last_id" INTEGER NOT NULL DEFAULT 0, "owner" INTEGER NOT NULL DEFAULT 0, '
        '"operation" TEXT NOT NULL DEFAULT \'\', "fields" TEXT NOT NULL DEFAULT \'\', "image" TEXT, '
        'FOREIGN KEY ("step_id") REFERENCES "journal" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "journal_row_step_id" ON "journal_row" ("step_id")',
    'CREATE INDEX "journal_row_owner" ON "journal_row" ("owner")',
    'CREATE INDEX "journal_row_table_name_row_id" ON "journal_row" ("table_name", "row_id")',
    (
        'CREATE TABLE "letter_run" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
        "\"kind\" TEXT NOT NULL DEFAULT '', \"layout\" TEXT NOT NULL DEFAULT '', \"design\" TEXT NOT NULL DEFAULT '', "
        "\"started_at\" TEXT NOT NULL DEFAULT '', \"actor\" TEXT NOT NULL DEFAULT '')"
    ),
    (
        'CREATE TABLE "letter" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "run_id" INTEGER NOT NULL, '
        '"customer_id" INTEGER NOT NULL, "kind" TEXT NOT NULL DEFAULT \'\', "occasion" INTEGER NOT NULL DEFAULT 0, '
        '"year" INTEGER NOT NULL DEFAULT 0, "state" TEXT NOT NULL DEFAULT \'\', "reason" TEXT NOT NULL DEFAULT \'\', '
        '"at" TEXT NOT NULL DEFAULT \'\', FOREIGN KEY ("run_id") REFERENCES "letter_run" ("id") ON DELETE CASCADE, '
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "letter_run_id" ON "letter" ("run_id")',
    'CREATE INDEX "letter_customer_id" ON "letter" ("customer_id")',
    (
        'CREATE TABLE "link" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL, '
        '"position" INTEGER NOT NULL DEFAULT 0, "url" TEXT NOT NULL DEFAULT \'\', "kind" TEXT NOT NULL DEFAULT \'\', '
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "link_customer_id" ON "link" ("customer_id")',
    (
        'CREATE TABLE "occasion" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
        '"customer_id" INTEGER NOT NULL, "kind" TEXT NOT NULL DEFAULT \'\', "month_day" INTEGER NOT NULL DEFAULT 0, '
        '"year" INTEGER, "label" TEXT NOT NULL DEFAULT \'\', "whose" TEXT NOT NULL DEFAULT \'\', '
        '"card_wanted" INTEGER NOT NULL DEFAULT 1, '
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "occasion_customer_id" ON "occasion" ("customer_id")',
    'CREATE INDEX "occasion_month_day" ON "occasion" ("month_day")',
    (
        'CREATE TABLE "phone" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL, '
        '"position" INTEGER NOT NULL DEFAULT 0, "raw" TEXT NOT NULL DEFAULT \'\', "kind" TEXT NOT NULL DEFAULT \'\', '
        '"primary" INTEGER NOT NULL DEFAULT 0, "e164" TEXT NOT NULL DEFAULT \'\', '
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "phone_customer_id" ON "phone" ("customer_id")',
    'CREATE INDEX "phone_e164" ON "phone" ("e164")',
    (
        'CREATE TABLE "setting" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "key" TEXT NOT NULL, '
        "\"value\" TEXT NOT NULL DEFAULT '')"
    ),
    'CREATE UNIQUE INDEX "setting_key" ON "setting" ("key")',
    (
        'CREATE TABLE "source" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL, '
        "\"format\" TEXT NOT NULL DEFAULT '', \"file\" TEXT NOT NULL DEFAULT '', "
        "\"source_id\" TEXT NOT NULL DEFAULT '', \"fingerprint\" TEXT NOT NULL DEFAULT '', "
        "\"properties\" TEXT NOT NULL DEFAULT '[]', \"imported_at\" TEXT NOT NULL DEFAULT '', "
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "source_customer_id" ON "source" ("customer_id")',
    'CREATE INDEX "source_source_id" ON "source" ("source_id")',
    'CREATE INDEX "source_fingerprint" ON "source" ("fingerprint")',
    (
        'CREATE TABLE "staff" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL DEFAULT \'\', '
        "\"initials\" TEXT NOT NULL DEFAULT '', \"pin_hash\" TEXT NOT NULL DEFAULT '', "
        '"active" INTEGER NOT NULL DEFAULT 1)'
    ),
    (
        'CREATE TABLE "tag" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "customer_id" INTEGER NOT NULL, '
        '"position" INTEGER NOT NULL DEFAULT 0, "tag" TEXT NOT NULL DEFAULT \'\', '
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE)'
    ),
    'CREATE INDEX "tag_customer_id" ON "tag" ("customer_id")',
    'CREATE INDEX "tag_tag" ON "tag" ("tag")',
    (
        'CREATE TABLE "template" ("id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, '
        "\"kind\" TEXT NOT NULL DEFAULT '', \"variant\" TEXT NOT NULL DEFAULT '', "
        "\"language\" TEXT NOT NULL DEFAULT '', \"title\" TEXT NOT NULL DEFAULT '', \"body\" TEXT NOT NULL DEFAULT '')"
    ),
    'CREATE UNIQUE INDEX "template_kind_variant_language" ON "template" ("kind", "variant", "language")',
    (
        'CREATE TABLE "word" ("word" TEXT NOT NULL, "customer_id" INTEGER NOT NULL, "field" TEXT NOT NULL, '
        'PRIMARY KEY ("word", "customer_id", "field"), '
        'FOREIGN KEY ("customer_id") REFERENCES "customer" ("id") ON DELETE CASCADE) WITHOUT ROWID'
    ),
    'CREATE INDEX "word_customer_id_word" ON "word" ("customer_id", "word")',
    (
        "CREATE UNIQUE INDEX letter_live ON letter (customer_id, kind, occasion, "
        "year) WHERE occasion > 0 AND state <> 'skipped'"
    ),
)
NUMBER = 1


def up(_migrator: Any, db: Any) -> None:
    """Make the tables; the number is written last, in the same transaction."""
    for statement in STATEMENTS:
        db.execute_sql(statement)
    db.execute_sql(f"PRAGMA user_version = {NUMBER}")
