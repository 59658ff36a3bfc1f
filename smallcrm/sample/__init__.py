"""The sample shop of each culture, made through the shop's own methods: deterministic by seed and date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from random import Random

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import LANGUAGES, ShopSettings
from smallcrm.domain.progress import Report, silent
from smallcrm.sample import comings, past, special, stamps, tasks
from smallcrm.sample.cast import cast
from smallcrm.sample.culture import Culture, culture
from smallcrm.sample.days import Near, Slot, near, slots
from smallcrm.sample.people import FEW, People, Regular
from smallcrm.store.clock import Clock, FixedClock
from smallcrm.store.shop import Shop

_CHUNK = 500
_RULES_SINCE = timedelta(days=6)
"""Since when the shop has its rules: a few first visits have been thanked for, or will be."""
_ASSISTED = 0.15
_ANNIVERSARIES = (0, 2, 3, 5)
"""Days ahead on which somebody has been a customer for whole years."""


def make_sample_shop(
    file: Path, *, language: str, customers: int = 400, seed: int = 1, clock: Clock, report: Report = silent
) -> int:
    """Make a new shop file full of life around the clock's today; the number of customers. FileTrouble ``exists``.

    An unknown language gives the English shop. Stopped or failed, no file is left behind.
    """
    if file.exists():
        raise FileTrouble("exists", file=str(file))
    chosen = culture(language if language in LANGUAGES else LANGUAGES[0])
    earlier = FixedClock(clock.now() - _RULES_SINCE)
    shop = Shop.open(file, clock=earlier, create=True, language=chosen.language)
    shop.clock = clock
    try:
        with shop.change("sample_made", bulk=True):
            made = _fill(shop, chosen, customers, Random(f"{seed} {chosen.language}"), report)
        shop.journal.trim(days=0)  # nobody undoes a whole shop by Ctrl+Z
    except BaseException:
        shop.close()
        file.unlink(missing_ok=True)
        raise
    shop.close()
    return made


def _fill(shop: Shop, chosen: Culture, number: int, rng: Random, report: Report) -> int:
    settings = sample_settings(chosen, shop.settings.read())
    shop.settings.save(settings)
    for name in chosen.shop["staff"].split(", "):
        shop.staff.add(name)
    days = near(shop, {part["country"] for part in chosen.cast if "country" in part})
    people = People(chosen, settings.country, days, rng, many=number > FEW)
    regulars = list(islice(_everybody(people, days), max(number, 0)))
    rng.shuffle(regulars)
    more = Random(f"{rng.random()} visits")
    regulars = _assisted(regulars, [one.id for one in shop.staff.all()], more)
    ids: list[int] = []
    for start in range(0, len(regulars), _CHUNK):
        report(start // 2, len(regulars))
        ids += shop.customers.add_many([r.customer for r in regulars[start : start + _CHUNK]])

    def second_half(done: int, total: int) -> None:
        report((total + done) // 2, total)

    known = list(zip(ids, regulars, strict=True))
    past.write_notes(shop, chosen, rng, known, second_half)
    comings.write_comings(shop, comings.Comings(shop, chosen, more, many=number > FEW), known)
    tasks.write_tasks(shop, chosen, more, known)
    tasks.write_gifts(shop, chosen, more, known)
    stamps.write_stamps(shop, chosen, Random(f"{rng.random()} stamps"), known, many=number > FEW)
    special.write_special(shop, chosen, Random(f"{number} {settings.name} days"), known)
    past.print_cards(shop, days, settings.layout, settings.design)
    report(len(regulars), len(regulars))
    return len(ids)


def _assisted(regulars: list[Regular], staff: list[int], rng: Random) -> list[Regular]:
    """The same people, some with an assistant of their own."""
    chosen = [rng.choice(staff) if rng.random() < _ASSISTED else 0 for _ in regulars]
    return [replace(r, customer=replace(r.customer, assistant=i)) for r, i in zip(regulars, chosen, strict=True)]


def sample_settings(chosen: Culture, begun: ShopSettings) -> ShopSettings:
    """Give the settings of the culture's shop."""
    said = {key: value for key, value in chosen.shop.items() if key != "staff"}
    open_days = tuple(int(day) for day in said.pop("open_days").split())
    return replace(begun, **said, open_days=open_days, sample=True)  # type: ignore[arg-type]


def _everybody(people: People, days: Near) -> Iterator[Regular]:
    """Give customers without end, those first without whom a list would be empty."""
    yield from cast(people)
    yield from (people.person(slot) for slot in _free_slots(people, days))
    yield from (people.company(*company) for company in people.culture.companies)
    for ahead in _ANNIVERSARIES:
        known = people.person()
        day = days.today + timedelta(days=ahead)
        since = day.replace(year=day.year - people.rng.randint(1, 7), day=min(day.day, 28))
        yield replace(known, customer=replace(known.customer, customer_since=since))
    while True:
        dice = people.rng.random()
        if dice < 0.05:
            yield people.household()
        elif dice < 0.13:
            yield from people.couple()
        else:
            yield people.person()


def _free_slots(people: People, days: Near) -> Iterator[Slot]:
    """Give the days that the cast does not take already."""
    taken = sum(part.get("day") == "due" for part in people.culture.cast)
    return islice(slots(days), taken if days.due else 0, None)
