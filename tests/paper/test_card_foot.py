"""The foot of a printed card: the holder reads what a stamp is for, what it brings, and how long all of it is good."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, ExpiryUnit, Prize, Terms, Unit
from smallcrm.domain.member_card import MemberCard
from smallcrm.domain.model import LANGUAGES
from smallcrm.paper.bars import bars_of
from smallcrm.paper.card_foot import MOST
from smallcrm.paper.card_sheets import SINGLE, sheet_of, write
from smallcrm.paper.card_words import good_for
from smallcrm.paper.punch_card import FIELDS, RIGHT, problem, suggested, terms_lines, valid_until
from tests.paper.bar_readers import member_card
from tests.paper.letter_samples import ink_of

DAY = date(2027, 12, 31)
COUNTRIES = {"en": "GB", "fi": "FI", "nb": "NO", "pl": "PL"}
REWARDS = {
    "en": ("A biscuit with it", "A coffee on the house"),
    "fi": ("Pulla kahvin kanssa", "Kahvi talon tapaan"),
    "nb": ("En bolle til kaffen", "En kaffe på huset"),
    "pl": ("Ciastko do kawy", "Kawa gratis"),
}
LAST = Expiry(ExpiryBasis.LAST, 6)
SYMBOLOGIES = ("code128", "ean13")


def told(language: str, **changes: object) -> Terms:
    """Terms as a shop has them: ten stamps, a smaller reward on the way, half a year, sixty days."""
    early, main = REWARDS[language]
    usual = Terms(reward=Prize(10, main), interim=Prize(5, early), expiry=LAST, reward_days=60)
    return replace(usual, **changes)  # type: ignore[arg-type]


def card(language: str, terms: Terms) -> MemberCard:
    until = valid_until(terms)
    return member_card(terms=terms, language=language, country=COUNTRIES[language], until=until)


def read(card: MemberCard, symbology: str = "code128") -> str:
    """The foot as it is read, in one line."""
    lines = terms_lines(card, symbology)
    assert len(lines) <= MOST
    return " ".join(lines).replace("\xa0", " ")


@pytest.mark.parametrize("symbology", SYMBOLOGIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_holder_reads_the_rule_the_rewards_and_how_long_they_are_good(language: str, symbology: str) -> None:
    text = read(card(language, told(language)), symbology)
    early, main = REWARDS[language]
    rule = {"en": "each visit", "fi": "jokaisesta käynnistä", "nb": "hvert besøk", "pl": "każdą wizytę"}[language]
    assert all(said in text for said in (rule, early, main, " 6 ", "60 "))
    assert text.index(rule) < text.index(f"5 {'stamps' if language == 'en' else ''}".strip()) < text.index(early)
    assert text.index(early) < text.index("10") < text.index(main) < text.index(" 6 ") < text.index("60 ")


@pytest.mark.parametrize("symbology", SYMBOLOGIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stamp_for_money_names_the_money_of_the_shop(language: str, symbology: str) -> None:
    amount = {"en": "£20", "fi": "20 €", "nb": "20 kr", "pl": "20 zł"}[language]
    text = read(card(language, told(language, unit=Unit.AMOUNT, per_cents=2000, interim=None)), symbology)
    assert amount in text
    assert all(said in text for said in (REWARDS[language][1], " 6 ", "60 "))
    least = {"en": "from £5", "fi": "vähintään 5 €", "nb": "ved kjøp fra 5 kr", "pl": "przy zakupach od 5 zł"}[language]
    assert least in read(card(language, told(language, least_cents=500, interim=None)), symbology)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "expiry",
    [
        Expiry(basis, count, unit)
        for basis in (ExpiryBasis.EACH, ExpiryBasis.FIRST, ExpiryBasis.LAST)
        for unit in ExpiryUnit
        for count in (0, 1, 2, 12)
        if count or unit in {ExpiryUnit.MONTH_END, ExpiryUnit.YEAR_END}
    ],
)
def test_every_way_to_expire_is_told(expiry: Expiry, language: str) -> None:
    terms = told(language, expiry=expiry)
    said = [good_for(terms, language, COUNTRIES[language], None, brief=brief) for brief in (False, True)]
    assert any(words.replace("\xa0", " ") in read(card(language, terms)) for words in said)
    assert all("60" in words and (not expiry.count or str(expiry.count) in words) for words in said)
    assert good_for(replace(terms, expiry=Expiry(), reward_days=0), language, "", None) == ""


def test_one_month_is_said_as_people_say_it() -> None:
    month = Expiry(ExpiryBasis.LAST, 1)
    said = {language: read(card(language, told(language, expiry=month))) for language in LANGUAGES}
    for language, words in {"en": "1 month ", "fi": "1 kuukauden", "nb": "1 måned ", "pl": "1 miesiąc "}.items():
        assert words in said[language]
    assert "22 miesiące" in read(card("pl", told("pl", expiry=Expiry(ExpiryBasis.LAST, 22))))
    assert "12 miesięcy" in read(card("pl", told("pl", expiry=Expiry(ExpiryBasis.LAST, 12))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_day_of_the_calendar_stands_on_the_card(language: str) -> None:
    text = read(card(language, told(language, expiry=Expiry(ExpiryBasis.DATE, on=DAY))))
    assert "2027" in text
    assert "60 " in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("symbology", SYMBOLOGIES)
def test_long_rewards_push_out_what_is_missed_least(symbology: str, language: str) -> None:
    names = "Suuri lauantaiaamiainen kahdelle hengelle talon marjapiirakalla", "Iso voileipäkakku kotiin"
    terms = told(language, reward=Prize(10, names[0]), interim=Prize(5, names[1]))
    text = read(card(language, terms), symbology)
    assert names[0] in text
    assert " 6 " in text
    assert problem(card(language, terms), symbology) is None
    longer = replace(terms, interim=Prize(5, names[0] * 2))
    assert names[0] in read(card(language, longer), symbology)


def test_a_reward_given_more_than_once_says_how_often() -> None:
    assert "A coffee on the house × 2." in read(card("en", told("en", reward=Prize(10, REWARDS["en"][1], 0, 2))))


def test_the_shops_own_words_come_first_and_what_they_leave_unsaid_stands_below() -> None:
    lines = terms_lines(card("pl", told("pl", words="Pytaj śmiało o nowe smaki!")))
    assert lines[0].replace("\xa0", " ") == "Pytaj śmiało o nowe smaki!"
    text = read(card("pl", told("pl", words="Pytaj śmiało o nowe smaki!")))
    assert all(said in text for said in ("Ciastko do kawy", "6 ", "60 dni"))
    said = "Dziesiąta kawa gratis.\nPiąta: ciastko do kawy.\nWażna 6 miesięcy, nagroda 60 dni."
    assert read(card("pl", told("pl", words=said))) == " ".join(said.splitlines())


def test_a_number_of_stamps_is_no_length_of_time() -> None:
    ten = Expiry(ExpiryBasis.LAST, 10)
    text = read(card("en", told("en", words="10 stamps: A coffee on the house.", expiry=ten, interim=None)))
    assert "10 months" in text
    text = read(card("en", told("en", words="10 stamps in 10 months.", expiry=ten, interim=None, reward_days=0)))
    assert text == "10 stamps in 10 months."
    one = Expiry(ExpiryBasis.LAST, 1)
    assert "1 month" in read(card("en", told("en", words="10 stamps: A coffee on the house.", expiry=one)))


def test_three_lines_of_the_shop_keep_their_breaks_and_get_a_fourth() -> None:
    words = "Dziesiąta kawa gratis.\nCiastko do kawy za pięć.\nZapraszamy!"
    lines = terms_lines(card("pl", told("pl", words=words, reward_days=0)))
    assert [line.replace("\xa0", " ") for line in lines[:3]] == words.splitlines()
    assert "6" in lines[3]


def test_what_is_suggested_is_what_prints() -> None:
    terms = told("nb")
    assert suggested(replace(terms, words="Noe annet"), "nb", "NO") == terms_lines(card("nb", terms))


@pytest.mark.parametrize("symbology", SYMBOLOGIES)
@pytest.mark.parametrize("layout", [SINGLE, "cards:C32011", "cards:5371", "cards:L7414"])
def test_four_lines_stand_below_the_fields_beside_the_bars_and_off_the_edge(
    layout: str, symbology: str, tmp_path: Path
) -> None:
    made, out = card("pl", told("pl")), tmp_path / "card.pdf"
    lines = terms_lines(made, symbology)
    assert len(lines) == 4
    write([made], layout, out, symbology=symbology)
    grid = sheet_of(layout)
    cell = grid.cell(1) if grid else None
    x, y, wide, high = (cell.x, cell.y, cell.width, cell.height) if cell else (0.0, 0.0, 85.0, 54.0)
    left, top = x + (wide - 85) / 2, y + (high - 54) / 2
    bars = bars_of(made.number, symbology)
    for line in lines:
        ink = ink_of(out, line.split()[-1])
        assert ink.right <= left + RIGHT - bars.width - bars.quiet + 0.05
        assert ink.top > top + FIELDS.bottom + 0.3
        assert ink.bottom < y + high - 2.8
