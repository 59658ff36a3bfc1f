"""A new customer: what is needed, what is told while typing, and nothing typed is ever lost."""

from __future__ import annotations

import sqlite3

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Customer, Phone
from smallcrm.ui.pages.customers.new_customer import NewCustomer
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.window import MainWindow


@pytest.fixture
def form(window: MainWindow) -> NewCustomer:
    """The form, open and empty."""
    window.perform("customers", "new_customer")
    page = window.places.page("customers")
    assert isinstance(page, CustomersPage)
    return page.new


def _save(form: NewCustomer) -> None:
    QTest.keyClick(QApplication.focusWidget() or form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Anna Kowalska", "First name Anna, last name Kowalska"),
        ("Kowalska, Anna", "First name Anna, last name Kowalska"),
        ("Anna", "First name Anna"),
        ("Kukka Oy", "A company or a household"),
        ("", "The only thing that is needed."),
    ],
)
def test_how_a_name_is_read_stands_below_it(form: NewCustomer, typed: str, told: str) -> None:
    form.name.widget.setText(typed)
    form.look()
    assert form.name.widget.accessibleDescription() == told


def test_a_name_is_needed_and_the_rest_stays(form: NewCustomer) -> None:
    form.phone.widget.setText("0501234567")
    form.birthday.widget.setText("32.13.")
    _save(form)
    assert form.name.error
    assert form.birthday.error
    assert QApplication.focusWidget() is form.name.widget
    assert (form.phone.widget.text(), form.birthday.widget.text()) == ("0501234567", "32.13.")


def test_a_birthday_is_read_on_leaving_its_field(form: NewCustomer) -> None:
    form.birthday.widget.setFocus()
    form.birthday.widget.setText("31.2.")
    QTest.keyClick(form.birthday.widget, Qt.Key.Key_Tab)
    assert form.birthday.error
    form.birthday.widget.setText("28.2.")
    form.birthday.widget.editingFinished.emit()
    assert not form.birthday.error


def test_everything_typed_is_kept(window: MainWindow, form: NewCustomer) -> None:
    texts = ("Łucja Żak", "601 234 518", "13.5.1980", "lucja@example.com", "Kraków")
    for field, text in zip((form.name, form.phone, form.birthday, form.email, form.town), texts, strict=True):
        field.widget.setText(text)
    form.save()
    found = window.shop.customers.get(window.shop.customers.search("Łucja")[0].id)
    day = found.birthday
    assert day is not None
    assert (found.given, found.family, found.phones[0].raw, found.emails[0].raw) == ("Łucja", "Żak", texts[1], texts[3])
    assert (day.month, day.day, day.year, found.addresses[0].city) == (5, 13, 1980, "Kraków")
    assert not form.name.widget.text()


def test_who_looks_like_somebody_is_told_and_can_be_opened(qtbot: QtBot, window: MainWindow, form: NewCustomer) -> None:
    known = window.shop.customers.page(0, 1)[0]
    form.name.widget.setText(known.name.upper())
    qtbot.waitUntil(form.strip.isVisible)
    [opens] = [b for b in form.strip.findChildren(QAbstractButton) if b.text() == "Open"]
    QTest.keyClick(opens, Qt.Key.Key_Space)
    page = window.places.page("customers")
    assert isinstance(page, CustomersPage)
    assert page.person.customer.id == known.id


def test_no_line_parts_a_phone_number_or_a_day(window: MainWindow, form: NewCustomer) -> None:
    window.shop.customers.add(Customer(given="Adam", family="Nowicki", phones=(Phone("644 106 772"),)))
    form.name.widget.setText("Adam Nowicki")
    form.look()
    assert "644\u00a0106\u00a0772" in form.strip.accessibleName()
    assert form.birthday.widget.accessibleDescription() == "Day and month are enough: 13\u00a0May"


def test_a_shop_that_cannot_be_written_keeps_what_was_typed(window: MainWindow, form: NewCustomer) -> None:
    form.name.widget.setText("Maija Meri")
    other = sqlite3.connect(window.shop.file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        form.save()
        assert form.trouble.isVisible()
        assert form.name.widget.text() == "Maija Meri"
    finally:
        other.rollback()
        other.close()
    [again] = [b for b in form.trouble.findChildren(QAbstractButton) if b.text() == "Try again"]
    again.click()
    assert window.shop.customers.search("Maija Meri")
    assert not form.trouble.isVisible()


def test_what_was_begun_waits_until_somebody_comes_back(window: MainWindow, form: NewCustomer) -> None:
    form.name.widget.setText("Half a name")
    window.go("today")
    window.perform("customers", "new_customer")
    assert form.name.widget.text() == "Half a name"


def test_in_the_lowest_window_the_button_is_in_sight(window: MainWindow, form: NewCustomer, qtbot: QtBot) -> None:
    window.resize(880, 440)
    qtbot.wait(50)
    [save] = [b for b in form.findChildren(QAbstractButton) if b.objectName() == "saveCustomerButton"]
    assert save.visibleRegion().boundingRect().size() == save.size()
