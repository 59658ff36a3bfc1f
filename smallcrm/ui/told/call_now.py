"""At its minute: whom to call, about what, in a strip that takes no key away from what is being typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from smallcrm import messages
from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_time, ngettext, pgettext
from smallcrm.messages import follow_ups
from smallcrm.store.telling import Reminded
from smallcrm.ui.pages.today_tasks import CALLS, CALLS_IF_PHONE
from smallcrm.ui.widgets.strip import Strip


@dataclass(frozen=True, slots=True)
class Answers:
    """What the buttons of the strip do with the one it shows."""

    done: Callable[[Reminded], object]
    later: Callable[[Reminded], object]
    open: Callable[[Reminded], object]
    closed: Callable[[Reminded], object]


class CallNow(Strip):
    """The strip; of several the first is shown, and how many wait behind it."""

    def __init__(self, answers: Answers, parent: QWidget | None = None) -> None:
        super().__init__(parent, name="callNow")
        self.setContentsMargins(1, 1, 1, 1)
        self._answers = answers
        self._shown: Reminded | None = None
        self.closed.connect(self._close_shown)

    def show_all(self, waiting: Sequence[Reminded]) -> None:
        """Show the first of them, or nothing; one that is shown already is not announced again."""
        if not waiting:
            self._shown = None
            self.hide()
            return
        first = waiting[0]
        title, words = headline(first), told(first, len(waiting) - 1)
        if first == self._shown and self.text() == f"{title} {words}".strip() and not self.isHidden():
            return
        self._shown = first
        verb = _("Called") if is_call(first) else pgettext("follow-up", "Done")
        answers = self._answers
        self.say(
            words,
            "call",
            title=title,
            repairs=[
                (verb, partial(answers.done, first)),
                (_("In 10 minutes"), partial(answers.later, first)),
                (pgettext("verb", "Open"), partial(answers.open, first)),
            ],
        )

    def _close_shown(self) -> None:
        if self._shown is not None:
            self._answers.closed(self._shown)


def is_call(one: Reminded) -> bool:
    """Whether it is done by calling."""
    kind = one.follow_up.kind
    return kind in {*CALLS, FollowUpKind.COMPLAINT} or (kind in CALLS_IF_PHONE and bool(one.phone))


def headline(one: Reminded) -> str:
    """Say whom to call, or what is due with whom, and at what time it was to be."""
    at = format_time(one.due.moment)
    if is_call(one) and one.follow_up.kind != FollowUpKind.COMPLAINT:
        return _("Call now: {name}, {time}").format(name=one.name, time=at)
    return _("{kind}: {name}, {time}").format(kind=follow_ups.kind(one.follow_up.kind), name=one.name, time=at)


def told(one: Reminded, behind: int = 0) -> str:
    """Say how to reach them, what about, and how many more wait."""
    more = ngettext("{n} more", "{n} more", behind).format(n=behind) if behind else ""
    phone = one.phone or (_("No phone number") if is_call(one) else "")
    about = " ".join(messages.follow_up_text(one.follow_up).split())
    if about == follow_ups.kind(one.follow_up.kind):  # which the headline says
        about = ""
    whom = _("for {name}").format(name=one.assignee) if one.assignee else ""
    return beside(phone, about, whom, more)
