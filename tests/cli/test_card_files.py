"""Punch cards that come with an import, and letters to those whose reward expires."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.cli.conftest import TODAY, Run

MONDAY = date.fromisoformat(TODAY)


@pytest.fixture
def coffee(run: Run, aino: int, shop_file: Path) -> None:
    """A programme on scan, whose cards take five stamps, in a Finnish shop with its address."""
    assert (aino, run("check").status) == (1, 0)
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY))
    shop.settings.save(replace(shop.settings.read(), name="Kahvila", street="Kauppakatu 1", city="Tampere"))
    terms = Terms(goal=5, reward=Prize(5, "A coffee"), reward_days=30)
    shop.programmes.add(Programme("Coffee card", ProgrammeState.RUNNING, on_scan=True, started_on=MONDAY, terms=terms))
    shop.close()


STAMPED = (
    "First name;Last name;Stamps;Programme;Card number\n"
    "Liisa;Mäki;3;Coffee card;1000000005\nEero;Salo;12;Coffee card;\n"
)


@pytest.mark.usefixtures("coffee")
def test_an_import_says_how_many_stamps_and_cards_come_in(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "stamps.csv"
    file.write_text(STAMPED, encoding="utf-8")
    dry = run("import", file, "--dry-run", "--json").json
    assert dry["cards"] == {"customers": 2, "stamps": 15, "rewards": 2, "numbers": 1, "over_goal": 1}
    (over,) = dry["problems"]
    assert (over["file"], over["line"], over["rejected"], over["reason"]["code"]) == (str(file), 3, False, "over_goal")
    assert over["reason"]["text"] == "Eero Salo brings 12 stamps; a card of “Coffee card” takes 5"
    said = run("import", file, "--dry-run").out.splitlines()
    assert {"Customers with stamps: 2", "Stamps: 15", "Rewards ready: 2", "Card numbers: 1"} <= set(said)
    assert said[-1].endswith("line 3: Eero Salo brings 12 stamps; a card of “Coffee card” takes 5")
    assert run("import", file, "--json").json == dry
    assert len([item for item in run("today", "--json").json["items"] if item["kind"] == "reward"]) == 2
    assert run("show", 2, "--json").json["cards"][0]["balance"] == 3
    again = run("import", file, "--json").json
    assert set(again["cards"].values()) == {0}


@pytest.mark.usefixtures("coffee")
def test_a_reward_on_the_way_to_the_goal_is_counted_unless_it_was_given(
    run: Run, tmp_path: Path, shop_file: Path
) -> None:
    file, out = tmp_path / "stamps.csv", tmp_path / "out.json"
    file.write_text(STAMPED, encoding="utf-8")
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY))
    shop.programmes.change(1, replace(shop.programmes.get(1).terms, interim=Prize(2, "A bun")))
    shop.close()
    empty = tmp_path / "empty.smallcrm"
    shutil.copy(shop_file, empty)
    assert run("import", file, "--json").json["cards"]["rewards"] == 6
    waits = [item for item in run("today", "--json").json["items"] if item["kind"] == "reward"]
    assert len(waits) == 6
    bun = next(item["reward"] for item in waits if item["title"] == "A bun" and item["customer"]["id"] == 2)
    assert run("redeem", "1000000005", "--reward", bun).status == 0
    assert run("export", out).status == 0
    assert run("import", out, "--json", shop=empty).json["cards"]["rewards"] == 5
    assert len([one for one in run("today", "--json", shop=empty).json["items"] if one["kind"] == "reward"]) == 5


def test_an_import_without_stamps_says_nothing_of_cards(run: Run, cards: Path) -> None:
    assert "tamps" not in run("import", cards, "--dry-run").out
    assert set(run("import", cards, "--json").json["cards"].values()) == {0}
    assert run("import", cards.with_name("none.vcf"), "--json").json["cards"]["stamps"] == 0


@pytest.mark.usefixtures("coffee")
def test_letters_to_all_whose_reward_expires_soon(run: Run, tmp_path: Path, shop_file: Path) -> None:
    out = tmp_path / "letters.pdf"
    words = ["print", "reward_expires_soon", "--layout", "a6-quarter", "--out", out, "--json", "--expiring"]
    for number in (2, 3):
        run("add", "--name", f"Eero {number}")
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY))
    for who, stamps in ((1, 5), (2, 4), (3, 10)):
        shop.cards.stamp(who, count=stamps, force="goodwill")
    shop.close()
    nobody = run(*words, 29)
    assert (nobody.status, nobody.json["printed"], nobody.json["file"]) == (0, [], None)
    assert sorted(run(*words, 30).json["printed"]) == [1, 3]
    assert sorted(run(*words, 0, today="2027-06-09").json["printed"]) == [1, 3]
    assert run(*words, 0, today="2027-06-10").json["printed"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["reward_earned", "--expiring", "30"],
        ["birthday", "--expiring", "30"],
        ["membership", "--expiring", "30"],
        ["reward_expires_soon", "--expiring", "30", "--customer", "1"],
        ["reward_expires_soon", "--expiring", "30", "--find", "a"],
        ["reward_expires_soon", "--expiring", "soon"],
        ["reward_expires_soon", "--expiring", "-1"],
        ["reward_expires_soon"],
    ],
)
def test_expiring_stands_alone_and_with_its_kind(run: Run, aino: int, tmp_path: Path, words: list[str]) -> None:
    answer = run("print", *words, "--out", tmp_path / "x.pdf")
    assert (aino, answer.status, answer.out) == (1, 2, "")
    assert not (tmp_path / "x.pdf").exists()
