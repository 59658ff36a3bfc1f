"""What the calendar shows: a tick for each kind, in a row where there is room, else below one button."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from smallcrm.domain.agenda import ALL_LAYERS, Layer
from smallcrm.i18n import _, format_number
from smallcrm.ui import icons
from smallcrm.ui.pages.calendar.looks import LAYERS
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.worn import px


def layer_words(layer: Layer) -> str:
    """Give the name of what can be shown or hidden."""
    return {
        Layer.BIRTHDAYS: lambda: _("Birthdays"),
        Layer.NAME_DAYS: lambda: _("Name days"),
        Layer.DAYS: lambda: _("Days to remember"),
        Layer.FOLLOW_UPS: lambda: _("Follow-ups"),
        Layer.POST: lambda: _("Post"),
        Layer.EVENTS: lambda: _("Events"),
    }[layer]()


class _Tick(QCheckBox):
    def __init__(self, layer: Layer, *, on: bool) -> None:
        super().__init__(layer_words(layer))
        self.setObjectName(f"layer_{layer.value}")
        self.setIcon(icons.icon(*LAYERS[layer]))
        self.setIconSize(QSize(px(16), px(16)))
        self.setChecked(on)


class Filters(QWidget):
    """``changed``: other kinds are to be shown; ``on`` are those."""

    changed = Signal()

    def __init__(self, on: Collection[Layer] = ALL_LAYERS) -> None:
        super().__init__()
        self.on = frozenset(on)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        self.ticks = {layer: _Tick(layer, on=layer in self.on) for layer in Layer}
        for layer, tick in self.ticks.items():
            tick.toggled.connect(partial(self._set, layer))
            row.addWidget(tick)
        self.button: QPushButton = button("", icon="funnel", name="filterButton", clicked=self.open)
        row.addWidget(self.button)
        self.popup: Popup | None = None
        self.fold(folded=False)
        self._say()

    def fold(self, *, folded: bool) -> None:
        """Show one button in place of the ticks, or them."""
        self.folded = folded
        for tick in self.ticks.values():
            tick.setVisible(not folded)
        self.button.setVisible(folded)

    @property
    def wide(self) -> int:
        """Width of the ticks in a row, px."""
        return sum(t.sizeHint().width() for t in self.ticks.values()) + px(16) * (len(self.ticks) - 1)

    def _set(self, layer: Layer, on: bool) -> None:
        wanted = self.on | {layer} if on else self.on - {layer}
        if wanted == self.on:
            return
        self.on = wanted
        self._say()
        self.changed.emit()

    def show_only(self, layers: Collection[Layer]) -> None:
        """Tick these and no others."""
        for layer, tick in self.ticks.items():
            tick.setChecked(layer in layers)

    def _say(self) -> None:
        count, there = len(self.on), len(self.ticks)
        words = _("{n} of {total} kinds").format(n=format_number(count), total=format_number(there))
        self.button.setText(_("All kinds") if count == there else words)
        shown = ", ".join(layer_words(layer) for layer in Layer if layer in self.on)
        self.button.setAccessibleDescription(shown)

    def open(self) -> None:
        """Open the ticks below the button."""
        popup = Popup(self, "filterPopup", _("What the calendar shows"))
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout()
        column.setSpacing(px(10))
        for layer in Layer:
            tick = _Tick(layer, on=layer in self.on)
            tick.toggled.connect(self.ticks[layer].setChecked)
            column.addWidget(tick)
        popup.column.addLayout(column)
        self.popup = popup
        popup.open_below(self.button)
