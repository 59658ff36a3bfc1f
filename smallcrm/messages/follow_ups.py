"""What follow-ups are called: their kinds and states, how a call ended, how often something comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from smallcrm.domain.follow_up import CallOutcome, FollowUpKind, Repeat, State, Unit
from smallcrm.i18n import _, current_locale, ngettext, pgettext
from smallcrm.messages.filling import Wording

KINDS: Mapping[str, Wording] = {
    FollowUpKind.REMINDER: lambda: _("Reminder"),
    FollowUpKind.CALL_BACK: lambda: _("Call-back"),
    FollowUpKind.COMPLAINT: lambda: _("Complaint"),
    FollowUpKind.PROMISE: lambda: _("Promise"),
    FollowUpKind.OPPORTUNITY: lambda: _("Opportunity"),
    FollowUpKind.FEEDBACK: lambda: _("Feedback"),
    FollowUpKind.THANK_YOU: lambda: _("Thank-you"),
    FollowUpKind.CHECK_IN: lambda: _("Check-in call"),
    FollowUpKind.STAY_IN_TOUCH: lambda: _("Stay in touch"),
    FollowUpKind.DRIFTING: lambda: _("Drifting away"),
}
STATES: Mapping[str, Wording] = {
    # Translators: the state of a follow-up: somebody has to do something
    State.OPEN: lambda: pgettext("state", "Open"),
    State.WAITING: lambda: pgettext("state", "Waiting"),
    State.DONE: lambda: pgettext("state", "Done"),
    State.DROPPED: lambda: pgettext("state", "Dropped"),
}
CALLS: Mapping[str, Wording] = {
    CallOutcome.REACHED: lambda: _("Reached"),
    CallOutcome.MESSAGE_LEFT: lambda: _("Message left"),
    CallOutcome.NO_ANSWER: lambda: _("No answer"),
}
GONE: Mapping[str, Wording] = {"archived": lambda: _("Archived"), "deceased": lambda: _("Deceased")}
_EVERY: Mapping[str, Callable[[int], str]] = {
    Unit.DAY: lambda n: ngettext("every day", "every {n} days", n),
    Unit.WEEK: lambda n: ngettext("every week", "every {n} weeks", n),
    Unit.MONTH: lambda n: ngettext("every month", "every {n} months", n),
    Unit.YEAR: lambda n: ngettext("every year", "every {n} years", n),
}
_LAST: tuple[Wording, ...] = (
    lambda: _("the last Monday of the month"),
    lambda: _("the last Tuesday of the month"),
    lambda: _("the last Wednesday of the month"),
    lambda: _("the last Thursday of the month"),
    lambda: _("the last Friday of the month"),
    lambda: _("the last Saturday of the month"),
    lambda: _("the last Sunday of the month"),
)


def kind(code: str) -> str:
    """Name of a kind of follow-up."""
    wording = KINDS.get(code)
    return wording() if wording else code


def state(code: str) -> str:
    """Name of a state of a follow-up."""
    wording = STATES.get(code)
    return wording() if wording else code


def call(code: str) -> str:
    """How a call ended."""
    wording = CALLS.get(code)
    return wording() if wording else code


def gone(code: str) -> str:
    """What somebody is who does not come any more: archived, deceased."""
    wording = GONE.get(code)
    return wording() if wording else ""


def repeats(repeat: Repeat) -> str:
    """How often something comes back: "every 3 weeks", "the last Friday of the month"."""
    if repeat.unit != Unit.LAST_WEEKDAY:
        return _EVERY[repeat.unit](repeat.every).format(n=repeat.every)
    day = _LAST[repeat.weekday % 7]()
    if repeat.every == 1:
        return day
    every = _EVERY[Unit.MONTH](repeat.every).format(n=repeat.every)
    return _("{day}, {every}").format(day=day, every=every)


def weekday(number: int) -> str:
    """Name of a weekday (Monday = 0) as it stands alone."""
    return str(current_locale().days["stand-alone"]["wide"][number])
