"""Commands about name days: the lists there are, one more taken in, suggestions for all customers."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from smallcrm import messages
from smallcrm.cli.context import Context, Result, told
from smallcrm.domain.errors import BadInput
from smallcrm.domain.name_days import NameDay, NameList, Suggestion
from smallcrm.i18n import _, format_date, ngettext

_TOLD = 20
"""Rows that were not read and are named for people; programs get all of them."""


def add_options(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    """Give the command its two further ones: ``import`` and ``suggest``; ``common`` are the options of all."""
    more = parser.add_subparsers(dest="name_days", metavar=_("COMMAND"), title=_("commands"))
    words = _("take in a list of name days from a CSV, Excel or .ics file")
    take = more.add_parser("import", help=words, description=words, parents=[common])
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--country", required=True, metavar="FI", help=_("the country of the list"))
    take.add_argument("--source", required=True, metavar="TEXT", help=_("where the list is from"))
    take.add_argument("--licence", required=True, metavar="TEXT", help=_("by what right you use it"))
    take.add_argument("--title", default="", metavar="T", help=_("what it is called"))
    take.set_defaults(run=take_in)
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
    country = country_code(options.country)
    if not country:
        raise BadInput("no_country")
    shop = context.shop()
    read = read_name_days(options.file)
    info = NameList(country, options.title.strip() or read.title, options.source, options.licence, read.file)
    made = shop.name_days.add(info, read.days)
    kept = next(one for one in shop.name_days.lists() if one.id == made)
    problems = [{"line": one.line, "reason": told(one.reason)} for one in read.problems]
    said = [
        _("Line {line}: {reason}").format(line=one.line, reason=messages.reason(one.reason))
        for one in read.problems[:_TOLD]
    ]
    if len(read.problems) > _TOLD:
        rest = len(read.problems) - _TOLD
        said.append(ngettext("and {n} more", "and {n} more", rest).format(n=rest))
    line = "\t".join([str(made), country, kept.title, _names(kept.names)])
    return Result({**asdict(kept), "problems": problems}, [line], told=said)


def suggestions(context: Context) -> Result:
    """Everybody without a name day whose first name is in a list; with ``--apply`` the chosen ones are kept."""
    shop = context.shop()
    found = shop.name_days.suggestions()
    said = [] if shop.name_days.lists() else [_("No list of name days yet")]
    if context.options.apply:
        count = shop.name_days.apply({one.customer_id: one.chosen.on for one in found if one.chosen})
        said.append(ngettext("{count} name day kept", "{count} name days kept", count).format(count=count))
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
