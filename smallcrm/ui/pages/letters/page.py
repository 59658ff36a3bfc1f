"""Letters: who gets a card, what it looks like, and onto paper; a person says whether it came out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QWidget

from smallcrm.i18n import _, ngettext
from smallcrm.store.letters import Selection
from smallcrm.ui.commands import native
from smallcrm.ui.pages.letters import layouts, work
from smallcrm.ui.pages.letters.drawing import Drawing
from smallcrm.ui.pages.letters.options import OptionsPane
from smallcrm.ui.pages.letters.preview import PreviewPane
from smallcrm.ui.pages.letters.printing import Printing
from smallcrm.ui.pages.letters.who import WhoPane
from smallcrm.ui.pages.letters.work import Chosen, Gathered, Order
from smallcrm.ui.pages.page import Page, scrolling, while_there
from smallcrm.ui.widgets.buttons import Toggle, button
from smallcrm.ui.widgets.card import Card, Hairline
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class LettersPage(Page):
    """Three panes in one card: people, the real pages, designs and paper."""

    AREAS = frozenset({"customers", "occasions", "letters", "settings"})

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "lettersPage", _("Letters"))
        settings = self.shop.settings.read()
        self.selection, self.kind = Selection(), layouts.kind_of(settings.layout)
        self.gathered: Gathered | None = None
        self.held = self._nameless = False
        self._asked = 0
        self.printing = Printing(self)
        self.column.addLayout(self._head())
        self.strip = Strip(closable=False)
        self.column.addWidget(self.strip)
        self.who, self.preview, self.options = WhoPane(self.shop.today), PreviewPane(), OptionsPane(window.settings)
        self.options.show_kind(self.kind, settings.country, settings.layout, settings.design)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._panes())
        self.stack.addWidget(self._nobody())
        self.column.addWidget(self.stack, 1)
        self.drawing = Drawing(self)
        self._connect()

    def _connect(self) -> None:
        self.who.shown.connect(lambda _one: self.drawing.soon())
        self.who.ticked.connect(self._count)
        self.who.opened.connect(lambda customer: self.main.perform("customers", "open", customer))
        self.who.period.connect(self._take)
        self.preview.stepped.connect(self.who.step)
        self.options.changed.connect(self._changed)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(12))
        self._title = PlainLabel(_("Birthday cards"), "page")
        self._title.setMinimumHeight(px(40))
        row.addWidget(self._title)
        self.tabs = QButtonGroup(self)
        inner = QHBoxLayout()
        inner.setSpacing(px(6))
        for key, words in layouts.kinds().items():
            tab = Toggle(words)
            tab.setObjectName(f"tab_{key}")
            tab.setChecked(key == self.kind)
            tab.clicked.connect(lambda _on=False, key=key: self._show_kind(key))
            self.tabs.addButton(tab)
            inner.addWidget(tab)
        row.addLayout(inner)
        row.addStretch(1)
        self.pdf_button = button(_("Save as PDF"), icon="file-down", name="pdfButton", clicked=self.printing.ask_file)
        self.print_button = button(
            "", "primary", icon="printer", badge=native("Ctrl+P"), name="printButton", clicked=self.printing.ask_printer
        )
        row.addWidget(self.pdf_button)
        row.addWidget(self.print_button)
        return row

    def _panes(self) -> QFrame:
        card = Card()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._right = scrolling(self.options)
        row.addWidget(self.who)
        row.addWidget(Hairline(upright=True))
        row.addWidget(self.preview, 1)
        row.addWidget(Hairline(upright=True))
        row.addWidget(self._right)
        card.body.addLayout(row, 1)
        return card

    def _nobody(self) -> QWidget:
        card = Card()
        other = button(_("Birthdays in the next 30 days"), icon="cake", clicked=self._next_month)
        card.body.addWidget(
            Empty(
                "letter",
                _("No card waits to be printed"),
                _("Whoever has a birthday soon comes here in time for the post."),
                (other,),
            )
        )
        return card

    # -- reading ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Gather the people again, in the worker; what was printed just now stays until somebody goes on."""
        if self.held:
            return
        self._asked += 1
        mine, selection, layout, shop = self._asked, self.selection, self.options.code, self.shop
        if layouts.kind_of(layout) == layouts.ADDRESSES:
            layout = "a6-quarter"
        job = self.main.jobs.start(_("Gathering the cards"), lambda _report: work.gather(shop, selection, layout))
        job.done.connect(while_there(self, partial(self._gathered, mine)))

    def _gathered(self, asked: int, found: Gathered) -> None:
        if asked != self._asked:
            return
        before = self.who.unticked_ids() if self.gathered is not None else frozenset()
        self.gathered = found
        self.who.show_people(found, self.shop.today, before)
        nobody = not found.people and not found.left_out and self.selection == Selection()
        self.stack.setCurrentIndex(1 if nobody else 0)
        self._count()
        self._ask_for_name(found)
        if not found.people:
            self.preview.nothing(_("Nobody gets a card in this period."))
        self.drawing.soon()
        self.drawing.designs()

    def _ask_for_name(self, found: Gathered) -> None:
        """A new shop has no name: say so before cards go out that nobody signs."""
        nameless = not (found.sender.name or self.shop.settings.read().sender_name)
        if nameless and found.people and self.strip.isHidden():
            words = _("The shop has no name yet: nobody signs these cards.")
            self.strip.say(words, "warn", repairs=((_("Fill it in"), lambda: self.main.go("settings")),))
        elif self._nameless and not nameless:
            self.strip.hide()
        self._nameless = nameless

    def _count(self) -> None:
        count = len(self.who.ticked_people())
        words = {
            layouts.CARDS: ngettext("Print {n} card", "Print {n} cards", count),
            layouts.LETTERS: ngettext("Print {n} letter", "Print {n} letters", count),
            layouts.ADDRESSES: ngettext("Print {n} address", "Print {n} addresses", count),
        }
        self.print_button.setText(words[self.kind].format(n=count))
        self.preview.show_paper(layouts.words(self.options.code), layouts.paper(self.options.code))

    def order(self, people: Sequence[Chosen]) -> Order | None:
        """Give what is to be printed for these people, or None before anything was gathered."""
        if self.gathered is None:
            return None
        options = self.options
        start = options.start.value() if layouts.labels_on(options.code) else 1
        return Order(tuple(people), self.gathered.sender, options.code, options.design, start, options.nudge)

    # -- choosing --------------------------------------------------------------------------------------------------

    def _show_kind(self, kind: str) -> None:
        settings = self.shop.settings.read()
        before, self.kind = self.kind, kind
        layout = settings.layout if layouts.kind_of(settings.layout) == kind else ""
        self.options.show_kind(kind, settings.country, layout, self.options.design)
        self._changed(again=before != kind)

    def _changed(self, *, again: bool = True) -> None:
        self._count()
        if again and not self.held and self.kind != layouts.ADDRESSES:
            self.load()
        self.drawing.soon()

    def _take(self, selection: Selection, words: str) -> None:
        self.selection, self.held = selection, False
        self.who.words.setText("" if selection == Selection() else words)
        self.printing.forget()
        self.load()

    def _next_month(self) -> None:
        from smallcrm.ui.pages.letters.who import periods

        words, selection = periods(self.shop.today)[2]
        self._take(selection, words)

    def start_again(self) -> None:
        """Show the cards to print now."""
        self._take(Selection(), "")

    def show_kind(self, kind: str) -> None:
        """Change to cards, letters or addresses."""
        for tab in self.tabs.buttons():
            tab.setChecked(tab.objectName() == f"tab_{kind}")
        self._show_kind(kind)

    def perform(self, command: str, value: object = None) -> bool:
        """``print`` (ids of customers, or nothing for the cards to print), ``confirm`` (id of a run)."""
        if command == "confirm" and isinstance(value, int):
            self.printing.ask_again(value)
            return True
        if command != "print":
            return False
        if isinstance(value, tuple):
            self._take(Selection(customers=value), self._names(value))
        elif self.isVisible() and self.gathered is not None and self._has_focus():
            self.printing.ask_printer()
            return True
        elif self.selection.customers:
            self.start_again()
        self.print_button.setFocus()
        return True

    def _has_focus(self) -> bool:
        # With the focus on this page Ctrl+P prints, else it only leads here.
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _names(self, ids: tuple[int, ...]) -> str:
        return self.shop.customers.name_of(ids[0]) if len(ids) == 1 else ""

    def fit(self) -> None:
        super().fit()
        self.who.setFixedWidth(px(248 if self.width() < px(900) else 304))
        self._right.setFixedWidth(px(244))
        self._right.setVisible(self.width() >= px(700))
        self._title.setVisible(self.width() >= px(900))
        self.print_button.setProperty("badge", "" if self.narrow else native("Ctrl+P"))
        self.print_button.updateGeometry()
        self.preview.set_low(low=self.height() < px(420))
