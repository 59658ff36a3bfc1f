"""Identity codes are not shown; phones, dates and postal codes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.masking import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Aino;131052-308T;Oulu", "Aino;131052•••••;Oulu"),
        ("150503A1234", "150503•••••"),
        ("“99135212345” was not understood", "“991352•••••” was not understood"),
        ("010199 12345", "010199••••••"),
        ("44051401458;44051401359", "440514•••••;440514•••••"),
    ],
)
def test_the_personal_part_is_dots(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    ["+358401234567", "0401122243", "31.2.1980", "33-200 Kraków", "person12@example.org", "00-950"],
)
def test_what_is_no_code_stays(text: str) -> None:
    assert masked(text) == text


@given(st.text())
def test_nothing_grows_or_goes(text: str) -> None:
    assert len(masked(text)) == len(text)
    assert masked(masked(text)) == masked(text)


def test_eleven_digits_that_are_a_phone_number_stay() -> None:
    text = "07700900914;131052-308T;44051401458"
    assert masked(text, lambda digits: digits.startswith("0")) == "07700900914;131052•••••;440514•••••"
    assert masked("131052-308T", lambda _digits: True) == "131052•••••"
