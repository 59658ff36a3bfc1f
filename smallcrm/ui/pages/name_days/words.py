"""What is said of name days: why no list comes with the program, how a day and a list are called."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from smallcrm.domain.name_days import MonthDay, NameDay
from smallcrm.i18n import _, format_date


def why_none(country: str) -> str:
    """Say why no list comes with the program, and how to get one where the shop is."""
    if country == "FI":
        return _(
            "No list comes with the program: the University of Helsinki holds the rights to the Finnish ones and sells"
            " licences. Add a list that you may use, or fill in an empty template."
        )
    if country == "NO":
        return _(
            "No list comes with the program: the Norwegian one belongs to the publisher of the almanac. Add a list"
            " that you may use, or fill in an empty template."
        )
    if country == "PL":
        return _(
            "No list comes with the program: Poland has no official one, and each calendar has its own. Add a list"
            " that you may use, or fill in an empty template."
        )
    if country in {"GB", "US"}:
        return _(
            "Name days are hardly kept where your shop is. If customers of yours keep theirs, add a list that you"
            " may use, or fill in an empty template."
        )
    return _(
        "No list comes with the program, for most belong to somebody. Add a list that you may use, or fill in an"
        " empty template."
    )


def day_words(on: MonthDay) -> str:
    """Give a day of any year as people write it."""
    return format_date(date(2024, *on), "day_month")  # a leap year: 29 February is a day too


def days_words(days: Iterable[NameDay]) -> str:
    """Give several days in one line."""
    return ", ".join(day_words(one.on) for one in days)
