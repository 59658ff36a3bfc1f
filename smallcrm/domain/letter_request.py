"""A wish for letters: which kind, to whom, and what was typed for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.rules import FIRST

PERSONAL_NOTE = "personal_note"
THANKS = "thank_you_first_purchase"
REWARDS = ("reward_earned", "reward_expires_soon")
"""Kinds that tell of somebody's own reward: never written without one."""
LETTER_KINDS = (
    THANKS,
    "satisfaction_follow_up",
    "apology_after_complaint",
    "nice_to_meet_you",
    "pass_on_information",
    "good_to_see_you_again",
    *REWARDS,
    PERSONAL_NOTE,
)
"""Kinds that are written to chosen people, whatever the day."""
MEMBERSHIP = "membership"
"""What membership cards are called among the things that are printed; they are no letter."""
NOTE_LABEL = "note:"
"""What the name of a layout begins with that puts a personal note on labels; the code of the sheet follows."""
TYPED = ("personal_note", "promise_text", "resolution_text")
"""Fields that somebody types for each letter."""


def answer_to(follow_up: FollowUp) -> str:
    """Give the kind of letter that may answer a follow-up instead of a call; empty where none does.

    Who bought much has been here before, and who complained is not asked how we did: a few words of one's own do it.
    Who stays away is called: nobody has just seen them.
    """
    if follow_up.kind == FollowUpKind.THANK_YOU:
        return THANKS if follow_up.rule_key == FIRST else PERSONAL_NOTE
    if follow_up.kind == FollowUpKind.CHECK_IN:
        return PERSONAL_NOTE if follow_up.parent else "satisfaction_follow_up"
    return ""


def called(kind: str, layout: str) -> str:
    """What pieces of a kind on a layout are called in the history: labels, letters or cards."""
    if layout.startswith(NOTE_LABEL):
        return "labels"
    return "letters" if kind in LETTER_KINDS and layout.startswith("letter") else "cards"


@dataclass(frozen=True, slots=True)
class LetterRequest:
    """Letters of one kind to chosen customers."""

    kind: str
    customer_ids: tuple[int, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """What was typed, by the names in ``TYPED``; what is missing is asked for."""
    follow_up: int = 0
    """Id of the follow-up that is done once the letter is printed; 0 = none."""
