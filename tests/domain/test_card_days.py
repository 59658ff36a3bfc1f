"""Cards at midnight: in three countries, on nights of 23 and 25 hours, on 29 February, with a laptop on holiday."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, RewardState, Round, RoundState, Standing, fold
from smallcrm.domain.loyalty_guard import Asked, verdict
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, ProgrammeState, Terms
from tests.domain.loyalty_reference import Card, Mark, look

D = date.fromisoformat
ZONES = ["Europe/Helsinki", "Europe/Oslo", "Europe/Warsaw"]
SPRING, AUTUMN = D("2026-03-29"), D("2026-10-25")
"""Days of 23 and of 25 hours."""
DAYS = [night + timedelta(days=off) for night in (SPRING, AUTUMN) for off in range(-3, 4)]
SECOND = timedelta(seconds=1)


def midnight(day: date, zone: str) -> datetime:
    """Give the moment with which a day begins in a zone, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def day_of(moment: datetime, zone: str) -> date:
    """Give the shop's day of a moment."""
    return moment.astimezone(ZoneInfo(zone)).date()


def standing(terms: Terms, days: list[date], today: date) -> Standing:
    """Give how a card with a stamp on each of these days stands; the book must say the same."""
    entries = [LedgerEntry(at, f"k{at}", 1, EntryKind.STAMP, 1, day) for at, day in enumerate(days, 1)]
    found = fold(Round(1, 1, 1, terms, days[0]), entries, today)
    seen = look(Card(1, terms, [Mark("stamp", 1, day) for day in days]), today)
    assert (found.balance, found.state) == (seen.balance, seen.state)
    return found


def lasting(count: int, unit: str, basis: str = "each", on: date | None = None) -> Terms:
    return Terms(reward=Prize(10, "coffee"), expiry=Expiry(ExpiryBasis(basis), count, ExpiryUnit(unit), on))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("basis", ["each", "first", "last", "date"])
def test_a_card_is_good_to_the_last_second_of_its_day(zone: str, basis: str) -> None:
    for last in DAYS:
        terms = lasting(7, "day", basis, last)
        end = midnight(last + timedelta(days=1), zone)
        stamped = [last - timedelta(days=7)]
        before = standing(terms, stamped, day_of(end - SECOND, zone))
        assert (before.balance, before.state, before.valid_until) == (1, RoundState.OPEN, last)
        after = standing(terms, stamped, day_of(end, zone))
        assert (after.balance, after.state) == (0, RoundState.EXPIRED)


@pytest.mark.parametrize("zone", ZONES)
def test_a_stamp_of_the_last_second_counts_from_its_own_day(zone: str) -> None:
    for day in DAYS:
        end = midnight(day + timedelta(days=1), zone)
        for moment, last in ((end - SECOND, day + timedelta(days=1)), (end, day + timedelta(days=2))):
            terms, stamped = lasting(1, "day"), [day_of(moment, zone)]
            until = midnight(last + timedelta(days=1), zone)
            assert standing(terms, stamped, day_of(until - SECOND, zone)).balance == 1
            assert standing(terms, stamped, day_of(until, zone)).balance == 0


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("earned", [SPRING, AUTUMN])
def test_a_reward_is_good_to_the_last_second_of_its_day(zone: str, earned: date) -> None:
    terms = Terms(goal=2, reward=Prize(2, "coffee"), reward_days=1)
    end = midnight(earned + timedelta(days=2), zone)
    states = [standing(terms, [earned, earned], day_of(moment, zone)) for moment in (end - SECOND, end)]
    assert [one.rewards[0].state for one in states] == [RewardState.OPEN, RewardState.EXPIRED]
    assert [one.balance for one in states] == [2, 0]


