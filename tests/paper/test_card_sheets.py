"""Membership cards on their sheets: every bar code is read by readers that are not ours, and nothing is misplaced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from smallcrm.domain.card_numbers import as_ean, grouped
from smallcrm.domain.errors import BadInput
from smallcrm.paper import forms
from smallcrm.paper.card_sheets import LABEL, SINGLE, layouts, pages_for, sheet_of, usual_layout, write
from smallcrm.paper.card_stock import stock, stocks
from smallcrm.paper.document import LAYOUTS
from smallcrm.paper.sheets import GUARD, Sheet, sheets
from smallcrm.paper.windows import Box
from tests.paper.bar_readers import NAMES, READERS, cut_out, member_card, member_cards, rendered
from tests.paper.letter_samples import drawn_ink, fonts_of, ink_of, page_text

STOCKS = [f"cards:{code}" for code in stocks()]
SIDE = 3.0
"""Nothing is printed nearer to the edge of a card, mm."""


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("symbology", ["code128", "ean13"])
@pytest.mark.parametrize("layout", [*STOCKS, "card-label:L7160", "card-label:L7651", "card-label:5163"])
def test_every_card_of_a_sheet_is_read(layout: str, symbology: str, reader: str, tmp_path: Path) -> None:
    grid = sheet_of(layout)
    assert grid
    count = min(grid.count, 10) if layout.startswith(LABEL) else grid.count
    cards, out = member_cards(count), tmp_path / "cards.pdf"
    assert write(cards, layout, out, symbology=symbology) == 1
    page = rendered(out)
    for place, card in enumerate(cards, 1):
        wanted = as_ean(card.number) if symbology == "ean13" else card.number
        assert READERS[reader](cut_out(page, grid.cell(place))) == [wanted]


@pytest.mark.parametrize("reader", READERS)
def test_a_card_by_itself_is_a_page_and_is_read(reader: str, tmp_path: Path) -> None:
    out, cards = tmp_path / "cards.pdf", member_cards(3)
    assert write(cards, SINGLE, out) == pages_for(3, SINGLE) == 3
    document = pdfium.PdfDocument(out)
    assert document[0].get_size() == pytest.approx((85 * 72 / 25.4, 54 * 72 / 25.4), abs=0.1)
    document.close()
    assert [READERS[reader](rendered(out, page)) for page in range(3)] == [[card.number] for card in cards]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("symbology", ["code128", "ean13"])
def test_any_number_is_read(symbology: str, reader: str, tmp_path: Path) -> None:
    """Numbers of both ends and between, in the greys of a printer without colour."""
    out = tmp_path / "cards.pdf"
    grid, cards = stock("C32011"), [member_card(n) for n in (1, 2, 999, 123_456, 77_777_777, 899_999_999, 900_000_000)]
    write(cards, "cards:C32011", out, symbology=symbology, mono=True, start=4)
    page = rendered(out)
    wanted = [as_ean(card.number) if symbology == "ean13" else card.number for card in cards]
    assert [READERS[reader](cut_out(page, grid.cell(place)))[0] for place in range(4, 11)] == wanted


@pytest.mark.parametrize("grid", stocks().values(), ids=lambda grid: grid.code)
def test_stock_lies_in_the_middle_of_its_page(grid: Sheet) -> None:
    last = grid.cell(grid.count)
    assert grid.page[0] - last.right == pytest.approx(grid.margin[0], abs=0.11)
    assert grid.page[1] - last.bottom == pytest.approx(grid.margin[1], abs=0.11)
    assert grid.label[0] >= 85
    assert grid.label[1] >= 50.8


@pytest.mark.parametrize("symbology", ["code128", "ean13"])
@pytest.mark.parametrize("code", stocks())
def test_nothing_is_printed_at_the_edge_of_a_card(code: str, symbology: str, tmp_path: Path) -> None:
    """Nor at the perforation: what is cut or torn there is white paper."""
    grid, out = stock(code), tmp_path / "cards.pdf"
    write(member_cards(grid.count), f"cards:{code}", out, symbology=symbology)
    rows = drawn_ink(out, dots=8)
    for number in range(1, grid.count + 1):
        cell = grid.cell(number)
        inner = Box(cell.x + SIDE, cell.y + SIDE, cell.width - 2 * SIDE, cell.height - 2 * SIDE)
        for y in range(round(cell.y * 8) + 1, round(cell.bottom * 8) - 1):
            row = rows[y][round(cell.x * 8) + 1 : round(cell.right * 8) - 1]
            side = round((SIDE - 0.2) * 8)
            clear = inner.y - 0.2 <= y / 8 <= inner.bottom + 0.2
            assert not any(row[:side] + row[-side:] if clear else row), y / 8 - cell.y


def test_the_marks_stand_in_the_waste_and_off_the_edge_of_the_sheet(tmp_path: Path) -> None:
    for code, grid in stocks().items():
        out = tmp_path / f"{code}.pdf"
        write(member_cards(1), f"cards:{code}", out)
        rows = drawn_ink(out, dots=8)
        cells = [grid.cell(number) for number in range(1, grid.count + 1)]
        marks = [
            (x / 8, y / 8)
            for y, row in enumerate(rows)
            for x, ink in enumerate(row)
            if ink and not any(cell.x < x / 8 < cell.right and cell.y < y / 8 < cell.bottom for cell in cells)
        ]
        assert len(marks) > 100
        for x, y in marks:
            assert GUARD - 0.2 <= x <= grid.page[0] - GUARD + 0.2
            assert GUARD - 0.2 <= y <= grid.page[1] - GUARD + 0.2
            assert all(
                x < cell.x - 1.5 or x > cell.right + 1.5 or y < cell.y - 1.5 or y > cell.bottom + 1.5 for cell in cells
            )  # fmt: skip


@pytest.mark.parametrize(("start", "count", "wanted"), [(1, 10, 1), (10, 1, 1), (10, 2, 2), (3, 8, 1), (3, 9, 2)])
def test_a_sheet_already_begun_is_used_on(start: int, count: int, wanted: int, tmp_path: Path) -> None:
    out, cards = tmp_path / "cards.pdf", member_cards(count)
    assert pages_for(count, "cards:C32011", start) == wanted
    assert write(cards, "cards:C32011", out, start=start) == wanted
    cell = stock("C32011").cell(start)
    assert ink_of(out, cards[0].name.split()[0]).inside(cell.x, cell.y, cell.right, cell.bottom)
    if wanted == 2:
        first = stock("C32011").cell(1)
        shown = ink_of(out, cards[-1].name.split()[0], page=1)
        assert shown.inside(first.x, first.y, first.right, first.bottom)


@pytest.mark.parametrize("start", [0, 11, -1])
def test_a_place_that_is_not_on_the_sheet_is_refused(start: int, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no_such_card"):
        write(member_cards(1), "cards:C32011", tmp_path / "x.pdf", start=start)
    with pytest.raises(BadInput, match="no_such_label"):
        write(member_cards(1), "card-label:L7160", tmp_path / "x.pdf", start=min(start, 0) or 22)
    assert not list(tmp_path.iterdir())


def test_the_print_is_moved_by_millimetres(tmp_path: Path) -> None:
    places = []
    for nudge in ((0.0, 0.0), (1.5, -2.0)):
        out = tmp_path / f"{nudge[0]}.pdf"
        write(member_cards(12), "cards:C32011", out, nudge=nudge)
        places.append([ink_of(out, "Ingeborg", page=page) for page in (0, 1) if "Ingeborg" in page_text(out, page)])
    for still, moved in zip(*places, strict=True):
        assert moved.left - still.left == pytest.approx(1.5, abs=0.05)
        assert moved.top - still.top == pytest.approx(-2.0, abs=0.05)


def test_without_cards_there_is_no_file(tmp_path: Path) -> None:
    assert write([], "cards:C32011", tmp_path / "x.pdf") == 0
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("layout", ["", "cards:", "cards:L7160", "card-label:X1", "card-label:5167", "card:double"])
def test_unknown_layouts_are_refused(layout: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        write(member_cards(1), layout, tmp_path / "x.pdf")


def test_card_stock_is_never_offered_for_addresses() -> None:
    assert not set(layouts()) & set(LAYOUTS)
    assert not set(layouts()) & set(forms.codes())
    assert not set(stocks()) & set(sheets())
    assert usual_layout("FI") in layouts()
    assert usual_layout("US") in layouts()
    assert {"cards:C32011", SINGLE, "card-label:L7160", "card-label:L7651"} <= set(layouts())


def test_other_codes_of_the_same_die_are_known() -> None:
    assert stock(" j8414 ").code == "8414"
    assert stock("8371") is stock("8877") is stock("5371")
    assert stock("8373").count == 8
    assert stock("8373").cell(8).right == pytest.approx(215.9 - 12.7)


@pytest.mark.parametrize("code", ["L7160", "L7651", "3474", "5163"])
def test_a_label_bears_whose_it_is_and_stays_in_its_die(code: str, tmp_path: Path) -> None:
    grid, out = sheets()[code], tmp_path / "labels.pdf"
    cards = [
        replace(card, name=name) for card, name in zip(member_cards(8), [*NAMES, "", "Ann", "Åse " * 12], strict=True)
    ]
    write(cards, f"card-label:{code}", out)
    rows = drawn_ink(out, dots=8)
    inside = [grid.cell(number) for number in range(1, 9)]
    for y, row in enumerate(rows):
        for x in (at for at, ink in enumerate(row) if ink):
            assert any(c.x + 0.5 <= x / 8 <= c.right - 0.5 and c.y + 0.5 <= y / 8 <= c.bottom - 0.5 for c in inside)
    text = page_text(out).replace("\xa0", " ")
    assert cards[0].name in text
    assert "Fjellro" in text  # a number that is nobody's yet
    assert all(grouped(card.number).replace("\xa0", " ") in text for card in cards)


def test_the_same_cards_give_the_same_bytes_and_only_our_fonts(tmp_path: Path) -> None:
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for out in (one, two):
        write(member_cards(12), "cards:C32011", out)
    assert one.read_bytes() == two.read_bytes()
    assert all(fonts_of(one).values())
    assert len(one.read_bytes()) < 250_000


def test_unknown_bars_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="unknown_design"):
        write(member_cards(1), "cards:C32011", tmp_path / "x.pdf", symbology="qr")
    assert not list(tmp_path.iterdir())
