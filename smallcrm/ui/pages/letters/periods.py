"""Whom to choose from: cards to print now, days, people found; a panel below the link "Change"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import OccasionKind
from smallcrm.i18n import _, format_date, format_period, ngettext
from smallcrm.store.letters import Selection
from smallcrm.store.worklist import birthdays_only, kinds_with_cards
from smallcrm.ui.pages.today_rows import joined
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.scrolling import still
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

MOST = 5
"""People shown while a name is typed."""


def periods(today: date, *, birthdays: bool = True) -> Sequence[tuple[str, Selection]]:
    """Give the selections to choose from, in words: of a shop that sends cards for birthdays alone, or of others."""
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    after = (following + timedelta(days=32)).replace(day=1)
    one = timedelta(days=1)
    days = (
        (monday, monday + timedelta(days=6)),
        (monday + timedelta(days=7), monday + timedelta(days=13)),
        (first, following - one),
        (following, after - one),
    )
    words = (
        (
            _("Birthdays this week"),
            _("Birthdays next week"),
            _("Birthdays this month"),
            _("Birthdays next month"),
        )
        if birthdays
        else (_("Days this week"), _("Days next week"), _("Days this month"), _("Days next month"))
    )
    chosen = [(said, _days(start, end)) for said, (start, end) in zip(words, days, strict=True)]
    return ((_("Cards to print now"), Selection()), *chosen)


def _days(start: date, end: date) -> Selection:
    return Selection(start=start, end=end)


def kinds_to_choose(shop: Shop) -> Sequence[tuple[str, str]]:
    """Give the kinds of days that get cards (code, words), all of them first; nothing where there is one alone.

    The shop's own kinds are one choice.
    """
    kinds = kinds_with_cards(shop)
    if len(kinds) < 2:
        return ()
    own = ", ".join(kind.name for kind in shop.occasion_kinds.all() if kind.card_wanted)
    named = [(kind, own if kind == OccasionKind.OTHER else messages.occasion(kind)) for kind in kinds]
    return (("", _("All days that get cards")), *named)


class PeriodPanel(Popup):
    """The panel; ``chosen(Selection, words)``."""

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget, shop: Shop) -> None:
        super().__init__(parent, "periodPanel", _("Who gets one"))
        self._shop = shop
        self.column.setSpacing(px(4))
        self._days = QWidget()
        self._top = QVBoxLayout(self._days)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.setSpacing(px(4))
        self.column.addWidget(self._days)
        self.offered = kinds_to_choose(shop)
        """The kinds of days that are offered."""
        self.kinds = QComboBox()
        self.kinds.setObjectName("periodKind")
        self.kinds.setAccessibleName(_("For which days"))
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for code, words in self.offered:
            self.kinds.addItem(words, code)
        still(self.kinds)
        self._top.addWidget(self.kinds)
        self.kinds.setVisible(bool(self.offered))  # never before it has its place: it would be a window
        for words, selection in periods(shop.today, birthdays=birthdays_only(shop)):
            choice = button(words, "plain", size="small", clicked=partial(self._take_days, selection, words))
            self._top.addWidget(choice, 0, Qt.AlignmentFlag.AlignLeft)
        self._add_days()
        self._add_people()
        self.setMinimumWidth(px(300))

    def _add_days(self) -> None:
        self._top.addWidget(Hairline())
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.start, self.end = QLineEdit(), QLineEdit()
        today = self._shop.today
        for edit, words, day in ((self.start, _("From"), today), (self.end, _("To"), today + timedelta(days=30))):
            edit.setText(format_date(day, "short"))
            edit.setMinimumWidth(px(96))
            edit.returnPressed.connect(self._between)
            row.addWidget(Field(words, edit), 1)
        show = button(_("Show"), size="", name="showDays", clicked=self._between)
        row.addWidget(show, 0, Qt.AlignmentFlag.AlignBottom)
        self._top.addLayout(row)
        self._top.addWidget(Hairline())

    def show_days(self, *, shown: bool) -> None:
        """Offer days and their cards, or people only, beginning with the field for their names."""
        self._days.setVisible(shown)
        self.search.clear()
        self._look()

    def _add_people(self) -> None:
        self.search = QLineEdit()
        self.search.setObjectName("periodSearch")
        self._search_field = Field(_("Name, town or tag"), self.search)
        self.column.addWidget(self._search_field)
        self.found = RowList("periodFound", _("People found"), grow=True)
        self.found.set_narrow(narrow=True)
        self.found.acted.connect(self._person)
        self.found.hide()
        self.column.addWidget(self.found)
        self.everyone = button("", "link", size="small", clicked=self._all_found)
        self.everyone.hide()
        self.column.addWidget(self.everyone, 0, Qt.AlignmentFlag.AlignLeft)
        self._wait = QTimer(self, singleShot=True, interval=120)
        self._wait.timeout.connect(self._look)
        self.search.textEdited.connect(lambda _text: self._wait.start())
        self.search.returnPressed.connect(self._all_found)

    def _take(self, selection: Selection, words: str) -> None:
        self.hide()
        self.chosen.emit(selection, words)

    def _take_days(self, selection: Selection, words: str) -> None:
        """Take days, of the kind that is chosen above them."""
        kind = str(self.kinds.currentData() or "")
        named = joined(self.kinds.currentText(), words) if kind else words
        self._take(replace(selection, kind=kind), named)

    def _between(self) -> None:
        days = [self._day(self.start), self._day(self.end)]
        if days[0] is None or days[1] is None:
            return
        start, end = min(days[0], days[1]), max(days[0], days[1])
        self._take_days(_days(start, end), format_period(start, end))

    def _day(self, edit: QLineEdit) -> date | None:
        """Read a day as typed; without a year the next one."""
        from smallcrm.ui.pages.customers.typed import dates_of, day_of

        field, today = edit.parentWidget(), self._shop.today
        try:
            try:
                found = dates_of(edit.text())
            except BadInput:
                short = day_of(edit.text(), date(today.year + 1, 12, 31))
                found = (_coming(short[0], short[1], today),) if short else ()
        except BadInput as trouble:
            if isinstance(field, Field):
                field.set_error(messages.error(trouble))
            return None
        if isinstance(field, Field):
            field.set_error("")
        return found[0] if found else today

    def _look(self) -> None:
        text = self.search.text().strip()
        ids = self._shop.index.ids_for(text) if text else []
        people = self._shop.index.summaries(ids[:MOST])
        self.found.rows.set_rows([Row(p.name, p.town, key=p.id, data=p) for p in people])
        self.found.setVisible(bool(people))
        count = len(ids)
        self.everyone.setText(ngettext("Take {n} customer", "Take all {n} customers", count).format(n=count))
        self.everyone.setVisible(bool(count))
        self._search_field.set_error(_("No one matches “{text}”").format(text=text) if text and not ids else "")
        self.adjustSize()

    def _person(self, row: Row, _zone: str) -> None:
        self._take(Selection(customers=(row.key,)), row.title)

    def _all_found(self) -> None:
        self._wait.stop()
        self._look()
        text = self.search.text().strip()
        if self.everyone.isHidden():
            return
        self._take(Selection(text=text), _("“{text}”").format(text=text))


def _coming(month: int, day: int, today: date) -> date:
    """Give the next such day; 29 February in a common year is 28 February."""
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            found = date(year, 2, 28)
        if found >= today:
            return found
    return found
