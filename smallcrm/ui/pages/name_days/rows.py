"""People with the name day that is suggested for each: rows are made when they come into view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex

from smallcrm.domain.name_days import MonthDay, Suggestion
from smallcrm.domain.text import beside
from smallcrm.i18n import _
from smallcrm.ui.pages.letters.who_list import WhoRows
from smallcrm.ui.pages.name_days.words import day_words, days_words
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.rows import Index, Row


class SuggestionRows(WhoRows):
    """Rows of all or of those without a day yet; ``days`` is what stands chosen for whom, ``on`` who is ticked."""

    LAZY = True

    def __init__(self) -> None:
        super().__init__()
        self.found: list[Suggestion] = []
        self.shown: list[Suggestion] = []
        self.days: dict[int, MonthDay] = {}
        self.on: set[int] = set()
        self.undecided = False
        self._known: set[int] = set()

    def show_people(self, found: Sequence[Suggestion]) -> None:
        """Show these people; of those shown before choices and ticks stay."""
        self.beginResetModel()
        self.found = list(found)
        offered = {one.customer_id: {day.on for day in one.candidates} for one in found}
        self.days = {i: on for i, on in self.days.items() if on in offered.get(i, ())}
        for one in found:
            if one.customer_id not in self._known and one.chosen is not None:
                self.days[one.customer_id] = one.chosen.on
                self.on.add(one.customer_id)
        self._known = set(offered)
        self.on &= set(self.days)
        self._sift()
        self.endResetModel()

    def begin_again(self, days: dict[int, MonthDay], on: set[int], known: set[int]) -> None:
        """Take up what was chosen and ticked among those who were known then."""
        self.days, self.on, self._known = days, on, known

    def show_only(self, *, undecided: bool) -> None:
        """Show all, or those for whom several days may be and none is chosen."""
        self.beginResetModel()
        self.undecided = undecided
        self._sift()
        self.endResetModel()

    def _sift(self) -> None:
        self.shown = [one for one in self.found if not (self.undecided and one.customer_id in self.days)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def row(self, number: int) -> Row:
        """Give the row with that number."""
        one = self.shown[number]
        i = one.customer_id
        born = _("Birthday {day}").format(day=day_words(one.birthday)) if one.birthday else _("Birthday not known")
        several = len(one.candidates) > 1
        days = _("Name day: {days}").format(days=days_words(one.candidates)) if several else ""
        chosen = self.days.get(i)
        chip = Chip(day_words(chosen), "accent", "calendar-check") if chosen else None
        verb = (_("Another day") if chosen else _("Choose a day")) if several else ""
        return Row(one.name, beside(born, days), key=i, chip=chip, check=i in self.on, button=verb, menu=True, data=one)

    def turn(self, customers: set[int]) -> None:
        """Tick those who are not ticked, and the other way round; who has no day yet takes no tick."""
        self.on ^= customers & set(self.days)
        self._again()

    def choose(self, customer: int, on: MonthDay) -> None:
        """Choose somebody's day, ticked; whoever is shown stays in sight until the list is shown anew."""
        self.days[customer] = on
        self.on.add(customer)
        self._again()

    def _again(self) -> None:
        if self.shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, 0))

    def chosen(self) -> dict[int, MonthDay]:
        """Give the days of those who are ticked."""
        return {one.customer_id: self.days[one.customer_id] for one in self.found if one.customer_id in self.on}

    def open_ones(self) -> int:
        """Count those for whom no day is chosen."""
        return sum(1 for one in self.found if one.customer_id not in self.days)
