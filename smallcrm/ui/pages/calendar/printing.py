"""The calendar on paper: which sheets there are, what each says, and the menu that offers them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from smallcrm import i18n
from smallcrm.i18n import _
from smallcrm.messages import calendar as words
from smallcrm.messages import calendar_papers as papers
from smallcrm.ui.icons import icon
from smallcrm.ui.pages import day_words
from smallcrm.ui.pages.sheet_printing import Paper

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop
    from smallcrm.ui.pages.calendar.page import CalendarPage

MONTH, AGES, YEAR, BIRTHDAYS, OCCASIONS, CARDS = (
    *("calendarMonth", "calendarAges", "calendarYear"),
    *("calendarBirthdays", "calendarOccasions", "calendarCards"),
)


def kinds() -> dict[str, str]:
    """Give the sheets by key and name."""
    return {
        MONTH: _("Month calendar"),
        AGES: _("Month calendar with ages"),
        YEAR: _("Year calendar"),
        BIRTHDAYS: _("Birthday list of the year"),
        OCCASIONS: _("All occasions of the year"),
        CARDS: _("Card list of the year"),
    }


def paper(shop: Shop, kind: str, day: date) -> Paper:
    """Give one of the sheets for the month or year of a day."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    title = f"{kinds()[kind]} {words.month_title(day) if kind in {MONTH, AGES} else day.year}"
    name = day_words.file_name(title, shop.now)
    return Paper(title, name, _writer(shop, kind, day, first, last))


def _writer(shop: Shop, kind: str, day: date, first: date, last: date) -> Callable[[Path], int]:
    """Read the shop now, and give what writes it: the worker asks nothing of the shop."""
    from smallcrm.paper.day_list import write_list
    from smallcrm.paper.month_calendar import write_month
    from smallcrm.paper.year_calendar import write_year

    spoken = i18n.language()
    if kind in {MONTH, AGES}:
        month = papers.month_paper(shop, day, ages=kind == AGES)
        return lambda out: write_month(month, out, language=spoken)
    if kind == YEAR:
        year = papers.year_paper(shop, day.year)
        return lambda out: write_year(year, out, language=spoken)
    if kind == CARDS:
        start = max(first, shop.today - timedelta(days=14))
        listed = papers.card_list(shop, min(start, last), last)[0]
    else:
        listed = papers.birthday_list(shop, first, last, papers.BIRTHDAYS if kind == BIRTHDAYS else papers.DAYS)
    return lambda out: write_list(listed.paper, out, language=spoken)


def print_menu(page: CalendarPage) -> QMenu:
    """Give the menu of what can be printed of the month or year that is shown."""
    menu = QMenu(_("Print the calendar"), page)
    menu.setIcon(icon("printer"))
    for kind, name in kinds().items():
        menu.addAction(name, partial(page.main.perform, "sheet", kind, page.seen))
    return menu
