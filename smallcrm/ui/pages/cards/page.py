"""Cards and rewards: where a scan is answered, the programmes, the editor of one, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from smallcrm.domain.errors import NotFound
from smallcrm.domain.loyalty_terms import Programme
from smallcrm.i18n import _
from smallcrm.ui.pages.cards.overview import Counted, Overview
from smallcrm.ui.pages.cards.people import PeopleList
from smallcrm.ui.pages.cards.programme import Editor, texts_of
from smallcrm.ui.pages.cards.reckoning import Reckoning
from smallcrm.ui.pages.cards.report import ProgrammeView
from smallcrm.ui.pages.cards.waiting import AllExpiring, AllRewards
from smallcrm.ui.pages.counts import due_now
from smallcrm.ui.pages.page import Page, scrolling, tell
from smallcrm.ui.pages.today_cards import LastScans
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.page import PageHeader
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

PRINTING = "cardPrint"
"""The page that prints membership cards."""


class CardsPage(Page):
    """Shows one thing at a time: all programmes, one of them, its editor, or people whom a figure counts."""

    AREAS = frozenset({"cards", "customers", "entries", "settings", "journal"})
    SCROLLS = True

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "cardsPage", _("Cards & rewards"))
        self.last_scans = LastScans(window)
        self.rewards, self.expiring = AllRewards(window), AllExpiring(window)
        self.overview = Overview(window, self.last_scans, self.rewards, self.expiring)
        self.answer_place = self.overview.answer_place
        self.first = button(_("New programme"), "primary", icon="plus", name="firstProgramme")
        self.nothing = self._none()
        self.stack = QStackedWidget()
        self._whole = self._all_of_them()
        self._one: QScrollArea | None = None
        """Holds the report of one programme, once it is made."""
        for widget in (self.nothing, self._whole):
            self.stack.addWidget(widget)
        self.column.addWidget(self.stack, 1)
        self._counting: Reckoning[Counted] = Reckoning(window, self)
        self._from: QWidget = self._whole
        for new in (self.first, self.new_button):
            new.clicked.connect(lambda: self.perform("new"))
        self.overview.opened.connect(lambda number: self.perform("report", number))
        self.overview.people.connect(self._show_people)
        for card in (self.rewards, self.expiring):
            card.people.connect(self._show_crowd)

    def _none(self) -> QWidget:
        holder, card = QWidget(), Card()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(PageHeader(_("Cards & rewards")))
        told = _("Ten stamps and a free coffee, or whatever your regulars like: say it once, then a scan stamps.")
        card.body.addWidget(Empty("cup", _("No programme yet"), told, (self.first,)))
        column.addWidget(card, 1)
        return holder

    def _all_of_them(self) -> QScrollArea:
        self.print_button = button(_("Print membership cards"), icon="printer", name="printMemberCards")
        self.print_button.clicked.connect(lambda: self.main.perform(PRINTING, "print", ()))
        self.new_button = button(_("New programme"), icon="plus", name="newProgramme")
        self.header = PageHeader(_("Cards & rewards"), "", (self.print_button, self.new_button))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.header)
        column.addWidget(self.overview)
        column.addStretch(1)
        return scrolling(inner, "cardsArea")

    # -- what is made when it is first shown -----------------------------------------------------------------------

    @cached_property
    def view(self) -> ProgrammeView:
        """The report of one programme."""
        made = ProgrammeView(self.main)
        made.left.connect(self.show_all)
        made.edited.connect(lambda number: self.perform("programme", number))
        made.people.connect(self._show_crowd)
        self._one = scrolling(made, "programmeReport")
        self.stack.addWidget(self._one)
        return made

    @cached_property
    def editor(self) -> Editor:
        """The form of one."""
        made = Editor(self.main)
        made.left.connect(self._leave_editor)
        made.saved.connect(self._saved)
        made.people.connect(self._show_crowd)
        self.stack.addWidget(made)
        return made

    @cached_property
    def crowd(self) -> PeopleList:
        """People whom a figure counts."""
        made = PeopleList(self.main)
        made.left.connect(self._leave_crowd)
        self.stack.addWidget(made)
        return made

    # -- reading ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the programmes; an editor that is open keeps what is typed in it."""
        programmes = self.shop.programmes.all()
        if self.stack.currentWidget() is self._one:
            self._show_report(self.view.programme.id if self.view.programme else 0)
        here = self.stack.currentWidget()
        if not programmes and not isinstance(here, Editor):
            self.stack.setCurrentWidget(self.nothing)
        elif programmes and here is self.nothing:
            self.stack.setCurrentWidget(self._whole)
        self.begins_at = self.overview.answer_place.finding if programmes else self.first
        if programmes:
            due = due_now(self.shop)
            self.last_scans.load()
            self.rewards.load(due)
            self.expiring.load(due)
            self.overview.show_programmes(programmes, self.shop.programmes.on_scan(), self.shop.today)
            self._count(programmes)

    def _count(self, programmes: list[Programme]) -> None:
        shop, ids = self.shop, [one.id for one in programmes]

        def work() -> Counted:
            return Counted({one: shop.card_report.of(one, 1) for one in ids}, shop.cards.owed())

        self._counting.ask(work, self.overview.count)

    # -- moving about ----------------------------------------------------------------------------------------------

    def show_all(self) -> None:
        """Show all programmes."""
        shown = self.view.programme if self.stack.currentWidget() is self._one else None
        self.stack.setCurrentWidget(self._whole)
        self.load()
        tile = next((one for one in self.overview.tiles if shown and one.programme.id == shown.id), None)
        (tile.open_button if tile else self.begins_at or self.new_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_report(self, programme_id: int) -> bool:
        """Show one programme; one that is gone leads back to all of them."""
        with suppress(NotFound):
            before, programme = self.view.programme, self.shop.programmes.get(programme_id)
            self.view.show_programme(programme)
            if self._one is not None and (before is None or before.id != programme.id):
                self._one.verticalScrollBar().setValue(0)  # it stands where another one was read
            self.stack.setCurrentWidget(self._one or self._whole)
            return True
        self.stack.setCurrentWidget(self._whole)
        return False

    def _edit(self, programme_id: int, texts: Mapping[str, str] | None = None) -> None:
        self._load_once()  # the shop's programmes stand behind it
        try:
            self.stack.setCurrentWidget(self.editor)
            self.editor.begin(programme_id, texts)
        except NotFound:
            self.show_all()

    def _saved(self, programme_id: int) -> None:
        self._show_report(programme_id)
        self.view.change.setFocus(Qt.FocusReason.OtherFocusReason)
        tell(self.main)

    def _leave_editor(self) -> None:
        kept = self.editor.kept
        if kept is not None and self._show_report(kept.id):
            self.view.change.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.show_all()

    def _show_people(self, programme: Programme, which: str, caption: str) -> None:
        self.view.programme = programme
        self.view.show_people(which, caption)

    def _show_crowd(self, ids: tuple[int, ...], heading: str) -> None:
        self._from = self.stack.currentWidget() or self._whole
        self.stack.setCurrentWidget(self.crowd)
        self.crowd.show_people(ids, heading)

    def _leave_crowd(self) -> None:
        self.stack.setCurrentWidget(self._from)
        if self._from is self._one:
            self.view.back.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(self._from, Editor):
            self.editor.effects.asked.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.show_all()

    def perform(self, command: str, value: object = None) -> bool:
        """``new``; ``programme`` (id): its editor; ``report`` (id); ``typed``: an editor as it was left.

        ``all`` leads to the overview, unless something is being typed.
        """
        if command in {"new", "programme"}:
            self._edit(value if isinstance(value, int) and command == "programme" else 0)
        elif command == "typed":
            self._edit(*texts_of(value))
        elif command == "report" and isinstance(value, int):
            if self._show_report(value):
                self.view.change.setFocus(Qt.FocusReason.OtherFocusReason)
        elif command == "all":
            if not isinstance(self.stack.currentWidget(), Editor) or not self.editor.touched:
                self.show_all()
        else:
            return False
        return True

    def state(self) -> tuple[str, object] | None:
        """Give how to come back to what is shown, with what is typed."""
        here = self.stack.currentWidget()
        if isinstance(here, Editor):
            return "typed", self.editor.typed()
        if here is self._one and self.view.programme is not None:
            return "report", self.view.programme.id
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.stack.currentWidget()
        if event.key() == Qt.Key.Key_Escape and (here is self._one or isinstance(here, PeopleList)):
            (self.show_all if here is self._one else self._leave_crowd)()
            return
        super().keyPressEvent(event)

    def fit(self) -> None:
        super().fit()
        self.overview.arrange(self.width())
