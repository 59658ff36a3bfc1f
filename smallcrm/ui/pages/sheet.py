"""The day on paper: the morning list or the end of the day as it prints, with Print and Save as PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smallcrm import i18n
from smallcrm.i18n import _, format_number, ngettext
from smallcrm.paper.day_sheets import DaySheet, write_day_sheet
from smallcrm.ui import worn
from smallcrm.ui.pages import day_words
from smallcrm.ui.pages.calendar import printing as calendars
from smallcrm.ui.pages.cards.reckoning import Reckoning
from smallcrm.ui.pages.counts import due_now, forget
from smallcrm.ui.pages.letters.work import drawn
from smallcrm.ui.pages.page import Page, scrolling
from smallcrm.ui.pages.sheet_printing import Paper, SheetPrinting, read_and_write
from smallcrm.ui.pages.today_away import ALL
from smallcrm.ui.pages.today_whole import complete
from smallcrm.ui.shortcuts import native
from smallcrm.ui.tokens import LIGHT
from smallcrm.ui.widgets.buttons import button, set_badge
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.page import PageHeader
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.segment import Segment
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_DPI = 150
_WIDEST = 720
"""Of the page on the screen, px."""
_SEEN = 6
"""Pages that are shown; whoever wants more prints them or saves the PDF."""
PHONES = 400
"""People whose numbers stand on the list."""
_AT_TOP = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_SLOW = 400
"""Milliseconds for which another sheet stays in sight: one that is there sooner takes its place without a gap."""
Drawn = tuple[list[QImage], int]
"""The first pages, and how many there are."""


def kinds() -> dict[str, str]:
    """Give the sheets that can be chosen: key and name."""
    return {"morning": _("Morning list"), "evening": _("End of day")}


class PaperView(QWidget):
    """A page of paper, as wide as there is room; empty paper says ``waiting``, if there is anything to say."""

    def __init__(self, name: str = "sheetPaper") -> None:
        super().__init__()
        self.setObjectName(name)
        self.image, self.waiting = QImage(), ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: QImage, spoken: str) -> None:
        """Show a page; ``spoken`` says what is on it."""
        self.image, self.waiting = image, ""
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def wait(self, words: str) -> None:
        """Show empty paper that says why it is empty."""
        self.image, self.waiting = QImage(), words
        self.setAccessibleName(words)
        self.update()

    def _size(self, width: int) -> QSize:
        wide, shown = min(width, px(_WIDEST)), self.image
        return QSize(wide, round(wide * (297 / 210 if shown.isNull() else shown.height() / shown.width())))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._size(width).height()

    def sizeHint(self) -> QSize:
        return self._size(px(_WIDEST))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(240), px(340))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, size = QPainter(self), self._size(self.width())
        place = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(place, Qt.GlobalColor.white)
        if not self.image.isNull():
            ratio = self.devicePixelRatioF()
            shown = self.image.scaled(
                size * ratio, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawImage(place, shown)
        elif self.waiting:
            painter.setFont(worn.font("body"))
            painter.setPen(LIGHT["muted"])  # paper is white under any theme
            painter.drawText(place.adjusted(px(8), px(64), -px(8), 0), _AT_TOP, self.waiting)
        painter.setPen(worn.current()["hairline"])
        painter.drawRect(place.adjusted(0, 0, -1, -1))


class SheetPage(Page):
    """Shows the sheet as it prints and prints it."""

    AREAS = frozenset(
        {"customers", "occasions", "letters", "entries", "settings", "follow_ups", "rules", "staff", "cards"}
        | {"events", "occasion_kinds"}
    )

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "sheetPage", _("Day on paper"))
        self.kind = "morning"
        self.choice = Segment(kinds(), self.kind, _("Which sheet"))
        self.choice.chosen.connect(self._choose)
        save = button(_("Save as PDF"), icon="file-down", name="saveSheetButton")
        self.print_button = button(_("Print"), "primary", icon="printer", name="printSheetNow", badge=native("Ctrl+P"))
        self.header = PageHeader(_("Day on paper"))
        self.buttons = flowing(self.choice, save, self.print_button, gap=12)
        self.head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.head.setSpacing(px(8))
        self.head.addWidget(self.header, 1)
        self.head.addWidget(self.buttons)
        self.strip = Strip()
        self.paper = PaperView()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(self.head)
        column.addWidget(self.strip)
        self.count = _count()
        column.addWidget(self.count)
        column.addWidget(self.paper)
        self.further: list[PaperView] = []
        """What shows the pages after the first."""
        self.sheets_column = column
        column.addStretch(1)
        self.area = scrolling(inner)
        self.column.addWidget(self.area, 1)
        self.printing = SheetPrinting(self, window, lambda: self.strip, self._paper)
        save.clicked.connect(self.printing.ask_file)
        self.print_button.clicked.connect(self.printing.ask_printer)
        self.begins_at = self.print_button
        self._wanted, self.day = 0, self.shop.today
        """Which drawing is awaited; and of a calendar a day of the month or year that is meant."""
        self._drawing: Reckoning[Drawn] = Reckoning(window, self, lambda _error: self._broke())
        self._shown: tuple[str, object] | None = None  # which sheet is in sight
        self._slow = QTimer(self, singleShot=True, interval=_SLOW)
        self._slow.timeout.connect(self._say_waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if step := steps.get(Qt.Key(event.key())):
            bar = self.area.verticalScrollBar()
            bar.setValue(bar.value() + step * bar.pageStep())
            return
        super().keyPressEvent(event)

    def perform(self, command: str, value: object = None) -> bool:
        """``morning``, ``evening``, ``drifting``, ``once``, or a calendar of a day: show it; ``print``: print it."""
        if isinstance(value, date):
            self.day = value
        if command == "print":
            self.printing.ask_printer()
            return True
        self._choose(command)
        self.print_button.setFocus()
        return True

    def state(self) -> tuple[str, object] | None:
        return self._which()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for view in (self.paper, *self.further):
            view.image = QImage()  # nobody sees it: eight megabytes, drawn anew when it is shown
        self._wanted += 1
        self._stale, self._shown = True, None
        self._slow.stop()

    def _choose(self, kind: str) -> None:
        self.kind = kind
        if kind in self.choice.parts:
            self.choice.parts[kind].setChecked(True)
        self.load()

    def sheet(self) -> DaySheet:
        """Give what the sheet says now."""
        return self._asked()()

    def _asked(self) -> Callable[[], DaySheet]:
        """Give what makes the sheet, in the thread that calls it; what is due is known to the whole window."""
        shop, visits = self.shop, self.shop.visits
        if self.kind == "drifting":
            words = _("Drifting away")
            return lambda: day_words.call_list(shop, words, visits.drifting(ALL), visits.drifting_count())
        if self.kind == "once":
            words = _("Came once or twice")
            return lambda: day_words.call_list(shop, words, visits.once(ALL), visits.once_count())
        forget(shop)
        due = due_now(shop)
        if self.kind == "evening":
            return lambda: day_words.evening(shop, due, due.date)
        people = sorted({i.customer_id for i in due.occasions.items if i.state in {"missed", "today"}})[:PHONES]
        return lambda: day_words.morning(shop, due, {p.id: p.phone for p in shop.index.summaries(people)})

    def _name(self) -> str:
        return kinds().get(self.kind) or calendars.kinds().get(self.kind) or _("Call list")

    def _paper(self) -> Paper:
        if self.kind in calendars.kinds():
            return calendars.paper(self.shop, self.kind, self.day)
        language, name = i18n.language(), day_words.file_name(self._name(), self.shop.now)
        write = read_and_write(
            self.shop, self._asked(), lambda sheet, out: write_day_sheet(sheet, out, language=language)
        )
        return Paper(self._name(), name, write)

    def load(self) -> None:
        """Read and draw the sheet beside the window; until it is there the one before stays in sight."""
        self.choice.setVisible(self.kind in kinds())
        self.header.title.setText(_("Day on paper") if self.kind in kinds() else self._name())
        paper, self._wanted = self._paper(), self._wanted + 1
        number = self._wanted
        if self._shown != self._which():
            self._slow.start()
        self._drawing.ask(lambda: _drawn(paper.write), lambda found: self._show(found, paper.title, number))
        if self.kind not in calendars.kinds():
            complete(self.main, self, lambda: self.refresh(frozenset()))  # its numbers are a very large shop's, too

    def _which(self) -> tuple[str, object]:
        return self.kind, self.day if self.kind in calendars.kinds() else None

    def _say_waiting(self) -> None:
        """Take away the sheet that is not meant any more: the one that is takes its time."""
        self._shown = None
        self.count.hide()
        for view in self.further:
            view.hide()
        # Translators: on the empty preview of a sheet that is still being drawn
        self.paper.wait(_("The page is being prepared…"))

    def _broke(self) -> None:
        """Wait no longer: the window says what is wrong."""
        self._slow.stop()
        self.paper.wait("")

    def _show(self, found: Drawn, title: str, number: int) -> None:
        if number != self._wanted:
            return
        self._slow.stop()
        self._shown = self._which()
        images, pages = found
        while len(self.further) < len(images) - 1:
            view = PaperView("sheetFurther")
            self.sheets_column.insertWidget(self.sheets_column.count() - 1, view)
            self.further.append(view)
        for view in self.further[len(images) - 1 :]:
            view.hide()
        # Translators: above the preview of something long on paper
        shown = ngettext(
            "{shown} of {n} page is shown; all of them are printed and saved.",
            "{shown} of {n} pages are shown; all of them are printed and saved.",
            pages,
        )
        self.count.setText(shown.format(shown=format_number(len(images)), n=format_number(pages)))
        self.count.setVisible(pages > len(images))
        for place, (view, image) in enumerate(zip((self.paper, *self.further), images, strict=False), 1):
            # Translators: what a screen reader says of one page of several on paper
            spoken = _("{title}, page {number} of {count}").format(title=title, number=place, count=pages)
            view.show_image(image, spoken if pages > 1 else title)
            view.show()

    def fit(self) -> None:
        super().fit()
        wide = self.header.title.sizeHint().width() + self.buttons.sizeHint().width() + px(96)
        way = QBoxLayout.Direction
        self.head.setDirection(way.LeftToRight if wide <= self.width() else way.TopToBottom)
        set_badge(self.print_button, "" if self.narrow else native("Ctrl+P"))


def _count() -> Paragraph:
    """What says how many pages of a long paper are shown."""
    made = Paragraph("", "body", "muted")
    made.setObjectName("sheetCount")
    made.hide()
    return made


def _drawn(write: Callable[[Path], int]) -> Drawn:
    """Draw the first pages, and give how many there are."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "day.pdf"
        pages = write(file)
        return list(drawn(file.read_bytes(), tuple(range(min(pages, _SEEN))), _DPI)), pages
