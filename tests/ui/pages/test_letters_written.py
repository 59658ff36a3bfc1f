"""Letters to chosen people: typed words, a preview that follows, and a timeline that keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smallcrm import messages
from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.letter_request import LETTER_KINDS, REWARDS, LetterRequest
from smallcrm.store.letters import Selection
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.page import LettersPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.written import NOTE, Settle, earn, rows, save, somebody, words, write


@pytest.fixture
def page(window: MainWindow, settled: Settle) -> LettersPage:
    """The letters page, before anything was wished for."""
    window.go("letters")
    settled(window)
    made = window.places.page("letters")
    assert isinstance(made, LettersPage)
    return made


def test_a_note_with_its_words_is_ready_to_print(page: LettersPage, settled: Settle) -> None:
    customer = write(page, settled, personal_note=NOTE)
    assert page.main.focusWidget() is page.head.printer
    assert [one.piece.customer_id for one in page.who.ticked_people()] == [customer]
    assert words(page) == NOTE
    assert page.kind == layouts.CARDS
    assert list(page.options.designs.choices) == ["wreath", "coffee"]
    assert len(page.preview.pages.images) == 2


@pytest.mark.parametrize("kind", LETTER_KINDS)
def test_each_kind_is_offered_and_has_its_paper(page: LettersPage, settled: Settle, kind: str) -> None:
    page.shop.settings.save(replace(page.shop.settings.read(), phone="1", email="a@b.example"))
    if kind in REWARDS:
        earn(page.shop, somebody(page))
    write(page, settled, kind, personal_note="A.", resolution_text="B.")
    assert len(page.who.ticked_people()) == 1
    assert page.who.kinds.currentText() == messages.letters.kind(kind)
    assert not page.preview.pages.images[0].isNull()


def test_what_is_typed_stands_in_the_preview_and_on_paper(
    page: LettersPage, settled: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    write(page, settled, "apology_after_complaint")
    edit = page.words.fields["resolution_text"]
    assert page.main.focusWidget() is edit
    assert "…" in words(page)
    before = page.preview.pages.images[0]
    QTest.keyClicks(edit, "A new one is on its way.")
    qtbot.waitUntil(lambda: "A new one is on its way." in words(page), timeout=20_000)
    qtbot.waitUntil(lambda: page.preview.pages.images[0] != before, timeout=20_000)
    settled(page.main)
    assert page.main.focusWidget() is edit


def test_nothing_unwritten_is_printed(page: LettersPage, settled: Settle) -> None:
    write(page, settled, "good_to_see_you_again", promise_text="I will call.")
    page.head.printer.setFocus()
    page.printing.ask_printer()
    assert page.printing.dialog is None
    assert page.main.focusWidget() is page.words.fields["personal_note"]
    page.show_kind(layouts.ADDRESSES)  # an address needs no words
    settled(page.main)
    assert page.writing.complete()


def test_what_was_typed_last_is_printed_however_quick(page: LettersPage, settled: Settle, tmp_path: Path) -> None:
    write(page, settled, personal_note="Old.")
    page.words.fields["personal_note"].setPlainText("New.")
    printed: list[str] = []
    page.writing.once_read(lambda: printed.append(words(page)))
    assert printed == []
    settled(page.main)
    assert printed == ["New."]


def test_a_printed_note_is_kept_with_its_words_and_leads_back(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    customer = write(page, settled, personal_note=NOTE)
    save(page, settled, tmp_path)
    (run,) = page.shop.letters.unfinished()
    assert run.kind == "personal_note"
    page.asking.all_came()
    entry = page.shop.timeline.of(customer)[0]
    assert (entry.kind, entry.outcome, entry.detail, entry.text) == ("letter", "printed", "personal_note", NOTE)
    assert messages.entry_title(entry) == "Note printed"
    page.start_again()
    settled(page.main)
    assert page.main.places.here == "customers"
    assert page.writing.birthdays
    assert page.selection == Selection()
    page.shop.journal.undo()
    assert all(e.kind != "letter" for e in page.shop.timeline.of(customer))


def test_the_follow_up_that_a_letter_answers_is_done_with_it(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    customer = somebody(page)
    due = FollowUp(FollowUpKind.THANK_YOU, customer, "Thank you", page.shop.today)
    made = page.shop.follow_ups.add(due)
    page.main.perform("letters", "write", LetterRequest("thank_you_first_purchase", (customer,), {}, made))
    settled(page.main)
    save(page, settled, tmp_path)
    assert page.shop.follow_ups.get(made).state == State.OPEN
    page.asking.all_came()
    assert page.shop.follow_ups.get(made).state == State.DONE
    page.shop.journal.undo()
    assert page.shop.follow_ups.get(made).state == State.OPEN


def test_letters_came_out_though_what_they_answer_was_taken_back(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    customer = somebody(page)
    made = page.shop.follow_ups.add(FollowUp(FollowUpKind.THANK_YOU, customer, "Thank you", page.shop.today))
    page.main.perform("letters", "write", LetterRequest("thank_you_first_purchase", (customer,), {}, made))
    settled(page.main)
    page.shop.journal.undo()
    settled(page.main)
    save(page, settled, tmp_path)
    page.asking.all_came()
    assert page.shop.letters.unfinished() == []


def test_a_run_nobody_answered_for_comes_back_with_its_words(
    page: LettersPage, settled: Settle, tmp_path: Path
) -> None:
    write(page, settled, personal_note=NOTE)
    save(page, settled, tmp_path)
    (run,) = page.shop.letters.unfinished()
    page.main.perform("letters", "print", ())
    settled(page.main)
    assert page.writing.birthdays
    page.main.perform("letters", "confirm", run.id)
    settled(page.main)
    assert page.writing.kind == "personal_note"
    assert page.words.values["personal_note"] == NOTE
    page.asking.none_came()
    settled(page.main)
    assert words(page) == NOTE


def test_people_are_chosen_one_after_the_other(page: LettersPage, settled: Settle) -> None:
    page.writing.choose("pass_on_information")
    settled(page.main)
    assert rows(page) == []
    assert page.preview.pages.words
    due = page.shop.occasions.cards_to_print()[:2]
    for card in due:
        page.who.period.emit(Selection(customers=(card.customer.id,)), card.customer.name)
        settled(page.main)
    assert [one.piece.customer_id for one in page.who.ticked_people()] == [c.customer.id for c in due]
    page.writing.choose("nice_to_meet_you")  # the same people, another letter
    settled(page.main)
    assert page.selection.customers == tuple(c.customer.id for c in due)
    page.writing.choose("birthday")
    settled(page.main)
    assert page.selection == Selection()


def test_no_mail_is_obeyed_and_an_open_complaint_holds_what_is_no_answer(page: LettersPage, settled: Settle) -> None:
    customer = somebody(page)
    page.shop.follow_ups.complain(customer, "The lamp flickers", due=date(2027, 1, 1))
    page.main.perform("letters", "write", LetterRequest("pass_on_information", (customer,), {"personal_note": "A."}))
    settled(page.main)
    (row,) = [r for r in rows(page) if not r.group]
    assert (row.subtitle, row.button) == ("Open complaint", "Add")
    page.who.list.acted.emit(row, "button")
    settled(page.main)
    assert len(page.who.ticked_people()) == 1
    page.main.perform("letters", "write", LetterRequest("apology_after_complaint", (customer,)))
    settled(page.main)
    assert len(page.who.ticked_people()) == 1
    (silent,) = [c.id for c in map(page.shop.customers.get, range(1, 9)) if c.no_mail]
    page.main.perform("letters", "write", LetterRequest("personal_note", (silent,), {"personal_note": "A."}))
    settled(page.main)
    assert [r.subtitle for r in rows(page) if not r.group] == ["No mail"]


def test_a_window_built_anew_keeps_the_letter_and_its_words(page: LettersPage, settled: Settle) -> None:
    customer = write(page, settled, "good_to_see_you_again", personal_note=NOTE)
    QTest.keyClicks(page.words.fields["promise_text"], "I will call.")
    page.main.set_language("nb")
    settled(page.main)
    fresh = page.main.places.page("letters")
    assert isinstance(fresh, LettersPage)
    assert fresh is not page
    assert fresh.writing.kind == "good_to_see_you_again"
    assert fresh.words.values == {"personal_note": NOTE, "promise_text": "I will call."}
    assert fresh.selection.customers == (customer,)


def test_ctrl_p_elsewhere_leads_to_the_cards_of_the_day(page: LettersPage, settled: Settle) -> None:
    write(page, settled, personal_note=NOTE)
    page.main.go("today")
    QTest.keyClick(page.main, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page.main.perform("letters", "print", ())
    settled(page.main)
    assert page.writing.birthdays
    assert len(page.who.ticked_people()) == len(page.shop.occasions.cards_to_print())


def test_a_promise_typed_here_is_kept_in_mind_once_it_is_printed(
    page: LettersPage, settled: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    customer = write(page, settled, "good_to_see_you_again", personal_note=NOTE)
    QTest.keyClicks(page.words.fields["promise_text"], "I will call you in 3 weeks.")
    qtbot.waitUntil(page.words.remind.isVisible, timeout=5_000)
    settled(page.main)
    assert page.words.remind.isChecked()
    save(page, settled, tmp_path)
    assert page.shop.follow_ups.of(customer) == []
    page.asking.all_came()
    (kept,) = page.shop.follow_ups.of(customer)
    assert (kept.kind, kept.text) == (FollowUpKind.PROMISE, "I will call you in 3 weeks.")
    assert (kept.due - page.shop.today).days == 21
    page.shop.journal.undo()
    assert page.shop.follow_ups.of(customer) == []


def test_no_reminder_is_made_twice_or_against_a_wish(page: LettersPage, settled: Settle, qtbot: QtBot) -> None:
    write(page, settled, personal_note="I will call you in 3 weeks.")
    assert not page.words.remind.isVisible()  # whoever asked for this note has kept it
    QTest.keyClicks(page.words.fields["personal_note"], "Promised. ")
    qtbot.waitUntil(page.words.remind.isVisible, timeout=5_000)
    QTest.keyClick(page.words.remind, Qt.Key.Key_Space)
    customer = somebody(page)
    page.writing.promise.keep((customer,))
    assert page.shop.follow_ups.of(customer) == []
    QTest.keyClick(page.words.remind, Qt.Key.Key_Space)
    page.writing.promise.keep((customer,))
    page.writing.promise.keep((customer,))
    assert len(page.shop.follow_ups.of(customer)) == 1


def test_a_wish_without_a_kind_begins_at_the_choice_and_leads_back_all_the_same(
    page: LettersPage, settled: Settle
) -> None:
    customer = write(page, settled, "")
    assert page.main.focusWidget() is page.who.kinds
    QTest.keyClick(page.who.kinds, Qt.Key.Key_Up)
    settled(page.main)
    assert page.writing.kind == "reward_expires_soon"
    assert page.selection.customers == (customer,)
    page.start_again()
    assert page.main.places.here == "customers"


def test_what_was_begun_is_there_again_until_it_is_printed(
    page: LettersPage, settled: Settle, tmp_path: Path, qtbot: QtBot
) -> None:
    customer = write(page, settled, "nice_to_meet_you")
    page.shop.settings.save(replace(page.shop.settings.read(), phone="1"))
    QTest.keyClicks(page.words.fields["personal_note"], "You asked for blue.")
    qtbot.waitUntil(lambda: not page.words.waiting)
    page.main.perform("letters", "print", ())
    settled(page.main)
    assert page.words.isHidden()
    page.writing.choose("nice_to_meet_you")
    settled(page.main)
    assert page.words.values["personal_note"] == "You asked for blue."
    assert page.selection.customers == (customer,)
    page.main.perform("letters", "write", LetterRequest("nice_to_meet_you", (customer + 1,)))
    assert page.words.values["personal_note"] == ""  # those words were for somebody else
    QTest.keyClicks(page.words.fields["personal_note"], "Red")  # nor do other words take their place
    page.main.perform("letters", "write", LetterRequest("nice_to_meet_you", (customer,)))
    assert page.words.values["personal_note"] == "You asked for blue."
    settled(page.main)
    save(page, settled, tmp_path)
    page.asking.all_came()
    assert [one["fields"] for one in page.shop.drafts.all().values()] == [{"personal_note": "Red"}]
    page.main.perform("letters", "write", LetterRequest("nice_to_meet_you", (customer + 1,)))
    page.words.fields["personal_note"].clear()
    qtbot.waitUntil(lambda: page.shop.drafts.all() == {})
    settled(page.main)
