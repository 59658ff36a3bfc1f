"""What goes with an entry of a punch card that is taken back: above all the rewards that were given for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Round, Why, broken, fold, live

TAKING = frozenset({EntryKind.REDEEM, EntryKind.VOID})
_PER_ROUND = 1000


def goes_with(card: Round, entries: Sequence[LedgerEntry], entry: LedgerEntry) -> list[LedgerEntry]:
    """Give what could not stand without an entry of the card, the newest first.

    Redemptions of what it paid for; and what was taken off because money was missing, where there is less to take off.
    """
    left = [one for one in live(entries) if one.id != entry.id]
    gone: list[LedgerEntry] = []
    while _wrong(card, left):
        taken = [one for one in left if one.kind in TAKING]
        earned = {reward.id % _PER_ROUND for reward in fold(card, left, date.min).rewards}
        owed = [one for one in left if one.kind is EntryKind.ADJUST and one.reason is Why.REMAINDER and one.qty < 0]
        unearned = [one for one in taken if one.reward not in earned] or taken or owed[-1:]
        if not unearned:
            break
        gone += unearned
        left = [one for one in left if one not in unearned]
    return sorted(gone, key=lambda one: -one.id)


def problem_without(card: Round, entries: Sequence[LedgerEntry], gone: Sequence[LedgerEntry]) -> str:
    """Say what could not be if entries of a card were taken back, as ``broken`` does; "": nothing."""
    ids = {one.id for one in gone}
    return _wrong(card, [one for one in live(entries) if one.id not in ids])


def _wrong(card: Round, left: Sequence[LedgerEntry]) -> str:
    return broken(fold(card, left, date.min), left)
