"""How it looks: designs and layouts as pictures, and for labels where a sheet already begun goes on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QSpinBox, QVBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.paper.forms import CARD
from smallcrm.ui import worn
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.drawn_forms import SheetPicker, letter_picture
from smallcrm.ui.widgets.choice import PictureChoice
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px

THUMB = (88, 124)


def design_names() -> dict[str, str]:
    """Give the designs in words."""
    return {"candles": _("Candles"), "wreath": _("Wreath")}


class Gallery(QWidget):
    """Pictures to choose from, two a row."""

    def __init__(self, choices: dict[str, str], spoken: str) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.choices: dict[str, PictureChoice] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(2))
        grid.setVerticalSpacing(px(8))
        for number, (key, name) in enumerate(choices.items()):
            made = PictureChoice(name, size=THUMB)
            made.setAccessibleName(spoken.format(name=name))
            self.choices[key] = made
            self.group.addButton(made)
            grid.addWidget(made, number // 2, number % 2, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)

    @property
    def value(self) -> str:
        """The key chosen."""
        return next((key for key, made in self.choices.items() if made.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a picture; an unknown key chooses the first."""
        self.choices.get(key, next(iter(self.choices.values()))).setChecked(True)


class OptionsPane(QWidget):
    """The right pane; ``changed`` when anything that is printed changes."""

    changed = Signal()

    def __init__(self, country: str) -> None:
        super().__init__()
        self._kind, self._country = layouts.CARDS, country
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(8), px(12))
        column.setSpacing(px(8))
        self._title = PlainLabel("", "strong")
        self._title.setContentsMargins(px(4), 0, 0, 0)
        column.addWidget(self._title)
        self.designs = Gallery(design_names(), _("Design: {name}"))
        self.letters = Gallery(
            {code: layouts.country(code) for code, _words in layouts.layouts(layouts.LETTERS, country)},
            _("Window envelope, {name}"),
        )
        for gallery in (self.designs, self.letters):
            gallery.group.buttonClicked.connect(lambda _button: self.changed.emit())
            column.addWidget(gallery)
        column.addWidget(self._addresses())
        column.addStretch(1)

    def _addresses(self) -> QWidget:
        self.addresses = QWidget()
        column = QVBoxLayout(self.addresses)
        column.setContentsMargins(px(4), 0, px(4), 0)
        column.setSpacing(px(10))
        self.layout_box = QComboBox()
        self.layout_box.setObjectName("layoutBox")
        self.layout_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for code, words in layouts.layouts(layouts.ADDRESSES, self._country):
            self.layout_box.addItem(words, code)
        self.layout_box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        column.addWidget(Field(_("Sheet or envelope"), self.layout_box))
        self.start = QSpinBox()
        self.start.setObjectName("startLabel")
        self.start.setMinimum(1)
        self.start.valueChanged.connect(lambda _n: self.changed.emit())
        self._start_field = Field(_("Start at label"), self.start)
        column.addWidget(self._start_field)
        self.picker = SheetPicker()
        self.picker.picked.connect(self.start.setValue)
        column.addWidget(self.picker)
        self._hint = Paragraph(_("Click the first free label"), "caption", "muted")
        column.addWidget(self._hint)
        return self.addresses

    def show_kind(self, kind: str, layout: str, design: str) -> None:
        """Offer what a kind has."""
        self._kind = kind
        titles = {layouts.CARDS: _("Design"), layouts.LETTERS: _("Window envelope")}
        self._title.setText(titles.get(kind, _("Paper")))
        self.designs.setVisible(kind == layouts.CARDS)
        self.letters.setVisible(kind == layouts.LETTERS)
        self.addresses.setVisible(kind == layouts.ADDRESSES)
        self.designs.choose(design)
        if kind == layouts.LETTERS:
            self._draw_letters()
            if layout or not self.letters.value:
                self.letters.choose(layout)
        elif kind == layouts.ADDRESSES and layout:
            self.layout_box.setCurrentIndex(max(0, self.layout_box.findData(layout)))

    def _draw_letters(self) -> None:
        for code, made in self.letters.choices.items():
            window = layouts.window_of(code)
            if window is not None:
                made.set_picture(letter_picture(window, px(THUMB[1]), self.devicePixelRatioF()))

    def show_count(self, count: int) -> None:
        """Show how many labels are printed on the sheet chosen."""
        sheet = layouts.labels_of(self.code)
        for widget in (self._start_field, self.picker, self._hint):
            widget.setVisible(sheet is not None)
        if sheet is not None:
            self.start.blockSignals(True)
            self.start.setMaximum(sheet.count)
            self.start.blockSignals(False)
            self.picker.show_sheet(sheet, self.start.value(), count)

    def set_front(self, design: str, image: QImage) -> None:
        """Show the front of a design."""
        ratio = self.devicePixelRatioF()
        size = QSize(px(THUMB[0]), px(THUMB[1])) * ratio
        smooth = Qt.TransformationMode.SmoothTransformation
        made = QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))
        self.designs.choices[design].set_picture(made)

    @property
    def code(self) -> str:
        """The layout chosen."""
        if self._kind == layouts.LETTERS:
            return self.letters.value
        return str(self.layout_box.currentData()) if self._kind == layouts.ADDRESSES else CARD

    @property
    def design(self) -> str:
        """The design chosen."""
        return self.designs.value

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), worn.current()["surface"])
