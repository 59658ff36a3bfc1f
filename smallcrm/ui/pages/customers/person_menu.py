"""The menu of a customer's page: what has no button of its own, and the buttons there is no room for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from smallcrm.i18n import _, pgettext
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.customers.card_menu import add_number
from smallcrm.ui.pages.customers.header import looks
from smallcrm.ui.pages.customers.photo import choose_photo

if TYPE_CHECKING:
    from smallcrm.ui.pages.customers.person import PersonPage


def show_menu(person: PersonPage, place: QWidget) -> None:
    """Show the menu below its button."""
    menu = QMenu(person)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    words = looks()
    for kind, keys in person.header.hidden_actions():
        word, mark = words[kind]
        run = {"visit": person.log_visit, "stamp": person.cards.stamp}.get(kind, partial(person.write, kind))
        menu.addAction(icon(mark), f"{word}\t{keys}" if keys else word, run)
    edit = pgettext("customer", "&Edit").replace("&", "")
    menu.addAction(icon("pencil"), f"{edit}\tF2", person.facts.edit_current)
    menu.addAction(icon("bell"), _("Something to be done…"), lambda: _to_do(person))
    if not (person.customer.deceased or person.customer.archived):
        menu.addAction(icon("refresh-cw"), _("Stay in touch…"), lambda: person.fill("touch"))
    menu.addAction(icon("mail"), _("Write a letter…"), person.write_letter)
    if person.customer.birthday is not None:
        menu.addAction(
            icon("printer"),
            _("Print a card"),
            lambda: person.main.perform("letters", "print", (person.customer.id,)),
        )
    if person.cards.views:
        add_number(menu, person.cards)
    menu.addAction(
        icon("history"),
        _("History of changes"),
        lambda: person.main.perform("history", "open", person.customer.id),
    )
    menu.addAction(icon("image"), _("Choose a photo…"), lambda: choose_photo(person, person.keep_photo))
    if person.customer.photo:
        menu.addAction(icon("x"), _("Take the photo away"), lambda: person.keep_photo(None))
    menu.addSeparator()
    if person.shop.customers.binned(person.customer.id):
        menu.addAction(icon("archive-restore"), _("Bring back"), person.bring_back)
    else:
        menu.addAction(icon("trash-2"), _("Delete"), person.bin)
    menu.popup(place.mapToGlobal(place.rect().bottomLeft()))


def _to_do(person: PersonPage) -> None:
    person.main.perform("followUps", "new", person.customer.id)
