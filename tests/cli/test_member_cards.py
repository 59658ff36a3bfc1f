"""Membership cards from the command line: who gets one, on which paper, and a second run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from smallcrm.domain.loyalty_terms import Prize, Programme, Terms
from smallcrm.store.shop import Shop
from tests.cli.conftest import Run, digest
from tests.paper.bar_readers import READERS, rendered


@pytest.fixture
def two(run: Run, shop_file: Path) -> list[str]:
    """A shop with a running programme and two people who have a number, one who has none; the numbers."""
    for name in ("Aino Mäki", "Eero Salo", "Outi Niemi"):
        run("add", "--name", name)
    shop = Shop.open(shop_file)
    shop.settings.save(replace(shop.settings.read(), name="Kahvila"))
    number = shop.programmes.add(Programme("Kahvikortti", terms=Terms(reward=Prize(10, "a free coffee"))))
    shop.programmes.start(number)
    shop.programmes.scan(number)
    numbers = [shop.cards.issue(one, number) for one in (1, 2)]
    shop.close()
    return numbers


def test_everybody_with_a_new_number_gets_a_card_once(
    run: Run, two: list[str], shop_file: Path, tmp_path: Path
) -> None:
    out, before = tmp_path / "cards.pdf", digest(shop_file)
    answer = run("print", "membership", "--out", out, "--json").json
    assert answer == {"file": str(out), "pages": 1, "printed": [1, 2], "left_out": []}
    assert digest(shop_file) == before
    found = sorted(READERS["zbar"](rendered(out)))
    assert found == sorted(two)
    run("print", "membership", "--out", out, "--mark-printed")
    assert run("history", "--json").json[0]["label"] == "2 cards printed"
    out.unlink()
    answer = run("print", "membership", "--out", out, "--json").json
    assert answer == {"file": None, "pages": 0, "printed": [], "left_out": []}
    assert not out.exists()
    asked = run("print", "membership", "--customer", 1, 3, "--out", out, "--json").json
    assert [(one["id"], one["reason"]["code"]) for one in asked["left_out"]] == [
        (1, "card_printed_before"),
        (3, "no_card_number"),
    ]
    run("undo")
    assert run("print", "membership", "--out", out, "--json").json["printed"] == [1, 2]


def test_every_paper_and_both_kinds_of_bars(run: Run, two: list[str], tmp_path: Path) -> None:
    out = tmp_path / "cards.pdf"
    for layout, start, pages in (
        ("cards:C32011", 10, 2), ("cards:5371", 1, 1), ("cards:j8414", 9, 1), ("card:single", 1, 2),
        ("card-label:L7160", 21, 2),
    ):  # fmt: skip
        to = ("print", "membership", "--layout", layout, "--start", start, "--out", out, "--json")
        assert run(*to).json["pages"] == pages, layout
    run("print", "membership", "--find", "aino", "--design", "ean13", "--out", out)
    assert READERS["zbar"](rendered(out)) == [f"29{two[0]}{_ean(two[0])}"]
    document = pypdfium2.PdfDocument(out)
    assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.1)
    document.close()


def _ean(number: str) -> str:
    from smallcrm.domain.card_numbers import as_ean

    return as_ean(number)[-1]


@pytest.mark.parametrize(
    ("more", "status"),
    [
        (("--layout", "label:L7160"), 1),
        (("--layout", "cards:X1"), 1),
        (("--layout", "cards:C32011", "--start", "11"), 1),
        (("--design", "candles"), 1),
        (("--customer", "99"), 1),
        (("--note", "Hello"), 2),
        (("--due-by", "2027-05-12"), 2),
    ],
)
def test_what_does_not_go_together_is_refused(
    run: Run, two: list[str], tmp_path: Path, more: tuple[str, ...], status: int
) -> None:
    answer = run("print", "membership", *more, "--out", tmp_path / "x.pdf")
    assert answer.status == status
    assert answer.err
    assert not list(tmp_path.glob("x.pdf"))


def test_without_a_programme_there_is_nothing_on_a_card(run: Run, tmp_path: Path) -> None:
    run("add", "--name", "Aino")
    answer = run("print", "membership", "--out", tmp_path / "x.pdf")
    assert answer.status == 1
    assert answer.err.strip()
