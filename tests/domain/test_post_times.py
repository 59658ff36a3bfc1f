"""The published times of the post, as the design has them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from smallcrm.domain.model import ShopSettings
from smallcrm.domain.post_times import ABROAD, classes, days_abroad, days_at_home, is_old


@pytest.mark.parametrize(
    ("country", "known"),
    [
        ("FI", {"standard": 5}),
        ("PL", {"economy": 5, "priority": 3}),
        ("NO", {"standard": 5}),
        ("GB", {"second": 5, "first": 2}),
        ("US", {"standard": 5}),
        ("SE", {"standard": 5}),
        ("DK", {"standard": 6}),
        ("JP", {"standard": 5}),
    ],
)
def test_classes_of_each_country(country: str, known: dict[str, int]) -> None:
    assert {one.key: one.days for one in classes(country)} == known
    assert classes(country.lower()) == classes(country)
    for key, days in known.items():
        assert days_at_home(country, key, 9) == days


def test_a_shop_that_never_chose_keeps_its_five_days() -> None:
    new = ShopSettings(country="DK")
    assert days_at_home(new.country, new.post_class, new.post_days) == 5
    assert days_at_home("FI", "first", 4) == 4  # there is none
    assert days_abroad("SE", new.post_days_to, new.post_days_abroad) == ABROAD


def test_single_countries_come_first() -> None:
    assert [days_abroad(to, (("SE", 5), ("DE", 8)), 10) for to in ("SE", "de", "FR")] == [5, 8, 10]


def test_a_year_after_looking_it_is_old() -> None:
    today = date(2028, 2, 29)
    assert not is_old(None, today)
    assert not is_old(today - timedelta(days=365), today)
    assert is_old(today - timedelta(days=366), today)
    assert not is_old(today + timedelta(days=1), today)
