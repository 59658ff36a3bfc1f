"""What Today says of each person: plain rows made from what the shop finds due."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date, timedelta

from smallcrm import messages
from smallcrm.domain.model import OccasionKind
from smallcrm.i18n import _, format_date, format_period, ngettext
from smallcrm.store.occasions import TodayItem, TodayView
from smallcrm.ui.widgets.chips import Chip, chip_size, initials
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px

MOST = 20
"""Rows that a group shows at first; a large shop has hundreds."""
WIDEST_CHIP = 170
"""Width that a chip may take from the name beside it, px."""
_LOOKS = {
    OccasionKind.BIRTHDAY: ("cake", "clay"),
    OccasionKind.NAME_DAY: ("party-popper", "leaf"),
    OccasionKind.WEDDING: ("heart", "plum"),
    OccasionKind.CUSTOMER_SINCE: ("star", "mustard"),
}
_RANK = {kind: number for number, kind in enumerate(_LOOKS)}


def gathered(items: Sequence[TodayItem]) -> list[list[TodayItem]]:
    """Give the items of one group by person and day, the weightiest of each first: nobody stands there twice."""
    found: dict[tuple[int, date], list[TodayItem]] = {}
    for item in items:
        found.setdefault((item.customer_id, item.day), []).append(item)
    return [sorted(one, key=lambda i: _RANK.get(OccasionKind(i.occasion.kind), len(_RANK))) for one in found.values()]


def people_waiting(view: TodayView) -> int:
    """How many people are to be greeted: missed ones and those of today."""
    return len(gathered(view.waiting("missed"))) + len(gathered(view.waiting("today")))


def not_among_cards(view: TodayView, items: Sequence[TodayItem]) -> list[TodayItem]:
    """Leave out the days whose card stands among those to print by now: one person stands in one place."""
    printing = {(i.customer_id, str(i.occasion.kind), i.day) for i in view.cards}
    return [i for i in items if (i.customer_id, str(i.occasion.kind), i.day) not in printing]


def rows_of(view: TodayView, phones: Mapping[int, str] | None = None, whole: Container[str] = ()) -> list[Row]:
    """Give the rows of Today: missed, today, the next days, cards to print; empty groups are left out.

    ``phones`` by customer stand beside the days that are over or today: somebody may want to call.
    Groups in ``whole`` are shown to their end, others end in a link.
    """
    cards, today = view.cards, view.date
    missed = sorted(view.waiting("missed"), key=lambda i: i.day, reverse=True)
    groups = (
        ("missed", _("Missed"), gathered(missed), ""),
        ("today", _("Today"), gathered(view.waiting("today")), ""),
        ("coming", _("Next 7 days"), gathered(not_among_cards(view, view.waiting("coming"))), ""),
        ("cards", _("Cards to print"), [[i] for i in cards], _("Print cards ({n})").format(n=len(cards))),
    )
    rows: list[Row] = []
    for key, title, people, link in groups:
        if not people:
            continue
        mark = "printer" if link else ""
        heading = Row(title, count=str(len(people)), group=True, urgent=key == "missed", link=link, icon=mark, data=key)
        rows.append(heading)
        for items in people if key in whole else people[:MOST]:
            if key == "cards":
                rows.append(card_row(items[0], today))
            else:
                rows.append(occasion_row(items, today, (phones or {}).get(items[0].customer_id, ""), view.no_address))
        if len(people) > MOST and key not in whole:
            rows.append(Row("", group=True, link=_("All {n}").format(n=len(people)), data=("all", key)))
    return rows


def occasion_row(
    items: Sequence[TodayItem], today: date, phone: str = "", no_address: Container[int] = frozenset()
) -> Row:
    """Give the row of somebody's day; several of one day share it."""
    item = items[0]
    icon, tint = _LOOKS.get(OccasionKind(item.occasion.kind), ("calendar-days", "sky"))
    near = item.state in {"missed", "today"}
    said = "" if item.state == "today" else when(item.day, today)
    chip, action = None, _("Greeted") if near else ""
    if item.printed:
        chip = Chip(_("Card printed"), "ok", "check")
    elif not near and item.customer_id in no_address:
        chip, action = Chip(_("No address"), "neutral", "map-pin-off"), _("Add address")
    return Row(
        item.name,
        joined(said, *(what(i, today, named=item.state == "today") for i in items), phone if near else ""),
        key=item.customer_id,
        icon=icon,
        tint="gold" if item.state == "today" else tint,
        chip=chip,
        button=action,
        menu=True,
        data=item,
    )


