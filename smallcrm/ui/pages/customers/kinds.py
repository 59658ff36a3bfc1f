"""Which kinds of entries the timeline shows: chips, made of the kinds that this customer has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from smallcrm.i18n import _
from smallcrm.ui.pages.page import emptied
from smallcrm.ui.widgets.buttons import Toggle
from smallcrm.ui.widgets.flow import Flow

STAMPS = frozenset({"stamps"})
"""What stands in the ledger of the cards: no entries of the timeline."""


def groups() -> dict[str, tuple[str, frozenset[str]]]:
    """Give the groups of kinds: words and kinds of entries, by key."""
    return {
        "visits": (_("Visits"), frozenset({"visit"})),
        "stamps": (_("Stamps and rewards"), STAMPS),
        "purchases": (_("Purchases"), frozenset({"purchase"})),
        "notes": (_("Notes"), frozenset({"note"})),
        "calls": (_("Calls"), frozenset({"call"})),
        "messages": (_("Messages"), frozenset({"sms", "message", "email"})),
        "meetings": (_("Meetings"), frozenset({"meeting"})),
        "complaints": (_("Complaints"), frozenset({"complaint", "remedy"})),
        "post": (_("Cards and letters"), frozenset({"card", "letter"})),
        "greetings": (_("Greetings"), frozenset({"greeted"})),
        "surveys": (_("Surveys"), frozenset({"survey"})),
        "imports": (_("Imports"), frozenset({"import"})),
    }


class Kinds(QWidget):
    """Chips above the timeline; shown where there are two groups to choose from. ``changed``: read again."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Timeline: what to show"))
        self.chosen = ""
        self._offered: list[str] = []
        self._chips: dict[str, Toggle] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._row = Flow(self, gap=6)

    def choose(self, key: str) -> None:
        """Show one group, or everything (an empty key)."""
        self.chosen = key
        self.changed.emit()

    def wanted(self, has: Callable[[frozenset[str]], bool]) -> frozenset[str] | None:
        """Offer the groups that occur (``has`` says of kinds whether there are any); the kinds to show, None = all."""
        found = {key: words for key, (words, kinds) in groups().items() if has(kinds)}
        if self.chosen not in found:
            self.chosen = ""
        if list(found) != self._offered:
            self._offer(found)
        for key, chip in self._chips.items():
            chip.setChecked(key == self.chosen)
        self.setVisible(len(found) > 1)
        return groups()[self.chosen][1] if self.chosen else None

    def _offer(self, found: Mapping[str, str]) -> None:
        """Make a chip for each group, and one for everything."""
        self._offered, self._chips = list(found), {}
        emptied(self._row)
        for key, words in {"": _("Everything"), **found}.items() if len(found) > 1 else ():
            chip = self._chips[key] = Toggle(words)
            chip.setAccessibleName(_("Timeline: {kind}").format(kind=words))
            chip.clicked.connect(lambda _on=False, key=key: self.choose(key))
            self._row.addWidget(chip)
