"""The first minutes of a day, by keys alone: who is to be greeted, whose card is to be printed."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog

from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.today import TodayPage
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import counted


def _today(hands: Hands) -> TodayPage:
    page = hands.window.places.page("today")
    assert isinstance(page, TodayPage)
    return page


def test_journey_5_the_cards_that_are_due(hands: Hands) -> None:
    with counted("Journey 5, the birthday cards that are due", 2):
        hands.press(Key.Key_P, CTRL)
        hands.settle()
        hands.press(Key.Key_Return)
    page = hands.window.places.page("letters")
    assert isinstance(page, LettersPage)
    dialog = page.printing.dialog
    assert isinstance(dialog, QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()


def test_everybody_is_greeted_without_the_mouse(hands: Hands) -> None:
    shop, page = hands.window.shop, _today(hands)
    waiting = [i.customer_id for state in ("missed", "today") for i in shop.occasions.today().waiting(state)]
    assert len(waiting) == 2
    with counted("Two people greeted, from the cursor in quick-find", 3):
        hands.press(Key.Key_Down)  # out of the empty quick-find, onto the first row
        assert hands.focus is page.list
        hands.press(Key.Key_Space)
        hands.press(Key.Key_Space)  # the focus is on the next one
    assert [shop.timeline.of(one)[0].kind for one in waiting] == ["greeted", "greeted"]
    assert hands.focus is page.list
    hands.press(Key.Key_Z, CTRL)
    hands.press(Key.Key_Z, CTRL)
    assert [shop.timeline.of(one) for one in waiting] == [[], []]
    assert people(page) >= set(waiting)


def people(page: TodayPage) -> set[int]:
    rows = [page.list.rows.row(n) for n in range(page.list.rows.rowCount())]
    return {row.data.customer_id for row in rows if not row.group}


def test_a_row_leads_to_the_person_and_back(hands: Hands) -> None:
    hands.press(Key.Key_Down)
    row = _today(hands).list.current_row()
    assert row is not None
    hands.press(Key.Key_Return)
    hands.settle()
    assert hands.window.places.here == "customers"
    hands.press(Key.Key_1, CTRL)
    assert hands.focus is _today(hands).list or hands.focus is hands.window.quick_find
    hands.window.places.focus_page()
    again = _today(hands).list.current_row()
    assert again is not None
    assert again.data.customer_id == row.data.customer_id


def test_the_heading_of_the_cards_prints_them_all(hands: Hands) -> None:
    page, rows = _today(hands), _today(hands).list.rows
    hands.press(Key.Key_Down)
    heading = next(n for n in range(rows.rowCount()) if rows.row(n).data == "cards")
    while page.list.currentIndex().row() != heading:
        hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.settle()
    assert hands.window.places.here == "letters"
