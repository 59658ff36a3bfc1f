"""What Today says of each person: plain rows made from what the shop finds due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from smallcrm import messages
from smallcrm.domain.model import OccasionKind
from smallcrm.i18n import _, format_date
from smallcrm.store.occasions import TodayItem, TodayView
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.rows import Row

_LOOKS = {
    OccasionKind.BIRTHDAY: ("cake", "clay"),
    OccasionKind.NAME_DAY: ("calendar-days", "leaf"),
    OccasionKind.WEDDING: ("heart", "plum"),
    OccasionKind.CUSTOMER_SINCE: ("star", "mustard"),
}


_CALL = {"missed", "today"}


def rows_of(view: TodayView, phones: Mapping[int, str] | None = None) -> list[Row]:
    """Give the rows of Today: missed, today, the next days, cards to print; empty groups are left out.

    ``phones`` by customer stand beside the days that are over or today: somebody may want to call.
    """
    cards = view.cards
    print_all = _("Print cards ({n})").format(n=len(cards))
    groups = (
        (_("Missed"), view.missed, True, ""),
        (_("Today"), view.occasions("today"), False, ""),
        (_("Next 7 days"), view.occasions("coming"), False, ""),
        (_("Cards to print"), cards, False, print_all),
    )
    rows: list[Row] = []
    for title, items, urgent, link in groups:
        if items:
            rows.append(Row(title, count=str(len(items)), group=True, urgent=urgent, link=link, data=title))
            for item in items:
                row = card_row(item, view.date) if item.kind == "card_to_print" else occasion_row(item, view.date)
                rows.append(replace(row, side=(phones or {}).get(item.customer_id, "")) if item.state in _CALL else row)
    return rows


def occasion_row(item: TodayItem, today: date) -> Row:
    """Give the row of somebody's day."""
    icon, tint = _LOOKS.get(OccasionKind(item.occasion.kind), ("calendar-days", "sky"))
    chip = Chip(_("Card printed"), "ok", "check") if item.printed else None
    return Row(
        item.name,
        joined(when(item.day, today), what(item, today)),
        key=item.customer_id,
        icon=icon,
        tint="gold" if item.state == "today" else tint,
        chip=chip,
        button=_("Open"),
        menu=True,
        data=item,
    )


def card_row(item: TodayItem, today: date) -> Row:
    """Give the row of a card that waits to be printed."""
    late = item.state == "late"
    more = ""
    if late:
        more = _("call, or belated card") if item.day < today else _("hand over, or call")
    posted = ""
    if not late and item.post_by:
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
    if item.state == "late":
        return Chip(_("Too late by post"), "warn", "triangle-alert")
    if item.print_by is None or item.print_by <= today:
        return Chip(_("Print today"), "info", "printer")
    return Chip(_("Print by {date}").format(date=format_date(item.print_by, "weekday_and_day")), "neutral", "printer")


def what(item: TodayItem, today: date) -> str:
    """Say which day it is and how old the person gets."""
    named = (
        ""
        if item.occasion.kind == OccasionKind.BIRTHDAY
        else messages.occasion(item.occasion.kind, item.occasion.label)
    )
    return joined(
        named, messages.turns(item.occasion.kind, item.turns, past=item.state == "missed" or item.day < today)
    )


def when(day: date, today: date) -> str:
    """Say a day as people do: today, tomorrow, yesterday, else weekday and date."""
    near = {0: _("Today"), 1: _("Tomorrow"), -1: _("Yesterday")}
    return near.get((day - today).days) or format_date(day, "weekday_and_day")


def joined(*parts: str) -> str:
    """Join what there is of a line of facts."""
    return " · ".join(part for part in parts if part)


def coming_rows(items: Sequence[TodayItem], today: date, most: int) -> list[Row]:
    """Give short rows of the days after the next seven."""
    return [
        Row(
            i.name,
            joined(when(i.day, today), what(i, today)),
            key=i.customer_id,
            icon=_LOOKS.get(OccasionKind(i.occasion.kind), ("calendar-days", ""))[0],
            tint=_LOOKS.get(OccasionKind(i.occasion.kind), ("", "sky"))[1],
            data=i,
        )
        for i in items[:most]
    ]
