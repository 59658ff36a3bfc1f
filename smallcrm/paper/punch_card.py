"""The face of a membership card, 85 x 54: who it is, the fields of its punch card, its terms and its bar code.

Millimetres from the lower left corner of the face. On stock of another size the face lies in the middle of the card.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from reportlab.lib.units import mm

from smallcrm.domain.card_numbers import LENGTH, grouped
from smallcrm.domain.loyalty_terms import ExpiryBasis, Terms, grid
from smallcrm.domain.member_card import MemberCard
from smallcrm.domain.piece import Span
from smallcrm.domain.reason import Reason, reason
from smallcrm.paper import card_words, fonts, setting
from smallcrm.paper.art.rewards import HEIGHT, PICTURES, SPAN, draw_mark, picture_for
from smallcrm.paper.bars import bars_of, draw_bars
from smallcrm.paper.card_foot import LINES, MOST, PT, foot_lines
from smallcrm.paper.fitting import fitted, parted
from smallcrm.paper.inks import NIGHT, OCHRE, PETROL, RULE
from smallcrm.paper.seal import draw_seal
from smallcrm.paper.shapes import Pen, stamp
from smallcrm.paper.windows import Box

WIDTH, HIGH = 85.0, 54.0
LEFT, RIGHT = 5.0, 80.0
"""All of it stands between these."""
FIELDS = Box(LEFT, 15.4, RIGHT - LEFT, 22.3)
"""The room of the fields; y from the upper edge."""
BAR_BASE, BAR_HEIGHT = 8.0, 6.4
_GAP_X, _GAP_Y, _CORNER = 2.0, 1.5, 2.6
_OUTLINE = 0.3
_RATIO = 10.4 / 13.4
_ALONE = 14.0
"""Height of the fields where there is one row."""
_SEAL = 0.35
"""Radius of a stamp that is printed, in heights of its field."""
_HEAD_X, _HOLDER = 16.3, 31.0
_SHRUNK = 0.72
"""The name of the programme stands on one line down to this share of its size."""
_NAME, _SMALLER, _SMALLEST = 8.5, 7.5, 6.6
_SINCE, _SHOP, _DIGIT, _NUMBER = 6.5, 6.8, 6.8, 6.8
_TERM_BASES = (11.5, 8.55, 5.6)
_MORE_BASES = (13.15, 10.6, 8.05, 5.5)
"""Of the lines at the foot, from the lower edge: three as a rule, four closer to each other."""
_TRACKING = 0.48
"""Between the digits of the number, pt."""
_AFTER_TERMS = 0.5


@dataclass(frozen=True, slots=True)
class _Head:
    """How the head stands: size of the programme's name in pt, seal, and how far all stands below the middle in mm."""

    pt: float
    radius: float
    middle: float
    down: float


_TALL, _LOW = _Head(15.5, 4.4, 8.8, 0.0), _Head(14.6, 4.0, 9.1, 0.4)
"""On stock lower than the face the head keeps off its edge."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its number, its place (y from the upper edge of the face), and what it brings."""

    number: int
    box: Box
    reward: bool = False
    interim: bool = False


def fields_of(terms: Terms) -> tuple[Field, ...]:
    """Give the fields in reading order: every row as wide as the card, as many as ``grid`` says."""
    return _fields(terms.goal, terms.interim.at_stamp if terms.interim else 0)


@lru_cache(maxsize=64)
def _fields(goal: int, interim: int) -> tuple[Field, ...]:
    rows = grid(goal)
    high = (FIELDS.height - (len(rows) - 1) * _GAP_Y) / len(rows)
    if len(rows) == 1:
        high = min(high, max(_RATIO * (FIELDS.width - (rows[0] - 1) * _GAP_X) / rows[0], _ALONE))
    top = FIELDS.y + (FIELDS.height - len(rows) * high - (len(rows) - 1) * _GAP_Y) / 2
    found: list[Field] = []
    for row, count in enumerate(rows):
        wide = (FIELDS.width - (count - 1) * _GAP_X) / count
        for column in range(count):
            number = len(found) + 1
            box = Box(FIELDS.x + column * (wide + _GAP_X), top + row * (high + _GAP_Y), wide, high)
            found.append(Field(number, box, reward=number == goal, interim=number == interim))
    return tuple(found)


def terms_lines(card: MemberCard, symbology: str = "code128") -> tuple[str, ...]:
    """Give the lines at the foot: what a stamp is for, what the stamps bring, how long stamps and rewards are good.

    The shop's own words come first, and below them what they leave unsaid. More than four lines do not fit.
    """
    width = _terms_width(symbology) if card.number else RIGHT - LEFT
    return foot_lines(card.programme.terms, card.language, card.country, card.valid_until, width)


