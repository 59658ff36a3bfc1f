"""The ways onto paper as people choose them: three kinds, each with its layouts in words."""

from __future__ import annotations

from collections.abc import Sequence

from smallcrm.i18n import _, country_name

CARDS, LETTERS, ADDRESSES = "cards", "letters", "addresses"
_FIRST_LABELS = ("label:L7160", "label:L7163", "label:3474", "label:5160")


def kinds() -> dict[str, str]:
    """Give the kinds in words."""
    return {CARDS: _("Cards"), LETTERS: _("Letters"), ADDRESSES: _("Envelopes and labels")}


def kind_of(layout: str) -> str:
    """Give the kind a layout belongs to."""
    if layout.startswith("letter"):
        return LETTERS
    return ADDRESSES if layout.startswith(("label:", "envelope:")) else CARDS


def layouts(kind: str, country: str) -> Sequence[tuple[str, str]]:
    """Give the layouts of a kind (code, words), the fitting ones first."""
    from smallcrm.paper.document import LAYOUTS

    codes = [code for code in LAYOUTS if kind_of(code) == kind]
    own = f"letter-{country.lower()}"
    first = [code for code in (own, *_FIRST_LABELS[:1], "envelope:C6", *_FIRST_LABELS[1:]) if code in codes]
    ordered = first + [code for code in codes if code not in first]
    return [(code, words(code)) for code in ordered]


def words(code: str) -> str:
    """Say a layout."""
    kind, _colon, what = code.partition(":")
    if kind == "label":
        return _("Labels {code}").format(code=what)
    if kind == "envelope":
        return _("Envelope {size}").format(size=what)
    if code.startswith("letter-"):
        return _("Window envelope, {country}").format(country=country_name(code[-2:].upper()))
    return _("A6 card, folded from A4")


def paper(code: str) -> str:
    """Say what paper it takes and how it is folded."""
    kind = kind_of(code)
    if kind == CARDS:
        return _("A4 paper, one side, folded twice. Fits an envelope C6.")
    if kind == LETTERS:
        return _("A4 paper, one side, folded at the marks for a window envelope.")
    return _("Print at 100 %, without fitting to the page.")


def labels_on(code: str) -> int:
    """Give how many labels a sheet has; 0 for anything else."""
    from smallcrm.paper.sheets import sheet

    return sheet(code.partition(":")[2]).count if code.startswith("label:") else 0
