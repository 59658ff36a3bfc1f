"""What goes with a kind of letter: what is typed for it, its usual paper and its designs; without what draws them."""

from __future__ import annotations

from smallcrm.domain.letter_request import LETTER_KINDS, PERSONAL_NOTE, TYPED
from smallcrm.domain.letter_text import KindText
from smallcrm.domain.model import ShopSettings
from smallcrm.paper.forms import CARD, LABEL, NOTE
from smallcrm.paper.texts import texts
from smallcrm.paper.windows import windows

BIRTHDAY = "birthday"
_BIRTHDAYS = ("candles", "wreath")
_QUIET = frozenset({"apology_after_complaint", PERSONAL_NOTE})
"""Kinds for which a wreath says the right thing, and a table laid for coffee comes second."""


def kind_text(kind: str) -> KindText:
    """Give what is alike in all languages: fields, kind of mail and paper."""
    return texts("en").form("GB").kinds[kind]


def typed_fields(kind: str) -> tuple[str, ...]:
    """Give the fields that somebody types for a kind, the required ones first."""
    text = kind_text(kind)
    return tuple(sorted((f for f in TYPED if f in text.required | text.optional), key=lambda f: f in text.optional))


def required_fields(kind: str) -> tuple[str, ...]:
    """Give those of the typed fields without which nothing is printed."""
    return tuple(field for field in typed_fields(kind) if field in kind_text(kind).required)


def usual_layout(kind: str, settings: ShopSettings) -> str:
    """Give the layout that a kind is printed in unless somebody says otherwise: a card, or the country's letter."""
    if kind not in LETTER_KINDS:
        return settings.layout
    if kind_text(kind).paper != "letter":
        return CARD
    wished = settings.layout if settings.layout.startswith("letter") else f"letter-{settings.country.lower()}"
    return wished if wished in windows() else next(iter(windows()))


def layout_for_words(kind: str, layout: str) -> str:
    """Give the layout that prints a kind itself: a label of a personal note bears the note, not the address."""
    if kind == PERSONAL_NOTE and layout.startswith(LABEL):
        return NOTE + layout.removeprefix(LABEL)
    return layout


def usual_design(kind: str, settings: ShopSettings) -> str:
    """Give the design of a kind unless somebody says otherwise."""
    return designs_for(kind)[0] if kind in LETTER_KINDS else settings.design


def designs_for(kind: str) -> tuple[str, ...]:
    """Give the names of the designs that go with a kind of card, the best one first."""
    if kind not in LETTER_KINDS:
        return _BIRTHDAYS
    return ("wreath", "coffee") if kind in _QUIET else ("coffee", "wreath")
