"""Punch cards from the command line: the same rules as at the counter, the same key once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.card_numbers import as_ean, grouped
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, ProgrammeState, Terms
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.cli.conftest import TODAY, Run, refused

MONDAY = date.fromisoformat(TODAY)
TERMS = Terms(goal=3, reward=Prize(3, "A coffee", 340), reward_days=30, max_visit=2)


@pytest.fixture
def programme(run: Run, aino: int, shop_file: Path) -> str:
    """A programme on scan, beside Aino."""
    assert (aino, run("check").status) == (1, 0)
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY))
    shop.programmes.add(Programme("Coffee card", ProgrammeState.RUNNING, on_scan=True, started_on=MONDAY, terms=TERMS))
    shop.close()
    return "Coffee card"


@pytest.fixture
def number(run: Run, programme: str) -> str:
    """The number of Aino's card."""
    return str(run("--json", "issue", 1, "--program", programme).json["card"])


def test_a_card_is_issued_once(run: Run, programme: str, number: str) -> None:
    again = run("--json", "issue", 1, "--program", programme.upper())
    assert again.json == {"card": number, "customer": {"id": 1, "name": "Aino Virtanen"}, "program": "Coffee card"}
    assert number[:4] in run("issue", 1, "--program", programme).out
    answer = run("issue", 1, "--program", "Tea card")
    assert (answer.status, answer.out) == (1, "")
    assert "Tea card" in answer.err


def test_a_stamp_is_counted_and_the_same_key_counts_once(run: Run, number: str) -> None:
    first = run("--json", "stamp", number, "--key", "till-1").json
    assert {**first, "round": 0, "entries": []} == {
        "card": number,
        "customer": {"id": 1, "name": "Aino Virtanen"},
        "program": "Coffee card",
        "version": 1,
        "round": 0,
        "balance": 1,
        "needed": 3,
        "state": "open",
        "reward_ready": False,
        "counted": True,
        "entries": [],
    }
    assert run("--json", "stamp", number, "--key", "till-1").json == first | {"counted": False}
    assert "1 of 3 stamps" in run("stamp", number, "--key", "till-1").out


@pytest.mark.parametrize("form", ["{0}", "{0:.4} {1} {2}", "29"])
def test_the_number_in_each_form(run: Run, number: str, form: str) -> None:
    text = as_ean(number) if form == "29" else form.format(number, number[4:8], number[8:])
    assert run("--json", "stamp", text).json["card"] == number


def test_a_guard_says_no_with_status_1_and_changes_nothing_and_a_reason_lifts_it(run: Run, number: str) -> None:
    run("stamp", number)
    before = run("--json", "card", number).json
    for words in (["stamp", number], ["stamp", number, "--count", 3, "--key", "x"]):
        assert refused(run(*words)).endswith(" Aino Virtanen, Coffee card: 1 of 3 stamps")
    assert run("--json", "card", number).json == before
    forced = run("--json", "stamp", number, "--count", 3, "--force", "they came as three").json
    assert (forced["balance"], forced["needed"], forced["reward_ready"]) == (1, 3, True)
    assert [e["forced"] for e in run("--json", "card", number).json["ledger"]] == [None, "other", "other"]


def test_a_reward_is_given_once(run: Run, number: str) -> None:
    ready = run("--json", "stamp", number, "--count", 3, "--force", "goodwill").json
    assert (ready["balance"], ready["reward_ready"]) == (3, True)
    assert "A coffee" in run("card", number).out
    given = run("--json", "redeem", number).json
    assert (given["reward"]["name"], given["reward"]["state"], given["balance"]) == ("A coffee", "used", 0)
    assert refused(run("redeem", number)) == "No reward is ready for Aino Virtanen (Coffee card: 0 of 3 stamps)."
    again = refused(run("redeem", number, "--reward", given["reward"]["id"]))
    assert again == "This reward was collected already. Aino Virtanen, Coffee card: 0 of 3 stamps"
    card = run("--json", "card", number).json
    assert [(e["kind"], e["qty"]) for e in card["ledger"]] == [("stamp", 3), ("redeem", -3)]
    assert [(r["name"], r["state"], r["valid_until"]) for r in card["rewards"]] == [("A coffee", "used", "2027-06-09")]


