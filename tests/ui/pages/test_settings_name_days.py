"""Lists of name days in the settings: taken in with source and licence, removed; the template. Days are invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from smallcrm.exchange.name_days import template
from smallcrm.ui.pages.settings.name_days import NameDayLists
from smallcrm.ui.pages.settings.name_list import TakingIn
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.window import MainWindow

Settled = Callable[[MainWindow], None]
LIST = "day;month;names\n1;7;Minna, Olli\n29;2;Outi\n31;2;Nobody\n"


@pytest.fixture
def lists(window: MainWindow) -> NameDayLists:
    window.go("settings")
    made = window.places.page("settings")
    assert isinstance(made, SettingsPage)
    made.finish()
    found = made.findChild(NameDayLists)
    assert isinstance(found, NameDayLists)
    return found


def _file(tmp_path: Path, text: str = LIST) -> Path:
    file = tmp_path / "names.csv"
    file.write_text(text, encoding="utf-8")
    return file


def _asked(lists: NameDayLists, window: MainWindow, settled: Settled, file: Path) -> TakingIn:
    lists.take(file)
    settled(window)
    found = lists.findChild(TakingIn)
    assert isinstance(found, TakingIn)
    return found


def _said(lists: NameDayLists) -> str:
    return "\n".join(label.text() for label in lists.findChildren(QLabel) if label.isVisible())


def _button(lists: NameDayLists, name: str) -> QPushButton | None:
    found = [one for one in lists.findChildren(QPushButton) if one.objectName() == name and one.isVisible()]
    return found[0] if found else None


def _press(lists: NameDayLists, name: str) -> None:
    found = _button(lists, name)
    assert found is not None, name
    found.click()


def test_without_a_list_it_says_why_and_offers_no_suggestions(lists: NameDayLists) -> None:
    assert "University of Helsinki" in _said(lists)
    assert _button(lists, "suggestNameDays") is None
    assert _button(lists, "takeNameList") is not None


def test_a_list_is_taken_in_by_keys_and_undone(
    lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    asked = _asked(lists, window, settled, _file(tmp_path))
    assert "names.csv: 3 names" in _said(lists)
    assert "Line 4" in _said(lists)
    assert QApplication.focusWidget() is asked.source
    QTest.keyClicks(asked.source, "Written by ourselves")
    QTest.keyClick(asked.source, Qt.Key.Key_Return)
    settled(window)
    assert "what permits you" in asked.fields["licence"].error
    assert QApplication.focusWidget() is asked.licence
    assert window.shop.name_days.lists() == []
    QTest.keyClicks(asked.licence, "Own list")
    QTest.keyClick(asked.licence, Qt.Key.Key_Return)
    settled(window)
    (kept,) = window.shop.name_days.lists()
    assert (kept.country, kept.title, kept.source, kept.licence) == ("FI", "names", "Written by ourselves", "Own list")
    assert kept.file == "names.csv"
    assert "Own list" in _said(lists)
    assert window.toast.words.text() == "List of name days taken in: names"
    window.toast.undo_button.click()
    settled(window)
    assert window.shop.name_days.lists() == []
    assert "University of Helsinki" in _said(lists)


def test_another_country_is_chosen(lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path) -> None:
    asked = _asked(lists, window, settled, _file(tmp_path))
    asked.country.setCurrentIndex(asked.country.findData("PL"))
    asked.source.setText("A calendar")
    asked.licence.setText("Bought")
    asked.go.click()
    settled(window)
    assert [one.country for one in window.shop.name_days.lists()] == ["PL"]


def test_cancel_takes_nothing_in(lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path) -> None:
    _asked(lists, window, settled, _file(tmp_path))
    _press(lists, "leaveNameList")
    settled(window)
    assert [one for one in lists.findChildren(TakingIn) if one.isVisible()] == []
    assert window.shop.name_days.lists() == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n", "is not a list of name days"),
        (b"name;phone\nAnna;1\n", "is not a list of name days"),
        (b"", "is empty"),
        (template("Day", "Month", "Names"), "no name days in it"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence_at_its_place(
    lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path, data: bytes, said: str
) -> None:
    file = tmp_path / "wrong.csv"
    file.write_bytes(data)
    lists.take(file)
    settled(window)
    assert said in _said(lists)
    assert not window.banner.isVisible()
    assert lists.findChild(TakingIn) is None


def test_a_list_is_removed_and_comes_back(
    lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    asked = _asked(lists, window, settled, _file(tmp_path))
    asked.source.setText("Ourselves")
    asked.licence.setText("Own list")
    asked.go.click()
    settled(window)
    before = window.shop.name_days.lists()
    _press(lists, f"removeNameList_{before[0].id}")
    settled(window)
    assert window.shop.name_days.lists() == []
    window.toast.undo_button.click()
    settled(window)
    assert window.shop.name_days.lists() == before
    assert _button(lists, f"removeNameList_{before[0].id}") is not None


def test_the_template_is_written_for_a_spreadsheet(lists: NameDayLists, window: MainWindow, tmp_path: Path) -> None:
    lists.ask_template()
    assert isinstance(lists.dialog, QFileDialog)
    assert lists.dialog.defaultSuffix() == "csv"
    lists.dialog.reject()
    out = tmp_path / "empty.csv"
    lists.save_template(out)
    assert out.read_bytes() == template("Day", "Month", "Names")
    assert window.toast.words.text() == "Saved as empty.csv"


def test_a_template_that_cannot_be_written_is_told(lists: NameDayLists, tmp_path: Path) -> None:
    lists.save_template(tmp_path)
    assert "cannot be written" in _said(lists)


def test_the_dialog_takes_one_file(lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path) -> None:
    lists.choose()
    assert isinstance(lists.dialog, QFileDialog)
    file = _file(tmp_path)
    lists.dialog.fileSelected.emit(str(file))
    lists.dialog.reject()
    settled(window)
    assert lists.findChild(TakingIn) is not None


def test_suggestions_are_a_button_away(
    lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    asked = _asked(lists, window, settled, _file(tmp_path))
    asked.source.setText("Ourselves")
    asked.licence.setText("Own list")
    asked.go.click()
    settled(window)
    _press(lists, "suggestNameDays")
    settled(window)
    assert window.places.here == "nameDays"


def test_which_number_is_the_month_is_asked_and_never_guessed(
    lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    asked = _asked(lists, window, settled, _file(tmp_path, "date,names\n03/04/2024,Minna\n05/06/2024,Olli\n"))
    assert "“03/04/2024” in the list is" in _said(lists)
    assert QApplication.focusWidget() is asked.order
    assert [asked.order.itemText(n) for n in (1, 2)] == ["3 April", "4 March"]
    asked.source.setText("Ourselves")
    asked.licence.setText("Own list")
    asked.go.click()
    settled(window)
    assert "which number is the month" in asked.fields["order"].error
    assert QApplication.focusWidget() is asked.order
    assert window.shop.name_days.lists() == []
    asked.order.setCurrentIndex(2)
    asked.go.click()
    settled(window)
    (kept,) = window.shop.name_days.lists()
    assert [one.on for one in window.shop.name_days.days(kept.id)] == [(3, 4), (5, 6)]


def test_a_list_that_settles_it_itself_is_not_asked(
    lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    asked = _asked(lists, window, settled, _file(tmp_path, "date,names\n03/04/2024,Minna\n03/25/2024,Olli\n"))
    assert "order" not in asked.fields
    assert "place" not in asked.fields


def test_the_same_list_is_told_and_a_newer_one_takes_its_place_in_one_step(
    lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    asked = _asked(lists, window, settled, _file(tmp_path))
    asked.country.setCurrentIndex(asked.country.findData("PL"))
    asked.source.setText("Ourselves")
    asked.licence.setText("Own list")
    asked.go.click()
    settled(window)
    (first,) = window.shop.name_days.lists()
    again = _asked(lists, window, settled, _file(tmp_path))
    assert "This list is in already: names" in _said(lists)
    assert again.place.currentText() == "In the place of “names”"
    _press(lists, "leaveNameList")
    newer = _asked(lists, window, settled, _file(tmp_path, "day;month;names\n2;7;Minna\n"))
    assert "in already" not in _said(lists)
    assert (newer.source.text(), newer.licence.text(), newer.country.currentData()) == ("", "", "FI")
    newer.place.setCurrentIndex(1)
    newer.place.activated.emit(1)
    assert (newer.source.text(), newer.licence.text(), newer.country.currentData()) == ("Ourselves", "Own list", "PL")
    newer.go.click()
    settled(window)
    (kept,) = window.shop.name_days.lists()
    assert (kept.id, kept.names, kept.country, kept.title) == (first.id, 1, "PL", "names")
    assert window.toast.words.text() == "List of name days replaced: names"
    window.toast.undo_button.click()
    settled(window)
    assert window.shop.name_days.lists() == [first]


def test_a_second_list_stands_beside_the_first_where_that_is_said(
    lists: NameDayLists, window: MainWindow, settled: Settled, tmp_path: Path
) -> None:
    for _n in range(2):
        asked = _asked(lists, window, settled, _file(tmp_path))
        asked.place.setCurrentIndex(0)
        asked.source.setText("Ourselves")
        asked.licence.setText("Own list")
        asked.go.click()
        settled(window)
    assert len(window.shop.name_days.lists()) == 2
