"""Commands about punch cards: issue, stamp, redeem, reverse, card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smallcrm.cli.context import Context, Result
from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.errors import NotFound, Refused
from smallcrm.domain.loyalty import LedgerEntry, RewardStanding, RewardState, Standing, reward_place
from smallcrm.domain.loyalty_terms import Programme
from smallcrm.exchange.json_cards import card_json, entry_json, reward_json, standings_of
from smallcrm.i18n import _, format_date, ngettext
from smallcrm.messages import cards as words

if TYPE_CHECKING:
    from smallcrm.store.loyalty.issuing import NumberFound
    from smallcrm.store.loyalty.views import CardView
    from smallcrm.store.shop import Shop

_Card = tuple[Programme, Standing]


def issue(context: Context) -> Result:
    """Give a customer a card number, and a card of a programme."""
    shop, customer = context.shop(), context.options.id
    programme = shop.programmes.named(context.options.program)
    number = shop.cards.issue(customer, programme.id)
    name = shop.customers.name_of(customer)
    data = {"card": number, "customer": {"id": customer, "name": name}, "program": programme.name}
    return Result(data, [_("Card of {name}: {number}").format(name=name, number=grouped(number))])


def stamp(context: Context) -> Result:
    """Stamp a card of the programme that is stamped on a scan; the same key counts once."""
    options, shop = context.options, context.shop()
    made = shop.cards.stamp(options.card, count=options.count, key=options.key, force=options.force or "")
    view, ready = made.view, made.view.ready
    name, stands = view.name, _stands(made.balance, made.needed)
    said = _("Stamped: {name}") if made.counted else _("Counted before: {name}")
    lines = [f"{said.format(name=name)}, {stands}"]
    waiting = dict.fromkeys(one.prize.name for one in ready)
    lines += [_("Reward ready: {reward}").format(reward=reward) for reward in waiting]
    data = _of(view) | {"balance": made.balance, "needed": made.needed, "reward_ready": bool(ready)}
    return Result(data | {"counted": made.counted, "entries": list(made.entry_ids)}, lines)


def redeem(context: Context) -> Result:
    """Give a reward out: the one asked for, else the one that expires first."""
    shop = context.shop()
    customer = _known(shop, context.options.card).customer_id
    reward = context.options.reward or _next(shop, customer)
    if reward not in _rewards(shop, customer):
        raise Refused("no_reward")
    view = shop.cards.redeem(reward)
    given = _rewards(shop, customer)[reward]
    data = _of(view) | {"reward": reward_json(given) | {"program": view.programme.name}}
    return Result(data, [_("Reward collected: {name}").format(name=given.prize.name) + f", {view.name}"])


def reverse(context: Context) -> Result:
    """Reverse an entry; with a stamp that paid for a reward, its redemption too."""
    done = context.shop().cards.reverse(context.options.entry, context.options.reason)
    said = ngettext("{n} entry reversed", "{n} entries reversed", len(done)).format(n=len(done))
    return Result({"reversed": list(done)}, [said])


def card(context: Context) -> Result:
    """Show how a card stands: each programme, its rewards, and all that was booked."""
    shop = context.shop()
    found = _known(shop, context.options.card, dead=True)
    if not found.customer_id:
        data: dict[str, Any] = {"card": found.digits, "card_state": found.state, "customer": None, "replaced_by": None}
        data |= {"cards": [], "ledger": [], "rewards": []}
        return Result(data, [_("Card {number} is free to hand out").format(number=grouped(found.digits))])
    cards = standings_of(shop, found.customer_id)
    known = shop.ledger.entries([one.id for one in shop.ledger.rounds_of(found.customer_id)])
    booked = sorted((entry for entries in known.values() for entry in entries), key=lambda entry: entry.id)
    views = shop.cards.views(found.customer_id, over=True)
    head = _of(views[0]) if views else {"customer": {"id": found.customer_id, "name": found.name}, "program": None}
    lines = [f"{found.name}, {grouped(found.digits)}", *_told(found), *map(_standing, views), *_lines(cards, booked)]
    return Result(head | _card_data(found, cards, booked), lines)


def _known(shop: Shop, code: str, *, dead: bool = False) -> NumberFound:
    """Give whose card this is; of a lost one only if ``dead`` ones are asked for."""
    found = shop.cards.find(code)
    if found.state == "unknown":
        raise NotFound("unknown_card", number=grouped(found.digits))
    if not dead and found.state != "active":
        code = "unknown_card" if found.state == "free" else "dead_card"
        raise Refused(code, number=grouped(found.digits), replaced_by=found.replaced_by)
    return found


def _next(shop: Shop, customer: int) -> int:
    ready = shop.cards.rewards_of(customer)
    return ready[0].reward_id if ready else 0


def _rewards(shop: Shop, customer: int) -> dict[int, RewardStanding]:
    return {reward.id: reward for _programme, one in standings_of(shop, customer) for reward in one.rewards}


def _of(view: CardView) -> dict[str, Any]:
    return {
        "card": view.number or None,
        "customer": {"id": view.customer_id, "name": view.name},
        "program": view.programme.name,
        "version": view.standing.round.terms.edition,
        "round": view.standing.round.id or None,
        "balance": view.standing.balance,
        "needed": view.standing.needed,
        "state": str(view.standing.state),
    }


def _card_data(found: NumberFound, cards: list[_Card], booked: list[LedgerEntry]) -> dict[str, Any]:
    return {
        "card": found.digits,
        "card_state": found.state,
        "replaced_by": found.replaced_by or None,
        "cards": [card_json(found.digits, programme.name, one) for programme, one in cards],
        "ledger": [entry_json(entry) for entry in booked],
        "rewards": [
            reward_json(reward) | {"program": programme.name} for programme, one in cards for reward in one.rewards
        ],
    }


def _standing(view: CardView) -> str:
    return f"{view.programme.name}: {_stands(view.standing.balance, view.standing.needed)}"


def _stands(balance: int, needed: int) -> str:
    return ngettext("{n} of {goal} stamp", "{n} of {goal} stamps", needed).format(n=balance, goal=needed)


def _told(found: NumberFound) -> list[str]:
    if found.state == "active":
        return []
    if found.replaced_by:
        return [_("No longer valid; the new card is {number}").format(number=grouped(found.replaced_by))]
    return [_("No longer valid")]


def _lines(cards: list[_Card], booked: list[LedgerEntry]) -> list[str]:
    rewards = [reward for _programme, one in cards for reward in one.rewards]
    lines = [_ready(reward) for reward in rewards if reward.state is RewardState.OPEN]
    names = {reward_place(reward.id): reward.prize.name for reward in rewards}
    return lines + [_line(entry, names.get((entry.round_id, entry.reward), "")) for entry in booked]


def _ready(reward: RewardStanding) -> str:
    parts = [_("Reward ready: {reward}").format(reward=reward.prize.name)]
    if reward.valid_until:
        parts.append(_("Valid through {date}").format(date=format_date(reward.valid_until, "short")))
    return " · ".join([*parts, f"({reward.id})"])


def _line(entry: LedgerEntry, prize: str) -> str:
    said = (format_date(entry.on, "short"), words.title(entry, prize), words.why(entry.reason))
    return f"{entry.id}\t" + " · ".join(part for part in said if part)
