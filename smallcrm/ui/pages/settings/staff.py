"""Who works here: names and initials, somebody new, let go, have back. Nothing here measures a person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from smallcrm.i18n import _
from smallcrm.store.staff import StaffMember
from smallcrm.ui.pages.page import later, tell
from smallcrm.ui.pages.settings.own_rows import OwnRows, line
from smallcrm.ui.pages.settings.rows import Section, Told
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.plain import PlainLabel

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def staff_section(window: MainWindow) -> Section:
    """Make the section of those who work here."""
    return Section("staff", _("Who works here"), "users", lambda: (StaffList(window),))


class StaffList(OwnRows):
    """One row a person, and one for somebody new."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, _("Name"), _("Initials"), _("At the counter"), _("Add"))
        self.show_all()

    def show_all(self) -> None:
        """Show everybody as they stand now; what is being typed for somebody new stays."""
        typed = self.new.text() if hasattr(self, "new") else ""
        told = _("Changes bear the name of whoever is at the counter. Choose it in the status bar, or by Ctrl+T.")
        self.begin(told)
        everybody = self.main.shop.staff.all()
        for member in everybody:
            self.add_row(*(self._person(member) if member.active else self._former(member)))
        if everybody:
            self.column.addWidget(Hairline())
        self.add_row(*self._somebody_new(typed))

    def _person(self, member: StaffMember) -> tuple[QHBoxLayout, Told]:
        row, said = QHBoxLayout(), Told()
        name = line(member.name, f"staff_{member.id}", _("Name of {name}").format(name=member.name))
        label = _("Initials of {name}").format(name=member.name)
        initials = line(member.initials, f"initials_{member.id}", label, longest=4, width=76)
        kept = [(member.name, member.initials)]

        def rename() -> None:
            wanted = (name.text().strip(), initials.text().strip())
            if wanted == kept[0]:
                return
            done = self.do(lambda: self.main.shop.staff.rename(member.id, *wanted), said)
            name.setProperty("wrong", not done)
            name.update()
            if done:
                kept[0] = wanted

        for field in (name, initials):
            field.editingFinished.connect(rename)
        go = button(_("Let go"), size="small", name=f"letGo_{member.id}", clicked=partial(self._let_go, member, said))
        go.setAccessibleName(_("{name} no longer works here").format(name=member.name))
        row.addWidget(name, 1)
        row.addWidget(initials)
        row.addWidget(go)
        return row, said

    def _former(self, member: StaffMember) -> tuple[QHBoxLayout, Told]:
        row, said = QHBoxLayout(), Told()
        row.addWidget(PlainLabel(member.name, "body", "muted"), 1)
        back = button(
            _("Have back"), size="small", name=f"haveBack_{member.id}", clicked=partial(self._have_back, member, said)
        )
        back.setAccessibleName(_("{name} works here again").format(name=member.name))
        row.addWidget(back)
        return row, said

    def _somebody_new(self, typed: str) -> tuple[QHBoxLayout, Told]:
        row, said = QHBoxLayout(), Told()
        self.new = line(typed, "newStaffName", _("Name of somebody new"))
        self.new.setPlaceholderText(_("Name of somebody new"))

        def add() -> None:
            if self.do(lambda: self.main.shop.staff.add(self.new.text()), said):
                self.new.clear()
                later(self.main, self._ready_for_the_next)

        self.new.returnPressed.connect(add)
        row.addWidget(self.new, 1)
        row.addWidget(button(_("Add"), size="small", icon="user-plus", name="addStaff", clicked=add))
        return row, said

    def _ready_for_the_next(self) -> None:
        self.show_all()
        self.new.setFocus()

    def _let_go(self, member: StaffMember, said: Told) -> None:
        if self.do(lambda: self.main.shop.staff.set_active(member.id, active=False), said):
            tell(self.main)
            later(self.main, self.show_all)

    def _have_back(self, member: StaffMember, said: Told) -> None:
        if self.do(lambda: self.main.shop.staff.set_active(member.id, active=True), said):
            later(self.main, self.show_all)
