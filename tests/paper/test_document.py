"""The file of what is printed: whole or not at all, in order, with nothing in it but its own fonts."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from smallcrm.domain.errors import BadInput, Cancelled
from smallcrm.domain.piece import Sender
from smallcrm.paper.document import LAYOUTS, fits, layout_for, pages_for, write
from tests.paper.letter_samples import NAMES, SENDER, fonts_of, ink_of, page_text, piece

SOME = ["a6-quarter", "letter-fi", "letter-no", "letter-pl", "letter-gb", "letter-us", "label:L7160", "envelope:C6"]
EACH = pytest.mark.parametrize("layout", SOME)
PEOPLE = [piece(n, name, "Katu 1", "00100 HELSINKI", title_name=f"{name}!") for n, name in enumerate(NAMES)]


def test_every_promised_layout_is_there() -> None:
    assert set(SOME) <= set(LAYOUTS)
    assert next(iter(LAYOUTS)) == "a6-quarter"
    assert {"envelope:DL", "envelope:C5", "label:L7651", "label:3474", "label:5160"} <= set(LAYOUTS)
    assert layout_for("label:j8160") is LAYOUTS["label:L7160"]
    assert layout_for("envelope:c6") is LAYOUTS["envelope:C6"]


@pytest.mark.parametrize("layout", ["", "a7", "label:", "label:X1", "envelope:C9", "letter-xx"])
def test_unknown_layouts_are_refused(layout: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        write(PEOPLE, SENDER, layout, "candles", tmp_path / "x.pdf")
    assert not list(tmp_path.iterdir())


def test_an_unknown_design_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="unknown_design"):
        write(PEOPLE, SENDER, "letter-fi", "balloons", tmp_path / "x.pdf")


@EACH
def test_pages_fonts_language_and_title(layout: str, tmp_path: Path) -> None:
    out = tmp_path / "file.pdf"
    pages = write(PEOPLE, SENDER, layout, "wreath", out)
    document = pdfium.PdfDocument(out)
    assert len(document) == pages == pages_for(PEOPLE, layout)
    assert document.get_metadata_value("Title") == SENDER.name
    assert document.get_metadata_value("Author") == SENDER.name
    document.close()
    used = fonts_of(out)
    assert used
    assert all(used.values()), used
    assert b"/Lang (fi)" in out.read_bytes()
    assert b"Helvetica" not in out.read_bytes()
    assert b"ZapfDingbats" not in out.read_bytes()


@EACH
def test_the_order_is_the_same_on_cards_letters_labels_and_envelopes(layout: str, tmp_path: Path) -> None:
    out = tmp_path / "file.pdf"
    people = [
        piece(n, f"Nimi{n:02d}", "Katu 1", "00100 HELSINKI", title_name=f"Nimi{n:02d}!", salutation=f"Hei Nimi{n:02d}!")
        for n in range(24)
    ]
    pages = write(people, SENDER, layout, "candles", out)
    whole = "\n".join(page_text(out, page) for page in range(pages))
    places = [whole.index(f"Nimi{n:02d}") for n in range(24)]
    assert places == sorted(places)


@EACH
def test_the_same_pieces_give_the_same_bytes(layout: str, tmp_path: Path) -> None:
    one, two = tmp_path / "1.pdf", tmp_path / "2.pdf"
    write(PEOPLE, SENDER, layout, "candles", one)
    write(PEOPLE, SENDER, layout, "candles", two)
    assert one.read_bytes() == two.read_bytes()


@EACH
def test_nobody_to_print_makes_no_file(layout: str, tmp_path: Path) -> None:
    assert write([], SENDER, layout, "candles", tmp_path / "x.pdf") == 0
    assert not list(tmp_path.iterdir())


@EACH
def test_a_stop_leaves_the_old_file_and_nothing_else(layout: str, tmp_path: Path) -> None:
    out = tmp_path / "file.pdf"
    out.write_bytes(b"the one before")
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done >= 50:
            raise Cancelled

    many = [replace(piece(n), customer_id=n) for n in range(120)]
    with pytest.raises(Cancelled):
        write(many, SENDER, layout, "candles", out, report=stop)
    assert told == [(0, 120), (50, 120)]
    assert out.read_bytes() == b"the one before"
    assert list(tmp_path.iterdir()) == [out]


@EACH
def test_the_mono_variant_has_no_colour_and_all_words(layout: str, tmp_path: Path) -> None:
    grey, colour = tmp_path / "grey.pdf", tmp_path / "colour.pdf"
    write(PEOPLE[:1], SENDER, layout, "wreath", colour)
    write(PEOPLE[:1], SENDER, layout, "wreath", grey, mono=True)
    assert page_text(grey) == page_text(colour)
    document = pdfium.PdfDocument(grey)
    red, green, blue = document[0].render(scale=1).to_pil().convert("RGB").split()
    document.close()
    assert max(abs(a - b) for a, b in zip(red.tobytes(), green.tobytes(), strict=True)) <= 12
    assert max(abs(a - b) for a, b in zip(green.tobytes(), blue.tobytes(), strict=True)) <= 12


@pytest.mark.parametrize("layout", ["letter-fi", "letter-us", "a6-quarter", "envelope:C6"])
def test_a_nudge_moves_the_whole_print_right_and_down(layout: str, tmp_path: Path) -> None:
    out, moved = tmp_path / "as-it-is.pdf", tmp_path / "moved.pdf"
    write([piece()], SENDER, layout, "candles", out)
    write([piece()], SENDER, layout, "candles", moved, nudge=(1.5, -0.8))
    for words in (SENDER.street, "Aino"):
        before, after = ink_of(out, words), ink_of(moved, words)
        assert after.left - before.left == pytest.approx(1.5, abs=0.02)
        assert after.top - before.top == pytest.approx(-0.8, abs=0.02)


def test_progress_is_told_every_fifty_and_at_the_end(tmp_path: Path) -> None:
    told: list[int] = []
    write(
        [piece(n) for n in range(120)],
        SENDER,
        "letter-pl",
        "wreath",
        tmp_path / "x.pdf",
        report=lambda d, _t: told.append(d),
    )
    assert told == [0, 50, 100, 120]


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_names_and_addresses_are_for_this_person_alone(tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    write(PEOPLE, SENDER, "label:L7160", "candles", out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@EACH
def test_a_shop_without_a_name_still_prints(layout: str, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    assert write([piece(1, sender_name="", shop_name="", stop_line="")], Sender(""), layout, "candles", out) == 1
    assert "Aino" in page_text(out)


def test_what_repeats_is_in_the_file_once(tmp_path: Path) -> None:
    sizes = []
    for count in (1, 101):
        write([piece(n) for n in range(count)], SENDER, "letter-pl", "wreath", tmp_path / "x.pdf")
        sizes.append((tmp_path / "x.pdf").stat().st_size)
    assert (sizes[1] - sizes[0]) / 100 < 3000


def test_fits_says_before_printing_what_would_be_refused() -> None:
    endless = piece(1, "A" * 200, "Katu 1", "00100 HELSINKI")
    assert fits(piece(1), "letter-gb", "GB")
    assert fits(endless, "a6-quarter", "FI")
    assert not any(fits(endless, layout, "FI") for layout in SOME[1:])
