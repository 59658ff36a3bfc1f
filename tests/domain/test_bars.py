"""Bar codes read back: by a reader written here, by ReportLab's table, and by zbar where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.graphics.barcode import code128 as other
from reportlab.graphics.barcode.eanbc import Ean13BarcodeWidget

from smallcrm.domain.bars import code128, ean13
from smallcrm.domain.card_numbers import as_ean, ean_check, number_of

NUMBERS = st.integers(1, 900_000_000).map(number_of)
PAIRS = st.text("0123456789", min_size=2, max_size=30).filter(lambda digits: len(digits) % 2 == 0)
EANS = st.text("0123456789", min_size=12, max_size=12).map(lambda digits: f"{digits}{ean_check(digits)}")
WIDTHS_OF = {
    tuple(ord(width.lower()) - 96 for width in pattern): value for value, pattern in vars(other)["_patterns"].items()
}
"""Value of each Code 128 symbol by its widths, from ReportLab: a is 1, capitals are bars."""


def modules(widths: Sequence[int]) -> str:
    """The bars as a scanner sees them: 1 for each black module, 0 for each white one."""
    return "".join(str((place + 1) % 2) * width for place, width in enumerate(widths))


def read_code128(widths: Sequence[int]) -> str:
    """Read set C: six widths a symbol, the stop has seven; start C is 105, the check digit is modulo 103."""
    *symbols, stop = [tuple(widths[at : at + 6]) for at in range(0, len(widths) - 7, 6)] + [tuple(widths[-7:])]
    assert all(sum(symbol) == 11 for symbol in symbols)
    assert all(sum(symbol[::2]) % 2 == 0 for symbol in symbols)  # the bars of a symbol are even: its own parity
    start, *values, check = (WIDTHS_OF[symbol] for symbol in symbols)
    assert start == 105
    assert WIDTHS_OF[stop] == 106
    assert (start + sum(place * value for place, value in enumerate(values, 1))) % 103 == check
    return "".join(f"{value:02d}" for value in values)


@given(PAIRS)
def test_code_128_is_read_back(digits: str) -> None:
    widths = code128(digits)
    assert read_code128(widths) == digits
    assert sum(widths) == 35 + 11 * len(digits) // 2
    assert len(widths) % 2 == 1


def test_every_symbol_of_code_128() -> None:
    for value in range(100):
        assert read_code128(code128(f"{value:02d}" * 2)) == f"{value:02d}" * 2


@given(NUMBERS)
def test_a_card_number_has_90_modules(number: str) -> None:
    assert sum(code128(number)) == 90
    assert sum(ean13(as_ean(number))) == 95


def read_ean(bars: str) -> str:
    """Read EAN-13 by its parities: seven modules a digit, in set A odd ones black; C is A inverted, B is C mirrored."""
    assert (bars[:3], bars[45:50], bars[-3:]) == ("101", "01010", "101")
    inverted = str.maketrans("01", "10")
    odd = ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"]
    right = [digit.translate(inverted) for digit in odd]
    even = [digit[::-1] for digit in right]
    halves = [[bars[at : at + 7] for at in range(start, start + 42, 7)] for start in (3, 50)]
    parity = "".join("A" if symbol in odd else "B" for symbol in halves[0])
    firsts = ["AAAAAA", "AABABB", "AABBAB", "AABBBA", "ABAABB", "ABBAAB", "ABBBAA", "ABABAB", "ABABBA", "ABBABA"]
    left = [(odd if symbol in odd else even).index(symbol) for symbol in halves[0]]
    return "".join(map(str, [firsts.index(parity), *left, *(right.index(symbol) for symbol in halves[1])]))


@given(EANS)
def test_an_ean_is_read_back(digits: str) -> None:
    widths = ean13(digits)
    assert read_ean(modules(widths)) == digits
    assert sum(widths) == 95
    assert max(widths) <= 4


@given(EANS)
def test_an_ean_is_what_reportlab_draws(digits: str) -> None:
    drawn = Ean13BarcodeWidget(digits, humanReadable=False, quiet=False, barWidth=1).draw()  # type: ignore[no-untyped-call]
    spans = [(round(rect.x), round(rect.width)) for rect in drawn.contents if rect.fillColor and rect.width < 50]
    black = {x + offset for x, width in spans for offset in range(width)}
    first = min(black)
    assert "".join(str(int(first + at in black)) for at in range(95)) == modules(ean13(digits))


@pytest.mark.parametrize("digits", ["", "1", "123", "12a4", "١٢", "1 23", "-1"])
def test_what_code_128_cannot_hold(digits: str) -> None:
    with pytest.raises(ValueError):
        code128(digits)


@pytest.mark.parametrize("digits", ["", "2910000000054", "291000000005", "29100000000550", "29100000000５5"])
def test_what_an_ean_cannot_hold(digits: str) -> None:
    with pytest.raises(ValueError):
        ean13(digits)


@given(NUMBERS)
def test_bars_and_spaces_take_turns(number: str) -> None:
    widths = code128(number)
    assert [len(list(run)) for _black, run in groupby(modules(widths))] == list(widths)


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg (zbar-tools) is not installed")
@settings(max_examples=8)
@given(number=NUMBERS)
def test_zbar_reads_both(tmp_path_factory: pytest.TempPathFactory, number: str) -> None:
    for name, widths, wanted in (
        ("CODE-128", code128(number), number),
        ("EAN-13", ean13(as_ean(number)), as_ean(number)),
    ):
        file: Path = tmp_path_factory.mktemp("bars") / "bars.png"
        row = "0" * 11 + modules(widths) + "0" * 11
        picture = Image.new("L", (len(row), 1))
        picture.putdata([0 if module == "1" else 255 for module in row])
        picture.resize((len(row) * 3, 90), Image.Resampling.NEAREST).save(file)
        said = subprocess.run(["zbarimg", "--quiet", "--nodbus", file], capture_output=True, text=True, check=False)
        assert said.stdout.strip() == f"{name}:{wanted}", said.stderr
