"""What can be done from a row of Today: greet, print, hand over, write a note; each with its undo."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from smallcrm.domain.model import OccasionKind
from smallcrm.domain.piece import Piece, Wording
from smallcrm.i18n import _
from smallcrm.store.occasions import TodayItem
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.counts import due_now
from smallcrm.ui.pages.page import tell, tell_of

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class Doing:
    """The actions of Today's rows."""

    def __init__(self, window: MainWindow) -> None:
        self.main, self.shop = window, window.shop

    def button(self, item: TodayItem) -> None:
        """Do the one thing that the button of the row says; a row without one is opened."""
        if item.kind != "occasion":
            self.print_card(item)
        elif item.state in {"missed", "today"}:
            self.greet(item)
        elif item.customer_id in due_now(self.shop).occasions.no_address:
            self.add_address(item)
        else:
            self.open(item)

    def open(self, item: TodayItem) -> None:
        """Show the customer."""
        self.main.perform("customers", "open", item.customer_id)

    def greet(self, item: TodayItem) -> None:
        """Note that the customer was greeted, for everything that was on that day."""
        days = [(i.occasion, i.day) for i in self.shop.occasions.of([item.customer_id], item.day, item.day)]
        tell_of(self.main, lambda: self.shop.congratulations.greet(item.customer_id, days))

    def print_card(self, item: TodayItem) -> None:
        """Show the card of this one person on the letters page; there it is asked about one that is held."""
        self.main.perform("letters", "print", (item.customer_id,))

    def add_address(self, item: TodayItem) -> None:
        """Open the customer where the address is typed."""
        self.open(item)
        self.main.perform("customers", "fill", (item.customer_id, "address"))

    def menu(self, item: TodayItem, parent: QWidget, at: QPoint, phone: str) -> None:
        """Show everything that can be done for somebody."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card = item.kind != "occasion"
        if card:
            menu.addAction(icon("printer"), _("Print"), lambda: self.print_card(item))
        if item.day <= self.shop.today or not card:
            menu.addAction(icon("check"), _("Greeted"), lambda: self.greet(item))
        menu.addAction(icon("user"), _("Open"), lambda: self.open(item))
        menu.addAction(
            icon("sticky-note"), _("Write a note"), lambda: self.main.perform("customers", "note", item.customer_id)
        )
        if phone:
            words = _("Copy {phone}").format(phone=phone.replace("&", "&&"))
            menu.addAction(icon("copy"), words, lambda: QGuiApplication.clipboard().setText(phone))
        if not item.printed and self._card_possible(item):
            menu.addSeparator()
            if not card:
                menu.addAction(icon("printer"), _("Print a card"), lambda: self.print_card(item))
            menu.addAction(icon("hand-helping"), _("Card handed over"), lambda: self._handed_over(item))
            menu.addAction(icon("x"), _("No card for this person"), lambda: self._no_card(item))
        menu.popup(at)
        menu.setActiveAction(menu.actions()[0])

    @staticmethod
    def _card_possible(item: TodayItem) -> bool:
        own = item.occasion.kind == OccasionKind.BIRTHDAY and not item.occasion.whose
        return own and item.occasion.card_wanted and item.occasion.id > 0

    def _handed_over(self, item: TodayItem) -> None:
        settings = self.shop.settings.read()
        words = Wording("", "", "", "", (), "", "", "", "")
        day, year = item.occasion.id, item.day.year
        piece = Piece(item.customer_id, item.name, settings.language, words, (), occasion_id=day, year=year)
        with self.shop.change("cards_handed_over", count=1):
            run = self.shop.letters.start_run(settings.layout, settings.design, [piece])
            self.shop.letters.mark(run, "handed_over")
        tell(self.main)

    def _no_card(self, item: TodayItem) -> None:
        customer = self.shop.customers.get(item.customer_id)
        days = tuple(replace(o, card_wanted=False) if o.id == item.occasion.id else o for o in customer.occasions)
        self.shop.customers.save(replace(customer, occasions=days))
        tell(self.main)
