"""The kinds of shop in words; their marks are ``widgets/shop_mark.py``."""

from __future__ import annotations

from collections.abc import Callable

from smallcrm.i18n import _

_WORDS: dict[str, Callable[[], str]] = {
    "hair": lambda: _("Hair and beauty"),
    "cafe": lambda: _("Café"),
    "books": lambda: _("Books and gifts"),
    "flowers": lambda: _("Flowers"),
    "bakery": lambda: _("Bakery and food"),
    "other": lambda: _("Something else"),
}


def shop_kinds() -> dict[str, str]:
    """Give the kinds by key, in the order in which they are offered."""
    return {key: words() for key, words in _WORDS.items()}
