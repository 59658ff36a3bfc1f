"""Two under one roof: one card to a couple, never to one who has died, and a hint where both get a card."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from smallcrm.domain.model import Customer, Occasion, OccasionKind, PostalAddress
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.store.households import Mate
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.test_letters import HOME, at, chosen, left_out, piece

WEDDING = Occasion(OccasionKind.WEDDING, 5, 18, 1999)
TO_MATTI = replace(WEDDING, partner="Matti")
ELSEWHERE = PostalAddress("Koulutie 9", "37500", "Lempäälä")


@pytest.fixture(autouse=True)
def _cards_for_weddings(shop: Shop) -> None:
    shop.settings.save(replace(shop.settings.read(), card_kinds=("birthday", "wedding_anniversary")))


def add(shop: Shop, given: str, *days: Occasion, home: PostalAddress = HOME, **more: Any) -> int:
    occasions = days or (WEDDING,)
    return shop.customers.add(Customer(given=given, family="Virtanen", addresses=(home,), occasions=occasions, **more))


def print_for(shop: Shop, *customers: int) -> None:
    found = shop.letters.candidates(Selection(customers=customers, also=customers)).chosen
    shop.letters.mark(
        shop.letters.start_run("a6-quarter", "wreath", [replace(piece(c), kind=c.occasion.kind) for c in found])
    )


def test_a_couple_gets_one_card_and_the_other_is_told_why(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero")
    assert (chosen(shop), left_out(shop)) == (["Aino"], {"Eero": "couple"})


def test_both_get_one_where_a_person_says_so(shop: Shop) -> None:
    _aino, eero = add(shop, "Aino"), add(shop, "Eero")
    assert chosen(shop, Selection(also=(eero,))) == ["Aino", "Eero"]


@pytest.mark.parametrize("first", ["Aino", "Eero"])
def test_whoever_of_them_got_it_the_other_gets_none_this_year(shop: Shop, first: str) -> None:
    ids = {"Aino": add(shop, "Aino"), "Eero": add(shop, "Eero")}
    print_for(shop, ids[first])
    other = "Eero" if first == "Aino" else "Aino"
    assert (chosen(shop), left_out(shop)) == ([], {first: "already_printed", other: "couple"})
    assert chosen(shop, Selection(customers=(ids[other],))) == []
    assert chosen(shop, Selection(also=(ids[other],))) == [other]
    at(shop, date(2028, 5, 10))
    assert chosen(shop) == ["Aino"]


@pytest.mark.parametrize(
    ("day", "home"),
    [
        (replace(WEDDING, year=2021), HOME),
        (replace(WEDDING, day=19), HOME),
        (WEDDING, ELSEWHERE),
        (replace(WEDDING, whose="child"), HOME),
        (Occasion("birthday", 5, 18, 1970), HOME),
    ],
)
def test_two_weddings_are_two(shop: Shop, day: Occasion, home: PostalAddress) -> None:
    """Those of parents and their daughter in one house, neighbours', and what is no wedding at all."""
    add(shop, "Aino", TO_MATTI), add(shop, "Eero", replace(day, partner="Tuija"), home=home)
    assert chosen(shop) == (["Aino"] if day.whose else ["Aino", "Eero"])


