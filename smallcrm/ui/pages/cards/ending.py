"""How a programme ends: the last day for stamps, and the last one for rewards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from smallcrm.domain.loyalty_terms import Programme
from smallcrm.i18n import _, format_date, format_number, ngettext, pgettext
from smallcrm.ui.pages.follow_ups.columns import Columns
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.when import DayField, Days
from smallcrm.ui.worn import px


class Ending(Card):
    """Asks for both days in place; ``chosen(last day of stamps, last day of rewards or None)``."""

    chosen = Signal(object, object)

    def __init__(self, days: Days, today: Callable[[], date]) -> None:
        super().__init__(_("End the programme"))
        self.pad(16, 0, 16, 16)
        self.body.setSpacing(px(12))
        self._today = today
        self.stamps = DayField(days, _("Last day for stamps"), "endStamps")
        self.rewards = DayField(days, _("Last day for rewards"), "endRewards")
        self.rewards.line.setPlaceholderText(_("For ever"))
        self._rewards = Field(_("Last day for rewards"), self.rewards)
        columns = Columns()
        columns.add(Field(_("Last day for stamps"), self.stamps))
        columns.add(self._rewards)
        self.told = Paragraph("", "body", "muted")
        self.end_button = button(pgettext("programme", "End"), "primary", name="endProgramme", clicked=self._end)
        self.cancel = button(_("Cancel"), "link", name="endCancel", clicked=self.hide)
        self.body.addWidget(self.told)
        self.body.addWidget(columns)
        self.body.addWidget(flowing(self.end_button, self.cancel))
        self.hide()

    def ask(self, programme: Programme, waiting: int, begun: int) -> None:
        """Ask for the days of a programme; ``waiting`` rewards wait to be collected, ``begun`` cards have room."""
        told = [_("Cards and their stamps are kept. Both days are included.")]
        if waiting:
            more = ngettext("{n} reward waits to be collected.", "{n} rewards wait to be collected.", waiting)
            told.insert(0, more.format(n=format_number(waiting)))
        if begun:
            lost = ngettext(
                "{n} begun card cannot be filled after the last day for stamps.",
                "{n} begun cards cannot be filled after the last day for stamps.",
                begun,
            )
            told.insert(0, lost.format(n=format_number(begun)))
        self.told.setText("\n".join(told))
        self.stamps.line.setText(format_date(programme.ends_on or self._today()))
        self.rewards.line.setText(format_date(programme.redeem_until) if programme.redeem_until else "")
        self._rewards.set_error("")
        self.show()
        self.stamps.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stamps.line.selectAll()

    def _end(self) -> None:
        last, until = self.stamps.found, self.rewards.found
        if last is None:
            self.stamps.refuse()
            return
        if until is None and self.rewards.line.text().strip():
            self.rewards.refuse()
            return
        if until is not None and until.day < last.day:
            self._rewards.set_error(_("Rewards are collected at least as long as stamps are given."))
            self.rewards.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.hide()
        self.chosen.emit(last.day, until.day if until else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self._end()
            return
        super().keyPressEvent(event)
