"""What a card or row of a file adds to a customer whom the shop already knows.

``fill`` adds what is missing, changes and removes nothing, and tells each value that differs. ``overwrite`` lets the
file win where it has a value; an empty cell never deletes. A refusal of post and a death are taken over always.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from smallcrm.domain.model import Address, Customer, Occasion, PostalAddress
from smallcrm.domain.text import digits, fold

Item = TypeVar("Item")

_TEXTS = (
    "title",
    "given",
    "middle",
    "family",
    "suffix",
    "nickname",
    "display_name",
    "language",
    "greeting_name",
    "company",
    "job_title",
    "business",
    "wishes",
    "alert",
    "channel",
)


@dataclass(frozen=True, slots=True)
class Differing:
    """A value of the file that was not taken over."""

    field: str
    ours: str
    theirs: str


def fill(ours: Customer, theirs: Customer) -> tuple[Customer, tuple[Differing, ...]]:
    """The customer with what was missing, and the values that differ."""
    return _join(ours, theirs, overwrite=False)


def overwrite(ours: Customer, theirs: Customer) -> tuple[Customer, tuple[Differing, ...]]:
    """The customer as the file has it, where the file says something."""
    return _join(ours, theirs, overwrite=True)


def _join(ours: Customer, theirs: Customer, *, overwrite: bool) -> tuple[Customer, tuple[Differing, ...]]:
    values: dict[str, Any] = {}
    differing: list[Differing] = []
    for name in _TEXTS:
        mine, other = getattr(ours, name), getattr(theirs, name)
        if not other or mine == other or (name == "display_name" and other == ours.name):
            continue
        if not mine or overwrite:
            values[name] = other
        elif fold(mine.strip()) != fold(other.strip()):
            differing.append(Differing(name, mine, other))
    if theirs.address_form not in {Address.NONE, ours.address_form}:
        if ours.address_form == Address.NONE or overwrite:
            values["address_form"] = theirs.address_form
        else:
            differing.append(Differing("address_form", str(ours.address_form), str(theirs.address_form)))
    for name in ("customer_since", "deceased_on"):
        known, told = getattr(ours, name), getattr(theirs, name)
        if told and (known is None or overwrite):
            values[name] = told
        elif told and told != known:
            differing.append(Differing(name, known.isoformat(), told.isoformat()))
    values["no_mail"] = ours.no_mail or theirs.no_mail
    values["deceased"] = ours.deceased or theirs.deceased
    values["greeting_checked"] = (theirs if "greeting_name" in values else ours).greeting_checked
    if theirs.photo and (not ours.photo or overwrite):
        values["photo"], values["photo_type"] = theirs.photo, theirs.photo_type
    values.update(_lists(ours, theirs, overwrite=overwrite))
    occasions, more = _occasions(ours.occasions, theirs.occasions, overwrite=overwrite)
    values["occasions"] = occasions
    return replace(ours, **values), (*differing, *more)


def _lists(ours: Customer, theirs: Customer, *, overwrite: bool) -> dict[str, Any]:
    return {
        "phones": _union(ours.phones, theirs.phones, lambda p: p.e164 or digits(p.raw) or p.raw),
        "emails": _union(ours.emails, theirs.emails, lambda e: e.normal or e.raw.casefold()),
        "links": _union(ours.links, theirs.links, lambda k: k.url),
        "tags": _union(ours.tags, theirs.tags, fold),
        "consents": _union(ours.consents, tuple(c for c in theirs.consents if not c.given), lambda c: c),
        "extra": _union(ours.extra, theirs.extra, lambda pair: pair),
        "addresses": _addresses(ours.addresses, theirs.addresses, overwrite=overwrite),
    }


def _union(mine: Sequence[Item], other: Sequence[Item], key: Callable[[Item], Hashable]) -> tuple[Item, ...]:
    """Mine, then what the other has more; a new one is never primary while there is one."""
    known = {key(item) for item in mine}
    added: list[Any] = []
    for item in other:
        if key(item) in known:
            continue
        known.add(key(item))
        added.append(replace(item, primary=False) if mine and hasattr(item, "primary") else item)  # type: ignore[type-var]
    return (*mine, *added)


def _block(address: PostalAddress) -> tuple[str, ...]:
    """An address without spelling differences; a shop's own country is the same as none."""
    parts = (address.street, address.postal_code, address.city)
    return tuple(" ".join(fold(p).replace(",", " ").split()) for p in parts)


def _addresses(
    mine: tuple[PostalAddress, ...], other: tuple[PostalAddress, ...], *, overwrite: bool
) -> tuple[PostalAddress, ...]:
    joined = list(_union(mine, other, _block))
    if overwrite and mine and other:
        new = [a for a in other if _block(a) not in {_block(m) for m in mine}]
        old = [a for a in mine if all(a.kind != n.kind for n in new)]
        joined = [*new, *old] if new else joined
    return tuple(joined)


def _occasions(
    mine: tuple[Occasion, ...], other: tuple[Occasion, ...], *, overwrite: bool
) -> tuple[tuple[Occasion, ...], list[Differing]]:
    joined = list(mine)
    differing: list[Differing] = []
    free = set(range(len(mine)))  # each day of ours stands for one of theirs: two name days, two children
    for item in sorted(_once(other), key=lambda o: not any(_same_day_of(m, o) and _on(m) == _on(o) for m in mine)):
        places = [i for i in sorted(free) if _same_day_of(joined[i], item)]
        place = next((i for i in places if _on(joined[i]) == _on(item)), places[0] if places else None)
        if place is None:
            joined.append(replace(item, id=0))
            continue
        free.discard(place)
        known = joined[place] = _filled(joined[place], item, overwrite=overwrite)
        if _on(known) == _on(item) and (known.year is None or item.year is None):
            joined[place] = replace(known, year=known.year or item.year)
        elif (*_on(known), known.year) != (*_on(item), item.year):
            if overwrite:
                joined[place] = replace(known, month=item.month, day=item.day, year=item.year)
            else:
                differing.append(Differing(item.kind, _shown(known), _shown(item)))
    return tuple(joined), differing


def _filled(mine: Occasion, other: Occasion, *, overwrite: bool) -> Occasion:
    """Give our day with what the file knows beside its date: the other of a couple, that it ended, how early."""
    partner, lead = other.partner or mine.partner, other.lead_days or mine.lead_days
    if not overwrite:
        partner, lead = mine.partner or other.partner, mine.lead_days or other.lead_days
    return replace(mine, partner=partner, ended=mine.ended or other.ended, lead_days=lead)


def _once(days: Sequence[Occasion]) -> list[Occasion]:
    """The days of a file without those that say less of a day that stands there too."""
    kept: list[Occasion] = []
    for day in days:
        twin = next((i for i, k in enumerate(kept) if _same_day_of(k, day) and _on(k) == _on(day)), None)
        if twin is None or (day.year and kept[twin].year and day.year != kept[twin].year):
            kept.append(day)
        elif kept[twin].year is None:
            kept[twin] = replace(kept[twin], year=day.year)
    return kept


def _same_day_of(a: Occasion, b: Occasion) -> bool:
    return (str(a.kind), fold(a.whose), fold(a.label)) == (str(b.kind), fold(b.whose), fold(b.label))


def _on(occasion: Occasion) -> tuple[int, int]:
    return occasion.month, occasion.day


def _shown(occasion: Occasion) -> str:
    return f"{occasion.year or '-'}-{occasion.month:02}-{occasion.day:02}"
