"""What stands on the page first: where a scan is answered, the programmes with their figures, the last scans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smallcrm.domain.loyalty_terms import Programme, ProgrammeState
from smallcrm.i18n import _, format_date, format_money, format_number, ngettext
from smallcrm.store.loyalty.report import Report
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.pages.cards import words
from smallcrm.ui.pages.cards.tiles import Figure, Tiles, tiled
from smallcrm.ui.pages.page import emptied
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card, Hairline
from smallcrm.ui.widgets.card_face import Face, blank_face
from smallcrm.ui.widgets.chips import ChipLabel
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.punch_card import HEIGHT, WIDTH, paint_card
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

ANSWER = 158
"""Height of the place where a scan is answered, px at 100 %."""
_SIDE = 336
_BESIDE, _WIDE = 760, 1000
"""Widths of the page, px at 100 %: from the one the last scans stand beside the programmes, from the other above."""
_THUMB = 168


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted beside the window: a report for each programme, and what is owed over all."""

    reports: dict[int, Report]
    owed: tuple[int, int]
    """Rewards that wait in all, and what they are worth in cents."""


class Thumb(QWidget):
    """A small picture of a card: it decorates the words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self._face: Face | None = None
        self.setFixedSize(QSize(px(_THUMB), px(_THUMB * HEIGHT / WIDTH)))

    def show_face(self, face: Face) -> None:
        """Show a card."""
        self._face = face
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._face is not None:
            paint_card(QPainter(self), self._face, self.width(), brief=True)


class ProgrammeTile(Card):
    """One programme: card, promise, how many use it; ``opened``, and ``people(which, caption)`` of a figure."""

    opened, people = Signal(), Signal(str, str)

    def __init__(self, programme: Programme, today: date) -> None:
        super().__init__()
        self.programme = programme
        self.pad(16, 16, 16, 6)
        self.body.setSpacing(px(12))
        self.setAccessibleName(programme.name)
        self.thumb, self.cards, self.waiting = Thumb(), Figure("cardsInUse"), Figure("rewardsWaiting")
        self._told, self._mark = Paragraph("", "caption", "muted"), IconMark("info", "muted")
        self.thumb.show_face(blank_face(programme, programme.name, programme.terms.goal))
        self.open_button = button(_("Open"), "link", size="small", name="openProgramme", clicked=self.opened.emit)
        self.open_button.setAccessibleName(_("Open {name}").format(name=programme.name))
        self.body.addLayout(self._head(today))
        self.body.addWidget(flowing(self.cards, self.waiting, gap=20))
        self.body.addStretch(1)
        self.body.addWidget(Hairline())
        foot = QHBoxLayout()
        foot.setSpacing(px(6))
        foot.addWidget(self._mark)
        foot.addWidget(self._told, 1)
        foot.addWidget(self.open_button)
        self.body.addLayout(foot)
        self.cards.clicked.connect(lambda: self.people.emit("cards", self.cards.caption))
        self.waiting.clicked.connect(lambda: self.people.emit("ready", self.waiting.caption))
        self.show_counts(None)

    def _head(self, today: date) -> QHBoxLayout:
        row, said = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(px(14))
        said.setSpacing(px(4))
        row.addWidget(self.thumb, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(Paragraph(self.programme.name, "strong"))
        for told in words.rule(self.programme.terms):
            said.addWidget(Paragraph(told, "body", "muted"))
        chip = ChipLabel(words.state_chip(self.programme, today))
        said.addWidget(chip, 0, Qt.AlignmentFlag.AlignLeft)
        said.addStretch(1)
        row.addLayout(said, 1)
        return row

    def show_counts(self, report: Report | None) -> None:
        """Show the figures; None while they are counted."""
        cards, waiting = (report.cards, report.owed) if report else (0, 0)
        # Translators: below a number
        self.cards.show_figure(cards if report else "…", ngettext("card in use", "cards in use", cards))
        self.waiting.show_figure(waiting if report else "…", ngettext("reward waiting", "rewards waiting", waiting))
        self._say(report.older_terms if report else 0, waiting)

    def _say(self, older: int, waiting: int) -> None:
        """The one thing worth knowing: that it ends, that some keep older terms, else how long stamps are good."""
        one, icon = self.programme, "check"
        told = words.lasting(one.terms.expiry)
        if one.state is ProgrammeState.ENDED and one.redeem_until is not None:
            icon = "calendar-x"
            day = format_date(one.redeem_until)
            told = _("Rewards can be collected through {date}").format(date=day)
            if waiting:
                both = ngettext(
                    "{n} reward can be collected through {date}", "{n} rewards can be collected through {date}", waiting
                )
                told = both.format(n=format_number(waiting), date=day)
        elif older:
            icon = "history"
            told = ngettext("{n} card keeps the older terms", "{n} cards keep the older terms", older)
            told = told.format(n=format_number(older))
        self._mark.set_icon(icon, "muted")
        self._told.setText(told)


class AnswerPlace(Card):
    """Where scans are answered on this page; until then it says what a scan does."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.pad(16, 14, 16, 14)
        self.setMinimumHeight(px(ANSWER))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row, said = QHBoxLayout(), QVBoxLayout()
        row.setSpacing(px(14))
        row.addWidget(_Symbol(), 0, Qt.AlignmentFlag.AlignTop)
        said.setSpacing(px(4))
        said.addWidget(Paragraph(_("Scan a card"), "answer"))
        self.told = Paragraph("", "body", "muted")
        self.finding = button(
            _("Find a customer"),
            icon="search",
            badge=native("Ctrl+K"),
            name="findCustomer",
            clicked=window.find_customer,
        )
        said.addWidget(self.told)
        said.addSpacing(px(6))
        said.addWidget(self.finding, 0, Qt.AlignmentFlag.AlignLeft)
        said.addStretch(1)
        row.addLayout(said, 1)
        self.body.addLayout(row)

    def show_programme(self, programme: Programme | None, today: date) -> None:
        """Say which programme a scan stamps."""
        if programme is None:
            self.told.setText(_("No programme is stamped when a card is scanned. Open one to choose it."))
            return
        told = _("A scan stamps {programme}, whatever page is open. Without the card, find the customer by name.")
        if programme.state is ProgrammeState.PAUSED:
            told = _("A scan would stamp {programme}, but it is paused. Open it to go on, or choose another one.")
        elif programme.state is not ProgrammeState.RUNNING and (programme.ends_on or date.min) < today:
            told = _("A scan would stamp {programme}, but it has ended. Open another one to choose it.")
        self.told.setText(told.format(programme=programme.name))


