"""What the program writes as a day is read back as that day: a field never refuses its own words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from smallcrm import i18n
from smallcrm.domain.quick_dates import read_date
from smallcrm.ui.widgets.when import plain_day

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
