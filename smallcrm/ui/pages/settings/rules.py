"""What the shop does by itself: each rule with a switch, and with whom it stays in touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from smallcrm.domain.errors import NotFound, ShopError
from smallcrm.domain.progress import Report
from smallcrm.domain.rules import Rule
from smallcrm.domain.text import fold
from smallcrm.i18n import _, ngettext
from smallcrm.store.rules import Preview
from smallcrm.ui.pages.page import emptied, later, sentence, tell, while_there
from smallcrm.ui.pages.settings.rows import Section, Told, say_amid
from smallcrm.ui.pages.settings.rules_row import RuleRow, counted, named, purpose, title
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Hairline
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.scrolling import into_sight, still
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

_USUAL = 42
"""Days after which one stays in touch, to begin with: six weeks."""


def rules_section(window: MainWindow) -> Section:
    """Make the section of what the shop does by itself."""
    return Section("rules", _("Rules"), "list-checks", lambda: (RulesList(window),), asks=True)


class RulesList(QWidget):
    """All rules; one that is being changed is left alone when others change."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self.rows: dict[int, RuleRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, px(8), 0, px(8))
        self._column.setSpacing(px(2))
        told = _("Rules make reminders by themselves. They heed what happens after they were switched on.")
        self._column.addWidget(Paragraph(told, "caption", "muted"))
        self._list = QVBoxLayout()
        self._list.setSpacing(px(2))
        self._column.addLayout(self._list)
        self._new = _StayInTouch(window)
        self._column.addWidget(Hairline())
        self._column.addWidget(self._new)
        self.searched = ""
        self.show_all()

    def show_all(self) -> None:
        """Show the rules as they stand now."""
        rules = self._window.shop.rules.all()
        if [(r.id, len(r.days)) for r in rules] != [(n, len(row.days)) for n, row in self.rows.items()]:
            self._make(rules)
        for rule in rules:
            self.rows[rule.id].show_rule(rule)
        words = [f"{title(r)} {purpose(r)}" for r in rules]
        self.searched = fold(" ".join((_("Rules"), _("Stay in touch"), *words)))

    def _make(self, rules: list[Rule]) -> None:
        focus = self.focusWidget()
        held = focus.objectName() if focus is not None and focus.hasFocus() else ""
        emptied(self._list)
        self.rows = {}
        for number, rule in enumerate(rules):
            if number:
                self._list.addWidget(Hairline())
            self.rows[rule.id] = RuleRow(self._window, rule, self._name(rule))
            self._list.addWidget(self.rows[rule.id])
        if held and self.findChild(QWidget, held) is None:
            self._new.whom.setFocus()

    def _name(self, rule: Rule) -> str:
        if not rule.customer:
            return ""
        try:
            return self._window.shop.customers.name_of(rule.customer)
        except NotFound:
            return _("A customer who is gone")


class _StayInTouch(QWidget):
    """The row for one more: with whom, after how many days."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(10), 0, px(4))
        column.setSpacing(px(6))
        column.addWidget(Paragraph(_("Stay in touch with somebody, counted from the last contact of any kind")))
        self.whom, self.days = QLineEdit(), QSpinBox()
        self.whom.setObjectName("newRuleWhom")
        self.whom.setMaxLength(200)
        self.whom.setPlaceholderText(_("Tag or name of a customer"))
        self.whom.setAccessibleName(_("Tag or name of a customer"))
        self.whom.returnPressed.connect(self.look)
        self.days.setObjectName("newRuleDays")
        self.days.setRange(1, 730)
        self.days.setSingleStep(7)  # people think in weeks
        self.days.setMinimumWidth(px(130))
        self.days.setAccessibleName(_("Days after the last contact"))
        self.days.valueChanged.connect(self._suffix)
        self.days.setValue(_USUAL)
        still(self.days)
        add = button(_("Add"), size="small", icon="plus", name="addRule", clicked=self.look)
        add.setAccessibleName(_("Add a rule to stay in touch"))
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.whom, 1)
        row.addWidget(flowing(self.days, add), 1)
        column.addLayout(row)
        self._told = Told()
        column.addWidget(self._told)
        self.preview = Strip(closable=False)
        column.addWidget(self.preview)

    def _suffix(self, days: int) -> None:
        say_amid(self.days, ngettext("{n} day", "{n} days", days))

    def look(self) -> None:
        """Say what the rule would make, beside the window; then keep it or ask."""
        shop = self._window.shop
        try:
            wanted = shop.rules.for_whom(self.whom.text(), self.days.value())
            shop.rules.check(wanted)
        except ShopError as error:
            self._say(error)
            return
        self._told.say("")

        def work(_report: Report) -> Preview:
            with shop.database.attached():
                return shop.rules.preview(wanted)

        job = self._window.jobs.start(_("Looking what would change"), work)
        job.done.connect(while_there(self, lambda found: self._looked(wanted, found)))
        job.failed.connect(while_there(self, self._say))

    def _looked(self, wanted: Rule, found: Preview) -> None:
        if not found:
            self._keep(wanted)
            return
        repairs = [(_("Save"), lambda: self._keep(wanted)), (_("Leave as it is"), self._leave)]
        self.preview.say(named(found), "info", title=counted(found), repairs=repairs)
        later(self._window, while_there(self, lambda: into_sight(self.preview)))

    def _keep(self, wanted: Rule) -> None:
        shop = self._window.shop

        def work(_report: Report) -> None:
            with shop.database.attached():
                shop.rules.save(wanted)

        def kept() -> None:
            self._leave()
            self.whom.clear()
            tell(self._window)

        job = self._window.jobs.start(_("Keeping the rule"), work)
        job.done.connect(while_there(self, lambda _none: later(self._window, while_there(self, kept))))
        job.failed.connect(while_there(self, self._say))

    def _leave(self) -> None:
        self.preview.hide()
        self.whom.setFocus()

    def _say(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self._told.say(sentence(error))
