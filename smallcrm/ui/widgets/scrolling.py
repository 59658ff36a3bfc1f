"""An area that scrolls up and down and never hides what has the keys."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QStyle,
    QWidget,
)

from smallcrm.ui import worn
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.worn import px

_DEEPEST = 4
"""Layouts within one another: what is lower beside a scroll bar than without one would go on for ever."""
_WHOLE = 0.9
"""Share of a widget that is as good as all of it."""


class Scrolling(QScrollArea):
    """Holds a widget without a frame; whatever in it gets the focus comes into sight."""

    def __init__(self, content: QWidget, name: str = "") -> None:
        super().__init__()
        self._told = self._within = 0
        self._settled = QSize()
        """The size at which the bar is kept; none: it comes and goes as it is needed."""
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        if worn.scale() <= 1:  # in larger type what is too wide is scrolled to
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.setWidget(content)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._follow)

    def minimumSizeHint(self) -> QSize:
        least, content = super().minimumSizeHint(), self.widget()
        if worn.scale() > 1 and content is not None:
            bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
            least.setWidth(max(least.width(), content.minimumSizeHint().width() + bar))
        return least

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.widget() or event.type() not in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest:
            wide = self.minimumSizeHint().width()
            if wide != self._told:  # a layout remembers the width of long ago
                self._told = wide
                self.updateGeometry()
        if self._within >= _DEEPEST:
            self._settle()
            return False
        self._within += 1
        try:
            return super().eventFilter(watched, event)
        finally:
            self._within -= 1

    def _settle(self) -> None:
        """Keep the bar, as long as the area has this size, where it would come and go for ever."""
        self._settled = self.size()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._settled.isValid() and self._settled != self.size():
            self._settled = QSize()
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        super().resizeEvent(event)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        # Qt does this only for Tab from within; under a pressed mouse button nothing may move away.
        if new is None or not self.isVisible() or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        content = self.widget()
        if content is not None and content.isAncestorOf(new) and new.height() <= self.viewport().height():
            field = new.parentWidget()
            if isinstance(field, Field) and field.height() <= self.viewport().height():
                self.ensureWidgetVisible(field, 0, px(12))  # its label too
            self.ensureWidgetVisible(new, 0, px(12))
            if not isinstance(new, QPlainTextEdit):
                return
            # Qt brings but the line with the cursor into sight of a long text.
            place = QRect(new.mapTo(content, QPoint(0, 0)), new.size())
            margin = min(place.height() // 2 + px(12), self.viewport().height() // 2)
            self.ensureVisible(place.x(), place.center().y(), 0, margin)


def into_sight(widget: QWidget) -> None:
    """Scroll what holds the widget so far that all of it is seen; of what is higher than that, its top."""
    around = _area_of(widget)
    content = around.widget() if around is not None else None
    if around is None or content is None:
        return
    around.ensureWidgetVisible(widget, 0, px(12))
    if widget.height() > around.viewport().height():
        top = widget.mapTo(content, QPoint(0, 0)).y()
        around.verticalScrollBar().setValue(top)


def is_seen(widget: QWidget) -> bool:
    """Whether a widget can be seen nearly whole, or as much of it as its area has room for."""
    around = _area_of(widget)
    room = min(widget.height(), around.viewport().height()) if around is not None else widget.height()
    return widget.isVisible() and widget.visibleRegion().boundingRect().height() >= _WHOLE * room


def _area_of(widget: QWidget) -> Scrolling | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, Scrolling):
        around = around.parentWidget()
    return around


class _Still(QObject):
    """Leaves the wheel to what scrolls."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def still(*boxes: QComboBox | QAbstractSpinBox) -> None:
    """Let the wheel over these scroll the page: it changes nothing that is saved at once."""
    for box in boxes:
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.installEventFilter(_Still(box))
