"""Fields are read once, values never again; full stops and spaces at the seams."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.merging import FIELDS, fields_in, merge, merge_spans, one_line, without_empty
from smallcrm.domain.piece import Span


@pytest.mark.parametrize(
    "name",
    [
        "<Anna>",
        "Rose & Co",
        "100 % %s %(x)d",
        "{x}",
        "{shop_name}",
        "{{greeting_name}}",
        "}{",
        "\\1 \\g<0>",
        "$name",
        "&amp;",
        "O'Brien-Smith",
    ],
)
def test_a_value_is_plain_text_and_never_read_again(name: str) -> None:
    assert merge("Dear {greeting_name}, from {shop_name}", {"greeting_name": name, "shop_name": "S"}) == (
        f"Dear {name}, from S"
    )


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1))
def test_whatever_a_name_holds_stands_in_the_text(name: str) -> None:
    assert merge("Hei {greeting_name}!", {"greeting_name": name}) == f"Hei {name}!"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("10 czerwca 2027 r.", "do 10 czerwca 2027 r."),
        ("coffee", "do coffee."),
        ("coffee.", "do coffee."),
        ("coffee..", "do coffee."),
        ("coffee...", "do coffee..."),
        ("coffee!", "do coffee!."),
    ],
)
def test_a_full_stop_gives_way_to_the_one_that_follows(value: str, text: str) -> None:
    assert merge("do {valid_until}.", {"valid_until": value}) == text


def test_a_full_stop_stays_where_none_follows() -> None:
    assert merge("do {valid_until} – tak", {"valid_until": "2027 r."}) == "do 2027 r. – tak"


@pytest.mark.parametrize(
    ("template", "text"),
    [("a {phone} b", "a b"), ("{phone} b", " b"), ("a  b", "a b"), ("a {email}{phone}", "a "), ("{phone}", "")],
)
def test_two_spaces_become_one_around_an_empty_value(template: str, text: str) -> None:
    assert merge(template, {}) == text


def test_no_break_spaces_stay() -> None:
    assert merge("til {valid_until}", {"valid_until": "10.\u00a0juni"}) == "til 10.\u00a0juni"


def test_the_gift_is_bold_and_joins_nothing_else() -> None:
    spans = merge_spans(
        "For {greeting_name}: {reward_name}.", {"greeting_name": "Ann", "reward_name": "tea."}, ["reward_name"]
    )
    assert spans == (Span("For Ann: "), Span("tea", bold=True), Span("."))


def test_names_that_are_missing_take_their_words_along() -> None:
    assert without_empty("Happy birthday, {greeting_name}!", {"greeting_name": " "}) == "Happy birthday!"
    assert without_empty("From all of us at {shop_name}, a", {}) == "From all of us, a"
    named = {"greeting_name": "Ann", "shop_name": "Rose"}
    assert without_empty("Hi, {greeting_name} at {shop_name}", named) == "Hi, {greeting_name} at {shop_name}"


def test_one_line() -> None:
    assert one_line("  Anna\r\n\tMaria \u2028 Berg\x0b") == "Anna Maria Berg"


def test_the_list_of_fields_is_closed() -> None:
    assert fields_in("{greeting_name} {nope} {Not}") == ["greeting_name", "nope"]
    assert "greeting_name" in FIELDS
    assert "nope" not in FIELDS
