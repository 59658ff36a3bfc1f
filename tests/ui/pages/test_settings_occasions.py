"""Settings of occasions: which days get cards, kinds of the shop's own, round birthdays, each undone in one step."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import Occasion
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.settings.occasions import OLDEST, ages_of
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> SettingsPage:
    """The settings with all their rows, without a kind of the shop's own."""
    window.shop.occasion_kinds.save([])
    window.go("settings")
    made = window.places.page("settings")
    assert isinstance(made, SettingsPage)
    made.show_section("occasions")
    return made


def find(page: SettingsPage, name: str) -> QWidget:
    """Give a control as it is shown now: one shown before may be on its way out."""
    return page.findChildren(QWidget, name)[-1]


def line(page: SettingsPage, name: str) -> QLineEdit:
    found = find(page, name)
    assert isinstance(found, QLineEdit)
    return found


def add(page: SettingsPage, qtbot: QtBot, name: str) -> int:
    """Type a new kind and press Enter; its id."""
    field = line(page, "newOwnKind")
    field.setFocus()
    QTest.keyClicks(field, name)
    before = len(page.shop.occasion_kinds.all())
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.shop.occasion_kinds.all()) == before + 1)
    made = next(one.id for one in page.shop.occasion_kinds.all() if one.name == name)
    qtbot.waitUntil(lambda: page.findChild(QWidget, f"ownKind_{made}") is not None)
    return made


def test_a_kind_is_typed_dressed_and_renamed_with_its_days(page: SettingsPage, qtbot: QtBot) -> None:
    made, shop = add(page, qtbot, "Dog's birthday"), page.shop
    assert line(page, "newOwnKind").text() == ""
    icons = find(page, f"ownKind_{made}_icon")
    assert isinstance(icons, QComboBox)
    icons.setFocus()
    QTest.keyClick(icons, Qt.Key.Key_Down)  # which activates the next one
    qtbot.waitUntil(lambda: shop.occasion_kinds.all()[0].icon == "cake")
    qtbot.waitUntil(lambda: find(page, f"ownKind_{made}_icon") is not icons)
    lead = find(page, f"ownKind_{made}_lead")
    assert isinstance(lead, QSpinBox)
    lead.setValue(14)
    QTest.keyClick(lead, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shop.occasion_kinds.all()[0].lead_days == 14)
    shop.customers.save(replace(shop.customers.get(1), occasions=(Occasion("other", 8, 1, label="Dog's birthday"),)))
    qtbot.waitUntil(lambda: find(page, f"ownKind_{made}_lead") is not lead)
    name = line(page, f"ownKind_{made}")
    name.setText("Day of the dog")
    QTest.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shop.occasion_kinds.all()[0].name == "Day of the dog")
    assert shop.customers.get(1).occasions[0].label == "Day of the dog"
    shop.journal.undo()
    assert shop.customers.get(1).occasions[0].label == "Dog's birthday"
    qtbot.waitUntil(lambda: line(page, f"ownKind_{made}").text() == "Dog's birthday")


def test_a_kind_in_use_is_offered_no_more_and_again_others_go(page: SettingsPage, qtbot: QtBot) -> None:
    used, idle, shop = add(page, qtbot, "Used"), add(page, qtbot, "Idle"), page.shop
    shop.customers.save(replace(shop.customers.get(1), occasions=(Occasion("other", 8, 1, label="Used"),)))
    for one in (idle, used):
        away = find(page, f"removeOwnKind_{one}")
        assert isinstance(away, QAbstractButton)
        away.click()
        qtbot.waitUntil(partial(_gone, page, f"removeOwnKind_{one}"))
    (left,) = shop.occasion_kinds.all()
    assert (left.name, left.active) == ("Used", False)
    again = find(page, f"offerOwnKind_{used}")
    assert isinstance(again, QAbstractButton)
    again.click()
    qtbot.waitUntil(lambda: shop.occasion_kinds.all()[0].active)