class _Symbol(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(px(44), px(44)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, box = QPainter(self), worn.current(), QRectF(self.rect())
        painting.rounded(painter, box, theme["sunken"], None, box.width() / 2)
        side = px(22)
        mark = QRectF(0, 0, side, side)
        mark.moveCenter(box.center())
        icons.draw(painter, mark, "scan-barcode", theme["muted"])


class Overview(QWidget):
    """Where a scan is answered, the programmes, beside or above them who waits and what was scanned last.

    ``opened(id)``, ``people(programme, which, caption)``. ``later``: what can wait until the end of the page.
    """

    opened, people = Signal(int), Signal(object, str, str)

    def __init__(self, window: MainWindow, scans: QWidget, waiting: Card, later: Card) -> None:
        super().__init__()
        self.answer_place = AnswerPlace(window)
        self.owed = Paragraph("", "body", "muted")
        self._tiles = Tiles()
        self.tiles: list[ProgrammeTile] = []
        self._day = date.min
        self._heading, self._programmes = self._headed(), tiled(self._tiles)
        self._parts: tuple[QWidget, ...] = ()
        self._scans, self._waiting, self._later = scans, waiting, later
        for card in (self.answer_place, waiting):
            card.body.addStretch(1)  # what is left over stands below
        self._shape = ""
        self._left, self._right = QBoxLayout(QBoxLayout.Direction.LeftToRight), QVBoxLayout()
        self._below, columns, column = QVBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for layout in (columns, self._left, self._right, self._below, column):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(px(16))
        columns.addLayout(self._left, 1)
        columns.addLayout(self._right)
        self._right.addStretch(1)
        column.addLayout(columns)
        column.addLayout(self._below)
        column.addStretch(1)
        self.arrange(px(_WIDE))

    def _headed(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(10))
        row.addWidget(PlainLabel(_("Programmes"), "section"))
        row.addWidget(self.owed, 1)
        return holder

    def show_programmes(self, programmes: Sequence[Programme], scanned: Programme | None, today: date) -> None:
        """Show the programmes; their figures come when they are counted."""
        self.answer_place.show_programme(scanned, today)
        if [tile.programme for tile in self.tiles] == list(programmes) and self._day == today:
            return  # only figures may be others: those of before stay until they are counted
        self._day = today
        held = next((tile.programme.id for tile in self.tiles if tile.isAncestorOf(self.focusWidget() or self)), 0)
        emptied(self._tiles)
        self.tiles = [ProgrammeTile(programme, today) for programme in programmes]
        for tile in self.tiles:
            number = tile.programme.id
            tile.opened.connect(lambda number=number: self.opened.emit(number))
            tile.people.connect(partial(self.people.emit, tile.programme))
            self._tiles.addWidget(tile)
            tile.show()
            if number == held:
                tile.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._in_turn()

    def count(self, counted: Counted) -> None:
        """Show what was counted."""
        for tile in self.tiles:
            tile.show_counts(counted.reports.get(tile.programme.id))
        count, cents = counted.owed
        told = ngettext("{n} reward waiting to be collected", "{n} rewards waiting to be collected", count)
        words_ = told.format(n=format_number(count)) if count else ""
        if count and cents:
            both = ngettext(
                "{n} reward waiting to be collected, worth about {amount}",
                "{n} rewards waiting to be collected, worth about {amount}",
                count,
            )
            words_ = both.format(n=format_number(count), amount=format_money(cents, brief=True))
        self.owed.setText(words_)

    def arrange(self, width: int) -> None:
        """Stand in a page of a width, px, so that a programme is seen without scrolling."""
        shape = "wide" if width >= px(_WIDE) else "beside" if width >= px(_BESIDE) else "narrow"
        if shape == self._shape:
            return
        self._shape = shape
        answer, scans, waiting, later = self.answer_place, self._scans, self._waiting, self._later
        shapes: dict[str, tuple[list[QWidget], list[QWidget], list[QWidget]]] = {
            "wide": ([answer, waiting], [scans], [self._heading, self._programmes, later]),
            "beside": ([answer, self._heading, self._programmes], [scans, waiting, later], []),
            "narrow": ([answer, self._heading, self._programmes], [], [waiting, scans, later]),
        }
        left, right, below = shapes[shape]
        for layout in (self._left, self._right, self._below):
            for widget in (*left, *right, *below):
                layout.removeWidget(widget)
        way = QBoxLayout.Direction
        self._left.setDirection(way.LeftToRight if shape == "wide" else way.TopToBottom)
        for widget in left:
            self._left.addWidget(widget, int(shape == "wide" or widget is self._programmes))
        for place, widget in enumerate(right):
            self._right.insertWidget(place, widget)
        for widget in below:
            self._below.addWidget(widget)
        for widget in (scans, waiting, later):
            widget.setMaximumWidth(px(_SIDE) if widget in right else 1 << 20)
            widget.setMinimumWidth(px(_SIDE) if widget in right else 0)
        self._parts = (*left, *right, *below)
        self._in_turn()

    def _in_turn(self) -> None:
        """Let Tab go from part to part as they stand."""
        found = [one for part in self._parts for one in part.findChildren(QWidget) if _takes_keys(one)]
        for one, following in pairwise(found):
            QWidget.setTabOrder(one, following)


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
