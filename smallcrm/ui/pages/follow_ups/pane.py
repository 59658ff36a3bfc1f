"""The left pane: search, chips, and the list of follow-ups in groups."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from smallcrm.domain.follow_up import FollowUp
from smallcrm.i18n import _, format_number
from smallcrm.store.follow_up_list import FollowUpFilter
from smallcrm.ui.pages.follow_ups.filters import Filters, looked_through
from smallcrm.ui.pages.follow_ups.list import FollowUpList
from smallcrm.ui.pages.follow_ups.rows import Arranged, arranged, follow_up_row
from smallcrm.ui.pages.page import while_there
from smallcrm.ui.patience import patient, unless_locked
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.search_pane import SearchPane
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.domain.progress import Report
    from smallcrm.store.shop import Shop
    from smallcrm.ui.jobs import Job
    from smallcrm.ui.window import MainWindow

AT_ONCE = 2000
"""How many follow-ups may be looked through while the window waits: some milliseconds."""


class FollowUpPane(SearchPane):
    """Search, filters and list; ``new_wanted`` when somebody wants a new follow-up, ``listed`` (the id marked)."""

    new_wanted = Signal()
    listed = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.shop, "followUpPane")
        self.main = window
        self.wanted = FollowUpFilter()
        self.few = False
        self._shown = False
        self._reading: Job | None = None
        self._entering = False
        new = IconButton("plus", _("New follow-up"), framed=True)
        new.setObjectName("newFollowUpButton")
        new.setToolTip(_("New follow-up ({keys})").format(keys=native("Ins")))
        new.clicked.connect(self.new_wanted)
        self.head(_("Follow-ups"), _("Search follow-ups"), "followUpSearch", new)
        self.filters = Filters()
        self.filters.changed.connect(self.filter)
        self.column.addWidget(self.filters)
        lower = QVBoxLayout()
        lower.setSpacing(0)
        lower.addWidget(Hairline())
        self.list = FollowUpList()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.clear_button = button(_("Clear filter"), "link", clicked=self.clear)
        self.empty = Empty("search", "", "", (self.clear_button,))
        self.stack.addWidget(self.empty)
        self.stack.addWidget(QWidget())  # nothing at all: the words for it stand beside the list
        lower.addWidget(self.stack, 1)
        self.column.addLayout(lower, 1)

    # -- what is shown -------------------------------------------------------------------------------------------------

    def filter(self, wanted: FollowUpFilter, keep: int = 0) -> None:
        """Show other follow-ups, if it can be with this one marked."""
        self.wanted = wanted
        if wanted.text != self.search.text().strip():
            self.search.setText(wanted.text)
        self.reload(keep)

    def clear(self) -> None:
        """Show what is to be done again, everybody's and of every kind."""
        self.filter(FollowUpFilter())
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def narrowed(self) -> bool:
        """Whether something is asked for, so that the list does not show all there is to do."""
        return self.wanted != FollowUpFilter()

    @property
    def reading(self) -> bool:
        """Whether what is asked for is on its way: until it is there the list shows what was asked for before."""
        return self._reading is not None

    def reload(self, keep: int = 0) -> None:
        """Read the list again, a long one beside the window; ``keep`` is the one to stay at, else that of now."""
        self._ask()
        if self._long():
            self._read_beside(keep)
        else:
            self._show(_arranged(self.shop, self.wanted), keep)

    def seek(self) -> None:
        """Read what was typed for beside the window: the words of many years are looked through."""
        self._ask()
        self._entering = False
        self._read_beside()

    def lets(self, follow_up: FollowUp) -> bool:
        """Whether what is asked for has this follow-up in it."""
        among = self.shop.follow_ups.marks(replace(looked_through(self.wanted), customer=follow_up.customer_id))
        return any(mark.id == follow_up.id for mark in among)

    def pass_by(self, follow_up_id: int) -> None:
        """Mark the next one while the list is still being read, where this one is not going to be in it any more."""
        found, place = self.shop.follow_ups.with_ids([follow_up_id]), self.list.lines.place_of(follow_up_id)
        if place >= 0 and not (found and self.lets(found[0].follow_up)):
            self.list.mark(self.list.lines.near(place + 1))

    def _long(self) -> bool:
        return self.shop.follow_ups.many(looked_through(self.wanted), AT_ONCE)

    def _ask(self) -> None:
        """Have what is to be read now; what is still being read is no longer wanted."""
        self._wait.stop()
        if self._reading is not None:
            self._reading.cancel()
        self._reading = None
        self.wanted = replace(self.wanted, text=self.search.text().strip())

    def _read_beside(self, keep: int = 0) -> None:
        shop, wanted, here = self.shop, self.wanted, self.list.current_id()
        if any(job.title for job in self.main.jobs.running):  # behind long work nobody waits for a list
            self._show(_arranged(shop, wanted), keep)
            return

        @unless_locked
        def work(_report: Report) -> Arranged:
            with shop.database.attached():
                return _arranged(shop, wanted)

        job = self._reading = self.main.jobs.start("", work)
        job.done.connect(while_there(self, lambda found: self._found(job, found, keep, here)))
        for over in (job.failed, job.cancelled):
            over.connect(while_there(self, lambda *_error: self._unread(job)))

    @patient
    def _found(self, job: Job, found: Arranged | None, keep: int, here: int) -> None:
        if job is not self._reading or not self.shop.is_open:  # something else is asked for by now
            return
        if found is None:
            self._wait.start()  # another program writes: a moment later
            return
        self._show(found, keep if self.list.current_id() == here else 0)
        self._reading = None
        if self._entering:
            self.enter()

    def _unread(self, job: Job) -> None:
        if job is self._reading:
            self._reading = None

    def _show(self, found: Arranged, keep: int = 0) -> None:
        self._shown = True
        stay, line = keep or self.list.current_id(), self.list.currentIndex().row()
        staff = self.shop.staff.all()
        short = {one.id: one.initials for one in staff}
        today, few, rules = self.shop.today, self.few, {rule.id: rule for rule in self.shop.rules.all()}
        holiday = self.shop.calendar.holiday
        self.list.blockSignals(True)
        self.list.lines.show_all(
            found, self.shop.follow_ups.with_ids, lambda row: follow_up_row(row, today, short, rules, holiday, few=few)
        )
        self.list.blockSignals(False)
        self.count.setText(format_number(len(found.places)))
        active = [one for one in staff if one.active]
        self.filters.show_filter(self.wanted, found.kinds, active, self._me(), few=self.few)
        self._say_none(len(found.places))
        at = stay if self.list.lines.place_of(stay) >= 0 else self.list.lines.near(line)
        self.list.mark(at)
        self.listed.emit(at)

    def _me(self) -> int:
        return self.shop.staff.id_of(self.shop.actor) if self.shop.actor else 0

    def _say_none(self, count: int) -> None:
        self.stack.setCurrentIndex(0 if count else 1 if self.narrowed else 2)
        self.clear_button.setVisible(self.narrowed)
        if self.wanted.text:
            self.empty.set_words(_("No follow-up matches “{text}”").format(text=self.wanted.text))
        else:
            self.empty.set_words(_("None of these"))

    def fit(self, *, narrow: bool) -> None:
        """Take the margins of a narrow or a wide window."""
        self.column.setContentsMargins(0, px(12 if narrow else 20), 0, 0)
        self.column.setSpacing(px(8 if narrow else 10))
        if narrow != self.few:
            self.few = narrow
            if self._shown and self.shop.is_open:  # also read before there was a window to stand in
                self.reload()

    def enter(self) -> None:
        """Go to the follow-up that is marked, of what was typed for; to a long list once it is there."""
        if self.reading and not self._long():
            self.reload()
        self._entering = self.reading
        if self.list.rows.rowCount() and not self.reading:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.chosen.emit(self.list.current_id())


def _arranged(shop: Shop, wanted: FollowUpFilter) -> Arranged:
    """Read what somebody looks for; how many there are of each kind is counted over all of them."""
    rules = {rule.id: rule for rule in shop.rules.all()}
    marks = shop.follow_ups.marks(replace(looked_through(wanted), kinds=()))
    return arranged(marks, wanted.kinds, shop.today, rules)
