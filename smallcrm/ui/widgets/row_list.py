"""A list of rows by mouse and by keys: arrows, letters, Space for the button, Right for the overflow, Enter opens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from smallcrm.ui import worn
from smallcrm.ui.tokens import NARROW_HEIGHT, NARROW_WIDTH
from smallcrm.ui.widgets.people_delegate import PeopleDelegate
from smallcrm.ui.widgets.rows import Row, RowRole, RowsModel
from smallcrm.ui.worn import px


class RowList(QTableView):
    """Shows a ``RowsModel``. ``acted(row, zone)``: open (Enter), row (click), button, menu, check, group."""

    acted = Signal(object, str)
    current = Signal(object)

    def __init__(
        self,
        name: str,
        accessible: str,
        parent: QWidget | None = None,
        *,
        keep_selection: bool = False,
        grow: bool = False,
        dense: bool = False,
        wraps: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self._grow, self._dense = grow, dense
        self._was: tuple[int, Row | None] = (-1, None)
        self.people = PeopleDelegate(self, keep_selection=keep_selection)
        self.people.narrow, self.people.wraps, self._wide = dense, wraps, 0
        self.people.acted.connect(self._clicked)
        self.setItemDelegate(self.people)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalScrollBar().valueChanged.connect(self._measure_late)
        self.rows = RowsModel(self)
        self.show_model(self.rows)

    def show_model(self, model: RowsModel) -> None:
        """Show another model (a ``PagedRows`` for many)."""
        self.rows = model
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._measure)
        model.dataChanged.connect(self._again)
        model.modelReset.connect(self._return)
        self.selectionModel().currentChanged.connect(self._moved)
        self._measure()

    def set_narrow(self, *, narrow: bool) -> None:
        """Make rows lower, for small windows."""
        if (narrow or self._dense) != self.people.narrow:
            self.people.narrow = narrow or self._dense
            self._measure()

    def fit_buttons(self) -> None:
        """Make the buttons of all rows as wide as the longest word on one: they stand in a column."""
        metrics = QFontMetrics(worn.font("strong"))
        words = {self.rows.named(n).button for n in range(self.rows.rowCount())}
        widest = max((metrics.horizontalAdvance(word) for word in words), default=0)
        wanted = max(96, round(widest / worn.scale()) + 24)
        if wanted != self.people.button_width:
            self.people.button_width = wanted
            self._measure()  # words have another room beside it
        self.viewport().update()

    def _remember(self) -> None:
        self._was = (self.currentIndex().row(), self.current_row())

    def _return(self) -> None:
        """After rows were read again stay on the same person, else on the same line."""
        number, row = self._was
        if row is None and not self.hasFocus():
            return
        count = self.rows.rowCount()
        few = range(min(count, 1000) if self.rows.LAZY else count)
        same = next((i for i in few if row is not None and _same(self.rows.named(i), row)), -1)
        near = _around(number, len(few))
        target = same if same >= 0 else next((i for i in near if not self.rows.named(i).group), -1)
        if target >= 0:
            self.setCurrentIndex(self.rows.index(target, 0))

    def _measure(self) -> None:
        header, count = self.verticalHeader(), 0 if self.rows.LAZY else self.rows.rowCount()
        self._wide = self.viewport().width()
        known = [number for number in range(count) if number not in self.rows.late]
        heights = [self.people.height(self.rows.row(number), self._wide) for number in known]
        usual = Counter(heights).most_common(1)[0][0] if heights else self.people.height(Row(""))
        header.setDefaultSectionSize(usual)
        for number, height in zip(known, heights, strict=True):
            if height != header.sectionSize(number):
                header.resizeSection(number, height)
        if self._grow:
            self.setFixedHeight(self.verticalHeader().length())
        self.updateGeometry()

    def _measure_late(self) -> None:
        """Measure what comes into view for the first time, before it is painted."""
        if not self.rows.late:
            return
        last = self.rowAt(self.viewport().height() - 1)
        seen = range(max(0, self.rowAt(0)), (last if last >= 0 else self.rows.rowCount() - 1) + 1)
        for number in self.rows.late.intersection(seen):
            self.rows.late.discard(number)
            height = self.people.height(self.rows.row(number), self._wide)
            if height != self.verticalHeader().sectionSize(number):
                self.verticalHeader().resizeSection(number, height)

    def _again(self, first: QModelIndex, last: QModelIndex) -> None:
        """A row replaced in place may have another height."""
        for number in range(first.row(), last.row() + 1) if not self.rows.LAZY else ():
            height = self.people.height(self.rows.row(number), self._wide)
            if height != self.verticalHeader().sectionSize(number):
                self.verticalHeader().resizeSection(number, height)

    def sizeHint(self) -> QSize:
        return QSize(px(320), max(px(120), min(self.verticalHeader().length(), px(480))))

    def current_row(self) -> Row | None:
        """Give the row with the focus, or None."""
        index = self.currentIndex()
        return index.data(RowRole) if index.isValid() else None

    def point_of(self, zone: str = "menu") -> QPoint:
        """Give where a menu of the current row should open, on the screen."""
        rect = self.visualRect(self.currentIndex())
        place = self.people.zones(rect, self.current_row() or Row("")).get(zone, rect)
        return self.viewport().mapToGlobal(place.bottomLeft())

    def _moved(self, index: QPersistentModelIndex, _before: object) -> None:
        if index.isValid():
            self.current.emit(index.data(RowRole))

    def _clicked(self, index: QPersistentModelIndex, zone: str) -> None:
        row = index.data(RowRole)
        if row.group and zone == "row":
            return
        self.acted.emit(row, zone)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go to the first and the last row, which Qt looks for in the line; a page away a heading stops nobody."""
        there, here = super().moveCursor(action, modifiers).row(), self.currentIndex().row()
        last, way = self.rows.rowCount() - 1, QAbstractItemView.CursorAction
        there, step = {way.MoveHome: (0, 1), way.MoveEnd: (last, -1)}.get(action, (there, 1 if there > here else -1))
        found = _open_to_keys(self.rows, there, step)
        if not found.isValid() and action in {way.MovePageDown, way.MovePageUp}:
            found = _open_to_keys(self.rows, there, -step)
        if action in {way.MoveHome, way.MovePageUp} and found == _open_to_keys(self.rows, 0, 1):
            self.scrollToTop()  # the heading of the first row too
        return found if found.isValid() else self.currentIndex()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current_row(), event.key()
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        zone = _zone_of(row, key) if row is not None and plain and not event.isAutoRepeat() else ""
        if zone and row is not None:
            self.acted.emit(row, zone)
            event.accept()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex())  # Qt makes a row current without selecting it
        else:
            first = next((i for i in range(min(self.rows.rowCount(), 50)) if not self.rows.row(i).group), -1)
            if first >= 0:
                self.setCurrentIndex(self.rows.index(first, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        above = self.parentWidget()
        # In a card its rounded corners show through; elsewhere the list has a ground of its own.
        carded = above is not None and above.objectName() in {"card", "quickFindCard"}
        self.viewport().setAutoFillBackground(not carded)
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        window = self.window()
        self.set_narrow(narrow=window.width() < px(NARROW_WIDTH) or window.height() < px(NARROW_HEIGHT))
        super().resizeEvent(event)
        if self.people.wraps and self.viewport().width() != self._wide:
            self._measure()


def _open_to_keys(rows: RowsModel, number: int, step: int) -> QModelIndex:
    """Give the first row from there on, in steps, that the keys may stand on."""
    while 0 <= number < rows.rowCount():
        index = rows.index(number, 0)
        if rows.LAZY or rows.flags(index) & Qt.ItemFlag.ItemIsEnabled:
            return index
        number += step
    return QModelIndex()


def _around(number: int, count: int) -> Iterator[int]:
    """Give numbers below ``count``, the nearest first; of two as near the higher one."""
    for far in range(max(count, number) + 1):
        yield from (i for i in dict.fromkeys((number + far, number - far)) if 0 <= i < count)


def _same(one: Row, other: Row) -> bool:
    return (one.key, one.group, one.data or one.title) == (other.key, other.group, other.data or other.title)


def _zone_of(row: Row, key: int) -> str:
    """What a key does on a row, or nothing."""
    if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
        return "group" if row.group else "open"
    if key == Qt.Key.Key_Space:
        return "group" if row.group else "check" if row.check is not None else "button" if row.button else "open"
    if key in {Qt.Key.Key_Right, Qt.Key.Key_Menu} and row.menu:
        return "menu"
    return ""
