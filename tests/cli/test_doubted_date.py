"""A date that cannot be right is told on the command line, too, and somebody who knows may say that it is right."""

from __future__ import annotations

import shlex
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.store.clock import Clock
from smallcrm.store.shop import Shop
from tests.cli.conftest import Run, digest, refused

NOON = datetime(2027, 5, 10, 12, tzinfo=UTC)
SAID = "Stamps are counted; nothing expires until the date is right."
WAY = "Is the date right? smallcrm --shop {} check --date-is-right\n"


class Wall(Clock):
    """The clock of a computer that a test sets."""

    when = NOON

    def now(self, zone: tzinfo | None = None) -> datetime:
        return type(self).when.astimezone(zone)


@pytest.fixture
def number(run: Run, shop_file: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The number of a card with a stamp of a Monday, on a computer whose date a test sets."""
    monkeypatch.setattr("smallcrm.cli.context.Clock", Wall)
    monkeypatch.setattr(Wall, "when", NOON)
    run("add", "--name", "Aino Virtanen", today="")
    shop = Shop.open(shop_file, clock=Wall())
    terms = Terms(goal=2, reward=Prize(2, "A coffee"), reward_days=30)
    day = date(2027, 5, 10)
    shop.programmes.add(Programme("Coffee card", ProgrammeState.RUNNING, on_scan=True, started_on=day, terms=terms))
    shop.close()
    made = run("--json", "issue", 1, "--program", "Coffee card", today="").json
    assert "clock" not in made
    return str(made["card"])


def _commands(number: str) -> list[list[object]]:
    return [
        ["stamp", number, "--count", 2, "--key", "one"],
        ["card", number],
        ["issue", 1, "--program", "Coffee card"],
        ["redeem", number],
        ["reverse", 1, "--reason", "mistake"],
        ["today"],
        ["check"],
    ]


@pytest.mark.parametrize(("days", "code"), [(46, "long_closed"), (-2, "behind"), (27_000, "long_closed")])
def test_whatever_has_to_do_with_cards_says_that_the_date_is_doubted(
    run: Run, number: str, shop_file: Path, monkeypatch: pytest.MonkeyPatch, days: int, code: str
) -> None:
    monkeypatch.setattr(Wall, "when", NOON + timedelta(days=days))
    for words in _commands(number):
        answer = run(*words, "--json", today="")
        assert (answer.status, answer.err.count("\n")) == (0, 1), words
        assert answer.json["clock"]["code"] == code
        assert SAID in answer.json["clock"]["text"]
        assert SAID in answer.err
        assert answer.err.endswith(WAY.format(shlex.quote(str(shop_file))))
    assert SAID in run("check", today="").err
    assert SAID not in run("check").err  # the date of --today is nobody's doubt


def test_somebody_who_says_that_it_is_right_is_believed(run: Run, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("stamp", number, "--count", 2, today="")
    monkeypatch.setattr(Wall, "when", NOON + timedelta(days=60))
    assert run("redeem", number, "--json", today="").json["reward"]["state"] == "used"
    assert run("undo", today="").status == 0
    answer = run("check", "--date-is-right", today="")
    assert (answer.status, answer.err) == (0, "")
    assert "July 9, 2027 is believed" in answer.out or "9 July 2027 is believed" in answer.out
    assert "clock" not in run("check", "--json", today="").json
    assert run("redeem", number, today="").status == 1
    assert run("history", "--json", today="").json[0]["code"] == "clock_confirmed"


def test_there_is_nothing_to_confirm_where_nothing_is_doubted(run: Run, number: str, shop_file: Path) -> None:
    before = digest(shop_file)
    answer = run("check", "--date-is-right", "--json", today="")
    assert (answer.status, answer.json) == (0, {"ok": True, "findings": []})
    assert digest(shop_file) == before
    assert number


def test_the_date_is_not_confirmed_in_a_file_that_cannot_be_used(run: Run, shop_file: Path) -> None:
    shop_file.write_bytes(b"")
    answer = run("check", "--date-is-right", "--json", today="")
    assert (answer.status, [one["code"] for one in answer.json["findings"]]) == (1, ["empty_file"])
    shop_file.unlink()
    assert refused(run("check", "--date-is-right", today=""))
    assert not shop_file.exists()


def test_a_date_that_was_typed_is_never_believed_for_ever(run: Run, number: str, shop_file: Path) -> None:
    before = digest(shop_file)
    answer = run("check", "--date-is-right")
    assert (answer.status, answer.out) == (2, "")
    assert "--today" in answer.err
    assert digest(shop_file) == before
    assert number
