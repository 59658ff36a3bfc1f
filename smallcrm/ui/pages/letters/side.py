"""The right pane: beside the preview where there is room, else behind a button as a panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui.pages.page import scrolling
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.worn import px

WIDTH = 220


class Side(Popup):
    """Holds the options: ``fold`` takes them out of the row and back; ``paper_wanted`` from the panel's link."""

    paper_wanted = Signal()

    def __init__(self, parent: QWidget, options: QWidget, row: QHBoxLayout, line: QWidget) -> None:
        super().__init__(parent, "designPanel", _("Design"))
        self._options, self._row, self._line = options, row, line
        self._area = scrolling(options)
        self._area.setFixedWidth(px(WIDTH))
        row.addWidget(self._area)
        self._folded = False
        self._link = button(_("Printer and paper"), "link", size="small", icon="sliders-horizontal")
        self._link.clicked.connect(self._paper)
        self.column.setContentsMargins(1, 1, 1, px(6))
        self.column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)

    def fold(self, *, folded: bool) -> None:
        """Put the options behind the button, or beside the preview."""
        if folded == self._folded:
            return
        self._folded = folded
        self._line.setVisible(not folded)
        if folded:
            self.column.insertWidget(0, self._area)
        else:
            self.hide()
            self._area.setMinimumHeight(0)
            self._area.setMaximumHeight(16_777_215)
            self._row.addWidget(self._area)

    def open_below(self, opener: QWidget) -> None:
        room = opener.window().height() - px(120)
        self._area.setFixedHeight(min(self._options.sizeHint().height() + px(8), room))
        super().open_below(opener)

    def _paper(self) -> None:
        self.hide()
        self.paper_wanted.emit()
