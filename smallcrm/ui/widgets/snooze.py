"""Until when something may wait: a menu of a few sensible moments, and a field for any other day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from smallcrm.i18n import _
from smallcrm.ui import icons
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.popup import Asking
from smallcrm.ui.widgets.when import DayField, Days, clock_words, plain_day
from smallcrm.ui.worn import px

Chosen = Callable[[datetime], object]
AFTERNOON = time(14)
_SEEK = 60
"""Days that a shop stays closed at most, before the day itself is taken."""
_STEP = 5
"""Minutes to which "in an hour" is rounded up."""


def snooze_choices(now: datetime, is_open: Callable[[date], bool]) -> list[tuple[str, str, datetime]]:
    """Give words, the day or time in words, and the moment (midnight: the day); each moment once, the soonest first."""
    today = now.date()
    found: list[tuple[str, str, datetime]] = []
    hour = _rounded(now + timedelta(hours=1))
    if hour.date() == today:
        found.append((_("In an hour"), clock_words(hour.time()), hour))
    if now.time() < time(13) and is_open(today):
        found.append((_("This afternoon"), clock_words(AFTERNOON), datetime.combine(today, AFTERNOON)))
    month = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    days = [
        (_("Tomorrow"), today + timedelta(days=1) if is_open(today + timedelta(days=1)) else None),
        (_("Next open day"), _open_from(today + timedelta(days=1), is_open)),
        (_("In a week"), _open_from(today + timedelta(weeks=1), is_open)),
        (_("In 4 weeks"), _open_from(today + timedelta(weeks=4), is_open)),
        (_("First open day of next month"), _open_from(month, is_open)),
    ]
    seen: set[date] = set()
    for words, day in days:
        if day is not None and day not in seen:
            seen.add(day)
            found.append((words, plain_day(day, today), datetime.combine(day, time())))
    return sorted(found, key=lambda choice: choice[2].replace(tzinfo=None))


def snooze_menu(parent: QWidget, now: datetime, is_open: Callable[[date], bool], chosen: Chosen) -> QMenu:
    """Give the menu of moments; ``popup`` it where it belongs. ``chosen`` gets midnight where only a day is meant."""
    menu = QMenu(parent)
    menu.setObjectName("snoozeMenu")
    menu.setAccessibleName(_("Snooze"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    add_snoozes(menu, parent, now, is_open, chosen)
    return menu


def show_snooze(parent: QWidget, at: QPoint, now: datetime, is_open: Callable[[date], bool], chosen: Chosen) -> QMenu:
    """Show the menu at a point of the screen with its first moment marked: Enter takes it, arrows go on."""
    menu = snooze_menu(parent, now, is_open, chosen)
    menu.popup(at)
    menu.setActiveAction(menu.actions()[0])
    return menu


def add_snoozes(menu: QMenu, parent: QWidget, now: datetime, is_open: Callable[[date], bool], chosen: Chosen) -> None:
    """Put the moments at the end of a menu that has other choices too."""
    for words, when, moment in snooze_choices(now, is_open):
        entry = menu.addAction(icons.icon("hourglass"), f"{words}\t{when}")
        entry.triggered.connect(lambda _on=False, moment=moment: chosen(moment))
    menu.addSeparator()
    days = Days(lambda: now, is_open)
    other = menu.addAction(icons.icon("calendar-days"), _("On a day…"))
    other.triggered.connect(lambda: AskDay(parent, days, chosen).open_at(menu.pos()))


class AskDay(Asking):
    """A small field for any day, in words or figures; Enter takes what was understood, Esc leaves."""

    def __init__(self, parent: QWidget, days: Days, chosen: Chosen) -> None:
        super().__init__(parent, "askDay", _("Snooze"))
        self._chosen = chosen
        self.column.addWidget(PlainLabel(_("Snooze until"), "strong"))
        self.field = DayField(days, _("Snooze until"), "askDayField")
        self.field.setFixedWidth(px(260))
        self.line = self.field.line
        self.column.addWidget(self.field)
        self.take = button(_("Snooze"), "primary", size="small", name="askDayButton", clicked=self.commit)
        self.column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    def commit(self) -> None:
        """Take the day that was understood; without one say so and stay."""
        found, today = self.field.found, self.field.days.now().date()
        if found is None or found.day < today:
            self.field.refuse()
            return
        self.close()
        self._chosen(datetime.combine(found.day, found.time or time()))


def _rounded(moment: datetime) -> datetime:
    """The next full five minutes."""
    over = (moment.minute * 60 + moment.second) % (_STEP * 60)
    return (moment + timedelta(seconds=(_STEP * 60 - over) % (_STEP * 60))).replace(second=0, microsecond=0)


def _open_from(day: date, is_open: Callable[[date], bool]) -> date:
    """The day, or the next one on which the shop is open; the day itself where it seems to open no more."""
    days = (day + timedelta(days=n) for n in range(_SEEK))
    return next((one for one in days if is_open(one)), day)
