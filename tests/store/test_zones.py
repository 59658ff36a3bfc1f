"""The day of the shop is that of its zone, wherever the computer thinks it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from smallcrm.domain.loyalty import RewardState
from smallcrm.store.clock import Clock, FixedClock
from smallcrm.store.shop import Shop
from smallcrm.store.zones import OF_COUNTRY, zone_of
from tests.store.conftest import MONDAY
from tests.store.loyalty.punching import COFFEE, book, card, person, programme


@pytest.fixture(params=["Asia/Tokyo", "America/Los_Angeles", "UTC"])
def away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The computer's own zone is another one: it was taken along, or set up by somebody far away."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield str(request.param)
    monkeypatch.undo()
    time.tzset()


def put(shop: Shop, zone: str, country: str = "FI") -> None:
    shop.settings.save(replace(shop.settings.read(), zone=zone, country=country))


def test_the_zone_of_a_shop() -> None:
    assert str(zone_of("", "FI")) == str(zone_of("", "fi")) == "Europe/Helsinki"
    assert str(zone_of("Europe/Oslo", "FI")) == "Europe/Oslo"
    assert str(zone_of("Nowhere/None", "PL")) == "Europe/Warsaw"
    assert zone_of("", "GB") is None, "nobody asked that shop for its country"
    assert zone_of("../../etc/passwd", "US") is None
    assert zone_of("Europe", "") is None
    assert all(str(zone_of("", country)) == name for country, name in OF_COUNTRY.items())


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 21, 59, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 28, 22, 0, 0, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 20, 59, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 21, 0, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 20, 59, 59, tzinfo=UTC), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 21, 59, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 22, 0, 0, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_the_shop_s_day_begins_at_its_own_midnight(shop: Shop, away: str, moment: datetime, day: date) -> None:
    shop.clock = FixedClock(moment)
    assert shop.today == day, away
    assert shop.now == moment


def test_a_day_that_was_given_is_a_day_of_the_shop(shop: Shop, away: str) -> None:
    assert (shop.today, away != "") == (MONDAY, True)
    shop.clock = FixedClock(datetime(2027, 5, 10, 23, 30))
    assert (shop.today, shop.now.utcoffset()) == (MONDAY, timedelta(hours=3))
    shop.clock = Clock()
    assert shop.now.utcoffset() in {timedelta(hours=2), timedelta(hours=3)}


def test_another_zone_holds_at_once_in_all_windows_and_is_undone(shop: Shop) -> None:
    noon = datetime(2027, 5, 10, 12, tzinfo=UTC)
    shop.clock = FixedClock(noon)
    other = Shop.open(shop.file, clock=FixedClock(noon))
    assert shop.now.hour == other.now.hour == 15
    put(shop, "Europe/Warsaw")
    assert shop.now.hour == 14
    assert other.changed_outside()
    assert other.now.hour == 14
    other.close()
    shop.journal.undo()
    assert shop.now.hour == 15
    put(shop, "", "NO")
    assert shop.now.hour == 14
    put(shop, "", "GB")
    assert shop.now == noon


def test_cards_go_on_when_the_zone_is_changed_while_they_live(shop: Shop) -> None:
    """A day stays the day that was written; only from when on it is over follows the zone."""
    terms = replace(COFFEE.terms, goal=2, reward_days=1)
    made, aino = programme(shop, terms), person(shop)
    shop.clock = FixedClock(datetime(2027, 5, 10, 20, 30, tzinfo=UTC))  # 23:30 in Helsinki
    on_card = card(shop, aino, made)
    book(shop, on_card, qty=2)
    shop.clock = FixedClock(datetime(2027, 5, 11, 21, 30, tzinfo=UTC))  # 00:30 of the day after the last one
    before = shop.cards.view(aino, made)
    assert [r.state for s in before.older for r in s.rewards] == [RewardState.EXPIRED]
    put(shop, "Europe/Warsaw")  # 23:30 of the last day
    after = shop.cards.view(aino, made)
    assert [(r.earned_on, r.valid_until) for r in after.ready] == [(date(2027, 5, 10), date(2027, 5, 11))]
    assert after.standing.balance == 2


def test_a_new_shop_has_its_zone_from_the_first_moment_on(tmp_path: Path, away: str) -> None:
    shop = Shop.open(tmp_path / "new.smallcrm", clock=FixedClock(MONDAY), create=True, language="pl")
    assert (shop.now.utcoffset(), away != "") == (timedelta(hours=2), True)
    shop.close()


def test_a_setting_that_nobody_can_read_leaves_the_computer_s_zone(shop: Shop) -> None:
    shop.database.sql("INSERT INTO setting (key, value) VALUES ('zone', '{half')")
    moment = datetime(2027, 5, 10, 12, tzinfo=UTC)
    again = Shop.open(shop.file, clock=FixedClock(moment))
    assert again.now == moment
    again.close()
