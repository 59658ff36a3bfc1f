"""The words of cards and letters in one language: reads ``resources/letters/<language>.txt``.

How such a file is written:

- What stands before the first ``## `` is for people and skipped. Empty lines mean nothing.
- ``## frame NAME``: the salutations and closings of one written form (``en-GB``, ``en-US``, ``fi``, ``nb``, ``pl``),
  a table with the columns row, warm, neutral, formal. Rows are the forms of address, ``no name``, ``closing`` and,
  where they differ, ``no name, household`` and ``closing, no name``. Then ``Stop line:``.
- ``## changes NAME``: what that form says otherwise: old, new, and the numbers of the kinds (or ``stop line``) it holds
  for. Whole words, in this order; a capital at the start stays one. Without a ``Stop line:`` of its own the form takes
  that of the first frame, changed likewise.
- ``## NN kind``: ``Fields: required … ; optional …``, ``Mail:``, ``Tone:``, ``Paper:``, ``Title:``, then the
  paragraphs, one a line. A kind with several bodies has a line ``#### variant`` above each.
- ``## NN kind, household``: the same kind as it is written to several people, in a language whose text to one person
  cannot be read as one to a couple.

Raises ``BadInput("letter_text", language, line, what)``; ``what`` is a few English words for whoever edits the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from smallcrm.domain.errors import BadInput
from smallcrm.domain.merging import FIELDS, fields_in

TONES = ("warm", "neutral", "formal")
NO_NAME = "no name"
NO_NAME_HOUSEHOLD = "no name, household"
CLOSING = "closing"
STOP_LINE = "stop line"

_ROW_CELLS = 4
_CHANGE_CELLS = 3
_HEADS = ("Fields", "Mail", "Tone", "Paper", "Title")
_NUMBERED = re.compile(r"(\d\d) ([a-z_]+)(, household)?")


@dataclass(frozen=True, slots=True)
class KindText:
    """The text of one kind of card or letter, fields not yet filled."""

    number: str
    name: str
    required: frozenset[str]
    optional: frozenset[str]
    mail: str
    """``marketing`` or ``service``."""
    tone: str
    paper: str
    """``card`` or ``letter``."""
    title: str
    bodies: Mapping[str, tuple[str, ...]]
    """Paragraphs by variant; a kind with one body has it under the empty name."""


@dataclass(frozen=True, slots=True)
class Change:
    """Words that one written form of a language says otherwise."""

    old: str
    new: str
    places: frozenset[str]
    """Numbers of kinds, or ``stop line``."""


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a language, such as en-US, complete."""

    name: str
    salutations: Mapping[tuple[str, str], str]
    """By row (form of address, or ``no name``) and tone; closings are the row ``closing``."""
    stop_line: str
    kinds: Mapping[str, KindText]
    households: Mapping[str, KindText] = field(default_factory=dict)
    """Those kinds that several people are told in other words."""

    def kind(self, name: str, *, household: bool) -> KindText:
        """Return the text of a kind, to one person or to a household. KeyError: no such kind."""
        return (self.households.get(name) if household else None) or self.kinds[name]


@dataclass(frozen=True, slots=True)
class LetterTexts:
    """All texts of one language."""

    language: str
    forms: Mapping[str, Form]

    def form(self, country: str) -> Form:
        """Return the written form for a shop in that country: en-US in the US, else the only or first one."""
        return self.forms.get(f"{self.language}-{country}") or next(iter(self.forms.values()))


Lines = list[tuple[int, str]]


def parse(text: str, language: str) -> LetterTexts:
    """Read the text of one language file."""
    reader = _Reader(language)
    frames: dict[str, tuple[dict[tuple[str, str], str], str]] = {}
    changes: dict[str, tuple[Change, ...]] = {}
    kinds: dict[str, KindText] = {}
    households: dict[str, KindText] = {}
    for number, heading, lines in _sections(text):
        word, _, name = heading.partition(" ")
        if word == "frame" and name:
            frames[name] = reader.frame(lines)
        elif word == "changes" and name:
            changes[name] = reader.changes(lines)
        elif match := _NUMBERED.fullmatch(heading):
            (households if match[3] else kinds)[match[2]] = reader.kind(match[1], match[2], number, lines)
        else:
            raise reader.trouble(number, "unknown heading")
    if not frames:
        raise reader.trouble(1, "no frame")
    stop_line = next(stop for _, stop in frames.values())
    return LetterTexts(
        language,
        {
            name: _changed(Form(name, table, stop or stop_line, kinds, households), changes.get(name, ()))
            for name, (table, stop) in frames.items()
        },
    )


