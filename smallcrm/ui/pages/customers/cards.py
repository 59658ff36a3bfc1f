"""The punch cards of the customer shown: the card itself, rewards to collect, other programmes, the book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.errors import Refused, ShopError
from smallcrm.domain.loyalty_terms import takes_stamps
from smallcrm.i18n import _
from smallcrm.ui.pages.customers.card_book import Booked, CardBook
from smallcrm.ui.pages.customers.card_menu import BESIDE, not_begun, show_card_menu
from smallcrm.ui.pages.customers.card_reasons import STAMPING, ask_reason
from smallcrm.ui.pages.customers.card_rewards import Rewards, lapsed_of
from smallcrm.ui.pages.customers.other_cards import OtherCards
from smallcrm.ui.pages.page import sentence, tell
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.card_face import face_of
from smallcrm.ui.widgets.punch_card import PunchCardWidget
from smallcrm.ui.widgets.strip import Repair, Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.loyalty.reading import CardLine
    from smallcrm.store.loyalty.views import CardView
    from smallcrm.ui.window import MainWindow

Try = Callable[[Callable[[], object]], object]
WIDE, NARROW = 320, 252
"""Width of the card, px at 100 %: above the facts, and beside what can be done about it."""


class CardsPart(QWidget):
    """Cards of the person shown; begins nothing by itself. ``left``: what had the focus has gone."""

    left = Signal()

    def __init__(self, window: MainWindow, attempt: Try) -> None:
        super().__init__()
        self.main, self._try = window, attempt
        self.setObjectName("cards")
        self.setAccessibleName(_("Cards"))
        self.customer = 0
        self.views: list[CardView] = []
        self.strip, self.card, self.book = Strip(), PunchCardWidget(), CardBook(window, attempt)
        self.rewards = Rewards(self.redeem, self._cancel)
        self.others = OtherCards(self.open_book, self.stamp)
        self.rewards.left.connect(self.left)
        self.book.closed.connect(self._leave_book)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, px(4))
        column.setSpacing(px(8))
        column.addWidget(self.strip)
        self.front = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self.front)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(8))
        self._row.addWidget(self.card, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._side(), 1)
        column.addWidget(self.front)
        column.addWidget(self.book)
        self.hide()

    def _side(self) -> QVBoxLayout:
        side, links = QVBoxLayout(), QHBoxLayout()
        side.setSpacing(px(6))
        links.setSpacing(px(4))
        self.book_button = button(
            _("Card history"), "link", icon="book-open", size="small", name="cardBookButton", clicked=self.open_book
        )
        self.more = IconButton("ellipsis", _("More about the card"))
        self.more.clicked.connect(lambda: show_card_menu(self, self.more))
        links.addWidget(self.book_button)
        links.addWidget(self.more)
        links.addStretch(1)
        side.addWidget(self.rewards)
        side.addWidget(self.others)
        side.addLayout(links)
        side.addStretch(1)
        return side

    def fit(self, width: int, *, beside: bool) -> None:
        """Take that width, px; ``beside``: the card stands left of what can be done about it."""
        beside = beside and width >= px(NARROW + 200)
        way = QBoxLayout.Direction
        self._row.setDirection(way.LeftToRight if beside else way.TopToBottom)
        self.card.fit(min(px(NARROW if beside else WIDE), width))
        self.setMinimumWidth(px(200))
        self.setMaximumWidth(width)

    # -- reading ---------------------------------------------------------------------------------------------------

    def show_customer(self, customer_id: int) -> None:
        """Read the cards of a customer; a stamp that has come meanwhile comes down on the card."""
        same, before = customer_id == self.customer, self.view
        self.customer = customer_id
        self.views = self.main.shop.cards.views(customer_id)
        if not same:
            if (focus := self.window().focusWidget()) is not None and self.isAncestorOf(focus):
                self.left.emit()  # before it is hidden: Qt would pass the focus on, and scroll to wherever it goes
            self.strip.hide()
            self.book.hide()
        view, shown = self.view, self.book.view
        self.front.setVisible(view is not None)
        self.setVisible(view is not None or not self.book.isHidden())
        if view is not None:
            face = face_of(view, self.main.shop.settings.read().name)
            self.card.show_face(face, animate=same and _came(before, view))
            shop = self.main.shop
            self.rewards.show_views(self.views, shop.today, lapsed_of(shop, self.views))
            first = [shop.cards.view(customer_id, one.id) for one in not_begun(shop, self.views)[:BESIDE]]
            self.others.show_views([*self.views[1:], *first], shop.today)
        if not self.book.isHidden() and shown is not None:
            self.book.show_view(self.main.shop.cards.view(customer_id, shown.programme.id))

    @property
    def view(self) -> CardView | None:
        """The card that is drawn: that of the programme on scan before the others."""
        return self.views[0] if self.views else None

    @property
    def looked_at(self) -> CardView | None:
        """The card whose history is open, else the one that is drawn."""
        open_one = self.book.view if not self.book.isHidden() else None
        return open_one or self.view

    @property
    def can_stamp(self) -> bool:
        """Whether the card drawn takes stamps today."""
        return self.view is not None and takes_stamps(self.view.programme, self.main.shop.today)

    # -- doing -----------------------------------------------------------------------------------------------------

    def stamp(self, programme_id: int = 0) -> None:
        """Stamp the card of the customer shown, that of the card drawn where no programme is named."""
        wanted = programme_id or (self.view.programme.id if self.view else 0)
        self.main.scanning.book(self.customer, key=uuid4().hex, at=self.main.shop.now, programme_id=wanted)

    def book_stamps(self, programme_id: int, count: int = 1, cents: int = 0) -> None:
        """Book stamps; where the rule says no, the strip says why and offers what can be done about it."""
        self._book({"programme_id": programme_id, "count": count, "cents": cents, "key": uuid4().hex})

    def _book(self, asked: Mapping[str, Any]) -> None:
        try:
            self.main.shop.cards.stamp(self.customer, **asked)
        except Refused as no:
            self.strip.say(sentence(no), "warn", repairs=self._repairs(no, asked))
            return
        except ShopError as error:
            self.strip.say(sentence(error))
            return
        self.strip.hide()
        tell(self.main)

    def _repairs(self, no: Refused, asked: Mapping[str, Any]) -> tuple[Repair, ...]:
        if no.code == "same_card":
            return ((_("Stamp again"), lambda: self._book({**asked, "again": True})),)
        can = no.verdict is not None and no.verdict.can_force
        return ((_("Stamp anyway…"), lambda: self._force(asked)),) if can else ()

    def _force(self, asked: Mapping[str, Any]) -> None:
        place = self.strip.first
        ask_reason(
            self.strip,
            place.mapToGlobal(place.rect().bottomLeft()),
            _("Stamp anyway"),
            STAMPING,
            lambda why, note: self._book({**asked, "force": why, "note": note}),
        )

    def redeem(self, reward_id: int, uses: int = 1) -> None:
        """Give a reward, so often; the toast takes it back."""
        self._try(lambda: self.main.shop.cards.redeem(reward_id, uses=uses))

    def _cancel(self, reward_id: int, why: str, note: str) -> None:
        self._try(lambda: self.main.shop.cards.void(reward_id, why, note))

    def replace_lost(self, lost: str) -> None:
        """Make the number of a lost card dead and give a new one; what stands on the card stays."""
        made: list[str] = []
        self._try(lambda: made.append(self.main.shop.cards.lost(lost)))
        for number in made:
            self.strip.say(
                _("The new card has the number {number}. The old one stamps no more.").format(number=grouped(number)),
                "ok",
                repairs=((_("Print the card"), self.print_card),),
            )
            self.show()

    def print_card(self) -> None:
        """Show the membership card as it would be printed."""
        self.main.perform("cardPrint", "print", (self.customer,))

    # -- the book --------------------------------------------------------------------------------------------------

    def open_book(self, programme_id: int = 0, entry_id: int = 0) -> None:
        """Show what was booked in a programme, that of the card drawn where none is named."""
        found = [one for one in self.views if not programme_id or one.programme.id == programme_id]
        view = found[0] if found else self.main.shop.cards.view(self.customer, programme_id)
        self.show()
        self.book.open(view, entry_id)

    def open_line(self, line: CardLine) -> None:
        """Show the book at a line of the timeline."""
        rounds = {card.id: card.programme_id for card in self.main.shop.ledger.rounds_of(self.customer)}
        self.open_book(rounds.get(line.entry.round_id, 0), line.entry.id)

    def ask(self, line: CardLine, point: QPoint, *, reverse: bool = False) -> None:
        """Show what can be done about a line of the timeline at a point; ``reverse``: to reverse it before all."""
        stands = line.reversed_on is None and not line.entry.reverses
        self.book.ask(Booked(line.entry, "", stands), point, reverse=reverse)

    def _leave_book(self) -> None:
        self.book_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _came(before: CardView | None, now: CardView) -> bool:
    """Whether the newest stamp of a card was not there before."""
    if before is None or before.programme.id != now.programme.id or not now.standing.stamps:
        return False
    return now.standing.stamps[-1] not in before.standing.stamps and len(now.standing.stamps) > 0