def test_a_year_that_only_one_of_them_knows_is_no_difference(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero", replace(WEDDING, year=None))
    assert chosen(shop) == ["Aino"]


def test_one_of_whom_nothing_may_be_posted_leaves_the_card_to_the_other(shop: Shop) -> None:
    add(shop, "Aino", no_mail=True), add(shop, "Eero")
    assert (chosen(shop), left_out(shop)) == (["Eero"], {"Aino": "no_mail"})


@pytest.mark.parametrize(
    ("more", "day", "code"),
    [({"deceased": True}, WEDDING, "partner_deceased"), ({}, replace(WEDDING, ended="divorce"), "wedding_ended")],
)
def test_no_card_goes_to_both_where_one_has_died_or_parted(
    shop: Shop, more: dict[str, Any], day: Occasion, code: str
) -> None:
    add(shop, "Eero", day, **more)
    aino = add(shop, "Aino")
    assert chosen(shop) == chosen(shop, Selection(customers=(aino,), also=(aino,))) == []
    assert left_out(shop)["Aino"] == code


def test_an_ended_marriage_is_kept_and_nowhere_told(shop: Shop) -> None:
    aino = add(shop, "Aino", replace(WEDDING, ended="divorce"))
    assert (chosen(shop), left_out(shop), shop.occasions.today(days=90).items) == ([], {}, ())
    assert left_out(shop, Selection(customers=(aino,))) == {"Aino": "no_occasion"}
    assert shop.customers.get(aino).occasions[0].ended == "divorce"


def test_of_two_weddings_of_one_customer_the_later_is_the_one_that_holds(shop: Shop) -> None:
    later = replace(WEDDING, day=19, year=2020)
    aino, _eero = add(shop, "Aino", WEDDING, later), add(shop, "Eero", later)
    both = Selection(start=MONDAY, end=date(2027, 5, 31))
    found = shop.letters.candidates(both).chosen
    assert [(c.customer.given, c.day.day) for c in found] == [("Aino", 19)]
    assert left_out(shop, both)["Aino"] == "second_day"
    first = Selection(start=date(2027, 5, 18), end=date(2027, 5, 18))
    assert (chosen(shop, first), left_out(shop, first)) == ([], {"Aino": "second_day"})
    parted = (replace(WEDDING, partner="Matti"), replace(later, ended="divorce"))
    shop.customers.save(replace(shop.customers.get(aino), occasions=parted))
    assert chosen(shop, first) == ["Aino"]


def test_two_years_at_once_are_one_card_each(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero")
    found = shop.letters.candidates(Selection(start=MONDAY, end=date(2028, 5, 31))).chosen
    assert [(c.customer.given, c.day.year) for c in found] == [("Aino", 2027), ("Aino", 2028)]


def test_today_read_again_for_one_of_them_is_today_read_anew(shop: Shop) -> None:
    aino, eero = add(shop, "Aino"), add(shop, "Eero")
    before = shop.occasions.today()
    print_for(shop, aino)
    for changed in ({aino}, {eero}, {aino, eero}):
        assert shop.occasions.again(before, changed).items == shop.occasions.today().items
    shop.customers.save(replace(shop.customers.get(aino), deceased=True))
    assert shop.occasions.again(before, {aino}).items == shop.occasions.today().items


def test_nobody_is_called_about_a_wedding_whose_card_went_to_the_other(shop: Shop) -> None:
    aino, _eero = add(shop, "Aino"), add(shop, "Eero")
    print_for(shop, aino)
    at(shop, date(2027, 5, 20))
    view = shop.occasions.today()
    assert [(i.name, i.printed) for i in view.items] == [("Aino Virtanen", True), ("Eero Virtanen", True)]
    assert view.waiting("missed") == []


# -- a hint ---------------------------------------------------------------------------------------------------------


def hints(shop: Shop, selection: Selection | None = None) -> dict[str, Mate | None]:
    return {c.customer.given: c.household for c in shop.letters.candidates(selection or Selection()).chosen}


def test_who_lives_together_and_gets_a_card_too_is_told_and_left_out_by_nobody(shop: Shop) -> None:
    birthday = Occasion("birthday", 5, 18, 1970)
    aino, eero = add(shop, "Aino", birthday), add(shop, "Eero", replace(birthday, day=17))
    add(shop, "Liisa", birthday, home=ELSEWHERE)
    assert hints(shop) == {
        "Aino": Mate(eero, "Eero Virtanen"),
        "Eero": Mate(aino, "Aino Virtanen"),
        "Liisa": None,
    }


def test_whose_card_was_printed_these_days_is_a_hint_for_two_weeks(shop: Shop) -> None:
    aino = add(shop, "Aino", Occasion("birthday", 5, 18, 1970))
    add(shop, "Eero", Occasion("birthday", 5, 26, 1970))
    print_for(shop, aino)
    both = Selection(start=MONDAY, end=date(2027, 6, 30))
    assert hints(shop, both) == {"Eero": Mate(aino, "Aino Virtanen", had=True)}
    at(shop, MONDAY + timedelta(days=15))
    assert hints(shop, both) == {"Eero": None}


def test_the_card_says_the_name_that_the_other_record_has(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero", nickname="Eki")
    (one,) = shop.letters.candidates(Selection()).chosen
    assert (one.customer.given, one.occasion.partner) == ("Aino", "Eki")
    shop.customers.save(replace(shop.customers.get(one.customer.id), occasions=(replace(WEDDING, partner="Erkki"),)))
    assert [c.occasion.partner for c in shop.letters.candidates(Selection()).chosen] == ["Erkki"]


def test_nobody_is_greeted_where_more_than_two_have_one_wedding_and_none_says_with_whom(shop: Shop) -> None:
    add(shop, "Aino"), add(shop, "Eero"), add(shop, "Liisa")
    assert (chosen(shop), set(left_out(shop).values())) == ([], {"partner_missing"})


@pytest.mark.parametrize(("kind", "partner", "cards"), [
    ("household", "", 1), ("person", "Eero", 1), ("person", "", 0), ("company", "Eero", 0), ("company", "", 0),
])  # fmt: skip
def test_a_wedding_of_one_is_read_everywhere_and_a_card_for_two_needs_both(
    shop: Shop, kind: str, partner: str, cards: int
) -> None:
    who = add(shop, "Aino", replace(WEDDING, partner=partner), kind=kind)
    code = "company_wedding" if kind == "company" else "partner_missing"
    days = (MONDAY - timedelta(days=20), MONDAY + timedelta(days=40))
    assert sum(shop.agenda.post_days(*days).values()) == cards
    assert len(shop.agenda.post_marks(*days)) == cards
    assert [i.customer_id for i in shop.occasions.today().cards] == [who] * cards
    assert shop.worklist.now().count == cards
    assert left_out(shop, Selection(customers=(who,), also=(who,))) == ({} if cards else {"Aino": code})
    print_for(shop, who)
    assert sum(shop.agenda.post_days(*days).values()) == 0


# -- found to be a couple, or not -----------------------------------------------------------------------------------


def test_a_couple_is_found_however_their_days_and_streets_were_typed(shop: Shop) -> None:
    """A year beside the other, the street shortened, moved apart in the file alone: each names the other."""
    near = PostalAddress("Kirkkok. 3", "33100", "Tampere"), PostalAddress("Kirkkokatu 3", "33100", "Tampere")
    typed = [((HOME, 1999), (HOME, 2000)), ((near[0], 1999), (near[1], None)), ((HOME, 1999), (ELSEWHERE, 1999))]
    for one, other in typed:
        aino = add(shop, "Aino", replace(WEDDING, partner="Eero", year=one[1]), home=one[0])
        eero = add(shop, "Eero", replace(WEDDING, partner="Aino Virtanen", year=other[1]), home=other[0])
        assert (chosen(shop), left_out(shop)) == (["Aino"], {"Eero": "couple"})
        for one_of_them in (aino, eero):
            shop.customers.bin(one_of_them)


@pytest.mark.parametrize("moved", [(5, 19), (5, 12), (12, 30), (1, 2)])
def test_a_day_that_the_other_typed_beside_it_is_the_same_wedding(shop: Shop, moved: tuple[int, int]) -> None:
    """From the start, and corrected after the card was printed, over New Year too."""
    here = (5, 18) if moved[0] == 5 else (12, 31)
    at(shop, date(2026, here[0], here[1] - 9))
    names = {name: replace(WEDDING, month=here[0], day=here[1], partner=name) for name in ("Eero", "Aino")}
    aino, eero = add(shop, "Aino", names["Eero"]), add(shop, "Eero", names["Aino"])
    around = Selection(start=shop.today, end=shop.today + timedelta(days=20))
    theirs = replace(names["Aino"], month=moved[0], day=moved[1])
    shop.customers.save(replace(shop.customers.get(eero), occasions=(theirs,)))
    assert (chosen(shop, around), left_out(shop, around)) == (["Aino"], {"Eero": "couple"})
    print_for(shop, aino)
    assert chosen(shop, around) == chosen(shop, Selection(customers=(eero,))) == []
    shop.customers.save(replace(shop.customers.get(eero), occasions=(replace(theirs, partner="Liisa"),)))
    assert chosen(shop, around) == ["Eero"]  # whoever names somebody else is of another couple


def test_a_household_and_one_of_it_are_one_couple(shop: Shop) -> None:
    add(shop, "Familien", kind="household"), add(shop, "Aino", replace(WEDDING, partner="Eero"))
    assert (chosen(shop), left_out(shop)) == (["Familien"], {"Aino": "couple"})


def test_a_spouse_who_died_is_found_without_a_wedding_of_their_own(shop: Shop) -> None:
    aino = add(shop, "Aino", replace(WEDDING, partner="Eero"))
    shop.customers.add(Customer(given="Eero Olavi", family="Virtanen", addresses=(HOME,), deceased=True))
    asked = Selection(customers=(aino,), also=(aino,))
    assert (chosen(shop), left_out(shop)) == ([], {"Aino": "partner_likely_deceased"})
    assert chosen(shop, asked) == ["Aino"]  # father and son may have one name
    days = (MONDAY - timedelta(days=20), MONDAY + timedelta(days=40))
    assert shop.agenda.post_days(*days) == {}


def test_one_who_died_elsewhere_by_that_name_is_asked_about(shop: Shop) -> None:
    aino = add(shop, "Aino", replace(WEDDING, partner="Eero"))
    shop.customers.add(Customer(given="Eero", family="Virtanen", addresses=(ELSEWHERE,), deceased=True))
    shop.customers.add(Customer(given="Eero", family="Laine", addresses=(ELSEWHERE,), deceased=True))
    assert left_out(shop) == {"Aino": "partner_likely_deceased"}
    assert chosen(shop, Selection(customers=(aino,), also=(aino,))) == ["Aino"]


@pytest.mark.parametrize("reason", ["divorce", "death"])
def test_a_marriage_that_one_of_them_says_is_over_is_over_wherever_they_live(shop: Shop, reason: str) -> None:
    add(shop, "Eero", replace(WEDDING, partner="Aino", ended=reason))
    aino = add(shop, "Aino", replace(WEDDING, partner="Eero"), home=ELSEWHERE)
    assert (chosen(shop), left_out(shop)) == ([], {"Aino": "wedding_likely_ended"})
    assert chosen(shop, Selection(also=(aino,))) == ["Aino"]  # that was a namesake
    shop.customers.save(replace(shop.customers.get(aino), addresses=(HOME,)))
    assert left_out(shop, Selection(also=(aino,)))["Aino"] == "wedding_ended"


def test_a_title_is_no_first_name(shop: Shop) -> None:
    add(shop, "Aino", replace(WEDDING, partner="Dr. Eero Virtanen", year=1998))
    add(shop, "Eero", replace(WEDDING, partner="Aino"))
    assert chosen(shop) == ["Aino"]


def test_two_couples_in_one_house_are_two(shop: Shop) -> None:
    """Sisters' double wedding: each card names its own two."""
    add(shop, "Kari", replace(WEDDING, partner="Per"))
    shop.customers.add(
        Customer(given="Liv", family="Lie", addresses=(HOME,), occasions=(replace(WEDDING, partner="Jon"),))
    )
    found = shop.letters.candidates(Selection()).chosen
    assert [(c.customer.given, c.occasion.partner, c.other) for c in found] == [("Kari", "Per", ""), ("Liv", "Jon", "")]


def test_one_person_on_record_twice_gets_one_card_and_is_not_their_own_spouse(shop: Shop) -> None:
    add(shop, "Aino", replace(WEDDING, partner="Eero")), add(shop, "Aino", replace(WEDDING, partner="Eero"))
    (one,) = shop.letters.candidates(Selection()).chosen
    assert (one.customer.given, one.occasion.partner, one.other) == ("Aino", "Eero", "")
    assert left_out(shop) == {"Aino": "couple"}


def test_the_dead_in_the_bin_are_dead(shop: Shop) -> None:
    add(shop, "Aino", replace(WEDDING, partner="Eero"))
    eero = shop.customers.add(Customer(given="Eero", family="Virtanen", addresses=(HOME,), deceased=True))
    shop.customers.bin(eero)
    assert left_out(shop) == {"Aino": "partner_likely_deceased"}


def test_a_dead_namesake_at_home_ends_no_marriage_of_the_living(shop: Shop) -> None:
    add(shop, "Aino", replace(WEDDING, partner="Eero")), add(shop, "Eero", replace(WEDDING, partner="Aino"))
    shop.customers.add(Customer(given="Eero", family="Virtanen", addresses=(HOME,), deceased=True))
    assert (chosen(shop), left_out(shop)) == (["Aino"], {"Eero": "couple"})


def test_who_gets_no_card_takes_none_from_the_other(shop: Shop) -> None:
    """Of three with one day the first names nobody: the two who name each other still get theirs."""
    (
        add(shop, "Liisa"),
        add(shop, "Aino", replace(WEDDING, partner="Eero")),
        add(shop, "Eero", replace(WEDDING, partner="Aino")),
    )
    assert (chosen(shop), left_out(shop)) == (["Aino"], {"Liisa": "partner_missing", "Eero": "couple"})


@pytest.mark.parametrize(("kind", "change", "code"), [
    ("birthday", {"card_wanted": False}, "card_not_wanted"), ("name_day", {"card_wanted": False}, "card_not_wanted"),
    ("wedding_anniversary", {"ended": "divorce"}, "card_not_wanted"),
])  # fmt: skip
def test_what_was_said_with_one_row_holds_for_the_same_day_typed_again(
    shop: Shop, kind: str, change: dict[str, Any], code: str
) -> None:
    shop.settings.save(replace(shop.settings.read(), card_kinds=("birthday", "name_day", "wedding_anniversary")))
    day = replace(WEDDING, kind=kind, partner="Eero" if kind == "wedding_anniversary" else "")
    add(shop, "Aino", replace(day, **change), replace(day, year=None))
    assert chosen(shop) == []
    assert code in left_out(shop).values()
    assert sum(shop.agenda.post_days(MONDAY, date(2027, 5, 31)).values()) == 0


@pytest.mark.parametrize("how", ["row removed", "binned", "moved far", "moved over New Year"])
def test_the_card_of_a_couple_is_not_forgotten_with_the_day_of_the_one_who_got_it(shop: Shop, how: str) -> None:
    at(shop, date(2026, 12, 21))
    wedding = replace(WEDDING, month=12, day=30)
    aino = add(shop, "Aino", replace(wedding, partner="Eero"))
    eero = add(shop, "Eero", replace(wedding, partner="Aino"))
    print_for(shop, aino)
    one = shop.customers.get(aino)
    if how == "binned":
        shop.customers.bin(aino)
    elif how == "row removed":
        shop.customers.save(replace(one, occasions=()))
    elif how == "moved far":
        shop.customers.save(replace(one, occasions=(replace(one.occasions[0], day=2),)))
    else:
        for who in (aino, eero):
            known = shop.customers.get(who)
            shop.customers.save(replace(known, occasions=(replace(known.occasions[0], month=1, day=3),)))
    around = Selection(start=date(2026, 12, 21), end=date(2027, 1, 20))
    assert chosen(shop, around) == chosen(shop, Selection(customers=(eero,))) == []
    at(shop, date(2028, 12, 21))
    later = Selection(start=shop.today, end=shop.today + timedelta(days=20))
    assert len(shop.letters.candidates(later).chosen) == 1


# -- stands there twice ---------------------------------------------------------------------------------------------


def test_a_birthday_typed_three_times_is_one_card(shop: Shop) -> None:
    """Without a year, with one, and a day beside it: by whichever day is asked, one card goes out, and one only."""
    birthday = Occasion("birthday", 5, 18, 1970)
    days = (replace(birthday, year=None), birthday, replace(birthday, day=19))
    aino = add(shop, "Aino", *days)
    everything = Selection(start=MONDAY, end=date(2027, 5, 31))
    (one,) = shop.letters.candidates(everything).chosen
    assert (one.day, one.turns) == (date(2027, 5, 18), 57)
    codes = [out.reason.code for out in shop.letters.candidates(everything).left_out]
    assert codes == ["second_day", "second_day"]
    second = Selection(start=date(2027, 5, 19), end=date(2027, 5, 19), also=(aino,))
    assert (chosen(shop, second), left_out(shop, second)) == ([], {"Aino": "second_day"})
    assert sum(shop.agenda.post_days(MONDAY, date(2027, 5, 31)).values()) == 1
    print_for(shop, aino)
    assert chosen(shop) == []


def test_two_dogs_are_two_and_one_typed_twice_is_one(shop: Shop) -> None:
    shop.occasion_kinds.save([OwnKind("Dog", card_wanted=True)])
    dog = Occasion("other", 5, 18, label="Dog")
    aino = add(shop, "Aino", dog, replace(dog, label="dog "), replace(dog, day=19))
    found = shop.letters.candidates(Selection(customers=(aino,))).chosen
    assert [c.day.day for c in found] == [18, 19]
