"""The address block: as large as it may be, inside the box that is seen, with no line dropped and none condensed.

It is made a little smaller first, then a long name is broken; then all is made smaller still, any long line is broken,
and only then two short lines share one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Any

from reportlab.lib.units import mm

from smallcrm.paper import setting

FACE = "facts"
SMALLEST = 9.5
"""In pt: nothing smaller is sure to be read by a sorting machine."""
LEAST_SHRINK = 0.9
"""Share of the first size down to which type is made smaller rather than a name broken."""
Step = tuple[float, float]
"""Type size in pt and line distance in mm."""

WINDOW_STEPS: tuple[Step, ...] = ((11, 4.8), (11, 4.5), (10.5, 4.3), (10, 4.1), (10, 3.8), (9.5, 3.7), (9.5, 3.4))
LABEL_STEPS: tuple[Step, ...] = (*((pt, 1.26 * pt / mm) for pt in (10.5, 10, 9.5)), (9.5, 3.7), (9.5, 3.4))

_GAPS = (" ", " -")
"""After which signs a line may be broken: at a hyphen only where no space will do."""
_BRITISH_CODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}")
_DEEP = frozenset("gjpqyçąęğşţųįþµQ,;()[]{}/_|@§")
_LOW = frozenset("acemnorsuvwxzæøœ .-–'’")


@dataclass(frozen=True, slots=True)
class Block:
    """Address lines as they are printed: type size in pt, line distance and ink above and below in mm."""

    lines: tuple[str, ...]
    pt: float
    leading: float

    @property
    def rise(self) -> float:
        """Ink above the first baseline."""
        return _rise(self.lines[0]) * self.pt / mm

    @property
    def height(self) -> float:
        """From the top of the first line's ink to the foot of the last one's."""
        return self.rise + (len(self.lines) - 1) * self.leading + _depth(self.lines[-1]) * self.pt / mm

    @property
    def overhang(self) -> float:
        """Ink left of the axis: a J hangs over."""
        return 0.09 * self.pt / mm if any(line[0] in "Jj" for line in self.lines) else 0.0

    @property
    def width(self) -> float:
        """Of the widest line."""
        return _widest(self.lines, self.pt)

    def draw(self, canvas: Any, x: float, base: float) -> None:
        """Draw it with the first baseline at ``base``, in mm from the lower edge."""
        for number, line in enumerate(self.lines):
            setting.draw(canvas, x, base - number * self.leading, line, FACE, self.pt)


@lru_cache(maxsize=4096)
def fit(lines: tuple[str, ...], width: float, height: float, steps: tuple[Step, ...] = WINDOW_STEPS) -> Block | None:
    """Give the block that fits ``width`` x ``height`` mm, or None where no way is left to print every line."""
    lines = tuple(line for line in lines if line.strip())
    if not lines:
        return None
    for joined in _joins(lines, width):
        for block in _ways(joined, width, steps):
            if block.width <= width and block.height <= height:
                return block
    return None


def _ways(lines: tuple[str, ...], width: float, steps: tuple[Step, ...]) -> Iterator[Block]:
    """Give the blocks that these lines may make, the best first; those unbroken may be too wide."""
    large = [step for step in steps if step[0] >= LEAST_SHRINK * steps[0][0]]
    yield from (Block(lines, *step) for step in large)
    for gaps in _GAPS:
        for pt, leading in large:
            if name := _broken(lines[:1], pt, width, gaps):
                yield Block((*name, *lines[1:]), pt, leading)
    yield from (Block(lines, *step) for step in steps)
    for gaps in _GAPS:
        for pt, leading in steps:
            if broken := _broken(lines, pt, width, gaps):
                yield Block(broken, pt, leading)


def _joins(lines: tuple[str, ...], width: float) -> Iterator[tuple[str, ...]]:
    """Give the lines as they are, then with ever more neighbours on one line; town and country keep their own."""
    yield lines
    head, tail = _parted(lines)
    if len(tail) > 1 and _BRITISH_CODE.fullmatch(tail[1]):
        # A British post town may share its line with the postcode where room is short.
        tail = (f"{tail[0]}  {tail[1]}", *tail[2:])
        yield head + tail
    for count in range(len(head) - 1, 0, -1):
        groups = [_grouped(head, cuts) for cuts in combinations(range(1, len(head)), count - 1)]
        fitting = [group for group in groups if _widest(group, SMALLEST) <= width]
        if fitting:  # the name alone if it can be
            yield min(fitting, key=lambda group: (group[0] != head[0], _widest(group, SMALLEST))) + tail


def _parted(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the lines of the person and the street, and those of the town (and country)."""
    at = max(len(lines) - 1, 1)
    if at > 1 and not any(sign.isdigit() for sign in lines[at]):
        at -= 1
    if at > 1 and _BRITISH_CODE.fullmatch(lines[at]):
        at -= 1
    return lines[:at], lines[at:]


def _grouped(lines: tuple[str, ...], cuts: Sequence[int]) -> tuple[str, ...]:
    edges = (0, *cuts, len(lines))
    return tuple(", ".join(lines[start:end]) for start, end in pairwise(edges))


def _widest(lines: Sequence[str], pt: float) -> float:
    return max(setting.width(line, FACE, pt) for line in lines)


def _broken(lines: Sequence[str], pt: float, width: float, gaps: str) -> tuple[str, ...] | None:
    """Give the lines, each that is too wide parted after one of the signs ``gaps``; None where that is no way."""
    result: list[str] = []
    for line in lines:
        rest = line
        while setting.width(rest, FACE, pt) > width:
            cut = _cut(rest, pt, width, gaps)
            if not cut:
                return None
            result.append(rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
        result.append(rest)
    return tuple(result)


def _cut(line: str, pt: float, width: float, gaps: str) -> int:
    """Give the last place, after one of ``gaps``, where the head of the line still fits; 0 where there is none."""
    places = [at + 1 for at, sign in enumerate(line[:-1]) if sign in gaps and at > 0]
    for place in reversed(places):
        if setting.width(line[:place].rstrip(), FACE, pt) <= width:
            return place
    return 0


def _rise(line: str) -> float:
    """Height of the ink above the baseline, in em."""
    if any(sign.isupper() and unicodedata.decomposition(sign) for sign in line):
        return 0.97
    return 0.56 if set(line) <= _LOW else 0.78


def _depth(line: str) -> float:
    """Depth of the ink below the baseline, in em."""
    return 0.25 if _DEEP & set(line) else 0.02