def card_row(item: TodayItem, today: date) -> Row:
    """Give the row of a card that waits to be printed."""
    late = item.state == "late"
    more = _("call, or belated card") if late and item.day < today else ""
    posted = ""
    if not late and item.post_by and item.print_by and item.print_by > today:  # else the chip says it
        posted = _("post by {date}").format(date=format_date(item.post_by, "weekday_and_day"))
    return Row(
        item.name,
        joined(when(item.day, today), what(item, today), posted, more),
        key=item.customer_id,
        icon="hand-helping" if late else "mail",
        tint="mustard" if late else "sky",
        chip=_print_chip(item, today),
        button=_("Print"),
        menu=True,
        data=item,
    )


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


def what(item: TodayItem, today: date, *, named: bool = False) -> str:
    """Say which day it is and how old the person gets; a birthday is ``named`` only if asked."""
    birthday = item.occasion.kind == OccasionKind.BIRTHDAY and not item.occasion.whose
    name = messages.occasion(item.occasion.kind, item.occasion.label) if named or not birthday else ""
    past = item.state == "missed" or item.day < today
    return joined(name, item.occasion.whose, messages.turns(item.occasion.kind, item.turns, past=past))


def when(day: date, today: date) -> str:
    """Say a day as people do: today, tomorrow, yesterday, else weekday and date."""
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    return near.get((day - today).days) or format_date(day, "weekday_and_day")


def joined(*parts: str) -> str:
    """Join what there is of a line of facts."""
    return " · ".join(part for part in parts if part)


def tomorrow(view: TodayView) -> str:
    """Say in one line whose birthday is tomorrow, or nothing."""
    day = view.date + timedelta(days=1)
    names = [i.name for i in view.occasions("coming") if i.day == day and i.occasion.kind == OccasionKind.BIRTHDAY]
    if len(names) == 1:
        return _("Birthday tomorrow: {name}").format(name=names[0])
    if names:
        return ngettext("{n} birthday tomorrow", "{n} birthdays tomorrow", len(names)).format(n=len(names))
    return ""


def coming_rows(items: Sequence[TodayItem], today: date) -> list[Row]:
    """Give short rows of the days after the next seven, with when their card is to be printed."""
    rows = []
    for item in items:
        icon, tint = _LOOKS.get(OccasionKind(item.occasion.kind), ("calendar-days", "sky"))
        card = item.occasion.card_wanted and item.reachable and not (item.no_mail or item.printed)
        chip = Chip(_("Card printed"), "ok", "check") if item.printed else None
        if card and item.print_by and item.print_by > today:
            words = _("Print by {date}").format(date=format_date(item.print_by, "weekday_and_day"))
            chip = Chip(format_period(item.print_by, item.print_by), "neutral", "printer", words)
        facts = joined(when(item.day, today), what(item, today))
        rows.append(Row(item.name, facts, key=item.customer_id, icon=icon, tint=tint, chip=chip, data=item))
    return rows


def lost_rows(items: Sequence[TodayItem], today: date) -> list[Row]:
    """Give short rows of people whose address is missing for a card."""
    return [
        Row(i.name, joined(when(i.day, today), what(i, today)), key=i.customer_id, avatar=initials(i.name), data=i)
        for i in items
    ]
