"""The head of a customer's page: photo, name, what is known at a glance, the first actions; it never scrolls."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from smallcrm.domain.model import Customer
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date, format_money, ngettext, pgettext
from smallcrm.messages.rules import every
from smallcrm.store.visits import VisitFigures
from smallcrm.ui import worn
from smallcrm.ui.pages.customers import kinds_to_write
from smallcrm.ui.pages.customers.photo import Avatar
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import IconButton, button, set_badge
from smallcrm.ui.widgets.chips import Chip, chip_size, draw_chip
from smallcrm.ui.widgets.plain import PlainLabel, plain_tip
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.when import day_words
from smallcrm.ui.worn import px

ACTIONS = (("stamp", "F8"), ("visit", "F7"), ("note", "F5"), ("complaint", "F9"), ("call", ""))
"""The actions in order: kind and keys. The first one that is offered is the primary one."""


def looks() -> dict[str, tuple[str, str]]:
    """Give word and icon of each action."""
    written = {kind: (word, mark) for kind, (word, mark, _tint) in kinds_to_write.looks().items()}
    # Translators: a button: puts a stamp on the customer's card (fi: Leimaa kortti)
    return {"stamp": (pgettext("button", "Stamp"), "stamp"), **written}


class ChipRow(QWidget):
    """As many chips as fit in a line, then how many more there are; the tooltip has them all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: tuple[Chip, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these chips, the most important first."""
        self.chips = tuple(chips)
        words = ", ".join(chip.full or chip.text for chip in chips)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(40), px(22))

    def seen(self) -> list[Chip]:
        """Give the chips there is room for; where some are left out, the last tells how many."""
        gap, room = px(6), self.width()
        for number in range(len(self.chips), 0, -1):
            left = len(self.chips) - number
            shown = [*self.chips[:number], *([Chip(f"+{left}")] if left else [])]
            if sum(chip_size(chip).width() for chip in shown) + gap * (len(shown) - 1) <= room:
                return shown
        return []

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, x = QPainter(self), 0
        for chip in self.seen():
            size = chip_size(chip)
            draw_chip(painter, QRectF(x, (self.height() - size.height()) / 2, size.width(), size.height()), chip)
            x += size.width() + px(6)


class PartLine(PlainLabel):
    """Parts in one line; where there is no room for all, the last ones are left out whole, and the tooltip has them."""

    _parts: tuple[str, ...] = ()

    def show_parts(self, parts: Sequence[str]) -> None:
        """Show these, the most important first."""
        self._parts = tuple(parts)
        self.setText(beside(*parts))

    def seen(self) -> str:
        for number in range(len(self._parts), 1, -1):
            line = beside(*self._parts[:number])
            if self.fontMetrics().horizontalAdvance(line) <= self.width():
                return line
        return self._parts[0] if self._parts else ""


class Header(QWidget):
    """Photo, name, chips, one line; below them the actions and a strip for what went wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("customerHeader")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(px(12))
        self._side = px(24)
        self.avatar, self.name, self.line = Avatar(), PlainLabel("", "name"), PartLine("", "body", "muted")
        self.chips, self.more = ChipRow(), IconButton("ellipsis", _("More choices"))
        self.trouble = Strip()
        self._column.addLayout(self._upper())
        self.acts: dict[str, QPushButton] = {}
        self._stamps = self._low = False
        self.action_row = self._actions()
        self._column.addWidget(self.action_row)
        self._column.addWidget(self.trouble)
        self.alert, self.complaint = Strip(closable=False), Strip(closable=False)
        for strip in (self.alert, self.complaint):
            strip.setContentsMargins(0, 0, px(7), 0)
            self._column.addWidget(strip)

    def _upper(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self.avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        names = QHBoxLayout()
        names.setSpacing(px(10))
        names.addWidget(self.name)
        names.addWidget(self.chips, 1)
        words.addStretch(1)
        words.addLayout(names)
        words.addWidget(self.line)
        words.addStretch(1)
        row.addLayout(words, 1)
        word, mark = looks()["stamp"]
        self.stamp_here = button(word, "primary", icon=mark, name="stampHere")
        self.stamp_here.hide()
        row.addWidget(self.stamp_here)
        row.addWidget(self.more)
        return row

    def _actions(self) -> QWidget:
        holder = QWidget()
        row = self._buttons = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        words = looks()
        for kind, keys in ACTIONS:
            word, mark = words[kind]
            one = button(word, icon=mark, badge=native(keys), size="counter", name=f"{kind}Button")
            one.setToolTip(plain_tip(beside(word, native(keys))) if keys else "")
            self.acts[kind] = one
            row.addWidget(one)
        self.stamp_button = self.acts["stamp"]
        self.visit_button, self.note_button = self.acts["visit"], self.acts["note"]
        self.complaint_button, self.call_button = self.acts["complaint"], self.acts["call"]
        row.addStretch(1)
        holder.setMinimumWidth(px(120))  # what there is no room for goes into the menu
        self._dress_actions()
        return holder

    def offer_stamp(self, *, offered: bool, card: str) -> None:
        """Say whether a card can be stamped here; where it cannot, logging a visit is the first action.

        ``card`` is how it stands, in words: a screen reader says it with the button.
        """
        for one in (self.stamp_button, self.stamp_here):
            one.setAccessibleDescription(card)
        if offered != self._stamps:
            self._stamps = offered
            self._dress_actions()
            self._fit_actions(self.width() - 2 * self._side)

    def _dress_actions(self) -> None:
        for one in self.acts.values():
            look = "primary" if one is self.first else "secondary"
            one.setProperty("look", look)
            one.setFont(worn.font("strong" if look == "primary" else "body"))
            one.setIcon(one.icon())  # Qt keeps a button's size until its icon or text is set
        self.stamp_button.setVisible(self._stamps)
        self._place_stamp()

    def _place_stamp(self) -> None:
        """In a low window, which has no row of actions, the first of them stands beside the name."""
        self.stamp_here.setVisible(self._stamps and self._low)
        self._size_name()

    @property
    def begins_at(self) -> QWidget:
        """What has the keys first: the primary action, wherever it stands; without it the menu."""
        if not self._low:
            return self.first
        return self.stamp_here if self._stamps else self.more

    @property
    def first(self) -> QPushButton:
        """The primary action."""
        return self.acts["stamp" if self._stamps else "visit"]

    def _offered(self) -> list[tuple[str, str]]:
        return [(kind, keys) for kind, keys in ACTIONS if self._stamps or kind != "stamp"]

    def show_customer(self, customer: Customer, figures: VisitFigures, today: date) -> None:
        """Show who it is, and how often they come."""
        self.avatar.show_customer(customer)
        self.name.setText(customer.name)
        self._size_name()
        self.line.show_parts(rhythm(figures, customer, today) or summary(customer))
        self.chips.show_chips(chips_of(customer))

    def fit(self, side: int, *, low: bool) -> None:
        """Take margins of that width, px; in a low window the actions make room for what they are about."""
        self._low = low
        self.action_row.setVisible(not low)
        self._column.setContentsMargins(side, px(14 if low else 20), side, 0)
        self._column.setSpacing(px(8 if low else 12))
        self._side = side
        disc = px(48 if low else 60)
        if self.avatar.width() != disc:
            self.avatar.setFixedSize(QSize(disc, disc))
        self._place_stamp()
        self._fit_actions(self.width() - 2 * side)

    def _fit_actions(self, room: int) -> None:
        """Show the buttons there is room for, the first ones first; without room for the keys on them, those go."""
        offered = self._offered()
        row = [self.acts[kind] for kind, _keys in offered]
        for badges in (True, False):
            for one, (_kind, keys) in zip(row, offered, strict=True):
                set_badge(one, native(keys) if badges and keys else "")
            widths = [one.sizeHint().width() for one in row]
            if sum(widths) + px(8) * (len(row) - 1) <= room:
                break
        taken = 0
        for number, (one, width) in enumerate(zip(row, widths, strict=True)):
            taken += width + (px(8) if number else 0)
            one.setVisible(taken <= room or number == 0)

    def hidden_actions(self) -> list[tuple[str, str]]:
        """Give kind and keys of the actions there is no room for; the menu has them."""
        below = self._offered()[1 if self._low and self._stamps else 0 :]
        return [(kind, keys) for kind, keys in below if self._low or self.acts[kind].isHidden()]

    def _size_name(self) -> None:
        """Write a name that is too long for its size a size smaller."""
        room = self.width() - 2 * self._side - self.avatar.width() - self.more.sizeHint().width() - px(16 + 16 + 10)
        if self._stamps and self._low:
            room -= self.stamp_here.sizeHint().width() + px(16)
        long = QFontMetrics(worn.font("name")).horizontalAdvance(self.name.text()) > room
        self.name.setFont(worn.font("page" if long else "name"))


def breakable(text: str) -> str:
    """Let words that no line could hold break inside."""
    return re.sub(r"\S{24,}", lambda word: "\u200b".join(re.findall(".{1,12}", word[0])), text)


def chips_of(customer: Customer) -> list[Chip]:
    """Give what is to be known at a glance: states first, then tags."""
    states = (
        (customer.deceased, Chip(_("Deceased"), "bad")),
        (customer.archived, Chip(_("Archived"), "neutral", "archive")),
        (customer.no_mail, Chip(_("No mail"), "warn", "mail")),
        (customer.prospect, Chip(_("Not a customer yet"), "info")),
    )
    return [*(chip for on, chip in states if on), *(Chip(tag, "accent") for tag in customer.tags)]


def summary(customer: Customer) -> list[str]:
    """What stands below the name of somebody who was never here."""
    address, phone = customer.postal_address, customer.primary_phone
    since = customer.customer_since
    parts = (
        customer.company if customer.company != customer.name else "",
        phone.raw if phone else "",
        address.city if address else "",
        _("customer since {date}").format(date=format_date(since, "long")) if since else "",
    )
    return [p for p in parts if p]


def rhythm(figures: VisitFigures, customer: Customer, today: date) -> list[str]:
    """When somebody was last here, how often they come, count and sum, since when; empty for one who never was."""
    if figures.last_visit_on is None:
        return []
    usual, week = figures.usual_days, 7
    if usual >= 2 * week:
        usual = round(usual / week) * week
    since = customer.customer_since or figures.first_visit_on
    parts = (
        _("last here {date}").format(date=day_words(figures.last_visit_on, today)),
        _("usually {every}").format(every=every(usual)) if usual else "",
        *_sums(figures),
        _("customer since {year}").format(year=since.year) if since else "",
    )
    return [p for p in parts if p]


def sums(figures: VisitFigures) -> str:
    """How many visits, and what the purchases come to; empty for nothing."""
    return beside(*_sums(figures))


def _sums(figures: VisitFigures) -> list[str]:
    if not figures.visits:
        return []
    visits = ngettext("{n} visit", "{n} visits", figures.visits).format(n=figures.visits)
    return [visits, *([format_money(figures.spent_cents, brief=True)] if figures.spent_cents else [])]
