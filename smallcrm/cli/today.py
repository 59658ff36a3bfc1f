"""What is due, for people and for programs: the same that Today shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from smallcrm import messages
from smallcrm.cli.context import Context, Result
from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.domain.occasions import is_round
from smallcrm.i18n import _, format_date, format_time, ngettext
from smallcrm.messages import follow_ups
from smallcrm.messages.rules import came_seldom
from smallcrm.store.due import Due
from smallcrm.store.follow_up_rows import FollowUpRow
from smallcrm.store.households import Hold, Mate, mates
from smallcrm.store.loyalty.reading import Ready
from smallcrm.store.occasions import TodayItem
from smallcrm.store.shop import Shop
from smallcrm.store.visits import Drifter

_KINDS = {FollowUpKind.CALL_BACK: "call_back", FollowUpKind.COMPLAINT: "complaint"}
_ALL = 100_000
"""Of those who stay away, as many as there are."""


def today(context: Context) -> Result:
    """What is due."""
    shop = context.shop()
    due = shop.due.today(context.options.days, listed=None)
    away = shop.visits.drifting(_ALL) if due.drifting else []
    once = shop.visits.once(_ALL) if due.once else []
    staff = {member.id: member.name for member in shop.staff.all()}
    groups = (
        (_("Overdue"), "overdue", due.overdue),
        (_("By the clock"), "today", due.calls),
        (_("Today"), "today", due.today),
        (follow_ups.kind(FollowUpKind.STAY_IN_TOUCH), "due", due.touch),
        (_("Open complaints"), "open", due.complaints),
        (_("Coming days"), "coming", sorted([*due.coming, *due.later], key=_when)),
    )
    items = [_follow_up(row, state, due, staff) for _title, state, rows in groups for row in rows]
    cards = [*due.occasions.held, *due.occasions.cards]
    homes = mates(shop, {item.customer_id: item.name for item in cards})
    rounds = _Rounds(shop)
    items += [_occasion(item, homes, rounds) for item in due.occasions.items if not _over(item)]
    items += [_away(drifter, due) for drifter in (*away, *once)]
    items += _cards(due)
    lines = [format_date(due.date, "long")]
    for title, state, rows in groups:
        dated = [_line(row, due, dated=state != "today" or row.follow_up.on > due.date) for row in rows]
        lines += _group(title, dated)
    for title, found in (
        (_("Special days gone by"), due.occasions.waiting("missed")),
        (_("Special days today"), due.occasions.waiting("today")),
        (_("Special days to come"), due.occasions.waiting("coming")),
        (_("Cards to print"), cards),
    ):
        lines += _group(title, [_day(item, due, homes, rounds) for item in found])
    for title, people in ((_("Drifting away"), away), (_("Came once or twice"), once)):
        lines += _group(title, [f"{d.name} · {_why(d)}" for d in people])
    lines += _group(_("Rewards ready"), [_waits(ready, ready.prize) for ready in due.rewards])
    lines += _group(_("Stamps expire soon"), [_waits(r, _stands(r)) for r in due.expiring if not r.reward_id])
    if not items:
        lines.append(_("Nothing is due."))
    return context.dated(Result({"date": due.date.isoformat(), "items": items}, lines))


class _Rounds:
    """Which years the shop tells as round ones."""

    def __init__(self, shop: Shop) -> None:
        settings = shop.settings.read()
        self._country, self._own = settings.country, settings.round_ages

    def of(self, item: TodayItem) -> bool:
        """Whether this day is a round birthday or anniversary."""
        return is_round(item.occasion.kind, item.turns, self._country, self._own)


def _when(row: FollowUpRow) -> tuple[date, str]:
    one = row.follow_up
    return one.on, one.hour.isoformat() if one.hour else ""


def _group(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  {line}" for line in lines)] if lines else []


def _follow_up(row: FollowUpRow, state: str, due: Due, staff: Mapping[int, str]) -> dict[str, Any]:
    one = row.follow_up
    return {
        "kind": _KINDS.get(FollowUpKind(one.kind), "reminder"),
        "customer": {"id": one.customer_id, "name": row.name},
        "title": messages.follow_up_text(one),
        "due": one.on.isoformat(),
        "at": one.hour.isoformat("minutes") if one.hour else None,
        "snoozed_to": one.snoozed_to.isoformat() if one.snoozed_to else None,
        "state": "today" if state == "due" and one.on == due.date else state,
        "assignee": staff.get(one.assignee),
        "reason": messages.by_rule(due.rule_of(row)) if one.rule else None,
        "id": one.id,
        "about": str(one.kind),
    }


def _occasion(item: TodayItem, homes: Mapping[int, Mate], rounds: _Rounds) -> dict[str, Any]:
    mate = homes.get(item.customer_id) if item.kind != "occasion" else None
    return {
        "kind": item.kind,
        "customer": {"id": item.customer_id, "name": item.name},
        "title": messages.occasion(item.occasion.kind, item.occasion.label),
        "due": item.day.isoformat(),
        "occasion": str(item.occasion.kind),
        "whose": item.occasion.whose or None,
        "partner": item.occasion.partner or None,
        "turns": item.turns,
        "round": rounds.of(item),
        "print_by": item.print_by.isoformat() if item.print_by else None,
        "post_by": item.post_by.isoformat() if item.post_by else None,
        "state": item.state,
        "printed": item.printed,
        "complaint": _complaint(item.hold) if item.hold else None,
        "household": {"id": mate.customer_id, "name": mate.name, "printed": mate.had} if mate else None,
    }


def _complaint(hold: Hold) -> dict[str, Any]:
    return {"id": hold.follow_up, "customer": {"id": hold.customer_id, "name": hold.name}}


def _over(item: TodayItem) -> bool:
    """Whether nobody waits for anything: they were greeted, or their card went out before the day that is gone by."""
    return item.kind == "occasion" and (item.greeted or (item.state == "missed" and item.printed))


def _why(drifter: Drifter) -> str:
    if not drifter.usual_days:
        return came_seldom(drifter.visits, drifter.last_visit_on)
    return messages.stays_away(drifter.usual_days, drifter.days_since)


def _away(drifter: Drifter, due: Due) -> dict[str, Any]:
    return {
        "kind": "drifting",
        "customer": {"id": drifter.customer_id, "name": drifter.name},
        "title": _why(drifter),
        "due": due.date.isoformat(),
        "last_visit": drifter.last_visit_on.isoformat(),
        "usual_days": drifter.usual_days or None,
        "visits": drifter.visits,
        "days_since": drifter.days_since,
    }


def _cards(due: Due) -> list[dict[str, Any]]:
    soon = {ready.reward_id for ready in due.expiring}
    rewards = [_reward(ready, due, soon=ready.reward_id in soon) for ready in due.rewards]
    return rewards + [_card(ready) for ready in due.expiring if not ready.reward_id]


def _reward(ready: Ready, due: Due, *, soon: bool) -> dict[str, Any]:
    return {
        "kind": "reward",
        "customer": {"id": ready.customer_id, "name": ready.name},
        "title": ready.prize,
        "due": (ready.valid_until or due.date).isoformat(),
        "valid_until": ready.valid_until.isoformat() if ready.valid_until else None,
        "state": "expiring" if soon else "ready",
        "program": ready.programme,
        "reward": ready.reward_id,
    }


def _card(ready: Ready) -> dict[str, Any]:
    """A card that is not full and of which stamps expire on the day that is due."""
    return {
        "kind": "card_expiring",
        "customer": {"id": ready.customer_id, "name": ready.name},
        "title": ready.programme,
        "due": ready.valid_until.isoformat() if ready.valid_until else None,
        "state": "expiring",
        "program": ready.programme,
        "round": ready.round_id,
        "balance": ready.balance,
        "needed": ready.needed,
    }


def _stands(ready: Ready) -> str:
    words = ngettext("{n} of {goal} stamp", "{n} of {goal} stamps", ready.needed)
    return f"{ready.programme}, {words.format(n=ready.balance, goal=ready.needed)}"


def _waits(ready: Ready, what: str) -> str:
    if ready.valid_until is None:
        return f"{ready.name} · {what}"
    until = _("Valid through {date}").format(date=format_date(ready.valid_until, "medium"))
    return f"{ready.name} · {what} · {until}"


def _line(row: FollowUpRow, due: Due, *, dated: bool) -> str:
    one = row.follow_up
    parts = [_dated(one.on, due)] if dated else []
    if one.hour:
        parts.append(format_time(one.hour))
    marks = [follow_ups.gone(row.gone)] if row.gone else []
    marks += [_("Urgent")] if one.urgent else []
    return " · ".join([*parts, row.name, *marks, " ".join(messages.follow_up_text(one).split())])


def _dated(day: date, due: Due) -> str:
    """Give a day, with its year where it is another one."""
    return format_date(day, "day_month" if day.year == due.date.year else "long")


def _day(item: TodayItem, due: Due, homes: Mapping[int, Mate], rounds: _Rounds) -> str:
    """One special day: a birthday of somebody's spouse says whose it is, one gone by how old they turned.

    Of a card also who at the same address gets one too, or got one.
    """
    kind = item.occasion.kind
    parts = [_dated(item.day, due), item.name, messages.occasion(kind, item.occasion.label)]
    parts += [words for words in (item.occasion.whose, item.occasion.partner) if words]
    if item.turns:
        parts.append(messages.turns(kind, item.turns, past=item.day < due.date))
    if rounds.of(item):
        parts.append(messages.rounded(kind))
    if item.hold:
        parts.append(messages.reason(item.hold.why(item.customer_id)))
    if item.kind != "occasion" and item.print_by:
        late = _("Too late by post")
        by = _("Print by {date}").format(date=_dated(item.print_by, due))
        parts.append(late if item.state == "late" else by)
        if mate := homes.get(item.customer_id):
            parts.append(_("Same address: {name}").format(name=mate.name))
    return " · ".join(parts)
