"""What each line of a customer's timeline says: headings of time, and what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from smallcrm import messages
from smallcrm.domain.loyalty import EntryKind, LedgerEntry
from smallcrm.domain.model import Entry
from smallcrm.domain.text import beside
from smallcrm.i18n import _, current_locale, format_date, format_time
from smallcrm.messages import cards as words
from smallcrm.ui.widgets.chips import initials

if TYPE_CHECKING:
    from smallcrm.store.loyalty.reading import CardLine
    from smallcrm.store.staff import StaffMember

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
CARD_LOOKS = {
    EntryKind.STAMP: ("stamp", "mustard"),
    EntryKind.HEAD_START: ("stamp", "mustard"),
    EntryKind.ADJUST: ("sliders-horizontal", "mustard"),
    EntryKind.REDEEM: ("gift", "gold"),
    EntryKind.VOID: ("x", "mustard"),
    EntryKind.REVERSAL: ("undo-2", "mustard"),
}
"""Icon and tint of what stands in the ledger of a card."""
Known = Mapping[object, tuple[str, str]]
"""Name and initials of the staff, by name and by id."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a heading of time, an entry, or what stands in the ledger of a card."""

    title: str
    text: str = ""
    side: str = ""
    icon: str = ""
    tint: str = ""
    entry: Entry | None = None
    by: str = ""
    """The name of whoever wrote it, where the shop has a staff: at the side stand their initials."""
    heading: bool = False
    card: CardLine | None = None

    @property
    def spoken(self) -> str:
        """Everything the line says, with the name in full."""
        when = self.side.rpartition(" · ")[2]
        return ", ".join(p for p in (self.title, self.text, when, self.by) if p)


def lines_of(past: Iterable[Entry | CardLine], today: date, staff: Sequence[StaffMember] = ()) -> list[Line]:
    """Give headings, entries and what happened on the cards in the order given; ``staff`` has the initials."""
    known: dict[object, tuple[str, str]] = {one.name: (one.name, one.initials) for one in staff}
    known |= {one.id: (one.name, one.initials) for one in staff}
    lines: list[Line] = []
    for one in past:
        heading = _heading(_what(one).on, today)
        if not any(line.heading and line.title == heading for line in lines):
            lines.append(Line(heading, heading=True))
        lines.append(_entry(one, today, known) if isinstance(one, Entry) else _card(one, today, known))
    return lines


def place(one: Entry | CardLine) -> tuple[date, str, int]:
    """Where something stands in the timeline: the later, the larger."""
    what = _what(one)
    return what.on, what.at.isoformat() if what.at else "", what.id


def _what(one: Entry | CardLine) -> Entry | LedgerEntry:
    return one if isinstance(one, Entry) else one.entry


def _entry(entry: Entry, today: date, staff: Known) -> Line:
    icon, tint = _LOOKS.get(entry.kind, ("info", "sky"))
    by = entry.actor if staff else ""
    side = _aside(staff.get(by, ("", ""))[1] or initials(by), _side(entry, today))
    return Line(messages.entry_title(entry), messages.entry_text(entry), side, icon, tint, entry, by)


def _card(line: CardLine, today: date, staff: Known) -> Line:
    entry = line.entry
    icon, tint = CARD_LOOKS.get(entry.kind, ("stamp", "mustard"))
    by, short = staff.get(entry.staff, ("", ""))
    texts = (
        line.programme,
        _("Moved from {name}").format(name=line.source_name) if line.source_name else "",
        words.why(entry.reason or entry.forced),
        _gone(line),
    )
    side = _aside(short or initials(by), _side(entry, today))
    return Line(_told(line), beside(*texts), side, icon, tint, by=by, card=line)


def _gone(line: CardLine) -> str:
    """Whom it was moved to, or when it was reversed; nothing of what stands."""
    if line.reversed_on is None:
        return ""
    if line.target_name:
        return _("Moved to {name}").format(name=line.target_name)
    return _("Reversed on {date}").format(date=format_date(line.reversed_on, "day_month"))


def _told(line: CardLine) -> str:
    """What it is, and for a stamp how many there were then."""
    entry, title = line.entry, words.title(line.entry, line.prize)
    if not line.needed or line.reversed_on is not None or entry.kind in {EntryKind.REDEEM, EntryKind.VOID}:
        return title
    if entry.kind is EntryKind.STAMP and entry.qty == 1:
        return _("Stamp {n} of {goal}").format(n=line.balance, goal=line.needed)
    return beside(title, _("{n} of {goal}").format(n=line.balance, goal=line.needed))


def _aside(short: str, when: str) -> str:
    return " · ".join(part for part in (short, when) if part)


def _heading(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    if (day.year, day.month) == (today.year, today.month):
        return _("Earlier this month")
    return _("{month} {year}").format(month=_month(day), year=day.year)


def _month(day: date) -> str:
    name = str(current_locale().months["stand-alone"]["wide"][day.month])
    return name[:1].upper() + name[1:]


def _side(entry: Entry | LedgerEntry, today: date) -> str:
    if entry.on == today and entry.at is not None:
        return format_time(entry.at)
    return format_date(entry.on, "day_month")
