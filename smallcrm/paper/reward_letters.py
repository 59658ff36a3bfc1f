"""What a letter about a reward says of somebody: which reward, until when, and the number of the card.

Reasons: ``no_reward``, ``no_card_number``, ``reward_in_other_language`` (name), ``reward_never_expires``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.dates import long_date
from smallcrm.domain.letter_request import REWARDS
from smallcrm.domain.loyalty import reward_place
from smallcrm.domain.model import Customer, ShopSettings
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.wording import language_of
from smallcrm.store.shop import Shop

EARNED, EXPIRES = REWARDS
_ARTICLES = {"en": {"a", "an", "the"}, "nb": {"en", "ei", "et"}}
Given = Callable[[Customer], Mapping[str, str] | Reason]
"""Gives the fields that are a customer's own, or why there are none."""


def given_for(shop: Shop, kind: str, settings: ShopSettings) -> Given:
    """Give what fills the fields of a kind for each customer: nothing, but for letters about rewards."""
    return partial(_of, shop, kind, settings) if kind in REWARDS else lambda _customer: {}


def _of(shop: Shop, kind: str, settings: ShopSettings, customer: Customer) -> Mapping[str, str] | Reason:
    ready = shop.cards.rewards_of(customer.id)
    if kind == EARNED:  # it says that the card is full: a reward on the way there is told at the till
        ready = [one for one in ready if reward_place(one.reward_id)[1] == one.needed]
    if not ready:
        return reason("no_reward")
    one = next((one for one in ready if one.valid_until), None) if kind == EXPIRES else ready[0]
    if one is None:
        return reason("reward_never_expires")
    language = language_of(customer, settings)
    if language != settings.language:  # the shop named it in its own: here it would stand as a foreign body
        return reason("reward_in_other_language", name=one.prize)
    number = shop.cards.number(customer.id)
    if kind == EARNED and not number:
        return reason("no_card_number")
    until = long_date(one.valid_until, language, settings.country) if one.valid_until else ""
    return {
        "reward_name": inside(one.prize, language),
        "valid_until": until,
        "card_number": grouped(number) if number else "",
    }


def inside(name: str, language: str) -> str:
    """Give the name of a reward as it stands in a sentence: an article at its head is small there.

    Any other capital stays as it was typed: it may be that of a name.
    """
    first, space, rest = name.strip().partition(" ")
    return f"{first.lower()}{space}{rest}" if first.lower() in _ARTICLES.get(language, ()) else name.strip()
