"""F6: from pane to pane, in the order in which they stand in the window; what is empty or hidden is passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget

from smallcrm.ui.scanning.panel import AnswerPanel
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def next_pane(window: MainWindow, step: int) -> None:
    """Move the focus to the next (1) or previous (-1) of quick-find, sidebar, strips, answer, page, toast, status."""
    answer = window.scanning.panel
    panes: list[QWidget] = [window.quick_find, window.sidebar, *window.strips.strips, *([answer] if answer else [])]
    panes = [p for p in (*panes, window.places, window.toast, window.status) if _first(p) is not None]
    focus = QApplication.focusWidget()
    now = next((n for n, pane in enumerate(panes) if pane is focus or (focus and pane.isAncestorOf(focus))), 0)
    pane = panes[(now + step) % len(panes)]
    if pane is window.places:
        window.places.focus_page()
    elif isinstance(pane, (Toast, AnswerPanel)):
        pane.take_focus()
    elif pane is window.sidebar:
        window.sidebar.take_focus()
    elif first := _first(pane):
        first.setFocus(Qt.FocusReason.TabFocusReason)


def _first(pane: QWidget) -> QWidget | None:
    """The part of a pane that F6 goes to: of a strip the first answer, else what stands at the top left."""
    if isinstance(pane, Strip):
        return pane.first if _takes_tab(pane.first) else None
    parts = [w for w in (pane, *pane.findChildren(QWidget)) if _takes_tab(w)]
    return min(parts, key=_place, default=None)


def _place(widget: QWidget) -> tuple[int, int]:
    point = widget.mapTo(widget.window(), QPoint(0, 0))
    return point.y(), point.x()


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
