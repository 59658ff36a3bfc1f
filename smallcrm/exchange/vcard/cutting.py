"""A file cut into cards: where each begins, what stands between them, and cards inside cards."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_EDGE = re.compile(
    r"^\ufeff*(AGENT[^:\n]*:[ \t]*)?(BEGIN|END)[ \t]*:[ \t]*VCARD[ \t\x00]*$", re.IGNORECASE | re.MULTILINE
)
_INDENTED = re.compile(r"^[ \t]+BEGIN:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_AGENT_BEFORE = re.compile(r"(?:^|\n)AGENT[^:\n]*:\s*\Z", re.IGNORECASE)


@dataclass(slots=True)
class CardText:
    """One card as it stood: its first line in the file (from 1), whole, and without its own edges."""

    line: int
    raw: str = ""
    body: str = ""
    nested: list[str] = field(default_factory=list)
    """Cards inside it (AGENT), whole."""


@dataclass(slots=True)
class Cut:
    """The cards of a file, and the first lines and texts of what stands outside all cards."""

    cards: list[CardText] = field(default_factory=list)
    strays: list[tuple[int, str]] = field(default_factory=list)


def cut(text: str) -> Cut:
    """Cut a file's text (line feeds only) into cards; a missing END ends at the next BEGIN or at the end."""
    edges = list(_EDGE.finditer(text))
    if not edges and _INDENTED.search(text):
        text = "\n".join(line.lstrip(" \t") for line in text.split("\n"))
        edges = list(_EDGE.finditer(text))
    knife = _Knife(text)
    for edge in edges:
        if edge.group(2)[0] in "bB":
            knife.begin(edge.start(), edge.end(), agent=bool(edge.group(1)))
        else:
            knife.end(edge.start(), edge.end())
    return knife.finish()


class _Knife:
    """Walks over the edges of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._cut = Cut()
        self._card: CardText | None = None
        self._start = self._at = 0  # where the open card began; what is before `at` is dealt with
        self._nested: list[int] = []  # where the open cards inside the open card began
        self._line, self._counted = 1, 0

    def begin(self, start: int, end: int, *, agent: bool) -> None:
        card = self._card
        if card and (agent or _AGENT_BEFORE.search(self._text, max(self._at, start - 200), start)):
            if not self._nested:
                card.body += self._text[self._at : start]
            self._nested.append(start)
            return
        if card:
            self._close(start, start)
        else:
            self._stray(start)
        self._card = CardText(self._line_at(start))
        self._start, self._at = start, end

    def end(self, start: int, end: int) -> None:
        if self._nested and self._card:
            inner = self._nested.pop()
            if not self._nested:
                self._card.nested.append(self._text[inner:end])
                self._at = end
        elif self._card:
            self._close(start, end)
        else:
            self._stray(start)
            self._at = end

    def finish(self) -> Cut:
        last = len(self._text)
        if self._card:
            self._close(last, last)
        else:
            self._stray(last)
        return self._cut

    def _close(self, start: int, end: int) -> None:
        card = self._card
        if card is None:
            return
        if self._nested:
            card.nested.append(self._text[self._nested[0] : start])
            self._nested = []
        else:
            card.body += self._text[self._at : start]
        card.body = card.body.strip("\n")
        card.raw = self._text[self._start : end].rstrip("\n")
        self._cut.cards.append(card)
        self._card, self._at = None, end

    def _line_at(self, place: int) -> int:
        self._line += self._text.count("\n", self._counted, place)
        self._counted = place
        return self._line

    def _stray(self, until: int) -> None:
        words = self._text[self._at : until].strip("\n \t\x00\x1a\ufeff")
        if words:
            self._cut.strays.append((self._line_at(self._text.find(words[:80], self._at)), words))
