"""Name days: the order of a year, the first after the birthday, double names, and what a leap year does not move."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain import name_days
from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.name_days import MonthDay, NameDay
from smallcrm.domain.occasions import day_in, next_day

ALL = [(day.month, day.day) for day in (date(2024, 1, 1) + timedelta(days=n) for n in range(366))]
DAYS = st.sampled_from(ALL)
YEARS = range(2024, 2033)


def _days(*on: MonthDay, name: str = "Anna") -> list[NameDay]:
    return [NameDay(month, day, name, 1) for month, day in on]


def _later(start: MonthDay, day: MonthDay) -> int:
    """How many days of a leap year after the start; a whole year for the start itself."""
    return (ALL.index(day) - ALL.index(start)) % 366 or 366


@pytest.mark.parametrize("leap_day", ["28", "1"])
def test_the_next_name_day_is_the_first_that_comes_over_all_days_of_nine_years(leap_day: str) -> None:
    for month, day in ALL:
        occasion = Occasion(OccasionKind.NAME_DAY, month, day)
        kept = [day_in(occasion, year, leap_day) for year in (*YEARS, 2033)]
        for start, end in itertools.pairwise(kept):
            assert next_day(occasion, start, leap_day) == start
            assert next_day(occasion, start + timedelta(days=1), leap_day) == end
        if (month, day) != (2, 29):
            assert all((one.month, one.day) == (month, day) for one in kept)


@pytest.mark.parametrize("year", [2024, 2028, 2032])
@pytest.mark.parametrize("leap_day", ["28", "1"])
def test_a_leap_year_moves_no_other_day(year: int, leap_day: str) -> None:
    for month, day in [(2, n) for n in range(23, 30)] + [(3, 1), (3, 2)]:
        occasion = Occasion(OccasionKind.NAME_DAY, month, day)
        assert day_in(occasion, year, leap_day) == date(year, month, day)
        usual = day_in(occasion, year + 1, leap_day)
        if (month, day) == (2, 29):
            assert usual == (date(year + 1, 3, 1) if leap_day == "1" else date(year + 1, 2, 28))
        else:
            assert usual == date(year + 1, month, day)


@given(st.lists(DAYS, min_size=1, max_size=12, unique=True), DAYS)
def test_in_poland_it_is_the_first_after_the_birthday(on: list[MonthDay], birthday: MonthDay) -> None:
    chosen = name_days.likeliest(_days(*on), birthday, "PL")
    assert chosen is not None
    assert chosen.on == min(on, key=lambda one: _later(birthday, one))


@given(st.lists(DAYS, max_size=12, unique=True), st.none() | DAYS)
def test_the_order_is_that_of_the_year_and_loses_nothing(on: list[MonthDay], birthday: MonthDay | None) -> None:
    ordered = [one.on for one in name_days.around(_days(*on), birthday)]
    assert sorted(ordered) == sorted(on)
    start = birthday or (12, 31)
    assert ordered == sorted(on, key=lambda one: _later(start, one))


def test_new_year_lies_between_them() -> None:
    days = _days((1, 15), (11, 30))
    assert [one.on for one in name_days.around(days, (12, 24))] == [(1, 15), (11, 30)]
    chosen = name_days.likeliest(_days((2, 28), (3, 1)), (2, 29), "PL")
    assert chosen is not None
    assert chosen.on == (3, 1)


@given(st.lists(DAYS, min_size=2, max_size=5, unique=True), DAYS, st.sampled_from(["FI", "NO", "SE", ""]))
def test_elsewhere_several_days_are_nobodys_choice_but_the_persons(
    on: list[MonthDay], birthday: MonthDay, country: str
) -> None:
    assert name_days.likeliest(_days(*on), birthday, country) is None
    assert name_days.likeliest(_days(on[0]), birthday, country) == _days(on[0])[0]


def test_without_a_birthday_nothing_is_chosen_of_several_in_poland_either() -> None:
    assert name_days.likeliest(_days((1, 15), (11, 30)), None, "PL") is None
    assert name_days.likeliest([], (1, 1), "PL") is None


@pytest.mark.parametrize(
    ("said", "keys"),
    [
        ("Anna-Maija", ["anna maija", "anna", "maija"]),
        ("  Hans  Christian ", ["hans christian", "hans", "christian"]),
        ("Łucja", ["lucja"]),
        ("Väinö", ["vaino"]),
        (" - ", []),
    ],
)
def test_a_name_is_looked_for_as_a_whole_then_by_its_parts(said: str, keys: list[str]) -> None:
    assert name_days.parts(said) == keys


KEPT = {
    "anna": _days((12, 9)),
    "maija": _days((8, 1), name="Maija"),
    "hans christian": _days((4, 4), name="Hans Christian"),
    "hans": _days((6, 24), name="Hans"),
    "christian": _days((11, 14), name="Christian"),
    "ase": [NameDay(1, 2, "Ase", 1), NameDay(3, 4, "Åse", 1)],
    "kari": [NameDay(2, 2, "Kari", 1), NameDay(9, 9, "Kari", 2)],
}
LISTS = (("FI", frozenset({1})), ("NO", frozenset({2})))


def _found(given_name: str, lists: tuple[tuple[str, frozenset[int]], ...] = LISTS) -> name_days.Candidates:
    return name_days.candidates(given_name, None, lists, lambda key: KEPT.get(key, []))


def test_the_whole_of_a_double_name_comes_before_its_parts() -> None:
    assert [one.on for one in _found("Hans Christian").days] == [(4, 4)]
    assert [one.on for one in _found("Christian Hans").days] == [(11, 14), (6, 24)]


def test_of_two_names_the_first_decides_of_a_joined_one_nobody_does() -> None:
    first = _found("Christian Hans").chosen
    assert first is not None
    assert first.on == (11, 14)
    joined = _found("Anna-Maija")
    assert [one.on for one in joined.days] == [(12, 9), (8, 1)]
    assert joined.chosen is None


def test_the_second_name_stands_in_where_the_first_is_in_no_list() -> None:
    chosen = _found("Xyz Maija").chosen
    assert chosen is not None
    assert chosen.on == (8, 1)


def test_names_that_differ_by_an_accent_are_not_mixed_where_the_very_name_is_there() -> None:
    assert [one.on for one in _found("Åse").days] == [(3, 4)]
    assert [one.on for one in _found("ASE").days] == [(1, 2)]
    assert [one.on for one in _found("Asé").days] == [(1, 2), (3, 4)]


def test_the_first_list_that_has_the_name_answers() -> None:
    assert [one.on for one in _found("Kari").days] == [(2, 2)]
    assert [one.on for one in _found("Kari", LISTS[::-1]).days] == [(9, 9)]
    assert _found("Nobody").days == ()


@given(st.integers(-5, 20), st.integers(-5, 40))
def test_a_day_is_one_that_some_year_has(month: int, day: int) -> None:
    assert name_days.is_day(month, day) == ((month, day) in ALL)
