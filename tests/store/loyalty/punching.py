"""A shop with a programme on scan, and entries booked past all guards: what reading and checking is tried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from smallcrm.domain.loyalty import EntryKind, Round, Why
from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.model import Customer
from smallcrm.store.shop import Shop

COFFEE = Programme(
    "Kahvikortti", ProgrammeState.RUNNING, on_scan=True, terms=Terms(goal=5, reward=Prize(5, "Ilmainen kahvi", 350))
)


def programme(shop: Shop, terms: Terms | None = None, *, name: str = "Kahvikortti", on_scan: bool = True) -> int:
    """Add a programme that has run for two years."""
    begun = shop.today - timedelta(days=730)
    made = replace(COFFEE, name=name, on_scan=on_scan, started_on=begun, terms=terms or COFFEE.terms)
    return shop.programmes.add(made)


def person(shop: Shop, name: str = "Aino") -> int:
    return shop.customers.add(Customer(given=name))


def card(shop: Shop, customer: int, programme_id: int) -> Round:
    """Open a punch card under the terms of today."""
    with shop.change("card_issued"):
        return shop.ledger.open_round(customer, shop.programmes.on(programme_id, shop.today).terms)


def book(
    shop: Shop,
    on_card: Round,
    kind: EntryKind = EntryKind.STAMP,
    qty: int = 1,
    *,
    on: date | None = None,
    hour: int = 9,
    amount: int = 0,
    reward: int = 0,
    used: int = 0,
    reason: Why = Why.NONE,
    note: str = "",
) -> int:
    """Book one entry, as one step."""
    day = on or shop.today
    label = {EntryKind.REDEEM: "reward_redeemed", EntryKind.ADJUST: "stamps_adjusted"}.get(kind, "stamped")
    with shop.change(label, name=shop.customers.name_of(on_card.customer_id), n=qty):
        return shop.ledger.append(
            on_card.id, kind, qty, key=uuid4().hex, on=day, owner=on_card.customer_id,
            at=datetime.combine(day, time(hour), shop.now.tzinfo), amount=amount, reward=reward, used=used,
            reason=reason, note=note,
        )  # fmt: skip


def stamps(shop: Shop, on_card: Round, *days_ago: int) -> list[int]:
    """Book a stamp so many days ago each; their ids."""
    return [book(shop, on_card, on=shop.today - timedelta(days=back)) for back in days_ago]


def redeem(shop: Shop, on_card: Round, *, qty: int = 0, reward: int = 0, on: date | None = None) -> int:
    """Give a reward: the main one for as many stamps as it takes, unless others are named."""
    goal = on_card.terms.goal
    taken = qty or (goal if (reward or goal) == goal else 0)
    return book(shop, on_card, EntryKind.REDEEM, -taken, on=on, hour=10, reward=reward or goal, used=1)


def reverse(shop: Shop, entry: int, why: Why = Why.MISTAKE) -> int:
    with shop.change("entry_reversed", name=""):
        return shop.ledger.reverse(shop.ledger.get(entry), why)
