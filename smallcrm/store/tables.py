"""The tables of the shop file. Dates are ISO text, truth is 0 or 1, money will be cents; pictures are bytes.

Each table but ``word`` has an AUTOINCREMENT id: SQLite hands a plain id of a deleted row to the next one.
"""

from __future__ import annotations

from typing import Any

from peewee import SQL, BlobField, CompositeKey, ForeignKeyField, IntegerField, Model, TextField
from playhouse.sqlite_ext import AutoIncrementField


def _text(**kwargs: Any) -> Any:
    return TextField(default="", constraints=[SQL("DEFAULT ''")], **kwargs)


def _number(default: int = 0, **kwargs: Any) -> Any:
    return IntegerField(default=default, constraints=[SQL(f"DEFAULT {default}")], **kwargs)


class Table(Model):
    """Base of all tables. Bound to no database: each query is executed by the ``Database`` of an open shop."""

    class Meta:
        """Names as in the data model."""

        legacy_table_names = False


class Photo(Table):
    """Pictures, once each, by hash."""

    id = AutoIncrementField()
    hash = TextField(unique=True)
    type = _text()
    data = BlobField()


class Customer(Table):
    """People, households and companies; ``name``, ``folded``, ``sort_key``, ``since_month_day`` are derived."""

    id = AutoIncrementField()
    uid = TextField(unique=True)
    version = _number(1)
    kind = _text()
    prospect = _number()
    title = _text()
    given = _text()
    middle = _text()
    family = _text()
    suffix = _text()
    nickname = _text()
    display_name = _text()
    language = _text()
    address_form = _text()
    greeting_name = _text()
    greeting_checked = _number()
    customer_since = TextField(null=True)
    since_month_day = _number(index=True)
    company = _text()
    job_title = _text()
    business = _text()
    wishes = _text()
    alert = _text()
    channel = _text()
    no_mail = _number()
    deceased = _number()
    deceased_on = TextField(null=True)
    archived = _number()
    binned_at = TextField(null=True)
    photo = ForeignKeyField(Photo, null=True)
    name = _text()
    sort_key = _text()
    folded = _text(index=True)
    created_at = _text()

    class Meta:
        """Lists walk (binned, sort key); the id keeps equal names apart."""

        indexes = ((("binned_at", "sort_key", "id"), False),)


class Word(Table):
    """Folded search words and variants; ``field`` says where the word stands. Derived."""

    word = TextField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE", index=False)
    field = TextField()

    class Meta:
        """The key is the row."""

        primary_key = CompositeKey("word", "customer", "field")
        without_rowid = True
        indexes = ((("customer", "word"), False),)


class Phone(Table):
    """Phone numbers in the order given."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    position = _number()
    raw = _text()
    kind = _text()
    primary = _number()
    e164 = _text(index=True)


class Email(Table):
    """E-mail addresses in the order given."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    position = _number()
    raw = _text()
    kind = _text()
    primary = _number()
    normal = _text(index=True)


class Address(Table):
    """Postal addresses, whole blocks."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    position = _number()
    street = _text()
    postal_code = _text()
    city = _text()
    region = _text()
    country = _text()
    kind = _text()
    primary = _number()


class Link(Table):
    """Web pages and accounts."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    position = _number()
    url = _text()
    kind = _text()


class Tag(Table):
    """Tags of customers."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    position = _number()
    tag = _text(index=True)


class Source(Table):
    """Where a record came from, with the properties we do not model (JSON list of pairs)."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    format = _text()
    file = _text()
    source_id = _text(index=True)
    fingerprint = _text(index=True)
    properties = TextField(default="[]", constraints=[SQL("DEFAULT '[]'")])
    imported_at = _text()


class Occasion(Table):
    """Yearly days; ``month_day`` is month * 100 + day, for the range of a few weeks."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    kind = _text()
    month_day = _number(index=True)
    year = IntegerField(null=True)
    label = _text()
    whose = _text()
    card_wanted = _number(1)


class Entry(Table):
    """The timeline."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE", index=False)
    kind = _text()
    on_date = _text()
    at = TextField(null=True)
    text = _text()
    written_at = _text()
    actor = _text()

    class Meta:
        """A customer's newest come first."""

        indexes = ((("customer", "on_date"), False),)


class Consent(Table):
    """Recorded yes and no, append-only by rule."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    purpose = _text()
    channel = _text()
    given = _number()
    on_date = _text()
    source = _text()
    wording = _text()


class Template(Table):
    """The shop's own texts, by kind, variant and language; what is not here is taken from the resources."""

    id = AutoIncrementField()
    kind = _text()
    variant = _text()
    language = _text()
    title = _text()
    body = _text()

    class Meta:
        """One text of a kind and language."""

        indexes = ((("kind", "variant", "language"), True),)


class LetterRun(Table):
    """One printing: kind, layout, design, when, who."""

    id = AutoIncrementField()
    kind = _text()
    layout = _text()
    design = _text()
    started_at = _text()
    actor = _text()


class Letter(Table):
    """One row per person of a run; ``live`` is 1 but for skipped ones."""

    id = AutoIncrementField()
    run = ForeignKeyField(LetterRun, on_delete="CASCADE")
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    kind = _text()
    occasion = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    year = _number()
    state = _text()
    reason = _text()
    at = _text()


class Setting(Table):
    """The shop's settings: key and JSON value."""

    id = AutoIncrementField()
    key = TextField(unique=True)
    value = _text()


class Staff(Table):
    """People behind the counter."""

    id = AutoIncrementField()
    name = _text()
    initials = _text()
    pin_hash = _text()
    active = _number(1)


class Journal(Table):
    """One row per step: what was done (code and values), by whom, when.

    ``made_no`` and ``change_no`` count commits: when the step was made, and when it was last made, undone or redone.
    """

    id = AutoIncrementField()
    at = _text()
    actor = _text()
    label = _text()
    params = _text()
    bulk = _number()
    undone = _number()
    made_no = _number()
    change_no = _number(index=True)
    migration = _text()


class JournalRow(Table):
    """What a step touched: inverse operation (``insert``, ``update``, ``delete``) and the image it needs.

    ``last_id`` > ``row_id`` is a range of rows inserted in bulk. ``owner`` is the customer concerned, or 0.
    """

    id = AutoIncrementField()
    step = ForeignKeyField(Journal, on_delete="CASCADE")
    table_name = _text()
    row_id = _number()
    last_id = _number()
    owner = _number(index=True)
    operation = _text()
    fields = _text()
    image = TextField(null=True)

    class Meta:
        """Later steps on the same row are looked up."""

        indexes = ((("table_name", "row_id"), False),)


class JournalPhoto(Table):
    """Pictures that only journal images still need, by hash."""

    id = AutoIncrementField()
    hash = TextField(unique=True)
    data = BlobField()


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
    Consent,
    Template,
    LetterRun,
    Letter,
    Setting,
    Staff,
    Journal,
    JournalRow,
    JournalPhoto,
)
LIVE_LETTER = "CREATE UNIQUE INDEX letter_live ON letter (customer_id, kind, occasion, year) WHERE occasion > 0 AND state <> 'skipped'"
BY_NAME: dict[str, type[Table]] = {t._meta.table_name: t for t in TABLES}
