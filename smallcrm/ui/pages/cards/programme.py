"""The editor of a programme: its terms at the left, the card they make at the right, and what a change would mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput, Conflict, NotFound, ShopError
from smallcrm.domain.loyalty_change import Effects
from smallcrm.domain.loyalty_terms import Prize, Programme, ProgrammeState, Terms
from smallcrm.domain.progress import Report
from smallcrm.i18n import _
from smallcrm.ui.pages.cards import words
from smallcrm.ui.pages.cards.effects import EffectsCard
from smallcrm.ui.pages.cards.form import Form
from smallcrm.ui.pages.cards.reckoning import Reckoning
from smallcrm.ui.pages.page import emptied, later, scrolling, sentence, while_there
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card, Hairline
from smallcrm.ui.widgets.card_face import blank_face
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.page import PageHeader
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.punch_card import WIDTH, PunchCardWidget
from smallcrm.ui.widgets.shop_mark import MARKS
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.when import Days
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_BESIDE = 860
"""Width of the page from which the drawn card stands beside the form, px at 100 %."""
_LOW = 440
"""Height of the page under which the form comes first, px at 100 %."""
_SIDE = int(WIDTH) + 24
EXAMPLE = 6
"""Stamps on the card that is drawn as an example."""


class Drawn(QWidget):
    """The card as it would look, and what a customer gets in a few sentences."""

    def __init__(self) -> None:
        super().__init__()
        self.card = PunchCardWidget()
        self._told = QVBoxLayout()
        self._told.setSpacing(px(4))
        box = Card(_("What customers get")).pad(16, 0, 16, 16)
        box.body.addLayout(self._told)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(16))
        self.column.addWidget(self.card, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(box)

    def show_programme(self, programme: Programme, shop_name: str) -> None:
        """Draw the card of a programme, half full."""
        self.card.show_face(blank_face(programme, shop_name, min(EXAMPLE, programme.terms.goal - 1)))
        emptied(self._told)
        for told in words.summary(programme.terms):
            self._told.addWidget(Paragraph(told))
        self._told.addStretch(1)


class Editor(QWidget):
    """The form with its card.

    ``saved(id)`` once it is kept, ``left`` when somebody gave it up, ``people(ids, heading)`` to look at them.
    """

    saved, left, people = Signal(int), Signal(), Signal(tuple, str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main, self.shop = window, window.shop
        self.setObjectName("programmeEditor")
        self.kept: Programme | None = None
        self._asking: Reckoning[Effects | None] = Reckoning(window, self)
        self._naming: Reckoning[tuple[int, ...]] = Reckoning(window, self)
        self._suggesting: Reckoning[str] = Reckoning(window, self)
        self._reckoned: Terms | None = None
        self._hurried = False
        self._begun: dict[str, str] = {}
        shop = window.shop
        self.header = PageHeader("")
        self.strip = Strip()
        self.form = Form(Days(lambda: shop.now, shop.calendar.open_on, shop.calendar.holiday))
        self.drawn, self.effects = Drawn(), EffectsCard()
        self.start = QCheckBox(_("Start today"))
        self.scan = QCheckBox(_("Stamp this one when a card is scanned"))
        self.save_button = button(
            _("Save"), "primary", badge=native("Ctrl+Enter"), name="saveProgrammeButton", clicked=self.save
        )
        self.cancel = button(_("Cancel"), "link", name="cancelProgrammeButton", clicked=self.left.emit)
        for tick in (self.start, self.scan):
            tick.setMinimumHeight(px(36))
        self.start.setObjectName("startToday")
        self.scan.setObjectName("stampOnScan")
        self._lay_out()
        self.start.toggled.connect(self.scan.setEnabled)
        self.form.changed.connect(self._draw)
        self.form.settled.connect(self.look)
        self.form.settled.connect(self._suggest)
        self.effects.people.connect(lambda ids: self.people.emit(ids, _("As many stamps as a full card takes")))
        self.effects.keepers.connect(self._name_keepers)

    def _lay_out(self) -> None:
        inner, side = QWidget(), QWidget()
        self.inside, self.beside = QVBoxLayout(inner), QVBoxLayout(side)
        self.inside.setSpacing(px(16))
        self.inside.setContentsMargins(0, 0, px(4), px(8))
        self.inside.addWidget(self.form)
        self.inside.addStretch(1)
        self.beside.setContentsMargins(0, 0, 0, px(8))
        self.beside.setSpacing(px(16))
        self.beside.addStretch(1)
        self._side = scrolling(side)
        self._side.setFixedWidth(px(_SIDE))
        row = QHBoxLayout()
        row.setSpacing(px(20))
        row.addWidget(scrolling(inner, "programmeArea"), 1)
        row.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addWidget(self.header)
        column.addWidget(self.strip)
        column.addLayout(row, 1)
        column.addWidget(Hairline())
        column.addWidget(flowing(self.start, self.scan, self.save_button, self.cancel, self.effects.summary, gap=12))
        self._stands: tuple[bool, bool] | None = None
        self.arrange()

    def arrange(self) -> None:
        """Put the drawn card beside the form; in a narrow page above it, in a low one below, and what changes last."""
        beside, low = self.width() >= px(_BESIDE), self.height() < px(_LOW)
        if (beside, low) == self._stands:
            return
        self._stands = (beside, low)
        for layout in (self.inside, self.beside, self.drawn.column):
            for widget in (self.drawn, self.effects):
                layout.removeWidget(widget)
        if beside:
            self.beside.insertWidget(0, self.drawn)
            self.drawn.column.insertWidget(1, self.effects)  # right below the card that it is about
        else:
            self.inside.insertWidget(1 if low else 0, self.drawn)
            self.inside.insertWidget(2, self.effects)
        self._side.setVisible(beside)
        self.drawn.show()
        self.drawn.column.setDirection(QBoxLayout.Direction.TopToBottom if beside else QBoxLayout.Direction.LeftToRight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    # -- beginning -------------------------------------------------------------------------------------------------

    def begin(self, programme_id: int = 0, texts: Mapping[str, str] | None = None) -> None:
        """Show a programme to change it, or one to be made; ``texts`` is what stood in the form before."""
        self.strip.hide()
        self.kept = self.shop.programmes.get(programme_id) if programme_id else None
        self.form.show_programme(self.kept or _blank(self.shop.settings.read().kind))
        new = self.kept is None
        self.header.title.setText(_("New programme") if self.kept is None else self.kept.name)
        self.header.context.setText("" if new else _("Change the terms"))
        self.start.setVisible(new)
        self.scan.setVisible(new and self.shop.programmes.on_scan() is not None)  # the only one is stamped anyway
        self.start.setChecked(True)
        self.scan.setChecked(False)
        self._begun = self.form.typed()
        if texts:
            self.form.retype(texts)
        self._reckoned, self._hurried = None, False
        self.effects.show_effects(Terms(), Terms(), None)
        self._draw()
        self._suggest()
        if self.kept is not None and texts:
            self.look()
        self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _draw(self) -> None:
        drawn = self.form.drawn()
        self.drawn.show_programme(drawn, self.shop.settings.read().name or drawn.name)

    def _suggest(self) -> None:
        """Show what the card would say by itself; it is measured beside the window."""
        terms, settings = self.form.drawn().terms, self.shop.settings.read()
        self._suggesting.ask(lambda: words.printed(terms, settings), self.form.words.setPlaceholderText)

    # -- what it means ---------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Say what the terms would change, reckoned beside the window."""
        if self.kept is None:
            return
        shop, old, new = self.shop, self.kept, self.form.drawn().terms

        def work() -> Effects | None:
            try:
                return shop.programmes.effects(old.id, new)
            except (BadInput, NotFound):  # terms that cannot be kept change nothing; what is wrong is said at the save
                return None

        self._asking.ask(work, lambda found: self._looked(old.terms, new, found))

    def _looked(self, old: Terms, new: Terms, found: Effects | None) -> None:
        self._reckoned = new
        self.effects.show_effects(old, new, found)
        hurried, self._hurried = self._hurried, False
        if hurried and self.effects.isHidden():
            self.save()
        elif hurried:
            self._ask_to_look()

    def _ask_to_look(self) -> None:
        self.strip.say(_("Look at what this changes, then save."), "info")
        later(self.main, while_there(self, self.effects.look))  # once the strip has its height

    def _name_keepers(self) -> None:
        """Ask beside the window who keeps the older terms, and lead to them."""
        if self.kept is not None:
            shop, number = self.shop, self.kept.id
            heading = _("They keep the older terms")
            self._naming.ask(
                lambda: tuple(shop.card_report.people(number, "open")), lambda ids: self.people.emit(ids, heading)
            )

    # -- saving ----------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Keep it, if it can be kept; what is wrong stays typed with the reason.

        What a change means is seen before it is saved: whoever is quicker, or sees it not, is asked to look.
        """
        wanted = self.form.read()
        if wanted is None:
            return
        if self.kept is None:
            self._add(wanted)
        elif self._reckoned != self.form.drawn().terms and _other(self.kept.terms, wanted.terms):
            self._hurried = True
            self.look()
        elif not self.effects.seen:
            self._ask_to_look()
        else:
            self._change(self.kept, wanted, self.effects.awarded)

    def _add(self, wanted: Programme) -> None:
        start = self.start.isChecked()
        first = self.shop.programmes.on_scan() is None
        state = ProgrammeState.RUNNING if start else ProgrammeState.PLANNED
        try:
            made = self.shop.programmes.add(
                replace(wanted, state=state, on_scan=start and (first or self.scan.isChecked()))
            )
        except ShopError as error:
            self._refuse(error)
            return
        self.saved.emit(made)

    def _change(self, kept: Programme, wanted: Programme, award: tuple[int, ...]) -> None:
        shop = self.shop
        named = (wanted.name, wanted.icon, wanted.ink) != (kept.name, kept.icon, kept.ink)
        label = "programme_changed" if award or _other(kept.terms, wanted.terms) else "programme_renamed"

        def work(_report: Report) -> None:
            with shop.database.attached(), shop.change(label, name=wanted.name, bulk=bool(award)):
                if shop.programmes.get(kept.id).terms.edition != kept.terms.edition:
                    raise Conflict("changed_meanwhile", name=kept.name)
                if named:
                    shop.programmes.rename(kept.id, wanted.name, wanted.icon, wanted.ink)
                shop.programmes.change(kept.id, wanted.terms, award=award)

        job = self.main.jobs.start(_("Saving the terms"), work)
        self.save_button.setEnabled(False)

        def saved() -> None:
            self.save_button.setEnabled(True)
            self.saved.emit(kept.id)

        job.done.connect(while_there(self, lambda _none: later(self.main, while_there(self, saved))))
        job.failed.connect(while_there(self, self._failed))
        job.cancelled.connect(while_there(self, lambda: self.save_button.setEnabled(True)))

    def _failed(self, error: Exception) -> None:
        self.save_button.setEnabled(True)
        if isinstance(error, ShopError):
            self._refuse(error)

    def _refuse(self, error: ShopError) -> None:
        if error.code == "programme_named_so":
            self.form.fields["name"].set_error(sentence(error))
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        again = (_("Look again"), self._again) if error.code == "changed_meanwhile" else (_("Try again"), self.save)
        self.strip.say(sentence(error), repairs=(again,))

    def _again(self) -> None:
        """Somebody else changed the terms meanwhile: say what would change of theirs; what is typed stays."""
        self.strip.hide()
        try:
            self.kept = self.shop.programmes.get(self.kept.id if self.kept else 0)
        except NotFound:
            self.left.emit()
            return
        self.look()

    @property
    def touched(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.form.typed() != self._begun

    def typed(self) -> tuple[int, dict[str, str]]:
        """Give which programme is being changed (0: a new one), and what stands in the form."""
        return (self.kept.id if self.kept else 0), self.form.typed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and control and not event.isAutoRepeat():
            self.save()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


def _blank(kind: str) -> Programme:
    """A new programme, with what most shops of a kind choose."""
    icon, ink = MARKS.get(kind, MARKS["other"])
    icon = icon if icon in words.PICTURES else "heart"
    return Programme("", icon=icon, ink=ink.removeprefix("ink_"), terms=Terms(reward=Prize(10, ""), max_visit=1))


def _other(kept: Terms, wanted: Terms) -> bool:
    """Whether terms say something else, whichever edition they are."""
    return replace(kept, id=0, programme_id=0, edition=0, from_on=None) != wanted


def texts_of(value: object) -> tuple[int, dict[str, str]]:
    """Give back what ``Editor.typed`` gave, from a value that was kept for a page."""
    return cast("tuple[int, dict[str, str]]", value) if isinstance(value, tuple) else (0, {})
