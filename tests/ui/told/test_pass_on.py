"""Whom would this interest: typed, reasons in words, ticked by keys, told by note, call or letter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.letter_request import LetterRequest
from smallcrm.domain.model import Customer, Phone
from smallcrm.store.bulk import insert_customers
from smallcrm.store.follow_ups import FollowUpFilter
from smallcrm.ui.pages import registry
from smallcrm.ui.pages.pass_on import PassOnPage
from smallcrm.ui.widgets.rows import Row
from smallcrm.ui.window import MainWindow
from smallcrm.ui.worn import px
from tests.ui.plain_pages import plain

PASS_ON = next(info for info in registry.PAGES if info.key == "pass_on")
WEDNESDAY = date(2027, 5, 12)


@pytest.fixture
def page(
    plain_pages: None, opened: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> PassOnPage:
    """On a Tuesday: Anna and Bo like orchids, Bo has no phone; Elo spoke of them."""
    monkeypatch.setattr(registry, "PAGES", [*registry.PAGES, PASS_ON])
    window = opened()
    shop = window.shop
    for name, phone in (("Anna", "1"), ("Bo", ""), ("Elo", "3"), ("Åse", "4")):
        tags = ("Orchids",) if name in {"Anna", "Bo"} else ()
        shop.customers.add(Customer(display_name=name, tags=tags, phones=(Phone(phone),) if phone else ()))
    shop.timeline.add(3, "note", "Asked for <i>orchids</i>\nin white")
    shop.timeline.add(1, "purchase", "An orchid")
    window.actions_by_id["pass_on"].trigger()
    made = window.places.page("pass_on")
    assert isinstance(made, PassOnPage)
    qtbot.waitUntil(made.search.hasFocus)
    return made


def look(page: PassOnPage, qtbot: QtBot, text: str) -> list[Row]:
    page.search.setFocus()
    page.search.clear()
    QTest.keyClicks(page.search, text)
    qtbot.waitUntil(lambda: page._asked == text and not page.main.jobs.running)
    return [page.list.rows.row(n) for n in range(page.list.rows.rowCount())]


def everybody(page: PassOnPage, qtbot: QtBot, text: str = "orchid") -> None:
    """Look for whom it would interest, and tick all."""
    look(page, qtbot, text)
    page.all.click()


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_people_come_with_the_reason_in_words(page: PassOnPage, qtbot: QtBot) -> None:
    rows = look(page, qtbot, "orchid")
    assert [(row.title, row.subtitle, row.check) for row in rows] == [
        ("Anna", "Interest: Orchids · Purchase: An orchid", False),
        ("Bo", "Interest: Orchids", False),
        ("Elo", "Note: Asked for <i>orchids</i>", False),
    ]
    assert page.hint.text() == "Nobody is ticked"
    assert not any(one.isEnabled() for one in (page.calls, page.notes, page.letters))


def test_nobody_is_said_and_nothing_typed_asks(page: PassOnPage, qtbot: QtBot) -> None:
    assert page.stack.currentIndex() == 1
    assert not page.calls.isEnabled()
    look(page, qtbot, "cacti")
    assert page.nobody.title.text() == "“cacti” would interest nobody we know of"
    QTest.keyClick(page.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)


def test_nobody_is_told_of_words_whose_people_are_not_found_yet(page: PassOnPage, qtbot: QtBot) -> None:
    everybody(page, qtbot)
    page.search.setFocus()
    QTest.keyClicks(page.search, "s in white")  # whom that interests, nobody knows yet
    QTest.keyClick(page.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not page.calls.isEnabled()
    qtbot.waitUntil(lambda: page._asked == "orchids in white" and not page.main.jobs.running)
    assert [one.name for one in page.people.found] == ["Elo"]
    assert not page.calls.isEnabled()  # and nobody is ticked for what was not looked for
    page.all.click()
    assert page.calls.isEnabled()
    assert page.shop.follow_ups.find(FollowUpFilter(kinds=("call_back",))) == []


def test_a_note_to_each_by_keys_and_one_undo(page: PassOnPage, qtbot: QtBot) -> None:
    look(page, qtbot, "orchid")
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert focus() is page.list
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    QTest.keyClick(page.list, Qt.Key.Key_End)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.chosen() == (1, 3)
    assert (page.notes.text(), page.letters.text()) == ("A note to each (2)", "Letters (2)")
    page.text.setFocus()
    QTest.keyClicks(page.text, "The orchids are in")
    QTest.keyClick(page.text, Qt.Key.Key_Tab)
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus() is page.notes
    QTest.keyClick(page.notes, Qt.Key.Key_Space)
    assert [page.shop.timeline.of(one)[0].text for one in (1, 3)] == ["The orchids are in"] * 2
    assert page.shop.timeline.of(2) == []
    assert page.main.toast.words.text() == "Note written to 2 people"
    page.main.toast.undo_button.click()
    assert page.shop.timeline.of(1)[0].text == "An orchid"


def test_a_call_list_for_the_next_open_day_says_who_is_left_out(page: PassOnPage, qtbot: QtBot) -> None:
    everybody(page, qtbot)
    page.calls.click()
    calls = [page.shop.follow_ups.of(one) for one in (1, 2, 3)]
    assert [[(c.text, c.due) for c in found if c.text] for found in calls] == [
        [("Pass on: orchid", WEDNESDAY)],
        [],
        [("Pass on: orchid", WEDNESDAY)],
    ]
    assert page.strip.text() == "1 person was left out: Bo: No phone number"


def test_a_call_list_pressed_twice_calls_nobody_twice_and_says_so(page: PassOnPage, qtbot: QtBot) -> None:
    everybody(page, qtbot)
    page.calls.click()
    qtbot.waitUntil(lambda: not page.main.jobs.running)
    page.calls.click()
    assert [len([c for c in page.shop.follow_ups.of(one) if c.text]) for one in (1, 2, 3)] == [1, 0, 1]
    assert page.strip.text() == (
        "3 people were left out: Anna: On the call list already; Bo: No phone number; Elo: On the call list already"
    )


def test_letters_get_the_people_and_the_words(page: PassOnPage, qtbot: QtBot) -> None:
    everybody(page, qtbot)
    page.text.setPlainText("They are in")
    page.letters.click()
    wanted = LetterRequest("pass_on_information", (1, 2, 3), {"personal_note": "They are in"})
    assert plain(page.main, "letters").performed == [("write", wanted)]


def test_all_and_nobody_are_ticked_at_once(page: PassOnPage, qtbot: QtBot) -> None:
    look(page, qtbot, "orchid")
    assert (page.chosen(), page.all.text()) == ((), "Tick all")
    page.all.click()
    assert (len(page.chosen()), page.hint.text(), page.all.text()) == (3, "For 3 people", "Tick nobody")
    page.list.acted.emit(page.list.rows.row(1), "check")
    assert (page.chosen(), page.calls.text(), page.all.text()) == ((1, 3), "Call list (2)", "Tick all")
    page.all.click()
    page.all.click()
    assert (page.chosen(), page.hint.text(), page.notes.text()) == ((), "Nobody is ticked", "A note to each")
    assert not page.notes.isEnabled()


def test_everybody_is_found_and_told_however_many(page: PassOnPage, qtbot: QtBot) -> None:
    more = [Customer(display_name=f"Reader {n}", tags=("Crime",), phones=(Phone("1"),)) for n in range(250)]
    with page.shop.change("customers_imported"):
        insert_customers(page.shop, more)
    everybody(page, qtbot, "crime")
    assert (page.card.count.text(), page.hint.text()) == ("250", "For 250 people")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_End)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.calls.text() == "Call list (249)"
    page.calls.click()
    assert not page.calls.isEnabled()  # they are put down beside the window: nobody is called twice
    qtbot.waitUntil(lambda: page.calls.isEnabled() and not page.main.jobs.running)
    assert len(page.shop.follow_ups.find(FollowUpFilter(kinds=("call_back",)), limit=1_000)) == 249
    assert page.main.toast.words.text() == "249 calls put down"
    page.calls.click()
    qtbot.waitUntil(lambda: page.calls.isEnabled() and not page.main.jobs.running)
    assert page.strip.text().startswith("249 people were left out")


def test_the_toast_takes_back_what_was_passed_on_not_what_was_written_meanwhile(page: PassOnPage, qtbot: QtBot) -> None:
    with page.shop.change("customers_imported"):
        insert_customers(page.shop, [Customer(display_name=f"Reader {n}", tags=("Crime",)) for n in range(30)])
    everybody(page, qtbot, "crime")
    jobs = page.main.jobs

    def meanwhile(_job: object) -> None:  # before the page is told
        jobs.ended.disconnect(meanwhile)
        page.shop.timeline.add(1, "note", "Meanwhile")

    jobs.ended.connect(meanwhile)
    page.notes.click()
    qtbot.waitUntil(lambda: page.notes.isEnabled() and not jobs.running)
    assert page.main.toast.words.text() == "Note written to 30 people"
    page.main.toast.undo_button.click()
    qtbot.waitUntil(lambda: not jobs.running)
    assert page.shop.timeline.of(5) == []
    assert page.shop.timeline.of(1)[0].text == "Meanwhile"


def test_a_window_closed_while_somebody_types_asks_a_closed_shop_nothing(page: PassOnPage, qtbot: QtBot) -> None:
    asked = page._asked
    QTest.keyClicks(page.search, "orchid")
    page.main.close()
    assert not page.shop.is_open
    qtbot.wait(400)  # longer than the pause after the last letter
    assert page._asked == asked


def test_built_anew_it_is_as_it_was(page: PassOnPage, qtbot: QtBot) -> None:
    everybody(page, qtbot)
    page.list.acted.emit(page.list.rows.row(1), "check")
    page.text.setPlainText("They are in")
    page.main.dress(scale=1.2)
    again = page.main.places.page("pass_on")
    assert isinstance(again, PassOnPage)
    qtbot.waitUntil(lambda: again.chosen() == (1, 3))
    assert again.text.toPlainText() == "They are in"
    again.main.dress(scale=1.0)


def test_enter_opens_the_customer(page: PassOnPage, qtbot: QtBot) -> None:
    look(page, qtbot, "orchid")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert plain(page.main, "customers").performed == [("open", 1)]


def test_what_to_tell_them_has_the_room_that_is_there(page: PassOnPage, qtbot: QtBot) -> None:
    window = page.window()
    window.resize(1024, 680)
    qtbot.waitUntil(lambda: page.text.height() >= px(150))
    bottom = page.advice.mapTo(page.telling, page.advice.rect().bottomLeft()).y()
    assert bottom <= page.telling.height(), "what is below it is scrolled away"
    window.resize(880, 440)
    qtbot.waitUntil(lambda: page.text.height() <= px(80))
