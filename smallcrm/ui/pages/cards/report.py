"""One programme: how it stands, what is done with it, and what came of it so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from smallcrm.domain.errors import ShopError
from smallcrm.domain.loyalty_change import Affected
from smallcrm.domain.loyalty_terms import Programme, ProgrammeState
from smallcrm.domain.progress import Report as Progress
from smallcrm.i18n import _, format_money, format_number, ngettext, pgettext
from smallcrm.store.loyalty.report import Oddity, Report
from smallcrm.ui.pages.cards import words
from smallcrm.ui.pages.cards.ending import Ending
from smallcrm.ui.pages.cards.months import Months
from smallcrm.ui.pages.cards.oddities import Oddities
from smallcrm.ui.pages.cards.programme import EXAMPLE
from smallcrm.ui.pages.cards.reckoning import Reckoning
from smallcrm.ui.pages.cards.tiles import Figure, Tiles, tiled
from smallcrm.ui.pages.page import emptied, later, sentence, tell, while_there
from smallcrm.ui.widgets.buttons import IconButton, button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.card_face import blank_face
from smallcrm.ui.widgets.chips import ChipLabel
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.punch_card import PunchCardWidget
from smallcrm.ui.widgets.scrolling import into_sight
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.widgets.when import Days
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_CARD = 244
"""Width of the drawn card, px at 100 %."""
ENOUGH = 20
"""Rewards from which a share of them is said in percent."""
FIGURES = ("cards", "active", "ready", "near", "older_terms")
"""Figures that lead to people, by what ``CardReport.people`` calls them."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a programme beside the window."""

    report: Report
    near: int
    begun: int
    """Cards that have room."""
    past: tuple[Affected, ...]
    """Cards under older terms with as many stamps as a full card takes by now."""
    oddities: tuple[Oddity, ...]


def share(report: Report) -> tuple[str, str]:
    """Give how many of the rewards earned were collected: in percent where there are enough of them."""
    if report.earned < ENOUGH:
        # Translators: rewards collected of those earned
        told = _("{collected} of {earned}")
        shown = told.format(collected=format_number(report.redeemed), earned=format_number(report.earned))
        return shown, _("rewards collected")
    # Translators: a share in percent
    percent = _("{n} %").format(n=format_number(round(100 * report.redeemed / report.earned)))
    return percent, _("of the rewards collected")


