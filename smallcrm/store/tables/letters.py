"""Texts of the shop, and what was printed for whom."""

from __future__ import annotations

from peewee import SQL, ForeignKeyField, IntegerField
from playhouse.sqlite_ext import AutoIncrementField

from smallcrm.store.tables.base import Table, number, words
from smallcrm.store.tables.people import Customer


class Template(Table):
    """The shop's own texts, by kind, variant and language; what is not here is taken from the resources."""

    id = AutoIncrementField()
    kind = words()
    variant = words()
    language = words()
    title = words()
    body = words()

    class Meta:
        """One text of a kind and language."""

        indexes = ((("kind", "variant", "language"), True),)


class LetterRun(Table):
    """One printing: kind, layout, design, when, who."""

    id = AutoIncrementField()
    kind = words()
    layout = words()
    design = words()
    started_at = words()
    actor = words()


class Letter(Table):
    """One row per person of a run; ``live`` is 1 but for skipped ones."""

    id = AutoIncrementField()
    run = ForeignKeyField(LetterRun, on_delete="CASCADE")
    customer = ForeignKeyField(Customer, on_delete="CASCADE")
    kind = words()
    occasion = IntegerField(default=0, constraints=[SQL("DEFAULT 0")])
    year = number()
    state = words()
    reason = words()
    at = words()
    text = words()
    """What somebody typed for it; the timeline keeps it once it is printed."""
    which = words()
    """Which day of the shop's own kinds, as ``occasion_cards.which_day`` says; empty for what nobody has two of."""
