"""Who gets a card, who is left out and why, and that a run neither repeats nor forgets anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from smallcrm import messages
from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.model import Consent, Customer, Occasion, PostalAddress
from smallcrm.domain.occasion_cards import which_day
from smallcrm.domain.piece import Piece, Wording
from smallcrm.store.clock import FixedClock
from smallcrm.store.letters import Candidate, Selection
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY
from tests.store.pictures import picture

HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä")
SOON = Occasion("birthday", 5, 18, 1980)  # five working days of post and one of handling after Monday 10 May 2027


def person(name: str = "Aino", **more: Any) -> Customer:
    values: dict[str, Any] = {"addresses": (HOME,), "occasions": (SOON,), **more}
    return Customer(given=name, family="Virtanen", **values)


def piece(candidate: Candidate) -> Piece:
    wording = Wording("", "", "", "", (), "", "", "", "")
    who = candidate.customer
    day, which = candidate.occasion, which_day(candidate.occasion)
    return Piece(who.id, who.name, "fi", wording, (), occasion_id=day.id, which=which, year=candidate.day.year)


def chosen(shop: Shop, selection: Selection | None = None) -> list[str]:
    return [c.customer.given for c in shop.letters.candidates(selection or Selection()).chosen]


def left_out(shop: Shop, selection: Selection | None = None) -> dict[str, str]:
    found = shop.letters.candidates(selection or Selection()).left_out
    return {o.name.split()[0]: o.reason.code for o in found}


def at(shop: Shop, today: date) -> None:
    assert isinstance(shop.clock, FixedClock)
    shop.clock.when = today


def test_a_card_is_due_when_its_print_by_comes_before_the_next_open_day(shop: Shop) -> None:
    shop.customers.add(person())
    seen = {}
    for back in range(30):
        day = date(2027, 5, 18) - timedelta(days=back)
        at(shop, day)
        found = shop.letters.candidates(Selection()).chosen
        seen[day] = (len(found), bool(found and found[0].late))
        if found:
            assert (found[0].print_by, found[0].post_by) == (date(2027, 5, 10), date(2027, 5, 11))
    assert seen[date(2027, 5, 11)] == (1, False)  # the last day to post
    assert seen[date(2027, 5, 12)] == (1, True)
    assert min(d for d, (n, _late) in seen.items() if n) == date(2027, 5, 7)  # a Friday: the next open day is Monday


def test_a_late_card_is_offered_until_fourteen_days_after_the_day(shop: Shop) -> None:
    shop.customers.add(person())
    at(shop, date(2027, 6, 1))
    assert [c.late for c in shop.letters.candidates(Selection()).chosen] == [True]
    at(shop, date(2027, 6, 2))
    assert chosen(shop) == []


def test_until_the_end_of_the_week_by_setting(shop: Shop) -> None:
    shop.customers.add(person(occasions=(Occasion("birthday", 5, 24),)))
    assert chosen(shop) == []
    shop.settings.save(replace(shop.settings.read(), cards_until="end_of_week"))
    assert chosen(shop) == ["Aino"]


def test_post_abroad_takes_longer(shop: Shop) -> None:
    abroad = replace(HOME, country="NO")
    shop.customers.add(person("Kari", addresses=(abroad,), occasions=(Occasion("birthday", 5, 26),)))
    shop.customers.add(person("Eero", occasions=(Occasion("birthday", 5, 26),)))
    assert chosen(shop) == ["Kari"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"addresses": ()}, "no_address"),
        ({"addresses": (PostalAddress("", "", "Lempäälä"),)}, "no_address"),
        ({"deceased": True}, "deceased"),
        ({"archived": True}, "archived"),
        ({"no_mail": True}, "no_mail"),
        ({"consents": (Consent("cards", "post", given=False, on=MONDAY),)}, "no_mail"),
        ({"prospect": True}, "prospect"),
        ({"prospect": True, "consents": (Consent("cards", "email", given=True, on=MONDAY),)}, "prospect"),
        ({"occasions": (replace(SOON, card_wanted=False),)}, "card_not_wanted"),
    ],
)
def test_who_is_left_out_is_told_why(shop: Shop, more: dict[str, Any], code: str) -> None:
    shop.customers.add(person(**more))
    assert (chosen(shop), left_out(shop)) == ([], {"Aino": code})


def test_the_last_word_on_post_counts(shop: Shop) -> None:
    yes, no = (Consent("cards", "post", given=g, on=MONDAY - timedelta(days=d)) for g, d in ((True, 9), (False, 3)))
    shop.customers.add(person("Prospect", prospect=True, consents=(yes,)))
    shop.customers.add(person("Changed", consents=(no, yes)))
    shop.customers.add(person("Back", consents=(no, replace(yes, on=MONDAY))))
    assert sorted(chosen(shop)) == ["Back", "Prospect"]
    assert left_out(shop) == {"Changed": "no_mail"}


def test_the_birthday_of_somebody_else_is_no_card_for_the_customer(shop: Shop) -> None:
    shop.customers.add(person(occasions=(replace(SOON, whose="child"), Occasion("name_day", 5, 18))))
    both = [Selection(), Selection(text="aino"), Selection(start=MONDAY, end=date(2027, 5, 30))]
    assert [chosen(shop, s) for s in both] == [[], [], []]


def test_the_bin_gets_no_card(shop: Shop) -> None:
    binned = shop.customers.add(person())
    shop.customers.bin(binned)
    assert (chosen(shop), left_out(shop)) == ([], {})
    assert left_out(shop, Selection(customers=(binned,))) == {"Aino": "in_bin"}


def test_chosen_people_get_their_next_day_or_the_one_just_missed(shop: Shop) -> None:
    ids = [
        shop.customers.add(person("Missed", occasions=(Occasion("birthday", 4, 30, 1980),))),
        shop.customers.add(person("Far", occasions=(Occasion("birthday", 4, 20, 1980),))),
        shop.customers.add(person("None", occasions=())),
    ]
    found = shop.letters.candidates(Selection(customers=tuple(ids)))
    days = {c.customer.given: (c.day, c.turns, c.late) for c in found.chosen}
    assert days == {"Missed": (date(2027, 4, 30), 47, True), "Far": (date(2028, 4, 20), 48, False)}
    assert [(o.customer_id, o.reason.code) for o in found.left_out] == [(ids[2], "no_occasion")]
    assert sorted(chosen(shop, Selection(text="virtanen"))) == ["Far", "Missed"]


def test_somebody_unknown_is_told(shop: Shop) -> None:
    with pytest.raises(NotFound):
        shop.letters.candidates(Selection(customers=(99,)))


def test_a_period_is_of_the_days_themselves(shop: Shop) -> None:
    for day in (1, 15, 31):
        shop.customers.add(person(f"D{day}", occasions=(Occasion("birthday", 12, day),)))
    assert chosen(shop, Selection(start=date(2027, 12, 1), end=date(2027, 12, 15))) == ["D1", "D15"]
    assert chosen(shop, Selection(start=date(2027, 12, 16))) == ["D31", "D1", "D15"]
    assert chosen(shop, Selection(end=date(2027, 12, 1))) == ["D1"]
    with pytest.raises(BadInput) as caught:
        shop.letters.candidates(Selection(start=date(2027, 2, 2), end=date(2027, 2, 1)))
    assert caught.value.code == "bad_period"


def test_due_by_is_of_the_day_of_printing(shop: Shop) -> None:
    shop.customers.add(person(occasions=(Occasion("birthday", 6, 10),)))
    (card,) = shop.letters.candidates(Selection(start=date(2027, 6, 10), end=date(2027, 6, 10))).chosen
    assert chosen(shop, Selection(due_by=card.print_by)) == ["Aino"]
    assert chosen(shop, Selection(due_by=card.print_by - timedelta(days=1))) == []


def test_cards_of_january_are_printed_in_december(shop: Shop) -> None:
    shop.customers.add(person(occasions=(Occasion("birthday", 1, 4, 1980),)))
    at(shop, date(2027, 12, 23))  # the 24th is a holiday
    (card,) = shop.letters.candidates(Selection()).chosen
    assert (card.day, card.turns) == (date(2028, 1, 4), 48)
    shop.letters.mark(shop.letters.start_run("a6-quarter", "candles", [piece(card)]))
    assert left_out(shop) == {"Aino": "already_printed"}
    at(shop, date(2028, 1, 10))
    assert (chosen(shop), left_out(shop)) == ([], {"Aino": "already_printed"})
    at(shop, date(2028, 12, 22))
    assert chosen(shop) == ["Aino"]


@pytest.mark.parametrize(("leap_day", "day"), [("28", date(2027, 2, 28)), ("1", date(2027, 3, 1))])
def test_a_leap_day_is_kept_on_the_day_of_the_shop(shop: Shop, leap_day: str, day: date) -> None:
    shop.settings.save(replace(shop.settings.read(), leap_day=leap_day))
    shop.customers.add(person(occasions=(Occasion("birthday", 2, 29, 1980),)))
    at(shop, day - timedelta(days=3))
    (card,) = shop.letters.candidates(Selection()).chosen
    assert (card.day, card.turns) == (day, 47)
    at(shop, date(2028, 2, 25))
    assert [c.day for c in shop.letters.candidates(Selection()).chosen] == [date(2028, 2, 29)]


# -- runs ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def three(shop: Shop) -> list[Piece]:
    for name in ("Aino", "Eero", "Liisa"):
        shop.customers.add(person(name))
    return [piece(c) for c in shop.letters.candidates(Selection()).chosen]


def test_a_crash_between_neither_repeats_nor_forgets(shop: Shop, three: list[Piece]) -> None:
    run = shop.letters.start_run("a6-quarter", "candles", three)
    shop.letters.mark(run, cards=[three[0].key])
    again = Shop.open(shop.file, clock=FixedClock(MONDAY))
    (left,) = again.letters.unfinished()
    assert (left.id, left.kind, left.layout) == (run, "birthday", "a6-quarter")
    assert left.customer_ids == tuple(p.customer_id for p in three[1:])
    assert chosen(again) == ["Eero", "Liisa"]
    assert left_out(again) == {"Aino": "already_printed"}
    second = again.letters.start_run(
        "a6-quarter", "candles", [piece(c) for c in again.letters.candidates(Selection()).chosen]
    )
    assert [r.id for r in again.letters.unfinished()] == [second]
    assert again.letters.mark(second) == 2
    assert (again.letters.unfinished(), chosen(again)) == ([], [])
    assert again.letters.start_run("a6-quarter", "candles", three) > second  # all are printed: nothing is planned twice
    assert again.letters.unfinished() == []
    again.close()


def test_printed_is_undone_and_offered_again(shop: Shop, three: list[Piece]) -> None:
    run = shop.letters.start_run("a6-quarter", "candles", three)
    before = picture(shop)
    assert shop.letters.mark(run) == 3
    assert [e.kind for e in shop.timeline.of(three[0].customer_id)] == ["card"]
    assert shop.letters.mark(run) == 0
    shop.journal.undo()
    assert picture(shop) == before
    assert chosen(shop) == ["Aino", "Eero", "Liisa"]
    shop.journal.redo()
    assert chosen(shop) == []


def test_what_was_not_printed_is_forgotten_and_offered_again(shop: Shop, three: list[Piece]) -> None:
    run = shop.letters.start_run("a6-quarter", "candles", three)
    assert shop.letters.finish(run) == 3
    assert shop.letters.unfinished() == []
    assert chosen(shop) == ["Aino", "Eero", "Liisa"]


def test_only_those_who_are_named_are_forgotten(shop: Shop, three: list[Piece]) -> None:
    """Whoever a question was not about stays with the run."""
    run = shop.letters.start_run("a6-quarter", "candles", three)
    first, second, third = (p.key for p in three)
    assert shop.letters.mark(run, cards=[first]) == 1
    assert shop.letters.finish(run, [second]) == 1
    assert shop.letters.unfinished()[0].cards == (third,)


def test_envelopes_follow_their_cards_for_some_days(shop: Shop, three: list[Piece]) -> None:
    shop.letters.mark(shop.letters.start_run("a6-quarter", "candles", three))
    assert chosen(shop) == []
    assert chosen(shop, Selection(again=True)) == ["Aino", "Eero", "Liisa"]
    at(shop, MONDAY + timedelta(days=4))
    assert chosen(shop, Selection(again=True)) == []


def test_somebody_may_get_another_one(shop: Shop, three: list[Piece]) -> None:
    """A card that was lost is printed again; a refusal of post holds all the same."""
    shop.letters.mark(shop.letters.start_run("a6-quarter", "candles", three))
    first, second, _third = (p.customer_id for p in three)
    shop.customers.save(replace(shop.customers.get(second), no_mail=True))
    assert chosen(shop, Selection(also=(first, second))) == ["Aino"]


def test_a_refusal_bears_its_date(shop: Shop) -> None:
    refused = Consent("marketing", "post", given=False, on=date(2027, 1, 12))
    shop.customers.add(person(consents=(refused,)))
    (out,) = shop.letters.candidates(Selection()).left_out
    assert (out.reason.code, dict(out.reason.values)) == ("no_mail", {"since": date(2027, 1, 12)})
    assert messages.reason(out.reason) == "No mail since 12/01/2027"


def test_skipped_is_no_card(shop: Shop, three: list[Piece]) -> None:
    run = shop.letters.start_run("a6-quarter", "candles", three)
    assert shop.letters.mark(run, "skipped") == 3
    assert shop.timeline.of(three[0].customer_id) == []
    assert chosen(shop) == ["Aino", "Eero", "Liisa"]


@pytest.mark.parametrize("state", ["posted", "handed_over"])
def test_posted_and_handed_over_count_as_printed(shop: Shop, three: list[Piece], state: str) -> None:
    shop.letters.mark(shop.letters.start_run("a6-quarter", "candles", three), state)
    assert chosen(shop) == []
    assert shop.letters.printed_keys() == {(p.customer_id, "birthday", 2027) for p in three}


def test_undo_while_the_printer_works_forgets_nobody(shop: Shop) -> None:
    made = shop.customers.add(person())
    shop.timeline.add(made, "note", "x")
    (candidate,) = shop.letters.candidates(Selection(customers=(made,))).chosen
    run = shop.letters.start_run("a6-quarter", "candles", [piece(candidate)])
    assert shop.journal.undo().step.label == "note_added"
    assert shop.letters.mark(run) == 1


def test_a_birthday_typed_anew_is_not_printed_again(shop: Shop) -> None:
    made = shop.customers.add(person())
    (candidate,) = shop.letters.candidates(Selection(customers=(made,))).chosen
    shop.letters.mark(shop.letters.start_run("a6-quarter", "candles", [piece(candidate)]))
    days = shop.customers.get(made).occasions
    shop.customers.save(replace(shop.customers.get(made), occasions=()))
    shop.customers.save(replace(shop.customers.get(made), occasions=tuple(replace(d, id=0) for d in days)))
    left = shop.letters.candidates(Selection(customers=(made,))).left_out
    assert [out.reason.code for out in left] == ["already_printed"]
