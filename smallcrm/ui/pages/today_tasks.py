"""What Today says of each follow-up: who, what, when, and the one thing to do."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind, Repeat, State, Unit
from smallcrm.domain.rules import Action
from smallcrm.domain.text import beside
from smallcrm.i18n import _, ngettext, pgettext
from smallcrm.messages import follow_ups as words
from smallcrm.messages.rules import by_rule, came_seldom, follow_up_text
from smallcrm.store.due import Due
from smallcrm.store.follow_up_rows import FollowUpRow
from smallcrm.store.visits import Drifter
from smallcrm.ui.pages.day_chips import due_chip, past_day
from smallcrm.ui.widgets.chips import Chip, initials
from smallcrm.ui.widgets.kinds import look
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.when import HOLIDAY, clock_words, day_words, moment_words, with_holiday

CALLS = frozenset({FollowUpKind.CALL_BACK, FollowUpKind.CHECK_IN, FollowUpKind.DRIFTING})
"""Kinds that are done by a call."""
CALLS_IF_PHONE = frozenset({FollowUpKind.STAY_IN_TOUCH, FollowUpKind.THANK_YOU})
"""Kinds that are done by a call where there is a number to call."""


_WEEK = 7


@dataclass(frozen=True, slots=True)
class Task:
    """A follow-up as a row holds it: the same one as long as its id is the same."""

    id: int
    group: str
    """Overdue, today, calls, coming, touch, complaints."""
    row: FollowUpRow = field(compare=False)
    letter: bool = field(default=False, compare=False)
    """Whether its rule wants a letter, and one may go."""

    @property
    def kind(self) -> str:
        """What it is about."""
        return str(self.row.follow_up.kind)

    @property
    def customer_id(self) -> int:
        """Whom it is about."""
        return self.row.follow_up.customer_id

    @property
    def state(self) -> str:
        """Where it stands on Today."""
        return self.group

    @property
    def calls(self) -> bool:
        """Whether it is done by a call."""
        return not self.letter and (self.kind in CALLS or (self.kind in CALLS_IF_PHONE and bool(self.row.phone)))


class TaskRow(Row):
    """A row of a follow-up: says its kind and how it is snoozed to who cannot see the icon."""

    __slots__ = ()

    def spoken(self) -> str:
        """Everything the row says, the kind first."""
        kind = words.kind(self.data.kind)
        late = _("Overdue") if self.data.group == "overdue" else ""
        said = Row.spoken(self)
        return ", ".join(part for part in (late, kind, said) if part)

    def help(self) -> str:
        """What keys do on the row."""
        return _("Space: {action}, Right arrow: snooze").format(action=self.button)


def tasks_of(due: Due) -> dict[str, list[Task]]:
    """Give the follow-ups of Today by group: overdue; today (by the clock, the day, then early ones); others.

    The urgent ones of the day come first, then what has a time.
    """

    def made(name: str) -> list[Task]:
        found: list[FollowUpRow] = getattr(due, name)
        return [Task(r.follow_up.id, name, r, _by_letter(due, r)) for r in found]

    calls, today = made("calls"), made("today")
    urgent = [t for t in today if t.row.follow_up.urgent]
    plain = [t for t in today if not t.row.follow_up.urgent]
    return {
        "overdue": made("overdue"),
        "today": [*urgent, *calls, *plain, *made("coming")],
        "touch": made("touch"),
        "complaints": made("complaints"),
    }


def put_off(due: Due) -> list[Task]:
    """Give what was put off to an hour of today: not on the page now, but by the evening it is still to be done."""
    until = ((row, row.follow_up.snoozed_to) for row in due.later)
    return [Task(row.follow_up.id, "today", row) for row, when in until if when and when.date() == due.date]


def how_many(due: Due, group: str) -> int:
    """How many follow-ups of a group count, those that were not read too; what is only in sight does not."""
    names = ("today", "calls") if group == "today" else (group,)
    return sum(due.counts.get(name, len(getattr(due, name))) for name in names)


def in_sight(due: Due, group: str) -> int:
    """How many rows a group has: with those between the days on which they are announced."""
    return how_many(due, group) + (how_many(due, "coming") if group == "today" else 0)


def _by_letter(due: Due, row: FollowUpRow) -> bool:
    rule, f = due.rule_of(row), row.follow_up
    wanted = f.kind == FollowUpKind.THANK_YOU and rule is not None and rule.action == Action.LETTER
    return wanted and f.customer_id not in due.unposted


def task_row(
    task: Task, due: Due, staff: Mapping[int, str], now: datetime, holidays: Container[date] = frozenset()
) -> Row:
    """Give the row of one follow-up; ``staff`` are initials by id."""
    f, today = task.row.follow_up, due.date
    icon, tint = look(task.kind)
    late = day_of(f) < today
    amber = due_chip(f, due.rule_of(task.row), today, short=True)
    chip = amber or _chip(f, today, now) or _ahead(task, today)
    side = "" if chip and (late or f.state == State.WAITING) else _side(f, today)
    whose = staff.get(f.assignee, "")
    feast = bool(side) and day_of(f) > today and day_of(f) in holidays
    return TaskRow(
        task.row.name,
        facts(task, due),
        key=f.customer_id,
        icon=icon,
        tint="danger" if late and not amber else tint,
        chip=chip,
        side=" · ".join(part for part in (side, whose) if part),
        side_full=" · ".join(part for part in (with_holiday(side, holiday=True), whose) if part) if feast else "",
        side_icon=HOLIDAY if feast else "",
        button=button_words(task),
        menu=True,
        data=task,
    )


def button_words(task: Task) -> str:
    """Give what the button of a follow-up says."""
    if task.kind == FollowUpKind.COMPLAINT:
        return _("Open")
    if task.letter:
        # Translators: a button: write the letter of thanks
        return pgettext("letter", "Write")
    return _("Called") if task.calls else pgettext("follow-up", "Done")


def facts(task: Task, due: Due, *, on_paper: bool = False) -> str:
    """Give the second line: what it is about, how the last call ended, the number to call, the rule that made it.

    On paper the number stands apart, and who made it does not matter.
    """
    f = task.row.follow_up
    rule = by_rule(due.rule_of(task.row)) if f.rule and not on_paper else ""
    what = "" if rule and not f.text and due.rule_of(task.row) else follow_up_text(f)  # the rule says as much
    tried = words.call(f.outcome) if f.outcome in set(CallOutcome) else ""
    number = task.row.phone if not on_paper and (task.calls or f.kind == FollowUpKind.COMPLAINT) else ""
    mark = words.gone(task.row.gone)
    said = (mark, " ".join(what.split()), tried, number, rule)
    return " · ".join(part for part in said if part) if on_paper else beside(*said)


def day_of(f: FollowUp) -> date:
    """Give the day a follow-up waits for: when it is due, or later where it was snoozed."""
    return f.on


def time_of(f: FollowUp) -> time | None:
    """Give the time of day a follow-up waits for, if it has one."""
    return f.hour


def _chip(f: FollowUp, today: date, now: datetime) -> Chip | None:
    day = day_of(f)
    mark = "circle-alert" if f.urgent else "triangle-alert"
    if day < today:
        late = _("Overdue since {date}").format(date=day_words(day, today))
        said = _("Urgent, {what}").format(what=late) if f.urgent else late
        return Chip(past_day(day, today), "bad", mark, said)
    if f.urgent:
        return Chip(_("Urgent"), "warn", mark)
    if f.state == State.WAITING:
        return Chip(words.state(State.WAITING), "neutral", "hourglass")
    at = time_of(f)
    if day == today and at is not None and at < now.time() and f.kind in CALLS:
        return Chip(_("Time to call"), "warn", "phone")
    return None


def _ahead(task: Task, today: date) -> Chip | None:
    """How many days there are left, on a day on which it is announced; tomorrow, and between, its day says so."""
    days = (day_of(task.row.follow_up) - today).days
    if days <= 1 or task.group != "today":
        return None
    return Chip(ngettext("in {n} day", "in {n} days", days).format(n=days), "info", "bell")


def _side(f: FollowUp, today: date) -> str:
    """The time where the group says the day, else the day."""
    day, at = day_of(f), time_of(f)
    if day == today:
        return clock_words(at) if at else ""
    return moment_words(day, at, today)


def away_rows(people: list[Drifter]) -> list[Row]:
    """Give short rows of those who stay away, each with the reason in words; the button is a telephone."""
    return [
        Row(
            d.name,
            why(d),
            key=d.customer_id,
            avatar=initials(d.name),
            button=_("Called"),
            button_icon="phone",
            menu=True,
            data=d,
        )
        for d in people
    ]


def why(d: Drifter) -> str:
    """Say why somebody stands among those who stay away: "Usually every 5 weeks, now 9"."""
    if not d.usual_days:
        return came_seldom(d.visits, d.last_visit_on)
    # Translators: {every} is "every 5 weeks"; {n} counts the same weeks
    said = _("Usually {every}, now {n}")
    in_days = d.usual_days < 2 * _WEEK and d.usual_days != _WEEK
    size, unit = (1, Unit.DAY) if in_days else (_WEEK, Unit.WEEK)
    return said.format(every=words.repeats(Repeat(round(d.usual_days / size), unit)), n=round(d.days_since / size))
