"""Two readers of bar codes that are not ours, and membership cards for them to read."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from PIL import Image

from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.domain.member_card import MemberCard
from smallcrm.paper.windows import Box

DPI = 300
TERMS = Terms(
    reward=Prize(10, "gratis kaffe"),
    words="Ett stempel per kopp. Den tiende\nkoppen er på huset. Gjelder til\n31.12.2027. Spør oss gjerne!",
)
PROGRAMME = Programme("Kaffekortet", terms=TERMS)
NAMES = ("Ingeborg Haugland", "Ole-Johan Mæhlum", "Åse Østby", "Aleksander Wergeland-Kristoffersen", "Łucja Żółć")


def member_card(
    number: int = 1, name: str = NAMES[0], *, terms: Terms = TERMS, until: date | None = None, **other: Any
) -> MemberCard:
    """Make a card with the number of that row; ``other`` changes its fields."""
    programme = replace(PROGRAMME, terms=terms)
    made = MemberCard(number_of(number), name, 2027, programme, "Fjellro Kaffe & Bakst", "cafe", "nb", number, until)
    return replace(made, **other)


def member_cards(count: int) -> list[MemberCard]:
    """Make so many cards, each with a number of its own."""
    return [member_card(number, NAMES[number % len(NAMES)]) for number in range(1, count + 1)]


def rendered(file: Path, page: int = 0) -> Image.Image:
    """Give a page as an office printer would put it down: 300 dots to the inch, grey."""
    document = pdfium.PdfDocument(file)
    image: Image.Image = document[page].render(scale=DPI / 72, grayscale=True).to_pil()
    document.close()
    return image


def cut_out(image: Image.Image, box: Box) -> Image.Image:
    """Give one card of a page, cut along its edges; mm from the upper left corner."""
    dot = DPI / 25.4
    return image.crop((round(box.x * dot), round(box.y * dot), round(box.right * dot), round(box.bottom * dot)))


def _zbar(image: Image.Image) -> list[str]:
    if shutil.which("zbarimg") is None:
        pytest.skip("zbarimg is not on this machine")
    data = BytesIO()
    image.save(data, "PNG")
    run = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "-"], input=data.getvalue(), capture_output=True, check=False, timeout=60
    )
    return run.stdout.decode().split()


def _zxing(image: Image.Image) -> list[str]:
    zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    return [found.text for found in zxingcpp.read_barcodes(image)]


READERS: dict[str, Callable[[Image.Image], Sequence[str]]] = {"zbar": _zbar, "zxing": _zxing}
