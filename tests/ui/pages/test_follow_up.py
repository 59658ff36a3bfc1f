"""One follow-up, edited where it stands; calls, complaints, letters and what a series tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import FollowUp, Repeat, State, Unit
from smallcrm.domain.gifts import Remedy
from smallcrm.domain.letter_request import LetterRequest
from smallcrm.domain.rules import RuleKind
from smallcrm.store.clock import FixedClock
from smallcrm.ui.giving import GiveRemedy
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.widgets.buttons import Toggle
from smallcrm.ui.window import MainWindow
from tests.ui.pages.waiting import Key, made, page, people, press, state_of, type_in
from tests.ui.plain_pages import TODAY

__all__ = ["made", "page", "people"]


def test_enter_edits_and_leaving_saves(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["now"])
    press(Key.Key_Return)
    words = QApplication.focusWidget()
    assert isinstance(words, QPlainTextEdit)
    QTest.keyClicks(words, ", but ask first")
    press(Key.Key_Tab)
    assert window.shop.follow_ups.get(made["now"]).text == "now, but ask first"
    press(Key.Key_Escape)
    assert page.pane.list.hasFocus()
    window.undo()
    assert window.shop.follow_ups.get(made["now"]).text == "now"
    assert page.view.typing.text("text") == "now"


def test_due_understands_words(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["now"])
    type_in(page, "due", "tomorrow at 4 pm")
    press(Key.Key_Return)
    saved = window.shop.follow_ups.get(made["now"])
    assert (saved.due, saved.at) == (TODAY + timedelta(days=1), time(16))
    assert page.view.typing.text("due") == "Wed 12 May 2027"
    assert page.view.typing.text("at") == "16:00"


def test_what_is_no_day_stays_typed_with_the_reason(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    page.open(made["now"])
    field = type_in(page, "due", "whenever")
    press(Key.Key_Tab)
    assert "whenever" in page.view.typing.fields["due"].error
    assert field.accessibleDescription()
    assert window.shop.follow_ups.get(made["now"]).due == TODAY
    page.open(made["far"])
    assert page.view.typing.text("due") != "whenever"
    page.open(made["now"])
    assert page.view.typing.text("due") == "whenever"
    page.view.typing.fields["due"].widget.setFocus()
    press(Key.Key_Escape)
    assert page.view.typing.text("due") == "Tue 11 May 2027"


def test_two_who_change_the_same_words(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["now"])
    type_in(page, "text", "mine")
    window.shop.follow_ups.save(replace(window.shop.follow_ups.get(made["now"]), text="theirs"))
    press(Key.Key_Tab)
    assert "theirs" in page.view.trouble.text()
    assert window.shop.follow_ups.get(made["now"]).text == "theirs"
    assert page.view.typing.text("text") == "mine"
    page.view.trouble.begin()
    press(Key.Key_Return)  # keep mine
    assert window.shop.follow_ups.get(made["now"]).text == "mine"
    assert page.view.trouble.isHidden()


def test_other_parts_changed_meanwhile_are_no_conflict(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    page.open(made["now"])
    type_in(page, "text", "mine")
    window.shop.follow_ups.save(replace(window.shop.follow_ups.get(made["now"]), urgent=True))
    press(Key.Key_Tab)
    saved = window.shop.follow_ups.get(made["now"])
    assert (saved.text, saved.urgent) == ("mine", True)


def test_a_window_built_anew_comes_back_with_what_was_typed(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    page.open(made["far"])
    type_in(page, "text", "half a sent")
    window.set_language("fi")
    again = window.places.page("followUps")
    assert isinstance(again, FollowUpsPage)
    assert again is not page
    assert again.pane.list.current_id() == made["far"]
    assert again.view.typing.text("text") == "half a sent"
    window.set_language("en")


def test_lead_times_and_repetition(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["far"])
    week = next(chip for chip in page.view.leads.findChildren(Toggle) if chip.text() == "7 days before")
    week.setFocus()
    press(Key.Key_Space)
    assert window.shop.follow_ups.get(made["far"]).leads == (7,)
    unit = page.view.repeating.unit
    unit.setFocus()
    while unit.currentText() != "every month":
        press(Key.Key_Down)
    saved = window.shop.follow_ups.get(made["far"]).repeat
    assert saved is not None
    assert (saved.every, saved.unit) == (1, "month")
    assert page.view.repeating.told.text() == "Next: Tue 20 Jul · Fri 20 Aug · Mon 20 Sept"
    every = page.view.repeating.every
    every.setFocus()
    every.selectAll()
    QTest.keyClicks(every, "3")
    press(Key.Key_Tab)
    saved = window.shop.follow_ups.get(made["far"]).repeat
    assert saved is not None
    assert saved.every == 3
    assert unit.currentText() == "every 3 months"


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_how_often_it_comes_back_is_read_whole(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int], qtbot: QtBot, language: str
) -> None:
    f = window.shop.follow_ups.get(made["now"])
    window.shop.follow_ups.save(replace(f, repeat=Repeat(1, Unit.LAST_WEEKDAY, weekday=4)))
    window.set_language(language)
    window.resize(1024, 680)
    window.go("followUps")
    again = window.places.page("followUps")
    assert isinstance(again, FollowUpsPage)
    again.open(made["now"])
    repeating = again.view.repeating

    def whole() -> bool:
        for combo in (repeating.unit, repeating.basis):
            option = QStyleOptionComboBox()
            combo.initStyleOption(option)
            room = combo.style().subControlRect(
                QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
            )
            if not combo.isVisible() or combo.fontMetrics().horizontalAdvance(combo.currentText()) > room.width():
                return False
            if combo.geometry().right() >= repeating.width():
                return False
        return True

    qtbot.waitUntil(whole, timeout=5000)


def test_handed_to_a_colleague(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    kasia = window.shop.staff.add("Kasia Nowak")
    page.open(made["now"])
    page.view.assignee.setFocus()
    press(Key.Key_Down)
    assert window.shop.follow_ups.get(made["now"]).assignee == kasia
    assert window.toast.words.text() == "Handed to Kasia Nowak"
    window.toast.undo_button.click()
    assert window.shop.follow_ups.get(made["now"]).assignee == 0
    assert page.view.assignee.currentText() == "Whoever is there"


# -- calls and complaints ----------------------------------------------------------------------------------------------


def test_who_was_reached_is_done_with(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["call"])
    customer = window.shop.follow_ups.get(made["call"]).customer_id
    type_in(page, "outcome", "Comes on Friday")
    page.view.head.reached.setFocus()
    press(Key.Key_Return)
    assert state_of(window, made["call"]) == State.DONE
    entry = window.shop.timeline.of(customer)[0]
    assert (entry.kind, entry.text, entry.outcome) == ("call", "Comes on Friday", "reached")


def test_no_answer_asks_when_again(qtbot: QtBot, window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    page.open(made["call"])
    page.view.head.missed.setFocus()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    while not menu.activeAction().text().startswith("Tomorrow"):
        press(Key.Key_Down)
    press(Key.Key_Return)
    saved = window.shop.follow_ups.get(made["call"])
    assert (saved.state, saved.snoozed_to) == (State.OPEN, datetime(2027, 5, 12))


@pytest.fixture
def complaint(window: MainWindow, page: FollowUpsPage, people: list[int]) -> int:
    made = window.shop.follow_ups.complain(people[3], "The cover was torn")
    window.perform("followUps", "open", made.follow_up)
    return made.follow_up


def test_a_complaint_has_its_own_part(window: MainWindow, page: FollowUpsPage, complaint: int) -> None:
    assert page.view.complaint.isVisible()
    assert "no offers" in page.view.complaint.held.text()
    type_in(page, "cause", "The post")
    press(Key.Key_Tab)
    type_in(page, "remedy", "A new copy")
    press(Key.Key_Tab)
    found = window.shop.follow_ups.get(complaint).complaint
    assert (found.cause, found.remedy) == ("The post", "A new copy")
    page.pane.list.setFocus()
    press(Key.Key_Space)
    assert state_of(window, complaint) == State.DONE
    assert window.shop.journal.steps(1)[0].label == "complaint_solved"


def test_an_ordinary_one_has_not(page: FollowUpsPage, made: dict[str, int], complaint: int) -> None:
    page.open(made["now"])
    assert page.view.complaint.isHidden()


def test_a_remedy_within_its_limit(
    qtbot: QtBot, window: MainWindow, page: FollowUpsPage, complaint: int, people: list[int]
) -> None:
    window.shop.remedies.save([Remedy("Voucher", 1000)])
    page.refresh(frozenset())
    page.view.complaint.give.setFocus()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), GiveRemedy))
    asked = QApplication.activePopupWidget()
    assert isinstance(asked, GiveRemedy)
    asked.amount.widget.setText("12")
    QTest.keyClick(asked.amount.widget, Key.Key_Return)
    assert "10" in asked.amount.error
    asked.amount.widget.setText("8")
    QTest.keyClick(asked.amount.widget, Key.Key_Return)
    entry = next(e for e in window.shop.timeline.of(people[3]) if e.kind == "remedy")
    assert (entry.amount, entry.detail, entry.follow_up) == (800, "Voucher", complaint)
    assert "Voucher" in page.view.complaint.given.text()


# -- letters, rules, series --------------------------------------------------------------------------------------------


def test_an_apology_is_written_with_the_remedy(
    window: MainWindow, page: FollowUpsPage, complaint: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, str, object]] = []
    monkeypatch.setattr(window, "perform", lambda *what: asked.append(what))
    type_in(page, "remedy", "A new copy")
    page.view.complaint.letter.setFocus()
    press(Key.Key_Return)
    customer = window.shop.follow_ups.get(complaint).customer_id
    wish = LetterRequest("apology_after_complaint", (customer,), {"resolution_text": "A new copy"})
    assert asked == [("letters", "write", wish)]


@pytest.mark.parametrize(
    ("kind", "letter"),
    [
        ("thank_you", True), ("check_in", True), ("drifting", False), ("complaint", False), ("promise", False),
        ("stay_in_touch", False),
    ],
)  # fmt: skip
def test_nobody_who_stays_away_is_told_how_good_it_was_to_see_them(
    page: FollowUpsPage, window: MainWindow, people: list[int], kind: str, letter: bool
) -> None:
    made = window.shop.follow_ups.add(FollowUp(kind, people[0], "", window.shop.today))
    window.perform("followUps", "open", made)
    assert page.view.head.letter.isVisible() is letter
    assert page.view.head.reached.isVisible() is (kind in {"check_in", "drifting", "complaint"})


def test_a_letter_instead_of_a_call(
    window: MainWindow, page: FollowUpsPage, people: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    window.shop.visits.visit(people[0])
    made = next(f.id for f in window.shop.follow_ups.of(people[0]) if f.kind == "thank_you")
    page.open(made)
    asked: list[tuple[str, str, object]] = []
    monkeypatch.setattr(window, "perform", lambda *what: asked.append(what))
    page.view.head.letter.click()
    assert asked == [("letters", "write", LetterRequest("thank_you_first_purchase", (people[0],), follow_up=made))]


def test_a_series_tells_what_was_before(window: MainWindow, page: FollowUpsPage, people: list[int]) -> None:
    window.shop.actor = "Sanna"
    first = window.shop.follow_ups.add(FollowUp("reminder", people[0], "tea", TODAY, repeat=Repeat(1, Unit.MONTH)))
    page.open(first)
    press(Key.Key_Space)
    assert "The next one: Fri 11 Jun" in window.toast.words.text()
    second = window.shop.follow_ups.children(first)[0].id
    page.open(second)
    assert "Made by Sanna" in page.view.story.told.text()
    rows = page.view.story.list.rows
    assert [rows.row(n).side for n in range(rows.rowCount())] == ["Done"]
    page.view.story.list.setFocus()
    press(Key.Key_Return)
    assert page.pane.list.current_id() == first


def test_what_a_rule_made_says_which(window: MainWindow, page: FollowUpsPage, people: list[int]) -> None:
    rule = next(r for r in window.shop.rules.all() if r.kind == RuleKind.THANK_YOU)
    window.shop.rules.save(replace(rule, active=True))
    window.shop.visits.visit(people[4])
    made = window.shop.follow_ups.of(people[4])[0]
    window.perform("followUps", "open", made.id)
    assert page.view.story.told.text().startswith("By the rule: Thank-you")
    field = page.view.typing.fields["text"].widget
    assert field.placeholderText() == "Thank you for the first visit"


def test_a_snooze_taken_back(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    window.shop.follow_ups.snooze(made["now"], datetime(2027, 5, 20))
    page.open(made["now"])
    press(Key.Key_Right)
    press(Key.Key_Return)
    assert window.shop.follow_ups.get(made["now"]).snoozed_to is None


# -- put off, and public holidays --------------------------------------------------------------------------------------


def test_after_no_answer_everything_says_the_new_hour(
    qtbot: QtBot, window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    window.shop.clock = FixedClock(datetime(2027, 5, 11, 16, 2))
    page.open(made["call"])
    page.view.head.missed.setFocus()
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    press(Key.Key_Return)  # in an hour
    assert window.toast.words.text() == "No answer. Call again: today at 17:05"
    assert page.view.head.line.text() == "Call-back · today at 17:05"
    assert [chip.text for chip in page.view.head.chips.chips] == ["Snoozed until 17:05"]
    lines = page.pane.list.lines
    assert lines.row(lines.place_of(made["call"])).side == "17:05"


def test_a_day_that_is_a_public_holiday_says_so(window: MainWindow, page: FollowUpsPage, made: dict[str, int]) -> None:
    window.shop.settings.save(replace(window.shop.settings.read(), country="FI"))
    monthly = Repeat(1, Unit.LAST_WEEKDAY, weekday=4)
    page.open(window.shop.follow_ups.add(FollowUp("reminder", 1, "Pay", date(2029, 1, 26), repeat=monthly)))
    told, due = page.view.repeating.told, page.view.typing.fields["due"].widget
    assert told.text() == "Next: Fri 23 Feb 2029 · Fri 30 Mar 2029 (public holiday) · Fri 27 Apr 2029"
    assert due.accessibleDescription() == ""
    type_in(page, "due", "30 Mar 2029")
    press(Key.Key_Return)
    assert page.view.head.line.text().startswith("Reminder · Fri 30 Mar 2029 (public holiday)")
    assert due.accessibleDescription() == "Fri 30 Mar 2029 (public holiday)"
    yearly = FollowUp("reminder", 1, "Wreath", date(2026, 12, 6), repeat=Repeat(1, Unit.YEAR))
    page.open(window.shop.follow_ups.add(yearly))
    assert told.text().startswith("Next: Mon 6 Dec (public holiday) · ")
    window.shop.settings.save(replace(window.shop.settings.read(), country="PL"))
    page.refresh(frozenset())
    assert told.text().startswith("Next: Mon 6 Dec · ")


def test_words_for_a_public_holiday_say_so_before_they_are_saved(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    window.shop.settings.save(replace(window.shop.settings.read(), country="FI"))
    window.perform("followUps", "new", 1)
    QTest.keyClicks(page.new.text, "Bring the flag on 6 December")
    assert [chip.text() for chip in page.new.dates.row.chips] == ["Mon 6 Dec (public holiday)"]
    page.new.text.clear()
    QTest.keyClicks(page.new.day.line, "6 December")
    assert page.new.day.told.text() == "Mon 6 Dec (public holiday)"
    page.new.day.line.clear()
    window.perform("customers", "note", 1)
    customers = window.places.page("customers")
    assert isinstance(customers, CustomersPage)
    composer = customers.person.composer
    QTest.keyClicks(composer.text, "Bring the flag on 6 December at 10")
    assert [chip.text() for chip in composer.dates.row.chips] == ["Mon 6 Dec at 10:00 (public holiday)"]
    composer.save()
    assert customers.person.to_do.list.rows.row(0).title == "Reminder · Mon 6 Dec at 10:00 (public holiday)"
