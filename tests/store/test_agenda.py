"""The calendar read: each day as the rules say, whatever the shop and the period; what was left out is counted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain import occasions as rules
from smallcrm.domain.agenda import ALL_LAYERS, CalendarDay, Layer, MarkKind, MarkState
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.model import Consent, Customer, Occasion, OccasionKind, PostalAddress
from smallcrm.domain.post import is_open
from smallcrm.store.events import Event
from smallcrm.store.follow_ups import FollowUpFilter
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY

HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä", primary=True)
ABROAD = PostalAddress("Storgata 1", "0155", "Oslo", country="NO", primary=True)
ONE_DAY = timedelta(days=1)
NAMES = ("Aino", "Eino", "Äijä", "Aalto", "Łucja", "Öde", "Zoe", "aino")
DAYS = [101, 102, 227, 228, 229, 301, 302, 430, 501, 510, 1230, 1231]
LAYER = {OccasionKind.BIRTHDAY: Layer.BIRTHDAYS, OccasionKind.NAME_DAY: Layer.NAME_DAYS}


ONE_SHOP = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def an_occasion(dice: Random) -> Occasion:
    """Any yearly day, most of them where the year or February ends."""
    month_day, kind = dice.choice(DAYS), dice.choice(list(OccasionKind))
    return Occasion(
        kind,
        month_day // 100,
        month_day % 100,
        dice.choice([None, dice.randint(1954, 2005), dice.randint(2022, 2034)]),
        dice.choice(["", "Koulun alku"]) if kind == OccasionKind.OTHER else "",
        dice.choice(["", "", "child"]),
        dice.random() < 0.7,
        partner=dice.choice(["", "Olavi"]),
        ended=dice.choice(["", "", "divorce"]) if kind == OccasionKind.WEDDING else "",
    )


def somebody(dice: Random) -> Customer:
    """A customer, who may be gone, with some days."""
    gone, since = dice.choice(["", "", "", "", "archived", "deceased"]), dice.choice(DAYS)
    leap = since != 229
    return Customer(
        given=dice.choice(NAMES),
        occasions=tuple(an_occasion(dice) for _ in range(dice.randint(0, 4))),
        customer_since=dice.choice([None, date(dice.randint(2018, 2031) if leap else 2024, since // 100, since % 100)]),
        archived=gone == "archived",
        deceased=gone == "deceased",
        no_mail=dice.random() < 0.2,
        prospect=dice.random() < 0.3,
        consents=tuple(
            Consent(
                dice.choice(["marketing", "news"]),
                dice.choice(["post", "letter", "email"]),
                dice.random() < 0.6,
                date(2025, 1, dice.randint(1, 9)),
            )
            for _ in range(dice.choice([0, 0, 1, 3]))
        ),
        addresses=dice.choice([(), (HOME,), (HOME,), (ABROAD,), (PostalAddress("Katu 1", "", ""), ABROAD, HOME)]),
    )


def a_period(dice: Random) -> tuple[date, date]:
    """Some days of nine years, most of them where the year or February ends."""
    month_day, days = dice.choice(DAYS), dice.choice([0, 0, 1, 6, 41, 364, 365, 400])
    start = date(2024, 2, 29) if month_day == 229 else date(dice.randint(2024, 2032), month_day // 100, month_day % 100)
    start += dice.choice([-1, 0, 0, 1]) * ONE_DAY
    return start, start + days * ONE_DAY


def filled(shop: Shop, people: Collection[Customer], leap_day: str) -> None:
    """Put these people, the last of them into the bin, into a shop that holds nobody."""
    if ids := shop.customers.all_ids():
        shop.database.sql(f"DELETE FROM customer WHERE id <= {max(ids)}")
    shop.settings.save(replace(shop.settings.read(), leap_day=leap_day))
    with shop.change("customer_added", bulk=True):
        made = shop.customers.add_many(list(people))
    if made:
        shop.customers.bin(made[-1])


def plain(shop: Shop, start: date, end: date, layers: Collection[Layer]) -> dict[date, list[tuple[object, ...]]]:
    """Give what stands on each day as the rules of the domain say, one by one and in order."""
    leap_day = shop.settings.read().leap_day
    keys = dict(shop.database.sql("SELECT id, sort_key FROM customer WHERE binned_at IS NULL"))
    found: dict[date, list[tuple[object, ...]]] = {}
    for customer in shop.customers.get_many(list(keys), photos=False):
        own = [o for o in customer.occasions if not o.ended]
        if since := customer.customer_since:
            own.append(Occasion(OccasionKind.CUSTOMER_SINCE, since.month, since.day, since.year))
        for one in own if not customer.archived and not customer.deceased else ():
            if LAYER.get(OccasionKind(one.kind), Layer.DAYS) in layers:
                for day in rules.days_of(one, start, end, leap_day):
                    place = (rank(shop, one, day), keys[customer.id], customer.id, one.id)
                    turns = rules.turns(one, day.year)
                    found.setdefault(day, []).append((*place, str(one.kind), turns, one.whose, one.partner))
    return {day: sorted(lines, key=lambda line: line[:4]) for day, lines in found.items()}


def rank(shop: Shop, one: Occasion, day: date) -> int:
    years = rules.turns(one, day.year)
    if one.kind == OccasionKind.BIRTHDAY:
        settled = shop.settings.read()
        return 1 if rules.is_round(one.kind, years, settled.country, settled.round_ages) else 2
    return {OccasionKind.WEDDING: 3, OccasionKind.NAME_DAY: 4}.get(OccasionKind(one.kind), 5)


def lines(shop: Shop, day: CalendarDay) -> list[tuple[object, ...]]:
    keys = dict(shop.database.sql("SELECT id, sort_key FROM customer"))
    return [
        (
            rank(shop, mark.occasion, day.day),
            keys[mark.customer_id],
            mark.customer_id,
            mark.id,
            str(mark.occasion.kind),
            mark.turns,
            mark.occasion.whose,
            mark.occasion.partner,
        )
        for mark in day.marks
        if mark.occasion
    ]


@settings(max_examples=60, suppress_health_check=ONE_SHOP)
@given(
    seed=st.integers(0, 2**32),
    leap_day=st.sampled_from(["28", "1"]),
    layers=st.just(ALL_LAYERS) | st.sets(st.sampled_from(list(Layer))),
    most=st.integers(0, 4),
)
def test_each_day_is_as_the_rules_say(
    shop: Shop, seed: int, leap_day: str, layers: Collection[Layer], most: int
) -> None:
    dice = Random(seed)
    filled(shop, [somebody(dice) for _ in range(40)], leap_day)
    for start, end in [a_period(dice) for _ in range(6)]:
        wanted = plain(shop, start, end, layers)
        found = shop.agenda.days(start, end, layers, most=most)
        assert [day.day for day in found] == [start + n * ONE_DAY for n in range((end - start).days + 1)]
        for day in found:
            here = wanted.get(day.day, [])
            assert lines(shop, day) == (here[:most] if most else here)
            assert day.more == len(here) - len(day.marks)
    many = {day: len(here) for day, here in plain(shop, *year(start), layers).items()}
    assert shop.agenda.counts(start.year, layers) == many


def year(day: date) -> tuple[date, date]:
    return date(day.year, 1, 1), date(day.year, 12, 31)


def test_a_large_shop_is_read_day_by_day_and_shows_the_same(shop: Shop) -> None:
    """So many on a day that each day is asked for by itself."""
    people = [
        Customer(
            given=f"{NAMES[n % 8]} {n * 7919 % 1000}",
            occasions=(Occasion("birthday", 5, 1 + n % 3, 1950 + n % 70), Occasion("name_day", 2, 29)),
            customer_since=date(2015, 5, 1 + n % 2),
        )
        for n in range(1300)
    ]
    with shop.change("customer_added", bulk=True):
        shop.customers.add_many(people)
    for start, end in ((date(2027, 4, 26), date(2027, 6, 6)), (date(2027, 2, 20), date(2027, 3, 5))):
        wanted = plain(shop, start, end, ALL_LAYERS)
        for most in (1, 5, 1500):
            for day in shop.agenda.days(start, end, most=most):
                here = wanted.get(day.day, [])
                assert (lines(shop, day), day.more) == (here[:most], max(0, len(here) - most))


def on(shop: Shop, day: date, most: int = 0) -> CalendarDay:
    return shop.agenda.days(day, day, most=most)[0]


def marks(shop: Shop, day: date) -> list[tuple[MarkKind, str, str]]:
    return [(m.kind, m.name, m.what or (str(m.occasion.kind) if m.occasion else "")) for m in on(shop, day).marks]


def test_what_comes_first_on_a_full_day(shop: Shop) -> None:
    """Events, birthdays, weddings, name days, other days, then what is to be done by the clock."""
    day = date(2027, 5, 12)
    many = tuple(Occasion(kind, 5, 12, 2000) for kind in ("other", "name_day", "wedding_anniversary", "birthday"))
    aino = shop.customers.add(Customer(given="Aino", occasions=many, customer_since=date(2020, 5, 12)))
    shop.follow_ups.add(FollowUp("reminder", aino, "Soita", day))
    shop.follow_ups.add(FollowUp("call_back", aino, "Klo 15", day, time(15)))
    shop.follow_ups.add(FollowUp("promise", aino, "Klo 9", day, time(9)))
    shop.events.add(Event("Ilta", day, at=time(18)))
    shop.events.add(Event("Messut", day - ONE_DAY, day + ONE_DAY))
    assert [what or name for _kind, name, what in marks(shop, day)] == [
        "Messut",
        "Ilta",
        "birthday",
        "wedding_anniversary",
        "name_day",
        "customer_since",
        "other",
        "promise",
        "call_back",
        "reminder",
    ]
    for most in range(1, 12):
        found = on(shop, day, most)
        assert (found.marks, found.more) == (on(shop, day).marks[:most], max(0, 10 - most))
    fair = on(shop, day).marks[0]
    assert (fair.first, fair.last, on(shop, day).marks[1].first) == (day - ONE_DAY, day + ONE_DAY, None)
    assert [len(d.marks) for d in shop.agenda.days(day - 2 * ONE_DAY, day + 2 * ONE_DAY, {Layer.EVENTS})] == [
        0,
        1,
        2,
        1,
        0,
    ]
    assert shop.agenda.counts(2027)[day] == 10


def states(shop: Shop, day: date) -> dict[str, MarkState]:
    return {mark.text: mark.state for mark in on(shop, day).marks}


def test_how_follow_ups_stand(shop: Shop) -> None:
    aino = shop.customers.add(Customer(given="Aino"))
    late, done, today, ahead = (
        shop.follow_ups.add(FollowUp("reminder", aino, text, MONDAY + n * ONE_DAY))
        for text, n in (("late", -3), ("done", -3), ("today", 0), ("done ahead", 3))
    )
    off = shop.follow_ups.add(FollowUp("reminder", aino, "put off", MONDAY - ONE_DAY, time(9)))
    dropped = shop.follow_ups.add(FollowUp("reminder", aino, "dropped", MONDAY))
    for one in (done, ahead):
        shop.follow_ups.done(one)
    shop.follow_ups.drop(dropped)
    shop.follow_ups.snooze(off, datetime(2027, 5, 12, 14, 30))
    assert states(shop, MONDAY - 3 * ONE_DAY) == {"late": MarkState.OVERDUE, "done": MarkState.DONE}
    assert states(shop, MONDAY - ONE_DAY) == {}
    assert states(shop, MONDAY) == {"today": MarkState.PLAIN}
    assert states(shop, MONDAY + 3 * ONE_DAY) == {}
    assert [(m.text, m.at) for m in on(shop, date(2027, 5, 12)).marks] == [("put off", time(14, 30))]
    assert {late, today} == {
        m.id for day in (-3, 0) for m in on(shop, MONDAY + day * ONE_DAY).marks if m.text not in {"done", "done ahead"}
    }


def test_whose_follow_ups_rest_is_not_told(shop: Shop) -> None:
    """As in the list of follow-ups: nothing of the bin, and nobody stays in touch with the dead."""
    gone = {}
    for name in ("binned", "archived", "deceased"):
        gone[name] = shop.customers.add(Customer(given=name))
        for kind in ("reminder", "stay_in_touch"):
            shop.follow_ups.add(FollowUp(kind, gone[name], kind, MONDAY))
    shop.customers.bin(gone["binned"])
    shop.customers.save(replace(shop.customers.get(gone["archived"]), archived=True))
    shop.customers.save(replace(shop.customers.get(gone["deceased"]), deceased=True))
    listed = {row.follow_up.id for row in shop.follow_ups.find(FollowUpFilter())}
    assert {mark.id for mark in on(shop, MONDAY).marks} == listed
    assert len(listed) == 2


def test_a_card_printed_or_somebody_greeted_is_done(shop: Shop) -> None:
    day = date(2027, 5, 12)
    who = {
        name: shop.customers.add(
            Customer(given=name, addresses=(HOME,), occasions=(Occasion("birthday", 5, 12, 1980),))
        )
        for name in ("greeted", "plain", "printed")
    }
    child = replace(
        shop.customers.get(who["printed"]),
        occasions=(*shop.customers.get(who["printed"]).occasions, Occasion("birthday", 5, 12, 2015, "Ville", "child")),
    )
    shop.customers.save(child)
    shop.congratulations.greet(who["greeted"], [(shop.customers.get(who["greeted"]).occasions[0], day)])
    printed(shop, who["printed"], "birthday", 2027)
    found = {(m.name, m.occasion.whose): m.state for m in on(shop, day).marks if m.occasion}
    assert found == {
        ("greeted", ""): MarkState.DONE,
        ("plain", ""): MarkState.LATE,
        ("printed", ""): MarkState.DONE,
        ("printed", "child"): MarkState.PLAIN,
    }
    assert {m.state for m in on(shop, day.replace(year=2028)).marks} == {MarkState.PLAIN}


def printed(shop: Shop, customer: int, kind: str, in_year: int, state: str = "printed") -> None:
    """Say that a card was printed."""
    own = next((o.id for o in shop.customers.get(customer).occasions if o.kind == kind and not o.whose), 0)
    with shop.transaction():
        shop.database.sql("INSERT INTO letter_run (kind, layout, design, started_at) VALUES ('birthday', 'a', 'b', '')")
        shop.database.sql(
            "INSERT INTO letter (run_id, customer_id, kind, occasion, year, state, at) VALUES"
            " ((SELECT max(id) FROM letter_run), ?, ?, ?, ?, ?, '2027-05-01')",
            [customer, kind, own, in_year, state],
        )


def test_late_only_where_a_card_would_go_by_post(shop: Shop) -> None:
    """Tomorrow nothing comes by post any more: of those who get a card at all."""
    late = Customer(given="late", addresses=(HOME,), occasions=(Occasion("birthday", 5, 11, 1980),))
    for one in (
        late,
        replace(late, given="no post", no_mail=True),
        replace(late, given="not wanted", occasions=(Occasion("birthday", 5, 11, 1980, card_wanted=False),)),
        replace(late, given="nowhere", addresses=()),
        replace(late, given="prospect", prospect=True),
        replace(late, given="name day", occasions=(Occasion("name_day", 5, 11),)),
    ):
        shop.customers.add(one)
    assert {m.name for m in on(shop, date(2027, 5, 11)).marks if m.state == MarkState.LATE} == {"late"}
    shop.settings.save(replace(shop.settings.read(), card_kinds=("name_day",)))
    assert {m.name for m in on(shop, date(2027, 5, 11)).marks if m.state == MarkState.LATE} == {"name day"}
    shop.settings.save(replace(shop.settings.read(), card_kinds=("birthday",)))
    shop.clock.when = date(2027, 5, 25)  # type: ignore[attr-defined]
    assert [m.state for m in on(shop, date(2027, 5, 11)).marks if m.name == "late"] == [MarkState.LATE]
    shop.clock.when = date(2027, 5, 26)  # type: ignore[attr-defined]
    assert [m.state for m in on(shop, date(2027, 5, 11)).marks if m.name == "late"] == [MarkState.PLAIN]


def test_holidays_by_name_and_closed_days(shop: Shop) -> None:
    day = date(2027, 5, 12)
    shop.agenda.close(day)
    shop.agenda.close(day)
    first, *_rest = shop.agenda.days(date(2027, 5, 6), date(2027, 5, 13), language="en")
    assert (first.holiday, first.closed, first.closed_by_shop) == ("Ascension Day", True, False)
    found = on(shop, day)
    assert (found.holiday, found.closed, found.closed_by_shop) == ("", True, True)
    assert on(shop, date(2027, 5, 6)).holiday == "Helatorstai"
    assert [d.closed for d in shop.agenda.days(date(2027, 5, 7), date(2027, 5, 10))] == [False, True, True, False]
    assert [s.label for s in shop.journal.steps(1)] == ["closed_days_changed"]
    shop.agenda.close(day, False)
    assert not on(shop, day).closed
    shop.journal.undo()
    assert on(shop, day).closed_by_shop
    shop.journal.undo()
    assert shop.settings.read().closed_dates == ()


def test_without_opening_days_every_day_is_one_for_the_calendar_and_for_the_post(shop: Shop) -> None:
    """Somebody unticked all weekdays: nothing but holidays and the shop's own days close it, wherever that is asked."""
    shop.settings.save(replace(shop.settings.read(), open_days=(), closed_dates=(date(2027, 5, 16),)))
    post = shop.calendar.post()
    for day in shop.agenda.days(date(2027, 5, 1), date(2027, 5, 31)):
        closed = day.day in {date(2027, 5, 1), date(2027, 5, 6), date(2027, 5, 16)}
        assert day.closed == closed, day.day
        assert shop.calendar.open_on(day.day) == is_open(day.day, post) == (not closed), day.day
    assert shop.calendar.next_open(date(2027, 5, 14)) == date(2027, 5, 15)
    assert shop.calendar.next_open(date(2027, 5, 15)) == date(2027, 5, 17)


def test_the_first_and_the_last_year_that_there_are_can_be_read(shop: Shop) -> None:
    """Nobody goes there; an event typed with a slip of the pen may last until then."""
    days = (Occasion("birthday", 1, 1), Occasion("birthday", 2, 29), Occasion("birthday", 12, 31))
    shop.customers.add(Customer(given="Aino", addresses=(HOME,), occasions=days))
    shop.events.add(Event("Juhla", date(1, 1, 1), date(9999, 12, 31)))
    for year in (1, 1899, 9998, 9999):
        first, last = date(year, 1, 1), date(year, 12, 31)
        found = shop.agenda.days(first, last)
        assert [len(day.marks) for day in found if len(day.marks) > 1] == [2, 2, 2]
        assert sum(shop.agenda.counts(year).values()) == len(found) + 3
        assert set(shop.agenda.post_marks(first, last)) <= {day.day for day in found}
