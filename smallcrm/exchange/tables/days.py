"""Days as people write them: in every order, with month names of five languages, with and without a year."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = (
    "january jan tammikuu tammi januar styczen stycznia sty stycz januari",
    "february feb helmikuu helmi februar luty lutego lut februari",
    "march mar maaliskuu maalis mars marzec marca marz",
    "april apr huhtikuu huhti kwiecien kwietnia kwi kwiec",
    "may toukokuu touko mai maj maja",
    "june jun kesakuu kesa juni czerwiec czerwca cze czerw",
    "july jul heinakuu heina juli lipiec lipca lip",
    "august aug elokuu elo sierpien sierpnia sie sierp augusti",
    "september sep sept syyskuu syys wrzesien wrzesnia wrz",
    "october oct lokakuu loka oktober okt pazdziernik pazdziernika paz",
    "november nov marraskuu marras listopad listopada lis",
    "december dec joulukuu joulu desember des grudzien grudnia gru december",
)
_ROMAN = {
    r: n for n, r in enumerate(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"], start=1)
}
_FILLER = _set("r rok of the den d dnia ur ur. th st nd rd og")
_THREE = re.compile(r"(\d{1,4})\s*([./\-\s])\s*(\d{1,2})\s*([./\-\s])\s*(\d{1,4})\.?(?:\s*r\.?)?$")
_TWO = re.compile(r"(\d{1,2})\s*([./\-])\s*(\d{1,2})\s*[./]?$")
_CARD_DAY = re.compile(r"--(\d{2})-?(\d{2})$")
_TIME = re.compile(
    r"(?<=\d)[T ]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"^(?:s|synt|syntynyt|synt\.?aika|f|fødd?t?|født|ur|urodz|urodzon[yae]|b|born|dob|bday|\*)[.:]*\s*(?=\d)",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"(?<=\d)[\s,]+\(?\s*(?:age|ikä|alder|wiek)?:?\s*\d{1,3}\s?(?:-?v|vuotta|år|lat|rok|lata|yrs?|years?|y)\.?"
    r"(?: old)?\s*\)?$"
    r"|(?<=[\d.])\s*\(\d{1,3}\)$",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"(?<=\d[.])\s*[-–'’](?=\d{2}$)")
_NONE = re.compile(r"[0./\-\s?]*$")
_NO_YEAR = frozenset({0, 1604, 1, 4, 1004})
_FIRST_SERIAL, _LAST_SERIAL = 3000, 60000
_EXCEL_ZERO = date(1899, 12, 30)


class NotADay(ValueError):  # noqa: N818 — it is a finding about a text
    """The text is no day of the calendar."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a year, or of every year."""

    month: int
    day: int
    year: int | None = None

    @property
    def date(self) -> date | None:
        """Return the date, or None without a year."""
        return date(self.year, self.month, self.day) if self.year else None


def votes(values: Iterable[str]) -> tuple[int, int, int]:
    """Return how many values are certainly day first, month first, and year first."""
    dmy = mdy = ymd = 0
    for value in values:
        found = _THREE.fullmatch(_TIME.sub("", value.strip()))
        if not found:
            continue
        first, middle = int(found[1]), int(found[3])
        if len(found[1]) == 4:
            ymd += 1
        elif 12 < first <= 31 and middle <= 12:
            dmy += 1
        elif 12 < middle <= 31 and first <= 12:
            mdy += 1
        elif found[2] == ".":
            dmy += 1
    return dmy, mdy, ymd


def read_day(text: str, order: str, today: date) -> Day | None:
    """Return the day that a text means (``order``: dmy, mdy, ymd), None for nothing; NotADay if there is none."""
    value = _bare_text(_TIME.sub("", unicodedata.normalize("NFKC", text).strip().strip("'\"")))
    if _NONE.fullmatch(value):
        return None
    day = _numbers(value, order, today) or _with_month_name(value, today)
    if day is None:
        raise NotADay(text)
    year = None if day.year in _NO_YEAR else day.year
    if not 1 <= day.month <= 12 or not 1 <= day.day <= calendar.monthrange(year or 2000, day.month)[1]:
        raise NotADay(text)
    if year is not None and not 1800 <= year <= 2200:
        raise NotADay(text)
    return Day(day.month, day.day, year)


