"""A field for a date takes any local form and quick words, and nothing else."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from smallcrm.domain.quick_dates import read_date

NOW = datetime(2026, 11, 20, 10, 0)


def is_open(day: date) -> bool:
    return day.weekday() != 6


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("2026-11-24", "en", date(2026, 11, 24)),
        ("24.11.2026", "en", date(2026, 11, 24)),
        ("24/11/2026", "fi", date(2026, 11, 24)),
        ("24.11.", "en", date(2026, 11, 24)),
        ("24.11", "nb", date(2026, 11, 24)),
        ("24-11-2026", "pl", date(2026, 11, 24)),
        ("24/11", "fi", date(2026, 11, 24)),
        ("5.1.", "pl", date(2027, 1, 5)),
        ("5.1.27", "fi", date(2027, 1, 5)),
        (" 5. 1. 2027 ", "fi", date(2027, 1, 5)),
        ("10.12.2026 r.", "pl", date(2026, 12, 10)),
        ("tomorrow", "en", date(2026, 11, 21)),
        ("Friday", "en", date(2026, 11, 27)),
        ("Fri", "en", date(2026, 11, 27)),
        ("pe", "fi", date(2026, 11, 27)),
        ("perjantai", "fi", date(2026, 11, 27)),
        ("fredag", "nb", date(2026, 11, 27)),
        ("fre.", "nb", date(2026, 11, 27)),
        ("środa", "pl", date(2026, 11, 25)),
        ("pt.", "pl", date(2026, 11, 27)),
        ("in 2 weeks", "en", date(2026, 12, 4)),
        ("kahden viikon päästä", "fi", date(2026, 12, 4)),
        ("na początku stycznia", "pl", date(2027, 1, 5)),
        ("uke 50", "nb", date(2026, 12, 7)),
    ],
)
def test_a_date(text: str, language: str, wanted: date) -> None:
    found = read_date(text, language, NOW, is_open)
    assert found is not None
    assert found.day == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "abc",
        "call tomorrow",
        "31.11.",
        "2026-13-01",
        "5.1.2020",
        "next Saturday",
        "tomorrow or Friday",
        "1/2/3/4",
    ],
)
def test_no_date(text: str) -> None:
    assert read_date(text, "en", NOW, is_open) is None


def test_a_time_is_told() -> None:
    found = read_date("tomorrow at 4", "en", NOW, is_open)
    assert found is not None
    assert (found.day, found.time) == (date(2026, 11, 21), time(16))


def test_the_month_comes_first_where_the_shop_says_so() -> None:
    found = read_date("12/1/2026", "en", NOW, is_open, month_first=True)
    assert found is not None
    assert found.day == date(2026, 12, 1)
    found = read_date("12/1", "en", NOW, is_open)
    assert found is not None
    assert found.day == date(2027, 1, 12)
