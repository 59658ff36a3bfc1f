"""A small field for the day to go to: in words, in figures, or a month or a year alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from smallcrm import i18n
from smallcrm.domain.past_days import past_day
from smallcrm.domain.quick_dates import Found
from smallcrm.domain.text import fold
from smallcrm.i18n import _, current_locale
from smallcrm.ui.pages.cards.months import month_name
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.popup import Asking
from smallcrm.ui.widgets.when import MOST, DayField, Days, understood
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.pages.calendar.page import CalendarPage

_FIGURES = re.compile(r"(?:(?P<month>\d{1,2})[./\-\s]\s*)?(?P<year>\d{4})\.?|(?P<iso>\d{4})-(?P<after>\d{1,2})")
_WORDS = re.compile(r"(?P<month>[^\W\d_]{3,}?)\.?(?:\s+(?P<year>\d{4}))?", re.UNICODE)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_FIRST, _LAST = 1900, 2199
_MONTHS = 12
_STEM = 3
"""Letters of a month that are enough to know it."""


@dataclass(frozen=True, slots=True)
class MonthFound(Found):
    """A month or a year that was meant, by its first day."""

    year_alone: bool = False


def read_month(text: str, today: date) -> MonthFound | None:
    """Read "May 2027", "5/2027", "2027" or "May", which is the next one, in the window's language or in English."""
    typed = " ".join(text.split())
    if found := _FIGURES.fullmatch(typed):
        year = int(found["iso"] or found["year"])
        number = found["after"] or found["month"]
        return _month(year, int(number) if number else None, typed)
    if found := _WORDS.fullmatch(typed):
        months = {n for name, n in _names(str(current_locale())) if _is(fold(found["month"]), name)}
        if len(months) == 1:
            month = months.pop()
            year = int(found["year"]) if found["year"] else today.year + (month < today.month)
            return _month(year, month, typed)
    return None


def _month(year: int, month: int | None, text: str) -> MonthFound | None:
    if not _FIRST <= year <= _LAST or (month is not None and not 1 <= month <= _MONTHS):
        return None
    return MonthFound(0, len(text), date(year, month or 1, 1), None, False, True, False, month is None)


def _is(typed: str, name: str) -> bool:
    """Whether a month is meant: its beginning is enough, and so is one of its cases."""
    stem = name.rstrip("aeiouy") if len(name) > _STEM + 1 else name
    return name.startswith(typed) or (typed.startswith(stem) and len(typed) <= len(name) + 5)


@lru_cache(maxsize=8)
def _names(_locale: str) -> tuple[tuple[str, int], ...]:
    here = current_locale()
    return tuple(_of(here.months)) + tuple(_of(type(here).parse("en_GB").months))


def _of(months: object) -> Iterator[tuple[str, int]]:
    for form in ("stand-alone", "format"):
        for width in ("wide", "abbreviated"):
            for number, name in months[form][width].items():  # type: ignore[index]
                yield fold(name).rstrip("."), int(number)


@dataclass(frozen=True, slots=True)
class EveryDay(Days):
    """Days as they are read elsewhere, and those gone by and far ahead: a calendar has them all."""

    def read(self, text: str) -> Found | None:
        """Read a day of any year."""
        if found := Days.read(self, text):
            return found
        now, typed = self.now(), text.strip()[:MOST]
        if (year := _YEAR.search(typed)) and _FIRST <= int(year[0]) <= _LAST:
            found = understood(typed, datetime.combine(date(int(year[0]), 1, 1), time()), self.is_open)
            return found if found is not None and found.day.year == int(year[0]) else None
        day = past_day(typed, i18n.language(), now.date()) if typed else None
        return Found(0, len(typed), day, None, not self.is_open(day), False, False) if day else None


@dataclass(frozen=True, slots=True)
class AnyTime(EveryDay):
    """Days, and months and years too."""

    def read(self, text: str) -> Found | None:
        """Read a day, else a month."""
        return EveryDay.read(self, text) or read_month(text, self.now().date())

    def words(self, found: Found) -> str:
        """Say the day, or the month."""
        if isinstance(found, MonthFound):
            return str(found.day.year) if found.year_alone else month_name(found.day, wide=True)
        return Days.words(self, found)


class JumpPanel(Asking):
    """Goes to the day that was understood, on Enter."""

    def __init__(self, page: CalendarPage) -> None:
        super().__init__(page, "jumpPanel", _("Jump to a day"))
        shop = page.shop
        self._page = page
        days = AnyTime(lambda: shop.now, shop.calendar.open_on, shop.calendar.holiday)
        self.column.addWidget(PlainLabel(_("Jump to a day"), "strong"))
        self.field = DayField(days, _("Jump to a day"), "jumpField")
        self.field.setFixedWidth(px(280))
        self.line = self.field.line
        self.line.setPlaceholderText(_("24 Dec, in 3 weeks, May…"))
        self.column.addWidget(self.field)
        self.go = button(_("Go there"), "primary", size="small", name="jumpButton", clicked=self.commit)
        self.column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)

    def open_below(self, opener: QWidget) -> None:
        """Show it below something of the page; the keys begin in its field."""
        super().open_below(opener)
        self._opener = None  # the calendar gets the keys, at the day that was chosen
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def commit(self) -> None:
        """Go to the day; without one say so and stay."""
        found = self.field.found
        if found is None:
            self.field.refuse()
            return
        self.close()
        self._page.select(found.day, focus=True)
