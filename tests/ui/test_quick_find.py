"""Quick-find by keys alone, on a real shop."""

from __future__ import annotations

from datetime import date
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import CustomerSummary
from smallcrm.store.listing import Detail
from smallcrm.ui import worn
from smallcrm.ui.pages.customers.list_pane import summary_row
from smallcrm.ui.widgets.quick_find import QuickFind, fits, found_parts, person_row
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
    behind = person_row(CustomerSummary(1, "Garnek Oy", matched="name", matched_text="Adam Jabłoński"))
    assert behind.chip is not None
    assert behind.chip.text == "Adam Jabłoński"
    unsaid = person_row(CustomerSummary(1, "Anna", town="Kraków", matched="email"))
    assert unsaid.chip is not None
    assert unsaid.chip.text == "E-mail"
    gone = person_row(CustomerSummary(1, "Anna", deceased=True))
    assert gone.chip is not None
    assert gone.chip.text == "Deceased"


def anybody() -> QuickFind:
    """A box alone: each text finds one person of its own."""
    parent = QWidget()
    find = QuickFind(lambda text: [CustomerSummary(crc32(text.encode()) >> 1, text)], parent)
    find.parent_kept = parent  # type: ignore[attr-defined]
    return find


def test_anything_typed_is_safe_and_stays_plain(qapp: QApplication) -> None:
    find = anybody()

    @given(text=st.text(min_size=1, max_size=40))
    def holds(text: str) -> None:
        find.look(text)
        if text.strip():
            assert titles(find)[0] == text.strip()
            assert text.strip() in titles(find)[-1]

    holds()


def test_it_is_large_on_today_and_small_beside_the_menus_elsewhere(qtbot: QtBot, frame: MainWindow) -> None:
    find = frame.quick_find
    assert frame.places.here == "today"
    assert frame.top.isAncestorOf(find)
    large = find.height()
    find.setFocus()
    QTest.keyClicks(find, "el")
    frame.go("customers")
    assert frame.menu_row.isAncestorOf(find)
    assert find.hasFocus()
    assert find.height() < large
    assert find.font().pointSizeF() == worn.font("body").pointSizeF()
    assert find.fontMetrics().height() <= find.height() - 8
    assert (find.text(), find.results.isVisible()) == ("", False)
    qtbot.waitUntil(lambda: frame.top.height() == 0)
    frame.dress("dark")
    assert find.font().pointSizeF() == worn.font("body").pointSizeF()
    frame.dress("light")
    frame.go("today")
    assert frame.top.isAncestorOf(find)
    assert find.hasFocus()


@pytest.mark.parametrize("language", ["fi", "pl"])
def test_the_small_one_fits_beside_long_menus(qtbot: QtBot, frame: MainWindow, language: str) -> None:
    frame.set_language(language)
    frame.dress("light", 2.0)
    frame.go("customers")
    frame.resize(880, 440)
    find = frame.quick_find
    qtbot.waitUntil(lambda: find.x() > 0)
    right = find.mapTo(frame, find.rect().topRight()).x()
    assert right < 880
    assert frame.menuBar().geometry().right() < find.x()
    find.setFocus()
    QTest.keyClicks(find, "a")
    card = find.results.parentWidget()
    assert card is not None
    assert card.width() >= 2 * 420 - 1 or card.width() == 880 - 2 * 16
    assert frame.rect().contains(card.geometry())
    frame.dress("light", 1.0)


