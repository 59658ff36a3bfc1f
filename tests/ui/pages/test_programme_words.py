"""What terms say, and what a change of them says beforehand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from smallcrm.domain.loyalty_change import Affected, Effects, effects
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, ProgrammeState, Terms, Unit
from smallcrm.domain.model import ShopSettings
from smallcrm.ui.pages.cards import words
from smallcrm.ui.pages.cards.effects import brief, differences, sentences

COFFEE = Terms(reward=Prize(10, "Free coffee"))
TODAY = date(2026, 11, 22)


def test_a_plain_programme_is_said_in_a_few_sentences() -> None:
    assert words.summary(COFFEE) == [
        "10 stamps: Free coffee",
        "A stamp for each visit",
        "Stamps never expire",
        "Rewards never expire",
    ]


def test_everything_that_counts_is_said() -> None:
    terms = Terms(
        unit=Unit.AMOUNT,
        per_cents=25_00,
        goal=6,
        head_start=2,
        reward=Prize(6, "Breakfast", uses=2),
        interim=Prize(3, "Juice"),
        expiry=Expiry(ExpiryBasis.EACH, 12),
        reward_days=60,
    )
    assert words.summary(terms) == [
        "6 stamps: Breakfast, 2 times",
        "On the way, 3 stamps: Juice",
        "A stamp for every £25",
        "2 stamps on the first card as a gift",
        "Each stamp is good for 12 months",
        "Rewards are good for 60 days",
    ]
    assert words.earning(replace(COFFEE, least_cents=5_00)) == "A stamp for each visit, from £5"


@pytest.mark.parametrize(
    ("expiry", "said"),
    [
        (Expiry(), "Stamps never expire"),
        (Expiry(ExpiryBasis.FIRST, 1, ExpiryUnit.MONTH), "A card is good for 1 month from its first stamp"),
        (Expiry(ExpiryBasis.LAST, 30, ExpiryUnit.DAY), "A card is good for 30 days from its last stamp"),
        (Expiry(ExpiryBasis.EACH, 0, ExpiryUnit.YEAR_END), "Each stamp is good for the rest of the year"),
        (Expiry(ExpiryBasis.DATE, on=date(2027, 1, 31)), "Stamps are good through 31 Jan 2027"),
    ],
)
def test_how_long_stamps_are_good(expiry: Expiry, said: str) -> None:
    assert words.lasting(expiry) == said


def test_what_the_card_says_by_itself_begins_with_the_rule_and_says_nothing_without_a_reward() -> None:
    shop = ShopSettings(language="en")
    assert "10\u00a0stamps: Free coffee." in words.printed(COFFEE, shop)
    assert "10\u00a0leimaa: Free coffee." in words.printed(COFFEE, replace(shop, language="fi"))
    assert words.printed(Terms(), shop) == ""


def test_a_programme_is_one_sentence_where_a_stamp_is_simply_a_visit() -> None:
    assert words.rule(COFFEE) == ("10 stamps: Free coffee",)
    assert words.rule(replace(COFFEE, unit=Unit.ITEM))[1] == "A stamp for each item"
    assert words.rule(replace(COFFEE, least_cents=5_00))[1] == "A stamp for each visit, from £5"


def test_too_many_and_too_long_lines_are_told() -> None:
    assert words.too_long("a\nb\nc") == ""
    assert "three lines" in words.too_long("a\nb\nc\nd")
    assert str(words.LINE) in words.too_long("x" * (words.LINE + 1))


@pytest.mark.parametrize(
    ("programme", "said"),
    [
        (Programme("P"), "Not started yet"),
        (Programme("P", ProgrammeState.RUNNING), "Running"),
        (Programme("P", ProgrammeState.RUNNING, on_scan=True), "On scan"),
        (Programme("P", ProgrammeState.PAUSED, on_scan=True), "Paused"),
        (Programme("P", ProgrammeState.ENDED, ends_on=TODAY), "Ends 22 Nov 2026"),
        (Programme("P", ProgrammeState.ENDED, ends_on=date(2026, 11, 21)), "Ended"),
    ],
)
def test_how_far_a_programme_has_come(programme: Programme, said: str) -> None:
    assert words.state_chip(programme, TODAY).text == said


def _told(new: Terms, found: Effects | None = None) -> list[str]:
    return [line[2] for line in sentences(COFFEE, new, found or effects(COFFEE, new))]


def test_nothing_is_said_of_terms_that_mean_the_same() -> None:
    assert _told(COFFEE) == []


def test_each_difference_has_its_sentence() -> None:
    new = Terms(
        unit=Unit.AMOUNT,
        per_cents=5_00,
        goal=8,
        head_start=1,
        reward=Prize(8, "Cake", uses=2),
        interim=Prize(4, "Juice"),
        expiry=Expiry(ExpiryBasis.EACH, 6),
        reward_days=30,
        max_day=2,
        least_cents=3_00,
    )
    found = effects(COFFEE, new)
    assert len(_told(new, found)) == len({*found.gains, *found.loses})  # of the limits one changes
    assert "The next card takes 2 stamps fewer." in _told(new, found)
    assert "A full card gives: Free coffee → Cake" in _told(new, found)
    assert "There is a smaller reward on the way: Juice" in _told(new, found)
    assert "The next card takes 5 stamps more." in _told(replace(COFFEE, goal=15, reward=Prize(15, "Free coffee")))


def test_who_keeps_the_older_terms_and_who_could_be_awarded_is_counted() -> None:
    new = replace(COFFEE, goal=8, reward=Prize(8, "Free coffee"))
    found = Effects(12, (Affected(1, 7, 9), Affected(1, 8, 8), Affected(2, 9, 8)), 2, 0, ("goal",), ())
    assert _told(new, found) == [
        "The next card takes 2 stamps fewer.",
        "12 begun cards keep the older terms, as they were promised.",
        "Cards printed so far have 10 fields.",
        "2 customers have as many stamps already.",
    ]


def test_what_is_worse_is_said_first() -> None:
    told = _told(replace(COFFEE, goal=8, reward=Prize(8, "Free coffee"), max_day=1))
    assert told == ["Stamps on one day: No limit → 1", "The next card takes 2 stamps fewer."]


@pytest.mark.parametrize(
    ("gains", "loses", "said"),
    [
        (("goal",), (), "Next card better for 12 customers"),
        ((), ("goal",), "Next card worse for 12 customers"),
        (("goal",), ("caps",), "Next card partly worse for 12 customers"),
        (("reward",), ("reward",), "Next card different for 12 customers"),
        (("reward", "goal"), ("reward",), "Next card better for 12 customers"),
        (("reward",), ("reward", "goal"), "Next card partly worse for 12 customers"),
        ((), (), ""),
    ],
)
def test_what_a_change_means_is_said_in_brief(gains: tuple[str, ...], loses: tuple[str, ...], said: str) -> None:
    told = differences(COFFEE, replace(COFFEE, max_day=1), Effects(0, (), 1, 0, gains, loses))
    assert brief(told, 12)[1] == said
    assert brief(told, 0)[1] == (said and "What this changes")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"max_visit": 1}, {"max_visit": 2}, [("gain", "Stamps at one time: 1 → 2")]),
        ({"max_visit": 2}, {"max_visit": 1}, [("lose", "Stamps at one time: 2 → 1")]),
        ({"max_day": 3}, {}, [("gain", "Stamps on one day: 3 → No limit")]),
        ({}, {"max_day": 3}, [("lose", "Stamps on one day: No limit → 3")]),
        ({"wait_minutes": 60}, {"wait_minutes": 1}, [("gain", "Wait between two: 60 minutes → 1 minute")]),
        (
            {"max_day": 3},
            {"wait_minutes": 5},
            [("lose", "Wait between two: No wait → 5 minutes"), ("gain", "Stamps on one day: 3 → No limit")],
        ),
    ],
)
def test_each_limit_says_what_it_was_and_whether_it_is_better(
    before: dict[str, int], after: dict[str, int], said: list[tuple[str, str]]
) -> None:
    old, new = (Terms(reward=Prize(10, "Free coffee"), **limits) for limits in (before, after))  # type: ignore[arg-type]
    assert differences(old, new, effects(old, new)) == said


def test_each_code_of_a_change_is_worded_once_it_is_there() -> None:
    for code in ("unit", "goal", "head_start", "interim", "reward", "uses", "expiry", "reward_days", "per_cents"):
        found = Effects(0, (), 1, 0, (code,), (code,))
        assert len(_told(replace(COFFEE, interim=Prize(3, "Juice")), found)) == 1
    assert len(_told(COFFEE, Effects(0, (), 0, 0, ("least",), ()))) == 1