class ProgrammeView(QWidget):
    """The report with its actions. ``edited(id)``, ``left``, ``people(ids, heading)``."""

    edited, left, people = Signal(int), Signal(), Signal(tuple, str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main, self.shop = window, window.shop
        self.setObjectName("programmeView")
        self.programme: Programme | None = None
        self._waiting = self._begun = 0
        self._reading: Reckoning[Read] = Reckoning(window, self)
        self._asking: Reckoning[tuple[int, ...]] = Reckoning(window, self)
        self.title, self.chip = PlainLabel("", "page"), ChipLabel(words.state_chip(Programme(""), date.min))
        self.strip = Strip()
        shop = window.shop
        days = Days(lambda: shop.now, shop.calendar.open_on, shop.calendar.holiday)
        self.ending = Ending(days, lambda: shop.today)
        self.ending.chosen.connect(self._end)
        self.card, self.figures = PunchCardWidget(), {which: Figure(f"figure_{which}") for which in FIGURES}
        self.rewards, self.rate = Figure("figureOwed"), Figure("figureRate")
        self.speed, self.expired = Figure("figureDays"), Figure("figureExpired")
        self.months, self.oddities = Months(), Oddities()
        self.oddities.people.connect(self.people)
        for which, figure in self.figures.items():
            figure.clicked.connect(
                lambda _on=False, which=which, figure=figure: self.show_people(which, figure.caption)
            )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(self._head())
        column.addWidget(self._actions())
        for widget in (self.strip, self.ending, self._cards(), self._by_month(), self.oddities):
            column.addWidget(widget)
        column.addStretch(1)

    # -- making ----------------------------------------------------------------------------------------------------

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.back = IconButton("arrow-left", _("All programmes"))
        self.back.clicked.connect(self.left)
        row.addWidget(self.back)
        row.addWidget(self.title)
        row.addWidget(self.chip)
        row.addStretch(1)
        return row

    def _actions(self) -> QWidget:
        def made(words_: str, icon: str, name: str, run: Callable[[], object]) -> QPushButton:
            return button(words_, icon=icon, name=name, clicked=run)

        self.start = button("", "primary", name="startProgramme", icon="check", clicked=self._start)
        self.change = made(_("Change the terms"), "pencil", "changeProgramme", self._change)
        self.scan = made(_("Stamp this one on a scan"), "scan-barcode", "scanProgramme", self._scan)
        self.pause = made(_("Pause"), "hourglass", "pauseProgramme", self._pause)
        self.finish = made(_("End…"), "calendar-x", "finishProgramme", self._ask_end)
        return flowing(self.start, self.change, self.scan, self.pause, self.finish)

    def _cards(self) -> QWidget:
        figures = Card(_("So far")).pad(12, 0, 12, 12)
        every = (*self.figures.values(), self.rewards, self.rate, self.expired, self.speed)
        columns = Tiles(least=120, gap=8, most=4, whole=True)
        for figure in every:
            columns.addWidget(figure)
        figures.body.addWidget(tiled(columns))
        figures.body.addStretch(1)
        terms = Card(_("The terms")).pad(16, 0, 16, 16)
        said = QWidget()
        self._terms = QVBoxLayout(said)
        self._terms.setContentsMargins(0, 0, 0, 0)
        self._terms.setSpacing(px(4))
        self.card.fit(px(_CARD))
        beside = Tiles(least=210, gap=14, most=2)
        beside.addWidget(self.card)
        beside.addWidget(said)
        terms.body.addWidget(tiled(beside))
        terms.body.addStretch(1)
        tiles = Tiles(least=352, most=2)
        tiles.addWidget(terms)
        tiles.addWidget(figures)
        return tiled(tiles)

    def _by_month(self) -> Card:
        card = Card(_("Month by month")).pad(16, 0, 16, 12)
        card.body.addWidget(self.months)
        return card

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_programme(self, programme: Programme) -> None:
        """Show a programme; its figures come when they are counted."""
        if self.programme is None or self.programme.id != programme.id:
            self.strip.hide()
            self.ending.hide()
        self.programme = programme
        state, today = programme.state, self.shop.today
        self.title.setText(programme.name)
        self.chip.set_chip(words.state_chip(programme, today))
        name = self.shop.settings.read().name or programme.name
        self.card.show_face(blank_face(programme, name, min(EXAMPLE, programme.terms.goal - 1)))
        emptied(self._terms)
        for told in words.summary(programme.terms):
            self._terms.addWidget(Paragraph(told))
        self._terms.addStretch(1)
        running = state is ProgrammeState.RUNNING
        ending = state is ProgrammeState.ENDED and programme.ends_on is not None and programme.ends_on >= today
        again = {ProgrammeState.PAUSED: _("Go on"), ProgrammeState.ENDED: _("Start again")}
        self.start.setText(_("Do not end it") if ending else again.get(state, pgettext("programme", "Start")))
        self.start.setVisible(not running)
        self.pause.setVisible(running)
        self.scan.setVisible(running and not programme.on_scan)
        self.finish.setVisible(ending or state in {ProgrammeState.RUNNING, ProgrammeState.PAUSED})
        self._read(programme)

    def _read(self, programme: Programme) -> None:
        shop, today = self.shop, self.shop.today

        def work() -> Read:
            now = shop.programmes.effects(programme.id, programme.terms)
            return Read(
                shop.card_report.of(programme.id),
                len(shop.card_report.people(programme.id, "near")),
                now.keeping,
                now.past_goal,
                tuple(one for one in shop.card_report.oddities() if one.programme_id == programme.id),
            )

        self._reading.ask(work, lambda found: self._count(found, today))

    def _count(self, found: Read, today: date) -> None:
        report, self._waiting, self._begun = found.report, found.report.owed, found.begun
        for which, count, caption in (
            ("cards", report.cards, ngettext("card in use", "cards in use", report.cards)),
            ("active", report.active, _("stamped in the last 90 days")),
            ("ready", report.owed, ngettext("reward waiting", "rewards waiting", report.owed)),
            ("near", found.near, _("close to a reward")),
            ("older_terms", report.older_terms, _("under older terms")),
        ):
            self.figures[which].show_figure(count, caption)
        self.figures["older_terms"].setVisible(bool(report.older_terms))
        self.rewards.show_figure(format_money(report.owed_cents, brief=True), _("worth of what waits"), leads=False)
        self.rewards.setVisible(bool(report.owed_cents))
        self.rate.show_figure(*share(report), leads=False)
        self.rate.setVisible(bool(report.earned))
        gone = ngettext("reward expired", "rewards expired", report.expired)
        self.expired.show_figure(report.expired, gone, leads=False)
        self.expired.setVisible(bool(report.expired))
        days = ngettext("day to a reward, typically", "days to a reward, typically", report.days_to_reward)
        self.speed.show_figure(report.days_to_reward, days, leads=False)
        self.speed.setVisible(bool(report.days_to_reward))
        self.months.show_months(report.months)
        self.oddities.show_oddities(found.oddities, today)
        self._offer(found.past)

    def _offer(self, past: Sequence[Affected]) -> None:
        """Offer to award those who have as many stamps as a full card takes by now."""
        people = tuple(dict.fromkeys(one.customer_id for one in past))
        if not people:
            return
        count = len(people)
        told = ngettext(
            "{n} customer has as many stamps as a full card takes by now.",
            "{n} customers have as many stamps as a full card takes by now.",
            count,
        )
        award = ngettext("Award {n} customer now", "Award {n} customers now", count)
        heading = _("As many stamps as a full card takes")
        self.strip.say(
            told.format(n=format_number(count)),
            "info",
            repairs=(
                (award.format(n=format_number(count)), lambda: self._award([one.round_id for one in past])),
                (_("Who?"), lambda: self.people.emit(people, heading)),
            ),
        )

    def show_people(self, which: str, caption: str) -> None:
        """Ask beside the window whom a figure counts, and lead to them."""
        programme, shop = self.programme, self.shop
        if programme is None:
            return

        # Translators: the name of a programme and what is counted
        heading = _("{name}: {what}").format(name=programme.name, what=caption)
        self._asking.ask(
            lambda: tuple(shop.card_report.people(programme.id, which)), lambda ids: self.people.emit(ids, heading)
        )

    # -- doing -----------------------------------------------------------------------------------------------------

    def _do(self, run: Callable[[int], object]) -> None:
        if self.programme is None:
            return
        number = self.programme.id
        try:
            run(number)
        except ShopError as error:
            self.strip.say(sentence(error), repairs=((_("Try again"), lambda: self._do(run)),))
            return
        self.strip.hide()
        tell(self.main)

    def _start(self) -> None:
        self._do(self.shop.programmes.start)
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pause(self) -> None:
        self._do(self.shop.programmes.pause)
        self.start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scan(self) -> None:
        self._do(self.shop.programmes.scan)
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_end(self) -> None:
        if self.programme is not None:
            self.ending.ask(self.programme, self._waiting, self._begun)
            later(self.main, while_there(self, lambda: into_sight(self.ending)))  # once it has its height

    def _end(self, last: date, until: date | None) -> None:
        self._do(lambda number: self.shop.programmes.end(number, last, until))
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        if self.programme is not None:
            self.edited.emit(self.programme.id)

    def _award(self, rounds: Sequence[int]) -> None:
        if self.programme is None:
            return
        shop, number, terms = self.shop, self.programme.id, self.programme.terms

        def work(_report: Progress) -> None:
            with shop.database.attached():
                shop.programmes.change(number, terms, award=rounds)

        self.strip.hide()
        job = self.main.jobs.start(_("Awarding rewards"), work)
        job.done.connect(while_there(self, lambda _none: tell(self.main)))
        job.failed.connect(while_there(self, self._failed))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.strip.say(sentence(error))
