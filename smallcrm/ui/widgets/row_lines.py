"""Where the words of a row stand: name, second line, chip, time; in a narrow row the second line has all the room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

from smallcrm.ui import worn
from smallcrm.ui.widgets.chips import chip_size
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px

STACKED = 380
"""Room for words below which chip and time stand beside the name, and the second line runs below both, px."""
_BETWEEN = " · "
_MORE = " …"
_A_DAY = 150
"""Width that a day with its time takes, px."""
_KNOWN = 1024
"""Texts whose lines are remembered: rows are painted again and again."""
MOST = 2
"""Lines below the name; one more where the last one stands beside a chip."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where each part of a row stands."""

    title: QRect
    lines: tuple[tuple[QRect, str], ...]
    """The lines below the name with their words; where they are too long the first fact is cut."""
    chip: QRect | None = None
    side: QRect | None = None
    said: str = ""
    """The words at the right: the longer ones where there is room."""
    mark: QRect | None = None
    """Where the icon stands that says the rest of the words in short."""


@dataclass(frozen=True, slots=True)
class Lines:
    """How many lines the words of the rows of a list have."""

    most: int = MOST
    alike: bool = False
    """Whether every row has room for all of them: none is higher, and last facts make way for the first."""


def stand(room: QRect, row: Row, *, stacked: bool, wraps: bool, lines: Lines = Lines()) -> Standing:
    """Place the words of a row in its room; ``stacked``: it is narrow, ``wraps``: it may have a third line."""
    shape = _shape(row, stacked=stacked, wraps=wraps, lines=lines)
    longer = _longer(row, room.width(), shape)
    place, tail = _place(row, room.width(), shape, longer=longer), _tail(row, room.width(), longer=longer)
    whole, last, most = _widths(row, room.width(), shape, lines, longer=longer)
    said = _without_last(row.subtitle, whole, last, most) if wraps and lines.alike else row.subtitle
    words = _broken(said, whole, last, most, _face()) if wraps else [_cut(row.subtitle, last)]
    title, first = _title_and_line(room, row, len(words))
    if shape == "line" or not row.subtitle:
        left, beside, title = room.width() - tail, QRect(room), QRect(room)
        title.setWidth(left)
        name = min(QFontMetrics(title_font(row)).horizontalAdvance(row.title), left) + px(12)
        after = QRect(room.x() + name, room.y(), max(0, left - name), room.height())
        below = [(after, _cut(row.subtitle, after.width(), _MORE if wraps else ""))] if row.subtitle else []
    else:
        below = [(first.translated(0, first.height() * n), text) for n, text in enumerate(words)]
        for number, (box, _text) in enumerate(below):
            box.setWidth(last if number == len(below) - 1 else whole)
        beside = {"above": title, "below": below[-1][0], "beside": QRect(room)}[place]
        beside = QRect(room.x(), beside.y(), room.width(), beside.height())
        title.setWidth(room.width() - (0 if place == "below" else tail))
    chip, side, mark = _at_the_right(beside, row, longer=longer, low=place != "beside")
    return Standing(title, tuple(below), chip, side, row.side_full if longer else row.side, mark)


def lines_of(row: Row, width: int, *, stacked: bool, wraps: bool, lines: Lines = Lines()) -> int:
    """Count the lines that the second part of a row takes in that width, px: one, or more where it may wrap."""
    shape = _shape(row, stacked=stacked, wraps=wraps, lines=lines)
    if not wraps or not row.subtitle or shape == "line":
        return 1
    whole, last, most = _widths(row, width, shape, lines, longer=_longer(row, width, shape))
    return _lines_needed(row.subtitle, whole, last, most, _face())[0]


def title_font(row: Row) -> QFont:
    """Give the font of the name; of somebody who is not ticked it is lighter."""
    return worn.font("body" if row.check is False else "strong")


def in_one_line(row: Row, *, stacked: bool, wraps: bool, lines: Lines) -> bool:
    """Whether name and words stand in one line: so one may want it, but nothing of what is to be done is lost by it."""
    return worn.compact() and row.check is None and not (wraps and (stacked or lines != Lines()))


