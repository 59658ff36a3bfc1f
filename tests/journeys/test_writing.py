"""Journeys 3, 4 and 7: a visit, a promise with its day, a complaint; by keys alone, counted."""

from __future__ import annotations

from datetime import date, time, timedelta

from PySide6.QtWidgets import QApplication, QLineEdit

from smallcrm.domain.follow_up import FollowUpKind
from smallcrm.ui.pages.customers.page import CustomersPage
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import counted


def _page(hands: Hands) -> CustomersPage:
    page = hands.window.places.page("customers")
    assert isinstance(page, CustomersPage)
    return page


def _kinds(hands: Hands, customer: int) -> list[str]:
    return [e.kind for e in hands.window.shop.timeline.of(customer)]


def test_journey_3_a_visit_is_one_key(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    with counted("Journey 3, a visit of the customer shown", 1) as steps:
        hands.press(Key.Key_F7)
    assert steps.keys == 1
    assert _kinds(hands, 1) == ["visit"]
    assert hands.window.toast.isVisible()
    hands.window.toast.undo_button.click()
    assert _kinds(hands, 1) == []


def test_journey_3_a_visit_from_today(hands: Hands) -> None:
    with counted("Journey 3, a visit of somebody, from Today", 5):
        hands.type("min")
        hands.press(Key.Key_Return)
        hands.press(Key.Key_F7)
    assert _kinds(hands, _page(hands).person.customer.id) == ["visit"]


def test_a_key_that_is_held_logs_one_visit(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    action = hands.window.actions_by_id["visit"]
    assert not action.autoRepeat()
    assert not hands.window.actions_by_id["complaint"].autoRepeat()


def test_from_elsewhere_a_visit_is_of_whom_somebody_chose(hands: Hands) -> None:
    hands.window.go("today")
    hands.press(Key.Key_F7)
    assert hands.window.places.here == "today"
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert all(not _kinds(hands, number) for number in range(1, 9))
    hands.window.go("customers")  # the first of the list is shown, but nobody chose her
    hands.window.go("today")
    hands.press(Key.Key_F9)
    assert hands.window.places.here == "today"
    hands.window.perform("customers", "open", 2)
    hands.window.go("today")
    hands.press(Key.Key_F7)
    assert hands.window.places.here == "customers"
    assert _kinds(hands, 2) == ["visit"]


def test_while_somebody_is_looked_for_a_visit_is_never_of_whoever_is_behind(hands: Hands) -> None:
    hands.window.perform("customers", "open", 2)
    hands.press(Key.Key_K, CTRL)
    hands.type("min")
    hands.press(Key.Key_F7)
    found = _page(hands).person.customer.id
    assert found != 2
    assert all(not _kinds(hands, number) for number in range(1, 9))
    hands.press(Key.Key_F7)
    assert _kinds(hands, found) == ["visit"]
    hands.press(Key.Key_Z, CTRL)
    assert _kinds(hands, found) == []


def test_a_visit_is_never_of_somebody_behind_the_form_for_a_new_one(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    hands.press(Key.Key_N, CTRL)
    hands.press(Key.Key_F7)
    assert all(not _kinds(hands, number) for number in range(1, 9))
    assert QApplication.focusWidget() is hands.window.quick_find


def test_nobody_behind_the_form_for_a_new_one_is_edited_unseen(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    hands.press(Key.Key_N, CTRL)
    hands.press(Key.Key_F2)
    assert _page(hands).person.facts.editor is None
    assert QApplication.focusWidget() is hands.window.quick_find


def test_journey_4_a_promise_with_its_day(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    with counted("Journey 4, a note with a reminder", 3) as steps:
        hands.press(Key.Key_F5)
        hands.type("Daughter graduates. Call in early January about the cake")
        chip = _page(hands).person.composer.dates.row.chips[0]
        assert "January" in chip.text()
        hands.press(Key.Key_Return, CTRL)
    assert (steps.keys, steps.fields) == (2, 1)
    made = hands.window.shop.follow_ups.of(1)
    assert [(one.kind, one.due.month, one.text[:8]) for one in made] == [(FollowUpKind.REMINDER, 1, "Daughter")]
    assert _kinds(hands, 1) == ["note"]


def test_one_key_makes_the_words_plain_again(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    row = _page(hands).person.composer.dates.row
    hands.press(Key.Key_F5)
    hands.type("call tomorrow")
    assert not row.isHidden()
    with counted("A day refused", 1):
        hands.press(Key.Key_Escape)
    assert row.isHidden()
    hands.type(" about the cake")
    assert row.isHidden()
    hands.press(Key.Key_Return, CTRL)
    assert hands.window.shop.follow_ups.of(1) == []
    assert hands.window.shop.timeline.of(1)[0].text == "call tomorrow about the cake"


def test_journey_7_a_complaint_with_its_call_back(hands: Hands) -> None:
    hands.window.perform("customers", "open", 1)
    with counted("Journey 7, a complaint with a call-back", 3) as steps:
        hands.press(Key.Key_F9)
        hands.type("The colour faded after a week.")
        hands.press(Key.Key_Return, CTRL)
    assert (steps.keys, steps.fields) == (2, 1)
    shop = hands.window.shop
    (made,) = shop.follow_ups.of(1)
    assert (made.kind, made.due, made.at) == ("complaint", shop.calendar.next_open(shop.today), time(10))
    assert _page(hands).person.header.complaint.isVisible()


def test_a_note_of_yesterday_in_the_lowest_window(hands: Hands) -> None:
    hands.window.resize(880, 440)
    hands.window.perform("customers", "open", 1)
    composer = _page(hands).person.composer
    hands.press(Key.Key_F5)
    hands.type("She was here.")
    composer.day.take(hands.window.shop.today - timedelta(days=1))
    hands.press(Key.Key_Return, CTRL)
    (entry,) = hands.window.shop.timeline.of(1)
    assert entry.on == hands.window.shop.today - timedelta(days=1)
    assert isinstance(entry.on, date)


def test_what_is_to_be_done_is_done_by_space(hands: Hands) -> None:
    shop = hands.window.shop
    shop.follow_ups.note(1, "call about the cake", shop.today)
    hands.window.perform("customers", "open", 1)
    to_do = _page(hands).person.to_do
    assert to_do.isVisible()
    to_do.list.setFocus()
    with counted("Done, from the customer's page", 1):
        hands.press(Key.Key_Space)
    assert not any(one.live for one in shop.follow_ups.of(1))
    QApplication.processEvents()
    assert not to_do.isVisible()
