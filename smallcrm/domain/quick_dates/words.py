"""A line of text as words, numbers and signs that know their place in the text as it was typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from smallcrm.domain.text import fold

LONGEST = 20_000
"""Characters that are looked through: nobody types a promise below that much pasted text."""
_MOST = 4_000
"""Words, numbers and signs that are looked through: a table that was pasted holds no promise either."""

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TOKEN = re.compile(
    r"[0-9]+|(?:[^\W\d_]|[\u0300-\u036f])+(?:['’](?:[^\W\d_]|[\u0300-\u036f])+)*(?::[nN]\b)?|\S",
)


class Token(NamedTuple):
    """A word, a number or one sign."""

    start: int
    end: int
    word: str
    """Folded: no case, no accents."""
    glued: bool
    """No space stands before it."""


Shaped = list[tuple[int, dict[str, int]]]


class Line:
    """The tokens of one line, and the whole text around it."""

    def __init__(self, text: str, stop: int, tokens: list[Token]) -> None:
        self.text = text
        self.stop = stop
        self.tokens = tokens
        self.after = {token.end: i + 1 for i, token in enumerate(tokens)}
        """Where a token ends, to the number of the next one."""
        self.words = [token.word for token in tokens]
        self.words += [""] * 3  # a look past the end, or before the start, finds nothing
        self.numbers = [word.isdecimal() and word.isascii() for word in self.words]
        self._shaped: dict[tuple[int, int], Shaped] = {}

    def shaped(self, shape: Callable[[Line, int], Iterator[tuple[int, dict[str, int]]]], i: int) -> Shaped:
        """Return what a form of digits finds at a token: many rules ask for the same."""
        key = (id(shape), i)
        known = self._shaped.get(key)
        if known is None:
            known = self._shaped[key] = list(shape(self, i))
        return known

    def raw(self, i: int) -> str:
        """Return a token as it was typed."""
        return self.text[self.tokens[i].start : self.tokens[i].end]

    def word(self, i: int) -> str:
        """Return the folded word, empty outside the line."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def glued(self, i: int) -> bool:
        """Say whether the token exists and no space stands before it."""
        return 0 <= i < len(self.tokens) and self.tokens[i].glued

    def is_word(self, i: int) -> bool:
        """Say whether letters stand there."""
        return self.word(i)[:1].isalpha()

    def is_number(self, i: int) -> bool:
        """Say whether digits stand there."""
        return 0 <= i < len(self.numbers) and self.numbers[i]


def lines(text: str) -> Iterator[Line]:
    """Give the lines of a text that hold anything."""
    left = _MOST
    for found in _LINE.finditer(text, 0, min(len(text), LONGEST)):
        tokens: list[Token] = []
        last = -1
        for part in islice(_TOKEN.finditer(text, found.start(), found.end()), left):
            typed = part.group()
            word = typed if typed.isascii() and not typed[0].isalpha() else fold(typed.replace("’", "'"))
            tokens.append(Token(part.start(), part.end(), word, part.start() == last))
            last = part.end()
        left -= len(tokens)
        if tokens:
            yield Line(text, found.end(), tokens)
