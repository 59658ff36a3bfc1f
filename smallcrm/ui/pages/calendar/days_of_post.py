"""Where cards to post stand among what else is on a day."""

from __future__ import annotations

from dataclasses import replace

from smallcrm.domain.agenda import CalendarDay, Mark, MarkKind


def with_post(day: CalendarDay, post: Mark | None) -> CalendarDay:
    """Give the day with its cards to post behind its events and its people, before what else there is to do."""
    marks = [mark for mark in day.marks if mark.kind is not MarkKind.POST]
    if post is not None:
        place = sum(mark.kind in {MarkKind.EVENT, MarkKind.OCCASION} for mark in marks)  # they stand in front
        marks.insert(place, post)
    return replace(day, marks=tuple(marks))
