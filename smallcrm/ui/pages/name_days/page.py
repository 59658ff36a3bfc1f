"""Suggested name days: everybody whose first name is in a list, with a tick; all that are ticked are kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget, QVBoxLayout, QWidget

from smallcrm.domain.name_days import MonthDay, Suggestion
from smallcrm.domain.progress import Report
from smallcrm.i18n import _, format_number, ngettext, pgettext
from smallcrm.ui.pages.letters.who_list import WhoList
from smallcrm.ui.pages.name_days.rows import SuggestionRows
from smallcrm.ui.pages.name_days.words import day_words, why_none
from smallcrm.ui.pages.page import Page, header, shortcut, while_there
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button, set_badge
from smallcrm.ui.widgets.card import Card, Hairline
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.segment import Segment
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class NameDaysPage(Page):
    """A list with ticks, who is undecided, and one button that keeps what is ticked."""

    AREAS = frozenset({"customers", "occasions", "settings"})

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "nameDaysPage", _("Name days"))
        self._saving = False
        keys = native("Ctrl+Enter")
        self.keep = button("", "primary", icon="check", name="keepNameDays", badge=keys, clicked=self.keep_all)
        shortcut(self, "Ctrl+Return", self.keep.click)
        shortcut(self, "Ctrl+Enter", self.keep.click)
        self.count = PlainLabel("", "body", "muted")
        self.column.addLayout(header(_("Name days"), self.keep, context=self.count))
        self.which = Segment({"all": pgettext("people", "All"), "open": ""}, "all", _("Show"))
        self.which.setObjectName("nameDaysWhich")
        self.which.chosen.connect(self.show_which)
        self.all = button("", "link", size="small", name="nameDaysAll", clicked=self._turn_all)
        self.tools = flowing(self.which, self.all)
        self.column.addWidget(self.tools)
        self.column.addWidget(self._stack(), 1)
        self.begins_at = self.list

    def _stack(self) -> QStackedWidget:
        card = Card()
        self.list = WhoList("nameDaysList", _("Suggested name days"))
        self.rows = SuggestionRows()
        self.list.show_model(self.rows)
        self.list.acted.connect(self._act)
        card.body.addWidget(self.list, 1)
        self.foot = Paragraph("", "caption", "muted")
        foot = QVBoxLayout()
        foot.setContentsMargins(px(16), px(6), px(16), px(8))
        foot.addWidget(self.foot)
        card.body.addWidget(Hairline())
        card.body.addLayout(foot)
        self.lists = button(_("Lists of name days"), icon="settings", name="toNameLists", clicked=self._lists)
        self.more = button(_("Lists of name days"), icon="settings", name="moreNameLists", clicked=self._lists)
        self.none = Empty("cup", _("No list of name days yet"), "", (self.lists,))
        self.nobody = Empty("card", "", "", (self.more,))
        self.stack = QStackedWidget()
        self.stack.addWidget(card)
        for state in (self.none, self.nobody):
            holder = Card()
            holder.body.addWidget(state)
            self.stack.addWidget(holder)
        return self.stack

    # -- showing -----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Look beside the window: a shop may have many thousands."""
        shop, listed = self.shop, bool(self.shop.name_days.lists())
        if not listed:
            self._show([], listed=False)
            return

        def work(_report: Report) -> list[Suggestion]:
            with shop.database.attached():
                return shop.name_days.suggestions()

        if not self.rows.found:
            self._turn(0, self.list)
        job = self.main.jobs.start("", work)
        job.done.connect(while_there(self, lambda found: self._show(found, listed=True)))

    def _turn(self, state: int, begins_at: QWidget) -> None:
        """Show the list or one of what stands in its place; whoever had the keys on this page keeps them there."""
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus) and self.stack.currentIndex() != state
        self.begins_at = begins_at
        self.stack.setCurrentIndex(state)
        if held:
            begins_at.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, found: Sequence[Suggestion], *, listed: bool) -> None:
        self.rows.show_people(found)
        self.none.set_words(_("No list of name days yet"), why_none(self.shop.settings.read().country))
        self.nobody.set_words(
            _("Nobody is left without a name day"),
            _("All others have one already, or their first name is on no list."),
        )
        state = 0 if found else 2 if listed else 1
        self._turn(state, (self.list, self.lists, self.more)[state])
        self._count()

    def show_which(self, which: str) -> None:
        """Show ``all``, or those who are ``open``: undecided."""
        self.which.choose(which)
        self.rows.show_only(undecided=which == "open")
        self._count()

    def _count(self) -> None:
        found, chosen, undecided = len(self.rows.found), len(self.rows.chosen()), self.rows.open_ones()
        said = ngettext("{n} suggestion", "{n} suggestions", found).format(n=format_number(found))
        self.count.setText(said if found else "")
        words = ngettext("Save {n} name day", "Save {n} name days", chosen).format(n=format_number(chosen))
        self.keep.setText(words if chosen else _("Save name days"))
        self.keep.setEnabled(bool(chosen) and not self._saving)
        for part in (self.keep, self.tools):
            part.setVisible(bool(found))
        # Translators: those for whom no name day is chosen yet, with their number
        self.which.parts["open"].setText(_("Undecided {n}").format(n=format_number(undecided)))
        self.which.parts["open"].updateGeometry()
        self.all.setText(_("Tick nobody") if self._all_on() else _("Tick all"))
        self.foot.setText(
            _("Everybody has a day chosen.")
            if undecided == 0
            else _("Anyone undecided is left out: choose a day first.")
        )

    def _all_on(self) -> bool:
        return bool(self.rows.days) and len(self.rows.on) == len(self.rows.days)

    # -- choosing ----------------------------------------------------------------------------------------------------

    def _act(self, row: Row, zone: str) -> None:
        one = row.data
        if zone in {"open", "menu", "button"} or (zone == "check" and one.customer_id not in self.rows.days):
            self._ask(one)
        else:
            self.rows.turn({one.customer_id})
            self._count()

    def _ask(self, one: Suggestion) -> None:
        """Offer the days that may be somebody's, and the customer."""
        menu = QMenu(self.list)
        menu.setObjectName("nameDayMenu")
        menu.setAccessibleName(_("Name day of {name}").format(name=one.name))
        group = QActionGroup(menu)
        for day in one.candidates:
            act = QAction(day_words(day.on), menu)
            act.setCheckable(True)
            act.setChecked(self.rows.days.get(one.customer_id) == day.on)
            act.triggered.connect(partial(self._choose, one.customer_id, day.on))
            group.addAction(act)
            menu.addAction(act)
        menu.addSeparator()
        menu.addAction(_("Open the customer"), partial(self.main.perform, "customers", "open", one.customer_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.point_of("button"))
        chosen = (act for act in group.actions() if act.isChecked())
        menu.setActiveAction(next(chosen, menu.actions()[0]))

    def _choose(self, customer: int, on: MonthDay, _on: bool = True) -> None:
        self.rows.choose(customer, on)
        self._count()

    def _turn_all(self) -> None:
        everybody = set(self.rows.days)
        self.rows.turn(set(self.rows.on) if self._all_on() else everybody - self.rows.on)
        self._count()

    def _lists(self) -> None:
        self.main.go("settings")
        self.main.perform("settings", "section", "nameDays")

    # -- keeping -----------------------------------------------------------------------------------------------------

    def keep_all(self) -> None:
        """Write what is ticked, one step, beside the window."""
        shop, chosen = self.shop, self.rows.chosen()
        if not chosen or self._saving:
            return
        self._saving = True
        if self.keep.hasFocus():  # what is switched off gives the keys away
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()

        def work(_report: Report) -> int:
            with shop.database.attached():
                shop.name_days.apply(chosen)
                return shop.journal.newest

        def over(*_done: object) -> None:
            self._saving = False
            self._count()

        def kept(step: int) -> None:
            if steps := shop.journal.steps(1, before=step + 1):
                self.main.undoing.tell_done(steps[0])

        job = self.main.jobs.start(_("Saving"), work)
        for end in (job.done, job.failed, job.cancelled):  # what fails is told by the window
            end.connect(while_there(self, over))
        job.done.connect(while_there(self, kept))

    # -- coming back -------------------------------------------------------------------------------------------------

    def perform(self, command: str, value: object = None) -> bool:
        """``show``: ``all`` or ``open``; ``again``: as it was, with what was chosen and ticked."""
        if command == "show":
            self.show_which(str(value))
        elif command == "again" and isinstance(value, tuple):
            which, days, ticked, known = value
            self.rows.begin_again(dict(days), set(ticked), set(known))
            self.show_which(which)
            self.refresh(frozenset())
        else:
            return False
        return True

    def state(self) -> tuple[str, object] | None:
        """Give what is chosen and who is ticked."""
        rows = self.rows
        known = tuple(one.customer_id for one in rows.found)
        return ("again", (self.which.value, tuple(rows.days.items()), tuple(rows.on), known)) if rows.found else None

    def fit(self) -> None:
        super().fit()
        set_badge(self.keep, "" if self.narrow else native("Ctrl+Enter"))
