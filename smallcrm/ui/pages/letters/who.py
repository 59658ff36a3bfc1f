"""Who gets one: ticked people with their day, and below who is left out, why, and what mends it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.model import OccasionKind
from smallcrm.domain.piece import LeftOut, PieceKey
from smallcrm.i18n import _, format_date, format_period
from smallcrm.messages import letters as letter_words
from smallcrm.paper.kinds import BIRTHDAY
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.periods import PeriodPanel, kinds_to_choose
from smallcrm.ui.pages.letters.who_list import PostChip, WhoList
from smallcrm.ui.pages.letters.work import Chosen, Gathered
from smallcrm.ui.pages.today_rows import joined, when
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.scrolling import still
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

SHOP_FIELDS = frozenset({"shop_name", "sender_name", "reward_name", "valid_until", "years_text", "phone", "email"})
"""Fields of a text that the shop fills, not the customer."""

TOO_LONG = frozenset({"text_too_long", "note_too_long"})
"""Reasons that are mended where a letter is typed."""
BY_CHOICE = frozenset(
    {
        "already_printed",
        "card_not_wanted",
        "greeted",
        "complaint_open",
        "on_record_twice",
        "other_record_deceased",
        "other_record_no_mail",
        "partner_likely_deceased",
        "wedding_likely_ended",
    }
)
"""Reasons that a person at the counter may set aside for once."""


def chosen_row(one: Chosen, today: date, *, named: bool = False) -> Row:
    """Give the row of somebody who gets one; ``named`` says for which occasion, birthdays too."""
    candidate = one.candidate
    if candidate is None:
        return Row(one.piece.name, _where(one), key=one.piece.customer_id, check=True, data=one)
    occasion = candidate.occasion
    line = joined(
        messages.occasion(occasion.kind, occasion.label) if named or occasion.kind != BIRTHDAY else "",
        when(candidate.day, today),
        messages.turns(occasion.kind, candidate.turns, past=candidate.day < today),
    )
    if candidate.late:
        chip = PostChip(_("By hand"), "warn", "hand-helping", _("Too late by post"), brief=("hand-helping", ""))
    elif candidate.post_by <= today:
        chip = PostChip(_("Post today"), brief=("mailbox", _near(today, today)))
    else:
        day = _near(candidate.post_by, today)
        chip = PostChip(_("Post by {day}").format(day=day), brief=("mailbox", day))
    home = household_words(one)
    icon = "house" if home else ""
    return Row(
        one.piece.name, line, key=one.piece.customer_id, chip=chip, check=True, data=one, side_full=home, side_icon=icon
    )


def _several_kinds(people: Sequence[Chosen]) -> bool:
    """Whether somebody of these gets a card for another day than a birthday."""
    return any(one.candidate is not None and one.candidate.occasion.kind != BIRTHDAY for one in people)


def _day_words(card: PieceKey) -> str:
    """Say for which kind of day a card of an earlier run was, where it was no birthday's."""
    _customer, kind, _which, _year = card
    return messages.occasion(kind, "") if kind in list(OccasionKind) and kind != BIRTHDAY else ""


def household_words(one: Chosen) -> str:
    """Say who at the same address gets a card too, or got one these days; empty where nobody does."""
    mate = one.candidate.household if one.candidate else None
    if mate is None:
        return ""
    words = _("{name} at the same address got one too.") if mate.had else _("{name} at the same address gets one too.")
    return words.format(name=mate.name)


def _foot_words(row: Row) -> str:
    """Say who of the household of the one marked gets a card too, else that prints are kept."""
    hint = household_words(row.data) if isinstance(row.data, Chosen) else ""
    return hint or _("Each print is kept in the customer’s history.")


def _where(one: Chosen) -> str:
    """Give the address, or that it is handed over."""
    return ", ".join(one.piece.address[1:]) or _("No address: hand it over")


def _near(day: date, today: date) -> str:
    return format_date(day, "weekday_short") if (day - today).days < 7 else format_period(day, day)


def left_out_row(one: LeftOut) -> Row:
    """Give the row of somebody who gets none, with the repair as a link."""
    return Row(
        one.name,
        messages.reason(one.reason),
        key=one.customer_id,
        check=False,
        enabled=False,
        button=repair(one),
        data=one,
    )


def repair(one: LeftOut) -> str:
    """Give the word of what mends it; empty where nothing is to be mended."""
    code = one.reason.code
    if code in {"no_address", "address_incomplete", "address_too_long", "no_occasion", "partner_missing"}:
        return _("Complete")
    if code in TOO_LONG and not one.occasion_id:
        return _("Shorten it")
    if code == "missing_field":
        return _("Fill it in")
    if code in BY_CHOICE:
        return _("Add")
    return "" if code in {"no_mail", "deceased", "in_bin"} else _("Open")


