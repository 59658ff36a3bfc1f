"""A stamp that landed on the wrong card: whose it is, is found by a few letters, and Enter moves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from smallcrm.domain.errors import ShopError
from smallcrm.domain.loyalty import Why
from smallcrm.i18n import _
from smallcrm.ui.pages.page import sentence, tell
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.popup import Asking
from smallcrm.ui.widgets.quick_find import person_row
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_MOST = 4
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


def ask_move(
    window: MainWindow,
    entry_ids: Sequence[int],
    opener: QWidget,
    *,
    place: QPoint | None = None,
    moved: Callable[[], object] | None = None,
) -> MoveTo:
    """Ask whose the stamps are, below ``opener`` or at a point of the screen; ``moved`` runs once they are theirs."""
    asking = MoveTo(window, entry_ids, opener, moved)
    asking.open_at(place or opener.mapToGlobal(opener.rect().bottomLeft()))
    return asking


class MoveTo(Asking):
    """Asks for a customer; Enter moves the stamps to the one marked, as one step each."""

    def __init__(
        self, window: MainWindow, entry_ids: Sequence[int], opener: QWidget, moved: Callable[[], object] | None
    ) -> None:
        super().__init__(opener, "moveStamp", _("Move the stamp"))
        self.main, self._entries, self._moved = window, tuple(entry_ids), moved
        ledger = window.shop.ledger
        self._owner = next(iter(ledger.owners(self._entries[:1]).values()), 0)
        self.who = Field(_("Whose stamp is it?"), QLineEdit())
        self.line = self.who.widget
        self.line.setObjectName("moveTo")
        self.line.setPlaceholderText(_("Type a name, phone or town"))
        self.line.setMaxLength(200)
        self.line.setMinimumWidth(px(320))
        self.line.textEdited.connect(self.look)
        self.column.addWidget(self.who)
        self.found = RowList("moveToFound", _("Results"), dense=True, grow=True, keep_selection=True)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.acted.connect(lambda _row, _zone: self.commit())
        self.found.hide()
        self.column.addWidget(self.found)
        self.both = button(
            _("Reverse both"), size="small", icon="undo-2", name="reverseBoth", clicked=self._reverse_both
        )
        self.both.hide()
        self.column.addWidget(self.both, 0, Qt.AlignmentFlag.AlignLeft)

    def look(self, text: str) -> None:
        """Search for the text and mark the best one."""
        self.who.set_error("")
        self.both.hide()
        people = [one for one in self.main.shop.customers.search(text) if one.id != self._owner] if text.strip() else []
        self.found.rows.set_rows([person_row(one, text) for one in people[:_MOST]])
        self.found.setVisible(bool(people))
        if people:
            self.found.setCurrentIndex(self.found.rows.index(0, 0))
        elif text.strip():
            self.who.set_error(_("No one matches “{text}”").format(text=text.strip()))
        self.adjustSize()

    def commit(self) -> None:
        """Move the stamps to the customer marked; where that cannot be, say why and stay."""
        row = self.found.current_row() if self.found.isVisible() else None
        if row is None:
            return
        try:
            for entry in self._entries:
                self.main.shop.cards.move(entry, row.key)
        except ShopError as error:
            self.who.set_error(sentence(error))
            self.both.setVisible(error.code == "paid_reward")
            self.adjustSize()
            return
        self._end()

    def _reverse_both(self) -> None:
        try:
            for entry in self._entries:
                self.main.shop.cards.reverse(entry, str(Why.MISTAKE))
        except ShopError as error:
            self.who.set_error(sentence(error))
            return
        self._end()

    def _end(self) -> None:
        self.close()
        tell(self.main)
        if self._moved is not None:
            self._moved()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and self.found.isVisible():
            row = min(self.found.rows.rowCount() - 1, max(0, self.found.currentIndex().row() + step))
            self.found.setCurrentIndex(self.found.rows.index(row, 0))
            return
        super().keyPressEvent(event)
