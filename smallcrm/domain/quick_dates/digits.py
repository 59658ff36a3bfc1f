"""Dates and times in digits: the forms of a language, as shapes that patterns can name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from smallcrm.domain.quick_dates.grammar import Caught, Shape
from smallcrm.domain.quick_dates.words import Line

_DASH = r"\s?[-–—]\s?"
_ROMAN = {r: n for n, r in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"), 1)}
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9])")
_WITH_YEAR = re.compile(
    r"(?P<day>[0-9]{1,2})(?:(?P<slash>/)|[.-])(?P<month>[0-9]{1,2})(?(slash)/|[.-])(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
)
_SLASH_DASH_YEAR = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<slash>/)(?P<month>[0-9]{1,2})[-–](?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
)
_WIDE_YEAR = re.compile(r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s(?P<year>[0-9]{4})(?![0-9])")
_WITH_STOP = re.compile(r"(?P<day>[0-9]{1,2})\.(?:(?P<month>[0-9]{1,2})\.?|\s(?P<wide>[0-9]{1,2})\.)(?![0-9])")
_FROM_TO = re.compile(rf"(?P<day>[0-9]{{1,2}})\.?{_DASH}[0-9]{{1,2}}\.\s?(?P<month>[0-9]{{1,2}})\.(?![0-9])")
_FROM_TO_FULL = re.compile(
    rf"(?P<day>[0-9]{{1,2}})\.(?P<month>[0-9]{{1,2}})\.?{_DASH}[0-9]{{1,2}}\.[0-9]{{1,2}}\.?(?![0-9])"
)
_WITH_SLASH = re.compile(r"(?P<day>[0-9]{1,2})(?P<slash>/)(?P<month>[0-9]{1,2})(?![0-9/])")
_WITH_ROMAN = re.compile(
    r"(?P<day>[0-9]{1,2})(?:\.\s?|/|\s)(?P<roman>X?I{2,3}|I?[VX]|VI{1,3}|XI{0,2}|I)(?![\w'’])"
    r"(?:[./](?P<year>[0-9]{4})(?![0-9])|\.)?"
)
_CLOCK = re.compile(
    rf"(?P<hour>[0-9]{{1,2}})(?:[.:](?P<minute>[0-5][0-9]))?(?P<span>{_DASH}[0-9]{{1,2}}(?:[.:][0-5][0-9])?)?(?![0-9]|[.,:/][0-9])"
)
_FOUR = re.compile(r"(?P<hour>[0-9]{2})(?P<minute>[0-5][0-9])(?![0-9]|[.,:/][0-9])")


def shapes(
    separators: str, nth_end: str, *, day_end: str = "", hour_end: str = "", roman: bool = False
) -> Mapping[str, Shape]:
    """Return the forms of digits: what parts a date, and what is written on the number of a day or an hour."""
    dates = [_ISO, _WITH_YEAR, _WIDE_YEAR]
    dates += [_FROM_TO, _FROM_TO_FULL, _WITH_STOP] if "." in separators else []
    dates += [_SLASH_DASH_YEAR, _WITH_SLASH] if "/" in separators else []
    dates += [_WITH_ROMAN] if roman else []
    number, end = r"(?P<day>[0-9]{1,2})", r"(?![0-9]|[.,:/][0-9])"
    marked = rf"(?:{day_end or nth_end})?"
    day = re.compile(rf"{number}{marked}(?:{_DASH}[0-9]{{1,2}}{marked})?{end}", re.IGNORECASE)
    nth = re.compile(rf"{number}(?:{nth_end}){end}", re.IGNORECASE)
    clock = re.compile(rf"{_CLOCK.pattern}(?:{hour_end})?", re.IGNORECASE) if hour_end else _CLOCK
    return {
        "DATE": _shape(dates),
        "DAY": _shape([day]),
        "NTH": _shape([nth]),
        "CLOCK": _shape([clock, _FOUR]),
        "HM": _shape([clock], needs="minute"),
        "H": _shape([clock], refuses="minute"),
        "UNTIL": _untold(_shape([clock])),
        "YEAR": _shape([re.compile(r"(?P<year>[0-9]{4})(?![0-9]|[.,:/][0-9])")]),
    }


def _shape(forms: list[re.Pattern[str]], needs: str = "", refuses: str = "") -> Shape:
    def ends(line: Line, i: int) -> Iterator[tuple[int, Caught]]:
        if not line.numbers[i]:
            return
        for form in forms:
            found = form.match(line.text, line.tokens[i].start, line.stop)
            end = line.after.get(found.end()) if found else None
            if found is None or end is None:
                continue
            parts = found.groupdict()
            if (not needs or parts[needs]) and not (refuses and parts[refuses]):
                yield end, _numbers(parts)

    return ends


def _untold(shape: Shape) -> Shape:
    """Return the shape for the end of a span of time, of which only the start is told."""
    return lambda line, i: ((end, {}) for end, _ in shape(line, i))


def _numbers(parts: Mapping[str, str | None]) -> Caught:
    caught: Caught = {}
    for name, value in parts.items():
        if value is None:
            continue
        if name in {"slash", "stop", "span"}:
            caught[name] = 1
        elif name == "roman":
            caught["month"] = _ROMAN.get(value, 0)
        else:
            caught["month" if name == "wide" else name] = int(value)
    year = parts.get("year")
    if year is not None and len(year) == 2:
        caught["year"] = 2000 + int(year)
    hour = parts.get("hour")
    if hour is not None and len(hour) == 2 and hour[0] == "0":
        caught["exact"] = 1
    return caught
