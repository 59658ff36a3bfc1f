"""Setting type: kerned by HarfBuzz, measured by the shaper that draws, and still the exact text to whoever copies it.

Lengths are millimetres, sizes points; the origin is the lower left corner of the canvas as it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.lib.units import mm

from smallcrm.domain.piece import Span
from smallcrm.paper import fonts
from smallcrm.paper.inks import INK, Ink

# One glyph for each letter: a ligature would be copied as one sign, an alternate is not in the embedded font.
_FEATURES = {"kern": True} | dict.fromkeys(("liga", "clig", "dlig", "rlig", "calt", "ccmp", "locl"), False)
_WORD_SPACE = {"second": 0.05}
"""Extra width of a space, in em: the light italic runs together without."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A run of text in one face: the letters and the advance of each, in thousandths of an em."""

    text: str
    advances: tuple[float, ...]
    natural: tuple[float, ...]
    """What a viewer advances by itself; the difference is the kern."""

    @property
    def em(self) -> float:
        """Width in em."""
        return sum(self.advances) / 1000


@lru_cache(maxsize=20_000)
def shape(text: str, face: str) -> Shaped:
    """Return ``text`` shaped in ``face``; the same text is shaped once."""
    text = fonts.plain(text)
    if not text:
        return Shaped("", (), ())
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    font = fonts.shaper(face)
    hb.shape(font, buffer, _FEATURES)
    scale = 1000 / font.face.upem
    advances = [0.0] * len(text)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        advances[info.cluster] += position.x_advance * scale
    widths, default = fonts.embedded(face).face.charWidths, fonts.embedded(face).face.defaultWidth
    space = _WORD_SPACE.get(face, 0.0) * 1000
    natural = tuple(float(widths.get(32 if sign == "\xa0" else ord(sign), default)) for sign in text)
    if space:
        advances = [a + space if sign in " \xa0" else a for a, sign in zip(advances, text, strict=True)]
    return Shaped(text, tuple(advances), natural)


def width(text: str, face: str, pt: float) -> float:
    """Return how wide ``text`` prints, in mm."""
    return shape(text, face).em * pt / mm


_encoded: WeakKeyDictionary[Any, dict[tuple[str, str], list[tuple[str, str]]]] = WeakKeyDictionary()


def _operators(canvas: Any, text: str, face: str) -> list[tuple[str, str]]:
    """Return (font name, TJ operand) for each part of the text that lies in one subset of the embedded font."""
    document = canvas._doc  # noqa: SLF001 — subsets belong to the document and ReportLab offers no other way to it
    known = _encoded.setdefault(document, {})
    if (text, face) in known:
        return known[text, face]
    shaped, font = shape(text, face), fonts.embedded(face)
    parts: list[tuple[str, str]] = []
    at, owed = 0, 0.0
    for subset, codes in font.splitString(shaped.text, document):
        pieces: list[str] = []
        run = bytearray()
        for code in codes:
            run.append(code)
            # What is less than a thousandth of an em is paid with the next letter, so that nothing adds up.
            owed += shaped.natural[at] - shaped.advances[at]
            kern = round(owed)
            if kern:
                pieces.append(f"({canvas._escape(bytes(run))}){kern}")  # noqa: SLF001 — its own escaping
                run.clear()
                owed -= kern
            at += 1
        if run:
            pieces.append(f"({canvas._escape(bytes(run))})")  # noqa: SLF001 — its own escaping
        parts.append((font.getSubsetInternalName(subset, document), "[" + "".join(pieces) + "] TJ"))
    known[text, face] = parts
    return parts


def draw(
    canvas: Any, x_mm: float, y_mm: float, text: str, face: str, pt: float, colour: Ink = INK, anchor: str = "left",
    *, mono: bool = False,
) -> float:  # fmt: skip
    """Draw one line with its baseline at ``y_mm`` and return its width in mm; ``anchor`` is left, middle or right."""
    if not text:
        return 0.0
    wide = width(text, face, pt)
    x = x_mm - {"left": 0.0, "middle": wide / 2, "right": wide}[anchor]
    canvas.setFillColor(colour.type_colour(mono=mono))
    operators = [f"BT 1 0 0 1 {x * mm:.3f} {y_mm * mm:.3f} Tm"]
    for font_name, shown in _operators(canvas, text, face):
        operators.append(f"{font_name} {pt:g} Tf {shown}")
    operators.append("ET")
    canvas.addLiteral(" ".join(operators))
    return wide


