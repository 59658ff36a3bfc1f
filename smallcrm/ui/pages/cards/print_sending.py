"""Membership cards onto paper or into a file, and the question whether they came out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from smallcrm.domain.member_card import MemberCard
from smallcrm.i18n import _, format_number, ngettext, pgettext
from smallcrm.paper.card_sheets import write
from smallcrm.store.shop import Shop
from smallcrm.ui import machine
from smallcrm.ui.pages.cards.print_options import FREE, Wish
from smallcrm.ui.pages.cards.print_work import numbered
from smallcrm.ui.pages.page import tell
from smallcrm.ui.pages.sheet_printing import Paper, SheetPrinting

if TYPE_CHECKING:
    from smallcrm.ui.pages.cards.printing import CardPrint


def last_paper(shop: Shop) -> str:
    """Give the key under which this PC remembers on what the cards of a shop were printed last."""
    return machine.of_shop("print/member_cards", shop.file)


class CardSending(SheetPrinting):
    """Prints the cards that are shown and remembers whose came out."""

    def __init__(self, page: CardPrint) -> None:
        super().__init__(page, page.main, lambda: page.strip, self._cards)
        self.page = page
        self.sent: tuple[MemberCard, ...] = ()
        """What goes to the printer or into a file, until it is known whether it came out."""
        self._made: list[str] = []
        """Numbers that are nobody's, made here and not printed yet."""
        self.went.connect(self.ask)

    def begin(self, *_checked: bool, to_file: bool) -> None:
        """Ask where it goes; cards that are nobody's get their numbers first."""
        found = self.page.found
        if found is None or not found.cards:
            return
        self.sent = found.cards
        self._main.settings.setValue(last_paper(self.page.shop), self.page.options.kept)
        if found.wish.who == FREE:
            short = len(self.sent) - len(self._made)
            if short > 0:
                self._made += self.page.shop.cards.reserve(short)
            self.sent = numbered(self.sent, self._made[: len(self.sent)])
        (self.ask_file if to_file else self.ask_printer)()

    def _cards(self) -> Paper:
        found, title = self.page.found, _("Membership cards")
        wish = found.wish if found else self.page.options.wish
        name = f"{title} {self.page.shop.today.isoformat()}.pdf"
        return Paper(title, name, partial(_write, self.sent, wish))

    def ask(self, saved: str) -> None:
        """Ask whether they came out of the printer; ``saved`` says of a file that it is there."""
        count = len(self.sent)
        if self.page.options.bears_cards:
            words = ngettext("Did the {n} card come out well?", "Did the {n} cards come out well?", count)
            none = pgettext("cards", "None")
        else:
            words = ngettext("Did the {n} label come out well?", "Did the {n} labels come out well?", count)
            none = pgettext("labels", "None")
        answers = ((_("Yes, all"), self.came), (none, self.forget))
        self.page.strip.say(words.format(n=format_number(count)), "info", title=saved, repairs=answers)
        if self.page.isVisible():
            self.page.strip.begin()

    def came(self) -> None:
        """They are printed: a second run leaves them out."""
        numbers = [card.number for card in self.sent]
        self._made = [number for number in self._made if number not in numbers]
        self.page.shop.cards.printed(numbers)
        tell(self.page.main)
        self.forget()
        self.page.printed()

    def forget(self) -> None:
        """Let what went out go: it is offered again."""
        self.sent = ()
        self.page.strip.dismiss()
        self.page.print_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _write(cards: tuple[MemberCard, ...], wish: Wish, out: Path) -> int:
    return write(cards, wish.layout, out, start=wish.start, symbology=wish.symbology)
