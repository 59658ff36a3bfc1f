"""One line on paper: whatever was typed is printed, or seen to be lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.paper import fonts
from smallcrm.paper.in_one_line import printable, shortened


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Anna Moe", "Anna Moe"),
        ("李伟", "…"),
        ("Anna 李伟 Moe", "Anna … Moe"),
        ("李 伟 محمد", "…"),
        ("\u2068Anna\u2069 \u202eMoe", "Anna Moe"),
        ("<b>Anna</b> & {x}", "<b>Anna</b> & {x}"),
        ("A\x07\nB", "A B"),
        ("\u2068", "…"),
        ("", ""),
    ],
)
def test_what_has_no_letter_leaves_a_mark(typed: str, printed: str) -> None:
    assert printable(typed, "facts") == printed


@given(st.text(max_size=200), st.sampled_from(["facts", "facts-bold"]))
def test_any_text_can_be_set_and_none_is_lost_in_silence(typed: str, face: str) -> None:
    printed = printable(typed, face)
    assert not fonts.missing(printed, face)
    assert "\n" not in printed
    seen = [sign for sign in typed if not sign.isspace() and sign.isprintable()]
    assert bool(printed) or not seen
    assert len(shortened(printed, face, 8.0, 30.0)) <= max(len(printed), 1)
