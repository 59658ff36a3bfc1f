"""Draws the preview and the designs in the worker; only the picture asked for last is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from smallcrm.i18n import _
from smallcrm.ui.pages.letters import layouts, work
from smallcrm.ui.pages.letters.options import DesignButton
from smallcrm.ui.pages.page import while_there

if TYPE_CHECKING:
    from smallcrm.ui.pages.letters.page import LettersPage


class Drawing(QObject):
    """Draws for a letters page, a moment after the last change."""

    def __init__(self, page: LettersPage) -> None:
        super().__init__(page)
        self.page = page
        self._asked = 0
        self._wait = QTimer(self, singleShot=True, interval=60)
        self._wait.timeout.connect(self.draw)

    def soon(self) -> None:
        """Draw after a moment without changes."""
        self._wait.start()

    @property
    def waiting(self) -> bool:
        """Whether something is about to be drawn."""
        return self._wait.isActive()

    def draw(self) -> None:
        """Draw the piece of the person marked in the list; of labels the sheet."""
        page = self.page
        one = page.who.current()
        if one is None:
            return
        sheet = bool(layouts.labels_on(page.options.code))
        order = page.order(page.who.ticked_people() or (one,)) if sheet else page.order((one,))
        if order is None:
            return
        self._asked += 1
        job = page.main.jobs.start(_("Drawing the preview"), lambda _report: work.pictures(order))
        job.done.connect(while_there(self, partial(self._drawn, self._asked)))
        people = list(page.gathered.people) if page.gathered is not None else []
        number = people.index(one) + 1 if one in people else 1
        body = " ".join(span.text for paragraph in one.piece.wording.body for span in paragraph)
        spoken = f"{one.piece.wording.title} {one.piece.wording.salutation} {body}"
        page.preview.show_person(one.piece.name, number, len(people), spoken)

    def _drawn(self, asked: int, images: Sequence[QImage]) -> None:
        if asked == self._asked:
            self.page.preview.show_pictures(images)

    def designs(self) -> None:
        """Draw the designs in the shop's language, once."""
        language = self.page.shop.settings.read().language
        for made in self.page.options.buttons.values():
            if made.property("language") != language:
                made.setProperty("language", language)
                self._design(made, language)

    def _design(self, made: DesignButton, language: str) -> None:
        key = made.key
        job = self.page.main.jobs.start(_("Drawing the designs"), lambda _report: work.thumbnail(key, language))
        job.done.connect(while_there(made, made.set_image))
