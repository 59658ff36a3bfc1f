"""What other programs and quick hands leave on names and numbers, taken off before a customer comes in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from smallcrm.domain.model import Customer, Kind, Phone
from smallcrm.exchange.given_names import is_given
from smallcrm.exchange.tables import values

_NAMES = ("title", "given", "middle", "family", "suffix", "nickname", "display_name", "company", "job_title")
_STRAY = " ;,\t\u200b\ufeff"
_SMALL = frozenset(
    {"von", "van", "de", "af", "av", "da", "der", "den", "ter", "la", "le", "di", "du", "zu", "og", "ja", "i"}
)
_MOBILE = re.compile(r"(?:\+358|00358|0)(?:4\d|50)\d{4,8}|(?:\+47|0047)[49]\d{7}|(?:\+44|0044|0)7[1-57-9]\d{8}")
_POLISH_MOBILE = re.compile(r"(?:\+48|0048)?(?:45|50|51|53|57|60|66|69|72|73|78|79|88)\d{7}")


def tidy(customer: Customer, country: str = "") -> Customer:
    """Return a customer of a foreign file with clean names, and a mobile number to call where none is chosen."""
    texts: dict[str, Any] = {name: _clean(getattr(customer, name)) for name in _NAMES}
    if customer.kind == Kind.PERSON:
        _take_titles(texts)
        _lower_capitals(texts)
    return replace(customer, **texts, phones=prefer_mobile(customer.phones, country))


def _clean(text: str) -> str:
    return text if text.isalnum() else " ".join(text.split()).strip(_STRAY)


def _take_titles(texts: dict[str, str]) -> None:
    """Take *dr* and *mgr inż.* from before a first name, where another word is left to be the name."""
    title, rest = values.split_title(texts["given"])
    if title and rest and not texts["title"]:
        texts["title"], texts["given"] = title, rest


def _lower_capitals(texts: dict[str, str]) -> None:
    given, family = texts["given"], texts["family"]
    alone = given or family
    if not (given and family) and not (" " in alone or is_given(alone)):
        return  # one word in capitals may be a firm: KELA, ZUS
    loud = [name for name in ("given", "family") if _is_loud(texts[name])]
    for name in loud:
        texts[name] = _capitalised(texts[name])
    if loud and family and len(texts["family"]) == 2 and texts["family"].isupper():
        texts["family"] = texts["family"].capitalize()
    if loud and _is_loud(texts["middle"]):
        texts["middle"] = _capitalised(texts["middle"])
    if texts["display_name"].isupper() and loud:
        shown = _capitalised(texts["display_name"])
        said = {f"{texts['given']} {texts['family']}", f"{texts['family']} {texts['given']}"}
        texts["display_name"] = "" if shown in said else shown


def _is_loud(text: str) -> bool:
    return text.isupper() and "." not in text and any(len(word) >= 3 for word in re.split(r"[\s\-]+", text))


def _capitalised(text: str) -> str:
    words: list[str] = []
    for word in text.split():
        if word.casefold() in _SMALL and " " in text:
            words.append(word.lower())
        else:
            words.append("".join(part.capitalize() for part in re.split(r"([\-'’])", word)))
    return " ".join(words)


def prefer_mobile(phones: Sequence[Phone], country: str) -> tuple[Phone, ...]:
    """Mark the first mobile number as the one to call, where the file chose none and another stands before it."""
    if len(phones) < 2 or any(phone.primary for phone in phones) or _is_mobile(phones[0], country):
        return tuple(phones)
    chosen = next((at for at, phone in enumerate(phones) if _is_mobile(phone, country)), None)
    return tuple(replace(phone, primary=True) if at == chosen else phone for at, phone in enumerate(phones))


def _is_mobile(phone: Phone, country: str) -> bool:
    if phone.kind in {"mobile", "fax"}:
        return phone.kind == "mobile"
    number = re.sub(r"[^\d+]", "", phone.raw.replace("(0)", ""))
    if _MOBILE.fullmatch(number):
        return True
    if country == "NO" and re.fullmatch(r"[49]\d{7}", number):
        return True
    polish = number.startswith(("+48", "0048")) or country == "PL"
    return polish and _POLISH_MOBILE.fullmatch(number) is not None
