"""What happened with customers, and what is to be done for them."""

from __future__ import annotations

from peewee import ForeignKeyField, IntegerField, TextField
from playhouse.sqlite_ext import AutoIncrementField

from smallcrm.store.tables.base import Table, number, words
from smallcrm.store.tables.people import Customer


class Entry(Table):
    """The timeline."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE", index=False)
    kind = words()
    on_date = words()
    at = TextField(null=True)
    text = words()
    written_at = words()
    actor = words()
    amount = IntegerField(null=True)
    outcome = words()
    detail = words()
    follow_up = number()

    class Meta:
        """A customer's newest come first; the end of the day asks for a date."""

        indexes = ((("customer", "on_date"), False), (("on_date", "kind"), False))


class FollowUp(Table):
    """What is to be done for customers. ``wake`` (derived) is the first day on which it shows.

    ``folded`` (derived) are its words as they are looked for.
    """

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    kind = words()
    text = words()
    due = words()
    at = words()
    first_due = words()
    repeat = words()
    basis = words()
    leads = words()
    assignee = number()
    urgent = number()
    state = words()
    snoozed_to = TextField(null=True)
    wake = words()
    folded = words()
    cause = words()
    remedy = words()
    prevention = words()
    asked = words()
    outcome = words()
    parent = number(index=True)
    entry = number(index=True)
    rule = number()
    rule_key = words()
    made_at = words()
    made_by = words()
    done_at = TextField(null=True)
    done_by = words()


class Rule(Table):
    """What the shop does by itself. ``days`` are numbers with spaces between; ``since`` is when it was switched on."""

    id = AutoIncrementField()
    kind = words()
    active = number()
    action = words()
    days = words()
    amount = number()
    tag = words()
    customer = number()
    since = words()
    position = number()


class Remedy(Table):
    """What anyone may give on the spot; ``amount`` in cents is its limit."""

    id = AutoIncrementField()
    name = words()
    amount = number()
    active = number(1)
    position = number()


class Gift(Table):
    """Gift ideas and gifts of customers: ``idea``, ``planned``, ``given``."""

    id = AutoIncrementField()
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    text = words()
    state = words()
    occasion = words()
    on_date = TextField(null=True)
    outcome = words()
    amount = IntegerField(null=True)
    entry = number()
    made_at = words()
    made_by = words()
