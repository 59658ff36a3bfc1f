"""Who gets no membership card now, and why; a number for those who lack one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from smallcrm import messages
from smallcrm.domain.piece import LeftOut
from smallcrm.i18n import _, format_number, ngettext
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

_LISTED = 6
"""People who are named."""


class LeftOutCard(Card):
    """Names those left out; hidden where nobody is. ``numbers_wanted(ids)``."""

    numbers_wanted = Signal(tuple)

    def __init__(self) -> None:
        super().__init__(_("Left out"))
        self.pad(16, 0, 16, 12)
        self.body.setSpacing(px(8))
        self.words = Paragraph("")
        self.number_button = button("", name="giveNumbers", size="small")
        self.number_button.clicked.connect(lambda: self.numbers_wanted.emit(self._missing))
        self._missing: tuple[int, ...] = ()
        self.body.addWidget(self.words)
        self.body.addWidget(flowing(self.number_button))
        self.hide()

    def show_left(self, left: Sequence[LeftOut]) -> None:
        """Name them, the first ones only where there are many."""
        lines = [_line(one) for one in left]
        if len(lines) > _LISTED:
            more = len(lines) - _LISTED
            lines[_LISTED:] = [ngettext("and {n} more", "and {n} more", more).format(n=format_number(more))]
        self.words.setText("\n".join(lines))
        self._missing = tuple(one.customer_id for one in left if one.reason.code == "no_card_number")
        count = len(self._missing)
        told = ngettext("Give a card number", "Give {n} card numbers", count)
        self.number_button.setText(told.format(n=format_number(count)))
        self.number_button.setVisible(bool(count))
        self.setVisible(bool(left))


def _line(one: LeftOut) -> str:
    why = messages.reason(one.reason)
    # Translators: somebody, and why they are left out
    return _("{name}: {reason}").format(name=one.name, reason=why) if one.name else why