def _gone(page: SettingsPage, name: str) -> bool:
    return page.findChild(QWidget, name) is None


def test_the_same_name_twice_is_refused_and_stays_typed(page: SettingsPage, qtbot: QtBot) -> None:
    add(page, qtbot, "Ploughing day")
    field = line(page, "newOwnKind")
    field.setText("PLOUGHING  day")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "PLOUGHING  day"
    assert len(page.shop.occasion_kinds.all()) == 1


def test_kinds_that_get_cards_are_chosen_and_undone(page: SettingsPage, qtbot: QtBot) -> None:
    shop = page.shop
    toggle = find(page, "setting_card_name_day")
    QTest.keyClick(toggle, Qt.Key.Key_Space)
    assert set(shop.settings.read().card_kinds) == {"birthday", "name_day"}
    shop.journal.undo()
    assert shop.settings.read().card_kinds == ("birthday",)
    qtbot.waitUntil(lambda: not _on(page, "setting_card_name_day"))
    assert _on(page, "setting_card_birthday")


def _on(page: SettingsPage, name: str) -> bool:
    found = find(page, name)
    assert isinstance(found, QAbstractButton)
    return found.isChecked()


def test_round_ages_are_typed_and_what_is_none_stays(page: SettingsPage) -> None:
    field = line(page, "setting_round_ages")
    field.setText("60, 50; 100")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.shop.settings.read().round_ages == (50, 60, 100)
    field.setText("50, sixty")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.shop.settings.read().round_ages == (50, 60, 100)
    assert field.property("wrong")
    field.setText("")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.shop.settings.read().round_ages == ()


def test_week_numbers_are_switched(page: SettingsPage) -> None:
    QTest.keyClick(find(page, "setting_week_numbers"), Qt.Key.Key_Space)
    assert not page.shop.settings.read().week_numbers


@given(st.sets(st.integers(1, OLDEST)), st.sampled_from([", ", ";", " ", " , "]))
def test_ages_are_read_as_people_part_them(ages: set[int], between: str) -> None:
    assert ages_of(between.join(str(age) for age in ages)) == tuple(sorted(ages))


@given(st.text(st.characters(exclude_categories=("Nd", "Z", "C"), exclude_characters=",;"), min_size=1))
def test_what_is_no_age_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        ages_of(f"50 {text}")
    assert (refused.value.code, refused.value.values["value"]) == ("bad_age", text)


def test_a_kind_that_gets_a_card_asks_for_its_text(page: SettingsPage, qtbot: QtBot) -> None:
    made, shop = add(page, qtbot, "Dog's birthday"), page.shop
    assert page.findChild(QWidget, f"ownKind_{made}_text") is None
    box = find(page, f"ownKind_{made}_card")
    assert isinstance(box, QAbstractButton)
    box.click()
    qtbot.waitUntil(lambda: page.findChild(QWidget, f"ownKind_{made}_text") is not None)
    texts = find(page, f"ownKind_{made}_text")
    assert isinstance(texts, QComboBox)
    texts.setFocus()
    QTest.keyClick(texts, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shop.occasion_kinds.all()[0].template == "congratulations")
    shop.journal.undo()
    assert shop.occasion_kinds.all()[0].template == "special_day"


def test_what_another_program_added_meanwhile_stays(page: SettingsPage, qtbot: QtBot) -> None:
    made, shop = add(page, qtbot, "Dog's birthday"), page.shop
    other = Shop.open(shop.file, clock=FixedClock(shop.now))
    other.occasion_kinds.save([*other.occasion_kinds.all(), OwnKind("Fair")])
    other.close()
    box = find(page, f"ownKind_{made}_card")
    assert isinstance(box, QAbstractButton)
    box.click()
    qtbot.waitUntil(lambda: shop.occasion_kinds.of("Dog's birthday") not in {None, OwnKind("Dog's birthday", id=made)})
    assert {one.name: one.card_wanted for one in shop.occasion_kinds.all()} == {"Dog's birthday": True, "Fair": False}
