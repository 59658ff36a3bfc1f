"""Quick-find by keys alone, on a real shop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import CustomerSummary
from smallcrm.ui.widgets.quick_find import QuickFind, person_row
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import plain

Key = Qt.Key


def titles(find: QuickFind) -> list[str]:
    return [find.results.rows.row(n).title for n in range(find.results.rows.rowCount())]


def test_three_letters_and_enter_open_a_person(qtbot: QtBot, frame: MainWindow) -> None:
    QTest.keyClicks(frame.quick_find, "elo")
    assert frame.quick_find.results.isVisible()
    assert titles(frame.quick_find)[0] == "Elo Mäkinen"
    QTest.keyClick(frame.quick_find, Key.Key_Return)
    assert plain(frame, "customers").performed == [("open", 2)]
    assert not frame.quick_find.results.isVisible()
    assert frame.quick_find.text() == ""


def test_an_unknown_name_is_added_by_enter(qtbot: QtBot, frame: MainWindow) -> None:
    QTest.keyClicks(frame.quick_find, "Zofia Cwik")
    assert titles(frame.quick_find) == ["No one matches “Zofia Cwik”", "Add “Zofia Cwik”"]
    QTest.keyClick(frame.quick_find, Key.Key_Return)
    assert plain(frame, "customers").performed == [("new_customer", "Zofia Cwik")]


def test_arrows_walk_the_results_and_escape_leaves_step_by_step(qtbot: QtBot, frame: MainWindow) -> None:
    find = frame.quick_find
    QTest.keyClicks(find, "ko")
    for _ in range(9):
        QTest.keyClick(find, Key.Key_Down)
    assert find.results.currentIndex().row() == find.results.rows.rowCount() - 1
    for _ in range(9):
        QTest.keyClick(find, Key.Key_Up)
    assert find.results.currentIndex().row() == 0
    assert find.hasFocus()
    QTest.keyClick(find, Key.Key_Escape)
    assert not find.results.isVisible()
    assert find.text() == "ko"
    QTest.keyClick(find, Key.Key_Escape)
    assert find.text() == ""
    QTest.keyClick(find, Key.Key_Escape)
    assert plain(frame, "today").line.hasFocus()


def test_places_and_commands_stand_after_people(qtbot: QtBot, frame: MainWindow) -> None:
    QTest.keyClicks(frame.quick_find, "lett")
    row = titles(frame.quick_find).index("Letters")
    while frame.quick_find.results.currentIndex().row() != row:
        QTest.keyClick(frame.quick_find, Key.Key_Up)
    QTest.keyClick(frame.quick_find, Key.Key_Return)
    assert frame.places.here == "letters"


def test_ctrl_k_comes_from_anywhere_and_the_list_goes_with_the_focus(qtbot: QtBot, frame: MainWindow) -> None:
    page = plain(frame, "today")
    page.note.setFocus()
    QTest.keyClick(page.note, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert frame.quick_find.hasFocus()
    QTest.keyClicks(frame.quick_find, "a")
    assert frame.quick_find.results.isVisible()
    page.line.setFocus()
    assert not frame.quick_find.results.isVisible()


def test_where_it_matched_is_told_unless_the_row_says_it() -> None:
    by_mail = person_row(CustomerSummary(1, "Anna", town="Kraków", matched="email", matched_text="ak@poczta.pl"))
    assert by_mail.chip is not None
    assert by_mail.chip.text == "E-mail: ak@poczta.pl"
    assert person_row(CustomerSummary(1, "Anna", town="Kraków", matched="town", matched_text="Kraków")).chip is None
    unsaid = person_row(CustomerSummary(1, "Anna", town="Kraków", matched="email"))
    assert unsaid.chip is not None
    assert unsaid.chip.text == "E-mail"
    gone = person_row(CustomerSummary(1, "Anna", deceased=True))
    assert gone.chip is not None
    assert gone.chip.text == "Deceased"


@pytest.fixture(scope="module")
def anybody() -> QuickFind:
    from PySide6.QtWidgets import QApplication, QWidget

    assert QApplication.instance() is not None
    parent = QWidget()
    find = QuickFind(lambda text: [CustomerSummary(7, text)], parent)
    find.parent_kept = parent  # type: ignore[attr-defined]
    return find


@given(text=st.text(min_size=1, max_size=40))
def test_anything_typed_is_safe_and_stays_plain(qapp: object, anybody: QuickFind, text: str) -> None:
    anybody.look(text)
    if text.strip():
        assert titles(anybody)[0] == text.strip()
        assert text.strip() in titles(anybody)[-1]