def _bare_text(value: str) -> str:
    """Take off what people write around a day: ``s. 3.12.1980``, ``3.12.1980 (70v)``, the dash of ``3.12.-80``."""
    value = _AGE.sub("", _BORN.sub("", value))
    return _SHORT_YEAR.sub("", value)


def _numbers(value: str, order: str, today: date) -> Day | None:
    yearless = _CARD_DAY.fullmatch(value)
    if yearless:
        return Day(int(yearless[1]), int(yearless[2]))
    three = _THREE.fullmatch(value)
    if three:
        return _three(three, order, today)
    two = _TWO.fullmatch(value)
    if two:
        first, second = int(two[1]), int(two[3])
        month_first = two[2] == "-" or (two[2] == "/" and order == "mdy")
        if (month_first and first <= 12) or second > 12:
            return Day(first, second)
        return Day(second, first)
    return _bare(value, order, today) if value.isdecimal() else None


def _three(found: re.Match[str], order: str, today: date) -> Day:
    a, b, c = int(found[1]), int(found[3]), int(found[5])
    if len(found[1]) >= 3:
        return Day(b, c, a)
    if len(found[5]) <= 2 and (order == "ymd" or (a > 31 and b <= 12)):
        return Day(b, c, _century(a, today))
    year = c if len(found[5]) >= 3 else _century(c, today)
    month_first = order == "mdy" and found[2] != "."
    if (month_first and a <= 12) or (b > 12 and a <= 12):
        return Day(a, b, year)
    return Day(b, a, year)


def _bare(value: str, order: str, today: date) -> Day | None:
    if len(value) == 8:
        if 1800 <= int(value[:4]) <= 2200 and 1 <= int(value[4:6]) <= 12:
            return Day(int(value[4:6]), int(value[6:]), int(value[:4]))
        first, second = int(value[:2]), int(value[2:4])
        return Day(first, second, int(value[4:])) if order == "mdy" else Day(second, first, int(value[4:]))
    if len(value) == 6:
        return Day(int(value[2:4]), int(value[:2]), _century(int(value[4:]), today))
    if len(value) in {4, 5} and _FIRST_SERIAL <= int(value) <= _LAST_SERIAL:
        day = _EXCEL_ZERO + timedelta(days=int(value))
        return Day(day.month, day.day, day.year)
    return None


def _century(year: int, today: date) -> int:
    """Return the latest year that has come and ends in these two digits."""
    return 2000 + year if 2000 + year <= today.year else 1900 + year


@cache
def _months() -> dict[str, int]:
    return {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}


def _month(word: str) -> int:
    """Return the number of a month by its name in any form, or 0."""
    months = _months()
    if word in months:
        return months[word]
    for end in ("ta", "n", "ssa"):
        bare = word.removesuffix(end)
        if bare in months and bare.endswith("kuu"):
            return months[bare]
    return 0


def month_number(text: str) -> int:
    """Return the number of a month by its name alone, in any of our languages, or 0."""
    return _month(_plain(text.strip(" .")))


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def _with_month_name(value: str, today: date) -> Day | None:
    """Read ``13. mai 1980``, ``13 maja 1980 r.``, ``May 13th, 1980``, ``toukokuun 13.``, ``13 V 1980``."""
    month, numbers, left = 0, [], 0
    for word in re.findall(r"\d+|[^\W\d_]+", _plain(value)):
        if word.isdecimal():
            numbers.append(word)
        elif not month and _month(word):
            month = _month(word)
        elif not month and word in _ROMAN:
            month = _ROMAN[word]
        elif word not in _FILLER and not (word.endswith(("day", "dag", "tai", "na", "nna")) and not numbers):
            left += 1
    if not month or not 1 <= len(numbers) <= 2 or left or len(value) > 60:
        return None
    if len(numbers) == 1:
        return Day(month, int(numbers[0])) if len(numbers[0]) <= 2 else None
    if len(numbers[0]) == 4:
        numbers.reverse()
    day, year = numbers
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    return Day(month, int(day), int(year) if len(year) == 4 else _century(int(year), today))
