"""The head of the calendar: which month it is, the way to others, what is shown, and how."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from smallcrm.domain.agenda import Layer
from smallcrm.i18n import _, format_dated_period, pgettext
from smallcrm.messages import calendar as words
from smallcrm.messages.weeks import week_number, week_start
from smallcrm.ui.pages.calendar.filters import Filters
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.flow import Arranged
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.segment import Segment
from smallcrm.ui.worn import px

MONTH, WEEK, LIST, YEAR = "month", "week", "list", "year"
"""Ways to look at the calendar."""


def title_of(view: str, day: date, country: str) -> str:
    """Give the heading of what is shown."""
    if view == YEAR:
        return str(day.year)
    if view != WEEK:
        return words.month_title(day)
    first = week_start(day, country)
    # Translators: the heading of a week: its number and its days
    said = _("Week {n}, {days}")
    return said.format(n=week_number(first, country), days=format_dated_period(first, first + timedelta(days=6)))


class _Row(Arranged):
    """Some parts at the left, the others at the right; where they do not fit beside each other, in lines."""

    def __init__(self, parent: QWidget, left: int) -> None:
        super().__init__(parent)
        self._left = left

    def sizeHint(self) -> QSize:
        shown = self._shown()
        gap = px(8) * max(0, len(shown) - 1)
        return QSize(sum(s.width() for _n, s in shown) + gap, max((s.height() for _n, s in shown), default=0))

    def _shown(self) -> list[tuple[int, QSize]]:
        return [(n, item.sizeHint()) for n, item in enumerate(self.items) if not item.isEmpty()]

    def arrange(self, rect: QRect, *, move: bool) -> int:
        lines: list[list[tuple[int, QSize]]] = [[]]
        used = 0
        for number, size in self._shown():
            wanted = size.width() + (px(8) if lines[-1] else 0)
            if lines[-1] and used + wanted > rect.width():
                lines.append([])
                used, wanted = 0, size.width()
            lines[-1].append((number, size))
            used += wanted
        top = rect.y()
        for line in lines:
            height = max((size.height() for _n, size in line), default=0)
            if move:
                self._place(line, QRect(rect.x(), top, rect.width(), height))
            top += height + px(8)
        return top - px(8) - rect.y()

    def _place(self, line: list[tuple[int, QSize]], row: QRect) -> None:
        x = row.x()
        spare = row.width() - sum(size.width() for _n, size in line) - px(8) * (len(line) - 1)
        for place, (number, size) in enumerate(line):
            if number >= self._left and (place == 0 or line[place - 1][0] < self._left):
                x += max(0, spare)
            cut = QSize(min(size.width(), row.width()), size.height())
            self.items[number].setGeometry(QRect(QPoint(x, row.y() + (row.height() - size.height()) // 2), cut))
            x += size.width() + px(8)


class Head(QWidget):
    """``stepped(pages)``, ``today_wanted``, ``view_chosen(key)``, ``filtered``, ``menu_wanted``, ``cards_wanted``."""

    stepped = Signal(int)
    today_wanted = Signal()
    view_chosen = Signal(str)
    filtered = Signal()
    menu_wanted = Signal()
    cards_wanted = Signal()

    def __init__(self, view: str, layers: Collection[Layer]) -> None:
        super().__init__()
        self.setObjectName("calendarHead")
        self.title = PlainLabel("", "page")
        self.title.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.before = IconButton("chevron-left", _("Previous"), framed=True)
        self.after = IconButton("chevron-right", _("Next"), framed=True)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.today = button(_("Today"), name="goToday", clicked=self.today_wanted.emit)
        self.filters = Filters(layers)
        self.filters.changed.connect(self.filtered)
        self.cards = button(_("Cards to print"), icon="printer", name="showWorklist", clicked=self.cards_wanted.emit)
        self.cards.hide()
        views = {MONTH: _("Month"), WEEK: _("Week"), LIST: pgettext("calendar", "List"), YEAR: _("Year")}
        self.views = Segment(views, view, _("How the calendar is shown"))
        self.views.chosen.connect(self.view_chosen)
        self.more = IconButton("ellipsis", _("More"), framed=True)
        self.more.setObjectName("calendarMore")
        self.more.clicked.connect(self.menu_wanted)
        self.tight = False
        """Whether filters and cards are in the menu."""
        self._row = _Row(self, 4)
        for part in (self.title, self.before, self.after, self.today, self.filters, self.cards, self.views, self.more):
            self._row.addWidget(part)
        for arrow, name in ((self.before, "pageBefore"), (self.after, "pageAfter")):
            arrow.setObjectName(name)

    def show_title(self, words: str, before: str, after: str) -> None:
        """Say what is shown, and what the arrows lead to."""
        self.title.setText(words)
        for arrow, told in ((self.before, before), (self.after, after)):
            arrow.setAccessibleName(told)
            arrow.setToolTip(told)
        self._row.invalidate()

    def count_cards(self, count: str) -> None:
        """Say on the button how many cards are to be printed, where any are."""
        words = _("Cards to print")
        self.cards.setText(_("{action} ({n})").format(action=words, n=count) if count else words)

    def fit(self, width: int, *, cards: bool, low: bool) -> None:
        """Take the room there is; ``cards``: their list is behind a button, ``low``: one line is all there is."""
        parts = (self.before, self.after, self.today, self.views, self.more, *([self.cards] if cards else []))
        others = sum(part.sizeHint().width() + px(8) for part in parts)
        line = others + self.title.sizeHint().width() + px(8)
        self.tight = low and line + self.filters.button.sizeHint().width() + px(8) > width
        self.filters.fold(folded=others + px(200) + self.filters.wide > width)
        self.filters.setVisible(not self.tight)
        self.cards.setVisible(cards and not self.tight)
        self._row.invalidate()
