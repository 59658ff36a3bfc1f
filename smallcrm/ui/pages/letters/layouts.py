"""The ways onto paper as people choose them: three kinds, each with its layouts in words."""

from __future__ import annotations

from collections.abc import Sequence

from smallcrm.i18n import _, country_name
from smallcrm.messages import letters as letter_words
from smallcrm.paper import forms
from smallcrm.paper.kinds import BIRTHDAY
from smallcrm.paper.windows import Window, window
from smallcrm.store.shop import Shop
from smallcrm.store.worklist import birthdays_only

CARDS, LETTERS, ADDRESSES = "cards", "letters", "addresses"
NOTES = "notes"
"""Labels that bear a personal note: chosen beside the addresses, but counted and asked about as cards are."""
SPECIAL = "special"
"""Stands for the cards of a shop that are for other days than birthdays too."""
_FIRST_LABELS = ("label:L7160", "label:L7163", "label:3474", "label:5160")


def kinds() -> dict[str, str]:
    """Give the kinds in words."""
    return {CARDS: _("Cards"), LETTERS: _("Letters"), ADDRESSES: _("Envelopes and labels")}


def special_words() -> str:
    """Say what is printed in a shop that sends cards for other days than birthdays too."""
    return _("Cards for special days")


def letter_of(shop: Shop, kind: str) -> str:
    """Give what ``title`` calls the cards of a shop: ``SPECIAL`` where they are not for birthdays alone."""
    return SPECIAL if kind == BIRTHDAY and not birthdays_only(shop) else kind


def title(code: str, letter: str = BIRTHDAY) -> str:
    """Give the title of the page for a layout and a kind of letter."""
    if not forms.worded(code):
        return _("Addresses")
    if letter == SPECIAL:
        return special_words() if kind_of(code) == CARDS else _("Letters for special days")
    if letter != BIRTHDAY:
        return letter_words.kind(letter)
    return _("Birthday cards") if kind_of(code) == CARDS else _("Birthday letters")


def kind_of(layout: str) -> str:
    """Give the kind a layout belongs to."""
    if layout.startswith("letter"):
        return LETTERS
    return ADDRESSES if forms.labels_of(layout) or layout.startswith(forms.ENVELOPE) else CARDS


def form_of(layout: str) -> str:
    """Give what comes out of the printer: the kind, or labels that bear a note."""
    return NOTES if layout.startswith(forms.NOTE) else kind_of(layout)


def layouts(kind: str, country: str) -> Sequence[tuple[str, str]]:
    """Give the layouts of a kind (code, words), the fitting ones first; a sheet of labels once, as for addresses."""
    codes = [code for code in forms.codes() if kind_of(code) == kind and not code.startswith(forms.NOTE)]
    own = f"letter-{country.lower()}"
    first = [code for code in (own, *_FIRST_LABELS[:1], "envelope:C6", *_FIRST_LABELS[1:]) if code in codes]
    ordered = first + [code for code in codes if code not in first]
    return [(code, words(code)) for code in ordered]


def words(code: str) -> str:
    """Say a layout."""
    kind, _colon, what = code.partition(":")
    if forms.labels_of(code) is not None:
        return _("Labels {code}").format(code=what)
    if kind == "envelope":
        return _("Envelope {size}").format(size=what)
    if code.startswith("letter-"):
        return _("Window envelope, {country}").format(country=country(code))
    return _("A4 folded twice, envelope C6")


def country(code: str) -> str:
    """Give the name of the country of a letter layout."""
    return country_name(code[-2:].upper())


def paper(code: str, printer: str = "") -> str:
    """Say what paper it takes, how it is folded and where it is printed."""
    kind = kind_of(code)
    if kind == CARDS:
        how = _("Printed on one side. Fold the upper half back, then the left half.")
    elif kind == LETTERS:
        how = _("A4 paper, one side, folded at the marks for a window envelope.")
    else:
        how = _("Print at 100 %, without fitting to the page.")
    return _("{printer}: {how}").format(printer=printer, how=how) if printer else how


def window_of(code: str) -> Window | None:
    """Give sheet, window and folds of a letter layout; None for anything else."""
    return window(code) if code.startswith("letter-") else None


def labels_on(code: str) -> int:
    """Give how many labels a sheet has; 0 for anything else."""
    found = forms.labels_of(code)
    return found.count if found else 0
