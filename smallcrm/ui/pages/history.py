"""History: who changed what and when; each step can be taken back, and the last one done again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from smallcrm.domain.errors import NotFound, ShopError
from smallcrm.i18n import _, ngettext
from smallcrm.store.journal import Step
from smallcrm.store.undoing import concerned, redoable
from smallcrm.ui import worn
from smallcrm.ui.pages.history_rows import PORTION, HistoryRows
from smallcrm.ui.pages.page import Page, header, sentence
from smallcrm.ui.patience import patient
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.widgets.search_pane import SearchField
from smallcrm.ui.widgets.strip import Repair, Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class HistoryPage(Page):
    """The steps of the shop, or of one customer, newest first, with a field to search them."""

    AREAS = frozenset({"journal"})

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "historyPage", _("History"))
        self._customer = 0
        self.whose = PlainLabel("", "body", "muted")
        self.everybody = button(_("All changes"), icon="history", clicked=lambda: self.perform("open", 0))
        self.search = SearchField(_("Search the changes"))
        self.search.setObjectName("historyFind")
        self._wait = QTimer(self, singleShot=True, interval=60)
        self._wait.timeout.connect(self.load)
        self.search.textChanged.connect(lambda _text: self._wait.start())
        self.column.addLayout(header(_("History"), self.everybody, self.search, context=self.whose))
        self.strip = Strip()
        self.column.addWidget(self.strip)
        self.list = RowList("historyList", _("History"))
        self.rows = HistoryRows(self.list)
        self.list.show_model(self.rows)
        self.list.people.button_width = _button_width()
        self.list.acted.connect(self._act)
        self.rows.rowsInserted.connect(self._measure)
        self.rows.settled.connect(self._show_what_there_is)
        card = Card()
        card.body.addWidget(self.list)
        self.stack = QStackedWidget()
        self.stack.addWidget(card)
        self._nothing, self._no_hit = self._empty_states()
        self.column.addWidget(self.stack, 1)

    def _empty_states(self) -> tuple[QWidget, QWidget]:
        nothing = Empty(
            "cup",
            _("Nothing has been changed yet"),
            _("Whatever you do is written down here, and you can take it back."),
            (button(_("New customer"), icon="user-plus", clicked=self._new_customer),),
        )
        no_hit = Empty("search", "", "", (button(_("Show all changes"), clicked=self._ask_nothing),))
        self.no_hit_words = no_hit
        cards = (Card(), Card())
        for card, state in zip(cards, (nothing, no_hit), strict=True):
            card.body.addWidget(state)
            self.stack.addWidget(card)
        return cards

    def _new_customer(self) -> None:
        self.main.perform("customers", "new_customer")

    def _ask_nothing(self) -> None:
        self.search.clear()
        self._wait.stop()
        self.load()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- reading ---------------------------------------------------------------------------------------------------

    @patient
    def load(self) -> None:
        """Read the newest steps that fit what is asked."""
        if not self.shop.is_open:
            return
        journal, customer = self.shop.journal, self._customer or None
        self.rows.begin(
            lambda before: journal.steps(PORTION, customer, before=before) if self.shop.is_open else (),
            asked=self.search.text(),
            today=self.shop.today.isoformat(),
            redoable=redoable(self.shop),
        )
        self.everybody.setVisible(bool(self._customer))
        self.whose.setText(self.shop.customers.name_of(self._customer) if self._customer else "")

    def _measure(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Headings among the rows that came later are lower than the rows."""
        for number in range(first, last + 1):
            if self.rows.row(number).group:
                self.list.setRowHeight(number, self.list.people.height(self.rows.row(number)))

    def _show_what_there_is(self) -> None:
        asked = self.search.text().strip()
        if self.rows.rowCount():
            self.stack.setCurrentIndex(0)
        elif asked:
            self.no_hit_words.set_words(_("No change matches “{text}”").format(text=asked))
            self.stack.setCurrentWidget(self._no_hit)
        else:
            self.stack.setCurrentWidget(self._nothing)

    # -- turning ---------------------------------------------------------------------------------------------------

    def _act(self, row: Row, zone: str) -> None:
        step: Step = row.data
        if zone == "open":
            self._open(step)
        elif zone == "button" and step.undone:
            self._turn(lambda: self.main.undoing.redo_step(step))
        elif zone == "button":
            self._turn(lambda: self.main.undoing.undo_step(step), step)

    def _open(self, step: Step) -> None:
        """Show whom the step was about, where it was one person who is still there."""
        customer = concerned(self.shop, step.id)
        with suppress(NotFound):
            if customer and self.shop.customers.name_of(customer) and not self.shop.customers.binned(customer):
                self.main.perform("customers", "open", customer)

    def _turn(self, work: Callable[[], object], step: Step | None = None) -> None:
        try:
            work()
        except ShopError as error:
            self._refuse(error, step)
            return
        self.strip.hide()

    def _refuse(self, error: ShopError, step: Step | None) -> None:
        """Say why not; where later steps are in the way, offer to take those back first."""
        later = sorted(error.values.get("steps", []), reverse=True) if error.code == "changed_later" else []
        repairs: list[Repair] = []
        if later and step is not None:
            words = ngettext("Take back that one too", "Take back all {n} of them too", len(later))
            repairs = [(words.format(n=len(later)), lambda: self._turn_all(later, step))]
        self.strip.say(sentence(error), "warn", repairs=repairs)

    def _turn_all(self, later: list[int], step: Step) -> None:
        """Take back the later steps and then the step; what cannot be is told, and stays."""
        try:
            for number in later:
                self.shop.journal.undo_step(number)
        except ShopError as error:
            self._refuse(error, None)
            return
        self._turn(lambda: self.main.undoing.undo_step(step), step)

    def perform(self, command: str, value: object = None) -> bool:
        """``open``: show the history of one customer (id), or of all (0)."""
        if command == "open":
            self._customer = value if isinstance(value, int) else 0
            self.search.clear()
            self._wait.stop()
            self.strip.hide()
            self.load()
            self.list.scrollToTop()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return command == "open"

    def state(self) -> tuple[str, object] | None:
        """Give how to come back to the history of the customer shown."""
        return ("open", self._customer) if self._customer else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self._ask_nothing()
            return
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def fit(self) -> None:
        super().fit()
        self.search.setFixedWidth(px(200 if self.narrow else 280))


def _button_width() -> int:
    """Room for the longer of the two verbs, px at 100 %."""
    metrics = QFontMetrics(worn.font("strong"))
    widest = max(metrics.horizontalAdvance(verb) for verb in (_("Undo"), _("Redo")))
    return max(96, round(widest / worn.scale()) + 28)
