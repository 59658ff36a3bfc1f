"""Amounts as people type them at a counter; kept as whole cents."""

from __future__ import annotations

import re

from smallcrm.domain.errors import BadInput

LARGEST = 100_000_000_00
"""Cents; more is a slip of the hand."""

_KRONE = ("kr", "kr.", "krone", "kroner", "krona", "kronor")
_UNITS = {
    "EUR": ("€", "eur", "euro", "euroa", "euros", "e"),
    "GBP": ("£", "gbp", "pound", "pounds", "quid"),
    "USD": ("$", "usd", "dollar", "dollars"),
    "NOK": ("nok", *_KRONE),
    "SEK": ("sek", *_KRONE),
    "DKK": ("dkk", *_KRONE),
    "PLN": ("pln", "zł", "zl", "złoty", "złote", "złotych", "złotego", "zloty", "zlote", "zlotych"),
}
_PARTS = {
    "EUR": ("c", "cent", "cents", "snt", "senttiä", "sentti"),
    "GBP": ("p", "penny", "pence"),
    "USD": ("¢", "c", "cent", "cents"),
    "NOK": ("øre",),
    "SEK": ("öre",),
    "DKK": ("øre",),
    "PLN": ("gr", "gr.", "grosz", "grosze", "groszy"),
}
"""What the money of a country and its hundredth part are called, as typed in small letters."""


def _any(names: dict[str, tuple[str, ...]]) -> str:
    known = sorted({name for some in names.values() for name in some}, key=len, reverse=True)
    return "|".join(re.escape(name) for name in known)


_SIGN, _PART = _any(_UNITS), _any(_PARTS)
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009'’", " "))
_AMOUNT = re.compile(
    rf"(?P<before>{_SIGN})?\s*"
    rf"(?P<whole>[0-9]{{1,9}}|[0-9]{{1,3}}(?:(?P<mark>[ .,])[0-9]{{3}})(?:(?P=mark)[0-9]{{3}})*)"
    rf"(?:(?P<point>[.,])(?P<cents>[0-9]{{1,2}}))?(?:[.,:]\s?[-–—]?)?\s*(?P<behind>{_SIGN})?"
)
_IN_WORDS = re.compile(
    rf"(?:(?P<whole>[0-9]{{1,9}})\s*(?P<unit>{_SIGN})\s*)?(?P<cents>[0-9]{{1,2}})\s*(?P<part>{_PART})"
    rf"|(?P<only>[0-9]{{1,9}})\s*(?P<sign>{_SIGN})\s*(?P<rest>[0-9]{{2}})"
)


def read_amount(text: str, money: str = "") -> int:
    """Give the cents of an amount as typed ("12,50", "1 200", "45,-", "12 zł 50 gr").

    Raises BadInput: ``bad_amount``, and ``foreign_amount`` where a sign is not that of ``money`` (an ISO code).
    """
    typed = text.translate(_SPACES).strip().casefold()
    found = _AMOUNT.fullmatch(typed) or _IN_WORDS.fullmatch(typed)
    if found is None:
        raise BadInput("bad_amount", value=text.strip())
    groups = found.groupdict()
    named = [(_UNITS, groups.get(name)) for name in ("before", "behind", "unit", "sign")]
    for names, name in (*named, (_PARTS, groups.get("part"))):
        if name and money in names and name not in names[money]:
            raise BadInput("foreign_amount", value=text.strip())
    whole, mark, point = groups.get("whole") or groups.get("only") or "0", groups.get("mark"), groups.get("point")
    if mark is not None and (mark == point or whole.startswith("0")):  # 0.200, 1.200.50: nobody can tell
        raise BadInput("bad_amount", value=text.strip())
    rest = groups.get("cents") or groups.get("rest") or "0"
    cents = int(re.sub(r"[ .,]", "", whole)) * 100 + int(rest.ljust(2, "0") if point else rest)
    if cents > LARGEST:
        raise BadInput("bad_amount", value=text.strip())
    return cents


def parse_amount(text: str, money: str = "") -> int | None:
    """Give the cents of an amount as typed, or None where it is none or of another money."""
    try:
        return read_amount(text, money)
    except BadInput:
        return None