class _Reader:
    """Reads the sections of one file, and knows which file to name when a line is wrong."""

    def __init__(self, language: str) -> None:
        self.language = language

    def trouble(self, line: int, what: str) -> BadInput:
        return BadInput("letter_text", language=self.language, line=line, what=what)

    def frame(self, lines: Lines) -> tuple[dict[tuple[str, str], str], str]:
        table: dict[tuple[str, str], str] = {}
        stop_line = ""
        for number, line in lines:
            if line.startswith("Stop line:"):
                stop_line = line.removeprefix("Stop line:").strip()
                continue
            row, *cells = self._cells(number, line, _ROW_CELLS)
            if tuple(cells) != TONES:
                table.update(
                    {(row, tone): self._checked(number, cell) for tone, cell in zip(TONES, cells, strict=True)}
                )
        for row in ("none", NO_NAME, CLOSING):
            if (row, "warm") not in table:
                raise self.trouble(lines[0][0] if lines else 1, f"no row {row}")
        return table, stop_line

    def changes(self, lines: Lines) -> tuple[Change, ...]:
        found = []
        for number, line in lines:
            old, new, places = self._cells(number, line, _CHANGE_CELLS)
            places_named = {STOP_LINE} if places == STOP_LINE else set(places.split())
            found.append(Change(old, new, frozenset(places_named)))
        return tuple(found)

    def kind(self, number: str, name: str, first_line: int, lines: Lines) -> KindText:
        heads: dict[str, str] = {}
        bodies: dict[str, tuple[str, ...]] = {}
        variant = ""
        for line_number, line in lines:
            head, colon, value = line.partition(":")
            if colon and head in _HEADS and head not in heads and not bodies:
                heads[head] = self._checked(line_number, value.strip())
            elif line.startswith("#### "):
                variant = line.removeprefix("#### ").strip()
                bodies[variant] = ()
            else:
                bodies[variant] = (*bodies.get(variant, ()), self._checked(line_number, line))
        missing = [head for head in _HEADS if head not in heads]
        if missing or not bodies or not all(bodies.values()):
            raise self.trouble(first_line, f"no {missing[0]}" if missing else "no text")
        required, _, optional = heads["Fields"].partition(";")
        fields = frozenset(fields_in(required)), frozenset(fields_in(optional))
        return KindText(number, name, *fields, heads["Mail"], heads["Tone"], heads["Paper"], heads["Title"], bodies)

    def _cells(self, number: int, line: str, count: int) -> list[str]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) != count:
            raise self.trouble(number, f"not a row of {count} cells")
        return cells

    def _checked(self, number: int, text: str) -> str:
        for name in fields_in(text):
            if name not in FIELDS:
                raise self.trouble(number, f"unknown field {name}")
        return text


def _sections(text: str) -> list[tuple[int, str, Lines]]:
    """Split into (line number, heading, lines that are not empty)."""
    sections: list[tuple[int, str, Lines]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if line.startswith("## "):
            sections.append((number, line.removeprefix("## ").strip(), []))
        elif sections and line.strip():
            sections[-1][2].append((number, line.strip()))
    return sections


def _changed(form: Form, changes: Iterable[Change]) -> Form:
    """Return the form with its changes made; they touch the texts before any value is in them."""
    stop_line, kinds, households = form.stop_line, dict(form.kinds), dict(form.households)
    for change in changes:
        if STOP_LINE in change.places:
            stop_line = _swap(change, stop_line)
        for table in (kinds, households):
            for name, kind in table.items():
                if kind.number in change.places:
                    table[name] = _swapped(change, kind)
    return replace(form, stop_line=stop_line, kinds=kinds, households=households)


def _swapped(change: Change, kind: KindText) -> KindText:
    bodies = {variant: tuple(_swap(change, line) for line in body) for variant, body in kind.bodies.items()}
    return replace(kind, title=_swap(change, kind.title), bodies=bodies)


def _swap(change: Change, text: str) -> str:
    """Return the text with the whole words changed, also where they open a sentence."""
    for old, new in ((change.old, change.new), (_capital(change.old), _capital(change.new))):
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _match, new=new: new, text)  # type: ignore[misc]
    return text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
