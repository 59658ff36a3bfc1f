"""What an import tells about single rows: why they need a look, where they stand, and what may be done."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from smallcrm import messages
from smallcrm.domain.incoming import Problem
from smallcrm.domain.joining import Differing
from smallcrm.domain.masking import masked
from smallcrm.i18n import _, format_date, format_number
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.rows import Row

if TYPE_CHECKING:
    from smallcrm.ui.pages.importing.work import Looked

MOST = 500
"""Problems listed on the page; the file of rejected rows has all."""
NOBODY = frozenset({"row_above_header", "totals_row", "sheet_left", "outside_card", "no_cards"})
"""Reasons of rows that are told, but are no customer: nothing of them comes in."""
_MENDED_BY = {
    "bad_date": "date_order",
    "no_name": "name",
    "row_above_header": "separator",
    **dict.fromkeys(("bad_value", "bad_stamps", "no_programme"), "columns"),
}
"""Which part of *How the file was read* may mend a reason."""


def problem_row(problem: Problem, shown: Callable[[str], str] = masked, *, several: bool, table: bool = False) -> Row:
    """Give the row of a card or row that needs a look; in a table some can be mended by how it is read."""
    where = _("Line {line}").format(line=format_number(problem.line))
    if several:
        where = _("{file}, line {line}").format(file=problem.file, line=format_number(problem.line))
    if problem.rejected:
        chip = Chip(_("Stays out"), "warn", "triangle-alert")
    elif problem.reason.code in NOBODY:
        chip = Chip(_("Stays out"), "neutral")
    else:
        chip = Chip(_("Comes in"), "ok", "check")
    mended = _MENDED_BY.get(problem.reason.code, "") if table else ""
    return Row(
        shown(messages.reason(problem.reason)),
        shown(" ".join(problem.raw.split())[:200]),
        icon="triangle-alert" if problem.rejected else "info",
        tint="mustard" if problem.rejected else "sky",
        side=where,
        chip=chip,
        button=_("Fix") if mended else "",
        data=mended,
    )


def differing_rows(looked: Looked) -> list[Row]:
    """Give the rows of values that the shop has otherwise and keeps; the button opens the customer."""
    found = [(i, d) for i in looked.plan.items for d in i.differing]
    where = _("Line {line}")
    return [
        Row(
            item.record.customer.name,
            messages.differing(_readable(differing)),
            key=item.customer_id,
            icon="info",
            tint="sky",
            side=where.format(line=format_number(item.record.line)),
            button=_("Open") if item.customer_id else "",
            data=item.customer_id,
        )
        for item, differing in found[:MOST]
    ]


def _readable(differing: Differing) -> Differing:
    return replace(differing, ours=_day(differing.ours), theirs=_day(differing.theirs))


def _day(value: str) -> str:
    """Write a stored day as people do; anything else stays."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return format_date(date.fromisoformat(value), "medium")
    if found := re.fullmatch(r"--(\d\d)-(\d\d)", value):
        return format_date(date(2000, int(found[1]), int(found[2])), "day_month")
    return value
