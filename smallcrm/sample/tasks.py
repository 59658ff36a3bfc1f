"""What is to be done today and these days, and what was done lately; gifts; what anyone may give on the spot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from smallcrm.domain.follow_up import Complaint, FollowUpKind, Repeat, State, Unit
from smallcrm.domain.gifts import Gift, Remedy
from smallcrm.domain.model import Customer, Kind
from smallcrm.sample.culture import Culture
from smallcrm.sample.people import Regular
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop

_FAR = range(40, 330)
_GIFTS = 4
"""Customers with each gift of the culture, in a shop of common size."""


def write_tasks(shop: Shop, culture: Culture, rng: Random, regulars: Sequence[tuple[int, Regular]]) -> None:
    """Write follow-ups of each kind and state, as somebody would have on those days, inside an open change."""
    free = _free(regulars, shop.today)
    rng.shuffle(free)
    staff = [one.id for one in sorted(shop.staff.all(), key=lambda one: one.id)]
    initials = {one.id: one.initials for one in shop.staff.all()}
    present, actor = shop.clock, shop.actor
    try:
        for customer_id, task in zip(free, culture.tasks, strict=False):
            due = present.now().date() + timedelta(days=int(task["due"]))
            made = min(due, present.now().date()) - timedelta(days=rng.randint(1, 4))
            shop.actor = initials[rng.choice(staff)]
            shop.clock = FixedClock(datetime.combine(made, time(rng.randint(9, 16), rng.randrange(60))))
            handed = staff[int(task["staff"]) - 1] if "staff" in task else 0
            follow_up = _make(shop, customer_id, task, due, handed)
            if state := task.get("state"):
                shop.clock = FixedClock(datetime.combine(min(due, present.now().date()), time(9, 12)))
                _end(shop, follow_up, state, task.get("outcome", ""))
    finally:
        shop.clock, shop.actor = present, actor


def write_gifts(shop: Shop, culture: Culture, rng: Random, regulars: Sequence[tuple[int, Regular]]) -> None:
    """Write gifts and ideas, and the list of what anyone may give, inside an open change."""
    shop.remedies.save([Remedy(name, limit * 100) for name, limit in culture.remedies])
    here = _free(regulars, shop.today)
    for gift in culture.gifts:
        for customer_id in rng.sample(here, min(_GIFTS, len(here))):
            given = gift["state"] == "given"
            on = shop.today - timedelta(days=rng.randint(30, 500)) if given else None
            shop.gifts.add(
                Gift(
                    customer_id,
                    gift["text"],
                    gift["state"],
                    gift.get("occasion", ""),
                    on,
                    gift.get("outcome", ""),
                )
            )


def _make(shop: Shop, customer_id: int, task: dict[str, str], due: date, handed: int) -> int:
    """Write one follow-up with the line that it came from; its id."""
    text, at = task["text"], time.fromisoformat(task["at"]) if "at" in task else None
    if task["kind"] == FollowUpKind.COMPLAINT:
        made = shop.follow_ups.complain(customer_id, text, due=due, at=at)
    else:
        made = shop.follow_ups.note(customer_id, text, due, at, kind=task["kind"])
    said = Complaint(*(task.get(part, "") for part in ("cause", "remedy", "prevention", "asked")))
    repeat = Repeat(1, Unit(task["repeat"])) if "repeat" in task else None
    leads = (int(task["leads"]),) if "leads" in task else ()
    known = shop.follow_ups.get(made.follow_up)
    shop.follow_ups.save(
        replace(known, complaint=said, repeat=repeat, leads=leads, assignee=handed, urgent="urgent" in task)
    )
    return made.follow_up


def _end(shop: Shop, follow_up: int, state: str, outcome: str) -> None:
    if state == State.WAITING:
        shop.follow_ups.wait(follow_up)
    elif state == State.DONE:
        shop.follow_ups.done(follow_up, outcome)
    else:
        shop.follow_ups.drop(follow_up, outcome)


def _free(regulars: Sequence[tuple[int, Regular]], today: date) -> list[int]:
    """People with a telephone whose birthday is far away and who live alone: nobody's card waits because of them."""
    homes = Counter(r.customer.addresses for _i, r in regulars)
    return [i for i, r in regulars if homes[r.customer.addresses] == 1 and _fits(r.customer, today)]


def _fits(customer: Customer, today: date) -> bool:
    if customer.kind != Kind.PERSON or not customer.phones or customer.prospect:
        return False
    if customer.deceased or customer.archived or customer.no_mail:
        return False
    day = customer.birthday
    ahead = (
        (date(2001, day.month, min(day.day, 28)) - today.replace(year=2001, day=min(today.day, 28))) if day else None
    )
    return ahead is None or ahead.days % 365 in _FAR
