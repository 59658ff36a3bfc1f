"""What comes with people from a file beside their records: timeline, follow-ups and gifts, joined to what is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.gifts import Gift
from smallcrm.domain.incoming import Balance, Record
from smallcrm.domain.model import Entry
from smallcrm.domain.text import storable
from smallcrm.store import tables
from smallcrm.store.follow_up_rows import follow_up_values
from smallcrm.store.gifts import gift_values

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_ALL = 100_000
_WORDS = frozenset({"note", "import", ""})


@dataclass(frozen=True, slots=True)
class History:
    """What a customer does not have yet: lines, follow-ups (with whom they were handed to), gifts, punch cards."""

    entries: tuple[Entry, ...] = ()
    follow_ups: tuple[tuple[FollowUp, str], ...] = ()
    gifts: tuple[Gift, ...] = field(default=())
    balances: tuple[Balance, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.entries or self.follow_ups or self.gifts or self.balances)


def history_of(record: Record) -> History:
    """Everything that came with a record."""
    return History(_in_order(record), record.follow_ups, record.gifts, record.balances)


def _in_order(record: Record) -> tuple[Entry, ...]:
    """The lines as they are written, one after the other: our own files have the newest on top."""
    return record.entries[::-1] if record.own else record.entries


def news(shop: Shop, customer_id: int, record: Record) -> History:
    """What of a record's history the customer does not have yet: each line, follow-up and gift counts once."""
    if not (record.entries or record.follow_ups or record.gifts):
        return History()
    lines = {said(e) for e in shop.timeline.of(customer_id, limit=_ALL)}
    tasks = {_task(f) for f in shop.follow_ups.of(customer_id)} if record.follow_ups else set()
    gifts = {(g.text, g.occasion, g.on) for g in shop.gifts.of(customer_id)} if record.gifts else set()
    return History(
        tuple(e for e in _in_order(record) if said(e) not in lines and (e.text or e.kind not in _WORDS)),
        tuple(pair for pair in record.follow_ups if _task(pair[0]) not in tasks),
        tuple(g for g in record.gifts if (g.text, g.occasion, g.on) not in gifts),
    )


def said(entry: Entry) -> tuple[Any, ...]:
    """What makes a line the same line: the words of a note, kind and day too of everything else."""
    text = storable(entry.text)
    return (text,) if entry.kind in _WORDS else (text, entry.kind, entry.on, entry.amount, entry.outcome, entry.detail)


def _task(f: FollowUp) -> tuple[Any, ...]:
    return (str(f.kind), storable(f.text).strip(), f.due, f.at)


def write_histories(shop: Shop, arrived: Sequence[tuple[int, History]]) -> None:
    """Insert the histories of customers in bulk, inside an open change; what belonged together still does."""
    staff = {name: shop.staff.id_of(name) for name in {n for _i, h in arrived for _f, n in h.follow_ups if n}}
    next_entry, next_task = shop.database.next_id(tables.Entry), shop.database.next_id(tables.FollowUp)
    lines: list[tuple[int, Entry]] = []
    tasks: list[FollowUp] = []
    for customer_id, history in arrived:
        line_ids = {e.id: next_entry + len(lines) + n for n, e in enumerate(history.entries) if e.id}
        task_ids = {f.id: next_task + len(tasks) + n for n, (f, _name) in enumerate(history.follow_ups) if f.id}
        lines += [(customer_id, replace(e, follow_up=task_ids.get(e.follow_up, 0))) for e in history.entries]
        for f, name in history.follow_ups:
            joined = replace(f, entry=line_ids.get(f.entry, 0), parent=task_ids.get(f.parent, 0))
            tasks.append(replace(joined, customer_id=customer_id, assignee=staff.get(name, 0), rule=0, rule_key=""))
    _write_lines(shop, next_entry, lines)
    _write_tasks(shop, next_task, tasks)
    _write_gifts(shop, [replace(g, customer_id=i) for i, h in arrived for g in h.gifts])
    if cards := [(i, balance) for i, h in arrived for balance in h.balances]:
        shop.balances.write(cards)


def _write_lines(shop: Shop, first: int, lines: Sequence[tuple[int, Entry]]) -> None:
    now, actor = shop.now.isoformat(), shop.actor
    columns = (
        "id", "customer_id", "kind", "on_date", "at", "text", "written_at", "actor", "amount", "outcome", "detail",
        "follow_up",
    )  # fmt: skip
    made = []
    for n, (owner, e) in enumerate(lines, first):
        at = e.at.isoformat() if e.at else None
        written = e.written_at.isoformat() if e.written_at else now
        texts = (storable(e.text), written, storable(e.actor) or actor, e.amount, storable(e.outcome))
        made.append((n, owner, storable(e.kind), e.on.isoformat(), at, *texts, storable(e.detail), e.follow_up))
    shop.journal.insert_many(tables.Entry, columns, made)


def _write_tasks(shop: Shop, first: int, tasks: Sequence[FollowUp]) -> None:
    rows = [follow_up_values(replace(f, made_at=f.made_at or shop.now, made_by=f.made_by or shop.actor)) for f in tasks]
    if rows:
        made = [(n, *values.values()) for n, values in enumerate(rows, first)]
        shop.journal.insert_many(tables.FollowUp, ("id", *rows[0]), made)


def _write_gifts(shop: Shop, gifts: Sequence[Gift]) -> None:
    first, now = shop.database.next_id(tables.Gift), shop.now.isoformat()
    rows = [{**gift_values(g), "made_at": now, "made_by": shop.actor} for g in gifts]
    if rows:
        made = [(n, *values.values()) for n, values in enumerate(rows, first)]
        shop.journal.insert_many(tables.Gift, ("id", *rows[0]), made)
