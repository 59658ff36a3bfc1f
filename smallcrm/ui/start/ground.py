"""What the screens of the first start stand on: the panel at the left, the steps at the right, buttons at the foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from smallcrm.ui.pages.page import emptied, scrolling
from smallcrm.ui.start.panel import Panel
from smallcrm.ui.start.steps import AIR, Step, inset
from smallcrm.ui.widgets.steps import StepMarks
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

_PANEL_FROM = 960
"""Width of the window, px at 100 %, from which there is room for the panel."""
_PANEL_SHARE = 0.381
_COLUMN, _COLUMN_SHORT = 560, 820
_SHORT, _TALL = 560, 600
"""Heights of the window, px at 100 %: below the first choices stand side by side, from the second there is air."""


class Ground(QWidget):
    """Shows one step after the other; ``fit`` follows the size of the window."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.panel, self.marks, self.strip = Panel(), StepMarks(steps), Strip()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.panel)
        right = QVBoxLayout()
        right.setSpacing(0)
        whole.addLayout(right, 1)
        inner = QWidget()
        self._middle, self._column = QHBoxLayout(inner), QWidget()
        body = QVBoxLayout(self._column)
        body.setContentsMargins(0, AIR, 0, AIR)
        body.setSpacing(0)
        self.area = scrolling(inner, "startArea")
        right.addWidget(self.area, 1)
        self._foot, self._footer = QHBoxLayout(), QWidget()
        right.addLayout(self._foot)
        for line, widget in ((self._middle, self._column), (self._foot, self._footer)):
            line.addStretch(1)
            line.addWidget(widget, 1000)
            line.addStretch(1)
        self._place, self._buttons = QVBoxLayout(), QVBoxLayout(self._footer)
        self._buttons.setContentsMargins(0, AIR, px(20), AIR)
        body.addLayout(inset(self.marks, stretched=False))
        body.addSpacing(px(23))
        body.addLayout(self._place)
        body.addSpacing(px(12))
        body.addLayout(inset(self.strip))
        body.addStretch(1)

    def show_step(self, step: Step, number: int) -> None:
        """Show a screen in place of the one before."""
        emptied(self._place)
        self._place.addWidget(step)
        step.show()  # at once: the focus goes only to what is seen
        self.marks.set_current(number)
        self.strip.hide()
        self.area.verticalScrollBar().setValue(0)

    def fill_foot(self, widgets: Sequence[QWidget | None]) -> None:
        """Put widgets into the last row; None is the room between left and right."""
        emptied(self._buttons)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget, int(isinstance(widget, QProgressBar)))
        self._buttons.addWidget(holder)
        holder.show()

    def fit(self, width: int, height: int) -> None:
        """Follow the size of the window, px."""
        roomy = width >= px(_PANEL_FROM) and not is_short(height)
        self.panel.setVisible(roomy)
        self.panel.setFixedWidth(round(width * _PANEL_SHARE))
        right = width - (self.panel.width() if roomy else 0)
        wide = min(px(_COLUMN_SHORT if is_short(height) else _COLUMN), right - 2 * px(24))
        self._column.setFixedWidth(wide + 2 * AIR)
        self._footer.setFixedWidth(wide + 2 * px(20))  # so that the words of its links stand below the titles
        tall = height >= px(_TALL)
        self._middle.setContentsMargins(0, px(68 if tall else 20), 0, px(8))
        self._foot.setContentsMargins(0, px(4), 0, px(36 if tall else 12))


def is_short(height: int) -> bool:
    """Whether a window of that height (px) is so low that choices stand beside each other."""
    return height < px(_SHORT)
