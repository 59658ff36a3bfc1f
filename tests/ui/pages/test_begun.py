"""What was begun outlives the window; gifts; what the head and the timeline of a customer say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smallcrm.domain.gifts import Gift
from smallcrm.ui.pages.customers.composer import Composer
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.follow_ups.new import NewFollowUp
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.window import MainWindow
from tests.ui.pages.first_customer import page
from tests.ui.pages.test_writing import CTRL, DAY, Key, composer, press, write

__all__ = ["composer", "page"]


def _again(opened: Callable[..., MainWindow], window: MainWindow, tmp_path: Path) -> CustomersPage:
    window.close()
    again = opened(tmp_path / "shop.smallcrm")
    again.go("customers")
    page = again.places.page("customers")
    assert isinstance(page, CustomersPage)
    return page


def test_half_a_note_outlives_the_window(
    page: CustomersPage, composer: Composer, opened: Callable[..., MainWindow], tmp_path: Path
) -> None:
    page.open(3)
    write(composer, "visit", "half a")
    composer.options.amount.setText("45")
    later = _again(opened, page.main, tmp_path)
    assert later.begun.isVisible()
    later.begun.begin()
    press(QApplication.focusWidget() or later, Key.Key_Return)
    found = later.person.composer
    assert later.person.customer.id == 3
    assert (found.tabs.kind, found.text.toPlainText(), found.options.amount.text()) == ("visit", "half a", "45")
    assert found.save()
    assert later.shop.drafts.all() == {}


def test_half_a_follow_up_outlives_the_window_and_is_nobody_elses(
    page: CustomersPage, opened: Callable[..., MainWindow], tmp_path: Path
) -> None:
    def new(window: MainWindow, customer: int = 0) -> NewFollowUp:
        window.perform("followUps", "new", customer)
        found = window.places.page("followUps").findChild(NewFollowUp)
        assert found is not None
        return found

    new(page.main, 3).text.setPlainText("ask about the")
    other = new(page.main, 1)
    assert other.text.toPlainText() == ""
    other.text.setPlainText("order")
    later = _again(opened, page.main, tmp_path).main
    assert new(later, 3).text.toPlainText() == "ask about the"
    found = new(later, 1)
    assert (found.customer, found.text.toPlainText()) == (1, "order")
    found.save()
    assert list(later.shop.drafts.all()) == ["follow_up/3"]
    last = new(later)
    assert (last.customer, last.text.toPlainText()) == (3, "ask about the")
    last.save()
    assert later.shop.drafts.all() == {}


def test_half_a_customer_outlives_the_window(
    page: CustomersPage, opened: Callable[..., MainWindow], tmp_path: Path
) -> None:
    page.perform("new_customer", "Anna Kow")
    page.new.birthday.widget.setText("13.5.")
    later = _again(opened, page.main, tmp_path)
    assert later.begun.isVisible()
    later.perform("new_customer")
    assert (later.new.name.widget.text(), later.new.birthday.widget.text()) == ("Anna Kow", "13.5.")
    later.new.save()
    assert later.shop.drafts.take("new_customer") is None


def test_a_draft_is_kept_a_moment_after_the_last_key(page: CustomersPage, composer: Composer, qtbot: QtBot) -> None:
    write(composer, "note", "half a")
    qtbot.waitUntil(lambda: bool(page.shop.drafts.all("note/1/")))
    composer.text.clear()
    qtbot.waitUntil(lambda: not page.shop.drafts.all("note/1/"))


# -- gifts ---------------------------------------------------------------------------------------------------------


def test_an_idea_becomes_a_gift(page: CustomersPage) -> None:
    shop, gifts = page.shop, page.person.gifts
    gifts.add()
    assert gifts.editor is not None
    gifts.editor.fill({"text": "Dark chocolate"})
    gifts.editor.commit()
    (idea,) = shop.gifts.of(1)
    assert (idea.text, idea.state) == ("Dark chocolate", "idea")
    gifts.edit(idea, None)
    gifts.editor.fill({"state": "given", "occasion": "Name day", "outcome": "Liked it"})
    gifts.editor.commit()
    (given,) = shop.gifts.of(1)
    assert (given.state, given.occasion, given.outcome) == ("given", "Name day", "Liked it")
    gifts.edit(given, None)
    gifts.editor.fill({"text": ""})
    gifts.editor.commit()
    assert shop.gifts.of(1) == []


def test_what_was_bought_is_offered_as_an_idea(page: CustomersPage) -> None:
    page.open(3)
    gifts = page.person.gifts
    (caption,) = [one for one in gifts.findChildren(PlainLabel) if one.text() == "Ideas from purchases"]
    assert not caption.isVisibleTo(gifts), "words with nothing below them"
    page.shop.visits.purchase(3, text="Silver shampoo")
    page.open(3)
    assert caption.isVisibleTo(gifts), "chips with no word that says what they are"
    first = gifts._ideas.itemAt(0)
    assert first is not None
    chip = first.widget()
    assert chip is not None
    assert chip.accessibleName() == "Add the idea: Silver shampoo"
    press(chip, Key.Key_Space)
    assert [one.text for one in page.shop.gifts.of(3)] == ["Silver shampoo"]


# -- the head and the timeline -------------------------------------------------------------------------------------


def test_the_head_says_how_often_somebody_comes(page: CustomersPage, qtbot: QtBot) -> None:
    for weeks in (20, 15, 10, 5):
        page.shop.visits.visit(1, amount=4000, on=DAY - timedelta(weeks=weeks))
    page.open(1)
    head = page.person.header
    last, *rest = head.line.text().split(" · ")
    assert last.startswith("last here ")
    assert rest == ["usually every 5 weeks", "4 visits", "£160", "customer since 2026"]
    page.main.resize(880, 440)
    qtbot.waitUntil(head.action_row.isHidden)
    qtbot.waitUntil(lambda: head.line.seen().split(" · ")[1:4] == rest[:3])  # read without a pointer
    head.line.resize(head.line.fontMetrics().horizontalAdvance(f"{last} · usually every"), head.line.height())
    assert head.line.seen() == last
    assert head.line.text() in head.line.toolTip()
    assert any(line.fact.key == "came" for line in page.person.facts.lines())


def test_older_entries_come_as_one_scrolls(page: CustomersPage, qtbot: QtBot) -> None:
    with page.shop.change("sample_made"):
        for number in range(230):
            page.shop.timeline.add(1, "note", f"note {number}", DAY - timedelta(days=number))
    page.open(1)
    person = page.person
    assert not person.older.isHidden()
    qtbot.waitUntil(lambda: person.area.verticalScrollBar().maximum() > 1000)
    person.area.verticalScrollBar().setValue(person.area.verticalScrollBar().maximum())
    qtbot.waitUntil(person.older.isHidden)
    assert sum(line.entry is not None for line in person.timeline.lines.lines) == 230


def test_only_kinds_that_exist_are_offered_and_the_rest_is_left_out(page: CustomersPage) -> None:
    page.shop.visits.visit(1)
    page.shop.timeline.add(1, "note", "words")
    page.open(1)
    kinds = page.person.kinds
    assert kinds._offered == ["visits", "notes"]
    kinds.choose("visits")
    shown = [line.entry.kind for line in page.person.timeline.lines.lines if line.entry]
    assert shown == ["visit"]


def test_a_held_ctrl_enter_saves_once(page: CustomersPage, composer: Composer) -> None:
    write(composer, "visit", "cut")
    for repeated in (False, True, True):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Key.Key_Return, CTRL, "\r", repeated)
        QApplication.sendEvent(composer.text, event)
    assert len(page.shop.timeline.of(1)) <= 1


def test_the_gift_of_somebody_else_does_not_come_along(page: CustomersPage) -> None:
    page.shop.gifts.add(Gift(1, "Tea"))
    page.open(1)
    page.open(2)
    assert page.person.gifts._lines.count() == 0


def test_a_long_name_is_written_a_size_smaller(page: CustomersPage) -> None:
    page.main.resize(880, 440)
    usual = page.person.name.font().pointSizeF()
    page.shop.customers.save(
        replace(page.shop.customers.get(1), display_name="Maija-Liisa Koskela-Hämäläinen-Virtanen")
    )
    page.open(1)
    assert page.person.name.font().pointSizeF() < usual
    page.open(2)
    assert page.person.name.font().pointSizeF() == usual