def _shape(row: Row, *, stacked: bool, wraps: bool, lines: Lines) -> str:
    """Say how a row stands: in one line, narrow with chip and time beside the name, or wide with both at the right."""
    return "line" if in_one_line(row, stacked=stacked, wraps=wraps, lines=lines) else "narrow" if stacked else "wide"


def _place(row: Row, width: int, shape: str, *, longer: bool) -> str:
    """Say where chip and time stand: beside both lines, above beside the name, or below where the name needs it all."""
    tail = _tail(row, width, longer=longer)
    if not tail or not row.subtitle or shape == "line":
        return "beside"
    if _name(row) > width - tail:
        return "below"
    return "above" if shape == "narrow" else "beside"


def _longer(row: Row, width: int, shape: str) -> bool:
    """Whether the longer words at the right cut nothing."""
    chip = _chip(row, width) + px(12) if row.chip else 0
    if not row.side_full or _side(row, longer=True) > _for_side(width - chip):
        return False
    words = _name(row) if shape != "wide" else max(_name(row), _long(row.subtitle))
    return words + _tail(row, width, longer=True) <= width


def _name(row: Row) -> int:
    return QFontMetrics(title_font(row)).horizontalAdvance(row.title) + 1  # letters are not of whole px


def _long(words: str) -> int:
    return QFontMetrics(worn.font("caption")).horizontalAdvance(words) + 1


def _tail(row: Row, width: int, *, longer: bool) -> int:
    """Give the width of chip and words at the right with what keeps them apart, px; never more than most of the row."""
    chip = _chip(row, width) + px(12) if row.chip else 0
    return chip + (min(_side(row, longer=longer), _for_side(width - chip)) + px(12) if row.side else 0)