def suggested(terms: Terms, language: str, country: str) -> tuple[str, ...]:
    """Give the lines at the foot of a card whose shop says nothing of its own."""
    plain = replace(terms, words="")
    return foot_lines(plain, language, country, valid_until(terms), _terms_width("code128"))


def valid_until(terms: Terms) -> Any:
    """Give the last good day of a card printed today, where the terms name one."""
    return terms.expiry.on if terms.expiry.basis is ExpiryBasis.DATE else None


def problem(card: MemberCard, symbology: str = "code128") -> Reason | None:
    """Give what keeps the card from being printed: a letter that no face has, a name or terms too long for it."""
    texts = (
        ("name", card.name, "facts-bold"), ("programme", card.programme.name, "display"),
        ("text", card.shop_name, "facts"), ("text", " ".join(terms_lines(card, symbology)), "facts"),
    )  # fmt: skip
    for field, text, face in texts:
        letters = fonts.missing(text, face)
        if letters:
            return reason("no_glyph", letters=" ".join(sorted(letters)), field=field)
    if not card.programme.name.strip():
        return reason("missing_field", field="programme")
    if _holder(card.name) is None:
        return reason("card_text_too_long", field="name")
    if len(terms_lines(card, symbology)) > MOST:
        return reason("card_text_too_long", field="text")
    return None


def draw_punch_card(
    canvas: Any, card: MemberCard, box: Box, *, symbology: str = "code128", mono: bool = False
) -> None:  # fmt: skip
    """Draw one face in the middle of ``box``: its lower left corner and its size in mm, y up."""
    canvas.saveState()
    head = _TALL if box.height >= HIGH else _LOW
    x, y = box.x + (box.width - WIDTH) / 2, box.y + (box.height - HIGH) / 2 - head.down
    canvas.translate(x * mm, y * mm)
    key = repr((replace(card, number=str(bool(card.number)), name="", since=0, customer_id=0), head, symbology, mono))
    name = "punch" + hashlib.sha256(key.encode()).hexdigest()[:12]
    stamp(canvas, name, lambda target: _draw_common(target, card, head, symbology, mono))
    draw_seal(canvas, LEFT + 4.4, HIGH - head.middle, head.radius, card.shop_name, mono=mono)
    _draw_holder(canvas, card, mono)
    if card.number:
        _draw_number(canvas, card.number, symbology)
    canvas.restoreState()


def _draw_common(canvas: Any, card: MemberCard, head: _Head, symbology: str, mono: bool) -> None:
    """Draw what all cards of a programme have alike."""
    _draw_head(canvas, card, head.pt, mono)
    for field in fields_of(card.programme.terms):
        _draw_field(canvas, card, field, mono)
    lines = terms_lines(card, symbology)
    for base, line in zip(_TERM_BASES if len(lines) <= LINES else _MORE_BASES, lines, strict=False):
        setting.draw(canvas, LEFT, base, line, "facts", PT, mono=mono)


def _draw_head(canvas: Any, card: MemberCard, largest: float, mono: bool) -> None:
    room = RIGHT - _HOLDER - 1.6 - _HEAD_X
    name = fonts.plain(card.programme.name).strip()
    pt = fitted(name, "display", largest, room)
    if pt >= _SHRUNK * largest:
        setting.draw(canvas, _HEAD_X, HIGH - 8.25, name, "display", pt, NIGHT, mono=mono)
        return _draw_shop(canvas, card.shop_name, HIGH - 12.3, room, mono)
    lines = parted(name)
    pt = min(fitted(line, "display", 10.5, room) for line in lines)
    for number, line in enumerate(lines):
        setting.draw(canvas, _HEAD_X, HIGH - 6.3 - number * 1.08 * pt / mm, line, "display", pt, NIGHT, mono=mono)
    return _draw_shop(canvas, card.shop_name, HIGH - 13.2, room, mono)


def _draw_shop(canvas: Any, name: str, base: float, room: float, mono: bool) -> None:
    name = fonts.plain(name).strip()
    setting.draw(canvas, _HEAD_X, base, name, "facts", fitted(name, "facts", _SHOP, room), mono=mono)


