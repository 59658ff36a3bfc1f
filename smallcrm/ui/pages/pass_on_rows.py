"""The people whom something might interest, with a tick each: rows are made when they come into view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex

from smallcrm.domain.gifts import Interest
from smallcrm.ui.pages.letters.who_list import WhoRows
from smallcrm.ui.pages.pass_on_words import because
from smallcrm.ui.widgets.rows import Index, Row


class InterestRows(WhoRows):
    """Rows of everybody found; ``on`` are the ids of those who are ticked."""

    LAZY = True

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Interest] = []
        self.on: set[int] = set()

    def show_people(self, found: Sequence[Interest]) -> None:
        """Show these people."""
        self.beginResetModel()
        self.found = list(found)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self.found)

    def row(self, number: int) -> Row:
        """Give the row with that number."""
        one = self.found[number]
        return Row(one.name, because(one), key=one.customer_id, check=one.customer_id in self.on, data=one)

    def turn(self, customers: set[int]) -> None:
        """Tick those who are not ticked, and the other way round."""
        self.on ^= customers
        if self.found:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.found) - 1, 0))

    def chosen(self) -> tuple[int, ...]:
        """Give the ids of those who are ticked, in their order."""
        return tuple(one.customer_id for one in self.found if one.customer_id in self.on)
