"""Cards in a shop at midnight: its zone decides, on the nights of 23 and 25 hours too, wherever the computer is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from smallcrm.domain.errors import Refused
from smallcrm.domain.loyalty import RoundState
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.model import Customer
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.store.loyalty.stamping import Till

ZONES = ["Europe/Helsinki", "Europe/Oslo", "Europe/Warsaw"]
NIGHTS = [date(2026, 3, 29), date(2026, 10, 25)]
SECOND = timedelta(seconds=1)
WEEK = Terms(goal=3, reward=Prize(3, "Kahvi"), expiry=Expiry(ExpiryBasis.EACH, 7, ExpiryUnit.DAY), reward_days=2)


@pytest.fixture(params=["Asia/Tokyo", "America/Los_Angeles"])
def _far_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The laptop is on holiday, and believes it."""
    if not hasattr(time, "tzset"):
        pytest.skip("this computer keeps its zone to itself")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def shop_of(folder: Path, terms: Terms) -> Till:
    """Give a shop that opened at the beginning of 2026."""
    clock = FixedClock(datetime(2026, 1, 5, 12, tzinfo=UTC))
    shop = Shop.open(folder / "shop.smallcrm", clock=clock, create=True, language="fi")
    people = [shop.customers.add(Customer(given=name)) for name in ("Aino", "Bo")]
    coffee = Programme("Kahvikortti", state=ProgrammeState.RUNNING, on_scan=True, terms=terms)
    return Till(shop, shop.programmes.add(coffee), *people)


@pytest.fixture
def at(tmp_path: Path, _far_away: None) -> Iterator[Callable[[str], Till]]:
    made = shop_of(tmp_path, WEEK)

    def put(zone: str) -> Till:
        made.shop.settings.save(replace(made.shop.settings.read(), zone=zone))
        return made

    yield put
    made.shop.close()


def midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def when(made: Till, moment: datetime) -> None:
    assert isinstance(made.shop.clock, FixedClock)
    made.shop.clock.when = moment


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("night", NIGHTS)
def test_stamps_and_rewards_are_good_to_the_last_second(at: Callable[[str], Till], zone: str, night: date) -> None:
    made = at(zone)
    for off in (-1, 0, 1):
        last = night + timedelta(days=off)
        who = made.shop.customers.add(Customer(given="Łucja"))
        when(made, midnight(last - timedelta(days=6), zone) - SECOND)  # a second before midnight, seven days earlier
        made.shop.cards.stamp(who, programme_id=made.programme)
        end = midnight(last + timedelta(days=1), zone)
        when(made, end - SECOND)
        assert made.shop.today == last
        assert made.shop.cards.view(who, made.programme).standing.valid_until == last
        assert made.balance(who) == 1
        when(made, end)
        assert made.balance(who) == 0
        full = made.shop.cards.stamp(who, programme_id=made.programme, count=3, again=True)
        (reward,) = full.earned
        assert reward.earned_on == last + timedelta(days=1)
        gone = midnight(last + timedelta(days=4), zone)
        when(made, gone)
        with pytest.raises(Refused) as refused:
            made.shop.cards.redeem(reward.id)
        assert refused.value.code == "reward_expired"
        when(made, gone - SECOND)
        made.shop.cards.redeem(reward.id)
    assert check(made.shop) == []


@pytest.mark.parametrize("night", NIGHTS)
def test_the_cap_of_a_day_holds_for_all_its_hours(tmp_path: Path, night: date) -> None:
    """23, 24 or 25 of them; the first second of the next day is another day."""
    made = shop_of(tmp_path, replace(WEEK, goal=20, reward=Prize(20, "Kahvi"), max_day=1))
    zone = "Europe/Warsaw"
    made.shop.settings.save(replace(made.shop.settings.read(), zone=zone))
    for off in (-1, 0, 1):
        day = night + timedelta(days=off)
        begin, end = midnight(day, zone), midnight(day + timedelta(days=1), zone)
        when(made, begin)
        made.shop.cards.stamp(made.aino, programme_id=made.programme)
        for hour in range(1, int((end - begin) / timedelta(hours=1))):
            when(made, begin + timedelta(hours=hour))
            with pytest.raises(Refused) as refused:
                made.shop.cards.stamp(made.aino, programme_id=made.programme)
            assert refused.value.code == "cap_day"
        when(made, end - SECOND)
        with pytest.raises(Refused):
            made.shop.cards.stamp(made.aino, programme_id=made.programme, again=True)
    assert len(made.shop.database.sql("SELECT 1 FROM ledger")) == 3
    made.shop.close()


def test_another_zone_while_cards_live_moves_their_end_by_hours(at: Callable[[str], Till]) -> None:
    made = at("Europe/Helsinki")
    when(made, midnight(date(2026, 10, 25), "Europe/Helsinki"))
    made.shop.cards.stamp(made.aino, programme_id=made.programme)
    last_hour = midnight(date(2026, 11, 2), "Europe/Helsinki") + timedelta(minutes=30)
    when(made, last_hour)
    assert made.stands() == [(0, RoundState.EXPIRED)]
    made = at("Europe/Oslo")  # there it is half past eleven
    assert made.stands() == [(1, RoundState.OPEN)]
    assert check(made.shop) == []
    (row,) = made.shop.database.sql("SELECT on_date FROM ledger")
    assert row == ("2026-10-25",)  # what was booked stays of its day
    made = at("Europe/Helsinki")
    assert made.stands() == [(0, RoundState.EXPIRED)]


@pytest.mark.parametrize("zone", ZONES)
def test_of_an_hour_that_comes_twice_a_scan_is_told_from_the_one_before(at: Callable[[str], Till], zone: str) -> None:
    """Half an hour is half an hour and ten seconds are ten, whichever of the two hours the watch shows."""
    made = at(zone)
    made.change(replace(WEEK, goal=20, reward=Prize(20, "Kahvi"), expiry=Expiry()))
    begin = datetime(2026, 10, 24, 23, tzinfo=UTC)
    stamped = []
    for halves in range(8):
        first = begin + timedelta(minutes=30 * halves) - 5 * SECOND  # the second scan is of the next half, or hour
        when(made, first)
        stamped.append(made.shop.cards.stamp(made.aino, programme_id=made.programme))
        when(made, first + 10 * SECOND)
        with pytest.raises(Refused) as refused:
            made.shop.cards.stamp(made.aino, programme_id=made.programme)
        assert (refused.value.code, refused.value.values["seconds"]) == ("same_card", 10)
    assert [one.balance for one in stamped] == [*range(1, 9)]
    assert check(made.shop) == []
