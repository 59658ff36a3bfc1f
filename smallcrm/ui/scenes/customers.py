"""Scenes of Customers: the list, the person, editing in place, the menus, the form for somebody new."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from smallcrm.domain.model import Customer
from smallcrm.i18n import _
from smallcrm.ui.scenes.stage import Scene, Stage


def _list(stage: Stage) -> None:
    stage.go("customers")


def _whole(stage: Stage) -> Customer:
    """Somebody of whom much is known."""
    customers = [stage.shop.customers.get(one.id) for one in stage.shop.customers.page(0, 40)]
    if not customers:
        raise LookupError("nobody")
    return max(customers, key=lambda one: _known(one, len(stage.shop.timeline.of(one.id))))


def _known(customer: Customer, entries: int) -> int:
    """How much there is to show of somebody."""
    facts = len(customer.tags) + len(customer.phones) + len(customer.emails)
    return facts + 4 * bool(customer.alert) + 5 * bool(customer.birthday) + 2 * min(4, entries)


def _person(stage: Stage) -> None:
    stage.perform("customers", "open", _whole(stage).id)


def _nobody(stage: Stage) -> None:
    stage.go("customers")
    stage.type("listSearch", "Xyz")
    stage.afterwards(lambda: stage.type("listSearch", ""))


def _filter(stage: Stage) -> None:
    stage.go("customers")
    stage.named(_("Filter")).click()


def _more(stage: Stage) -> None:
    _person(stage)
    stage.named(_("More choices"), "customerHeader").click()


def _edit(fact: str, stage: Stage) -> None:
    _person(stage)
    stage.find(f"fact_{fact}", QAbstractButton).click()
    stage.rest()
    stage.afterwards(partial(_escape, stage))


def _touch(stage: Stage) -> None:
    """How often one stays in touch, which a rule of somebody's own says."""
    stage.shop.touch.set(_whole(stage).id, 6 * 7)
    _edit("touch", stage)


def _escape(stage: Stage) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    focus = stage.window.focusWidget()
    if focus is not None:
        QApplication.sendEvent(
            focus, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        )
    stage.rest()


def _new(stage: Stage, *typed: tuple[str, str], save: bool = False) -> None:
    stage.perform("customers", "new_customer")
    for field, text in typed:
        stage.type(field, text)
    if save:
        stage.press("saveCustomerButton")
    stage.afterwards(partial(_left, stage))


def _left(stage: Stage) -> None:
    for field in ("newName", "newPhone", "newEmail", "newBirthday"):
        stage.type(field, "")
    _escape(stage)


def _again(stage: Stage) -> None:
    person = stage.shop.customers.page(0, 1)[0]
    _new(stage, ("newName", person.name), ("newPhone", person.phone))


def _note(stage: Stage) -> None:
    _person(stage)
    stage.perform("customers", "note")
    text = stage.find("composer", QPlainTextEdit)
    text.setPlainText("Likes it short.")
    stage.rest()
    stage.afterwards(text.clear)


SCENES = (
    Scene("customers", _list, page="customers"),
    Scene("customer", _person, page="customers"),
    Scene("customers-nobody", _nobody, page="customers"),
    Scene("customers-filter", _filter, page="customers"),
    Scene("customer-more", _more, page="customers"),
    Scene("customer-edit-birthday", partial(_edit, "birthday"), page="customers"),
    Scene("customer-edit-phone", partial(_edit, "phone0"), page="customers"),
    Scene("customer-edit-address", partial(_edit, "address0"), page="customers"),
    Scene("customer-edit-touch", _touch, "used", page="customers"),
    Scene("customer-note", _note, page="customers"),
    Scene("new-customer", _new, page="customers"),
    Scene("new-customer-known", _again, page="customers"),
    Scene("new-customer-error", lambda s: _new(s, ("newBirthday", "31.31."), save=True), page="customers"),
    Scene("customers-empty", _list, "empty", page="customers"),
    Scene("new-customer-first", _new, "empty", page="customers"),
    Scene("customers-long", _list, "long", page="customers"),
    Scene("customer-long", _person, "long", page="customers"),
)
