"""Which occasions get cards, what the cards say of years, and whom a wedding card greets."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.model import Occasion, OccasionKind, ShopSettings
from smallcrm.domain.occasion_cards import (
    KINDS,
    TEXTS,
    card_keys,
    card_kinds,
    gets_card,
    is_over,
    text_of,
    which_day,
    years_text,
)
from smallcrm.domain.occasion_kinds import OwnKind

TODAY = date(2027, 5, 10)
DOG = OwnKind("Dog's day", card_wanted=True)


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (1, ("a\xa0year", "vuosi", "ett\xa0år", "rok")),
        (2, ("two\xa0years", "2\xa0vuotta", "to\xa0år", "2\xa0lata")),
        (5, ("five\xa0years", "5\xa0vuotta", "fem\xa0år", "5\xa0lat")),
        (12, ("twelve\xa0years", "12\xa0vuotta", "tolv\xa0år", "12\xa0lat")),
        (13, ("13\xa0years", "13\xa0vuotta", "13\xa0år", "13\xa0lat")),
        (21, ("21\xa0years", "21\xa0vuotta", "21\xa0år", "21\xa0lat")),
        (22, ("22\xa0years", "22\xa0vuotta", "22\xa0år", "22\xa0lata")),
        (112, ("112\xa0years", "112\xa0vuotta", "112\xa0år", "112\xa0lat")),
        (None, ("", "", "", "")),
    ],
)
def test_years_in_four_languages(years: int | None, said: tuple[str, ...]) -> None:
    assert tuple(years_text(years, language) for language in ("en", "fi", "nb", "pl")) == said


def test_only_the_kinds_that_the_shop_chose_get_cards() -> None:
    shop, own = ShopSettings(), {DOG.folded: DOG, "other": OwnKind("Other")}
    assert card_kinds(shop, []) == ("birthday",)
    assert card_kinds(shop, own.values()) == ("birthday", "other")
    assert card_kinds(ShopSettings(card_kinds=("name_day", "other", "nonsense")), []) == ("name_day",)
    assert gets_card(Occasion("birthday", 1, 1), shop, own)
    assert not gets_card(Occasion("name_day", 1, 1), shop, own)
    assert gets_card(Occasion("other", 1, 1, label="DOG'S  day"), shop, own)
    assert not gets_card(Occasion("other", 1, 1, label="Other"), shop, own)
    assert not gets_card(Occasion("other", 1, 1, label="Unknown"), shop, own)


@given(st.sampled_from([*OccasionKind]), st.sampled_from(["", "daughter"]), st.sampled_from(["", "divorce", "death"]))
def test_a_card_never_goes_to_the_wrong_one(kind: OccasionKind, whose: str, ended: str) -> None:
    everything = ShopSettings(card_kinds=tuple(OccasionKind))
    occasion = Occasion(kind, 6, 1, label="Dog's day", whose=whose, ended=ended)
    assert gets_card(occasion, everything, {DOG.folded: DOG}) == (not whose and not ended)


@given(st.sampled_from([*OccasionKind]), st.integers(-30, 30))
def test_what_a_card_says_on_its_day_and_after_it(kind: OccasionKind, ahead: int) -> None:
    text = text_of(kind, TODAY + timedelta(days=ahead), TODAY)
    if ahead >= 0:
        assert text == TEXTS[kind]
        assert KINDS[text] == kind
    else:
        assert (text == "") == is_over(kind, TODAY + timedelta(days=ahead), TODAY)
        assert text in {"", "belated_birthday", "belated_wishes"}
        assert (text == "belated_birthday") == (kind == OccasionKind.BIRTHDAY)


def test_a_birthday_typed_anew_is_the_same_and_two_dogs_are_two() -> None:
    assert card_keys("birthday", 3, "") == card_keys("birthday", 9, "")
    days = [Occasion("other", 5, day, label=name) for day, name in ((18, "Dog"), (19, "Dog"), (18, "Cat"))]
    dog, moved, cat = map(which_day, days)
    first = card_keys("other", 3, dog)
    assert set(first) & set(card_keys("other", 9, which_day(Occasion("other", 5, 18, 1999, " dog"))))  # typed anew
    assert set(first) & set(card_keys("other", 3, moved))  # corrected
    assert not set(first) & {*card_keys("other", 9, moved), *card_keys("other", 9, cat)}
