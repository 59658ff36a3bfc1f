"""Windows and label sheets as data: inside their pages, true to the folds and the dies."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from smallcrm.domain.errors import BadInput
from smallcrm.paper.calibration import test_page as write_test_page
from smallcrm.paper.sheets import Sheet, check, sheet, sheets
from smallcrm.paper.windows import Window, window, windows
from tests.paper.letter_samples import drawn_ink, page_text

SHIPPED = {
    "letter-fi": (20, 44, 94, 59),
    "letter-no": (20, 44, 96, 65),
    "letter-pl": (122, 62, 190, 90),
    "letter-gb": (24.6, 50, 90, 66),
    "letter-us": (22, 64, 111, 80),
}
WANTED = {"L7160", "L7159", "L7161", "L7162", "L7163", "L7165", "L7173", "L7651"}
WANTED |= {"3474", "3475", "5160", "5161", "5162", "5163"}


def test_the_boxes_are_those_that_were_measured_from_real_envelopes() -> None:
    found = {code: (w.safe.x, w.safe.y, w.safe.right, w.safe.bottom) for code, w in windows().items()}
    assert found == {code: pytest.approx(box) for code, box in SHIPPED.items()}


@pytest.mark.parametrize("form", windows().values(), ids=lambda form: form.code)
def test_safe_box_lies_in_the_window_and_above_the_first_fold(form: Window) -> None:
    assert form.opening.y <= form.safe.y
    assert form.safe.bottom <= form.opening.bottom + 0.05
    assert form.safe.right <= form.opening.right
    assert form.safe.bottom < form.folds[0]
    assert form.folds[1] == pytest.approx(2 * form.folds[0], abs=0.2)


@pytest.mark.parametrize("form", windows().values(), ids=lambda form: form.code)
def test_the_folded_sheet_goes_into_the_envelope(form: Window) -> None:
    panels = (form.folds[0], form.folds[1] - form.folds[0], form.page[1] - form.folds[1])
    assert max(panels) <= form.envelope[1] - 4
    assert form.page[0] <= form.envelope[0] - 8


@pytest.mark.parametrize("form", windows().values(), ids=lambda form: form.code)
def test_nothing_of_the_letter_stands_in_or_beside_the_window(form: Window) -> None:
    date_apart = form.form.date[0] > form.safe.right or form.form.date[1] < form.safe.y
    assert date_apart
    assert form.form.headline[1] - 10 > form.safe.bottom
    assert form.form.text[2] < form.form.frieze[2] < form.form.footer[2] < form.page[1] - 8


def test_every_sheet_is_there_and_found_by_any_code_of_its_die() -> None:
    assert set(sheets()) >= WANTED
    assert sheet("j8160") is sheet("L7160")
    assert sheet(" 8160 ").page_name == "Letter"
    with pytest.raises(BadInput, match="unknown_sheet"):
        sheet("L9999")


@pytest.mark.parametrize("grid", sheets().values(), ids=lambda grid: grid.code)
def test_sheets_are_cut_from_the_middle(grid: Sheet) -> None:
    first, last = grid.cell(1), grid.cell(grid.count)
    assert first.x == pytest.approx(grid.page[0] - last.right, abs=0.2)
    assert first.y == pytest.approx(grid.page[1] - last.bottom, abs=0.2)


@pytest.mark.parametrize("grid", sheets().values(), ids=lambda grid: grid.code)
def test_labels_lie_apart_in_reading_order(grid: Sheet) -> None:
    cells = [grid.cell(number) for number in range(1, grid.count + 1)]
    assert len({(round(c.x, 3), round(c.y, 3)) for c in cells}) == grid.columns * grid.rows
    for before, after in pairwise(cells):
        assert after.y > before.y or after.x >= before.right - 0.05


@pytest.mark.parametrize(
    "change",
    [{"margin": (20.0, 15.15)}, {"rows": 8}, {"pitch": (60.0, 38.1)}, {"label": (0.0, 38.1)}, {"margin": (-1.0, 0.0)}],
)
def test_a_grid_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    wrong = replace(sheet("L7160"), **change)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="sheet_does_not_fit"):
        check(wrong)


@pytest.mark.parametrize("form", [window("letter-fi"), window("letter-us"), sheet("L7160")], ids=lambda f: f.code)
def test_the_test_page_shows_a_cross_of_ten_millimetres(form: Window | Sheet, tmp_path: Path) -> None:
    assert write_test_page(form, tmp_path / "test.pdf") == 1
    assert form.code in page_text(tmp_path / "test.pdf")
    rows = drawn_ink(tmp_path / "test.pdf", dots=10)
    middle = round(form.page[0] / 2 * 10)
    y = form.page[1] / 2 if isinstance(form, Sheet) else sum(form.folds) / 2
    across = [x for x in range(middle - 80, middle + 80) if any(rows[round(y * 10) + d][x] for d in (-1, 0, 1))]
    assert len(across) == pytest.approx(100, abs=4) or isinstance(form, Sheet)
    assert set(range(middle - 48, middle + 48)) <= set(across)


def test_the_test_page_shows_the_window_and_the_folds(tmp_path: Path) -> None:
    form = window("letter-no")
    write_test_page(form, tmp_path / "test.pdf")
    rows = drawn_ink(tmp_path / "test.pdf", dots=10)
    for y in (*form.folds, form.safe.y, form.safe.bottom, form.opening.y):
        line = [any(rows[round(y * 10) + d][x] for d in (-1, 0, 1)) for x in range(300, 800)]
        assert sum(line) >= 240, y
