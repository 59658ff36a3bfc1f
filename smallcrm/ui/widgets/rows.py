"""What a list shows: rows as plain values, and the models that hand them to a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from smallcrm.i18n import _
from smallcrm.ui.tokens import TINTS
from smallcrm.ui.widgets.chips import Chip

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of two lines, or with ``group`` a heading between them."""

    title: str
    subtitle: str = ""
    key: int = 0
    """The customer's id: colours the avatar."""
    avatar: str = ""
    """Initials; empty with ``icon`` empty: no disc."""
    photo: int = 0
    """Id of a photo that the delegate's ``picture`` gives; 0: the initials."""
    icon: str = ""
    tint: str = ""
    """One of ``TINTS``, gold, danger; empty = by key."""
    chip: Chip | None = None
    side: str = ""
    """A word at the right: a time, a town."""
    side_full: str = ""
    """More words in its place where there is room, and for a screen reader."""
    side_icon: str = ""
    """Says the rest beside ``side`` where there is no room."""
    button: str = ""
    button_icon: str = ""
    """The button is this icon alone, in a narrow list; its word stays for tooltip and screen reader."""
    menu: bool = False
    check: bool | None = None
    enabled: bool = True
    group: bool = False
    """A heading; without a title only its link, below the rows it belongs to."""
    count: str = ""
    link: str = ""
    """Action at the right of a group heading."""
    urgent: bool = False
    """Group heading in danger colour (the word says it too)."""
    marks: tuple[tuple[int, int], ...] = ()
    """Parts of the title (from, to) that a search found."""
    data: Any = None

    @property
    def disc_tint(self) -> str:
        """The tint of the disc."""
        return self.tint or TINTS[self.key % len(TINTS)]

    def spoken(self) -> str:
        """Everything the row says, for a screen reader."""
        chip = self.chip.full or self.chip.text if self.chip else ""
        parts = (self.title, self.count, self.subtitle, chip, self.side_full or self.side, self.link)
        return ", ".join(p for p in parts if p)

    def help(self) -> str:
        """What a key does on the row, for a screen reader: its button is only painted."""
        return _("Space: {action}").format(action=self.button) if self.button else ""


@dataclass(frozen=True, slots=True)
class LateRow(Row):
    """Stands for a row that is made when it comes into view; its title, key and data are those of the row."""

    of: Any = None
    make: Callable[[Any], Row] = field(default=lambda _of: Row(""), compare=False)
    """Makes the row of what it is ``of``."""


class RowsModel(QAbstractTableModel):
    """Rows in memory."""

    LAZY = False
    """Whether rows are fetched as they come into view: then nobody may ask for all of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self.late: set[int] = set()
        """Rows that were not looked at yet: nobody knows their height."""

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.late = {number for number, row in enumerate(rows) if isinstance(row, LateRow)}
        self.endResetModel()

    def row(self, number: int) -> Row:
        """Give the row with that number."""
        row = self._rows[number]
        if isinstance(row, LateRow):
            row = self._rows[number] = row.make(row.of)
        return row

    def named(self, number: int) -> Row:
        """Give as much of a row as says whose it is."""
        return self._rows[number] if number < len(self._rows) else self.row(number)

    def replace(self, number: int, row: Row) -> None:
        """Change one row in place."""
        self._rows[number] = row
        index = self.index(number, 0)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:  # asked of all rows by who types a name
            return self.named(index.row()).title
        row = self.row(index.row())
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken()
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.help()
        if role == Qt.ItemDataRole.CheckStateRole and row.check is not None:
            return Qt.CheckState.Checked if row.check else Qt.CheckState.Unchecked
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if way == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole and section < self.rowCount():
            return self.row(section).title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        row = self.row(index.row())
        if row.group and not row.link:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class PagedRows(RowsModel):
    """Rows fetched a hundred at a time, when they come into view."""

    SIZE = 100
    LAZY = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._fetch: Callable[[int, int], Sequence[Row]] = lambda _offset, _limit: ()
        self._pages: dict[int, list[Row]] = {}

    def set_source(self, count: int, fetch: Callable[[int, int], Sequence[Row]]) -> None:
        """Show ``count`` rows; ``fetch(offset, limit)`` gives some of them."""
        self.beginResetModel()
        self._count, self._fetch, self._pages = count, fetch, {}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else self._count

    def row(self, number: int) -> Row:
        page, place = divmod(number, self.SIZE)
        if page not in self._pages:
            if len(self._pages) > 20:
                self._pages.clear()
            self._pages[page] = list(self._fetch(page * self.SIZE, self.SIZE))
        rows = self._pages[page]
        return rows[place] if place < len(rows) else Row("", enabled=False)
