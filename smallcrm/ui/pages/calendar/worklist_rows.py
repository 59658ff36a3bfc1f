"""What the worklist says of each card: whose, for which day, by when it is printed and posted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from smallcrm import messages
from smallcrm.domain.model import OccasionKind
from smallcrm.domain.post import Soon
from smallcrm.i18n import _, format_date, format_number, ngettext, pgettext
from smallcrm.store.worklist import WorkGroup, WorkLine
from smallcrm.ui.widgets.rows import Row

MOST = 200
"""Cards that the list shows; of a large shop the others are counted."""
LATE = "late"
"""Data of the heading above those who are too late by post."""
Key = tuple[int, str, date]
"""Which card: customer, kind of the day, day."""
TITLES: Mapping[Soon, Callable[[], str]] = {
    Soon.TODAY: lambda: _("Today"),
    Soon.THIS_WEEK: lambda: _("Later this week"),
    Soon.NEXT_WEEK: lambda: _("Next week"),
}
"""The groups that the list shows; what is printed still later waits."""


def key_of(card: WorkLine) -> Key:
    """Give which card it is, whatever else changes."""
    return card.customer_id, str(card.occasion.kind), card.day


def rows_of(
    groups: Sequence[WorkGroup],
    late: Sequence[WorkLine],
    today: date,
    ticked: Callable[[WorkLine], bool],
    more: int = 0,
) -> list[Row]:
    """Give the rows: each group with its count, each card with its tick, and at the end those too late by post.

    ``more`` are not read and only counted.
    """
    rows: list[Row] = []
    room = MOST
    for group in groups:
        rows.append(
            Row(TITLES[group.soon](), count=format_number(len(group.lines)), group=True, data=("group", group.soon))
        )
        rows += [card_row(card, today, check=ticked(card)) for card in group.lines[:room]]
        rows += _rest(len(group.lines) - room, group.soon)
        room = max(0, room - len(group.lines))
    return [*rows, *_rest(more, "more"), *late_rows(late)]


def late_rows(late: Sequence[WorkLine]) -> list[Row]:
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


def card_row(card: WorkLine, today: date, *, check: bool) -> Row:
    """Give the row of one card."""
    hint = household_words(card)
    return Row(
        card.name,
        day_of(card),
        key=card.customer_id,
        side=posted(card, today),
        side_full=hint,
        side_icon="house" if hint else "",
        menu=True,
        check=check,
        data=card,
    )


def household_words(card: WorkLine) -> str:
    """Say who at the same address gets one too; nothing where nobody does."""
    # Translators: beside a card to print: somebody at the same address gets one too, or got one
    return _("Same address: {name}").format(name=card.household) if card.household else ""


def day_of(card: WorkLine) -> str:
    """Say which day the card is for: "Wed 19 May, turns 45"; years only where they are known."""
    years = messages.turns(card.occasion.kind, card.turns, past=card.belated)
    return ", ".join(part for part in (*_day_and_kind(card), years) if part)


def day_in_short(card: WorkLine) -> tuple[str, str, str]:
    """Give the parts of it for a narrow list: the day, which one it is (not of a birthday), and how many years."""
    years = messages.turns(card.occasion.kind, card.turns)
    if card.occasion.kind == OccasionKind.BIRTHDAY and card.turns:
        # Translators: beside a day, in short: how old somebody gets on it
        years = ngettext("{age} yr", "{age} yrs", card.turns).format(age=card.turns)
    return *_day_and_kind(card), years


def _day_and_kind(card: WorkLine) -> tuple[str, str]:
    occasion, day = card.occasion, format_date(card.day, "weekday_and_day")
    birthday = occasion.kind == OccasionKind.BIRTHDAY
    return day, "" if birthday else messages.occasion(occasion.kind, occasion.label)


def posted(card: WorkLine, today: date) -> str:
    """Say when the card is posted: "post today", "post Wed 12"."""
    if card.post_by <= today:
        # Translators: beside a card to print, in short
        return pgettext("card", "post today")
    # Translators: beside a card to print, in short: the day by which it is posted, such as "post Wed 12"
    return pgettext("card", "post {day}").format(day=format_date(card.post_by, "weekday_and_number"))
