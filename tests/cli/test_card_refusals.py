"""What the rules or the file do not allow: status 1, one sentence, and not one byte of the shop is another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.cli.conftest import TODAY, Run, digest, refused

MONDAY = date.fromisoformat(TODAY)
STANDS = " Aino Virtanen, Coffee card: 1 of 3 stamps"
Change = Callable[[Shop], object]


@pytest.fixture
def number(run: Run, aino: int, shop_file: Path) -> str:
    """The number of a card with one stamp."""
    change(shop_file, lambda shop: shop.programmes.add(PROGRAMME))
    made = str(run("--json", "issue", aino, "--program", "Coffee card").json["card"])
    assert run("stamp", made).status == 0
    return made


PROGRAMME = Programme(
    "Coffee card",
    ProgrammeState.RUNNING,
    on_scan=True,
    started_on=MONDAY,
    terms=Terms(goal=3, reward=Prize(3, "A coffee"), max_visit=2),
)


def change(file: Path, done: Change) -> None:
    shop = Shop.open(file, clock=FixedClock(MONDAY))
    done(shop)
    shop.close()


def person(**values: Any) -> Change:
    return lambda shop: shop.customers.save(replace(shop.customers.get(1), **values))


@pytest.mark.parametrize(
    ("done", "said", "lifted"),
    [
        (lambda shop: shop.programmes.pause(1), "This programme is paused." + STANDS, True),
        (lambda shop: shop.programmes.end(1, MONDAY, MONDAY), "This programme has ended." + STANDS, False),
        (lambda shop: shop.programmes.scan(0), "No programme is stamped when a card is scanned.", False),
        (person(archived=True), "Aino Virtanen is archived.", True),
        (person(deceased=True), "Aino Virtanen is marked as deceased.", True),
        (lambda shop: shop.customers.bin(1), "Aino Virtanen is in the bin.", False),
    ],
)
def test_who_is_not_stamped_is_told_in_one_sentence(
    run: Run, number: str, shop_file: Path, done: Change, said: str, lifted: bool
) -> None:
    change(shop_file, done)
    before = digest(shop_file)
    for words in (["stamp", number], ["stamp", number, "--json", "--key", "x"]):
        assert refused(run(*words, today="2027-05-11")) == said
    assert digest(shop_file) == before
    assert run("stamp", number, "--force", "goodwill", today="2027-05-11").status == (0 if lifted else 1)
    shown = run("card", number, "--json", today="2027-05-11")
    assert (shown.status, shown.json["balance"]) == (0, 2 if lifted else 1)
    assert run("check").status == 0


@pytest.mark.parametrize(
    "words", [["stamp", "{}", "--force", "goodwill"], ["reverse", "1", "--reason", "mistake"], ["redeem", "{}"]]
)
def test_while_another_program_writes_nothing_is_booked(
    run: Run, number: str, shop_file: Path, words: list[str]
) -> None:
    assert run("stamp", number, "--count", 2, "--force", "goodwill").status == 0
    other, before = sqlite3.connect(shop_file, isolation_level=None), digest(shop_file)
    other.execute("BEGIN IMMEDIATE")
    try:
        assert refused(run(*[word.format(number) for word in words])).startswith("Another program is writing")
        assert run("card", number, "--json").json["balance"] == 3
        assert run("today").status == 0
    finally:
        other.execute("ROLLBACK")
        other.close()
    assert digest(shop_file) == before
    assert run(*[word.format(number) for word in words]).status == 0


@pytest.mark.parametrize("text", ["", " ", "x", "-1", "9" * 400, "١٠٠٦١١٩٥٣٠", "{0}", "%s", "1e3", "\x00", "\udcff"])
def test_what_is_no_number_of_a_card_is_told(run: Run, number: str, shop_file: Path, text: str) -> None:
    assert number
    before = digest(shop_file)
    for command in ("stamp", "redeem", "card"):
        assert refused(run(command, text)).endswith("is not the number of a card of this shop.")
    assert digest(shop_file) == before


@pytest.mark.parametrize("text", ["", "0", "-1", "1.5", "x", "٣", "9" * 16])
def test_what_is_no_number_is_wrong_usage(run: Run, number: str, shop_file: Path, text: str) -> None:
    before = digest(shop_file)
    for words in (
        ["stamp", number, "--force", "goodwill", f"--count={text}"],
        ["redeem", number, f"--reward={text}"],
        ["reverse", "--reason", "mistake", "--", text],
        ["issue", "--program", "Coffee card", "--", text],
    ):
        answer = run(*words)
        assert (answer.status, answer.out) == (2, ""), words
    assert digest(shop_file) == before


def test_a_number_that_is_too_large_is_told(run: Run, number: str, shop_file: Path) -> None:
    before, many = digest(shop_file), "9" * 15
    assert refused(run("stamp", number, "--count", many, "--force", "goodwill")) == "Stamps in one visit: at most 500."
    assert refused(run("redeem", number, "--reward", many)) == "There is no such reward." + STANDS
    assert many in refused(run("reverse", many, "--reason", "mistake"))
    assert many in refused(run("issue", many, "--program", "Coffee card"))
    assert digest(shop_file) == before


def test_a_shop_without_programmes_or_cards(run: Run, aino: int, shop_file: Path) -> None:
    before = digest(shop_file)
    assert refused(run("issue", aino, "--program", "Coffee card")) == "There is no loyalty programme “Coffee card”."
    for command in ("stamp", "redeem", "card"):
        said = refused(run(command, "1006119530"))
        assert said == "The card 1006\u00a01195\u00a030 is not known in this shop."
    assert "no entry 1 " in refused(run("reverse", 1, "--reason", "mistake"))
    assert digest(shop_file) == before
