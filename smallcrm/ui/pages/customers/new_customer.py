"""A new customer: a name, a phone, Ctrl+Enter. Only the name is needed; look-alikes are told while typing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.domain.model import Customer, CustomerSummary, Email, Occasion, OccasionKind, Phone, PostalAddress
from smallcrm.domain.text import beside
from smallcrm.i18n import _, format_date, ngettext
from smallcrm.ui.pages.customers.typed import day_of, named
from smallcrm.ui.pages.page import scrolling, sentence, shortcut, tell
from smallcrm.ui.patience import patient
from smallcrm.ui.shortcuts import native
from smallcrm.ui.widgets.buttons import button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import PlainLabel, unbroken
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


DRAFT = "new_customer"
"""Where the draft of this form is kept."""


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
        self._outer = outer
        outer.setSpacing(px(12))
        title = PlainLabel(_("New customer"), "page")
        title.setMinimumHeight(px(40))
        outer.addWidget(title)
        self.trouble, self.strip = Strip(), Strip(closable=False)
        outer.addWidget(self.trouble)
        outer.addWidget(self.strip)
        self._card = self._form()
        self._card.installEventFilter(self)
        self._area = scrolling(self._card)
        self._area.setMaximumWidth(px(680))
        outer.addWidget(self._area, 1000)  # as high as the form if there is room, else it scrolls
        outer.addLayout(self._buttons())
        outer.addStretch(1)
        self._wait = QTimer(self, singleShot=True, interval=150)
        self._wait.timeout.connect(self.look)
        self._draft = QTimer(self, singleShot=True, interval=600)
        self._draft.timeout.connect(self.keep_draft)
        self._looked = False
        for made in self._fields:
            made.widget.textChanged.connect(self._draft.start)
        self.name.widget.textChanged.connect(self._typing)
        self.phone.widget.textChanged.connect(self._typing)
        self.birthday.widget.editingFinished.connect(self._read_day)
        shortcut(self, "Ctrl+Return", self.save)
        shortcut(self, "Ctrl+Enter", self.save)
        shortcut(self, "Esc", self.left.emit)

    def _form(self) -> Card:
        """The fields, two in a line: five of them and the button fit the lowest window."""
        self.name = Field(_("Name"), QLineEdit(), hint=_("The only thing that is needed."))
        self.phone, self.email = Field(_("Phone"), QLineEdit()), Field(_("E-mail"), QLineEdit())
        example = unbroken(format_date(self.main.shop.today.replace(month=5, day=13), "day_month"))
        hint = _("Day and month are enough: {example}").format(example=example)
        self.birthday = Field(_("Birthday"), QLineEdit(), hint=hint)
        self.town = Field(_("City"), QLineEdit())
        self._fields = (self.name, self.phone, self.birthday, self.email, self.town)
        card = Card().pad(20, 16, 20, 12)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        for number, (made, name) in enumerate(
            zip(self._fields, ("newName", "newPhone", "newBirthday", "newEmail", "newTown"), strict=True)
        ):
            made.widget.setObjectName(name)
            made.widget.setMaxLength(300)
            grid.addWidget(made, *divmod(number, 2))
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        card.body.addLayout(grid)
        return card

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
        self._take_draft()
        for made in self._fields:
            made.set_error("")
        number = text.strip() and not any(c.isalpha() for c in text)
        if text:
            (self.phone if number else self.name).widget.setText(text.strip())
        target = self.phone if text and not number else self.name
        target.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.look()

    def keep_draft(self) -> None:
        """Keep what is typed in the shop file, until it is saved or emptied."""
        typed = {made.widget.objectName(): made.widget.text() for made in self._fields if made.widget.text().strip()}
        drafts = self.main.shop.drafts
        if not self.main.shop.is_open:
            return
        with suppress(ShopError):  # a file that cannot be written is told where something is saved
            drafts.keep(DRAFT, dict(typed)) if typed else drafts.drop(DRAFT)

    def _take_draft(self) -> None:
        """Type again what was begun before the window was closed."""
        if self._looked or any(made.widget.text() for made in self._fields):
            return
        self._looked = True
        for name, text in (self.main.shop.drafts.take(DRAFT) or {}).items():
            field = self.findChild(QLineEdit, name)
            if field is not None:
                field.setText(str(text))

    @patient
    def look(self) -> None:
        """Say how the name is read, and look for people of the same name or phone."""
        if not self.main.shop.is_open:  # the window closed while somebody typed
            return
        self.name.set_hint(_read_as(self.name.widget.text()))
        found = self.main.shop.customers.similar(self.name.widget.text(), self.phone.widget.text())
        if not found:
            self.strip.hide()
            return
        words = _("Looks like {person}.").format(person=_facts(found[0]))
        if more := len(found) - 1:
            words = ngettext("Looks like {person}, and {n} more.", "Looks like {person}, and {n} more.", more).format(
                person=_facts(found[0]), n=more
            )
        self.strip.say(words, "info", repairs=((_("Open"), lambda: self.open_wanted.emit(found[0].id)),))

    def _read_day(self) -> int | tuple[int, int, int | None] | None:
        """The birthday as typed; 0 where it cannot be read, with a sentence below it."""
        try:
            day = day_of(self.birthday.widget.text(), self.main.shop.today)
        except BadInput as error:
            self.birthday.set_error(sentence(error))
            return 0
        self.birthday.set_error("")
        return day

    def save(self) -> None:
        """Add the customer; what cannot be read or kept stays typed, with a sentence."""
        made = self._typed()
        if made is None:
            return
        try:
            new_id = self.main.shop.customers.add(made)
        except ShopError as error:
            self.trouble.say(sentence(error), repairs=((_("Try again"), self.save),))
            return
        self.clear()
        tell(self.main)
        self.added.emit(new_id)

    def clear(self) -> None:
        """Empty the form."""
        for made in self._fields:
            made.widget.clear()
            made.set_error("")
        self._wait.stop()
        self._draft.stop()
        self.keep_draft()
        self.name.set_hint(_read_as(""))
        self.strip.hide()
        self.trouble.hide()

    def _typed(self) -> Customer | None:
        customer, day = Customer(), self._read_day()
        try:
            customer = named(self.name.widget.text())
            self.name.set_error("")
        except BadInput as error:
            self.name.set_error(sentence(error))
        wrong = next((made for made in self._fields if made.error), None)
        if wrong is not None or isinstance(day, int):
            (wrong or self.birthday).widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        phone, email = " ".join(self.phone.widget.text().split()), self.email.widget.text().strip()
        town = " ".join(self.town.widget.text().split())
        return replace(
            customer,
            phones=(Phone(phone, primary=True),) if phone else (),
            emails=(Email(email, primary=True),) if email else (),
            addresses=(PostalAddress(city=town, primary=True),) if town else (),
            occasions=(Occasion(OccasionKind.BIRTHDAY, day[0], day[1], day[2]),) if day else (),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._card and event.type() == QEvent.Type.LayoutRequest:
            self._area.setMaximumHeight(self._card.sizeHint().height())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = self.window().height() < px(560)
        side = px(16 if low else 24)
        self._outer.setContentsMargins(side, px(8 if low else 20), side, px(8 if low else 16))
        self._outer.setSpacing(px(6 if low else 12))


def _facts(person: CustomerSummary) -> str:
    return beside(person.name, person.town, unbroken(person.phone))


def _read_as(text: str) -> str:
    """Say how a name as typed is parted, so that a card never takes the wrong one."""
    try:
        made = named(text)
    except BadInput:
        return _("The only thing that is needed.")
    if made.given and made.family:
        return _("First name {given}, last name {family}").format(given=made.given, family=made.family)
    if made.given:
        return _("First name {given}").format(given=made.given)
    return _("Last name {family}").format(family=made.family) if made.family else _("A company or a household")
