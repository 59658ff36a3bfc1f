"""Today read at once: what stands where, at what hour, for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.follow_up import LIVE, CallOutcome, FollowUp, FollowUpKind, State
from smallcrm.domain.model import Customer, Occasion, Phone, PostalAddress
from smallcrm.domain.rules import RuleKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.due import WAITING, Due
from smallcrm.store.follow_up_rows import FollowUpRow
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.test_letters import piece

NOON = datetime.combine(MONDAY, time(12))


@pytest.fixture
def anna(shop: Shop) -> int:
    shop.clock = FixedClock(NOON)
    return shop.customers.add(Customer(given="Anna", phones=(Phone("040 1"), Phone("040 2", primary=True))))


def words(rows: list[FollowUpRow]) -> list[str]:
    return [row.follow_up.text for row in rows]


def plan(shop: Shop, anna: int, text: str, days: int = 0, **more: object) -> int:
    kind = str(more.pop("kind", FollowUpKind.REMINDER))
    return shop.follow_ups.add(FollowUp(kind, anna, text, MONDAY + timedelta(days=days), **more))  # type: ignore[arg-type]


def everything(due: Due) -> list[FollowUpRow]:
    return [*due.overdue, *due.today, *due.calls, *due.complaints, *due.coming]


def test_each_thing_stands_in_one_place(shop: Shop, anna: int) -> None:
    plan(shop, anna, "late", -3)
    plan(shop, anna, "later", -1)
    plan(shop, anna, "most urgent", -1, urgent=True)
    plan(shop, anna, "now")
    plan(shop, anna, "three", at=time(15), kind=FollowUpKind.CALL_BACK)
    plan(shop, anna, "nine", at=time(9), kind=FollowUpKind.CALL_BACK)
    plan(shop, anna, "tomorrow", 1)
    plan(shop, anna, "ahead", 5, leads=(8,))
    plan(shop, anna, "hidden", 5)
    plan(shop, anna, "wrong", 30, kind=FollowUpKind.COMPLAINT)
    plan(shop, anna, "over", -1, state=State.DONE)
    due = shop.due.today()
    assert words(due.overdue) == ["most urgent", "late", "later"]
    assert words(due.today) == ["now"]
    assert words(due.calls) == ["nine", "three"]
    assert words(due.complaints) == ["wrong"]
    assert words(due.coming) == ["ahead"]
    assert words(due.later) == ["tomorrow", "hidden"]
    assert words(shop.due.today(days=1).later) == ["tomorrow"]
    assert words(shop.due.today(days=0).later) == []
    assert (due.tomorrow, due.empty) == (1, False)
    assert due.counts == {"overdue": 3, "today": 1, "calls": 2, "complaints": 1, "coming": 1, "later": 2, "touch": 0}
    assert shop.due.count() == 7
    assert due.overdue[0].phone == "040 2"


def test_what_was_put_off_comes_back_at_its_moment(shop: Shop, anna: int) -> None:
    one = plan(shop, anna, "call", -9)
    shop.follow_ups.snooze(one, NOON + timedelta(hours=2))
    assert everything(shop.due.today()) == []
    assert words(shop.due.today().later) == ["call"]
    shop.clock = FixedClock(NOON + timedelta(hours=2))
    assert words(shop.due.today().calls) == ["call"]
    shop.follow_ups.snooze(one, datetime.combine(MONDAY + timedelta(days=1), time()))
    assert shop.due.today().tomorrow == 1
    shop.clock = FixedClock(MONDAY + timedelta(days=1))
    assert words(shop.due.today().today) == ["call"]
    shop.clock = FixedClock(MONDAY + timedelta(days=2))
    assert words(shop.due.today().overdue) == ["call"]


def test_what_is_announced_counts_on_each_of_its_days_and_is_in_sight_between_them(shop: Shop, anna: int) -> None:
    order = plan(shop, anna, "order", 14, leads=(14, 7, 1))  # a Monday
    groups = {}
    for days in range(15):
        shop.clock = FixedClock(NOON + timedelta(days=days))
        due = shop.due.today()
        assert words(everything(due)) == ["order"]
        assert shop.due.count() == len(due.today)
        groups[days] = words(due.today) == ["order"]
    # what was announced on a Sunday, when nobody was there, is announced on Monday; the 14th day is its own
    assert [days for days, told in groups.items() if told] == [0, 7, 13, 14]
    shop.clock = FixedClock(NOON)
    shop.follow_ups.snooze(order, datetime.combine(MONDAY + timedelta(days=9), time()))
    for days, (today, coming) in {8: ([], []), 9: (["order"], []), 10: ([], ["order"]), 13: (["order"], [])}.items():
        shop.clock = FixedClock(NOON + timedelta(days=days))
        due = shop.due.today()
        assert (words(due.today), words(due.coming)) == (today, coming), days


def test_what_is_announced_on_a_closed_day_is_announced_on_the_next_open_one(shop: Shop, anna: int) -> None:
    plan(shop, anna, "order", 13, leads=(7,))  # a Sunday, announced on a Sunday
    told = []
    for days in range(5, 9):
        shop.clock = FixedClock(NOON + timedelta(days=days))
        told.append(words(shop.due.today().today))
    assert told == [[], ["order"], ["order"], []]


def test_put_off_to_before_its_day_it_stands_there_as_it_was_meant(shop: Shop, anna: int) -> None:
    warned = plan(shop, anna, "order", 4, leads=(7,))
    at_four = plan(shop, anna, "call", 4, at=time(16))
    for one in (warned, at_four):
        shop.follow_ups.snooze(one, NOON + timedelta(hours=2))
    shop.clock = FixedClock(NOON + timedelta(days=4))
    due = shop.due.today()
    assert (words(due.today), words(due.calls)) == (["order"], ["call"])


def test_a_complaint_put_off_is_out_of_sight_until_then(shop: Shop, anna: int) -> None:
    wrong = plan(shop, anna, "wrong", kind=FollowUpKind.COMPLAINT)
    shop.follow_ups.snooze(wrong, NOON + timedelta(days=9))
    assert shop.due.today().complaints == []
    shop.clock = FixedClock(NOON + timedelta(days=9))
    assert words(shop.due.today().complaints) == ["wrong"]


def mark(shop: Shop, who: int, **marks: bool) -> None:
    shop.customers.save(replace(shop.customers.get(who), **marks))  # type: ignore[arg-type]


def test_of_who_is_archived_what_rules_made_rests_and_what_a_person_wrote_stays(shop: Shop, anna: int) -> None:
    shop.visits.visit(anna)
    shop.clock = FixedClock(MONDAY + timedelta(days=3))
    plan(shop, anna, "call", 3)
    assert len(everything(shop.due.today())) == 2
    mark(shop, anna, archived=True)
    (row,) = everything(shop.due.today())
    assert (row.follow_up.text, row.gone, shop.due.count(), shop.follow_ups.resting(anna)) == ("call", "archived", 1, 1)
    plan(shop, anna, "came back, and complains", 3, kind=FollowUpKind.COMPLAINT)
    assert shop.due.count() == 2
    mark(shop, anna, archived=False)
    assert (shop.due.count(), shop.follow_ups.resting(anna)) == (3, 0)


def test_of_who_is_dead_only_what_was_done_since_then_stays(shop: Shop, anna: int) -> None:
    plan(shop, anna, "call")
    kept = plan(shop, anna, "return her umbrella")
    mark(shop, anna, deceased=True)
    assert (everything(shop.due.today()), shop.due.count(), shop.follow_ups.resting(anna)) == ([], 0, 2)
    plan(shop, anna, "the family complains", kind=FollowUpKind.COMPLAINT)
    shop.follow_ups.hand_to(kept, shop.staff.add("Kaisa"))
    assert sorted(words(everything(shop.due.today()))) == ["return her umbrella", "the family complains"]
    assert {row.gone for row in everything(shop.due.today())} == {"deceased"}
    mark(shop, anna, deceased=False)
    assert shop.due.count() == 3
    mark(shop, anna, deceased=True)
    assert (shop.due.count(), shop.follow_ups.resting(anna)) == (0, 3)
    shop.journal.undo()
    assert shop.due.count() == 3


def test_in_the_bin_everything_rests_until_they_are_back(shop: Shop, anna: int) -> None:
    plan(shop, anna, "call")
    shop.customers.bin(anna)
    plan(shop, anna, "promised meanwhile")
    assert (everything(shop.due.today()), shop.due.count()) == ([], 0)
    shop.customers.unbin(anna)
    assert shop.due.count() == 2


def test_everybody_sees_their_own_and_what_is_nobodys(shop: Shop, anna: int) -> None:
    kaisa, pekka = shop.staff.add("Kaisa"), shop.staff.add("Pekka")
    bea = shop.customers.add(Customer(given="Bea", assistant=kaisa))
    plan(shop, anna, "anybody")
    plan(shop, anna, "hers", assignee=kaisa)
    plan(shop, bea, "her customer")
    plan(shop, bea, "his", assignee=pekka)
    assert sorted(words(shop.due.today(assignee=kaisa).today)) == ["anybody", "her customer", "hers"]
    assert sorted(words(shop.due.today(assignee=pekka).today)) == ["anybody", "his"]
    assert shop.due.count() == 4


def test_a_rule_that_made_something_is_known(shop: Shop, anna: int) -> None:
    shop.visits.visit(anna)
    shop.clock = FixedClock(MONDAY + timedelta(days=3))
    due = shop.due.today()
    (row,) = due.today
    made_by = due.rule_of(row)
    assert made_by is not None
    assert made_by.kind == RuleKind.THANK_YOU
    plan(shop, anna, "mine", 3)
    assert [due.rule_of(r) for r in shop.due.today().today if r.follow_up.text] == [None]


def test_regulars_who_stay_away_are_named_unless_the_rule_is_off(shop: Shop, anna: int) -> None:
    for days in (100, 90, 80):
        shop.visits.visit(anna, on=MONDAY - timedelta(days=days))
    assert [d.customer_id for d in shop.due.today().drifting] == [anna]
    rule = next(r for r in shop.rules.all() if r.kind == RuleKind.DRIFTING)
    shop.rules.save(replace(rule, active=False))
    assert (shop.due.today().drifting, shop.due.today().drifting_count) == ([], 0)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2027, 12, 1), date(2029, 3, 31)), st.integers(-800, 800))
def test_nothing_live_is_ever_lost_whatever_the_clock_does(shop: Shop, on: date, away: int) -> None:
    shop.clock = FixedClock(on)
    owner = shop.customers.add(Customer(given="A"))
    made = shop.follow_ups.add(FollowUp(FollowUpKind.REMINDER, owner, "x", on))
    shop.clock = FixedClock(on + timedelta(days=away))
    shop.rules.run()
    shown = [row.follow_up.id for row in everything(shop.due.today(listed=None))]
    assert (made in shown) == (away >= 0)
    assert shop.follow_ups.get(made).state in LIVE
    shop.follow_ups.done(made)


def test_a_large_shop_reads_the_nearest_days_and_counts_the_rest(shop: Shop) -> None:
    days = [MONDAY + timedelta(days=n) for n in range(-14, 20)]
    crowd = [
        Customer(
            given=f"P{n}",
            uid=f"p{n}",
            occasions=(Occasion("birthday", day.month, day.day, 1980),),
            addresses=(PostalAddress("Koulutie 7", "37500", "Lempäälä"),),
        )
        for n, day in enumerate(day for day in days for _ in range(9))
    ]
    with shop.change("imported", bulk=True):
        shop.customers.add_many(crowd)
    whole, near = shop.occasions.today(7), shop.occasions.today(7, 20)
    assert whole.more == {}
    assert near.occasions("today") == whole.occasions("today")
    assert near.occasions("missed") == whole.occasions("missed")[-20:]
    assert near.occasions("coming") == whole.occasions("coming")[:20]
    assert (near.more["missed"], near.more["coming"]) == (14 * 9 - 20, 7 * 9 - 20)
    assert 20 <= len(near.cards) < len(whole.cards) <= len(near.cards) + near.more["cards"]
    assert [c.customer_id for c in near.cards] == [c.customer_id for c in whole.cards][: len(near.cards)]
    few = shop.occasions.today(7, 4)
    assert (len(few.occasions("today")), few.more["today"]) == (4, 5)


def test_a_large_shop_says_how_many_cards_are_left_to_print_as_letters_does(shop: Shop) -> None:
    """Most of its cards are printed long since, and many take no post: those are nobody's cards to print."""
    days = [MONDAY + timedelta(days=n) for n in range(-14, 20)]
    crowd = [
        Customer(
            given=f"P{n}",
            uid=f"p{n}",
            no_mail=n % 9 == 1,
            occasions=(Occasion("birthday", day.month, day.day, 1980, card_wanted=n % 9 != 2),),
            addresses=(PostalAddress("Koulutie 7", "37500", "Lempäälä"),) if n % 9 else (),
        )
        for n, day in enumerate(day for day in days for _ in range(9))
    ]
    with shop.change("imported", bulk=True):
        shop.customers.add_many(crowd)
    gathered = shop.letters.candidates(Selection())
    done = [one for one in gathered.chosen if one.customer.id % 9 != 4]
    pieces = [piece(c) for c in done]
    shop.letters.mark(shop.letters.start_run("a6-quarter", "coffee", pieces))
    left = shop.letters.candidates(Selection())
    for listed in (10, 20):
        near = shop.occasions.today(7, listed)
        assert near.more["missed"] > 0
        assert "cards" not in near.more
        assert {i.customer_id for i in near.cards} == {c.customer.id for c in left.chosen}
        assert near.no_address == {out.customer_id for out in left.left_out if out.reason.code == "no_address"}
    few = shop.occasions.today(7, 4)  # too many to be read at once: at most so many, the window reads the others
    assert 0 < len(few.cards) < len(left.chosen) <= len(few.cards) + few.more["cards"]
    assert {i.customer_id for i in few.cards} <= {c.customer.id for c in left.chosen}


