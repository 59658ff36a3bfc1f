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
from smallcrm.ui.pages.sheet_printing import Paper, read_and_write

if TYPE_CHECKING:
    from smallcrm.paper.calendar_said import ListPaper
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
    period = words.month_title(day) if kind in {MONTH, AGES} else str(day.year)
    # Translators: the title of something printed, and of its file: what it is and of which days
    title = _("{sheet} – {period}").format(sheet=kinds()[kind], period=period)
    name = day_words.file_name(title, shop.now)
    return Paper(title, name, _writer(shop, kind, day))


def _writer(shop: Shop, kind: str, day: date) -> Callable[[Path], int]:
    """Give what reads the shop and writes the sheet: of a large shop it takes a second, beside the window."""
    from smallcrm.paper.day_list import write_list
    from smallcrm.paper.month_calendar import write_month
    from smallcrm.paper.year_calendar import write_year

    spoken = i18n.language()
    if kind in {MONTH, AGES}:
        return read_and_write(
            shop,
            lambda: papers.month_paper(shop, day, ages=kind == AGES),
            lambda month, out: write_month(month, out, language=spoken),
        )
    if kind == YEAR:
        return read_and_write(
            shop, lambda: papers.year_paper(shop, day.year), lambda year, out: write_year(year, out, language=spoken)
        )
    return read_and_write(
        shop, lambda: _listed(shop, kind, day.year), lambda listed, out: write_list(listed, out, language=spoken)
    )


def _listed(shop: Shop, kind: str, year: int) -> ListPaper:
    first, last = date(year, 1, 1), date(year, 12, 31)
    if kind == CARDS:
        start = max(first, shop.today - timedelta(days=14))
        return papers.card_list(shop, min(start, last), last)[0].paper
    return papers.birthday_list(shop, first, last, papers.BIRTHDAYS if kind == BIRTHDAYS else papers.DAYS).paper


def print_menu(page: CalendarPage) -> QMenu:
    """Give the menu of what can be printed of the month or year that is shown."""
    menu = QMenu(_("Print the calendar"), page)
    menu.setIcon(icon("printer"))
    for kind, name in kinds().items():
        menu.addAction(name, partial(page.main.perform, "sheet", kind, page.seen))
    return menu
