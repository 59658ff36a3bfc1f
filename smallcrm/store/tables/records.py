"""The shop itself: settings, staff, words begun, and the history of all changes."""

from __future__ import annotations

from peewee import BlobField, ForeignKeyField, TextField
from playhouse.sqlite_ext import AutoIncrementField

from smallcrm.store.tables.base import Table, number, words


class Setting(Table):
    """The shop's settings: key and JSON value."""

    id = AutoIncrementField()
    key = TextField(unique=True)
    value = words()


class Staff(Table):
    """People behind the counter."""

    id = AutoIncrementField()
    name = words()
    initials = words()
    pin_hash = words()
    active = number(1)
    seen_at = words()


class Draft(Table):
    """Words that were begun and not saved, by where they stand (JSON): no part of the history."""

    id = AutoIncrementField()
    place = TextField(unique=True)
    value = words()
    at = words()


class Journal(Table):
    """One row per step: what was done (code and values), by whom, when.

    ``made_no`` and ``change_no`` count commits: when the step was made, and when it was last made, undone or redone.
    """

    id = AutoIncrementField()
    at = words()
    actor = words()
    label = words()
    params = words()
    bulk = number()
    undone = number()
    made_no = number()
    change_no = number(index=True)
    migration = words()


class JournalRow(Table):
    """What a step touched: inverse operation (``insert``, ``update``, ``delete``) and the image it needs.

    ``last_id`` > ``row_id`` is a range of rows inserted in bulk. ``owner`` is the customer concerned, or 0.
    """

    id = AutoIncrementField()
    step = ForeignKeyField(Journal, on_delete="CASCADE")
    table_name = words()
    row_id = number()
    last_id = number()
    owner = number(index=True)
    operation = words()
    fields = words()
    image = TextField(null=True)

    class Meta:
        """Later steps on the same row are looked up."""

        indexes = ((("table_name", "row_id"), False),)


class JournalPhoto(Table):
    """Pictures that only journal images still need, by hash."""

    id = AutoIncrementField()
    hash = TextField(unique=True)
    data = BlobField()
