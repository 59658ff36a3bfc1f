"""On what the notes of a shop were printed last: who puts them on labels does so the next time too."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from smallcrm.domain.letter_request import PERSONAL_NOTE
from smallcrm.paper.forms import NOTE, codes, worded
from smallcrm.store.shop import Shop
from smallcrm.ui import machine


def remember(settings: QSettings, shop: Shop, kind: str, layout: str) -> None:
    """Remember the labels of a note, or that it was a card; nothing of other kinds, nor of addresses."""
    if kind == PERSONAL_NOTE and worded(layout):
        settings.setValue(_key(shop), layout if layout.startswith(NOTE) else "")


def used(settings: QSettings, shop: Shop, kind: str) -> str:
    """Give the labels that a note was printed on last; empty for other kinds, and after a card."""
    known = str(settings.value(_key(shop), "")) if kind == PERSONAL_NOTE else ""
    return known if known in codes() else ""


def _key(shop: Shop) -> str:
    return machine.of_shop("print/notes", shop.file)
