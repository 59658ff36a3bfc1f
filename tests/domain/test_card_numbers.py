"""Card numbers: what one slip of the hand or of the scanner makes of them, and what else people hold under it."""

from __future__ import annotations

from itertools import pairwise, product
from math import gcd
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain import card_numbers
from smallcrm.domain.card_numbers import (
    DAMM,
    Code,
    CodeKind,
    as_ean,
    damm,
    ean_check,
    grouped,
    number_of,
    read_code,
    valid,
)

ROWS = st.integers(1, 900_000_000)
NUMBERS = ROWS.map(number_of)
DIGITS = st.text("0123456789", max_size=20)
SEPARATORS = st.sampled_from(["", " ", "\u00a0", "\u202f", "-", "\t", "\r\n"])


def test_the_table_is_what_the_proof_of_damm_asks_for() -> None:
    digits = range(10)
    assert all(sorted(line) == sorted("0123456789") for line in (*DAMM, *map("".join, zip(*DAMM, strict=True))))
    assert all(DAMM[digit][digit] == "0" for digit in digits)
    for so_far, one, other in product(digits, digits, digits):
        if one != other:
            assert damm(f"{other}") != damm(f"{one}")
            assert DAMM[int(DAMM[so_far][one])][other] != DAMM[int(DAMM[so_far][other])][one]
    assert damm("572") == 4  # the example of the dissertation


@pytest.mark.parametrize(
    ("number", "ean"),
    [
        ("1000000005", "2910000000055"),
        ("1000427100", "2910004271000"),
        ("1234567894", "2912345678944"),
        ("9999999990", "2999999999908"),
    ],
)
def test_known_numbers(number: str, ean: str) -> None:
    assert valid(number)
    assert number == f"{number[:9]}{damm(number[:9])}"
    assert as_ean(number) == ean
    assert read_code(number) == read_code(ean) == Code(CodeKind.CARD, number)


@given(ROWS)
def test_numbers_of_rows(row: int) -> None:
    number = number_of(row)
    assert len(number) == 10
    assert number[0] != "0"
    assert valid(number)
    assert ean_check(as_ean(number)[:-1]) == int(as_ean(number)[-1])


def test_no_two_rows_share_a_number_and_neighbours_are_far_apart() -> None:
    assert gcd(card_numbers._STEP, card_numbers._COUNT) == 1  # hence a bijection on all 900,000,000
    some = [number_of(row) for row in range(1, 20_001)]
    assert len(set(some)) == len(some)
    assert min(abs(int(a) - int(b)) for a, b in pairwise(some)) > 1_000_000
    assert number_of(900_000_000) == "1000000005"
    for row in (0, -1, 900_000_001):
        with pytest.raises(ValueError, match=str(row)):
            number_of(row)


@given(NUMBERS, st.integers(0, 9), st.integers(0, 9))
def test_one_wrong_digit_is_always_found(number: str, place: int, digit: int) -> None:
    wrong = f"{number[:place]}{digit}{number[place + 1 :]}"
    assert valid(wrong) == (wrong == number)


@given(NUMBERS, st.integers(0, 8))
def test_neighbours_that_changed_places_are_always_found(number: str, place: int) -> None:
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert valid(wrong) == (wrong == number)


@given(NUMBERS, st.integers(0, 12), st.integers(0, 9))
def test_a_bar_code_read_wrongly_is_no_card_and_no_product(number: str, place: int, digit: int) -> None:
    ean = as_ean(number)
    wrong = f"{ean[:place]}{digit}{ean[place + 1 :]}"
    assert read_code(wrong).kind is (CodeKind.CARD if wrong == ean else CodeKind.BAD)


@given(NUMBERS, st.booleans(), st.sampled_from(["", "]C1", "]C0", "]E0", "]e0", "\n]C1 "]), st.lists(SEPARATORS))
def test_it_is_read_however_it_is_written(number: str, ean: bool, prefix: str, between: list[str]) -> None:
    digits = as_ean(number) if ean else number
    gaps = [*between, *[""] * len(digits)]
    assert read_code(prefix + "".join(map("".join, zip(digits, gaps, strict=False))) + "\r\n") == Code(
        CodeKind.CARD, number
    )
    assert read_code(grouped(number)).number == number
    assert grouped(number).replace("\u00a0", "") == number
    assert [len(group) for group in grouped(number).split("\u00a0")] == [4, 4, 2]


@given(NUMBERS)
def test_the_digit_left_of_a_prefix_is_dropped(number: str) -> None:
    for read in ("0" + number, "1" + number, "0" + as_ean(number)):
        assert read_code(read) == Code(CodeKind.CARD, number)
    assert read_code("7" + number).kind is CodeKind.BAD
    assert read_code("1" + as_ean(number)).kind is CodeKind.BAD


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("6408430011122", CodeKind.BAD),
        ("4006381333931", CodeKind.PRODUCT),  # the example of the standard's books: a highlighter
        ("73513537", CodeKind.PRODUCT),
        ("036000291452", CodeKind.PRODUCT),
        ("]E04006381333931", CodeKind.PRODUCT),
        ("04006381333931", CodeKind.PRODUCT),
        ("2004003144202", CodeKind.PRODUCT),  # another shop's own: never ours
        ("0123456789", CodeKind.BAD),
        ("", CodeKind.BAD),
        ("]C1", CodeKind.BAD),
        ("٣٣٣٣٣٣٣٣٣٣", CodeKind.BAD),
        ("12345678x4", CodeKind.BAD),
        ("1234567894\x00", CodeKind.BAD),
        ("1" * 4000, CodeKind.BAD),
    ],
)
def test_what_else_is_held_under_a_scanner(text: str, kind: CodeKind) -> None:
    assert read_code(text).kind is kind


@given(DIGITS)
def test_what_begins_with_29_is_never_a_product(digits: str) -> None:
    assert read_code(f"29{digits}").kind is not CodeKind.PRODUCT


@given(st.text(max_size=30) | DIGITS)
def test_only_valid_numbers_are_ever_cards(text: str) -> None:
    code = read_code(text)
    assert (code.kind is CodeKind.CARD) == valid(code.number)
    assert code.kind is not CodeKind.CARD or code.number in "".join(text.split()).replace("-", "")


def test_the_invented_numbers_of_the_drawings_stay_out_of_the_program() -> None:
    invented = ("1000427105", "1000427142")
    assert not any(valid(number) for number in invented)
    assert all(number not in Path(card_numbers.__file__).read_text(encoding="utf-8") for number in invented)