def _call_cards(kinds: QComboBox, shop: Shop) -> None:
    """Call the cards of the shop what they are: it may send some for other days than birthdays now."""
    special = layouts.letter_of(shop, BIRTHDAY) == layouts.SPECIAL
    kinds.setItemText(kinds.findData(BIRTHDAY), layouts.special_words() if special else letter_words.kind(BIRTHDAY))


class CardKeys(dict[int, PieceKey]):
    """Which card a row with a tick is, by the key of the row: somebody may have two in one list."""

    def key(self, card: PieceKey) -> int:
        """Give a row its key: that of the customer; of their further cards one of its own."""
        key = card[0] if card[0] not in self else -len(self)
        self[key] = card
        return key

    def rows(
        self, names: Mapping[PieceKey, str], ticked: frozenset[PieceKey], known: Sequence[Chosen], today: date
    ) -> list[Row]:
        """Give the rows of a run; of those whose pieces are not known any more the name and the kind of day."""
        chosen, named = {one.piece.key: one for one in known}, _several_kinds(known)
        rows = []
        for card, name in names.items():
            row = Row(name, _day_words(card), check=True)
            if card in chosen:
                row = replace(chosen_row(chosen[card], today, named=named), chip=None)
            rows.append(replace(row, key=self.key(card), check=card in ticked))
        return rows


