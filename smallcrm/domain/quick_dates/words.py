"""A line of text as words, numbers and signs that know their place in the text as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from smallcrm.domain.text import fold

LONGEST = 20_000
"""Characters that are looked through: nobody types a promise below that much pasted text."""

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_TOKEN = re.compile(
    r"[0-9]+|(?:[^\W\d_]|[\u0300-\u036f])+(?:['’](?:[^\W\d_]|[\u0300-\u036f])+)*(?::n\b)?|\S",
)


class Token(NamedTuple):
    """A word, a number or one sign."""

    start: int
    end: int
    word: str
    """Folded: no case, no accents."""
    glued: bool
    """No space stands before it."""


@dataclass(slots=True)
class Line:
    """The tokens of one line, and the whole text around it."""

    text: str
    stop: int
    tokens: list[Token]
    after: dict[int, int] = field(default_factory=dict)
    """Where a token ends, to the number of the next one."""

    def raw(self, i: int) -> str:
        """Return a token as it was typed."""
        return self.text[self.tokens[i].start : self.tokens[i].end]

    def word(self, i: int) -> str:
        """Return the folded word, empty outside the line."""
        return self.tokens[i].word if 0 <= i < len(self.tokens) else ""

    def glued(self, i: int) -> bool:
        """Say whether the token exists and no space stands before it."""
        return 0 <= i < len(self.tokens) and self.tokens[i].glued

    def is_word(self, i: int) -> bool:
        """Say whether letters stand there."""
        return self.word(i)[:1].isalpha()

    def is_number(self, i: int) -> bool:
        """Say whether digits stand there."""
        return self.word(i)[:1] in _DIGITS and self.word(i) != ""


_DIGITS = frozenset("0123456789")


def lines(text: str) -> Iterator[Line]:
    """Give the lines of a text that hold anything."""
    for found in _LINE.finditer(text, 0, min(len(text), LONGEST)):
        tokens: list[Token] = []
        last = -1
        for part in _TOKEN.finditer(text, found.start(), found.end()):
            typed = part.group()
            word = typed if typed.isascii() and not typed[0].isalpha() else fold(typed.replace("’", "'"))
            tokens.append(Token(part.start(), part.end(), word, part.start() == last))
            last = part.end()
        if tokens:
            yield Line(text, found.end(), tokens, {token.end: i + 1 for i, token in enumerate(tokens)})
