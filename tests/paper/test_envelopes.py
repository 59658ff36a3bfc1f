"""Envelopes: the page is the envelope; address, sender, stamp and sorting machine each have their place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from smallcrm.paper.document import write
from smallcrm.paper.envelopes import LOWEST_SENDER, MACHINE, SIZES, STAMP, address_box
from tests.paper.letter_samples import MM, NAMES, SENDER, address, ink_of, page_text, piece

EACH = pytest.mark.parametrize("name", SIZES)
LONG = "Maria-Magdalena von Hohenzollern-Sigmaringen"


@EACH
@pytest.mark.parametrize("country", ["FI", "NO", "PL", "GB", "US"])
@pytest.mark.parametrize("count", [3, 6])
def test_address_is_clear_of_stamp_sender_and_sorting_machine(
    name: str, country: str, count: int, tmp_path: Path
) -> None:
    out, (wide, high) = tmp_path / "c6.pdf", SIZES[name]
    sender = replace(SENDER, country=country)
    assert write([piece(1, *address(count))], sender, f"envelope:{name}", "candles", out) == 1
    for line in address(count):
        ink = ink_of(out, line)
        assert ink.inside(10, STAMP[1], wide - 10, high - MACHINE)
    for text in (SENDER.street, SENDER.town):
        assert ink_of(out, text).inside(10, 8, wide - STAMP[0], LOWEST_SENDER)


@EACH
def test_the_page_is_the_envelope(name: str, tmp_path: Path) -> None:
    out = tmp_path / "envelope.pdf"
    write([piece()], SENDER, f"envelope:{name.lower()}", "candles", out)
    document = pdfium.PdfDocument(out)
    size = document[0].get_size()
    document.close()
    assert (size[0] / MM, size[1] / MM) == pytest.approx(SIZES[name], abs=0.01)


def test_polish_addresses_stand_to_the_right() -> None:
    for size in SIZES.values():
        assert address_box(size, "PL").x > address_box(size, "FI").x > address_box(size, "GB").x


@EACH
def test_long_names_and_long_shops_stay_apart(name: str, tmp_path: Path) -> None:
    out, (wide, high) = tmp_path / "envelope.pdf", SIZES[name]
    sender = replace(SENDER, name="Osuuskunta Lankakauppa ja käsityötarvikeliike Kerä")
    write([piece(1, LONG, "Katu 1", "00100 HELSINKI")], sender, f"envelope:{name}", "candles", out)
    assert ink_of(out, "Magdalena").inside(10, STAMP[1], wide - 10, high - MACHINE)
    assert ink_of(out, "käsityötarvikeliike Kerä").right < wide - STAMP[0]


def test_whatever_a_name_contains_is_printed_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "envelopes.pdf"
    people = [piece(n, name, "Katu 1", "00100 HELSINKI") for n, name in enumerate(NAMES)]
    assert write(people, SENDER, "envelope:C6", "candles", out) == len(NAMES)
    for page, name in enumerate(NAMES):
        assert name in page_text(out, page).split("\n")
