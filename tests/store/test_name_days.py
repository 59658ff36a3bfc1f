"""Lists of name days, who may have which, and suggestions kept in one step. All names and days are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.model import Customer, Occasion, OccasionKind, PostalAddress
from smallcrm.domain.name_days import MonthDay, NameDay, NameList
from smallcrm.safety.check import check
from smallcrm.store.shop import Shop

OWN = NameList("FI", "Own list", "Written by ourselves", "Own list", "own.csv")
BIRTHDAY = Occasion(OccasionKind.BIRTHDAY, 5, 6, 1980)


def _days(*days: tuple[int, int, str]) -> list[NameDay]:
    return [NameDay(*one) for one in days]


FINNISH = _days((6, 24, "Juhani"), (6, 24, "Johannes"), (12, 9, "Anna"), (8, 1, "Maija"), (2, 29, "Karkausa"))
POLISH = _days((1, 15, "Anna"), (5, 7, "Anna"), (7, 26, "Anna"), (6, 24, "Jan"), (12, 27, "Jan"))


def _add(shop: Shop, given: str, family: str = "Testi", **more: object) -> int:
    return shop.customers.add(Customer(given=given, family=family, **more))  # type: ignore[arg-type]


def _rows(shop: Shop) -> list[list[tuple[object, ...]]]:
    """Everything that a step of name days may touch, but the versions, which only ever grow."""
    asked = (
        "SELECT * FROM name_list",
        "SELECT * FROM name_day",
        "SELECT * FROM occasion",
        "SELECT id, name FROM customer",
    )
    return [shop.database.sql(f"{query} ORDER BY id") for query in asked]


def _own_day(shop: Shop, customer: int) -> list[MonthDay]:
    return [(o.month, o.day) for o in shop.customers.get(customer).occasions if o.kind == OccasionKind.NAME_DAY]


def test_a_list_is_kept_with_where_it_is_from(shop: Shop) -> None:
    made = shop.name_days.add(OWN, FINNISH)
    (kept,) = shop.name_days.lists()
    assert replace(kept, at="", id=0, names=0, days=0) == OWN
    assert (kept.id, kept.names, kept.days) == (made, 5, 4)
    assert kept.at == shop.now.isoformat()
    assert shop.name_days.days(made) == [
        replace(one, list_id=made) for one in sorted(FINNISH, key=lambda one: (one.month, one.day))
    ]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(OWN, country=""), "no_country"),
        (replace(OWN, country="Suomi"), "no_country"),
        (replace(OWN, source=" "), "no_source"),
        (replace(OWN, licence=""), "no_licence"),
    ],
)
def test_source_and_licence_are_always_noted(shop: Shop, wrong: NameList, code: str) -> None:
    with pytest.raises(BadInput) as error:
        shop.name_days.add(wrong, FINNISH)
    assert error.value.code == code
    assert shop.name_days.lists() == []


def test_an_empty_list_and_impossible_days_are_refused(shop: Shop) -> None:
    for days, code in (([], "no_names"), (_days((1, 1, " - ")), "no_names"), (_days((2, 30, "Anna")), "no_such_day")):
        with pytest.raises(BadInput) as error:
            shop.name_days.add(OWN, days)
        assert error.value.code == code


def test_taking_in_replacing_and_removing_are_one_step_each_and_undone_whole(shop: Shop) -> None:
    empty = _rows(shop)
    made = shop.name_days.add(OWN, FINNISH)
    first = _rows(shop)
    shop.name_days.replace(made, replace(OWN, title="Newer"), FINNISH[:2])
    second = _rows(shop)
    assert [(one.title, one.names) for one in shop.name_days.lists()] == [("Newer", 2)]
    shop.name_days.remove(made)
    assert shop.name_days.lists() == []
    for rows in (second, first, empty):
        shop.journal.undo()
        assert _rows(shop) == rows
    for rows in (first, second):
        shop.journal.redo()
        assert _rows(shop) == rows
    assert check(shop) == []


def test_a_list_that_is_in_already_is_found_by_its_names_and_an_older_one_by_its_name(shop: Shop) -> None:
    first = shop.name_days.add(OWN, FINNISH)
    polish = shop.name_days.add(replace(OWN, country="PL", title="Kalendarz", file="pl.csv"), POLISH)
    again = shop.name_days.same([*reversed(FINNISH), *_days((6, 24, "JUHANI"))])
    assert again is not None
    assert again.id == first
    assert shop.name_days.same(FINNISH[1:]) is None
    assert shop.name_days.same([*FINNISH, *POLISH]) is None
    for country, title, file, wanted in (
        ("FI", "own LIST", "x.csv", first),
        ("FI", "Newer", "own.csv", first),
        ("PL", "Own list", "own.csv", 0),
        ("PL", "", "pl.csv", polish),
        ("FI", "", "", 0),
    ):
        found = shop.name_days.older(country, title, file)
        assert (found.id if found else 0) == wanted
    assert shop.name_days.get(polish).title == "Kalendarz"
    with pytest.raises(NotFound):
        shop.name_days.get(99)


def test_a_list_that_is_not_there_is_told(shop: Shop) -> None:
    for ask in (shop.name_days.remove, shop.name_days.days):
        with pytest.raises(NotFound):
            ask(7)
    with pytest.raises(NotFound):
        shop.name_days.replace(7, OWN, FINNISH)


def test_the_country_of_the_address_is_asked_first_then_the_language_then_the_shop(shop: Shop) -> None:
    shop.name_days.add(OWN, FINNISH)
    shop.name_days.add(replace(OWN, country="PL"), POLISH)
    in_poland = Customer(given="Anna", addresses=(PostalAddress("Nowa 1", "00-001", "Warszawa", country="PL"),))
    asked = {
        "home": Customer(given="Anna"),
        "polish": Customer(given="Anna", language="pl"),
        "poland": in_poland,
        "both": replace(in_poland, language="fi"),
    }
    found = {who: [one.on for one in shop.name_days.candidates(one).days] for who, one in asked.items()}
    poland = [(1, 15), (5, 7), (7, 26)]
    assert found == {"home": [(12, 9)], "polish": poland, "poland": poland, "both": poland}
    assert [one.on for one in shop.name_days.candidates(Customer(given="Jan")).days] == [(6, 24), (12, 27)]


def test_suggestions_name_everybody_active_without_a_name_day(shop: Shop) -> None:
    shop.name_days.add(OWN, FINNISH)
    anna = _add(shop, "Anna", occasions=(BIRTHDAY,))
    both = _add(shop, "Anna-Maija")
    leap = _add(shop, "Karkausa")
    _add(shop, "Juhani", occasions=(Occasion(OccasionKind.NAME_DAY, 1, 2),))
    _add(shop, "Juhani", deceased=True)
    _add(shop, "Juhani", archived=True)
    _add(shop, "Juhani", kind="household")
    _add(shop, "Juhani", kind="company")
    _add(shop, "Unknown")
    shop.customers.bin(_add(shop, "Juhani"))
    found = {one.customer_id: one for one in shop.name_days.suggestions()}
    assert set(found) == {anna, both, leap}
    assert found[anna].birthday == (5, 6)
    chosen = {i: one.chosen.on if one.chosen else None for i, one in found.items()}
    assert chosen == {anna: (12, 9), both: None, leap: (2, 29)}
    assert [one.on for one in found[both].candidates] == [(12, 9), (8, 1)]


def test_a_childs_name_day_is_not_the_parents(shop: Shop) -> None:
    shop.name_days.add(OWN, FINNISH)
    _add(shop, "Anna", occasions=(Occasion(OccasionKind.NAME_DAY, 1, 2, whose="Maija"),))
    assert len(shop.name_days.suggestions()) == 1


def test_in_poland_the_first_after_the_birthday_is_chosen(shop: Shop) -> None:
    shop.name_days.add(replace(OWN, country="PL"), POLISH)
    anna = _add(shop, "Anna", language="pl", occasions=(BIRTHDAY,))
    jan = _add(shop, "Jan", language="pl", occasions=(Occasion(OccasionKind.BIRTHDAY, 12, 28),))
    nobody_knows = _add(shop, "Jan", language="pl")
    chosen = {one.customer_id: one.chosen and one.chosen.on for one in shop.name_days.suggestions()}
    assert chosen == {anna: (5, 7), jan: (6, 24), nobody_knows: None}
    found = shop.name_days.candidates(shop.customers.get(anna))
    assert [one.on for one in found.days] == [(5, 7), (7, 26), (1, 15)]


def test_what_is_chosen_is_written_in_one_step_and_undo_is_identity(shop: Shop) -> None:
    shop.name_days.add(OWN, FINNISH)
    people = [_add(shop, "Juhani", f"Nro{n}") for n in range(12)]
    before, steps = _rows(shop), len(shop.journal.steps(100))
    suggested = {one.customer_id: one.chosen.on for one in shop.name_days.suggestions() if one.chosen}
    assert shop.name_days.apply(suggested) == len(people)
    assert len(shop.journal.steps(100)) == steps + 1
    assert all(_own_day(shop, one) == [(6, 24)] for one in people)
    assert shop.name_days.suggestions() == []
    made = _rows(shop)
    occasion = shop.customers.get(people[0]).occasions[0]
    assert (occasion.year, occasion.whose, occasion.label) == (None, "", "")
    shop.journal.undo()
    assert _rows(shop) == before
    shop.journal.redo()
    assert _rows(shop) == made
    assert check(shop) == []


def test_who_has_one_or_is_gone_by_now_is_left_alone(shop: Shop) -> None:
    has = _add(shop, "Juhani", occasions=(Occasion(OccasionKind.NAME_DAY, 1, 2),))
    gone, alive = _add(shop, "Juhani"), _add(shop, "Juhani")
    shop.customers.save(replace(shop.customers.get(gone), deceased=True))
    assert shop.name_days.apply({has: (6, 24), gone: (6, 24), alive: (2, 29), 999: (6, 24)}) == 1
    assert [_own_day(shop, one) for one in (has, gone, alive)] == [[(1, 2)], [], [(2, 29)]]


def test_nothing_to_write_makes_no_step_and_an_impossible_day_writes_nothing(shop: Shop) -> None:
    one = _add(shop, "Juhani")
    steps = len(shop.journal.steps(100))
    assert shop.name_days.apply({}) == 0
    with pytest.raises(BadInput):
        shop.name_days.apply({one: (2, 30)})
    assert len(shop.journal.steps(100)) == steps
    assert _own_day(shop, one) == []


def test_undo_keeps_the_day_of_whom_somebody_changed_since_and_tells(shop: Shop) -> None:
    shop.name_days.add(OWN, FINNISH)
    first, second = _add(shop, "Juhani"), _add(shop, "Johannes")
    shop.name_days.apply({first: (6, 24), second: (6, 24)})
    step = shop.journal.steps(1)[0].id
    stored = shop.customers.get(first)
    shop.customers.save(replace(stored, occasions=(replace(stored.occasions[0], day=25),)))
    assert shop.journal.undo_step(step).kept == (first,)
    assert (_own_day(shop, first), _own_day(shop, second)) == ([(6, 25)], [])


def test_whoever_edits_a_customer_meanwhile_loses_no_name_day(shop: Shop) -> None:
    from smallcrm.domain.errors import Conflict

    one = _add(shop, "Juhani")
    opened = shop.customers.get(one)
    shop.name_days.apply({one: (6, 24)})
    with pytest.raises(Conflict):
        shop.customers.save(replace(opened, alert="Likes tea"))
    assert _own_day(shop, one) == [(6, 24)]


def test_a_large_list_and_many_people_are_asked_in_a_few_questions(shop: Shop) -> None:
    days = [NameDay(n % 12 + 1, n % 28 + 1, f"Nimi{chr(97 + n % 26)}{chr(97 + n // 26)}") for n in range(600)]
    shop.name_days.add(OWN, days)
    with shop.change("customer_added", bulk=True):
        shop.customers.add_many([Customer(uid=f"u{n}", given=days[n % 600].name, family=f"S{n}") for n in range(1500)])
    asked: list[str] = []
    shop.database.connection.set_trace_callback(asked.append)
    found = shop.name_days.suggestions()
    shop.database.connection.set_trace_callback(None)
    assert len(found) == 1500
    assert len(asked) < 20