def test_staying_in_touch_is_due_before_it_is_late(shop: Shop, anna: int) -> None:
    """Half as long again after its day it is overdue; put off to an hour of a day it stands there by the clock."""
    shop.follow_ups.called(anna, CallOutcome.REACHED)
    shop.touch.set(anna, 10)
    for after, group in ((9, ""), (10, "touch"), (15, "touch"), (16, "overdue")):
        shop.clock = FixedClock(NOON + timedelta(days=after))
        due = shop.due.today()
        found = {name: rows for name in WAITING if (rows := getattr(due, name))}
        assert list(found) == ([group] if group else [])
        assert shop.due.count() == len(found)
        assert due.empty == (not group)
    touch = due.overdue[0].follow_up
    shop.follow_ups.snooze(touch.id, NOON + timedelta(days=17))
    shop.clock = FixedClock(NOON + timedelta(days=17, hours=1))
    assert [row.follow_up.id for row in shop.due.today().calls] == [touch.id]


def test_what_is_urgent_or_meant_by_a_person_for_a_day_is_late_the_day_after(shop: Shop, anna: int) -> None:
    shop.follow_ups.called(anna, CallOutcome.REACHED)
    shop.touch.set(anna, 10)
    shop.clock = FixedClock(NOON + timedelta(days=11))
    (row,) = shop.due.today().touch
    shop.follow_ups.save(replace(row.follow_up, urgent=True))
    assert [r.follow_up.id for r in shop.due.today().overdue] == [row.follow_up.id]
