"""Name days of a calendar (.ics): each event is a day and the names of its title, whatever the calendar's year.

Reasons given: ``bad_date``, ``no_name``, ``not_yearly``, ``world_time`` and ``cut_off`` (value).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time

from smallcrm.domain.reason import reason
from smallcrm.domain.text import plain_line
from smallcrm.exchange.name_day_found import SHORT, Found, apart
from smallcrm.exchange.tables.headings import key

_KINDS_OF_DAY = frozenset(
    {"nimipaiva", "nimipaivat", "nimipaivansa", "navnedag", "navnedager", "imieniny", "nameday", "namedays"}
    | {"namnsdag", "namnsdagar"}
)
_PREFIX = re.compile(r"\s*([^:]{2,40}):\s*(.+)", re.DOTALL)
_BEGIN, _END = re.compile(r"BEGIN\s*:\s*VEVENT\s*$", re.IGNORECASE), re.compile(r"END\s*:\s*VEVENT\s*$", re.IGNORECASE)
_OVER = re.compile(r"END\s*:\s*VCALENDAR\s*$", re.IGNORECASE)
_CALENDAR = re.compile(r"BEGIN\s*:\s*VCALENDAR", re.IGNORECASE)
_TITLE = re.compile(r"(?im)^(?:X-WR-CALNAME|NAME)(?:;[^:\r\n]*)?:(.+?)\r?$")


def is_calendar(text: str) -> bool:
    """Whether a file is a calendar."""
    return _CALENDAR.search(text[:4000]) is not None


def read_calendar(text: str, found: Found) -> str:
    """Take every event of a calendar; the title of the calendar."""
    for line, raw, whole in list(_events(text)):
        if whole:
            _take_event(line, raw, found)
        else:
            found.tell(line, reason("cut_off", value=_property(raw, "SUMMARY") or _property(raw, "DTSTART")), raw)
    title = _TITLE.search(text)
    return plain_line(title[1].replace("\\,", ","))[:SHORT] if title else ""


def _events(text: str) -> Iterator[tuple[int, str, bool]]:
    """Cut a calendar into its events, each with the line it begins on: one that is broken spoils no other.

    An event without an end is whole where the next one or the end of the calendar follows: the file itself goes on.
    """
    begun, lines = 0, list[str]()
    for number, line in enumerate(text.splitlines(), start=1):
        begins, ends = _BEGIN.match(line), _END.match(line) or _OVER.match(line)
        if begun and (begins or ends):
            yield begun, "\r\n".join([*lines, "END:VEVENT", ""]), True
            begun, lines = 0, []
        if begins:
            begun, lines = number, ["BEGIN:VEVENT"]
        elif begun and line.strip():
            lines.append(line)
    if begun:
        yield begun, "\r\n".join([*lines, "END:VEVENT", ""]), False


def _take_event(line: int, raw: str, found: Found) -> None:
    from icalendar import Event  # noqa: PLC0415 — first use

    try:
        event = Event.from_ical(raw)
        said = str(event.get("SUMMARY") or "").strip()
        start = event.decoded("DTSTART")
        if not isinstance(start, date):
            raise TypeError(start)
        rule = event.get("RRULE") or {}
    except Exception:  # noqa: BLE001 — whatever the library stumbles over, it is this event that cannot be read
        found.tell(line, reason("bad_date", value=_property(raw, "DTSTART")), raw)
        return
    often = [str(one).upper() for one in rule.get("FREQ", [])]
    names = apart([_without_kind(said)], spaces=False)
    if often not in ([], ["YEARLY"]):
        found.tell(line, reason("not_yearly", value=said[:SHORT]), raw)
    elif _of_the_world(start):
        found.tell(line, reason("world_time", value=_property(raw, "DTSTART")), raw)
    elif not names:
        found.tell(line, reason("no_name"), raw)
    else:
        found.take((start.month, start.day), names, line, raw)


def _of_the_world(start: date) -> bool:
    """Whether it is a moment in world time: whose midnight it was meant to be, and so its day, nobody knows."""
    return isinstance(start, datetime) and start.tzname() == "UTC" and start.time() != time()


def _property(raw: str, name: str) -> str:
    """Give what an event says, as it stands."""
    found = re.search(rf"(?im)^{name}[^:\r\n]*:([^\r\n]*)", raw)
    return plain_line(found[1])[:SHORT] if found else ""


def _without_kind(summary: str) -> str:
    """Take off what only says that it is a name day: "Nimipäivä: Anna", "Anna's name day"."""
    before = _PREFIX.match(summary)
    if before and key(before[1]) in _KINDS_OF_DAY:
        return before[2]
    kept = re.sub(r"(?i)(?:['’]s)?\s+name\s?days?\b", "", summary)
    return " ".join(word for word in kept.split() if key(word) not in _KINDS_OF_DAY)
