"""What a programme comes to, and which of its days are odd: counted by hand beside it."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from smallcrm.domain.errors import NotFound
from smallcrm.domain.loyalty import EntryKind, Why
from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Unit
from smallcrm.store.clock import FixedClock
from smallcrm.store.loyalty import report as card_report
from smallcrm.store.loyalty.report import Month, Oddity
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.loyalty.punching import COFFEE, book, card, person, programme, redeem, reverse, stamps

ONE = timedelta(days=1)


def test_a_programme_of_nobody(shop: Shop) -> None:
    made = programme(shop)
    report = shop.card_report.of(made, 3)
    assert (report.cards, report.active, report.older_terms, report.earned, report.days_to_reward) == (0, 0, 0, 0, 0)
    assert report.months == tuple(Month(date(2027, month, 1), 0, 0, 0) for month in (3, 4, 5))
    assert shop.card_report.oddities() == []
    with pytest.raises(NotFound):
        shop.card_report.of(99)


def test_what_a_programme_comes_to(shop: Shop) -> None:
    made, other = programme(shop), programme(shop, name="Leipäkortti", on_scan=False)
    aino, bo, cy = person(shop), person(shop, "Bo"), person(shop, "Cy")
    full = card(shop, aino, made)
    stamps(shop, full, 70, 60, 50, 40, 38)  # 1, 11, 21 March, 31 March, 2 April
    redeem(shop, full, on=MONDAY - 9 * ONE)  # 1 May
    stamps(shop, card(shop, aino, made), 3)
    waiting = card(shop, bo, made)
    stamps(shop, waiting, 130, 128, 126, 124, 120)
    stamps(shop, card(shop, cy, made), 200)
    reverse(shop, stamps(shop, card(shop, person(shop, "Di"), made), 1)[0])
    stamps(shop, card(shop, cy, other), 1)
    report = shop.card_report.of(made, 3)
    assert (report.cards, report.active) == (3, 1)
    assert report.months == (
        Month(date(2027, 3, 1), 4, 0, 0), Month(date(2027, 4, 1), 1, 1, 0), Month(date(2027, 5, 1), 1, 0, 1),
    )  # fmt: skip
    assert (report.earned, report.redeemed, report.expired) == (2, 1, 0)
    assert report.days_to_reward == 21, "between 32 and 10 days"
    assert (report.owed, report.owed_cents) == (1, 350)
    assert shop.card_report.people(made, "cards") == [aino, bo, cy]
    assert shop.card_report.people(made, "active") == [aino]
    assert shop.card_report.people(made, "ready") == [bo]
    assert shop.card_report.people(made, "older_terms") == []
    shop.customers.bin(bo)
    assert shop.card_report.people(made, "ready") == []
    assert shop.card_report.of(made).cards == 2


def test_older_terms_and_cards_nearly_full(shop: Shop) -> None:
    expiring = replace(COFFEE.terms, expiry=Expiry(ExpiryBasis.LAST, 30, ExpiryUnit.DAY))
    made, aino, bo, cy = programme(shop, expiring), person(shop), person(shop, "Bo"), person(shop, "Cy")
    stamps(shop, card(shop, aino, made), 3, 2, 1)
    stamps(shop, card(shop, bo, made), 60, 50, 40)
    stamps(shop, card(shop, cy, made), 1)
    assert shop.card_report.people(made, "near") == [aino]
    shop.programmes.change(made, replace(expiring, goal=8))
    assert shop.card_report.people(made, "older_terms") == [aino, cy], "what has expired is not kept"
    assert shop.card_report.of(made).older_terms == 2


def test_who_came_within_ninety_days_is_active(shop: Shop) -> None:
    made, aino, bo = programme(shop), person(shop), person(shop, "Bo")
    stamps(shop, card(shop, aino, made), 90)
    stamps(shop, card(shop, bo, made), 91)
    assert shop.card_report.people(made, "active") == [aino]


def test_rewards_that_expired_and_that_were_cancelled(shop: Shop) -> None:
    made = programme(shop, replace(COFFEE.terms, reward_days=10, reward=Prize(5, "Kaksi", 600, uses=2)))
    late, part, void = (card(shop, person(shop, name), made) for name in ("Aino", "Bo", "Cy"))
    for on_card in (late, part, void):
        book(shop, on_card, qty=5)
    redeem(shop, part)
    book(shop, void, EntryKind.VOID, -5, reward=5, hour=11)
    shop.clock = FixedClock(MONDAY + 11 * ONE)
    report = shop.card_report.of(made)
    assert (report.earned, report.redeemed, report.expired, report.owed) == (2, 1, 1, 0)


# -- odd days ---------------------------------------------------------------------------------------------------------


def test_more_stamps_a_day_than_anybody_would_get(shop: Shop) -> None:
    visits = programme(shop)
    items = programme(shop, replace(COFFEE.terms, unit=Unit.ITEM), name="Pala", on_scan=False)
    capped = programme(shop, replace(COFFEE.terms, max_day=1), name="Yksi", on_scan=False)
    aino, bo = person(shop), person(shop, "Bo")
    stamps(shop, card(shop, aino, visits), 0, 0, 0, 0)
    stamps(shop, card(shop, bo, visits), 0, 0, 0)
    stamps(shop, card(shop, aino, items), 0, 0, 0, 0, 0)
    stamps(shop, card(shop, aino, capped), 0, 0)
    assert shop.card_report.oddities() == [
        Oddity(visits, MONDAY, "many_stamps", 4, (aino,)),
        Oddity(capped, MONDAY, "many_stamps", 2, (aino,)),
    ]
    shop.clock = FixedClock(MONDAY + 31 * ONE)
    assert shop.card_report.oddities() == []
    assert len(shop.card_report.oddities(31)) == 2


def test_stamps_on_closed_days_and_outside_opening_hours(shop: Shop) -> None:
    shop.settings.save(
        replace(shop.settings.read(), open_days=(0, 1, 2, 3, 4, 5), closed_dates=(MONDAY - 3 * ONE,), open_from="10:00")
    )
    made, aino, bo = programme(shop, replace(COFFEE.terms, goal=20)), person(shop), person(shop, "Bo")
    on_card, other = card(shop, aino, made), card(shop, bo, made)
    book(shop, on_card, on=MONDAY - ONE)  # a Sunday
    book(shop, on_card, on=MONDAY - 2 * ONE)
    book(shop, other, on=MONDAY - 3 * ONE)
    book(shop, on_card, on=MONDAY, hour=4)
    book(shop, other, on=MONDAY, hour=18)
    closed = [
        Oddity(made, MONDAY - ONE, "closed_day", 1, (aino,)), Oddity(made, MONDAY - 3 * ONE, "closed_day", 1, (bo,)),
    ]  # fmt: skip
    assert shop.card_report.oddities() == closed, "nobody said when the shop closes"
    shop.settings.save(replace(shop.settings.read(), open_from="08:30", open_until="17:30"))
    assert shop.card_report.oddities() == [Oddity(made, MONDAY, "outside_hours", 1, (aino,)), *closed]
    shop.settings.save(replace(shop.settings.read(), open_from="16:00", open_until="03:00"))
    night = [odd for odd in shop.card_report.oddities() if odd.code == "outside_hours"]
    assert night == [
        Oddity(made, MONDAY, "outside_hours", 1, (aino,)), Oddity(made, MONDAY - 2 * ONE, "outside_hours", 1, (aino,)),
    ]  # fmt: skip


def test_many_reversals_with_a_reason_on_one_day(shop: Shop) -> None:
    made, aino, bo = programme(shop, replace(COFFEE.terms, goal=20)), person(shop), person(shop, "Bo")
    first = stamps(shop, card(shop, aino, made), 7, 6, 5)
    last = stamps(shop, card(shop, bo, made), 4, 3)
    for entry in first:
        reverse(shop, entry)
    reverse(shop, last[0], Why.NONE)
    assert shop.card_report.oddities() == [], "what was undone is no oddity"
    reverse(shop, last[1])
    assert shop.card_report.oddities() == [Oddity(made, MONDAY, "many_reversals", 4, (aino, bo))]


def test_nothing_is_ever_counted_by_person_behind_the_counter() -> None:
    """No question of the report, nor of anything that reads cards, names the column that says who it was."""
    here = Path(card_report.__file__).parent
    for file in (here / "report.py", here / "standings.py", here / "views.py"):
        texts = (n.value for n in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(n, ast.Constant))
        assert [t for t in texts if isinstance(t, str) and ("staff" in t or "actor" in t)] == [], file.name
