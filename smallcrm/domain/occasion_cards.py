"""Cards for occasions of every kind: which kinds get one, what it says, and by what it is known again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType

from smallcrm.domain.model import Occasion, OccasionKind, ShopSettings
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


def which_day(occasion: Occasion) -> str:
    """Return what tells this day from others of its kind with the same customer; empty where a person has but one.

    Of birthdays, weddings and the like nobody has two: one typed anew or corrected is the same. Of the shop's own kinds
    the name and the day are it.
    """
    if occasion.kind != OccasionKind.OTHER:
        return ""
    return f"{occasion.month * 100 + occasion.day} {folded_name(occasion.label)}"


def card_keys(kind: str, occasion_id: int, which: str) -> tuple[str, ...]:
    """Return by what a card is known again within a year, any of which suffices.

    A day of the shop's own kinds that was moved is known by its row, one that was typed anew by its name and day.
    """
    return (f"{kind} #{occasion_id}", f"{kind} {which}") if kind == OccasionKind.OTHER else (str(kind),)


def had_card(customer_id: int, occasion: Occasion, year: int, had: Collection[tuple[int, str, int]]) -> bool:
    """Return whether somebody's day has its card; ``had`` are customer, key and year of those that were printed."""
    keys = card_keys(str(occasion.kind), occasion.id, which_day(occasion))
    return any((customer_id, key, year) in had for key in keys)


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
