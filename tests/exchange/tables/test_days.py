"""Days in every order and language."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.exchange.tables.days import Day, NotADay, read_day, votes

TODAY = date(2026, 5, 6)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13.5.1980", Day(5, 13, 1980)),
        ("13. 5. 1980", Day(5, 13, 1980)),
        ("13.05.80", Day(5, 13, 1980)),
        ("13/5/1980", Day(5, 13, 1980)),
        ("5/13/1980", Day(5, 13, 1980)),
        ("1980-05-13", Day(5, 13, 1980)),
        ("1980-05-13T00:00:00Z", Day(5, 13, 1980)),
        ("1980-05-13 00:00:00", Day(5, 13, 1980)),
        ("13.5.1980 0:00", Day(5, 13, 1980)),
        ("5/13/1980 12:00:00 AM", Day(5, 13, 1980)),
        ("1980/5/13", Day(5, 13, 1980)),
        ("1980.05.13", Day(5, 13, 1980)),
        ("19800513", Day(5, 13, 1980)),
        ("13051980", Day(5, 13, 1980)),
        ("130580", Day(5, 13, 1980)),
        ("29354", Day(5, 13, 1980)),
        ("13 05 1980", Day(5, 13, 1980)),
        ("13-05-1980", Day(5, 13, 1980)),
        ("13. mai 1980", Day(5, 13, 1980)),
        ("13 maja 1980 r.", Day(5, 13, 1980)),
        ("13 maj 1980", Day(5, 13, 1980)),
        ("13. toukokuuta 1980", Day(5, 13, 1980)),
        ("May 13th, 1980", Day(5, 13, 1980)),
        ("Tuesday, 13 May 1980", Day(5, 13, 1980)),
        ("13-May-80", Day(5, 13, 1980)),
        ("1980 May 13", Day(5, 13, 1980)),
        ("13 V 1980", Day(5, 13, 1980)),
        ("3 października 1975", Day(10, 3, 1975)),
        ("1 września 1939 r.", Day(9, 1, 1939)),
        ("31. desember 1999", Day(12, 31, 1999)),
        ("13.5.", Day(5, 13)),
        ("13/5", Day(5, 13)),
        ("13. mai", Day(5, 13)),
        ("toukokuun 13.", Day(5, 13)),
        ("toukokuun 13. päivä", None),
        ("--05-13", Day(5, 13)),
        ("--0513", Day(5, 13)),
        ("05-13", Day(5, 13)),
        ("29.2.", Day(2, 29)),
        ("1604-02-29", Day(2, 29)),
        ("1.1.05", Day(1, 1, 2005)),
        ("1.1.27", Day(1, 1, 1927)),
        ("0/0/00", None),
        ("0000-00-00", None),
        ("  -  ", None),
    ],
)
def test_day(text: str, day: Day | None) -> None:
    if text.endswith("päivä"):
        with pytest.raises(NotADay):
            read_day(text, "dmy", TODAY)
    else:
        assert read_day(text, "dmy", TODAY) == day


@pytest.mark.parametrize(
    "text",
    ["31.2.1980", "30.2.", "29.2.1981", "1980", "32.1.1980", "13.13.1980", "31 czerwca 1990", "soon", "1.1.99999",
     "130580-123A", "May", "5 cups of tea in May 2020", "13.5.1.80", "1.1.1750"],
)  # fmt: skip
def test_no_day(text: str) -> None:
    with pytest.raises(NotADay):
        read_day(text, "dmy", TODAY)


def test_month_first_where_the_file_says_so() -> None:
    assert read_day("2/3/1980", "mdy", TODAY) == Day(2, 3, 1980)
    assert read_day("2/3", "mdy", TODAY) == Day(2, 3)
    assert read_day("02031980", "mdy", TODAY) == Day(2, 3, 1980)
    assert read_day("2.3.1980", "mdy", TODAY) == Day(3, 2, 1980)
    assert read_day("80-03-02", "ymd", TODAY) == Day(3, 2, 1980)


def test_only_certain_values_vote() -> None:
    assert votes(["1/2/1980", "13/5/1980", "5/13/1980", "2.3.1980", "1980-05-13", "", "x"]) == (2, 1, 1)


@given(
    st.dates(date(1850, 1, 1), date(2026, 5, 6)), st.sampled_from(["{d}.{m}.{y}", "{d}/{m}/{y}", "{y}-{m:02}-{d:02}"])
)
def test_every_day_comes_back(day: date, form: str) -> None:
    text = form.format(d=day.day, m=day.month, y=day.year)
    assert read_day(text, "dmy", TODAY) == Day(day.month, day.day, day.year)


@given(st.dates(date(1908, 4, 1), date(2026, 5, 6)))
def test_every_serial_number_is_the_day_excel_shows(day: date) -> None:
    assert read_day(str((day - date(1899, 12, 30)).days), "dmy", TODAY) == Day(day.month, day.day, day.year)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_none(text: str) -> None:
    try:
        day = read_day(text, "dmy", TODAY)
    except NotADay:
        return
    assert day is None or date(day.year or 2000, day.month, day.day)
