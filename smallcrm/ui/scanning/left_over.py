"""What a window could not save before it closed, or was killed: offered at each start until somebody decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from smallcrm.i18n import _, format_date, format_time, ngettext
from smallcrm.ui.scanning.waiting import Kept, Task
from smallcrm.ui.widgets.strip import Repair

if TYPE_CHECKING:
    from smallcrm.ui.scanning.booking import Clerk
    from smallcrm.ui.widgets.strip import Banner

_NAMED = 4
"""So many are told by name; of more, all but one less."""


def offer(kept: Kept, clerk: Clerk, banner: Banner, save: Callable[[Sequence[Task]], object]) -> None:
    """Ask in one message what is to become of all that was left; what is in the book after all is not asked about."""
    found = kept.tasks()
    if booked := [task.key for task in found if clerk.done(task)]:
        kept.remove(booked)
    left = [task for task in found if task.key not in booked]
    if left:
        repairs: list[Repair] = [
            (_("Save now"), partial(save, left)),
            (_("Do not save"), partial(kept.remove, [task.key for task in left])),
        ]
        banner.say(_told(left, clerk), "warn", title=_("Not saved when the window was closed"), repairs=repairs)


def _told(left: Sequence[Task], clerk: Clerk) -> str:
    named = left if len(left) <= _NAMED else left[: _NAMED - 1]
    told = [
        _("{who}, on {date} at {time}").format(
            who=clerk.called(task), date=format_date(task.at.date()), time=format_time(task.at)
        )
        for task in named
    ]
    if more := len(left) - len(named):
        # Translators: behind names, "Anna, on 11 May at 12:00 · Bo, on 11 May at 12:01 · and 3 more"
        told.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return " · ".join(told)