BOLD = {"reading": "reading-bold", "facts": "facts-bold"}
"""The face of a bold span beside each face."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta "
    "marraskuuta joulukuuta",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia r.",
}
_LITTLE = r"(?:klo|kl\.|godz\.|nr|ul\.|al\.|św\.|m\.|(?:Mr|Ms|Mrs|Dr)\.?)"
_BEFORE_NUMBER = r"(?:nro|nr\.|n\.|puh\.|ca\.|tlf\.?|tel\.|ok\.)"
_UNITS = "(?:kr|NOK|€|EUR|zł|PLN|%|°C|kg|g|km|cm|mm|m²|m|l|dl|ml|t|h|min)"
_GROUPS = r"\d{3}(?:[ \xa0]\d{3})*(?:,\d+)?[ \xa0]?"
"""The rest of an amount: 1 234,50 €."""
_LEANING = {
    "en": "[aAI]",
    "nb": "[åÅiI]",
    "pl": "(?:[aiouwzAIOUWZ]|[Dd]o|[Nn]a|[Pp]o|[Ww]e|[Zz]e|[Oo]d)",
}
"""Little words that lean on the next one and never end a line, by language."""


@lru_cache(maxsize=16)
def _glue_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    months = "|".join(re.escape(month) for month in _MONTHS.get(language, "").split()) or "(?!)"
    patterns = [rf"(?<=\d) (?=(?:{months})(?!\w))|(?<=\d\.) (?=(?:{months})(?!\w))", r" (?=[–—-](?:\s|$))"]
    patterns.append(rf"(?:(?<=[\s(])|^){_LITTLE} (?=\S)")
    patterns.append(rf"(?:(?<=[\s(])|^){_BEFORE_NUMBER} (?=[\d+])")
    if language != "en":  # English writes the sign first and the unit close
        patterns.append(rf"(?<=\d) (?=(?:{_GROUPS})?{_UNITS}(?!\w))")
    if language == "en":
        patterns.append(rf"(?<!\w)(?:{months}) (?=\d)")
    if language in _LEANING:
        patterns.append(rf"(?<![\w'’-]){_LEANING[language]} (?=\S)")
    return tuple(re.compile(pattern) for pattern in patterns)


@lru_cache(maxsize=5_000)
def glue(text: str, language: str) -> str:
    """Return ``text`` of the same length with no-break spaces where the language does not part two words."""
    for pattern in _glue_patterns(language[:2]):
        text = pattern.sub(lambda found: found[0].replace(" ", "\xa0"), text)
    return text


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: its runs and how wide it is, in mm."""

    spans: tuple[Span, ...]
    width: float
    cut: bool = False
    """It ends inside a word, and neither at a hyphen nor at a slash."""

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(span.text for span in self.spans)


_Word = tuple[Span, ...]
_HYPHENS = "-–/"
"""After these a word may be parted without a reader noticing."""
_JOINTS = _HYPHENS + "._"
"""After these a long address is parted first."""
_KEPT = 3
"""So many letters at least go over to the next line."""


def _span_width(span: Span, face: str, pt: float) -> float:
    return width(span.text, BOLD.get(face, face) if span.bold else face, pt)


def _glued(spans: tuple[Span, ...], language: str) -> list[Span]:
    texts = [fonts.plain(span.text) for span in spans]
    joined = glue("".join(texts), language)
    cut, at = [], 0
    for span, text in zip(spans, texts, strict=True):
        cut.append(Span(joined[at : at + len(text)], span.bold))
        at += len(text)
    return cut


def _words(spans: list[Span]) -> list[_Word]:
    words: list[list[Span]] = [[]]
    for span in spans:
        for number, part in enumerate(span.text.split(" ")):
            if number and words[-1]:
                words.append([])
            if part:
                words[-1].append(Span(part, span.bold))
    return [tuple(word) for word in words if word]


def _wide(word: _Word, face: str, pt: float) -> float:
    return sum(_span_width(part, face, pt) for part in word)


def _let_go(span: Span) -> Span:
    return Span(span.text.replace("\xa0", " "), span.bold)


