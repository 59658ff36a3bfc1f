"""The command line says what Today shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind
from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from tests.cli.conftest import TODAY, Run

MONDAY = date.fromisoformat(TODAY)


def _busy_day(file: Path) -> None:
    shop = Shop.open(file, clock=FixedClock(datetime.combine(MONDAY, time(9))), create=True)
    kaisa = shop.staff.add("Kaisa")
    anna = shop.customers.add(Customer(given="Anna", occasions=(Occasion("birthday", 5, 8, 1980, whose="Pekka"),)))
    shop.visits.purchase(anna, amount=30000)
    for days in (100, 90, 80):
        shop.visits.visit(shop.customers.add(Customer(given="Rare")) if days == 100 else 2, on=_ago(days))
    shop.follow_ups.add(FollowUp(FollowUpKind.PROMISE, anna, "Order\nthe tea", _ago(2), assignee=kaisa))
    shop.follow_ups.add(FollowUp(FollowUpKind.CALL_BACK, anna, "About the bill", MONDAY, time(15, 30)))
    shop.follow_ups.complain(anna, "Colour too dark")
    shop.close()


def _ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


def test_today_as_json_holds_each_kind(run: Run, shop_file: Path) -> None:
    _busy_day(shop_file)
    items = run("today", "--days", 1, "--json").json["items"]
    found = {item["kind"]: item for item in items}
    assert set(found) == {"reminder", "call_back", "complaint", "occasion", "drifting"}
    assert all({"kind", "customer", "title", "due"} <= set(item) for item in items)
    assert (found["reminder"]["due"], found["reminder"]["state"]) == (_ago(2).isoformat(), "overdue")
    assert (found["reminder"]["assignee"], found["reminder"]["about"]) == ("Kaisa", "promise")
    assert (found["call_back"]["at"], found["call_back"]["title"]) == ("15:30", "About the bill")
    assert found["complaint"]["customer"]["name"] == "Anna"
    assert found["drifting"]["title"] == "usually every 10 days, now 80 days"
    assert (found["occasion"]["whose"], found["occasion"]["turns"]) == ("Pekka", 47)


def test_today_for_people_says_whose_day_it_was_and_how_old_they_turned(run: Run, shop_file: Path) -> None:
    _busy_day(shop_file)
    said = run("today").out
    assert "8 May · Anna · Birthday · Pekka · turned 47" in said
    assert "8 May · Anna · Order the tea" in said
    assert "15:30 · Anna · About the bill" in said
    assert "Rare · usually every 10 days, now 80 days" in said


def test_what_is_announced_says_its_day_and_who_is_archived_is_marked(run: Run, shop_file: Path) -> None:
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY), create=True)
    anna = shop.customers.add(Customer(given="Anna", archived=True))
    shop.follow_ups.add(FollowUp(FollowUpKind.REMINDER, anna, "Order the cake", _ago(-7), leads=(7, 1)))
    shop.close()
    said = run("today").out
    assert "17 May · Anna · Archived · Order the cake" in said
    (item,) = run("today", "--json").json["items"]
    assert (item["due"], item["state"]) == (_ago(-7).isoformat(), "today")


def test_today_looks_as_many_days_ahead_as_asked(run: Run, shop_file: Path) -> None:
    _busy_day(shop_file)

    def coming(days: int) -> list[str]:
        items = run("today", "--days", days, "--json").json["items"]
        return [i["title"] for i in items if i["kind"] == "reminder" and i["state"] == "coming"]

    assert coming(0) == coming(2) == []
    assert coming(3) == ["Thank you for the first visit"]


def test_what_a_rule_made_says_which_rule(run: Run, shop_file: Path) -> None:
    _busy_day(shop_file)
    item = next(i for i in run("today", "--json", today="2027-05-13").json["items"] if i.get("about") == "thank_you")
    assert (item["title"], item["reason"]) == (
        "Thank you for the first visit",
        "By the rule: Thank-you after the first visit",
    )


def test_who_came_once_is_told_and_who_was_greeted_or_got_a_card_is_not_missed(run: Run, shop_file: Path) -> None:
    shop = Shop.open(shop_file, clock=FixedClock(datetime.combine(MONDAY, time(9))), create=True)
    days = (Occasion("birthday", MONDAY.month, MONDAY.day), Occasion("birthday", _ago(3).month, _ago(3).day))
    anna, bea = (
        shop.customers.add(Customer(given=n, occasions=(d,))) for n, d in zip(("Anna", "Bea"), days, strict=True)
    )
    eve = shop.customers.add(Customer(given="Eve"))
    shop.visits.visit(eve, on=_ago(80))
    told = {(i["customer"]["id"], i["kind"], i.get("state")) for i in run("today", "--json").json["items"]}
    assert told == {(anna, "occasion", "today"), (bea, "occasion", "missed"), (eve, "drifting", None)}
    (once,) = (i for i in run("today", "--json").json["items"] if i["kind"] == "drifting")
    assert (once["usual_days"], once["visits"]) == (None, 1)
    assert f"Eve · {once['title']}" in run("today").out
    for person, occasion, day in ((anna, days[0], MONDAY), (bea, days[1], _ago(3))):
        kept = shop.customers.get(person).occasions[0]
        assert (kept.month, kept.day) == (occasion.month, occasion.day)
        shop.congratulations.greet(person, [(kept, day)])
    shop.close()
    assert {i["kind"] for i in run("today", "--json").json["items"]} == {"drifting"}
    assert "Bea" not in run("today").out


def test_what_waits_from_another_year_says_so(run: Run, shop_file: Path) -> None:
    _busy_day(shop_file)
    assert "8 May 2027 · Anna · Order the tea" in run("today", today="2028-05-10").out


def test_whose_turn_it_is_by_a_rule_is_due_until_it_is_overdue(run: Run, shop_file: Path) -> None:
    shop = Shop.open(shop_file, clock=FixedClock(datetime.combine(MONDAY, time(9))), create=True)
    anna = shop.customers.add(Customer(given="Anna"))
    shop.follow_ups.called(anna, CallOutcome.REACHED)
    shop.touch.set(anna, 10)
    shop.close()
    states = []
    for days in (10, 11, 15, 16):
        day = (MONDAY + timedelta(days=days)).isoformat()
        (item,) = run("today", "--json", today=day).json["items"]
        states.append(item["state"])
        assert ("\n\nStay in touch\n" in run("today", today=day).out) == (days < 16)
    assert states == ["today", "due", "due", "overdue"]


def test_a_call_put_off_stands_at_its_new_hour(run: Run, shop_file: Path) -> None:
    _busy_day(shop_file)
    shop = Shop.open(shop_file, clock=FixedClock(datetime.combine(MONDAY, time(0))))
    call = next(f for f in shop.follow_ups.of(1) if f.kind == FollowUpKind.CALL_BACK)
    shop.follow_ups.called(1, CallOutcome.NO_ANSWER, follow_up=call.id, again=datetime(2027, 5, 10, 17, 5))
    shop.close()
    item = next(i for i in run("today", "--json").json["items"] if i["id"] == call.id)
    assert (item["due"], item["at"], item["snoozed_to"]) == ("2027-05-10", "17:05", "2027-05-10T17:05:00")
    said = run("today").out
    assert "17:05 · Anna · About the bill" in said
    assert "15:30" not in said
    assert "17:05" in run("show", 1).out
    assert "17.05 · Anna" in run("today", language="fi").out


def test_a_card_that_a_complaint_holds_is_told_as_such_and_not_as_one_to_print(run: Run, shop_file: Path) -> None:
    shop = Shop.open(shop_file, clock=FixedClock(datetime.combine(MONDAY, time(9))), create=True)
    soon = MONDAY + timedelta(days=9)
    home, days = (PostalAddress("Main St. 5", "30-001", "Krakow"),), (Occasion("birthday", soon.month, soon.day),)
    anna, bob = (shop.customers.add(Customer(given=n, addresses=home, occasions=days)) for n in ("Anna", "Bob"))
    complaint = shop.follow_ups.complain(anna, "Colour too dark").follow_up
    shop.close()
    found = {i["customer"]["id"]: i for i in run("today", "--json").json["items"] if i["kind"].startswith("card")}
    assert {(i, one["kind"], one["state"]) for i, one in found.items()} == {
        (n, "card_held", "due") for n in (anna, bob)
    }
    assert found[bob]["complaint"] == {"id": complaint, "customer": {"id": anna, "name": "Anna"}}
    said = run("today").out
    assert "19 May · Anna · Birthday · Open complaint · Print by" in said
    assert "19 May · Bob · Birthday · Open complaint: Anna · Print by" in said


def test_what_is_urgent_says_so_and_calls_by_the_clock_come_first(run: Run, shop_file: Path) -> None:
    _busy_day(shop_file)
    shop = Shop.open(shop_file, clock=FixedClock(datetime.combine(MONDAY, time(9))))
    shop.follow_ups.add(FollowUp(FollowUpKind.REMINDER, 1, "Order the cake", MONDAY, urgent=True))
    shop.close()
    said = run("today").out
    assert "Anna · Urgent · Order the cake" in said
    assert said.index("\nBy the clock\n") < said.index("\nToday\n")


def test_round_days_are_told_as_the_shop_tells_them_and_those_of_the_next_year_with_their_year(
    run: Run, shop_file: Path
) -> None:
    run("add", "--name", "Nobody")
    shop = Shop.open(shop_file, clock=FixedClock(date(2026, 12, 28)))
    for name, kind, day, year, partner in (
        ("Anna", "birthday", (12, 30), 1976, ""),
        ("Bea", "birthday", (12, 30), 1981, ""),
        ("Cecil", "birthday", (1, 2), 1987, ""),
        ("Dora", "wedding_anniversary", (1, 3), 2002, "Dan"),
    ):
        shop.customers.add(Customer(given=name, occasions=(Occasion(kind, *day, year, partner=partner),)))
    settings = shop.settings.read()

    def told() -> dict[str, bool]:
        items = run("today", "--json", today="2026-12-28").json["items"]
        return {i["customer"]["name"]: i["round"] for i in items if i["kind"] == "occasion"}

    shop.settings.save(replace(settings, country="FI"))
    assert told() == {"Anna": True, "Bea": False, "Cecil": False, "Dora": True}
    said = run("today", today="2026-12-28").out
    assert "30 December · Anna · Birthday · turns 50 · round birthday\n" in said
    assert "30 December · Bea · Birthday · turns 45\n" in said
    assert "2 January 2027 · Cecil · Birthday · turns 40\n" in said
    assert "Dora · Wedding anniversary · Dan · 25 years · round anniversary\n" in said
    shop.settings.save(replace(settings, round_ages=(40, 45)))
    assert told() == {"Anna": False, "Bea": True, "Cecil": True, "Dora": True}
    shop.close()


def test_print_by_is_told_of_days_that_get_a_card_alone(run: Run, shop_file: Path) -> None:
    shop = Shop.open(shop_file, clock=FixedClock(MONDAY), create=True)
    soon = MONDAY + timedelta(days=6)
    md = (soon.month, soon.day)
    home = (PostalAddress("Main St. 5", "30-001", "Krakow"),)
    shop.occasion_kinds.save([OwnKind("Opening", card_wanted=True), OwnKind("Dog")])
    days = {
        "Own": Occasion("birthday", *md),
        "Child": Occasion("birthday", *md, whose="Emma"),
        "Unwanted": Occasion("birthday", *md, card_wanted=False),
        "Name": Occasion("name_day", *md),
        "Wedding": Occasion("wedding_anniversary", *md, partner="Dan"),
        "Opening": Occasion("other", *md, label="Opening"),
        "Dog": Occasion("other", *md, label="Dog"),
    }
    for name, day in days.items():
        shop.customers.add(Customer(given=name, addresses=home, occasions=(day,)))
    shop.close()
    items = [i for i in run("today", "--json").json["items"] if i["kind"] == "occasion"]
    assert {i["customer"]["name"] for i in items} == set(days)
    assert {i["customer"]["name"] for i in items if i["print_by"]} == {"Own", "Opening"}
    assert {i["customer"]["name"] for i in items if i["post_by"]} == {"Own", "Opening"}
