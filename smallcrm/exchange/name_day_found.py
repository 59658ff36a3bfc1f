"""What was read of a list of name days so far, and what of a cell or a title is a name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from smallcrm.domain.errors import ShopError
from smallcrm.domain.incoming import Problem
from smallcrm.domain.name_days import MonthDay, NameDay
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.text import plain_line

MOST_NAMES = 100_000
SHORT = 120
"""Letters of a row that are told."""
_LONGEST, _MOST_WORDS = 60, 4
"""Letters and words of a name; what is longer is a sentence."""
MARKS = re.compile(r"[,;/|\n•·]")
WORDS = re.compile(r"\s+(?:ja|og|i|and|och|oraz|&|\+)\s+")
_AROUND = "\"'“”„*.:!?-–—()[] \t"
_CODE = re.compile(r"[<>{}=%$#@\\^~]")
"""Signs of markup, formulas and addresses: what stands beside them is no name either."""
_INSIDE = frozenset(" -'’.‐‑\u200c\u200d")


@dataclass(slots=True)
class Found:
    """What was read so far."""

    file: str
    days: dict[tuple[MonthDay, str], NameDay] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    dated: bool = False
    """Whether there was any day, with names or without."""
    unsure: str = ""
    """A day that may be read two ways, where nothing in the file says which number is the month."""

    def tell(self, line: int, why: Reason, raw: str = "", *, rejected: bool = True) -> None:
        """Note what was left, and why."""
        self.problems.append(Problem(self.file, line, why, rejected=rejected, raw=raw))

    def take(self, on: MonthDay, names: Iterable[str], line: int, raw: str) -> None:
        """Keep these names of a day; what does not look like a name is told."""
        self.dated = True
        for name in names:
            if not is_name(name):
                self.tell(line, reason("bad_value", value=name[:SHORT]), raw)
                continue
            if len(self.days) >= MOST_NAMES:
                raise ShopError("not_a_name_list", file=self.file)
            self.days.setdefault((on, name.casefold()), NameDay(*on, name))


def is_name(text: str) -> bool:
    """Whether it looks like a given name: a few words of letters, with hyphens, apostrophes and points."""
    if not text or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS or not text[0].isalpha():
        return False
    return all(sign in _INSIDE or unicodedata.category(sign)[0] in "LM" for sign in text)


def apart(cells: Iterable[str], *, spaces: bool) -> list[str]:
    """Return what may be names in these cells; a cell with signs of markup or formulas stays whole, to be told so."""
    found = list[str]()
    for cell in cells:
        if _CODE.search(cell):
            found.append(" ".join(cell.split()))
            continue
        pieces = [part for piece in MARKS.split(cell) for part in WORDS.split(piece)]
        pieces = [part for piece in pieces for part in piece.split()] if spaces else pieces
        found += [plain_line(piece).strip(_AROUND) for piece in pieces]
    return [name for name in found if name]
