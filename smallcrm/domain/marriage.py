"""Couples: whether two weddings are one, by home, year and whom each names; and how a card greets both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from smallcrm.domain.addressing import TITLES
from smallcrm.domain.agenda import Mark
from smallcrm.domain.merging import one_line
from smallcrm.domain.model import Address, Customer, Kind, OccasionKind
from smallcrm.domain.text import fold

_AND = {"en": "and", "fi": "ja", "nb": "og", "pl": "i"}
_POLISH = re.compile(r"(?<=[scz]k)[ia]$")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Partner:
    """One who has a wedding: what they are called, the year of it, and whom they name as the other one."""

    name: str
    given: str = ""
    family: str = ""
    nickname: str = ""
    year: int | None = None
    partner: str = ""

    def shares_family(self, other: Partner) -> bool:
        """Whether both have the same family name, or the other one is named with this one's."""
        return bool(_family(self.family) and _family(self.family) in families(other))


def called(partner: str, other: Partner) -> bool:
    """Return whether the name written for somebody's partner may be that of this person: by the first name.

    A family name may have changed with the wedding, so it tells nothing here.
    """
    return bool(named(partner) & names(other))


@lru_cache(maxsize=4096)
def named(partner: str) -> frozenset[str]:
    """Return the first name written for somebody's partner, as names are compared; nothing without one."""
    return frozenset(_words(first_name(partner))[:1]) if partner.strip() else frozenset()


@lru_cache(maxsize=4096)
def names(person: Partner) -> frozenset[str]:
    """Return the names by which somebody may be written: each first name, and what they are called."""
    return frozenset({*_words(person.given or person.name), *_words(person.nickname)[:1]})


def are_couple(one: Partner, other: Partner, *, one_home: bool, one_day: bool = True) -> bool:
    """Return whether two customers who have a wedding on the same day of the year, or some days apart, are a couple.

    Under one roof the same year says so, or that nothing speaks against it; parents and their daughter may share the
    day. Elsewhere only names do: each names the other, or one does where year and family name are the same.
    """
    said = [called(a.partner, b) if a.partner.strip() else None for a, b in ((one, other), (other, one))]
    known = one.year is not None and other.year is not None
    apart = abs(one.year - other.year) if one.year is not None and other.year is not None else 0
    each, family = said == [True, True], one.shares_family(other) or other.shares_family(one)
    if not one_day:  # one of the two was typed wrong
        return each and apart <= 1 and (one_home or family)
    if one_home:
        if known and apart > 1:
            return each
        if said == [False, False]:  # two couples in one house, unless both only wrote what they call each other
            return known and not apart and family
        return True in said or not apart
    return apart <= 1 and (each or (True in said and False not in said and known and not apart and family))


def couples_once(marks: Sequence[Mark]) -> list[Mark]:
    """Return what stands on a day with each couple once: where both are customers, their wedding stands with both."""
    kept: list[Mark] = []
    for mark in marks:
        wedding = mark.occasion is not None and mark.occasion.kind == OccasionKind.WEDDING
        if not wedding or not any(_each_other(mark, other) for other in kept):
            kept.append(mark)
    return kept


def _each_other(one: Mark, other: Mark) -> bool:
    if one.occasion is None or other.occasion is None or other.occasion.kind != OccasionKind.WEDDING:
        return False
    return called(one.occasion.partner, Partner(other.name)) and called(other.occasion.partner, Partner(one.name))


def first_name(person: str) -> str:
    """Return the first name in what somebody is called, without a title before it: Dr Peter Moe is Peter."""
    return _named(person)[0]


def couple(customer: Customer, partner: str, language: str, *, other: str = "") -> Customer:
    """Return the customer and the other of the couple as those whom a wedding card greets; alone without a name.

    ``other`` is the whole name of the other one, where more is known than what is written with the day. The envelope
    bears both whole names, or the customer's alone where but a first name is known: no family name is guessed. In
    Polish, where both names would have to be in the vocative, nobody is greeted by name.
    """
    called_by = one_line(partner)
    if not called_by or customer.kind != Kind.PERSON:
        return customer
    here = one_line(customer.nickname) or one_line(customer.given) or customer.name
    greeting = "" if language == "pl" else f"{here} {_AND.get(language, '&')} {first_name(called_by)}"
    return replace(
        customer,
        kind=Kind.HOUSEHOLD,
        display_name=_both(customer, " ".join(_named(one_line(other) or called_by)), language),
        address_form=Address.FAMILY,
        greeting_name=greeting,
        greeting_checked=True,
    )


def _both(customer: Customer, other: str, language: str) -> str:
    """Give the names for the envelope: Anna Moe and Peter Lie, Anna and Peter Moe."""
    name, given, family = customer.name, one_line(customer.given), one_line(customer.family)
    joined = f" {_AND.get(language, '&')} "
    if " " not in other:
        return name
    theirs = other.removesuffix(f" {family}")
    if language != "pl" and theirs != other and name == f"{given} {family}":
        return f"{given}{joined}{theirs} {family}"
    return f"{name}{joined}{other}"


def _named(person: str) -> list[str]:
    """Give the words of a name without titles, those after a comma first: Lie, Dr. Peter is Peter Lie."""
    family, comma, given = one_line(person).partition(",")
    words = f"{given} {family}".split() if comma and given.strip() else one_line(person).replace(",", " ").split()
    return [word for word in words if word.rstrip(".").casefold() not in TITLES] or words or [""]


@lru_cache(maxsize=4096)
def families(person: Partner) -> frozenset[str]:
    """Return the family names of somebody, and of the one they name, as those of couples are compared."""
    words = _named(person.partner)[1:]  # of Anna Maria Moe nobody knows where the family name begins
    return frozenset({_family(person.family), *(_family(" ".join(words[n:])) for n in range(len(words)))} - {""})


def _family(name: str) -> str:
    """Give the words of a family name; of a Polish one that ends in -ski or -ska what both have."""
    return " ".join(_POLISH.sub("", word) for word in _words(name))


def _words(text: str) -> list[str]:
    return _WORDS.findall(fold(text))
