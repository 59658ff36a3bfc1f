"""What the worker does for membership cards: find whose are printed, and draw the first page."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QImage

from smallcrm.domain.member_card import MemberCard
from smallcrm.domain.piece import LeftOut
from smallcrm.domain.progress import Report
from smallcrm.paper.card_sheets import flaw, pages_for, sheet_of, write
from smallcrm.paper.member_cards import SAMPLE, PreparedCards, free_card, prepare, programme_for
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.cards.print_options import CHOSEN, FREE, REGULARS, Wish
from smallcrm.ui.pages.letters.work import drawn

_DPI = 150
OFTEN = 3
"""Days on which a regular was here at least."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The cards of a wish, who is left out, how many pages there are, and the first one as a picture."""

    wish: Wish
    cards: tuple[MemberCard, ...]
    left_out: tuple[LeftOut, ...]
    pages: int
    image: QImage


def gather(shop: Shop, wish: Wish) -> Gathered:
    """Find the cards and draw their first page."""
    with shop.database.attached():
        found = _found(shop, wish)
    image = QImage()
    if found.cards:
        grid = sheet_of(wish.layout)
        shown = found.cards[: grid.count - wish.start + 1 if grid else 1]
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "cards.pdf"
            write(shown, wish.layout, file, start=wish.start, symbology=wish.symbology)
            image = drawn(file.read_bytes(), (0,), _DPI)[0]
    pages = pages_for(len(found.cards), wish.layout, wish.start)
    return Gathered(wish, found.cards, found.left_out, pages, image)


def _found(shop: Shop, wish: Wish) -> PreparedCards:
    found = _prepared(shop, wish)
    if wish.stamps:
        return found
    return replace(found, cards=tuple(replace(card, filled=0) for card in found.cards))


def _prepared(shop: Shop, wish: Wish) -> PreparedCards:
    if wish.who != FREE:
        again = wish.who == CHOSEN  # who asks for somebody's card wants it, printed before or not
        people = _people(shop, wish)
        return prepare(shop, people, wish.programme, again=again, layout=wish.layout, symbology=wish.symbology)
    card = free_card(SAMPLE, programme_for(shop, wish.programme), shop.settings.read())
    why = flaw(card, wish.layout, wish.symbology)
    return PreparedCards((), (LeftOut(0, "", why),)) if why else PreparedCards((card,) * wish.count, ())


def _people(shop: Shop, wish: Wish) -> Sequence[int]:
    if wish.who == CHOSEN:
        return wish.people
    return shop.cards.without_card(OFTEN) if wish.who == REGULARS else shop.cards.unprinted()


def give_numbers(shop: Shop, people: Sequence[int], report: Report) -> None:
    """Give each a number, in one step; the first stamp begins the card."""
    with shop.database.attached(), shop.change("numbers_made", bulk=len(people) > 1, count=len(people)):
        for done, one in enumerate(people):
            report(done, len(people))
            shop.cards.issue(one)


def mark_printed(shop: Shop, numbers: Sequence[str], _report: Report) -> None:
    """Say that the cards with these numbers are printed, in one step."""
    with shop.database.attached():
        shop.cards.printed(numbers)


def numbered(cards: tuple[MemberCard, ...], numbers: list[str]) -> tuple[MemberCard, ...]:
    """Give cards that are nobody's yet, each with its number."""
    return tuple(replace(card, number=number) for card, number in zip(cards, numbers, strict=True))
