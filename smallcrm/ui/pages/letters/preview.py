"""The middle: whose piece it is, its real pages, and below them the sheet, the paper and the printer in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.i18n import _
from smallcrm.paper import forms
from smallcrm.ui import worn
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.pages import Pages, SheetPicture
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px

_BARE = 44
"""Width of a small button without words, px at 100 %."""


class PreviewPane(QWidget):
    """``stepped(by)`` through the people, ``closer(page)`` looks at one, ``paper_wanted``, ``design_wanted``."""

    stepped = Signal(int)
    closer = Signal(int)
    paper_wanted = Signal()
    design_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.least = px(200)
        """Least height of the pictures and what stands around them."""
        self._words: QWidget | None = None
        self._options = _("Design")
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(6), px(16), px(12))
        column.setSpacing(px(6))
        column.addLayout(self._head())
        self.pages = Pages()
        self.pages.stepped.connect(self.stepped)
        self.pages.closer.connect(self.closer)
        column.addWidget(self.pages, 1)
        column.addWidget(self._foot())

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.name, self.count = PlainLabel("", "strong"), PlainLabel("", "body", "muted")
        row.addWidget(self.name)
        row.addWidget(self.count, 1)
        self.design = button(_("Design"), size="small", icon="palette", name="designButton")
        self.design.clicked.connect(self.design_wanted)
        self.design.hide()
        row.addWidget(self.design)
        self._previous, self._next = IconButton("chevron-left", _("Previous")), IconButton("chevron-right", _("Next"))
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        row.addWidget(self._previous)
        row.addWidget(self._next)
        return row

    def _foot(self) -> QWidget:
        self.foot = QWidget()
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(px(10))
        foot.addWidget(Hairline())
        line = QHBoxLayout()
        line.setSpacing(px(16))
        self.sheet = SheetPicture()
        self.sheet.hide()
        self._mark = IconMark("printer", "muted", 18)
        line.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(px(2))
        self.paper, self.how = PlainLabel("", "strong"), Paragraph("", "caption", "muted")
        self.paper_link = button(_("Printer and paper"), "link", size="small", icon="sliders-horizontal")
        self.paper_link.setObjectName("paperButton")
        self.paper_link.clicked.connect(self.paper_wanted)
        words.addWidget(self.paper)
        words.addWidget(self.how)
        flush = QHBoxLayout()
        flush.setContentsMargins(-px(12), 0, 0, 0)  # the words of the link stand under the words above
        flush.addWidget(self.paper_link, 0, Qt.AlignmentFlag.AlignLeft)
        words.addLayout(flush)
        words.addStretch(1)
        line.addLayout(words, 1)
        foot.addLayout(line)
        return self.foot

    def put_above(self, words: QWidget) -> None:
        """Put what is typed above the pictures; it takes none of their room, the page scrolls."""
        self._words = words
        self.column.insertWidget(1, words)

    def minimumSizeHint(self) -> QSize:
        own, words = super().minimumSizeHint(), self._words
        typed = 0 if words is None or words.isHidden() else words.sizeHint().height() + px(60)
        words_of = self.design.minimumSizeHint().width() - px(_BARE) if not self.design.isHidden() else 0
        return QSize(own.width() - max(0, words_of), max(own.height(), self.least + typed))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_options()

    def _say_options(self) -> None:
        """Write on the button what it chooses, if there is room for the words."""
        self.design.setText(self._options)
        short = not self.design.isHidden() and super().minimumSizeHint().width() > self.width()
        self.design.setText("" if short else self._options)
        self.design.setAccessibleName(self._options)
        self.design.setToolTip(self._options if short else "")

    def show_paper(self, title: str, how: str, options: str) -> None:
        """Say on what it is printed, and what the button chooses: the design, the window, the sheet."""
        self._options = options
        self._say_options()
        self.paper.setText(title)
        self.how.setText(how)

    def show_person(self, name: str, number: int, count: int, spoken: str) -> None:
        """Say whose piece is shown."""
        self.name.setText(name)
        self.count.setText(_("{number} of {count}").format(number=number, count=count) if count else "")
        self._previous.setEnabled(number > 1)
        self._next.setEnabled(number < count)
        self.pages.setAccessibleDescription(spoken)

    def show_pictures(self, images: Sequence[QImage], layout: str, title: str) -> None:
        """Show cover and inside of a card, else the first pages; the sheet with its folds below."""
        card, window = layouts.kind_of(layout) == layouts.CARDS, layouts.window_of(layout)
        if card:
            self.pages.show_images(images[:2], (_("Cover"), _("Inside")), folded=True)
            self.pages.setAccessibleName(_("Cover: {title}").format(title=title))
            self.sheet.show_sheet(images[2], (0.5,), down=True)
        else:
            self.pages.show_images(images)
            self.pages.setAccessibleName(_("Page: {title}").format(title=title))
        if window is not None:
            self.sheet.show_sheet(images[0], [fold / window.page[1] for fold in window.folds], down=False)
        self.sheet.setVisible(card or window is not None)
        self._mark.setVisible(self.sheet.isHidden())

    def wait(self, layout: str) -> None:
        """Show empty paper until the pages come."""
        if layouts.kind_of(layout) == layouts.CARDS:
            self.pages.wait([QSize(1050, 1485)] * 2, (_("Cover"), _("Inside")), folded=True)
        else:
            form = layouts.window_of(layout) or forms.labels_of(layout)
            self.pages.wait([QSize(*(round(side * 10) for side in form.page))] if form is not None else ())
        self.pages.setAccessibleName(_("Preview"))
        self.sheet.wait()

    def nothing(self, words: str, name: str = "") -> None:
        """Show no picture, but why, and whose there would be."""
        self.pages.words = words
        self.pages.show_images(())
        self.pages.setAccessibleName(words or _("Preview"))
        self.show_person(name, 0, 0, words)
        self.sheet.hide()

    def set_low(self, *, low: bool, folded: bool) -> None:
        """Leave the foot out where there is little height; ``folded``: a button opens the designs."""
        self.foot.setVisible(not low)
        self.design.setVisible(folded)
        self._say_options()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), worn.current()["sunken"])
