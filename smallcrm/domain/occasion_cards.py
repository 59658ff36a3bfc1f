"""Cards for occasions of every kind: which kinds get one, what it says, and whom it greets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from smallcrm.domain.merging import one_line
from smallcrm.domain.model import Address, Customer, Kind, Occasion, OccasionKind, ShopSettings
from smallcrm.domain.occasion_kinds import CARD_TEXTS, OwnKind, folded_name
from smallcrm.domain.occasions import SMALL

TEXTS: Mapping[str, str] = MappingProxyType(
    {
        OccasionKind.BIRTHDAY: "birthday",
        OccasionKind.NAME_DAY: "name_day",
        OccasionKind.WEDDING: "wedding_anniversary",
        OccasionKind.CUSTOMER_SINCE: "anniversary_of_custom",
        OccasionKind.OTHER: "special_day",
    }
)
"""The text of each kind's card."""
KINDS: Mapping[str, str] = MappingProxyType({text: str(kind) for kind, text in TEXTS.items()})
"""The kind of occasion by the text of its card."""
_BELATED = {OccasionKind.BIRTHDAY: "belated_birthday"}
_BELATED_ELSE = "belated_wishes"
_AND = {"en": "and", "fi": "ja", "nb": "og", "pl": "i"}
_WORDS = {
    "en": ("", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    "nb": ("", "ett", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv"),
}


def card_kinds(settings: ShopSettings, own: Collection[OwnKind]) -> tuple[str, ...]:
    """Return the kinds of occasions that get cards in this shop; ``other`` if one of its own does."""
    built_in = tuple(kind for kind in settings.card_kinds if kind in TEXTS and kind != OccasionKind.OTHER)
    return (*built_in, str(OccasionKind.OTHER)) if any(one.card_wanted for one in own) else built_in


def gets_card(occasion: Occasion, settings: ShopSettings, own: Mapping[str, OwnKind]) -> bool:
    """Return whether days of this kind get a card in the shop; ``own`` are its kinds by their folded names.

    Never one that is somebody else's (a child's: the parent is told at the counter) nor a marriage that ended. Whether
    one is wanted for this single day is ``card_wanted``.
    """
    if occasion.whose or occasion.ended:
        return False
    if occasion.kind == OccasionKind.OTHER:
        kind = own.get(folded_name(occasion.label))
        return kind is not None and kind.card_wanted
    return occasion.kind in settings.card_kinds


def card_key(kind: str, occasion_id: int) -> str:
    """Return what is the same occasion year after year: its kind; of the shop's own kinds the very occasion.

    A birthday typed anew is the same birthday.
    """
    return f"{kind} {occasion_id}" if kind == OccasionKind.OTHER else str(kind)


def text_of(kind: str, day: date, today: date, template: str = "") -> str:
    """Return which text the card for that day bears today; empty where the day went by and nothing is said late.

    ``template`` is what the shop chose for a kind of its own.
    """
    if day >= today:
        return template if kind == OccasionKind.OTHER and template in CARD_TEXTS else TEXTS[kind]
    return "" if kind in SMALL else _BELATED.get(OccasionKind(kind), _BELATED_ELSE)


def is_over(kind: str, day: date, today: date) -> bool:
    """Return whether no card is sent any more: of name days and years as a customer none comes late."""
    return kind in SMALL and day < today


def years_text(years: int | None, language: str) -> str:
    """Return the years as the letter texts say them: words up to twelve in English and Norwegian; empty without any."""
    if not years:
        return ""
    words = _WORDS.get(language, ())
    said = words[years] if years < len(words) else str(years)
    if language == "fi":
        return "vuosi" if years == 1 else f"{years}\xa0vuotta"
    if language == "pl":
        few = years % 10 in {2, 3, 4} and years % 100 not in {12, 13, 14}
        return "rok" if years == 1 else f"{years}\xa0{'lata' if few else 'lat'}"
    if language == "nb":
        return f"{said}\xa0år"
    return f"{said}\xa0{'year' if years == 1 else 'years'}"


def couple(customer: Customer, partner: str, language: str) -> Customer:
    """Return the customer and the other of the couple as those whom a wedding card greets; alone without a name.

    In Polish, where both names would have to be in the vocative, nobody is named: "Szanowni Państwo!".
    """
    other = one_line(partner)
    if not other or customer.kind != Kind.PERSON:
        return customer
    here = one_line(customer.nickname) or one_line(customer.given) or customer.name
    theirs = other.split(" ")[0]
    greeting = "" if language == "pl" else f"{here} {_AND.get(language, '&')} {theirs}"
    return replace(
        customer,
        kind=Kind.HOUSEHOLD,
        display_name=f"{customer.name} {_AND.get(language, '&')} {other}",
        address_form=Address.FAMILY,
        greeting_name=greeting,
        greeting_checked=True,
    )
