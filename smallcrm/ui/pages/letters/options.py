"""How it looks: designs and layouts as pictures, and for labels where a sheet already begun goes on."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from smallcrm.domain.letter_request import PERSONAL_NOTE
from smallcrm.i18n import _, pgettext
from smallcrm.paper import forms
from smallcrm.paper.forms import CARD
from smallcrm.paper.kinds import BIRTHDAY, designs_for
from smallcrm.ui import worn
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.drawn_forms import SheetPicker, letter_picture
from smallcrm.ui.widgets.choice import PictureChoice
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.scrolling import still
from smallcrm.ui.widgets.segment import Segment
from smallcrm.ui.worn import px

THUMB = (88, 124)


def design_names(kind: str = BIRTHDAY) -> dict[str, str]:
    """Give the designs that go with a kind of letter, in words."""
    names = {"candles": _("Candles"), "wreath": _("Wreath"), "coffee": _("Coffee table")}
    return {key: names[key] for key in designs_for(kind)}


class Gallery(QWidget):
    """Pictures to choose from, two a row."""

    def __init__(self, choices: dict[str, str], spoken: str) -> None:
        super().__init__()
        self.group = QButtonGroup(self)
        self.choices: dict[str, PictureChoice] = {}
        self._known: dict[str, PictureChoice] = {}
        self._spoken = spoken
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(2))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        self.offer(choices)

    def offer(self, choices: dict[str, str]) -> None:
        """Offer these pictures, in this order; one that was there keeps what it shows."""
        for made in self.choices.values():
            self._grid.removeWidget(made)
            made.hide()
        known, self.choices = self.choices, {}
        self._known = {**self._known, **known}
        for number, (key, name) in enumerate(choices.items()):
            made = self._known.get(key) or self._made(name)
            self.choices[key] = made
            self._grid.addWidget(made, number // 2, number % 2, Qt.AlignmentFlag.AlignLeft)
            made.show()

    def _made(self, name: str) -> PictureChoice:
        made = PictureChoice(name, size=THUMB)
        made.setAccessibleName(self._spoken.format(name=name))
        self.group.addButton(made)
        return made

    @property
    def value(self) -> str:
        """The key chosen."""
        return next((key for key, made in self.choices.items() if made.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose a picture; an unknown key chooses the first."""
        self.choices.get(key, next(iter(self.choices.values()))).setChecked(True)


ADDRESS, NOTE = "address", "note"
"""What a label bears."""


class Addresses(QWidget):
    """Which sheet or envelope, what a label bears, and where a sheet already begun goes on; ``changed``."""

    changed = Signal()

    def __init__(self, country: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), 0, px(8), 0)
        column.setSpacing(px(10))
        self.layout_box = QComboBox()
        self.layout_box.setObjectName("layoutBox")
        self.layout_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for code, words in layouts.layouts(layouts.ADDRESSES, country):
            self.layout_box.addItem(words, code)
        self.layout_box.currentIndexChanged.connect(lambda _index: self.changed.emit())
        column.addWidget(Field(_("Sheet or envelope"), self.layout_box))
        self.bears = Segment(
            {NOTE: pgettext("to a customer", "Note"), ADDRESS: _("Address")}, ADDRESS, _("On the label")
        )
        self.bears.chosen.connect(lambda _key: self.changed.emit())
        self._bears_field, self._notes = Field(_("On the label"), self.bears), False
        column.addWidget(self._bears_field)
        self.start = QSpinBox()
        self.start.setObjectName("startLabel")
        self.start.setMinimum(1)
        self.start.valueChanged.connect(lambda _n: self.changed.emit())
        self._start_field = Field(_("Start at label"), self.start)
        still(self.layout_box, self.start)
        column.addWidget(self._start_field)
        self.picker = SheetPicker()
        self.picker.picked.connect(self.start.setValue)
        column.addWidget(self.picker)
        self._hint = Paragraph(_("Click the first free label"), "caption", "muted")
        column.addWidget(self._hint)

    @property
    def code(self) -> str:
        """The layout chosen."""
        code = str(self.layout_box.currentData())
        noted = self._notes and self.bears.value == NOTE and code.startswith(forms.LABEL)
        return forms.NOTE + code.removeprefix(forms.LABEL) if noted else code

    def offer_note(self, *, on: bool) -> None:
        """Offer to put a note on the label, which is what somebody who writes one wants; else addresses alone."""
        if on != self._notes:
            self._notes = on
            self.bears.choose(NOTE if on else ADDRESS)

    def show_count(self, count: int) -> None:
        """Show how many labels are printed on the sheet chosen."""
        sheet = forms.labels_of(self.code)
        for widget in (self._start_field, self.picker, self._hint):
            widget.setVisible(sheet is not None)
        self._bears_field.setVisible(self._notes and sheet is not None)
        if sheet is not None:
            self.start.blockSignals(True)
            self.start.setMaximum(sheet.count)
            self.start.blockSignals(False)
            self.picker.show_sheet(sheet, self.start.value(), count)


