"""On which days cards have to be posted: counted as each card by itself would say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain import occasions as rules
from smallcrm.domain import post
from smallcrm.domain.agenda import Layer, MarkKind, MarkState
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.model import Customer, Occasion, OccasionKind
from smallcrm.domain.occasion_cards import gets_card
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.store.addressees import refusal
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.test_agenda import ABROAD, DAYS, HOME, ONE_DAY, ONE_SHOP, filled, printed, somebody

OWN = (OwnKind("Koulun alku", card_wanted=True), OwnKind("Muistopäivä"))
KINDS = [kind.value for kind in OccasionKind if kind != OccasionKind.OTHER]


def plain(shop: Shop, start: date, end: date) -> dict[date, tuple[int, int]]:
    """Ask for everybody's card by itself: those to print as for printing, those printed one by one."""
    posts, ready = shop.calendar.posts(), shop.occasions.printed(shop.customers.all_ids())
    todo, done = Counter[date](), Counter[date]()
    last, recent = end + 100 * ONE_DAY, shop.today - 14 * ONE_DAY
    for card in shop.letters.candidates(Selection(start=start, end=last)).chosen:
        if start <= card.post_by <= end and card.day >= recent:
            todo[card.post_by] += 1
    for customer in shop.customers.get_many(shop.customers.all_ids("active"), photos=False):
        address, since = customer.postal_address, customer.customer_since
        if refusal(customer, marketing=True) or address is None:
            continue
        own = list(customer.occasions)
        if since:
            own.append(Occasion(OccasionKind.CUSTOMER_SINCE, since.month, since.day, since.year))
        for one in own:
            first = not any(_better(other, one) for other in own)
            if first and one.card_wanted and gets_card(one, shop.settings.read(), shop.occasion_kinds.by_name()):
                for day in rules.days_of(one, start, last, shop.settings.read().leap_day):
                    by = posts.card(address.country, day).post_by
                    if start <= by <= end and (customer.id, str(one.kind), day.year) in ready:
                        done[by] += 1
    return {day: (todo[day], done[day]) for day in todo.keys() | done.keys()}


def _better(one: Occasion, other: Occasion) -> bool:
    """Whether a card for the first is the same card as for the other: one with a year, the later wedding, the first."""
    alike = one.kind == other.kind != OccasionKind.OTHER and one.id != other.id and one.id and other.id
    if not alike or one.whose or one.ended or not one.card_wanted:
        return False
    if one.kind == OccasionKind.WEDDING:
        return (one.year or 0, -one.id) > (other.year or 0, -other.id)
    return (one.year is None, one.id) < (other.year is None, other.id)


def trouble(shop: Shop, dice: Random) -> None:
    """Let some live elsewhere, some complain, and some be greeted, before their day too."""
    ids = shop.customers.all_ids("active")
    for number in dice.sample(ids, 12):
        customer = shop.customers.get(number)
        elsewhere = replace(HOME, street=f"Koulutie {dice.randint(1, 3)}")
        shop.customers.save(replace(customer, addresses=dice.choice([(elsewhere,), (elsewhere,), customer.addresses])))
    for number in dice.sample(ids, dice.choice([0, 1, 2])):
        shop.follow_ups.add(FollowUp("complaint", number, "Rikki", MONDAY))
    for number in dice.sample(ids, 8):
        for one in shop.customers.get(number).occasions:
            shop.congratulations.greet(number, [(one, rules.day_in(one, 2027, shop.settings.read().leap_day))])


