"""Letters: who gets a card, what it looks like, and onto paper; a person says whether it came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QStackedWidget, QStyle, QVBoxLayout, QWidget

from smallcrm.domain.letter_request import LetterRequest
from smallcrm.domain.piece import LeftOut
from smallcrm.i18n import _, format_date
from smallcrm.paper.forms import CARD
from smallcrm.paper.kinds import BIRTHDAY
from smallcrm.store.letters import Selection
from smallcrm.store.worklist import birthdays_only
from smallcrm.ui.pages.letters import layouts, work
from smallcrm.ui.pages.letters.asking import Asking
from smallcrm.ui.pages.letters.drawing import Drawing
from smallcrm.ui.pages.letters.head import TIGHT, Head
from smallcrm.ui.pages.letters.options import ADDRESS, OptionsPane
from smallcrm.ui.pages.letters.paper_panel import PaperPanel
from smallcrm.ui.pages.letters.preview import PreviewPane
from smallcrm.ui.pages.letters.printing import Printing
from smallcrm.ui.pages.letters.side import Side
from smallcrm.ui.pages.letters.who import BY_CHOICE, SHOP_FIELDS, TOO_LONG, WhoPane
from smallcrm.ui.pages.letters.words import Words
from smallcrm.ui.pages.letters.work import Chosen, Gathered, Order
from smallcrm.ui.pages.letters.writing import Writing
from smallcrm.ui.pages.letters.zoom import Zoom
from smallcrm.ui.pages.page import Page, scrolling, while_there
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card, Hairline
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


LEAST = 248
"""Width of the list beside the preview, px at 100 %."""


class _Body(QVBoxLayout):
    """A column that scrolls only where its least height does not fit; Qt would take the height it likes best."""

    def hasHeightForWidth(self) -> bool:
        return False


class LettersPage(Page):
    """Three panes in one card: people, the real pages, designs and paper."""

    AREAS = frozenset({"customers", "occasions", "letters", "settings"})
    SCROLLS = True

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, "lettersPage", _("Letters"))
        settings = self.shop.settings.read()
        self.selection, self.kind = Selection(), layouts.kind_of(settings.layout)
        self._period = ""
        self.gathered: Gathered | None = None
        self.held = self._nameless = self._for_somebody = False
        self.fresh = True
        """Whether ticks taken away before are forgotten with the next reading."""
        self.asked = 0
        """Number of the newest reading."""
        self.reading = False
        """Whether the people of the selection are being gathered."""
        self.head, self.strip = Head(settings.layout), Strip(closable=False)
        self.who, self.preview, self.options = WhoPane(self.shop), PreviewPane(), OptionsPane(settings.country)
        self.who.show_kind(BIRTHDAY)
        self.words = Words()
        self.words.hide()
        self.preview.put_above(self.words)
        self.paper = PaperPanel(self, window.settings)
        self.options.show_kind(self.kind, settings.layout, settings.design)
        self.paper.show_form(self.options.code)
        self.printing, self.asking, self.drawing = Printing(self), Asking(self), Drawing(self)
        self.writing = Writing(self)
        inner = QWidget()
        body = _Body(inner)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(px(12))
        body.addWidget(self.head)
        body.addWidget(self.strip)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._panes())
        self.stack.addWidget(self._nobody())
        body.addWidget(self.stack, 1)
        area = scrolling(inner)
        self.column.addWidget(area, 1)
        self.zoom = Zoom(self, area)
        self._connect()

    def _connect(self) -> None:
        self.head.kinds.chosen.connect(self.show_kind)
        self.head.pdf.clicked.connect(self.printing.ask_file)
        self.head.printer.clicked.connect(self.printing.ask_printer)
        self.who.shown.connect(lambda _one: self.drawing.soon())
        self.who.ticked.connect(self.count)
        self.who.mended.connect(self._mend)
        self.who.period.connect(self.writing.chosen)
        self.who.kind.connect(self.writing.choose)
        self.words.changed.connect(self._changed)
        self.words.changed.connect(self.writing.keep)
        self.preview.stepped.connect(self.who.step)
        self.preview.closer.connect(self.drawing.closer)
        self.preview.paper_wanted.connect(lambda: self.paper_wanted(self.preview.paper_link))
        self.preview.design_wanted.connect(lambda: self.side.open_below(self.preview.design))
        self.side.paper_wanted.connect(lambda: self.paper_wanted(self.preview.design))
        self.options.changed.connect(self._changed)
        self.paper.changed.connect(self._changed)
        self.paper.test_wanted.connect(self.printing.ask_test)

    def _panes(self) -> QFrame:
        card = Card()
        self._row = row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._line, line = Hairline(upright=True), Hairline(upright=True)
        row.addWidget(self.who)
        row.addWidget(self._line)
        row.addWidget(self.preview, 1)
        row.addWidget(line)
        self.side = Side(self, self.options, row, line)
        card.body.addLayout(row, 1)
        return card

    def _nobody(self) -> QFrame:
        card = Card()
        birthdays = birthdays_only(self.shop)
        words = _("Birthdays in the next 30 days") if birthdays else _("Cards for the next 30 days")
        selection = Selection(start=self.shop.today, end=self.shop.today + timedelta(days=30))
        icon = "cake" if birthdays else "calendar-days"
        other = button(words, icon=icon, clicked=lambda: self.take(selection, words))
        self._empty = Empty("letter", _("No card waits to be printed"), "", (other,))
        card.body.addWidget(self._empty)
        return card

    # -- reading ---------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Gather the people again, in the worker; what was printed just now stays until somebody goes on."""
        if self.held:
            self.asking.look()
            return
        self.asked += 1
        shop, layout, selection = self.shop, self.options.code, self.selection
        self.reading = True
        if not self.writing.birthdays:
            job = self.writing.gather()
        else:
            if self.kind == layouts.ADDRESSES:  # whoever has a card wants an address, printed already or not
                layout, selection = CARD, replace(selection, again=True)
            job = self.main.jobs.start(_("Gathering the cards"), lambda _report: work.gather(shop, selection, layout))
        job.done.connect(while_there(self, partial(self._gathered, self.asked)))
        for over in (job.failed, job.cancelled):
            over.connect(while_there(self, partial(self.writing.unread, self.asked)))

    def _gathered(self, asked: int, found: Gathered) -> None:
        if asked != self.asked or not self.shop.is_open:
            return
        self.reading = False
        before = frozenset() if self.fresh else self.who.cards(ticked=False)
        self.gathered, self.fresh = found, False
        if not self.asking.known():
            self.who.show_people(found, before)
        self.who.show_days(found, self._period)
        if self._for_somebody and found.left_out and not found.people and self.isVisible():
            self.who.list.setFocus(Qt.FocusReason.OtherFocusReason)  # the question about them is there
        self._for_somebody = False
        nobody = self.writing.birthdays and not found.people and not found.left_out and self.selection.by_default
        self.stack.setCurrentIndex(1 if nobody else 0)
        self._say_nobody(found)
        self.count()
        self._ask_for_name(found)
        self.drawing.soon()
        self.writing.read()

    def _say_nobody(self, found: Gathered) -> None:
        """Say why there is nothing to see, and when there will be."""
        if not self.writing.birthdays:
            if not found.people:
                nobody = _("Choose who gets one.")
                self.preview.nothing(_("Everybody is left out. The list says why.") if found.left_out else nobody)
            return
        day = found.next_print
        coming = (
            _("The next card is to be printed by {date}.").format(date=format_date(day, "weekday_and_day"))
            if day
            else ""
        )
        late = _("Whoever has a birthday soon comes here in time for the post.")
        self._empty.set_words(_("No card waits to be printed"), coming or late)
        if not found.people:
            left = _("Everybody is left out. The list says why.") if found.left_out else ""
            self.preview.nothing(left or coming or _("Nobody gets a card in this period."))

    def _ask_for_name(self, found: Gathered) -> None:
        """A new shop has no name: say so before cards go out that nobody signs."""
        nameless = not (found.sender.name or self.shop.settings.read().sender_name)
        if nameless and found.people and self.strip.isHidden():
            words = _("Cards are unsigned until the shop has a name.")
            self.strip.say(words, "warn", repairs=((_("Fill it in"), lambda: self.main.go("settings")),))
        elif self._nameless and not nameless:
            self.strip.hide()
        self._nameless = nameless

    def count(self) -> None:
        """Say how many are ticked, and on what they are printed."""
        count = len(self.who.cards(ticked=True))
        if self.gathered is not None:
            self.head.show_count(self.options.code, layouts.letter_of(self.shop, self.writing.kind), count)
        code = self.options.code
        self.options.show_count(count)
        self.preview.show_paper(layouts.words(code), layouts.paper(code, self.paper.printer), self.options.title)

    def order(self, people: Sequence[Chosen]) -> Order | None:
        """Give what is to be printed for these people, or None before anything was gathered."""
        if self.gathered is None:
            return None
        code = self.options.code
        options = self.options
        return Order(tuple(people), self.gathered.sender, code, options.design, options.start, self.paper.nudge)

    # -- choosing --------------------------------------------------------------------------------------------------

    def show_kind(self, kind: str) -> None:
        """Change to cards, letters or addresses."""
        settings = self.shop.settings.read()
        self.kind = kind
        self.head.kinds.choose(kind)
        layout = settings.layout if layouts.kind_of(settings.layout) == kind else ""
        self.options.show_kind(kind, layout, self.options.design)
        if kind == layouts.ADDRESSES and self.asking.printed:  # what is printed already wants its address
            self.options.addresses.bears.choose(ADDRESS)
        self._changed()
        if kind == layouts.ADDRESSES and self.asking.printed:  # for the same people, in the same order
            self.take(Selection(customers=self.asking.printed), "")

    def _changed(self) -> None:
        self.paper.show_form(self.options.code)
        self.count()
        if not self.held:
            self.load()
        self.drawing.soon()

    def take(self, selection: Selection, words: str) -> None:
        """Show the people of a selection."""
        self.selection, self._period = selection, "" if selection == Selection() else words
        self.held, self.fresh = False, True
        self.asking.forget()
        self.writing.forget()
        self.who.forget()
        self.head.wait()
        self.load()
        self.drawing.soon()

    def start_again(self) -> None:
        """Show the cards to print now; after letters to chosen people, where they were wished for."""
        if not self.writing.birthdays:
            self.writing.leave()
            return
        self.take(Selection(), "")

    def state(self) -> tuple[str, object] | None:
        return self.writing.state()

    def perform(self, command: str, value: object = None) -> bool:
        """Do ``print`` (ids, or none: the cards to print), ``cards`` (Selection, words), ``write``, ``confirm`` (run).

        ``write`` takes a ``LetterRequest``; the words of ``cards`` say whose cards those are, such as a week.
        """
        if self.zoom.isVisible():
            self.zoom.leave()
        if command == "confirm" and isinstance(value, int):
            self.asking.ask_again(value)
            return True
        if command == "write" and isinstance(value, LetterRequest):
            self.writing.write(value)
            return True
        if command not in {"print", "cards"}:
            return False
        if isinstance(value, tuple) and command == "cards":
            self.writing.back_to_birthdays()
            self.take(*value)
        elif isinstance(value, tuple):
            self.writing.back_to_birthdays()
            wanted = Selection(customers=value)
            self.take(wanted, self.writing.named(wanted))
        elif self.isVisible() and self.gathered is not None and _has_focus(self):
            self.printing.ask_printer()
            return True
        elif self.writing.birthdays and (self.selection.customers or self.asking.printed):
            self.start_again()
        self.head.printer.setFocus()
        self._for_somebody = isinstance(value, tuple)
        return True

    def _mend(self, one: LeftOut) -> None:
        """Go where what keeps somebody out is mended."""
        code, field = one.reason.code, dict(one.reason.values).get("field")
        if code in BY_CHOICE:
            self.selection = replace(self.selection, also=(*self.selection.also, one.customer_id))
            self.load()
            return
        if code == "missing_field" and field in SHOP_FIELDS:
            self.main.go("settings")
            return
        if code in TOO_LONG and not one.occasion_id:
            self.words.begin()
            return
        fact = "occasion" if code == "no_occasion" else "address" if "address" in code else ""
        if fact:
            self.main.perform("customers", "fill", (one.customer_id, fact))
        else:
            self.main.perform("customers", "open", one.customer_id)

    def paper_wanted(self, opener: QWidget) -> None:
        """Open the panel for printer and paper below a button."""
        code = self.options.code
        self.paper.open_at(opener, layouts.words(code), layouts.paper(code))

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be folded, however it stands now: the room asks before there is any width."""
        least = max(part.minimumSizeHint().width() for part in (self.who, self.preview))
        return QSize(_around(self) + max(least, self.head.least), super().minimumSizeHint().height())

    def fit(self) -> None:
        super().fit()
        self.head.fit(self.width(), self.width() - _around(self), narrow=self.narrow)
        folded, low = self.width() < px(960), self.height() < px(440)
        tight = self.width() < max(px(TIGHT), _around(self) + px(LEAST) + self.preview.minimumSizeHint().width())
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight)
        self._line.setVisible(not tight)
        self.who.fit(0 if tight else 304 if self.width() >= px(760) else LEAST)
        self.preview.least = px(260 if tight else 200)
        self.preview.updateGeometry()
        self.who.set_low(low=low)
        self.words.set_low(low=low)
        self.side.fold(folded=folded)
        self.preview.set_low(low=low, folded=folded)


def _has_focus(page: QWidget) -> bool:
    """Whether somebody works on the page: then Ctrl+P prints, else it only leads here."""
    focus = page.window().focusWidget()
    return focus is not None and page.isAncestorOf(focus)


def _around(page: Page) -> int:
    """Give the width of what stands at both sides of the panes: margins, the card's lines, the scroll bar."""
    margins, bar = page.column.contentsMargins(), page.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    return margins.left() + margins.right() + px(4) + bar
