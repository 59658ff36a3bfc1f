"""The sheets of the day: always one page, whatever there is to say; texts stay plain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import ShopError
from smallcrm.paper.day_sheets import DaySheet, Figure, SheetRow, SheetSection, write_day_sheet

LONG = "<b>Brzęczyszczykiewicz</b> {x} %s " + "Hyväntekeväisyysmyyjäistoimikunnan" * 4
WORDS = "Call about the reading-group order, twelve copies, and ask whether the poster may hang in the window"


def _sheet(*sections: SheetSection) -> DaySheet:
    return DaySheet(
        "Harbour Books · Morning list",
        "Tuesday 24 November",
        (Figure("2", "overdue", late=True), Figure("500", "today")),
        sections,
        "Nothing waits today.",
        ("Notes", "write here"),
        ("Printed 24 Nov 2026", "Personal data: shred after use."),
        lambda n: f"and {n} more",
    )


def _rows(count: int, name: str = "Priya Raman", what: str = WORDS) -> tuple[SheetRow, ...]:
    return tuple(SheetRow(f"{name} {n}", what, "10:00", "a hint", "01632 960 127", "EK") for n in range(count))


def _text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file.read_bytes())
    assert len(document) == 1
    return " ".join(str(document[0].get_textpage().get_text_range()).split())


def test_five_rows_are_whole(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    assert write_day_sheet(_sheet(SheetSection("Today", _rows(5), "in order of time")), out, language="en") == 1
    said = _text(out)
    assert said.count("Priya Raman") == 5
    assert said.count("a hint") == 5
    assert "window" in said
    assert "more" not in said
    for words in (
        "Tuesday 24 November",
        "Harbour Books · Morning list",
        "in order of time",
        "Notes",
        "shred after use",
    ):
        assert words in said


def test_five_hundred_rows_are_one_page_and_counted(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    sections = [
        SheetSection(t, _rows(n), more=1000) for t, n in (("Overdue", 500), ("Today", 3), ("Open complaints", 300))
    ]
    write_day_sheet(_sheet(*sections), out, language="en")
    said = _text(out)
    shown = said.count("Priya Raman")
    assert shown > 20
    left = [int(words.split()[0]) for words in said.split("and ")[1:] if words.split()[0].isdigit()]
    assert shown + sum(left) == 803 + 3000


def test_what_is_only_good_to_know_makes_way(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    spare = SheetSection("Next 7 days", _rows(4, "Later"), "4", spare=True)
    write_day_sheet(_sheet(SheetSection("Today", _rows(3)), spare), out, language="en")
    assert "Next 7 days" in _text(out)
    assert "Later 3" in _text(out)
    write_day_sheet(_sheet(SheetSection("Today", _rows(30)), spare), out, language="en")
    assert "Next 7 days" in _text(out)
    assert "Later 0, Later 1, Later 2 · 4" in _text(out)
    assert "Later 3" not in _text(out)
    assert "Priya Raman 29" in _text(out)


def test_the_longest_texts_stay_plain_and_inside(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    row = SheetRow(LONG, LONG * 40, "10:00", LONG, LONG, LONG)
    section = SheetSection(LONG, (row,) * 12, "note", late=True, total="5 visits · £69.50")
    write_day_sheet(replace(_sheet(section), title=LONG, over=LONG), out, language="pl")
    said = _text(out)
    assert "<b>" in said
    assert "{x}" in said
    document = pypdfium2.PdfDocument(out.read_bytes())
    edge = [o.get_bounds() for o in document[0].get_objects() if o.type == 1]
    assert max(b[2] for b in edge) <= 210 / 25.4 * 72 - 5


def test_without_anything_to_do_it_says_so(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    write_day_sheet(_sheet(), out, language="en")
    assert "Nothing waits today." in _text(out)


def test_signs_that_no_face_has_are_left_out(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    write_day_sheet(_sheet(SheetSection("Today", (SheetRow("Aino 🎂", "漢字 cake"),))), out, language="fi")
    assert "Aino" in _text(out)
    assert "cake" in _text(out)


def test_a_shop_is_never_overwritten(tmp_path: Path) -> None:
    out = tmp_path / "day.smallcrm"
    with pytest.raises(ShopError):
        write_day_sheet(_sheet(), out, language="en")
    assert not out.exists()


@settings(max_examples=25, deadline=None)
@given(
    counts=st.lists(st.integers(0, 60), min_size=1, max_size=5),
    what=st.text(max_size=120),
    name=st.text(max_size=60),
)
def test_it_is_always_one_page(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], what: str, name: str
) -> None:
    out = tmp_path_factory.mktemp("day") / "day.pdf"
    sections = [SheetSection(f"S{n}", _rows(count, name, what), total="7") for n, count in enumerate(counts)]
    assert write_day_sheet(_sheet(*sections), out, language="nb") == 1
    assert len(pypdfium2.PdfDocument(out.read_bytes())) == 1


@pytest.mark.parametrize("others", [1, 60])
def test_a_long_name_is_broken_after_its_hyphen_and_not_cut(tmp_path: Path, others: int) -> None:
    out = tmp_path / "day.pdf"
    name = "Persephone Alexandra Featherstonehaugh-Cholmondeley"
    section = SheetSection("Today", (SheetRow(name, "Call"), *_rows(others, what="Call")))
    write_day_sheet(_sheet(section), out, language="en")
    said = _text(out)
    assert "Featherstonehaugh" in said
    assert "Cholmondeley" in said
    assert "…" not in said


def test_a_name_is_set_a_little_smaller_before_it_is_cut(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    name = "Hyväntekeväisyysyhdistyksen Oy"
    write_day_sheet(_sheet(SheetSection("Today", (SheetRow(name, "Call"),))), out, language="fi")
    assert name in _text(out)


def test_a_name_without_end_is_cut_inside_its_column(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    write_day_sheet(_sheet(SheetSection("Today", (SheetRow("W" * 300, "Call"),))), out, language="en")
    page = pypdfium2.PdfDocument(out.read_bytes())[0]
    wide = [o.get_bounds() for o in page.get_objects() if o.type == 1]
    assert "…" in _text(out)
    assert all(b[2] < 72.0 / 25.4 * 72 for b in wide if b[0] < 21.0 / 25.4 * 72 and b[0] > 20.0 / 25.4 * 72)


def test_what_must_not_be_forgotten_keeps_its_rows_and_words(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    promised = "Promised to keep the window table free for six on Saturday, with the flowers that she likes"
    firm = SheetSection("Stays open", _rows(14, "Anna", promised), firm=True)
    write_day_sheet(_sheet(SheetSection("Cards", _rows(40, "Bob", "Print")), firm), out, language="en")
    said = _text(out)
    assert said.count("Anna") == 14
    assert said.count("she likes") == 14
    assert 3 <= said.count("Bob") < 40


def test_one_row_left_over_is_printed_and_not_counted(tmp_path: Path) -> None:
    out = tmp_path / "day.pdf"
    seen = set()
    for count in range(20, 50):
        write_day_sheet(_sheet(SheetSection("Cards", _rows(count, "Bob", "Print"))), out, language="en")
        said = _text(out)
        assert "and 1 more" not in said
        seen.add("more" in said)
    assert seen == {True, False}
