"""What the import page says about a file: every field, kind and format has words, and nobody is said to come in."""

from __future__ import annotations

import pytest

from smallcrm import i18n
from smallcrm.domain.incoming import Guess, Problem
from smallcrm.domain.reason import reason
from smallcrm.exchange.tables.cells import FIELDS
from smallcrm.ui.pages.importing import words
from smallcrm.ui.pages.importing.told import NOBODY, problem_row


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_no_field_is_said_by_its_code(field: str) -> None:
    i18n.set_language("fi")
    assert field not in words.field_words(field)
    assert "_" not in words.field_words(f"{field}@2")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("phone:mobile", "Puhelin (matkapuhelin)"), ("phone@2:work", "Puhelin (2, työ)"),
        ("phone_kind@2", "Puhelin (2, tyyppi)"), ("name:firm", "Nimi (henkilö tai yritys)"),
        ("phone:Kesämökki", "Puhelin (Kesämökki)"),
    ],
)  # fmt: skip
def test_kinds_are_said_in_the_language(code: str, said: str) -> None:
    i18n.set_language("fi")
    assert words.field_words(code) == said


@pytest.mark.parametrize("kind", ["vcard", "csv", "xlsx", "xls", "ods", "json"])
def test_no_format_is_said_by_its_ending(kind: str) -> None:
    assert words.guessed(Guess(kind)) != kind


@pytest.mark.parametrize("code", sorted(NOBODY))
def test_a_row_that_is_nobody_does_not_come_in(code: str) -> None:
    row = problem_row(Problem("a.csv", 1, reason(code, value="x", sheet="x", rows=1), rejected=False), several=False)
    assert row.chip is not None
    assert row.chip.text == "Stays out"


def test_a_value_left_behind_comes_in_without_it() -> None:
    row = problem_row(Problem("a.csv", 2, reason("bad_date", value="31.2."), rejected=False), several=False)
    assert row.chip is not None
    assert row.chip.text == "Comes in"
