"""Commands about punch cards: issue, stamp, redeem, reverse, card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from smallcrm.cli.context import Context, Result
from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.errors import NotFound, Refused, ShopError
from smallcrm.domain.loyalty import LedgerEntry, RewardStanding, RewardState, RoundState, Standing
from smallcrm.domain.loyalty_terms import Programme, Terms
from smallcrm.exchange.json_cards import card_json, entry_json, reward_json, standings_of
from smallcrm.i18n import _, format_date, ngettext
from smallcrm.messages import cards as words

if TYPE_CHECKING:
    from smallcrm.store.loyalty.issuing import NumberFound
    from smallcrm.store.loyalty.views import CardView
    from smallcrm.store.shop import Shop

_Card = tuple[Programme, Standing]
_BLANK = {"program": None, "version": None, "round": None, "balance": 0, "needed": None, "state": None}
"""A card on which nothing was ever stamped."""


def issue(context: Context) -> Result:
    """Give a customer a card number, and a card of a programme."""
    shop, customer = context.shop(), context.options.id
    programme = shop.programmes.named(context.options.program)
    number = shop.cards.issue(customer, programme.id)
    name = shop.customers.name_of(customer)
    data = {"card": number, "customer": {"id": customer, "name": name}, "program": programme.name}
    return context.dated(Result(data, [_("Card of {name}: {number}").format(name=name, number=grouped(number))]))


def stamp(context: Context) -> Result:
    """Stamp a card of the programme that is named, else of the one on scan; the same key counts once."""
    options, shop = context.options, context.shop()
    programme = shop.programmes.named(options.program).id if options.program is not None else 0
    booked = {"count": options.count, "key": options.key, "force": options.force or ""}
    made = shop.cards.stamp(options.card, programme_id=programme, **booked)
    view, ready = made.view, made.view.ready
    name, stands = view.name, _stands(made.balance, made.needed)
    said = _("Stamped: {name}") if made.counted else _("Counted before: {name}")
    lines = [f"{said.format(name=name)}, {stands}"]
    waiting = dict.fromkeys(one.prize.name for one in ready)
    lines += [_("Reward ready: {reward}").format(reward=reward) for reward in waiting]
    data = _of(view) | {"balance": made.balance, "needed": made.needed, "reward_ready": bool(ready)}
    return context.dated(Result(data | {"counted": made.counted, "entries": list(made.entry_ids)}, lines))


def redeem(context: Context) -> Result:
    """Give a reward out: the one asked for, else the one that expires first."""
    shop = context.shop()
    found = _known(shop, context.options.card)
    customer = found.customer_id
    reward = context.options.reward or _next(shop, customer)
    if reward not in _rewards(shop, customer):
        _refuse(shop, found, reward)
    view = shop.cards.redeem(reward)
    given = _rewards(shop, customer)[reward]
    data = _of(view) | {"reward": reward_json(given) | {"program": view.programme.name}}
    line = _("Reward collected: {name}").format(name=given.prize.name) + f", {view.name}"
    return context.dated(Result(data, [line, _standing(view)]))


def reverse(context: Context) -> Result:
    """Reverse an entry; with a stamp that paid for a reward, its redemption too. Each is told, and whose they were."""
    shop = context.shop()
    done = shop.cards.reverse(context.options.entry, context.options.reason)
    gone = [shop.ledger.get(entry) for entry in done]
    cards = {entry.round_id: shop.ledger.round(entry.round_id) for entry in gone}
    own = cards[gone[-1].round_id]
    view = shop.cards.view(own.customer_id, own.programme_id)
    said = ngettext("{n} entry reversed", "{n} entries reversed", len(done)).format(n=len(done))
    lines = [f"{view.name}: {said}", *(_line(entry, cards[entry.round_id].terms) for entry in gone), _standing(view)]
    data = _of(view) | {"reversed": list(done), "entries": [entry_json(entry) for entry in gone]}
    return context.dated(Result(data, lines))


def card(context: Context) -> Result:
    """Show how a card stands: each programme, its rewards, and all that was booked."""
    shop = context.shop()
    found = _known(shop, context.options.card, dead=True)
    if not found.customer_id:
        data = _BLANK | {"customer": None} | _card_data(found, [], [])
        free = _("Card {number} is free to hand out").format(number=grouped(found.digits))
        return context.dated(Result(data, [free]))
    cards = standings_of(shop, found.customer_id)
    terms = {one.id: one.terms for one in shop.ledger.rounds_of(found.customer_id)}
    known = shop.ledger.entries(list(terms))
    booked = sorted((entry for entries in known.values() for entry in entries), key=lambda entry: entry.id)
    views = shop.cards.views(found.customer_id, over=True)
    head = _of(views[0]) if views else _BLANK | {"customer": {"id": found.customer_id, "name": found.name}}
    lines = [f"{found.name}, {grouped(found.digits)}", *_told(found), *map(_standing, views), *_waiting(cards)]
    names = {view.programme.id: view.programme.name for view in views} if len(views) > 1 else {}
    lines += [
        _line(entry, terms[entry.round_id], names.get(terms[entry.round_id].programme_id, "")) for entry in booked
    ]
    return context.dated(Result(head | _card_data(found, cards, booked), lines))


def as_it_stands(error: ShopError) -> list[str]:
    """Give how the card stands on which the rules of punch cards said no; nothing for any other error."""
    view: CardView | None = error.view if isinstance(error, Refused) else None
    return [f"{view.name}, {_standing(view)}"] if view else []


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


def _refuse(shop: Shop, found: NumberFound, reward: int) -> NoReturn:
    """Raise Refused: a reward is not theirs, or none is ready; with how their cards stand."""
    views = shop.cards.views(found.customer_id, over=True)
    if reward:
        raise Refused("no_reward", view=views[0] if views else None, id=reward)
    if not views:
        raise Refused("no_stamps", name=found.name)
    raise Refused("nothing_ready", name=found.name, cards=", ".join(map(_standing, views)))


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
    """How a card stands, and how many of its stamps count no more: else nobody could say where they went."""
    now = view.standing
    said = f"{view.programme.name}: {_stands(now.balance, now.needed)}"
    last = view.older[0] if view.older and not now.entries else now  # a card that is blank follows one that expired
    gone = last.total - last.balance if last.state not in {RoundState.FULL, RoundState.DONE} else 0
    if gone > 0:
        said += ", " + ngettext("{n} has expired", "{n} have expired", gone).format(n=gone)
    return said


def _stands(balance: int, needed: int) -> str:
    return ngettext("{n} of {goal} stamp", "{n} of {goal} stamps", needed).format(n=balance, goal=needed)


def _told(found: NumberFound) -> list[str]:
    if found.state == "active":
        return []
    if found.replaced_by:
        return [_("No longer valid; the new card is {number}").format(number=grouped(found.replaced_by))]
    return [_("No longer valid")]


def _waiting(cards: list[_Card]) -> list[str]:
    rewards = [reward for _programme, one in cards for reward in one.rewards]
    return [_ready(reward) for reward in rewards if reward.state is RewardState.OPEN]


def _ready(reward: RewardStanding) -> str:
    parts = [_("Reward ready: {reward}").format(reward=reward.prize.name)]
    if reward.valid_until:
        parts.append(_("Valid through {date}").format(date=format_date(reward.valid_until, "short")))
    return " · ".join([*parts, f"({reward.id})"])


def _line(entry: LedgerEntry, terms: Terms, programme: str = "") -> str:
    """An entry with its number; the reward is named by the terms, for one that was taken back is earned no more."""
    prize = terms.interim if terms.interim and entry.reward == terms.interim.at_stamp else terms.reward
    said = (format_date(entry.on, "short"), programme, words.title(entry, prize.name), words.why(entry.reason))
    return f"{entry.id}\t" + " · ".join(part for part in said if part)
