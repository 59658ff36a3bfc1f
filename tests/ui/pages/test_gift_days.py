"""The day of a gift, as people say it: to come for what is planned, gone by for what was given."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from smallcrm import i18n
from smallcrm.domain.gifts import Gift
from smallcrm.ui.pages.customers.gifts import Gifts
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY

DAY = TODAY if isinstance(TODAY, date) else TODAY.date()
CHRISTMAS = date(DAY.year, 12, 24)


@pytest.fixture
def gifts(window: MainWindow) -> Gifts:
    window.go("customers")
    page = window.places.page("customers")
    assert isinstance(page, CustomersPage)
    page.open(1)
    return page.person.gifts


def keep(gifts: Gifts, **values: str) -> Gift:
    """Type into the one gift there is, as somebody would, and save it."""
    store = gifts.main.shop.gifts
    if not store.of(1):
        store.add(Gift(1, "Chocolate"))
    gifts.edit(store.of(1)[0], None)
    assert gifts.editor is not None
    gifts.editor.fill(values)
    gifts.editor.commit()
    return store.of(1)[0]


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [
        ("en", "24 December", CHRISTMAS),
        ("en", "24/12/2027", date(2027, 12, 24)),
        ("en", "tomorrow", DAY + timedelta(days=1)),
        ("en", "in two weeks", DAY + timedelta(days=14)),
        ("fi", "24.12.", CHRISTMAS),
        ("nb", "24. desember", CHRISTMAS),
        ("pl", "24 grudnia", CHRISTMAS),
    ],
)
def test_a_planned_gift_is_for_a_day_to_come(gifts: Gifts, language: str, words: str, day: date) -> None:
    i18n.set_language(language)
    assert keep(gifts, state="planned", on=words).on == day


@pytest.mark.parametrize(("words", "back"), [("yesterday", 1), ("today", 0), ("3 days ago", 3)])
def test_a_given_one_is_of_a_day_gone_by(gifts: Gifts, words: str, back: int) -> None:
    assert keep(gifts, state="given", on=words).on == DAY - timedelta(days=back)
    assert keep(gifts, on="").on is None


@pytest.mark.parametrize("state", ["planned", "given"])
def test_what_is_no_day_is_told_at_the_date(gifts: Gifts, window: MainWindow, state: str) -> None:
    assert keep(gifts, state=state, on="soonish").on is None
    assert gifts.editor is not None
    field = gifts.editor.fields["on"]
    assert "soonish" in field.error
    assert window.focusWidget() is field.widget
    assert not gifts.editor.fields["text"].error
