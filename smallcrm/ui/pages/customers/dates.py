"""When something is to be done, while it is typed: from the words, from the kind, or chosen by hand."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QPlainTextEdit

from smallcrm.domain.quick_dates import Asking, Found
from smallcrm.i18n import _
from smallcrm.ui.pages.customers.due_chip import DueRow, chip_words
from smallcrm.ui.pages.customers.quick_words import QuickWords
from smallcrm.ui.pages.customers.tinting import tint
from smallcrm.ui.pages.customers.written import TEN, Due, Written
from smallcrm.ui.widgets.snooze import AskDay
from smallcrm.ui.widgets.when import Days, moment_words, with_holiday

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

PRESET = "preset"
"""Stands among the refused phrases where the day that comes with a kind is not wanted."""


class Dates(QObject):
    """Keeps chip and tint of a text field right. ``changed``: somebody refused, chose or changed a day."""

    changed = Signal()

    def __init__(self, shop: Shop, text: QPlainTextEdit) -> None:
        super().__init__(text)
        self._shop, self._text = shop, text
        self.row = DueRow(text)
        self.row.taken.connect(self._take)
        self.row.refused.connect(self.refuse)
        self.row.change_wanted.connect(self._ask)
        self._words = QuickWords(lambda: shop.now, shop.calendar.open_on, lambda: shop.settings.read().language)
        self._found: Found | Asking | None = None
        self._picked: dict[str, Found] = {}
        self._chosen: Due | None = None
        self._preset: Due | None = None
        self._preset_off = self._calling = False

    # -- what holds --------------------------------------------------------------------------------------------------

    @property
    def due(self) -> Due | None:
        """The day that will be saved, or None."""
        if self._chosen is not None:
            return self._chosen
        if isinstance(self._found, Found):
            return Due(self._found.day, self._found.time)
        return self._preset

    @property
    def open_question(self) -> bool:
        """Whether the words can mean more than one day and nobody said which."""
        return self._chosen is None and isinstance(self._found, Asking)

    @property
    def from_words(self) -> bool:
        """Whether Esc has something to refuse: words, or a day chosen by hand."""
        return self._chosen is not None or self._found is not None

    def kept(self) -> tuple[tuple[str, ...], str]:
        """Give what a draft keeps of it: what was refused, and the day chosen by hand."""
        refused = (*sorted(self._words.refused), *([PRESET] if self._preset_off else []))
        return refused, self._chosen.moment.isoformat() if self._chosen else ""

    def take_up(self, written: Written) -> None:
        """Go on with a draft."""
        self._words.refused = set(written.rejected) - {PRESET}
        self._preset_off = PRESET in written.rejected
        self._picked.clear()
        moment = datetime.fromisoformat(written.due) if written.due else None
        self._chosen = (
            Due(moment.date(), moment.time() if moment.time() != moment.min.time() else None) if moment else None
        )

    # -- reading -----------------------------------------------------------------------------------------------------

    def look(self, kind: str, outcome: str, *, off: bool) -> None:
        """Read the text again; ``off``: nothing is made of it, for an entry of the past is changed."""
        if off:
            self._found = self._preset = self._chosen = None
            self._show()
            return
        self._calling = kind in {"complaint", "call"}
        words = self._text.toPlainText()
        found = self._words.read(words)
        if isinstance(found, Asking):
            picked = self._picked.get(words[found.start : found.end].casefold())
            found = picked_at(picked, found) if picked else found
        self._found = found
        wanted = kind == "complaint" or (kind == "call" and outcome == "no_answer")
        self._preset = self._next() if wanted and not self._preset_off else None
        self._show()

    def _next(self) -> Due:
        return Due(self._shop.calendar.next_open(self._shop.today), TEN)

    def _show(self) -> None:
        tint(self._text, self._found)
        if self._chosen is None and isinstance(self._found, Asking):
            self.row.ask(self._found, self._shop.today, self._shop.calendar.holiday)
            return
        due = self.due
        if due is None:
            self.row.show_nothing()
            return
        if self._chosen is None and isinstance(self._found, Found):
            shown = self._found
        else:
            far = due.day.year != self._shop.today.year
            shown = Found(0, 0, due.day, due.at, not self._shop.calendar.open_on(due.day), far, more=False)
        holiday = self._shop.calendar.holiday(shown.day)
        words = chip_words(shown, holiday=holiday)
        if self._calling:
            day = with_holiday(moment_words(shown.day, shown.time, self._shop.today), holiday=holiday)
            words = _("Call back: {day}").format(day=day)
        self.row.show_day(words, warn=shown.closed, icon="phone" if self._calling else "bell")

    # -- what somebody says to it ------------------------------------------------------------------------------------

    def refuse(self) -> None:
        """Take the day away; its words stay plain words for as long as they stand there."""
        inside = any(chip.hasFocus() for chip in self.row.chips)
        if self._chosen is not None:
            self._chosen = None
        if self._found is not None:
            self._words.refuse(self._text.toPlainText(), self._found)
        elif self._preset is not None:
            self._preset_off = True
        if inside:
            self._text.setFocus()
        self.changed.emit()

    def _take(self, choice: Found) -> None:
        self._picked[self._text.toPlainText()[choice.start : choice.end].casefold()] = choice
        self._text.setFocus()
        self.changed.emit()

    def _ask(self) -> None:
        days = Days(lambda: self._shop.now, self._shop.calendar.open_on, self._shop.calendar.holiday)
        chip = self.row.chips[0]
        ask = AskDay(self.row, days, self._set)
        ask.setAccessibleName(_("Another day"))
        ask.open_at(chip.mapToGlobal(QPoint(0, chip.height())))

    def _set(self, moment: datetime) -> None:
        at = moment.time().replace(tzinfo=None)
        self._chosen = Due(moment.date(), at if (at.hour, at.minute) != (0, 0) else None)
        self._text.setFocus()
        self.changed.emit()


def picked_at(picked: Found, asking: Asking) -> Found:
    """Give the reading somebody chose, where its words stand now."""
    day: date = picked.day
    return Found(asking.start, asking.end, day, picked.time, picked.closed, picked.show_year, picked.more)
