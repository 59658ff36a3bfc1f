"""Told in the real window: at start, on a new day, at the minute; however the clock goes, and whatever fails."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.follow_up import State
from smallcrm.domain.model import ShopSettings
from smallcrm.ui import bug_log
from smallcrm.ui.pages import today_whole
from smallcrm.ui.told import memory, tray
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import plain
from tests.ui.told.hands import FRIDAY, MONDAY, Hands

NINE = datetime.combine(MONDAY, time(9))
FOUR = time(16)
MINUTE = timedelta(minutes=1)


def focus() -> QWidget:
    """Give the widget that gets the keys."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(hands: Hands, verb: str) -> None:
    (found,) = [b for b in hands.window.findChildren(QPushButton) if b.isVisible() and b.text() == verb]
    found.click()


def again(hands: Hands, opened: Callable[..., MainWindow], qtbot: QtBot, when: datetime) -> Hands:
    """Close the program, and start it at another time."""
    file = hands.shop.file
    hands.window.close()
    started = Hands(opened(file), qtbot)
    started.turn(when)
    started.begin()
    return started


def test_what_came_due_while_closed_is_told_once_with_its_count_and_day(
    hands: Hands, opened: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    hands.begin()
    for day, who in ((date(2027, 5, 8), 1), (date(2027, 5, 9), 1), (date(2027, 5, 9), 1), (MONDAY, 2)):
        hands.remind(day, who=who)
    hands.remind(date(2027, 5, 11))
    started = again(hands, opened, qtbot, NINE)
    assert started.banner == "4 reminders came due since Fri 7 May. Anna Kowalska · Ødegård <b>"
    press(started, "Show")
    assert (started.window.places.here, started.banner) == ("today", "")
    assert started.window.places.isAncestorOf(focus())
    once_more = again(started, opened, qtbot, NINE + 5 * MINUTE)
    assert once_more.banner == ""


def test_after_a_power_cut_it_is_told_what_came_due_since_the_last_hour(hands: Hands) -> None:
    hands.begin()
    hands.pass_to(datetime.combine(FRIDAY, time(18, 20)))
    kept = memory.recall(hands.window.settings, hands.shop.file)
    assert kept.until == datetime.combine(FRIDAY, time(18, 20))


def test_what_is_wrong_with_the_shop_file_stands_above_what_came_due(hands: Hands) -> None:
    hands.window.banner.say("This shop file is older", "warn")
    hands.remind(date(2027, 5, 8))
    hands.begin()
    hands.pass_to(datetime(2027, 5, 8, 9))
    assert hands.banner == "This shop file is older"
    hands.window.banner.dismiss()
    assert hands.banner == "1 reminder came due since yesterday. Anna Kowalska"


def test_a_shop_that_may_only_be_read_is_told_of_too(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.remind(FRIDAY, time(16, 30))
    monkeypatch.setattr(hands.window.keeping, "writable", False)
    hands.window.telling.start()
    assert hands.strip.startswith("Call now: Anna Kowalska")


def test_one_reminder_is_one_and_yesterday_is_said_so(
    hands: Hands, opened: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    hands.begin()
    hands.remind(date(2027, 5, 8))
    assert (
        again(hands, opened, qtbot, datetime(2027, 5, 8, 9)).banner
        == "1 reminder came due since yesterday. Anna Kowalska"
    )


def test_a_program_closed_for_a_year_tells_one_line(
    hands: Hands, opened: Callable[..., MainWindow], qtbot: QtBot
) -> None:
    hands.begin()
    for number in range(40):
        hands.remind(FRIDAY + timedelta(days=number * 9 + 1), FOUR if number % 2 else None)
    started = again(hands, opened, qtbot, NINE.replace(year=2028))
    assert started.banner == "40 reminders came due since 7 May 2027. Anna Kowalska · 10 more"
    assert started.strip == ""


def test_a_new_day_is_told_while_the_program_runs(hands: Hands) -> None:
    hands.remind(date(2027, 5, 8))
    hands.begin()
    assert hands.banner == ""
    hands.pass_to(datetime(2027, 5, 8, 0, 0, 3))
    assert hands.banner == "1 reminder came due since yesterday. Anna Kowalska"


def test_the_number_follows_the_clock_whichever_page_is_shown(hands: Hands, qtbot: QtBot) -> None:
    hands.remind(date(2027, 5, 8))
    hands.begin()
    hands.window.go("history")
    qtbot.waitUntil(lambda: today_whole.is_known(hands.shop))
    hands.rest()
    title = hands.window.windowTitle()
    assert not title.startswith("(")
    hands.pass_to(datetime(2027, 5, 8, 0, 0, 3))
    qtbot.waitUntil(lambda: hands.window.windowTitle() == f"(1) {title}")
    hands.rest()


def test_a_call_back_is_told_at_its_minute_with_name_and_number(hands: Hands) -> None:
    hands.remind(FRIDAY, time(17, 30))
    hands.begin()
    hands.pass_to(datetime.combine(FRIDAY, time(17, 29)))
    assert hands.strip == ""
    hands.pass_to(datetime.combine(FRIDAY, time(17, 30)))
    assert hands.strip == "Call now: Anna Kowalska, 17:30 601 234 518 · The order has come"


def test_the_strip_takes_no_key_away_and_is_told_to_a_screen_reader(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: spoken.append(event.message()))
    hands.remind(FRIDAY, time(17, 30))
    hands.begin()
    hands.window.go("customers")
    field = plain(hands.window, "customers").line
    field.setFocus()
    QTest.keyClicks(field, "Ask ab")
    hands.pass_to(datetime.combine(FRIDAY, time(17, 30)))
    QTest.keyClicks(focus(), "out tea")
    assert (focus(), field.text()) == (field, "Ask about tea")
    assert spoken == ["Call now: Anna Kowalska, 17:30 601 234 518 · The order has come"]


def test_several_stand_in_line_and_each_is_answered_by_keys(hands: Hands) -> None:
    first, second = hands.remind(FRIDAY, time(17, 30)), hands.remind(FRIDAY, time(17, 30), who=2, text="")
    hands.begin()
    hands.pass_to(datetime.combine(FRIDAY, time(17, 30)))
    assert hands.strip.endswith("The order has come · 1 more")
    strip = hands.window.telling.strip
    assert strip is not None
    strip.begin()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert hands.shop.follow_ups.get(first).state == State.DONE
    assert hands.shop.timeline.of(1)[0].kind == "call"
    assert hands.strip == "Call now: Ødegård <b>, 17:30 No phone number"
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert hands.strip == ""
    assert hands.window.places.isAncestorOf(focus())
    assert hands.shop.follow_ups.get(second).snoozed_to == datetime.combine(FRIDAY, time(17, 40))
    hands.pass_to(datetime.combine(FRIDAY, time(17, 40)))
    assert hands.strip.startswith("Call now: Ødegård <b>, 17:40")


def test_whose_minute_it_is_stands_before_what_was_left_unanswered(hands: Hands) -> None:
    hands.remind(FRIDAY, time(17, 30))
    hands.remind(FRIDAY, time(17, 45), who=2, text="")
    hands.begin()
    hands.pass_to(datetime.combine(FRIDAY, time(17, 30)))
    hands.pass_to(datetime.combine(FRIDAY, time(17, 45)))
    assert hands.strip == "Call now: Ødegård <b>, 17:45 No phone number · 1 more"
    strip = hands.window.telling.strip
    assert strip is not None
    strip.begin()  # somebody is about to answer this one
    hands.remind(FRIDAY, time(17, 50), text="Once more")
    hands.pass_to(datetime.combine(FRIDAY, time(17, 50)))
    assert hands.strip == "Call now: Ødegård <b>, 17:45 No phone number · 2 more"
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert hands.strip == "Call now: Anna Kowalska, 17:50 601 234 518 · Once more · 1 more"


def test_a_complaint_is_called_about_and_stays_open(hands: Hands) -> None:
    made = hands.shop.follow_ups.complain(1, "Cold coffee", due=FRIDAY, at=time(16, 30))
    hands.begin()
    assert hands.strip == "Complaint: Anna Kowalska, 16:30 601 234 518 · Cold coffee"
    press(hands, "Called")
    assert hands.strip == ""
    assert hands.shop.follow_ups.get(made.follow_up).live
    assert hands.shop.timeline.of(1)[0].kind == "call"


def test_it_says_for_whom_unless_they_are_at_the_counter(hands: Hands) -> None:
    ola = hands.shop.staff.add("Ola")
    hands.shop.follow_ups.hand_to(hands.remind(FRIDAY, time(16, 30)), ola)
    hands.begin()
    assert hands.strip.endswith("The order has come · for Ola")
    hands.window.counter.choose(hands.shop.staff.all()[0])
    hands.window.telling.refresh(frozenset())
    assert hands.strip.endswith("The order has come")


def test_ten_minutes_later_is_said_as_an_hour(hands: Hands) -> None:
    hands.remind(FRIDAY, time(16, 30))
    hands.begin()
    press(hands, "In 10 minutes")
    assert hands.window.toast.words.text() == "Snoozed until today at 17:10"


def test_called_is_undone_by_the_toast(hands: Hands) -> None:
    call = hands.remind(FRIDAY, time(16, 30))
    hands.begin()
    press(hands, "Called")
    hands.window.toast.undo_button.click()
    assert hands.shop.follow_ups.get(call).state == State.OPEN
    assert hands.shop.timeline.of(1) == []


def test_open_leads_to_the_customer_and_close_leaves_the_reminder(hands: Hands) -> None:
    calls = [hands.remind(FRIDAY, time(16, n)) for n in (30, 40)]
    hands.begin()
    press(hands, "Open")
    assert plain(hands.window, "customers").performed == [("open", 1)]
    strip = hands.window.telling.strip
    assert strip is not None
    strip.dismiss()
    assert hands.strip == ""
    assert {hands.shop.follow_ups.get(call).state for call in calls} == {State.OPEN}


def test_what_is_done_elsewhere_leaves_the_strip(hands: Hands) -> None:
    call = hands.remind(FRIDAY, time(16, 30))
    hands.begin()
    assert hands.strip
    hands.shop.follow_ups.done(call)
    hands.qtbot.waitUntil(lambda: hands.strip == "")


def test_a_minute_missed_by_sleep_is_told_at_once(hands: Hands) -> None:
    hands.remind(FRIDAY, time(17, 30))
    hands.begin()
    hands.pass_to(datetime.combine(FRIDAY, time(18, 50)))
    assert hands.strip.startswith("Call now: Anna Kowalska, 17:30")


def test_a_clock_set_back_tells_nothing_twice_and_one_set_forward_a_year_one_line(hands: Hands) -> None:
    for number in range(1, 60):
        hands.remind(FRIDAY + timedelta(days=number), FOUR)
    hands.remind(FRIDAY, time(16, 30))
    hands.begin()
    press(hands, "Called")
    hands.pass_to(datetime.combine(FRIDAY, time(16, 29)))
    hands.pass_to(datetime.combine(FRIDAY, time(16, 31)))
    assert hands.strip == ""
    hands.pass_to(datetime.combine(FRIDAY, time(16)).replace(year=2028))
    assert hands.banner == "59 reminders came due since 7 May 2027. Anna Kowalska · 29 more"
    assert [said.tone for said in hands.window.banner.said] == ["due"]
    hands.pass_to(datetime.combine(FRIDAY, time(16, 32)))
    assert hands.strip == ""
    hands.pass_to(datetime.combine(date(2027, 5, 8), FOUR))
    assert hands.strip.startswith("Call now: Anna Kowalska, 16:00")


def test_building_the_window_anew_keeps_what_it_told(hands: Hands) -> None:
    hands.remind(FRIDAY, time(16, 30))
    hands.begin()
    hands.window.dress(scale=1.3)
    hands.qtbot.waitUntil(lambda: hands.strip.startswith("Call now: Anna Kowalska"))
    hands.window.dress(scale=1.0)


def test_a_file_that_cannot_be_read_is_asked_again(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    hands.begin()
    hands.remind(FRIDAY, time(17, 30))

    def locked(*_: object) -> None:
        raise FileTrouble("locked")

    with monkeypatch.context() as broken:
        broken.setattr(type(hands.shop.telling), "between", locked)
        hands.pass_to(datetime.combine(FRIDAY, time(17, 30)))
    assert hands.strip == ""
    hands.pass_to(datetime.combine(FRIDAY, time(17, 30, 5)))
    assert hands.strip


class BrokenIcon(QSystemTrayIcon):
    """A tray that fails whenever it is asked."""

    def show(self) -> None:
        raise RuntimeError("the tray has gone")


class Icon(QSystemTrayIcon):
    """A tray that keeps what it was to show."""

    said: list[tuple[str, str]]

    def show(self) -> None:
        """No desktop is asked."""

    def showMessage(self, title: str, words: str, *_: object) -> None:
        self.said = [*getattr(self, "said", []), (title, words)]


def test_a_tray_that_fails_takes_no_reminder_with_it(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray, "QSystemTrayIcon", BrokenIcon)
    monkeypatch.setattr(tray, "available", lambda: True)
    call = hands.remind(FRIDAY, time(16, 30))
    monkeypatch.setattr(hands.window, "isActiveWindow", lambda: False)
    hands.begin()
    assert hands.strip.startswith("Call now: Anna Kowalska")
    assert hands.shop.follow_ups.get(call).state == State.OPEN
    assert "RuntimeError" in bug_log.place().read_text(encoding="utf-8")


def test_the_tray_tells_who_looks_elsewhere_and_a_click_brings_the_window(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tray, "QSystemTrayIcon", Icon)
    monkeypatch.setattr(tray, "available", lambda: True)
    hands.remind(FRIDAY, time(17, 30))
    hands.begin()
    icon = hands.window.telling.tray.icon
    assert isinstance(icon, Icon)
    monkeypatch.setattr(hands.window, "isActiveWindow", lambda: False)
    hands.pass_to(datetime.combine(FRIDAY, time(17, 30)))
    assert icon.said == [("Call now: Anna Kowalska, 17:30", "601 234 518 · The order has come")]
    hands.window.showMinimized()
    icon.messageClicked.emit()
    assert not hands.window.isMinimized()
    tray.set_wanted(hands.window.settings, on=False)
    hands.window.telling.tray.renew()
    assert hands.window.telling.tray.icon is None


def test_no_desktop_reads_markup_in_what_a_person_typed(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt hands a notice on as it is, and desktops that know markup would show neither "<b>" nor "&amp;"."""
    monkeypatch.setattr(tray, "QSystemTrayIcon", Icon)
    monkeypatch.setattr(tray, "available", lambda: True)
    hands.shop.settings.save(ShopSettings(name="Rose & Co <i>"))
    hands.remind(FRIDAY, time(17, 30), who=2, text="<a href='x'>Ink</a> & &lt;paper&#62; from Rose & Co")
    hands.begin()
    icon = hands.window.telling.tray.icon
    assert isinstance(icon, Icon)
    monkeypatch.setattr(hands.window, "isActiveWindow", lambda: False)
    hands.pass_to(datetime.combine(FRIDAY, time(17, 30)))
    ((title, words),) = icon.said
    assert title == "Call now: Ødegård ‹b›, 17:30"
    assert words.endswith("‹a href='x'›Ink‹/a› & &\u2060lt;paper&\u2060#62; from Rose & Co")
    assert html.unescape(words) == words
    hands.window.telling.tray.renew()
    assert "Rose & Co ‹i›" in icon.toolTip()


def test_without_a_tray_nothing_is_made(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray, "available", lambda: False)
    hands.begin()
    assert hands.window.telling.tray.icon is None


def test_the_title_says_how_many_wait_today(hands: Hands) -> None:
    hands.window.sidebar.set_count("today", 3)
    assert hands.window.windowTitle() == "(3) Harbour Books – SmallCRM"
    hands.window.sidebar.set_count("today", 0)
    assert hands.window.windowTitle() == "Harbour Books – SmallCRM"
    assert not bug_log.place().exists()


def test_a_memory_edited_into_nonsense_is_no_memory(hands: Hands) -> None:
    settings, file = hands.window.settings, hands.shop.file
    hands.begin()
    key = memory._key(file)
    for nonsense in ("", "yesterday", "yesterday 7@ @ x@y 3@2027-05-07T16:30:00"):
        settings.setValue(key, nonsense)
        told = memory.recall(settings, file)
        assert told.until is None
    assert told.marks == ((3, datetime(2027, 5, 7, 16, 30)),)
    memory.keep(settings, file, told)
    assert memory.recall(settings, file) == told
