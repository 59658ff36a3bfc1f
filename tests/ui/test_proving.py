"""The punch cards are folded anew beside the window: what is wrong is told in one line, what is right in none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smallcrm.app import open_window
from smallcrm.domain.model import Customer
from smallcrm.store.clock import FixedClock
from smallcrm.ui.pages.settings.data import Checking
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.proving import IDLE, Proving
from smallcrm.ui.window import MainWindow
from tests.store.loyalty.punching import card, programme, stamps
from tests.ui.plain_pages import TODAY

TITLE = "1 punch card does not add up"


class Shopkeeper:
    """A window on a shop with two cards, and a watch that the test turns."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.shop, self.qtbot, self.seconds = window, window.shop, qtbot, 0.0
        self.proving = Proving(window, lambda: self.seconds)
        self.proving.start()

    def look(self) -> str:
        """Look once; what the banner says then."""
        self.proving.look()
        self.qtbot.waitUntil(lambda: not self.window.jobs.running)
        return self.window.banner.text() if self.window.banner.isVisible() else ""

    def rest(self) -> None:
        self.seconds += IDLE + 1

    def tomorrow(self) -> None:
        assert isinstance(self.shop.clock, FixedClock)
        self.shop.clock.when += timedelta(days=1)


@pytest.fixture
def opened_again(opened: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path) -> Callable[[], Shopkeeper]:
    """Open the shop anew, as after a night."""
    windows: list[MainWindow] = []

    def make() -> Shopkeeper:
        for window in windows:
            window.close()
        windows.append(opened(tmp_path / "shop.smallcrm"))
        return Shopkeeper(windows[-1], qtbot)

    return make


@pytest.fixture
def keeper(opened_again: Callable[[], Shopkeeper]) -> Shopkeeper:
    made = opened_again()
    coffee = programme(made.shop)
    for name in ("Aino", "Bo"):
        stamps(made.shop, card(made.shop, made.shop.customers.add(Customer(given=name)), coffee), 3, 2)
    return made


def damaged(file: Path, card_id: int) -> None:
    """Let another program write a wrong balance."""
    with closing(sqlite3.connect(file)) as other, other:
        other.execute("UPDATE round SET stamps = 4 WHERE id = ?", [card_id])


def test_where_all_is_well_nothing_is_told_and_it_is_remembered(
    keeper: Shopkeeper, opened_again: Callable[[], Shopkeeper]
) -> None:
    assert keeper.look() == ""
    assert keeper.proving._known() == (4, TODAY)
    again = opened_again()
    assert again.proving._known() == (4, TODAY)


def test_a_fault_is_told_in_one_line_that_leads_to_the_check(keeper: Shopkeeper) -> None:
    damaged(keeper.shop.file, 2)
    words = "The check says whose it is and what is wrong. It changes nothing."
    assert keeper.look() == f"{TITLE} {words}"
    assert keeper.proving._known() == (0, None)
    keeper.rest()
    assert keeper.look() == f"{TITLE} {words}"
    assert len(keeper.window.banner.said) == 1
    (verb,) = [b for b in keeper.window.banner.findChildren(QPushButton) if b.text() == "Check the shop file"]
    verb.click()
    page = keeper.window.places.page("settings")
    assert isinstance(page, SettingsPage)
    keeper.qtbot.waitUntil(lambda: bool(page.findChildren(Checking)))
    found = "Bo · Kahvikortti: the stamps are not what the entries of the punch card add up to"
    (check,) = page.findChildren(Checking)
    keeper.qtbot.waitUntil(lambda: bool(check.text()))
    assert found in check.text()


def test_at_the_start_only_cards_with_new_entries_are_folded_and_once_a_day_all(
    keeper: Shopkeeper, opened_again: Callable[[], Shopkeeper]
) -> None:
    keeper.look()
    damaged(keeper.shop.file, 2)
    again = opened_again()
    assert again.look() == ""
    stamps(again.shop, again.shop.ledger.round(1), 0)
    again.rest()
    assert again.look() == ""  # all were looked at today
    again.tomorrow()
    assert again.look().startswith(TITLE)


def test_who_works_is_not_disturbed(keeper: Shopkeeper) -> None:
    keeper.look()
    keeper.tomorrow()
    damaged(keeper.shop.file, 2)
    keeper.seconds += IDLE - 1
    assert keeper.look() == ""
    stamps(keeper.shop, keeper.shop.ledger.round(1), 0)
    keeper.qtbot.waitUntil(lambda: keeper.proving._last == keeper.seconds)
    keeper.seconds += IDLE - 1
    assert keeper.look() == ""
    keeper.rest()
    assert keeper.look().startswith(TITLE)


def test_a_fault_that_stays_is_told_at_the_next_start_too(
    keeper: Shopkeeper, opened_again: Callable[[], Shopkeeper]
) -> None:
    damaged(keeper.shop.file, 2)
    keeper.look()
    assert opened_again().look().startswith(TITLE)


def test_a_locked_file_is_no_fault_and_is_looked_at_again(keeper: Shopkeeper) -> None:
    with closing(sqlite3.connect(keeper.shop.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert keeper.look() == ""
        assert keeper.proving._known() == (0, None)
        other.execute("ROLLBACK")
    assert keeper.look() == ""
    assert keeper.proving._known() == (4, TODAY)


def test_of_an_older_file_in_its_place_all_cards_are_folded(keeper: Shopkeeper) -> None:
    keeper.proving._remember(99, TODAY)
    damaged(keeper.shop.file, 1)
    assert keeper.look().startswith(TITLE)


def test_what_another_file_of_settings_says_is_no_stop(keeper: Shopkeeper) -> None:
    keeper.window.settings.setValue(keeper.proving._key, "nonsense 2027-99-99")
    assert keeper.look() == ""
    assert keeper.proving._known() == (4, TODAY)


def test_the_program_begins_it(opened: Callable[..., MainWindow]) -> None:
    window = opened()
    assert not window.keeping.proving._timer.isActive()
    window.keeping.tell_start()
    assert window.keeping.proving._timer.isActive()


@pytest.mark.usefixtures("qapp")
def test_closing_in_the_midst_of_it_is_quiet(tmp_path: Path, qtbot: QtBot) -> None:
    window = open_window(tmp_path / "shop.smallcrm", today=TODAY)
    programme(window.shop)
    Proving(window).look()
    window.close()
    assert str(window.settings.value("closed/stopped", "")) == ""
