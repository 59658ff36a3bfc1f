"""What the worker does for membership cards: find whose are printed, and draw the first page."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QImage

from smallcrm.domain.member_card import MemberCard
from smallcrm.domain.piece import LeftOut
from smallcrm.paper.card_sheets import flaw, pages_for, sheet_of, write
from smallcrm.paper.member_cards import SAMPLE, PreparedCards, free_card, prepare, programme_for
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.cards.print_options import CHOSEN, FREE, Wish
from smallcrm.ui.pages.letters.work import drawn

_DPI = 150


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
    if wish.who != FREE:
        people = wish.people if wish.who == CHOSEN else shop.cards.unprinted()
        again = wish.who == CHOSEN  # who asks for somebody's card wants it, printed before or not
        return prepare(shop, people, wish.programme, again=again, layout=wish.layout, symbology=wish.symbology)
    card = free_card(SAMPLE, programme_for(shop, wish.programme), shop.settings.read())
    why = flaw(card, wish.layout, wish.symbology)
    return PreparedCards((), (LeftOut(0, "", why),)) if why else PreparedCards((card,) * wish.count, ())


def numbered(cards: tuple[MemberCard, ...], numbers: list[str]) -> tuple[MemberCard, ...]:
    """Give cards that are nobody's yet, each with its number."""
    return tuple(replace(card, number=number) for card, number in zip(cards, numbers, strict=True))
