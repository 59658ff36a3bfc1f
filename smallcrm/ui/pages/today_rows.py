"""What Today says of each person: plain rows made from what the shop finds due."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from smallcrm import messages
from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.domain.model import OccasionKind
from smallcrm.i18n import _, format_date, format_number, format_period, ngettext
from smallcrm.messages import follow_ups
from smallcrm.store.due import Due
from smallcrm.store.occasions import TodayItem, TodayView
from smallcrm.ui.pages.today_tasks import how_many, in_sight, task_row, tasks_of
from smallcrm.ui.widgets.chips import Chip, chip_size, initials
from smallcrm.ui.widgets.occasion_looks import LOOKS, ShopDays
from smallcrm.ui.widgets.rows import LateRow, Row
from smallcrm.ui.widgets.when import with_holiday
from smallcrm.ui.worn import px

MOST = 20
"""Rows that a group shows at first; a large shop has hundreds."""
WIDEST_CHIP = 170
"""Width that a chip may take from the name beside it, px."""
_PLAIN = ShopDays()
_RANK = {kind: number for number, kind in enumerate(LOOKS)}


def gathered(items: Sequence[TodayItem]) -> list[list[TodayItem]]:
    """Give the items of one group by person and day, the weightiest of each first: nobody stands there twice."""
    found: dict[tuple[int, date], list[TodayItem]] = {}
    for item in items:
        found.setdefault((item.customer_id, item.day), []).append(item)
    for one in found.values():
        if len(one) > 1:
            one.sort(key=lambda i: _RANK.get(str(i.occasion.kind), len(_RANK)))
    return list(found.values())


def people_waiting(view: TodayView) -> int:
    """How many people are to be greeted: missed ones and those of today."""
    return len({(i.customer_id, i.day) for state in ("missed", "today") for i in view.waiting(state)})


def not_among_cards(view: TodayView, items: Sequence[TodayItem]) -> list[TodayItem]:
    """Leave out the days whose card stands among those to print by now: one person stands in one place."""
    printing = {(i.customer_id, str(i.occasion.kind), i.day) for i in (*view.cards, *view.held)}
    people = {customer for customer, _kind, _day in printing}
    return [
        i for i in items if i.customer_id not in people or (i.customer_id, str(i.occasion.kind), i.day) not in printing
    ]


@dataclass(frozen=True, slots=True)
class Told:
    """What rows say beside what is due."""

    now: datetime
    phones: Mapping[int, str] = field(default_factory=dict)
    """By customer, beside the days that are over or today: somebody may want to call."""
    staff: Mapping[int, str] = field(default_factory=dict)
    """Initials by id."""
    holidays: Container[date] = frozenset()
    """Public holidays: said beside a day to come."""
    whole: Container[str] = ()
    """Groups shown to their end; others end in a link."""
    days: ShopDays = field(default_factory=ShopDays)


@dataclass(frozen=True, slots=True)
class _Group:
    key: str
    title: str
    rows: Sequence[Row]
    count: int
    """How many of them count, read or not; 0: not known yet."""
    link: str = ""
    unheard: int = 0
    """Rows beside those that count: only in sight."""


def rows_of(due: Due, told: Told) -> list[Row]:
    """Give the rows of Today: overdue, today, staying in touch, occasions, cards, complaints; no empty group."""
    rows: list[Row] = []
    for group in _groups(due, told):
        if not group.rows:
            continue
        mark, late = "printer" if group.link else "", group.key == "overdue"
        count = format_number(group.count) if group.count else ""
        rows.append(Row(group.title, count=count, group=True, urgent=late, link=group.link, icon=mark, data=group.key))
        whole = group.key in told.whole
        rows.extend(group.rows if whole else group.rows[:MOST])
        there = group.count + group.unheard
        if there > (len(group.rows) if whole else MOST):
            link = _("All {n}").format(n=format_number(there))
            rows.append(Row("", group=True, link=link, data=("all", group.key)))
    return rows


def _groups(due: Due, told: Told) -> Iterator[_Group]:
    tasks, view, today = tasks_of(due), due.occasions, due.date
    titles = {
        "overdue": _("Overdue"),
        "today": _("Today"),
        "touch": follow_ups.kind(FollowUpKind.STAY_IN_TOUCH),
        "complaints": _("Open complaints"),
    }

    def of_tasks(key: str) -> _Group:
        rows = [task_row(task, due, told.staff, told.now, told.holidays) for task in tasks[key]]
        count = how_many(due, key)
        return _Group(key, titles[key], rows, count, unheard=in_sight(due, key) - count)

    yield of_tasks("overdue")
    yield of_tasks("today")
    yield of_tasks("touch")
    people = _in_sight(by_need(view), told.whole)
    yield _Group("occasions", _("Occasions"), _day_rows(people, due, told), 0 if view.more else len(people))
    link = _("Print cards ({n})").format(n=format_number(len(view.cards))) if view.cards else ""
    cards = [*view.held, *view.cards]  # who is asked about comes first
    rows = [card_row(i, today, told.days) for i in cards[:MOST]]
    yield _Group("cards", _("Cards to print"), rows, *((0, _("Print")) if view.more else (len(cards), link)))
    yield of_tasks("complaints")


def _day_rows(people: Sequence[list[TodayItem]], due: Due, told: Told) -> list[Row]:
    """Give the rows of the first people; those of the others are made as they come into view."""

    def row(items: list[TodayItem]) -> Row:
        phone = told.phones.get(items[0].customer_id, "")
        return occasion_row(items, due.date, phone, due.occasions.no_address, told.holidays, told.days)

    def late(items: list[TodayItem]) -> Row:
        return LateRow(items[0].name, key=items[0].customer_id, data=items[0], of=items, make=row)

    return [*map(row, people[:MOST]), *map(late, people[MOST:])]


def by_need(view: TodayView) -> list[list[TodayItem]]:
    """Give the people of the occasions by day: missed, today, the next days; nobody whose card stands below."""
    missed = sorted(view.waiting("missed"), key=lambda i: i.day)
    coming = not_among_cards(view, view.waiting("coming"))
    return [*gathered(missed), *gathered(view.waiting("today")), *gathered(coming)]


def _in_sight(people: list[list[TodayItem]], whole: Container[str]) -> list[list[TodayItem]]:
    """Give the people with those of the day among the first ones that are shown, however many were missed."""
    if "occasions" in whole or len(people) <= MOST:
        return people
    rank = {"today": 0, "missed": 1, "coming": 2}
    first = sorted(range(len(people)), key=lambda n: (rank[people[n][0].state], n))[:MOST]
    shown = set(first)
    return [*(people[n] for n in sorted(first)), *(one for n, one in enumerate(people) if n not in shown)]


def occasion_row(
    items: Sequence[TodayItem],
    today: date,
    phone: str = "",
    no_address: Container[int] = frozenset(),
    holidays: Container[date] = frozenset(),
    days: ShopDays = _PLAIN,
) -> Row:
    """Give the row of somebody's day; several of one day share it."""
    item = items[0]
    icon, tint = days.look(item.occasion, today=item.state == "today")
    near = item.state in {"missed", "today"}
    said = "" if item.state == "today" else when(item.day, today, holidays)
    chip, action = None, _("Greeted") if near else ""
    if item.state == "missed":
        chip = Chip(_("Missed"), "warn", "clock-alert")
    elif item.printed:
        chip = Chip(_("Card printed"), "ok", "check")
    elif not near and item.customer_id in no_address:
        chip, action = Chip(_("No address"), "neutral", "map-pin-off"), _("Add address")
    return Row(
        item.name,
        joined(said, *(what(i, today, days, named=item.state == "today") for i in items), phone if near else ""),
        key=item.customer_id,
        icon=icon,
        tint=tint,
        chip=chip,
        button=action,
        menu=True,
        data=item,
    )