def test_a_second_programme_is_stamped_where_it_is_named(run: Run, number: str, shop_file: Path) -> None:
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY))
    shop.programmes.add(Programme("Lunch card", ProgrammeState.RUNNING, started_on=MONDAY, terms=TERMS))
    shop.close()
    lunch = run("--json", "stamp", number, "--program", "lunch card", "--key", "x").json
    assert (lunch["program"], lunch["balance"], lunch["counted"]) == ("Lunch card", 1, True)
    assert run("--json", "stamp", number).json["program"] == "Coffee card"
    again = run("--json", "stamp", number, "--program", "Lunch card", "--key", "x").json
    assert (again["balance"], again["counted"]) == (1, False)
    assert refused(run("stamp", number, "--program", "Coffee card", "--key", "x")).startswith("This key was used")
    assert "Tea card" in refused(run("stamp", number, "--program", "Tea card"))
    assert [run("stamp", number, "--program", name).status for name in ("", " ")] == [1, 1]
    assert "Coffee card: 1 of 3 stamps" in run("card", number).out
    assert "Lunch card: 1 of 3 stamps" in run("card", number).out
    booked = [line.split(" · ")[1:] for line in run("card", number).out.splitlines() if "\t" in line]
    assert booked == [["Lunch card", "1 stamp"], ["Coffee card", "1 stamp"]]
    waits = refused(run("redeem", number))
    assert waits.endswith("(Coffee card: 1 of 3 stamps, Lunch card: 1 of 3 stamps).")


def test_all_that_waits_is_named_the_one_that_was_earned_too(run: Run, number: str, shop_file: Path) -> None:
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY))
    shop.programmes.change(1, replace(TERMS, interim=Prize(1, "A biscuit with it"), max_visit=0))
    shop.close()
    assert "Reward ready" not in run("reverse", *_stamped(run, number), "--reason", "mistake").out
    lines = run("stamp", number, "--force", "goodwill", "--count", 2).out.splitlines()[1:]
    assert lines == ["Reward ready: A biscuit with it"]
    lines = run("stamp", number, "--force", "goodwill", "--count", 4).out.splitlines()[1:]  # one card, one and a half
    assert lines == ["Reward ready: A biscuit with it", "Reward ready: A coffee"]


def _stamped(run: Run, number: str) -> list[int]:
    return list(run("--json", "stamp", number).json["entries"])


def test_a_reward_of_somebody_else_is_not_given(run: Run, number: str, programme: str) -> None:
    run("stamp", number, "--count", 3, "--force", "goodwill")
    reward = run("--json", "card", number).json["rewards"][0]["id"]
    run("add", "--name", "Eero")
    other = run("--json", "issue", 2, "--program", programme).json["card"]
    assert run("redeem", other, "--reward", reward).status == 1
    assert run("--json", "redeem", number, "--reward", reward).status == 0


def test_an_entry_is_reversed_once_and_with_what_it_paid_for(run: Run, number: str) -> None:
    entry = run("--json", "stamp", number, "--count", 3, "--force", "goodwill").json["entries"][0]
    run("redeem", number)
    assert run("reverse", entry).status == 2
    gone = run("--json", "reverse", entry, "--reason", "the wrong person").json
    assert len(gone["reversed"]) == 2
    assert entry == gone["reversed"][-1]
    assert (gone["customer"]["name"], gone["balance"], gone["needed"]) == ("Aino Virtanen", 0, 3)
    assert [one["kind"] for one in gone["entries"]] == ["redeem", "stamp"]
    assert run("reverse", entry, "--reason", "mistake").status == 1
    card = run("--json", "card", number).json
    assert (card["balance"], sum(e["qty"] for e in card["ledger"])) == (0, 0)
    assert run("reverse", 999, "--reason", "mistake").status == 1
    assert run("check").status == 0


def test_what_is_reversed_is_told_with_whose_it_was_and_how_the_card_stands(run: Run, number: str) -> None:
    entry = run("--json", "stamp", number, "--count", 3, "--force", "goodwill").json["entries"][0]
    run("redeem", number)
    lines = run("reverse", entry, "--reason", "mistake").out.splitlines()
    assert lines[0] == "Aino Virtanen: 2 entries reversed"
    assert lines[1].endswith("Reward collected: A coffee")
    assert lines[2].endswith("3 stamps")
    assert lines[3:] == ["Coffee card: 0 of 3 stamps"]
    booked = run("card", number).out.splitlines()
    assert len([line for line in booked if line.endswith("Reward collected: A coffee")]) == 1


@pytest.mark.parametrize("code", ["version", "moved", "remainder", "import"])
def test_what_the_program_writes_by_itself_is_nobodys_reason(run: Run, number: str, code: str) -> None:
    entry = run("--json", "stamp", number, "--force", code).json["entries"][0]
    assert run("--json", "card", number).json["ledger"][0]["forced"] == "other"
    run("reverse", entry, "--reason", code)
    assert run("--json", "card", number).json["ledger"][1]["reason"] == "other"


