"""Settings: sections at the left, their rows at the right; each applied at once and undone by Ctrl+Z."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QPushButton, QVBoxLayout, QWidget

from smallcrm import i18n
from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import ShopSettings
from smallcrm.domain.text import fold, words
from smallcrm.i18n import _
from smallcrm.ui.pages.page import Page, emptied, scrolling
from smallcrm.ui.pages.settings.about import about_section
from smallcrm.ui.pages.settings.data import data_section
from smallcrm.ui.pages.settings.look import look_section
from smallcrm.ui.pages.settings.name_days import NameDayLists, name_days_section
from smallcrm.ui.pages.settings.nav import Nav
from smallcrm.ui.pages.settings.occasion_kinds import OwnKindList
from smallcrm.ui.pages.settings.occasions import occasions_section
from smallcrm.ui.pages.settings.remedies import RemedyList, remedies_section
from smallcrm.ui.pages.settings.reminding import reminding_section
from smallcrm.ui.pages.settings.rows import SectionCard
from smallcrm.ui.pages.settings.rules import RulesList, rules_section
from smallcrm.ui.pages.settings.scanner import scanner_section
from smallcrm.ui.pages.settings.sections import sections
from smallcrm.ui.pages.settings.staff import StaffList, staff_section
from smallcrm.ui.patience import patient
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_FOLDS_BELOW = 920
"""Width of the page, px at 100 %, below which the pane of sections becomes a row above."""


_ROUNDS = 5
"""From a row to the page there are five layouts."""


class SettingsPage(Page):
    """All settings of the shop and of this PC."""

    AREAS = frozenset({"settings", "staff", "rules", "occasion_kinds"})
    SCROLLS = True

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "settingsPage", _("Settings"))
        self.column.setSpacing(0)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(0)
        self.column.addLayout(self._both, 1)
        self.nav = Nav()
        self.nav.chosen.connect(self.show_section)
        self.nav.searched.connect(self.search)
        inner = QWidget()
        self._cards = QVBoxLayout(inner)
        self._cards.setSpacing(px(20))
        self._nothing = Paragraph("", "body", "muted")
        self.area = scrolling(inner, "settingsArea")
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._both.addWidget(self.nav)
        self._both.addWidget(self.area, 1)
        self.cards: dict[str, SectionCard] = {}
        self._leading = False
        self._shown: ShopSettings | None = None
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._fill_next)
        self._folded: bool | None = None

    # -- showing -----------------------------------------------------------------------------------------------------

    def refresh(self, areas: frozenset[str]) -> None:
        """Read again what changed; the staff are shown anew by themselves."""
        if not areas or "staff" in areas:
            for made in self.findChildren(StaffList):
                if not made.isAncestorOf(self.focusWidget() or self):
                    made.show_all()
        for rules in self.findChildren(RulesList):
            rules.show_all()  # which leaves alone what somebody is changing
        for remedies in self.findChildren(RemedyList):
            remedies.show_all()
        for kinds in self.findChildren(OwnKindList):
            kinds.show_all()
        for lists in self.findChildren(NameDayLists):
            lists.show_all()
        super().refresh(areas)

    def load(self) -> None:
        """Show the settings as they stand, unless they are those that are shown already."""
        settings = self.shop.settings.read()
        if settings == self._shown and self.cards:
            return
        self._shown = settings
        place, focus = self._place(), self.focusWidget()
        held = focus.objectName() if focus is not None and focus.hasFocus() else ""
        self._make(settings)
        if place or held or self.nav.search.text():
            self.finish()
        if place or self.nav.search.text():
            self.search(self.nav.search.text())
            self._return(place)
        if held:
            self.perform("focus", held)

    def _make(self, settings: ShopSettings) -> None:
        window = self.main
        self._cards.removeWidget(self._nothing)
        self._nothing.hide()
        lists = _kept(self)
        emptied(self._cards)
        shop, post, letters = sections(settings, self.keep, self.shop.today)
        look, data = look_section(window, settings, self._expect), data_section(window)
        rules, remedies = rules_section(window), remedies_section(window)
        told, staff = reminding_section(window), staff_section(window)
        scanner, about = scanner_section(window), about_section()
        names, days = name_days_section(window, lists), occasions_section(window, settings, self.keep)
        made = (shop, look, post, days, names, letters, rules, remedies, scanner, told, staff, data, about)
        self.cards = {section.key: SectionCard(section) for section in made}
        for card in self.cards.values():
            self._cards.addWidget(card)
            card.setVisible(True)  # else the page is empty, and at its top, until the event of now is over
        self._cards.addWidget(self._nothing)
        self._cards.addStretch(1)
        self.nav.show_sections(made)
        self._mark("shop")
        self.cards["shop"].fill()
        self._next.start()
        QTimer.singleShot(0, self, _settle)  # at the width it is shown with

    def _place(self) -> tuple[str, int] | None:
        """The section marked and how far its top is from that of the area, px; None at the very top."""
        scrolled, here = self.area.verticalScrollBar().value(), self.nav.here()
        return (here, self.cards[here].y() - scrolled) if here in self.cards and (scrolled or here != "shop") else None

    def _return(self, place: tuple[str, int] | None) -> None:
        if place is None or place[0] not in self.cards:
            return
        _settle()
        self._lead_to(*place)

    def state(self) -> tuple[str, object] | None:
        """Give how to come back to the section shown."""
        place = self._place()
        return ("place", place) if place else None

    def _fill_next(self) -> None:
        """Make the rows of one more section: the window stays awake between them."""
        if not self.shop.is_open:  # the window was closed meanwhile
            return
        empty = [card for card in self.cards.values() if not card.rows]
        if empty:
            empty[0].fill()
            _settle()
        if len(empty) > 1:
            self._next.start()
        else:
            _in_turn(self.nav.list, self.cards.values())

    def finish(self) -> None:
        """Make all rows now."""
        self._next.stop()
        for card in self.cards.values():
            card.fill()
        _settle()
        _in_turn(self.nav.list, self.cards.values())

    def show_section(self, key: str) -> None:
        """Scroll to a section."""
        card = self.cards.get(key)
        if card is None:
            return
        self.finish()
        if card.isHidden():
            self.nav.search.clear()
        self._lead_to(key, px(8))

    def _lead_to(self, key: str, above: int) -> None:
        """Scroll until a section is so many px below the top, and once more when its rows have their width."""

        def lead() -> None:
            self.area.verticalScrollBar().setValue(self.cards[key].y() - above)

        def again() -> None:
            if self.nav.here() == key:
                _settle()
                lead()
            self._leading = False

        self._leading = True  # the last sections cannot come to the top: the one chosen stays marked
        lead()
        QTimer.singleShot(0, self, again)
        self._mark(key)

    def _scrolled(self, value: int) -> None:
        if self._leading:
            return
        passed = [key for key, card in self.cards.items() if not card.isHidden() and card.y() <= value + px(60)]
        here = _in_use(self.cards) or next(reversed(passed), "")
        if here:
            self._mark(here)

    def _mark(self, key: str) -> None:
        self.nav.select(key)
        for name, card in self.cards.items():
            card.mark(here=name == key)

    def search(self, text: str) -> None:
        """Show only the rows in which every word typed stands."""
        self.finish()
        wanted = [fold(part) for part in text.split()] if words(text) else []
        found = {key for key, card in self.cards.items() if card.show_only(wanted)}
        self.nav.hide_but(found)
        self._nothing.setVisible(not found)
        self._nothing.setText(_("No setting matches “{text}”").format(text=text.strip()))
        if found:
            self._mark(next(key for key in self.cards if key in found))

    def perform(self, command: str, value: object = None) -> bool:
        """``section`` (key) leads there, ``place`` where one was; ``check`` looks through the shop file there.

        ``focus`` gives a control of the looks the keys.
        """
        if command == "section":
            QTimer.singleShot(0, self, lambda: self.show_section(str(value)))
        elif command == "check":
            QTimer.singleShot(0, self, partial(_check, self))
        elif command == "place":
            self.finish()
            QTimer.singleShot(0, self, partial(self._return, cast("tuple[str, int]", value)))  # once it has its width
        elif command == "focus" and "look" in self.cards:
            self.cards["look"].fill()
            QTimer.singleShot(0, self, lambda: self._focus(str(value)))  # what is not seen yet takes no focus
        else:
            return False
        return True

    def _focus(self, name: str) -> None:
        control = self.findChild(QWidget, name)
        if control is not None:
            control.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- keeping -----------------------------------------------------------------------------------------------------

    def keep(self, **values: object) -> None:
        """Save settings by name; raises ShopError for what cannot be saved."""
        before = self.shop.settings.read()
        after = replace(before, **values)  # type: ignore[arg-type]
        if after == before:
            return
        self._expect(after)  # its control shows it already
        try:
            self.shop.settings.save(after)
        except ShopError:
            self._expect(before)  # and what was typed stays where it is
            raise
        if after.country != before.country:  # which has a money of its own, classes of post, papers and zones
            i18n.set_language(i18n.language(), after.country)
            self._shown = None
            QTimer.singleShot(0, self, partial(_again, self))

    def _expect(self, settings: ShopSettings) -> None:
        self._shown = settings

    # -- size --------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < px(_FOLDS_BELOW)
        if folded == self._folded:
            return
        self._folded = folded
        self.nav.lay_out(narrow=folded)
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if folded else QBoxLayout.Direction.LeftToRight)
        side = px(16 if folded else 32)
        self._cards.setContentsMargins(side, px(12 if folded else 24), side, px(24))
        QTimer.singleShot(0, self, _settle)

    def fit(self) -> None:
        self.column.setContentsMargins(0, 0, 0, 0)
        self._cards.setAlignment(Qt.AlignmentFlag.AlignTop)


def _kept(page: SettingsPage) -> NameDayLists | None:
    """Save the lists of name days from a page that is emptied: a list that was read is being asked about there."""
    lists = next(iter(page.findChildren(NameDayLists)), None)
    if lists is not None:
        lists.setParent(page)  # which hides it until it stands in its card again
        lists.show_all()  # the country may be another one
    return lists


@patient
def _again(page: SettingsPage) -> None:
    """Make the rows once more, where the page stands, if they are not those of the settings any more."""
    if page.shop.is_open:
        page.load()


def _check(page: SettingsPage) -> None:
    """Look through the shop file, where what is found is listed."""
    page.show_section("data")
    again = page.findChild(QPushButton, "checkButton")
    if again is not None:
        again.setFocus(Qt.FocusReason.OtherFocusReason)
        again.click()


def _in_use(cards: Mapping[str, SectionCard]) -> str:
    """Give the section whose control has the keys, while that is in sight: it is what somebody works on."""
    focus = QApplication.focusWidget()
    if focus is None or focus.visibleRegion().isEmpty():
        return ""
    return next((key for key, card in cards.items() if card.isAncestorOf(focus)), "")


def _in_turn(before: QWidget, cards: Iterable[SectionCard]) -> None:
    """Let Tab come to the cards after another widget: what is made late comes after all else in the window."""
    chain, widget = [before], before.nextInFocusChain()
    while widget is not None and widget is not before:
        chain.append(widget)
        widget = widget.nextInFocusChain()
    stops = [w for w in chain if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None]
    for card in cards:
        for stop in (w for w in stops if card.isAncestorOf(w)):
            QWidget.setTabOrder(before, stop)
            before = stop


def _settle() -> None:
    """Let rows find their height at once: each asks its card, which asks the page."""
    for _round in range(_ROUNDS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
