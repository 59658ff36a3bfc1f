"""The panel for an event of the shop, and the field for the day to go to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.domain.model import Customer
from smallcrm.store.events import Event
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.calendar.event_editor import PLACE, EventEditor
from smallcrm.ui.pages.calendar.jump import EveryDay, read_month
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.window import MainWindow

DAY = date(2027, 5, 20)
FAIR = Event("Spring fair", DAY, date(2027, 5, 22), time(10), "30 chairs")
Opening = Callable[[date | Event], EventEditor]


@pytest.fixture
def editor(window: MainWindow, qtbot: QtBot) -> Opening:
    """Open the panel for a day or an event."""

    def opened(value: date | Event) -> EventEditor:
        made = EventEditor(window)
        opener = window.centralWidget()
        assert opener is not None
        made.open_for(value, opener)
        qtbot.waitUntil(made.isVisible)
        return made

    return opened


def kept(window: MainWindow) -> list[Event]:
    """The events of the year."""
    return window.shop.events.between(date(2027, 1, 1), date(2027, 12, 31))


def typed(field: QWidget, text: str) -> None:
    """Type into a field in place of what stands there."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)


def test_an_event_is_a_title_and_ctrl_enter(window: MainWindow, editor: Opening) -> None:
    panel = editor(DAY)
    QTest.keyClicks(panel.fields.title, "Wine evening")
    QTest.keyClick(panel.fields.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (event,) = kept(window)
    assert (event.title, event.on, event.until, event.at) == ("Wine evening", DAY, None, None)
    assert not panel.isVisible()


def test_enter_in_a_line_saves_and_undo_takes_it_back(window: MainWindow, editor: Opening) -> None:
    panel = editor(DAY)
    QTest.keyClicks(panel.fields.title, "Fair")
    typed(panel.fields.until.line, "22.5.2027")
    typed(panel.fields.time, "18")
    QTest.keyClick(panel.fields.time, Qt.Key.Key_Return)
    (event,) = kept(window)
    assert (event.until, event.at) == (date(2027, 5, 22), time(18))
    window.undo()
    assert kept(window) == []


def test_enter_in_the_note_is_a_new_line(window: MainWindow, editor: Opening) -> None:
    panel = editor(DAY)
    QTest.keyClicks(panel.fields.title, "Fair")
    panel.fields.text.setFocus()
    QTest.keyClicks(panel.fields.text, "chairs")
    QTest.keyClick(panel.fields.text, Qt.Key.Key_Return)
    QTest.keyClicks(panel.fields.text, "cups")
    assert kept(window) == []
    QTest.keyClick(panel.fields.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert kept(window)[0].text == "chairs\ncups"


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(window: MainWindow, editor: Opening) -> None:
    panel = editor(DAY)
    QTest.keyClick(panel.fields.title, Qt.Key.Key_Return)
    assert panel.fields.what.error
    assert panel.fields.title.hasFocus()
    QTest.keyClicks(panel.fields.title, "Fair")
    typed(panel.fields.until.line, "1.5.2027")
    QTest.keyClick(panel.fields.until.line, Qt.Key.Key_Return)
    assert panel.fields.last.error
    typed(panel.fields.until.line, "nonsense")
    QTest.keyClick(panel.fields.until.line, Qt.Key.Key_Return)
    assert panel.fields.until.line.property("wrong")
    panel.fields.until.line.clear()
    typed(panel.fields.time, "25:99")
    QTest.keyClick(panel.fields.time, Qt.Key.Key_Return)
    assert panel.fields.hour.error
    assert panel.isVisible()
    assert panel.fields.title.text() == "Fair"
    assert kept(window) == []


def test_an_event_is_changed_as_it_stands(window: MainWindow, editor: Opening) -> None:
    number = window.shop.events.add(FAIR)
    panel = editor(window.shop.events.get(number))
    panel.save()
    assert window.shop.events.get(number) == Event(FAIR.title, FAIR.on, FAIR.until, FAIR.at, FAIR.text, number)
    panel = editor(window.shop.events.get(number))
    typed(panel.fields.title, "Autumn fair")
    panel.save()
    assert [event.title for event in kept(window)] == ["Autumn fair"]


def test_saving_what_nobody_changed_takes_back_nothing(window: MainWindow, editor: Opening) -> None:
    number = window.shop.events.add(FAIR)
    somebody = window.shop.customers.add(Customer(given="Precious"))
    editor(window.shop.events.get(number)).save()
    assert not window.toast.isVisible()
    assert window.shop.customers.get(somebody).given == "Precious"


def test_what_was_typed_stands_there_again_whoever_closed_the_panel(window: MainWindow, editor: Opening) -> None:
    """Of an event that is there as of a new one: a click beside the panel, Esc, another program in front."""
    number = window.shop.events.add(FAIR)
    for what in (DAY, window.shop.events.get(number)):
        panel = editor(what)
        typed(panel.fields.title, "Fair with band")
        typed(panel.fields.day.line, "21.5.2027")
        typed(panel.fields.until.line, "23.5.2027")
        typed(panel.fields.time, "18")
        panel.fields.text.setPlainText("tables")
        panel.close()
        again = editor(what)
        said = (again.fields.title, again.fields.day.line, again.fields.until.line, again.fields.time)
        assert [line.text() for line in said] == ["Fair with band", "21.5.2027", "23.5.2027", "18"]
        assert again.fields.text.toPlainText() == "tables"
        again.save()
        assert window.shop.drafts.all(PLACE) == {}
    assert [(e.title, e.on.day, e.text) for e in kept(window)] == [("Fair with band", 21, "tables")] * 2


def test_what_is_typed_is_kept_though_the_window_is_closed_with_the_panel_open(
    window: MainWindow, editor: Opening, qtbot: QtBot
) -> None:
    panel = editor(DAY)
    QTest.keyClicks(panel.fields.title, "Fair")
    qtbot.waitUntil(lambda: window.shop.drafts.take(PLACE) == {"title": "Fair"})  # be it that the light goes out
    QTest.keyClicks(panel.fields.title, " with band")
    assert panel.isVisible()
    window.close()
    with closing(Shop.open(window.shop.file)) as again:
        assert again.drafts.take(PLACE) == {"title": "Fair with band"}


def test_an_event_that_somebody_else_took_away_is_saved_as_a_new_one(window: MainWindow, editor: Opening) -> None:
    number = window.shop.events.add(FAIR)
    panel = editor(window.shop.events.get(number))
    typed(panel.fields.title, "Fair with band")
    window.shop.events.remove(number)
    panel.save()
    assert panel.isVisible()
    (repair,) = [b for b in panel.strip.findChildren(QPushButton) if b.text() == "Save as a new event"]
    repair.click()
    assert [event.title for event in kept(window)] == ["Fair with band"]
    assert window.shop.drafts.all(PLACE) == {}


def test_an_event_that_is_deleted_comes_back_with_undo(window: MainWindow, editor: Opening) -> None:
    number = window.shop.events.add(FAIR)
    panel = editor(window.shop.events.get(number))
    QTest.mouseClick(panel.delete_button, Qt.MouseButton.LeftButton)
    assert kept(window) == []
    window.undo()
    assert [event.title for event in kept(window)] == [FAIR.title]


def test_what_was_begun_stands_there_again_until_it_is_given_up(window: MainWindow, editor: Opening) -> None:
    panel = editor(DAY)
    QTest.keyClicks(panel.fields.title, "Fair <b>")
    QTest.keyClick(panel.fields.title, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    again = editor(date(2027, 6, 1))
    assert again.fields.title.text() == "Fair <b>"
    assert again.fields.day.found is not None
    assert again.fields.day.found.day == date(2027, 6, 1)
    QTest.mouseClick(again.cancel_button, Qt.MouseButton.LeftButton)
    assert window.shop.drafts.take(PLACE) is None
    assert editor(DAY).fields.title.text() == ""


def test_an_event_that_is_only_looked_at_leaves_no_draft(window: MainWindow, editor: Opening) -> None:
    number = window.shop.events.add(FAIR)
    editor(window.shop.events.get(number)).close()
    assert window.shop.drafts.take(PLACE) is None


@given(st.sampled_from(sorted(i18n.LANGUAGES)), st.dates(date(1901, 1, 1), date(2198, 12, 31)))
def test_a_day_of_any_year_is_read_as_the_panel_writes_it(language: str, day: date) -> None:
    days = EveryDay(lambda: datetime(2027, 5, 11, 9), lambda _day: True)
    i18n.set_language(language)
    try:
        found = days.read(i18n.format_date(day))
    finally:
        i18n.set_language("en")
    assert found is not None
    assert found.day == day


def test_days_gone_by_are_read_in_words_too() -> None:
    days = EveryDay(lambda: datetime(2027, 5, 11, 9), lambda _day: True)
    read = {text: days.read(text) for text in ("yesterday", "two weeks ago", "tomorrow")}
    assert {text: found and found.day for text, found in read.items()} == {
        "yesterday": date(2027, 5, 10),
        "two weeks ago": date(2027, 4, 27),
        "tomorrow": date(2027, 5, 12),
    }


# -- going to a day ----------------------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(i18n.LANGUAGES)), st.integers(1, 12), st.integers(1900, 2199), st.data())
def test_a_month_is_read_by_its_name_and_in_figures(language: str, month: int, year: int, data: st.DataObject) -> None:
    i18n.set_language(language)
    try:
        names = i18n.current_locale().months
        form, width = data.draw(st.sampled_from([("stand-alone", "wide"), ("format", "wide")]))
        text = data.draw(st.sampled_from([names[form][width][month], f"{month}", f"{month:02}"]))
        between = "/" if text.isdecimal() else " "
        found = read_month(f"{text}{between}{year}", date(2027, 5, 11))
    finally:
        i18n.set_language("en")
    assert found is not None
    assert found.day == date(year, month, 1)


def test_a_month_alone_is_the_next_one_and_a_year_is_a_year() -> None:
    today = date(2027, 5, 11)
    months = {text: read_month(text, today) for text in ("May", "March", "dec", "2030")}
    assert {text: found and found.day for text, found in months.items()} == {
        "May": date(2027, 5, 1),
        "March": date(2028, 3, 1),
        "dec": date(2027, 12, 1),
        "2030": date(2030, 1, 1),
    }
    assert [read_month(text, today) for text in ("Ma", "13/2027", "0/2027", "9999", "Mayor of London")] == [None] * 5


def test_ctrl_g_leads_to_a_month_of_another_year(window: MainWindow, qtbot: QtBot) -> None:
    window.go("calendar")
    page = window.places.page("calendar")
    assert isinstance(page, CalendarPage)
    page.jump()
    panel = QApplication.activePopupWidget()
    assert panel is not None
    line = panel.line  # type: ignore[attr-defined]
    qtbot.waitUntil(line.hasFocus)
    QTest.keyClicks(line, "nothing of the kind")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert panel.isVisible()
    typed(line, "March 2029")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert not panel.isVisible()
    assert page.day == date(2029, 3, 1)
    assert page.current.hasFocus()
