"""What a culture is made of: its shop, names, streets, notes and cast, read from ``resources/sample/<language>.txt``.

A section begins with ``##``. Lists are words, lines, or parts between ``|``. A note or tag may begin with whom it fits
(``old``, ``middle``, ``young``, ``grown``, ``w``, ``m``) and a colon; ``{word}`` in it stands for an item of the slot
of that name. Each line of the cast is one person who must not be missing, as ``key=value`` parts; so are the tasks and
the gifts, whose days are counted from today, and the loyalty programmes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from smallcrm import paths

BANDS = ("old", "middle", "young")
_GROUPS = {"grown": ("old", "middle")}
_FITS = re.compile(r"(old|middle|young|grown|w|m): ")


@dataclass(frozen=True, slots=True)
class Town:
    """A place people live in: how many of them, its postal codes (GB: sectors) and streets."""

    weight: int
    city: str
    codes: tuple[str, ...]
    streets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of the shopkeeper, or an interest, and whom it fits (empty = everybody)."""

    text: str
    bands: tuple[str, ...] = ()
    sex: str = ""

    def fits(self, band: str, sex: str) -> bool:
        """Whether it can be said of somebody of that age and sex."""
        return (not self.bands or band in self.bands) and self.sex in {"", sex}


@dataclass(frozen=True, slots=True)
class Culture:
    """Everything a sample shop of one language is made of."""

    language: str
    shop: dict[str, str]
    words: dict[str, str]
    forms: dict[str, tuple[tuple[str, int], ...]]
    """Forms of address of an age with their weights; ``ms/mr`` is one of the two by sex."""
    given: dict[tuple[str, str], tuple[str, ...]]
    """First names by sex (``w``, ``m``) and age."""
    families: tuple[str, ...]
    towns: tuple[Town, ...]
    tags: tuple[Remark, ...]
    slots: dict[str, tuple[str, ...]]
    notes: tuple[Remark, ...]
    alerts: tuple[str, ...]
    jobs: tuple[str, ...]
    children: tuple[tuple[str, tuple[str, ...]], ...]
    wedding: str
    namedays: dict[str, tuple[int, int]]
    companies: tuple[tuple[str, str], ...]
    cast: tuple[dict[str, str], ...]
    rhythms: tuple[tuple[int, int], ...]
    """Usual days between two visits, with their weights."""
    purchases: tuple[tuple[Remark, int, int], ...]
    """What is bought and by whom, for how much at least and at most (whole money)."""
    contacts: tuple[tuple[str, str, str], ...]
    """Calls and messages: kind, how a call ended, words."""
    tasks: tuple[dict[str, str], ...]
    gifts: tuple[dict[str, str], ...]
    remedies: tuple[tuple[str, int], ...]
    """What anyone may give on the spot, up to how much (whole money)."""
    programmes: tuple[dict[str, str], ...]
    """Loyalty programmes, the one on scan first; ``per`` in whole money."""
    own_kinds: tuple[dict[str, str], ...]
    """Kinds of occasions of the shop's own; the first is of people, the second of companies."""
    events: tuple[dict[str, str], ...]
    """What the shop has on its calendar; ``in`` so many days."""


@lru_cache(maxsize=4)
def culture(language: str) -> Culture:
    """Give the culture of a language (en, fi, nb, pl)."""
    text = (paths.resources() / "sample" / f"{language}.txt").read_text(encoding="utf-8")
    found = dict(_sections(text))
    return Culture(
        language=language,
        shop=_pairs(found["shop"]),
        words=_pairs(found["words"]),
        forms={band: _weighted(value) for band, value in _pairs(found["forms"]).items()},
        given={(sex, band): _names(found[f"{who} {band}"]) for sex, who in _SEXES for band in BANDS},
        families=_names(found["families"]),
        towns=tuple(_town(line) for line in found["towns"]),
        tags=tuple(_remark(line) for line in found["tags"]),
        slots={name.removeprefix("slot "): _parts(" ".join(lines)) for name, lines in found.items() if "slot " in name},
        notes=tuple(_remark(line) for line in found["notes"]),
        alerts=tuple(found["alerts"]),
        jobs=_parts(" ".join(found["jobs"])),
        children=tuple((whose, tuple(names.split())) for whose, names in map(_two, found["children"])),
        wedding=" ".join(found["wedding"]),
        namedays={line.split()[0]: _month_day(line.split()[1]) for line in found.get("namedays", [])},
        companies=tuple(_two(line) for line in found["companies"]),
        cast=_records(found["cast"]),
        rhythms=tuple((int(days), weight) for days, weight in _weighted(_pairs(found["words"])["rhythms"])),
        purchases=tuple((_remark(text), int(low), int(high)) for text, low, high in map(_three, found["purchases"])),
        contacts=tuple(map(_three, found["contacts"])),
        tasks=_records(found["tasks"]),
        gifts=_records(found["gifts"]),
        remedies=tuple((name, int(limit)) for name, limit in map(_two, found["remedies"])),
        programmes=_records(found["programmes"]),
        own_kinds=_records(found["own kinds"]),
        events=_records(found["events"]),
    )


_SEXES = (("w", "women"), ("m", "men"))


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        name, *lines = part.splitlines()
        yield name.strip(), [line.strip() for line in lines if line.strip()]


def _parts(line: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in line.split("|"))


def _two(line: str) -> tuple[str, str]:
    """Split ``a | b``."""
    first, second = _parts(line)
    return first, second


def _three(line: str) -> tuple[str, str, str]:
    """Split ``a | b | c``."""
    first, second, third = _parts(line)
    return first, second, third


def _records(lines: list[str]) -> tuple[dict[str, str], ...]:
    """Read lines of ``key=value`` parts."""
    return tuple(dict(_pair(part) for part in _parts(line)) for line in lines)


def _pair(part: str) -> tuple[str, str]:
    key, _, value = part.partition("=")
    return key.strip(), value.strip()


def _pairs(lines: list[str]) -> dict[str, str]:
    return dict(_pair(line) for line in lines)


def _names(lines: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(lines).split()))


def _weighted(text: str) -> tuple[tuple[str, int], ...]:
    return tuple((name, int(weight)) for name, weight in (part.split(":") for part in text.split()))


def _town(line: str) -> Town:
    weight, city, codes, streets = _parts(line)
    # British sectors hold a space: every second word begins one.
    listed = re.findall(r"[A-Z]+\d+ \d|[\d-]+", codes)
    return Town(int(weight), city, tuple(listed), tuple(s.strip() for s in streets.split(";")))


def _remark(line: str) -> Remark:
    match = _FITS.match(line)
    if match is None:
        return Remark(line)
    who, text = match[1], line[match.end() :]
    return Remark(text, sex=who) if who in {"w", "m"} else Remark(text, _GROUPS.get(who, (who,)))


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
