"""The terms of a programme as a form: what a stamp is for, what a card gives, how long it is good, its limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput
from smallcrm.domain.loyalty_terms import GOALS, USES, Prize, Programme, Terms, Unit, check_terms
from smallcrm.domain.money import read_amount
from smallcrm.i18n import _, currency, format_money, ngettext, pgettext
from smallcrm.ui.pages.cards import words
from smallcrm.ui.pages.cards.parts import ExpiryPart, Marks, count, line, retype, typed
from smallcrm.ui.pages.follow_ups.choosing import Combo
from smallcrm.ui.pages.follow_ups.columns import Columns
from smallcrm.ui.pages.page import sentence
from smallcrm.ui.tokens import INKS
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.when import Days
from smallcrm.ui.worn import px

_SOON = 300
"""Milliseconds after the last key until what follows from the terms is looked at."""
_YEARS = 3650


class Form(QWidget):
    """All that is asked of a programme. ``changed`` at once, ``settled`` a moment after the last change."""

    changed, settled = Signal(), Signal()

    def __init__(self, days: Days) -> None:
        super().__init__()
        self.setObjectName("programmeForm")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(px(16))
        self.fields: dict[str, Field[QWidget]] = {}
        self._filling = False
        self._id = 0
        self._wait = QTimer(self, singleShot=True, interval=_SOON)
        self._wait.timeout.connect(self.settled)
        self.expiry = ExpiryPart(days)
        self._card()
        self._earned()
        self._given()
        self._held()
        self._printed()
        self._listen()

    # -- making ----------------------------------------------------------------------------------------------------

    def _field(self, key: str, label: str, widget: QWidget, hint: str = "") -> Field[QWidget]:
        self.fields[key] = Field(label, widget, hint=hint)
        return self.fields[key]

    def _card(self) -> None:
        card, columns = _section(self.column, _("The card")), Columns()
        self.name = line("programmeName", 60, _("Coffee card"))
        self.goal = count("programmeGoal", (GOALS[0], GOALS[-1]))
        self.icon = Marks("icon", _("Picture"), {icon: words.picture_words(icon) for icon in words.PICTURES})
        self.ink = Marks("ink", _("Colour"), {ink: words.ink_words(ink) for ink in INKS}, inks=True)
        columns.add(self._field("name", _("Name of the programme"), self.name))
        columns.add(self._field("goal", _("Stamps on a full card"), self.goal))
        for key, label, widget in (("icon", _("Picture"), self.icon), ("ink", _("Colour"), self.ink)):
            columns.add(self._field(key, label, widget), wide=True)
        card.body.addWidget(columns)

    def _earned(self) -> None:
        card, first, columns = _section(self.column, _("What a stamp is for")), Columns(), Columns()
        self.unit, self.per = Combo("programmeUnit"), line("programmePer", 20)
        self.unit.offer(_units(), str(Unit.VISIT))
        self.per.setPlaceholderText(format_money(5_00, brief=True))
        self.least = line("programmeLeast", 20)
        self.least.setPlaceholderText(_("Any amount"))
        self.head_start = count("programmeHeadStart", (0, GOALS[-1] - 1), none=pgettext("stamps", "None"))
        first.add(self._field("unit", _("A stamp for"), self.unit))
        first.add(self._field("per_cents", _("Money for a stamp"), self.per, _("What is left over counts next time")))
        columns.add(self._field("least_cents", _("Smallest purchase that counts"), self.least))
        hint = _("Given for joining, on the first card only")
        columns.add(self._field("head_start", _("Stamps as a gift"), self.head_start, hint))
        card.body.addWidget(first)
        card.body.addWidget(columns)

    def _given(self) -> None:
        card, columns, beside = _section(self.column, _("Reward")), Columns(), Columns()
        self.reward = line("rewardName", 60, _("Free coffee"))
        self.worth = line("rewardWorth", 20)
        self.uses = count("rewardUses", (USES[0], USES[-1]), lambda n: ngettext("time", "times", n))
        self.reward_days = count("rewardDays", (0, _YEARS), lambda n: ngettext("day", "days", n), _("For ever"))
        columns.add(self._field("reward", _("A full card gives"), self.reward))
        columns.add(self._field("reward_worth", _("Worth about"), self.worth, _("Only for your reports")))
        columns.add(self._field("uses", _("Can be collected"), self.uses))
        columns.add(self._field("reward_days", _("A reward is good for"), self.reward_days))
        card.body.addWidget(columns)
        self.with_interim = QCheckBox(_("A smaller reward on the way"))
        self.with_interim.setObjectName("withInterim")
        card.body.addWidget(self.with_interim)
        self.interim_at = count("interimAt", (1, GOALS[-1] - 1))
        self.interim_at.setValue(5)
        self.interim, self.interim_worth = line("interimName", 60, _("Free biscuit")), line("interimWorth", 20)
        beside.add(self._field("interim", _("The smaller reward"), self.interim))
        beside.add(self._field("interim_at", _("At stamp"), self.interim_at))
        beside.add(self._field("interim_worth", _("The smaller one is worth about"), self.interim_worth))
        self._beside = beside
        card.body.addWidget(beside)

    def _held(self) -> None:
        card, columns = _section(self.column, _("How long, and how many")), Columns()
        self.max_visit = count("programmeMaxVisit", (0, 99), none=_("No limit"))
        self.max_day = count("programmeMaxDay", (0, 99), none=_("No limit"))
        self.wait = count("programmeWait", (0, 1440), lambda n: ngettext("minute", "minutes", n), _("No wait"))
        columns.add(self._field("expiry", _("Stamps are good"), self.expiry), wide=True)
        columns.add(self._field("max_visit", _("Stamps at one time"), self.max_visit))
        columns.add(self._field("max_day", _("Stamps on one day"), self.max_day))
        columns.add(self._field("wait_minutes", _("Wait between two"), self.wait))
        card.body.addWidget(columns)

    def _printed(self) -> None:
        card = _section(self.column, _("On the printed card"))
        self.words = QPlainTextEdit()
        self.words.setObjectName("programmeWords")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(px(96))
        hint = _("Without words of your own the card says what stands there in grey.")
        card.body.addWidget(self._field("words", _("Up to three lines"), self.words, hint))

    def _listen(self) -> None:
        for widget in (self.name, self.per, self.least, self.reward, self.worth, self.interim, self.interim_worth):
            widget.textChanged.connect(self._heard)
        numbers = (self.goal, self.head_start, self.uses, self.reward_days, self.interim_at, self.max_visit)
        for spin in (*numbers, self.max_day, self.wait):
            spin.valueChanged.connect(self._heard)
        self.unit.currentIndexChanged.connect(self._turned)
        self.with_interim.toggled.connect(self._heard)
        for signal in (self.icon.chosen, self.ink.chosen, self.expiry.changed):
            signal.connect(self._heard)
        self.words.textChanged.connect(self._heard)

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_programme(self, programme: Programme) -> None:
        """Show a programme with its newest terms; one without a number is new."""
        self._filling, terms, self._id = True, programme.terms, programme.id
        self.name.setText(programme.name)
        self.icon.choose(programme.icon)
        self.ink.choose(programme.ink)
        self.unit.offer(_units(), str(terms.unit))
        for field, cents in ((self.per, terms.per_cents), (self.least, terms.least_cents)):
            field.setText(_money(cents))
        self.goal.setValue(terms.goal)
        _below(self.goal, self.head_start, self.interim_at)
        self.head_start.setValue(terms.head_start)
        self._show_rewards(terms)
        self.expiry.show_expiry(terms.expiry)
        self.max_visit.setValue(terms.max_visit)
        self.max_day.setValue(terms.max_day)
        self.wait.setValue(terms.wait_minutes)
        self.words.setPlainText(terms.words)
        self._filling = False
        self.clear_errors()
        self._follow()

    def _show_rewards(self, terms: Terms) -> None:
        self.reward.setText(terms.reward.name)
        self.worth.setText(_money(terms.reward.cents))
        self.uses.setValue(terms.reward.uses)
        self.reward_days.setValue(terms.reward_days)
        self.with_interim.setChecked(terms.interim is not None)
        prize = terms.interim or Prize(max(1, terms.goal // 2), "")
        self.interim_at.setValue(prize.at_stamp)
        self.interim.setText(prize.name)
        self.interim_worth.setText(_money(prize.cents))

    def _heard(self, *_value: object) -> None:
        if not self._filling:
            self._follow()
            self._wait.start()
            self.changed.emit()

    def _turned(self) -> None:
        """A new programme gives one stamp for a visit at one time, but as many as there are items, or as money says."""
        if not self._filling and not self._id:
            visit, at_once = self.unit.currentData() == str(Unit.VISIT), self.max_visit.value()
            if at_once == (0 if visit else 1):
                self.max_visit.setValue(1 if visit else 0)
        self._heard()

    def _follow(self) -> None:
        """Show only what counts, and keep numbers within each other."""
        self.fields["per_cents"].setVisible(self.unit.currentData() == str(Unit.AMOUNT))
        self._beside.setVisible(self.with_interim.isChecked())
        _below(self.goal, self.head_start, self.interim_at)

    # -- reading ---------------------------------------------------------------------------------------------------

    def drawn(self) -> Programme:
        """Give the programme as far as it can be read, to be drawn."""
        return Programme(
            self.name.text().strip(), icon=self.icon.value, ink=self.ink.value, id=self._id, terms=self._terms({})
        )

    def read(self) -> Programme | None:
        """Give the programme as typed; None where something is wrong, said below it with the keys there."""
        self.clear_errors()
        wrong: dict[str, str] = {} if self.name.text().strip() else {"name": _("Give the programme a name.")}
        terms = self._terms(wrong)
        if told := words.too_long(self.words.toPlainText()):
            wrong.setdefault("words", told)
        try:
            terms = check_terms(terms)
        except BadInput as error:
            field = str(error.values.get("what", ""))
            wrong.setdefault(field, words.wrong(field))
        for key, told in wrong.items():
            self.fields[key].set_error(told)
        if wrong:
            first = next(key for key in self.fields if key in wrong)
            self.fields[first].widget.setFocus()
            return None
        return replace(self.drawn(), terms=terms)

    def _terms(self, wrong: dict[str, str]) -> Terms:
        goal, unit = self.goal.value(), Unit(self.unit.currentData() or Unit.VISIT)
        worth = _cents("reward_worth", self.worth, wrong)
        interim = None
        if self.with_interim.isChecked():
            cents = _cents("interim_worth", self.interim_worth, wrong)
            interim = Prize(self.interim_at.value(), self.interim.text().strip(), cents)
        return Terms(
            unit=unit,
            per_cents=_cents("per_cents", self.per, wrong) if unit is Unit.AMOUNT else 0,
            goal=goal,
            head_start=self.head_start.value(),
            reward=Prize(goal, self.reward.text().strip(), worth, self.uses.value()),
            interim=interim,
            expiry=self.expiry.value(),
            reward_days=self.reward_days.value(),
            max_visit=self.max_visit.value(),
            max_day=self.max_day.value(),
            wait_minutes=self.wait.value(),
            least_cents=_cents("least_cents", self.least, wrong),
            words=self.words.toPlainText().strip(),
        )

    def clear_errors(self) -> None:
        """Take away what was said to be wrong."""
        for field in self.fields.values():
            field.set_error("")

    # -- keeping ---------------------------------------------------------------------------------------------------

    def typed(self) -> dict[str, str]:
        """Give what stands in the form, to be put back into one made anew."""
        return typed(self)

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put back what stood there."""
        self._filling = True
        for _round in range(2):  # a number that another one holds back fits the second time
            retype(self, texts)
        self._filling = False
        self._follow()
        self.settled.emit()


def _units() -> list[tuple[object, str, str]]:
    return [
        (str(Unit.VISIT), _("Each visit"), ""),
        (str(Unit.ITEM), _("Each item sold"), ""),
        (str(Unit.AMOUNT), _("Money spent"), ""),
    ]


def _money(cents: int) -> str:
    return format_money(cents, brief=True) if cents else ""


def _cents(key: str, field: QLineEdit, wrong: dict[str, str]) -> int:
    """Give the amount in a field; one that cannot be read is 0, and what is wrong with it stands under its key."""
    text = field.text().strip()
    if not text:
        return 0
    try:
        return read_amount(text, currency())
    except BadInput as error:
        wrong[key] = sentence(error)
        return 0


def _below(goal: QSpinBox, *numbers: QSpinBox) -> None:
    """Hold numbers below another one."""
    for one in numbers:
        one.setMaximum(goal.value() - 1)


def _section(column: QVBoxLayout, heading: str) -> Card:
    card = Card(heading).pad(16, 0, 16, 16)
    card.body.setSpacing(px(12))
    column.addWidget(card)
    return card