def _parted(word: _Word, face: str, pt: float, measure: float) -> list[_Word]:
    """Return a word that is wider than the measure (a web address) in pieces that fit: at joints, else by letters."""
    left = [Span(sign, span.bold) for span in word for sign in span.text]
    pieces: list[_Word] = []
    while left:
        count = 1
        while count < len(left) and _wide(_runs(left[: count + 1]), face, pt) <= measure:
            count += 1
        if count < len(left):
            count = _joint(left, count) or max(min(count, len(left) - _KEPT), 1)
        pieces.append(_runs(left[:count]))
        left = left[count:]
    return pieces


def _joint(signs: list[Span], count: int) -> int:
    """Return how many of the first ``count`` signs end in a joint, 0 if none do."""
    places = (at for at in range(count, 1, -1) if signs[at - 1].text in _JOINTS and signs[at].text not in _JOINTS)
    return next(places, 0)


def _runs(signs: list[Span]) -> _Word:
    """Return single signs as runs of one weight."""
    weights = groupby(signs, key=lambda sign: sign.bold)
    return tuple(Span("".join(sign.text for sign in run), bold) for bold, run in weights)


def _best_breaks(widths: list[float], space: float, measure: float) -> list[int]:
    """Return where lines end, so that the sum of the squared gaps is least and the last line is no orphan."""
    count = len(widths)
    best: list[float] = [0.0] + [float("inf")] * count
    came_from = [0] * (count + 1)
    for end in range(1, count + 1):
        line = -space
        for start in range(end - 1, -1, -1):
            line += widths[start] + space
            if line > measure and start < end - 1:
                break
            gap = max(measure - line, 0.0)
            cost = gap * gap
            if end == count:
                lonely = start > 0 and (line < 0.3 * measure or end - start < 2)
                cost = 4 * measure * measure if lonely else 0.0
            if best[start] + cost < best[end]:
                best[end], came_from[end] = best[start] + cost, start
    ends = [count]
    while ends[-1]:
        ends.append(came_from[ends[-1]])
    return ends[::-1]


def _joined(words: list[_Word], face: str, pt: float) -> Line:
    runs: list[Span] = []
    for number, word in enumerate(words):
        for place, part in enumerate(word):
            text = (" " if number and not place else "") + part.text
            if runs and runs[-1].bold == part.bold:
                runs[-1] = Span(runs[-1].text + text, part.bold)
            elif runs and text.startswith(" "):
                # The space belongs to the lighter run, so that a bold gift is no wider for its neighbours.
                runs[-1] = Span(runs[-1].text + " ", runs[-1].bold)
                runs.append(Span(part.text, part.bold))
            else:
                runs.append(Span(text, part.bold))
    return Line(tuple(runs), sum(_span_width(run, face, pt) for run in runs))


@lru_cache(maxsize=2_000)
def break_lines(
    spans: tuple[Span, ...], face: str, pt: float, measure_mm: float, language: str
) -> tuple[Line, ...]:  # fmt: skip
    """Return the lines of one paragraph, set ragged right within ``measure_mm``, without hyphens."""
    words: list[_Word] = []
    cuts: set[int] = set()  # a line that ends after so many words ends inside one
    for word in _words(_glued(spans, language)):
        # what is wider than a line even so is no longer held together
        held = [word] if _wide(word, face, pt) <= measure_mm else _words([_let_go(span) for span in word])
        for part in held:
            pieces = [part] if _wide(part, face, pt) <= measure_mm else _parted(part, face, pt, measure_mm)
            cuts |= {len(words) + at for at, piece in enumerate(pieces[:-1], 1) if piece[-1].text[-1] not in _HYPHENS}
            words += pieces
    if not words:
        return ()
    widths = [_wide(word, face, pt) for word in words]
    breaks = _best_breaks(widths, width(" ", face, pt), measure_mm)
    lines = ((_joined(words[start:end], face, pt), end in cuts) for start, end in pairwise(breaks))
    return tuple(replace(line, cut=True) if cut else line for line, cut in lines)


def draw_line(
    canvas: Any, x_mm: float, y_mm: float, line: Line, face: str, pt: float, colour: Ink = INK, *, mono: bool = False
) -> None:
    """Draw a broken line, bold runs in the bold face, with its baseline at ``y_mm``."""
    for span in line.spans:
        run_face = BOLD.get(face, face) if span.bold else face
        x_mm += draw(canvas, x_mm, y_mm, span.text, run_face, pt, colour, mono=mono)
