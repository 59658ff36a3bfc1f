"""What the worklist says of each card: whose, for which day, by when it is printed and posted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from smallcrm import messages
from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.i18n import _, format_date, format_number, ngettext, pgettext
from smallcrm.ui.widgets.rows import Row

MOST = 200
"""Cards that the list shows; of a large shop the others are counted."""
LATE = "late"
"""Data of the heading above those who are too late by post."""
_WEEK = timedelta(days=7)

Key = tuple[int, str, date]
"""Which card: customer, kind of the day, day."""


@dataclass(frozen=True, slots=True)
class ToPrint:
    """One card that is to be printed these days."""

    customer_id: int
    name: str
    occasion: Occasion
    day: date
    turns: int | None
    print_by: date
    post_by: date
    late: bool = False
    """It cannot come in time by post any more."""
    hint: str = ""
    """What somebody should know before it is printed, such as the card of the other one in the house."""

    @property
    def key(self) -> Key:
        """Which card it is, whatever else changes."""
        return self.customer_id, str(self.occasion.kind), self.day


@dataclass(frozen=True, slots=True)
class Group:
    """Cards that are to be printed in the same few days."""

    code: str
    """today, week, next."""
    cards: tuple[ToPrint, ...]


def grouped(cards: Sequence[ToPrint], today: date) -> list[Group]:
    """Give the cards by when they are printed: today, later this week, next week; without those that are late."""
    sunday = today + timedelta(days=6 - today.weekday())
    until = (("today", today), ("week", sunday), ("next", sunday + _WEEK))
    found, after = [], date.min
    for code, last in until:
        here = tuple(card for card in cards if not card.late and after < card.print_by <= last)
        after = max(after, last)
        if here:
            found.append(Group(code, here))
    return found


def horizon(today: date) -> date:
    """Give the last day of printing that the list looks to: the Sunday of the next week."""
    return today + timedelta(days=13 - today.weekday())


def rows_of(
    groups: Sequence[Group], late: Sequence[ToPrint], today: date, ticked: Callable[[ToPrint], bool]
) -> list[Row]:
    """Give the rows: each group with its count, each card with its tick, and at the end those too late by post."""
    titles = {
        "today": lambda: _("Today"),
        "week": lambda: _("Later this week"),
        "next": lambda: _("Next week"),
    }
    rows: list[Row] = []
    room = MOST
    for group in groups:
        rows.append(
            Row(titles[group.code](), count=format_number(len(group.cards)), group=True, data=("group", group.code))
        )
        rows += [card_row(card, today, check=ticked(card)) for card in group.cards[:room]]
        rows += _rest(len(group.cards) - room, group.code)
        room = max(0, room - len(group.cards))
    return [*rows, *late_rows(late)]


def late_rows(late: Sequence[ToPrint]) -> list[Row]:
    """Give the rows of those whose card cannot come in time any more."""
    if not late:
        return []
    head = Row(_("Too late by post"), _("Call, or hand the card over."), group=True, data=LATE)
    each = [Row(card.name, day_of(card), key=card.customer_id, menu=True, data=card) for card in late[:MOST]]
    return [head, *each, *_rest(len(late) - MOST, LATE)]


def _rest(count: int, code: str) -> list[Row]:
    """Give the row that says how many are not shown, if there are any."""
    if count <= 0:
        return []
    words = ngettext("and {n} more", "and {n} more", count).format(n=format_number(count))
    return [Row("", group=True, link=words, data=("more", code))]


def card_row(card: ToPrint, today: date, *, check: bool) -> Row:
    """Give the row of one card."""
    said = posted(card, today)
    hint = f"{said}, {card.hint}" if card.hint else ""
    return Row(
        card.name,
        day_of(card),
        key=card.customer_id,
        side=said,
        side_full=hint,
        side_icon="info" if hint else "",
        menu=True,
        check=check,
        data=card,
    )


def day_of(card: ToPrint) -> str:
    """Say which day the card is for: "Wed 19 May, 45 years"; years only where they are known."""
    occasion, day = card.occasion, format_date(card.day, "weekday_and_day")
    birthday = occasion.kind == OccasionKind.BIRTHDAY
    named = "" if birthday else messages.occasion(occasion.kind, occasion.label)
    years = ngettext("{count} year", "{count} years", card.turns).format(count=card.turns) if card.turns else ""
    return ", ".join(part for part in (day, named, years) if part)


def posted(card: ToPrint, today: date) -> str:
    """Say when the card is posted: "post today", "post Wed 12"."""
    if card.post_by <= today:
        # Translators: beside a card to print, in short
        return pgettext("card", "post today")
    # Translators: beside a card to print, in short: the day by which it is posted, such as "post Wed 12"
    return pgettext("card", "post {day}").format(day=format_date(card.post_by, "weekday_and_number"))
