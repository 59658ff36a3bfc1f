"""Scenes of Customers: the list, the person, editing in place, the menus, the form for somebody new."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QComboBox, QPlainTextEdit

from smallcrm.domain.model import Customer, Occasion, OccasionKind
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.i18n import _
from smallcrm.ui.scenes.stage import Scene, Stage
from smallcrm.ui.widgets.scrolling import into_sight


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


def _days(stage: Stage) -> Customer:
    """Somebody with days of every kind: a child's, the wedding, one that ended, one of an own kind, round years."""
    shop, customer = stage.shop, _whole(stage)
    if any(day.ended for day in customer.occasions):
        return customer
    soon, year = shop.today + timedelta(days=20), shop.today.year
    kinds = shop.occasion_kinds
    if kinds.of("Dog's birthday") is None:
        kinds.save([*kinds.all(), OwnKind("Dog's birthday", "gift", "leaf", 14)])
    days = (
        Occasion(OccasionKind.BIRTHDAY, soon.month, soon.day, year - 50),
        Occasion(OccasionKind.BIRTHDAY, 5, 13, year - 7, "Emma", "daughter", card_wanted=False),
        Occasion(OccasionKind.NAME_DAY, soon.month, soon.day),
        Occasion(OccasionKind.WEDDING, 6, 12, year - 26, partner="Kim"),
        Occasion(OccasionKind.WEDDING, 8, 1, 1990, ended="divorce"),
        Occasion(OccasionKind.OTHER, 9, 9, None, "Dog's birthday", "Rex"),
    )
    shop.customers.save(replace(customer, occasions=days))
    return shop.customers.get(customer.id)


def _with_days(stage: Stage, wanted: str = "", kind: str = "") -> None:
    """The person with days of every kind; one of them opened, of another kind while it is changed."""
    customer = _days(stage)
    stage.perform("customers", "open", customer.id)
    stage.rest()
    if not wanted:
        into_sight(stage.find(f"fact_occasion{len(customer.occasions) - 1}", QAbstractButton))
        stage.rest()
        return
    numbers = [n for n, day in enumerate(customer.occasions) if wanted in {str(day.kind), day.whose, day.ended}]
    stage.find(f"fact_occasion{numbers[-1]}", QAbstractButton).click()
    stage.rest()
    stage.afterwards(partial(_escape, stage))
    if kind:
        combo = stage.window.focusWidget()
        if isinstance(combo, QComboBox):
            combo.setCurrentIndex(combo.findData(kind))
        stage.rest()


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
    Scene("customer-days", _with_days, "used", page="customers"),
    Scene("customer-edit-child", partial(_with_days, wanted="daughter"), "used", page="customers"),
    Scene("customer-edit-wedding", partial(_with_days, wanted="divorce"), "used", page="customers"),
    Scene("customer-edit-own-day", partial(_with_days, wanted="other"), "used", page="customers"),
    Scene("customer-edit-other-day", partial(_with_days, wanted="other", kind="other"), "used", page="customers"),
    Scene("customer-note", _note, page="customers"),
    Scene("new-customer", _new, page="customers"),
    Scene("new-customer-known", _again, page="customers"),
    Scene("new-customer-error", lambda s: _new(s, ("newBirthday", "31.31."), save=True), page="customers"),
    Scene("customers-empty", _list, "empty", page="customers"),
    Scene("new-customer-first", _new, "empty", page="customers"),
    Scene("customers-long", _list, "long", page="customers"),
    Scene("customer-long", _person, "long", page="customers"),
)
