"""Words found in whatever form others wrote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.stems import sought
from smallcrm.domain.text import words


def finds(typed: str, said: str, language: str) -> bool:
    (one,) = sought(typed, language)
    plain = words(said)
    found = any(one.found(word) for word in plain)
    assert one.found_in(" ".join(plain)) or not found
    assert (one.place(" ".join(plain)) >= 0) or not found
    return found


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("en", "orchids", "White orchid in a pot"),
        ("en", "orchid", "asked about orchids"),
        ("en", "puppy", "two puppies"),
        ("en", "puppies", "a puppy"),
        ("en", "cats", "has a cat"),
        ("en", "boxes", "a box of tea"),
        ("en", "roses", "a rose"),
        ("fi", "orkidea", "Kysyi orkideoista"),
        ("fi", "orkideoista", "valkoinen orkidea"),
        ("fi", "kissa", "kaksi kissoja"),
        ("fi", "kissoja", "Kissan ruokaa"),
        ("fi", "kukka", "kukat mummolle"),
        ("fi", "kukka", "paljon kukkia"),
        ("fi", "dekkarit", "pitää dekkareista"),
        ("fi", "runoja", "Runo"),
        ("fi", "neuleet", "neuleita"),
        ("nb", "orkideer", "En hvit orkidé"),
        ("nb", "katter", "har en katt"),
        ("nb", "katten", "to katter"),
        ("nb", "strikking", "liker å strikke"),
        ("nb", "rose", "røde roser"),
        ("pl", "storczyki", "biały storczyk"),
        ("pl", "storczyk", "pytała o storczyków"),
        ("pl", "storczyków", "storczykami"),
        ("pl", "kryminały", "lubi kryminał"),
        ("pl", "herbata", "zielonej herbaty"),
        ("pl", "książki", "o książkach"),
    ],
)
def test_a_word_is_found_in_another_form(language: str, typed: str, said: str) -> None:
    assert finds(typed, said, language)


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("en", "cats", "a catalogue"),
        ("en", "tea", "a teddy"),
        ("en", "glass", "glad"),
        ("en", "bus", "a bulb"),
        ("fi", "runot", "ruusu"),
        ("nb", "rose", "rosa"),
        ("pl", "kawa", "kawka na dachu"),
        ("pl", "herbata", "herb"),
    ],
)
def test_another_word_is_not(language: str, typed: str, said: str) -> None:
    assert not finds(typed, said, language)


@given(text=st.text(max_size=30), language=st.sampled_from(["en", "fi", "nb", "pl", "sv"]))
def test_every_word_finds_itself_and_what_begins_with_it(text: str, language: str) -> None:
    for word, one in zip(words(text), sought(text, language), strict=True):
        assert one.found(word)
        assert one.found(word + "x")
        assert one.found_in(f"a {word} b")
