"""Calendars and lists of days on paper: nothing is left out, what is too long is cut in sight, texts stay plain."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import ShopError
from smallcrm.paper.calendar_said import (
    Cell,
    CellLine,
    ListGroup,
    ListLine,
    ListPaper,
    MonthPaper,
    SmallDay,
    SmallMonth,
    YearPaper,
)
from smallcrm.paper.day_list import write_list
from smallcrm.paper.month_calendar import write_month
from smallcrm.paper.year_calendar import write_year

LONG = "<b>Brzęczyszczykiewicz</b> & {x} " + "Hyväntekeväisyysmyyjäistoimikunnan" * 3
FOOT = ("Printed 24 Nov 2026", "Personal data: shred after use.")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month(*days: tuple[str, ...], weeks: int = 5, week: str = "Week") -> MonthPaper:
    """Give a month with these names on its first days."""
    cells = [
        Cell(n + 1, tuple(CellLine(name, "birthday") for name in names), heading=f"Day {n + 1}")
        for n, names in enumerate(days)
    ]
    cells += [Cell(n + 1, heading=f"Day {n + 1}") for n in range(len(cells), 28)]
    cells += [Cell(n - 27, inside=False) for n in range(28, weeks * 7)]
    cells = cells[: weeks * 7]
    found = tuple((str(n + 1), tuple(cells[n * 7 : n * 7 + 7])) for n in range(weeks))
    return MonthPaper(
        "May 2027", "Harbour Books", DAYS, week, found, (("birthday", "Birthday"),), lambda n: f"and {n} more",
        "May 2027: days in full", lambda n, count: f"{n} ({count})", FOOT,
    )  # fmt: skip


def words(file: Path, page: int | None = None) -> str:
    """Give the text of a file, or of one of its pages, with single spaces."""
    document = pypdfium2.PdfDocument(file.read_bytes())
    pages = range(len(document)) if page is None else (page,)
    return " ".join(" ".join(str(document[n].get_textpage().get_text_range()).split()) for n in pages)


def test_a_quiet_month_is_one_page(tmp_path: Path) -> None:
    out = tmp_path / "month.pdf"
    assert write_month(month(("Anna Moe", "Kari Lie"), ("Åse Łysiak",)), out, language="nb") == 1
    said = words(out)
    for name in ("Anna Moe", "Kari Lie", "Åse Łysiak", "May 2027", "Monday", "Week", "Birthday"):
        assert name in said


MORE = re.compile(r"and (\d+) more")
NAME = st.text("abcdefghij åäößłżøÅ", min_size=1, max_size=60).filter(lambda text: bool(text.strip()))


@given(st.lists(st.lists(NAME, max_size=40).map(tuple), max_size=28), st.sampled_from([4, 5, 6]), st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_nothing_of_a_month_is_left_out(
    tmp_path: Path, days: list[tuple[str, ...]], weeks: int, numbered: bool
) -> None:
    numbers = [tuple(f"{n}x{k} {name}" for k, name in enumerate(names)) for n, names in enumerate(days)]
    paper, out = month(*numbers, weeks=weeks, week="Week" if numbered else ""), tmp_path / "month.pdf"
    pages = write_month(paper, out, language="fi")
    said, first = words(out), words(out, 0)
    for names in numbers[: weeks * 7]:
        for name in names:
            assert name.split(" ")[0] in said  # each is there, be it cut
    every = [name.split(" ")[0] for names in numbers[: weeks * 7] for name in names]
    left_off = sum(name not in first.split() for name in every)
    assert sum(int(n) for n in MORE.findall(first)) == left_off
    assert (pages > 1) == (left_off > 0)


def test_what_is_too_long_is_cut_in_sight_and_stays_plain(tmp_path: Path) -> None:
    out = tmp_path / "month.pdf"
    paper = month((LONG,))
    assert write_month(paper, out, language="pl") == 1
    said = words(out)
    assert LONG[:12] in said
    assert LONG not in said
    assert "…" in said


def test_a_day_of_hundreds_is_counted_and_listed_in_columns(tmp_path: Path) -> None:
    names = tuple(f"Customer number {n}" for n in range(275))
    out = tmp_path / "month.pdf"
    pages = write_month(month(*(names,) * 28), out, language="en")
    assert pages > 28 * 275 / (4 * 45)
    first = words(out, 0)
    shown = len(re.findall(r"Customer number \d", first))
    told = [int(n) for n in MORE.findall(first)]
    assert len(told) == 28
    assert sum(told) == 28 * 275 - shown
    assert words(out).count("Customer number 274") == 28
    assert f"{pages} ({pages})" in words(out, pages - 1)


def year() -> YearPaper:
    """Give a year in which each month has four weeks."""
    weeks = tuple(
        (str(w + 1), tuple(SmallDay(w * 7 + d + 1, (w * 7 + d) % 7, red=d == 6, closed=d == 5) for d in range(7)))
        for w in range(4)
    )
    notes = ("1 New Year's Day", "6 Epiphany", "7 A very long name of a holiday that nobody can read", "8 X", "9 Y")
    months = tuple(SmallMonth(f"Month {n}", (*weeks, ("5", (None,) * 7)), notes) for n in range(1, 13))
    legend = (("red", "Sunday"), ("closed", "Closed"), ("one", "1"), ("few", "2 to 4"), ("many", "5 or more"))
    return YearPaper("2027", "Harbour Books", ("M", "T", "W", "T", "F", "S", "S"), months, legend, FOOT)


def test_a_year_is_one_page_with_its_holidays_by_name(tmp_path: Path) -> None:
    out = tmp_path / "year.pdf"
    assert write_year(year(), out, language="en") == 1
    said = words(out)
    assert all(f"Month {n}" in said for n in range(1, 13))
    assert said.count("New Year's Day") == 12
    assert said.count("6 Epiphany") == 12


COLUMNS = (("Day", 28.0), ("Name", 62.0), ("Occasion", 52.0), ("Town", 34.0))


def listed(*groups: ListGroup) -> ListPaper:
    """Give a list of these groups."""
    return ListPaper(
        "Birthdays", "Harbour Books", COLUMNS, groups, "Nobody.", lambda h: f"{h} (continued)",
        lambda n, count: f"{n} ({count})", FOOT,
    )  # fmt: skip


@given(st.lists(st.integers(0, 90), min_size=1, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_a_list_goes_on_over_pages_and_names_its_groups_again(tmp_path: Path, sizes: list[int]) -> None:
    groups = tuple(
        ListGroup(f"Group{g}x", tuple(ListLine((f"{g}day", f"name{g}x{n}x", "", ""), 1, "round") for n in range(size)))
        for g, size in enumerate(sizes)
    )
    paper, out = listed(*groups), tmp_path / "list.pdf"
    pages = write_list(paper, out, language="en")
    said = words(out)
    assert all(said.count(f"name{g}x{n}x") == 1 for g, size in enumerate(sizes) for n in range(size))
    assert all(f"Group{g}x" in said for g in range(len(sizes)))
    for number in range(pages):
        page = words(out, number)
        assert f"{number + 1} ({pages})" in page
        first = page.find("name")
        assert first == -1 or "Group" in page[:first]  # no page begins with rows of nobody's


def test_an_empty_list_says_so(tmp_path: Path) -> None:
    out = tmp_path / "list.pdf"
    assert write_list(listed(), out, language="en") == 1
    assert "Nobody." in words(out)


def test_long_cells_are_cut_and_keep_to_their_columns(tmp_path: Path) -> None:
    out = tmp_path / "list.pdf"
    write_list(listed(ListGroup("May", (ListLine((LONG, LONG, LONG, LONG), 1, "round"),))), out, language="en")
    said = words(out)
    assert said.count("…") == 4
    assert "round" in said


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    out = tmp_path / "none" / "a.pdf"
    with pytest.raises(ShopError):
        write_month(month(), out, language="en")
    with pytest.raises(ShopError):
        write_year(year(), out, language="en")
    with pytest.raises(ShopError):
        write_list(listed(), out, language="en")


def test_an_age_stays_whole_where_the_name_before_it_is_cut(tmp_path: Path) -> None:
    out = tmp_path / "month.pdf"
    lines = (CellLine(LONG, "birthday", "(107)"), CellLine("Kari", "birthday", "(50)"))
    paper = month(())
    week, cells = paper.weeks[0]
    filled = tuple(replace(cell, inside=True, lines=lines) for cell in cells)
    write_month(replace(paper, weeks=((week, filled), *paper.weeks[1:])), out, language="en")
    said = words(out)
    assert said.count("(107)") == said.count("Kari (50)") == 7
    assert said.count("…") == 7


def test_the_name_of_a_holiday_breaks_before_it_is_cut(tmp_path: Path) -> None:
    out = tmp_path / "month.pdf"
    name = "Wniebowzięcie Najświętszej Marii Panny"
    paper = month(())
    week, cells = paper.weeks[0]
    filled = tuple(replace(cell, inside=True, holiday=name, number=28) for cell in cells)
    write_month(replace(paper, weeks=((week, filled), *paper.weeks[1:])), out, language="pl")
    said = words(out)
    assert said.count("Wniebowzięcie") == said.count("Marii Panny") == 7
    assert "…" not in said
