"""Who the customers are."""

from __future__ import annotations

from peewee import SQL, BlobField, CompositeKey, ForeignKeyField, IntegerField, TextField
from playhouse.sqlite_ext import AutoIncrementField

from smallcrm.store.tables.base import Table, number, words


class Photo(Table):
    """Pictures, once each, by hash."""

    id = AutoIncrementField()
    hash = TextField(unique=True)
    type = words()
    data = BlobField()


class Customer(Table):
    """People, households and companies; ``name``, ``folded``, ``sort_key``, ``since_month_day`` are derived.

    So are the figures of their visits, kept with each entry: number of visit days, the last one, the last contact, the
    usual days between two (0: not known), and the day from which the customer is late.
    """

    id = AutoIncrementField()
    uid = TextField(unique=True)
    version = number(1)
    kind = words()
    prospect = number()
    title = words()
    given = words()
    middle = words()
    family = words()
    suffix = words()
    nickname = words()
    display_name = words()
    language = words()
    address_form = words()
    greeting_name = words()
    greeting_checked = number()
    customer_since = TextField(null=True)
    since_month_day = number()
    company = words()
    job_title = words()
    business = words()
    wishes = words()
    alert = words()
    channel = words()
    no_mail = number()
    deceased = number()
    deceased_on = TextField(null=True)
    archived = number()
    binned_at = TextField(null=True)
    photo = ForeignKeyField(Photo, null=True)
    name = words()
    sort_key = words()
    folded = words(index=True)
    created_at = words()
    assistant = number()
    visits = number()
    last_visit_on = TextField(null=True)
    last_contact_on = TextField(null=True)
    usual_days = number()
    late_on = TextField(null=True)

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
    position = number()
    raw = words()
    kind = words()
    primary = number()
    e164 = words(index=True)


class Email(Table):
    """E-mail addresses in the order given."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    position = number()
    raw = words()
    kind = words()
    primary = number()
    normal = words(index=True)


class Address(Table):
    """Postal addresses, whole blocks."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    position = number()
    street = words()
    postal_code = words()
    city = words()
    region = words()
    country = words()
    kind = words()
    primary = number()


class Link(Table):
    """Web pages and accounts."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    position = number()
    url = words()
    kind = words()


class Tag(Table):
    """Tags of customers."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    position = number()
    tag = words(index=True)


class Source(Table):
    """Where a record came from, with the properties we do not model (JSON list of pairs)."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    format = words()
    file = words()
    source_id = words(index=True)
    fingerprint = words(index=True)
    properties = TextField(default="[]", constraints=[SQL("DEFAULT '[]'")])
    imported_at = words()


class Occasion(Table):
    """Yearly days; ``month_day`` is month * 100 + day, for the range of a few weeks.

    ``ended``: ``divorce`` or ``death``; ``lead_days`` 0 = as its kind.
    """

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    kind = words()
    month_day = number()
    year = IntegerField(null=True)
    label = words()
    whose = words()
    card_wanted = number(1)
    partner = words()
    ended = words()
    lead_days = number()


class Consent(Table):
    """Recorded yes and no, append-only by rule."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    purpose = words()
    channel = words()
    given = number()
    on_date = words()
    source = words()
    wording = words()
