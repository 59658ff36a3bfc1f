"""The strip of a sample shop, on every page: nothing here is real, and one button ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smallcrm import i18n
from smallcrm.i18n import _
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.surface import tinted
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class SampleStrip(QWidget):
    """40 px from edge to edge, above the pages; it cannot be closed."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.setObjectName("sampleStrip")
        self.setFixedHeight(px(40))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), 0, px(12), 1)
        row.setSpacing(px(8))
        title, words = _("Sample shop."), _("Nothing here is real.")
        self.setAccessibleName(f"{title} {words}")
        row.addWidget(IconMark("sprout", "link", 18))
        row.addWidget(PlainLabel(title, "strong"))
        row.addWidget(PlainLabel(words), 1)
        row.addWidget(
            button(_("Start with my own"), size="small", name="startWithMyOwn", clicked=lambda: leave(window))
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, (ground, line) = QPainter(self), tinted("info")
        painter.fillRect(self.rect(), ground)
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)


def attach(window: MainWindow) -> None:
    """Put the strip above the pages, if this is a sample shop."""
    if window.shop.settings.read().sample:
        window.strips.add(SampleStrip(window), always=True)


def leave(window: MainWindow) -> None:
    """Close this window; one's own shop opens, or the first start asks for it."""
    from smallcrm.ui.following import Next

    window.next = Next(window.shop.file, begin=True, language=i18n.language())
    window.close()
