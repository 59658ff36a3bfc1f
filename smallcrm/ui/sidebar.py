"""The places of the program: icon, name, and a count only where something waits. Folds to icons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from smallcrm.i18n import _, ngettext
from smallcrm.ui import icons, painting, worn
from smallcrm.ui.tokens import SIDEBAR, SIDEBAR_FOLDED
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.plain import PlainLabel, plain_tip
from smallcrm.ui.widgets.shop_mark import ShopMark
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.pages.registry import PageInfo

Index = QModelIndex | QPersistentModelIndex
PlaceRole = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the sidebar."""

    key: str
    title: str
    icon: str
    count: int = 0
    overdue: bool = False


class _Places(QAbstractListModel):
    def __init__(self, places: list[Place], parent: QWidget) -> None:
        super().__init__(parent)
        self.places = places

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 — Qt's own signature
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = self.places[index.row()]
        if role == PlaceRole:
            return place
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole} and place.count:
            waiting = ngettext("{n} waiting", "{n} waiting", place.count).format(n=place.count)
            return f"{place.title}, {waiting}"
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return place.title
        return None

    def set_count(self, key: str, count: int, *, overdue: bool) -> None:
        for number, place in enumerate(self.places):
            if place.key == key and (place.count, place.overdue) != (count, overdue):
                self.places[number] = replace(place, count=count, overdue=overdue)
                self.dataChanged.emit(self.index(number), self.index(number))


