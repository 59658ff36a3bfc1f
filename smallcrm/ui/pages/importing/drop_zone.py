"""Where files are dropped: the dashed ground, what it takes, and how each program gives its contacts away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui import worn
from smallcrm.ui.tokens import RADIUS_CARD
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px


def _sources() -> tuple[tuple[str, str, str], ...]:
    return (
        ("file-spreadsheet", _("Excel or your own list"), _("As it is: .xlsx, .xls, .ods or .csv")),
        ("globe", "Google", _("Contacts, Export, Google CSV")),
        ("mail", "Outlook, Thunderbird", _("Export the address book as CSV")),
        ("smartphone", _("Phone"), _("Contacts, Share all, as vCard (.vcf)")),
        ("user", "Apple", _("Contacts, Export vCard")),
    )


class DropZone(QWidget):
    """An empty state with a dashed edge, and below it a tile for each source."""

    def __init__(self, choose: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(16))
        column.setSpacing(px(4))
        words = _("vCard, CSV or Excel. You see what would happen before anything is written.")
        self.empty = Empty("card", _("Drop your contact files here"), words, (choose,))
        column.addWidget(self.empty, 3)
        self._tiles = QGridLayout()
        self._tiles.setContentsMargins(px(16), 0, px(16), 0)
        self._tiles.setHorizontalSpacing(px(16))
        self._tiles.setVerticalSpacing(px(8))
        self._all = [_tile(*source) for source in _sources()]
        column.addLayout(self._tiles)
        column.addStretch(1)
        self._set_out(5)

    def _set_out(self, across: int) -> None:
        for place, tile in enumerate(self._all):
            self._tiles.addWidget(tile, place // across, place % across)
        for number in range(5):
            self._tiles.setColumnStretch(number, 1 if number < across else 0)

    def set_narrow(self, *, narrow: bool) -> None:
        """Take two lines of tiles in a small window."""
        self._set_out(3 if narrow else 5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(worn.current()["soft"], 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(worn.current()["surface"])
        painter.drawRoundedRect(box, RADIUS_CARD, RADIUS_CARD)


def _tile(icon: str, name: str, how: str) -> QWidget:
    tile = QWidget()
    tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    row = QHBoxLayout(tile)
    row.setContentsMargins(0, px(4), 0, px(4))
    row.setSpacing(px(10))
    row.addWidget(IconMark(icon, "accent", 20), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(px(2))
    words.addWidget(PlainLabel(name, "strong"))
    words.addWidget(Paragraph(how, "caption", "muted"))
    words.addStretch(1)
    row.addLayout(words, 1)
    return tile
