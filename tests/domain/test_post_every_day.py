"""Post-by and print-by of every day of nine years in four countries, and public holidays written down by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from smallcrm.domain.model import Occasion
from smallcrm.domain.occasions import day_in, days_of
from smallcrm.domain.post import PostCalendar, Soon, is_open, last_day_printed, post_by, print_by, printing_group

ONE = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2032, 12, 31)
DAYS = [FIRST + n * ONE for n in range((LAST - FIRST).days + 1)]


def easter(year: int) -> date:
    """Give Easter Sunday: of the moon's and the sun's rounds, as Gauss reckoned for this and the last century."""
    moon, four, seven = year % 19, year % 4, year % 7
    full = (19 * moon + 24) % 30
    sunday = (2 * four + 4 * seven + 6 * full + 5) % 7
    return date(year, 3, 22) + timedelta(days=full + sunday)


def first_weekday(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def fixed(year: int, *days: str) -> set[date]:
    return {date.fromisoformat(f"{year}-{day}") for day in days}


def finland(year: int) -> set[date]:
    sunday = easter(year)
    midsummer, saints = first_weekday(date(year, 6, 20), 5), first_weekday(date(year, 10, 31), 5)
    return {
        *fixed(year, "01-01", "01-06", "05-01", "12-06", "12-24", "12-25", "12-26"),
        *(sunday + n * ONE for n in (-2, 0, 1, 39, 49)),
        *(midsummer - ONE, midsummer, saints),
    }


def norway(year: int) -> set[date]:
    around = (-3, -2, 0, 1, 39, 49, 50)
    return {*fixed(year, "01-01", "05-01", "05-17", "12-25", "12-26"), *(easter(year) + n * ONE for n in around)}


def poland(year: int) -> set[date]:
    days = ("01-01", "01-06", "05-01", "05-03", "08-15", "11-01", "11-11", "12-25", "12-26")
    eve = ("12-24",) if year >= 2025 else ()
    return {*fixed(year, *days, *eve), *(easter(year) + n * ONE for n in (0, 1, 49, 60))}


def england(year: int) -> set[date]:
    found = {easter(year) - 2 * ONE, easter(year) + ONE, first_weekday(date(year, 5, 1), 0)}
    found |= {first_weekday(date(year, 5, 25), 0), first_weekday(date(year, 8, 25), 0)}
    for day in sorted(fixed(year, "01-01", "12-25", "12-26")):
        found.add(next(free for n in range(9) if (free := day + n * ONE).weekday() < 5 and free not in found))
    return found


COUNTRIES = {"FI": finland, "NO": norway, "PL": poland, "GB": england}


def calendar(country: str, recipient: str = "", **changes: object) -> PostCalendar:
    years = range(FIRST.year - 2, LAST.year + 3)
    home = frozenset(day for year in years for day in COUNTRIES[country](year))
    there = frozenset(day for year in years for day in COUNTRIES[recipient or country](year))
    made = PostCalendar(delivery_holidays=home, recipient_holidays=there, closed=home)
    return replace(made, **changes)  # type: ignore[arg-type]


def comes(posted: date, cal: PostCalendar) -> date:
    """Tell the day on which a letter comes, walking forward as the post does: on Saturday it waits for Monday."""
    day, left = posted, cal.lead_days
    while day.weekday() > 4 or day in cal.delivery_holidays:
        day += ONE
    while left:
        day += ONE
        left -= day.weekday() < 5 and day not in cal.delivery_holidays
    while day.weekday() > 4 or day in cal.recipient_holidays:
        day += ONE
    return day


def due(day: date, cal: PostCalendar) -> date:
    """Tell the last day on which post is brought, up to that day."""
    while day.weekday() > 4 or day in cal.recipient_holidays:
        day -= ONE
    return day


def next_open(day: date, cal: PostCalendar) -> date:
    day += ONE
    while not is_open(day, cal):
        day += ONE
    return day


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize(
    ("recipient", "lead", "handling", "open_days"),
    [
        ("", 5, 1, (0, 1, 2, 3, 4)),
        ("", 2, 0, (0, 1, 2, 3, 4, 5)),
        ("", 3, 3, (1, 3)),
        ("PL", 10, 1, (0, 1, 2, 3, 4)),
        ("GB", 8, 1, (2, 3, 4, 5, 6)),
    ],
)
def test_every_day_of_nine_years(
    country: str, recipient: str, lead: int, handling: int, open_days: tuple[int, ...]
) -> None:
    cal = calendar(country, recipient, lead_days=lead, handling_days=handling, open_days=open_days)
    before = None
    for day in DAYS:
        posted, printed = post_by(day, cal), print_by(day, cal)
        assert posted <= day
        assert is_open(posted, cal)
        assert is_open(printed, cal)
        assert comes(posted, cal) <= due(day, cal) <= day
        later = next_open(posted, cal)
        assert later > day or comes(later, cal) > due(day, cal), (day, posted, later)
        between = printed
        for _ in range(handling):
            between = next_open(between, cal)
        assert between == posted
        assert before is None or (posted >= before[0] and printed >= before[1])
        before = posted, printed


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_last_day_printed_by_then(country: str) -> None:
    cal = calendar(country)
    for limit in DAYS[::7]:
        day = last_day_printed(limit, cal)
        assert print_by(day, cal) <= limit < print_by(day + ONE, cal)


def test_the_group_of_every_day() -> None:
    order = list(Soon)
    for today in DAYS[:14]:
        groups = [printing_group(today + n * ONE, today) for n in range(-9, 22)]
        assert groups == sorted(groups, key=order.index)
        assert groups.count(Soon.TODAY) == 10
        assert groups.count(Soon.THIS_WEEK) == 6 - today.weekday()
        assert groups.count(Soon.NEXT_WEEK) == 7


@pytest.mark.parametrize(("rule", "kept"), [("28", (2, 28)), ("1", (3, 1))])
def test_born_on_the_leap_day_each_year_has_one_card(rule: str, kept: tuple[int, int]) -> None:
    leapling, cal = Occasion("birthday", 2, 29, 2000), calendar("FI")
    days = days_of(leapling, FIRST, LAST, rule)
    assert [day.year for day in days] == list(range(2024, 2033))
    for day in days:
        leap = day.year in {2024, 2028, 2032}
        assert (day.month, day.day) == ((2, 29) if leap else kept)
        assert day_in(leapling, day.year, rule) == day
        assert comes(post_by(day, cal), cal) <= day
    # 2027: a Sunday and a Monday; five working days back from Friday 26 February and from Monday 1 March
    assert post_by(day_in(leapling, 2027, rule), cal) == (date(2027, 2, 19) if rule == "28" else date(2027, 2, 22))
