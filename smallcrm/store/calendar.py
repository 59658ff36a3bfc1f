"""Public holidays and the shop's own days, as plain sets of dates for the rules of ``domain/post.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from smallcrm.domain import post, post_times
from smallcrm.domain.post import CardState, PostCalendar
from smallcrm.store.holiday_table import remembered, remembered_names
from smallcrm.store.holiday_words import said

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_SUBDIVISION = {"GB": "ENG"}  # bank holidays differ within the kingdom; England's are the most that post follows


_SEEK = 120
"""Days that a shop stays closed at most, before nobody believes its opening days."""


_ENGLISH = {"GB": "en_GB"}


@lru_cache(maxsize=64)
def public_holidays(country: str, first_year: int, last_year: int) -> frozenset[date]:
    """Public holidays of a country (ISO alpha-2); none where the country is not known. Source: ``holidays``."""
    return remembered(country, first_year, last_year, _asked)


def _asked(country: str, first_year: int, last_year: int) -> frozenset[date]:
    return frozenset(_named(country, first_year, last_year, ""))


@lru_cache(maxsize=64)
def holiday_names(country: str, year: int, language: str) -> Mapping[date, str]:
    """Names of the holidays of a year: in that language where they are known in it, else in the country's own."""
    return {day: said(name, country) for day, name in remembered_names(country, year, language, _named).items()}


def _named(country: str, first_year: int, last_year: int, language: str) -> dict[date, str]:
    """Ask the library; all of the years asked for and nothing beside them."""
    import holidays

    code = _ENGLISH.get(country, "en_US") if language == "en" else {"nb": "no"}.get(language, language)
    years, part = range(first_year, last_year + 1), _SUBDIVISION.get(country)
    try:  # asking which countries there are would load them all
        known = holidays.country_holidays(country, subdiv=part)
        if code not in known.supported_languages:  # the library would take English, or what the computer speaks
            code = known.default_language or ""
        found = holidays.country_holidays(country, subdiv=part, years=years, language=code or None)
    except (NotImplementedError, ValueError):  # no such country; a year that has no calendar
        return {}
    return {day: str(name) for day, name in found.items() if day.year in years}


class Calendar:
    """The days of the shop."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def holidays(self, country: str, first_year: int, last_year: int) -> frozenset[date]:
        """Public holidays of a country from one year to another, both included."""
        return public_holidays(country, first_year, last_year)

    def post(self, recipient_country: str = "", year: int = 0) -> PostCalendar:
        """What decides when post to a country must leave (empty = at home), for days of that year and of the next.

        ``year`` 0: this one. Its holidays reach from the year before to the one after the next.
        """
        settings = self._shop.settings.read()
        year = year or self._shop.today.year
        home = public_holidays(settings.country, year - 1, year + 2)
        abroad = recipient_country not in {"", settings.country}
        lead = (
            post_times.days_abroad(recipient_country, settings.post_days_to, settings.post_days_abroad)
            if abroad
            else post_times.days_at_home(settings.country, settings.post_class, settings.post_days)
        )
        return PostCalendar(
            delivery_holidays=home,
            recipient_holidays=public_holidays(recipient_country, year - 1, year + 2) if abroad else home,
            open_days=settings.open_days,
            closed=home | frozenset(settings.closed_dates),
            lead_days=lead,
            handling_days=settings.handling_days,
        )

    def open_on(self, day: date) -> bool:
        """Whether the shop is open on a day: an opening day, no public holiday, none of its own closed days."""
        settings = self._shop.settings.read()
        if not post.opens(day, settings.open_days) or day in settings.closed_dates:
            return False
        return day not in public_holidays(settings.country, day.year, day.year)

    def holiday(self, day: date) -> bool:
        """Whether a day is a public holiday at home."""
        return day in public_holidays(self._shop.settings.read().country, day.year, day.year)

    def next_open(self, after: date) -> date:
        """The next day on which the shop is open; the very next day where it seems to open no more."""
        days = (after + timedelta(days=n) for n in range(1, _SEEK))
        return next((day for day in days if self.open_on(day)), after + timedelta(days=1))

    def posts(self) -> PostCalendars:
        """The same for many recipients, each country asked once."""
        return PostCalendars(self, self._shop.today, self._shop.settings.read().cards_until)


@dataclass(frozen=True, slots=True)
class CardDays:
    """By when a card for a day is printed and posted, and where it stands today."""

    print_by: date
    post_by: date
    state: CardState


class PostCalendars:
    """Post calendars by recipient country, made when first needed."""

    def __init__(self, calendar: Calendar, today: date, cards_until: str) -> None:
        self._calendar, self._today, self._until = calendar, today, cards_until
        self._made: dict[tuple[str, int], PostCalendar] = {}
        self._days: dict[tuple[str, date], CardDays] = {}

    def __getitem__(self, country: str) -> PostCalendar:
        return self._of_year(country, self._today.year)

    def _of_year(self, country: str, year: int) -> PostCalendar:
        if (country, year) not in self._made:
            self._made[country, year] = self._calendar.post(country, year)
        return self._made[country, year]

    def card(self, country: str, day: date) -> CardDays:
        """Say when the card for a day goes to a country; hundreds have the same day, so each is reckoned once."""
        known = self._days.get((country, day))
        if known is None:
            near = day.year in {self._today.year, self._today.year + 1}
            calendar = self[country] if near else self._of_year(country, day.year)
            state = post.to_print(day, self._today, calendar, self._until)
            known = CardDays(post.print_by(day, calendar), post.post_by(day, calendar), state)
            self._days[country, day] = known
        return known
