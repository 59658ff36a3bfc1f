"""What stands above the pages: the menus with the small quick-find, or the large one; and the strips of the window."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenuBar, QVBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui import worn
from smallcrm.ui.tokens import PAGE_PADDING, PAGE_PADDING_NARROW
from smallcrm.ui.widgets.quick_find import QuickFind
from smallcrm.ui.worn import px

HEIGHT = 36
WIDEST, NARROWEST = 384, 96
"""Width of the small quick-find, px at 100 %: what the menus leave, within these."""


class MenuRow(QWidget):
    """The menus in ``bar``, and room at the right for the small quick-find."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("menuRow")
        self.setFixedHeight(px(HEIGHT))
        self.box: QuickFind | None = None
        self.bar = QMenuBar(self)
        self.bar.setAccessibleName(_("Menus"))
        self.bar.setNativeMenuBar(sys.platform == "darwin")

    def take(self, find: QuickFind) -> None:
        """Put the quick-find here, small."""
        self.box = find
        find.setParent(self)
        find.set_compact(compact=True)  # after: a new parent brings its font along
        self._arrange()

    def _arrange(self) -> None:
        """Menus first, by hand: a layout would let the field keep the window from becoming small."""
        wide, height = self.width() - px(12), self.bar.sizeHint().height()
        needed = self.bar.sizeHint().width()
        if self.box is not None and self.box.parentWidget() is self:
            width = min(px(WIDEST), max(px(NARROWEST), wide - needed - px(12)))
            self.box.setGeometry(wide - width, (px(HEIGHT) - self.box.height()) // 2, width, self.box.height())
            wide -= width + px(12)
        self.bar.setGeometry(0, (px(HEIGHT) - height) // 2, min(wide, needed), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # menus have come
            self._arrange()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        painter.fillRect(self.rect(), theme["window"])
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme["hairline"])


class Top(QWidget):
    """Above every page: the large quick-find where it belongs, and strips. Takes no room when all of it is hidden."""

    def __init__(self, row: MenuRow, find: QuickFind) -> None:
        super().__init__()
        self._row, self._find, self._narrow = row, find, False
        self.strips: list[QWidget] = []
        """As they stand below each other."""
        # Kept here: a layout asked for its items leaves Python with some that are gone once a part has moved away.
        self.edge, self.column = QVBoxLayout(self), QVBoxLayout()
        self.edge.setContentsMargins(0, 0, 0, 0)
        self.edge.setSpacing(0)
        self.edge.addLayout(self.column)
        self.column.setSpacing(px(10))

    def add(self, strip: QWidget, *, always: bool = False) -> None:
        """Put a strip below the others; one that is ``always`` there stands on top, from edge to edge."""
        if always:
            self.edge.insertWidget(self.edge.count() - 1, strip)
            self.strips.insert(self.edge.count() - 2, strip)
            return
        self.column.addWidget(strip)
        self.strips.append(strip)
        strip.installEventFilter(self)
        self._pad()

    def seat(self, *, large: bool) -> None:
        """Show the quick-find here, large, or small beside the menus; it keeps the focus."""
        if large != self._find.compact and self._find.parentWidget() in {self, self._row}:
            return
        held = self._find.hasFocus()
        if large:
            self.column.insertWidget(0, self._find)
            self._find.set_compact(compact=False)
        else:
            self._row.take(self._find)
        self._find.show()
        if held:
            self._find.setFocus(Qt.FocusReason.OtherFocusReason)
        self._pad()

    def set_narrow(self, *, narrow: bool) -> None:
        """Take the margins of a narrow or a wide window."""
        self._narrow = narrow
        self._pad()

    def _pad(self) -> None:
        side = px(PAGE_PADDING_NARROW if self._narrow else PAGE_PADDING)
        large = self._find.parentWidget() is self
        if not large and all(strip.isHidden() for strip in self.strips if self.column.indexOf(strip) >= 0):
            self.column.setContentsMargins(0, 0, 0, 0)
        elif large:
            self.column.setContentsMargins(side, px(14 if self._narrow else 20), side, px(10 if self._narrow else 14))
        else:
            self.column.setContentsMargins(side, px(12), side, px(8))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.ShowToParent, QEvent.Type.HideToParent}:
            self._pad()
        return super().eventFilter(watched, event)
