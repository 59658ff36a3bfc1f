"""How often somebody comes, and from when on they are late: the rule against its words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.rhythm import Rhythm, rhythm

DAY = date(2026, 3, 2)
DAYS = st.lists(st.dates(date(2000, 1, 1), date(2060, 12, 31)), max_size=12)


def came(*gaps: int) -> list[date]:
    days = [DAY]
    for gap in gaps:
        days.append(days[-1] + timedelta(days=gap))
    return days


def test_nobody_has_a_rhythm_before_the_third_visit() -> None:
    assert rhythm([]) == Rhythm()
    assert rhythm([DAY]) == Rhythm(1, DAY)
    assert rhythm(came(7)) == Rhythm(2, DAY + timedelta(days=7))
    assert rhythm([DAY] * 5) == Rhythm(1, DAY)


def test_every_five_weeks_is_late_after_seven_and_a_half() -> None:
    days = came(35, 35, 35)
    known = rhythm(days)
    assert (known.visits, known.usual_days) == (4, 35)
    assert known.late_on == days[-1] + timedelta(days=53)


def test_only_the_last_six_gaps_count() -> None:
    assert rhythm(came(400, 400, 400, 7, 7, 7, 7, 7, 7)).usual_days == 7
    assert rhythm(came(7, 7, 7, 30, 30, 30, 30, 30)).usual_days == 30


def test_the_end_of_the_calendar_is_no_trouble() -> None:
    assert rhythm([date(9000, 1, 1), date(9500, 1, 1), date(9999, 12, 30)]).late_on is None


@given(DAYS, st.integers(0, 4000))
def test_late_is_who_stays_away_longer_than_one_and_a_half_times_the_usual(days: list[date], later: int) -> None:
    known = rhythm(days)
    distinct = sorted(set(days))
    assert known.visits == len(distinct)
    assert known.last == (distinct[-1] if distinct else None)
    if len(distinct) < 3:
        assert (known.usual_days, known.late_on) == (0, None)
        return
    gaps = [(b - a).days for a, b in pairwise(distinct)][-6:]
    today = distinct[-1] + timedelta(days=later)
    assert known.late_on is not None
    assert (today >= known.late_on) == (later > 1.5 * median(gaps))
    assert abs(known.usual_days - median(gaps)) <= 0.5


@given(DAYS, st.randoms())
def test_the_order_of_the_days_says_nothing(days: list[date], random: object) -> None:
    shuffled = sorted(days, key=lambda _day: random.random())  # type: ignore[attr-defined]
    assert rhythm(shuffled) == rhythm(days)
