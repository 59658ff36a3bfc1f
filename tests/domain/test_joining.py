"""What a file adds to a known customer: nothing is lost, changed in silence or taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.joining import Differing, fill, overwrite
from smallcrm.domain.model import Address, Consent, Customer, Email, Link, Occasion, Phone, PostalAddress

OURS = Customer(id=7, version=3, uid="u", given="Aino", family="Virtanen")
HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä", kind="home", primary=True)
WORK = PostalAddress("Kauppakatu 1", "33100", "Tampere", kind="work")


def test_nothing_new_changes_nothing() -> None:
    for join in (fill, overwrite):
        assert join(OURS, OURS) == (OURS, ())
        assert join(OURS, Customer()) == (OURS, ())
        assert join(OURS, Customer(display_name="Aino Virtanen")) == (OURS, ())


def test_missing_texts_are_filled_and_others_told() -> None:
    ours = replace(OURS, company="Kerä", wishes="Villa")
    theirs = Customer(company="Muu", wishes=" VILLA ", nickname="Aikku")
    joined, differing = fill(ours, theirs)
    assert (joined.company, joined.wishes, joined.nickname) == ("Kerä", "Villa", "Aikku")
    assert differing == (Differing("company", "Kerä", "Muu"),)
    joined, differing = overwrite(ours, theirs)
    assert (joined.company, joined.wishes, differing) == ("Muu", " VILLA ", ())


def test_form_of_address() -> None:
    theirs = Customer(address_form=Address.MS)
    assert fill(OURS, theirs)[0].address_form == Address.MS
    ours = replace(OURS, address_form=Address.MR)
    assert fill(ours, theirs) == (ours, (Differing("address_form", "mr", "ms"),))
    assert overwrite(ours, theirs)[0].address_form == Address.MS
    assert fill(ours, ours) == (ours, ())


@pytest.mark.parametrize("name", ["customer_since", "deceased_on"])
def test_dates(name: str) -> None:
    theirs = replace(Customer(), **{name: date(2020, 2, 1)})  # type: ignore[arg-type]
    ours = replace(OURS, **{name: date(2019, 2, 1)})  # type: ignore[arg-type]
    assert getattr(fill(OURS, theirs)[0], name) == date(2020, 2, 1)
    assert fill(ours, theirs) == (ours, (Differing(name, "2019-02-01", "2020-02-01"),))
    assert getattr(overwrite(ours, theirs)[0], name) == date(2020, 2, 1)


def test_a_refusal_and_a_death_are_kept_by_either_side() -> None:
    for join in (fill, overwrite):
        assert join(OURS, replace(OURS, no_mail=True, deceased=True))[0].no_mail
        joined = join(replace(OURS, no_mail=True, deceased=True), OURS)[0]
        assert (joined.no_mail, joined.deceased) == (True, True)


def test_a_greeting_name_is_checked_where_it_comes_from() -> None:
    checked = Customer(greeting_name="Aino", greeting_checked=True)
    assert fill(OURS, checked)[0].greeting_checked
    ours = replace(OURS, greeting_name="Ainu", greeting_checked=True)
    assert fill(ours, Customer(greeting_name="Aino"))[0].greeting_checked
    assert not overwrite(ours, Customer(greeting_name="Aino"))[0].greeting_checked


def test_a_picture_is_taken_where_there_is_none() -> None:
    theirs = Customer(photo=b"b", photo_type="image/png")
    assert fill(OURS, theirs)[0].photo == b"b"
    ours = replace(OURS, photo=b"a", photo_type="image/gif")
    assert (fill(ours, theirs)[0].photo, overwrite(ours, theirs)[0].photo_type) == (b"a", "image/png")


def test_lists_grow_by_what_is_new_and_keep_their_primary() -> None:
    ours = replace(
        OURS,
        phones=(Phone("040 1", primary=True, e164="+358401"),),
        emails=(Email("A@x.fi", primary=True),),
        tags=("Langat",),
        links=(Link("https://x"),),
        extra=(("X-A", "1"),),
    )
    theirs = Customer(
        phones=(Phone("+358401", primary=True, e164="+358401"), Phone("ext", primary=True), Phone("ext")),
        emails=(Email("a@X.fi"), Email("b@x.fi", primary=True)),
        tags=("langat", "villa"),
        links=(Link("https://x", "home"), Link("https://y")),
        extra=(("X-A", "1"), ("X-A", "2")),
    )
    joined = fill(ours, theirs)[0]
    assert joined.phones == (*ours.phones, Phone("ext"))
    assert joined.emails == (*ours.emails, Email("b@x.fi"))
    assert joined.tags == ("Langat", "villa")
    assert joined.links == (Link("https://x"), Link("https://y"))
    assert joined.extra == (("X-A", "1"), ("X-A", "2"))
    assert fill(OURS, theirs)[0].phones[0].primary


def test_every_no_and_no_yes() -> None:
    no, yes = (Consent("ads", "post", given=g, on=date(2026, 1, 1)) for g in (False, True))
    assert overwrite(OURS, Customer(consents=(yes, no)))[0].consents == (no,)
    assert fill(replace(OURS, consents=(yes,)), Customer(consents=(no, no)))[0].consents == (yes, no)


def test_addresses_are_whole_blocks() -> None:
    ours = replace(OURS, addresses=(HOME,))
    same = replace(HOME, street="koulutie  7,", country="FI", primary=False)
    assert fill(ours, Customer(addresses=(same,)))[0].addresses == (HOME,)
    assert overwrite(ours, Customer(addresses=(same,)))[0].addresses == (HOME,)
    assert fill(ours, Customer(addresses=(WORK,)))[0].addresses == (HOME, WORK)
    moved = replace(HOME, street="Uusi 1")
    assert overwrite(ours, Customer(addresses=(moved, WORK)))[0].addresses == (moved, WORK)
    assert overwrite(replace(OURS, addresses=(HOME, WORK)), Customer(addresses=(moved,)))[0].addresses == (moved, WORK)


def day(month: int, on: int, year: int | None = None, kind: str = "birthday", whose: str = "") -> Occasion:
    return Occasion(kind, month, on, year, whose=whose)


def test_a_birthday_learns_its_year_and_is_never_changed_in_silence() -> None:
    ours = replace(OURS, occasions=(replace(day(5, 20), id=4),))
    assert fill(ours, Customer(occasions=(day(5, 20, 1980),)))[0].occasions == (replace(day(5, 20, 1980), id=4),)
    known = replace(OURS, occasions=(day(5, 20, 1980),))
    assert fill(known, Customer(occasions=(day(5, 20),))) == (known, ())
    joined, differing = fill(known, Customer(occasions=(day(5, 21, 1980),)))
    assert joined == known
    assert differing == (Differing("birthday", "1980-05-20", "1980-05-21"),)
    assert fill(known, Customer(occasions=(day(5, 20, 1981),)))[1][0].theirs == "1981-05-20"
    assert overwrite(ours, Customer(occasions=(day(6, 1),)))[0].occasions == (replace(day(6, 1), id=4),)


def test_two_name_days_and_two_children_stay_two() -> None:
    names = (day(5, 10, kind="name_day"), day(9, 2, kind="name_day"))
    children = (day(1, 2, whose="child"), day(3, 4, whose="child"))
    theirs = Customer(occasions=(*names, *children))
    assert fill(OURS, theirs)[0].occasions == (*names, *children)
    both = replace(OURS, occasions=(*names, *children))
    assert fill(both, replace(theirs, occasions=tuple(reversed(theirs.occasions)))) == (both, ())
    one = replace(OURS, occasions=(names[1],))
    assert fill(one, theirs)[0].occasions == (names[1], names[0], *children)


TEXT = st.sampled_from(["", "Aino", "Eero", "aino"])
PEOPLE = st.builds(
    Customer,
    given=TEXT,
    company=TEXT,
    no_mail=st.booleans(),
    deceased=st.booleans(),
    phones=st.lists(st.builds(Phone, st.sampled_from(["1", "2", "3"])), max_size=3).map(tuple),
    tags=st.lists(TEXT, max_size=3).map(tuple),
    addresses=st.lists(st.sampled_from([HOME, WORK]), max_size=2).map(tuple),
    occasions=st.lists(
        st.builds(
            Occasion,
            st.sampled_from(["birthday", "name_day"]),
            st.just(5),
            st.integers(1, 3),
            st.sampled_from([None, 1980, 1981]),
        ),
        max_size=3,
    ).map(tuple),
)


@given(PEOPLE, PEOPLE)
def test_fill_removes_and_changes_nothing_and_twice_is_once(ours: Customer, theirs: Customer) -> None:
    joined, _differing = fill(ours, theirs)
    assert joined.given == (ours.given or theirs.given)
    assert joined.phones[: len(ours.phones)] == ours.phones
    assert joined.tags[: len(ours.tags)] == ours.tags
    assert joined.addresses[: len(ours.addresses)] == ours.addresses
    kept = joined.occasions[: len(ours.occasions)]
    assert [(o.kind, o.month, o.day) for o in kept] == [(o.kind, o.month, o.day) for o in ours.occasions]
    assert all(o.year in {None, k.year} for o, k in zip(ours.occasions, kept, strict=True))
    assert (joined.no_mail, joined.deceased) == (ours.no_mail or theirs.no_mail, ours.deceased or theirs.deceased)
    assert fill(joined, theirs)[0] == joined
