"""The page of one customer: name, alert, facts, composer and timeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.domain.letter_request import LetterRequest
from smallcrm.domain.model import Customer, Entry
from smallcrm.i18n import _
from smallcrm.ui.pages.customers.cards import CardsPart
from smallcrm.ui.pages.customers.composer import Composer
from smallcrm.ui.pages.customers.fact import FactEditor
from smallcrm.ui.pages.customers.fact_list import Setting
from smallcrm.ui.pages.customers.facts import Facts, put_below
from smallcrm.ui.pages.customers.gifts import Gifts
from smallcrm.ui.pages.customers.header import Header, breakable, sums
from smallcrm.ui.pages.customers.past import Past
from smallcrm.ui.pages.customers.person_menu import show_menu
from smallcrm.ui.pages.customers.photo import read_photo
from smallcrm.ui.pages.customers.todo import ToDo, show_complaint
from smallcrm.ui.pages.customers.trying import attempted
from smallcrm.ui.pages.page import later, scrolling, tell
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop
    from smallcrm.ui.window import MainWindow

TWO_COLUMNS_FROM = 760
"""Width of the page from which facts and timeline stand side by side."""


class PersonPage(QWidget):
    """Shows one customer; everything on it is saved at once."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main, self.shop = window, window.shop
        self.setObjectName("customerPage")
        self.setAccessibleName(_("Customer"))
        self.customer = Customer()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self._head())
        self._inner = QWidget()
        self._inside = QVBoxLayout(self._inner)
        self._inside.setSpacing(px(14))
        self._parts(window)
        right = self._right = QVBoxLayout()
        right.setSpacing(px(10))
        for part in (self.composer, self.to_do, self.past):
            right.addWidget(part)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(24))
        left = self._left = QVBoxLayout()
        left.setSpacing(px(16))
        left.addWidget(self.cards)
        left.addWidget(self.facts)
        left.addStretch(1)
        self._columns.addLayout(left)
        self._columns.addLayout(right, 1)
        self._inside.addLayout(self._columns)
        self._inside.addStretch(1)
        self.area = scrolling(self._inner)
        column.addWidget(self.area, 1)
        self._side = px(24)
        self.area.verticalScrollBar().rangeChanged.connect(self._leave_room)
        bar = self.area.verticalScrollBar()
        bar.valueChanged.connect(lambda: self.past.scrolled(bar, self.area.viewport().height()))

    def _parts(self, window: MainWindow) -> None:
        self.facts, self.composer, self.past = Facts(window, self.trouble), Composer(window), Past(window)
        self.timeline, self.kinds, self.older = self.past.timeline, self.past.kinds, self.past.older
        self.nothing, self.load_timeline = self.past.nothing, self.past.load
        self.gifts, self.to_do = Gifts(window, self.attempt), ToDo(window, self.attempt)
        self.cards = CardsPart(window, self.attempt)
        self.cards.left.connect(self.begin)
        for stamp in (self.header.stamp_button, self.header.stamp_here):
            stamp.clicked.connect(lambda _on=False: self.cards.stamp())
        put_below(self.facts, self.gifts)
        for part in (self.facts, self.gifts):
            part.begun.connect(lambda editor: later(window, lambda: self._show_editor(editor)))
        self.to_do.call_wanted.connect(lambda number: self.write("call", number))
        self.timeline.edit_wanted.connect(self._edit)
        self.timeline.remove_wanted.connect(lambda entry: self.attempt(lambda: self.shop.timeline.remove(entry.id)))
        self.timeline.moved.connect(lambda place: self._show_line(self.timeline, place))
        self.cards.book.moved.connect(lambda place: self._show_line(self.cards.book.list, place))
        self.timeline.card_wanted.connect(self.cards.open_line)
        self.timeline.menu_wanted.connect(lambda line: self.cards.ask(line, self.timeline.point()))
        self.timeline.reverse_wanted.connect(lambda line: self.cards.ask(line, self.timeline.point(), reverse=True))

    def _head(self) -> Header:
        head = self.header = Header()
        self.avatar, self.name, self.trouble = head.avatar, head.name, head.trouble
        self.note_button, self.alert = head.note_button, head.alert
        head.avatar.dropped.connect(self.keep_photo)
        head.more.clicked.connect(lambda: show_menu(self, head.more))
        head.visit_button.clicked.connect(self.log_visit)
        head.note_button.clicked.connect(lambda: self.write("note"))
        head.complaint_button.clicked.connect(lambda: self.write("complaint"))
        head.call_button.clicked.connect(lambda: self.write("call"))
        return head

    def begin(self) -> None:
        """Give the focus to the first action; in a low window without one to the menu that has them."""
        self.header.begins_at.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self, kind: str, follow_up: int = 0) -> None:
        """Put the cursor into the composer to write down something of a kind, with its button in sight."""
        self.composer.begin(kind, follow_up)
        _settle(self._inside, self._inner.layout())
        self.area.ensureWidgetVisible(self.composer, 0, px(4))
        for part in (self.composer.save_button, self.composer.text):  # of what is higher than the page, the words
            self.area.ensureWidgetVisible(part, 0, px(8))

    def write_letter(self) -> None:
        """Open Letters with this customer; which letter it is, is asked there."""
        self.main.perform("letters", "write", LetterRequest("", (self.customer.id,)))

    def log_visit(self) -> None:
        """Log a visit of now; the toast takes it back."""
        self.attempt(lambda: self.shop.visits.visit(self.customer.id))

    def _show_editor(self, editor: FactEditor) -> None:
        """Bring an editor with its buttons into sight; where it is higher than the page, its field."""
        if isValid(editor) and editor.isVisible():
            _settle(self._inside, self._inner.layout())
            self.area.ensureWidgetVisible(editor.save_button, 0, px(16))
            field = self.focusWidget()
            if field is not None and editor.isAncestorOf(field):
                self.area.ensureWidgetVisible(field, 0, px(16))

    def fill(self, kind: str) -> None:
        """Open the editor of the first ``address`` that is not complete, of ``touch``, or of the birthday."""
        self.facts.fill(kind)

    # -- reading ---------------------------------------------------------------------------------------------------

    def show_customer(self, customer: Customer) -> None:
        """Show a customer as just read from the shop."""
        if customer.id != self.customer.id:
            self.trouble.hide()
            self.area.verticalScrollBar().setValue(0)
        self.customer = customer
        figures, settings = self.shop.visits.figures(customer.id), self.shop.settings.read()
        self.header.show_customer(customer, figures, self.shop.today)
        self._show_alert()
        staff = tuple((one.id, one.name) for one in self.shop.staff.all() if one.active or one.id == customer.assistant)
        hello = greeting(self.shop, customer)
        touch = self.shop.touch.of(customer)
        kinds, names = self.shop.occasion_kinds.all(), self.shop.name_days.candidates(customer)
        setting = Setting(settings, self.shop.today, hello, sums(figures), staff, touch, kinds, names)
        self.facts.show_customer(customer, setting)
        self.cards.show_customer(customer.id)
        rests = customer.deceased or self.shop.customers.binned(customer.id)
        stamps, card = self.cards.can_stamp and not rests, self.cards.card.accessibleName()
        self.header.offer_stamp(offered=stamps, card=card)
        self.gifts.show_customer(customer)
        self.composer.show_customer(customer.id, customer.assistant)
        live = [one for one in self.shop.follow_ups.of(customer.id) if one.live]
        if touch.over:
            live = [one for one in live if one.kind != FollowUpKind.STAY_IN_TOUCH]
        self.to_do.show_all(live)
        show_complaint(self.header.complaint, self.to_do, live, customer.id)
        self.past.show_customer(customer.id)

    def _show_alert(self) -> None:
        if self.shop.customers.binned(self.customer.id):
            words = _("In the bin. What is to be done for them rests.")
            self.alert.say(words, "info", repairs=((_("Bring back"), self.bring_back),))
        elif self.customer.alert:
            self.alert.say(breakable(self.customer.alert), "warn")
        else:
            self.alert.hide()

    def _show_line(self, part: QWidget, place: QRect) -> None:
        middle = part.mapTo(self._inner, place.center())
        self.area.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + px(12))

    # -- doing -----------------------------------------------------------------------------------------------------

    def attempt(self, work: Callable[[], object]) -> None:
        """Do something to the shop and tell what was done, or why it could not be."""
        if attempted(self.trouble, work):
            tell(self.main)

    def bring_back(self) -> None:
        self.attempt(lambda: self.shop.customers.unbin(self.customer.id))

    def bin(self) -> None:
        """Put the customer into the bin; the toast takes it back."""
        self.attempt(lambda: self.shop.customers.bin(self.customer.id))

    def keep_photo(self, file: Path | None) -> None:
        """Keep the picture of a file as the customer's photo; None takes the photo away."""

        def keep() -> None:
            data = read_photo(file) if file is not None else b""
            kept = replace(self.customer, photo=data, photo_type="image/jpeg" if data else "")
            self.shop.customers.save(kept)

        self.attempt(keep)

    def _edit(self, entry: Entry) -> None:
        """Change an entry in the composer, which comes into sight."""
        self.composer.edit(entry)
        self.area.ensureWidgetVisible(self.composer, 0, px(16))

    def _place_parts(self, *, above: bool) -> None:
        """In one column card, what is written and what is to be done stand above the facts: they are wanted more."""
        if (self._inside.indexOf(self.cards) >= 0) == above:
            return
        home = self._inside if above else self._right
        (home if above else self._left).insertWidget(0, self.cards)
        for place, part in enumerate((self.composer, self.to_do), start=int(above)):
            home.insertWidget(place, part)

    def _leave_room(self) -> None:
        """Let what scrolls end where the header ends, whether there is a scroll bar or not."""
        bar = self.area.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self._inside.setContentsMargins(self._side, 0, max(px(4), self._side - taken), px(16))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side_by_side = self.width() >= px(TWO_COLUMNS_FROM)
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if side_by_side else QBoxLayout.Direction.TopToBottom
        )
        self.facts.setFixedWidth(px(320)) if side_by_side else self.facts.setMaximumWidth(16_777_215)
        if not side_by_side:
            self.facts.setMinimumWidth(px(200))
        self._place_parts(above=not side_by_side)
        low = self.window().height() < px(560)
        side = px(24 if side_by_side else 16)
        self.cards.fit(px(320) if side_by_side else self.width() - 2 * side, beside=not side_by_side)
        self._side = side
        self._leave_room()
        self.header.fit(side, low=low)
        self.composer.fit(low=low)
        _settle(self._inside, self._inner.layout())


def _settle(*layouts: QLayout | None) -> None:
    """Lay out what has just changed, before something is brought into sight."""
    for layout in layouts:
        if layout is not None:
            layout.activate()


def greeting(shop: Shop, customer: Customer) -> str:
    """Give how a letter to somebody opens; empty where nobody knows yet."""
    from smallcrm.domain.reason import Reason
    from smallcrm.domain.wording import compose, language_of
    from smallcrm.paper.texts import texts

    settings = shop.settings.read()
    words = texts(language_of(customer, settings))
    made = compose(customer, settings, "birthday", shop.today, words, paper="letter")
    return "" if isinstance(made, Reason) else made.salutation