class OptionsPane(QWidget):
    """The right pane; ``changed`` when anything that is printed changes."""

    changed = Signal()

    def __init__(self, country: str) -> None:
        super().__init__()
        self._kind, self._letter, self._country = layouts.CARDS, BIRTHDAY, country
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(5), px(12), px(4), px(12))
        self._column.setSpacing(px(8))
        self._title = PlainLabel("", "strong")
        row = QHBoxLayout()
        row.setContentsMargins(px(8), 0, 0, 0)
        row.addWidget(self._title)
        self._column.addLayout(row)
        self._column.addStretch(1)
        self._parts: dict[str, QWidget] = {}

    def _added(self, kind: str, part: QWidget) -> None:
        self._parts[kind] = part
        self._column.insertWidget(self._column.count() - 1, part)

    def _gallery(self, kind: str, choices: dict[str, str], spoken: str) -> Gallery:
        made = Gallery(choices, spoken)
        made.group.buttonClicked.connect(lambda _button: self.changed.emit())
        self._added(kind, made)
        return made

    # What a kind needs is made when it is first shown: the page opens sooner.

    @cached_property
    def designs(self) -> Gallery:
        """The designs of cards."""
        return self._gallery(layouts.CARDS, design_names(), _("Design: {name}"))

    @cached_property
    def letters(self) -> Gallery:
        """The windows of letters."""
        names = {code: layouts.country(code) for code, _words in layouts.layouts(layouts.LETTERS, self._country)}
        made = self._gallery(layouts.LETTERS, names, _("Window envelope, {name}"))
        for code, choice in made.choices.items():
            window = layouts.window_of(code)
            if window is not None:
                choice.set_picture(letter_picture(window, px(THUMB[1]), self.devicePixelRatioF()))
        return made

    @cached_property
    def addresses(self) -> Addresses:
        """The sheets of labels and the envelopes."""
        made = Addresses(self._country)
        made.changed.connect(self.changed)
        made.offer_note(on=self._letter == PERSONAL_NOTE)
        self._added(layouts.ADDRESSES, made)
        return made

    def show_kind(self, kind: str, layout: str, design: str) -> None:
        """Offer what a kind has."""
        self._kind = kind
        titles = {layouts.CARDS: _("Design"), layouts.LETTERS: _("Window envelope")}
        self._title.setText(titles.get(kind, _("Paper")))
        self.designs.choose(design)
        if kind == layouts.LETTERS and (layout or not self.letters.value):
            self.letters.choose(layout)
        elif kind == layouts.ADDRESSES and layout:
            box = self.addresses.layout_box
            label = layout.replace(forms.NOTE, forms.LABEL)
            box.setCurrentIndex(max(0, box.findData(label)))
            self.addresses.bears.choose(NOTE if layout.startswith(forms.NOTE) else ADDRESS)
        for key, part in self._parts.items():
            part.setVisible(key == kind)

    def show_count(self, count: int) -> None:
        """Show how many labels are printed on the sheet chosen."""
        if self._kind == layouts.ADDRESSES:
            self.addresses.show_count(count)

    def show_letter(self, letter: str, design: str) -> None:
        """Offer the designs that go with a kind of letter, and labels for a note."""
        self._letter = letter
        if layouts.ADDRESSES in self._parts:
            self.addresses.offer_note(on=letter == PERSONAL_NOTE)
        self.designs.offer(design_names(letter))
        self.designs.choose(design)

    def set_front(self, design: str, image: QImage) -> None:
        """Show the front of a design."""
        if design not in self.designs.choices:
            return
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
        return self.addresses.code if self._kind == layouts.ADDRESSES else CARD

    @property
    def start(self) -> int:
        """The first free label."""
        return self.addresses.start.value() if layouts.labels_on(self.code) else 1

    @property
    def title(self) -> str:
        """What is chosen here, in one word for a button."""
        return _("Design") if self._kind == layouts.CARDS else _("Paper")

    @property
    def design(self) -> str:
        """The design chosen."""
        return self.designs.value

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), worn.current()["surface"])
