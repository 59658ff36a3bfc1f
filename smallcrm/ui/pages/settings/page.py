"""Settings on one page, each applied at once and undoable; chips at the top lead to the sections."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.domain.reason import Reason
from smallcrm.i18n import _, ngettext
from smallcrm.ui.pages.page import Page, emptied, header, later, scrolling, tell, while_there
from smallcrm.ui.pages.settings import sections
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import IconMark
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class SettingsPage(Page):
    """All settings of the shop and of this PC."""

    AREAS = frozenset({"settings"})

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "settingsPage", _("Settings"))
        note = QWidget()
        line = QHBoxLayout(note)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(6))
        line.addWidget(IconMark("check", "muted"))
        line.addWidget(PlainLabel(_("Changes apply at once"), "body", "muted"))
        self.column.addLayout(header(_("Settings"), note))
        self._jumps = QHBoxLayout()
        self._jumps.setSpacing(px(4))
        self.column.addLayout(self._jumps)
        self.strip = Strip()
        self.column.addWidget(self.strip)
        inner = QWidget()
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, px(8), 0)
        self._cards.setSpacing(px(16))
        self._area = scrolling(inner)
        self.column.addWidget(self._area, 1)
        self._own = False

    def load(self) -> None:
        """Show the settings as they stand, unless this page itself just changed them."""
        if self._own and self._cards.count():
            return
        settings, window = self.shop.settings.read(), self.main
        place = self._area.verticalScrollBar().value()
        emptied(self._cards)
        emptied(self._jumps)
        made = (
            sections.shop_section(settings, self.keep),
            sections.look_section(window, settings, self.keep),
            sections.post_section(settings, self.keep),
            sections.birthday_section(settings, self.keep),
            sections.data_section(window, self.check, self.show_folder),
            sections.about_section(),
        )
        for card in made:
            self._cards.addWidget(card)
            jump = button(card.heading.text(), "link", size="small", clicked=partial(self._jump, card))
            self._jumps.addWidget(jump)
        self._jumps.addStretch(1)
        self._cards.addStretch(1)
        self._area.verticalScrollBar().setValue(place)

    def _jump(self, card: Card) -> None:
        self._area.verticalScrollBar().setValue(card.y())
        first = next((w for w in card.findChildren(QWidget) if w.focusPolicy() and w.isVisible()), None)
        if first is not None:
            first.setFocus()

    def keep(self, **values: object) -> None:
        """Save settings by name; raises ShopError for what cannot be saved."""
        before = self.shop.settings.read()
        after = replace(before, **values)  # type: ignore[arg-type]
        if after == before:
            return
        self._own = True
        try:
            self.shop.settings.save(after)
        finally:
            later(self.main, self._others)
        tell(self.main)

    def _others(self) -> None:
        self._own = False

    def check(self) -> None:
        """Check the shop file, in the worker."""
        shop = self.shop

        def work(report: object) -> list[Reason]:
            from smallcrm.safety.check import check

            with shop.database.attached():
                return check(shop, report)  # type: ignore[arg-type]

        job = self.main.jobs.start(_("Checking the shop file"), work)
        job.done.connect(while_there(self, self._checked))

    def _checked(self, findings: list[Reason]) -> None:
        if not findings:
            self.strip.say(_("The shop file is in order."), "ok")
            return
        from smallcrm import messages

        words = ngettext("{n} thing is not as it should be:", "{n} things are not as they should be:", len(findings))
        self.strip.say(" ".join(messages.reason(f) for f in findings[:5]), "warn", title=words.format(n=len(findings)))

    def show_folder(self) -> None:
        """Open the folder of the shop file in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.shop.file.parent)))
