"""What is typed for a letter: its fields above the preview, which follows what is written."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from smallcrm import messages
from smallcrm.domain.letter_request import LETTER_KINDS
from smallcrm.i18n import _
from smallcrm.paper.kinds import required_fields, typed_fields
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.worn import px

LINES = {"personal_note": 3, "resolution_text": 3, "promise_text": 1}
"""Lines of text that a field has room for before it scrolls."""


class Words(QWidget):
    """The fields of one kind of letter; ``changed`` a moment after the last key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # the pictures give way first
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, px(6))
        self._column.setSpacing(px(8))
        self.fields: dict[str, QPlainTextEdit] = {}
        self._rows: dict[str, Field[QPlainTextEdit]] = {}
        self._required: tuple[str, ...] = ()
        self.remind = QCheckBox()
        self.remind.setObjectName("remindMe")
        self.remind.hide()
        self._column.addWidget(self.remind)
        self._day: date | None = None
        self._low = False
        self._wait = QTimer(self, singleShot=True, interval=200)
        self._wait.timeout.connect(self.changed)

    def show_kind(self, kind: str, values: Mapping[str, str]) -> None:
        """Show the fields that are typed for a kind, with what is known already."""
        letter = kind in LETTER_KINDS
        shown = typed_fields(kind) if letter else ()
        self._required = required_fields(kind) if letter else ()
        for name in shown:
            if name not in self.fields:
                self._add(name)
        for name, edit in self.fields.items():
            self._rows[name].setVisible(name in shown)
            edit.blockSignals(True)
            edit.setPlainText(values.get(name, "") if name in shown else "")
            edit.document().setModified(False)
            edit.blockSignals(False)
            self._rows[name].set_error("")
        self.setVisible(bool(shown))

    def _add(self, name: str) -> None:
        edit = QPlainTextEdit(self)
        edit.setObjectName(name)
        edit.setTabChangesFocus(True)
        edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        row = Field(messages.field(name), edit)
        if name == "promise_text":
            edit.setPlaceholderText(_("I will call you in early January about lunch."))
        edit.textChanged.connect(self._typed)
        self.fields[name], self._rows[name] = edit, row
        self._column.insertWidget(self._column.count() - 1, row)
        self.set_low(low=self._low)

    def set_low(self, *, low: bool) -> None:
        """Take less height where there is little."""
        self._low = low
        for name, edit in self.fields.items():
            lines = min(LINES[name], 2) if low else LINES[name]
            edit.setFixedHeight(edit.fontMetrics().lineSpacing() * lines + px(24))

    def _typed(self) -> None:
        for row in self._rows.values():
            row.set_error("")
        self._wait.start()

    @property
    def values(self) -> dict[str, str]:
        """What is typed, by field; fields of other kinds are not in it."""
        return {n: edit.toPlainText() for n, edit in self.fields.items() if not self._rows[n].isHidden()}

    def offer_reminder(self, day: date | None, words: str) -> None:
        """Offer to keep a promise in mind, unless no day is known; another day than before is ticked."""
        self.remind.setText(words)
        self.remind.setVisible(day is not None)
        if day != self._day:
            self.remind.setChecked(day is not None)
        self._day = day

    @property
    def waiting(self) -> bool:
        """Whether something was typed that nobody was told yet."""
        return self._wait.isActive()

    def tell(self) -> None:
        """Tell now what was typed."""
        self._wait.stop()
        self.changed.emit()

    def missing(self) -> str:
        """The first field that has to be filled in and is not, or an empty text."""
        values = self.values
        return next((name for name in self._required if not values.get(name, "").strip()), "")

    def begin(self) -> None:
        """Take the focus to what is typed first."""
        for name in tuple(self.values)[:1]:
            self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for(self, name: str) -> None:
        """Say that a field is needed, and go there."""
        self._rows[name].set_error(_("Write what it shall say first."))
        self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
