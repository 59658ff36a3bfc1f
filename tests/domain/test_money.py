"""Amounts as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm import i18n
from smallcrm.domain.errors import BadInput
from smallcrm.domain.money import LARGEST, parse_amount, read_amount


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12,50", 1250),
        ("12.5", 1250),
        ("12.50 €", 1250),
        ("€5", 500),
        ("25e", 2500),
        ("200 kr.", 20000),
        ("45,-", 4500),
        ("1 200", 120000),
        ("1.200", 120000),
        ("1,234.56", 123456),
        ("1\u00a0200,00\u00a0zł", 120000),
        ("0", 0),
        ("12,", 1200),
        ("12 złote", 1200),
        ("5 złotych", 500),
        ("12 zł 50 gr", 1250),
        ("12 zł 5 gr", 1205),
        ("12 zł 50", 1250),
        ("99 groszy", 99),
        ("12 kroner", 1200),
        ("1 krone", 100),
        ("12 kr 50 øre", 1250),
        ("10 pounds", 1000),
        ("£5 ", 500),
        ("50p", 50),
        ("12 euroa 5 snt", 1205),
        ("NOK 45", 4500),
    ],
)
def test_an_amount_may_be_typed_in_any_local_form(typed: str, cents: int) -> None:
    assert parse_amount(typed) == cents


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "-5",
        "2 kg",
        "12 50",
        "0,200",
        "1.200.50",
        "12.345.67",
        "9" * 12,
        "٣",
        "12 zł 500 gr",
        "gr 5",
        "12 50 gr",
    ],
)
def test_what_nobody_can_tell_is_no_amount(typed: str) -> None:
    assert parse_amount(typed) is None


@pytest.mark.parametrize(
    ("money", "typed"),
    [("GBP", "€3"), ("GBP", "$5"), ("EUR", "3 £"), ("EUR", "20 kr"), ("NOK", "12 zł"), ("PLN", "50p"), ("USD", "5 e")],
)
def test_the_sign_of_another_money_is_refused_by_its_name(money: str, typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_amount(typed, money)
    assert refused.value.code == "foreign_amount"
    assert parse_amount(typed, money) is None
    assert parse_amount(typed) is not None


@given(st.integers(0, LARGEST), st.sampled_from([("en", "GB"), ("en", "US"), ("fi", "FI"), ("nb", "NO"), ("pl", "PL")]))
def test_what_is_shown_is_understood_when_typed_back(cents: int, spoken: tuple[str, str]) -> None:
    i18n.set_language(*spoken)
    assert parse_amount(i18n.format_money(cents), i18n.currency()) == cents
    assert parse_amount(i18n.format_money(cents, brief=True), i18n.currency()) == cents


def test_a_shop_counts_in_the_money_of_its_country_whatever_it_speaks() -> None:
    i18n.set_language("en", "FI")
    assert i18n.format_money(20000, brief=True) == "€200"
    assert i18n.currency_sign() == "€"
    i18n.set_language("nb", "NO")
    assert i18n.format_money(1250) == "12,50\u00a0kr"
