"""What the sheets of the day say: the morning list, the page at the end of the day, a list to call from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from smallcrm import messages
from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.domain.loyalty import EntryKind
from smallcrm.domain.model import Entry
from smallcrm.i18n import _, format_date, format_money, format_number, format_time, ngettext
from smallcrm.messages import cards as card_words
from smallcrm.messages import follow_ups as words
from smallcrm.paper.day_sheets import DaySheet, Figure, SheetRow, SheetSection
from smallcrm.store.due import WAITING, Due
from smallcrm.store.loyalty.reading import CardLine
from smallcrm.store.occasions import TodayItem
from smallcrm.store.shop import Shop
from smallcrm.store.visits import Drifter
from smallcrm.ui.pages.today_rows import by_need, held_words, joined, tasks_tomorrow, what, when
from smallcrm.ui.pages.today_tasks import Task, day_of, facts, how_many, in_sight, put_off, tasks_of, time_of, why
from smallcrm.ui.widgets.occasion_looks import ShopDays, shop_days
from smallcrm.ui.widgets.when import clock_words, day_words, moment_words

_NAMED = frozenset({FollowUpKind.PROMISE, FollowUpKind.OPPORTUNITY, FollowUpKind.FEEDBACK})
"""Kinds whose name says more than the words."""
Named = tuple[int, str, Entry]
_VISITS = frozenset({"visit", "purchase"})
_PAGE = 120
"""Rows that no page holds: of thousands the others are only counted."""
_PLAIN = ShopDays()
_TALKS = frozenset({"call", "meeting", "sms", "message", "email"})


def morning(shop: Shop, due: Due, phones: Mapping[int, str]) -> DaySheet:
    """Give the list of the morning: what Today shows, with boxes to tick and room for a pen."""
    staff, tasks = {s.id: s.initials for s in shop.staff.all()}, tasks_of(due)
    sections = []
    for key, title, note in (
        ("overdue", _("Overdue"), _("longest wait first")),
        ("today", _("Today"), _("in order of time")),
        ("touch", words.kind(FollowUpKind.STAY_IN_TOUCH), _("longest wait first")),
        ("complaints", _("Open complaints"), ""),
    ):
        rows = tuple(_task(task, due, staff) for task in tasks[key])
        late = key in {"overdue", "complaints"}
        left = in_sight(due, key) - len(rows)
        sections.append(SheetSection(title, rows, note, late, more=left, firm=key != "touch"))
    overdue, today, touch, complaints = sections
    own = shop_days(shop)
    days = _days(due, phones, own)
    away = SheetSection(
        _("Drifting away"),
        tuple(map(_away, due.drifting)),
        format_number(due.drifting_count),
        more=due.drifting_count - len(due.drifting),
        spare=True,
    )
    special, sad = len(days.rows) + days.more, how_many(due, "complaints")
    figures = (
        _figure(how_many(due, "overdue"), _("overdue"), late=True),
        _figure(how_many(due, "today"), _("today")),
        _figure(special, ngettext("occasion", "occasions", special)),
        _figure(sad, ngettext("complaint", "complaints", sad), late=True),
    )
    kept = _filled(overdue, today, touch, days, complaints, away, _coming(due, own))
    return _sheet(shop, _("Morning list"), due.date, figures, kept, _("Nothing waits today."))


def evening(shop: Shop, due: Due, day: date) -> DaySheet:
    """Give the page at the end of the day: who was here, what came in, who was called, what stays open."""
    entries = sorted(shop.timeline.day(day), key=lambda one: one[2].id)
    here = [one for one in entries if one[2].kind in _VISITS]
    talks = [one for one in entries if one[2].kind in _TALKS]
    sad = [one for one in entries if one[2].kind in {"complaint", "remedy"}]
    booked = shop.cards.day(day)
    stamped = {customer for customer, _name, line in booked if line.entry.kind is EntryKind.STAMP}
    visitors = {customer for customer, _name, _entry in here}
    people, spent = len(stamped | visitors), _sum(here)
    visits = ngettext("{n} visit", "{n} visits", len(visitors)).format(n=format_number(len(visitors)))
    came = SheetSection(_("Visits and purchases"), tuple(_visits(here)), total=joined(visits, spent) if here else "")
    left = _still_open(shop, due)
    ahead = SheetSection(_("Tomorrow"), tuple(_tomorrow(due, shop_days(shop))))
    calls, complaints = _of_kind(talks, "call"), _of_kind(sad, "complaint")
    stays = len(left.rows) + left.more
    figures = (
        _figure(people, ngettext("visit", "visits", people)),
        _figure(calls, ngettext("call", "calls", calls)),
        _figure(complaints, ngettext("complaint", "complaints", complaints), late=True),
        _figure(stays, ngettext("stays open", "stay open", stays), late=True),
    )
    kept = _filled(
        came,
        SheetSection(_("Stamps and rewards"), tuple(_cards(booked))),
        SheetSection(_("Calls and messages"), tuple(_done(n, e) for _i, n, e in talks)),
        SheetSection(_("Complaints"), tuple(_done(n, e) for _i, n, e in sad), late=True, firm=True),
        left,
        ahead,
    )
    return _sheet(shop, _("End of day"), day, figures, kept, _("Nothing was written down today."))


def call_list(shop: Shop, heading: str, people: Sequence[Drifter], count: int) -> DaySheet:
    """Give a list to call from: those who stay away, why, and their numbers."""
    section = SheetSection(heading, tuple(map(_away, people)), more=max(0, count - len(people)))
    return _sheet(
        shop, _("Call list"), shop.today, (_figure(count, ngettext("to call", "to call", count)),), _filled(section), ""
    )


def _sheet(
    shop: Shop, name: str, day: date, figures: tuple[Figure, ...], sections: tuple[SheetSection, ...], empty: str
) -> DaySheet:  # fmt: skip
    now = shop.now
    # Translators: at the foot of a page: when it was printed
    printed = _("Printed {date} at {time}").format(date=format_date(now.date(), "medium"), time=format_time(now))
    weekday = _capital(format_date(day, "weekday"))
    title = _("{weekday} {date}").format(weekday=weekday, date=format_date(day, "day_month"))
    return DaySheet(
        joined(shop.settings.read().name, name),
        title,
        figures,
        sections,
        empty,
        (_("Notes"), _("write here, type in later")),
        (printed, _("Personal data: shred after use.")),
        lambda n: ngettext("and {n} more", "and {n} more", n).format(n=format_number(n)),
    )


def _figure(number: int, label: str, *, late: bool = False) -> Figure:
    return Figure(format_number(number), label, late and number > 0)


def _of_kind(entries: Sequence[tuple[int, str, Entry]], kind: str) -> int:
    return sum(entry.kind == kind for _customer, _name, entry in entries)


def _filled(*sections: SheetSection) -> tuple[SheetSection, ...]:
    return tuple(s for s in sections if s.rows or s.more)


def _task(task: Task, due: Due, staff: Mapping[int, str]) -> SheetRow:
    f, at, day = task.row.follow_up, time_of(task.row.follow_up), day_of(task.row.follow_up)
    when_due = moment_words(day, at, due.date) if task.kind == FollowUpKind.COMPLAINT else day_words(day, due.date)
    if day == due.date:
        when_due = clock_words(at) if at else ""
    lead = joined(_("Urgent") if f.urgent else "", when_due)
    kind, said = words.kind(task.kind), facts(task, due, on_paper=True)
    hint = kind if said != kind and task.kind in _NAMED else ""
    return SheetRow(
        task.row.name,
        said or kind,
        _capital(lead),
        hint,
        task.row.phone,
        staff.get(f.assignee, ""),
    )


def _days(due: Due, phones: Mapping[int, str], own: ShopDays = _PLAIN) -> SheetSection:
    """Give whom to greet and which cards to print, by when."""
    view, today = due.occasions, due.date
    cards = {(i.customer_id, i.day): i for i in (*view.held, *view.cards)}
    rows = []
    for items in by_need(view):
        first = items[0]
        if first.state != "coming":
            row, card = _day(items, today, phones, own), cards.pop((first.customer_id, first.day), None)
            rows.append(replace(row, what=joined(row.what, _card_words(card))) if card else row)
    rows += [_card(item, today, own) for item in cards.values()]
    more = view.more.get("missed", 0) + view.more.get("cards", 0) + max(0, len(rows) - _PAGE)
    return SheetSection(_("Occasions and cards"), tuple(rows[:_PAGE]), more=more)


def _coming(due: Due, own: ShopDays) -> SheetSection:
    """Give the days of the next week."""
    people = [items for items in by_need(due.occasions) if items[0].state == "coming"]
    rows = tuple(replace(_day(items, due.date, {}, own), tick=False) for items in people[:_PAGE])
    more = due.occasions.more.get("coming", 0) + len(people) - len(rows)
    return SheetSection(_("Next 7 days"), rows, format_number(len(rows) + more), more=more, spare=True)


def _day(items: Sequence[TodayItem], today: date, phones: Mapping[int, str], own: ShopDays) -> SheetRow:
    first = items[0]
    told = joined(*(what(i, today, own, named=True) for i in items))
    mark = _("Missed") if first.state == "missed" else ""
    phone = phones.get(first.customer_id, "") if first.state != "coming" else ""
    return SheetRow(first.name, joined(told, mark), _capital(when(first.day, today)), phone=phone)


def _card(item: TodayItem, today: date, own: ShopDays) -> SheetRow:
    return SheetRow(
        item.name, joined(what(item, today, own, named=True), _card_words(item)), _capital(when(item.day, today))
    )


def _card_words(item: TodayItem) -> str:
    if item.hold:
        return held_words(item)
    if item.state == "late":
        return _("Print the card, hand it over")
    if item.post_by is None:
        return _("Print the card")
    return _("Print the card, post by {date}").format(date=format_date(item.post_by, "weekday_and_day"))


def _away(who: Drifter) -> SheetRow:
    return SheetRow(who.name, why(who), phone=who.phone)


def _done(name: str, entry: Entry) -> SheetRow:
    told = " ".join(messages.entry_text(entry).split())
    title = messages.entry_title(replace(entry, amount=None))  # the amount stands at the edge
    lead = clock_words(entry.at.time()) if entry.at else ""
    amount = format_money(entry.amount) if entry.amount is not None else ""
    return SheetRow(name, joined(title, told), lead, right=amount, tick=False)


def _visits(here: Sequence[Named]) -> Iterable[SheetRow]:
    """Give a row for each customer who was here, as visits are counted: what was bought in one line, and the sum."""
    found: dict[int, list[Named]] = {}
    for one in here:
        found.setdefault(one[0], []).append(one)
    for those in found.values():
        rows = [(entry.kind, _done(name, entry)) for _i, name, entry in those]
        bought = [row.what for kind, row in rows if kind == "purchase" or "·" in row.what] or [rows[0][1].what]
        yield replace(rows[0][1], what=joined(*dict.fromkeys(bought)), right=_sum(those))


def _cards(booked: Sequence[tuple[int, str, CardLine]]) -> Iterable[SheetRow]:
    """Give a row for each customer whose cards were stamped or paid for something, by the hour."""
    found: dict[int, list[tuple[str, CardLine]]] = {}
    for customer, name, line in booked:
        found.setdefault(customer, []).append((name, line))
    for those in found.values():
        name, first = those[0]
        said = [f"{card_words.title(line.entry, line.prize)}, {line.programme}" for _name, line in those]
        lead = clock_words(first.entry.at.time()) if first.entry.at else ""
        yield SheetRow(name, joined(*dict.fromkeys(said)), lead, tick=False)


def _sum(entries: Iterable[Named]) -> str:
    amounts = [e.amount for _i, _n, e in entries if e.amount is not None]
    return format_money(sum(amounts)) if amounts else ""


def _still_open(shop: Shop, due: Due) -> SheetSection:
    """Give what waits at the end of the day, late first."""
    staff, tasks = {s.id: s.initials for s in shop.staff.all()}, tasks_of(due)
    waits = [t for key in ("overdue", "today", "touch", "complaints") for t in tasks[key] if t.group != "coming"]
    waits += put_off(due)
    count = sum(due.counts.get(name, 0) for name in WAITING) + len(put_off(due))
    rows = tuple(_task(t, due, staff) for t in waits)
    return SheetSection(_("Stays open"), rows, late=True, more=max(0, count - len(rows)), firm=True)


def _tomorrow(due: Due, own: ShopDays) -> Iterable[SheetRow]:
    if due.tomorrow:
        yield SheetRow(tasks_tomorrow(due), tick=False)
    for item in due.occasions.waiting("coming"):
        if (item.day - due.date).days == 1:
            yield SheetRow(item.name, what(item, due.date, own, named=True), tick=False)


def _capital(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def file_name(name: str, now: datetime) -> str:
    """Give the name of the file of a sheet."""
    return f"{name} {now.date().isoformat()}.pdf"
