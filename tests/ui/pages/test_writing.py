"""The composer: kinds, days in words, amounts, calls, complaints, cards; and what was begun outlives the window."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from smallcrm import messages
from smallcrm.domain.errors import BadInput
from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind, State
from smallcrm.domain.gifts import Remedy
from smallcrm.ui.giving import GiveRemedy
from smallcrm.ui.pages.customers.composer import Composer
from smallcrm.ui.pages.customers.day_button import AskPast, past_day
from smallcrm.ui.pages.customers.kinds_to_write import FIRST, KindTabs, looks
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.customers.quick_words import QuickWords
from smallcrm.ui.pages.customers.written import Written, change
from tests.ui.pages.first_customer import page
from tests.ui.plain_pages import TODAY

__all__ = ["page"]

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
DAY = TODAY if isinstance(TODAY, date) else TODAY.date()


@pytest.fixture
def composer(page: CustomersPage) -> Composer:
    return page.person.composer


def write(composer: Composer, kind: str, words: str) -> None:
    composer.begin(kind)
    composer.text.setPlainText(words)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(widget, key, modifier)


def test_every_kind_is_saved_as_what_it_is(page: CustomersPage, composer: Composer) -> None:
    for kind in looks():
        write(composer, kind, f"words of {kind}")
        assert composer.save()
        entry = page.shop.timeline.of(1)[0]
        assert (entry.kind, entry.text) == (kind, f"words of {kind}")
        assert composer.tabs.kind == "note"
        assert composer.text.toPlainText() == ""


def test_text_stays_plain_text(page: CustomersPage, composer: Composer) -> None:
    words = "<b>100 %</b> {name} %s \\n & &amp; 🌷 \u202e"
    write(composer, "note", words)
    composer.save()
    assert page.shop.timeline.of(1)[0].text == words
    line = page.person.timeline.lines.lines[1]
    assert line.text == words


def test_tabs_without_room_wait_in_the_menu(qtbot: QtBot) -> None:
    tabs = KindTabs()
    qtbot.addWidget(tabs)
    tabs.resize(150, 32)
    tabs.show()
    assert [kind for kind, tab in tabs._tabs.items() if tab.isVisible()] == ["note"]
    tabs.choose("purchase")
    assert tabs._tabs["purchase"].isVisible()
    tabs.resize(900, 32)
    assert {kind for kind, tab in tabs._tabs.items() if tab.isVisible()} == {*FIRST, "purchase"}


# -- days in words -------------------------------------------------------------------------------------------------


def test_backspace_on_the_chip_refuses_it_and_in_the_text_it_deletes(composer: Composer) -> None:
    write(composer, "note", "call tomorrow")
    chip = composer.dates.row.chips[0]
    assert composer.text.extraSelections()
    chip.setFocus()
    press(chip, Key.Key_Backspace)
    assert composer.dates.row.isHidden()
    assert composer.text.hasFocus()
    assert composer.text.toPlainText() == "call tomorrow"
    press(composer.text, Key.Key_End)
    press(composer.text, Key.Key_Backspace)
    assert composer.text.toPlainText() == "call tomorro"
    composer.text.insertPlainText("w")
    assert not composer.dates.row.isHidden()  # the words were gone for a moment: a day is meant again


def test_words_of_two_days_ask_which(page: CustomersPage, composer: Composer) -> None:
    write(composer, "note", "call in two to three weeks")
    assert not composer.save()
    first, second = composer.dates.row.chips[:2]
    assert first.hasFocus()
    press(second, Key.Key_Return)
    assert not composer.dates.open_question
    assert composer.save()
    (made,) = page.shop.follow_ups.of(1)
    assert made.due >= DAY + timedelta(weeks=3)


def test_no_date_is_an_answer_too(page: CustomersPage, composer: Composer) -> None:
    write(composer, "note", "call in two to three weeks")
    composer.dates.row.chips[-1].click()
    assert composer.save()
    assert page.shop.follow_ups.of(1) == []


def test_another_day_is_typed_behind_the_chip(page: CustomersPage, composer: Composer) -> None:
    write(composer, "complaint", "The colour faded.")
    composer.dates.row.chips[0].click()
    line = next(one for one in QApplication.topLevelWidgets() if one.objectName() == "askDay").findChild(QLineEdit)
    assert line is not None
    line.setText("in 2 weeks")
    press(line, Key.Key_Return)
    assert composer.save()
    (made,) = page.shop.follow_ups.of(1)
    assert made.due == DAY + timedelta(weeks=2)


def test_the_day_in_words_is_read_in_the_language_of_the_window_then_of_the_shop() -> None:
    from datetime import datetime

    words = QuickWords(lambda: datetime(2026, 11, 23, 9), lambda _day: True, lambda: "fi")
    for text in ("call tomorrow", "soita huomenna"):
        found = words.read(text)
        assert found is not None
        words.refuse(text, found)
        assert words.read(text) is None
        assert words.read(f"{text} or on 24 December") is not None


def test_emoji_before_the_words_do_not_shift_the_tint(composer: Composer) -> None:
    write(composer, "note", "🌷🌷 call tomorrow")
    (mark,) = composer.text.extraSelections()
    assert mark.cursor.selectedText() == "tomorrow"


def test_a_visit_may_come_with_a_promise(page: CustomersPage, composer: Composer) -> None:
    write(composer, "visit", "Call her in 6 weeks")
    composer.options.amount.setText("45,50")
    assert composer.save()
    entry = page.shop.timeline.of(1)[0]
    made = next(one for one in page.shop.follow_ups.of(1) if not one.rule)  # the first visit makes a thank-you too
    assert (entry.kind, entry.amount) == ("visit", 4550)
    assert (made.entry, made.kind) == (entry.id, FollowUpKind.REMINDER)
    page.main.undo()
    assert page.shop.timeline.of(1) == []
    assert page.shop.follow_ups.of(1) == []


# -- amounts, calls, complaints ------------------------------------------------------------------------------------


def test_an_amount_that_is_none_stays_typed(page: CustomersPage, composer: Composer) -> None:
    composer.begin("visit")
    composer.options.amount.setText("a lot")
    assert not composer.save()
    assert composer.strip.isVisible()
    assert composer.options.amount.hasFocus()
    assert composer.options.amount.text() == "a lot"
    assert page.shop.timeline.of(1) == []


def test_no_answer_asks_when_again(page: CustomersPage, composer: Composer) -> None:
    composer.begin("call")
    composer.options.outcomes[CallOutcome.NO_ANSWER].click()
    assert not composer.dates.row.isHidden()
    composer.text.setPlainText("try again on 24 December at 15:00")
    composer.save()
    entry = page.shop.timeline.of(1)[0]
    (made,) = page.shop.follow_ups.of(1)
    assert (entry.kind, entry.outcome) == ("call", "no_answer")
    assert (made.kind, made.due.month, made.due.day) == (FollowUpKind.CALL_BACK, 12, 24)


def test_the_call_of_yesterday_closes_its_follow_up_and_makes_the_next(page: CustomersPage, composer: Composer) -> None:
    number = page.shop.follow_ups.add(FollowUp(FollowUpKind.CALL_BACK, 1, "about the cake", DAY))
    page.person.write("call", number)
    composer.text.setPlainText("She wants another call tomorrow")
    composer.day.show_day(DAY - timedelta(days=1))
    assert composer.save()
    assert page.shop.follow_ups.get(number).state == State.DONE
    (again,) = [one for one in page.shop.follow_ups.of(1) if one.live]
    assert (again.kind, again.due) == (FollowUpKind.CALL_BACK, DAY + timedelta(days=1))


def test_the_call_of_a_follow_up_closes_it(page: CustomersPage, composer: Composer) -> None:
    number = page.shop.follow_ups.add(FollowUp(FollowUpKind.CALL_BACK, 1, "about the cake", DAY))
    page.person.to_do.call_wanted.emit(number)
    assert composer.tabs.kind == "call"
    composer.text.setPlainText("She takes it.")
    composer.save()
    assert page.shop.follow_ups.get(number).state == State.DONE


def test_a_complaint_is_for_the_assistant_unless_somebody_else_is_chosen(page: CustomersPage) -> None:
    from dataclasses import replace

    shop = page.shop
    sanna = shop.staff.add("Sanna")
    shop.customers.save(replace(shop.customers.get(2), assistant=sanna))
    page.open(2)
    composer = page.person.composer
    write(composer, "complaint", "The colour faded.")
    assert composer.options.responsible == sanna
    composer.save()
    assert shop.follow_ups.of(2)[0].assignee == sanna
    assert page.person.header.complaint.isVisible()


def test_a_remedy_is_given_up_to_its_limit(page: CustomersPage, qtbot: QtBot) -> None:
    shop = page.shop
    shop.remedies.save([Remedy("Free coffee", 500)])
    complaint = shop.follow_ups.get(shop.follow_ups.complain(1, "Cold.").follow_up)
    asking = GiveRemedy(page.main, complaint, shop.remedies.all()[0], page.person)
    qtbot.addWidget(asking)
    for refused in ("6", "0", "€3"):
        asking.amount.widget.setText(refused)
        asking.commit()
        assert asking.amount.error
    assert not shop.timeline.of(1, kinds=("remedy",))
    asking.amount.widget.setText("4,50")
    asking.commit()
    entry = shop.timeline.of(1, kinds=("remedy",))[0]
    assert (entry.amount, entry.detail, entry.follow_up) == (450, "Free coffee", complaint.id)


@pytest.mark.parametrize(
    ("kind", "stops"),
    [
        ("note", ["dueChip", "print", "saveNoteButton"]),
        ("call", ["outcome_reached", "dueChip", "cancel", "saveNoteButton"]),
        ("purchase", ["entryAmount", "dueChip", "cancel", "saveNoteButton"]),
    ],
)
def test_tab_leads_from_the_words_to_the_day_they_make(composer: Composer, kind: str, stops: list[str]) -> None:
    composer.begin(kind)
    for words in ("call tomorrow", "call on 20 May"):  # the chip is made anew
        composer.text.setPlainText(words)
        composer.text.setFocus()
        found = []
        for _stop in stops:
            press(QApplication.focusWidget() or composer.text, Key.Key_Tab)
            here = QApplication.focusWidget()
            assert here is not None
            named = {id(composer.print_button): "print", id(composer.cancel): "cancel"}
            found.append(named.get(id(here), here.objectName()))
        assert found == stops


# -- changing ------------------------------------------------------------------------------------------------------


def test_an_entry_is_changed_with_its_kind_amount_and_day(page: CustomersPage, composer: Composer) -> None:
    page.shop.visits.visit(1, amount=4500, text="cut")
    page.open(1)
    timeline = page.person.timeline
    timeline.setFocus()
    press(timeline, Key.Key_Return)
    assert (composer.tabs.kind, composer.options.amount.text(), composer.text.toPlainText()) == ("visit", "45", "cut")
    assert composer.dates.row.isHidden()
    composer.tabs.choose("purchase")
    composer.options.amount.setText("12,50")
    composer.day.take(DAY - timedelta(days=3))
    composer.save()
    entry = page.shop.timeline.of(1)[0]
    assert (entry.kind, entry.amount, entry.on) == ("purchase", 1250, DAY - timedelta(days=3))
    timeline.setFocus()
    press(timeline, Key.Key_Delete)
    assert page.shop.timeline.of(1) == []
    page.main.toast.undo_button.click()
    assert len(page.shop.timeline.of(1)) == 1


@pytest.mark.parametrize("kind", ["note", "complaint"])
def test_no_line_is_made_a_complaint_by_its_name_only_and_no_complaint_something_else(
    page: CustomersPage, composer: Composer, kind: str
) -> None:
    follow_ups, timeline = page.shop.follow_ups, page.person.timeline
    made = follow_ups.note(1, "torn") if kind == "note" else follow_ups.complain(1, "torn")
    timeline.setCurrentIndex(timeline.lines.index(1))
    press(timeline, Key.Key_F2)
    offered = {one for one in looks() if (kind == "complaint") == (one == "complaint")}
    for other in looks():
        composer.tabs.choose(other)
        assert composer.tabs.kind in offered
        assert {one for one, tab in composer.tabs._tabs.items() if tab.isVisible()} <= offered
    assert composer.tabs.more.isVisible() is (kind == "note")
    composer.tabs.choose(kind)
    composer.text.setPlainText("torn at the edge")
    composer.save()
    entry = page.shop.timeline.get(made.entry)
    assert (entry.kind, entry.text) == (kind, "torn at the edge")
    assert composer.tabs._tabs["complaint"].isVisible()
    assert len(follow_ups.open_complaints(1)) == (kind == "complaint")


def test_a_draft_that_renames_a_line_into_a_complaint_changes_its_words_alone(page: CustomersPage) -> None:
    made = page.shop.follow_ups.note(1, "torn")
    entry = page.shop.timeline.get(made.entry)
    composer = page.person.composer
    composer.drafts.hold((1, made.entry), Written("complaint", "torn at the edge"))
    composer.edit(entry)
    assert (composer.tabs.kind, composer.text.toPlainText()) == ("note", "torn at the edge")
    change(page.shop, entry, Written("complaint", "torn apart"))
    assert page.shop.timeline.get(made.entry).kind == "note"


@pytest.mark.parametrize(
    ("kind", "made", "step"),
    [
        ("complaint", "complaint", "Complaint: {name}"),
        ("note", "reminder", "Note written and put down to be done: {name}"),
        ("meeting", "reminder", "Meeting: {name}"),
    ],
)
@pytest.mark.parametrize("back", [0, 3])
def test_what_is_to_be_done_and_its_line_know_each_other_whatever_day_it_is_of(
    page: CustomersPage, composer: Composer, kind: str, made: str, step: str, back: int
) -> None:
    composer.begin(kind)
    QTest.keyClicks(composer.text, "about the tea, on 20 May")
    composer.day.take(DAY - timedelta(days=back))
    composer.save()
    (entry,), (follow_up,) = page.shop.timeline.of(1), page.shop.follow_ups.of(1)
    assert (entry.kind, entry.on, entry.follow_up) == (kind, DAY - timedelta(days=back), follow_up.id)
    assert (follow_up.kind, follow_up.entry, follow_up.due) == (made, entry.id, date(DAY.year, 5, 20))
    name = page.shop.customers.name_of(1)
    assert messages.label(page.shop.journal.steps(1)[0]) == step.format(name=name)
    page.shop.journal.undo()
    assert (page.shop.timeline.of(1), page.shop.follow_ups.of(1)) == ([], [])


_PAST = [("yesterday", 1), ("Today", 0), ("", 0), ("the day before yesterday", 2), ("3 days ago", 3), ("a week ago", 7)]


@pytest.mark.parametrize(("text", "days"), _PAST)
def test_days_that_have_been_are_read_in_words(text: str, days: int) -> None:
    assert past_day(text, DAY) == DAY - timedelta(days=days)


def test_a_date_without_its_year_is_the_last_one() -> None:
    later = DAY + timedelta(days=5)
    assert past_day(f"{later.day}/{later.month}", DAY) == later.replace(year=later.year - 1)
    assert past_day("29/2", date(2026, 3, 1)) == date(2024, 2, 29)
    for text in ("31.31.", "soon", f"{later.day}/{later.month}/{later.year}"):
        with pytest.raises(BadInput):
            past_day(text, DAY)


def test_the_day_is_asked_for_and_what_is_no_day_stays_typed(composer: Composer) -> None:
    ask = AskPast(composer.day, DAY)
    ask.line.setText("soon")
    ask.commit()
    assert ask.field.error
    ask.line.setText("yesterday")
    press(ask.line, Key.Key_Return)
    assert composer.day.day == DAY - timedelta(days=1)


# -- cards ---------------------------------------------------------------------------------------------------------


def test_ctrl_p_in_a_note_saves_it_and_opens_letters(page: CustomersPage, composer: Composer) -> None:
    write(composer, "note", "The book came in.")
    press(composer.text, Key.Key_P, CTRL)
    assert page.shop.timeline.of(1)[0].text == "The book came in."
    assert page.main.places.here == "letters"
