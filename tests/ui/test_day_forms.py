"""What the program writes as a day or an hour is read back as that: a field never refuses its own words."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm import i18n
from smallcrm.domain.errors import BadInput
from smallcrm.domain.quick_dates import read_date
from smallcrm.ui.pages.follow_ups.values import read_clock
from smallcrm.ui.widgets.when import clock_words, plain_day

NOW = datetime(2026, 11, 20, 10, 0)


@pytest.mark.parametrize(("language", "country"), [("en", "GB"), ("fi", "FI"), ("nb", "NO"), ("pl", "PL")])
def test_each_day_is_read_back_as_it_is_written(language: str, country: str) -> None:
    i18n.set_language(language, country)
    try:
        for ahead in range(500):
            day = NOW.date() + timedelta(days=ahead)
            for words in (plain_day(day, NOW.date()), i18n.format_date(day, "medium"), i18n.format_date(day, "long")):
                found = read_date(words, language, NOW, lambda _day: True)
                assert found is not None, words
                assert found.day == day, words
    finally:
        i18n.set_language("en")


def test_a_polish_weekday_with_a_comma_is_no_hour() -> None:
    found = read_date("pon., 7.12", "pl", NOW, lambda _day: True)
    assert found is not None
    assert (found.day, found.time) == (date(2026, 12, 7), None)


@given(st.times().map(lambda t: t.replace(second=0, microsecond=0)), st.sampled_from(["en", "fi", "nb", "pl"]))
def test_a_time_of_day_is_read_as_it_is_shown(at: time, language: str) -> None:
    i18n.set_language(language)
    assert read_clock(clock_words(at)) == at


@pytest.mark.parametrize(
    ("typed", "at"), [("16", time(16)), ("4 pm", time(16)), ("12am", time(0)), ("klo 9.30", time(9, 30)), ("", None)]
)
def test_times_as_people_type_them(typed: str, at: time | None) -> None:
    assert read_clock(typed) == at


@pytest.mark.parametrize("typed", ["25", "16:75", "soon", "4 5 6"])
def test_no_times(typed: str) -> None:
    with pytest.raises(BadInput):
        read_clock(typed)
