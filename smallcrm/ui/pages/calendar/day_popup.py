"""Everything of one day in a panel that opens at its cell; Esc closes it and the keys go back to the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from smallcrm import i18n
from smallcrm.domain.agenda import CalendarDay, Mark, MarkKind
from smallcrm.i18n import _
from smallcrm.messages import calendar as words
from smallcrm.ui.pages.calendar.acts import do
from smallcrm.ui.pages.calendar.days_of_post import with_post
from smallcrm.ui.pages.calendar.mark_rows import Chips, late_mark_row, mark_row, verb
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.pages.calendar.page import CalendarPage

WIDTH = 520
"""Of the panel, px at 100 %."""
HIGHEST = 340
"""Height of its list at most, px at 100 %."""
_LEAST = 48
"""Height of its list at least, px at 100 %: of one row."""
_AT_ONCE = 60
_GAP = 4


class DayPopup(Popup):
    """One day: what stands on it, and what can be done with the whole of it."""

    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)
    acted = Signal(object, str)
    event_wanted = Signal(object)
    task_wanted = Signal(object)
    """A follow-up is to be begun for the day."""
    print_wanted = Signal(object)
    closing_wanted = Signal(object, bool)
    """The day, and whether the shop is to be closed on it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "dayPopup", _("Day"))
        self.chips: Chips = lambda _mark: None
        self._day = CalendarDay(date.min)
        self._today = date.min
        self._within = parent.window()
        self.setFixedWidth(min(px(WIDTH), self._within.width() - 2 * px(_GAP)))
        self.title = Paragraph("", "section")
        self.about = Paragraph("", "body", "muted")
        self.list = RowList("dayList", _("Day"), dense=True, wraps=True)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.acted.connect(self._act)
        self.list.doubleClicked.connect(self._twice)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._asked)
        self.nothing = Paragraph(_("Nothing on this day"), "body", "muted")
        self.event_button = button(
            _("New event"), icon="plus", size="small", name="dayNewEvent", clicked=lambda: self._leave("event")
        )
        self.task_button = button(
            _("New follow-up"), icon="bell", size="small", name="dayNewFollowUp", clicked=lambda: self._leave("task")
        )
        self.print_button = button(
            _("Print cards for this day"),
            icon="printer",
            size="small",
            name="dayPrint",
            clicked=lambda: self._leave("print"),
        )
        self.closing_button = button("", size="small", name="dayClosing", clicked=self._close_shop)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.title)
        head.addWidget(self.about)
        self.column.addLayout(head)
        self.column.addWidget(self.list)
        self.column.addWidget(self.nothing)
        self.column.addWidget(flowing(self.event_button, self.task_button, self.print_button, self.closing_button))

    @property
    def day(self) -> date:
        """The day that is shown."""
        return self._day.day

    def show_day(self, day: CalendarDay, today: date) -> None:
        """Say what stands on the day; of one that is open already the keys stay where they are."""
        self._day, self._today = day, today
        heading = words.date_words(day.day, today)
        self.title.setText(heading)
        self.setAccessibleName(words.day_words(day, today))
        self.setWindowTitle(heading)
        self.list.setAccessibleName(words.day_words(day, today))
        about = ", ".join(part for part in (day.holiday, words.closed_words(day)) if part)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        rows = [
            (mark_row if n < _AT_ONCE else late_mark_row)(mark, today, self.chips) for n, mark in enumerate(day.marks)
        ]
        self.list.rows.set_rows(rows)
        self.list.fit_buttons()
        self.list.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.task_button.setVisible(day.day >= today)  # nothing is to be done on a day gone by
        self.print_button.setVisible(any(map(_has_card, day.marks)))
        closable = not day.closed or day.closed_by_shop
        self.closing_button.setVisible(closable)
        # Translators: buttons of one day of the calendar: the shop is to be closed on it, or open after all
        self.closing_button.setText(_("Mark as open") if day.closed_by_shop else _("Mark as closed"))
        self._fit()

    def _fit(self) -> None:
        """Take the height of what is shown: the words wrap, and so do the buttons."""
        wanted = min(self.list.verticalHeader().length(), px(HIGHEST))
        room = self._within.height() - 2 * px(_GAP)
        for _once in range(2):  # in a low window the list gives way: the buttons below it are never cut
            self.list.setFixedHeight(wanted)
            self.column.activate()
            high = self.column.totalHeightForWidth(self.width())
            if high <= room:
                break
            wanted = max(px(_LEAST), wanted - (high - room))
        self.setFixedHeight(min(high, room))

    def open_at(self, cell: QRect, opener: QWidget) -> None:
        """Show the panel beside a cell (a rectangle of the screen); the keys go back to the opener."""
        self._opener = opener
        inside = opener.window().geometry()
        left = cell.right() + px(_GAP)
        if left + self.width() > inside.right():
            left = cell.left() - px(_GAP) - self.width()
        self._show_at(QPoint(left, cell.top()), opener)
        self._fit()  # only now it is known how high the rows are
        self._show_at(QPoint(left, cell.top()), opener)
        first = self.list if self._day.marks else self.event_button
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def open_for(self, day: date) -> None:
        """Read a day of the calendar page that holds this panel, and show it at its cell; it is gone once it closes."""
        page: CalendarPage = self.parent()  # type: ignore[assignment]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        doing = page.doing
        self.opened.connect(doing.open)
        self.menu_wanted.connect(doing.menu)
        self.event_wanted.connect(page.new_event)
        self.task_wanted.connect(lambda on: page.main.perform("followUps", "new", on))
        self.print_wanted.connect(lambda on: doing.print_cards(on, on))
        self.closing_wanted.connect(lambda on, closed: self._do(lambda: doing.close(on, closed=closed)))
        self.acted.connect(lambda mark, what: self._do(lambda: do(page.main, mark, what)))
        view = page.current
        self._read(day)
        self.open_at(view.place_of(day), view.focusProxy() or view)

    def _read(self, day: date) -> None:
        page: CalendarPage = self.parent()  # type: ignore[assignment]
        found = page.shop.agenda.days(day, day, page.head.filters.on, language=i18n.language())
        here = next((one.marks for one in page.shown_days if one.day == day), ())
        post = next((mark for mark in here if mark.kind is MarkKind.POST), None)
        self.show_day(with_post(found[0], post), page.shop.today)

    def _do(self, act: Callable[[], object]) -> None:
        """Do something and show the day as it is then; what leads elsewhere closes the panel."""
        act()
        self.again()

    def again(self) -> None:
        """Show the day as it is now, if the panel is open."""
        if self.isVisible():
            self._read(self._day.day)

    def _leave(self, what: str) -> None:
        """Close, then ask for something that opens elsewhere."""
        self.close()
        wanted = {"event": self.event_wanted, "task": self.task_wanted, "print": self.print_wanted}
        wanted[what].emit(self._day.day)

    def _close_shop(self) -> None:
        self.closing_wanted.emit(self._day.day, not self._day.closed_by_shop)

    def _act(self, row: Row, zone: str) -> None:
        mark: Mark = row.data
        what = verb(mark, self._today)
        if zone == "menu":
            self._menu(mark, self.list.point_of())
        elif zone == "button" and what is not None:
            self.acted.emit(mark, str(what))
        elif zone == "open":
            self._open(mark)

    def _open(self, mark: Mark) -> None:
        self.close()
        self.opened.emit(mark)

    def _twice(self, index: QModelIndex) -> None:
        self._open(self.list.rows.row(index.row()).data)

    def _asked(self, point: QPoint) -> None:
        index = self.list.indexAt(point)
        row = self.list.rows.row(index.row()) if index.isValid() else self.list.current_row()
        if row is not None:
            self._menu(row.data, self.list.viewport().mapToGlobal(point))

    def _menu(self, mark: Mark, at: QPoint) -> None:
        """Close, then ask for the menu there: what it does leads elsewhere, or changes what stands here."""
        self.close()
        self.menu_wanted.emit(mark, at)


def _has_card(mark: Mark) -> bool:
    """Whether a card can be printed for it."""
    return mark.kind is MarkKind.OCCASION and mark.post_by is not None
