"""What anyone may give on the spot to put things right: chosen from a short list, booked with its amount."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from smallcrm.domain.errors import ShopError
from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.gifts import Remedy
from smallcrm.domain.money import read_amount
from smallcrm.i18n import _, currency, format_money
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.page import sentence, tell
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.popup import Asking
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def offer(window: MainWindow, complaint: FollowUp, opener: QWidget, place: QPoint) -> None:
    """Show the list with its limits; what is chosen asks how much of it is given."""
    menu = QMenu(opener)
    menu.setObjectName("remedyMenu")
    menu.setAccessibleName(_("Give a remedy"))
    for remedy in window.shop.remedies.all():
        if remedy.active:
            limit = _("up to {amount}").format(amount=format_money(remedy.amount, brief=True))
            entry = menu.addAction(icon("gift"), f"{remedy.name.replace('&', '&&')}\t{limit}")
            entry.triggered.connect(
                lambda _on=False, remedy=remedy: GiveRemedy(window, complaint, remedy, opener).open_at(place)
            )
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    if menu.actions():
        menu.setActiveAction(menu.actions()[0])


class GiveRemedy(Asking):
    """Asks how much is given, the limit filled in, and what for; Enter books it."""

    def __init__(self, window: MainWindow, complaint: FollowUp, remedy: Remedy, parent: QWidget) -> None:
        super().__init__(parent, "giveRemedy", _("Give a remedy"))
        self.main, self._complaint, self._remedy = window, complaint, remedy
        limit = format_money(remedy.amount, brief=True)
        self.column.addWidget(PlainLabel(remedy.name, "strong"))
        self.amount = Field(_("Amount"), QLineEdit(limit), hint=_("up to {amount}").format(amount=limit))
        self.words = Field(_("What for"), QLineEdit())
        self.line = self.amount.widget
        self.line.setObjectName("remedyAmount")
        self.words.widget.setMaxLength(500)
        for field in (self.amount, self.words):
            field.widget.setMinimumWidth(px(220))
            self.column.addWidget(field)
        self.column.addWidget(
            button(_("Give"), "primary", size="small", name="bookRemedy", clicked=self.commit),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )

    def commit(self) -> None:
        """Book it; an amount over the limit stays typed, with the reason."""
        typed = self.amount.widget.text()
        try:
            amount = read_amount(typed, currency())
            self.main.shop.follow_ups.give(
                self._complaint.customer_id,
                self._remedy,
                amount,
                complaint=self._complaint.id,
                text=self.words.widget.text(),
            )
        except ShopError as error:
            self.amount.set_error(sentence(error))
            self.adjustSize()
            return
        self.close()
        tell(self.main)
