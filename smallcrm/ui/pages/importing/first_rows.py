"""The first people of a file as they would come in: real rows, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from smallcrm.domain.masking import masked
from smallcrm.domain.model import Customer, OccasionKind
from smallcrm.i18n import _, format_date, format_number
from smallcrm.store.imports import CREATE, UNCHANGED, PlanItem
from smallcrm.ui import worn
from smallcrm.ui.widgets.plain import plain_tip
from smallcrm.ui.widgets.rows import Index
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.pages.importing.work import Looked

SHOWN = 20
"""People shown of all files together."""


def _birthday(customer: Customer) -> str:
    found = next((o for o in customer.occasions if o.kind == OccasionKind.BIRTHDAY and not o.whose), None)
    if found is None:
        return ""
    if found.year:
        return format_date(date(found.year, found.month, found.day))
    return format_date(date(2000, found.month, found.day), "day_month")


def _address(customer: Customer) -> str:
    found = customer.postal_address or next(iter(customer.addresses), None)
    return ", ".join(p for p in (found.street, f"{found.postal_code} {found.city}".strip()) if p) if found else ""


def _what(item: PlanItem) -> str:
    if item.action == CREATE:
        return _("New")
    return _("Already here") if item.action == UNCHANGED else _("Gets more")


def _stamps(item: PlanItem) -> str:
    """Say what comes onto punch cards: not what is left out because there are stamps already."""
    return " · ".join(f"{one.programme}: {format_number(one.stamps)}" for one in item.history.balances if one.stamps)


def _columns() -> tuple[tuple[str, Callable[[PlanItem], str]], ...]:
    return (
        (_("Line"), lambda item: format_number(item.record.line)),
        (_("Name"), lambda item: item.record.customer.name),
        (_("Birthday"), lambda item: _birthday(item.record.customer)),
        (_("Phone"), lambda item: ", ".join(p.raw for p in item.record.customer.phones)),
        (_("E-mail"), lambda item: ", ".join(e.raw for e in item.record.customer.emails)),
        (_("Address"), lambda item: _address(item.record.customer)),
        (_("Tags"), lambda item: ", ".join(item.record.customer.tags)),
        (_("Stamps"), _stamps),
        (_("Note"), lambda item: " · ".join(entry.text for entry in item.record.entries)),
        ("", _what),
    )


def _shown(looked: Looked, head: str, text: str) -> str:
    return masked(text, lambda _digits: True) if head == _("Phone") else looked.shown(text)


class FirstRows(QAbstractTableModel):
    """People in rows, what is known of them in columns; columns that nobody fills are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: list[str] = []
        self._rows: list[list[str]] = []

    def show_looked(self, looked: Looked) -> None:
        """Show the first of what was looked at."""
        columns = _columns()
        rows = [
            [_shown(looked, head, " ".join(say(item).split())) for head, say in columns]
            for item in looked.plan.items[:SHOWN]
        ]
        filled = [n for n in range(len(columns)) if any(row[n] for row in rows)]
        self.beginResetModel()
        self._heads = [columns[n][0] for n in filled]
        self._rows = [[row[n] for n in filled] for row in rows]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self._heads)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return text
        if role == Qt.ItemDataRole.ToolTipRole and len(text) > 12:
            return plain_tip(text)
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if way == Qt.Orientation.Horizontal:
            return self._heads[section] if section < len(self._heads) else None
        return self._rows[section][min(1, len(self._heads) - 1)] if section < len(self._rows) else None


class FirstRowsTable(QTableView):
    """The table of them: as high as its rows, sideways it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = FirstRows(self)
        self.setModel(self.rows)
        self.setObjectName("firstRows")
        self.setAccessibleName(_("The first rows"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(30))
        head = self.horizontalHeader()
        head.setFont(worn.font("caption"))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMaximumSectionSize(px(260))
        head.setStretchLastSection(True)
        head.setHighlightSections(False)

    def show_looked(self, looked: Looked) -> None:
        """Show the first people of what was looked at."""
        self.rows.show_looked(looked)
        self._fit()
        high = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        self.setFixedHeight(high + self.horizontalScrollBar().sizeHint().height() + px(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give each column what it needs; where that is too much, the widest are cut first, so that all are seen."""
        head, count = self.horizontalHeader(), self.rows.columnCount()
        needed = [max(self.sizeHintForColumn(n), head.sectionSizeHint(n)) + px(16) for n in range(count)]
        most = next(
            (m for m in range(px(260), px(80), -px(5)) if sum(min(w, m) for w in needed) <= self._room()), px(80)
        )
        for column, width in enumerate(needed):
            self.setColumnWidth(column, min(width, most))

    def _room(self) -> int:
        return self.viewport().width()
