"""What a line of the timeline is, in words: its kind, with an amount, an outcome or a name where it has one."""

from __future__ import annotations

from collections.abc import Mapping

from smallcrm.domain.model import Entry
from smallcrm.i18n import _, format_money, pgettext
from smallcrm.messages import follow_ups
from smallcrm.messages.filling import Wording

KINDS: Mapping[str, Wording] = {
    "note": lambda: _("Note"),
    "visit": lambda: _("Visit"),
    "purchase": lambda: _("Purchase"),
    "call": lambda: _("Call"),
    "meeting": lambda: _("Meeting"),
    "email": lambda: _("E-mail"),
    "sms": lambda: _("Text message"),
    "message": lambda: _("Message"),
    "complaint": lambda: _("Complaint"),
    "remedy": lambda: pgettext("entry", "Remedy"),
    "survey": lambda: _("Survey"),
    "import": lambda: _("Import"),
}


def kind(code: str) -> str:
    """Name of a kind of entry."""
    wording = KINDS.get(code)
    return wording() if wording else code


def title(entry: Entry) -> str:
    """The kind, and what is known of it beside its words: "Visit · 45 €", "Call · No answer"."""
    more = ""
    if entry.kind == "call" and entry.outcome:
        more = follow_ups.call(entry.outcome)
    elif entry.kind == "remedy" and entry.detail and entry.amount is not None:
        # Translators: what was given to put things right, and its worth
        more = _("{remedy}, {amount}").format(remedy=entry.detail, amount=format_money(entry.amount, brief=True))
    elif entry.kind == "remedy" and entry.detail:
        more = entry.detail
    elif entry.amount is not None:
        more = format_money(entry.amount, brief=True)
    if not more:
        return kind(entry.kind)
    # Translators: a kind of entry in the timeline, and its amount or outcome: "Visit · 45 €", "Call · No answer"
    return _("{kind} · {more}").format(kind=kind(entry.kind), more=more)
