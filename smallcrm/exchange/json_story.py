"""What happened with a customer and what is to be done, as JSON and back: timeline, follow-ups, gifts.

Ids count inside of one customer alone: they say which line and which follow-up belong together.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from smallcrm.domain.follow_up import Basis, Complaint, FollowUp, FollowUpKind, Repeat, State, Unit
from smallcrm.domain.gifts import Gift, GiftState
from smallcrm.domain.model import Entry
from smallcrm.exchange.json_fields import Fields, Item

_SAID = ("cause", "remedy", "prevention", "asked")


def entry_json(e: Entry) -> dict[str, Any]:
    """Give one line of the timeline; ``amount`` in cents."""
    return {
        "id": e.id,
        "kind": str(e.kind),
        "on": e.on.isoformat(),
        "at": e.at.isoformat() if e.at else None,
        "written_at": e.written_at.isoformat() if e.written_at else None,
        "actor": e.actor,
        "text": e.text,
        "amount": e.amount,
        "outcome": str(e.outcome),
        "detail": e.detail,
        "follow_up": e.follow_up,
    }


def follow_up_json(f: FollowUp, staff: Mapping[int, str]) -> dict[str, Any]:
    """Give one follow-up, its assignee by name."""
    repeat = f.repeat and {
        "every": f.repeat.every,
        "unit": str(f.repeat.unit),
        "basis": str(f.repeat.basis),
        "weekday": f.repeat.weekday,
    }
    return {
        "id": f.id,
        "kind": str(f.kind),
        "text": f.text,
        "due": f.due.isoformat(),
        "at": f.at.isoformat("minutes") if f.at else None,
        "leads": list(f.leads),
        "repeat": repeat,
        "first_due": f.first_due.isoformat() if f.first_due else None,
        "assignee": staff.get(f.assignee, ""),
        "urgent": f.urgent,
        "state": str(f.state),
        "snoozed_to": f.snoozed_to.isoformat() if f.snoozed_to else None,
        **{name: getattr(f.complaint, name) for name in _SAID},
        "outcome": f.outcome,
        "parent": f.parent,
        "entry": f.entry,
        "made_at": f.made_at.isoformat() if f.made_at else None,
        "made_by": f.made_by,
        "done_at": f.done_at.isoformat() if f.done_at else None,
        "done_by": f.done_by,
    }


def gift_json(g: Gift) -> dict[str, Any]:
    """Give one gift or idea; ``amount`` in cents."""
    return {
        "text": g.text,
        "state": str(g.state),
        "occasion": g.occasion,
        "on": g.on.isoformat() if g.on else None,
        "outcome": g.outcome,
        "amount": g.amount,
    }


def entries(fields: Fields) -> tuple[Entry, ...]:
    """Read the timeline."""
    return fields.list("timeline", lambda item: _entry(fields, item))


def follow_ups(fields: Fields) -> tuple[tuple[FollowUp, str], ...]:
    """Read the follow-ups, each with the name of its assignee."""
    return fields.list("follow_ups", lambda item: (_follow_up(fields, item), fields.text(item, "assignee")))


def gifts(fields: Fields) -> tuple[Gift, ...]:
    """Read the gifts and ideas."""
    return fields.list("gifts", lambda item: _gift(fields, item))


def _entry(fields: Fields, item: Item) -> Entry:
    return Entry(
        fields.text(item, "kind") or "note",
        fields.day(item, "on") or fields.today,
        fields.text(item, "text"),
        fields.moment(item, "at"),
        fields.moment(item, "written_at"),
        fields.text(item, "actor"),
        id=fields.number(item, "id") or 0,
        amount=fields.number(item, "amount"),
        outcome=fields.text(item, "outcome"),
        detail=fields.text(item, "detail"),
        follow_up=fields.number(item, "follow_up") or 0,
    )


def _follow_up(fields: Fields, item: Item) -> FollowUp:
    snoozed = fields.moment(item, "snoozed_to")
    leads = item.get("leads")
    return FollowUp(
        FollowUpKind(fields.need(item, "kind")),
        0,
        fields.text(item, "text"),
        fields.day(item, "due") or fields.today,
        _clock(fields, item),
        tuple(n for n in leads if type(n) is int and 0 < n < 10_000) if isinstance(leads, list) else (),
        _repeat(fields, item.get("repeat")),
        fields.day(item, "first_due"),
        urgent=fields.flag(item, "urgent"),
        state=State(fields.text(item, "state") or State.OPEN),
        snoozed_to=snoozed.replace(tzinfo=None) if snoozed else None,
        complaint=Complaint(*(fields.text(item, name) for name in _SAID)),
        outcome=fields.text(item, "outcome"),
        parent=fields.number(item, "parent") or 0,
        entry=fields.number(item, "entry") or 0,
        made_at=fields.moment(item, "made_at"),
        made_by=fields.text(item, "made_by"),
        done_at=fields.moment(item, "done_at"),
        done_by=fields.text(item, "done_by"),
        id=fields.number(item, "id") or 0,
    )


def _clock(fields: Fields, item: Item) -> time | None:
    text = fields.text(item, "at")
    return time.fromisoformat(text).replace(tzinfo=None) if text else None


def _repeat(fields: Fields, value: Any) -> Repeat | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise TypeError
    every, weekday = fields.number(value, "every") or 1, fields.number(value, "weekday") or 0
    if not (0 < every < 10_000 and 0 <= weekday < 7):
        raise ValueError
    return Repeat(
        every, Unit(fields.need(value, "unit")), Basis(fields.text(value, "basis") or Basis.ORIGINAL), weekday
    )


def _gift(fields: Fields, item: Item) -> Gift:
    return Gift(
        0,
        fields.need(item, "text"),
        GiftState(fields.text(item, "state") or GiftState.IDEA),
        fields.text(item, "occasion"),
        fields.day(item, "on"),
        fields.text(item, "outcome"),
        fields.number(item, "amount"),
    )
