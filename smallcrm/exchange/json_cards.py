"""Punch cards as JSON and back: each card of a customer with its stamps, rewards and the entries that stand.

Back come the stamps that stand on each programme and the number; entries and keys stay in the shop they belong to, and
a reward on the way to the goal that is over is not given again. Ids count inside of one customer alone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from smallcrm.domain.card_numbers import CodeKind, read_code
from smallcrm.domain.incoming import Balance
from smallcrm.domain.loyalty import LedgerEntry, RewardStanding, Standing
from smallcrm.domain.loyalty_terms import Programme
from smallcrm.exchange.json_fields import Fields, Item, is_number
from smallcrm.store.loyalty.standings import standings
from smallcrm.store.shop import Shop

_MOST = 999
_OVER = frozenset({"used", "void", "expired"})
_NUMBER = "SELECT digits FROM card_number WHERE customer_id = ? AND state = 'active'"
_ANY = "SELECT 1 FROM round WHERE customer_id = ? AND entries > 0 LIMIT 1"
_BLANK = {"program": None, "version": None, "round": None, "balance": 0, "needed": None, "state": "empty"}
"""A card without a stamp: it has a number and no more."""


def cards_of(shop: Shop, customer_id: int) -> list[dict[str, Any]]:
    """Give the punch cards of a customer, those of one programme together, the one in use first."""
    numbers = shop.database.sql(_NUMBER, [customer_id])
    if not numbers and not shop.database.sql(_ANY, [customer_id]):
        return []
    number = str(numbers[0][0]) if numbers else ""
    found = [card_json(number, programme.name, one) for programme, one in standings_of(shop, customer_id)]
    return found or [_BLANK | {"card": number}]


def standings_of(shop: Shop, customer_id: int) -> list[tuple[Programme, Standing]]:
    """Give every card on which anything stands or stood: of the programme on scan first, the newest first."""
    programmes = {one.id: one for one in shop.programmes.all()}
    cards = [one for one in standings(shop, shop.ledger.rounds_of(customer_id)) if one.round.programme_id in programmes]
    cards.sort(key=lambda one: (not programmes[one.round.programme_id].on_scan, one.round.programme_id, -one.round.id))
    return [(programmes[one.round.programme_id], one) for one in cards if one.entries]


def card_json(number: str, programme: str, standing: Standing) -> dict[str, Any]:
    """Give one punch card; "card" is null without a ``number``."""
    return {
        "card": number or None,
        "program": programme,
        "version": standing.round.terms.edition,
        "round": standing.round.id,
        "balance": standing.balance,
        "needed": standing.needed,
        "state": str(standing.state),
        "valid_until": standing.valid_until.isoformat() if standing.valid_until else None,
        "rewards": [reward_json(one) for one in standing.rewards],
    }


def reward_json(reward: RewardStanding) -> dict[str, Any]:
    """Give one reward."""
    return {
        "id": reward.id,
        "name": reward.prize.name,
        "at_stamp": reward.prize.at_stamp,
        "state": str(reward.state),
        "earned": reward.earned_on.isoformat(),
        "valid_until": reward.valid_until.isoformat() if reward.valid_until else None,
        "used": reward.used,
        "uses": reward.prize.uses,
    }


def entry_json(entry: LedgerEntry) -> dict[str, Any]:
    """Give one entry of the ledger; ``amount`` in cents, ``date`` the shop's day it counts for."""
    return {
        "id": entry.id,
        "kind": str(entry.kind),
        "qty": entry.qty,
        "key": entry.key,
        "at": entry.at.isoformat() if entry.at else None,
        "date": entry.on.isoformat(),
        "reverses": entry.reverses or None,
        "round": entry.round_id,
        "amount": entry.amount or None,
        "reason": str(entry.reason) or None,
        "forced": str(entry.forced) or None,
    }


def balances(fields: Fields) -> tuple[Balance, ...]:
    """Read what stands on each programme, and the number."""
    cards = fields.list("cards", lambda item: _card(fields, item))
    number = next((one.number for one in cards if one.number), "")
    sums: dict[str, Balance] = {}
    for one in cards:
        if one.programme and one.stamps:
            before = sums.get(one.programme, Balance(one.programme, 0))
            stamps, given = before.stamps + one.stamps, before.given + one.given
            sums[one.programme] = replace(before, stamps=min(stamps, _MOST), given=given)
    return (Balance("", 0, number), *sums.values()) if number else tuple(sums.values())


def _card(fields: Fields, item: Item) -> Balance:
    code = read_code(fields.text(item, "card"))
    stamps, needed = fields.number(item, "balance") or 0, fields.number(item, "needed") or 0
    if stamps < 0 or stamps > _MOST:
        raise ValueError
    rewards = item.get("rewards")
    given = any(_is_over(one, needed) for one in rewards) if isinstance(rewards, list) else False
    number = code.number if code.kind is CodeKind.CARD else ""
    return Balance(fields.text(item, "program"), stamps, number, int(given))


def _is_over(reward: Any, needed: int) -> bool:
    """Whether a reward on the way to the goal is given, cancelled or expired."""
    if not isinstance(reward, dict) or not is_number(reward.get("at_stamp")):
        return False
    return reward["at_stamp"] < needed and reward.get("state") in _OVER
