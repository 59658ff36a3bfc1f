"""Why something is booked on a card against the rule, or taken off it: a short list, and words for any other reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from smallcrm.domain.loyalty import Why
from smallcrm.i18n import _
from smallcrm.messages import cards as words
from smallcrm.ui.icons import icon
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.popup import Asking
from smallcrm.ui.worn import px

STAMPING = (Why.TWO_VISITS, Why.GOODWILL, Why.CORRECTION)
"""Why a stamp is given although the rule says no."""
REVERSING = (Why.MISTAKE, Why.RETURNED, Why.CORRECTION)
"""Why what stands on a card is reversed."""
Chosen = Callable[[str, str], object]
"""Takes the code and what was typed beside it."""


def fill_reasons(  # what it is about, the reasons, and what it does
    menu: QMenu, title: str, reasons: Sequence[Why], chosen: Chosen, opener: QWidget, *, named: bool = True
) -> None:
    """Put the reasons into a menu, each behind what it is for where the menu has other things too (``named``).

    The last one asks for words.
    """

    def said(reason: str) -> str:
        # Translators: what is done and why, in a menu: "Reverse: Stamped by mistake"
        return _("{action}: {reason}").format(action=title, reason=reason) if named else reason

    for why in reasons:
        entry = menu.addAction(said(words.why(why)))
        entry.triggered.connect(lambda _on=False, why=why: chosen(str(why), ""))
    other = menu.addAction(icon("pencil"), said(_("Another reason…")))
    other.triggered.connect(lambda: AskWhy(opener, title, chosen).open_at(menu.pos()))


def ask_reason(  # what it is about, where it opens and what it does
    opener: QWidget, point: QPoint, title: str, reasons: Sequence[Why], chosen: Chosen
) -> QMenu:
    """Show the reasons at a point of the screen, the first one marked: Enter takes it."""
    menu = QMenu(opener)
    menu.setObjectName("reasonMenu")
    menu.setAccessibleName(title)
    fill_reasons(menu, title, reasons, chosen, opener, named=False)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(point)
    menu.setActiveAction(menu.actions()[0])
    return menu


class AskWhy(Asking):
    """Asks for a reason in words; Enter takes them."""

    def __init__(self, opener: QWidget, title: str, chosen: Chosen) -> None:
        super().__init__(opener, "askWhy", title)
        self._chosen = chosen
        self.column.addWidget(PlainLabel(title, "strong"))
        self.words = Field(_("Why?"), QLineEdit(), hint=_("The note can be removed later; the entry stays."))
        self.line = self.words.widget
        self.line.setObjectName("reasonWords")
        self.line.setMaxLength(300)
        self.line.setMinimumWidth(px(260))
        self.column.addWidget(self.words)
        take = button(title, "primary", size="small", name="reasonButton", clicked=self.commit)
        self.column.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)

    def commit(self) -> None:
        """Take the words; without any say that they are wanted."""
        typed = self.line.text().strip()
        if not typed:
            self.words.set_error(_("A few words, please."))
            self.adjustSize()
            return
        self.close()
        self._chosen(str(Why.OTHER), typed)
