"""What a column heading means, in four languages and in the words of the usual programs.

A target is ``field[@group][:kind]``: ``phone@2:mobile`` is the second phone number, a mobile one; ``street:work`` is
the street of the work address. The words stand in ``resources/import/headings.json``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from smallcrm import paths


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SPECIAL = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "*": ""})
_KINDS = {
    "home": "home koti kotona kodin hjem hjemme privat prywatny prywatna prywatne"
    " dom domowy domowa domowe domu private personal",
    "work": "work business office tyo tyon tyopaikan tyopaikka yrityksen toimipaikan toimisto arbeid arbeids"
    " jobb jobben kontor sluzbowy sluzbowa sluzbowe praca pracy"
    " firmowy firmowa biznesowy",
    "other": "other muu annen annet andre inny inna inne",
    "mobile": "mobile cell matka mobil komorkowy komorka kom gsm",
    "fax": "fax faksi faks telefaks",
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words.split()}
_PREFIXES = {"koti": "home", "tyo": "work", "hjemme": "home", "privat": "home", "arbeids": "work", "jobb": "work"}
_DROPPED = _set("adres adresu osoite osoitteen adresse address main primary number numer nr")
PLACE = _set("street street2 street3 house flat po_box postal_code city postal_city region country address")
MANY = PLACE | {"phone", "email", "link", "note", "tags"}
SECOND = 100
"""Distance between the groups of values that stand in one cell, parted by ``:::``."""
_GOOGLE = re.compile(
    r"(?P<what>E-mail|Phone|Address|Website|Event|Relation|IM|Custom Field|Organization) (?P<n>\d+) - (?P<part>[\w ]+)$"
)
_GOOGLE_PARTS = {
    "Street": "street", "City": "city", "PO Box": "po_box", "Region": "region", "Postal Code": "postal_code",
    "Country": "country", "Extended Address": "street2", "Formatted": "address_whole",
}  # fmt: skip
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Target:
    """Where the values of a column go."""

    field: str
    group: int = 1
    kind: str = ""

    def __str__(self) -> str:
        group = f"@{self.group}" if self.group != 1 else ""
        return f"{self.field}{group}" + (f":{self.kind}" if self.kind else "")

    @classmethod
    def parse(cls, text: str) -> Target:
        """Read ``field[@group][:kind]``; ValueError if it is not that."""
        found = re.fullmatch(r"([a-z_0-9]+?)(?:@(\d{1,2}))?(?::(.{1,40}))?", text.strip())
        if not found:
            raise ValueError(text)
        return cls(found[1], int(found[2] or 1), found[3] or "")


@lru_cache(maxsize=20_000)
def key(heading: str) -> str:
    """Return what counts of a heading: its letters and digits, without accents and case."""
    text = unicodedata.normalize("NFKD", heading.casefold().translate(_SPECIAL))
    return "".join(c for c in text if c.isalnum())


@cache
def synonyms() -> Mapping[str, Target]:
    """Return the target of each known heading, by ``key``."""
    words = json.loads((paths.resources() / "import" / "headings.json").read_text(encoding="utf-8"))
    return {key(heading): Target.parse(field) for field, headings in words.items() for heading in headings}


def kind_of(word: str) -> str:
    """Return ``home``, ``work``, ``other``, ``mobile`` or ``fax`` for a word that means it, else the word itself."""
    return "" if key(word) in {"main", "paanumero", "glowny", "hoved"} else _KIND_OF.get(key(word), word)


def is_heading(text: str) -> bool:
    """Tell whether this is a heading somebody gives to a column of people."""
    return 0 < len(text) < 60 and find(text) is not None


@cache
def find(heading: str) -> Target | None:
    """Return the target of a heading, or None if nobody knows the word."""
    found = _google(heading.strip())
    if found:
        return found
    known = synonyms().get(key(heading))
    if known:
        return known
    return _composed(heading) if len(heading) < 60 else None


def _google(heading: str) -> Target | None:
    match = _GOOGLE.fullmatch(heading)
    if not match:
        return None
    what, group, part = match["what"], int(match["n"]), match["part"]
    labels = {"Type", "Label"}
    if what == "Address":
        field = "address_kind" if part in labels else _GOOGLE_PARTS.get(part, "")
        return Target(field, group) if field else None
    if what == "Organization":
        field = {"Name": "company", "Title": "job_title"}.get(part, "")
        return Target(field) if field and group == 1 else None
    name = {"E-mail": "email", "Phone": "phone", "Website": "link", "Event": "event", "Custom Field": "custom"}.get(
        what
    )
    if name is None:
        return None
    if part in labels:
        return Target(f"{name}_kind", group)
    return Target(name, group) if part == "Value" else None


def _composed(heading: str) -> Target | None:
    """Read a heading made of a thing, whose it is, and a number, in any order: ``Työosoite (katu) 2``."""
    numbers = _NUMBER.findall(heading)
    group = int(numbers[-1]) if numbers else 1
    words = [w for w in (key(w) for w in re.split(r"[\W\d_]+", heading)) if w]
    kind, rest = _kind(words)
    if kind in {"mobile", "fax"} and not rest:
        rest = ["phone"]
    tries = ["".join(rest)]
    if numbers:
        tries.insert(0, "".join(rest) + numbers[-1])
    if len(rest) > 1:
        tries.append("".join(w for w in rest if w not in _DROPPED))
    for number, text in enumerate(tries):
        known = synonyms().get(text)
        if known and (known.field in MANY or not (kind or numbers)):
            numbered = bool(numbers) and number == 0
            if known.field == "street" and group in {2, 3}:
                return Target(f"street{group}", 1, known.kind or kind)
            return Target(known.field, 1 if numbered or not 1 <= group <= 20 else group, known.kind or kind)
    return None


def _kind(words: list[str]) -> tuple[str, list[str]]:
    kind, rest = "", []
    for word in words:
        prefix = next((p for p in _PREFIXES if word.startswith(p) and len(word) > len(p) + 2), "")
        if word in _KIND_OF and not kind:
            kind = _KIND_OF[word]
        elif prefix and not kind:
            kind = _PREFIXES[prefix]
            rest.append(word.removeprefix(prefix))
        else:
            rest.append(word)
        if word in _KIND_OF and _KIND_OF[word] in {"mobile", "fax"}:
            kind = _KIND_OF[word]
    if kind in {"mobile", "fax"}:
        rest = [word for word in rest if word not in _KIND_OF]
    return kind, rest
