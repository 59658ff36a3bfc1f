"""Which words are common first names in our four languages, and on which side of a name they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from smallcrm import paths
from smallcrm.exchange.tables.headings import key

_SURNAME = re.compile(r".{2,}(?:nen|[sc]k[ia]|dzk[ia]|wicz|czyk|sen|sson|stad|berg|qvist|ström|o[wv]a)$")
_LEAST_SHARE = 0.3


@cache
def _known() -> frozenset[str]:
    text = (paths.resources() / "import" / "given_names.txt").read_text(encoding="utf-8")
    lines = text.partition("\n\n")[2].splitlines()
    return frozenset(key(word) for line in lines if not line.startswith("##") for word in line.split())


def is_given(word: str) -> bool:
    """Tell whether a word is a common first name, alone or in a double name (Anna-Liisa)."""
    return any(key(part) in _known() for part in word.split("-") if part)


def family_first(names: Iterable[str]) -> bool:
    """Tell whether most of these two to four words begin with the family name; False where that cannot be known."""
    given = family = seen = 0
    surely = False
    for name in names:
        words = name.split()
        if not 2 <= len(words) <= 4 or "," in name:
            continue
        seen += 1
        lean = _lean(words[0]) - _lean(words[-1])
        given += lean > 0
        family += lean < 0
        surely = surely or lean < -1
    enough = family >= 2 or (family == 1 and seen == 1 and surely)
    return enough and family >= 3 * given and family >= _LEAST_SHARE * seen


def turned(name: str, *, family_first: bool) -> bool:
    """Tell whether a name surely stands the other way round than the others of its column."""
    words = name.split()
    if not 2 <= len(words) <= 4:
        return False
    lean = _lean(words[0]) - _lean(words[-1])
    return lean == (2 if family_first else -2)


def _lean(word: str) -> int:
    """1 for a first name, -1 for a word that ends like a family name, else 0."""
    if is_given(word):
        return 1
    return -1 if _SURNAME.fullmatch(word.casefold()) else 0
