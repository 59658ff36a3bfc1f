"""Cards of every kind by the command line: printed, listed by Today, called by their names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smallcrm.domain.model import Customer, Occasion, OccasionKind, PostalAddress
from smallcrm.domain.occasion_cards import KINDS
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.cli.conftest import TODAY, Run

HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä")
DAY = date(2027, 5, 18)


def keep(file: Path, *kinds: str, sent: tuple[str, ...] = (), names: tuple[str, ...] = ("Aino",)) -> None:
    """Keep people with a day of each kind, seven years ago for the first time."""
    shop = Shop.open(file, clock=FixedClock(date.fromisoformat(TODAY)), create=True)
    shop.settings.save(replace(shop.settings.read(), name="Kerä", sender_name="Päivi", country="FI", card_kinds=sent))
    shop.occasion_kinds.save([OwnKind("Jubilee", lead_days=30, card_wanted=True)])
    days = tuple(
        Occasion(
            kind, DAY.month, DAY.day, 2020, "Jubilee" if kind == "other" else "",
            partner="Eero" if kind == OccasionKind.WEDDING else "",
        )
        for kind in kinds
        if kind != OccasionKind.CUSTOMER_SINCE
    )  # fmt: skip
    since = DAY.replace(year=2020) if OccasionKind.CUSTOMER_SINCE in kinds else None
    for name in names:
        shop.customers.add(
            Customer(given=name, family="Virtanen", addresses=(HOME,), occasions=days, customer_since=since)
        )
    shop.close()


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_printed_once_and_called_by_its_name(run: Run, shop_file: Path, tmp_path: Path, name: str) -> None:
    keep(shop_file, KINDS[name])
    out = tmp_path / "a.pdf"
    first = run(
        "print", name, "--from", "2027-05-10", "--to", "2027-05-20", "--out", out, "--mark-printed", "--json"
    ).json
    assert (first["printed"], first["left_out"]) == ([1], [])
    again = run("print", name, "--customer", 1, "--out", tmp_path / "b.pdf", "--json").json
    assert (again["printed"], [o["reason"]["code"] for o in again["left_out"]]) == ([], ["already_printed"])
    assert "irthday" not in run("history").out


def test_every_kind_is_named_and_an_unknown_one_refused(run: Run, tmp_path: Path) -> None:
    known = [row["kind"] for row in run("print", "--list", "--json").json]
    assert set(KINDS) <= set(known)
    assert set(KINDS) == {"birthday", "name_day", "wedding_anniversary", "anniversary_of_custom", "special_day"}
    assert run("print", "other", "--out", tmp_path / "a.pdf").status == 2


def cards(run: Run) -> list[dict[str, Any]]:
    return [item for item in run("today", "--json").json["items"] if item["kind"] == "card_to_print"]


def test_today_has_the_cards_of_the_kinds_that_get_any(run: Run, shop_file: Path) -> None:
    keep(shop_file, *OccasionKind, sent=("birthday", "name_day", "customer_since"))
    assert sorted(item["occasion"] for item in cards(run)) == ["birthday", "customer_since", "name_day", "other"]
    assert {item["household"] for item in cards(run)} == {None}


def test_today_tells_of_somebody_at_the_same_address(run: Run, shop_file: Path, tmp_path: Path) -> None:
    keep(shop_file, "birthday", sent=("birthday",), names=("Aino", "Eero"))
    found = {item["customer"]["id"]: item["household"] for item in cards(run)}
    assert found == {
        1: {"id": 2, "name": "Eero Virtanen", "printed": False},
        2: {"id": 1, "name": "Aino Virtanen", "printed": False},
    }
    assert "Aino Virtanen · Birthday · turns 7" in (said := run("today").out)
    assert "Same address: Eero Virtanen" in said
    run("print", "birthday", "--customer", 1, "--out", tmp_path / "a.pdf", "--mark-printed")
    assert [item["household"] for item in cards(run)] == [{"id": 1, "name": "Aino Virtanen", "printed": True}]


def test_a_couple_gets_one_card_by_the_command_line_too(run: Run, shop_file: Path, tmp_path: Path) -> None:
    keep(shop_file, OccasionKind.WEDDING, sent=("wedding_anniversary",), names=("Aino", "Eero"))
    answer = run("print", "wedding_anniversary", "--out", tmp_path / "a.pdf", "--json").json
    assert answer["printed"] == [1]
    assert [(o["id"], o["reason"]["code"]) for o in answer["left_out"]] == [(2, "couple")]


def test_today_tells_days_as_early_as_their_kind_says(run: Run, shop_file: Path) -> None:
    keep(shop_file, "other")
    assert "Jubilee" in run("today", "--days", 1).out
    items = run("today", "--days", 1, "--json").json["items"]
    assert [(item["kind"], item["due"]) for item in items if item["kind"] == "occasion"] == [("occasion", "2027-05-18")]
