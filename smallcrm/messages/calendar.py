"""What the calendar says of a day and of each thing on it: in a chip, in a row, to a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from smallcrm import messages
from smallcrm.domain.agenda import CalendarDay, Mark, MarkKind, MarkState
from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.domain.model import OccasionKind
from smallcrm.domain.text import fold
from smallcrm.i18n import _, current_locale, format_date, format_number, format_period, format_time, ngettext, pgettext
from smallcrm.messages import follow_ups

_WORDS = re.compile(r"\w+")
_NAMED_BY_ICON = {OccasionKind.BIRTHDAY, OccasionKind.NAME_DAY, OccasionKind.CUSTOMER_SINCE}
"""Kinds that a chip does not name: its icon does, and there is room for little more than a name."""


def chip(mark: Mark) -> str:
    """Give the words of a chip: who, and what only where the icon beside it does not say it."""
    if mark.kind is MarkKind.POST:
        return post_words(mark.count)
    if mark.kind is MarkKind.EVENT:
        return _timed(mark, mark.name)
    if mark.kind is MarkKind.FOLLOW_UP:
        return _told(_said(mark), mark.name)
    occasion = mark.occasion
    if occasion is None:
        return mark.name
    who = title(mark)
    if occasion.kind in _NAMED_BY_ICON:
        return who
    if occasion.kind == OccasionKind.WEDDING:
        # Translators: on a chip of the calendar, in short: a wedding anniversary, and of whom
        return pgettext("calendar", "Wedding · {names}").format(names=who)
    return f"{who} · {messages.occasion(occasion.kind, occasion.label)}"


def title(mark: Mark) -> str:
    """Give who or what it is: the customer, the child with its parent, the couple, the event, the cards to post."""
    if mark.kind is MarkKind.POST:
        return post_words(mark.count)
    occasion = mark.occasion
    if occasion is None:
        return mark.name
    if whose := messages.whose(occasion):
        return f"{whose} · {mark.name}"
    if occasion.kind == OccasionKind.WEDDING:
        return couple(mark.name, occasion.partner)
    return mark.name


def month_title(day: date) -> str:
    """Give month and year as a heading: "May 2027"."""
    name = str(current_locale().months["stand-alone"]["wide"][day.month])
    # Translators: the heading of a month: its name and the year
    words = pgettext("heading", "{month} {year}").format(month=name, year=day.year)
    return f"{words[:1].upper()}{words[1:]}"


def couple(name: str, partner: str) -> str:
    """Give both names of a couple; a name that says both already stays as it is."""
    known = fold(name).split()
    if not partner.strip() or all(word in known for word in fold(partner).split()):
        return name
    # Translators: the names of a couple; names are never inflected
    return _("{one} and {other}").format(one=name, other=partner)


def what(mark: Mark, today: date) -> str:
    """Give what it is in facts for a row: which occasion or what age, words of a follow-up, days of an event."""
    told = facts(mark, today)
    if mark.kind is MarkKind.FOLLOW_UP and mark.text.strip():
        return " · ".join(told[1:])  # its icon says the kind
    birthday = mark.occasion is not None and mark.occasion.kind == OccasionKind.BIRTHDAY
    return " · ".join(told[1:] if birthday and mark.turns else told)  # whoever "turns 60" has a birthday


def facts(mark: Mark, today: date) -> list[str]:
    """Give each fact beside who it is: an age only where the year is known."""
    if mark.kind is MarkKind.EVENT:
        days = format_period(mark.first, mark.last) if mark.first and mark.last and mark.first != mark.last else ""
        return _there(format_time(mark.at) if mark.at else "", days, _one_line(mark.text))
    if mark.kind is MarkKind.FOLLOW_UP:
        named = follow_ups.kind(mark.what or FollowUpKind.REMINDER)
        return _there(named, format_time(mark.at) if mark.at else "", _one_line(mark.text))
    if mark.occasion is None:
        return []
    occasion, past = mark.occasion, mark.day < today
    years = messages.turns(occasion.kind, mark.turns, past=past)
    told = mark.round and mark.turns and occasion.kind != OccasionKind.CUSTOMER_SINCE  # its years say it
    rounded = messages.rounded(occasion.kind) if told else ""
    return _there(messages.occasion(occasion.kind, occasion.label), years, rounded)


def state(mark: Mark) -> str:
    """Say how it stands, where there is something to say."""
    if mark.state is MarkState.DONE:
        return pgettext("state", "Done")
    if mark.state is MarkState.LATE:
        return _("Too late by post")
    return _("Overdue") if mark.state is MarkState.OVERDUE else ""


def full(mark: Mark, today: date) -> str:
    """Give everything in one line, for a tooltip and a screen reader."""
    return ", ".join(_there(title(mark), *facts(mark, today), state(mark)))


def post_words(count: int) -> str:
    """Say how many cards have to be posted."""
    return ngettext("Post {n} card", "Post {n} cards", count).format(n=format_number(count))


def post_in_short(count: int) -> str:
    """Say how many cards have to be posted where the mailbox beside it says what is posted."""
    # Translators: on a chip of the calendar without room for "Post 5 cards": a verb and how many
    return pgettext("calendar", "Post {n}").format(n=format_number(count))


def more_words(count: int) -> str:
    """Say how many further things stand on a day."""
    return ngettext("{n} more", "{n} more", count).format(n=format_number(count))


def day_words(day: CalendarDay, today: date) -> str:
    """Give a day as it heads a list: weekday and date, which holiday it is, and whether the shop is closed."""
    # Translators: after a date: the shop is closed on it
    closed = pgettext("after a date", "closed") if day.closed else ""
    return ", ".join(_there(date_words(day.day, today), day.holiday, closed))


def date_words(day: date, today: date) -> str:
    """Give weekday and date, with the year where it is another one; today is said."""
    dated = format_date(day, "day_month") if day.year == today.year else format_date(day, "long")
    words = _("{weekday} {date}").format(weekday=format_date(day, "weekday"), date=dated)
    # Translators: the heading of a day: "Today, Thursday 20 May"
    return _("Today, {date}").format(date=words) if day == today else f"{words[:1].upper()}{words[1:]}"


def closed_words(day: CalendarDay) -> str:
    """Say that the shop is closed, where it is."""
    # Translators: of a day of the calendar: the shop is closed
    return pgettext("day", "Closed") if day.closed else ""


def spoken(day: CalendarDay, today: date) -> str:
    """Give a day with all that stands on it, for a screen reader."""
    marks = [full(mark, today) for mark in day.marks]
    more = more_words(day.more) if day.more else ""
    return "; ".join(_there(day_words(day, today), *marks, more))


def _said(mark: Mark) -> str:
    return _one_line(mark.text) or follow_ups.kind(mark.what or FollowUpKind.REMINDER)


def _told(words: str, name: str) -> str:
    """The words of a follow-up with whose it is, where they do not name the person themselves."""
    named = set(_WORDS.findall(fold(name))) <= set(_WORDS.findall(fold(words)))
    return words if not name or named else f"{words} · {name}"


def _timed(mark: Mark, words: str) -> str:
    first = mark.first is None or mark.day == mark.first
    # Translators: on a chip of the calendar: when an event begins, and its name
    return _("{time} {event}").format(time=format_time(mark.at), event=words) if mark.at and first else words


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _there(*parts: str) -> list[str]:
    return [part for part in parts if part]


def lines(marks: Iterable[Mark], today: date) -> str:
    """Give several marks line by line, for a tooltip."""
    return "\n".join(full(mark, today) for mark in marks)
