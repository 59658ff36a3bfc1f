"""Patterns over words, and the table that a language is.

A pattern is words in a row. ``a|b`` is either, ``a_b`` is two words in one place, ``x?`` may be missing and ``x*``
comes up to three times. A name in capitals is a class of words with values (``MONTH.gen``, told as ``month``) or a
form of digits (``DATE``, ``DAY``, ``NTH``, ``CLOCK``, ``HM``, ``H``, ``YEAR``). A full stop after a word of the table
may be typed or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import product
from typing import NamedTuple

from smallcrm.domain.quick_dates.words import Line
from smallcrm.domain.text import fold

Caught = dict[str, int]
Shape = Callable[[Line, int], Iterator[tuple[int, Caught]]]
Words = Mapping[str, int]

NUMBERS = "#"
"""As a word of a class: digits up to its value belong to the class too."""
_TIMES = 3
"""How often ``x*`` can be."""
_AFTER_NUMBERS = frozenset(
    {"", "-", "–", "—", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"}
)
"""What may follow the number of a day besides the words of the rules: the end of a span, a month as Poles write it."""
_HYPHENS = frozenset("-–‐‑")


class Unit(IntEnum):
    """What "in three …" counts."""

    MINUTE = 1
    HOUR = 2
    DAY = 3
    WORKDAY = 4
    WEEK = 5
    MONTH = 6
    YEAR = 7


class Part(IntEnum):
    """A part of the day."""

    MORNING = 1
    FORENOON = 2
    NOON = 3
    AFTERNOON = 4
    EVENING = 5
    NIGHT = 6


class _Entry(NamedTuple):
    words: tuple[str, ...]
    dots: tuple[bool, ...]
    caught: Caught


class _Element(NamedTuple):
    entries: dict[str, list[_Entry]]
    digits: tuple[tuple[str, int], ...]
    """Digits up to a number fit too, under a name."""
    shapes: tuple[Shape, ...]
    optional: bool

    def ends(self, line: Line, i: int) -> Iterator[tuple[int, Caught]]:
        word = line.words[i]
        for entry in self.entries.get(word, ()):
            end = _follow(line, i, entry)
            if end:
                yield end, entry.caught
        if line.numbers[i]:
            for shape in self.shapes:
                yield from line.shaped(shape, i)
            for key, highest in self.digits:
                if len(word) < 4 and 0 < int(word) <= highest:
                    yield i + 1, {key: int(word)}


def onward(line: Line, i: int) -> int:
    """Step over a hyphen that joins two words."""
    if line.words[i] not in _HYPHENS:
        return i
    return i + 1 if i > 0 and line.glued(i) and line.glued(i + 1) else i


def _follow(line: Line, i: int, entry: _Entry) -> int:
    for k, (word, dot) in enumerate(zip(entry.words, entry.dots, strict=True)):
        if k:
            i = onward(line, i)
        if line.words[i] != word:
            return 0
        i += 1
        if dot and line.words[i] == "." and line.glued(i):
            i += 1
    return i


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it says."""

    elements: tuple[_Element, ...]
    action: str
    given: Mapping[str, int]

    def match(self, line: Line, i: int) -> tuple[int, Caught] | None:
        """Return where the longest reading ends and what it caught."""
        return max(self._walk(line, 0, i, dict(self.given)), key=lambda found: found[0], default=None)

    def _walk(self, line: Line, k: int, i: int, caught: Caught) -> Iterator[tuple[int, Caught]]:
        if k == len(self.elements):
            yield i, caught
            return
        element = self.elements[k]
        if element.optional:
            other = next((n for n in range(k + 1, len(self.elements)) if self.elements[n] is not element), None)
            yield from self._walk(line, len(self.elements) if other is None else other, i, caught)
        place = onward(line, i) if k else i
        for end, more in element.ends(line, place):
            yield from self._walk(line, k + 1, end, more | caught)


