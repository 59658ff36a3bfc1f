"""Rules and remedies in the settings: a switch, numbers, and a look at what would change before it does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QLineEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.gifts import Remedy
from smallcrm.domain.model import Customer
from smallcrm.domain.rules import Rule, RuleKind
from smallcrm.store.follow_ups import FollowUpFilter
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.pages.settings.rules import RulesList
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.window import MainWindow

Settled = Callable[[MainWindow], None]


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    for name in ("Anna", "Bea", "Cia"):
        window.shop.customers.add(Customer(given=name, family="Rule", tags=("bride",)))
    window.go("settings")
    made = window.places.page("settings")
    assert isinstance(made, SettingsPage)
    made.finish()
    return made


def find(page: SettingsPage, kind: type[QWidget], name: str) -> QWidget:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def rule(shop: Shop, kind: str, *, large: bool = False) -> Rule:
    return next(r for r in shop.rules.all() if r.kind == kind and bool(r.amount) == large)


def pressed(strip: Strip, words: str) -> None:
    button = next(b for b in strip.findChildren(QAbstractButton) if b.text() == words and b.isVisibleTo(strip))
    button.click()


def strips(page: SettingsPage) -> list[Strip]:
    rules = page.findChild(RulesList)
    assert rules is not None
    return [s for s in rules.findChildren(Strip) if not s.isHidden()]


def add(page: SettingsPage, whom: str, settled: Settled) -> None:
    line = find(page, QLineEdit, "newRuleWhom")
    assert isinstance(line, QLineEdit)
    line.setText(whom)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settled(page.main)


def live(shop: Shop) -> int:
    return shop.follow_ups.count(FollowUpFilter())


def test_a_switch_that_concerns_nobody_applies_at_once_and_is_undone(page: SettingsPage, settled: Settled) -> None:
    thank = rule(page.shop, RuleKind.THANK_YOU)
    box = find(page, QCheckBox, f"rule_{thank.id}")
    assert isinstance(box, QCheckBox)
    box.click()
    settled(page.main)
    assert not rule(page.shop, RuleKind.THANK_YOU).active
    assert not strips(page)
    page.main.actions_by_id["undo"].trigger()
    settled(page.main)
    assert rule(page.shop, RuleKind.THANK_YOU).active
    assert box.isChecked()


def test_numbers_amounts_and_ways_are_kept(page: SettingsPage, settled: Settled) -> None:
    large = rule(page.shop, RuleKind.THANK_YOU, large=True)
    days, amount = find(page, QSpinBox, f"rule_{large.id}_days_0"), find(page, QLineEdit, f"rule_{large.id}_amount")
    way = find(page, QComboBox, f"rule_{large.id}_action")
    assert isinstance(days, QSpinBox)
    assert isinstance(amount, QLineEdit)
    assert isinstance(way, QComboBox)
    days.setValue(5)
    settled_soon = page.shop.rules.get(large.id)
    assert settled_soon.days == (3,)  # not while the number still runs
    amount.setText("1 200,50")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    settled(page.main)
    way.setCurrentIndex(1)
    way.activated.emit(1)
    settled(page.main)
    kept = page.shop.rules.get(large.id)
    assert (kept.days, kept.amount, kept.action) == ((5,), 120050, "letter")


def test_an_amount_that_is_none_stays_typed_and_is_told(page: SettingsPage, settled: Settled) -> None:
    large = rule(page.shop, RuleKind.ALL_WELL, large=True)
    amount = find(page, QLineEdit, f"rule_{large.id}_amount")
    assert isinstance(amount, QLineEdit)
    amount.setText("much")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    settled(page.main)
    assert amount.text() == "much"
    assert page.shop.rules.get(large.id).amount == large.amount


def test_what_a_rule_would_make_is_shown_first_then_kept_in_one_step(page: SettingsPage, settled: Settled) -> None:
    add(page, "BRIDE", settled)
    assert live(page.shop) == 0
    (strip,) = strips(page)
    assert "3 reminders would be made." in strip.text()
    assert "Anna Rule" in strip.text()
    assert strip.visibleRegion().boundingRect() == strip.rect()  # all of the question is seen
    pressed(strip, "Save")
    settled(page.main)
    assert live(page.shop) == 3
    assert page.main.toast.isVisible()
    made = next(r for r in page.shop.rules.all() if r.tag == "bride")
    assert page.findChild(QCheckBox, f"rule_{made.id}") is not None
    page.main.actions_by_id["undo"].trigger()
    settled(page.main)
    assert live(page.shop) == 0
    assert page.findChild(QSpinBox, f"rule_{made.id}_days_0") is None or made.id not in {
        r.id for r in page.shop.rules.all()
    }


def test_left_as_it_is_nothing_changes(page: SettingsPage, settled: Settled) -> None:
    made = page.shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(42,), tag="bride"))
    settled(page.main)
    box = find(page, QCheckBox, f"rule_{made}")
    assert isinstance(box, QCheckBox)
    box.click()
    settled(page.main)
    (strip,) = strips(page)
    assert "3 reminders would be taken away." in strip.text()
    pressed(strip, "Leave as it is")
    assert box.isChecked()
    assert live(page.shop) == 3
    assert not strips(page)
    box.click()
    settled(page.main)
    pressed(strips(page)[0], "Save")
    settled(page.main)
    assert live(page.shop) == 0


def test_a_rule_to_stay_in_touch_is_removed_with_what_it_made(page: SettingsPage, settled: Settled) -> None:
    made = page.shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(42,), tag="bride"))
    settled(page.main)
    away = find(page, QPushButton, f"removeRule_{made}")
    assert isinstance(away, QPushButton)
    away.click()
    settled(page.main)
    pressed(strips(page)[0], "Save")
    settled(page.main)
    assert live(page.shop) == 0
    assert made not in {r.id for r in page.shop.rules.all()}


@pytest.mark.parametrize("whom", ["", "nobody at all", "Rule"])
def test_with_whom_must_be_clear(page: SettingsPage, settled: Settled, whom: str) -> None:
    add(page, whom, settled)
    assert not [r for r in page.shop.rules.all() if r.kind == RuleKind.STAY_IN_TOUCH]
    line = find(page, QLineEdit, "newRuleWhom")
    assert isinstance(line, QLineEdit)
    assert line.text() == whom


def test_a_customer_by_name_gets_a_rule_of_their_own(page: SettingsPage, settled: Settled) -> None:
    add(page, "anna rule", settled)
    pressed(strips(page)[0], "Save")
    settled(page.main)
    (own,) = [r for r in page.shop.rules.all() if r.customer]
    assert page.shop.customers.name_of(own.customer) == "Anna Rule"


def test_remedies_are_added_changed_and_removed(page: SettingsPage, qtbot: QtBot, settled: Settled) -> None:
    name, limit = find(page, QLineEdit, "newRemedy"), find(page, QLineEdit, "newRemedyLimit")
    assert isinstance(name, QLineEdit)
    assert isinstance(limit, QLineEdit)
    before = page.shop.remedies.all()
    name.setText("A free cut")
    limit.setText("thirty")
    QTest.keyClick(limit, Qt.Key.Key_Return)
    assert page.shop.remedies.all() == before
    assert name.text() == "A free cut"
    limit.setText("30,50")
    QTest.keyClick(limit, Qt.Key.Key_Return)
    settled(page.main)
    made = page.shop.remedies.all()[-1]
    assert (made.name, made.amount) == ("A free cut", 3050)
    line = find(page, QLineEdit, f"limit_{made.id}")
    assert isinstance(line, QLineEdit)
    line.setText("40")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.shop.remedies.all()[-1] == Remedy("A free cut", 4000, active=True, id=made.id)
    away = find(page, QPushButton, f"removeRemedy_{made.id}")
    assert isinstance(away, QPushButton)
    away.click()
    settled(page.main)
    assert page.shop.remedies.all() == before
    assert page.main.toast.isVisible()


def test_the_rules_promise_a_look_first_and_the_others_that_changes_apply_at_once(page: SettingsPage) -> None:
    said = {
        key: [one.text() for one in card.findChildren(PlainLabel) if one.text().startswith(("You see", "Changes"))]
        for key, card in page.cards.items()
    }
    assert said.pop("rules") == ["You see first what a change does"]
    assert {words for found in said.values() for words in found} == {"Changes apply at once"}


def test_a_rule_of_somebody_with_whom_one_does_not_stay_in_touch_says_so(page: SettingsPage) -> None:
    shop = page.shop
    rules = page.findChild(RulesList)
    assert rules is not None
    for days, title, spins in ((42, "Stay in touch", 1), (0, "Do not stay in touch", 0), (7, "Stay in touch", 1)):
        shop.touch.set(1, days)
        rules.show_all()
        row = list(rules.rows.values())[-1]
        assert len(row.days) == spins
        assert row.searched.startswith(title.casefold())
