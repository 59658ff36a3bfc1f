"""A day or a moment in a few words, and a field that understands them as people type them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from smallcrm import i18n
from smallcrm.i18n import _, current_locale, format_date, format_time
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.domain.quick_dates import Found

MOST = 200
"""Characters that a day in words may have."""
HOLIDAY = "calendar-x"
"""The icon beside a day that is a public holiday, where there is no room to say so."""


def day_words(day: date, today: date) -> str:
    """Give a day as it stands in a row: "today", "tomorrow", "Fri 27 Nov", with the year where it is another one."""
    near = {-1: lambda: _("yesterday"), 0: lambda: _("today"), 1: lambda: _("tomorrow")}
    wording = near.get((day - today).days)
    return wording() if wording else plain_day(day, today)


def plain_day(day: date, today: date) -> str:
    """Give a day as weekday and date: "Fri 27 Nov", with the year where it is another one."""
    if day.year == today.year:
        return format_date(day, "weekday_and_day")
    # Translators: a short weekday and a date with its year
    words = _("{weekday} {date}")
    return words.format(weekday=format_date(day, "weekday_short"), date=format_date(day, "medium"))


def with_holiday(words: str, *, holiday: bool) -> str:
    """Give the words of a day, and that it is a public holiday where it is one."""
    # Translators: a day that was chosen, and that shops and offices are closed on it
    return _("{day} (public holiday)").format(day=words) if holiday else words


def clock_words(at: time) -> str:
    """Give a time of day: 16.00 in Finland, 16:00 elsewhere."""
    return format_time(datetime.combine(date(2000, 1, 1), at))


def moment_words(day: date, at: time | None, today: date) -> str:
    """Give a day and, where there is one, its time: "tomorrow at 16:00"."""
    if at is None:
        return day_words(day, today)
    return _("{day} at {time}").format(day=day_words(day, today), time=clock_words(at))


def understood(text: str, now: datetime, is_open: Callable[[date], bool]) -> Found | None:
    """Read a day as typed in the window's language, in words or figures; None for nothing that is one day."""
    readings = _readings(text, now, is_open)
    return readings[0] if len(readings) == 1 else None


def _readings(text: str, now: datetime, is_open: Callable[[date], bool]) -> tuple[Found, ...]:
    """The days that what was typed may mean: mostly one."""
    if not text.strip():
        return ()  # before the words of days are read in, which takes a moment
    from smallcrm.domain.quick_dates import read_days

    spoken = i18n.language() if i18n.language() in i18n.LANGUAGES else "en"
    american = current_locale().territory == "US"
    return read_days(text.strip()[:MOST], spoken, now, is_open, month_first=american)


@dataclass(frozen=True, slots=True)
class Days:
    """What a day is read by: the moment of now, when the shop is open, and which days are public holidays."""

    now: Callable[[], datetime]
    is_open: Callable[[date], bool]
    holiday: Callable[[date], bool] = lambda _day: False

    def read(self, text: str) -> Found | None:
        """Read a day as typed."""
        return understood(text, self.now(), self.is_open)

    def both(self, text: str) -> tuple[Found, ...]:
        """Read each day that may be meant, where words can mean two."""
        readings = _readings(text, self.now(), self.is_open)
        return readings if len(readings) > 1 else ()

    def words(self, found: Found) -> str:
        """Say what was understood: the day in words, and that it is a holiday or the shop is closed where it is."""
        words = moment_words(found.day, found.time, self.now().date())
        if self.holiday(found.day):
            return with_holiday(words, holiday=True)
        return _("{day} (closed)").format(day=words) if found.closed else words


class DayField(QWidget):
    """A line for a day in words or figures; below it what was understood, while it is typed.

    Where words can mean two days a person says which. ``changed``: another day is understood or chosen.
    """

    changed = Signal()

    def __init__(self, days: Days, accessible: str, name: str = "dayField") -> None:
        super().__init__()
        self.days = days
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(accessible)
        self.line.setPlaceholderText(_("tomorrow, in 2 weeks…"))
        self.line.setMaxLength(MOST)
        self.line.textChanged.connect(self._typed)
        self.told = Paragraph("", "caption", "muted")
        column.addWidget(self.line)
        column.addWidget(self.told)
        self.choices = flowing(gap=6)
        column.addWidget(self.choices)
        self._meant: Found | None = None
        self.setFocusProxy(self.line)
        self._typed("")

    @property
    def found(self) -> Found | None:
        """The day that was understood or chosen, or None."""
        return self._meant or self.days.read(self.line.text()) if self.line.text().strip() else None

    def refuse(self) -> None:
        """Say that no day could be read, or ask which, with the focus there; what was typed stays."""
        if offered := self._offered():
            offered[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.told.set_colour("danger")
        self.told.setText(_("Which day? For example: tomorrow, in 2 weeks, 24 Dec"))
        self.line.setProperty("wrong", True)
        self.line.setAccessibleDescription(self.told.text())
        self.line.update()

    def _offered(self) -> list[QPushButton]:
        return [w for w in self.choices.findChildren(QPushButton) if not w.isHidden()]

    def _offer(self, readings: Sequence[Found]) -> None:
        for old in self._offered():
            old.hide()
            old.deleteLater()
        before: QWidget = self.line
        for found in readings:
            made = button(self.days.words(found), size="small", clicked=partial(self._take, found))
            cast("QLayout", self.choices.layout()).addWidget(made)
            made.show()
            QWidget.setTabOrder(before, made)
            before = made
        self.choices.setVisible(bool(readings))

    def _take(self, found: Found) -> None:
        self._offer(())
        self._meant = found
        self.told.setText(self.days.words(found))
        self.line.setAccessibleDescription(self.told.text())
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _typed(self, text: str) -> None:
        self._meant = None
        readings = self.days.both(text)
        self._offer(readings)
        found = self.found
        self.line.setProperty("wrong", False)
        self.told.set_colour("muted")
        words = self.days.words(found) if found else _("Which day is meant?") if readings else "\u00a0"
        self.told.setText(words)  # without words the line keeps its height
        self.line.setAccessibleDescription(self.told.text().strip())
        self.line.update()
        self.changed.emit()
