"""Today, day by day: who is told, who is not, and by when a card must be printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.store.clock import FixedClock
from smallcrm.store.occasions import TodayItem, TodayView, month_day_ranges
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY

HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä", primary=True)


def told(shop: Shop, days: int = 7) -> list[tuple[str, str, date, str]]:
    items = shop.occasions.today(days).items
    return [(i.name, str(i.occasion.kind), i.day, i.state) for i in items if i.kind == "occasion"]


def born(month: int, day: int, year: int | None = None) -> tuple[Occasion, ...]:
    return (Occasion("birthday", month, day, year),)


def test_missed_today_and_coming(shop: Shop) -> None:
    days = {"Long": (4, 25), "Missed": (4, 26), "Yesterday": (5, 9), "Now": (5, 10), "Next": (5, 17), "Later": (5, 18)}
    for name, (month, day) in days.items():
        shop.customers.add(Customer(given=name, occasions=born(month, day)))
    found = [(name, state) for name, _k, _d, state in told(shop)]
    assert found == [("Missed", "missed"), ("Yesterday", "missed"), ("Now", "today"), ("Next", "coming")]
    assert [n for n, *_ in told(shop, 0)] == ["Missed", "Yesterday", "Now"]
    assert [n for n, *_ in told(shop, 8)] == ["Missed", "Yesterday", "Now", "Next", "Later"]
    view = shop.occasions.today()
    assert [i.name for i in view.occasions("today")] == ["Now"]
    assert view.date == MONDAY


def test_several_days_of_one_person_all_show_and_customer_since_too(shop: Shop) -> None:
    days = (Occasion("birthday", 5, 12, 1980), Occasion("name_day", 5, 12), Occasion("other", 5, 12, label="Häät"))
    since = date(2020, 5, 12)
    shop.customers.add(Customer(given="Aino", occasions=days, customer_since=since))
    shop.customers.add(Customer(given="Uusi", customer_since=date(2027, 5, 12)))
    items = shop.occasions.today().items
    found = {(str(i.occasion.kind), i.turns) for i in items if i.kind == "occasion"}
    assert found == {("birthday", 47), ("name_day", None), ("other", None), ("customer_since", 7)}
    assert [i.name for i in items if i.occasion.kind == "customer_since"] == ["Aino"]
    assert [i.print_by for i in items if i.occasion.kind == "customer_since"] == [None]
    assert [(i.name, i.day) for i in shop.occasions.between(date(2027, 5, 12), date(2027, 5, 12))] == [
        ("Aino", date(2027, 5, 12))
    ] * 4


def test_archived_deceased_and_binned_have_no_occasions(shop: Shop) -> None:
    at = {"occasions": born(5, 10), "customer_since": date(2020, 5, 10)}
    shop.customers.add(Customer(given="Archived", archived=True, **at))  # type: ignore[arg-type]
    shop.customers.add(Customer(given="Deceased", deceased=True, **at))  # type: ignore[arg-type]
    shop.customers.bin(shop.customers.add(Customer(given="Binned", **at)))  # type: ignore[arg-type]
    assert told(shop) == []
    assert shop.occasions.today().cards == []
    assert shop.occasions.between(MONDAY, MONDAY) == []


def test_no_mail_is_told_and_gets_no_card(shop: Shop) -> None:
    shop.customers.add(Customer(given="Aino", no_mail=True, addresses=(HOME,), occasions=born(5, 17)))
    assert [n for n, *_ in told(shop)] == ["Aino"]
    assert shop.occasions.today().cards == []


def test_a_card_to_print_is_a_second_item(shop: Shop) -> None:
    shop.customers.add(Customer(given="Aino", addresses=(HOME,), occasions=born(5, 17, 1980)))
    first, second = shop.occasions.today().items
    assert (first.kind, second.kind) == ("occasion", "card_to_print")
    for item in (first, second):
        assert (item.day, item.turns, item.print_by, item.post_by) == (
            date(2027, 5, 17),
            47,
            date(2027, 5, 7),
            date(2027, 5, 10),
        )
    assert (first.state, second.state, first.printed) == ("coming", "due", False)
    assert shop.occasions.today().cards == [second]


def test_print_by_is_there_for_each_wanted_card_past_ones_too(shop: Shop) -> None:
    shop.customers.add(Customer(given="Past", occasions=born(5, 3)))
    shop.customers.add(Customer(given="No", occasions=(Occasion("birthday", 5, 3, card_wanted=False),)))
    found = {i.name: i.print_by for i in shop.occasions.today().items if i.kind == "occasion"}
    assert found == {"Past": date(2027, 4, 23), "No": None}


@pytest.mark.parametrize(
    ("addresses", "abroad"),
    [
        ((HOME, PostalAddress("Gate 1", "0150", "Oslo", country="NO")), False),
        ((PostalAddress("Gate 1", "0150", "Oslo", country="NO", primary=True), replace(HOME, primary=False)), True),
        ((PostalAddress(country="NO", primary=True), replace(HOME, primary=False)), False),
        ((replace(HOME, country="FI"),), False),
        ((), False),
    ],
)
def test_the_address_that_post_goes_to_decides(shop: Shop, addresses: tuple[PostalAddress, ...], abroad: bool) -> None:
    shop.customers.add(Customer(given="Aino", addresses=addresses, occasions=born(5, 17)))
    items = shop.occasions.today().items
    days = {i.print_by for i in items}
    assert days == {date(2027, 4, 28) if abroad else date(2027, 5, 7)}  # 17 May is a holiday in Norway


def test_printed_cards_are_told_so(shop: Shop) -> None:
    from tests.store.test_letters import piece

    shop.customers.add(Customer(given="Aino", addresses=(HOME,), occasions=born(5, 17)))
    shop.letters.mark(
        shop.letters.start_run("a6-quarter", "candles", [piece(c) for c in shop.occasions.cards_to_print()])
    )
    (item,) = shop.occasions.today().items
    assert (item.kind, item.printed) == ("occasion", True)


@pytest.mark.parametrize(
    ("start", "end", "ranges"),
    [
        (date(2027, 12, 20), date(2028, 1, 10), [(1220, 1231), (101, 110)]),
        (date(2027, 3, 2), date(2027, 3, 9), [(302, 309)]),
        (date(2027, 2, 20), date(2027, 2, 28), [(220, 228), (229, 229)]),
        (date(2027, 3, 1), date(2027, 3, 9), [(301, 309), (229, 229)]),
        (date(2027, 2, 27), date(2027, 3, 2), [(227, 302)]),
        (date(2027, 1, 1), date(2028, 1, 1), [(101, 1231)]),
    ],
)
def test_ranges_cover_a_period(start: date, end: date, ranges: list[tuple[int, int]]) -> None:
    assert month_day_ranges(start, end) == ranges


@pytest.mark.parametrize("days", [0, 7, 30])
@pytest.mark.parametrize("leap_day", ["28", "1"])
def test_over_two_years_each_day_is_today_once_and_missed_fourteen_times(
    tmp_path: Path, leap_day: str, days: int
) -> None:
    clock = FixedClock(date(2027, 7, 1))
    shop = Shop.open(tmp_path / "a.smallcrm", clock=clock, create=True, language="fi")
    shop.settings.save(replace(shop.settings.read(), leap_day=leap_day, post_days=4, handling_days=2, open_days=(1, 3)))
    born_on = [(1, 1), (2, 28), (2, 29), (3, 1), (5, 1), (6, 30), (12, 24), (12, 31)]
    for month, day in born_on:
        shop.customers.add(Customer(given=f"{month}-{day}", addresses=(HOME,), occasions=born(month, day, 1980)))
    seen: Counter[tuple[str, date, str]] = Counter()
    cards: Counter[tuple[str, date]] = Counter()
    for n in range(731):
        clock.when = date(2027, 7, 1) + timedelta(days=n)
        for item in shop.occasions.today(days).items:
            _prove(item, clock.when)
            if item.kind == "occasion":
                seen[item.name, item.day, item.state] += 1
            else:
                cards[item.name, item.day] += 1
    shop.close()
    whole = [(name, day) for name, day, state in seen if state == "today" and day < date(2029, 6, 1)]
    assert len(whole) == 2 * len(born_on) - sum(d >= date(2029, 6, 1) for _n, d, s in seen if s == "today")
    for name, kept in whole:
        assert seen[name, kept, "today"] == 1
        assert seen[name, kept, "missed"] == 14
        assert seen[name, kept, "coming"] == min(days, (kept - date(2027, 7, 1)).days)
        assert cards[name, kept] >= 14


def _prove(item: TodayItem, today: date) -> None:
    assert item.state == (
        ("missed" if item.day < today else "today" if item.day == today else "coming")
        if item.kind == "occasion"
        else "late"
        if item.post_by and item.post_by < today
        else "due"
    )
    assert item.turns == item.day.year - 1980
    assert item.print_by is not None
    assert item.post_by is not None
    assert item.print_by < item.post_by < item.day
    assert {item.print_by.weekday(), item.post_by.weekday()} <= {1, 3}


@pytest.fixture
def crowd(shop: Shop) -> Shop:
    """Some 200 days around the end of a February, some of people who get no card and some of this very year."""
    for number in range(120):
        day = date(2027, 2, 28) + timedelta(days=number % 13 - 6)
        month_day = (2, 29) if number % 11 == 0 else (day.month, day.day)
        year = (None, 1980, 2027, 2028)[number % 4]
        days = (*born(*month_day, year), Occasion("name_day", *month_day), Occasion("wedding", *month_day, year))
        shop.customers.add(
            Customer(
                display_name=f"No {number:03}",
                occasions=days[: 1 + number % 3],
                customer_since=day.replace(year=2020) if number % 5 == 0 else None,
                archived=number % 7 == 0,
                addresses=(HOME,) if number % 3 else (),
            )
        )
    return shop


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    today=st.dates(date(2027, 2, 10), date(2027, 3, 16)) | st.dates(date(2028, 2, 20), date(2028, 3, 10)),
    listed=st.integers(1, 40),
    days=st.integers(0, 9),
    leap_day=st.sampled_from(["28", "1"]),
)
@example(today=date(2027, 2, 23), listed=1, days=5, leap_day="28")
@example(today=date(2027, 2, 22), listed=7, days=0, leap_day="28")
def test_a_busy_shop_reads_the_nearest_days_and_counts_the_others(
    crowd: Shop, today: date, listed: int, days: int, leap_day: str
) -> None:
    assert isinstance(crowd.clock, FixedClock)
    crowd.clock.when = today
    if crowd.settings.read().leap_day != leap_day:
        crowd.settings.save(replace(crowd.settings.read(), leap_day=leap_day))
    whole, some = crowd.occasions.today(days), crowd.occasions.today(days, listed)

    def of(view: TodayView, state: str) -> list[TodayItem]:
        return view.occasions(state)

    for state in ("missed", "today", "coming"):
        every, shown = of(whole, state), of(some, state)
        assert shown == (every[len(every) - len(shown) :] if state == "missed" else every[: len(shown)])
        assert len(shown) + some.more.get(state, 0) >= len(every)
        if not some.more:
            assert shown == every
        elif state == "today" and state in some.more:  # of cards alone there may be too many to read
            assert len(shown) == min(listed, len(every))
    assert [(i.day, i.customer_id) for i in whole.items if i.kind == "occasion"] == sorted(
        (i.day, i.customer_id) for i in whole.items if i.kind == "occasion"
    )
    assert set(some.cards) <= set(whole.cards)
    assert len(some.cards) + some.more.get("cards", 0) >= len(whole.cards)