def test_stamps_that_have_expired_are_counted_where_the_card_is_shown(run: Run, number: str, shop_file: Path) -> None:
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY))
    shop.programmes.change(1, replace(TERMS, expiry=Expiry(ExpiryBasis.EACH, 1, ExpiryUnit.MONTH)))
    shop.close()
    run("stamp", number)
    assert "Coffee card: 1 of 3 stamps" in run("card", number, today="2027-06-10").out.splitlines()
    assert "Coffee card: 0 of 3 stamps, 1 has expired" in run("card", number, today="2027-06-11").out.splitlines()


def test_whoever_has_no_stamps_is_told_so_and_a_card_has_all_its_fields(run: Run, aino: int, shop_file: Path) -> None:
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY))
    number, free = shop.cards.reserve(2)
    shop.cards.give(number, aino)
    shop.close()
    assert refused(run("redeem", number)) == "Aino Virtanen has no stamps yet."
    mine, nobodys = (run("--json", "card", one).json for one in (number, free))
    assert mine["customer"] == {"id": aino, "name": "Aino Virtanen"}
    assert nobodys["customer"] is None
    assert mine.keys() == nobodys.keys()
    promised = {"card", "customer", "program", "version", "balance", "ledger", "rewards"}
    assert promised | {"needed", "state", "card_state", "replaced_by", "cards"} <= mine.keys()
    assert (mine["balance"], mine["program"], mine["ledger"], nobodys["card"]) == (0, None, [], free)


def test_a_reason_is_words_and_bytes_that_are_no_text_are_taken_as_they_are(run: Run, number: str) -> None:
    entry = run("--json", "stamp", number).json["entries"][0]
    for words in (
        ["reverse", entry, "--reason", " "],
        ["stamp", number, "--force", ""],
        ["stamp", number, "--force", "\udcff\x00"],
    ):
        assert run(*words).status == 2
    odd = ["\udcff", "\udcfe"]
    made = [run("--json", "stamp", number, "--key", key, "--force", f"a {key}").json for key in odd]
    assert [one["counted"] for one in made] == [True, True]
    assert not run("--json", "stamp", number, "--key", odd[0], "--force", "goodwill").json["counted"]
    assert run("reverse", entry, "--reason", f"a {odd[0]}").status == 0
    assert run("check").status == 0


def test_what_is_no_card_of_ours_is_told(run: Run, number: str, shop_file: Path) -> None:
    for text in ("12345", "5012345678900", "1000000005", f"{number[:-1]}x"):
        for command in ("stamp", "redeem", "card"):
            answer = run(command, text)
            assert (answer.status, answer.out, answer.err.count("\n")) == (1, "", 1)
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY))
    new = shop.cards.lost(number)
    shop.close()
    for command in ("stamp", "redeem"):
        assert refused(run(command, number)) == f"The card {grouped(number)} was replaced by {grouped(new)}."
    assert new[:4] in run("card", number).out
    assert run("--json", "card", number).json["replaced_by"] == new


def test_show_tells_the_cards_and_today_what_waits(run: Run, number: str) -> None:
    assert run("--json", "show", 1).json["cards"][0]["card"] == number
    run("stamp", number, "--count", 3, "--force", "goodwill")
    (card,) = run("--json", "show", 1).json["cards"]
    assert {k: card[k] for k in ("card", "program", "version", "balance", "needed", "state")} == {
        "card": number,
        "program": "Coffee card",
        "version": 1,
        "balance": 3,
        "needed": 3,
        "state": "full",
    }
    said = run("show", 1).out
    assert "Coffee card: 3 of 3 stamps" in said
    assert f"Card number: {number[:4]}" in said
    items = run("--json", "today").json["items"]
    (reward,) = [item for item in items if item["kind"] == "reward"]
    assert (reward["title"], reward["due"], reward["state"]) == ("A coffee", "2027-06-09", "expiring")
    assert reward["customer"] == {"id": 1, "name": "Aino Virtanen"}
    assert "A coffee" in run("today").out


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_every_command_about_cards_speaks_each_language(run: Run, number: str, language: str) -> None:
    for words in (
        ["issue", 1, "--program", "Coffee card"], ["stamp", number, "--count", 3, "--force", "goodwill"],
        ["card", number], ["show", 1], ["today"], ["redeem", number], ["reverse", 1, "--reason", "mistake"],
    ):  # fmt: skip
        assert run(*words, language=language).status == 0
