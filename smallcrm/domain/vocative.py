"""The vocative of Polish first names: Anna -> Anno, Piotr -> Piotrze. A suggestion, which a person checks.

Never for surnames, whose vocative is impolite. Names that look foreign, and women's names without -a, stay as they are.
"""

from __future__ import annotations

import re
import unicodedata

_POLISH_LETTERS = frozenset("abcdefghijklmnoprstuwyzóąćęłńśźż")
_VOWELS = "aeiouyóąę"
_FOREIGN = re.compile(
    r"th|ph|ck|sh|ee|oo|ou|aa|ii|uu|kk|pp|tz|sch|dt|[^aeiouy]hn$|ohn$|[bcdfgjklmnprst]ey$|[ae]y$"
    r"|ah$|([b-df-hj-np-tv-z])\1$"  # Sarah, Nell, Britt
    r"|(?:hild|b[jy]?org|gard|trud|laug|run|lind|bet|lyn|bel)$"  # Ragnhild, Ingeborg, Elisabet, Evelyn: women
)
_SHORT = frozenset({"jan", "lew", "wit"})
_SHORT_ENDS = frozenset("ćłńśź")

_FORMS = {
    "aaron": "aaronie",
    "abel": "ablu",
    "izaak": "izaaku",
    "kacper": "kacprze",
    "kasper": "kasprze",
    "lew": "lwie",
    "mieszko": "mieszku",
    "paweł": "pawle",
    "gaweł": "gawle",
    "janko": "janku",
    "sławko": "sławku",
}
"""Forms that no ending tells."""

_PET_NAMES = frozenset(
    """
    ania hania frania genia gienia henia mania bronia stenia tonia kinia marynia jania sonia
    ola ala ela ula jola wiola mariola hela nela pola fela tola lola
    maja kaja
    """.split()  # noqa: SIM905 — a list of words reads as one
)
"""Women's pet names in -a whose vocative ends in -u, like those in -sia, -zia and -cia."""

_UNCHANGED = frozenset(
    """
    ingrid karen carmen dolores mercedes doris iris miriam ines inez rachel abigail esther helen ellen karin katrin
    kirsten astrid sigrid marion lilian vivien margaret marlen gudrun ester rut ruth edith agnes annabel isabel izabel
    mirabel nikol nicol michel margot kim solveig hedwig gerd berit marit randi turid ann gretchen sharon
    megan kristin janet harriet bridget jennifer heather john george james charles ryan ian sean shaun
    birgit berit brit margit margret margrit gunvor inger ingvild liv siv lis vigdis bodil toril sissel aud gyrid
    rakel marjut eleonor elinor eleanor leonor pilar marisol soledad luz beatriz maryam mariam judit edit enid maud
    adelheid winifred mildred frances avis mavis glenys elin malin kerstin evelin jasmin yasmin caitlin erin
    susan joan jean alison allison vivian gillian jillian lillian lauren kristen gwen meryl beryl sheryl cheryl april
    pearl gail carol hazel muriel juliet violet scarlet amber ginger jen
    lucia patricia alicia felicia marcia anastasia letizia leticia grazia
    pan pani dr mgr prof
    """.split()  # noqa: SIM905 — a list of words reads as one
)
"""Women's names without -a, foreign names that would get a Polish ending, and words that are no first names."""

_ENDINGS = (
    ("mysł", "myśle"),
    ("ciek", "ćku"),
    ("siek", "śku"),
    ("ziek", "źku"),
    ("niek", "ńku"),
    ("ek", "ku"),
    ("niec", "ńcu"),
    ("szko", "szku"),
    ("śko", "śku"),
    ("ster", "strze"),
    ("ander", "andrze"),
    ("st", "ście"),
    ("sz", "szu"),
    ("cz", "czu"),
    ("rz", "rzu"),
    ("dź", "dziu"),
    ("dz", "dzu"),
    ("ł", "le"),
    ("r", "rze"),
    ("t", "cie"),
    ("d", "dzie"),
    ("ś", "siu"),
    ("ń", "niu"),
    ("ź", "ziu"),
    ("ć", "ciu"),
    *((letter, letter + "u") for letter in ("ch", "c", "g", "h", "j", "k", "l", "ż")),
    *((letter, letter + "ie") for letter in "bfmnpswz"),
)
"""Endings of men's names, the first that fits holds."""


def vocative(name: str) -> str:
    """Return the first name in the vocative; several names each ("Janie Pawle"); uncertain ones unchanged."""
    plain = unicodedata.normalize("NFC", name).strip()
    words = plain.split()
    if not words or not all(part.isalpha() for word in words for part in word.split("-")):
        return plain
    return " ".join("-".join(_cased(part, _one(part.lower())) for part in word.split("-")) for word in words)


def _one(name: str) -> str:
    """Return the vocative of one name in small letters."""
    if name in _FORMS:
        return _FORMS[name]
    if _uncertain(name):
        return name
    if name in _PET_NAMES or name.endswith(("sia", "zia", "cia", "unia")):
        return name[:-1] + "u"
    if name.endswith("a"):
        return name[:-1] + "o"
    return next((name.removesuffix(end) + new for end, new in _ENDINGS if name.endswith(end)), name)


def _uncertain(name: str) -> bool:
    return (
        len(name) < 3
        or name in _UNCHANGED
        or (len(name) == 3 and name not in _SHORT and name[-1] not in _VOWELS and name[-1] not in _SHORT_ENDS)
        or not _POLISH_LETTERS.issuperset(name.replace("v", "w") if name.endswith("a") else name)
        or not any(letter in _VOWELS for letter in name)
        or bool(_FOREIGN.search(name))
    )


def _cased(name: str, changed: str) -> str:
    """Write the changed name as the name was written: Anna, ANNA, anna."""
    if name.isupper() and len(name) > 1:
        return changed.upper()
    return changed[:1].upper() + changed[1:] if name[:1].isupper() else changed
