"""Menus: a mnemonic stands for one entry, whatever a translation says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from smallcrm.ui.commands import distinct, plain, words


def test_a_mnemonic_that_is_taken_moves_to_a_free_letter() -> None:
    assert distinct(["&Varmuuskopioi nyt", "A&vaa toinen liike…", "Uusi &liike…", "&Lopeta"]) == [
        "&Varmuuskopioi nyt",
        "&Avaa toinen liike…",
        "Uusi &liike…",
        "L&opeta",
    ]
    assert distinct(["&A", "&A", "Today"]) == ["&A", "A", "Today"]


@given(st.lists(st.text(st.sampled_from("abc &"), max_size=6).filter(lambda t: t.count("&") <= 1), max_size=8))
def test_no_two_are_equal_and_the_words_stay(texts: list[str]) -> None:
    made = distinct(texts)
    marks = [t[t.index("&") + 1].casefold() for t in made if "&" in t]
    assert len(marks) == len(set(marks))
    assert [t.replace("&", "") for t in made] == [t.replace("&", "") for t in texts]
    assert words("Import from a file\u00a0…") == "Import from a file"


def test_an_ampersand_to_be_read_is_no_mnemonic() -> None:
    entry = plain("Cards & rewards")
    assert distinct(["&Rewards", entry]) == ["&Rewards", "Cards && rewards"]
    assert words(entry) == "Cards & rewards"
    assert distinct(["Cards && &rewards"]) == ["Cards && &rewards"]
