"""Lists of name days as people and programs write them. All names and days are invented."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.errors import ShopError
from smallcrm.exchange.name_days import MOST_BYTES, read_bytes, read_name_days, template

DATA = Path(__file__).parent.parent / "data" / "name_days"
WANTED = [(6, 24, "Johannes"), (6, 24, "Juhani"), (6, 25, "Uuno")]


def _read(text: str | bytes, file: str = "list.csv") -> list[tuple[int, int, str]]:
    data = text if isinstance(text, bytes) else text.encode()
    return [(one.month, one.day, one.name) for one in read_bytes(data, file).days]


@pytest.mark.parametrize(
    "text",
    [
        "day;month;names\n24;6;Johannes, Juhani\n25;6;Uuno\n",
        "Päivä;Kuukausi;Nimet\r\n24;6;Johannes, Juhani\r\n25;6;Uuno\r\n",
        "Dag;Måned;Navn\n24;6;Johannes\n24;6;Juhani\n25;6;Uuno\n",
        "Dzień\tMiesiąc\tImiona\n24\t6\tJohannes / Juhani\n25\t6\tUuno\n",
        "24,6,Johannes,Juhani\n25,6,Uuno\n",
        '24,6,"Johannes, Juhani"\n25,6,Uuno\n',
        "6;24;Johannes, Juhani\n6;25;Uuno\n",
        "24.6.;Johannes, Juhani\n25.6.;Uuno\n",
        "06-24;Johannes\n06-24;Juhani\n06-25;Uuno\n",
        "2023-06-24;Johannes; Juhani\n2023-06-25;Uuno\n",
        "24 June;Johannes and Juhani\n25 June;Uuno\n",
        "24. kesäkuuta;Johannes ja Juhani\n25. kesäkuuta;Uuno\n",
        "24;czerwca;Johannes i Juhani\n25;czerwca;Uuno\n",
        "24.6. Johannes, Juhani\n25.6. Uuno\n",
        "24.6. Johannes Juhani\n25.6. Uuno\n",
        "names;date\nJohannes;24/06\nJuhani;24/06\nUuno;25/06\n",
    ],
)
def test_any_usual_table_is_understood(text: str) -> None:
    assert _read(text) == WANTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is(encoding: str) -> None:
    assert _read("Päivä;Kuukausi;Nimet\n2;1;Äijä, Öllö\n".encode(encoding)) == [(1, 2, "Äijä"), (1, 2, "Öllö")]


def test_polish_letters_of_an_old_program_stay() -> None:
    assert _read("Dzień;Miesiąc;Imiona\n2;1;Świętosława, Żółcin\n".encode("cp1250"))[0] == (1, 2, "Świętosława")


def test_a_space_parts_no_double_name_where_anything_else_parts_names() -> None:
    assert _read("24;6;Hans Christian, Jon\n") == [(6, 24, "Hans Christian"), (6, 24, "Jon")]
    assert _read("24;6;Hans Christian\n24;6;Jon\n") == [(6, 24, "Hans Christian"), (6, 24, "Jon")]


def test_bad_rows_are_told_with_line_and_reason() -> None:
    found = read_bytes(b"day;month;names\n31;2;Johannes\n24;6;Juhani\n;;Uuno\n25;13;Aapo\n26;6;R2D2\n", "list.csv")
    assert [(one.month, one.day, one.name) for one in found.days] == [(6, 24, "Juhani")]
    told = [(one.line, one.reason.code, one.rejected) for one in found.problems]
    assert told == [(2, "bad_date", True), (4, "bad_date", True), (5, "bad_date", True), (6, "bad_value", True)]
    assert all(one.raw for one in found.problems)


def test_one_slip_of_the_pen_turns_no_column_round() -> None:
    text = "\n".join(f"{day};{month};A{chr(96 + month)}" for month in range(1, 5) for day in range(1, 29))
    assert (3, 5, "Ac") in _read(f"5;31;Slip\n{text}\n")
    assert (5, 3, "Ac") not in _read(f"5;31;Slip\n{text}\n")


def test_a_column_that_is_not_needed_is_told() -> None:
    found = read_bytes(b"day;month;names;flag\n24;6;Juhani;yes\n", "list.csv")
    assert [(p.reason.code, dict(p.reason.values)["property"], p.rejected) for p in found.problems] == [
        ("left_out", "flag", False)
    ]
    assert [one.name for one in found.days] == ["Juhani"]


def test_formulas_are_text_and_their_escape_goes() -> None:
    found = read_bytes(b'day;month;names\n24;6;\'=Juhani\n25;6;="Uuno"\n', "list.csv")
    assert [one.name for one in found.days] == ["Uuno"]
    assert [(p.line, p.reason.code, dict(p.reason.values)["value"]) for p in found.problems] == [
        (2, "bad_value", "=Juhani")
    ]


def test_29_february_stays_whatever_year_a_list_was_made_for() -> None:
    assert _read("29.2.;Karkaus\n28.2.;Edellinen\n1.3.;Seuraava\n") == [
        (2, 28, "Edellinen"),
        (2, 29, "Karkaus"),
        (3, 1, "Seuraava"),
    ]
    assert _read("2023-02-29;Karkaus\n2023-03-01;Seuraava\n") == [(2, 29, "Karkaus"), (3, 1, "Seuraava")]


def test_the_template_has_every_day_and_says_that_it_is_empty() -> None:
    empty = template("Päivä", "Kuukausi", "Nimet")
    with pytest.raises(ShopError) as error:
        read_bytes(empty, "empty.csv")
    assert error.value.code == "no_names"
    filled = empty.replace(b"\r\n29;2;", "\r\n29;2;Äijä, Öllö".encode())
    assert _read(filled) == [(2, 29, "Äijä"), (2, 29, "Öllö")]
    days = [tuple(line.split(";")[:2]) for line in empty.decode("utf-8-sig").splitlines()[1:]]
    year = (date(2024, 1, 1) + timedelta(days=n) for n in range(366))
    assert days == [(str(one.day), str(one.month)) for one in year]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "unreadable_file"),
        (b"%PDF-1.7 ...", "not_a_name_list"),
        (b"\x89PNG....", "not_a_name_list"),
        (b"<!DOCTYPE html><html></html>", "not_a_name_list"),
        (b"name;phone\nAnna;050 123\n", "not_a_name_list"),
        (b"Nothing at all of this kind\n", "not_a_name_list"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "not_a_name_list"),
        (b"x" * (MOST_BYTES + 1), "not_a_name_list"),
    ],
)
def test_what_is_no_list_is_told_in_one_sentence(data: bytes, code: str) -> None:
    with pytest.raises(ShopError) as error:
        read_bytes(data, "list.csv")
    assert error.value.code == code


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    for place in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(ShopError) as error:
            read_name_days(place)
        assert error.value.code == "unreadable_file"


def test_the_files_of_the_tests_are_read_alike() -> None:
    table = read_name_days(DATA / "invented.csv")
    calendar = read_name_days(DATA / "invented.ics")
    assert table.days == calendar.days
    assert len(table.days) == 7
    assert calendar.title == "Invented names"
    assert [(p.line, p.reason.code) for p in calendar.problems] == [
        (43, "bad_date"),
        (48, "not_yearly"),
        (54, "no_name"),
    ]


@pytest.mark.parametrize("heading", ["date,names", "date;names", "names\tdate", "Päivä;Nimet", ""])
@pytest.mark.parametrize("form", ["{m:02}/{d:02}/2024", "{m}/{d}/2024", "{m:02}/{d:02}", "{m:02}-{d:02}-2024"])
def test_the_order_of_day_and_month_is_that_of_the_whole_column(heading: str, form: str) -> None:
    mark = next((sign for sign in ",;\t" if sign in heading), ";")
    rows = []
    for month, day, name in ((3, 4, "Alpha"), (5, 6, "Beta"), (3, 25, "Gamma")):
        cells = [form.format(m=month, d=day), name]
        rows.append(mark.join(reversed(cells) if heading.startswith("names") else cells))
    found = read_bytes("\n".join([*filter(None, [heading]), *rows, ""]).encode(), "us.csv")
    assert [(one.month, one.day) for one in found.days] == [(3, 4), (3, 25), (5, 6)]
    assert found.unsure == ""


@given(st.lists(st.dates(date(2024, 1, 1), date(2024, 12, 31)), min_size=1, max_size=30), st.booleans(), st.booleans())
def test_a_list_in_either_order_is_read_right_or_asked_about(days: list[date], us: bool, headed: bool) -> None:
    form = "%m/%d/%Y" if us else "%d/%m/%Y"
    text = "date;names\n" * headed + "".join(f"{day.strftime(form)};Aapo\n" for day in days)
    wanted = sorted({(day.month, day.day) for day in days})
    found = read_bytes(text.encode(), "list.csv")
    if not found.unsure:
        assert [one.on for one in found.days] == wanted
    said = read_bytes(text.encode(), "list.csv", "mdy" if us else "dmy")
    assert ([one.on for one in said.days], said.problems) == (wanted, ())


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("date;names\n03/04/2024;Anna\n", "03/04/2024"),
        ("date;names\n03/03/2024;Anna\n04/05;Jan\n", "04/05"),
        ("3-4;Anna\n5-6;Jan\n", "3-4"),
        ("3;4;Anna\n5;6;Jan\n", "3/4"),
        ("date;names\n3.4.;Anna\n", ""),
        ("date;names\n2024-03-04;Anna\n", ""),
        ("day;month;names\n3;4;Anna\n", ""),
        ("date;names\n03/03/2024;Anna\n", ""),
        ("date;names\n3 April;Anna\n", ""),
    ],
)
def test_what_may_be_read_two_ways_is_asked(text: str, unsure: str) -> None:
    assert read_bytes(text.encode(), "list.csv").unsure == unsure


def test_a_day_that_does_not_fit_the_order_of_its_column_is_told() -> None:
    text = "date;names\n" + "".join(f"{month}/25/2024;Anna\n" for month in range(1, 9)) + "26/09/2024;Jan\n"
    found = read_bytes(text.encode(), "list.csv")
    assert len(found.days) == 8
    assert [(p.line, p.reason.code) for p in found.problems] == [(10, "bad_date")]


@pytest.mark.parametrize(
    "end", ["END:VCALENDAR\r\n", "BEGIN:VEVENT\r\nDTSTART:20240707\r\nSUMMARY:Jan\r\nEND:VEVENT\r\n"]
)
def test_an_event_without_its_end_counts_where_the_file_goes_on(end: str) -> None:
    open_one = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20240624\r\nSUMMARY:Aapo\r\n"
    found = read_bytes(("BEGIN:VCALENDAR\r\n" + open_one + end).encode(), "list.ics")
    assert ((6, 24), "Aapo") in [(one.on, one.name) for one in found.days]
    assert found.problems == ()


def test_a_file_that_breaks_off_says_so_and_takes_no_half_name() -> None:
    text = "BEGIN:VCALENDAR\r\n" + _event("20240625", "Uuno") + "BEGIN:VEVENT\r\nDTSTART:20240624\r\nSUMMARY:Juha"
    found = read_bytes(text.encode(), "list.ics")
    assert [one.name for one in found.days] == ["Uuno"]
    assert [(p.reason.code, dict(p.reason.values)["value"]) for p in found.problems] == [("cut_off", "Juha")]


@pytest.mark.parametrize(
    "hostile",
    [
        "=cmd|' /C calc'!A0",
        "{evil} %s",
        "<script>alert</script>",
        "<b>Anna</b>",
        "javascript:alert",
        "R2D2",
        "one two three four five",
        "\U0001f600",
        "@SUM",
    ],
)
@pytest.mark.parametrize("kind", ["ics", "csv"])
def test_only_what_looks_like_a_name_comes_in_and_the_rest_is_told(hostile: str, kind: str) -> None:
    if kind == "ics":
        text = "BEGIN:VCALENDAR\r\n" + _event("20240624", hostile) + _event("20240625", "Uuno") + "END:VCALENDAR\r\n"
    else:
        text = f'day;month;names\n24;6;"{hostile}"\n25;6;"Uuno, Uuno"\n'
    found = read_bytes(text.encode(), f"list.{kind}")
    assert [one.name for one in found.days] == ["Uuno"]
    assert {p.reason.code for p in found.problems} == {"bad_value"}


@pytest.mark.parametrize(
    "name", ["Anna-Maija", "O'Neil", "Jean‑Luc", "St. Anna", "محمد", "王芳", "Żółcin", "Åse", "D’Arcy"]
)
def test_names_of_all_scripts_come_in(name: str) -> None:
    assert _read(f"day;month;names\n24;6;{name}\n25;6;Uuno, Aapo\n")[0] == (6, 24, name)


@pytest.mark.parametrize(
    ("start", "day"),
    [
        (":20240101T230000Z", None),
        (":20240101T000000Z", (1, 1)),
        (":20240101T230000", (1, 1)),
        (";TZID=Europe/Helsinki:20240101T003000", (1, 1)),
    ],
)
def test_a_moment_of_the_world_has_no_day(start: str, day: tuple[int, int] | None) -> None:
    text = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART{start}\r\nSUMMARY:Anna\r\nEND:VEVENT\r\n"
    found = read_bytes((text + _event("20240625", "Uuno") + "END:VCALENDAR\r\n").encode(), "list.ics")
    assert [one.on for one in found.days if one.name == "Anna"] == ([day] if day else [])
    assert [p.reason.code for p in found.problems] == ([] if day else ["world_time"])


def _event(start: str, names: str, more: str = "") -> str:
    return (
        f"BEGIN:VEVENT\r\nUID:{start}{names}\r\nDTSTART;VALUE=DATE:{start}\r\nSUMMARY:{names}\r\n{more}END:VEVENT\r\n"
    )


@given(st.integers(2023, 2032), st.integers(0, 365))
def test_an_event_counts_by_its_own_date_in_leap_years_and_others(year: int, number: int) -> None:
    day = date(year, 1, 1) + timedelta(days=number)
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + _event(f"{day:%Y%m%d}", "Aapo") + "END:VCALENDAR\r\n"
    assert _read(text, "list.ics") == [(day.month, day.day, "Aapo")]


def test_the_same_day_of_several_years_counts_once() -> None:
    events = "".join(_event(f"{year}0624", "Juhani\\, Aapo") for year in range(2024, 2029))
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"
    assert _read(text, "list.ics") == [(6, 24, "Juhani"), (6, 24, "Aapo")]


@pytest.mark.parametrize("summary", ["Nimipäivä: Aapo", "Imieniny: Aapo", "Aapo's name day", "Aapo", "Aapo nimipäivä"])
def test_what_only_says_that_it_is_a_name_day_goes(summary: str) -> None:
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + _event("20240624", summary) + "END:VCALENDAR\r\n"
    assert _read(text, "list.ics") == [(6, 24, "Aapo")]


def test_a_broken_event_spoils_no_other() -> None:
    broken = "BEGIN:VEVENT\r\nthis is no line of a calendar\r\nDTSTART:2024\r\n"
    text = "BEGIN:VCALENDAR\r\n" + broken + _event("20240624", "Aapo") + "BEGIN:VEVENT\r\nSUMMARY:Cut"
    found = read_bytes(text.encode(), "list.ics")
    assert [one.name for one in found.days] == ["Aapo"]
    assert [one.line for one in found.problems] == [2, 10]


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    for start in ("", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "day;month;names\n"):
        try:
            found = read_bytes((start + text).encode("utf-8", "replace"), "list.csv")
        except ShopError:
            continue
        assert found.days


def test_a_spreadsheet_is_a_list_too(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "list.xlsx"))
    sheet = book.add_worksheet()
    for number, row in enumerate([("Day", "Month", "Names"), (24, 6, "Johannes, Juhani"), (25, 6, "Uuno")]):
        sheet.write_row(number, 0, row)
    book.close()
    assert [(one.month, one.day, one.name) for one in read_name_days(tmp_path / "list.xlsx").days] == WANTED