@pytest.mark.parametrize(
    ("stamped", "count", "unit", "last"),
    [
        ("2028-02-29", 12, "month", "2029-02-28"),
        ("2028-02-29", 48, "month", "2032-02-29"),
        ("2028-02-29", 1, "year_end", "2029-12-31"),
        ("2028-02-29", 0, "month_end", "2028-02-29"),
        ("2027-01-31", 1, "month", "2027-02-28"),
        ("2028-01-31", 1, "month", "2028-02-29"),
        ("2027-01-31", 2, "month", "2027-03-31"),
        ("2027-01-30", 1, "month_end", "2027-02-28"),
        ("2027-12-31", 0, "year_end", "2027-12-31"),
        ("2026-03-28", 1, "day", "2026-03-29"),
        ("2026-10-25", 1, "day", "2026-10-26"),
    ],
)
@pytest.mark.parametrize("basis", ["each", "first", "last"])
def test_short_months_leap_days_and_long_nights(stamped: str, count: int, unit: str, last: str, basis: str) -> None:
    terms, end = lasting(count, unit, basis), D(last)
    assert standing(terms, [D(stamped)], end).balance == 1
    assert standing(terms, [D(stamped)], end).valid_until == end
    assert standing(terms, [D(stamped)], end + timedelta(days=1)).balance == 0


def test_a_laptop_on_holiday_asks_for_the_day_at_home() -> None:
    """In Tokyo the year is over seven hours before it is in Helsinki."""
    terms, stamped = lasting(0, "year_end"), [D("2026-06-01")]
    abroad = datetime(2027, 1, 1, 6, 59, 59, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert standing(terms, stamped, day_of(abroad, "Europe/Helsinki")).balance == 1
    assert standing(terms, stamped, day_of(abroad + SECOND, "Europe/Helsinki")).balance == 0


def test_another_zone_moves_the_end_and_nothing_else() -> None:
    terms, stamped = lasting(0, "month_end"), [D("2026-10-25")]
    moment = midnight(D("2026-11-01"), "Europe/Helsinki")
    assert standing(terms, stamped, day_of(moment, "Europe/Helsinki")).balance == 0
    assert standing(terms, stamped, day_of(moment, "Europe/Oslo")).balance == 1  # an hour is left
    assert standing(terms, stamped, day_of(moment, "Europe/Helsinki")).balance == 0


RUNNING = Programme("Coffee", ProgrammeState.RUNNING, id=1)


def said(terms: Terms, now: datetime, last: datetime) -> tuple[str, object]:
    found = verdict(RUNNING, terms, Asked(now), [], last)
    return found.code, found.values.get("seconds", found.values.get("minutes"))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("night", [SPRING, AUTUMN])
def test_waits_are_real_minutes_on_the_nights_when_the_clock_is_turned(zone: str, night: date) -> None:
    """Every quarter of an hour of the night, half an hour and 20 seconds after the last stamp, to the second."""
    terms = Terms(reward=Prize(10, "coffee"), wait_minutes=30)
    here = ZoneInfo(zone)
    for quarter in range(20):
        last = midnight(night, zone) + timedelta(minutes=15 * quarter)
        for gone, expected in (
            (timedelta(seconds=19), ("same_card", 19)),
            (timedelta(seconds=20), ("too_soon", 30)),
            (timedelta(minutes=30) - SECOND, ("too_soon", 1)),
            (timedelta(minutes=30), ("", None)),
        ):
            assert said(terms, (last + gone).astimezone(here), last.astimezone(here)) == expected


@pytest.mark.parametrize("zone", ZONES)
def test_a_programme_stamps_to_the_last_second_of_its_last_day(zone: str) -> None:
    for ends in (SPRING, AUTUMN):
        programme = replace(RUNNING, started_on=ends - timedelta(days=1), ends_on=ends)
        begin, end = midnight(ends - timedelta(days=1), zone), midnight(ends + timedelta(days=1), zone)
        codes = [
            verdict(programme, Terms(), Asked(moment.astimezone(ZoneInfo(zone))), [], None).code
            for moment in (begin - SECOND, begin, end - SECOND, end)
        ]
        assert codes == ["not_started", "", "", "ended"]


def test_a_clock_set_back_asks() -> None:
    """A stamp of a moment to come may be the same scan."""
    now = datetime(2026, 10, 25, 3, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
    assert said(Terms(), now, now + timedelta(hours=1)) == ("same_card", 0)
    again = now.replace(fold=1)  # the second 3:30 of this night, an hour later
    assert said(Terms(), again, now) == ("", None)
