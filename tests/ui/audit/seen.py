"""What the checks look at: the widgets on the screen, their words and their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
_OWNERS = (QAbstractSpinBox, QComboBox, QMenuBar, QLineEdit)


def inside(root: QWidget) -> Iterator[QWidget]:
    """Give every visible widget of one window, the outer before the inner; other windows' are not its own."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible() and widget.window() is root:
            yield widget


def controls(root: QWidget) -> list[QWidget]:
    """Give what a person can use: without the parts of Qt's own compound widgets."""
    found = [w for w in inside(root) if isinstance(w, CONTROLS) and not isinstance(w, QScrollBar)]
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
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return True
        parent = above
    return False


def ticks(widgets: Sequence[QWidget]) -> list[QWidget]:
    """Give the ticks and radio buttons of these: Qt draws their words beside them."""
    return [w for w in widgets if isinstance(w, (QCheckBox, QRadioButton))]
