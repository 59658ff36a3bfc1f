"""What opens instead of the window when the shop file cannot be used: what happened, what is safe, what can be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from smallcrm.domain.errors import FileTrouble
from smallcrm.i18n import _
from smallcrm.safety.backup import folder_of
from smallcrm.safety.offers import Offer, newest_offer
from smallcrm.ui import icons, painting, trouble_words, worn
from smallcrm.ui.following import Next
from smallcrm.ui.pages.page import scrolling
from smallcrm.ui.tokens import RADIUS_FIELD
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px

_MARKS = {"ok": ("check", "success"), "warn": ("triangle-alert", "warning"), "info": ("info", "link")}


def ask(trouble: FileTrouble, file: Path, now: datetime, notice: str = "") -> Next | None:
    """Show the page of a trouble until somebody decides; what to open next, or None."""
    page = TroubleWindow(trouble, file, now, notice=notice)
    page.show()
    QApplication.exec()
    chosen = page.next
    page.deleteLater()
    return chosen


class TroubleWindow(QWidget):
    """A page of its own. After it closes ``next`` is what to open, or None."""

    def __init__(self, trouble: FileTrouble, file: Path, now: datetime, *, notice: str = "") -> None:
        super().__init__()
        self.setObjectName("troublePage")
        self.setWindowTitle("SmallCRM")
        self.setWindowIcon(icons.icon("store", "accent"))
        self.setMinimumSize(px(560), px(360))
        self.resize(px(880), px(520))
        self.next: Next | None = None
        self._trouble, self._file, self._now = trouble, file, now
        self._offer = newest_offer(file) if trouble_words.story(trouble).restore else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        ground = QWidget()
        middle = QHBoxLayout(ground)
        middle.setContentsMargins(px(16), px(16), px(16), px(16))
        middle.addStretch(1)
        middle.addWidget(self._card(notice), 100, Qt.AlignmentFlag.AlignVCenter)
        middle.addStretch(1)
        column.addWidget(scrolling(ground))
        self.setAccessibleName(self.title)

    @property
    def title(self) -> str:
        """What happened, in a few words."""
        return trouble_words.story(self._trouble).title()

    def _card(self, notice: str) -> Card:
        told = trouble_words.story(self._trouble)
        card = Card().pad(24, 20, 24, 20)
        card.setMaximumWidth(px(640))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        card.body.setSpacing(px(12))
        head = QHBoxLayout()
        head.setSpacing(px(10))
        head.addWidget(IconMark(told.icon, told.role, 22), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Paragraph(self.title, "section"), 1)
        card.body.addLayout(head)
        if notice:
            card.body.addWidget(Paragraph(notice, "strong"))
        card.body.addWidget(Paragraph(told.what()))
        card.body.addWidget(_Facts(trouble_words.facts(self._trouble, self._offer, self._now)))
        self.buttons = self._verbs(self._offer)
        card.body.addSpacing(px(4))
        links = [made for made in self.buttons if made.property("look") == "link"]
        card.body.addWidget(flowing(*(made for made in self.buttons if made not in links)))
        card.body.addWidget(flowing(*links, gap=0))
        place = PlainLabel(str(self._file), "caption", "muted")
        card.body.addWidget(place)
        return card

    def _verbs(self, offer: Offer | None) -> list[QPushButton]:
        """Make the buttons: what helps most is the first and the primary one."""
        told, file = trouble_words.story(self._trouble), self._file
        back = trouble_words.restore_words(offer, self._now) if offer else ""
        wanted: list[tuple[bool, str, str, Callable[[], object]]] = [
            (told.again, _("Try again"), "refresh-cw", lambda: self._go(Next(file))),
            (told.look, _("Open to look only"), "eye", lambda: self._go(Next(file, look=True))),
            (bool(back), back, "archive-restore", lambda: self._go(Next(file, offer.path if offer else None))),
            (True, _("Open another shop"), "folder-open", self._open_other),
            (told.fresh, _("Start a new one"), "plus", lambda: self._go(Next(file, fresh=True))),
            (told.restore, _("Choose a backup"), "", self._bring_back),
            (file.parent.is_dir(), _("Show the folder"), "", self._show_folder),
            (True, _("Close"), "", self.close),
        ]
        made: list[QPushButton] = []
        for there, words, icon, work in wanted:
            if there:
                look = "primary" if not made else "secondary" if icon else "link"
                made.append(button(words, look, icon=icon, clicked=work))
        made[0].setFocus()
        return made

    def _go(self, following: Next) -> None:
        self.next = following
        self.close()

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))

    def _open_other(self) -> None:
        folder = str(self._file.parent) if self._file.parent.is_dir() else ""
        name, _kind = QFileDialog.getOpenFileName(self, _("Open another shop"), folder, _("Shops (*.smallcrm)"))
        if name:
            self._go(Next(Path(name)))

    def _bring_back(self) -> None:
        start = folder_of(self._file)
        folder = str(start) if start.is_dir() else ""
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore a backup"), folder, _("Shops (*.smallcrm)"))
        if name:
            self._go(Next(self._file, candidate=Path(name)))


class _Facts(QWidget):
    """A quiet box of lines, each with its mark."""

    def __init__(self, facts: trouble_words.Facts) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(14), px(10))
        column.setSpacing(px(6))
        for tone, words in facts:
            row = QHBoxLayout()
            row.setSpacing(px(10))
            row.addWidget(IconMark(*_MARKS[tone]), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Paragraph(words), 1)
            column.addLayout(row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = worn.current()
        painting.rounded(QPainter(self), self.rect(), theme["alternate"], theme["hairline"], RADIUS_FIELD)