class _Painter(QStyledItemDelegate):
    folded = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(40), px(42))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, place = worn.current(), index.data(PlaceRole)
        box = option.rect.adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painting.rounded(painter, box, theme["selection"], None)
            painting.rounded(
                painter, QRectF(box.x(), box.y() + px(8), px(3), box.height() - px(16)), theme["accent"], None, 1.5
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, box, theme["sunken"], None)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painting.focus_ring(painter, box)
        side = px(20)
        x = box.center().x() - side // 2 + 1 if self.folded else box.x() + px(12)
        icons.draw(
            painter,
            QRect(x, box.center().y() - side // 2 + 1, side, side),
            place.icon,
            theme["accent" if chosen else "muted"],
        )
        if self.folded:
            if place.count:
                dot = QRectF(x + side - px(4), box.y() + px(6), px(8), px(8))
                painting.rounded(painter, dot, theme["danger" if place.overdue else "accent"], None, dot.width() / 2)
            return
        right = self._pill(painter, box, place, chosen=chosen)
        font = worn.font("strong" if chosen else "body")
        room = QRect(box.x() + px(44), box.y(), self.room(box, right), box.height())
        painter.setFont(font)
        painter.setPen(theme["text"])
        words = QFontMetrics(font).elidedText(place.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    @staticmethod
    def room(box: QRect, right: int = 0) -> int:
        """Give the width there is for the name of a place in its box, up to its count, if it has one."""
        return (right or box.right() - px(4)) - box.x() - px(48)

    def _pill(self, painter: QPainter, box: QRect, place: Place, *, chosen: bool) -> int:
        if not place.count:
            return box.right() - px(4)
        right = box.right() - px(10)
        theme, font = worn.current(), worn.font("strong")
        font.setPointSizeF(worn.font("caption").pointSizeF())
        words = str(place.count) if place.count < 1000 else "999+"
        width = max(px(24), QFontMetrics(font).horizontalAdvance(words) + px(14))
        pill = QRectF(right - width, box.center().y() - px(10) + 1, width, px(20))
        ground, ink = (
            ("danger_tint", "danger") if place.overdue else ("surface", "text") if chosen else ("sunken", "muted")
        )
        painting.rounded(painter, pill, theme[ground], None, pill.height() / 2)
        painter.setFont(font)
        painter.setPen(theme[ink])
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
        return int(pill.x())


class _List(QListView):
    past_end = Signal(int)

    def __init__(self, name: str, accessible: str, places: list[Place], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # arrows and wheel still move it
        self.setUniformItemSizes(True)
        self.places = _Places(places, self)
        self.painter = _Painter(self)
        self.setModel(self.places)
        self.setItemDelegate(self.painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        now, last = self.currentIndex(), self.places.rowCount() - 1
        down, up = event.key() == Qt.Key.Key_Down, event.key() == Qt.Key.Key_Up
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and now.isValid():
            if not event.isAutoRepeat():
                self.clicked.emit(now)
        elif (down and now.row() == last) or (up and now.row() == 0):
            self.past_end.emit(1 if down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():  # a ring to see, but nobody asked for another page yet
            none = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().blockSignals(True)
            self.selectionModel().setCurrentIndex(self.places.index(0), none)
            self.selectionModel().blockSignals(False)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def sizeHint(self) -> QSize:
        return QSize(px(100), px(42) * self.places.rowCount())

    def minimumSizeHint(self) -> QSize:
        return QSize(px(40), px(42) * min(2, self.places.rowCount()))


class _Name(QWidget):
    """The name of the shop on at most two lines; longer, it ends in … and stands whole in the tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setFont(worn.font("strong"))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self._tell()
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        whole = " ".join(self._lines()) == " ".join(self._text.split())
        self.setToolTip("" if whole else plain_tip(self._text))

    def _lines(self) -> list[str]:
        """The first line as many words as fit, the second the rest, elided."""
        metrics, words, first = QFontMetrics(self.font()), self._text.split(), ""
        while words and metrics.horizontalAdvance(f"{first} {words[0]}".strip()) <= self.width():
            first = f"{first} {words.pop(0)}".strip()
        parts = [first, " ".join(words)] if first else [" ".join(words)]
        return [metrics.elidedText(p, Qt.TextElideMode.ElideRight, self.width()) for p in parts if p]

    def sizeHint(self) -> QSize:
        return QSize(px(60), QFontMetrics(self.font()).height() * max(1, len(self._lines())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, height = QPainter(self), QFontMetrics(self.font()).height()
        painter.setPen(worn.current()["text"])
        for number, line in enumerate(self._lines()):
            painter.drawText(QRect(0, number * height, self.width(), height), Qt.TextFlag.TextSingleLine, line)


class Sidebar(QWidget):
    """The pane at the left; ``chosen(key)`` when somebody picks a place, ``counted(key, count)`` when one has news."""

    chosen, counted = Signal(str), Signal(str, int)

    def __init__(self, places: list[Place], bottom: list[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebarPane")
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        column = QVBoxLayout()
        column.setContentsMargins(px(8), px(12), px(8), px(8))
        column.setSpacing(0)
        outer.addLayout(column)
        outer.addWidget(Hairline(upright=True))
        column.addLayout(self._head())
        column.addSpacing(px(14))
        self.list = _List("sidebar", _("Places"), places, self)
        self.bottom = _List("sidebarBottom", _("Settings and help"), bottom, self)
        column.addWidget(self.list, 1)
        column.addWidget(self.bottom)
        self.bottom.setFixedHeight(px(42) * len(bottom))
        for one, other in ((self.list, self.bottom), (self.bottom, self.list)):
            one.clicked.connect(lambda index: self.chosen.emit(index.data(PlaceRole).key))
            one.selectionModel().currentChanged.connect(
                lambda index, _old, mine=one, rest=other: self._moved(index, mine, rest)
            )
        self.list.past_end.connect(lambda step: self._enter(self.bottom, 0) if step > 0 else None)
        self.bottom.past_end.connect(lambda step: self._enter(self.list, len(places) - 1) if step < 0 else None)
        self.fold(folded=False)

    @classmethod
    def of_pages(cls, pages: Iterable[PageInfo]) -> Sidebar:
        """Give the sidebar of the pages that stand in it."""
        listed = [(info.bottom, Place(info.key, info.title(), info.icon)) for info in pages if info.listed]
        return cls([place for bottom, place in listed if not bottom], [place for bottom, place in listed if bottom])

    def _enter(self, view: _List, number: int) -> None:
        view.setFocus(Qt.FocusReason.TabFocusReason)
        view.setCurrentIndex(view.places.index(number))
        self.chosen.emit(view.places.places[number].key)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(px(8), 0, 0, 0)
        row.setSpacing(px(10))
        self._mark = ShopMark(parent=self)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name, self._town = _Name(), PlainLabel("", "caption", "muted")
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._town)
        words.addStretch(1)
        self._town.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        row.addLayout(words, 1)
        self._head_row = row
        return row

    def set_shop(self, name: str, town: str, kind: str = "other") -> None:
        """Show the shop's name, town and mark."""
        self._name.set_text(name)
        self._town.setText(town)
        self._town.setVisible(bool(town) and not self.list.painter.folded)
        self._mark.set_kind(kind)
        self._mark.setToolTip(plain_tip(", ".join(part for part in (name, town) if part)))

    def take_focus(self) -> None:
        """Put the focus on the list that holds the page shown."""
        here = self.bottom if self.bottom.selectionModel().hasSelection() else self.list
        here.setFocus(Qt.FocusReason.TabFocusReason)

    def set_count(self, key: str, count: int, *, overdue: bool = False) -> None:
        """Show how many wait at a place; 0 shows nothing."""
        self.list.places.set_count(key, count, overdue=overdue)
        self.counted.emit(key, count)

    def select(self, key: str) -> None:
        """Mark a place as the one shown, without a signal."""
        for view in (self.list, self.bottom):
            number = next((i for i, p in enumerate(view.places.places) if p.key == key), -1)
            view.selectionModel().blockSignals(True)
            if number >= 0:
                view.setCurrentIndex(view.places.index(number))
            else:
                view.clearSelection()
                view.setCurrentIndex(QModelIndex())
            view.selectionModel().blockSignals(False)
            view.viewport().update()

    def fold(self, *, folded: bool) -> None:
        """Show icons only (56 px), or icons and names (200 px)."""
        self.setFixedWidth(px(SIDEBAR_FOLDED if folded else SIDEBAR))
        self._head_row.setContentsMargins(px(2 if folded else 8), 0, 0, 0)
        for view in (self.list, self.bottom):
            view.painter.folded = folded
            view.viewport().update()
        self._name.setVisible(not folded)
        self._town.setVisible(not folded and bool(self._town.text()))

    def _moved(self, index: QModelIndex, view: _List, _rest: _List) -> None:
        if index.isValid() and view.hasFocus():
            self.chosen.emit(index.data(PlaceRole).key)
