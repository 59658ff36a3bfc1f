"""The header row: title, kinds, save and print; with little room the title goes first, then words of buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from smallcrm.i18n import _, ngettext
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button, set_badge
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.segment import Segment
from smallcrm.ui.worn import px

TIGHT = 600
"""Width of the page below which what stands side by side stands below each other, px at 100 %."""
_WAY = {False: QBoxLayout.Direction.LeftToRight, True: QBoxLayout.Direction.TopToBottom}


class Head(QWidget):
    """Title, ``kinds``, ``pdf`` and ``printer`` buttons."""

    def __init__(self, layout: str) -> None:
        super().__init__()
        self._width = self._room = px(960)
        self._ways = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._ways.setContentsMargins(0, 0, 0, 0)
        self._ways.setSpacing(px(12))
        self._title = PlainLabel(layouts.title(layout), "page")
        self._title.setMinimumHeight(px(40))
        self.kinds = Segment(layouts.kinds(), layouts.kind_of(layout), _("What is printed"))
        self.pdf = button(_("Save as PDF"), icon="file-down", name="pdfButton")
        self.printer = button(_("Print"), "primary", icon="printer", badge=native("Ctrl+P"), name="printButton")
        for widgets in ((self._title, self.kinds), (self.pdf, self.printer)):
            row = QHBoxLayout()
            row.setSpacing(px(12))
            for widget in widgets:
                row.addWidget(widget)
            self._ways.addLayout(row)
            if self._ways.count() == 1:
                row.addStretch(1)
                self._ways.addStretch(1)

    def show_count(self, layout: str, letter: str, count: int) -> None:
        """Say on the button how many of which kind are printed, and in the title which letter it is."""
        words = {
            layouts.CARDS: ngettext("Print {n} card", "Print {n} cards", count),
            layouts.LETTERS: ngettext("Print {n} letter", "Print {n} letters", count),
            layouts.NOTES: ngettext("Print {n} label", "Print {n} labels", count),
            layouts.ADDRESSES: ngettext("Print {n} address", "Print {n} addresses", count),
        }
        self.printer.setText(words[layouts.form_of(layout)].format(n=count) if count else _("Print"))
        for made in (self.pdf, self.printer):
            made.setEnabled(count > 0)
        self._title.setText(layouts.title(layout, letter))
        self._turn()

    def wait(self) -> None:
        """Take the focus as well before it is known how many there are."""
        self.printer.setText(_("Print"))
        for made in (self.pdf, self.printer):
            made.setEnabled(True)

    @property
    def least(self) -> int:
        """Width it needs at least: its two rows below each other, and one of the buttons without its words."""
        return max(self.kinds.minimumSizeHint().width(), self.printer.minimumSizeHint().width() + px(12 + 48))

    def fit(self, width: int, room: int, *, narrow: bool) -> None:
        """Take the words that the width of a page has room for; ``room`` is what it leaves here."""
        self._title.setVisible(width >= px(960))
        set_badge(self.printer, "" if narrow else native("Ctrl+P"))
        self._width, self._room = width, room
        self._turn()

    def _turn(self) -> None:
        """Stand in one row, one button without its words where that helps, else in two."""
        self._shorten(short=self._width < px(700))
        parts = [part for part in (self._title, self.kinds, self.pdf, self.printer) if not part.isHidden()]
        down = self._width < px(TIGHT) or _across(*parts) > self._room
        if down:
            self._shorten(short=False)
            self._shorten(short=_across(self.pdf, self.printer) > self._room)
        self._ways.setDirection(_WAY[down])

    def _shorten(self, *, short: bool) -> None:
        self.pdf.setText("" if short else _("Save as PDF"))
        self.pdf.setToolTip(_("Save as PDF") if short else "")
        self.pdf.setAccessibleName(_("Save as PDF"))


def _across(*parts: QWidget) -> int:
    """Give the width of widgets beside each other."""
    return sum(part.minimumSizeHint().width() + px(12) for part in parts)
