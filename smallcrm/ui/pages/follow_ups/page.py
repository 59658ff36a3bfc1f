"""Follow-ups: the list of what waits, and everything of the one chosen in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from smallcrm.i18n import _
from smallcrm.store.follow_up_list import FollowUpFilter
from smallcrm.store.follow_up_rows import FollowUpRow
from smallcrm.ui.pages.follow_ups.detail import Detail
from smallcrm.ui.pages.follow_ups.new import NewFollowUp
from smallcrm.ui.pages.follow_ups.pane import FollowUpPane
from smallcrm.ui.pages.follow_ups.typing import Held
from smallcrm.ui.pages.page import Page, scrolling
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop
    from smallcrm.ui.window import MainWindow

STACKED_BELOW = 640
"""Width of the page under which the list stands above the follow-up, px at 100 %."""
STACKED_HEIGHT, LEAST = 640, 240
"""Heights that list and follow-up need above and beside each other, px at 100 %."""
LIST, LIST_NARROW = 424, 320
"""Usual widths of the list, px at 100 %."""


class FollowUpsPage(Page):
    """List pane at the left; at the right one follow-up, a new one, or nothing to do."""

    AREAS = frozenset({"follow_ups", "customers", "entries", "rules", "staff", "settings"})

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "followUpsPage", _("Follow-ups"))
        self.pane, self.view, self.new = FollowUpPane(window), Detail(window), NewFollowUp(window)
        self.pane.new_wanted.connect(lambda: self.perform("new"))
        self.pane.list.chosen.connect(self.show_one)
        self.pane.listed.connect(self._follow)
        self.pane.list.acted.connect(self._act)
        self.view.open_wanted.connect(self.open)
        self.new.added.connect(self._added)
        self.new.left.connect(self._leave_new)
        self.add = button(_("New follow-up"), "primary", icon="plus", clicked=lambda: self.perform("new"))
        self.nothing = Empty(
            "cup",
            _("Nothing is waiting"),
            _("What you promise, and what is to be asked or put right, stands here until it is done."),
            (self.add,),
        )
        self.right = QStackedWidget()
        self.blank = QWidget()
        for widget in (self.nothing, self.view, self.new, self.blank):
            self.right.addWidget(widget)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.pane)
        self.split.addWidget(self.right)
        self.split.setStretchFactor(1, 1)
        # Where the list stands above, its height is nobody's width.
        name = {Qt.Orientation.Horizontal: "followUpList", Qt.Orientation.Vertical: "followUpHeight"}
        self.split.splitterMoved.connect(lambda size, _index: window.keep(name[self.split.orientation()], size))
        self.column.setSpacing(0)
        self.column.addWidget(scrolling(self.split), 1)
        self._clock = QTimer(self, interval=60_000)
        self._clock.timeout.connect(self._new_day)
        self._clock.start()
        self._day = self.shop.today

    def _new_day(self) -> None:
        if self.shop.is_open and self.shop.today != self._day:
            self.refresh(frozenset())

    # -- reading -----------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the list and the follow-up shown; what is gone from the list makes way for the next."""
        self._day = self.shop.today
        self.pane.reload(self._shown())
        if self.pane.reading:
            self.pane.pass_by(self._shown())
        self._begin()
        if self.right.currentWidget() is not self.new:
            self._read(self.pane.list.current_id())

    def _begin(self) -> None:
        """Begin in the list, unless nothing is in it nor on its way."""
        self.begins_at = self.pane.list if self.pane.list.rows.rowCount() or self.pane.reading else self.add

    def _shown(self) -> int:
        return self.view.row.follow_up.id if self.view.row else 0

    def _read(self, follow_up_id: int) -> None:
        found = self.shop.follow_ups.with_ids([follow_up_id]) if follow_up_id else []
        held = self.right.currentWidget() is self.view and self.view.isAncestorOf(self.main.focusWidget() or self)
        moved = bool(found) and found[0].follow_up.id != self._shown()
        if held and (moved or not found):  # what was worked on is gone from the list: on with the next
            (self.pane.list if found else self.pane.search).setFocus(Qt.FocusReason.OtherFocusReason)
        if found:
            self.view.show_row(found[0])
        else:
            self.view.row = None
        blank = self.blank if self.pane.narrowed or self.pane.reading else self.nothing
        self.right.setCurrentWidget(self.view if found else blank)

    def _follow(self, follow_up_id: int) -> None:
        """Show what the list marks now: nobody may work on one follow-up and read another's name."""
        here = self.right.currentWidget()
        self._begin()
        if here is not self.new and (here is not self.view or follow_up_id != self._shown()):
            self.view.typing.keep_all()
            self._read(follow_up_id)

    def show_one(self, follow_up_id: int) -> None:
        """Show a follow-up beside the list, once what was typed for the one before is saved or put by."""
        if follow_up_id and (follow_up_id != self._shown() or self.right.currentWidget() is not self.view):
            self.view.typing.keep_all()
            self._read(follow_up_id)

    def open(self, follow_up_id: int) -> None:
        """Show a follow-up wherever it stands, with the list at it."""
        found = self.shop.follow_ups.with_ids([follow_up_id])
        if not found:
            return
        self.pane.list.mark(follow_up_id)
        if self.pane.lets(found[0].follow_up):
            self.pane.reload(follow_up_id)
        else:
            live = found[0].follow_up.live
            self.pane.filter(FollowUpFilter() if live else FollowUpFilter(states=()), follow_up_id)
        self._stale = False
        self.right.setCurrentWidget(self.view)
        self._read(follow_up_id)
        self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- doing -------------------------------------------------------------------------------------------------------

    def _act(self, row: Row | None, zone: str) -> None:
        if zone == "new":
            self.perform("new")
            return
        found = _row_of(self.shop, row)
        if found is None:
            return
        f, at = found.follow_up, self.pane.list.point_of()
        if f.id != self._shown():
            self.show_one(f.id)
        if zone == "open":
            self.view.begin()
        elif zone == "button":
            self.view.doing.done(f)
        elif zone == "drop":
            self.view.doing.drop(f)
        elif zone == "menu":
            self.view.doing.menu(f, found.phone, self.pane.list, at)

    def perform(self, command: str, value: object = None) -> bool:
        """``open`` (id), ``filter`` (FollowUpFilter), ``new`` (nothing, customer id or day), ``show`` (filter, id)."""
        if command == "open" and isinstance(value, int):
            self.open(value)
        elif command == "filter" and isinstance(value, FollowUpFilter):
            self.right.setCurrentWidget(self.view if self.view.row else self.nothing)
            self.pane.filter(value)
            self._read(self.pane.list.current_id())
            self._stale = False
            self._take_keys()
        elif command == "show" and isinstance(value, tuple):
            self.perform("filter", value[0])
            if value[1]:
                self.open(int(value[1]))
        elif command == "new":
            self.right.setCurrentWidget(self.new)
            self.new.begin(value if isinstance(value, int) else 0, value if isinstance(value, date) else None)
        else:
            return False
        return True

    def state(self) -> tuple[str, object] | None:
        """Give how to come back to what is shown."""
        if self.right.currentWidget() is self.new:
            return "new", self.new.customer
        return "show", (replace(self.pane.wanted), self._shown())

    def unsaved(self) -> Held:
        """Give what was typed for any follow-up and is not saved."""
        return self.view.typing.unsaved()

    def take_up(self, held: Held) -> None:
        """Have what was typed on the page that stood here before."""
        if held:
            self.view.typing.take_up(held)

    def leave(self) -> None:
        """Save what is being changed, if it can be."""
        self.view.typing.keep_all()
        self.new.keep_draft()

    def _added(self, follow_up_id: int) -> None:
        self.right.setCurrentWidget(self.view)
        self.open(follow_up_id)

    def _leave_new(self) -> None:
        self.right.setCurrentWidget(self.view if self.view.row else self.nothing)
        self._read(self.pane.list.current_id())
        self._take_keys()

    def _take_keys(self) -> None:
        """Have the keys in the list; where the filter leaves none in its search, else at the button for a new one."""
        self._begin()
        blank = self.right.currentWidget() is self.blank and not self.pane.reading
        (self.pane.search if blank else self.begins_at or self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Esc in the follow-up leads back to the list, and from there to quick-find.
        focus = self.main.focusWidget()
        inside = focus is not None and self.right.isAncestorOf(focus)
        if event.key() == Qt.Key.Key_Escape and inside and self.pane.list.rows.rowCount():
            self.pane.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def fit(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        stacked = self.width() < px(STACKED_BELOW)
        self.split.setOrientation(Qt.Orientation.Vertical if stacked else Qt.Orientation.Horizontal)
        self.pane.setMinimumWidth(0 if stacked else px(240))
        for part in (self.pane, self.view, self.new):
            part.fit(narrow=self.narrow)
        # Large letters in a small window: the page is higher than the window, and scrolls.
        self.split.setMinimumHeight(px(STACKED_HEIGHT) if stacked else px(LEAST))
        if stacked:
            self.split.setSizes([px(STACKED_HEIGHT) // 2, px(STACKED_HEIGHT) // 2])
            return
        kept = str(self.main.remembered("followUpList") or "")
        usual = px(LIST_NARROW if self.narrow else LIST)
        wanted = min(int(kept), self.width() // 2) if kept.isdigit() else min(usual, self.width() // 2)
        self.split.setSizes([max(px(240), wanted), self.width()])


def _row_of(shop: Shop, row: Row | None) -> FollowUpRow | None:
    if row is None or not isinstance(row.data, int):
        return None
    return next(iter(shop.follow_ups.with_ids([row.data])), None)
