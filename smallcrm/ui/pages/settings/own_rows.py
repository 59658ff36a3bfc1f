"""Rows of the shop's own: whoever works here, what anyone may give; one row each, and one for a new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smallcrm.domain.errors import ShopError
from smallcrm.domain.text import fold
from smallcrm.ui.pages.page import emptied, sentence
from smallcrm.ui.pages.settings.rows import Told
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class OwnRows(QWidget):
    """A column of rows: ``begin`` anew, then ``add_row``; ``do`` a change of one of them. ``words`` find it."""

    def __init__(self, window: MainWindow, *words: str) -> None:
        super().__init__()
        self.main = window
        self.searched = fold(" ".join(words))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, px(8), 0, px(8))
        self.column.setSpacing(px(6))

    def begin(self, told: str) -> None:
        """Take all rows away and say what they are for."""
        emptied(self.column)
        self.column.addWidget(Paragraph(told, "caption", "muted"))

    def add_row(self, row: QHBoxLayout, said: Told) -> None:
        """Add a row, and below it what may be wrong with it."""
        row.setSpacing(px(12))
        self.column.addLayout(row)
        self.column.addWidget(said)

    @staticmethod
    def do(change: Callable[[], object], said: Told) -> bool:
        """Do a change of a row; what is wrong with it is said below. Whether it was done."""
        try:
            change()
        except ShopError as error:
            said.say(sentence(error))
            return False
        said.say("")
        return True


def line(text: str, name: str, said: str, *, longest: int = 80, width: int = 0) -> QLineEdit:
    """Make a field of such a row; ``width`` in px at 100 %, where it is not to take all there is."""
    made = QLineEdit(text)
    made.setObjectName(name)
    made.setMaxLength(longest)
    made.setAccessibleName(said)
    if width:
        made.setFixedWidth(px(width))
    return made
