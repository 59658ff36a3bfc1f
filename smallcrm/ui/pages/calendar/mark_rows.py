"""The rows that tell the things of a day: icon, who, what, how it stands, and the one thing that can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from smallcrm.domain.agenda import CalendarDay, Mark, MarkKind, MarkState
from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.i18n import _, format_date, format_number, pgettext
from smallcrm.messages import calendar as words
from smallcrm.ui.pages.calendar.looks import look
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.rows import LateRow, Row

Chips = Callable[[Mark], Chip | None]
"""Gives the chip of an occasion that is neither done nor late: by when its card is printed or posted."""


_ASKS_MORE = {FollowUpKind.COMPLAINT, FollowUpKind.DRIFTING}
"""Follow-ups that are not done with one key: what became of them is asked where they are opened."""


class Verb(StrEnum):
    """What the button of a row does."""

    DONE = "done"
    GREETED = "greeted"
    PRINT = "print"


def verb(mark: Mark, today: date) -> Verb | None:
    """Give what can be done about a mark with one key; None where it can only be opened."""
    if mark.kind is MarkKind.POST:
        return Verb.PRINT
    if mark.state is MarkState.DONE or mark.kind is MarkKind.EVENT:
        return None
    if mark.kind is MarkKind.FOLLOW_UP:
        return None if mark.what in _ASKS_MORE else Verb.DONE
    if mark.day <= today:
        return Verb.GREETED
    return Verb.PRINT if mark.post_by is not None else None


def verb_words(what: Verb | None) -> str:
    """Give the words of the button."""
    if what is Verb.DONE:
        return pgettext("follow-up", "Done")
    if what is Verb.GREETED:
        return _("Greeted")
    return _("Print") if what is Verb.PRINT else ""


def mark_row(mark: Mark, today: date, chips: Chips = lambda _mark: None) -> Row:
    """Give the row of one thing."""
    icon, tint = look(mark)
    gold = mark.kind is MarkKind.OCCASION and mark.day == today and mark.state is not MarkState.DONE
    late = mark.state is MarkState.LATE and mark.day >= today
    by_hand = Chip(_("By hand"), "warn", "hand-helping", _("Too late by post, hand over"))
    return Row(
        words.title(mark),
        words.what(mark, today),
        key=mark.customer_id,
        icon=icon,
        tint="gold" if gold else tint,
        chip=by_hand if late else _chip(mark, today, chips),
        button=verb_words(verb(mark, today)),
        menu=True,
        enabled=mark.state is not MarkState.DONE,
        data=mark,
    )


def late_mark_row(mark: Mark, today: date, chips: Chips) -> Row:
    """Give what stands for the row of a mark until it comes into view."""
    return LateRow(
        mark.name,
        key=mark.customer_id,
        button=verb_words(verb(mark, today)),
        data=mark,
        of=mark,
        make=lambda one: mark_row(one, today, chips),
    )


def day_heading(day: CalendarDay, today: date) -> Row:
    """Give the heading of a day: when it is, which holiday, whether the shop is closed, how much stands on it."""
    count = len(day.marks) + day.more
    said = format_number(count) if count else ""
    return Row(words.day_words(day, today), count=said, group=True, urgent=bool(day.holiday) and day.red, data=day.day)


def _chip(mark: Mark, today: date, chips: Chips) -> Chip | None:
    if mark.state is MarkState.DONE:
        return Chip(words.state(mark), "ok", "check")
    if mark.state is MarkState.LATE:
        return Chip(words.state(mark), "warn", "triangle-alert")
    if mark.state is MarkState.OVERDUE:
        return Chip(words.state(mark), "bad", "clock-alert")
    return chips(mark) or _posting(mark, today)


def _posting(mark: Mark, today: date) -> Chip | None:
    """Say by when the card is posted, where one is to be printed."""
    if mark.post_by is None or mark.day <= today:
        return None
    if mark.post_by <= today:
        return Chip(_("Post today"), "info", "mailbox")
    day = format_date(mark.post_by, "weekday_and_day")
    return Chip(day, "neutral", "mailbox", _("Post by {date}").format(date=day))
