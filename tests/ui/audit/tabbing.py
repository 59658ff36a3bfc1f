"""Checks by real Tab presses: each control once, no trap, the same way back, focus seen and in sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QMenuBar,
    QRadioButton,
    QTabBar,
    QWidget,
)

from smallcrm.ui.tokens import contrast
from tests.ui.audit.seen import LAYERS, called, inside, rect_in

Found = tuple[str, str]
AROUND = 6
"""Pixels around a widget in which its focus ring may lie."""


class Shown(Protocol):
    """Where something stands to be looked at: the stage of the scenes, or a window of a test."""

    def shown(self) -> list[QWidget]:
        """Give the windows on the screen, the topmost last."""

    def rest(self) -> None:
        """Let all that goes on come to its end."""

    def settle(self) -> None:
        """Let what changed be laid out and painted."""


_PARTS = (QAbstractSpinBox, QComboBox, QMenuBar, QTabBar)


def stops(root: QWidget) -> list[QWidget]:
    """Give what Tab should reach."""
    return [
        w
        for w in inside(root)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and w.isEnabled()
        and w.focusProxy() is None
        and not isinstance(w.parentWidget(), _PARTS)
        and not isinstance(w, QMenuBar)
    ]


def _focus() -> QWidget | None:
    return QApplication.focusWidget()


def _round(first: QWidget, key: Qt.Key, most: int, arrived: Callable[[QWidget], object] | None = None) -> list[QWidget]:
    """Press a key until the focus is back where it was, or too often."""
    way = [first]
    for _press in range(most):
        before = _focus()
        if before is None:
            break
        QTest.keyClick(before, key)
        now = _focus()
        if now is None or now is first:
            break
        way.append(now)
        if arrived is not None:
            arrived(now)
    return way


def tabbing(stage: Shown, seen: set[str]) -> Iterator[Found]:
    """3, 4 and 5 in the scene played now; ``seen`` holds the kinds whose focus was looked at before."""
    root = stage.shown()[-1]
    if isinstance(root, QMenu):
        return
    wanted = stops(root)
    if not wanted:
        yield "tab order", "nothing to reach by Tab"
        return
    wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    stage.rest()
    wanted = stops(root)
    first = _focus() or wanted[0]
    hidden: list[Found] = []

    def arrived(widget: QWidget) -> None:
        stage.settle()
        hidden.extend(_in_sight(root, widget))

    way = _round(first, Qt.Key.Key_Tab, len(wanted) + 8, arrived)
    yield from hidden
    yield from _complete(root, wanted, way)
    yield from _steps_back(way)
    first.setFocus(Qt.FocusReason.BacktabFocusReason)
    back = _round(first, Qt.Key.Key_Backtab, len(wanted) + 8)
    if back[1:] != way[:0:-1]:
        yield "tab order", f"Shift+Tab goes another way than Tab: {[called(w) for w in back[1:4]]}"
    yield from _looks(stage, root, way, seen)


def _complete(root: QWidget, wanted: list[QWidget], way: list[QWidget]) -> Iterator[Found]:
    for widget, times in Counter(way).items():
        if times > 1:
            yield "tab order", f"reached {times} times: {called(widget)}"
    chosen: set[QWidget] = set()  # of a choice Tab reaches the one that is on, arrows go on from there
    for one in way:
        chosen.update(_choice_of(one))
    for widget in wanted:
        if widget not in way and widget.isVisible() and widget not in chosen:
            yield "tab order", f"never reached: {called(widget)}"
    for widget in way:
        if widget.window() is not root:
            yield "tab order", f"leads out of the window: {called(widget)}"


def _choice_of(widget: QWidget) -> list[QAbstractButton]:
    """Give the buttons of which one is on: a group, or the radio buttons of one parent."""
    if not isinstance(widget, QAbstractButton):
        return []
    group, above = widget.group(), widget.parentWidget()
    if group is not None:
        return group.buttons() if group.exclusive() else []
    if not widget.autoExclusive() or above is None:
        return []
    return [b for b in above.findChildren(QAbstractButton) if b.parentWidget() is above and b.autoExclusive()]


def _steps_back(way: list[QWidget]) -> Iterator[Found]:
    """In one place the way goes down and to the right."""
    for one, other in pairwise(way):
        if one.parentWidget() is not other.parentWidget():
            continue
        here, there = one.geometry(), other.geometry()
        if there.bottom() < here.top() and there.left() <= here.right():
            yield "tab order", f"goes up from {called(one)} to {called(other)}"
        if abs(there.center().y() - here.center().y()) < 8 and there.right() < here.left():
            yield "tab order", f"goes to the left from {called(one)} to {called(other)}"


def _looks(stage: Shown, root: QWidget, way: list[QWidget], seen: set[str]) -> Iterator[Found]:
    for widget in way:
        if not widget.isVisible():
            continue
        kind = f"{type(widget).__name__} {widget.objectName()} {widget.property('look')}"
        if kind in seen:
            continue
        seen.add(kind)
        for reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason):
            widget.setFocus(reason)
            stage.settle()
            box = in_sight(root, widget).adjusted(-AROUND, -AROUND, AROUND, AROUND).intersected(root.rect())
            if box.isEmpty():
                continue
            there = root.grab(box).toImage()
            widget.clearFocus()
            stage.settle()
            changed = strongly_changed(root.grab(box).toImage(), there)
            if changed < _wanted(widget):
                yield "focus seen", f"{changed} of {_wanted(widget):.0f} px by {reason.name}: {called(widget)}"


def _wanted(widget: QWidget) -> float:
    """Half of the line around the widget, in px; of a list half of a short row."""
    if isinstance(widget, QAbstractItemView):
        return 60
    size = widget.visibleRegion().boundingRect().size()
    if isinstance(widget, (QCheckBox, QRadioButton)):  # the ring is around tick and words
        size = size.boundedTo(widget.sizeHint())
    return (size.width() + size.height()) * (0.6 if isinstance(widget, QLineEdit) else 0.9)


def strongly_changed(before: QImage, after: QImage) -> int:
    """Give how many px differ between two pictures by a contrast of 3 : 1 and more."""
    one, other = (i.convertToFormat(QImage.Format.Format_RGB32) for i in (before, after))
    pairs = Counter(zip(memoryview(one.constBits()).cast("I"), memoryview(other.constBits()).cast("I"), strict=False))
    return sum(
        times
        for (was, now), times in pairs.items()
        if was != now and contrast(f"#{was & 0xFFFFFF:06X}", f"#{now & 0xFFFFFF:06X}") >= 3
    )


def in_sight(root: QWidget, widget: QWidget) -> QRect:
    """Give the part of a widget that no scrolled area cuts off, in px of its window."""
    box, above = rect_in(widget, root), widget.parentWidget()
    while above is not None and above is not root:
        box = box.intersected(rect_in(above, root))
        above = above.parentWidget()
    return box.intersected(root.rect())


def _in_sight(root: QWidget, widget: QWidget) -> Iterator[Found]:
    seen = in_sight(root, widget)
    high = min(widget.height(), 90)  # of a long list a row is enough
    if seen.height() < high * 0.5 or seen.width() < widget.width() * 0.5:
        yield "focus in sight", f"{seen.size().toTuple()} of {widget.size().toTuple()}: {called(widget)}"
    for layer in (w for w in inside(root) if w.objectName() in LAYERS and not w.isAncestorOf(widget)):
        shared = rect_in(layer, root).intersected(rect_in(widget, root))
        if shared.width() * shared.height() > widget.width() * widget.height() / 2:
            yield "focus in sight", f"under {called(layer)}: {called(widget)}"
