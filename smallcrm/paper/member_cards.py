"""From the shop to membership cards: whose are printed, and who is left out and why. No number is made here.

Reasons: ``no_card_number``, ``card_printed_before``, ``deceased``, ``archived``, ``in_bin`` (name), and what keeps a
face from being printed: ``no_glyph``, ``card_text_too_long``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.loyalty import RoundState, Standing
from smallcrm.domain.loyalty_terms import ExpiryBasis, Programme, ProgrammeState, is_over
from smallcrm.domain.member_card import MemberCard
from smallcrm.domain.merging import one_line
from smallcrm.domain.model import Customer, ShopSettings
from smallcrm.domain.piece import LeftOut
from smallcrm.domain.reason import Reason, reason
from smallcrm.paper.card_sheets import CARDS, flaw
from smallcrm.paper.punch_card import valid_until
from smallcrm.store.shop import Shop

SAMPLE = "0000000000"
"""Stands on the picture of a card whose number is not made yet; no till takes it."""


@dataclass(frozen=True, slots=True)
class PreparedCards:
    """What can be printed, in order, and who is left out."""

    cards: tuple[MemberCard, ...]
    left_out: tuple[LeftOut, ...]


def programme_for(shop: Shop, programme_id: int = 0) -> Programme:
    """Give the programme whose card is printed: that one, else the one on scan, else one that still gives stamps.

    BadInput: there is none.
    """
    if programme_id:
        return shop.programmes.on(programme_id, shop.today)
    found = shop.programmes.on_scan()
    if found is None or is_over(found, shop.today):
        found = next((one for one in shop.programmes.all() if gives_stamps(one, shop.today)), None)
    if found is None:
        raise BadInput("nothing_on_scan")
    return shop.programmes.on(found.id, shop.today)


def gives_stamps(programme: Programme, today: date) -> bool:
    """Whether a programme runs, be it only to a day that is set already."""
    return programme.state in {ProgrammeState.RUNNING, ProgrammeState.ENDED} and not is_over(programme, today)


def prepare(
    shop: Shop, customers: Sequence[int], programme_id: int = 0, *,
    again: bool = False, layout: str = CARDS, symbology: str = "code128",
) -> PreparedCards:  # fmt: skip
    """Give the cards of these customers, ``again`` also where one was printed before; a label bears less than a card.

    NotFound: an id that nobody has.
    """
    programme, settings = programme_for(shop, programme_id), shop.settings.read()
    ids = list(dict.fromkeys(customers))
    people = {c.id: c for c in shop.customers.get_many(ids, photos=False)}
    if missing := set(ids) - people.keys():
        raise NotFound("no_customer", id=min(missing))
    new, current = set(shop.cards.unprinted()), shop.cards.current_of(ids, programme.id)
    cards: list[MemberCard] = []
    left_out: list[LeftOut] = []
    for customer in (people[i] for i in ids):
        card = card_of(shop, customer, programme, settings, current)
        why = reason("in_bin", name=customer.name) if shop.customers.binned(customer.id) else _refusal(customer, card)
        if why is None and not again and customer.id not in new:
            why = reason("card_printed_before")
        why = why or flaw(card, layout, symbology)
        if why is None:
            cards.append(card)
        else:
            left_out.append(LeftOut(customer.id, customer.name, why))
    return PreparedCards(tuple(cards), tuple(left_out))


def card_of(
    shop: Shop, customer: Customer, programme: Programme, settings: ShopSettings, current: Mapping[int, Standing | None]
) -> MemberCard:  # fmt: skip
    """Give the card of somebody in a programme; the number is empty where there is none yet.

    ``current`` holds how the cards of those stand who ever had stamps: a card keeps what it promised and the stamps
    that are on it, also when it is printed anew. Who never had any begins with those given for joining.
    """
    since = customer.customer_since or shop.visits.figures(customer.id).first_visit_on or shop.today
    standing = current.get(customer.id)
    running = standing if standing is not None and standing.state is RoundState.OPEN else None
    terms = running.round.terms if running else programme.terms
    blank = free_card("", replace(programme, terms=terms), settings)
    fixed = running.valid_until if running and terms.expiry.basis is ExpiryBasis.FIRST else None
    return replace(
        blank,
        valid_until=fixed or blank.valid_until,
        filled=running.balance if running else 0 if customer.id in current else terms.head_start,
        number=shop.cards.number(customer.id),
        name=one_line(customer.name),
        since=since.year,
        customer_id=customer.id,
    )


def free_card(number: str, programme: Programme, settings: ShopSettings) -> MemberCard:
    """Give a card that is nobody's yet: with a line for the name."""
    named = replace(programme, name=one_line(programme.name))
    shop_name, until = one_line(settings.name), valid_until(programme.terms)
    made = MemberCard(number, "", None, named, shop_name, settings.kind, settings.language, valid_until=until)
    return replace(made, country=settings.country, filled=programme.terms.head_start)


def _refusal(customer: Customer, card: MemberCard) -> Reason | None:
    if customer.deceased:
        return reason("deceased")
    if customer.archived:
        return reason("archived")
    return None if card.number else reason("no_card_number")
