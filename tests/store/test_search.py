"""Quick-find: every spelling people type, any run of digits, and nothing that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.card_numbers import as_ean, grouped
from smallcrm.domain.model import Customer, Email, Phone, PostalAddress
from smallcrm.domain.text import fold, sort_key, storable, variants, words
from smallcrm.store.clock import FixedClock
from smallcrm.store.listing import CustomerFilter
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY

PEOPLE = (
    Customer(given="Łukasz", family="Łuczak", phones=(Phone("+48 601 234 518"),), tags=("kawa",)),
    Customer(given="Øyvind", family="Bjørnstad", addresses=(PostalAddress("Kongens gate 2", "6002", "Ålesund"),)),
    Customer(given="Aino", family="Äijä", nickname="Aikku", emails=(Email("aino.aija@example.com"),)),
    Customer(given="Kari", family="Aalesund"),
    Customer(given="Maarit", family="Ålesund"),
    Customer(given="Joel", family="O'Brien", company="Kirjakahvila Tähti Oy"),
    Customer(given="Michael", family="Müller", phones=(Phone("040 512 3378"), Phone("03-555 0142"))),
    Customer(given="Marit", family="Smith-Æser"),
)


@pytest.fixture
def found(shop: Shop) -> Shop:
    with shop.change("imported", bulk=True):
        shop.customers.add_many(PEOPLE)
    return shop


def names(shop: Shop, text: str) -> list[str]:
    return [hit.name for hit in shop.customers.search(text)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lukasz", "Łukasz Łuczak"),
        ("ŁUKASZ", "Łukasz Łuczak"),
        ("oyvind", "Øyvind Bjørnstad"),
        ("oeyvind", "Øyvind Bjørnstad"),
        ("bjornstad", "Øyvind Bjørnstad"),
        ("aija", "Aino Äijä"),
        ("aeijae", "Aino Äijä"),
        ("aikku", "Aino Äijä"),
        ("äijä aino", "Aino Äijä"),
        ("ain äij", "Aino Äijä"),
        ("maarit", "Maarit Ålesund"),
        ("joel", "Joel O'Brien"),
        ("michael", "Michael Müller"),
        ("mueller", "Michael Müller"),
        ("obrien", "Joel O'Brien"),
        ("o'brien", "Joel O'Brien"),
        ("brien", "Joel O'Brien"),
        ("smith-æ", "Marit Smith-Æser"),
        ("aeser", "Marit Smith-Æser"),
        ("kahvila", "Joel O'Brien"),
        ("tahti", "Joel O'Brien"),
        ("kawa", "Łukasz Łuczak"),
        ("aino.aija@", "Aino Äijä"),
        ("4518", "Łukasz Łuczak"),
        ("601 234", "Łukasz Łuczak"),
        ("+48601", "Łukasz Łuczak"),
        ("3378", "Michael Müller"),
        ("0405123", "Michael Müller"),
        ("+358405", "Michael Müller"),
        ("512 33", "Michael Müller"),
        ("035550142", "Michael Müller"),
        ("juczak", None),
        ("uczak", "Łukasz Łuczak"),
    ],
)
def test_people_are_found_as_they_are_typed(found: Shop, typed: str, name: str | None) -> None:
    assert (name in names(found, typed)) if name else not names(found, typed)


@pytest.mark.parametrize("typed", ["aalesund", "alesund", "Ålesund", "ÅLESUND", "åle"])
def test_both_spellings_of_a_town_find_each_other(found: Shop, typed: str) -> None:
    assert {"Kari Aalesund", "Maarit Ålesund", "Øyvind Bjørnstad"} <= set(names(found, typed))


def test_typed_letters_are_never_collapsed(found: Shop) -> None:
    assert names(found, "maarit") == ["Maarit Ålesund"]
    assert names(found, "marit") == ["Marit Smith-Æser"]
    assert "Joel O'Brien" not in names(found, "jol")


@pytest.mark.parametrize(
    ("typed", "field", "text"),
    [
        ("lukasz", "name", ""),
        ("3378", "phone", "040 512 3378"),
        ("aino.aija@e", "email", "aino.aija@example.com"),
        ("kongens", "", None),
        ("ålesund øyv", "town", "Ålesund"),
        ("kirja", "company", "Kirjakahvila Tähti Oy"),
        ("kaw", "tag", "kawa"),
        ("aik", "name", "Aikku"),
    ],
)
def test_each_hit_says_where_it_matched(found: Shop, typed: str, field: str, text: str | None) -> None:
    hits = found.customers.search(typed)
    if text is None:
        assert not hits
    else:
        assert (hits[0].matched, hits[0].matched_text) == (field, text)


def test_who_is_meant_behind_the_name_of_a_company_is_told(shop: Shop) -> None:
    shop.customers.add(Customer(given="Adam", family="Jabłoński", display_name="Pracownia Garnek", company="Garnek"))
    for typed, told in (("jablon", "Adam Jabłoński"), ("ad", "Adam Jabłoński"), ("garnek", ""), ("prac gar", "")):
        (hit,) = shop.customers.search(typed)
        assert (hit.name, hit.matched, hit.matched_text) == ("Pracownia Garnek", "name", told)


def test_order_is_whole_words_then_starts_then_insides(shop: Shop) -> None:
    with shop.change("x", bulk=True):
        shop.customers.add_many(
            [
                Customer(given="Joanna", family="B"),
                Customer(given="Annabel", family="A"),
                Customer(given="Zoe", company="Annala Oy"),
                Customer(given="Anna", family="Z"),
                Customer(given="Anna", family="C", archived=True),
                Customer(given="Anna", family="D", deceased=True),
            ]
        )
    assert names(shop, "anna") == ["Anna Z", "Annabel A", "Zoe", "Joanna B", "Anna C", "Anna D"]


def test_nothing_typed_finds_nothing(found: Shop) -> None:
    assert names(found, "") == names(found, "  ") == []
    assert found.index.ids_for(" ") == []


def test_the_bin_is_not_searched(found: Shop) -> None:
    hit = found.customers.search("lukasz")[0]
    found.customers.bin(hit.id)
    assert names(found, "lukasz") == []
    found.customers.unbin(hit.id)
    assert names(found, "lukasz") == ["Łukasz Łuczak"]


@pytest.mark.parametrize(
    "hostile", ['"', "*", "%", "_", "\\", "' OR 1=1 --", "(", "NEAR(", "a:b", "-", "^", "\0", "😀", "%%%", "ß", "İ"]
)
def test_anything_typed_is_safe(found: Shop, hostile: str) -> None:
    assert isinstance(found.customers.search(hostile), list)
    assert len(names(found, hostile)) < len(PEOPLE)


def test_signs_only_names_are_found_as_typed(shop: Shop) -> None:
    shop.customers.add(Customer(given="!!!"))
    shop.customers.add(Customer(given="100%"))
    assert names(shop, "!!!") == ["!!!"]
    assert names(shop, "100%") == ["100%"]


@given(st.text(min_size=1, max_size=12).filter(lambda t: storable(t).strip()), st.text(max_size=12))
@settings(max_examples=150)
def test_any_name_is_found_by_itself(tmp_path_factory: pytest.TempPathFactory, given_name: str, other: str) -> None:
    shop = _shared(tmp_path_factory)
    with shop.transaction():
        pass
    made = shop.customers.add(Customer(given=given_name))
    hits = shop.customers.search(given_name, limit=500)
    assert made in [h.id for h in hits]
    shop.customers.search(other)
    shop.journal.undo()


_SHARED: list[Shop] = []


def _shared(factory: pytest.TempPathFactory) -> Shop:
    if not _SHARED:
        _SHARED.append(Shop.open(factory.mktemp("search") / "a.smallcrm", clock=FixedClock(MONDAY), create=True))
    return _SHARED[0]


def test_a_common_start_is_walked_in_order(shop: Shop) -> None:
    with shop.change("x", bulk=True):
        shop.customers.add_many([Customer(given="Anna", family=f"Testi{i:04}") for i in range(2300)])
        shop.customers.add_many([Customer(given="An", family="Alku"), Customer(given="Zed", company="Anders")])
    hits = names(shop, "an")
    assert hits[0] == "An Alku"
    assert hits[1:4] == ["Anna Testi0000", "Anna Testi0001", "Anna Testi0002"]
    assert len(hits) == 50
    assert names(shop, "an testi01")[:2] == ["Anna Testi0100", "Anna Testi0101"]
    assert len(shop.index.ids_for("an")) == 2302
    assert len(shop.customers.search("an", limit=4000)) == 2302


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("fi", ["Aalto", "Virtanen", "Zidane", "Åberg", "Äijä", "Öhman"]),
        ("nb", ["Abel", "Zahl", "Ærlig", "Øyen", "Åsen"]),
        ("pl", ["Lis", "Łuczak", "Mazur", "Sowa", "Ścisły", "Zając", "Źrebak", "Żak"]),
        ("en", ["Abbot", "Álvarez", "Azure", "Bell"]),
    ],
)
def test_lists_sort_by_the_language(tmp_path: Path, language: str, ordered: list[str]) -> None:
    shop = Shop.open(tmp_path / "a.smallcrm", create=True, language=language)
    with shop.change("x", bulk=True):
        shop.customers.add_many([Customer(given=name) for name in reversed(ordered)])
    assert [c.name for c in shop.customers.page(0, 50)] == ordered
    assert [shop.customers.position(c.id) for c in shop.customers.page(0, 50)] == list(range(len(ordered)))
    shop.close()


@given(st.text(max_size=20))
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(w in variants(text) or not w for w in words(text)) or not words(text)


@given(
    st.lists(st.sampled_from(["Anna", "anna", "Ánna", "Øst", "Ost", "Ål", "Al", "A l", "A-l", "9", "Жук"]), max_size=6)
)
def test_sort_keys_are_total_and_repeatable(texts: list[str]) -> None:
    for language in ("en", "fi", "nb", "pl"):
        once = sorted(texts, key=lambda t: sort_key(t, language))
        assert once == sorted(once, key=lambda t: sort_key(t, language))


def test_variants_stay_few() -> None:
    assert len(variants("öäåöäåöäåöä")) <= 8
    assert variants("Ålesund") == {"alesund", "aalesund"}


def test_lists_filter_by_tag_state_and_text(found: Shop) -> None:
    count = found.customers.count
    assert count(CustomerFilter(tag="kawa")) == 1
    assert count(CustomerFilter(text="ålesund")) == 3
    one = found.customers.search("lukasz")[0].id
    found.customers.bin(one)
    assert count(CustomerFilter(state="binned")) == 1
    assert count() == len(PEOPLE) - 1
    assert found.customers.page(0, 1, query=CustomerFilter(order="recent"))[0].name == "Marit Smith-Æser"
    assert found.customers.tags() == ["kawa"]
    assert found.customers.position(one) == -1


def test_like_people_are_hinted_at_while_typing(found: Shop) -> None:
    assert [c.name for c in found.customers.similar("lukasz luczak")] == ["Łukasz Łuczak"]
    assert [c.name for c in found.customers.similar("Nobody", "+358 40 5123378")] == ["Michael Müller"]
    assert found.customers.similar("lukasz") == []
    assert found.customers.similar("", "33") == []


def test_a_card_number_finds_its_person_from_four_digits_on(shop: Shop) -> None:
    aino, bo = (shop.customers.add(Customer(given=name)) for name in ("Aino", "Bo"))
    old = shop.cards.issue(aino)
    shop.cards.issue(bo)
    new = shop.cards.replace(aino)
    for typed in (new, new[:4], f"{new[:4]} {new[4:8]}", as_ean(new), old):
        found = shop.customers.search(typed)
        assert [row.id for row in found][:1] == [aino], typed
        assert (found[0].matched, found[0].matched_text) == ("card", grouped(old if typed == old else new))
        assert aino in shop.index.ids_for(typed)
    assert shop.customers.search(new[:3]) == []
    shop.customers.bin(aino)
    assert shop.customers.search(new) == []


def test_a_phone_and_a_card_that_start_alike_are_both_found(shop: Shop) -> None:
    aino = shop.customers.add(Customer(given="Aino"))
    number = shop.cards.issue(aino)
    bo = shop.customers.add(Customer(given="Bo", phones=(Phone(number[:6]),)))
    assert [row.id for row in shop.customers.search(number[:6])] == [bo, aino]
    assert [row.id for row in shop.customers.search(number)] == [aino]