def _chip(row: Row, width: int) -> int:
    """Give the width of the chip, px: what stands beside it keeps a third of the row."""
    return min(chip_size(row.chip).width(), width * 2 // 3 - px(12)) if row.chip else 0


def _side(row: Row, *, longer: bool) -> int:
    metrics = QFontMetrics(worn.font("figures"))
    mark = px(18) if row.side_icon and not longer else 0
    return metrics.horizontalAdvance(row.side_full if longer else row.side) + 2 + mark


def _for_side(left: int) -> int:
    """Give how much of what is left the words at the right may take, px: a day or a time all of it, a town the half."""
    return max(left // 2, min(px(_A_DAY), left - px(12)))


def _title_and_line(room: QRect, row: Row, count: int) -> tuple[QRect, QRect]:
    """Where the name and the first line below it stand; without a second part the name has the whole."""
    upper, lower = QFontMetrics(title_font(row)).height(), QFontMetrics(worn.font("caption")).height()
    top = room.y() + (room.height() - upper - lower * count) // 2 + 1
    return QRect(room.x(), top, room.width(), upper), QRect(room.x(), top + upper - 1, room.width(), lower)


def _widths(row: Row, width: int, shape: str, lines: Lines, *, longer: bool) -> tuple[int, int, int]:
    """Give the widths of the lines and of the last one, px, and how many there may be."""
    place, tail = _place(row, width, shape, longer=longer), _tail(row, width, longer=longer)
    whole = width - tail if place == "beside" else width
    more = place == "below" and not lines.alike
    return whole, max(0, width if place == "above" else width - tail), lines.most + more


def _face() -> str:
    """What the words are written in: what is remembered of them holds for that alone."""
    return worn.font("caption").key()


@lru_cache(maxsize=_KNOWN)
def _lines_needed(text: str, whole: int, last: int, most: int, _font: str) -> tuple[int, list[str]]:
    """Give how many lines hold the words, and the words by line; without lines: not even ``most`` hold them."""
    long, swallowed = _long(text), _long(_BETWEEN)
    for count in range(1, most + 1):
        if long > (whole + swallowed) * (count - 1) + last:
            continue  # not even without what the ends of lines swallow
        lines, rest = _filled(text, [whole] * (count - 1) + [last])
        if not rest:
            return count, [*lines, *[""] * (count - len(lines))]  # the chip has the last line to itself
    return most, []


@lru_cache(maxsize=_KNOWN)
def _broken(text: str, whole: int, last: int, most: int, face: str) -> list[str]:
    """Break the words into as few lines as hold them; where none do, the first fact is cut, and the others stay."""
    if lines := _lines_needed(text, whole, last, most, face)[1]:
        return lines
    words, between, facts = text.partition(_BETWEEN)
    low, high = 0, len(words)
    widths = [whole] * (most - 1) + [last]
    while between and high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _filled(f"{words[:middle]}…{between}{facts}", widths)[1] else (middle, high)
    lines, rest = _filled(f"{words[:low].rstrip()}…{between}{facts}" if low else text, widths if low else widths[:-1])
    if not low:
        lines.append(_cut(rest, last, _MORE))
    return [*lines, *[""] * (most - len(lines))]


def _filled(text: str, widths: Sequence[int]) -> tuple[list[str], str]:
    """Fill lines of these widths, px, and give what is left; a fact that fits into the last line is not torn apart."""
    lines: list[str] = []
    for number, width in enumerate(widths):
        if _long(text) <= width:
            return [*lines, text], ""
        if number == len(widths) - 1:
            upper = _fitting(text, width)
        else:
            facts, _between, _torn = _fitting(text, width).rpartition(_BETWEEN)
            rest = text[len(facts) + len(_BETWEEN) :]
            whole = facts and number == len(widths) - 2 and _long(rest) <= widths[-1]
            upper = facts if whole else _fitting(text, width)
        lines.append(upper.rstrip())
        text = text[len(upper) :].lstrip(_BETWEEN)
    return lines, text


def _fitting(text: str, width: int) -> str:
    """Give what fits in a line, to the end of a word."""
    layout = QTextLayout(text, worn.font("caption"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(max(1, width))
    layout.endLayout()
    units = text.encode("utf-16-le")[: 2 * line.textLength()]  # Qt counts so
    return units.decode("utf-16-le", errors="ignore")


def _without_last(text: str, whole: int, last: int, most: int) -> str:
    """Leave out as many of the last facts as the first one needs the room of."""
    while _BETWEEN in text and not _lines_needed(text, whole, last, most, _face())[1]:
        text = text.rpartition(_BETWEEN)[0]
    return text


def _cut(text: str, width: int, more: str = "") -> str:
    """Give the facts that fit in the width, px, each of them whole; only the first may be cut, if it is no number.

    ``more`` stands for those that are left out.
    """
    facts, left = text, ""
    while _BETWEEN in facts and _long(facts + left) > width:
        facts, left = facts.rpartition(_BETWEEN)[0], more
    if _long(facts + left) <= width:
        return facts + left
    if not any(sign.isalpha() for sign in facts):
        return left.strip() if _long(facts) > width else facts
    return QFontMetrics(worn.font("caption")).elidedText(facts + left, Qt.TextElideMode.ElideRight, max(0, width))


def _at_the_right(line: QRect, row: Row, *, longer: bool, low: bool) -> tuple[QRect | None, QRect | None, QRect | None]:
    """Place chip, words and their icon at the right end of a line; ``low``: beside one line of words."""
    right, chip = line.right() + 1, None
    if row.chip:
        width, height = _chip(row, line.width()), px(18) if low else chip_size(row.chip).height()
        chip = QRect(right - width, line.center().y() - height // 2 + 1, width, height)
        right = chip.x() - px(12)
    if not row.side:
        return chip, None, None
    marked = bool(row.side_icon) and not longer
    mark = px(18) if marked else 0
    width = max(0, min(_side(row, longer=longer), _for_side(right - line.x())) - mark)
    side = QRect(right - width, line.y(), width, line.height())
    icon = QRect(side.x() - px(18), line.center().y() - px(7) + 1, px(14), px(14)) if marked else None
    return chip, side, icon
