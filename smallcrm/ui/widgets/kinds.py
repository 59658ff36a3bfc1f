"""How each kind of follow-up looks: its icon, and the tint of its disc."""

from __future__ import annotations

from collections.abc import Mapping

from smallcrm.domain.follow_up import FollowUpKind

LOOKS: Mapping[str, tuple[str, str]] = {
    FollowUpKind.REMINDER: ("bell", "petrol"),
    FollowUpKind.CALL_BACK: ("phone", "sky"),
    FollowUpKind.COMPLAINT: ("message-square-warning", "plum"),
    FollowUpKind.PROMISE: ("hand-helping", "leaf"),
    FollowUpKind.OPPORTUNITY: ("sprout", "leaf"),
    FollowUpKind.FEEDBACK: ("send", "mustard"),
    FollowUpKind.THANK_YOU: ("heart", "clay"),
    FollowUpKind.CHECK_IN: ("phone-call", "sky"),
    FollowUpKind.STAY_IN_TOUCH: ("refresh-cw", "petrol"),
    FollowUpKind.DRIFTING: ("hourglass", "mustard"),
}


def look(kind: str) -> tuple[str, str]:
    """Give icon and tint of a kind of follow-up."""
    return LOOKS.get(kind, ("bell", "petrol"))
