"""Which pages there are. Sidebar, menu, shortcuts and tests read this list, so that no page can be forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from smallcrm.i18n import _

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class PageLike(Protocol):
    """What the window asks of a page, which is a QWidget too."""

    def refresh(self, areas: frozenset[str]) -> None:
        """Read again what changed in these areas; an empty set means everything."""

    def perform(self, command: str, value: object = None) -> bool:
        """Do a command of the menus, such as ``new_customer``, ``open`` or ``print``; whether it could."""

    def state(self) -> tuple[str, object] | None:
        """Give the command and value that lead a page made anew back to what this one shows."""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """One place of the program."""

    key: str
    title: Callable[[], str]
    icon: str
    make: Callable[[MainWindow], QWidget]
    number: int = 0
    """Its Ctrl+number; 0 = none."""
    bottom: bool = False
    """At the bottom of the sidebar (settings, help)."""
    listed: bool = True
    """Whether the sidebar shows it."""
    finds: bool = False
    """Whether quick-find stands on top of it, large; elsewhere it is the small field beside the menus."""


def _keys(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.keys import KeysPage

    return KeysPage(window)


def _today(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.today import TodayPage

    return TodayPage(window)


def _customers(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.customers.page import CustomersPage

    return CustomersPage(window)


def _calendar(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.calendar.page import CalendarPage

    return CalendarPage(window)


def _follow_ups(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.follow_ups.page import FollowUpsPage

    return FollowUpsPage(window)


def _cards(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.cards.page import CardsPage

    return CardsPage(window)


def _letters(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.letters.page import LettersPage

    return LettersPage(window)


def _import(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.importing.page import ImportPage

    return ImportPage(window)


def _history(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.history import HistoryPage

    return HistoryPage(window)


def _changed(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.changed import ChangedPage

    return ChangedPage(window)


def _pass_on(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.pass_on import PassOnPage

    return PassOnPage(window)


def _name_days(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.name_days.page import NameDaysPage

    return NameDaysPage(window)


def _sheet(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.sheet import SheetPage

    return SheetPage(window)


def _card_print(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.cards.printing import CardPrint

    return CardPrint(window)


def _settings(window: MainWindow) -> QWidget:
    from smallcrm.ui.pages.settings.page import SettingsPage

    return SettingsPage(window)


PAGES: list[PageInfo] = [
    PageInfo("today", lambda: _("Today"), "house", _today, 1, finds=True),
    PageInfo("customers", lambda: _("Customers"), "users", _customers, 2),
    PageInfo("calendar", lambda: _("Calendar"), "calendar-days", _calendar, 3),
    PageInfo("followUps", lambda: _("Follow-ups"), "bell", _follow_ups, 4),
    PageInfo("cards", lambda: _("Cards & rewards"), "ticket", _cards, 5),
    PageInfo("letters", lambda: _("Letters"), "mail", _letters, 6),
    PageInfo("import", lambda: _("Import"), "file-up", _import, listed=False),
    PageInfo("history", lambda: _("History"), "history", _history, listed=False),
    PageInfo("changed", lambda: _("Changed with my customers"), "users", _changed, listed=False),
    PageInfo("pass_on", lambda: _("Pass it on"), "send", _pass_on, listed=False),
    PageInfo("nameDays", lambda: _("Name days"), "cake", _name_days, listed=False),
    PageInfo("sheet", lambda: _("Day on paper"), "printer", _sheet, listed=False),
    PageInfo("cardPrint", lambda: _("Print membership cards"), "printer", _card_print, listed=False),
    PageInfo("settings", lambda: _("Settings"), "settings", _settings, bottom=True),
    PageInfo("help", lambda: _("Help"), "circle-question-mark", _keys, bottom=True),
]


def pages() -> Sequence[PageInfo]:
    """Give the pages in the order of the sidebar."""
    return tuple(PAGES)
