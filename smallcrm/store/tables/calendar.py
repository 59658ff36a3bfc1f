"""Days of the shop itself, the kinds of occasions it made, and the lists of name days that it took in."""

from __future__ import annotations

from peewee import TextField
from playhouse.sqlite_ext import AutoIncrementField

from smallcrm.store.tables.base import Table, number, words


class OccasionKind(Table):
    """The shop's own kinds; an occasion of kind ``other`` is of the one whose name is its label.

    ``folded`` (derived) is the name as it is compared.
    """

    id = AutoIncrementField()
    name = words()
    folded = words(index=True)
    icon = words()
    tint = words()
    lead_days = number()
    template = words()
    card_wanted = number()
    active = number(1)
    position = number()


class Event(Table):
    """What the shop itself has on its calendar, of one day or several."""

    id = AutoIncrementField()
    title = words()
    on_date = words(index=True)
    until = TextField(null=True)
    at = words()
    text = words()


class NameList(Table):
    """One list of name days that was taken in, with where it is from and by what right."""

    id = AutoIncrementField()
    country = words()
    title = words()
    source = words()
    licence = words()
    file = words()
    at = words()


class NameDay(Table):
    """One name on one day of a list; ``month_day`` is month * 100 + day, ``folded`` the name as it is compared."""

    id = AutoIncrementField()
    list_id = number(index=True)
    month_day = number()
    name = words()
    folded = words(index=True)
    position = number()
