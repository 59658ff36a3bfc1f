"""One verdict before each stamp: by moments and shop's days, over nights of 23 and 25 hours and clocks set back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.loyalty import EntryKind, LedgerEntry
from smallcrm.domain.loyalty_guard import Asked, Verdict, verdict
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, Prize, Programme, ProgrammeState, Terms

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 22, 14, 30, tzinfo=HELSINKI)
RUNNING = Programme("Coffee", ProgrammeState.RUNNING, started_on=date(2026, 1, 1))
TERMS = Terms(reward=Prize(10, "coffee"))
TERMS_LISTS = st.builds(
    Terms,
    max_visit=st.integers(0, 4),
    max_day=st.integers(0, 4),
    wait_minutes=st.integers(0, 90),
    least_cents=st.sampled_from([0, 500]),
)
MOMENTS = st.none() | st.integers(-100, 10_000).map(lambda seconds: NOW - timedelta(seconds=seconds))


def ask(
    terms: Terms = TERMS, last: datetime | None = None, today: int = 0, programme: Programme = RUNNING, **asked: object
) -> Verdict:
    entries = [LedgerEntry(1, "k", 1, EntryKind.STAMP, today, NOW.date())]
    return verdict(programme, terms, Asked(**{"now": NOW, **asked}), entries, last)  # type: ignore[arg-type]


def test_nothing_against_it() -> None:
    assert ask().ok
    assert not ask().can_force
    assert ask(last=NOW - timedelta(days=1)) == Verdict()


@given(st.floats(0, 40))
def test_twenty_seconds(seconds: float) -> None:
    asked = ask(last=NOW - timedelta(seconds=seconds))
    assert asked.ok == (seconds >= 20)
    assert asked.ok or (asked.code, asked.values) == ("same_card", {"seconds": int(seconds)})
    assert ask(last=NOW - timedelta(seconds=seconds), again=True).ok


def test_a_clock_that_was_set_back_asks() -> None:
    asked = ask(last=NOW + timedelta(hours=3))
    assert (asked.code, asked.values) == ("same_card", {"seconds": 0})
    assert ask(replace(TERMS, wait_minutes=5), NOW + timedelta(hours=3), again=True).ok  # nothing is known of a wait


@pytest.mark.parametrize(
    ("zone", "last", "now", "seconds"),
    [
        ("Europe/Helsinki", "2026-03-29T02:59:55", "2026-03-29T04:00:05", 10),
        ("Europe/Oslo", "2026-03-29T01:59:55", "2026-03-29T03:00:05", 10),
        ("Europe/Helsinki", "2026-10-25T03:59:55", "2026-10-25T03:00:05+1", 10),
        ("Europe/Warsaw", "2026-10-25T02:59:55", "2026-10-25T02:00:05+1", 10),
        ("Europe/Warsaw", "2026-10-25T02:30:00", "2026-10-25T02:30:00+1", 3600),
        ("Europe/Oslo", "2026-11-22T23:59:55", "2026-11-23T00:00:05", 10),
    ],
)
def test_moments_not_clocks(zone: str, last: str, now: str, seconds: int) -> None:
    before = datetime.fromisoformat(last).replace(tzinfo=ZoneInfo(zone))
    after = datetime.fromisoformat(now.removesuffix("+1")).replace(tzinfo=ZoneInfo(zone), fold=int(now.endswith("+1")))
    for seen in (before, before.astimezone(UTC), before.astimezone(ZoneInfo("Asia/Tokyo"))):
        asked = ask(last=seen, now=after)
        assert asked.values == ({"seconds": seconds} if seconds < 20 else {})
        wait = ask(replace(TERMS, wait_minutes=90), seen, now=after, again=True)
        assert (wait.code, wait.values["minutes"]) == ("too_soon", 90 - seconds // 60)


@given(st.integers(1, 300), st.integers(20, 20_000))
def test_minutes_to_wait(minutes: int, seconds: int) -> None:
    asked = ask(replace(TERMS, wait_minutes=minutes), NOW - timedelta(seconds=seconds))
    left = minutes * 60 - seconds
    assert asked.ok == (left <= 0)
    if left > 0:
        assert asked.code == "too_soon"
        assert asked.values == {"minutes": (left + 59) // 60, "until": NOW + timedelta(seconds=left)}
        until = asked.values["until"]
        assert isinstance(until, datetime)
        assert until.tzinfo is HELSINKI
        assert ask(replace(TERMS, wait_minutes=minutes), NOW - timedelta(seconds=seconds), now=until).ok


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.integers(1, 5))
def test_caps(most_visit: int, most_day: int, today: int, count: int) -> None:
    asked = ask(replace(TERMS, max_visit=most_visit, max_day=most_day), today=today, count=count)
    if most_visit and count > most_visit:
        assert (asked.code, asked.values) == ("cap_visit", {"most": most_visit})
    elif most_day and today + count > most_day:
        assert (asked.code, asked.values) == ("cap_day", {"most": most_day, "today": today})
    else:
        assert asked.ok


def test_only_stamps_of_visits_count_towards_the_day() -> None:
    entries = [LedgerEntry(1, "k", 1, kind, 5, NOW.date()) for kind in EntryKind if kind is not EntryKind.STAMP]
    assert verdict(RUNNING, replace(TERMS, max_day=1), Asked(NOW), entries, None).ok


def test_the_least_purchase() -> None:
    least = replace(TERMS, least_cents=500)
    assert (ask(least, cents=499).code, ask(least, cents=499).values) == ("below_minimum", {"cents": 500})
    assert ask(least, cents=500).ok
    assert ask(least).ok  # a scan says nothing of money


@pytest.mark.parametrize(
    ("programme", "code", "lifted"),
    [
        (replace(RUNNING, state=ProgrammeState.PLANNED), "not_started", False),
        (replace(RUNNING, started_on=date(2026, 11, 23)), "not_started", False),
        (replace(RUNNING, started_on=date(2026, 11, 22)), "", True),
        (replace(RUNNING, state=ProgrammeState.PAUSED), "paused", True),
        (replace(RUNNING, state=ProgrammeState.ENDED), "ended", False),
        (replace(RUNNING, ends_on=date(2026, 11, 21)), "ended", False),
        (replace(RUNNING, ends_on=date(2026, 11, 22)), "", True),
        (replace(RUNNING, state=ProgrammeState.ENDED, ends_on=date(2026, 11, 22)), "", True),
    ],
)
def test_the_programme(programme: Programme, code: str, lifted: bool) -> None:
    asked = ask(programme=programme, last=NOW)
    assert asked.code == (code or "same_card")
    assert asked.can_force == lifted
    assert ask(programme=programme, last=NOW, forced=True).ok == lifted
    assert ask(programme=programme, last=NOW, again=True).code == code


def test_stamps_that_would_be_worth_nothing_are_not_given() -> None:
    dated = replace(TERMS, expiry=Expiry(ExpiryBasis.DATE, on=date(2026, 11, 22)))
    assert ask(dated).ok
    over = ask(replace(dated, expiry=Expiry(ExpiryBasis.DATE, on=date(2026, 11, 21))), forced=True)
    assert (over.code, over.values) == ("ended", {"on": date(2026, 11, 21)})


@given(TERMS_LISTS, MOMENTS, st.integers(0, 5), st.integers(1, 5), st.sampled_from([0, 100, 900]))
def test_a_reason_lifts_all_and_again_one(
    terms: Terms, last: datetime | None, today: int, count: int, cents: int
) -> None:
    asked = ask(terms, last, today, count=count, cents=cents)
    assert ask(terms, last, today, count=count, cents=cents, forced=True).ok
    again = ask(terms, last, today, count=count, cents=cents, again=True)
    assert again.code != "same_card"
    assert asked.code in {"same_card", again.code}
    assert asked.ok or asked.can_force
