"""What can be done with a day, with several of them, and with what stands on one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from smallcrm.domain.agenda import Mark, MarkKind
from smallcrm.i18n import _, format_date, format_period
from smallcrm.store.letters import Selection
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.calendar.acts import do, print_posted
from smallcrm.ui.pages.calendar.carrying import movable
from smallcrm.ui.pages.calendar.export import export_ics
from smallcrm.ui.pages.calendar.jump import EveryDay
from smallcrm.ui.pages.page import tell_of
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.popup import Asking
from smallcrm.ui.widgets.when import DayField, Days
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.pages.calendar.page import CalendarPage

Entry = tuple[str, str, Callable[[], object]]


class AskMove(Asking):
    """A small field for the day to which something is moved."""

    def __init__(self, parent: QWidget, days: Days, chosen: Callable[[date], object]) -> None:
        super().__init__(parent, "askMove", _("Move to another day"))
        self._chosen = chosen
        self.column.addWidget(PlainLabel(_("Move to another day"), "strong"))
        self.field = DayField(days, _("Day"), "askMoveField")
        self.field.setFixedWidth(px(260))
        self.line = self.field.line
        self.column.addWidget(self.field)
        self.take = button(_("Move"), "primary", size="small", name="askMoveButton", clicked=self.commit)
        self.column.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)

    def commit(self) -> None:
        """Take the day that was understood; without one say so and stay."""
        found = self.field.found
        if found is None:
            self.field.refuse()
            return
        self.close()
        self._chosen(found.day)


class Doing:
    """The acts of the calendar page."""

    def __init__(self, page: CalendarPage) -> None:
        self._page, self._main, self._shop = page, page.main, page.shop

    # -- one thing ---------------------------------------------------------------------------------------------------

    def open(self, value: object) -> None:
        """Open what a mark stands for, where it is at home."""
        if not isinstance(value, Mark):
            return
        if value.kind is MarkKind.OCCASION:
            self._main.perform("customers", "open", value.customer_id)
        elif value.kind is MarkKind.FOLLOW_UP:
            self._main.perform("followUps", "open", value.id)
        elif value.kind is MarkKind.EVENT:
            self._page.edit(self._shop.events.get(value.id))
        else:
            print_posted(self._main, value.day)  # what has to be posted has to be printed first

    def move(self, value: object, day: date) -> None:
        """Give a follow-up another day and say so; a day on which the shop is closed is taken too, and told."""
        if not isinstance(value, Mark) or value.kind is not MarkKind.FOLLOW_UP:
            return
        words = _("Moved to {day}").format(day=format_date(day, "weekday_and_day"))
        gone = day < self._shop.today
        here = next((one for one in self._page.shown_days if one.day == day), None)
        if here is not None and here.holiday:
            # Translators: something was moved to a day, which is a public holiday
            words = _("{done}: {holiday}").format(done=words, holiday=here.holiday)
        elif not gone and not self._shop.calendar.open_on(day):
            words = _("{done}. The shop is closed then.").format(done=words)
        if gone:
            # Translators: {done} says that a follow-up was moved to a day, which is over
            words = _("{done}. It is overdue now.").format(done=words)
        tell_of(self._main, lambda: self._shop.follow_ups.move(value.id, day), words)
        self._page.select(day)

    def act(self, value: object, verb: str) -> None:
        """Do what the button of a row says."""
        if isinstance(value, Mark):
            do(self._main, value, verb)

    def ask_move(self, mark: Mark, at: QPoint) -> None:
        """Ask for the day to which a follow-up is moved."""
        shop = self._shop
        days = EveryDay(lambda: shop.now, shop.calendar.open_on, shop.calendar.holiday)
        AskMove(self._page, days, lambda day: self.move(mark, day)).open_at(at)

    # -- days --------------------------------------------------------------------------------------------------------

    def print_cards(self, first: date, last: date) -> None:
        """Lead to the cards for these days."""
        period = format_period(first, last)
        words = _("Days on {day}") if first == last else _("Days from {period}")
        found = Selection(kind="", start=first, end=last)
        self._main.perform("letters", "cards", (found, words.format(day=period, period=period)))

    def save_days(self, first: date, last: date) -> None:
        """Save what stands on these days for a telephone."""
        export_ics(self._page, first, last)

    def close(self, day: date, *, closed: bool) -> None:
        """Mark the shop as closed on a day of its own, or as open again."""
        words = _("Closed on {day}") if closed else _("Open on {day}")
        said = words.format(day=format_date(day, "weekday_and_day"))
        tell_of(self._main, lambda: self._shop.agenda.close(day, closed), said)

    # -- menus -------------------------------------------------------------------------------------------------------

    def menu(self, value: object, at: QPoint) -> QMenu | None:
        """Show what can be done with a mark, or with the selected days."""
        if isinstance(value, Mark):
            entries = [*self._of_mark(value, at), None, *self._of_days(value.day, value.day)]
        elif isinstance(value, date):
            first, last = self._page.span
            inside = first <= value <= last
            entries = self._of_days(first, last) if inside and first != last else self._of_day(value)
        else:
            return None
        return self._show(entries, at)

    def _show(self, entries: list[Entry | None], at: QPoint) -> QMenu:
        menu = QMenu(self._page)
        menu.setObjectName("dayMenu")
        menu.setAccessibleName(_("What can be done"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(icon(entry[1]), entry[0], entry[2])
        menu.popup(at)
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
        return menu

    def _of_mark(self, mark: Mark, at: QPoint) -> list[Entry | None]:
        words = {
            MarkKind.OCCASION: lambda: _("Open {name}").format(name=mark.name.replace("&", "&&")),
            MarkKind.FOLLOW_UP: lambda: _("Open the follow-up"),
            MarkKind.EVENT: lambda: _("Change the event…"),
            MarkKind.POST: lambda: _("Print these cards"),
        }[mark.kind]()
        found: list[Entry | None] = [(words, "arrow-right", lambda: self.open(mark))]
        if movable(mark):
            found.append((_("Move to another day…"), "calendar-days", lambda: self.ask_move(mark, at)))
        return found

    def _of_day(self, day: date) -> list[Entry | None]:
        page, here = self._page, next((one for one in self._page.shown_days if one.day == day), None)
        found: list[Entry | None] = [(_("Show the day"), "eye", lambda: page.show_day(day))]
        found.append((_("New event…"), "plus", lambda: page.new_event(day)))
        ahead = day if day >= self._shop.today else None  # nothing is to be done on a day gone by
        found.append((_("New follow-up…"), "bell", lambda: self._main.perform("followUps", "new", ahead)))
        if here is not None and (here.closed_by_shop or not here.closed):
            closed = here.closed_by_shop
            words = _("Mark as open") if closed else _("Mark as closed")
            found.append((words, "store", lambda: self.close(day, closed=not closed)))
        return [*found, None, *self._of_days(day, day)]

    def _of_days(self, first: date, last: date) -> list[Entry | None]:
        words = _("Print cards for this day") if first == last else _("Print cards for these days")
        saved = _("Save this day for the phone…") if first == last else _("Save these days for the phone…")
        return [
            (words, "printer", lambda: self.print_cards(first, last)),
            (saved, "smartphone", lambda: self.save_days(first, last)),
        ]
