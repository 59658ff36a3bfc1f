"""A floor for what a view paints: the same number of words, set by Qt and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


def bare(widget: QWidget, words: int) -> None:
    """Paint so many words over the room of a widget, in its letters."""
    shown = QPixmap(widget.size() * widget.devicePixelRatioF())
    shown.fill(widget.palette().base().color())
    painter = QPainter(shown)
    painter.setFont(widget.font())
    for number in range(words):
        painter.drawText(10 + number % 20 * 40, 20 + number // 20 * 20, f"{number} words")
    painter.end()


def times(work: Callable[[], object], floor: Callable[[], object]) -> float:
    """Give how many times as long one takes as the other, in processor time: the best of five, side by side."""

    def took(one: Callable[[], object]) -> float:
        begun = process_time()
        for _ in range(4):
            one()
        return process_time() - begun

    return min(took(work) / max(took(floor), 1e-6) for _ in range(5))
