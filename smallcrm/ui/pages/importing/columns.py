"""The columns of a table on real rows, each with the field it goes to; a combo box changes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.domain.incoming import Guess
from smallcrm.domain.masking import masked
from smallcrm.i18n import _
from smallcrm.ui.pages.importing import words
from smallcrm.ui.pages.page import emptied, wide
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.worn import px


class Columns(QWidget):
    """``changed(key, value)``: key is a heading with the prefix ``column:``, or encoding, separator, date_order."""

    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(4), px(16), px(12))
        column.setSpacing(px(10))
        self._top = QHBoxLayout()
        self._top.setSpacing(px(12))
        column.addLayout(self._top)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setColumnStretch(2, 1)
        column.addLayout(self._grid)

    def field_for(self, what: str) -> QWidget | None:
        """Give the box that may mend a problem: ``date_order``, ``separator``, ``name`` or any of the ``columns``."""
        boxes = {box.objectName(): box for box in self.findChildren(QComboBox) if not box.isHidden()}
        if what in boxes:
            return boxes[what]
        columns = [box for name, box in boxes.items() if name.startswith("column:")]
        loose = [box for box in columns if box.currentData() == "extra"]
        return next(iter((loose if what == "name" else []) or columns), None)

    def show_guess(self, guess: Guess, shown: Callable[[str], str] = masked) -> None:
        """Show how the columns were understood."""
        emptied(self._top)
        emptied(self._grid)
        for key, label, value, choices in (
            ("encoding", _("Encoding"), guess.encoding.lower(), words.encodings()),
            ("separator", _("Separator"), guess.separator, words.separators()),
            ("date_order", _("Dates"), guess.date_order, words.orders()),
        ):
            if value:
                combo = _combo(choices, value)
                combo.setObjectName(key)
                combo.activated.connect(lambda _n, key=key, combo=combo: self.changed.emit(key, combo.currentData()))
                self._top.addWidget(Field(label, combo), 1)
        for number, (text, place) in enumerate(((_("In the file"), 0), (_("Goes to"), 1), (_("Examples"), 2))):
            self._grid.addWidget(PlainLabel(text, "caption", "muted"), 0, place)
            self._grid.setColumnMinimumWidth(number, px(120))
        choices = dict(words.fields())
        model = _model(choices, self._grid)
        for number, found in enumerate(guess.columns, 1):
            self._grid.addWidget(
                PlainLabel(found.heading or _("Column {number}").format(number=number), "strong"), number, 0
            )
            field = found.field or "extra"
            more = {} if field in choices else {field: words.field_words(field)}
            combo = _combo({**choices, **more}, field, None if more else model)
            combo.setMinimumContentsLength(24)
            combo.setAccessibleName(_("Field for the column {heading}").format(heading=found.heading))
            key = f"column:{found.heading}"
            combo.setObjectName(key)
            combo.activated.connect(lambda _n, key=key, combo=combo: self.changed.emit(key, combo.currentData()))
            self._grid.addWidget(combo, number, 1)
            samples = " · ".join(s for s in found.samples if s)
            # in a column of phones digits are a phone, whatever country they are of
            samples = masked(samples, lambda _digits: True) if field.startswith("phone") else shown(samples)
            self._grid.addWidget(wide(PlainLabel(samples, "body", "muted")), number, 2)


def _model(choices: Mapping[str, str], parent: QObject) -> QStandardItemModel:
    """Give the choices for many boxes at once: to fill each of them takes longer than all the rest."""
    model = QStandardItemModel(parent)
    for code, text in choices.items():
        item = QStandardItem(text)
        item.setData(code, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    return model


def _combo(choices: Mapping[str, str], value: str, model: QStandardItemModel | None = None) -> QComboBox:
    combo = QComboBox()
    if model is not None:
        combo.setModel(model)
    else:
        for code, text in choices.items():
            combo.addItem(text, code)
    if combo.findData(value) < 0:
        combo.addItem(value.upper(), value)
    combo.setCurrentIndex(combo.findData(value))
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(14)
    return combo
