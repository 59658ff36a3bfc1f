"""Words as people look for them, and the order in which a language lists them.

Folding and variants follow the rules of the store: accents go, ł ø æ ß đ þ ı become plain letters, and a word is found
under the spellings in use for its special letters (Ålesund, Aalesund). What is typed is folded only, never collapsed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import product

_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "ı": "i",
        "ŧ": "t",
        "ħ": "h",
        "ŋ": "n",
    }
)
APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʼ", ""))
_SPLIT = re.compile(r"[^\w]+|_+")

# One choice per kind of letter in a word, so that eleven such letters do not make 2,048 words.
_SPELLINGS = {
    "å": ("a", "aa"),
    "ä": ("a", "ae"),
    "ö": ("o", "oe"),
    "ø": ("o", "oe"),
    "æ": ("ae", "a"),
    "ü": ("u", "ue"),
}


_TURNING = frozenset({"R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Text without case and accents: ``Łukasz Äijä`` is ``lukasz aija``."""
    if text.isascii():
        return text.lower()
    once = unicodedata.normalize("NFKD", text.casefold())
    decomposed = unicodedata.normalize("NFKD", once.casefold())  # № becomes No only here: capitals once more
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)


_BREAKS = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_JOINERS = frozenset("\u200c\u200d")
_NOTHING = " \u200c\u200d"
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """Text that any program can store: no NUL, and no half of a character (a broken paste, a byte of another code)."""
    return _UNSTORABLE.sub("", text) if _UNSTORABLE.search(text) else text


def plain_line(text: str) -> str:
    """Text of one line that shows as it is: storable, without control signs, nothing that turns what stands beside it.

    For names of things (kinds, lists, events) and of people named beside a customer. Joiners stay: Persian and emoji
    are written with them. So does the direction that letters have by themselves.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    spaced = _BREAKS.sub(" ", storable(text))
    shown = (sign for sign in spaced if sign in _JOINERS or unicodedata.category(sign) not in _HIDDEN)
    return " ".join("".join(shown).split()).strip(_NOTHING)


def plain_lines(text: str) -> str:
    """Text of several lines that shows as it is: as ``plain_line``, its line breaks and indents kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    kept = ["".join(s for s in line if s in _JOINERS or unicodedata.category(s) not in _HIDDEN) for line in lines]
    return storable("\n".join(line.rstrip() for line in kept)).strip("\n" + _NOTHING)


def apart(text: str) -> str:
    """Give typed words so that they turn nothing round that stands beside them, where they run from right to left."""
    turned = any(unicodedata.bidirectional(sign) in _TURNING for sign in text)
    return f"\u2068{text}\u2069" if turned else text


def beside(*parts: str) -> str:
    """Join what is not empty in one line; where a part runs from right to left, it turns none of the others round."""
    return " · ".join(apart(part) for part in parts if part)


def words(text: str) -> list[str]:
    """Folded words of what was typed or stored, in order; apostrophes join (``O'Brien`` is ``obrien``)."""
    return [w for w in _SPLIT.split(fold(text.translate(APOSTROPHES))) if w]


@lru_cache(maxsize=65536)
def variants(text: str) -> frozenset[str]:
    """Every folded word under which a stored text is found.

    ``Ålesund`` gives ``alesund`` and ``aalesund``; ``O'Brien`` gives ``obrien`` and ``brien``.
    """
    if text.isascii() and "'" not in text and "`" not in text:
        return frozenset(w for w in _SPLIT.split(text.lower()) if w)
    found = set(words(text))
    composed = unicodedata.normalize("NFC", text.casefold())
    lowered = "".join(c for c in composed if not unicodedata.combining(c))  # a mark of its own parts no words
    spellings = {lowered.translate(APOSTROPHES), lowered}
    for spelling in spellings:
        for word in _SPLIT.split(spelling):
            letters = [c for c in _SPELLINGS if c in word]
            for choice in product(*(_SPELLINGS[c] for c in letters)):
                table: dict[str, str | int | None] = dict(zip(letters, choice, strict=True))
                spelled = word.translate(str.maketrans(table))
                found.update(_SPLIT.split(fold(spelled)))
    return frozenset(w for w in found if w)


def digits(text: str) -> str:
    """The digits of a text, for phone numbers."""
    return "".join(c for c in text if c.isdecimal() and c.isascii())


_ALPHABETS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
}
_SAME_PLACE = {
    "fi": {"æ": "ä", "ø": "ö"},
    "nb": {"ä": "æ", "ö": "ø"},
}
_FIRST_LETTER = 0x40


@lru_cache(maxsize=8)
def _places(language: str) -> dict[str, str]:
    alphabet = _ALPHABETS.get(language, _ALPHABETS["en"])
    places = {letter: chr(_FIRST_LETTER + 2 * i) for i, letter in enumerate(alphabet)}
    for letter, twin in _SAME_PLACE.get(language, {}).items():
        places[letter] = places[twin]
    return places


class _Places(dict[int, str]):
    """Place of each letter for ``str.translate``, worked out when a letter is first met."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._known = _places(language)

    def __missing__(self, code: int) -> str:
        place = self[code] = self._place(chr(code))
        return place

    def _place(self, letter: str) -> str:
        plain = fold(letter)
        if letter in self._known:
            return self._known[letter]
        if plain and all(c in self._known for c in plain):
            return "".join(self._known[c] for c in plain)
        if letter.isdecimal():
            return letter
        return "\x7f" + letter if letter.isalpha() else " "  # other scripts after our letters


@lru_cache(maxsize=8)
def _table(language: str) -> _Places:
    return _Places(language)


def sort_key(text: str, language: str) -> str:
    """Key whose plain binary order is the alphabetical order of the language.

    Å Ä Ö close the Finnish alphabet, Æ Ø Å the Norwegian, Ł follows L in Polish. Equal base letters are told apart by
    their accents after the whole word, so that the order is stable.
    """
    lowered = unicodedata.normalize("NFC", text.strip().casefold())
    first = lowered.translate(_table(language))
    return " ".join(first.split()) + "\x01" + lowered
