"""The calendar's words, its list of days, and the panel of one day."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smallcrm import i18n
from smallcrm.domain.agenda import CalendarDay, Layer, Mark, MarkKind, MarkState
from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.messages import calendar as words
from smallcrm.ui.pages.calendar.agenda_view import MOST, AgendaView
from smallcrm.ui.pages.calendar.day_popup import DayPopup
from smallcrm.ui.pages.calendar.mark_rows import Verb, mark_row, verb
from tests.ui.ground import ground, shown
from tests.ui.painting_cost import calls

__all__ = ["ground"]

TODAY = date(2027, 5, 11)


def yearly(kind: str = OccasionKind.BIRTHDAY, day: date = TODAY, number: int = 1, **more: object) -> Mark:
    """A yearly day of somebody; of the occasion itself ``whose``, ``label``, ``partner``."""
    of_occasion = {k: more.pop(k) for k in ("whose", "label", "partner", "year") if k in more}
    occasion = Occasion(kind, day.month, day.day, id=number, **of_occasion)  # type: ignore[arg-type]
    values = {"name": "Kari Moe", **more}
    return Mark(MarkKind.OCCASION, day, Layer.BIRTHDAYS, number, number, occasion=occasion, **values)  # type: ignore[arg-type]


# -- words -------------------------------------------------------------------------------------------------------------


@given(st.sampled_from(sorted(i18n.LANGUAGES)), st.sampled_from(list(OccasionKind)), st.integers(-400, 400))
def test_an_age_is_never_said_without_a_year(language: str, kind: OccasionKind, days: int) -> None:
    i18n.set_language(language)
    try:
        mark = yearly(kind, TODAY + timedelta(days=days), turns=None, round=True)
        said = words.full(mark, TODAY) + words.chip(mark) + words.what(mark, TODAY)
    finally:
        i18n.set_language("en")
    assert not any(letter.isdigit() for letter in said)


def test_a_birthday_is_a_name_and_its_age_in_full() -> None:
    mark = yearly(turns=60, round=True)
    assert words.chip(mark) == "Kari Moe"
    assert words.full(mark, TODAY) == "Kari Moe, Birthday, turns 60, round birthday"
    assert "turned 60" in words.full(mark, TODAY + timedelta(days=1))


def test_of_a_child_it_is_said_whose_and_of_a_wedding_both_names() -> None:
    child, wedding = yearly(whose="Emma"), yearly(OccasionKind.WEDDING, name="Anna Moe", partner="Peter")
    assert words.chip(child) == "Emma · Kari Moe"
    assert words.chip(wedding) == "Wedding · Anna Moe and Peter"
    assert words.chip(yearly(OccasionKind.WEDDING, name="Anna & Peter Moe", partner="Peter")) == (
        "Wedding · Anna & Peter Moe"
    )


def test_own_kinds_follow_ups_events_and_posts_say_what_they_are() -> None:
    own = yearly(OccasionKind.OTHER, label="Opening of the café")
    task = Mark(
        MarkKind.FOLLOW_UP,
        TODAY,
        Layer.FOLLOW_UPS,
        1,
        1,
        "Kari Moe",
        what=FollowUpKind.REMINDER,
        text="Call\n Kari Moe",
    )
    begun = Mark(MarkKind.EVENT, TODAY, Layer.EVENTS, 1, name="Fair", at=time(18), first=TODAY, last=TODAY)
    later = Mark(MarkKind.EVENT, TODAY, Layer.EVENTS, 1, name="Fair", at=time(18), first=TODAY - timedelta(days=1))
    assert words.chip(own) == "Kari Moe · Opening of the café"
    assert words.chip(task) == "Call Kari Moe"
    assert (words.chip(begun), words.chip(later)) == ("18:00 Fair", "Fair")
    assert words.chip(Mark(MarkKind.POST, TODAY, Layer.POST, count=1)) == "Post 1 card"
    assert words.chip(Mark(MarkKind.POST, TODAY, Layer.POST, count=1200)) == "Post 1,200 cards"


def test_a_day_says_when_it_is_which_holiday_and_that_the_shop_is_closed() -> None:
    day = CalendarDay(TODAY, "Ascension Day", closed=True, marks=(yearly(),), more=2)
    assert words.day_words(day, TODAY) == "Today, Tuesday 11 May, Ascension Day, closed"
    assert words.date_words(date(2028, 5, 11), TODAY) == "Thursday 11 May 2028"
    assert words.spoken(day, TODAY).endswith("Kari Moe, Birthday; 2 more")


def test_markup_in_what_somebody_typed_stays_what_it_is() -> None:
    assert words.chip(yearly(name="<b>Kari</b> {name} %s")) == "<b>Kari</b> {name} %s"


# -- the list ----------------------------------------------------------------------------------------------------------


def days_of(marks: dict[int, int], most: int = 31) -> list[CalendarDay]:
    """May with so many birthdays on some of its days."""
    return [
        CalendarDay(
            day := date(2027, 5, n),
            marks=tuple(yearly(day=day, number=k + 1, post_by=TODAY) for k in range(marks.get(n, 0))),
        )
        for n in range(1, most + 1)
    ]


@pytest.fixture
def agenda(qtbot: QtBot, ground: QWidget) -> AgendaView:
    """The list of May: two on the 5th, one today, three on the 20th."""
    view = AgendaView()
    ground.resize(700, 500)
    shown(qtbot, ground, view)
    view.show_days(days_of({5: 2, 20: 3}), TODAY, TODAY)
    return view


def titles(view: AgendaView) -> list[str]:
    """What stands in the list, headings and names."""
    return [view.list.rows.row(n).title for n in range(view.list.rows.rowCount())]


def test_days_without_anything_are_left_out_but_today_is_there(agenda: AgendaView) -> None:
    heads = [row.title for row in map(agenda.list.rows.row, range(agenda.list.rows.rowCount())) if row.group]
    assert heads == ["Wednesday 5 May", "Today, Tuesday 11 May", "Thursday 20 May"]
    assert "Nothing today" in titles(agenda)


def test_arrows_go_from_row_to_row_and_say_which_day_it_is(agenda: AgendaView) -> None:
    said: list[date] = []
    agenda.chosen.connect(said.append)
    agenda.list.setFocus()
    for _ in range(3):
        QTest.keyClick(agenda.list, Qt.Key.Key_Down)
    assert said == [date(2027, 5, 20)]  # once for all three of that day
    QTest.keyClick(agenda.list, Qt.Key.Key_Home)
    assert said == [date(2027, 5, 20), date(2027, 5, 5)]


def test_enter_opens_space_acts_and_the_menu_key_shows_the_rest(agenda: AgendaView) -> None:
    opened: list[Mark] = []
    acted: list[tuple[Mark, str]] = []
    menus: list[Mark] = []
    agenda.opened.connect(opened.append)
    agenda.acted.connect(lambda mark, what: acted.append((mark, what)))
    agenda.menu_wanted.connect(lambda mark, _at: menus.append(mark))
    agenda.select(date(2027, 5, 5))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Menu):
        QTest.keyClick(agenda.list, key)
    assert [mark.day for mark in opened] == [date(2027, 5, 5)]
    assert acted == [(opened[0], Verb.GREETED)]
    assert menus == opened


def test_a_day_that_is_chosen_elsewhere_comes_to_the_top_and_nobody_is_told(agenda: AgendaView) -> None:
    said: list[date] = []
    agenda.chosen.connect(said.append)
    agenda.show_days(days_of(dict.fromkeys(range(1, 32), 3)), TODAY, date(2027, 5, 20))
    row = agenda.list.current_row()
    assert row is not None
    assert row.data.day == date(2027, 5, 20)
    head = agenda.list.rows.row(agenda.list.rowAt(1))
    assert head.data == date(2027, 5, 20)
    assert said == []


def test_what_is_read_again_leaves_the_rows_where_they_are(agenda: AgendaView) -> None:
    agenda.show_days(days_of(dict.fromkeys(range(1, 32), 3)), TODAY, TODAY)
    agenda.list.setFocus()
    QTest.keyClick(agenda.list, Qt.Key.Key_Down)
    before = agenda.list.visualRect(agenda.list.currentIndex()).top()
    agenda.show_days(days_of(dict.fromkeys(range(1, 32), 4)), TODAY, TODAY)  # one more on each day
    assert agenda.list.visualRect(agenda.list.currentIndex()).top() == before


def test_of_a_full_day_the_others_are_counted_and_lead_to_the_day(agenda: AgendaView) -> None:
    wanted: list[date] = []
    agenda.day_wanted.connect(wanted.append)
    agenda.show_days(days_of({20: MOST + 7}), TODAY, date(2027, 5, 20))
    last = agenda.list.rows.rowCount() - 1
    assert agenda.list.rows.row(last).link == words.more_words(7)
    agenda.list.setCurrentIndex(agenda.list.rows.index(last, 0))
    QTest.keyClick(agenda.list, Qt.Key.Key_Return)
    assert wanted == [date(2027, 5, 20)]


def test_a_month_of_hundreds_a_day_costs_about_as_much_as_one_of_forty(agenda: AgendaView) -> None:
    def cost(count: int) -> int:
        days = days_of(dict.fromkeys(range(1, 32), count))

        def show() -> None:
            agenda.show_days(days, TODAY, TODAY)
            agenda.grab()

        show()
        return calls(show)

    assert cost(400) < 1.2 * cost(MOST)


# -- what can be done --------------------------------------------------------------------------------------------------


def test_a_row_offers_what_its_state_asks_for() -> None:
    assert verb(yearly(), TODAY) is Verb.GREETED
    assert verb(yearly(state=MarkState.DONE), TODAY) is None
    soon = TODAY + timedelta(days=9)
    assert verb(yearly(day=soon, post_by=TODAY), TODAY) is Verb.PRINT
    assert verb(yearly(day=soon), TODAY) is None  # no card goes by post
    rows = [mark_row(yearly(day=soon, post_by=TODAY + timedelta(days=n)), TODAY) for n in (0, 1)]
    assert [row.chip and (row.chip.full or row.chip.text) for row in rows] == ["Post today", "Post by Wed 12 May"]
    task = Mark(MarkKind.FOLLOW_UP, TODAY, Layer.FOLLOW_UPS, 1, 1, "Kari", what=FollowUpKind.REMINDER)
    assert verb(task, TODAY) is Verb.DONE
    sad = Mark(MarkKind.FOLLOW_UP, TODAY, Layer.FOLLOW_UPS, 1, 1, "Kari", what=FollowUpKind.COMPLAINT)
    assert verb(sad, TODAY) is None


def test_a_card_too_late_by_post_is_handed_over_until_its_day_is_over() -> None:
    def chip(days: int) -> str:
        row = mark_row(yearly(day=TODAY + timedelta(days=days), state=MarkState.LATE), TODAY)
        return row.chip.text if row.chip else ""

    assert [chip(days) for days in (2, 0)] == ["By hand", "By hand"]
    assert chip(-1) == words.state(yearly(state=MarkState.LATE)) != "By hand"


# -- one day -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def popup(qtbot: QtBot, ground: QWidget) -> DayPopup:
    """The panel of a day with two birthdays."""
    ground.resize(800, 600)
    shown(qtbot, ground)
    made = DayPopup(ground)
    made.show_day(days_of({20: 2})[19], TODAY)
    made.open_at(QRect(ground.mapToGlobal(ground.rect().center()), ground.size() / 8), ground)
    return made


def test_a_day_opens_with_the_keys_on_its_first_row_and_enter_opens_it(popup: DayPopup) -> None:
    opened: list[Mark] = []
    popup.opened.connect(opened.append)
    assert popup.list.hasFocus()
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    assert [mark.day for mark in opened] == [date(2027, 5, 20)]
    assert not popup.isVisible()


def test_escape_closes_it(popup: DayPopup) -> None:
    QTest.keyClick(popup.list, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_a_day_offers_an_event_its_cards_and_to_close_the_shop(popup: DayPopup) -> None:
    said: list[object] = []
    popup.event_wanted.connect(said.append)
    popup.closing_wanted.connect(lambda day, closed: said.append((day, closed)))
    assert not popup.print_button.isHidden()
    QTest.mouseClick(popup.closing_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(popup.event_button, Qt.MouseButton.LeftButton)
    assert said == [(date(2027, 5, 20), True), date(2027, 5, 20)]


def test_a_holiday_is_said_and_cannot_be_opened(popup: DayPopup) -> None:
    popup.show_day(CalendarDay(date(2027, 5, 17), "Constitution Day", closed=True), TODAY)
    assert popup.about.text() == "Constitution Day, Closed"
    assert popup.closing_button.isHidden()
    assert popup.print_button.isHidden()
    popup.show_day(CalendarDay(date(2027, 5, 18), closed=True, closed_by_shop=True), TODAY)
    assert popup.closing_button.text() == "Mark as open"
