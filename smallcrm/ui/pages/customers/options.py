"""What belongs to a kind beside its words: an amount, how a call ended, who looks after a complaint."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QLineEdit, QSizePolicy, QWidget

from smallcrm.domain.follow_up import CallOutcome
from smallcrm.i18n import _, currency_sign
from smallcrm.messages import follow_ups
from smallcrm.store.staff import StaffMember
from smallcrm.ui import worn
from smallcrm.ui.pages.customers.written import PAID
from smallcrm.ui.widgets.buttons import Toggle
from smallcrm.ui.widgets.flow import Flow
from smallcrm.ui.widgets.scrolling import still
from smallcrm.ui.worn import px


class Options(QWidget):
    """The row below the text; hidden for a kind that has none. ``changed`` when somebody changed something.

    ``amount`` stands elsewhere: beside the button.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("More about it"))
        row = Flow(self, gap=6)
        self.amount = QLineEdit()
        self.amount.setObjectName("entryAmount")
        self.amount.setAccessibleName(_("Amount"))
        self.amount.setPlaceholderText(_("Amount, {currency}").format(currency=currency_sign()))
        self.amount.setMaxLength(20)
        self.amount.setFixedWidth(px(150))
        self.amount.textChanged.connect(lambda _text: self.changed.emit())
        self._group = QButtonGroup(self)
        self.outcomes: dict[str, Toggle] = {}
        for code in CallOutcome:
            toggle = self.outcomes[code] = Toggle(follow_ups.call(code))
            toggle.setObjectName(f"outcome_{code}")
            toggle.clicked.connect(lambda _on=False: self.changed.emit())
            self._group.addButton(toggle)
            row.addWidget(toggle)
        self.outcomes[CallOutcome.REACHED].setChecked(True)
        self.assignee = QComboBox()
        self.assignee.setObjectName("entryAssignee")
        self.assignee.setAccessibleName(_("Responsible"))
        still(self.assignee)
        self.assignee.activated.connect(lambda _index: self.changed.emit())
        self._label = QLabel(_("Responsible"))
        self._label.setFont(worn.font("caption"))
        self._label.setBuddy(self.assignee)
        self._label.setFixedHeight(self.assignee.sizeHint().height())
        row.addWidget(self._label)
        row.addWidget(self.assignee)

    def offer(self, staff: list[StaffMember]) -> None:
        """Offer those who work here."""
        chosen = self.assignee.currentData()
        self.assignee.clear()
        self.assignee.addItem(_("Whoever is there"), 0)
        for member in staff:
            self.assignee.addItem(member.name, member.id)
        self.assignee.setCurrentIndex(max(0, self.assignee.findData(chosen)))

    @property
    def outcome(self) -> str:
        """How the call ended."""
        return next((str(code) for code, toggle in self.outcomes.items() if toggle.isChecked()), "")

    @property
    def responsible(self) -> int:
        """Id of whoever looks after it; 0 = whoever is there."""
        return int(self.assignee.currentData() or 0)

    def show_values(self, amount: str, outcome: str, assignee: int) -> None:
        """Show what was typed and chosen before."""
        self.amount.setText(amount)
        self.outcomes.get(outcome, self.outcomes[CallOutcome.REACHED]).setChecked(True)
        self.assignee.setCurrentIndex(max(0, self.assignee.findData(assignee)))

    def show_kind(self, kind: str, *, changing: bool) -> None:
        """Show what belongs to a kind; of a complaint that is changed its words alone."""
        self.amount.setVisible(kind in PAID)
        for toggle in self.outcomes.values():
            toggle.setVisible(kind == "call")
        asked = kind == "complaint" and not changing and self.assignee.count() > 1
        self.assignee.setVisible(asked)
        self._label.setVisible(asked)
        self.setVisible(kind == "call" or asked)
        self.updateGeometry()
