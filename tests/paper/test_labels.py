"""Labels: each person in the next cell, inside the die and off the edge of the sheet, in the order of the cards."""

from __future__ import annotations

from pathlib import Path

import pytest

from smallcrm.domain.errors import BadInput
from smallcrm.paper import labels
from smallcrm.paper.document import write
from smallcrm.paper.sheets import GUARD, Sheet, sheet, sheets
from tests.paper.letter_samples import NAMES, SENDER, address, ink_of, page_text, piece

LONG_LINES = (
    "Anna-Kaarina Hietaniemi-Väätäinen",
    "Vanha Hervannantie 26 C 41",
    "33720 TAMPERE",
)


def numbered(count: int) -> list[str]:
    return [f"Nimi{number:03d}" for number in range(count)]


@pytest.mark.parametrize("grid", sheets().values(), ids=lambda grid: grid.code)
def test_every_line_is_in_its_cell_and_off_the_edge(grid: Sheet, tmp_path: Path) -> None:
    names = numbered(grid.count)
    people = [piece(n, f"{name} Äijälä", "Mäntygatan 12", "33100 ÅBO") for n, name in enumerate(names)]
    out = tmp_path / "labels.pdf"
    assert write(people, SENDER, f"label:{grid.code}", "candles", out) == 1
    for number, name in enumerate(names, 1):
        cell = grid.cell(number)
        for text, occurrence in ((name, 0), ("33100 ÅBO", number - 1)):
            ink = ink_of(out, text, occurrence=occurrence)
            assert ink.inside(cell.x, cell.y, cell.right, cell.bottom)
            assert ink.inside(GUARD, GUARD, grid.page[0] - GUARD, grid.page[1] - GUARD)


@pytest.mark.parametrize("code", ["L7160", "L7651", "3474", "5160", "L7163"])
def test_long_names_are_broken_and_never_leave_their_cell(code: str, tmp_path: Path) -> None:
    grid = sheet(code)
    out = tmp_path / "labels.pdf"
    write([piece(n, *LONG_LINES) for n in range(grid.count)], SENDER, f"label:{code}", "candles", out)
    for number in (1, grid.columns, grid.count):
        cell = grid.cell(number)
        for word in ("Anna-Kaarina", "Väätäinen", "Hervannantie", "33720"):
            assert ink_of(out, word, occurrence=number - 1).inside(cell.x, cell.y, cell.right, cell.bottom), word


@pytest.mark.parametrize("count", [3, 4, 5, 6])
def test_the_block_is_in_the_middle_of_its_label(count: int, tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    write([piece(1, *address(count))], SENDER, "label:L7160", "candles", out)
    cell = sheet("L7160").cell(1)
    top = ink_of(out, address(count)[0]).top - cell.y
    foot = cell.bottom - ink_of(out, address(count)[-1]).bottom
    assert top == pytest.approx(foot, abs=0.8)
    assert ink_of(out, address(count)[0]).left == pytest.approx(cell.x + labels.PAD, abs=0.5)


def test_labels_are_in_the_order_of_the_cards(tmp_path: Path) -> None:
    names = numbered(50)
    people = [piece(n, name, "Katu 1", "00100 HELSINKI") for n, name in enumerate(names)]
    out = tmp_path / "labels.pdf"
    assert write(people, SENDER, "label:L7160", "candles", out) == 3
    printed = [line for page in range(3) for line in page_text(out, page).split("\n") if line.startswith("Nimi")]
    assert printed == names


@pytest.mark.parametrize(("start", "count", "wanted"), [(1, 21, 1), (21, 1, 1), (21, 2, 2), (5, 17, 1), (5, 18, 2)])
def test_a_sheet_already_begun_is_used_on(start: int, count: int, wanted: int, tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    people = [piece(n, f"Nimi{n}", "Katu 1", "00100 HELSINKI") for n in range(count)]
    assert write(people, SENDER, "label:L7160", "candles", out, start=start) == wanted
    cell = sheet("L7160").cell(start)
    assert ink_of(out, "Nimi0").inside(cell.x, cell.y, cell.right, cell.bottom)
    if wanted == 2:
        first = sheet("L7160").cell(1)
        assert ink_of(out, f"Nimi{count - 1}", 1).inside(first.x, first.y, first.right, first.bottom)


@pytest.mark.parametrize("start", [0, -1, 22])
def test_a_label_that_is_not_on_the_sheet_is_refused(start: int, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no_such_label"):
        write([piece()], SENDER, "label:L7160", "candles", tmp_path / "x.pdf", start=start)
    assert not list(tmp_path.iterdir())


def test_a_nudge_moves_the_print_right_and_down(tmp_path: Path) -> None:
    out, moved = tmp_path / "labels.pdf", tmp_path / "moved.pdf"
    write([piece()], SENDER, "label:L7160", "candles", out)
    write([piece()], SENDER, "label:L7160", "candles", moved, nudge=(1.5, -0.8))
    before, after = ink_of(out, "Aino"), ink_of(moved, "Aino")
    assert after.left - before.left == pytest.approx(1.5, abs=0.02)
    assert after.top - before.top == pytest.approx(-0.8, abs=0.02)


def test_whatever_a_name_contains_is_printed_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "labels.pdf"
    write(
        [piece(n, name, "Katu 1", "00100 HELSINKI") for n, name in enumerate(NAMES)],
        SENDER,
        "label:L7160",
        "candles",
        out,
    )
    lines = page_text(out).split("\n")
    assert [line for line in lines if line not in {"Katu 1", "00100 HELSINKI", ""}] == list(NAMES)
