"""Calendars and lists of days on paper, by the command line."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm import i18n
from smallcrm.cli.context import Context, Result, told
from smallcrm.domain.errors import BadInput
from smallcrm.i18n import _, ngettext

if TYPE_CHECKING:
    from smallcrm.domain.piece import LeftOut

MONTH, YEAR, BIRTHDAYS = "calendar_month", "calendar_year", "birthday_list"
OCCASIONS, CARDS = "occasion_list", "card_list"
KINDS = (MONTH, YEAR, BIRTHDAYS, OCCASIONS, CARDS)
LAYOUT = "A4"


def print_days(context: Context) -> Result:
    """Print a calendar or a list of days; nothing is written to the shop file."""
    from smallcrm.messages import calendar_papers as papers
    from smallcrm.paper.day_list import write_list
    from smallcrm.paper.month_calendar import write_month
    from smallcrm.paper.year_calendar import write_year

    options = context.options
    _refuse_others(options)
    context.refuse_over(options.out)
    shop = context.shop()
    start, end = _days(options, shop.today)
    people: tuple[int, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    spoken = i18n.language()
    if options.kind == MONTH:
        pages = write_month(papers.month_paper(shop, start, ages=options.ages), options.out, language=spoken)
    elif options.kind == YEAR:
        pages = write_year(papers.year_paper(shop, start.year), options.out, language=spoken)
    else:
        if options.kind == CARDS:
            listed, found = papers.card_list(shop, start, end)
            left_out = found.left_out
        else:
            days = papers.BIRTHDAYS if options.kind == BIRTHDAYS else papers.DAYS
            listed = papers.birthday_list(shop, start, end, days)
        people = listed.customers
        pages = write_list(listed.paper, options.out, language=spoken)
    data = {
        "file": str(options.out),
        "pages": pages,
        "printed": list(people),
        "left_out": [{"id": out.customer_id, "reason": told(out.reason)} for out in left_out],
    }
    text = ngettext("{file}: {count} page", "{file}: {count} pages", pages)
    return Result(data, [text.format(file=options.out, count=pages)])


def listed_kinds() -> list[dict[str, Any]]:
    """Give what ``print --list`` says of them."""
    return [{"kind": kind, "layouts": [LAYOUT], "fields": [], "optional": []} for kind in KINDS]


def _days(options: Any, today: date) -> tuple[date, date]:
    """Give the days that are meant: of a list without any the year that the first one is in."""
    start = options.start or today
    if options.kind in {MONTH, YEAR}:
        return start, start
    if not options.start and not options.end:
        start = date(today.year, 1, 1)
    end = options.end or start.replace(month=12, day=31)
    if end < start or end - start > timedelta(days=3 * 366):
        raise BadInput("bad_period", start=start, end=end)
    return start, end


def _refuse_others(options: Any) -> None:
    """End with status 2 where something is asked that this paper has no use for."""
    unused = {
        "--to": options.end and options.kind in {MONTH, YEAR},
        "--due-by": options.due_by,
        "--customer": options.customer,
        "--find": options.find,
        "--expiring": options.expiring is not None,
        "--note": options.note,
        "--promise": options.promise,
        "--layout": options.layout not in {"", LAYOUT},
        "--design": options.design,
        "--start": options.label != 1,
        "--mark-printed": options.mark_printed,
    }
    for option, asked in unused.items():
        if asked:
            options.complain(_("{kind} takes no {option}").format(kind=options.kind, option=option))
