"""What anyone may give on the spot to put things right, each with its limit."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from smallcrm.domain.errors import BadInput
from smallcrm.domain.gifts import Remedy
from smallcrm.domain.money import parse_amount
from smallcrm.i18n import _, currency, format_money
from smallcrm.ui.pages.page import later, tell
from smallcrm.ui.pages.settings.own_rows import OwnRows, line
from smallcrm.ui.pages.settings.rows import Section, Told
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Hairline

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_NARROW = 110
"""Width of an amount, px at 100 %."""


def remedies_section(window: MainWindow) -> Section:
    """Make the section of what anyone may give."""
    return Section("remedies", _("Remedies"), "hand-heart", lambda: (RemedyList(window),))


class RemedyList(OwnRows):
    """One row a remedy, and one for a new one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, _("Remedies"), _("Limit"), _("Complaint"))
        self._known: list[Remedy] = []
        self.show_all(again=True)

    def show_all(self, *, again: bool = False) -> None:
        """Show the remedies as they stand now; what is being typed for a new one stays."""
        known = self.main.shop.remedies.all()
        if known == self._known and not again:
            return
        self._known = known
        typed = (self.new.text(), self.limit.text()) if hasattr(self, "new") else ("", "")
        told = _(
            "What anyone at the counter may give at once when something went wrong, up to the limit, without asking."
        )
        self.begin(told)
        for number, remedy in enumerate(known):
            self.add_row(*self._remedy(number, remedy))
        if known:
            self.column.addWidget(Hairline())
        self.add_row(*self._another(*typed))

    def _remedy(self, number: int, remedy: Remedy) -> tuple[QHBoxLayout, Told]:
        row, said = QHBoxLayout(), Told()
        name = line(remedy.name, f"remedy_{remedy.id}", _("Name of {name}").format(name=remedy.name))
        limit = line(format_money(remedy.amount, brief=True), f"limit_{remedy.id}", _limit(remedy.name), width=_NARROW)

        def keep() -> None:
            typed = parse_amount(limit.text(), currency())
            if (name.text().strip(), typed) != (remedy.name, remedy.amount):
                self._save(number, said, name=name.text(), amount=typed, shown=limit.text())

        for field in (name, limit):
            field.editingFinished.connect(keep)
        away = button(
            _("Remove"), size="small", name=f"removeRemedy_{remedy.id}", clicked=partial(self._remove, number, said)
        )
        away.setAccessibleName(_("Remove: {name}").format(name=remedy.name))
        row.addWidget(name, 1)
        row.addWidget(limit)
        row.addWidget(away)
        return row, said

    def _another(self, typed: str, limit: str) -> tuple[QHBoxLayout, Told]:
        row, said = QHBoxLayout(), Told()
        self.new = line(typed, "newRemedy", _("Something new to give, such as a coffee"))
        self.new.setPlaceholderText(_("Something new to give, such as a coffee"))
        self.limit = line(limit, "newRemedyLimit", _("Limit"), width=_NARROW)
        self.limit.setPlaceholderText(_("Limit"))

        def add() -> None:
            if self._save(len(self._known), said, name=self.new.text(), amount=None, shown=self.limit.text()):
                self.new.clear()
                self.limit.clear()
                later(self.main, self._ready_for_the_next)

        for field in (self.new, self.limit):
            field.returnPressed.connect(add)
        row.addWidget(self.new, 1)
        row.addWidget(self.limit)
        row.addWidget(button(_("Add"), size="small", icon="plus", name="addRemedy", clicked=add))
        return row, said

    def _ready_for_the_next(self) -> None:
        self.show_all(again=True)
        self.new.setFocus()

    def _save(self, number: int, said: Told, *, name: str, amount: int | None, shown: str) -> bool:
        """Keep one remedy as typed; whether it was."""
        cents = parse_amount(shown, currency()) if amount is None else amount

        def change() -> None:
            if cents is None:
                raise BadInput("not_an_amount", text=shown)
            known = list(self._known)
            if number < len(known):
                known[number] = replace(known[number], name=name.strip(), amount=cents)
            else:
                known.append(Remedy(name.strip(), cents))
            self.main.shop.remedies.save(known)
            self._known = self.main.shop.remedies.all()

        return self.do(change, said)

    def _remove(self, number: int, said: Told) -> None:
        without = [r for n, r in enumerate(self._known) if n != number]
        if self.do(lambda: self.main.shop.remedies.save(without), said):
            tell(self.main)
            later(self.main, self._ready_for_the_next)


def _limit(name: str) -> str:
    return _("Limit of {name}").format(name=name)
