"""Letters to chosen people in words: typed fields, paragraphs, lines that fall away, the American form."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.letter_request import LETTER_KINDS, REWARDS, TYPED, answer_to
from smallcrm.domain.letter_text import LetterTexts, parse
from smallcrm.domain.model import LANGUAGES, Customer, ShopSettings
from smallcrm.domain.piece import Wording
from smallcrm.domain.reason import reason
from smallcrm.domain.wording import compose, lines_of

LETTERS = Path(__file__).resolve().parents[2] / "resources" / "letters"
TEXTS: dict[str, LetterTexts] = {
    language: parse((LETTERS / f"{language}.txt").read_text("utf-8"), language) for language in LANGUAGES
}
SHOP = ShopSettings(name="Rose & Thorn", sender_name="Helen", country="GB", phone="01 55", email="a@b.example")
DAY = date(2027, 6, 10)
MARGARET = Customer(given="Margaret", family="Whitlam")
ALL = dict.fromkeys(TYPED, "Typed here.")
REWARD = {"reward_name": "a free coffee", "valid_until": "31 December 2027", "card_number": "1006\u00a01195\u00a030"}


def letter(
    kind: str, typed: dict[str, str] | None = None, language: str = "en", shop: ShopSettings = SHOP, paper: str = ""
) -> Wording:
    words = ALL if typed is None else typed
    given = REWARD if kind in REWARDS else None
    wording = compose(MARGARET, shop, kind, DAY, TEXTS[language], paper=paper, typed=words, given=given)
    assert isinstance(wording, Wording)
    return wording


def paragraphs(wording: Wording) -> list[str]:
    return ["".join(span.text for span in paragraph) for paragraph in wording.body]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_each_kind_reads_whole_in_each_language(kind: str, language: str) -> None:
    text = TEXTS[language].form("GB").kinds[kind]
    wording = letter(kind, language=language)
    whole = " ".join([wording.title, wording.salutation, *paragraphs(wording)])
    assert not re.search(r"[{}]|  | [.,!?]", whole)
    assert bool(wording.title) == (kind != "personal_note")
    assert wording.salutation
    assert wording.closing
    assert bool(wording.stop_line) == (text.mail == "marketing")
    assert ("Typed here." in whole) == bool(set(TYPED) & (text.required | text.optional))


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_what_is_required_is_flagged(kind: str) -> None:
    text = TEXTS["en"].form("GB").kinds[kind]
    for field in sorted(text.required):
        shop = {"phone": replace(SHOP, phone=""), "email": replace(SHOP, email="")}.get(field, SHOP)
        for empty in ("", " \n "):
            given = {**REWARD, field: empty} if kind in REWARDS else None
            found = compose(MARGARET, shop, kind, DAY, TEXTS["en"], typed={**ALL, field: empty}, given=given)
            assert found == reason("missing_field", field=field)


def test_an_optional_line_falls_away() -> None:
    promised = paragraphs(letter("good_to_see_you_again"))
    assert promised[1] == "Typed here."
    assert paragraphs(letter("good_to_see_you_again", {**ALL, "promise_text": " "})) == [promised[0], promised[2]]


def test_lines_that_are_typed_are_paragraphs() -> None:
    note = letter("personal_note", {"personal_note": " It was great.  To see you!\r\n\n I will call. \n"})
    assert paragraphs(note) == ["It was great. To see you!", "I will call."]
    apology = paragraphs(letter("apology_after_complaint", {"resolution_text": "Mended.\nFor free."}))
    assert apology[0].endswith("this is what we have done about it: Mended.")
    assert apology[1] == "For free."
    assert apology[2].startswith("We would like to make it up to you")


def test_the_tone_comes_from_the_kind() -> None:
    assert letter("personal_note").closing == "With warm wishes,"
    assert letter("apology_after_complaint").closing == "Kind regards,"
    assert letter("apology_after_complaint", language="pl", paper="letter").salutation.startswith("Dzień dobry")


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("thank_you_first_purchase", "right away and we"),
        ("thank_you_first_purchase", "neighborhood"),
        ("satisfaction_follow_up", "by phone at 01\u00a055, by email to"),
        ("apology_after_complaint", "we apologize"),
        ("nice_to_meet_you", "call me at 01\u00a055 or drop by the store"),
        ("pass_on_information", "thought of you right away"),
        ("good_to_see_you_again", "do stop by and say hello"),
        ("reward_earned", "your punch card is full"),
        ("reward_earned", "at the register until"),
        ("reward_expires_soon", "at the register"),
    ],
)
def test_an_american_shop_says_it_the_american_way(kind: str, words: str) -> None:
    assert words in " ".join(paragraphs(letter(kind, shop=replace(SHOP, country="US"))))
    assert words not in " ".join(paragraphs(letter(kind)))


@given(st.sampled_from(LETTER_KINDS), st.sampled_from(LANGUAGES), st.dictionaries(st.sampled_from(TYPED), st.text()))
def test_whatever_is_typed_stays_plain_text(kind: str, language: str, typed: dict[str, str]) -> None:
    found = compose(MARGARET, SHOP, kind, DAY, TEXTS[language], typed=typed)
    if isinstance(found, Wording):
        assert all("\n" not in line and line.strip() for line in paragraphs(found))
        required = TEXTS[language].form("GB").kinds[kind].required & set(TYPED)
        assert all(lines_of(typed[field])[0].rstrip(".") in " ".join(paragraphs(found)) for field in required)


@pytest.mark.parametrize("kind", REWARDS)
def test_the_birthday_gift_is_never_a_reward(kind: str) -> None:
    shop = replace(SHOP, gift="a birthday cake", gift_days=30)
    unnamed = {"card_number": REWARD["card_number"], "valid_until": REWARD["valid_until"]}
    found = compose(MARGARET, shop, kind, DAY, TEXTS["en"], given=unnamed)
    assert found == reason("missing_field", field="reward_name")
    said = " ".join(paragraphs(letter(kind, shop=shop)))
    assert "a free coffee" in said
    assert "cake" not in said
    assert "31 December 2027" in said


def test_the_reward_is_set_bold_and_plain() -> None:
    odd = {**REWARD, "reward_name": " {first_name}\n<b>two</b> coffees."}
    wording = compose(MARGARET, SHOP, "reward_earned", DAY, TEXTS["en"], given=odd)
    assert isinstance(wording, Wording)
    assert [span.text.rstrip(".") for spans in wording.body for span in spans if span.bold] == [
        "{first_name} <b>two</b> coffees"
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reward_without_an_end_is_told_without_one(language: str) -> None:
    given = {**REWARD, "valid_until": ""}
    wording = compose(MARGARET, SHOP, "reward_earned", DAY, TEXTS[language], given=given)
    assert isinstance(wording, Wording)
    assert "2027" not in " ".join(paragraphs(wording))
    late = compose(MARGARET, SHOP, "reward_expires_soon", DAY, TEXTS[language], given=given)
    assert late == reason("missing_field", field="valid_until")


def test_fields_in_what_is_typed_are_not_filled() -> None:
    assert paragraphs(letter("personal_note", {"personal_note": "{first_name} <b>100 %</b>"})) == [
        "{first_name} <b>100 %</b>"
    ]


@pytest.mark.parametrize(
    ("follow_up", "kind"),
    [
        (FollowUp("thank_you", 1, "", DAY, rule=1, rule_key="first"), "thank_you_first_purchase"),
        (FollowUp("thank_you", 1, "", DAY, rule=2, rule_key="entry:7"), "personal_note"),
        (FollowUp("thank_you", 1, "for the cake", DAY), "personal_note"),
        (FollowUp("check_in", 1, "", DAY, rule=3, rule_key="entry:7"), "satisfaction_follow_up"),
        (FollowUp("check_in", 1, "torn", DAY, parent=4, rule=4, rule_key="complaint:4:14"), "personal_note"),
        *(
            (FollowUp(kind, 1, "", DAY), "")
            for kind in ("drifting", "complaint", "promise", "reminder", "stay_in_touch")
        ),
    ],
)
def test_an_old_regular_is_not_thanked_for_a_first_visit_and_who_stays_away_is_called(
    follow_up: FollowUp, kind: str
) -> None:
    assert answer_to(follow_up) == kind
