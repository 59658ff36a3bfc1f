"""Cards and rewards: programmes are made and changed, with what it means said before."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QPlainTextEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, Prize, ProgrammeState, Terms, Unit
from smallcrm.ui.pages.cards.page import CardsPage
from smallcrm.ui.widgets.plain import Paragraph
from smallcrm.ui.widgets.scrolling import is_seen
from smallcrm.ui.window import MainWindow
from tests.ui.pages.loyalty import COFFEE, Settle, cards_page, line, people, press, spin, with_stamps


@pytest.fixture
def page(window: MainWindow) -> CardsPage:
    return cards_page(window)


# -- making ------------------------------------------------------------------------------------------------------------


def test_without_a_programme_the_page_says_so_and_begins_at_the_button(page: CardsPage) -> None:
    assert page.stack.currentWidget() is page.nothing
    page.main.places.focus_page()
    assert page.first.hasFocus()


def test_a_programme_is_made_by_keys_started_and_stamped_on_a_scan(page: CardsPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.first, Qt.Key.Key_Space)
    QTest.keyClicks(line(page, "programmeName"), "Coffee card")
    QTest.keyClicks(line(page, "rewardName"), "Free coffee")
    QTest.keyClick(line(page, "rewardName"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (made,) = page.shop.programmes.all()
    assert (made.name, made.state, made.on_scan) == ("Coffee card", ProgrammeState.RUNNING, True)
    assert (made.terms.goal, made.terms.reward.name, made.terms.max_visit) == (10, "Free coffee", 1)
    assert made.terms.words == ""
    assert page.view.title.text() == "Coffee card"
    assert page.view.isVisible()
    page.shop.journal.undo()
    assert page.shop.programmes.all() == []


def test_one_that_is_not_to_start_yet_is_planned(page: CardsPage) -> None:
    page.perform("new")
    line(page, "programmeName").setText("Later")
    line(page, "rewardName").setText("Cake")
    page.editor.start.setChecked(False)
    press(page, "saveProgrammeButton")
    (made,) = page.shop.programmes.all()
    assert made.state is ProgrammeState.PLANNED
    assert page.view.start.isVisible()
    press(page, "startProgramme")
    assert page.shop.programmes.get(made.id).state is ProgrammeState.RUNNING


def test_everything_that_is_asked_is_kept(page: CardsPage) -> None:
    page.perform("new")
    for name, text in (("programmeName", "Breakfast"), ("rewardName", "Breakfast for two"), ("rewardWorth", "19")):
        line(page, name).setText(text)
    unit = page.findChild(QComboBox, "programmeUnit")
    assert unit is not None
    unit.setCurrentIndex(unit.findData(str(Unit.AMOUNT)))
    line(page, "programmePer").setText("25")
    line(page, "programmeLeast").setText("5,50")
    for name, number in (
        ("programmeGoal", 6), ("programmeHeadStart", 2), ("rewardUses", 2), ("rewardDays", 60),
        ("programmeMaxVisit", 0), ("programmeMaxDay", 3), ("programmeWait", 15),
    ):  # fmt: skip
        spin = page.findChild(QSpinBox, name)
        assert spin is not None
        spin.setValue(number)
    interim = page.findChild(QCheckBox, "withInterim")
    assert interim is not None
    interim.setChecked(True)
    line(page, "interimName").setText("Juice")
    page.editor.form.expiry.show_expiry(Expiry(ExpiryBasis.LAST, 6))
    page.editor.form.icon.choose("croissant")
    page.editor.form.ink.choose("clay")
    words = page.findChild(QPlainTextEdit, "programmeWords")
    assert words is not None
    words.setPlainText("One\nTwo")
    press(page, "saveProgrammeButton")
    (made,) = page.shop.programmes.all()
    assert (made.icon, made.ink) == ("croissant", "clay")
    assert replace(made.terms, id=0, programme_id=0, edition=0, from_on=None) == Terms(
        unit=Unit.AMOUNT, per_cents=25_00, goal=6, head_start=2, reward=Prize(6, "Breakfast for two", 19_00, 2),
        interim=Prize(5, "Juice"), expiry=Expiry(ExpiryBasis.LAST, 6), reward_days=60, max_day=3, wait_minutes=15,
        least_cents=5_50, words="One\nTwo",
    )  # fmt: skip
    page.perform("programme", made.id)
    assert page.editor.form.read() is not None
    assert page.editor.form.read() == replace(
        page.editor.form.drawn(), terms=replace(made.terms, id=0, programme_id=0, edition=0, from_on=None)
    )


def test_what_is_wrong_stays_typed_with_the_reason_below_it(page: CardsPage) -> None:
    page.perform("new")
    line(page, "rewardWorth").setText("much")
    press(page, "saveProgrammeButton")
    fields = page.editor.form.fields
    assert {key for key, field in fields.items() if field.error} == {"name", "reward", "reward_worth"}
    assert line(page, "programmeName").hasFocus()
    assert line(page, "rewardWorth").text() == "much"
    assert page.shop.programmes.all() == []
    line(page, "programmeName").setText("Coffee card")
    line(page, "rewardName").setText("Free coffee")
    line(page, "rewardWorth").setText("4,20")
    press(page, "saveProgrammeButton")
    assert len(page.shop.programmes.all()) == 1


def test_a_name_that_is_taken_is_told_at_the_name(page: CardsPage) -> None:
    page.shop.programmes.add(COFFEE)
    page.perform("new")
    line(page, "programmeName").setText("coffee CARD")
    line(page, "rewardName").setText("Cake")
    press(page, "saveProgrammeButton")
    assert "coffee CARD" in page.editor.form.fields["name"].error
    assert line(page, "programmeName").hasFocus()


def _says(words: QPlainTextEdit, told: str) -> bool:
    return told in words.placeholderText()


def test_what_the_card_says_by_itself_is_shown_in_grey_until_somebody_writes_their_own(
    page: CardsPage, qtbot: QtBot
) -> None:
    page.perform("new")
    words = page.findChild(QPlainTextEdit, "programmeWords")
    assert words is not None
    for reward in ("Cake", "Tea"):
        line(page, "rewardName").setText(reward)
        qtbot.waitUntil(partial(_says, words, f"10\u00a0stamps: {reward}."))
        assert words.toPlainText() == ""
    words.setPlainText("Come again!")
    line(page, "rewardName").setText("Biscuit")
    assert words.toPlainText() == "Come again!"
    words.setPlainText("x" * 60)
    line(page, "programmeName").setText("Tea card")
    press(page, "saveProgrammeButton")
    assert page.editor.form.fields["words"].error


def test_the_card_is_drawn_as_it_is_typed(page: CardsPage) -> None:
    page.perform("new")
    line(page, "rewardName").setText("Cake")
    goal = page.findChild(QSpinBox, "programmeGoal")
    assert goal is not None
    goal.setValue(7)
    face = page.editor.drawn.card.face
    assert face is not None
    assert (face.goal, face.promise) == (7, "7 stamps: Cake")


def test_esc_gives_up_and_leads_back(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    page.perform("programme", made)
    QTest.keyClick(line(page, "programmeName"), Qt.Key.Key_Escape)
    assert page.view.isVisible()
    QTest.keyClick(page.view.change, Qt.Key.Key_Escape)
    assert page.overview.isVisible()


def test_what_is_typed_comes_along_when_the_window_is_built_anew(page: CardsPage, settled: Settle) -> None:
    made = with_stamps(page, 9)
    page.perform("programme", made)
    line(page, "rewardName").setText("Two coffees")
    page.editor.form.expiry.show_expiry(Expiry(ExpiryBasis.EACH, 9))
    window = page.main
    window.dress(scale=1.2)
    settled(window)
    again = window.places.page("cards")
    assert isinstance(again, CardsPage)
    assert again is not page
    assert again.editor.isVisible()
    assert line(again, "rewardName").text() == "Two coffees"
    assert again.editor.form.expiry.value() == Expiry(ExpiryBasis.EACH, 9)


# -- changing ----------------------------------------------------------------------------------------------------------


def test_a_change_says_beforehand_what_it_means_and_awards_who_is_past_the_goal(
    page: CardsPage, qtbot: QtBot, settled: Settle
) -> None:
    made = with_stamps(page, 9, 8, 3)
    page.perform("programme", made)
    assert not page.editor.effects.isVisible()
    goal = page.findChild(QSpinBox, "programmeGoal")
    assert goal is not None
    goal.setValue(8)
    qtbot.waitUntil(page.editor.effects.isVisible)
    award = page.findChild(QCheckBox, "awardNow")
    assert award is not None
    assert award.text() == "Award 2 customers now"
    award.setChecked(True)
    assert page.shop.programmes.get(made).terms.edition == 1
    before = page.shop.journal.newest
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.view.isVisible)
    settled(page.main)
    assert page.shop.programmes.get(made).terms.edition == 2
    assert page.shop.cards.owed(made)[0] == 2
    assert len([step for step in page.shop.journal.steps() if step.id > before]) == 1
    page.shop.journal.undo()
    assert page.shop.programmes.get(made).terms.edition == 1
    assert page.shop.cards.owed(made)[0] == 0


def test_who_is_past_the_goal_can_be_looked_at_before_the_save(page: CardsPage, qtbot: QtBot) -> None:
    made = with_stamps(page, 9, 8)
    page.perform("programme", made)
    goal = page.findChild(QSpinBox, "programmeGoal")
    assert goal is not None
    goal.setValue(8)
    qtbot.waitUntil(page.editor.effects.isVisible)
    press(page, "awardWho")
    assert set(page.crowd.ids) == set(people(page)[:2])
    page.crowd.back.click()
    assert page.editor.isVisible()
    assert goal.value() == 8


def test_without_the_tick_they_are_awarded_later_from_the_report(
    page: CardsPage, qtbot: QtBot, settled: Settle
) -> None:
    made = with_stamps(page, 9, 3)
    page.shop.programmes.change(made, replace(COFFEE.terms, goal=8, reward=Prize(8, "Free coffee")))
    page.perform("report", made)
    qtbot.waitUntil(page.view.strip.isVisible)
    award = next(b for b in page.view.strip.findChildren(QPushButton) if b.text() == "Award 1 customer now")
    award.click()
    settled(page.main)
    assert page.shop.cards.owed(made)[0] == 1
    qtbot.waitUntil(lambda: page.view.figures["ready"].number == "1")
    assert not page.view.strip.isVisible()


def test_saving_what_is_unchanged_makes_no_step(page: CardsPage, qtbot: QtBot) -> None:
    made = with_stamps(page)
    page.perform("programme", made)
    before = page.shop.journal.newest
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.view.isVisible)
    assert page.shop.journal.newest == before


def test_a_new_name_alone_is_told_as_such_and_new_terms_as_theirs(page: CardsPage, qtbot: QtBot) -> None:
    made = with_stamps(page)
    for field, text, label in (
        ("programmeName", "Tea card", "programme_renamed"),
        ("rewardName", "Cake", "programme_changed"),
    ):
        page.perform("programme", made)
        line(page, field).setText(text)
        if label == "programme_changed":
            qtbot.waitUntil(page.editor.effects.isVisible)
        press(page, "saveProgrammeButton")
        qtbot.waitUntil(page.view.isVisible)
        assert page.shop.journal.steps(1)[0].label == label
    assert page.shop.programmes.get(made).terms.edition == 2


def test_what_is_being_typed_is_not_left_for_the_overview(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    page.perform("programme", made)
    page.perform("all")
    assert page.overview.isVisible()
    page.perform("programme", made)
    line(page, "rewardName").setText("Cake")
    page.perform("all")
    assert page.editor.isVisible()
    assert line(page, "rewardName").text() == "Cake"


def test_whoever_is_quicker_than_the_preview_is_asked_to_look_first(page: CardsPage, qtbot: QtBot) -> None:
    made = with_stamps(page, 3)
    page.perform("programme", made)
    line(page, "rewardName").setText("Cake")
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.editor.strip.isVisible)
    assert page.editor.effects.isVisible()
    assert page.shop.programmes.get(made).terms.edition == 1
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.view.isVisible)
    assert page.shop.programmes.get(made).terms.reward.name == "Cake"


@pytest.mark.parametrize("size", [(1024, 680), (880, 440)])
def test_what_is_out_of_sight_is_told_beside_save_and_never_saved_unseen(
    page: CardsPage, qtbot: QtBot, size: tuple[int, int]
) -> None:
    made = with_stamps(page, 9, 8, 3)
    page.main.resize(*size)
    page.perform("programme", made)
    effects, summary = page.editor.effects, page.editor.effects.summary
    assert not summary.isVisible()
    spin(page, "programmeGoal").setValue(12)
    qtbot.waitUntil(summary.isVisible)
    assert summary.text() == "Next card worse for 3 customers"
    assert is_seen(summary)
    assert not effects.seen
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(lambda: effects.seen)
    assert page.editor.strip.isVisible()
    assert page.shop.programmes.get(made).terms.edition == 1
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.view.isVisible)
    assert page.shop.programmes.get(made).terms.goal == 12


def test_the_words_beside_save_lead_to_what_they_are_about(page: CardsPage, qtbot: QtBot) -> None:
    made = with_stamps(page, 9, 8, 3)
    page.main.resize(880, 440)
    page.perform("programme", made)
    spin(page, "programmeGoal").setValue(8)
    qtbot.waitUntil(page.editor.effects.summary.isVisible)
    assert page.editor.effects.summary.text() == "Next card better for 3 customers"
    press(page, "effectsSummary")
    assert page.editor.effects.award.hasFocus()
    qtbot.waitUntil(lambda: page.editor.effects.seen)
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.view.isVisible)
    assert page.shop.programmes.get(made).terms.goal == 8


def test_those_who_keep_the_older_terms_can_be_looked_at(page: CardsPage, qtbot: QtBot, settled: Settle) -> None:
    made = with_stamps(page, 9, 3)
    page.perform("programme", made)
    spin(page, "programmeGoal").setValue(12)
    qtbot.waitUntil(page.editor.effects.isVisible)
    press(page, "keepingWho")
    qtbot.waitUntil(page.crowd.isVisible)
    assert set(page.crowd.ids) == set(people(page)[:2])
    assert page.crowd.header.title.text() == "They keep the older terms"
    page.crowd.back.click()
    assert page.editor.effects.asked.hasFocus()
    assert page.editor.effects.asked.objectName() == "keepingWho"
    settled(page.main)


def test_what_means_nothing_to_anybody_is_saved_at_once(page: CardsPage, qtbot: QtBot) -> None:
    made = with_stamps(page, 3)
    page.perform("programme", made)
    words = page.findChild(QPlainTextEdit, "programmeWords")
    assert words is not None
    words.setPlainText("Come again!")
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.view.isVisible)
    assert page.shop.programmes.get(made).terms.words == "Come again!"


def test_terms_that_somebody_else_changed_meanwhile_are_not_overwritten(page: CardsPage, qtbot: QtBot) -> None:
    made = with_stamps(page, 3)
    page.perform("programme", made)
    line(page, "rewardName").setText("Cake")
    qtbot.waitUntil(page.editor.effects.isVisible)
    page.shop.programmes.change(made, replace(COFFEE.terms, head_start=2))
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.editor.strip.isVisible)
    assert page.shop.programmes.get(made).terms.reward.name == "Free coffee"
    assert line(page, "rewardName").text() == "Cake"
    next(b for b in page.editor.strip.findChildren(QPushButton) if b.text() == "Look again").click()
    qtbot.waitUntil(lambda: any("2 → 0" in one.text() for one in page.editor.effects.findChildren(Paragraph)))
    press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.view.isVisible)
    assert page.shop.programmes.get(made).terms.reward.name == "Cake"


def test_a_new_programme_for_money_gives_as_many_stamps_at_once_as_it_comes_to(page: CardsPage) -> None:
    page.perform("new")
    form = page.editor.form
    assert form.max_visit.value() == 1
    form.unit.setCurrentIndex(form.unit.findData(str(Unit.AMOUNT)))
    assert form.max_visit.value() == 0
    form.unit.setCurrentIndex(form.unit.findData(str(Unit.VISIT)))
    assert form.max_visit.value() == 1
    form.max_visit.setValue(3)
    form.unit.setCurrentIndex(form.unit.findData(str(Unit.ITEM)))
    assert form.max_visit.value() == 3
