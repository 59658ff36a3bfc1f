"""Customers: the list and the person chosen in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget

from smallcrm.domain.errors import NotFound
from smallcrm.i18n import _
from smallcrm.ui.pages.customers.begun_before import offer_begun
from smallcrm.ui.pages.customers.composer import Begun
from smallcrm.ui.pages.customers.facts import Unsaved
from smallcrm.ui.pages.customers.list_pane import ListPane
from smallcrm.ui.pages.customers.new_customer import NewCustomer
from smallcrm.ui.pages.customers.person import PersonPage
from smallcrm.ui.pages.page import Page
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


WRITING = frozenset({"stamp", "note", "visit", "complaint", "call", "letter", "edit", "delete"})
"""Commands that need somebody who is shown."""


class CustomersPage(Page):
    """List pane at the left; at the right a person, a new one, or what to do first."""

    AREAS = frozenset(
        {"customers", "entries", "cards", "occasions", "letters", "settings", "follow_ups", "gifts", "rules", "staff"}
        | {"occasion_kinds"}
    )

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "customersPage", _("Customers"))
        self.pane, self.person, self.new = ListPane(window), PersonPage(window), NewCustomer(window)
        self.kept_clear = self.person.header.name
        self.pane.chosen.connect(self.show_person)
        self.pane.entered.connect(self.person.begin)
        self.pane.new_wanted.connect(lambda text: self.perform("new_customer", text))
        self.new.added.connect(self.open)
        self.new.open_wanted.connect(self.open)
        self.new.left.connect(self._leave_new)
        self.nobody = self._nobody()
        self.detail = QStackedWidget()
        for widget in (self.nobody, self.person, self.new):
            self.detail.addWidget(widget)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setHandleWidth(1)  # Qt widens what the mouse can take
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.pane)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(1, 1)
        self.pane.setMinimumWidth(px(208))
        self.split.splitterMoved.connect(lambda width, _index: window.keep("list", width))
        self.begun = Strip(name="strip")
        self.column.setSpacing(0)
        self.column.addWidget(self.begun)
        self.column.addWidget(self.split, 1)
        person = self.person
        self._doing: dict[str, Callable[[], object]] = {
            **{kind: partial(person.write, kind) for kind in ("note", "complaint", "call")},
            "letter": person.write_letter,
            "go_on": partial(person.write, ""),
            "visit": person.log_visit,
            "stamp": person.cards.stamp,
            "edit": person.facts.edit_current,
            "delete": person.bin,
        }
        self._shown = 0
        self.meant = False
        """Whether somebody chose the customer shown; else it is just the first of the list."""

    def _nobody(self) -> Empty:
        self.add = button(
            _("Add a customer"), "primary", icon="user-plus", clicked=lambda: self.perform("new_customer")
        )
        return Empty(
            "card",
            _("Your first regular goes here"),
            _("A name is enough. The rest can wait."),
            (
                self.add,
                button(_("Import from a file"), "link", clicked=lambda: self.main.perform("import", "import")),
            ),
        )

    def load(self) -> None:
        """Read the list and the person again."""
        self._leave_bin()
        offer_begun(self.main, self.begun)
        self.pane.reload(self._shown)
        self.begins_at = self.pane.list if self.pane.list.rows.rowCount() else self.add
        if self.detail.currentWidget() is self.new:
            return
        if self._shown:
            self._read(self._shown)
        elif first := self.shop.customers.page(0, 1, query=self.pane.query):
            self._read(first[0].id)
            self.pane.select(first[0].id)
        else:
            self.detail.setCurrentWidget(self.nobody)

    def _leave_bin(self) -> None:
        """Who was just put into the bin makes way for the next in the list."""
        if self._shown and self.pane.query.state != "binned" and self.shop.customers.binned(self._shown):
            line = max(0, self.pane.list.currentIndex().row())
            near = self.shop.customers.ids(self.pane.query, max(0, line - 1), 2)
            self._shown = near[min(line, 1, len(near) - 1)] if near else 0

    def _read(self, customer_id: int) -> None:
        try:
            customer = self.shop.customers.get(customer_id)
        except NotFound:
            self._shown = 0
            self.detail.setCurrentWidget(self.nobody)
            return
        self._shown = customer_id
        self.detail.setCurrentWidget(self.person)
        self.person.show_customer(customer)

    def show_person(self, customer_id: int) -> None:
        """Show somebody beside the list."""
        self.meant = True
        if customer_id != self._shown or self.detail.currentWidget() is not self.person:
            self._read(customer_id)

    def open(self, customer_id: int) -> None:
        """Show somebody from the top, wherever they are in the list, and go to their first action."""
        if self.shop.customers.position(customer_id, self.pane.query) < 0:
            self.pane.clear()
        self.meant = True
        self._read(customer_id)
        self.pane.reload(customer_id)
        self._stale = False
        self.person.begin()
        self.person.area.verticalScrollBar().setValue(0)  # a fact that had the keys brought itself into sight

    def perform(self, command: str, value: object = None) -> bool:
        """``open`` (id), ``new_customer`` (name), ``edit``, ``fill`` (id and what lacks), ``delete``.

        ``stamp``, ``note``, ``visit``, ``complaint``, ``call``, ``letter``: of a customer (id), or of the one shown.
        ``go_on``: with what was begun for a customer (id). ``card``: the history of a card (id and programme).
        """
        if command == "new_customer":
            self.detail.setCurrentWidget(self.new)
            self.new.begin(value if isinstance(value, str) else "")
            return True
        if isinstance(value, int):
            self.open(value)
        if command in WRITING and self.detail.currentWidget() is not self.person:
            self.main.find_customer()  # a form is shown, or nobody: for whom is asked first
            return False
        if command == "fill" and isinstance(value, tuple):
            self.open(int(value[0]))
            self.person.fill(str(value[1]))
        elif command == "card" and isinstance(value, tuple):
            self.open(int(value[0]))
            self.person.cards.open_book(int(value[1]))
        elif self._shown and command in self._doing:
            self._doing[command]()
        return bool(self._shown)

    def state(self) -> tuple[str, object] | None:
        """Give how to come back to the person shown, or to the new one being typed."""
        if self.detail.currentWidget() is self.new:
            return "new_customer", ""
        return ("open", self._shown) if self._shown else None

    def unsaved(self) -> tuple[Begun, Unsaved] | None:
        """Give the notes and facts begun for anybody; None where there are none."""
        begun, typed = self.person.composer.unsaved(), self.person.facts.unsaved()
        return (begun, typed) if any(begun) or typed else None

    def take_up(self, unsaved: tuple[Begun, Unsaved]) -> None:
        """Have the notes and facts that were begun on the page that stood here before."""
        self.person.composer.take_up(unsaved[0])
        self.person.facts.take_up(unsaved[1])

    def leave(self) -> None:
        """Save the fact that is being changed, if it can be; keep what was begun."""
        self.person.composer.drafts.store()
        self.new.keep_draft()
        if self.person.facts.editor is not None:
            self.person.facts.editor.commit()

    def _leave_new(self) -> None:
        if self._shown:
            self._read(self._shown)
            self.person.begin()
        else:
            self.detail.setCurrentWidget(self.nobody)
            self.pane.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        kept = str(self.main.remembered("list") or "")
        usual = px(232 if self.narrow else 288)
        wanted = min(int(kept), self.width() // 2) if kept.isdigit() else usual
        self.split.setSizes([max(px(208), wanted), self.width()])
