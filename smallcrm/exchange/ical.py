"""Days for the calendar of a telephone: an iCalendar file (RFC 5545) of yearly occasions or of single days.

A yearly day is one entry that repeats. 29 February is kept in common years as the shop keeps it: as the last day of
February or as the sixtieth day of the year, for a rule that names the 29th would skip three years of four.
Times have no zone: they are those of the clock on the wall, wherever the telephone is.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smallcrm.domain import occasions as rules
from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import Occasion
from smallcrm.paths import write_atomically

if TYPE_CHECKING:
    from icalendar import Event

    from smallcrm.domain.agenda import CalendarDay, Mark
    from smallcrm.store.shop import Shop

SUFFIX = ".ics"
_PRODUCT = "-//SmallCRM//Calendar//EN"
_SPACE = uuid.UUID("6a2f8f54-9d4f-5b3e-8b1c-0c7c3f0d2a61")
"""What the names of our entries are made from, with the shop's identity: a day exported again replaces itself on the
telephone, also after the shop has got another name."""
_HALF_HOUR, _DAY = timedelta(minutes=30), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dated:
    """One entry: of one day, of several (until ``last``), at a time, or (with ``occasion``) of every year."""

    key: str
    """What tells it from all others of the shop, the same in each export."""
    day: date
    summary: str
    last: date | None = None
    at: time | None = None
    occasion: Occasion | None = None
    """Kept every year from ``day`` on, on its own month and day."""
    text: str = ""


Words = Callable[[str, Occasion], str]
"""Says an occasion for whom it is: "Kari Moe · Birthday"."""


def export(shop: Shop, path: Path, words: Words, text: str = "") -> int:
    """Write every occasion of all active customers, or of those that ``text`` finds; give how many."""
    of = shop.index.ids_for(text) if text.strip() else None
    settings = shop.settings.read()
    entries = yearly(shop, words, of)
    return write(
        path, entries, shop=shop.identity, name=settings.name, now=shop.now, leap_day=settings.leap_day
    )  # fmt: skip


def yearly(shop: Shop, words: Words, of: Collection[int] | None = None) -> list[Dated]:
    """Give every occasion of the active customers (or of these) as an entry of every year, by its next day."""
    today, leap_day = shop.today, shop.settings.read().leap_day
    found = []
    for who in shop.occasions.stored(today, today + timedelta(days=366), of=of):
        day = rules.next_day(who.occasion, today, leap_day)
        key = f"{who.customer_id}/{who.occasion.kind}/{who.occasion.id}"
        found.append(Dated(key, day, words(who.name, who.occasion), occasion=who.occasion))
    return sorted(found, key=lambda entry: (entry.day, entry.summary, entry.key))


def of_days(days: Iterable[CalendarDay], words: Callable[[Mark], tuple[str, str]]) -> Iterator[Dated]:
    """Give what stands on these days as entries of those days alone; ``words`` gives title and text of a mark."""
    told = dict[str, set[date]]()
    for day in days:
        for mark in day.marks:
            first, last = mark.first or mark.day, mark.last
            key = _key(mark)
            known = told.setdefault(key, set())
            if first in known:  # an event of several days stands on each of them
                continue
            again = bool(known)
            known.add(first)
            title, text = words(mark)
            last = last if last != first else None
            yield Dated(f"{key}/{first}" if again else key, first, title, last, mark.at, text=text)


def _key(mark: Mark) -> str:
    """Give what stays the same where a follow-up or an event is moved; occasions come once a year, posting once a day.

    The day of an occasion may be another one under the other rule for 29 February.
    """
    kind = str(mark.occasion.kind) if mark.occasion else ""
    when = mark.day.year if mark.occasion else "" if mark.id else mark.day
    return f"{mark.kind}/{mark.customer_id}/{mark.id}/{kind}/{when}"


def write(
    path: Path, entries: Iterable[Dated], *, shop: str, name: str, now: datetime, leap_day: str = "28"
) -> int:  # fmt: skip
    """Write the file whole or not at all; give the number of entries. ``shop`` is its identity, ``name`` its name.

    Raises ShopError ``cannot_write`` (file, why).
    """
    from icalendar import Calendar, vText  # noqa: PLC0415 — only when asked for

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if title := " ".join(_plain(name).split()):
        calendar.add("x-wr-calname", vText(title))
    count = 0
    for entry in entries:
        calendar.add_component(_event(entry, shop, now, leap_day))
        count += 1
    data = calendar.to_ical()
    try:
        write_atomically(path, data)
    except OSError as trouble:
        raise ShopError("cannot_write", file=str(path), why=trouble.strerror or str(trouble)) from trouble
    return count


def _event(entry: Dated, shop: str, now: datetime, leap_day: str) -> Event:
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", f"{uuid.uuid5(_SPACE, f'{shop}/{entry.key}')}@smallcrm")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("summary", _plain(entry.summary))
    if entry.text:
        event.add("description", _plain(entry.text))
    if entry.occasion is not None:
        first = _first(entry.occasion, entry.day, leap_day)
        _all_day(event, first, first)
        event.add("rrule", _yearly(entry.occasion, leap_day))
    elif entry.at is not None:
        begin = datetime.combine(entry.day, entry.at)
        # of several days only the hour of the first one is known: it lasts until the last one is over
        over = datetime.combine(entry.last + _DAY, time()) if entry.last else begin + _HALF_HOUR
        event.add("dtstart", begin)
        event.add("dtend", over)
    else:
        _all_day(event, entry.day, entry.last or entry.day)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _all_day(event: Event, first: date, last: date) -> None:
    """Whole days; iCalendar names the day after the last."""
    event.add("dtstart", first)
    event.add("dtend", last + _DAY)


def _first(occasion: Occasion, day: date, leap_day: str) -> date:
    """The first day from ``day`` on that the rule itself names: a telephone shows the begin whatever the rule says."""
    found = rules.day_in(occasion, day.year, leap_day)
    return found if found >= day else rules.day_in(occasion, day.year + 1, leap_day)


def _yearly(occasion: Occasion, leap_day: str) -> dict[str, Any]:
    if (occasion.month, occasion.day) != (2, 29):
        return {"freq": "yearly"}
    if leap_day == "1":
        return {"freq": "yearly", "byyearday": 60}
    return {"freq": "yearly", "bymonth": 2, "bymonthday": -1}


def _plain(text: str) -> str:
    """Text without what no calendar shows: control characters but line feeds."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    spaced = (" " if unicodedata.category(sign) in {"Zs", "Zl", "Zp"} else sign for sign in lines)
    return "".join(sign for sign in spaced if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
