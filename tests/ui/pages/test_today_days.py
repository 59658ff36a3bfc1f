"""Days on Today: whose they are, how their kind looks, which years are round."""

from __future__ import annotations

from datetime import timedelta

import pytest

from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.store.occasions import TodayItem
from smallcrm.ui.pages.today_rows import card_row, coming_rows, gathered, occasion_row
from smallcrm.ui.widgets.occasion_looks import ShopDays, look
from smallcrm.ui.window import MainWindow

DOG = OwnKind("Dog's birthday", "gift", "leaf")
DAYS = ShopDays({DOG.folded: DOG}, "FI")


def test_a_childs_birthday_names_the_child_apart(window: MainWindow) -> None:
    today = window.shop.today
    day = Occasion(OccasionKind.BIRTHDAY, today.month, today.day, today.year - 7, "Emma", "daughter")
    row = occasion_row([TodayItem("occasion", 1, "Kari Moe", day, today, 7, state="today")], today, days=DAYS)
    assert row.title == "Kari Moe"
    assert row.subtitle == "Birthday · Emma · daughter · turns 7"
    alone = Occasion(OccasionKind.BIRTHDAY, today.month, today.day, None, whose="Emma")
    row = occasion_row([TodayItem("occasion", 1, "Kari Moe", alone, today, None, state="today")], today, days=DAYS)
    assert row.subtitle == "Birthday · Emma"


def test_the_other_of_a_wedding_day_is_named_in_each_row(window: MainWindow) -> None:
    today = window.shop.today
    day = Occasion(OccasionKind.WEDDING, today.month, today.day, partner="Eeva")
    item = TodayItem("occasion", 1, "Kari Moe", day, today, None, state="today")
    for row in (occasion_row([item], today, days=DAYS), card_row(item, today, DAYS), *coming_rows([item], today, DAYS)):
        assert "Eeva" in f"{row.title} {row.subtitle}"


@pytest.mark.parametrize(("age", "special"), [(49, False), (50, True), (55, False), (75, True), (None, False)])
def test_round_birthdays_are_said_in_words(window: MainWindow, age: int | None, special: bool) -> None:
    day = window.shop.today + timedelta(days=3)
    year = day.year - age if age else None
    occasion = Occasion(OccasionKind.BIRTHDAY, day.month, day.day, year)
    item = TodayItem("occasion", 1, "Anna", occasion, day, age, state="coming")
    for row in (
        occasion_row([item], window.shop.today, days=DAYS),
        card_row(item, window.shop.today, DAYS),
        *coming_rows([item], window.shop.today, DAYS),
    ):
        assert ("round birthday" in row.subtitle) == special
        assert ("turns" in row.subtitle) == bool(age)


def test_each_kind_looks_its_own_way_and_gold_on_its_day() -> None:
    looks = {look(kind) for kind in OccasionKind}
    assert len(looks) == len(OccasionKind)
    own = Occasion(OccasionKind.OTHER, 8, 1, label="DOG'S  birthday")
    assert DAYS.look(own) == ("gift", "leaf")
    assert DAYS.look(own, today=True) == ("gift", "gold")
    assert DAYS.look(Occasion(OccasionKind.OTHER, 8, 1, label="Cat's birthday")) == look(OccasionKind.OTHER)
    assert look("unheard-of") == look(OccasionKind.OTHER)


def test_a_kind_from_elsewhere_breaks_no_row(window: MainWindow) -> None:
    today = window.shop.today
    kinds = ("anniversary", OccasionKind.BIRTHDAY)
    items = [TodayItem("occasion", 1, "Anna", Occasion(kind, today.month, today.day), today, None, state="today")
             for kind in kinds]  # fmt: skip
    assert [str(one.occasion.kind) for one in gathered(items)[0]] == ["birthday", "anniversary"]
    assert occasion_row(items[:1], today).subtitle
