"""What a change of terms means to people: said before it is saved, both ways, and nothing forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.loyalty_change import effects
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Terms, Unit, check_terms

DAY = date(2026, 11, 22)
OLD = check_terms(Terms(reward=Prize(10, "coffee", 380), interim=Prize(5, "cake", 200)))
NAMES = st.sampled_from(["coffee", "cake", "lunch"])
EXPIRIES = st.builds(
    Expiry,
    st.sampled_from(list(ExpiryBasis)),
    st.integers(1, 24),
    st.sampled_from(list(ExpiryUnit)),
    st.dates(date(2027, 1, 1), date(2028, 12, 31)),
)


def some_terms(
    unit: Unit, goal: int, reward: Prize, interim: Prize | None, expiry: Expiry, numbers: list[int]
) -> Terms:
    per_cents, head_start, days, most_visit, most_day, wait, least = numbers
    early = interim if interim and interim.at_stamp < goal else None
    head_start %= goal
    return check_terms(
        Terms(unit, per_cents + 1, goal, head_start, reward, early, expiry, days, most_visit, most_day, wait, least)
    )


ANY_TERMS = st.builds(
    some_terms,
    st.sampled_from(list(Unit)),
    st.integers(2, 20),
    st.builds(Prize, st.just(0), NAMES, st.integers(0, 500), st.integers(1, 3)),
    st.none() | st.builds(Prize, st.integers(1, 19), NAMES, st.integers(0, 500), st.integers(1, 3)),
    EXPIRIES,
    st.lists(st.integers(0, 100), min_size=7, max_size=7),
)


@pytest.mark.parametrize(
    ("change", "gains", "loses"),
    [
        ({}, (), ()),
        ({"words": "one line"}, (), ()),
        ({"goal": 8}, ("goal",), ()),
        ({"goal": 12}, (), ("goal",)),
        ({"head_start": 2}, ("head_start",), ()),
        ({"interim": None}, (), ("interim",)),
        ({"interim": Prize(4, "cake", 200)}, ("interim",), ()),
        ({"interim": Prize(6, "cake", 300)}, ("interim",), ("interim",)),
        ({"reward": Prize(10, "coffee", 400)}, ("reward",), ()),
        ({"reward": Prize(10, "tea", 300)}, (), ("reward",)),
        ({"reward": Prize(10, "tea", 380)}, ("reward",), ("reward",)),
        ({"reward": Prize(10, "coffee")}, (), ()),
        ({"reward": Prize(10, "coffee", 380, uses=2)}, ("uses",), ()),
        ({"expiry": Expiry(ExpiryBasis.LAST, 12)}, (), ("expiry",)),
        ({"reward_days": 30}, (), ("reward_days",)),
        ({"least_cents": 300}, (), ("least",)),
        ({"max_visit": 1}, (), ("caps",)),
        ({"wait_minutes": 60}, (), ("caps",)),
        ({"unit": Unit.ITEM}, ("unit",), ("unit",)),
        ({"unit": Unit.AMOUNT, "per_cents": 500}, ("unit",), ("unit",)),
        ({"goal": 8, "reward_days": 90}, ("goal",), ("reward_days",)),
    ],
)
def test_what_is_better_and_what_is_worse(change: dict[str, object], gains: object, loses: object) -> None:
    new = check_terms(replace(OLD, **change))  # type: ignore[arg-type]
    said = effects(OLD, new)
    assert (said.gains, said.loses) == (gains, loses)
    back = effects(new, OLD)
    assert (back.gains, back.loses) == (loses, gains)


@pytest.mark.parametrize(
    ("old", "new", "gains", "loses"),
    [
        (Expiry(ExpiryBasis.EACH, 6), Expiry(ExpiryBasis.EACH, 12), True, False),
        (Expiry(ExpiryBasis.EACH, 6), Expiry(ExpiryBasis.LAST, 6), True, False),
        (Expiry(ExpiryBasis.EACH, 6), Expiry(ExpiryBasis.FIRST, 6), False, True),
        (Expiry(ExpiryBasis.EACH, 6), Expiry(ExpiryBasis.FIRST, 12), True, True),
        (Expiry(ExpiryBasis.EACH, 6), Expiry(ExpiryBasis.EACH, 6, ExpiryUnit.MONTH_END), True, False),
        (Expiry(ExpiryBasis.EACH, 12), Expiry(ExpiryBasis.EACH, 1, ExpiryUnit.YEAR_END), True, False),
        (Expiry(ExpiryBasis.EACH, 6), Expiry(ExpiryBasis.EACH, 0, ExpiryUnit.YEAR_END), True, True),
        (Expiry(ExpiryBasis.EACH, 1), Expiry(ExpiryBasis.EACH, 30, ExpiryUnit.DAY), True, True),
        (Expiry(ExpiryBasis.DATE, on=DAY), Expiry(ExpiryBasis.DATE, on=date(2027, 1, 1)), True, False),
        (Expiry(ExpiryBasis.DATE, on=DAY), Expiry(ExpiryBasis.EACH, 12), True, True),
        (Expiry(ExpiryBasis.DATE, on=DAY), Expiry(), True, False),
    ],
)
def test_sooner_and_later(old: Expiry, new: Expiry, gains: bool, loses: bool) -> None:
    said = effects(replace(OLD, expiry=old), replace(OLD, expiry=new))
    assert (said.gains == ("expiry",), said.loses == ("expiry",)) == (gains, loses)


@given(ANY_TERMS, ANY_TERMS)
def test_going_back_is_the_opposite(old: Terms, new: Terms) -> None:
    there, back = effects(old, new), effects(new, old)
    assert (there.gains, there.loses, there.fewer, there.more) == (back.loses, back.gains, back.more, back.fewer)
    assert bool(there) == bool(back)
    assert not effects(old, old)
    assert there.fewer - there.more == old.goal - new.goal
