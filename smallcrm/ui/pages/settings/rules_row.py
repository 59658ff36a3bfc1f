"""One rule in the settings: its switch and numbers, and before it is kept what would change because of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.money import parse_amount
from smallcrm.domain.progress import Report
from smallcrm.domain.rules import Action, Rule, RuleKind
from smallcrm.i18n import _, currency, format_date, format_money, ngettext, pgettext
from smallcrm.store.rules import FIXED, Change, Preview
from smallcrm.ui.pages.page import later, tell, while_there
from smallcrm.ui.pages.settings.rows import SettingRow, say_amid
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.scrolling import into_sight, still
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_PAUSE = 600
"""Milliseconds after the last step of a number until it is tried."""
_NAMED = 3
"""People named of those whom a change concerns."""
_LONGEST = 730
"""Days a rule may wait."""


def title(rule: Rule) -> str:
    """When a rule does something, in a few words."""
    if rule.kind in {RuleKind.THANK_YOU, RuleKind.ALL_WELL}:
        return _("After a large purchase") if rule.amount else _("After the first visit")
    if rule.kind == RuleKind.AFTER_COMPLAINT:
        return _("After a complaint is solved")
    if rule.kind == RuleKind.DRIFTING:
        return _("Regulars who stay away")
    return _("Stay in touch") if rule.days else _("Do not stay in touch")


def purpose(rule: Rule, name: str = "") -> str:
    """What a rule is for; ``name`` is that of the customer it is about."""
    if rule.kind == RuleKind.THANK_YOU:
        return _("Say thank you")
    if rule.kind == RuleKind.ALL_WELL:
        return _("Ask whether all is well")
    if rule.kind == RuleKind.AFTER_COMPLAINT:
        return _("Check-in calls, until trust is back")
    if rule.kind == RuleKind.DRIFTING:
        return _("On Today, once they are late by their own rhythm")
    return _("Tag: {tag}").format(tag=rule.tag) if rule.tag else name


class RuleRow(SettingRow):
    """A rule; what changes nobody's follow-ups is kept at once, all else after a look at it."""

    def __init__(self, window: MainWindow, rule: Rule, name: str = "") -> None:
        self._window, self.rule = window, rule
        self._said = f"{title(rule)}: {purpose(rule, name)}"
        self.switch = QCheckBox(pgettext("switch", "On"))
        self.switch.setObjectName(f"rule_{rule.id}")
        self.switch.setAccessibleName(self._said)
        self.days = [self._spin(number) for number in range(len(rule.days))]
        self.action, self.amount = self._combo(), self._line()
        super().__init__(title(rule), self._holder(), purpose(rule, name), wide=True)
        self.preview = Strip(closable=False)
        self._right.addWidget(self.preview)
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE)
        self._wait.timeout.connect(self.look)
        self._tried: Rule | None = None
        self.show_rule(rule)
        self.switch.clicked.connect(self.look)

    # -- controls ----------------------------------------------------------------------------------------------------

    def _holder(self) -> QWidget:
        parts: list[QWidget] = [self.switch]
        if self.amount is not None:
            parts.append(self.amount)
        if self.action is not None:
            parts.append(self.action)
        parts += self.days
        if self.rule.kind not in FIXED:
            away = button(_("Remove"), size="small", name=f"removeRule_{self.rule.id}", clicked=self._ask_to_remove)
            away.setAccessibleName(_("Remove: {rule}").format(rule=self._said))
            parts.append(away)
        return flowing(*parts)

    def _spin(self, number: int) -> QSpinBox:
        spin = QSpinBox()
        spin.setObjectName(f"rule_{self.rule.id}_days_{number}")
        spin.setRange(1, _LONGEST)
        spin.setSingleStep(7 if self.rule.kind == RuleKind.STAY_IN_TOUCH else 1)  # people think in weeks
        spin.setMinimumWidth(px(132))
        names = (_("Days after it"), _("Days after it, the second time"))
        every = _("Days after the last contact")
        name = every if self.rule.kind == RuleKind.STAY_IN_TOUCH else names[min(number, 1)]
        spin.setAccessibleName(f"{self._said}. {name}")
        spin.valueChanged.connect(partial(self._stepped, spin))
        spin.editingFinished.connect(self._left)
        still(spin)
        return spin

    def _stepped(self, spin: QSpinBox, days: int) -> None:
        say_amid(spin, self._in_words(days))
        self._wait.start()

    def _in_words(self, days: int) -> str:
        if self.rule.kind == RuleKind.STAY_IN_TOUCH:
            # Translators: 42 days after the last contact
            return ngettext("{n} day without contact", "{n} days without contact", days)
        return ngettext("{n} day later", "{n} days later", days)

    def _combo(self) -> QComboBox | None:
        if self.rule.kind != RuleKind.THANK_YOU:
            return None
        combo = QComboBox()
        combo.setObjectName(f"rule_{self.rule.id}_action")
        how = _("By call or letter")
        combo.setAccessibleName(f"{self._said}. {how}")
        combo.addItem(_("By a call"), Action.CALL.value)
        combo.addItem(_("By a letter"), Action.LETTER.value)
        combo.setMinimumWidth(combo.sizeHint().width() + px(10))  # large letters need a little more than Qt thinks
        combo.activated.connect(lambda _n: self.look())
        still(combo)
        return combo

    def _line(self) -> QLineEdit | None:
        if not self.rule.amount:
            return None
        line = QLineEdit()
        line.setObjectName(f"rule_{self.rule.id}_amount")
        least = _("From this amount")
        line.setAccessibleName(f"{self._said}. {least}")
        line.setMaxLength(20)
        line.setFixedWidth(px(92))
        line.editingFinished.connect(self._amount_left)
        return line

    def _left(self) -> None:
        if self._wait.isActive():
            self._wait.stop()
            self.look()

    def _amount_left(self) -> None:
        if self.amount is not None and parse_amount(self.amount.text()) != self.rule.amount:
            self.look()

    # -- what it says ------------------------------------------------------------------------------------------------

    def show_rule(self, rule: Rule) -> None:
        """Show a rule as it is kept, unless somebody is changing it just now."""
        if self.pending and rule == self.rule:
            return
        self.rule, self._tried = rule, None
        held: Sequence[QWidget] = [self.switch, *self.days, *([self.action] if self.action else [])]
        blocked = [QSignalBlocker(one) for one in held]
        self.switch.setChecked(rule.active)
        for spin, days in zip(self.days, rule.days, strict=False):
            spin.setValue(days)
            say_amid(spin, self._in_words(days))
        if self.action is not None:
            self.action.setCurrentIndex(max(0, self.action.findData(rule.action)))
        if self.amount is not None:
            self.amount.setText(format_money(rule.amount, brief=True))
        for one in blocked:
            one.unblock()
        self._wait.stop()
        self._say("")
        self.preview.hide()

    @property
    def pending(self) -> bool:
        """Whether something waits to be kept."""
        return self._wait.isActive() or self._tried is not None

    def _as_shown(self) -> Rule:
        """The rule as the controls have it; raises BadInput for an amount that is none."""
        amount = self.rule.amount
        if self.amount is not None:
            typed = parse_amount(self.amount.text(), currency())
            if not typed:
                raise BadInput("not_an_amount", text=self.amount.text())
            amount = typed
        return replace(
            self.rule,
            active=self.switch.isChecked(),
            days=tuple(spin.value() for spin in self.days),
            action=str(self.action.currentData()) if self.action is not None else self.rule.action,
            amount=amount,
        )

    # -- keeping -----------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Find out what the rule as shown would change, beside the window; then keep it or ask."""
        shop = self._window.shop
        try:
            wanted = self._as_shown()
        except ShopError as error:
            self.trouble(error, self.look)
            return
        self._say("")
        self._tried = wanted if wanted != self.rule else None
        if self._tried is None:
            self.preview.hide()
            return

        def work(_report: Report) -> Preview:
            with shop.database.attached():
                return shop.rules.preview(wanted)

        job = self._window.jobs.start(_("Looking what would change"), work)
        job.done.connect(while_there(self, lambda found: self._looked(wanted, found)))
        job.failed.connect(while_there(self, lambda error: self._failed(error, self.look)))

    def _looked(self, wanted: Rule, found: Preview) -> None:
        if wanted != self._tried:  # changed again meanwhile
            return
        if found:
            self._show(found, lambda: self._keep(wanted), self._leave)
        else:
            self._keep(wanted, said=False)

    def _show(self, found: Preview, keep: Callable[[], object], leave: Callable[[], object]) -> None:
        repairs = [(_("Save"), keep), (_("Leave as it is"), leave)]
        self.preview.say(named(found), "info", title=counted(found), repairs=repairs)
        later(self._window, while_there(self, lambda: into_sight(self.preview)))  # once it has its place

    def _keep(self, wanted: Rule, *, said: bool = True) -> None:
        shop = self._window.shop

        def work(_report: Report) -> None:
            with shop.database.attached():
                shop.rules.save(wanted)

        self._write(work, lambda: self._keep(wanted, said=said), said=said)

    def _write(self, work: Callable[[Report], None], again: Callable[[], object], *, said: bool) -> None:
        def kept() -> None:
            self._tried = None
            self.preview.hide()
            if said:
                tell(self._window)
                self.switch.setFocus()  # the button that had it is gone

        job = self._window.jobs.start(_("Keeping the rule"), work)
        job.done.connect(while_there(self, lambda _none: kept()))
        job.failed.connect(while_there(self, lambda error: self._failed(error, again)))

    def _failed(self, error: Exception, again: Callable[[], object]) -> None:
        if isinstance(error, ShopError):
            self.trouble(error, again)

    def _leave(self) -> None:
        self._tried = None
        self.show_rule(self.rule)
        self.switch.setFocus()

    def _ask_to_remove(self) -> None:
        shop, rule = self._window.shop, self.rule

        def remove(_report: Report) -> None:
            with shop.database.attached():
                shop.rules.remove(rule.id)

        def look(_report: Report) -> Preview:
            with shop.database.attached():
                return shop.rules.preview_removal(rule.id)

        def looked(found: Preview) -> None:
            if found:
                self._show(found, lambda: self._write(remove, self._ask_to_remove, said=True), self._leave)
            else:
                self._write(remove, self._ask_to_remove, said=True)

        job = self._window.jobs.start(_("Looking what would change"), look)
        job.done.connect(while_there(self, looked))
        job.failed.connect(while_there(self, lambda error: self._failed(error, self._ask_to_remove)))


def counted(found: Preview) -> str:
    """How many follow-ups would be made, moved and taken away: a line each."""
    made, moved, taken = len(found.made), len(found.moved), len(found.taken)
    lines = []
    if made:
        lines.append(ngettext("{n} reminder would be made.", "{n} reminders would be made.", made).format(n=made))
    if moved:
        words = ngettext("{n} reminder would move to another day.", "{n} reminders would move to another day.", moved)
        lines.append(words.format(n=moved))
    if taken:
        words = ngettext("{n} reminder would be taken away.", "{n} reminders would be taken away.", taken)
        lines.append(words.format(n=taken))
    return "\n".join(lines)


def named(found: Preview) -> str:
    """The first few whom it concerns, with the day, a line each."""
    changes = [*found.made, *found.moved, *found.taken]
    lines = [_line(change) for change in changes[:_NAMED]]
    if len(changes) > _NAMED:
        more = len(changes) - _NAMED
        lines.append(ngettext("and {n} more", "and {n} more", more).format(n=more))
    return "\n".join(lines)


def _line(change: Change) -> str:
    return _("{name}, {date}").format(name=change.name, date=format_date(change.due, "medium"))
