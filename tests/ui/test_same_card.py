"""The card on the screen and the one on paper are made of the same terms: fields, rewards, last day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from smallcrm import i18n
from smallcrm.domain.loyalty_terms import GOALS, Expiry, ExpiryBasis, Prize, Programme, Terms
from smallcrm.domain.model import ShopSettings
from smallcrm.paper.member_cards import free_card
from smallcrm.paper.punch_card import fields_of, terms_lines
from smallcrm.ui.widgets.card_face import blank_face
from smallcrm.ui.widgets.punch_card import places

LAST = date(2027, 12, 31)
SETTINGS = ShopSettings(name="Harbour Coffee", language="en", country="GB")


def programme(goal: int) -> Programme:
    """A programme with everything that a card can show."""
    terms = Terms(
        goal=goal,
        reward=Prize(goal, "a free coffee"),
        interim=Prize(goal // 2, "a bun"),
        expiry=Expiry(ExpiryBasis.DATE, on=LAST),
    )
    return Programme("Coffee card", terms=terms)


@pytest.mark.parametrize("goal", GOALS)
def test_screen_and_paper_have_the_same_fields_in_the_same_rows(goal: int) -> None:
    face, fields = blank_face(programme(goal), "Harbour Coffee"), fields_of(programme(goal).terms)
    middles, _radius = places(face.goal)
    on_screen = Counter(round(middle.y(), 3) for middle in middles)
    on_paper = Counter(round(field.box.y, 3) for field in fields)
    assert [on_screen[y] for y in sorted(on_screen)] == [on_paper[y] for y in sorted(on_paper)]
    assert face.rewards == {field.number for field in fields if field.reward or field.interim}
    assert [field.number for field in fields if field.reward] == [face.goal]


@pytest.mark.parametrize("goal", GOALS)
def test_screen_and_paper_name_the_same_reward_and_the_same_last_day(goal: int) -> None:
    i18n.set_language("en", "GB")
    face = blank_face(programme(goal), "Harbour Coffee")
    card = free_card("", programme(goal), SETTINGS)
    printed = " ".join(terms_lines(card)).replace("\xa0", " ")
    assert f"{face.promise}." in printed
    assert face.note == "Valid through 31 December 2027"
    assert printed.endswith(f"{face.note}.")


def test_a_card_without_a_last_day_names_none_on_either() -> None:
    endless = replace(programme(10), terms=replace(programme(10).terms, expiry=Expiry()))
    assert blank_face(endless, "").note == ""
    assert not any("Valid" in line for line in terms_lines(free_card("", endless, SETTINGS)))
