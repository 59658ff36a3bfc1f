"""Settings apply at once; what cannot be read stays typed; a new language speaks everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import Customer
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.settings.data import Checking
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.pages.settings.rows import SettingRow
from smallcrm.ui.pages.settings.thumbs import ThemeThumb
from smallcrm.ui.window import MainWindow
from tests.ui.pages.settings_page import page
from tests.ui.test_heartbeat import Heart, allowed

__all__ = ["page"]


def _line(page: SettingsPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert isinstance(found, QLineEdit)
    return found


def _button(page: SettingsPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_a_text_is_saved_when_it_is_left_without_a_word_and_undone_by_the_menu(page: SettingsPage) -> None:
    line = _line(page, "setting_name")
    line.setText("Fryzjer Ola")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.shop.settings.read().name == "Fryzjer Ola"
    assert not page.main.toast.isVisible()
    page.main.actions_by_id["undo"].trigger()
    assert page.shop.settings.read().name == "Kampaamo Helmi"


def test_closed_dates_are_read_and_what_is_none_is_told(page: SettingsPage) -> None:
    line = _line(page, "setting_closed")
    line.setText("24.12.2027; 31.2.2028")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.shop.settings.read().closed_dates == ()
    assert line.text() == "24.12.2027; 31.2.2028"
    assert line.property("wrong")
    line.setText("24.12.2027")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.shop.settings.read().closed_dates == (date(2027, 12, 24),)
    assert not line.property("wrong")


def test_post_days_change_what_is_due(page: SettingsPage, qtbot: QtBot) -> None:
    before = len(page.shop.occasions.cards_to_print())
    spin = page.findChild(QSpinBox, "setting_post_days")
    assert isinstance(spin, QSpinBox)
    spin.setValue(20)
    qtbot.waitUntil(lambda: page.shop.settings.read().post_days == 20)
    assert len(page.shop.occasions.cards_to_print()) > before


def test_a_number_is_kept_when_the_window_closes_at_once(page: SettingsPage) -> None:
    spin = page.findChild(QSpinBox, "setting_post_days")
    assert isinstance(spin, QSpinBox)
    spin.setFocus()
    QTest.keyClick(spin, Qt.Key.Key_Up)
    wanted, file = spin.value(), page.shop.file
    assert page.shop.settings.read().post_days != wanted
    page.main.close()
    again = Shop.open(file)
    assert again.settings.read().post_days == wanted
    again.close()


def test_another_language_speaks_at_once(page: SettingsPage, qtbot: QtBot) -> None:
    combo = page.findChild(QComboBox, "setting_language")
    assert isinstance(combo, QComboBox)
    combo.setCurrentIndex(combo.findData("fi"))
    combo.activated.emit(combo.currentIndex())
    window = page.main
    qtbot.waitUntil(lambda: i18n.language() == "fi")
    assert window.shop.settings.read().language == "fi"
    assert window.places.here == "settings"


@pytest.mark.parametrize(("key", "dark"), [("dark", True), ("light", False)])
def test_colours_are_worn_at_once_and_the_choice_keeps_the_focus(
    page: SettingsPage, qtbot: QtBot, key: str, *, dark: bool
) -> None:
    from smallcrm.ui import worn

    window = page.main
    thumb = page.findChild(ThemeThumb, f"theme_{key}")
    assert isinstance(thumb, ThemeThumb)
    thumb.setFocus()
    thumb.click()
    qtbot.waitUntil(lambda: worn.current().dark is dark)
    qtbot.waitUntil(lambda: str(window.settings.value("window/theme")) == key)
    assert thumb.isChecked()
    assert window.focusWidget() is thumb


def test_the_sections_fold_into_a_row_and_unfold_again_and_tab_begins_there(page: SettingsPage, qtbot: QtBot) -> None:
    window = page.main
    for width, listed in ((1366, True), (880, False), (1366, True)):
        window.resize(width, 700)
        qtbot.waitUntil(lambda: page.nav.list.isVisible() == listed)  # noqa: B023 — waited for at once
        assert page.nav.search.isVisible()
        assert page.nav.combo.isVisible() is not listed
    order, following = [], page.nextInFocusChain()
    while following is not None and following is not page:
        order.append(following)
        following = following.nextInFocusChain()
    name = _line(page, "setting_name")
    assert order.index(page.nav.search) < order.index(name)
    assert order.index(page.nav.list) < order.index(name)


def test_the_text_grows_by_keys_on_the_slider(page: SettingsPage, qtbot: QtBot) -> None:
    from smallcrm.ui import worn

    window = page.main
    slider = page.findChild(QSlider, "setting_scale")
    assert isinstance(slider, QSlider)
    slider.setFocus()
    for _step in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: window.places.page("settings") is not page)
    assert worn.scale() == pytest.approx(1.3)
    window.dress(scale=1.0)


def test_compact_rows_are_remembered_on_this_pc(page: SettingsPage, qtbot: QtBot) -> None:
    from smallcrm.ui import worn

    window = page.main
    box = page.findChild(QCheckBox, "setting_compact")
    assert isinstance(box, QCheckBox)
    box.click()
    qtbot.waitUntil(lambda: window.places.page("settings") is not page)
    assert worn.compact()
    assert int(str(window.settings.value("window/compact"))) == 1
    worn.set_compact(compact=False)


def test_a_search_shows_the_rows_that_match_and_says_where_nothing_does(page: SettingsPage, qtbot: QtBot) -> None:
    page.nav.search.setText("post abroad")
    shown = [card.section.key for card in page.cards.values() if not card.isHidden()]
    assert shown == ["post"]
    rows = [row for row in page.cards["post"].rows if not row.isHidden()]
    assert len(rows) == 1
    assert [not page.nav.list.item(n).isHidden() for n in range(7)].count(True) == 1
    page.nav.search.setText("xyzzy")
    assert page._nothing.text() == "No setting matches “xyzzy”"
    assert page._nothing.isVisible()
    page.nav.search.clear()
    assert all(not card.isHidden() for card in page.cards.values())


def test_each_section_can_be_gone_to_and_is_marked(page: SettingsPage, qtbot: QtBot) -> None:
    for number, key in enumerate(page.cards):
        page.nav.list.setCurrentRow(number)
        qtbot.wait(5)
        assert page.nav.list.currentRow() == number
        marked = [name for name, card in page.cards.items() if not card._mark[0].isHidden()]
        assert marked == [key]
        assert page.cards[key].visibleRegion().boundingRect().height() > 0


def test_the_kind_of_shop_is_its_mark(page: SettingsPage) -> None:
    tile = page.findChild(QRadioButton, "setting_kind_bakery")
    assert isinstance(tile, QRadioButton)
    tile.click()
    assert page.shop.settings.read().kind == "bakery"


def test_what_the_disk_refuses_stays_typed_and_can_be_tried_again(
    page: SettingsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = type(page.shop.settings).save

    def full(*_: object) -> None:
        raise FileTrouble("disk_full", file="shop.smallcrm")

    monkeypatch.setattr(type(page.shop.settings), "save", full)
    line = _line(page, "setting_city")
    line.setText("Nokia")
    QTest.keyClick(line, Qt.Key.Key_Return)
    row = line.parentWidget()
    while not isinstance(row, SettingRow):
        assert row is not None
        row = row.parentWidget()
    assert (line.text(), row.strip.isVisible()) == ("Nokia", True)
    assert "disk is full" in row.strip.text()
    monkeypatch.setattr(type(page.shop.settings), "save", real)
    again = next(b for b in row.strip.findChildren(QPushButton) if b.text() == "Try again")
    again.click()
    assert page.shop.settings.read().city == "Nokia"
    assert not row.strip.isVisible()


def test_staff_are_added_renamed_let_go_and_had_back(page: SettingsPage, qtbot: QtBot) -> None:
    shop, window = page.shop, page.main
    new = _line(page, "newStaffName")
    new.setText("Sanna Mäki")
    QTest.keyClick(new, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.findChild(QLineEdit, "staff_1") is not None)
    again = _line(page, "newStaffName")
    again.setText("sanna mäki")
    QTest.keyClick(again, Qt.Key.Key_Return)
    assert len(shop.staff.all()) == 1
    assert again.text() == "sanna mäki"
    name = _line(page, "staff_1")
    name.setText("Sanna Aho")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert shop.staff.all()[0].name == "Sanna Aho"
    window.counter.choose(shop.staff.all()[0])
    _button(page, "letGo_1").click()
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "haveBack_1") is not None)
    qtbot.waitUntil(lambda: shop.actor == "")
    _button(page, "haveBack_1").click()
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "letGo_1") is not None)
    assert shop.staff.all()[0].active
    for _step in range(4):
        window.undo()
    assert shop.staff.all() == []


def test_about_shows_the_licences_and_copies_the_version(page: SettingsPage) -> None:
    from PySide6.QtGui import QGuiApplication

    _button(page, "copyVersion").click()
    assert QGuiApplication.clipboard().text().startswith("SmallCRM ")
    text = page.findChild(QPlainTextEdit, "licenceText")
    assert isinstance(text, QPlainTextEdit)
    _button(page, "licences").click()
    assert text.isVisible()
    for work in ("SIL OPEN FONT LICENSE", "Lucide", "peewee", "PySide6"):
        assert work in text.toPlainText()
    _button(page, "licences").click()
    assert not text.isVisible()


@pytest.mark.parametrize("width", [880, 1024, 1366])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_fits_without_scrolling_sideways(page: SettingsPage, qtbot: QtBot, width: int, scale: float) -> None:
    window = page.main
    window.dress(scale=scale)
    window.resize(width, 440)
    qtbot.wait(30)
    shown = window.places.page("settings")
    assert isinstance(shown, SettingsPage)
    shown.finish()
    inner = shown.area.widget()
    assert inner is not None
    assert inner.minimumSizeHint().width() <= shown.area.viewport().width()
    assert shown.minimumSizeHint().width() <= window.places.width()
    window.dress(scale=1.0)


def test_the_check_says_that_all_is_well(page: SettingsPage, settled: Callable[[MainWindow], None]) -> None:
    check = page.findChild(QPushButton, "checkButton")
    assert isinstance(check, QPushButton)
    check.click()
    settled(page.main)
    row = page.findChild(Checking)
    assert isinstance(row, Checking)
    assert row.text() == "The shop file is in order."


def test_the_check_lists_what_is_wrong(page: SettingsPage, settled: Callable[[MainWindow], None]) -> None:
    page.shop.database.sql("UPDATE customer SET sort_key = 'zzz'")
    check = page.findChild(QPushButton, "checkButton")
    assert isinstance(check, QPushButton)
    check.click()
    settled(page.main)
    row = page.findChild(Checking)
    assert isinstance(row, Checking)
    told = row.text().splitlines()
    assert told[0] == "8 things are not as they should be:"
    assert len(told) == 10


def test_history_tells_each_step_and_takes_it_back(window: MainWindow) -> None:
    from smallcrm.ui.pages.history import HistoryPage

    window.shop.timeline.add(1, "note", "Hei")
    window.perform("history", "open", 1)
    page = window.places.page("history")
    assert isinstance(page, HistoryPage)
    row = page.list.rows.row(1)
    assert row.title == "Note written: Minna Peltonen"
    page._act(row, "button")
    assert window.shop.timeline.of(1) == []
    assert page.list.rows.row(1).chip is not None


def test_a_new_language_sorts_thousands_while_the_window_stays_awake(page: SettingsPage, qtbot: QtBot) -> None:
    window = page.main
    with window.shop.change("imported", bulk=True):
        for start in range(0, 10_000, 500):
            people = [Customer(given=f"Åse{n % 97}", family=f"Ødegård{n}") for n in range(start, start + 500)]
            window.shop.customers.add_many(people)
    window.places.refresh(frozenset())
    qtbot.wait(200)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=30_000)
    heart, late = Heart(), list[float]()
    for code in ("nb", "fi"):
        combo = window.places.page("settings").findChild(QComboBox, "setting_language")
        if combo is None:
            window.places.perform("settings", "focus", "setting_language")
            combo = window.places.page("settings").findChild(QComboBox, "setting_language")
        assert isinstance(combo, QComboBox)
        combo.setCurrentIndex(combo.findData(code))
        heart.begin()
        combo.activated.emit(combo.currentIndex())
        qtbot.waitUntil(lambda: not window.jobs.running, timeout=30_000)
        late.append(heart.late)
        heart.stop()
        qtbot.waitUntil(lambda: i18n.language() == code, timeout=30_000)  # noqa: B023 — waited for at once
        qtbot.waitUntil(lambda: window.places.page("settings").findChild(QComboBox, "setting_language") is not None)
    assert min(late) <= allowed()
    assert window.shop.settings.read().language == "fi"


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_the_names_of_papers_and_designs_are_read_whole(
    opened: Callable[..., MainWindow], tmp_path: Path, language: str
) -> None:
    """Up to the widest that a row has room for; what is longer ends in dots."""
    window = opened(tmp_path / "own.smallcrm", language=language)
    window.go("settings")
    made = window.places.page("settings")
    assert isinstance(made, SettingsPage)
    made.finish()
    for name in ("setting_layout", "setting_design", "setting_cards_until"):
        combo = made.findChild(QComboBox, name)
        assert combo is not None
        widest = max(combo.fontMetrics().horizontalAdvance(combo.itemText(n)) for n in range(combo.count()))
        assert combo.minimumWidth() >= min(widest + 50, 320)
