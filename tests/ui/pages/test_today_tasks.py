"""Follow-ups on Today: in their order, each with its one action by key, each with its undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind, Repeat, State, Unit
from smallcrm.domain.model import Customer, Phone, PostalAddress
from smallcrm.domain.rules import Action, Rule
from smallcrm.store.clock import FixedClock
from smallcrm.store.due import Due
from smallcrm.store.follow_up_rows import FollowUpRow
from smallcrm.store.occasions import TodayView
from smallcrm.store.shop import Shop
from smallcrm.store.visits import Drifter
from smallcrm.ui.pages.counts import due_now, waiting
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.pages.today_rows import MOST, Told, rows_of, tomorrow
from smallcrm.ui.pages.today_tasks import Task, away_rows, task_row
from smallcrm.ui.widgets.rows import Row, RowsModel
from smallcrm.ui.widgets.when import HOLIDAY
from smallcrm.ui.window import MainWindow

DAY = date(2026, 11, 11)
NOW = datetime(2026, 11, 11, 9, 30)
ONE = timedelta(days=1)
HOME = (PostalAddress("Main St. 5", "30-001", "Krakow"),)
LONG = "<b>Bold</b> {x} %s " + "Chrząszczyżewoszycko" * 12


def _follow_up(kind: str = FollowUpKind.REMINDER, due: date = DAY, text: str = "Words", **more: object) -> FollowUp:
    return replace(FollowUp(kind, 1, text, due, id=7), **more)  # type: ignore[arg-type]


def _due(**lists: object) -> Due:
    empty: dict[str, object] = {
        "overdue": [], "today": [], "calls": [], "complaints": [], "coming": [], "occasions": TodayView(DAY, ()),
        "drifting": [], "drifting_count": 0, "once": [], "once_count": 0, "tomorrow": 0,
    }  # fmt: skip
    return Due(DAY, **{**empty, **lists})  # type: ignore[arg-type]


def _row(follow_up: FollowUp, group: str = "today", phone: str = "040 1", letter: bool = False) -> Row:
    return task_row(Task(7, group, FollowUpRow(follow_up, "Anna", phone), letter), _due(), {3: "SK"}, NOW)


# -- what a row says ---------------------------------------------------------------------------------------------------


def test_what_is_announced_says_how_many_days_there_are_left() -> None:
    cake = _follow_up(due=DAY + 7 * ONE, text="Order the cake", leads=(7, 1))
    on_a_day_of_warning, between = _row(cake).chip, _row(cake, "coming")
    assert on_a_day_of_warning is not None
    assert (on_a_day_of_warning.text, on_a_day_of_warning.icon) == ("in 7 days", "bell")
    assert (between.side, between.chip) == ("Wed 18 Nov", None)  # which says so
    assert _row(replace(cake, kind=FollowUpKind.COMPLAINT), "complaints").chip is None
    assert _row(replace(cake, due=DAY + ONE)).chip is None  # "tomorrow" stands beside it


@pytest.mark.parametrize(
    ("kind", "phone", "button"),
    [
        (FollowUpKind.REMINDER, "040 1", "Done"),
        (FollowUpKind.CALL_BACK, "", "Called"),
        (FollowUpKind.CHECK_IN, "040 1", "Called"),
        (FollowUpKind.STAY_IN_TOUCH, "040 1", "Called"),
        (FollowUpKind.STAY_IN_TOUCH, "", "Done"),
        (FollowUpKind.COMPLAINT, "040 1", "Open"),
        (FollowUpKind.PROMISE, "040 1", "Done"),
    ],
)
def test_the_button_says_what_is_done(kind: str, phone: str, button: str) -> None:
    assert _row(_follow_up(kind), phone=phone).button == button


def test_a_letter_of_thanks_is_written_not_called() -> None:
    assert _row(_follow_up(FollowUpKind.THANK_YOU), letter=True).button == "Write"


def test_a_call_back_says_its_time_and_number() -> None:
    row = _row(_follow_up(FollowUpKind.CALL_BACK, at=time(16)))
    assert (row.subtitle, row.side, row.chip) == ("Words · 040 1", "16:00", None)


def test_a_time_gone_by_is_told_in_words() -> None:
    chip = _row(_follow_up(FollowUpKind.CALL_BACK, at=time(9))).chip
    assert chip is not None
    assert chip.text == "Time to call"


def test_what_is_late_says_since_when() -> None:
    row = _row(_follow_up(due=DAY - ONE), "overdue")
    assert row.chip is not None
    assert (row.chip.text, row.chip.full) == ("Yesterday", "Overdue since yesterday")
    assert row.spoken().startswith("Overdue, Reminder, Anna")
    assert row.help() == "Space: Done, Right arrow: snooze"


def test_urgent_assignee_and_how_the_last_call_ended_are_told() -> None:
    row = _row(_follow_up(FollowUpKind.CALL_BACK, urgent=True, assignee=3, outcome=CallOutcome.NO_ANSWER))
    assert row.chip is not None
    assert (row.chip.text, row.side) == ("Urgent", "SK")
    assert "No answer" in row.subtitle


def test_a_day_to_come_that_is_a_public_holiday_says_so_and_where_there_is_no_room_an_icon_does() -> None:
    ahead, task = DAY + 5 * ONE, Task(7, "coming", FollowUpRow(_follow_up(due=DAY + 5 * ONE, assignee=3), "Anna", ""))
    row = task_row(task, _due(), {3: "SK"}, NOW, {ahead})
    assert (row.side, row.side_full) == ("Mon 16 Nov · SK", "Mon 16 Nov (public holiday) · SK")
    assert row.side_icon == HOLIDAY
    assert "public holiday" in row.spoken()
    plain = task_row(task, _due(), {3: "SK"}, NOW, {DAY})
    assert (plain.side_full, plain.side_icon) == ("", "")


def test_staying_in_touch_has_a_group_of_its_own_before_it_is_late() -> None:
    rule = Rule("stay_in_touch", action=Action.CALL, days=(42,), id=5)
    soft = FollowUpRow(_follow_up(FollowUpKind.STAY_IN_TOUCH, DAY - 9 * ONE, "", rule=5, id=8), "Anu", "040 1")
    late = FollowUpRow(_follow_up(due=DAY - ONE, id=9), "Eero", "")
    rows = rows_of(_due(overdue=[late], touch=[soft], rules={5: rule}), Told(NOW))
    assert [(r.title, r.urgent) for r in rows if r.group] == [("Overdue", True), ("Stay in touch", False)]
    chip = rows[3].chip
    assert chip is not None
    assert (chip.text, chip.tone, chip.full) == ("Mon 2 Nov", "warn", "Due since Mon 2 Nov")
    assert rows[3].spoken().startswith("Stay in touch, Anu")


def test_waiting_is_told() -> None:
    chip = _row(_follow_up(state=State.WAITING)).chip
    assert chip is not None
    assert chip.text == "Waiting"


def test_a_rule_says_that_it_made_it() -> None:
    rule = Rule("stay_in_touch", action=Action.CALL, days=(42,), id=5)
    row = FollowUpRow(_follow_up(FollowUpKind.STAY_IN_TOUCH, text="", rule=5), "Anna", "")
    shown = task_row(Task(7, "today", row), _due(rules={5: rule}), {}, NOW)
    assert shown.subtitle == "By the rule: Stay in touch, every 6 weeks"


def test_words_stay_plain_whatever_they_are() -> None:
    assert LONG.split(maxsplit=1)[0] in _row(_follow_up(text=f"{LONG}\nnext line")).subtitle
    assert "\n" not in _row(_follow_up(text="a\nb")).subtitle
    assert _row(_follow_up(FollowUpKind.CALL_BACK, text="\u202eabc")).subtitle == "\u2068\u202eabc\u2069 · 040 1"


def test_the_model_keeps_qts_rules() -> None:
    calls = [FollowUpRow(_follow_up(FollowUpKind.CALL_BACK, at=time(9)), "<b>A</b>", "1")]
    late = [FollowUpRow(_follow_up(due=DAY - ONE, id=8), "B", "")]
    model = RowsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = rows_of(_due(calls=calls, overdue=late), Told(NOW))
    model.set_rows([*rows, *away_rows([Drifter(1, "Ulla", "", 35, 66, DAY, 4)])])
    assert [r.title for r in rows if r.group] == ["Overdue", "Today"]
    assert rows[0].urgent
    assert model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole).startswith("Overdue, Reminder, B")


def test_groups_of_a_large_shop_end_in_a_link_and_count_what_was_not_read() -> None:
    late = [FollowUpRow(_follow_up(due=DAY - ONE, id=n), f"P{n}", "") for n in range(1, 41)]
    due = _due(overdue=late, counts={"overdue": 900})
    rows = rows_of(due, Told(NOW))
    assert rows[0].count == "900"
    assert (len(rows), rows[-1].link) == (MOST + 2, "All 900")
    whole = rows_of(due, Told(NOW, whole={"overdue"}))
    assert (len(whole), whole[-1].link) == (42, "All 900")


def test_tomorrow_tells_of_follow_ups_too() -> None:
    assert tomorrow(_due(tomorrow=2)) == "2 follow-ups tomorrow"
    assert tomorrow(_due()) == ""


# -- in the window -----------------------------------------------------------------------------------------------------


@pytest.fixture
def who(window: MainWindow) -> list[int]:
    """Two people with a telephone, and nothing else to do for anybody today."""
    shop = window.shop
    for state in ("missed", "today"):
        for item in shop.occasions.today().waiting(state):
            shop.congratulations.greet(item.customer_id, [(item.occasion, item.day)])
    return [shop.customers.add(Customer(given=name, phones=(Phone("040 1"),))) for name in ("Aino", "Eino")]


def _page(window: MainWindow) -> TodayPage:
    page = window.places.page("today")
    assert isinstance(page, TodayPage)
    return page


def _tasks(page: TodayPage) -> list[Task]:
    rows = [page.list.rows.row(n) for n in range(page.list.rows.rowCount())]
    return [r.data for r in rows if isinstance(r.data, Task)]


def _at(page: TodayPage, follow_up: int) -> None:
    number = next(
        n
        for n in range(page.list.rows.rowCount())
        if isinstance(page.list.rows.row(n).data, Task) and page.list.rows.row(n).data.id == follow_up
    )
    page.list.setFocus()
    page.list.setCurrentIndex(page.list.rows.index(number, 0))


def _put(shop: Shop, customer: int, kind: str, days: int = 0, **more: object) -> int:
    return shop.follow_ups.add(replace(FollowUp(kind, customer, "Words", shop.today + days * ONE), **more))  # type: ignore[arg-type]


def test_space_calls_and_the_next_row_is_marked(window: MainWindow, who: list[int]) -> None:
    first = _put(window.shop, who[0], FollowUpKind.CALL_BACK, at=time(10))
    second = _put(window.shop, who[1], FollowUpKind.REMINDER)
    page = _page(window)
    assert [t.id for t in _tasks(page)] == [first, second]
    _at(page, first)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert window.shop.follow_ups.get(first).state == State.DONE
    entry = window.shop.timeline.of(who[0])[0]
    assert (entry.kind, entry.outcome) == ("call", CallOutcome.REACHED)
    current = page.list.current_row()
    assert current is not None
    assert current.data.id == second
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert window.shop.follow_ups.get(second).state == State.DONE
    assert _tasks(page) == []
    window.toast.undo_button.click()
    assert [t.id for t in _tasks(page)] == [second]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_right_snoozes_and_undo_brings_it_back(window: MainWindow, who: list[int]) -> None:
    made = _put(window.shop, who[0], FollowUpKind.REMINDER)
    page = _page(window)
    _at(page, made)
    QTest.keyClick(page.list, Qt.Key.Key_Right)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.objectName() == "snoozeMenu"
    next(a for a in menu.actions() if a.text().startswith("In a week")).trigger()
    menu.close()
    assert _tasks(page) == []
    assert window.shop.follow_ups.get(made).snoozed_to is not None
    window.toast.undo_button.click()
    assert [t.id for t in _tasks(page)] == [made]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_overflow_says_how_a_call_went(window: MainWindow, who: list[int]) -> None:
    made = _put(window.shop, who[0], FollowUpKind.CALL_BACK)
    page = _page(window)
    _at(page, made)
    QTest.keyClick(page.list, Qt.Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [a.text() for a in menu.actions()]
    assert words[:3] == ["Called", "Message left", "No answer, call again"]
    assert {"Done", "Snooze", "Not needed any more", "Open the customer", "Copy 040 1"} <= set(words)
    menu.actions()[1].trigger()
    menu.close()
    left = window.shop.follow_ups.get(made)
    assert (left.state, left.outcome) == (State.WAITING, CallOutcome.MESSAGE_LEFT)
    assert [t.id for t in _tasks(page)] == [made]  # it stays in sight
    page.tasks.called(_tasks(page)[0], CallOutcome.NO_ANSWER, datetime.combine(window.shop.today + ONE, time(9)))
    assert window.toast.words.text() == "No answer. Call again: tomorrow at 09:00"
    assert _tasks(page) == []
    assert due_now(window.shop).tomorrow == 1


def test_enter_opens_the_customer_and_a_complaint_itself(window: MainWindow, who: list[int]) -> None:
    made = _put(window.shop, who[0], FollowUpKind.REMINDER)
    asked = window.shop.follow_ups.complain(who[1], LONG).follow_up
    page = _page(window)
    _at(page, made)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert window.places.here == "customers"
    window.go("today")
    _at(page, asked)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(page.list, key)
        assert window.places.here == "followUps"
        window.go("today")


def test_a_repetition_says_when_it_comes_next(window: MainWindow, who: list[int]) -> None:
    made = _put(window.shop, who[0], FollowUpKind.REMINDER, repeat=Repeat(1, Unit.WEEK))
    page = _page(window)
    _at(page, made)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert window.toast.words.text().startswith("Done. The next one: ")


def test_what_was_put_off_comes_back_at_its_hour(window: MainWindow, who: list[int]) -> None:
    shop = window.shop
    made = _put(shop, who[0], FollowUpKind.REMINDER)
    shop.follow_ups.snooze(made, shop.now + timedelta(hours=1))
    page = _page(window)
    page.load()
    assert _tasks(page) == []
    shop.clock = FixedClock(shop.now + timedelta(hours=2))
    page._minute()
    assert [t.id for t in _tasks(page)] == [made]


def test_nothing_moves_under_somebody_who_reads(window: MainWindow, who: list[int]) -> None:
    for number in range(15):
        _put(window.shop, who[number % 2], FollowUpKind.REMINDER)
    page = _page(window)
    QApplication.processEvents()
    bar = page.list.verticalScrollBar()
    bar.setValue(120)
    reset: list[int] = []
    page.list.rows.modelReset.connect(lambda: reset.append(1))
    page._minute()
    assert reset == []
    _put(window.shop, who[0], FollowUpKind.REMINDER)
    assert reset == [1]
    assert bar.value() == 120


def test_the_sidebar_counts_what_waits(window: MainWindow, who: list[int], qtbot: QtBot) -> None:
    def shown(key: str) -> tuple[int, bool]:
        places = window.sidebar.list.model().places  # type: ignore[attr-defined]
        return next((p.count, p.overdue) for p in places if p.key == key)

    before = waiting(due_now(window.shop))
    _put(window.shop, who[0], FollowUpKind.REMINDER)
    qtbot.waitUntil(lambda: shown("today")[0] == before + 1)
    qtbot.waitUntil(lambda: shown("followUps") == (1, False))
    _put(window.shop, who[1], FollowUpKind.REMINDER, -3)
    qtbot.waitUntil(lambda: shown("followUps") == (2, True))


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_it_is_handed_to_a_colleague_whose_initials_it_bears(window: MainWindow, who: list[int]) -> None:
    sanna = window.shop.staff.add("Sanna & Co", "SC")
    made = _put(window.shop, who[0], FollowUpKind.REMINDER)
    page = _page(window)
    _at(page, made)
    QTest.keyClick(page.list, Qt.Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    hand = next(a for a in menu.actions() if a.text() == "Hand over to").menu()
    assert isinstance(hand, QMenu)
    assert [a.text() for a in hand.actions()] == ["Sanna && Co"]
    hand.actions()[0].trigger()
    menu.close()
    assert window.shop.follow_ups.get(made).assignee == sanna
    row = page.list.current_row()
    assert row is not None
    assert row.side == "SC"


@pytest.mark.parametrize("refuses", [False, True])
def test_who_can_get_no_letter_is_called(window: MainWindow, refuses: bool) -> None:
    """Without an address, or where somebody refused post, the page of letters would leave everybody out."""
    rule = next(r for r in window.shop.rules.all() if r.kind == "thank_you" and not r.amount)
    window.shop.rules.save(replace(rule, action=Action.LETTER, days=(1,)))
    new = Customer(given="Aino", phones=(Phone("040 1"),), addresses=HOME if refuses else (), no_mail=refuses)
    window.shop.visits.visit(window.shop.customers.add(new))
    window.shop.clock = FixedClock(window.shop.now + ONE)
    page = _page(window)
    page.load()
    task = next(t for t in _tasks(page) if t.row.name == "Aino")
    assert (task.letter, task.calls) == (False, True)


@pytest.mark.parametrize("large", [False, True])
def test_a_letter_of_thanks_is_written_on_the_letters_page(window: MainWindow, who: list[int], large: bool) -> None:
    window.shop.customers.save(replace(window.shop.customers.get(who[0]), addresses=HOME))
    rule = next(r for r in window.shop.rules.all() if r.kind == "thank_you" and bool(r.amount) is large)
    window.shop.rules.save(replace(rule, action=Action.LETTER, days=(1,)))
    if large:
        window.shop.visits.visit(who[0], on=window.shop.today - timedelta(days=30))
    window.shop.visits.purchase(who[0], amount=rule.amount)
    window.shop.clock = FixedClock(window.shop.now + ONE)
    page = _page(window)
    page.load()
    task = next(t for t in _tasks(page) if t.letter)
    assert task.kind == FollowUpKind.THANK_YOU
    _at(page, task.id)
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    letters = window.places.page("letters")
    assert isinstance(letters, LettersPage)
    assert window.places.here == "letters"
    assert letters.writing.kind == ("personal_note" if large else "thank_you_first_purchase")
    assert window.shop.follow_ups.get(task.id).live  # until it is printed
