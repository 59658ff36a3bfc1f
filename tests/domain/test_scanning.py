"""Scanner or person: every speed and suffix of scanners, two thousand rhythms of people, and what lies between."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.card_numbers import as_ean, number_of
from smallcrm.domain.scanning import AVERAGE_MS, GAP_MS, LEAST, Burst, Recogniser

NUMBERS = st.integers(1, 900_000_000).map(number_of)
SUFFIXES = st.sampled_from(["enter", "tab"])
LETTERS = st.text("abcdefghijklmnopqrstuvwxyzåäö .,-]C", min_size=1, max_size=12)


def typed(recogniser: Recogniser, keys: str | list[str], start: float, gap: float | list[float]) -> Burst | None:
    """Type keys, each so many ms after the one before; the answer to the last of them."""
    gaps = gap if isinstance(gap, list) else [gap] * len(keys)
    found, ms = None, start
    for key, wait in zip(keys, gaps, strict=True):
        ms += wait
        found = recogniser.key(key, ms)
        assert found is None or key in {"enter", "tab"}
    return found


@given(NUMBERS, st.booleans(), st.lists(st.floats(0, AVERAGE_MS), min_size=14, max_size=14), SUFFIXES)
def test_a_scan(number: str, ean: bool, gaps: list[float], suffix: str) -> None:
    digits = as_ean(number) if ean else number
    recogniser = Recogniser()
    found = typed(recogniser, [*digits, suffix], 1000, gaps[: len(digits) + 1])
    assert found is not None
    assert (found.digits, found.before, found.suffix) == (digits, "", suffix)
    assert found.ms == pytest.approx(sum(gaps[1 : len(digits) + 1]) / len(digits))
    assert recogniser.length == 0
    assert recogniser.key(suffix, 2000) is None  # the same scan is found once


@pytest.mark.parametrize("gap", [0, 1, 8, 16, 30, 35])
@pytest.mark.parametrize("suffix", ["enter", "tab", ""])
def test_speeds_and_suffixes(gap: float, suffix: str) -> None:
    recogniser = Recogniser()
    keys = [*"1234567894", *([suffix] if suffix else [])]
    found = typed(recogniser, keys, 0, gap)
    if not suffix:
        assert recogniser.quiet(10 * gap + GAP_MS) is None  # too early: a digit may still come
        found = recogniser.quiet(10 * gap + GAP_MS + 1)
    assert found == Burst("1234567894", "", gap, suffix)


def test_clocks_step() -> None:
    steps = [0.0, 0, 16, 16, 47, 62, 62, 94, 94, 109, 156]  # a scanner of 15 ms by the clock of Windows
    recogniser = Recogniser()
    found = [recogniser.key(key, ms) for key, ms in zip([*"1234567894", "enter"], steps, strict=True)]
    assert found[-1] == Burst("1234567894", "", 15.6, "enter")


@given(st.integers(0, 20), st.integers(1, 35))
def test_only_six_digits_and_more_are_one(count: int, gap: int) -> None:
    found = typed(Recogniser(), [*("7" * count), "enter"], 0, gap)
    assert (found is not None) == (count >= LEAST)


@given(NUMBERS, st.floats(35.01, 79), SUFFIXES)
def test_too_slow_on_average(number: str, gap: float, suffix: str) -> None:
    assert typed(Recogniser(), [*number, suffix], 0, gap) is None


@given(NUMBERS, st.integers(5, 10), st.floats(80.01, 5000))
def test_one_pause_is_one_too_many(number: str, place: int, pause: float) -> None:
    gaps = [1.0] * 11
    gaps[place] = pause
    assert typed(Recogniser(), [*number, "enter"], 0, gaps) is None


@given(NUMBERS, st.integers(1, 10), st.sampled_from(["", "x", "-", " ", "å", "٣"]))
def test_anything_else_ends_it(number: str, place: int, other: str) -> None:
    found = typed(Recogniser(), [*number[:place], other, *number[place:], "enter"], 0, 5)
    if found is not None:  # what is left may be long enough for a scan, though never for a card
        assert found.digits == number[place:]
        assert found.before == (number[:place] + other if other else "")
    elif place <= 10 - LEAST:
        assert other
        assert place >= 3  # a code with so many characters in front is not ours at all


@given(NUMBERS, st.integers(0, 9))
def test_a_held_key_and_a_key_with_ctrl_end_it(number: str, place: int) -> None:
    for held in (True, False):
        recogniser = Recogniser()
        for at, digit in enumerate(number):
            recogniser.key(digit, at * 5, repeat=held and at == place, plain=held or at != place)
        found = recogniser.key("enter", 50)
        assert found is None or (place <= 3 and found.digits == number[place + 1 :])


def test_a_held_digit_is_no_scan() -> None:
    recogniser = Recogniser()
    recogniser.key("1", 0)
    assert all(recogniser.key("1", 250 + at * 33, repeat=True) is None for at in range(40))
    assert recogniser.key("enter", 250 + 40 * 33) is None
    assert typed(recogniser, [*"1234567894"], 9000, 5) is None
    assert recogniser.key("enter", 9060, repeat=True) is None
    assert typed(recogniser, [*"1234567894"], 19000, 5) is None
    assert recogniser.key("enter", 19060, plain=False) is None


@given(NUMBERS, LETTERS, st.floats(81, 2000), SUFFIXES)
def test_it_is_found_after_what_a_person_typed(number: str, words: str, pause: float, suffix: str) -> None:
    recogniser = Recogniser()
    typed(recogniser, words, 0, 150)
    assert typed(recogniser, [*number, suffix], 10_000, [pause, *[8.0] * 10]) == Burst(number, "", 8.0, suffix)


@given(NUMBERS, st.sampled_from(["]C", "¨C", "åC", "]e", "]", "C"]), st.floats(1, 30))
def test_a_prefix_is_given_back_with_it(number: str, prefix: str, gap: float) -> None:
    found = typed(Recogniser(), [*prefix, *f"1{number}", "enter"], 0, gap)
    assert found is not None
    assert (found.digits, found.before) == (f"1{number}", prefix)


@given(
    NUMBERS,
    st.booleans(),
    st.sampled_from(["&é\"'(-è_çà", "&é\"'(§è!çà", "&É\"'(-È_ÇÀ"]),
    st.sampled_from(["enter", ""]),
)
def test_where_digits_need_shift_a_scan_is_one_nevertheless(number: str, ean: bool, row: str, suffix: str) -> None:
    digits, recogniser = as_ean(number) if ean else number, Recogniser()
    signs = digits.translate(str.maketrans("1234567890", row))
    found = typed(recogniser, [*signs, *filter(None, [suffix])], 0, 8) or recogniser.quiet(1000)
    assert found is not None
    assert (found.digits, found.before, found.suffix) == (digits, "", suffix)


@pytest.mark.parametrize("signs", ["--------", "&é\"'(-è_çà&", "!!!!!!!!!!", "20-01-51-5", "&é\"'(-è"])
def test_signs_that_are_no_number_are_signs(signs: str) -> None:
    assert typed(Recogniser(), [*signs, "enter"], 0, 8) is None


def test_letters_typed_a_moment_before_are_not_given_back() -> None:
    keys = [*"Anna", *"1234567894", "enter"]
    assert typed(Recogniser(), keys, 0, [70.0] * 5 + [8.0] * 10) == Burst("1234567894", "", 8.0, "enter")


@given(st.text("abcdefgh0123456789", min_size=3, max_size=8), NUMBERS)
def test_a_code_with_letters_is_not_ours(letters: str, number: str) -> None:
    assert typed(Recogniser(), [*f"{letters}x{number}", "enter"], 0, 8) is None


def test_without_an_end_only_what_checks() -> None:
    for digits, is_one in (("1234567894", True), ("4006381333931", True), ("1234567895", False), ("1234567", False)):
        recogniser = Recogniser()
        typed(recogniser, digits, 0, 5)
        assert (recogniser.quiet(1000) is not None) == is_one
        assert recogniser.quiet(2000) is None
        assert recogniser.length == 0
    assert Recogniser().quiet(1000) is None


def test_a_clock_that_goes_back_begins_anew() -> None:
    recogniser = Recogniser()
    typed(recogniser, "123456", 1000, 5)
    recogniser.key("7", 900)
    assert recogniser.length == 1


@given(NUMBERS)
def test_length_counts_digits(number: str) -> None:
    recogniser = Recogniser()
    recogniser.key("]", 0)
    assert recogniser.length == 0
    for count, digit in enumerate(number, 1):
        recogniser.key(digit, count * 8)
        assert recogniser.length == count
    recogniser.key("x", 90)
    assert recogniser.length == 0
    recogniser.key("1", 98)
    recogniser.clear()
    assert recogniser.length == 0


def test_the_second_half_of_an_end() -> None:
    recogniser = Recogniser()
    assert not recogniser.trails("enter", 0)
    assert typed(recogniser, [*"1234567894", "enter"], 0, 8)
    assert recogniser.trails("enter", 96)
    assert recogniser.trails("tab", 88 + GAP_MS)
    assert not recogniser.trails("enter", 88 + GAP_MS + 1)
    assert not recogniser.trails("x", 90)
    recogniser.key("x", 95)
    assert not recogniser.trails("enter", 96)


def rhythm(dice: Random) -> list[tuple[str, float]]:
    """What a person types: words, numbers, phone numbers, each key 60 to 250 ms after the last, some rolled at 30."""
    keys: list[tuple[str, float]] = []
    ms, rolled = 0.0, 0
    for _ in range(dice.randint(8, 40)):
        rolled = rolled - 1 if rolled else (dice.randint(1, 2) if dice.random() < 0.15 else 0)
        ms += dice.uniform(25, 35) if rolled else dice.uniform(60, 250)
        keys.append((dice.choice("0123456789" * 4 + "ax +-") if dice.random() < 0.9 else "enter", ms))
    return [*keys, (dice.choice(["enter", "tab"]), ms + dice.uniform(60, 250))]


def test_two_thousand_rhythms_of_people_are_never_a_scan() -> None:
    dice = Random(20261122)
    for _ in range(2000):
        recogniser = Recogniser()
        for key, ms in rhythm(dice):
            assert recogniser.key(key, ms) is None
            assert recogniser.quiet(ms + 59) is None  # asked at any time: the timer of another key


@given(st.lists(st.tuples(st.sampled_from([*"0123456789", "a", "", "enter", "tab"]), st.floats(0, 300)), max_size=60))
def test_whatever_is_typed_a_burst_holds_what_the_rules_ask_for(keys: list[tuple[str, float]]) -> None:
    recogniser, ms, before = Recogniser(), 0.0, ""
    for key, gap in keys:
        ms += gap
        found = recogniser.key(key, ms)
        if found is not None:
            assert key == found.suffix
            assert before.endswith(found.before + found.digits)
            assert len(found.digits) >= LEAST
            assert found.ms <= AVERAGE_MS
        before = before + key if len(key) == 1 else ""
