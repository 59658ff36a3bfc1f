"""Dates in letters, in each form that the texts ask for."""

from __future__ import annotations

from datetime import date

import pytest

from smallcrm.domain.dates import day_and_month, long_date

SP = "\u00a0"


@pytest.mark.parametrize(
    ("language", "country", "long", "short"),
    [
        ("en", "GB", f"10{SP}June 2027", f"10{SP}June"),
        ("en", "US", f"June{SP}10, 2027", f"June{SP}10"),
        ("fi", "FI", "10.6.2027", "10.6."),
        ("nb", "NO", f"10.{SP}juni 2027", f"10.{SP}juni"),
        ("pl", "PL", f"10{SP}czerwca 2027{SP}r.", f"10{SP}czerwca"),
        ("pl", "US", f"10{SP}czerwca 2027{SP}r.", f"10{SP}czerwca"),
        ("nb", "US", f"10.{SP}juni 2027", f"10.{SP}juni"),
    ],
)
def test_forms(language: str, country: str, long: str, short: str) -> None:
    day = date(2027, 6, 10)
    assert long_date(day, language, country) == long
    assert day_and_month(day, language, country) == short


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [("en", "1 January", "31 December"), ("nb", "1. januar", "31. desember"), ("pl", "1 stycznia", "31 grudnia")],
)
def test_first_and_last_month(language: str, first: str, last: str) -> None:
    assert day_and_month(date(2027, 1, 1), language).replace(SP, " ") == first
    assert day_and_month(date(2027, 12, 31), language).replace(SP, " ") == last


def test_polish_months_are_genitives() -> None:
    months = [day_and_month(date(2027, m, 1), "pl").split(SP)[1] for m in range(1, 13)]
    assert all(month.endswith(("a", "ego", "y")) for month in months)
    assert len(set(months)) == 12
