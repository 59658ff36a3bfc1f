"""What stands in the composer, as plain values: kept as a draft, and saved into the shop in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput
from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind
from smallcrm.domain.model import Entry
from smallcrm.domain.money import read_amount
from smallcrm.i18n import currency

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

PAID = frozenset({"visit", "purchase", "remedy"})
"""Kinds that may have an amount."""
TEN = time(10)


@dataclass(frozen=True, slots=True)
class Due:
    """When something is to be done."""

    day: date
    at: time | None = None

    @property
    def moment(self) -> datetime:
        """The moment of it; midnight where only a day is meant."""
        return datetime.combine(self.day, self.at or time())


@dataclass(frozen=True, slots=True)
class Written:
    """Everything typed and chosen in the composer, as it was typed."""

    kind: str = "note"
    text: str = ""
    amount: str = ""
    outcome: str = ""
    on: str = ""
    """The day as ISO; empty = today."""
    assignee: int = 0
    follow_up: int = 0
    """The follow-up that a call is about."""
    rejected: tuple[str, ...] = ()
    """Phrases that are not to make a date, and ``preset`` for the date that comes with a kind."""
    due: str = ""
    """A date chosen by hand, as ISO, with or without a time."""

    @property
    def begun(self) -> bool:
        """Whether there is something to lose."""
        return bool(self.text.strip() or self.amount.strip())

    @property
    def day(self) -> date | None:
        """The day it is about; None = today."""
        return date.fromisoformat(self.on) if self.on else None

    @property
    def ended(self) -> CallOutcome:
        """How a call ended; nobody said otherwise: reached."""
        return CallOutcome(self.outcome or CallOutcome.REACHED)

    @property
    def cents(self) -> int | None:
        """The amount in cents; raises BadInput ``bad_amount`` and ``foreign_amount``."""
        if self.kind not in PAID or not self.amount.strip():
            return None
        return read_amount(self.amount, currency())

    def values(self) -> dict[str, Any]:
        """As a draft is kept."""
        return {**asdict(self), "rejected": list(self.rejected)}


def from_values(values: Mapping[str, Any]) -> Written:
    """Read a draft; what an older or newer program kept beside it is passed over."""
    known = {f.name for f in fields(Written)}
    made = Written(**{k: v for k, v in values.items() if k in known})
    return replace(made, rejected=tuple(made.rejected))


def of_entry(entry: Entry, amount: str, today: date) -> Written:
    """What the composer shows of an entry that is changed; ``amount`` as it is typed."""
    outcome = (entry.outcome or str(CallOutcome.REACHED)) if entry.kind == "call" else ""
    on = "" if entry.on == today else entry.on.isoformat()
    return Written(entry.kind, entry.text, amount if entry.kind in PAID else "", outcome, on)


def save(shop: Shop, customer: int, written: Written, due: Due | None) -> None:
    """Write it down, with what is to be done about it, as one step."""
    on, cents = written.day, written.cents
    if written.kind == "call":
        again = due.moment if due else None
        shop.follow_ups.called(customer, written.ended, written.text, follow_up=written.follow_up, again=again, on=on)
    elif written.kind == "complaint":
        wanted = due or Due(shop.today)
        shop.follow_ups.complain(customer, written.text, due=wanted.day, at=wanted.at, assignee=written.assignee, on=on)
    elif written.kind == "note":
        shop.follow_ups.note(customer, written.text, due.day if due else None, due.at if due else None, on=on)
    elif due is None:
        shop.timeline.add(customer, written.kind, written.text, on, amount=cents)
    else:
        said = Entry(written.kind, on or shop.today, written.text.strip(), amount=cents)
        with shop.change(f"{written.kind}_added", name=shop.customers.name_of(customer)):
            shop.follow_ups.with_entry(said, FollowUp(FollowUpKind.REMINDER, customer, said.text, due.day, due.at))


def may_become(entry: Entry, kind: str) -> bool:
    """Whether an entry can be changed into a kind: a complaint waits for an answer, and no other line does."""
    return (entry.kind == FollowUpKind.COMPLAINT) == (kind == FollowUpKind.COMPLAINT)


def change(shop: Shop, entry: Entry, written: Written) -> None:
    """Change an entry in place."""
    cents = written.cents
    limit = next((r for r in shop.remedies.all() if r.name == entry.detail), None) if entry.kind == "remedy" else None
    if limit is not None and cents is not None and cents <= 0 < limit.amount:
        raise BadInput("bad_amount", value=written.amount.strip())
    if limit is not None and cents is not None and cents > limit.amount:
        raise BadInput("over_limit", name=limit.name, cents=limit.amount)
    shop.timeline.edit(
        entry.id,
        text=written.text,
        on=written.day or shop.today,
        amount=cents,
        outcome=written.outcome,
        kind=written.kind if may_become(entry, written.kind) else entry.kind,
        known=entry,
    )
