"""Commands about name days: the lists there are, one more taken in, suggestions for all customers."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smallcrm import messages
from smallcrm.cli.context import Context, Result, told
from smallcrm.domain.errors import BadInput
from smallcrm.domain.name_days import NameDay, NameList, Suggestion
from smallcrm.i18n import _, format_date, ngettext

if TYPE_CHECKING:
    from smallcrm.domain.incoming import Problem
    from smallcrm.exchange.name_days import ReadNameDays

_TOLD = 20
"""Rows that were not read and are named for people; programs get all of them."""


def add_options(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Give the command its two further ones: ``import`` and ``suggest``; ``common`` are the options of all."""
    more = parser.add_subparsers(dest="name_days", metavar=_("COMMAND"), title=_("commands"))
    words = _("take in a list of name days from a CSV, Excel or .ics file")
    take = more.add_parser("import", help=words, description=words, parents=[common])
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--country", default="", metavar="FI", help=_("the country of the list"))
    take.add_argument("--source", default="", metavar="TEXT", help=_("where the list is from"))
    take.add_argument("--licence", default="", metavar="TEXT", help=_("what permits you to use it"))
    take.add_argument("--title", default="", metavar="T", help=_("what it is called"))
    words = _("the number of the list that this one takes the place of; what is not said stays as it was")
    take.add_argument("--replace", type=int, default=0, metavar="ID", help=words)
    words = _("what comes first in 03/04/2024: the day (dmy) or the month (mdy)")
    take.add_argument("--dates", choices=["dmy", "mdy"], default="", help=words)
    take.set_defaults(run=take_in, complain=take.error)
    words = _("remove a list; the name days of customers stay")
    away = more.add_parser("remove", help=words, description=words, parents=[common])
    away.add_argument("list", type=int, metavar="ID")
    away.set_defaults(run=remove)
    words = _("suggest name days for customers by their first names")
    suggest = more.add_parser("suggest", help=words, description=words, parents=[common])
    suggest.add_argument("--apply", action="store_true", help=_("keep those that are chosen, as one step"))
    suggest.set_defaults(run=suggestions)


def lists(context: Context) -> Result:
    """The lists that were taken in."""
    found = context.shop().name_days.lists()
    lines = [
        "\t".join([str(one.id), one.country, one.title, _names(one.names), one.source, one.licence]) for one in found
    ]
    return Result([asdict(one) for one in found], lines, told=[] if found else [_("No list of name days yet")])


def take_in(context: Context) -> Result:
    """Take in one list; what could not be read of it is told line by line."""
    from smallcrm.exchange.countries import country_code
    from smallcrm.exchange.name_days import read_name_days

    options = context.options
    if not options.replace:
        missing = [name for name in ("country", "source", "licence") if not getattr(options, name).strip()]
        if missing:
            wanted = ", ".join(f"--{name}" for name in missing)
            options.complain(_("the following arguments are required: %s") % wanted)
    country = country_code(options.country) if options.country.strip() else ""
    if options.country.strip() and not country:
        raise BadInput("no_country")
    shop = context.shop()
    read = read_name_days(options.file, options.dates)
    if read.unsure and not options.dates:
        raise BadInput("which_is_the_month", value=read.unsure)
    before = shop.name_days.get(options.replace) if options.replace else None
    same = shop.name_days.same(read.days)
    if before is None and same is not None:
        raise BadInput("name_list_known", name=same.title, id=same.id)
    info = _info(options, country, read, before)
    older = shop.name_days.older(info.country, info.title, info.file) if before is None else None
    if before is None:
        made = shop.name_days.add(info, read.days)
    else:
        made = before.id
        shop.name_days.replace(made, info, read.days)
    kept = shop.name_days.get(made)
    said = _not_read(read.problems)
    if older is not None:
        words = _("“{name}” (number {id}) is still there beside it. To put a newer list in its place: --replace {id}")
        said.append(words.format(name=older.title, id=older.id))
    problems = [{"line": one.line, "reason": told(one.reason)} for one in read.problems]
    data = {**asdict(kept), "problems": problems, "replaced": before is not None, "older": older.id if older else None}
    line = "\t".join([str(made), kept.country, kept.title, _names(kept.names)])
    return Result(data, [line], told=said)


def _info(options: argparse.Namespace, country: str, read: ReadNameDays, before: NameList | None) -> NameList:
    """What is said of the list; what is not said stays as it was with the one before."""
    was = before or NameList("")
    return NameList(
        country or was.country,
        options.title.strip() or was.title or read.title,
        options.source.strip() or was.source,
        options.licence.strip() or was.licence,
        read.file,
    )


def _not_read(problems: Sequence[Problem]) -> list[str]:
    """The rows that were not read, the first of them by line."""
    said = [
        _("Line {line}: {reason}").format(line=one.line, reason=messages.reason(one.reason)) for one in problems[:_TOLD]
    ]
    if len(problems) > _TOLD:
        rest = len(problems) - _TOLD
        said.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    return said


def remove(context: Context) -> Result:
    """Remove one list."""
    shop = context.shop()
    gone = shop.name_days.get(context.options.list)
    shop.name_days.remove(gone.id)
    return Result({"id": gone.id}, [_("List of name days removed: {name}").format(name=gone.title)])


def suggestions(context: Context) -> Result:
    """Everybody without a name day whose first name is in a list; with ``--apply`` the chosen ones are kept."""
    shop = context.shop()
    found = shop.name_days.suggestions()
    said = [] if shop.name_days.lists() else [_("No list of name days yet")]
    if context.options.apply:
        count = shop.name_days.apply({one.customer_id: one.chosen.on for one in found if one.chosen})
        said.append(ngettext("{count} name day saved", "{count} name days saved", count).format(count=count))
    return Result([_data(one) for one in found], [_line(one) for one in found], told=said)


def _data(one: Suggestion) -> dict[str, Any]:
    return {
        "id": one.customer_id,
        "name": one.name,
        "candidates": [_day(day) for day in one.candidates],
        "chosen": _day(one.chosen) if one.chosen else None,
    }


def _day(day: NameDay) -> dict[str, int]:
    return {"month": day.month, "day": day.day}


def _line(one: Suggestion) -> str:
    chosen = _said([one.chosen]) if one.chosen else ""
    return "\t".join([str(one.customer_id), one.name, chosen, _said(one.candidates)])


def _said(days: Sequence[NameDay]) -> str:
    return ", ".join(format_date(date(2024, one.month, one.day), "day_month") for one in days)


def _names(count: int) -> str:
    return ngettext("{n} name", "{n} names", count).format(n=count)
