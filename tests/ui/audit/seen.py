"""What the checks look at: the widgets on the screen, their words and their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QRadioButton,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from smallcrm.ui.places import Room

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QTextEdit,
    QPlainTextEdit,
    QAbstractItemView,
    QAbstractSlider,
    QTabBar,
)
LAYERS = {"quickFindCard", "toast", "scanAnswer"}
_OWNERS = (QAbstractSpinBox, QComboBox, QMenuBar, QLineEdit)


class Sight:
    """What was found in a window, kept while several checks look at the same picture of it."""

    kept: ClassVar[dict[int, list[QWidget]]] = {}


@contextmanager
def one_sight() -> Iterator[None]:
    """Look at each window once for all checks inside."""
    Sight.kept = {0: []}
    try:
        yield
    finally:
        Sight.kept = {}


def inside(root: QWidget) -> Sequence[QWidget]:
    """Give every visible widget of one window, the outer before the inner; other windows' are not its own."""
    if id(root) in Sight.kept:
        return Sight.kept[id(root)]
    found = [w for w in (root, *root.findChildren(QWidget)) if w.isVisible() and w.window() is root]
    if Sight.kept:
        Sight.kept[id(root)] = found
    return found


def covered(widget: QWidget, root: QWidget) -> bool:
    """Whether a layer over the page (results, toast) lies upon a widget."""
    box = rect_in(widget, root)
    layers = [w for w in inside(root) if w.objectName() in LAYERS]
    return any(rect_in(layer, root).intersects(box) and not layer.isAncestorOf(widget) for layer in layers)


def controls(root: QWidget) -> list[QWidget]:
    """Give what a person can use: without the parts of Qt's own compound widgets."""
    found = [w for w in inside(root) if isinstance(w, CONTROLS) and not isinstance(w, (QScrollBar, QHeaderView))]
    return [w for w in found if not isinstance(w.parentWidget(), _OWNERS)]


def name_of(widget: QWidget) -> str:
    """Give the name a screen reader says."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def words_of(widget: QWidget) -> str:
    """Give the words written on a label, button or box."""
    if isinstance(widget, (QLabel, QAbstractButton)):
        return widget.text()
    return widget.title() if isinstance(widget, QGroupBox) else ""


def said(root: QWidget) -> Iterator[str]:
    """Give all words of a window that a person can read: on widgets, in menus, rows, hints and names."""
    for widget in inside(root):
        yield from (words_of(widget), widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        if isinstance(widget, (QLineEdit, QPlainTextEdit)):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(n) for n in range(widget.count()))
        if isinstance(widget, (QMenu, QMenuBar)):
            yield from (action.text() for action in widget.actions())
        if isinstance(widget, QAbstractItemView):
            yield from (word for rect, row in rows(widget) for word in (row,) if not rect.isEmpty())


def rows(view: QAbstractItemView) -> Iterator[tuple[QRect, str]]:
    """Give place and spoken words of each row that is wholly or partly in sight."""
    model = view.model()
    if model is None:
        return
    number, height = 0, view.viewport().height()
    first = view.indexAt(QPoint(4, 1))
    number = first.row() if first.isValid() else 0
    while number < model.rowCount():
        index = model.index(number, 0)
        rect = view.visualRect(index)
        if rect.top() >= height:
            return
        spoken = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
        yield rect, str(spoken or "")
        number += 1


def called(widget: QWidget) -> str:
    """Say which widget this is, for a finding."""
    words = words_of(widget) or widget.accessibleName()
    return f"{type(widget).__name__} {widget.objectName()!r} {words[:40]!r}"


def rect_in(widget: QWidget, root: QWidget) -> QRect:
    """Give where a widget is in its window."""
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def scrolled(widget: QWidget) -> bool:
    """Whether a widget lies in an area that scrolls (and may well be out of sight)."""
    parent = widget.parentWidget()
    while parent is not None:
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent and _scrolls(above):
            return True
        parent = above
    return False


def _scrolls(area: QAbstractScrollArea) -> bool:
    """The room of a page scrolls only where the type is large."""
    bars = (area.verticalScrollBar(), area.horizontalScrollBar())
    return not isinstance(area, Room) or any(bar.maximum() > bar.minimum() for bar in bars)


def ticks(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Give the ticks and radio buttons of these: Qt draws their words beside them."""
    return [w for w in widgets if isinstance(w, (QCheckBox, QRadioButton))]
