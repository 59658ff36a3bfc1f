"""The note field: what was begun is never lost, whatever is looked at meanwhile."""

from __future__ import annotations

from contextlib import closing

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from smallcrm.store.shop import Shop
from smallcrm.ui.pages.customers.composer import Composer
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.customers.words import MOST
from smallcrm.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> CustomersPage:
    window.shop.timeline.add(1, "note", "old words")
    window.go("customers")
    made = window.places.page("customers")
    assert isinstance(made, CustomersPage)
    made.open(1)
    return made


def _edit_the_old_one(page: CustomersPage) -> Composer:
    timeline = page.person.timeline
    timeline.setCurrentIndex(timeline.lines.index(1))
    QTest.keyClick(timeline, Qt.Key.Key_F2)
    return page.person.composer


def _words(page: CustomersPage) -> list[str]:
    return [e.text for e in page.shop.timeline.of(1)]


def test_a_note_that_was_begun_waits_while_an_older_one_is_left_as_it_was(page: CustomersPage) -> None:
    page.person.composer.text.setPlainText("half a")
    composer = _edit_the_old_one(page)
    assert composer.text.toPlainText() == "old words"
    QTest.keyClick(composer.text, Qt.Key.Key_Escape)
    assert composer.text.toPlainText() == "half a"
    assert not composer.cancel.isVisible()


def test_a_note_that_was_begun_waits_while_an_older_one_is_saved(page: CustomersPage) -> None:
    page.person.composer.text.setPlainText("half a")
    composer = _edit_the_old_one(page)
    composer.text.setPlainText("new words")
    composer.save()
    assert composer.text.toPlainText() == "half a"
    assert _words(page) == ["new words"]
    composer.save()
    assert _words(page) == ["half a", "new words"]
    assert composer.text.toPlainText() == ""


def test_the_changed_words_of_a_note_wait_while_somebody_else_is_looked_at(page: CustomersPage) -> None:
    composer = _edit_the_old_one(page)
    composer.text.setPlainText("new wo")
    page.open(2)
    assert composer.text.toPlainText() == ""
    assert not composer.cancel.isVisible()
    page.open(1)
    assert composer.text.toPlainText() == "new wo"
    assert composer.cancel.isVisible()
    composer.save()
    assert _words(page) == ["new wo"]


def test_the_words_of_a_note_that_was_deleted_meanwhile_become_a_new_one(page: CustomersPage) -> None:
    composer = _edit_the_old_one(page)
    composer.text.setPlainText("new words")
    page.shop.timeline.remove(page.shop.timeline.of(1)[0].id)
    composer.save()
    assert composer.strip.isVisible()
    assert composer.text.toPlainText() == "new words"
    composer.save()
    assert _words(page) == ["new words"]


def test_a_new_note_for_somebody_who_was_erased_meanwhile_keeps_its_words(page: CustomersPage) -> None:
    composer = page.person.composer
    composer.text.setPlainText("half a")
    composer._customer = 9999
    composer.save()
    assert composer.text.toPlainText() == "half a"
    assert composer.strip.isVisible()


def test_of_a_book_that_is_pasted_the_beginning_is_taken_and_that_is_said(page: CustomersPage) -> None:
    composer, book = page.person.composer, QMimeData()
    composer.text.setPlainText("So: ")
    composer.text.moveCursor(QTextCursor.MoveOperation.End)
    book.setText("words ")
    composer.text.insertFromMimeData(book)
    assert not composer.strip.isVisible()
    book.setText("x" * MOST)
    composer.text.insertFromMimeData(book)
    assert composer.text.toPlainText() == ("So: words " + "x" * MOST)[:MOST]
    assert composer.strip.text() == "Too long: only the first 20,000 characters were taken."
    assert composer.save()
    assert not composer.strip.isVisible()


def test_what_another_window_changed_of_an_entry_is_not_overwritten_unseen(page: CustomersPage) -> None:
    composer = _edit_the_old_one(page)
    composer.text.setPlainText("mine")
    (entry,) = page.shop.timeline.of(1)
    with closing(Shop.open(page.shop.file, clock=page.shop.clock)) as other:
        other.timeline.edit(entry.id, text="theirs")
    assert composer.save() is False
    assert "was changed meanwhile. Nothing was overwritten." in composer.strip.text()
    assert composer.text.toPlainText() == "mine"
    assert _words(page) == ["theirs"]
    assert page.person.timeline.lines.lines[1].text == "theirs"  # it stands there to be looked at
    assert composer.save()
    assert _words(page) == ["mine"]


@pytest.mark.parametrize("answer", ["chosen", "rewritten"])
def test_the_question_goes_with_its_answer(page: CustomersPage, answer: str) -> None:
    composer = page.person.composer
    composer.begin("note")
    composer.text.setPlainText("lunch next Saturday")
    assert composer.save() is False
    assert composer.strip.text() == "Which day is meant?"
    if answer == "chosen":
        composer.dates.row.chips[0].click()
    else:
        composer.text.setPlainText("lunch tomorrow")
    assert not composer.strip.isVisible()
    assert composer.save()


def test_an_amount_in_the_money_of_another_country_is_refused_by_its_name(page: CustomersPage) -> None:
    composer = page.person.composer
    composer.begin("purchase")
    composer.options.amount.setText("€12")
    assert composer.save() is False
    assert "“€12” is not in the money of this shop." in composer.strip.text()
    assert composer.options.amount.hasFocus()
    composer.options.amount.setText("12 pounds")
    assert composer.save()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_in_the_amount_saves(page: CustomersPage, key: Qt.Key) -> None:
    composer = page.person.composer
    composer.begin("purchase")
    composer.options.amount.setFocus()
    QTest.keyClicks(composer.options.amount, "twelve")
    QTest.keyClick(composer.options.amount, key)
    assert composer.strip.isVisible()
    assert composer.options.amount.text() == "twelve"
    composer.options.amount.clear()
    QTest.keyClicks(composer.options.amount, "12.50")
    QTest.keyClick(composer.options.amount, key)
    assert [(one.kind, one.amount) for one in page.shop.timeline.of(1)][:-1] == [("purchase", 1250)]
    assert composer.options.amount.text() == ""


def test_a_call_that_nobody_answered_says_when_to_call_again(page: CustomersPage) -> None:
    composer = page.person.composer
    composer.begin("call")
    composer.options.outcomes["no_answer"].click()
    QTest.keyClicks(composer.text, "About the tea, on 20 May at 9")
    composer.save()
    assert page.main.toast.words.text() == "No answer. Call again: Thu 20 May at 09:00"
    composer.begin("call")
    QTest.keyClicks(composer.text, "Comes by")
    composer.save()
    assert page.main.toast.words.text().startswith("Call: ")


def test_what_somebody_answers_to_a_survey_is_written_down_like_all_else(page: CustomersPage) -> None:
    composer = page.person.composer
    composer.begin("note")
    composer.tabs.choose("survey")
    composer.text.setPlainText("Nine of ten. The wait is long on Fridays.")
    assert composer.save()
    entry = next(one for one in page.shop.timeline.of(1) if one.kind == "survey")
    assert entry.text == "Nine of ten. The wait is long on Fridays."
    assert page.shop.journal.steps()[0].label == "survey_added"
    page.main.undo()
    assert not [one for one in page.shop.timeline.of(1) if one.kind == "survey"]