@settings(max_examples=60, suppress_health_check=ONE_SHOP)
@given(
    seed=st.integers(0, 2**32),
    kinds=st.just(("birthday",)) | st.lists(st.sampled_from(KINDS), max_size=4, unique=True).map(tuple),
    to_norway=st.sampled_from([3, 10, 21]),
)
def test_days_of_posting_are_those_of_each_card(shop: Shop, seed: int, kinds: tuple[str, ...], to_norway: int) -> None:
    dice = Random(seed)
    if not shop.occasion_kinds.all():
        shop.occasion_kinds.save(OWN)
    people = [somebody(dice) for _ in range(40)]
    typed = [tuple(o for o in one.occasions if o.kind != OccasionKind.CUSTOMER_SINCE) for one in people]  # as people do
    people = [replace(one, occasions=days) for one, days in zip(people, typed, strict=True)]
    filled(shop, people + dice.sample(people, 6), dice.choice(["28", "1"]))  # some are on record twice
    settled = replace(shop.settings.read(), card_kinds=kinds, post_days_to=(("NO", to_norway),))
    shop.settings.save(settled)
    for customer in dice.sample(shop.customers.all_ids("active"), 8):
        printed(shop, customer, dice.choice(["birthday", "name_day", "customer_since", "wedding_anniversary"]), 2027)
    trouble(shop, dice)
    for _ in range(4):
        month_day = dice.choice([*DAYS, 510, 511, 512])
        start = (
            date(dice.choice([2027, 2028]), month_day // 100, min(month_day % 100, 28)) - dice.randint(0, 20) * ONE_DAY
        )
        end = start + dice.choice([0, 6, 41]) * ONE_DAY
        wanted = plain(shop, start, end)
        assert shop.agenda.post_days(start, end) == {day: todo for day, (todo, _done) in wanted.items() if todo}
        found = shop.agenda.post_marks(start, end)
        assert {day: mark.count for day, mark in found.items()} == {
            d: todo or done for d, (todo, done) in wanted.items()
        }
        assert {day for day, mark in found.items() if mark.state == MarkState.DONE} == {
            day for day, (todo, _done) in wanted.items() if not todo
        }


def test_a_day_of_posting_is_open_done_or_late(shop: Shop) -> None:
    """A card for Thursday 3 June: five days of the post, none on Saturday and Sunday, so by Thursday 27 May."""
    aino = shop.customers.add(Customer(given="Aino", addresses=(HOME,), occasions=(Occasion("birthday", 6, 3),)))
    day = date(2027, 5, 27)
    assert shop.agenda.post_days(day, day) == {day: 1}
    assert shop.agenda.post_days(day + ONE_DAY, date(2027, 6, 30)) == {}
    assert shop.agenda.post_days(MONDAY, day - ONE_DAY) == {}
    mark = shop.agenda.post_marks(MONDAY, date(2027, 6, 6))[day]
    assert (mark.kind, mark.layer, mark.count, mark.state) == (MarkKind.POST, Layer.POST, 1, MarkState.PLAIN)
    shop.clock.when = day + ONE_DAY  # type: ignore[attr-defined]
    assert shop.agenda.post_marks(day, day)[day].state == MarkState.LATE
    printed(shop, aino, "birthday", 2027)
    assert shop.agenda.post_days(day, day) == {}
    done = shop.agenda.post_marks(day, day)[day]
    assert (done.state, done.count) == (MarkState.DONE, 1)


def test_who_lives_abroad_is_posted_to_earlier(shop: Shop) -> None:
    for name, address in (("home", HOME), ("abroad", ABROAD), ("said", replace(HOME, country="FI"))):
        shop.customers.add(Customer(given=name, addresses=(address,), occasions=(Occasion("birthday", 6, 3),)))
    found = shop.agenda.post_days(MONDAY, date(2027, 6, 6))
    assert found == {post.post_by(date(2027, 6, 3), shop.calendar.post("NO")): 1, date(2027, 5, 27): 2}


def test_a_couple_has_one_card_to_post(shop: Shop) -> None:
    """Both are customers, and have the same wedding day: whose card was printed, the other's is not missing."""
    shop.settings.save(replace(shop.settings.read(), card_kinds=("wedding_anniversary",)))
    wedding = (Occasion("wedding_anniversary", 6, 3, 2001),)
    aino, eino = (
        shop.customers.add(Customer(given=name, family="Mäkelä", addresses=(HOME,), occasions=wedding))
        for name in ("Aino", "Eino")
    )
    by, end = date(2027, 5, 27), date(2027, 6, 6)
    assert shop.agenda.post_days(MONDAY, end) == {by: 1}
    printed(shop, eino, "wedding_anniversary", 2027)
    assert {day: (m.count, m.state) for day, m in shop.agenda.post_marks(MONDAY, end).items()} == {
        by: (1, MarkState.DONE)
    }
    states = {m.customer_id: m.state for m in shop.agenda.days(date(2027, 6, 3), date(2027, 6, 3))[0].marks}
    assert states == {aino: MarkState.DONE, eino: MarkState.DONE}
    shop.customers.save(replace(shop.customers.get(eino), deceased=True))
    assert shop.agenda.post_marks(MONDAY, end) == {}


def test_no_card_for_a_name_day_is_posted_after_it(shop: Shop) -> None:
    shop.settings.save(replace(shop.settings.read(), card_kinds=("birthday", "name_day")))
    for kind in ("birthday", "name_day"):
        shop.customers.add(Customer(given=kind, addresses=(HOME,), occasions=(Occasion(kind, 5, 10),)))
    by = post.post_by(MONDAY, shop.calendar.post())
    assert shop.agenda.post_days(by, MONDAY) == {by: 2}
    assert {m.state for m in shop.agenda.days(MONDAY, MONDAY)[0].marks} == {MarkState.LATE}
    shop.clock.when = MONDAY + ONE_DAY  # type: ignore[attr-defined]
    assert shop.agenda.post_days(by, MONDAY) == {by: 1}
    found = {m.name: m.state for m in shop.agenda.days(MONDAY, MONDAY)[0].marks}
    assert found == {"birthday": MarkState.LATE, "name_day": MarkState.PLAIN}
    shop.clock.when = MONDAY + 15 * ONE_DAY  # type: ignore[attr-defined]
    assert shop.agenda.post_days(by, MONDAY) == {}


def test_a_card_kept_back_by_a_complaint_is_not_to_be_posted(shop: Shop) -> None:
    """Nor is the one to somebody of the same home; a printed one stays, and an answer lets them go."""
    aino, eino, else_where = (
        shop.customers.add(Customer(given=name, addresses=(home,), occasions=(Occasion("birthday", 6, 3),)))
        for name, home in (("Aino", HOME), ("Eino", HOME), ("Oiva", replace(HOME, street="Koulutie 9")))
    )
    by, end = date(2027, 5, 27), date(2027, 6, 6)
    assert shop.agenda.post_days(MONDAY, end) == {by: 3}
    complaint = shop.follow_ups.add(FollowUp("complaint", aino, "Rikki", MONDAY))
    assert shop.agenda.post_days(MONDAY, end) == {by: 1}
    printed(shop, eino, "birthday", 2027)
    printed(shop, else_where, "birthday", 2027)
    (mark,) = shop.agenda.post_marks(MONDAY, end).values()
    assert (mark.count, mark.state) == (2, MarkState.DONE)
    shop.follow_ups.solve(complaint, "Uusi")
    assert shop.agenda.post_days(MONDAY, end) == {by: 1}


def test_whoever_was_greeted_has_no_late_card_to_post(shop: Shop) -> None:
    aino, _eino = (
        shop.customers.add(Customer(given=name, addresses=(HOME,), occasions=(Occasion("birthday", 5, 9),)))
        for name in ("Aino", "Eino")
    )
    by = post.post_by(date(2027, 5, 9), shop.calendar.post())
    assert shop.agenda.post_days(by, MONDAY) == {by: 2}
    (birthday,) = shop.customers.get(aino).occasions
    shop.congratulations.greet(aino, [(birthday, date(2027, 5, 9))])
    assert shop.agenda.post_days(by, MONDAY) == {by: 1}


def test_a_birthday_typed_twice_is_one_card_to_post(shop: Shop) -> None:
    twice = (Occasion("birthday", 6, 3), Occasion("birthday", 6, 3, 1980), Occasion("birthday", 6, 4))
    aino = shop.customers.add(Customer(given="Aino", addresses=(HOME,), occasions=twice))
    by, end = date(2027, 5, 27), date(2027, 6, 9)
    assert shop.agenda.post_days(MONDAY, end) == {by: 1}
    printed(shop, aino, "birthday", 2027)
    assert {day: (m.count, m.state) for day, m in shop.agenda.post_marks(MONDAY, end).items()} == {
        by: (1, MarkState.DONE)
    }
