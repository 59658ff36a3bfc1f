"""A new customer: a name, a phone, Ctrl+Enter. Only the name is needed; look-alikes are told while typing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.model import Customer, Email, Occasion, OccasionKind, Phone
from smallcrm.i18n import _, format_date
from smallcrm.ui.commands import native
from smallcrm.ui.pages.customers.typed import day_of, named
from smallcrm.ui.pages.page import sentence, shortcut, tell
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


class NewCustomer(QWidget):
    """The form; ``added(id)``, ``open_wanted(id)`` for a look-alike, ``left`` for Esc."""

    added = Signal(int)
    open_wanted = Signal(int)
    left = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self.main = window
        self.setObjectName("newCustomer")
        self.setAccessibleName(_("New customer"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(px(24), 0, px(24), px(16))
        outer.setSpacing(px(12))
        title = PlainLabel(_("New customer"), "page")
        title.setMinimumHeight(px(40))
        outer.addWidget(title)
        self.strip = Strip(closable=False)
        outer.addWidget(self.strip)
        card = Card().pad(20, 20, 20, 20)
        card.body.setSpacing(px(12))
        card.setMaximumWidth(px(560))
        self.name = Field(_("Name"), QLineEdit(), hint=_("The only thing that is needed."))
        self.phone = Field(_("Phone"), QLineEdit())
        self.email = Field(_("E-mail"), QLineEdit())
        example = format_date(self.main.shop.today.replace(month=5, day=13), "day_month")
        self.birthday = Field(
            _("Birthday"), QLineEdit(), hint=_("Day and month are enough: {example}").format(example=example)
        )
        names = ("newName", "newPhone", "newEmail", "newBirthday")
        for made, name in zip((self.name, self.phone, self.email, self.birthday), names, strict=True):
            made.widget.setObjectName(name)
            made.widget.setMaxLength(300)
            card.body.addWidget(made)
        card.body.addLayout(self._buttons())
        outer.addWidget(card)
        outer.addStretch(1)
        self._wait = QTimer(self, singleShot=True, interval=150)
        self._wait.timeout.connect(self.look)
        self.name.widget.textEdited.connect(self._typing)
        self.phone.widget.textEdited.connect(self._typing)
        shortcut(self, "Ctrl+Return", self.save)
        shortcut(self, "Ctrl+Enter", self.save)
        shortcut(self, "Esc", self.left.emit)

    def _typing(self, _text: str) -> None:
        self._wait.start()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(
            button(_("Save"), "primary", badge=native("Ctrl+Enter"), name="saveCustomerButton", clicked=self.save)
        )
        row.addWidget(button(_("Cancel"), "link", clicked=self.left.emit))
        row.addStretch(1)
        return row

    def begin(self, text: str = "") -> None:
        """Start with a name (or a number) that was typed elsewhere; what was typed here before stays."""
        for made in (self.name, self.phone, self.email, self.birthday):
            made.set_error("")
        number = text.strip() and not any(c.isalpha() for c in text)
        if text:
            (self.phone if number else self.name).widget.setText(text.strip())
        target = self.phone if text and not number else self.name
        target.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.look()

    def look(self) -> None:
        """Look for people of the same name or phone."""
        found = self.main.shop.customers.similar(self.name.widget.text(), self.phone.widget.text())
        if not found:
            self.strip.hide()
            return
        person = found[0]
        facts = " · ".join(p for p in (person.name, person.town, person.phone) if p)
        self.strip.say(
            _("Looks like {person}.").format(person=facts),
            "info",
            repairs=((_("Open"), lambda: self.open_wanted.emit(person.id)),),
        )

    def save(self) -> None:
        """Add the customer; what cannot be read stays typed, with a sentence below it."""
        made = self._typed()
        if made is None:
            return
        try:
            new_id = self.main.shop.customers.add(made)
        except ShopError as error:
            self.name.set_error(sentence(error))
            return
        self.clear()
        tell(self.main)
        self.added.emit(new_id)

    def clear(self) -> None:
        """Empty the form."""
        for made in (self.name, self.phone, self.email, self.birthday):
            made.widget.clear()
            made.set_error("")
        self.strip.hide()

    def _typed(self) -> Customer | None:
        wrong: list[Field[QLineEdit]] = []
        customer, day = Customer(), None
        try:
            customer = named(self.name.widget.text())
            self.name.set_error("")
        except BadInput as error:
            self.name.set_error(sentence(error))
            wrong.append(self.name)
        try:
            day = day_of(self.birthday.widget.text(), self.main.shop.today)
            self.birthday.set_error("")
        except BadInput as error:
            self.birthday.set_error(sentence(error))
            wrong.append(self.birthday)
        if wrong:
            wrong[0].widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        phone, email = " ".join(self.phone.widget.text().split()), self.email.widget.text().strip()
        return replace(
            customer,
            phones=(Phone(phone, primary=True),) if phone else (),
            emails=(Email(email, primary=True),) if email else (),
            occasions=(Occasion(OccasionKind.BIRTHDAY, day[0], day[1], day[2]),) if day else (),
        )
