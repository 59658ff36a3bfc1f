"""A settings row: label with a caption at the left, the control at the right, its error below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from smallcrm.domain.errors import ShopError
from smallcrm.ui.pages.page import sentence
from smallcrm.ui.widgets.card import Card, Hairline
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px


class SettingRow(QWidget):
    """One row; ``keep`` runs a change and shows what is wrong with it below the control."""

    def __init__(self, label: str, control: QWidget, caption: str = "") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(9), 0, px(9))
        row.setSpacing(px(16))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(label))
        if caption:
            words.addWidget(Paragraph(caption, "caption", "muted"))
        holder = QWidget()
        holder.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        holder.setFixedWidth(px(236))
        row.addWidget(holder)
        right = QVBoxLayout()
        right.setSpacing(px(4))
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(control)
        if not isinstance(control, QLineEdit):
            line.addStretch(1)
        right.addLayout(line)
        below = QHBoxLayout()
        self._mark, self._words = IconMark("circle-alert", "danger"), Paragraph("", "caption", "danger")
        below.addWidget(self._mark)
        below.addWidget(self._words, 1)
        right.addLayout(below)
        row.addLayout(right, 1)
        self.control = control
        if not control.accessibleName():
            control.setAccessibleName(label)
        control.setAccessibleDescription(caption)
        self._say("")

    def _say(self, words: str) -> None:
        self._mark.setVisible(bool(words))
        self._words.setVisible(bool(words))
        self._words.setText(words)
        self.control.setProperty("wrong", bool(words))
        self.control.update()

    def keep(self, change: Callable[[], object]) -> None:
        """Run a change; an expected error stays below the control, and what was typed stays in it."""
        try:
            change()
        except ShopError as error:
            self._say(sentence(error))
            return
        self._say("")


def section(title: str, rows: Sequence[QWidget]) -> Card:
    """Make a card of rows with hairlines between."""
    card = Card(title).pad(20, 0, 20, 8)
    card.setMaximumWidth(px(760))
    for number, row in enumerate(rows):
        if number:
            card.body.addWidget(Hairline())
        card.body.addWidget(row)
    return card


def text_row(label: str, value: str, save: Callable[[str], object], caption: str = "", name: str = "") -> SettingRow:
    """Make a row with a line of text, saved when it is left."""
    line = QLineEdit(value)
    line.setObjectName(name)
    line.setMaxLength(500)
    made = SettingRow(label, line, caption)
    before = [value]

    def finish() -> None:
        text = line.text().strip()
        if text != before[0]:
            before[0] = text
            made.keep(lambda: save(text))

    line.editingFinished.connect(finish)
    return made


def choice_row(
    label: str,
    value: str,
    choices: Sequence[tuple[str, str]],
    save: Callable[[str], object],
    caption: str = "",
    name: str = "",
) -> SettingRow:
    """Make a row with a list to choose from (value, words), saved when chosen."""
    combo = QComboBox()
    combo.setObjectName(name)
    for code, words in choices:
        combo.addItem(words, code)
    combo.setCurrentIndex(max(0, combo.findData(value)))
    combo.setMinimumWidth(px(220))
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made = SettingRow(label, combo, caption)
    combo.activated.connect(lambda _n: made.keep(lambda: save(str(combo.currentData()))))
    return made


def number_row(
    label: str,
    value: int,
    limits: tuple[int, int],
    suffix: Callable[[int], str],
    save: Callable[[int], object],
    caption: str = "",
    name: str = "",
) -> SettingRow:
    """Make a row with a number, saved a moment after the last step."""
    spin = QSpinBox()
    spin.setObjectName(name)
    spin.setRange(*limits)
    spin.setValue(value)
    spin.setSuffix(f" {suffix(value)}")
    spin.setMinimumWidth(px(140))
    made = SettingRow(label, spin, caption)
    wait = QTimer(made, singleShot=True, interval=600)
    wait.timeout.connect(lambda: made.keep(lambda: save(spin.value())))

    def stepped(number: int) -> None:
        spin.setSuffix(f" {suffix(number)}")
        wait.start()

    spin.valueChanged.connect(stepped)
    return made
