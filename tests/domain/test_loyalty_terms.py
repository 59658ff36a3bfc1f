"""Terms of punch cards: how long things are good, to the day, and what cannot be promised."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.errors import BadInput
from smallcrm.domain.loyalty_terms import (
    GOALS,
    Expiry,
    ExpiryBasis,
    ExpiryUnit,
    Prize,
    Terms,
    Unit,
    check_terms,
    grid,
    last_day,
)

DATES = st.dates(date(1990, 1, 1), date(2090, 12, 31))
COUNTED = st.builds(
    Expiry,
    st.sampled_from([ExpiryBasis.EACH, ExpiryBasis.FIRST, ExpiryBasis.LAST]),
    st.integers(0, 400),
    st.sampled_from(list(ExpiryUnit)),
)
COFFEE = Terms(reward=Prize(10, "coffee"))


def counted(count: int, unit: ExpiryUnit) -> Expiry:
    return Expiry(ExpiryBasis.EACH, count, unit)


@pytest.mark.parametrize(
    ("start", "count", "unit", "last"),
    [
        ("2024-02-29", 12, "month", "2025-02-28"),
        ("2024-02-29", 48, "month", "2028-02-29"),
        ("2027-01-31", 1, "month", "2027-02-28"),
        ("2028-01-31", 1, "month", "2028-02-29"),
        ("2027-01-31", 2, "month", "2027-03-31"),
        ("2026-12-31", 2, "month", "2027-02-28"),
        ("2026-03-28", 1, "day", "2026-03-29"),  # nights of 23 and 25 hours are nights
        ("2026-10-24", 1, "day", "2026-10-25"),
        ("2026-12-31", 0, "day", "2026-12-31"),
        ("2027-01-15", 0, "month_end", "2027-01-31"),
        ("2027-11-30", 3, "month_end", "2028-02-29"),
        ("2026-11-22", 0, "year_end", "2026-12-31"),
        ("2026-12-31", 1, "year_end", "2027-12-31"),
        ("2027-01-01", 1, "year_end", "2028-12-31"),
        ("9999-12-01", 400, "day", "9999-12-31"),
        ("9999-12-01", 1, "month", "9999-12-31"),
        ("9999-12-01", 1, "year_end", "9999-12-31"),
    ],
)
def test_the_last_good_day(start: str, count: int, unit: str, last: str) -> None:
    assert last_day(date.fromisoformat(start), counted(count, ExpiryUnit(unit))) == date.fromisoformat(last)


@given(DATES, st.integers(0, 400))
def test_months_keep_the_day_of_the_month_or_end_with_it(start: date, months: int) -> None:
    end = last_day(start, counted(months, ExpiryUnit.MONTH))
    assert end is not None
    assert (end.year - start.year) * 12 + end.month - start.month == months
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])
    month_end = last_day(start, counted(months, ExpiryUnit.MONTH_END))
    assert month_end is not None
    assert (month_end + timedelta(days=1)).day == 1
    assert (month_end.year, month_end.month) == (end.year, end.month)


@given(DATES, st.integers(0, 900))
def test_what_began_later_never_ends_sooner(start: date, days: int) -> None:
    later = start + timedelta(days=days)
    for unit in ExpiryUnit:
        for count in (0, 1, 2, 11, 12):
            one, other = last_day(start, counted(count, unit)), last_day(later, counted(count, unit))
            assert one is not None
            assert other is not None
            assert start <= one <= other


@given(DATES, COUNTED)
def test_what_has_no_count(start: date, expiry: Expiry) -> None:
    assert last_day(start, replace(expiry, basis=ExpiryBasis.NEVER)) is None
    assert last_day(start, Expiry(ExpiryBasis.DATE, on=date(2027, 12, 31))) == date(2027, 12, 31)


def test_fields_of_a_card() -> None:
    assert {goal: grid(goal) for goal in (2, 5, 6, 7, 8, 10, 12)} == {
        2: (2,), 5: (5,), 6: (3, 3), 7: (4, 3), 8: (4, 4), 10: (5, 5), 12: (6, 6),
    }  # fmt: skip
    for goal in GOALS:
        rows = grid(goal)
        assert sum(rows) == goal
        assert list(rows) == sorted(rows, reverse=True)
        assert max(rows) - min(rows) <= 1
        assert len(rows) == (1 if goal <= 5 else 2 if goal <= 12 else 3)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unit": Unit.AMOUNT}, "per_cents"),
        ({"unit": Unit.AMOUNT, "per_cents": -1}, "per_cents"),
        ({"goal": 1}, "goal"),
        ({"goal": 21}, "goal"),
        ({"head_start": 10}, "head_start"),
        ({"head_start": -1}, "head_start"),
        ({"reward": Prize(10, "  ")}, "reward"),
        ({"reward": Prize(10, "coffee", cents=-1)}, "reward"),
        ({"reward": Prize(10, "coffee", uses=0)}, "reward"),
        ({"interim": Prize(10, "cake")}, "interim"),
        ({"interim": Prize(0, "cake")}, "interim"),
        ({"interim": Prize(5, "")}, "interim"),
        ({"expiry": Expiry(ExpiryBasis.DATE)}, "expiry"),
        ({"expiry": Expiry(ExpiryBasis.EACH, 0, ExpiryUnit.MONTH)}, "expiry"),
        ({"expiry": Expiry(ExpiryBasis.EACH, -1, ExpiryUnit.MONTH_END)}, "expiry"),
        ({"reward_days": -1}, "reward_days"),
        ({"max_visit": -1}, "max_visit"),
        ({"max_day": -1}, "max_day"),
        ({"wait_minutes": -1}, "wait_minutes"),
        ({"least_cents": -1}, "least_cents"),
        ({"words": "a\nb\nc\nd"}, "words"),
    ],
)
def test_what_cannot_be_promised(change: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_terms(replace(COFFEE, **change))  # type: ignore[arg-type]
    assert refused.value.code == "bad_terms"
    assert refused.value.values == {"what": field}


def test_what_does_not_count_is_left_out() -> None:
    untidy = replace(
        COFFEE,
        goal=8,
        per_cents=500,
        reward=Prize(10, " coffee "),
        interim=Prize(4, "cake "),
        expiry=Expiry(ExpiryBasis.NEVER, 3, ExpiryUnit.DAY, date(2027, 1, 1)),
        words=" one \n two\n",
    )
    kept = check_terms(untidy)
    assert kept == check_terms(kept)
    assert kept.reward == Prize(8, "coffee")
    assert kept.interim == Prize(4, "cake")
    assert kept.per_cents == 0
    assert kept.expiry == Expiry()
    assert kept.words == "one\ntwo"
    month = Expiry(ExpiryBasis.LAST, 1, ExpiryUnit.MONTH, date(2027, 1, 1))
    assert check_terms(replace(COFFEE, expiry=month)).expiry == replace(month, on=None)
    fixed = Expiry(ExpiryBasis.DATE, 4, ExpiryUnit.DAY, date(2027, 1, 1))
    assert check_terms(replace(COFFEE, expiry=fixed)).expiry == Expiry(ExpiryBasis.DATE, on=date(2027, 1, 1))
    amounts = replace(COFFEE, unit=Unit.AMOUNT, per_cents=500)
    assert check_terms(amounts).per_cents == 500
    assert check_terms(replace(COFFEE, expiry=Expiry(ExpiryBasis.EACH, 0, ExpiryUnit.YEAR_END))).expiry.count == 0