class WhoPane(QWidget):
    """The left pane: ``shown(row data)``, ``ticked``, ``mended(LeftOut)``, ``period(Selection, words)``."""

    shown = Signal(object)
    ticked = Signal()
    mended = Signal(object)
    period = Signal(object, str)
    kind = Signal(str)

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._panel: PeriodPanel | None = None
        self._cards = CardKeys()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._kinds())
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(2), px(6), px(2))
        row.setSpacing(px(8))
        row.addWidget(PlainLabel(_("Who"), "strong"))
        self.words = PlainLabel("", "body", "muted")
        row.addWidget(self.words, 1)
        self.change = button(_("Change"), "link", size="small", name="changePeriod", clicked=self.choose)
        row.addWidget(self.change)
        column.addLayout(row)
        self.list = WhoList("whoList", _("Who gets one"))
        self.list.acted.connect(self._act)
        self.list.current.connect(lambda row: self.shown.emit(row.data) if not row.group else None)
        column.addWidget(self.list, 1)
        self._line, self.foot = Hairline(), Paragraph("", "caption", "muted")
        self.foot.setText(_foot_words(Row("")))
        self.list.current.connect(lambda row: self.foot.setText(_foot_words(row)))
        self.foot.setContentsMargins(px(16), px(8), px(8), px(8))
        column.addWidget(self._line)
        column.addWidget(self.foot)

    def show_people(self, gathered: Gathered, unticked: frozenset[PieceKey] = frozenset()) -> None:
        """Show everybody; ``unticked`` are the cards whose tick was taken away before."""
        _call_cards(self.kinds, self._shop)
        today = self._shop.today
        named = _several_kinds(gathered.people)
        self._cards.clear()
        rows = []
        for one in gathered.people:
            card = one.piece.key
            row = chosen_row(one, today, named=named)
            rows.append(replace(row, key=self._cards.key(card), check=card not in unticked))
        left = [left_out_row(one) for one in gathered.left_out]
        head = [Row(_("To print"), count=str(len(rows)), group=True)] if rows else []
        tail = [Row(_("Left out"), count=str(len(left)), group=True), *left] if left else []
        self._show([*head, *rows, *tail])

    def show_run(self, names: Mapping[PieceKey, str], came: frozenset[PieceKey], known: Sequence[Chosen] = ()) -> None:
        """Show the cards of a run, whoever is left out by now too; ``came`` are those with a tick at first."""
        self._cards.clear()
        rows = self._cards.rows(names, came, known, self._shop.today)
        self._show([Row(_("Printed"), count=str(len(rows)), group=True), *rows])

    def show_printed(self, names: Mapping[PieceKey, str], came: Sequence[PieceKey], known: Sequence[Chosen]) -> None:
        """Show a run after its answer: nobody who has a card keeps the tick, whose card is lost has it."""
        self._cards.clear()
        lost = {key: name for key, name in names.items() if key not in came}
        rows = self._cards.rows(lost, frozenset(lost), known, self._shop.today)
        head = [Row(_("To print"), count=str(len(rows)), group=True), *rows] if rows else []
        done = self._cards.rows({key: names[key] for key in came}, frozenset(), known, self._shop.today)
        self._show([*head, Row(_("Printed"), count=str(len(done)), group=True), *done])

    def _show(self, rows: Sequence[Row]) -> None:
        self.list.rows.set_rows(rows)
        if len(rows) > 1 and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.rows.index(1, 0))

    def _rows(self) -> list[Row]:
        rows = [self.list.rows.row(n) for n in range(self.list.rows.rowCount())]
        return [r for r in rows if r.check is not None and not isinstance(r.data, LeftOut)]

    def ticked_people(self) -> tuple[Chosen, ...]:
        """Give those with a tick, in order."""
        return tuple(r.data for r in self._rows() if r.check and isinstance(r.data, Chosen))

    def cards(self, *, ticked: bool) -> frozenset[PieceKey]:
        """Give the cards with or without a tick; not of those left out."""
        return frozenset(self._cards[r.key] for r in self._rows() if r.check is ticked)

    def ids(self, *, ticked: bool) -> frozenset[int]:
        """Give the customers with or without a tick; not those left out."""
        return frozenset(customer for customer, *_which in self.cards(ticked=ticked))

    def current(self) -> Chosen | None:
        """Give the person marked in the list."""
        row = self.list.current_row()
        return row.data if row is not None and isinstance(row.data, Chosen) else None

    def step(self, by: int) -> None:
        """Mark the next or previous person."""
        number = self.list.currentIndex().row() + by
        while 0 <= number < self.list.rows.rowCount():
            if isinstance(self.list.rows.row(number).data, Chosen):
                self.list.setCurrentIndex(self.list.rows.index(number, 0))
                return
            number += by  # headings

    def _act(self, row: Row, zone: str) -> None:
        if isinstance(row.data, LeftOut):
            if row.button and zone in {"button", "open", "check"}:  # Space too
                self.mended.emit(row.data)
            return
        if zone == "check" or (zone == "button" and row.check is not None):
            self.tick(row.key, on=not row.check)

    def tick(self, key: int, *, on: bool) -> None:
        """Give somebody a tick or take it away."""
        for number in range(self.list.rows.rowCount()):
            row = self.list.rows.row(number)
            if row.key == key and row.check is not None and not row.group and not isinstance(row.data, LeftOut):
                self.list.rows.replace(number, replace(row, check=on))
        self.ticked.emit()

    def _kinds(self) -> QWidget:
        """Make the choice of what is written."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(px(12), px(10), px(12), px(6))
        self.kinds = QComboBox()
        self.kinds.setObjectName("letterKind")
        self.kinds.setAccessibleName(_("Which letter"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for code, words in letter_words.KINDS.items():
            self.kinds.addItem(words(), code)
        still(self.kinds)
        self.kinds.activated.connect(lambda number: self.kind.emit(self.kinds.itemData(number)))
        row.addWidget(self.kinds)
        return holder

    def show_kind(self, kind: str) -> None:
        """Show which letter is written."""
        _call_cards(self.kinds, self._shop)
        self.kinds.setCurrentIndex(max(0, self.kinds.findData(kind)))
        self.kinds.setToolTip(self.kinds.currentText())
        self.change.setText(_("Change") if kind == BIRTHDAY else _("Choose"))
        self.forget()

    def forget(self) -> None:
        """Show nobody until others are gathered: those of before are not who was chosen now."""
        self.list.rows.set_rows(())

    def choose(self) -> None:
        """Open the panel of days and people; of a letter that has no day only people."""
        if self._panel is not None and self._panel.offered != kinds_to_choose(self._shop):
            self._panel.deleteLater()
            self._panel = None
        if self._panel is None:
            self._panel = PeriodPanel(self, self._shop)
            self._panel.chosen.connect(self.period)
        self._panel.show_days(shown=self.kinds.currentData() == BIRTHDAY)
        self._panel.open_below(self.change)

    def show_days(self, gathered: Gathered | None, words: str) -> None:
        """Say whose cards these are: in words, else from which day to which."""
        days = sorted(one.candidate.day for one in gathered.people if one.candidate) if gathered else []
        self.words.setText(words or (format_period(days[0], days[-1]) if days else ""))

    def fit(self, width: int) -> None:
        """Take a width, px at 100 %; 0: all there is, above the preview."""
        if width:
            self.setFixedWidth(px(width))
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(16_777_215)
        self.setMinimumHeight(px(236))

    def set_low(self, *, low: bool) -> None:
        """Leave the foot out where there is little height."""
        self._line.setVisible(not low)
        self.foot.setVisible(not low)
