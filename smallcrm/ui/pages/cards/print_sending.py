"""Membership cards onto paper or into a file, and the question whether they came out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from smallcrm.domain.member_card import MemberCard
from smallcrm.i18n import _, format_number, language, ngettext, pgettext
from smallcrm.paper.calibration import test_page
from smallcrm.paper.card_sheets import sheet_of, usual_layout, write
from smallcrm.paper.card_stock import stock
from smallcrm.store.shop import Shop
from smallcrm.ui import machine, printers
from smallcrm.ui.pages.cards.print_booking import book
from smallcrm.ui.pages.cards.print_options import FREE, Wish, layout_words
from smallcrm.ui.pages.cards.print_work import mark_printed, numbered
from smallcrm.ui.pages.letters.paper_panel import PaperPanel
from smallcrm.ui.pages.letters.sending import LABEL_DPI
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
        self.asked: tuple[MemberCard, ...] = ()
        """Those of them that are on the pages that somebody wanted."""
        self._made: list[str] = []
        """Numbers that are nobody's, made here and not printed yet."""
        self._out: frozenset[str] = frozenset()
        """Numbers that went to the printer and may lie on paper, until somebody says that none came out."""
        self.panel = PaperPanel(page, page.main.settings)
        self.testing = SheetPrinting(page, page.main, lambda: page.strip, self._test)
        self.panel.test_wanted.connect(self.testing.ask_printer)
        page.options.more.clicked.connect(self._open_panel)
        self.went.connect(self.ask)

    def _open_panel(self) -> None:
        """Say how far the print is moved on this paper with this printer."""
        code = self.page.options.code
        self.panel.show_form(code)
        how = _("Print at 100 %, without fitting to the page.")
        self.panel.open_at(self.page.options.more, layout_words(code), how, tests=sheet_of(code) is not None)

    def _test(self) -> Paper:
        """The outlines of the sheet, to be held against the real one."""
        code, title = self.page.options.code, _("Print a test page")
        grid, nudge = sheet_of(code) or stock(usual_layout("").partition(":")[2]), self._nudge(code)
        return Paper(title, f"{title}.pdf", lambda out: test_page(grid, out, nudge=nudge, language=language()))

    def _nudge(self, code: str) -> tuple[float, float]:
        self.panel.show_form(code)
        return self.panel.nudge

    def begin(self, *_checked: bool, to_file: bool) -> None:
        """Ask where it goes."""
        if not self.take():
            return
        self._main.settings.setValue(last_paper(self.page.shop), self.page.options.kept)
        self.printer = self.printer or printers.named(self.panel.printer)
        (self.ask_file if to_file else self.ask_printer)()

    def take(self) -> bool:
        """Take the cards that are shown, to be printed and asked about; those that are nobody's get their numbers."""
        found = self.page.found
        if found is None or not found.cards:
            return False
        self.sent = found.cards
        if found.wish.who == FREE:
            self._made = [number for number in self._made if self._can_be_printed(number)]
            short = len(self.sent) - len(self._made)
            if short > 0:
                self._made += self.page.shop.cards.reserve(short)
            self.sent = numbered(self.sent, self._made[: len(self.sent)])
        self.asked = self.sent
        return True

    def _can_be_printed(self, number: str) -> bool:
        """Whether a number was not printed yet, as far as anybody knows, and is still nobody's."""
        return number not in self._out and self.page.shop.cards.find(number).state == "free"

    def send(self) -> None:
        """Print on the printer chosen; only those on the pages wanted are asked about."""
        printer, found = self.printer, self.page.found
        if printer is None or found is None:
            return
        self.panel.use(printer.printerName())
        if printer.printRange() == QPrinter.PrintRange.PageRange:
            pages = range(max(printer.fromPage(), 1), (printer.toPage() or found.pages) + 1)
            self.asked = on_pages(self.sent, found.wish, pages)
        super().send()

    def _cards(self) -> Paper:
        found, title = self.page.found, _("Membership cards")
        wish = found.wish if found else self.page.options.wish
        name = f"{title} {self.page.shop.today.isoformat()}.pdf"
        return Paper(title, name, partial(_write, self.sent, wish, self._nudge(wish.layout)), dpi=LABEL_DPI)

    def ask(self, saved: str) -> None:
        """Ask whether they came out of the printer; ``saved`` says of a file that it is there."""
        count = len(self.asked)
        self._out |= {card.number for card in self.asked}
        if self.page.options.bears_cards:
            words = ngettext(
                "Did the {n} membership card come out well?", "Did the {n} membership cards come out well?", count
            )
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
        numbers = [card.number for card in self.asked]
        self._made = [number for number in self._made if number not in numbers]
        self.forget()
        book(self.page, _("Remembering the printed cards"), partial(mark_printed, self.page.shop, numbers), self._came)

    def _came(self) -> None:
        tell(self.page.main)
        self.page.printed()

    def forget(self) -> None:
        """Let what went out go: it is offered again."""
        self._out = frozenset()
        self.sent = self.asked = ()
        self.page.strip.dismiss()
        self.page.print_button.setFocus(Qt.FocusReason.OtherFocusReason)


def on_pages(cards: tuple[MemberCard, ...], wish: Wish, pages: range) -> tuple[MemberCard, ...]:
    """Give the cards that are on some of the pages, counted from 1."""
    grid = sheet_of(wish.layout)
    count, before = (grid.count, wish.start - 1) if grid else (1, 0)
    return tuple(card for place, card in enumerate(cards) if (place + before) // count + 1 in pages)


def _write(cards: tuple[MemberCard, ...], wish: Wish, nudge: tuple[float, float], out: Path) -> int:
    return write(cards, wish.layout, out, start=wish.start, symbology=wish.symbology, nudge=nudge)