class Rules:
    """Rules, found by the word they begin with."""

    def __init__(self, rules: list[Rule]) -> None:
        self._by_word: dict[str, list[Rule]] = {}
        self._by_number: list[Rule] = []
        self._after_number = set(_AFTER_NUMBERS)
        for rule in rules:
            words = _first_words(rule.elements)
            if any(word == NUMBERS or word.isdecimal() for word in words):
                self._by_number.append(rule)
                self._after_number |= _later_words(rule.elements)
            for word in words - {NUMBERS}:
                self._by_word.setdefault(word, []).append(rule)

    def longest(self, line: Line, i: int) -> tuple[int, Caught, str] | None:
        """Return the end, the catch and the action of the longest rule that begins there."""
        return self._longest(line, i, self._by_number if line.numbers[i] else self._by_word.get(line.words[i], []))

    def longest_day(self, line: Line, i: int) -> tuple[int, Caught, str] | None:
        """Return the same for rules of days, where a number never stands alone: columns of figures take no time."""
        if line.numbers[i] and not line.glued(i + 1) and line.words[i + 1] not in self._after_number:
            return None
        return self.longest(line, i)

    def _longest(self, line: Line, i: int, rules: list[Rule]) -> tuple[int, Caught, str] | None:
        best: tuple[int, Caught, str] | None = None
        for rule in rules:
            found = rule.match(line, i)
            if found and (best is None or found[0] > best[0]):
                best = (*found, rule.action)
        return best


def _later_words(elements: tuple[_Element, ...]) -> set[str]:
    return {word for element in elements for word in element.entries}


def _first_words(elements: tuple[_Element, ...]) -> set[str]:
    words: set[str] = set()
    for element in elements:
        words |= set(element.entries)
        if element.shapes or element.digits:
            words.add(NUMBERS)
        if not element.optional:
            break
    return words


@cache
def spellings(word: str) -> frozenset[str]:
    """Return the folded ways in which a word is typed: på is pa and paa."""
    choices = [{"å": ("a", "aa"), "ø": ("o", "oe"), "æ": ("ae", "a")}.get(c, (c,)) for c in word.casefold()]
    return frozenset(fold("".join(chosen)) for chosen in product(*choices))


class Maker:
    """Makes rules out of patterns, the classes of a language and its forms of digits."""

    def __init__(self, classes: Mapping[str, Words], shapes: Mapping[str, Shape]) -> None:
        self._classes = classes
        self._shapes = shapes

    def rules(self, *texts: str) -> Rules:
        """Return the rules of texts with one ``pattern -> action name=value`` a line."""
        return Rules([self._rule(line) for text in texts for line in text.splitlines() if line.strip()])

    def _rule(self, line: str) -> Rule:
        pattern, _, said = line.partition("->")
        action, *given = said.split()
        values = dict(pair.split("=") for pair in given)
        named = {name: Unit[value.upper()] if value.isalpha() else int(value) for name, value in values.items()}
        return Rule(tuple(self._elements(pattern)), action, named)

    def _elements(self, pattern: str) -> Iterator[_Element]:
        for part in pattern.split():
            yield from [self._element(part)] * (_TIMES if part.endswith("*") else 1)

    def _element(self, part: str) -> _Element:
        entries: dict[str, list[_Entry]] = {}
        digits: dict[str, int] = {}
        shapes: list[Shape] = []
        for name in part.rstrip("?*").split("|"):
            if name in self._shapes:
                shapes.append(self._shapes[name])
            elif name[0].isupper():
                key = name.partition(".")[0].lower()
                for typed, value in self._classes[name].items():
                    if typed == NUMBERS:
                        digits[key] = value
                    else:
                        _list(entries, typed, {key: value})
            else:
                _list(entries, name.replace("_", " "), {})
        return _Element(entries, tuple(digits.items()), tuple(shapes), part.endswith(("?", "*")))


def _list(entries: dict[str, list[_Entry]], typed: str, caught: Caught) -> None:
    for spelled in spellings(typed):
        parts = spelled.split()
        entry = _Entry(tuple(p.rstrip(".") for p in parts), tuple(p.endswith(".") for p in parts), caught)
        entries.setdefault(entry.words[0], []).append(entry)
