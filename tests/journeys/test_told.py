"""Being told, by key press: a call-back at its minute is answered, or put off, without losing what is being typed."""

from __future__ import annotations

from datetime import datetime, time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.store.clock import FixedClock
from smallcrm.ui.pages.pass_on import PassOnPage
from tests.journeys.conftest import CTRL, Hands, Key
from tests.journeys.steps import counted

SHIFT = Qt.KeyboardModifier.ShiftModifier


def _call_comes(hands: Hands) -> int:
    """The clock strikes four while a note is being typed."""
    shop, telling = hands.window.shop, hands.window.telling
    call = shop.follow_ups.add(FollowUp(FollowUpKind.CALL_BACK, 1, "The order has come", shop.today, time(16)))
    telling.start()
    hands.qtbot.waitUntil(lambda: not hands.window.jobs.running)
    hands.window.perform("customers", "open", 2)
    hands.press(Key.Key_F5)
    hands.type("Likes it sh")
    clock = shop.clock
    assert isinstance(clock, FixedClock)
    clock.when = datetime.combine(shop.today, time(16))
    telling.look()
    assert telling.strip is not None
    hands.qtbot.waitUntil(telling.strip.isVisible)
    hands.type("ort")
    return call


def test_a_call_back_is_answered_in_two_keys_and_the_note_goes_on(hands: Hands) -> None:
    call = _call_comes(hands)
    with counted("A call-back at its minute", 2):
        hands.press(Key.Key_F6, SHIFT)
        hands.press(Key.Key_Return)
    shop = hands.window.shop
    assert shop.follow_ups.get(call).state == State.DONE
    hands.press(Key.Key_F5)
    hands.press(Key.Key_Return, CTRL)
    assert shop.timeline.of(2)[0].text == "Likes it short"


def test_the_call_is_the_nearest_of_several_strips_each_of_which_f6_reaches(hands: Hands) -> None:
    window, shown = hands.window, list[str]()
    window.banner.say("3 reminders came due", "due", repairs=[("Show", lambda: shown.append("reminders"))])
    above = QPushButton("About the sample shop")
    window.strips.add(above, always=True)
    call = _call_comes(hands)
    with counted("A call-back at its minute, below other strips", 2):
        hands.press(Key.Key_F6, SHIFT)
        hands.press(Key.Key_Return)
    assert window.shop.follow_ups.get(call).state == State.DONE
    hands.press(Key.Key_F5)
    hands.press(Key.Key_F6, SHIFT)
    hands.press(Key.Key_Return)
    assert shown == ["reminders"]
    hands.press(Key.Key_F5)
    hands.press(Key.Key_F6, SHIFT)
    assert above.hasFocus()
    hands.press(Key.Key_F6, SHIFT)
    assert window.sidebar.isAncestorOf(above.window().focusWidget())
    hands.press(Key.Key_F6)
    assert above.hasFocus()


def test_it_is_put_off_by_ten_minutes_in_three_keys(hands: Hands) -> None:
    call = _call_comes(hands)
    with counted("A call-back put off", 3):
        hands.press(Key.Key_F6, SHIFT)
        hands.press(Key.Key_Tab)
        hands.press(Key.Key_Return)
    kept = hands.window.shop.follow_ups.get(call)
    assert kept.live
    assert kept.snoozed_to == datetime.combine(hands.window.shop.today, time(16, 10))


def test_something_is_passed_on_by_keys_from_anywhere(hands: Hands) -> None:
    shop = hands.window.shop
    shop.timeline.add(1, "note", "Asked about orchids")
    with counted("A call list of the first whom it interests", 7):
        hands.press(Key.Key_K, CTRL)
        hands.type("whom")
        hands.press(Key.Key_Return)
        hands.type("orchid")
        hands.settle()
        hands.qtbot.waitUntil(lambda: [one.customer_id for one in _page(hands).people.found] == [1])
        hands.press(Key.Key_Down)
        hands.press(Key.Key_Space)
        assert _page(hands).chosen() == (1,)
        hands.press(Key.Key_Return, CTRL)
    assert "Pass on: orchid" in {one.text for one in shop.follow_ups.of(1)}


def _page(hands: Hands) -> PassOnPage:
    page = hands.window.places.page("pass_on")
    assert isinstance(page, PassOnPage)
    return page
