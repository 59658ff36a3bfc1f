"""Membership cards on paper: whose, on which stock, how they will look; printed, saved, and whether they came out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from smallcrm.domain.errors import ShopError
from smallcrm.domain.loyalty_terms import is_over
from smallcrm.i18n import _, format_number, ngettext
from smallcrm.paper.member_cards import gives_stamps
from smallcrm.ui.pages.cards.print_booking import book
from smallcrm.ui.pages.cards.print_left import LeftOutCard
from smallcrm.ui.pages.cards.print_options import CHOSEN, FREE, NEW, REGULARS, CardOptions
from smallcrm.ui.pages.cards.print_sending import CardSending, last_paper
from smallcrm.ui.pages.cards.print_work import Gathered, gather, give_numbers
from smallcrm.ui.pages.cards.reckoning import Reckoning
from smallcrm.ui.pages.page import Page, scrolling, sentence, tell
from smallcrm.ui.pages.sheet import PaperView
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button, set_badge
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.page import PageHeader
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_PANE = 280
"""Of the options, px."""
_BESIDE = 760
"""Width of the page from which the options stand beside the paper, px."""


class CardPrint(Page):
    """Shows the cards as they print, prints them, and remembers whose came out."""

    AREAS = frozenset({"cards", "customers", "settings"})
    SCROLLS = True

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "cardPrint", _("Print membership cards"))
        self.found: Gathered | None = None
        self._leads = False
        self._reckoning: Reckoning[Gathered] = Reckoning(window, self, self._failed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(120)
        self._soon.timeout.connect(self._gather)
        self.options = CardOptions(self.shop.settings.read().country)
        self.options.restore(str(window.settings.value(last_paper(self.shop), "")))
        self.options.changed.connect(self._soon.start)
        self.options.show_people((), "")
        self.strip, self.paper = Strip(), PaperView("cardPaper")
        self.printing = CardSending(self)
        self._head()
        self._body()
        self.nothing.hide()  # nobody knows yet
        self.begins_at = self.print_button

    def _head(self) -> None:
        self.save_button = button(_("Save as PDF"), icon="file-down", name="saveCardsButton")
        self.print_button = button(_("Print"), "primary", icon="printer", name="printCardsNow", badge=native("Ctrl+P"))
        self.save_button.clicked.connect(partial(self.printing.begin, to_file=True))
        self.print_button.clicked.connect(partial(self.printing.begin, to_file=False))
        self.header = PageHeader(_("Print membership cards"))
        self.buttons = flowing(self.save_button, self.print_button, gap=12)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(px(8))
        self.head.addWidget(self.header, 1)
        self.head.addWidget(self.buttons)

    def _body(self) -> None:
        choices = Card().pad(16, 14, 16, 16)
        choices.body.addWidget(self.options)
        self.left_card = LeftOutCard()
        self.left_card.numbers_wanted.connect(self._give_numbers)
        left, self.pane = QVBoxLayout(), QWidget()
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(choices)
        left.addStretch(1)
        self.pane.setLayout(left)
        self.pages = PlainLabel("", "caption", "muted")
        self.nothing = Empty("card", "", "", self._ways_on())
        right, shown = QVBoxLayout(), QWidget()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(px(8))
        for widget in (self.left_card, self.paper, self.pages, self.nothing):
            right.addWidget(widget)
        right.addStretch(1)
        shown.setLayout(right)
        self.body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.body.setSpacing(px(16))
        self.body.addWidget(self.pane)
        self.body.addWidget(shown, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(self.head)
        column.addWidget(self.strip)
        column.addLayout(self.body, 1)
        self.column.addWidget(scrolling(inner, "cardPrintArea"), 1)

    def _ways_on(self) -> tuple[QWidget, ...]:
        """Give what can be done where nothing is to be printed."""
        self.free_button = button(_("Cards without a name"), icon="plus", name="freeCards")
        self.free_button.clicked.connect(lambda: self.perform("free", 10))
        self.programme_button = button(_("New programme"), "primary", icon="plus", name="firstProgrammeToPrint")
        self.programme_button.clicked.connect(lambda: self.main.perform("cards", "new"))
        return self.free_button, self.programme_button

    # -- what is shown -------------------------------------------------------------------------------------------------

    def perform(self, command: str, value: object = None) -> bool:
        """``print``: print what is shown; with ids show those people, with none all not printed yet; ``free``: n."""
        if command == "print" and value is None:
            self.printing.begin(to_file=False)
        elif command == "print" and isinstance(value, tuple):
            ids = tuple(int(one) for one in value)
            self.options.show_people(ids, self._called(ids))
            self._fresh()
        elif command == "free":
            self.options.show_free(value if isinstance(value, int) else 10)
            self._fresh()
        else:
            return False
        return True

    def _called(self, ids: tuple[int, ...]) -> str:
        if len(ids) == 1:
            return self.shop.customers.name_of(ids[0])
        return ngettext("{n} customer", "{n} customers", len(ids)).format(n=format_number(len(ids)))

    def _fresh(self) -> None:
        self.printing.forget()
        self._leads = True
        self._gather()

    def state(self) -> tuple[str, object] | None:
        wish = self.options.wish
        return ("free", wish.count) if wish.who == FREE else ("print", wish.people)

    def load(self) -> None:
        """Read the programmes and draw anew."""
        today = self.shop.today
        known = [one for one in self.shop.programmes.all() if not is_over(one, today)]
        scanned = self.shop.programmes.on_scan()
        running = [one for one in known if gives_stamps(one, today)]
        first = scanned if scanned and not is_over(scanned, today) else next(iter(running or known), None)
        self.options.show_programmes(known, first.id if first else 0)
        self._gather()

    def _gather(self) -> None:
        """Find the cards and draw them beside the window."""
        self._soon.stop()
        wish, shop = self.options.wish, self.shop
        if wish.programme:
            self._reckoning.ask(lambda: gather(shop, wish), self._show)
        else:
            self._reckoning.forget()
            self._show(None)

    def _failed(self, error: ShopError) -> None:
        self.main.banner.dismiss()  # it is said where it happened
        self.strip.say(sentence(error), "bad", repairs=((_("Try again"), self._again),))

    def _again(self) -> None:
        self.strip.dismiss()
        self._gather()

    def _show(self, found: Gathered | None) -> None:
        self.found = found
        count = len(found.cards) if found else 0
        self.options.show_count(count)
        self.header.context.setText(ngettext("{n} card", "{n} cards", count).format(n=format_number(count)))
        for part in (self.save_button, self.print_button):
            part.setEnabled(bool(count))
        self.paper.setVisible(bool(count))
        self.pages.setVisible(bool(found and found.pages > 1))
        self.nothing.setVisible(not count)
        told = ngettext("The page as it prints, {n} card", "The page as it prints, {n} cards", count)
        self.paper.show_image(found.image if found else QImage(), told.format(n=format_number(count)))
        if found:
            self.pages.setText(_("Page {n} of {count}").format(n=1, count=format_number(found.pages)))
        self._say_nothing(found)
        self.left_card.show_left(found.left_out if found else ())
        if self._leads:
            self._leads = False
            self._lead()

    def _lead(self) -> None:
        """Take the focus to what is most likely wanted next."""
        ways = (self.print_button, self.left_card.number_button, self.programme_button, self.free_button)
        way = next((one for one in ways if one.isVisible() and one.isEnabled()), self.options.who)
        way.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_nothing(self, found: Gathered | None) -> None:
        self.free_button.setVisible(found is not None and found.wish.who == NEW)
        self.programme_button.setVisible(found is None)
        if found is None:
            self.nothing.set_words(_("No programme yet"), _("A card shows the fields and the terms of a programme."))
        elif found.wish.who == NEW:
            self.nothing.set_words(_("Every card is printed"), _("Who gets a card number next stands here."))
        elif found.wish.who == REGULARS and not found.left_out:
            self.nothing.set_words(_("Every regular has a card number"))
        else:
            self.nothing.set_words(_("Nothing to print"))

    def _give_numbers(self, ids: tuple[int, ...]) -> None:
        """Give a number to those who have none, beside the window."""
        part = self.left_card.number_button
        part.setEnabled(False)
        work = partial(give_numbers, self.shop, ids)
        book(self, _("Giving card numbers"), work, self._given, lambda: part.setEnabled(True))

    def _given(self) -> None:
        tell(self.main)
        if self.options.wish.who == REGULARS:
            self.options.show_people((), "")
        self._leads = True
        self._gather()

    def printed(self) -> None:
        """Show what is still to be printed: those chosen have their cards."""
        if self.options.wish.who == CHOSEN:
            self.options.show_people((), "")
        self._gather()

    # -- the window ----------------------------------------------------------------------------------------------------

    def fit(self) -> None:
        super().fit()
        way = QBoxLayout.Direction
        beside = self.width() >= px(_BESIDE)
        self.body.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self.pane.setMinimumWidth(px(_PANE) if beside else 0)
        self.pane.setMaximumWidth(px(_PANE) if beside else 1 << 20)
        wide = self.header.title.sizeHint().width() + self.buttons.sizeHint().width() + px(160)
        self.head.setDirection(way.LeftToRight if wide <= self.width() else way.TopToBottom)
        set_badge(self.print_button, "" if self.narrow else native("Ctrl+P"))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.paper.image = QImage()  # nobody sees it: drawn anew when it is shown
        self._reckoning.forget()
        self._stale = True
