"""The one kind of dialog that asks first: for what cannot be undone. The safe answer is primary and has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px


class Question(QDialog):
    """A question, what follows from yes, and two verbs; ``open()`` it."""

    def __init__(  # the words of the question and what it does
        self, question: str, what_follows: str, *, do: str, keep: str, done: Callable[[], object], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("question")
        self.setWindowTitle(question)
        self.setMinimumWidth(px(420))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(18), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(Paragraph(question, "section"))
        column.addWidget(Paragraph(what_follows))
        column.addSpacing(px(12))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addStretch(1)
        self.do = button(do, "danger", clicked=self.accept)
        self.keep = button(keep, "primary", clicked=self.reject)
        row.addWidget(self.do)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.keep.setDefault(True)
        self.keep.setFocus()
        self.accepted.connect(done)
