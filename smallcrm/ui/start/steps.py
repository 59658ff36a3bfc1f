"""The three screens of the first start: language, shop, how to begin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from smallcrm.i18n import LANGUAGES, _
from smallcrm.ui import worn
from smallcrm.ui.shop_kinds import shop_kinds
from smallcrm.ui.start.shops import EMPTY, IMPORT, SAMPLE
from smallcrm.ui.tokens import COUNTER
from smallcrm.ui.widgets.choice import MarkTile, OptionCard
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

GREETINGS = {"en": "Good morning", "fi": "Huomenta", "nb": "God morgen", "pl": "Dzień dobry"}
"""Each language says it itself, whatever the window speaks."""
AIR = 4
"""What a choice draws around itself for its focus ring, px."""
LONGEST_NAME = 80


@dataclass(slots=True)
class Draft:
    """What was chosen so far; nothing of it is written anywhere."""

    language: str
    name: str = ""
    kind: str = "other"
    way: str = SAMPLE
    files: Sequence[Path] = field(default_factory=tuple)


class Step(QWidget):
    """Title, a muted sentence and what there is to choose; ``begin`` is where the focus goes."""

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.begin: QWidget = self
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(inset(Paragraph(title, "name")))
        self.column.addSpacing(px(6))
        self.column.addLayout(inset(Paragraph(sentence, "find", "muted")))
        self.column.addSpacing(px(23))

    def _held(self, widgets: Sequence[QRadioButton], columns: int, name: str) -> None:
        """Lay choices out; one parent of their own, so that one of them is chosen."""
        holder = QWidget()
        holder.setAccessibleName(name)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(12) - 2 * AIR)
        for number, widget in enumerate(widgets):
            grid.addWidget(widget, number // columns, number % columns)
            _reached_when_chosen(widget, widget.isChecked())
            widget.toggled.connect(partial(_reached_when_chosen, widget))
        self.column.addWidget(holder)


def _reached_when_chosen(choice: QRadioButton, on: bool) -> None:
    """Let Tab reach the one that is chosen, as arrows do the rest."""
    choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.ClickFocus)


def inset(widget: QWidget, *, stretched: bool = True) -> QHBoxLayout:
    """Put a widget in line with the frames of the choices, which have air around them."""
    row = QHBoxLayout()
    row.setContentsMargins(AIR, 0, AIR, 0)
    row.addWidget(widget)
    if not stretched:
        row.addStretch(1)
    return row


class LanguageStep(Step):
    """Four languages, each in its own words; ``chosen`` is told at once."""

    def __init__(self, draft: Draft, chosen: Callable[[str], object], columns: int = 1) -> None:
        super().__init__(_("Welcome"), _("Choose the language of the program. Each customer can have their own."))
        cards = []
        for code, words in LANGUAGES.items():
            card = OptionCard(words, aside=GREETINGS[code], name=f"language_{code}")
            card.setChecked(code == draft.language)
            card.toggled.connect(lambda on, code=code: chosen(code) if on else None)
            if card.isChecked():
                self.begin = card
            cards.append(card)
        self._held(cards, columns, _("Language"))


class ShopStep(Step):
    """Name and kind of the shop; ``changed`` after each letter."""

    def __init__(self, draft: Draft, changed: Callable[[], object], columns: int = 3) -> None:
        super().__init__(_("Your shop"), _("The name appears on cards and letters."))
        label = QLabel(_("Name of the shop"))
        label.setFont(worn.font("strong"))
        self.column.addLayout(inset(label))
        self.column.addSpacing(px(6))
        self.line = QLineEdit(draft.name)
        self.line.setObjectName("shopName")
        self.line.setMaxLength(LONGEST_NAME)
        self.line.setFixedHeight(px(COUNTER))
        self.line.setFont(worn.font("find"))
        self.line.setAccessibleName(label.text())
        label.setBuddy(self.line)
        self.column.addLayout(inset(self.line))
        self.column.addSpacing(px(24))
        kind = QLabel(_("What kind of shop?"))
        kind.setFont(worn.font("strong"))
        self.column.addLayout(inset(kind))
        self.column.addSpacing(px(8))
        tiles = []
        for key, words in shop_kinds().items():
            tile = MarkTile(words, key, name=f"kind_{key}")
            tile.setChecked(key == draft.kind)
            tile.toggled.connect(lambda on, key=key: self._choose(draft, key, changed) if on else None)
            tiles.append(tile)
        self._held(tiles, columns, kind.text())
        self.begin = self.line
        self.line.selectAll()  # a name that waits here gives way to the one that is typed

        def typed(text: str) -> None:
            draft.name = text
            changed()

        self.line.textChanged.connect(typed)

    @staticmethod
    def _choose(draft: Draft, key: str, changed: Callable[[], object]) -> None:
        draft.kind = key
        changed()


class WayStep(Step):
    """A sample shop (unless one was looked at already), one's own customers, or nothing yet."""

    def __init__(self, draft: Draft, changed: Callable[[], object], *, sample: bool) -> None:
        super().__init__(_("How do you want to start?"), _("You can change your mind later."))
        made_up = _("400 made-up customers. Nothing to break, one click ends it.")
        brought = _("From Excel, Google, Outlook, Apple or a phone. Checked before anything is saved.")
        begun = _("Add the first customer yourself. A name is enough.")
        ways = (
            (SAMPLE, _("Look around a sample shop"), made_up, "sprout", "leaf"),
            (IMPORT, _("Bring my customers"), brought, "file-up", "sky"),
            (EMPTY, _("Start empty"), begun, "user-plus", "mustard"),
        )
        cards = []
        for key, title, sentence, icon, tint in ways if sample else ways[1:]:
            card = OptionCard(title, sentence, icon=icon, tint=tint, name=f"way_{key}")
            card.setChecked(key == draft.way)
            card.toggled.connect(lambda on, key=key: self._choose(draft, key, changed) if on else None)
            if card.isChecked():
                self.begin = card
            cards.append(card)
        self._held(cards, 1, self.accessibleName())

    @staticmethod
    def _choose(draft: Draft, key: str, changed: Callable[[], object]) -> None:
        draft.way = key
        changed()
