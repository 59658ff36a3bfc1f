"""Rules at work in a real shop: what they make, when, once, and how it goes away again."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from smallcrm.domain.errors import BadInput, Conflict, NotFound
from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind, State
from smallcrm.domain.model import Customer
from smallcrm.domain.rules import Rule, RuleKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.database import schema_number
from smallcrm.store.shop import Shop
from smallcrm.store.undoing import next_undo
from tests.store.conftest import MONDAY


@pytest.fixture
def anna(shop: Shop) -> int:
    return shop.customers.add(Customer(given="Anna", family="Laine", tags=("regular",)))


def go_to(shop: Shop, day: date) -> None:
    shop.clock = FixedClock(day)


def one(shop: Shop, customer: int, kind: str = "") -> FollowUp:
    (found,) = [f for f in shop.follow_ups.of(customer) if f.live and (not kind or f.kind == kind)]
    return found


def rule(shop: Shop, kind: str, *, large: bool = False) -> Rule:
    return next(r for r in shop.rules.all() if r.kind == kind and bool(r.amount) == large)


def stay_in_touch(shop: Shop, days: int = 42, tag: str = "regular") -> int:
    return shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(days,), tag=tag))


def test_a_new_shop_has_sensible_rules_in_the_money_of_its_country(shop: Shop) -> None:
    known = shop.rules.all()
    assert [(r.kind, r.active, r.amount, r.days) for r in known] == [
        ("thank_you", True, 0, (3,)),
        ("thank_you", True, 20000, (3,)),
        ("all_well", False, 0, (14,)),
        ("all_well", True, 20000, (14,)),
        ("after_complaint", True, 0, (14, 56)),
        ("drifting", True, 0, ()),
    ]
    assert {r.since for r in known} == {MONDAY}


def test_a_first_visit_brings_its_thank_you_in_the_same_step(shop: Shop, anna: int) -> None:
    shop.visits.visit(anna)
    made = one(shop, anna)
    assert (made.kind, made.due, made.text) == (FollowUpKind.THANK_YOU, MONDAY + timedelta(days=3), "")
    assert made.rule == rule(shop, RuleKind.THANK_YOU).id
    shop.journal.undo()
    assert shop.follow_ups.of(anna) == []
    assert shop.timeline.of(anna) == []
    shop.journal.redo()
    assert one(shop, anna) == made


def test_rules_made_while_the_clock_was_ahead_hold_from_the_day_it_is_mended(tmp_path: Path) -> None:
    file, ahead = tmp_path / "ahead.smallcrm", FixedClock(date(2030, 1, 1))
    with closing(Shop.open(file, clock=ahead, create=True)):
        pass
    with closing(Shop.open(file, clock=FixedClock(MONDAY))) as shop:
        assert {r.since for r in shop.rules.all()} == {MONDAY}
        who = shop.customers.add(Customer(given="Anna"))
        shop.visits.visit(who)
        assert one(shop, who).kind == FollowUpKind.THANK_YOU
        for days in (1, 2, 30):
            go_to(shop, MONDAY + timedelta(days=days))
            shop.rules.run()
            assert {r.since for r in shop.rules.all()} == {MONDAY}  # they hold from one day on
            assert one(shop, who).kind == FollowUpKind.THANK_YOU


def test_a_clock_mended_while_the_shop_is_open_is_seen_when_the_rules_run(shop: Shop, anna: int) -> None:
    shop.rules.save(replace(rule(shop, RuleKind.THANK_YOU), since=date(2030, 1, 1)))
    assert shop.rules.run() == 0
    shop.visits.visit(anna)
    assert one(shop, anna).kind == FollowUpKind.THANK_YOU


@pytest.mark.parametrize("wrong", [date(2010, 1, 1), MONDAY - timedelta(days=30)])
def test_a_look_at_an_earlier_date_changes_no_rule(tmp_path: Path, wrong: date) -> None:
    file = tmp_path / "wrong.smallcrm"
    with closing(Shop.open(file, clock=FixedClock(MONDAY), create=True)) as shop:
        who = shop.customers.add(Customer(given="Anna"))
        shop.visits.visit(who, on=MONDAY - timedelta(days=3))  # before the shop began
    with closing(Shop.open(file, clock=FixedClock(wrong))) as shop:
        shop.rules.run()
        shop.timeline.add(who, "note", "written while the clock was wrong")
        shop.rules.run()
        shop.rules.save(replace(rule(shop, RuleKind.THANK_YOU), days=(4,)))
    with closing(Shop.open(file, clock=FixedClock(MONDAY))) as shop:
        assert {r.since for r in shop.rules.all()} == {MONDAY}
        assert shop.rules.run() == 0
        assert shop.follow_ups.of(who) == []


def test_nobody_is_called_on_a_day_when_the_shop_is_closed(shop: Shop, anna: int) -> None:
    go_to(shop, date(2027, 5, 20))
    shop.visits.visit(anna)
    assert one(shop, anna).due == date(2027, 5, 24)  # three days later is a Sunday


def test_what_somebody_did_or_dropped_is_never_made_again(shop: Shop, anna: int) -> None:
    shop.visits.visit(anna)
    shop.follow_ups.drop(one(shop, anna).id)
    shop.visits.visit(anna)
    assert shop.rules.run() == 0
    assert [f.state for f in shop.follow_ups.of(anna)] == [State.DROPPED]


def test_a_visit_written_by_mistake_takes_its_thank_you_with_it(shop: Shop, anna: int) -> None:
    entry = shop.visits.visit(anna)
    shop.timeline.remove(entry)
    assert shop.follow_ups.of(anna) == []


def test_a_large_purchase_is_thanked_for_and_asked_about(shop: Shop, anna: int) -> None:
    shop.visits.visit(anna, on=MONDAY - timedelta(days=1))
    shop.visits.purchase(anna, amount=19999)
    assert shop.follow_ups.of(anna) == []
    shop.visits.purchase(anna, amount=20000)
    assert [(f.kind, (f.due - MONDAY).days) for f in shop.follow_ups.of(anna)] == [("thank_you", 3), ("check_in", 14)]


def test_a_solved_complaint_is_checked_on_and_a_reopened_one_is_not(shop: Shop, anna: int) -> None:
    complaint = shop.follow_ups.complain(anna, "Colour too dark").follow_up
    shop.follow_ups.solve(complaint)
    live = [f for f in shop.follow_ups.of(anna) if f.live]
    assert [((f.due - MONDAY).days, f.parent, f.text) for f in live] == [
        (14, complaint, "Colour too dark"),
        (56, complaint, "Colour too dark"),
    ]
    shop.follow_ups.reopen(complaint)
    assert one(shop, anna).id == complaint


def test_each_solving_of_a_complaint_has_check_ins_of_its_own(shop: Shop, anna: int) -> None:
    def asked() -> list[date]:
        return sorted(f.due for f in shop.follow_ups.of(anna) if f.live and f.kind == FollowUpKind.CHECK_IN)

    complaint = shop.follow_ups.complain(anna, "Colour too dark").follow_up
    shop.follow_ups.solve(complaint)
    for times in (1, 2):
        go_to(shop, MONDAY + timedelta(days=14 * times))
        first = min((f for f in shop.follow_ups.of(anna) if f.live), key=lambda f: f.due)
        shop.follow_ups.called(anna, CallOutcome.REACHED, "still angry", follow_up=first.id)
        shop.follow_ups.reopen(complaint)
        assert asked() == []
        shop.follow_ups.solve(complaint)
        assert asked() == [shop.today + timedelta(days=14), shop.today + timedelta(days=56)]
        shop.rules.run()
        assert len(asked()) == 2
    shop.journal.undo()
    assert asked() == []
    shop.journal.redo()
    assert asked() == [shop.today + timedelta(days=14), shop.today + timedelta(days=56)]


def test_one_stays_in_touch_from_the_last_contact_whatever_it_was(shop: Shop, anna: int) -> None:
    stay_in_touch(shop)
    first = one(shop, anna)
    assert first.due == MONDAY + timedelta(days=42)
    go_to(shop, MONDAY + timedelta(days=10))
    shop.timeline.add(anna, "sms", "See you soon")
    assert (one(shop, anna).id, one(shop, anna).due) == (first.id, MONDAY + timedelta(days=52))
    shop.journal.undo()
    assert one(shop, anna).due == MONDAY + timedelta(days=42)


def test_done_without_a_contact_counts_from_that_day(shop: Shop, anna: int) -> None:
    stay_in_touch(shop)
    go_to(shop, MONDAY + timedelta(days=45))
    shop.follow_ups.done(one(shop, anna).id)
    assert one(shop, anna).due == MONDAY + timedelta(days=87)
    shop.journal.undo()
    assert one(shop, anna).due == MONDAY + timedelta(days=42)


def test_a_day_set_by_hand_holds_until_it_is_done_and_then_counts_from_the_contact_again(shop: Shop, anna: int) -> None:
    kept = stay_in_touch(shop)
    first = one(shop, anna)
    set_day = MONDAY + timedelta(days=30)
    shop.follow_ups.save(replace(first, due=set_day))
    go_to(shop, MONDAY + timedelta(days=2))
    shop.timeline.add(anna, "call", "")
    shop.rules.save(replace(shop.rules.get(kept), days=(21,)))
    assert (one(shop, anna).id, one(shop, anna).due) == (first.id, set_day)
    go_to(shop, set_day)
    shop.follow_ups.done(first.id)
    assert one(shop, anna).due == set_day + timedelta(days=21)
    shop.timeline.add(anna, "call", "")
    go_to(shop, set_day + timedelta(days=3))
    shop.visits.visit(anna)
    assert one(shop, anna).due == set_day + timedelta(days=24)


def test_an_hour_set_by_hand_holds_its_day_and_other_words_do_not(shop: Shop, anna: int) -> None:
    stay_in_touch(shop)
    shop.follow_ups.save(replace(one(shop, anna), text="Ask about the dog"))
    go_to(shop, MONDAY + timedelta(days=1))
    shop.timeline.add(anna, "call", "")
    assert one(shop, anna).due == MONDAY + timedelta(days=43)
    shop.follow_ups.save(replace(one(shop, anna), at=time(10)))
    shop.journal.undo()
    shop.journal.redo()
    go_to(shop, MONDAY + timedelta(days=2))
    shop.timeline.add(anna, "call", "")
    assert one(shop, anna).due == MONDAY + timedelta(days=43)
    assert shop.rules.run() == 0


def test_what_somebody_made_their_own_is_enough_when_another_rule_takes_over(shop: Shop, anna: int) -> None:
    kept = stay_in_touch(shop)
    mine = replace(one(shop, anna), due=MONDAY + timedelta(days=30))
    shop.follow_ups.save(mine)
    shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(14,), customer=anna))
    assert (one(shop, anna).id, one(shop, anna).rule, one(shop, anna).due) == (mine.id, kept, mine.due)
    assert shop.rules.run() == 0
    go_to(shop, mine.due)
    shop.follow_ups.done(mine.id)
    assert one(shop, anna).due == mine.due + timedelta(days=14)


def test_dropped_means_until_they_are_seen_again(shop: Shop, anna: int) -> None:
    stay_in_touch(shop)
    shop.follow_ups.drop(one(shop, anna).id)
    assert shop.rules.run() == 0
    assert not [f for f in shop.follow_ups.of(anna) if f.live]
    go_to(shop, MONDAY + timedelta(days=1))
    shop.timeline.add(anna, "call", "")
    assert one(shop, anna).due == MONDAY + timedelta(days=43)


def test_a_shop_closed_for_a_year_finds_one_reminder_each(shop: Shop, anna: int) -> None:
    stay_in_touch(shop)
    shop.visits.visit(anna)
    before = len(shop.follow_ups.of(anna))
    go_to(shop, MONDAY + timedelta(days=366))
    assert shop.rules.run() == 0
    go_to(shop, MONDAY - timedelta(days=400))  # the clock was set back
    assert shop.rules.run() == 0
    go_to(shop, MONDAY + timedelta(days=3650))
    assert shop.rules.run() == 0
    assert len(shop.follow_ups.of(anna)) == before


def test_running_stands_not_in_the_way_of_undo(shop: Shop, anna: int) -> None:
    shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(7,), tag="bride"))
    shop.timeline.add(anna, "note", "Likes tea")
    step = next_undo(shop, schema_number())
    customer = shop.customers.get(anna)
    shop.customers.save(replace(customer, tags=("bride",)))
    assert one(shop, anna).rule  # with the tag, in the same step
    shop.journal.undo()
    assert not shop.follow_ups.of(anna)
    assert next_undo(shop, schema_number()) == step


def test_somebody_without_the_tag_any_more_is_left_in_peace(shop: Shop, anna: int) -> None:
    stay_in_touch(shop)
    shop.customers.save(replace(shop.customers.get(anna), tags=()))
    assert shop.follow_ups.of(anna) == []


def test_archived_deceased_and_binned_people_get_none(shop: Shop, anna: int) -> None:
    gone = shop.customers.add(Customer(given="Old", tags=("regular",), archived=True))
    dead = shop.customers.add(Customer(given="Late", tags=("regular",), deceased=True))
    stay_in_touch(shop)
    assert shop.follow_ups.of(gone) == shop.follow_ups.of(dead) == []
    assert one(shop, anna)


def test_old_visits_written_back_stir_nothing(shop: Shop, anna: int) -> None:
    for days in (400, 300, 200, 100):
        shop.visits.purchase(anna, amount=90000, on=MONDAY - timedelta(days=days))
    assert shop.follow_ups.of(anna) == []
    go_to(shop, MONDAY + timedelta(days=3))
    shop.visits.visit(anna)
    assert shop.follow_ups.of(anna) == []  # not the first one


def test_a_change_is_shown_before_it_is_kept_and_undone_at_once(shop: Shop, anna: int) -> None:
    bea = shop.customers.add(Customer(given="Bea", tags=("regular",)))
    shop.follow_ups.done(shop.follow_ups.add(FollowUp(FollowUpKind.REMINDER, anna, "by hand", MONDAY)))
    wanted = Rule(RuleKind.STAY_IN_TOUCH, days=(42,), tag="regular")
    preview = shop.rules.preview(wanted)
    assert [(c.customer_id, c.name, c.due) for c in preview.made] == [
        (anna, "Anna Laine", MONDAY + timedelta(days=42)),
        (bea, "Bea", MONDAY + timedelta(days=42)),
    ]
    assert [f.text for f in shop.follow_ups.of(anna)] == ["by hand"]
    kept = replace(wanted, id=shop.rules.save(wanted))
    shop.follow_ups.snooze(one(shop, bea).id, datetime(2027, 7, 1))
    sooner = replace(kept, days=(21,))
    assert [c.customer_id for c in shop.rules.preview(sooner).moved] == [anna]
    shop.rules.save(sooner)
    assert (one(shop, anna).due - MONDAY).days == 21
    assert (one(shop, bea).due - MONDAY).days == 42
    off = shop.rules.preview(replace(sooner, active=False))
    assert [c.customer_id for c in off.taken] == [anna]  # what somebody put off is theirs
    shop.journal.undo()
    assert (one(shop, anna).due - MONDAY).days == 42


@pytest.mark.parametrize("anew", [False, True])
def test_a_rule_changed_again_later_is_not_taken_back_by_half(shop: Shop, anna: int, *, anew: bool) -> None:
    kept = stay_in_touch(shop)
    if not anew:
        shop.rules.save(replace(shop.rules.get(kept), days=(28,)))
    first = shop.journal.steps(1)[0]
    shop.rules.save(replace(shop.rules.get(kept), days=(14,)))
    with pytest.raises(Conflict, match="changed_later"):
        shop.journal.undo_step(first.id)
    assert (shop.rules.get(kept).days, one(shop, anna).due) == ((14,), MONDAY + timedelta(days=14))


def test_removing_a_rule_takes_what_nobody_touched(shop: Shop, anna: int) -> None:
    kept = stay_in_touch(shop)
    assert [c.name for c in shop.rules.preview_removal(kept).taken] == ["Anna Laine"]
    shop.rules.remove(kept)
    assert shop.follow_ups.of(anna) == []
    with pytest.raises(NotFound):
        shop.rules.get(kept)
    shop.journal.undo()
    assert one(shop, anna).rule == kept
    with pytest.raises(BadInput, match="rule_stays"):
        shop.rules.remove(rule(shop, RuleKind.DRIFTING).id)


def test_what_a_removed_rule_made_and_somebody_touched_stays_for_good(shop: Shop, anna: int) -> None:
    kept = stay_in_touch(shop)
    shop.follow_ups.save(replace(one(shop, anna), text="Ask about the dog"))
    shop.rules.remove(kept)
    shop.timeline.add(anna, "note", "x")
    assert shop.rules.run() == 0
    assert one(shop, anna).text == "Ask about the dog"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Rule(RuleKind.STAY_IN_TOUCH, days=(42,)), "rule_for_nobody"),
        (Rule(RuleKind.STAY_IN_TOUCH, tag="x"), "rule_without_days"),
        (Rule(RuleKind.STAY_IN_TOUCH, days=(0,), tag="x"), "rule_without_days"),
        (Rule(RuleKind.STAY_IN_TOUCH, days=(9,), tag=" regular "), "rule_twice"),
    ],
)
def test_what_cannot_be_a_rule_is_refused(shop: Shop, wrong: Rule, code: str) -> None:
    stay_in_touch(shop)
    with pytest.raises(BadInput, match=code):
        shop.rules.save(wrong)


def test_who_came_back_is_not_called_because_they_stayed_away(shop: Shop, anna: int) -> None:
    shop.clock = FixedClock(datetime(2027, 5, 10, 9))
    asked = shop.follow_ups.add(FollowUp(FollowUpKind.DRIFTING, anna, "", MONDAY + timedelta(days=28)))
    shop.visits.visit(anna, on=MONDAY - timedelta(days=60))  # which was before
    assert shop.follow_ups.get(asked).live
    shop.clock = FixedClock(datetime(2027, 5, 10, 15))
    shop.visits.visit(anna)
    assert (shop.follow_ups.get(asked).state, shop.follow_ups.get(asked).done_by) == (State.DONE, "")
    shop.journal.undo()
    assert shop.follow_ups.get(asked).live


def test_a_shop_from_before_there_were_rules_gets_them_and_one_that_is_only_looked_at_has_none(shop: Shop) -> None:
    known = shop.rules.all()
    shop.database.sql("DELETE FROM rule")
    with closing(Shop.open(shop.file, look=True)) as looked_at:
        assert looked_at.rules.all() == []
        assert looked_at.rules.run() == 0
    with closing(Shop.open(shop.file, clock=FixedClock(MONDAY))) as again:
        assert [replace(r, id=0) for r in again.rules.all()] == [replace(r, id=0) for r in known]


@pytest.mark.parametrize(("language", "cents"), [("nb", 200000), ("pl", 80000), ("en", 20000)])
def test_a_large_purchase_is_one_for_the_country(tmp_path: Path, language: str, cents: int) -> None:
    with closing(Shop.open(tmp_path / "other.smallcrm", create=True, language=language)) as other:
        assert {r.amount for r in other.rules.all() if r.amount} == {cents}
