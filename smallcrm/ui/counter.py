"""Who is at the counter: a button at the right end of the status bar. What is changed from then on bears the name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout

from smallcrm.domain.errors import ShopError
from smallcrm.i18n import _
from smallcrm.store.staff import StaffMember
from smallcrm.ui import machine
from smallcrm.ui.errors import sentence
from smallcrm.ui.status_bar import StatusButton
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class Counter(QObject):
    """Shows and changes who is at the counter; remembered for each shop on this PC."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shown: StatusButton | None = None
        self.menu = QMenu(window)
        self.menu.setObjectName("counterMenu")
        self.adding: Adding | None = None
        self._take(self._remembered())

    # -- who ---------------------------------------------------------------------------------------------------------

    def choose(self, member: StaffMember | None) -> None:
        """Let somebody (or nobody) be at the counter."""
        self._take(member)
        self._window.settings.setValue(self._key(), member.id if member else 0)
        self._window.places.refresh(frozenset({"staff"}))

    def refresh(self) -> None:
        """Look again who works here: somebody renamed bears the new name, somebody who left is no longer there."""
        self._take(self._remembered())

    def _take(self, member: StaffMember | None) -> None:
        self._window.shop.actor = member.name if member else ""
        self._show()

    def _remembered(self) -> StaffMember | None:
        chosen = machine.whole(self._window.settings, self._key())
        return next((one for one in self._staff() if one.id == chosen), None)

    def _staff(self) -> list[StaffMember]:
        return [one for one in self._window.shop.staff.all() if one.active]

    def _key(self) -> str:
        return machine.of_shop("counter", self._window.shop.file)

    # -- the button --------------------------------------------------------------------------------------------------

    def attach(self) -> None:
        """Put the button into a status bar just made."""
        made = StatusButton()
        made.setObjectName("counterButton")
        made.clicked.connect(self.ask)
        self._shown = made
        self._window.status.add_right(made)
        self._show()

    def _show(self) -> None:
        if self._shown is None:
            return
        who = self._window.shop.actor
        words = _("At the counter: {name}").format(name=who) if who else _("Who is at the counter?")
        self._shown.show_state(words, "user", "muted", _("Changes bear this name in the history"))

    def ask(self) -> None:
        """Open the menu: everybody who works here, nobody, somebody new."""
        menu, anchor = self.menu, self._shown
        menu.clear()
        group = QActionGroup(menu)
        staff, now = self._staff(), self._window.shop.actor
        for member in staff:
            self._entry(group, member.name, member, on=member.name == now)
        self._entry(group, _("Nobody"), None, on=not now)
        menu.addSeparator()
        if now:
            menu.addAction(_("Changed with my customers")).triggered.connect(lambda: self._window.go("changed"))
        menu.addAction(_("Add somebody…")).triggered.connect(self.add)
        chosen = next((entry for entry in menu.actions() if entry.isChecked()), menu.actions()[0])
        menu.popup(self._above(anchor, menu.sizeHint().width(), menu.sizeHint().height()))
        menu.setActiveAction(chosen)

    def _entry(self, group: QActionGroup, words: str, member: StaffMember | None, *, on: bool) -> None:
        entry = QAction(words.replace("&", "&&"), self.menu)
        entry.setCheckable(True)
        entry.setChecked(on)
        entry.triggered.connect(partial(self.choose, member))
        group.addAction(entry)
        self.menu.addAction(entry)

    def _above(self, anchor: StatusButton | None, width: int, height: int) -> QPoint:
        if anchor is None:
            return self._window.rect().center()
        corner = anchor.mapToGlobal(anchor.rect().topRight())
        return QPoint(corner.x() - width, corner.y() - height)

    def add(self) -> None:
        """Ask for the name of somebody new, who is at the counter from then on."""
        self.adding = Adding(self._window, self._add)
        size = self.adding.sizeHint()  # adjustSize makes no panel lower than 100
        self.adding.resize(size)
        self.adding.move(self._above(self._shown, size.width(), size.height()))
        self.adding.show()
        self.adding.line.setFocus()

    def _add(self, name: str) -> None:
        new = self._window.shop.staff.add(name)
        self.choose(next(one for one in self._staff() if one.id == new))


class Adding(Popup):
    """A small panel above the button: a name and Add. What cannot be stays typed, with the reason below."""

    def __init__(self, window: MainWindow, add: Callable[[str], object]) -> None:
        super().__init__(window, "addStaff", _("Name of somebody who works here"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add = add
        self.column.setContentsMargins(px(12), px(10), px(12), px(8))
        self.line = QLineEdit()
        self.line.setObjectName("newStaff")
        self.line.setMaxLength(80)
        self.line.setMinimumWidth(px(220))
        self.line.returnPressed.connect(self.take)
        self.field = Field(_("Name of somebody who works here"), self.line)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.field, 1)
        beside = QVBoxLayout()  # the button stands beside the line, whatever is told below it
        beside.addSpacing(self.field.label.sizeHint().height() + px(4))
        self.button = button(_("Add"), "primary", clicked=self.take)
        beside.addWidget(self.button)
        beside.addStretch(1)
        beside.setSpacing(0)
        row.addLayout(beside)
        self.column.addLayout(row)

    def take(self) -> None:
        """Add whoever was typed."""
        try:
            self._add(self.line.text())
        except ShopError as error:
            self.field.set_error(sentence(error))
            return
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible() and event.oldSize().isValid():  # grows upwards and leftwards: the window ends there
            more = event.size() - event.oldSize()
            self.move(self.x() - more.width(), self.y() - more.height())
