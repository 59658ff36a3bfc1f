"""What each line of a customer's timeline says: headings of time, and what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from smallcrm import messages
from smallcrm.domain.model import Entry
from smallcrm.i18n import _, current_locale, format_date, format_time
from smallcrm.ui.widgets.chips import initials

_LOOKS = {
    "note": ("sticky-note", "petrol"),
    "visit": ("footprints", "petrol"),
    "purchase": ("shopping-bag", "leaf"),
    "call": ("phone", "sky"),
    "meeting": ("users", "leaf"),
    "sms": ("smartphone", "sky"),
    "message": ("send", "sky"),
    "email": ("at-sign", "sky"),
    "complaint": ("message-square-warning", "plum"),
    "remedy": ("gift", "plum"),
    "survey": ("star", "gold"),
    "card": ("mail", "sky"),
    "letter": ("mail", "sky"),
    "import": ("file-up", "leaf"),
    "greeted": ("cake", "clay"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a heading of time, or an entry."""

    title: str
    text: str = ""
    side: str = ""
    icon: str = ""
    tint: str = ""
    entry: Entry | None = None
    by: str = ""
    """The name of whoever wrote it, where the shop has a staff: at the side stand their initials."""
    heading: bool = False

    @property
    def spoken(self) -> str:
        """Everything the line says, with the name in full."""
        when = self.side.rpartition(" · ")[2]
        return ", ".join(p for p in (self.title, self.text, when, self.by) if p)


def lines_of(entries: Sequence[Entry], today: date, staff: Mapping[str, str] | None = None) -> list[Line]:
    """Give headings and entries, newest first; ``staff`` are initials by name."""
    lines: list[Line] = []
    for entry in entries:
        heading = _heading(entry.on, today)
        if not any(line.heading and line.title == heading for line in lines):
            lines.append(Line(heading, heading=True))
        icon, tint = _LOOKS.get(entry.kind, ("info", "sky"))
        by = entry.actor if staff else ""
        short = (staff or {}).get(by) or initials(by)
        side = " · ".join(part for part in (short, _side(entry, today)) if part)
        lines.append(Line(messages.entry_title(entry), messages.entry_text(entry), side, icon, tint, entry, by))
    return lines


def _heading(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    if (day.year, day.month) == (today.year, today.month):
        return _("Earlier this month")
    return _("{month} {year}").format(month=_month(day), year=day.year)


def _month(day: date) -> str:
    name = str(current_locale().months["stand-alone"]["wide"][day.month])
    return name[:1].upper() + name[1:]


def _side(entry: Entry, today: date) -> str:
    if entry.on == today and entry.at is not None:
        return format_time(entry.at)
    return format_date(entry.on, "day_month")
