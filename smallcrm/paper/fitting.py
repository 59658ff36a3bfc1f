"""Long titles and names: where their lines part and at which size they stand, so that nothing is cut."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations, pairwise

from reportlab.lib.units import mm

from smallcrm.paper import fonts, setting

NAME_SHRINK = 0.72
"""A name stands on one line down to this share of the nominal size; then it is parted."""


def fitted(text: str, face: str, pt: float, measure: float) -> float:
    """Return the size at which ``text`` fits ``measure`` mm: ``pt`` or less."""
    wide = setting.width(text, face, pt)
    return pt if wide <= measure else pt * measure / wide


def parted(name: str) -> tuple[str, ...]:
    """Return a name in two lines, at the space or hyphen nearest its middle; one line where it has neither."""
    name = fonts.plain(name).strip()
    breaks = [at + 1 for at, sign in enumerate(name[:-1]) if sign in " -\xa0" and at > 0]
    if not breaks:
        return (name,)
    # The sign that ends the name and the space at the break are not counted to either side.
    best = min(breaks, key=lambda at: (abs(at - len(name) / 2), at))
    return (name[:best].rstrip(), name[best:].lstrip())


def two_lines_or_one(name: str, face: str, pt: float, measure: float) -> tuple[str, ...]:
    """Return a name on one line where that fits at 72 % of ``pt``, else in two."""
    if fitted(name, face, pt, measure) >= NAME_SHRINK * pt:
        return (fonts.plain(name),)
    return parted(name)


def _best_cut(words: list[str], count: int, face: str, pt: float) -> tuple[float, tuple[str, ...]]:
    """Return the parting into ``count`` lines whose widest line is narrowest, and that width in mm."""
    found: list[tuple[float, float, tuple[str, ...]]] = []
    for cuts in combinations(range(1, len(words)), count - 1):
        edges = [0, *cuts, len(words)]
        lines = tuple(" ".join(words[a:b]) for a, b in pairwise(edges))
        widths = [setting.width(line, face, pt) for line in lines]
        found.append((max(widths), sum((max(widths) - wide) ** 2 for wide in widths), lines))
    widest, _, lines = min(found)
    return widest, lines


@lru_cache(maxsize=500)
def title_lines(
    title: str, face: str, pt: float, measure: float, language: str, below: int = 0, high: float = 46
) -> tuple[str, ...]:
    """Return a title in the lines that let it stand largest with ``below`` more lines in a block ``high`` mm.

    Fewer lines win unless a further one gives 3 % more; a title is never hyphenated.
    """
    words = [word for word in setting.glue(fonts.plain(title), language).split(" ") if word]
    best: tuple[float, tuple[str, ...]] = (0.0, tuple(words[:0]))
    for count in range(1, min(len(words), 4) + 1):
        widest, lines = _best_cut(words, count, face, pt)
        size = min(1.0, measure / widest, block_size(count + below, pt, high) / pt)
        if size > best[0] * 1.03:
            best = (size, lines)
    return best[1]


def block_size(count: int, pt: float, high: float) -> float:
    """Return the size at which ``count`` lines, set solid, stand in ``high`` mm: ``pt`` or less."""
    return min(pt, high * mm / (count - 0.1))
