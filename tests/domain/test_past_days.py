"""Days that have been, in words of four languages."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.past_days import past_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("language", "said", "ago"),
    [
        ("en", "last Friday", 3),
        ("en", "on Friday", 3),
        ("en", "Fri", 3),
        ("en", "Monday", 0),
        ("en", "last Monday", 7),
        ("en", "3 days ago", 3),
        ("en", "three days ago", 3),
        ("en", "a week ago", 7),
        ("en", "Two weeks ago", 14),
        ("en", "the day before yesterday", 2),
        ("en", "a month ago", 31),
        ("fi", "viime perjantaina", 3),
        ("fi", "perjantaina", 3),
        ("fi", "pe", 3),
        ("fi", "3 päivää sitten", 3),
        ("fi", "kolme päivää sitten", 3),
        ("fi", "viikko sitten", 7),
        ("fi", "toissapäivänä", 2),
        ("nb", "forrige fredag", 3),
        ("nb", "fredag sist", 3),
        ("nb", "sist lørdag", 2),
        ("nb", "på fredag", 3),
        ("nb", "for 3 dager siden", 3),
        ("nb", "for to uker siden", 14),
        ("nb", "i forgårs", 2),
        ("pl", "w piątek", 3),
        ("pl", "w zeszły piątek", 3),
        ("pl", "w zeszłą środę", 5),
        ("pl", "we wtorek", 6),
        ("pl", "3 dni temu", 3),
        ("pl", "trzy dni temu", 3),
        ("pl", "tydzień temu", 7),
        ("pl", "przedwczoraj", 2),
        ("pl", "last Friday", 3),
        ("en", "viime perjantaina", 3),
    ],
)
def test_a_day_is_meant_as_people_say_it(language: str, said: str, ago: int) -> None:
    assert past_day(said, language, MONDAY) == MONDAY - timedelta(days=ago)


@pytest.mark.parametrize("said", ["", "next Friday", "in 3 days", "last week", "ago", "0x3 days ago", "999 years ago"])
def test_what_is_not_a_day_gone_by_is_none(said: str) -> None:
    assert past_day(said, "en", MONDAY) is None


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_never_to_come_and_never_more_than_a_week_ago(today: date, number: int) -> None:
    name = calendar.day_name[number]
    plain, last = past_day(name, "en", today), past_day(f"last {name}", "en", today)
    assert plain is not None
    assert last is not None
    assert plain.weekday() == last.weekday() == number
    assert today - timedelta(days=6) <= plain <= today
    assert today - timedelta(days=7) <= last < today


@given(st.dates(date(1980, 1, 1), date(2200, 12, 31)), st.integers(1, 400))
def test_months_ago_end_with_the_month(today: date, months: int) -> None:
    found = past_day(f"{months} months ago", "en", today)
    assert found is not None
    assert (today.year - found.year) * 12 + today.month - found.month == months
    assert found.day <= today.day
