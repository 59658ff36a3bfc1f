"""The menu of a card: what is seldom wanted, such as several stamps at once or a lost card."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from smallcrm.domain.loyalty_terms import Programme, Unit, takes_stamps
from smallcrm.i18n import _
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.customers.card_asking import PaperSays, Several, booked_under

if TYPE_CHECKING:
    from smallcrm.store.loyalty.views import CardView
    from smallcrm.store.shop import Shop
    from smallcrm.ui.pages.customers.cards import CardsPart


BESIDE = 3
"""Programmes of which somebody has no card yet that have a line of their own; the menu has the others."""


def show_card_menu(part: CardsPart, place: QWidget) -> None:
    """Show the menu below its button."""
    view = part.looked_at
    if view is None:
        return
    menu = QMenu(part)
    menu.setObjectName("cardMenu")
    menu.setAccessibleName(_("More about the card"))
    below = place.mapToGlobal(place.rect().bottomLeft())
    if takes_stamps(view.programme, part.main.shop.today):
        by_amount = booked_under(view).unit is Unit.AMOUNT
        text = _("Stamps for an amount…") if by_amount else _("Several stamps…")
        book = partial(part.book_stamps, view.programme.id)
        menu.addAction(icon("stamp"), text, lambda: Several(place, view, book).open_at(below))
    for programme in not_begun(part.main.shop, part.views)[BESIDE:]:
        text = _("Stamp: {programme}").format(programme=programme.name.replace("&", "&&"))
        menu.addAction(icon("stamp"), text, partial(part.stamp, programme.id))
    menu.addAction(
        icon("sliders-horizontal"), _("The paper card says…"), lambda: PaperSays(part.main, view, place).open_at(below)
    )
    add_number(menu, part)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below)
    menu.setActiveAction(menu.actions()[0])


def not_begun(shop: Shop, views: Sequence[CardView]) -> list[Programme]:
    """Give the programmes that take stamps and are not among somebody's cards: a first stamp begins one."""
    known = {view.programme.id for view in views}
    return [one for one in shop.programmes.all() if one.id not in known and takes_stamps(one, shop.today)]


def add_number(menu: QMenu, part: CardsPart) -> None:
    """Put what concerns the printed card and its number into a menu."""
    menu.addAction(icon("printer"), _("Print the membership card…"), part.print_card)
    if number := part.main.shop.cards.number(part.customer):
        menu.addAction(icon("scan-barcode"), _("Card lost: give a new number"), partial(part.replace_lost, number))
