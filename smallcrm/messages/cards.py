"""What stands on a punch card, in words: its entries, why they were booked, how many stamps."""

from __future__ import annotations

from collections.abc import Mapping

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Why
from smallcrm.i18n import _, ngettext
from smallcrm.messages.filling import Wording

WHY: Mapping[str, Wording] = {
    Why.IMPORT: lambda: _("Taken over from an earlier list"),
    Why.PAPER_CARD: lambda: _("As the paper card says"),
    Why.CORRECTION: lambda: _("Correction"),
    Why.GOODWILL: lambda: _("Goodwill"),
    Why.MISTAKE: lambda: _("Stamped by mistake"),
    Why.MOVED: lambda: _("Moved to the right customer"),
    Why.VERSION: lambda: _("New terms"),
    Why.TWO_VISITS: lambda: _("Two visits"),
    Why.RETURNED: lambda: _("Goods returned"),
    Why.REMAINDER: lambda: _("Amount carried over"),
    Why.OTHER: lambda: _("Another reason"),
}


def why(code: str) -> str:
    """Words for a reason code; empty where there is none."""
    wording = WHY.get(code)
    return wording() if wording else code


def stamps(count: int) -> str:
    """So many stamps: "1 stamp", "7 stamps"."""
    return ngettext("{count} stamp", "{count} stamps", count).format(count=count)


def title(entry: LedgerEntry, prize: str = "") -> str:
    """What an entry of a card is, without its programme: "1 stamp", "Reward collected: A cup of coffee"."""
    if entry.kind is EntryKind.HEAD_START:
        return ngettext("{count} stamp to begin with", "{count} stamps to begin with", entry.qty).format(
            count=entry.qty
        )
    if entry.kind is EntryKind.ADJUST and entry.qty < 0:
        return ngettext("{count} stamp taken off", "{count} stamps taken off", -entry.qty).format(count=-entry.qty)
    if entry.kind is EntryKind.ADJUST:
        return ngettext("{count} stamp added", "{count} stamps added", entry.qty).format(count=entry.qty)
    if entry.kind is EntryKind.REDEEM:
        return _("Reward collected: {name}").replace("{name}", prize)
    if entry.kind is EntryKind.VOID:
        return _("Reward cancelled: {name}").replace("{name}", prize)
    if entry.kind is EntryKind.REVERSAL:
        return _("Reversal")
    return stamps(entry.qty)
