"""The card on the table at the first start is read as it will be printed, turned and small as it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from smallcrm.ui.start.panel import Panel


def test_a_card_turned_and_shrunk_loses_no_line(qtbot: QtBot) -> None:
    del qtbot
    card = QImage(1050, 1485, QImage.Format.Format_RGB32)
    card.fill(QColor("white"))
    for x in range(0, 1050, 7):
        for y in range(1485):
            card.setPixelColor(x, y, QColor("black"))
    shown = QImage(300, 300, QImage.Format.Format_RGB32)
    shown.fill(QColor("white"))
    painter = QPainter(shown)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(0.75, 0.75)
    Panel._paper(painter, card, QPointF(200, 200), 200, -5)
    painter.end()
    greys = [shown.pixelColor(x, y).lightness() for x in range(110, 190) for y in range(120, 180)]
    assert max(greys) - min(greys) < 60  # one line in seven pixels is an even light grey, neither black nor white
