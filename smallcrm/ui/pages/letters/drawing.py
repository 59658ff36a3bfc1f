"""Draws the preview and the designs in the worker; only the picture asked for last is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from smallcrm import messages
from smallcrm.domain.piece import LeftOut, PieceKey
from smallcrm.i18n import _
from smallcrm.ui.pages.letters import layouts, work, zoom
from smallcrm.ui.pages.letters.work import Chosen, Order
from smallcrm.ui.pages.page import while_there

if TYPE_CHECKING:
    from smallcrm.ui.pages.letters.page import LettersPage


_What = tuple[PieceKey | None, str]


class Drawing(QObject):
    """Draws for a letters page, a moment after the last change."""

    def __init__(self, page: LettersPage) -> None:
        super().__init__(page)
        self.page = page
        self._asked = 0
        self._shown: _What | None = None
        """Whose piece, of which letter, on what, is seen now; None: empty paper."""
        self._images: Sequence[QImage] = ()
        self._wait = QTimer(self, singleShot=True, interval=40)
        self._wait.timeout.connect(self.draw)

    def soon(self) -> None:
        """Draw after a moment without changes; the piece of anybody else is gone at once."""
        one = self.page.who.current()
        what = self._what(one)
        if what is None or what != self._shown:
            self._asked += 1  # what is on its way is somebody else's
            self._shown, self._images = None, ()
        if one is not None:
            self._announce(one)
        self._wait.start()
        if one is None:
            self._nobody()
        elif self._shown is None:
            self.page.preview.wait(self.page.options.code)

    def _what(self, one: Chosen | None) -> _What | None:
        if one is None:
            return None
        code, piece = self.page.options.code, one.piece
        everybody = bool(layouts.labels_on(code))
        return (None if everybody else piece.key), code

    def _announce(self, one: Chosen) -> None:
        """Say whose piece it is, before it is drawn."""
        rows, here = self.page.who.list.rows, self.page.who.list.currentIndex().row()
        people = [n for n in range(rows.rowCount()) if isinstance(rows.row(n).data, Chosen)]
        number = people.index(here) + 1 if here in people else 1
        body = " ".join(span.text for paragraph in one.piece.wording.body for span in paragraph)
        spoken = f"{one.piece.wording.title} {one.piece.wording.salutation} {body}"
        self.page.preview.show_person(one.piece.name, number, len(people), spoken)

    def _nobody(self) -> None:
        """Show no piece: the list is read, or who is marked gets none."""
        page, row = self.page, self.page.who.list.current_row()
        if page.reading:
            page.preview.show_person("", 0, 0, "")
            page.preview.wait(page.options.code)
        elif row is not None and page.gathered is not None and page.gathered.people:
            page.preview.nothing(messages.reason(row.data.reason) if isinstance(row.data, LeftOut) else "", row.title)

    @property
    def waiting(self) -> bool:
        """Whether something is about to be drawn."""
        return self._wait.isActive()

    def _order(self, one: Chosen) -> Order | None:
        """Give what is shown of a person: the own piece, of labels the sheet of all."""
        page = self.page
        sheet = bool(layouts.labels_on(page.options.code))
        return page.order(page.who.ticked_people() or (one,)) if sheet else page.order((one,))

    def draw(self) -> None:
        """Draw the piece of the person marked in the list; of labels the sheet."""
        page, one = self.page, self.page.who.current()
        if not page.shop.is_open:  # the window was closed meanwhile
            return
        order = self._order(one) if one is not None else None
        self._asked += 1
        if one is not None and order is not None:
            asked, dpi = self._asked, round(work.SCREEN_DPI * page.devicePixelRatioF())

            def draw(_report: object) -> Sequence[QImage]:
                return work.pictures(order, dpi) if asked == self._asked else ()

            job = page.main.jobs.start(_("Drawing the preview"), draw)
            job.done.connect(while_there(self, partial(self._drawn, asked, one, order.layout)))
        if page.kind == layouts.CARDS:
            self._fronts(one)

    def _drawn(self, asked: int, one: Chosen, layout: str, images: Sequence[QImage]) -> None:
        if asked == self._asked:
            self._shown, self._images = self._what(one), images
            self.page.preview.show_pictures(images, layout, one.piece.wording.title or one.piece.name)

    def _fronts(self, one: Chosen | None) -> None:
        """Draw every design with the name of the person shown, else with one of the shop's language."""
        asked, dpi = self._asked, round(work.SMALL_DPI * max(1.0, self.page.devicePixelRatioF()))
        piece = one.piece if one is not None else None
        language = piece.language if piece is not None else self.page.shop.settings.read().language
        for key in tuple(self.page.options.designs.choices):

            def draw(_report: object, key: str = key) -> QImage | None:
                return work.front(key, language, piece, dpi) if asked == self._asked else None

            job = self.page.main.jobs.start(_("Drawing the designs"), draw)
            job.done.connect(while_there(self, partial(self._front, asked, key)))

    def _front(self, asked: int, key: str, image: QImage | None) -> None:
        if asked == self._asked and image is not None:
            self.page.options.set_front(key, image)

    def closer(self, number: int) -> None:
        """Show a page large: at once as it is, then sharp."""
        page, one = self.page, self.page.who.current()
        order = self._order(one) if one is not None else None
        if one is None or order is None or not self._images:
            return
        page.zoom.open(self._images, self._names(one), number)
        dpi = round(zoom.DPI * page.devicePixelRatioF())
        job = page.main.jobs.start(_("Drawing the preview"), lambda _report: work.pictures(order, dpi))
        job.done.connect(while_there(self, partial(self._sharper, self._asked)))

    def _sharper(self, asked: int, images: Sequence[QImage]) -> None:
        if asked == self._asked and self.page.zoom.isVisible():
            self.page.zoom.sharpen(images)

    def _names(self, one: Chosen) -> Sequence[str]:
        name = one.piece.name
        if self.page.kind == layouts.CARDS:
            words = (_("Cover: {name}"), _("Inside: {name}"), _("The printed sheet: {name}"))
            return [word.format(name=name) for word in words]
        return [name] * len(self._images)
