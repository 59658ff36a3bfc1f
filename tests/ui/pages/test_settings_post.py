"""How long post takes: its class, single countries typed by name, and when somebody last looked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from smallcrm import i18n, messages
from smallcrm.domain.errors import BadInput
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.pages.settings.post_rows import days_shown, days_typed
from smallcrm.ui.pages.settings.rows import Told
from smallcrm.ui.widgets.plain import Paragraph
from tests.ui.pages.settings_page import page

__all__ = ["page"]


def _choose(combo: QComboBox, key: str) -> None:
    combo.setCurrentIndex(combo.findData(key))
    combo.activated.emit(combo.currentIndex())


def test_a_class_sets_the_days_at_once_and_the_typed_ones_come_back(page: SettingsPage) -> None:
    shop = page.shop
    shop.settings.save(replace(shop.settings.read(), country="GB", post_days=7))
    page.load()
    page.finish()
    rows = page.cards["post"]
    combo, spin = rows.findChild(QComboBox, "setting_post_class"), rows.findChild(QSpinBox, "setting_post_days")
    assert combo is not None
    assert spin is not None
    assert [combo.itemText(n) for n in range(combo.count())] == [
        "Your own number of days",
        "Second class, 5 working days",
        "First class, 2 working days",
    ]
    assert (combo.currentData(), spin.value(), spin.isEnabled()) == ("", 7, True)
    _choose(combo, "first")
    assert shop.settings.read().post_class == "first"
    assert (spin.value(), spin.isEnabled()) == (2, False)
    assert shop.calendar.post().lead_days == 2
    assert not [wait for wait in rows.findChildren(QTimer) if wait.isActive()]  # nobody typed: nothing is to be saved
    assert shop.settings.read().post_days == 7
    _choose(combo, "")
    assert (spin.value(), spin.isEnabled(), shop.calendar.post().lead_days) == (7, True, 7)


def test_another_country_shows_its_own_classes_of_post_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    country = page.findChild(QComboBox, "setting_country")
    assert country is not None
    for code, words in (("GB", "Second class, 5 working days"), ("PL", "Economy letter, 5 working days")):
        country = page.findChild(QComboBox, "setting_country")
        assert country is not None
        country.setFocus()
        _choose(country, code)
        qtbot.waitUntil(lambda words=words: _class_shown(page) == words)  # type: ignore[misc]
    assert page.shop.settings.read().country == "PL"
    qtbot.waitUntil(lambda: page.focusWidget() is not None and page.focusWidget().objectName() == "setting_country")


def _class_shown(page: SettingsPage) -> str:
    """Give the first class of post that is offered."""
    page.finish()
    combo = page.cards["post"].findChild(QComboBox, "setting_post_class")
    assert combo is not None
    return combo.itemText(1)


def test_single_countries_are_typed_by_name_or_code(page: SettingsPage) -> None:
    line = page.findChild(QLineEdit, "setting_post_days_to")
    assert line is not None
    line.setText("sweden 6; PL: 4")
    line.editingFinished.emit()
    assert page.shop.settings.read().post_days_to == (("PL", 4), ("SE", 6))
    assert page.shop.calendar.post("SE").lead_days == 6
    assert page.shop.calendar.post("DE").lead_days == 10
    line.setText("Atlantis 3")
    line.editingFinished.emit()
    told = [one for one in page.findChildren(Told) if not one.isHidden()]
    assert len(told) == 1
    assert "“Atlantis 3” is not a country" in told[0].findChildren(Paragraph)[0].text()
    assert page.shop.settings.read().post_days_to == (("PL", 4), ("SE", 6))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "United Kingdom 7 ; Germany8"),
        ("fi", "Saksa 8; iso-britannia: 7"),
        ("nb", "TYSKLAND = 8; Storbritannia 7"),
        ("pl", "Niemcy 8; Wielka Brytania 7"),
        ("pl", "germany 8; uk 7"),
    ],
)
def test_countries_in_each_language(language: str, text: str) -> None:
    i18n.set_language(language)
    try:
        found = days_typed(text, "FI")
        assert found == (("DE", 8), ("GB", 7))
        assert days_typed(days_shown(found), "FI") == found
    finally:
        i18n.set_language("en")


@pytest.mark.parametrize("language", sorted(i18n.LANGUAGES))
def test_every_country_is_read_as_it_is_shown(language: str) -> None:
    i18n.set_language(language)
    try:
        for code in map(str, i18n.current_locale().territories):
            if len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}:
                assert days_typed(days_shown([(code, 9)]), "--") == ((code, 9),), code
    finally:
        i18n.set_language("en")


@pytest.mark.parametrize(
    ("text", "code"),
    [("Atlantis 3", "unknown_country"), ("7", "unknown_country"), ("Sweden", "bad_post_days"),
     ("Sweden 61", "bad_post_days"), ("Finland 5", "post_days_home")],
)  # fmt: skip
def test_what_cannot_be_read_is_said(text: str, code: str) -> None:
    with pytest.raises(BadInput) as refused:
        days_typed(f"Norway 5; {text}", "FI")
    assert refused.value.code == code
    assert "{" not in messages.error(refused.value)


def test_nothing_typed_is_no_country() -> None:
    assert days_typed(" ; ", "FI") == ()


def test_when_somebody_last_looked(page: SettingsPage) -> None:
    shop, line = page.shop, page.findChild(QLineEdit, "setting_post_checked_on")
    assert line is not None
    holder = line.parentWidget()
    assert holder is not None
    (note,) = holder.findChildren(Paragraph)
    assert (line.text(), note.isHidden()) == ("", True)
    old = shop.today - timedelta(days=400)
    line.setText(i18n.format_date(old, "medium"))
    line.editingFinished.emit()
    assert shop.settings.read().post_checked_on == old
    assert (note.isHidden(), note.text()) == (False, "That was more than a year ago: please check again.")
    line.setText(i18n.format_date(date(2199, 1, 1), "medium"))
    line.editingFinished.emit()
    assert shop.settings.read().post_checked_on == old
    line.setText(i18n.format_date(shop.today, "medium"))
    line.editingFinished.emit()
    assert shop.settings.read().post_checked_on == shop.today
    assert note.isHidden()
    line.setText("")
    line.editingFinished.emit()
    assert shop.settings.read().post_checked_on is None
