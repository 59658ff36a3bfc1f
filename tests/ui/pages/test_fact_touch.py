"""Staying in touch, on the customer's page: chosen in its place, said in words, amber before it is red."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu

from smallcrm.domain.follow_up import FollowUp
from smallcrm.domain.rules import Rule, RuleKind
from smallcrm.store.clock import FixedClock
from smallcrm.store.follow_up_rows import FollowUpRow
from smallcrm.ui.pages.customers.fact_line import FactLine
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.pages.follow_ups.rows import follow_up_row
from smallcrm.ui.pages.today_tasks import task_row, tasks_of
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY

ANNA = 1


@pytest.fixture
def page(window: MainWindow) -> CustomersPage:
    window.go("customers")
    made = window.places.page("customers")
    assert isinstance(made, CustomersPage)
    made.open(ANNA)
    return made


def line(page: CustomersPage) -> FactLine:
    return next(one for one in page.person.facts.lines() if one.fact.key == "touch")


def combo(page: CustomersPage) -> QComboBox:
    editor = page.person.facts.editor
    assert editor is not None
    widget = editor.fields["touch"].widget
    assert isinstance(widget, QComboBox)
    return widget


def by_days(page: CustomersPage, days: int) -> None:
    """The page some days after somebody began to stay in touch every ten weeks."""
    page.shop.clock = FixedClock(TODAY + timedelta(days=days))
    page.load()


def chip_of_row(page: CustomersPage) -> Chip | None:
    return page.person.to_do.list.rows.row(0).chip


def test_a_rule_of_ones_own_is_chosen_by_keys_and_taken_back_by_one_undo(page: CustomersPage) -> None:
    assert line(page).fact.shown == ""
    line(page).setFocus()
    QTest.keyClick(line(page), Qt.Key.Key_Return)
    chosen = combo(page)
    assert chosen.currentText() == "Not chosen"
    assert chosen.findText("Not at all") < 0  # nobody asks for anything
    chosen.setCurrentIndex(chosen.findText("Every 6 weeks"))
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    assert line(page).hasFocus()
    assert line(page).fact.shown == "Every 6 weeks"
    assert line(page).fact.below.startswith("Next by ")
    assert "Next by" in line(page).accessibleName()
    page.main.actions_by_id["undo"].trigger()
    page.load()
    assert line(page).fact.shown == ""
    assert page.shop.follow_ups.of(ANNA) == []


def test_the_menu_leads_to_it(page: CustomersPage) -> None:
    page.person.header.more.click()
    (menu,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    wanted = next(action for action in menu.actions() if action.text() == "Stay in touch…")
    menu.close()
    wanted.trigger()
    assert combo(page).isVisible()


def test_the_page_of_the_dead_asks_nobody_to_stay_in_touch(page: CustomersPage) -> None:
    page.shop.touch.set(ANNA, 42)
    page.load()
    assert page.person.to_do.list.rows.rowCount() == 1
    page.shop.customers.save(replace(page.shop.customers.get(ANNA), deceased=True))
    page.load()
    assert [one for one in page.person.facts.lines() if one.fact.key == "touch"] == []
    assert page.person.to_do.list.rows.rowCount() == 0
    page.person.header.more.click()
    (menu,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
    assert "Stay in touch…" not in [action.text() for action in menu.actions()]
    menu.close()


def test_what_a_tag_asks_for_is_said_with_the_tag_and_may_be_refused(page: CustomersPage) -> None:
    shop = page.shop
    shop.customers.save(replace(shop.customers.get(ANNA), tags=("bride",)))
    shop.rules.save(Rule(RuleKind.STAY_IN_TOUCH, days=(10,), tag="bride"))
    page.load()
    assert line(page).fact.shown == "Every 10 days"
    assert line(page).fact.below.startswith("Tag: bride · Next by ")
    line(page).click()
    chosen = combo(page)
    assert chosen.currentText() == "Every 10 days, by the tag “bride”"
    chosen.setCurrentIndex(chosen.findText("Not at all"))
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    assert (line(page).fact.shown, line(page).fact.below) == ("Not at all", "")
    assert not [f for f in shop.follow_ups.of(ANNA) if f.live]
    line(page).click()
    combo(page).setCurrentIndex(0)
    QTest.keyClick(combo(page), Qt.Key.Key_Return)
    assert line(page).fact.shown == "Every 10 days"


def test_days_that_are_no_weeks_can_be_chosen_once_they_were_set_in_the_settings(page: CustomersPage) -> None:
    page.shop.touch.set(ANNA, 10)
    page.load()
    line(page).click()
    assert combo(page).currentText() == "Every 10 days"


def test_what_was_dropped_says_when_it_begins_again(page: CustomersPage) -> None:
    page.shop.touch.set(ANNA, 42)
    page.shop.follow_ups.drop(page.shop.follow_ups.of(ANNA)[0].id)
    page.load()
    assert line(page).fact.below == "Again after the next contact"


def test_another_number_of_weeks_is_seen_at_once_where_no_reminder_moves(page: CustomersPage) -> None:
    page.shop.touch.set(ANNA, 42)
    page.shop.follow_ups.drop(page.shop.follow_ups.of(ANNA)[0].id)
    page.load()
    line(page).click()
    combo(page).setCurrentIndex(combo(page).findText("Every 8 weeks"))
    QTest.keyClick(combo(page), Qt.Key.Key_Return)
    assert line(page).fact.shown == "Every 8 weeks"


@pytest.mark.parametrize(
    ("after", "tone", "words"),
    [(69, "", ""), (70, "", ""), (71, "warn", "Due since"), (105, "warn", "Due since"), (106, "bad", "Overdue")],
)
def test_it_is_due_on_its_day_and_late_half_as_long_again_after_it_in_words_too(
    page: CustomersPage, after: int, tone: str, words: str
) -> None:
    page.shop.touch.set(ANNA, 70)
    by_days(page, after)
    chip = line(page).fact.chip
    assert ("" if chip is None else chip.tone) == tone
    assert chip is None or chip.text.startswith(words)
    assert words in line(page).accessibleName()
    row = chip_of_row(page)
    assert ("" if row is None else row.tone) == tone
    assert row is None or (words.split(maxsplit=1)[0] in row.text)


@pytest.mark.parametrize(("after", "tone"), [(80, "warn"), (120, "bad")])
def test_today_and_the_follow_ups_say_the_same(page: CustomersPage, after: int, tone: str) -> None:
    shop = page.shop
    shop.touch.set(ANNA, 70)
    by_days(page, after)
    group = "overdue" if tone == "bad" else "touch"
    (task,) = tasks_of(due := shop.due.today())[group]
    assert shop.due.count() == 1
    on_today = task_row(task, due, {}, shop.now)
    listed = follow_up_row(
        FollowUpRow(task.row.follow_up, "Anna", ""), shop.today, {}, {r.id: r for r in shop.rules.all()}
    )
    for row in (on_today, listed):
        assert row.chip is not None
        assert row.chip.tone == tone
        assert (row.tint == "danger") == (tone == "bad")
        assert row.spoken().count("Due since") == (tone == "warn")
    assert on_today.spoken().startswith("Overdue") == (tone == "bad")
    page.main.perform("followUps", "open", task.id)
    opened = page.main.places.page("followUps")
    assert isinstance(opened, FollowUpsPage)
    assert [chip.tone for chip in opened.view.head.chips.chips] == [tone]


def test_a_row_written_by_hand_is_overdue_the_day_after(page: CustomersPage) -> None:
    page.shop.follow_ups.add(FollowUp("stay_in_touch", ANNA, "Ask about the dog", TODAY))
    by_days(page, 1)
    chip = chip_of_row(page)
    assert chip is not None
    assert chip.tone == "bad"
