"""What is printed, and on what: whose cards, of which programme, the stock, where it begins, which bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from smallcrm.domain.loyalty_terms import Programme
from smallcrm.i18n import _
from smallcrm.paper.bars import SYMBOLOGIES
from smallcrm.paper.card_sheets import CARDS, LABEL, SINGLE, layouts, sheet_of, usual_layout
from smallcrm.ui.pages.letters.drawn_forms import SheetPicker
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.scrolling import still
from smallcrm.ui.worn import px

NEW, CHOSEN, REGULARS, FREE = "new", "chosen", "regulars", "free"
"""Everybody whose number was never printed; people who were chosen; who comes often; cards that are nobody's yet."""
MOST = 500
"""Cards without a name at one time."""
_USUAL = 10
_STAMPED, _BLANK = "stamped", "blank"
_FIRST = ("cards:C32011", "cards:5371", SINGLE, "card-label:L7160", "card-label:L7651", "card-label:5160")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to have printed. ``count`` is that of cards without a name, ``stamps``: those so far, too."""

    who: str
    people: tuple[int, ...]
    programme: int
    layout: str
    symbology: str
    start: int
    count: int
    stamps: bool = True


def layout_words(code: str) -> str:
    """Say a layout."""
    kind, _colon, what = code.partition(":")
    if code == SINGLE:
        return _("One card by itself")
    words = _("Labels {code}") if f"{kind}:" == LABEL else _("Business cards {code}")
    return words.format(code=what)


def _ordered(country: str) -> list[str]:
    first = (usual_layout(country), *_FIRST)
    return [code for code in dict.fromkeys((*first, *layouts())) if code in layouts()]


class CardOptions(QWidget):
    """The fields at the left; ``changed`` when anything that is printed changes."""

    changed = Signal()

    def __init__(self, country: str) -> None:
        super().__init__()
        self._people: tuple[int, ...] = ()
        self.setMinimumWidth(px(200))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        self.who = _box("cardsWho")
        self.programme = _box("cardsProgramme")
        self.paper = _box("cardsPaper")
        self.bars = _box("cardsBars")
        self.count, self.start = _number("cardsCount", 1, MOST), _number("cardsStart", 1, 1)
        self.count.setValue(_USUAL)
        for code in _ordered(country):
            self.paper.addItem(layout_words(code), code)
        for code, words in zip(SYMBOLOGIES, (_("Code 128, for most scanners"), _("EAN-13")), strict=True):
            self.bars.addItem(words, code)
        self.stamps = _tick("cardsStamps", _("Print the stamps so far"))
        self._count_field = Field(_("How many"), self.count)
        self._programme_field = Field(_("Programme"), self.programme)
        self._start_field = Field(_("Start at card"), self.start)
        self.picker = SheetPicker()
        self.picker.picked.connect(self.start.setValue)
        self._hint = Paragraph(_("Click the first free card"), "caption", "muted")
        fields = (
            Field(_("Whose cards"), self.who), self._count_field, self._programme_field, Field(_("Paper"), self.paper),
            Field(_("Bar code"), self.bars), self.stamps, self._start_field, self.picker, self._hint,
        )  # fmt: skip
        for field in fields:
            column.addWidget(field)
        self.more = button(_("Printer and paper"), "link", size="small", icon="printer", name="cardPaperButton")
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        still(self.who, self.programme, self.paper, self.bars, self.count, self.start)
        for box in (self.who, self.programme, self.paper, self.bars):
            box.currentIndexChanged.connect(self._chosen)
        for number in (self.count, self.start):
            number.valueChanged.connect(self._chosen)
        self.stamps.toggled.connect(self._chosen)

    def _chosen(self, _value: object) -> None:
        self._fit()
        self.changed.emit()

    @property
    def kept(self) -> str:
        """Paper, bars and whether stamps are printed in one line, to be remembered."""
        return f"{self.code} {self.bars.currentData()} {_STAMPED if self.stamps.isChecked() else _BLANK}"

    def restore(self, kept: str) -> None:
        """Choose what was chosen the last time, where it is still there."""
        paper, bars, stamps, *_more = [*kept.split(" "), "", ""]
        self.stamps.setChecked(stamps != _BLANK)
        for box, data in ((self.paper, paper), (self.bars, bars)):
            if box.findData(data) >= 0:
                box.setCurrentIndex(box.findData(data))

    def show_people(self, people: Sequence[int], called: str) -> None:
        """Offer these people, and choose them; without any, everybody whose card was never printed."""
        self._people = tuple(people)
        self._quietly(self.who, _whose(called if people else ""), CHOSEN if people else NEW)
        self._fit()

    def show_free(self, count: int) -> None:
        """Choose cards without a name."""
        self.who.setCurrentIndex(self.who.findData(FREE))
        self.count.setValue(count)

    def show_programmes(self, programmes: Sequence[Programme], first: int) -> None:
        """Offer the programmes, the one chosen stays."""
        now = self.programme.currentData()
        known = [(one.name, one.id) for one in programmes]
        self._quietly(self.programme, known, now if now in {one.id for one in programmes} else first)
        self._programme_field.setVisible(len(programmes) > 1)

    def _quietly(self, box: QComboBox, items: Sequence[tuple[str, object]], chosen: object) -> None:
        """Fill a box; nobody chose anything."""
        box.blockSignals(True)
        box.clear()
        for words, data in items:
            box.addItem(words, data)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.blockSignals(False)

    def _fit(self) -> None:
        """Show what goes with what is chosen."""
        grid = sheet_of(str(self.paper.currentData()))
        self.stamps.setVisible(self.bears_cards)
        self._count_field.setVisible(self.who.currentData() == FREE)
        for widget in (self._start_field, self.picker, self._hint):
            widget.setVisible(grid is not None)
        if grid is not None:
            self.start.blockSignals(True)
            self.start.setMaximum(grid.count)
            self.start.blockSignals(False)

    def show_count(self, count: int) -> None:
        """Show how many cards are printed on the sheet chosen."""
        grid = sheet_of(str(self.paper.currentData()))
        if grid is not None:
            self.picker.show_sheet(grid, self.start.value(), count, cards=True)

    @property
    def wish(self) -> Wish:
        """What is chosen now."""
        start = self.start.value() if sheet_of(self.code) else 1
        who, bars = str(self.who.currentData()), str(self.bars.currentData())
        people = self._people if who == CHOSEN else ()
        programme = int(self.programme.currentData() or 0)
        stamps = self.stamps.isChecked()
        return Wish(who, people, programme, self.code, bars, start, self.count.value(), stamps)

    @property
    def code(self) -> str:
        """The layout chosen."""
        return str(self.paper.currentData())

    @property
    def bears_cards(self) -> bool:
        """Whether whole cards are printed, and not labels."""
        return self.code == SINGLE or self.code.startswith(CARDS)


def _whose(called: str) -> list[tuple[str, object]]:
    chosen: list[tuple[str, object]] = [(called, CHOSEN)] if called else []
    known = ((_("All not printed yet"), NEW), (_("Regulars without a number"), REGULARS), (_("Without a name"), FREE))
    return [*chosen, *known]


def _box(name: str) -> QComboBox:
    made = QComboBox()
    made.setObjectName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return made


def _number(name: str, least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setObjectName(name)
    made.setRange(least, most)
    return made


def _tick(name: str, words: str) -> QCheckBox:
    made = QCheckBox(words)
    made.setObjectName(name)
    made.setMinimumHeight(px(36))
    made.setChecked(True)
    return made