def _draw_field(canvas: Any, card: MemberCard, field: Field, mono: bool) -> None:
    box = field.box
    low = HIGH - box.bottom
    corner = min(_CORNER, 0.32 * box.height)
    half = 0.0 if field.reward else _OUTLINE / 2
    place = ((box.x + half) * mm, (low + half) * mm, (box.width - 2 * half) * mm, (box.height - 2 * half) * mm)
    if field.reward:
        canvas.setFillColor(OCHRE.colour(mono=mono))
        canvas.roundRect(*place, corner * mm, stroke=0, fill=1)
        _art(canvas, box, PICTURES[picture_for(card.programme.icon, card.shop_kind)], mono)
        return
    canvas.setStrokeColor(PETROL.colour(mono=mono))
    canvas.setLineWidth(_OUTLINE * mm)
    canvas.roundRect(*place, corner * mm, stroke=1, fill=0)
    if field.number <= card.filled:
        radius = min(_SEAL * box.height, _SEAL * box.width)
        draw_seal(canvas, box.x + box.width / 2, HIGH - box.y - box.height / 2, radius, card.shop_name, mono=mono)
        return
    tight = min(1.0, box.height / 10.4)
    base, text = HIGH - box.y - 1.05 - 2.4 * tight, str(field.number)
    wide = setting.draw(canvas, box.x + 1.9, base, text, "facts-medium", _DIGIT, PETROL, mono=mono)
    if field.interim:
        half = 2.4 * tight
        _art(canvas, box, draw_mark, mono, at=max(0.62 * box.width, 1.9 + wide + 0.5 + half))


def _art(canvas: Any, box: Box, draw: Callable[[Pen], None], mono: bool, *, at: float = 0.0) -> None:
    """Draw a picture in a field, in the middle or ``at`` mm from its left edge, smaller where the field is low."""
    canvas.saveState()
    canvas.scale(mm, mm)
    pen = Pen(canvas, mono)
    with pen.at(box.x + (at or box.width / 2), HIGH - box.y - box.height / 2):
        scale = min(1.0, box.height / (HEIGHT + 2), box.width / (SPAN + 2))
        canvas.scale(scale, scale)
        draw(pen)
    canvas.restoreState()


def _draw_holder(canvas: Any, card: MemberCard, mono: bool) -> None:
    if not card.name:  # somebody will write it
        canvas.setStrokeColor(RULE.colour(mono=mono))
        canvas.setLineWidth(0.2 * mm)
        canvas.line((RIGHT - _HOLDER) * mm, (HIGH - 10.4) * mm, RIGHT * mm, (HIGH - 10.4) * mm)
        return
    pt, lines = _holder(card.name) or (_SMALLEST, (card.name,))
    tops = {1: HIGH - 7.95, 2: HIGH - 7.55, 3: HIGH - 6.6}
    for number, line in enumerate(lines):
        base = tops[len(lines)] - number * (3.65 if len(lines) == 2 else 3.0)
        setting.draw(canvas, RIGHT, base, line, "facts-bold", pt, anchor="right", mono=mono)
    if card.since and len(lines) == 1:
        text = card_words.since(card.since, card.language)
        setting.draw(canvas, RIGHT, HIGH - 11.95, text, "facts", _SINCE, anchor="right", mono=mono)


@lru_cache(maxsize=2_000)
def _holder(name: str) -> tuple[float, tuple[str, ...]] | None:
    """Give the size and the lines of a name: one line, then two, then three in the smallest type; None: too long."""
    name = fonts.plain(name).strip()
    if fitted(name, "facts-bold", _NAME, _HOLDER) >= _SMALLER:
        return fitted(name, "facts-bold", _NAME, _HOLDER), (name,)
    two = parted(name)
    pt = min(fitted(line, "facts-bold", _SMALLER, _HOLDER) for line in two)
    if pt >= _SMALLEST:
        return pt, two
    broken = setting.break_lines((Span(name),), "facts-bold", _SMALLEST, _HOLDER, "")
    if len(broken) > 3 or any(line.cut for line in broken):
        return None
    return _SMALLEST, tuple(line.text for line in broken)


def _draw_number(canvas: Any, number: str, symbology: str) -> None:
    bars = bars_of(number, symbology)
    left = draw_bars(canvas, bars.widths, RIGHT, BAR_BASE, bars.module, BAR_HEIGHT)
    draw_digits(canvas, (left + RIGHT) / 2, 5.6, number, _NUMBER)


def draw_digits(canvas: Any, middle: float, base: float, number: str, pt: float) -> None:
    """Draw a number for people around ``middle``, its digits a little apart."""
    text = grouped(number)
    wide = setting.width(text, "facts-medium", pt) + (len(text) - 1) * _TRACKING / mm
    canvas.saveState()
    canvas.addLiteral(f"{_TRACKING} Tc")
    setting.draw(canvas, middle - wide / 2, base, text, "facts-medium", pt)
    canvas.restoreState()


@cache
def _terms_width(symbology: str) -> float:
    """Give the room left of the bars and their white, which are as wide for every number."""
    bars = bars_of("0" * LENGTH, symbology)
    return RIGHT - bars.width - bars.quiet - _AFTER_TERMS - LEFT
