"""What holds for every page of the registry: names for screen readers, room in a small window, no stray colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from smallcrm.ui.pages.registry import pages
from smallcrm.ui.window import MainWindow

KEYS = [info.key for info in pages()]
Settle = Callable[[MainWindow], None]


def _controls(page: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QAbstractItemView)
    found = [w for w in page.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]
    return [w for w in found if not isinstance(w.parentWidget(), (QAbstractSpinBox, QComboBox))]


@pytest.mark.parametrize("key", KEYS)
def test_every_control_has_a_name(window: MainWindow, settled: Settle, key: str) -> None:
    window.go(key)
    settled(window)
    nameless = []
    for widget in _controls(window.places.page(key)):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name)
        if not name or name in {type(widget).__name__, widget.objectName()}:
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


@pytest.mark.parametrize("size", [(880, 440), (1024, 680), (1366, 697)])
@pytest.mark.parametrize("key", KEYS)
def test_every_page_has_room(window: MainWindow, settled: Settle, key: str, size: tuple[int, int]) -> None:
    window.resize(*size)
    window.go(key)
    settled(window)
    page = window.places.page(key)
    assert page.minimumSizeHint().width() <= window.places.width()
    assert window.width() == size[0]
    assert window.height() == size[1]
    for area in page.findChildren(QScrollArea):
        inner = area.widget()
        if area.isVisible() and inner is not None:
            assert inner.minimumSizeHint().width() <= area.viewport().width() + 1


@pytest.mark.parametrize("key", KEYS)
def test_tab_reaches_the_page_and_leaves_it_again(window: MainWindow, settled: Settle, key: str) -> None:
    window.go(key)
    settled(window)
    page = window.places.page(key)
    window.quick_find.setFocus()
    seen: list[QWidget] = []
    for _press in range(200):
        window.focusNextChild()
        focus = QApplication.focusWidget()
        if focus is None or focus is window.quick_find:
            break
        seen.append(focus)
    assert len(seen) == len({id(w) for w in seen})
    inside = [w for w in seen if page.isAncestorOf(w)]
    assert inside or key == "help"