def test_leaving_it_takes_the_question_away_but_another_window_does_not(qtbot: QtBot, frame: MainWindow) -> None:
    find = frame.quick_find
    QTest.keyClicks(find, "elo")
    gone = QFocusEvent(QFocusEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(find, gone)
    assert find.text() == "elo"
    assert not find.results.isVisible()
    plain(frame, "today").line.setFocus()
    assert find.text() == ""


def test_commands_are_found_by_any_word_without_accents_and_enter_runs_them(qtbot: QtBot, frame: MainWindow) -> None:
    frame.set_language("fi")
    find = frame.quick_find
    find.setFocus()
    frame.quick_find.look("historia")
    wanted = next(o for o in find.offers if o.id == "history")
    assert wanted.text in titles(find)
    for typed, words in (("ääk", "Tee ÄÄKKÖSET"), ("aak", "Tee ÄÄKKÖSET"), ("otworz ust", "Otwórz ustawienia")):
        assert fits(typed, words)
    assert not fits("orz", "Otwórz ustawienia")
    assert not fits("ust ust", "Otwórz ustawienia")
    assert not fits("", "Otwórz ustawienia")


def test_enter_never_acts_on_an_answer_to_an_older_text(qtbot: QtBot, frame: MainWindow) -> None:
    find = frame.quick_find
    QTest.keyClicks(find, "a")
    assert titles(find)[0] == "Anna Kowalska"
    find.setText("elo")  # as an input method or a dropped text does: no letter was typed
    QTest.keyClick(find, Key.Key_Return)
    assert plain(frame, "customers").performed == [("open", 2)]


@pytest.mark.parametrize("code", ["missing", "locked"])
def test_a_search_that_fails_leaves_nothing_to_act_on(qtbot: QtBot, frame: MainWindow, code: str) -> None:
    find = frame.quick_find
    QTest.keyClicks(find, "a")

    def fails(_text: str) -> list[CustomerSummary]:
        raise FileTrouble(code, file="shop")

    works, find.provider = find.provider, fails
    with qtbot.captureExceptions() as caught:
        QTest.keyClick(find, Key.Key_N)
    find.provider = works
    QTest.keyClick(find, Key.Key_Return)
    assert {kind for kind, _error, _trace in caught} == ({FileTrouble} if code == "missing" else set())
    assert plain(frame, "customers").performed == []
    assert titles(find)[0] == "Anna Kowalska"


def test_a_search_comes_later_while_another_program_keeps_the_file(qtbot: QtBot, frame: MainWindow) -> None:
    find = frame.quick_find

    def locked(_text: str) -> list[CustomerSummary]:
        raise FileTrouble("locked", file="shop")

    works, find.provider = find.provider, locked
    QTest.keyClicks(find, "an")
    assert frame.banner.isHidden()
    assert not find.results.isVisible()
    find.provider = works
    qtbot.waitUntil(lambda: find.results.isVisible() and titles(find)[0] == "Anna Kowalska")


def test_enter_opens_whom_the_whole_text_finds_however_fast_it_came(qapp: QApplication) -> None:
    """Keys are queued before the window paints once."""
    find, opened = anybody(), list[int]()
    find.chosen.connect(opened.append)

    @given(typed=st.lists(st.sampled_from("abcxyz\b"), min_size=1, max_size=12))
    def holds(typed: list[str]) -> None:
        opened.clear()
        find.leave_empty()
        text = ""
        for letter in [*typed, "\r"]:
            key = {"\b": Key.Key_Backspace, "\r": Key.Key_Return}.get(letter, Key(ord(letter.upper())))
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.postEvent(find, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
            text = text[:-1] if letter == "\b" else text + letter.strip()
        QApplication.sendPostedEvents(find)
        assert opened == ([crc32(text.encode()) >> 1] if text else [])

    holds()


def test_what_was_found_of_a_name_is_marked() -> None:
    assert found_parts("luk za", "Łukasz Żak") == ((0, 3), (7, 9))
    assert found_parts("mak", "Elo Mäkinen-Makkonen") == ((4, 7), (12, 15))
    assert found_parts("strasse", "Straße") == ((0, 6),)
    assert found_parts("601", "Anna") == ()


@given(typed=st.text(max_size=8), text=st.text(max_size=30))
def test_marks_lie_inside_the_name_and_never_overlap(typed: str, text: str) -> None:
    end = 0
    for start, stop in found_parts(typed, text):
        assert end <= start < stop <= len(text)
        end = stop


def test_words_from_right_to_left_turn_no_number_round_in_a_row() -> None:
    person = CustomerSummary(1, "Anna", town="\u202eabc", phone="601 234 518")
    tagged = Detail(tags=("\u202exyz", "tea"))
    assert person_row(person).subtitle == "\u2068\u202eabc\u2069 · 601 234 518"
    row = summary_row(person, tagged, date(2026, 11, 23))
    assert "601 234 518 · " in row.subtitle
    assert "\u2068\u202exyz\u2069, tea" in row.subtitle
