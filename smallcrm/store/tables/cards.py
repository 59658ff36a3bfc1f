"""Punch cards: programmes and their versions, card numbers, rounds, the ledger, and what follows from it.

What points at what is a plain id where undo may take the other away: ``check`` proves it. The ledger is only added to.
"""

from __future__ import annotations

from peewee import ForeignKeyField, TextField
from playhouse.sqlite_ext import AutoIncrementField

from smallcrm.store.tables.base import Table, number, words


class Programme(Table):
    """A loyalty programme. ``state``: planned, running, paused, ended. One is stamped on a scan."""

    id = AutoIncrementField()
    name = words()
    state = words()
    on_scan = number()
    icon = words()
    ink = words()
    started_on = TextField(null=True)
    ends_on = TextField(null=True)
    redeem_until = TextField(null=True)
    position = number()


class ProgrammeVersion(Table):
    """The terms of a programme from a day on; never changed once written. Money in cents, days inclusive."""

    id = AutoIncrementField()
    programme_id = number()
    edition = number()
    from_on = words()
    unit = words()
    per_cents = number()
    goal = number()
    head_start = number()
    interim_at = number()
    interim = words()
    interim_cents = number()
    reward = words()
    reward_cents = number()
    uses = number(1)
    expiry = words()
    expiry_count = number()
    expiry_unit = words()
    expiry_on = TextField(null=True)
    reward_days = number()
    max_visit = number()
    max_day = number()
    wait_minutes = number()
    least_cents = number()
    terms = words()
    made_at = words()

    class Meta:
        """Versions count from 1 in each programme."""

        indexes = ((("programme_id", "edition"), True),)


class CardNumber(Table):
    """A number on a card: ``free`` (printed, nobody's yet), ``active``, ``lost``, ``void``."""

    id = AutoIncrementField()
    digits = TextField(unique=True)
    customer_id = number(index=True)
    state = words()
    issued_on = TextField(null=True)
    ended_on = TextField(null=True)
    printed_on = TextField(null=True)
    replaced_by = number()


class Round(Table):
    """One punch card: customer x programme x version. Everything from ``stamps`` on follows from its entries."""

    id = AutoIncrementField()
    customer_id = number()
    programme_id = number()
    version_id = number()
    opened_on = words()
    stamps = number()
    entries = number()
    first_on = TextField(null=True)
    last_on = TextField(null=True)
    state = words()
    expires_on = TextField(null=True)

    class Meta:
        """A customer's cards; the cards of a programme."""

        indexes = ((("customer_id", "programme_id"), False), (("programme_id", "state"), False))


class Ledger(Table):
    """What happened on a round: only added to (triggers), whole numbers only, codes instead of words."""

    id = AutoIncrementField()
    key = TextField(unique=True)
    round = ForeignKeyField(Round)
    kind = words()
    qty = number()
    amount = number()
    reward = number()
    used = number()
    reverses = number()
    source = number()
    on_date = words()
    at = TextField(null=True)
    written_at = words()
    reason = words()
    forced = words()
    card = number()
    staff = number()
    suspect = number()

    class Meta:
        """The day's scans, reports and rules ask for dates."""

        indexes = ((("on_date", "kind"), False),)


class LedgerNote(Table):
    """What a person wrote beside an entry: apart from it, so that it can be erased."""

    id = AutoIncrementField()
    entry = number(index=True)
    text = words()


class Reward(Table):
    """Rewards as they follow from the ledger: ``open``, ``used``, ``void``; id = round x 1000 + stamp number."""

    id = AutoIncrementField()
    round = ForeignKeyField(Round)
    customer_id = number(index=True)
    programme_id = number()
    at_stamp = number()
    earned_on = words()
    valid_until = TextField(null=True)
    uses = number(1)
    used = number()
    cents = number()
    state = words()


class ClockSeen(Table):
    """One row: the highest moment (UTC) seen, the last day of use, and until when nothing may expire (or nothing)."""

    id = AutoIncrementField()
    seen_at = words()
    used_on = words()
    doubted_from = words()
