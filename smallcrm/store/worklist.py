"""Which cards are printed and posted by when: today, this week, next week, later; and who is too late by post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallcrm.domain.model import OccasionKind

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


def kinds_with_cards(shop: Shop) -> tuple[str, ...]:
    """Give the kinds of occasions that get cards in this shop; ``other`` stands for all of its own kinds."""
    known = tuple(kind.value for kind in OccasionKind if kind in shop.settings.read().card_kinds)
    own = any(kind.card_wanted for kind in shop.occasion_kinds.all())
    return (*known, OccasionKind.OTHER.value) if own else known


def card_kind(shop: Shop) -> str:
    """Give what a selection of cards asks for as its kind: the only kind with cards, or all of them (empty)."""
    kinds = kinds_with_cards(shop)
    return kinds[0] if len(kinds) == 1 else "" if kinds else OccasionKind.BIRTHDAY.value
