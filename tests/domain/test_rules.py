"""What the shop's rules want: after whatever day of whatever year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.rules import (
    SPACING,
    Event,
    Facts,
    Round,
    Rule,
    RuleKind,
    Solved,
    by_hand,
    overdue,
    stays,
    wanted,
)

START = date(2027, 1, 1)
YEARS = st.dates(date(2027, 1, 1), date(2028, 12, 31))
FIRST = Rule(RuleKind.THANK_YOU, days=(3,), since=START, id=1)
LARGE = Rule(RuleKind.THANK_YOU, days=(3,), amount=20000, since=START, id=2)
WELL = Rule(RuleKind.ALL_WELL, days=(14,), amount=20000, since=START, id=3)
AFTER = Rule(RuleKind.AFTER_COMPLAINT, days=(14, 56), since=START, id=4)
TOUCH = Rule(RuleKind.STAY_IN_TOUCH, days=(42,), tag="regular", since=START, id=5)
OWN = Rule(RuleKind.STAY_IN_TOUCH, days=(90,), customer=7, since=START, id=6)


def same_day(day: date) -> date:
    return day


def someone(**known: object) -> Facts:
    return replace(Facts(7, START), **known)  # type: ignore[arg-type]


@given(YEARS)
def test_a_first_visit_is_thanked_for_three_days_later_whatever_the_day(on: date) -> None:
    facts = someone(begun=on, first_visit=on, events=(Event(1, on),))
    (one,) = wanted([FIRST, LARGE], facts, same_day)
    assert (one.kind, one.key, one.due) == (FollowUpKind.THANK_YOU, "first", on + timedelta(days=3))


def test_a_large_first_visit_is_thanked_for_once_and_asked_about_once() -> None:
    facts = someone(first_visit=START, events=(Event(1, START, 30000),))
    found = wanted([FIRST, LARGE, WELL], facts, same_day)
    assert [(w.rule, w.key) for w in found] == [(1, "first"), (3, "entry:1")]


def test_a_small_purchase_a_later_visit_and_an_imported_regular_stir_nothing() -> None:
    later = START + timedelta(days=5)
    assert not wanted([FIRST, LARGE], someone(first_visit=START, events=(Event(2, later, 19999),)), same_day)
    assert not wanted([FIRST], someone(imported=True, first_visit=START, events=(Event(1, START),)), same_day)
    known = someone(begun=START - timedelta(days=400), first_visit=START, events=(Event(1, START),))
    assert not wanted([FIRST], known, same_day)


def test_what_happened_before_a_rule_was_switched_on_stirs_nothing() -> None:
    before = START - timedelta(days=1)
    facts = someone(begun=before, first_visit=before, events=(Event(1, before, 90000),), solved=(Solved(9, before),))
    assert not wanted([FIRST, LARGE, WELL, AFTER], facts, same_day)


@given(st.lists(YEARS, max_size=40))
def test_nobody_is_thanked_twice_within_a_season(days: list[date]) -> None:
    events = tuple(Event(n, day, 50000) for n, day in enumerate(sorted(days), 1))
    found = wanted([LARGE], someone(events=events), same_day)
    assert bool(found) == bool(days)
    thanked = sorted(w.due for w in found)
    assert all((b - a).days >= SPACING for a, b in pairwise(thanked))
    assert len({w.same for w in found}) == len(found)


@given(YEARS)
def test_a_solved_complaint_is_asked_about_after_two_and_eight_weeks(on: date) -> None:
    found = wanted([AFTER], someone(solved=(Solved(9, on, "Colour too dark"),)), same_day)
    assert [(w.due - on).days for w in found] == [14, 56]
    assert {(w.parent, w.words) for w in found} == {(9, "Colour too dark")}


def test_a_follow_up_falls_on_an_open_day() -> None:
    def monday(day: date) -> date:
        return day + timedelta(days=-day.weekday() % 7)

    facts = someone(first_visit=START, events=(Event(1, START),))
    (one,) = wanted([FIRST], facts, monday)
    assert one.due == date(2027, 1, 4)


@given(YEARS, st.integers(1, 400))
def test_one_stays_in_touch_from_the_last_contact(contact: date, days: int) -> None:
    rule = replace(TOUCH, days=(days,))
    (one,) = wanted([rule], someone(tags=frozenset({"regular"}), last_contact=contact), same_day)
    assert one.due == contact + timedelta(days=days)
    (same,) = wanted([rule], someone(tags=frozenset({"regular"}), last_contact=contact), same_day)
    assert same == one


@given(YEARS, st.integers(0, 3000), st.booleans())
def test_there_is_one_round_whatever_the_clock_did(contact: date, away: int, dropped: bool) -> None:
    ended = contact + timedelta(days=away)
    facts = someone(tags=frozenset({"regular"}), last_contact=contact, rounds=(Round(5, 1, ended, dropped=dropped),))
    found = wanted([TOUCH], facts, same_day)
    if dropped:
        assert not found  # until they are seen again
        seen = replace(facts, last_contact=ended + timedelta(days=1))
        assert [w.key.split()[0] for w in wanted([TOUCH], seen, same_day)] == ["2"]
    else:
        assert [(w.key, w.due) for w in found] == [(f"2 {ended}", ended + timedelta(days=42))]


def test_a_person_goes_before_a_tag_and_the_shortest_tag_before_the_others() -> None:
    often = replace(TOUCH, id=8, tag="bride", days=(7,))
    both = someone(tags=frozenset({"regular", "bride"}))
    assert stays([TOUCH, OWN, often], both) == OWN
    assert stays([TOUCH, often], both) == often
    assert stays([replace(OWN, active=False), TOUCH], both) == TOUCH
    assert stays([TOUCH], someone()) is None


def test_a_new_rule_spreads_those_who_are_late_already_over_one_round() -> None:
    late = [
        replace(someone(tags=frozenset({"regular"}), last_contact=date(2019, 2, 28)), customer_id=n) for n in range(84)
    ]
    due = [w.due for facts in late for w in wanted([TOUCH], facts, same_day)]
    assert {(day - START).days for day in due} == set(range(42))
    assert max(due.count(day) for day in due) == 2
    own = wanted([OWN], someone(last_contact=date(2019, 2, 28)), same_day)
    assert [w.due for w in own] == [START]


def test_rules_that_are_off_want_nothing() -> None:
    facts = someone(first_visit=START, events=(Event(1, START, 90000),), tags=frozenset({"regular"}))
    assert not wanted([replace(r, active=False) for r in (FIRST, LARGE, WELL, AFTER, TOUCH, OWN)], facts, same_day)


@given(YEARS, st.integers(1, 400), st.integers(0, 900))
def test_staying_in_touch_is_due_on_its_day_and_late_half_as_long_again_after_it(due: date, days: int, on: int) -> None:
    rule, today = replace(OWN, days=(days,)), due + timedelta(days=on)
    made = FollowUp("stay_in_touch", 1, "", due, rule=rule.id, rule_key="1 2026-01-01")
    assert overdue(made, rule, today) == (on > days // 2)
    for plain in (replace(made, kind="reminder"), replace(made, rule_key=by_hand(made.rule_key))):
        assert overdue(plain, rule, today) == (on > 0)
    assert overdue(made, None, today) == (on > 0)
    snoozed = replace(made, snoozed_to=datetime(today.year, today.month, today.day))
    assert not overdue(snoozed, rule, today)
