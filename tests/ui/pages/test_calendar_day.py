"""The panel of one day over the real calendar: what is done there is done in the shop, and the day is read again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.domain.agenda import Mark, MarkKind, MarkState
from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.model import Customer, Occasion
from smallcrm.store.events import Event
from smallcrm.ui.pages.calendar.day_popup import DayPopup
from smallcrm.ui.pages.calendar.event_editor import EventEditor
from smallcrm.ui.pages.calendar.mark_rows import Verb
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.window import MainWindow


@pytest.fixture
def calendar(window: MainWindow) -> CalendarPage:
    """The month with the keys on today, on which one has a birthday."""
    window.perform("calendar", "show", ("month", window.shop.today))
    page = window.places.page("calendar")
    assert isinstance(page, CalendarPage)
    page.views.keys.setFocus()
    return page


def opened(page: CalendarPage, qtbot: QtBot, days: int = 0) -> DayPopup:
    """Open a day by what the page does for Enter on it."""
    page.show_day(page.shop.today + timedelta(days=days))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), DayPopup))
    made = QApplication.activePopupWidget()
    assert isinstance(made, DayPopup)
    return made


def marks(popup: DayPopup) -> list[Mark]:
    """What stands in the panel."""
    return [popup.list.rows.row(n).data for n in range(popup.list.rows.rowCount())]


def on(popup: DayPopup, kind: MarkKind) -> Mark:
    """Put the keys on the first mark of a kind."""
    number, mark = next((n, mark) for n, mark in enumerate(marks(popup)) if mark.kind is kind)
    popup.list.setCurrentIndex(popup.list.rows.index(number, 0))
    return mark


def test_space_greets_the_day_is_read_again_and_undo_takes_it_back(calendar: CalendarPage, qtbot: QtBot) -> None:
    popup = opened(calendar, qtbot)
    assert on(popup, MarkKind.OCCASION).state is not MarkState.DONE
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    assert popup.isVisible()
    assert on(popup, MarkKind.OCCASION).state is MarkState.DONE
    popup.close()
    calendar.main.undo()
    again = opened(calendar, qtbot)
    assert on(again, MarkKind.OCCASION).state is not MarkState.DONE


def test_who_has_two_days_on_one_is_greeted_for_both_in_one_step(calendar: CalendarPage, qtbot: QtBot) -> None:
    shop, today = calendar.shop, calendar.shop.today
    both = tuple(Occasion(kind, today.month, today.day) for kind in ("birthday", "name_day"))
    who = shop.customers.add(Customer(given="Aino", occasions=both))
    popup = opened(calendar, qtbot)

    def states() -> list[bool]:
        return [mark.state is MarkState.DONE for mark in marks(popup) if mark.customer_id == who]

    assert states() == [False, False]
    number = next(n for n, mark in enumerate(marks(popup)) if mark.customer_id == who)
    popup.list.setCurrentIndex(popup.list.rows.index(number, 0))
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    assert states() == [True, True]
    shop.journal.undo()
    calendar.load()
    assert states() == [False, False]


def test_space_does_a_follow_up(calendar: CalendarPage, qtbot: QtBot) -> None:
    shop = calendar.shop
    person = shop.customers.page(0, 1)[0].id
    number = shop.follow_ups.add(FollowUp(FollowUpKind.REMINDER, person, "Call about the chairs", shop.today))
    popup = opened(calendar, qtbot)
    on(popup, MarkKind.FOLLOW_UP)
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    assert shop.follow_ups.get(number).state == State.DONE
    calendar.main.undo()
    assert shop.follow_ups.get(number).state == State.OPEN


def test_the_shop_is_closed_on_a_day_and_opened_again(calendar: CalendarPage, qtbot: QtBot) -> None:
    shop, day = calendar.shop, calendar.shop.today + timedelta(days=1)
    popup = opened(calendar, qtbot, 1)
    QTest.mouseClick(popup.closing_button, Qt.MouseButton.LeftButton)
    assert not shop.calendar.open_on(day)
    assert "Closed" in popup.about.text()
    QTest.mouseClick(popup.closing_button, Qt.MouseButton.LeftButton)
    assert shop.calendar.open_on(day)
    assert popup.isVisible()


def test_a_new_event_of_the_day_leads_to_its_fields(calendar: CalendarPage, qtbot: QtBot) -> None:
    popup = opened(calendar, qtbot, 2)
    QTest.mouseClick(popup.event_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), EventEditor))
    editor = QApplication.activePopupWidget()
    assert isinstance(editor, EventEditor)
    QTest.keyClicks(editor.fields.title, "Fair")
    QTest.keyClick(editor.fields.title, Qt.Key.Key_Return)
    day = calendar.shop.today + timedelta(days=2)
    assert [event.on for event in calendar.shop.events.between(day, day)] == [day]


def test_enter_opens_what_it_stands_on(calendar: CalendarPage, qtbot: QtBot) -> None:
    shop = calendar.shop
    shop.events.add(Event("Fair", shop.today))
    popup = opened(calendar, qtbot)
    on(popup, MarkKind.EVENT)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), EventEditor))
    editor = QApplication.activePopupWidget()
    assert isinstance(editor, EventEditor)
    assert editor.fields.title.text() == "Fair"
    editor.close()
    popup = opened(calendar, qtbot)
    on(popup, MarkKind.OCCASION)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    assert calendar.main.places.here == "customers"


def test_escape_leads_back_to_the_calendar(calendar: CalendarPage, qtbot: QtBot) -> None:
    popup = opened(calendar, qtbot)
    QTest.keyClick(popup.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(calendar.views.keys.hasFocus)
    assert calendar.day == calendar.shop.today


def test_what_is_so_already_offers_no_undo_of_the_step_before(calendar: CalendarPage) -> None:
    """Each act done twice: the second makes no step, and the toast of the first stays as it is."""
    shop, doing = calendar.shop, calendar.doing
    today, tomorrow = shop.today, shop.today + timedelta(days=1)
    who = shop.customers.add(Customer(given="Precious", occasions=(Occasion("birthday", today.month, today.day),)))
    number = shop.follow_ups.add(FollowUp(FollowUpKind.CALL_BACK, who, "Call", today))
    marks = shop.agenda.days(today, today)[0].marks
    (greeted,) = [mark for mark in marks if mark.customer_id == who and mark.kind is MarkKind.OCCASION]
    (call,) = [mark for mark in marks if mark.id == number and mark.kind is MarkKind.FOLLOW_UP]
    acts: tuple[Callable[[], object], ...] = (
        lambda: doing.act(greeted, Verb.GREETED),
        lambda: doing.move(call, tomorrow),
        lambda: doing.close(tomorrow, closed=True),
        lambda: doing.act(call, Verb.DONE),
    )
    for act in acts:
        act()
        newest = shop.journal.newest
        calendar.main.toast.hide()
        act()
        assert shop.journal.newest == newest
        assert not calendar.main.toast.isVisible()


def test_what_changes_elsewhere_is_seen_in_an_open_panel(calendar: CalendarPage, qtbot: QtBot) -> None:
    shop = calendar.shop
    popup = opened(calendar, qtbot)
    number = shop.events.add(Event("Fair", shop.today))
    calendar.load()
    assert "Fair" in [mark.name for mark in marks(popup)]
    shop.events.remove(number)
    calendar.load()
    assert "Fair" not in [mark.name for mark in marks(popup)]
