"""The walk by Tab finds what it is there for: a trap, a way that jumps, a ring that is not seen, keys out of sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui import theme
from smallcrm.ui.widgets.buttons import button
from tests.ui.audit.tabbing import tabbing


class Window(QWidget):
    """A window that the walk can go through."""

    def shown(self) -> list[QWidget]:
        return [self]

    def rest(self) -> None:
        self.settle()

    def settle(self) -> None:
        QCoreApplication.sendPostedEvents()
        QApplication.processEvents()

    def found(self) -> dict[str, list[str]]:
        """Give what the walk says, by check."""
        said: dict[str, list[str]] = {}
        for check, what in tabbing(self, set()):
            said.setdefault(check, []).append(what)
        return said


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Window]]:
    """Show widgets, one below the other."""
    theme.apply(qapp, "light")
    made: list[Window] = []

    def show(*widgets: QWidget) -> Window:
        one = Window()
        made.append(one)
        column = QVBoxLayout(one)
        for widget in widgets:
            column.addWidget(widget)
        one.resize(400, 300)
        with qtbot.waitActive(one):
            one.show()
            one.activateWindow()
        return one

    yield show
    for one in made:
        one.close()
        one.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def three() -> list[QPushButton]:
    """Give three buttons without a fault."""
    return [button(words) for words in ("First", "Second", "Third")]


def test_nothing_is_found_where_nothing_is_wrong(window: Callable[..., Window]) -> None:
    assert window(*three(), QLineEdit()).found() == {}


def test_3_nothing_to_reach(window: Callable[..., Window]) -> None:
    deaf = button("First")
    deaf.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert "tab order" in window(deaf).found()


def test_3_a_trap(window: Callable[..., Window]) -> None:
    first, second, third = three()
    trap = QPlainTextEdit()  # keeps Tab for itself
    told = window(first, trap, second, third).found()["tab order"]
    assert any("never reached" in what and "Second" in what for what in told)


def test_3_a_way_that_jumps(window: Callable[..., Window]) -> None:
    first, second, third = three()
    place = window(first, second, third)
    QWidget.setTabOrder(first, third)
    QWidget.setTabOrder(third, second)
    assert any("goes up from" in what for what in place.found()["tab order"])


def test_3_another_way_back(window: Callable[..., Window]) -> None:
    class OneWay(QPushButton):
        """Leads back past the one above it."""

        def focusNextPrevChild(self, forward: bool) -> bool:
            if not forward:
                first.setFocus(Qt.FocusReason.BacktabFocusReason)
                return True
            return super().focusNextPrevChild(forward)

    first, second, third = three()
    told = window(first, second, OneWay("Fourth"), third).found()["tab order"]
    assert any("Shift+Tab" in what for what in told)


def test_4_a_ring_that_is_not_seen(window: Callable[..., Window]) -> None:
    class Blind(QPushButton):
        """Looks the same with and without the keys."""

        def paintEvent(self, _event: QPaintEvent) -> None:
            pass

    told = window(*three(), Blind("Fourth")).found()
    assert list(told) == ["focus seen"]
    assert all("Fourth" in what for what in told["focus seen"])


def test_5_keys_out_of_sight(window: Callable[..., Window]) -> None:
    first, second, third = three()
    slot = QFrame()
    slot.setFixedSize(200, 40)
    second.setParent(slot)
    second.move(0, 38)  # but its upper edge is cut off
    told = window(first, slot, third).found()
    assert any("Second" in what for what in told["focus in sight"])


def test_5_keys_under_a_layer(window: Callable[..., Window]) -> None:
    place = window(*three())
    layer = QFrame(place)
    layer.setObjectName("toast")
    layer.setGeometry(place.rect())
    layer.show()
    assert any("under" in what for what in place.found()["focus in sight"])
