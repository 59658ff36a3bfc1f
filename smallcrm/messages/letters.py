"""What the kinds of letters are called, and what the timeline says of one that was printed."""

from __future__ import annotations

from collections.abc import Mapping

from smallcrm.domain.letter_request import PERSONAL_NOTE
from smallcrm.domain.model import Entry
from smallcrm.i18n import _
from smallcrm.messages.filling import Wording

KINDS: Mapping[str, Wording] = {
    "birthday": lambda: _("Birthday cards"),
    "thank_you_first_purchase": lambda: _("Thank you after the first purchase"),
    "satisfaction_follow_up": lambda: _("How did we do?"),
    "apology_after_complaint": lambda: _("Apology"),
    "nice_to_meet_you": lambda: _("Nice to meet you"),
    "pass_on_information": lambda: _("I saw this and thought of you"),
    "good_to_see_you_again": lambda: _("Good to see you again"),
    "reward_earned": lambda: _("Reward earned"),
    "reward_expires_soon": lambda: _("Reward expires soon"),
    PERSONAL_NOTE: lambda: _("Personal note"),
}
"""In the order in which they are offered."""
_LINES: Mapping[str, Wording] = {
    "printed": lambda: _("Letter printed: {letter}"),
    "posted": lambda: _("Letter posted: {letter}"),
    "handed_over": lambda: _("Letter handed over: {letter}"),
}
_NOTES: Mapping[str, Wording] = {
    "printed": lambda: _("Note printed"),
    "posted": lambda: _("Note posted"),
    "handed_over": lambda: _("Note handed over"),
}


def kind(code: str) -> str:
    """Name of a kind of letter."""
    wording = KINDS.get(code)
    return wording() if wording else code


def entry_title(entry: Entry) -> str:
    """What a line of the timeline says of a letter; just that it is one, where no more is known."""
    wording = (_NOTES if entry.detail == PERSONAL_NOTE else _LINES).get(entry.outcome)
    if wording is None or entry.detail not in KINDS:
        return _("Letter")
    return wording().format(letter=kind(entry.detail))
