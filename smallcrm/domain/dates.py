"""Dates as they stand in letters, in the reader's language, with the no-break spaces that each form wants."""

from __future__ import annotations

from datetime import date

_NBSP = "\u00a0"
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
}


def long_date(day: date, language: str, country: str = "") -> str:
    """Return the date in words: 10 June 2027; June 10, 2027 (en in US); 10.6.2027; 10. juni 2027; 10 czerwca 2027 r."""
    start = day_and_month(day, language, country)
    if language == "fi":
        return f"{start}{day.year}"
    if language == "pl":
        return f"{start} {day.year}{_NBSP}r."
    if language == "nb":
        return f"{start} {day.year}"
    return f"{start}, {day.year}" if country == "US" else f"{start} {day.year}"


def day_and_month(day: date, language: str, country: str = "") -> str:
    """Return day and month without the year: 10 June; June 10 (en in US); 10.6.; 10. juni; 10 czerwca."""
    if language == "fi":
        return f"{day.day}.{day.month}."
    month = _MONTHS.get(language, _MONTHS["en"]).split()[day.month - 1]
    if language == "nb":
        return f"{day.day}.{_NBSP}{month}"
    if language != "pl" and country == "US":
        return f"{month}{_NBSP}{day.day}"
    return f"{day.day}{_NBSP}{month}"
