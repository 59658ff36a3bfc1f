"""The left pane: search, chips, and the list of follow-ups in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from smallcrm.i18n import _, format_number
from smallcrm.store.follow_up_list import FollowUpFilter, Mark
from smallcrm.ui.commands import native
from smallcrm.ui.pages.follow_ups.filters import Filters, shows
from smallcrm.ui.pages.follow_ups.list import FollowUpList
from smallcrm.ui.pages.follow_ups.rows import follow_up_row
from smallcrm.ui.pages.page import while_there
from smallcrm.ui.patience import patient, unless_locked
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.search_pane import SearchPane
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.domain.progress import Report
    from smallcrm.ui.jobs import Job
    from smallcrm.ui.window import MainWindow


class FollowUpPane(SearchPane):
    """Search, filters and list; ``new_wanted`` when somebody wants a new follow-up, ``listed`` (the id marked)."""

    new_wanted = Signal()
    listed = Signal(int)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.shop, "followUpPane")
        self.main = window
        self.wanted = FollowUpFilter()
        self.few = False
        self._seeking: Job | None = None
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

    def filter(self, wanted: FollowUpFilter) -> None:
        """Show other follow-ups."""
        self.wanted = wanted
        if wanted.text != self.search.text().strip():
            self.search.setText(wanted.text)
        self.reload()

    def clear(self) -> None:
        """Show what is to be done again, everybody's and of every kind."""
        self.filter(FollowUpFilter())
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def narrowed(self) -> bool:
        """Whether something is asked for, so that the list does not show all there is to do."""
        return self.wanted != FollowUpFilter()

    def reload(self, keep: int = 0) -> None:
        """Read the list again; ``keep`` is the follow-up to stay at, else that of now, else its line."""
        self._show(self.shop.follow_ups.marks(self._ask()), keep)

    def seek(self) -> None:
        """Read what was typed for beside the window: the words of many years are looked through."""
        if self.main.jobs.busy and self._seeking is None:  # behind long work nobody waits for a list
            self.reload()
            return
        shop, wanted = self.shop, self._ask()

        @unless_locked
        def work(_report: Report) -> list[Mark]:
            with shop.database.attached():
                return shop.follow_ups.marks(wanted)

        job = self._seeking = self.main.jobs.start("", work)
        job.done.connect(while_there(self, lambda found: self._sought(job, found)))

    @patient
    def _sought(self, job: Job, found: Sequence[Mark] | None) -> None:
        if job is not self._seeking or not self.shop.is_open:  # something else is asked for by now
            return
        if found is None:
            self._wait.start()  # another program writes: a moment later
            return
        self._show(found)
        self._seeking = None

    def _ask(self) -> FollowUpFilter:
        """What is to be read now, of every kind; what is still being read is no longer wanted."""
        self._wait.stop()
        self._seeking = None
        self.wanted = replace(self.wanted, text=self.search.text().strip())
        return replace(self.wanted, kinds=())

    def _show(self, found: Sequence[Mark], keep: int = 0) -> None:
        stay, line = keep or self.list.current_id(), self.list.currentIndex().row()
        marks = [mark for mark in found if shows(self.wanted, mark)] if self.wanted.kinds else found
        staff = self.shop.staff.all()
        short = {one.id: one.initials for one in staff}
        today, few, rules = self.shop.today, self.few, {rule.id: rule for rule in self.shop.rules.all()}
        self.list.blockSignals(True)
        self.list.lines.show_marks(
            marks, today, self.shop.follow_ups.with_ids, lambda row: follow_up_row(row, today, short, rules, few=few)
        )
        self.list.blockSignals(False)
        self.count.setText(format_number(len(marks)))
        active = [one for one in staff if one.active]
        self.filters.show_filter(self.wanted, found, active, self._me(), few=self.few)
        self._say_none(len(marks))
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
            if self.isVisible():
                self.reload()

    def enter(self) -> None:
        """Go to the follow-up that is marked, of what was typed for."""
        if self._seeking is not None:
            self.reload()
        if self.list.rows.rowCount():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.chosen.emit(self.list.current_id())
