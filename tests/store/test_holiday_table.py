"""Public holidays are remembered: the same days without asking again, and never those of another library."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from smallcrm import paths
from smallcrm.store import holiday_table
from smallcrm.store.calendar import _asked
from smallcrm.store.holiday_table import remembered, remembered_names


class Library:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, country: str, first_year: int, last_year: int) -> frozenset[date]:
        self.asked += 1
        return _asked(country, first_year, last_year)


def test_days_are_remembered_for_each_country_and_period() -> None:
    library = Library()
    first = remembered("FI", 2026, 2027, library)
    assert date(2026, 12, 6) in first
    assert remembered("FI", 2026, 2027, library) == first
    assert library.asked == 1
    assert remembered("PL", 2026, 2027, library) != first
    assert remembered("FI", 2027, 2028, library) != first
    assert remembered("XX", 2026, 2027, library) == frozenset()
    assert library.asked == 4
    assert remembered("FI", 2026, 2027, library) == first
    assert library.asked == 4


def test_another_library_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library()
    remembered("FI", 2026, 2027, library)
    monkeypatch.setattr(holiday_table, "_stamp", lambda: "holidays-99.dist-info 1")
    remembered("FI", 2026, 2027, library)
    assert library.asked == 2


@pytest.mark.parametrize("rubbish", ["", "[]", "{}", '{"library": 1}', '{"days": {"FI 2026-2027": ["x"]}}'])
def test_a_memory_that_somebody_spoilt_is_made_anew(rubbish: str) -> None:
    library = Library()
    place = paths.cache_folder() / "holidays.json"
    right = remembered("FI", 2026, 2027, library)
    place.write_text(rubbish.replace("{", '{"library": %s, ' % ('"' + holiday_table._stamp() + '"'), 1))
    assert remembered("FI", 2026, 2027, library) == right


def test_a_place_that_cannot_be_written_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(paths, "cache_folder", lambda: tmp_path / "file" / "gone")
    assert date(2026, 12, 6) in remembered("FI", 2026, 2026, Library())


def test_names_are_remembered_by_country_language_and_year() -> None:
    asked: list[tuple[str, int, int, str]] = []

    def ask(country: str, first: int, last: int, language: str) -> dict[date, str]:
        asked.append((country, first, last, language))
        return {date(year, 1, 1): f"{language} {year}" for year in range(first, last + 1)}

    assert remembered_names("FI", 2026, "fi", ask) == {date(2026, 1, 1): "fi 2026"}
    assert remembered_names("FI", 2027, "fi", ask) == {date(2027, 1, 1): "fi 2027"}  # came with it
    assert remembered_names("FI", 2026, "en", ask) == {date(2026, 1, 1): "en 2026"}
    assert asked == [("FI", 2025, 2027, "fi"), ("FI", 2025, 2027, "en")]
    place = paths.cache_folder() / "holidays.json"
    place.write_text(place.read_text().replace('"fi 2026"', "7").replace('"en 2026"', '"Żółw"'))
    assert remembered_names("FI", 2026, "fi", ask) == {date(2026, 1, 1): "7"}
    assert remembered_names("FI", 2026, "en", ask) == {date(2026, 1, 1): "Żółw"}
    place.write_text(place.read_text().replace(f'"{date(2026, 1, 1).toordinal()}"', '"x"'))
    assert remembered_names("FI", 2026, "fi", ask) == {date(2026, 1, 1): "fi 2026"}
    assert len(asked) == 3


def test_days_and_names_do_not_forget_each_other() -> None:
    library = Library()
    remembered("FI", 2026, 2026, library)
    remembered_names("FI", 2026, "fi", lambda *_asked: {})
    remembered("FI", 2026, 2026, library)
    assert library.asked == 1
    remembered("FI", 2026, 2028, library)
    remembered("FI", 2027, 2027, library)
    assert library.asked == 2
