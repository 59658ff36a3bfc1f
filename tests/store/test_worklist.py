"""Cards by when they are printed and posted, against days counted by hand on a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.domain.post import Soon
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from smallcrm.store.worklist import WorkLine, WorkList, kinds_with_cards

HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä")
ABROAD = PostalAddress("Storgata 1", "0155", "Oslo", country="NO")
TODAY = date(2027, 5, 10)
"""A Monday; Finnish post takes five working days, printing comes one open day before."""


def born(shop: Shop, day: date, address: PostalAddress = HOME, kind: str = "birthday", **more: object) -> int:
    """Keep somebody called as the day is written, of a family of their own."""
    occasion = Occasion(kind, day.month, day.day, 1980, **more)  # type: ignore[arg-type]
    family = chr(ord("A") + len(shop.customers.all_ids()))
    return shop.customers.add(
        Customer(given=f"{day:%m-%d}", family=family, addresses=(address,), occasions=(occasion,))
    )


def at(shop: Shop, today: date) -> None:
    assert isinstance(shop.clock, FixedClock)
    shop.clock.when = today


def groups(found: WorkList) -> dict[Soon, list[str]]:
    """Give for each group the days of its cards."""
    return {group.soon: [f"{line.day:%m-%d}" for line in group.lines] for group in found.groups}


def lines(found: WorkList) -> list[WorkLine]:
    """Give all lines, those too late last."""
    return [*(line for group in found.groups for line in group.lines), *found.late]


def test_the_weeks_of_printing(shop: Shop) -> None:
    for day in range(26):
        born(shop, date(2027, 4, 25) + timedelta(days=day))
    for day in range(28):
        born(shop, date(2027, 5, 21) + timedelta(days=day))
    found = shop.worklist.now()
    assert groups(found) == {
        Soon.TODAY: ["05-17", "05-18"],  # to be posted today and tomorrow
        Soon.THIS_WEEK: ["05-19", "05-20", "05-21", "05-22", "05-23", "05-24"],
        Soon.NEXT_WEEK: ["05-25", "05-26", "05-27", "05-28", "05-29", "05-30", "05-31"],
        Soon.LATER: [f"06-{day:02}" for day in range(1, 16)],  # printed until Monday 7 June, four weeks from now
    }
    assert [f"{line.day:%m-%d}" for line in found.late] == [
        *(f"04-{day}" for day in range(26, 31)),  # two weeks back, and no more
        *(f"05-{day:02}" for day in range(1, 17)),
    ]
    assert [line.belated for line in found.late] == [line.day < TODAY for line in found.late]
    assert found.count == len(lines(found)) == 30 + 21
    assert found.more == 0


def test_the_days_of_each_card(shop: Shop) -> None:
    for day in (17, 18, 22, 23, 24):
        born(shop, date(2027, 5, day))
    found = {line.day.day: (line.print_by.day, line.post_by.day) for line in lines(shop.worklist.now())}
    # for a weekend it comes on Friday
    assert found == {17: (7, 10), 18: (10, 11), 22: (13, 14), 23: (13, 14), 24: (14, 17)}


@pytest.mark.parametrize(
    ("today", "day", "printed", "posted"),
    [
        (date(2027, 3, 15), date(2027, 3, 30), date(2027, 3, 18), date(2027, 3, 19)),  # over Easter, 26 to 29 March
        (date(2027, 3, 15), date(2027, 3, 26), date(2027, 3, 17), date(2027, 3, 18)),  # on Good Friday: comes before
        (date(2027, 6, 7), date(2027, 6, 28), date(2027, 6, 17), date(2027, 6, 18)),  # over Midsummer
        (date(2026, 12, 7), date(2026, 12, 24), date(2026, 12, 15), date(2026, 12, 16)),  # comes on the 23rd
        (date(2026, 12, 7), date(2026, 12, 28), date(2026, 12, 16), date(2026, 12, 17)),
        (date(2026, 12, 14), date(2027, 1, 2), date(2026, 12, 21), date(2026, 12, 22)),  # comes on New Year's Eve
        (date(2026, 12, 14), date(2027, 1, 7), date(2026, 12, 28), date(2026, 12, 29)),  # after Epiphany
    ],
)
def test_around_the_feasts_of_finland(shop: Shop, today: date, day: date, printed: date, posted: date) -> None:
    at(shop, today)
    born(shop, day)
    (line,) = lines(shop.worklist.now())
    assert (line.day, line.print_by, line.post_by, line.late) == (day, printed, posted, False)


def test_holidays_at_both_ends(shop: Shop) -> None:
    # To Norway: 17 May is a holiday there (and in 2027 Whit Monday), so the card comes on Friday 14 May; ten working
    # days before are Thursday 29 April, for Ascension Day on 6 May is one here; printed on Wednesday 28 April.
    at(shop, date(2027, 4, 26))
    born(shop, date(2027, 5, 17), ABROAD)
    (line,) = lines(shop.worklist.now())
    assert (line.print_by, line.post_by) == (date(2027, 4, 28), date(2027, 4, 29))
    shop.settings.save(replace(shop.settings.read(), post_days_to=(("NO", 4),)))
    (line,) = lines(shop.worklist.now())
    assert (line.print_by, line.post_by) == (date(2027, 5, 7), date(2027, 5, 10))


@pytest.mark.parametrize(("handling", "printed"), [(0, 11), (1, 10), (2, 7), (3, 5)])
def test_handling_days_are_open_days(shop: Shop, handling: int, printed: int) -> None:
    at(shop, date(2027, 5, 3))
    shop.settings.save(replace(shop.settings.read(), handling_days=handling))
    born(shop, date(2027, 5, 18))
    (line,) = lines(shop.worklist.now())
    assert (line.print_by, line.post_by) == (date(2027, 5, printed), date(2027, 5, 11))  # closed on 6 May


def test_closed_days_of_the_shop(shop: Shop) -> None:
    at(shop, date(2027, 5, 3))
    shop.settings.save(replace(shop.settings.read(), closed_dates=(date(2027, 5, 11), date(2027, 5, 10))))
    born(shop, date(2027, 5, 18))
    (line,) = lines(shop.worklist.now())
    assert (line.print_by, line.post_by) == (date(2027, 5, 5), date(2027, 5, 7))


def test_a_class_of_post_counts_at_once(shop: Shop) -> None:
    shop.settings.save(replace(shop.settings.read(), country="PL", language="pl"))
    born(shop, date(2027, 5, 18), replace(HOME, country="PL"))
    (line,) = lines(shop.worklist.now())
    assert line.post_by == date(2027, 5, 11)
    shop.settings.save(replace(shop.settings.read(), post_class="priority"))
    (line,) = lines(shop.worklist.now())
    assert line.post_by == date(2027, 5, 13)


def test_whoever_was_greeted_or_has_a_card_waits_no_more(shop: Shop) -> None:
    late, early = born(shop, date(2027, 5, 12)), born(shop, date(2027, 5, 18))
    assert [line.customer_id for line in lines(shop.worklist.now())] == [early, late]
    (occasion,) = shop.customers.get(late).occasions
    shop.congratulations.greet(late, [(occasion, date(2027, 5, 12))])
    assert [line.customer_id for line in lines(shop.worklist.now())] == [early]


def test_many_are_counted_and_the_first_are_read(shop: Shop) -> None:
    for number in range(30):
        born(shop, date(2027, 5, 18 + number % 3))
    found = shop.worklist.now(most=20)
    assert (found.count, found.more) == (20, 10)
    assert groups(found)[Soon.TODAY] == ["05-18"] * 10


def test_many_who_are_too_late_leave_room_for_those_who_are_not(shop: Shop) -> None:
    for number in range(40):
        born(shop, TODAY + timedelta(days=number % 5 - 3))
    for number in range(10):
        born(shop, date(2027, 5, 18 + number % 3))
    found = shop.worklist.now(most=20)
    assert sum(len(group.lines) for group in found.groups) == 10
    assert found.late
    assert found.count + found.more == 50


def test_many_who_are_late_do_not_hide_who_is_to_be_printed_today(shop: Shop) -> None:
    for _number in range(10):
        born(shop, date(2027, 5, 2))
        born(shop, date(2027, 5, 12))
        born(shop, date(2027, 5, 18))
    found = shop.worklist.now(most=12)
    assert groups(found) == {Soon.TODAY: ["05-18"] * 10}
    assert [f"{line.day:%m-%d}" for line in found.late] == ["05-02"] * 3
    assert found.more == 17


def test_the_kinds_that_get_cards(shop: Shop) -> None:
    assert kinds_with_cards(shop) == ("birthday",)
    shop.settings.save(replace(shop.settings.read(), card_kinds=("name_day", "birthday")))
    assert kinds_with_cards(shop) == ("name_day", "birthday")
    shop.settings.save(replace(shop.settings.read(), card_kinds=()))
    assert kinds_with_cards(shop) == ()
    shop.occasion_kinds.save([OwnKind("Jubilee"), OwnKind("Move", card_wanted=True)])
    assert kinds_with_cards(shop) == ("other",)


def test_days_of_kinds_without_cards_are_not_among_them(shop: Shop) -> None:
    shop.settings.save(replace(shop.settings.read(), card_kinds=("birthday", "wedding_anniversary")))
    shop.occasion_kinds.save([OwnKind("Jubilee")])
    for day, kind, label in (
        (18, "birthday", ""),
        (19, "name_day", ""),
        (20, "wedding_anniversary", ""),
        (21, "other", "Jubilee"),
    ):
        born(shop, date(2027, 5, day), kind=kind, label=label, partner="Liv" if kind == "wedding_anniversary" else "")
    assert [str(line.occasion.kind) for line in lines(shop.worklist.now())] == ["birthday", "wedding_anniversary"]
    assert shop.worklist.now().count == 2


def test_who_lives_together_is_said_of_each(shop: Shop) -> None:
    born(shop, date(2027, 5, 18))
    born(shop, date(2027, 5, 25))
    born(shop, date(2027, 5, 26), replace(HOME, street="Koulutie 9"))
    assert [line.household for line in lines(shop.worklist.now())] == ["05-25 B", "05-18 A", ""]