def card_row(item: TodayItem, today: date, days: ShopDays = _PLAIN) -> Row:
    """Give the row of a card that waits to be printed."""
    late, hold = item.state == "late", item.hold
    more = _("call, or belated card") if late and item.day < today else ""
    posted = ""
    if not late and not hold and item.post_by and item.print_by and item.print_by > today:  # else the chip says it
        posted = _("post by {date}").format(date=format_date(item.post_by, "weekday_and_day"))
    return Row(
        item.name,
        joined(held_words(item), when(item.day, today), what(item, today, days), posted, more),
        key=item.customer_id,
        icon="message-square-warning" if hold else "hand-helping" if late else "mail",
        tint="plum" if hold else "mustard" if late else "sky",
        chip=_print_chip(item, today),
        button=_("Print"),
        menu=True,
        data=item,
    )


def held_words(item: TodayItem) -> str:
    """Say which complaint holds a card; nothing of one that none holds."""
    return messages.reason(item.hold.why(item.customer_id)) if item.hold else ""


def _print_chip(item: TodayItem, today: date) -> Chip:
    if item.state == "late" and item.day >= today:
        return Chip(_("By hand"), "warn", "hand-helping", _("Too late by post, hand over"))
    if item.state == "late":
        return Chip(_("Too late by post"), "warn", "triangle-alert")
    if item.print_by and item.print_by > today:
        by = format_date(item.print_by, "weekday_and_day")
        return _short(_("Print by {date}").format(date=by), by, "printer")
    if item.post_by is None or item.post_by <= today:
        return Chip(_("Post today"), "info", "mailbox")
    by = format_date(item.post_by, "weekday_and_day")
    return _short(_("Post by {date}").format(date=by), by, "mailbox")


