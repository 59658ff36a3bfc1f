"""Follow-ups as rows and back; what is derived of them: the day on which they wake, and their words for the search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from smallcrm.domain.follow_up import Basis, Complaint, FollowUp, Repeat, Unit
from smallcrm.domain.repeat import shows_on
from smallcrm.domain.text import fold, storable

LIVE = "f.state IN ('open', 'waiting')"
"""The same words as in the index of what is live, so that it is used."""

_DIED = (
    "SELECT max(t.step_id) FROM journal_row AS t JOIN journal AS j ON j.id = t.step_id AND j.undone = 0"
    " WHERE t.table_name = 'customer' AND t.row_id = c.id AND t.operation = 'update'"
    " AND instr(',' || t.fields || ',', ',deceased,')"
)
_SINCE = (
    "SELECT 1 FROM journal_row AS r JOIN journal AS s ON s.id = r.step_id AND s.undone = 0"
    " WHERE r.table_name = 'follow_up' AND r.row_id = f.id AND r.operation <> 'delete'"
    f" AND r.step_id > coalesce(({_DIED}), 0)"
)
ASKED_FOR = (
    "(c.archived = 0 AND c.deceased = 0 OR f.rule = 0 AND f.kind NOT IN ('stay_in_touch', 'drifting')"
    f" AND (c.deceased = 0 OR EXISTS ({_SINCE})))"
)
"""Of who is archived only what a person wrote down, of who is dead only what one did since then: the rest rests."""


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up with whom it is about."""

    follow_up: FollowUp
    name: str
    phone: str
    gone: str = ""
    """Where its customer is archived or dead: "archived" or "deceased"."""


def gone(archived: int, deceased: int) -> str:
    """Say of a customer's marks which one holds."""
    return "deceased" if deceased else "archived" if archived else ""


def follow_up_values(f: FollowUp) -> dict[str, Any]:
    """Columns of a follow-up but its id; texts without what cannot be stored."""
    return {
        "customer_id": f.customer_id,
        "kind": str(f.kind),
        "text": storable(f.text).strip(),
        "due": f.due.isoformat(),
        "at": clock(f.at),
        "first_due": (f.first_due or f.due).isoformat(),
        "repeat": f"{f.repeat.every} {f.repeat.unit} {f.repeat.weekday}" if f.repeat else "",
        "basis": str(f.repeat.basis) if f.repeat else "",
        "leads": " ".join(str(n) for n in sorted({n for n in f.leads if n > 0}, reverse=True)),
        "assignee": f.assignee,
        "urgent": int(f.urgent),
        "state": str(f.state),
        "snoozed_to": wall(f.snoozed_to).isoformat() if f.snoozed_to else None,
        "wake": shows_on(f).isoformat(),
        "folded": folded(f),
        "cause": storable(f.complaint.cause),
        "remedy": storable(f.complaint.remedy),
        "prevention": storable(f.complaint.prevention),
        "asked": storable(f.complaint.asked),
        "outcome": storable(f.outcome),
        "parent": f.parent,
        "entry": f.entry,
        "rule": f.rule,
        "rule_key": f.rule_key,
        "made_at": f.made_at.isoformat() if f.made_at else "",
        "made_by": f.made_by,
        "done_at": f.done_at.isoformat() if f.done_at else None,
        "done_by": f.done_by,
    }


def follow_up_from(row: dict[str, Any]) -> FollowUp:
    """The follow-up of a row."""
    repeat = None
    if row["repeat"]:
        every, unit, weekday = str(row["repeat"]).split(" ")
        repeat = Repeat(int(every), Unit(unit), Basis(row["basis"]), int(weekday))
    return FollowUp(
        kind=row["kind"],
        customer_id=row["customer_id"],
        text=row["text"],
        due=date.fromisoformat(row["due"]),
        at=time.fromisoformat(row["at"]) if row["at"] else None,
        leads=tuple(int(n) for n in str(row["leads"]).split()),
        repeat=repeat,
        first_due=date.fromisoformat(row["first_due"]) if row["first_due"] else None,
        assignee=row["assignee"],
        urgent=bool(row["urgent"]),
        state=row["state"],
        snoozed_to=moment(row["snoozed_to"]),
        complaint=Complaint(row["cause"], row["remedy"], row["prevention"], row["asked"]),
        outcome=row["outcome"],
        parent=row["parent"],
        entry=row["entry"],
        rule=row["rule"],
        rule_key=row["rule_key"],
        made_at=moment(row["made_at"]),
        made_by=row["made_by"],
        done_at=moment(row["done_at"]),
        done_by=row["done_by"],
        id=row["id"],
    )


def folded(f: FollowUp) -> str:
    """The words of a follow-up as they are looked for: of what is stored, so that nothing differs from it later."""
    said = f.complaint
    more = map(storable, (said.cause, said.remedy, said.prevention, said.asked, f.outcome))
    return fold("\n".join(part for part in (storable(f.text).strip(), *more) if part))


def wall(when: datetime) -> datetime:
    """What the clock on the wall shows at that moment: appointments are kept by it, summer and winter."""
    return when.replace(tzinfo=None, microsecond=0)


def clock(at: time | None) -> str:
    """A time of day as it is stored."""
    return at.replace(tzinfo=None, microsecond=0).isoformat("minutes") if at else ""


def moment(text: str | None) -> datetime | None:
    """The moment of an ISO text, or None."""
    return datetime.fromisoformat(text) if text else None
