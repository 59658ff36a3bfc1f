"""The way through the settings: a search field and the list of sections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smallcrm.i18n import _
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.pages.settings.rows import Section
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px

_ROW = 38
_ICON = Qt.ItemDataRole.UserRole + 1


class _Painter(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(120), px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, box = worn.current(), option.rect.adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painting.rounded(painter, box, theme["selection"], None)
            bar = QRectF(box.x(), box.y() + px(8), px(3), box.height() - px(16))
            painting.rounded(painter, bar, theme["accent"], None, 1.5)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, box, theme["sunken"], None)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.focus_ring(painter, box)
        side = px(18)
        place = QRect(box.x() + px(12), box.center().y() - side // 2 + 1, side, side)
        icons.draw(painter, place, str(index.data(_ICON)), theme["accent" if chosen else "muted"])
        painter.setFont(worn.font("strong" if chosen else "body"))
        painter.setPen(theme["text"])
        room = box.adjusted(px(42), 0, -px(8), 0)
        words = QFontMetrics(painter.font()).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class SearchLine(QLineEdit):
    """A field that says by its icon that it searches; Esc empties it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("settingsSearch")
        self.setPlaceholderText(_("Search"))
        self.setAccessibleName(_("Search the settings"))
        self.setTextMargins(px(24), 0, 0, 0)
        self.setClearButtonEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = px(16)
        place = QRect(px(10), (self.height() - side) // 2, side, side)
        icons.draw(QPainter(self), place, "search", worn.current()["muted"])


def _padded(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(px(8), 0, px(8), 0)
    row.addWidget(widget)
    return holder


class Nav(QFrame):
    """The pane at the left (232); narrow, one row above with a list to open. ``chosen(key)``, ``searched(text)``."""

    chosen = Signal(str)
    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAutoFillBackground(True)
        self._keys: list[str] = []
        self.title = PlainLabel(_("Settings"), "page")
        self.search = SearchLine()
        self.search.textChanged.connect(self.searched)
        self.list = QListWidget(self)  # shown without a parent it would be a window for a moment
        self.list.setObjectName("settingsNav")
        self.list.setAccessibleName(_("Sections"))
        self.list.setItemDelegate(_Painter(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.viewport().setAutoFillBackground(False)
        self.list.currentRowChanged.connect(self._pick)
        self.list.itemClicked.connect(lambda item: self._pick(self.list.row(item)))
        self.combo = QComboBox(self)
        self.combo.setObjectName("settingsSections")
        self.combo.setAccessibleName(_("Sections"))
        self.combo.activated.connect(self._pick)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        for widget in (_padded(self.title), self.combo, _padded(self.search), self.list):
            self._box.addWidget(widget)

    def lay_out(self, *, narrow: bool) -> None:
        """Stand at the left, or in one row above."""
        self.list.setVisible(not narrow)
        self.combo.setVisible(narrow)
        box = self._box
        box.setDirection(QBoxLayout.Direction.LeftToRight if narrow else QBoxLayout.Direction.TopToBottom)
        box.setContentsMargins(px(8), px(10 if narrow else 16), px(8) + 1, px(10 if narrow else 8))
        box.setSpacing(px(4 if narrow else 12))
        for number, (wide, beside) in enumerate(((0, 0), (0, 3), (0, 2), (1, 0))):
            box.setStretch(number, beside if narrow else wide)
        self.setMinimumWidth(0 if narrow else px(232))
        self.setMaximumWidth(16777215 if narrow else px(232))
        self.updateGeometry()

    def show_sections(self, sections: Sequence[Section]) -> None:
        """List these sections."""
        self.setTabOrder(self.search, self.list)  # in the window: before, Qt forgets it on the way there
        self._keys = [section.key for section in sections]
        for view in (self.list, self.combo):
            view.blockSignals(True)
            view.clear()
        for section in sections:
            item = QListWidgetItem(section.title, self.list)
            item.setData(_ICON, section.icon)
            item.setToolTip(section.title)
            self.combo.addItem(section.title, section.key)
        self.list.setCurrentRow(0)
        for view in (self.list, self.combo):
            view.blockSignals(False)

    def select(self, key: str) -> None:
        """Mark the section one is at, without a signal."""
        if key not in self._keys:
            return
        for view in (self.list, self.combo):
            view.blockSignals(True)
        self.list.setCurrentRow(self._keys.index(key))
        self.combo.setCurrentIndex(self._keys.index(key))
        for view in (self.list, self.combo):
            view.blockSignals(False)

    def here(self) -> str:
        """Give the section marked, or an empty text."""
        row = self.list.currentRow()
        return self._keys[row] if 0 <= row < len(self._keys) else ""

    def hide_but(self, keys: set[str]) -> None:
        """List only the sections in which something was found."""
        for number, key in enumerate(self._keys):
            self.list.item(number).setHidden(key not in keys)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), worn.current()
        painter.fillRect(self.rect(), theme["surface"])
        if self.combo.isHidden():
            painter.fillRect(self.width() - 1, 0, 1, self.height(), theme["hairline"])

    def _pick(self, number: int) -> None:
        if 0 <= number < len(self._keys):
            self.select(self._keys[number])
            self.chosen.emit(self._keys[number])