def _short(words: str, day: str, icon: str) -> Chip:
    """Give a chip of these words; where a language needs many, the day alone, for the icon says the rest."""
    chip = Chip(words, "neutral", icon)
    return chip if chip_size(chip).width() <= px(WIDEST_CHIP) else Chip(day, "neutral", icon, full=words)


def what(item: TodayItem, today: date, days: ShopDays = _PLAIN, *, named: bool = False) -> str:
    """Say which day it is, whose, and how old they get; the customer's own birthday is ``named`` only if asked."""
    occasion, past = item.occasion, item.state == "missed" or item.day < today
    whose = messages.whose(occasion)
    birthday = occasion.kind == OccasionKind.BIRTHDAY and not whose
    name = messages.occasion(occasion.kind, occasion.label) if named or not birthday else ""
    years = messages.turns(occasion.kind, item.turns, past=past)
    return joined(name, whose, occasion.partner, years, days.rounded(occasion, item.turns))


def when(day: date, today: date, holidays: Container[date] = frozenset()) -> str:
    """Say a day as people do: today, tomorrow, yesterday, else weekday and date; and which one to come is a holiday."""
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    words = near.get((day - today).days) or format_date(day, "weekday_and_day")
    return with_holiday(words, holiday=day > today and day in holidays)


def joined(*parts: str) -> str:
    """Join what there is of a line of facts."""
    return " · ".join(part for part in parts if part)


def tomorrow(due: Due) -> str:
    """Say in one line what comes tomorrow: follow-ups and birthdays; nothing where nothing does."""
    view, day = due.occasions, due.date + timedelta(days=1)
    coming = [] if view.more else view.occasions("coming")  # of which not all were read nobody says how many
    birthdays = [i for i in coming if i.day == day and i.occasion.kind == OccasionKind.BIRTHDAY]
    names = [joined(i.name, messages.whose(i.occasion)) for i in birthdays]
    days = ""
    if len(names) == 1:
        days = _("Birthday tomorrow: {name}").format(name=names[0])
    elif names:
        days = ngettext("{n} birthday tomorrow", "{n} birthdays tomorrow", len(names)).format(n=len(names))
    return joined(tasks_tomorrow(due) if due.tomorrow else "", days)


def tasks_tomorrow(due: Due) -> str:
    """Say how many follow-ups there are tomorrow."""
    words = ngettext("{n} follow-up tomorrow", "{n} follow-ups tomorrow", due.tomorrow)
    return words.format(n=format_number(due.tomorrow))


def coming_rows(items: Sequence[TodayItem], today: date, days: ShopDays = _PLAIN) -> list[Row]:
    """Give short rows of the days after the next seven, with when their card is to be printed."""
    rows = []
    for item in items:
        icon, tint = days.look(item.occasion)
        card = item.occasion.card_wanted and item.reachable and not (item.no_mail or item.printed)
        chip = Chip(_("Card printed"), "ok", "check") if item.printed else None
        if card and item.print_by and item.print_by > today:
            words = _("Print by {date}").format(date=format_date(item.print_by, "weekday_and_day"))
            chip = Chip(format_period(item.print_by, item.print_by), "neutral", "printer", words)
        facts = joined(when(item.day, today), what(item, today, days))
        rows.append(Row(item.name, facts, key=item.customer_id, icon=icon, tint=tint, chip=chip, data=item))
    return rows


def lost_rows(items: Sequence[TodayItem], today: date, days: ShopDays = _PLAIN) -> list[Row]:
    """Give short rows of people whose address is missing for a card."""
    return [
        Row(
            i.name, joined(when(i.day, today), what(i, today, days)), key=i.customer_id, avatar=initials(i.name), data=i
        )
        for i in items
    ]
