"""Follow-ups as rows of a list: grouped by the day they wait for, read a hundred at a time when they come into view."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Qt

from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.rules import Rule, patient
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date, format_number
from smallcrm.messages.follow_ups import gone
from smallcrm.messages.follow_ups import kind as kind_words
from smallcrm.messages.follow_ups import state as state_words
from smallcrm.messages.rules import follow_up_text
from smallcrm.store.follow_up_list import Mark
from smallcrm.store.follow_up_rows import FollowUpRow
from smallcrm.ui.pages.day_chips import due_chip
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.kinds import look
from smallcrm.ui.widgets.rows import Index, Row, RowsModel
from smallcrm.ui.widgets.when import HOLIDAY, clock_words, day_words, moment_words, plain_day, with_holiday

PAGE = 100
"""Rows read at once."""
KEPT = 20
"""Portions of rows that are kept."""
_Groups = dict[str, list[int]]
_ORDER = ("overdue", "today", "touch", "tomorrow", "week", "later", State.WAITING, State.DONE, State.DROPPED)
"""The groups of the list from above."""
CALLS = frozenset({FollowUpKind.CALL_BACK, FollowUpKind.CHECK_IN, FollowUpKind.DRIFTING})
"""Kinds that begin with a call: their rows show the phone number."""


def groups() -> dict[str, str]:
    """Give the words of the groups of the list by key."""
    return {
        "overdue": _("Overdue"),
        "today": _("Today"),
        "touch": kind_words(FollowUpKind.STAY_IN_TOUCH),
        "tomorrow": _("Tomorrow"),
        "week": _("This week"),
        "later": _("Later"),
        State.WAITING: state_words(State.WAITING),
        State.DONE: state_words(State.DONE),
        State.DROPPED: state_words(State.DROPPED),
    }


def grouped(marks: Sequence[Mark], today: date, rules: Mapping[int, Rule] = MappingProxyType({})) -> _Groups:
    """Give the ids of each group; marks come in the order in which they wait.

    Staying in touch as one of the rules asks for it can wait a little after its day: it is not overdue at once.
    """
    waiting = [mark for mark in marks if mark.state == State.OPEN]
    days = [mark.on for mark in waiting]
    starts = (today, today + timedelta(days=1), today + timedelta(days=2), _end_of_week(today) + timedelta(days=1))
    edges = [bisect_left(days, max(day, starts[0]).isoformat()) for day in starts]
    edges[3] = max(edges[2], edges[3])
    ids, found = [mark.id for mark in waiting], _Groups()
    names = ("overdue", "today", "tomorrow", "week", "later")
    for name, start, end in zip(names, [0, *edges], [*edges, len(ids)], strict=True):
        found[name] = ids[start:end]
    found["touch"] = [mark.id for mark in waiting[: edges[0]] if _can_wait(mark, today, rules)]
    if found["touch"]:
        soon = set(found["touch"])
        found["overdue"] = [one for one in found["overdue"] if one not in soon]
    for state in (State.WAITING, State.DONE, State.DROPPED):
        found[state] = [mark.id for mark in marks if mark.state == state]
    return found


def _can_wait(mark: Mark, today: date, rules: Mapping[int, Rule]) -> bool:
    patience = patient(mark.kind, mark.rule_key, rules.get(mark.rule)) if mark.rule else None
    return patience is not None and today - date.fromisoformat(mark.due) <= patience


@dataclass(frozen=True, slots=True)
class Arranged:
    """A list of follow-ups made ready to be shown, which of a long past takes a moment."""

    lines: Sequence[int | str]
    """Ids, and before those of each group its key."""
    places: Mapping[int, int]
    """The number of the line of each id."""
    sizes: Mapping[str, int]
    """How many there are in each group that is not empty."""
    kinds: Mapping[str, int]
    """How many there are of each kind, also of those that are not shown."""


def arranged(
    marks: Sequence[Mark], kinds: Sequence[str], today: date, rules: Mapping[int, Rule] = MappingProxyType({})
) -> Arranged:
    """Arrange follow-ups of every kind in groups; those of ``kinds`` (none: all) are shown."""
    found = grouped([mark for mark in marks if mark.kind in kinds] if kinds else marks, today, rules)
    lines: list[int | str] = []
    for key in _ORDER:
        if found[key]:
            lines.append(key)
            lines.extend(found[key])
    places = {line: number for number, line in enumerate(lines) if isinstance(line, int)}
    sizes = {key: len(ids) for key, ids in found.items() if ids}
    return Arranged(lines, places, sizes, Counter(mark.kind for mark in marks))


def follow_up_row(
    row: FollowUpRow,
    today: date,
    staff: Mapping[int, str],
    rules: Mapping[int, Rule],
    holiday: Callable[[date], bool] = lambda _day: False,
    *,
    few: bool = False,
) -> Row:
    """Give the row of one follow-up: who, what, when, and the initials of whose it is; ``few``: little room."""
    f = row.follow_up
    icon, tint = look(f.kind)
    waits = f.state == State.OPEN and f.on < today
    amber = due_chip(f, rules.get(f.rule), today, short=True) if waits else None
    phone = row.phone if f.kind in CALLS else ""
    chip = amber or _chip(f, today, overdue=waits)
    when, whose = "" if chip else _side(f, today), staff.get(f.assignee, "")
    feast = bool(when) and f.live and f.on > today and holiday(f.on)
    return Row(
        row.name,
        beside(gone(row.gone), _one_fact(follow_up_text(f)), phone),
        key=f.customer_id,
        icon=icon,
        tint="danger" if waits and not amber else tint,
        chip=chip,
        side=" · ".join(part for part in (when, whose) if part),
        side_full=" · ".join(part for part in (with_holiday(when, holiday=True), whose) if part) if feast else "",
        side_icon=HOLIDAY if feast else "",
        menu=not few,
        enabled=f.live,
        data=f.id,
    )


def _one_fact(text: str) -> str:
    """Give typed words in one line, of which no part is left out as a fact beside others would be."""
    return " ".join(text.split()).replace(" · ", "\u00a0· ")


def spoken_kind(row: FollowUpRow) -> str:
    """Name the kind for a screen reader, where others see its icon."""
    return kind_words(row.follow_up.kind)


def _chip(f: FollowUp, today: date, *, overdue: bool) -> Chip | None:
    day = f.on
    if overdue:
        words = day_words(day, today)
        late = _("Overdue since {date}").format(date=words)
        mark = "circle-alert" if f.urgent else "triangle-alert"
        return Chip(_first_upper(words), "bad", mark, _("Urgent, {what}").format(what=late) if f.urgent else late)
    if not f.live:
        return None
    if f.urgent:
        words = _side(f, today) or _("Urgent")
        return Chip(
            _first_upper(words),
            "warn",
            "circle-alert",
            _("Urgent, {what}").format(what=moment_words(day, f.hour, today)),
        )
    if f.snoozed_to and f.snoozed_to.date() > today:
        words = day_words(day, today)
        return Chip(_first_upper(words), "neutral", "hourglass", _("Snoozed until {date}").format(date=words))
    return None


def _first_upper(words: str) -> str:
    """A word that stands alone, such as "Yesterday"; a date stays as it is written."""
    return words if any(sign.isdigit() for sign in words) else words[:1].upper() + words[1:]


def _side(f: FollowUp, today: date) -> str:
    """The time where the group says the day, else the day."""
    if not f.live:
        return day_words(f.done_at.date(), today) if f.done_at else ""
    day, at = f.on, f.hour
    if f.state == State.OPEN and 0 <= (day - today).days <= 1:
        return clock_words(at) if at else ""
    if at is not None and f.state == State.OPEN and _this_week(day, today):
        # Translators: a short weekday and a time of day: Thu 16:00
        words = _("{weekday} {time}")
        return words.format(weekday=format_date(day, "weekday_short"), time=clock_words(at))
    return plain_day(day, today)


def _this_week(day: date, today: date) -> bool:
    return today <= day <= _end_of_week(today)


def _end_of_week(today: date) -> date:
    return today + timedelta(days=6 - today.weekday())


class FollowUpRows(RowsModel):
    """Headings and rows; only the rows in sight are read. ``read(ids)`` gives them in that order."""

    LAZY = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all = Arranged((), {}, {}, {})
        self._lines: Sequence[int | str] = ()
        self._read: Callable[[Sequence[int]], Sequence[FollowUpRow]] = lambda _ids: ()
        self._make: Callable[[FollowUpRow], Row] = lambda row: Row(row.name)
        self._pages: dict[int, dict[int, FollowUpRow]] = {}
        self.headings: list[int] = []

    def show_all(
        self,
        found: Arranged,
        read: Callable[[Sequence[int]], Sequence[FollowUpRow]],
        make: Callable[[FollowUpRow], Row],
    ) -> None:
        """Show these follow-ups, a heading above each group."""
        self.beginResetModel()
        self._all, self._lines, self._pages = found, found.lines, {}
        self._read, self._make = read, make
        sizes = [found.sizes[key] + 1 for key in _ORDER if key in found.sizes]
        self.headings = list(accumulate(sizes[:-1], initial=0)) if sizes else []
        self.endResetModel()

    def place_of(self, follow_up_id: int) -> int:
        """Give the number of the row of a follow-up, or -1."""
        return self._all.places.get(follow_up_id, -1)

    def near(self, number: int) -> int:
        """Give the follow-up in a row, else in the next one, else the last; 0 where there is none."""
        after = next((line for line in self._lines[max(0, number) :] if isinstance(line, int)), 0)
        return after or next((line for line in reversed(self._lines) if isinstance(line, int)), 0)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def found(self, number: int) -> FollowUpRow | None:
        """Give what stands in a row; None for a heading or what is gone."""
        page = number // PAGE
        if page not in self._pages:
            if len(self._pages) > KEPT:
                self._pages.clear()
            ids = [line for line in self._lines[page * PAGE : (page + 1) * PAGE] if isinstance(line, int)]
            self._pages[page] = {row.follow_up.id: row for row in self._read(ids)} if ids else {}
        line = self._lines[number]
        return self._pages[page].get(line) if isinstance(line, int) else None

    def row(self, number: int) -> Row:
        line = self._lines[number]
        if isinstance(line, str):
            count = format_number(self._all.sizes[line])
            return Row(groups()[line], group=True, count=count, urgent=line == "overdue", data=line)
        found = self.found(number)
        return self._make(found) if found is not None else Row("", enabled=False)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole} and index.isValid():
            found = self.found(index.row()) if index.row() < len(self._lines) else None
            if found is not None and role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{spoken_kind(found)}, {self._make(found).spoken()}"
            if found is not None:
                live = _("Space: done, Right arrow: snooze, Delete: drop")
                return live if found.follow_up.live else _("Space: reopen")
        return super().data(index, role)
