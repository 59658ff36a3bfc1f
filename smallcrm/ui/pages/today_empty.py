"""Today when nothing waits: calm, never blank; and on the very first day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.ui import worn
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.empty import Empty, Picture
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px


class Calm(QWidget):
    """Above the days to come: that everything of today is done."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(14), px(16), px(14))
        row.setSpacing(px(16))
        row.addWidget(Picture("cup", 72))
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addStretch(1)
        words.addWidget(PlainLabel(_("Nothing left today"), "section"))
        self._sentence = PlainLabel("", "body", "muted")
        words.addWidget(self._sentence)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.hide()

    def say(self, tomorrow: str, *, shown: bool) -> None:
        """Show or hide it; ``tomorrow`` is the line below."""
        self._sentence.setText(tomorrow or _("Here is who comes next."))
        self.setVisible(shown)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, self.height() - 1, self.width(), 1), worn.current()["hairline"])


class _Roomy(Card):
    """A card as high as there is room, down to what its words need: its drawing makes way."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(px(170))

    def hasHeightForWidth(self) -> bool:
        return False


class NothingLeft(_Roomy):
    """Nobody this week: a cup, and a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._empty = Empty("cup", _("Nothing left today"), "")
        self.body.addWidget(self._empty)

    def say(self, tomorrow: str) -> None:
        """Show what comes tomorrow, if anything does."""
        words = tomorrow or _("Nothing is waiting, and no birthday is near.")
        self._empty.set_words(_("Nothing left today"), words)


class FirstDay(_Roomy):
    """No customer yet: where they come from."""

    def __init__(self, add: Callable[[], object], bring: Callable[[], object]) -> None:
        super().__init__()
        actions = (
            button(_("New customer"), "primary", icon="user-plus", name="firstCustomerButton", clicked=add),
            button(_("Import from a file"), "link", name="firstImportButton", clicked=bring),
        )
        self.body.addWidget(
            Empty("card", _("Your first customer goes here"), _("A name is enough. The rest can wait."), actions)
        )


class Footer(QWidget):
    """One muted line at the end of the card: what comes tomorrow."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(1), px(16), 0)
        row.setSpacing(px(8))
        row.addWidget(IconMark("sun", "muted", 14))
        self._words = Paragraph("", "caption", "muted")
        row.addWidget(self._words, 1)
        self.setMinimumHeight(px(28))
        self.hide()

    def text(self) -> str:
        """Give the words shown."""
        return self._words.text()

    def say(self, words: str) -> None:
        """Show a line; an empty one hides the footer."""
        self._words.setText(words)
        self.setVisible(bool(words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 0, self.width(), 1), worn.current()["hairline"])
