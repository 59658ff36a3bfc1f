"""Cards and rewards: programmes are made, started, changed with what it means, paused and ended; figures lead on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty_terms import Expiry, ExpiryBasis, Prize, Programme, ProgrammeState, Terms, Unit
from smallcrm.ui.pages.cards.page import CardsPage
from smallcrm.ui.window import MainWindow

Settle = Callable[[MainWindow], None]
COFFEE = Programme(
    "Coffee card", ProgrammeState.RUNNING, on_scan=True, terms=Terms(reward=Prize(10, "Free coffee", 420), max_visit=1)
)


@pytest.fixture
def page(window: MainWindow) -> CardsPage:
    window.go("cards")
    made = window.places.page("cards")
    assert isinstance(made, CardsPage)
    return made


def _line(page: CardsPage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def _press(page: CardsPage, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isVisible()
    found.click()


def _people(page: CardsPage) -> list[int]:
    return [one.id for one in page.shop.customers.page(0, 8)]


def _with_stamps(page: CardsPage, *stamps: int) -> int:
    made = page.shop.programmes.add(COFFEE)
    for person, count in zip(_people(page), stamps, strict=False):
        page.shop.cards.adjust(person, made, count, "paper_card")
    return made


# -- making ------------------------------------------------------------------------------------------------------------


def test_without_a_programme_the_page_says_so_and_begins_at_the_button(page: CardsPage) -> None:
    assert page.stack.currentWidget() is page.nothing
    page.main.places.focus_page()
    assert page.first.hasFocus()


def test_a_programme_is_made_by_keys_started_and_stamped_on_a_scan(page: CardsPage, qtbot: QtBot) -> None:
    QTest.keyClick(page.first, Qt.Key.Key_Space)
    QTest.keyClicks(_line(page, "programmeName"), "Coffee card")
    QTest.keyClicks(_line(page, "rewardName"), "Free coffee")
    QTest.keyClick(_line(page, "rewardName"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (made,) = page.shop.programmes.all()
    assert (made.name, made.state, made.on_scan) == ("Coffee card", ProgrammeState.RUNNING, True)
    assert (made.terms.goal, made.terms.reward.name, made.terms.max_visit) == (10, "Free coffee", 1)
    assert made.terms.words.startswith("10 stamps: Free coffee.")
    assert page.view.title.text() == "Coffee card"
    assert page.view.isVisible()
    page.shop.journal.undo()
    assert page.shop.programmes.all() == []


def test_one_that_is_not_to_start_yet_is_planned(page: CardsPage) -> None:
    page.perform("new")
    _line(page, "programmeName").setText("Later")
    _line(page, "rewardName").setText("Cake")
    page.editor.start.setChecked(False)
    _press(page, "saveProgrammeButton")
    (made,) = page.shop.programmes.all()
    assert made.state is ProgrammeState.PLANNED
    assert page.view.start.isVisible()
    _press(page, "startProgramme")
    assert page.shop.programmes.get(made.id).state is ProgrammeState.RUNNING


def test_everything_that_is_asked_is_kept(page: CardsPage) -> None:
    page.perform("new")
    for name, text in (("programmeName", "Breakfast"), ("rewardName", "Breakfast for two"), ("rewardWorth", "19")):
        _line(page, name).setText(text)
    unit = page.findChild(QComboBox, "programmeUnit")
    assert unit is not None
    unit.setCurrentIndex(unit.findData(str(Unit.AMOUNT)))
    _line(page, "programmePer").setText("25")
    _line(page, "programmeLeast").setText("5,50")
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
    _line(page, "interimName").setText("Juice")
    page.editor.form.expiry.show_expiry(Expiry(ExpiryBasis.LAST, 6))
    page.editor.form.icon.choose("croissant")
    page.editor.form.ink.choose("clay")
    words = page.findChild(QPlainTextEdit, "programmeWords")
    assert words is not None
    words.setPlainText("One\nTwo")
    _press(page, "saveProgrammeButton")
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
    _line(page, "rewardWorth").setText("much")
    _press(page, "saveProgrammeButton")
    fields = page.editor.form.fields
    assert {key for key, field in fields.items() if field.error} == {"name", "reward", "reward_worth"}
    assert _line(page, "programmeName").hasFocus()
    assert _line(page, "rewardWorth").text() == "much"
    assert page.shop.programmes.all() == []
    _line(page, "programmeName").setText("Coffee card")
    _line(page, "rewardName").setText("Free coffee")
    _line(page, "rewardWorth").setText("4,20")
    _press(page, "saveProgrammeButton")
    assert len(page.shop.programmes.all()) == 1


def test_a_name_that_is_taken_is_told_at_the_name(page: CardsPage) -> None:
    page.shop.programmes.add(COFFEE)
    page.perform("new")
    _line(page, "programmeName").setText("coffee CARD")
    _line(page, "rewardName").setText("Cake")
    _press(page, "saveProgrammeButton")
    assert "coffee CARD" in page.editor.form.fields["name"].error
    assert _line(page, "programmeName").hasFocus()


def test_suggested_words_follow_until_somebody_writes_their_own(page: CardsPage) -> None:
    page.perform("new")
    words = page.findChild(QPlainTextEdit, "programmeWords")
    assert words is not None
    _line(page, "rewardName").setText("Cake")
    assert words.toPlainText().startswith("10 stamps: Cake.")
    words.setPlainText("Come again!")
    _line(page, "rewardName").setText("Tea")
    assert words.toPlainText() == "Come again!"
    words.setPlainText("x" * 60)
    _line(page, "programmeName").setText("Tea card")
    _press(page, "saveProgrammeButton")
    assert page.editor.form.fields["words"].error


def test_the_card_is_drawn_as_it_is_typed(page: CardsPage) -> None:
    page.perform("new")
    _line(page, "rewardName").setText("Cake")
    goal = page.findChild(QSpinBox, "programmeGoal")
    assert goal is not None
    goal.setValue(7)
    face = page.editor.drawn.card.face
    assert face is not None
    assert (face.goal, face.promise) == (7, "7 stamps: Cake")


def test_esc_gives_up_and_leads_back(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    page.perform("programme", made)
    QTest.keyClick(_line(page, "programmeName"), Qt.Key.Key_Escape)
    assert page.view.isVisible()
    QTest.keyClick(page.view.change, Qt.Key.Key_Escape)
    assert page.overview.isVisible()


def test_what_is_typed_comes_along_when_the_window_is_built_anew(page: CardsPage, settled: Settle) -> None:
    made = _with_stamps(page, 9)
    page.perform("programme", made)
    _line(page, "rewardName").setText("Two coffees")
    page.editor.form.expiry.show_expiry(Expiry(ExpiryBasis.EACH, 9))
    window = page.main
    window.dress(scale=1.2)
    settled(window)
    again = window.places.page("cards")
    assert isinstance(again, CardsPage)
    assert again is not page
    assert again.editor.isVisible()
    assert _line(again, "rewardName").text() == "Two coffees"
    assert again.editor.form.expiry.value() == Expiry(ExpiryBasis.EACH, 9)


# -- changing ----------------------------------------------------------------------------------------------------------


def test_a_change_says_beforehand_what_it_means_and_awards_who_is_past_the_goal(
    page: CardsPage, qtbot: QtBot, settled: Settle
) -> None:
    made = _with_stamps(page, 9, 8, 3)
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
    _press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.view.isVisible)
    settled(page.main)
    assert page.shop.programmes.get(made).terms.edition == 2
    assert page.shop.cards.owed(made)[0] == 2
    assert len([step for step in page.shop.journal.steps() if step.id > before]) == 1
    page.shop.journal.undo()
    assert page.shop.programmes.get(made).terms.edition == 1
    assert page.shop.cards.owed(made)[0] == 0


def test_who_is_past_the_goal_can_be_looked_at_before_the_save(page: CardsPage, qtbot: QtBot) -> None:
    made = _with_stamps(page, 9, 8)
    page.perform("programme", made)
    goal = page.findChild(QSpinBox, "programmeGoal")
    assert goal is not None
    goal.setValue(8)
    qtbot.waitUntil(page.editor.effects.isVisible)
    _press(page, "awardWho")
    assert set(page.crowd.ids) == set(_people(page)[:2])
    page.crowd.back.click()
    assert page.editor.isVisible()
    assert goal.value() == 8


def test_without_the_tick_they_are_awarded_later_from_the_report(
    page: CardsPage, qtbot: QtBot, settled: Settle
) -> None:
    made = _with_stamps(page, 9, 3)
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
    made = _with_stamps(page)
    page.perform("programme", made)
    before = page.shop.journal.newest
    _press(page, "saveProgrammeButton")
    qtbot.waitUntil(page.view.isVisible)
    assert page.shop.journal.newest == before


# -- starting, pausing, ending -----------------------------------------------------------------------------------------


def test_a_programme_pauses_and_goes_on(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    page.perform("report", made)
    _press(page, "pauseProgramme")
    assert page.shop.programmes.get(made).state is ProgrammeState.PAUSED
    assert page.view.start.text() == "Go on"
    assert page.view.start.hasFocus()
    _press(page, "startProgramme")
    assert page.shop.programmes.get(made).state is ProgrammeState.RUNNING


def test_another_one_is_stamped_on_a_scan(page: CardsPage) -> None:
    page.shop.programmes.add(COFFEE)
    other = page.shop.programmes.add(replace(COFFEE, name="Tea card", on_scan=False))
    page.perform("report", other)
    _press(page, "scanProgramme")
    assert [p.on_scan for p in page.shop.programmes.all()] == [False, True]
    assert not page.view.scan.isVisible()
    page.show_all()
    assert "Tea card" in page.overview.answer_place.told.text()


def test_it_ends_on_a_day_and_its_rewards_later(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    last = page.shop.today + timedelta(days=30)
    page.perform("report", made)
    _press(page, "finishProgramme")
    _line(page, "endStamps").setText(last.isoformat())
    _line(page, "endRewards").setText((last - timedelta(days=1)).isoformat())
    _press(page, "endProgramme")
    assert page.shop.programmes.get(made).state is ProgrammeState.RUNNING
    assert page.view.ending.isVisible()
    _line(page, "endRewards").setText((last + timedelta(days=14)).isoformat())
    _press(page, "endProgramme")
    kept = page.shop.programmes.get(made)
    assert (kept.state, kept.ends_on, kept.redeem_until) == (ProgrammeState.ENDED, last, last + timedelta(days=14))
    assert page.view.start.text() == "Do not end it"
    _press(page, "startProgramme")
    assert page.shop.programmes.get(made).ends_on is None


def test_a_day_that_cannot_be_read_ends_nothing(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    page.perform("report", made)
    _press(page, "finishProgramme")
    _line(page, "endStamps").setText("some day")
    _press(page, "endProgramme")
    assert page.shop.programmes.get(made).state is ProgrammeState.RUNNING
    assert _line(page, "endStamps").property("wrong")


# -- figures -----------------------------------------------------------------------------------------------------------


def test_the_overview_counts_cards_and_what_is_owed(page: CardsPage, qtbot: QtBot, settled: Settle) -> None:
    _with_stamps(page, 10, 3)
    settled(page.main)
    (tile,) = page.overview.tiles
    qtbot.waitUntil(lambda: tile.cards.number == "2")
    assert (tile.waiting.number, tile.waiting.caption) == ("1", "reward waiting")
    assert page.overview.owed.text() == "1 reward waiting to be collected, worth about £4.20"
    tile.waiting.click()
    qtbot.waitUntil(page.crowd.isVisible)
    assert page.crowd.ids == (_people(page)[0],)
    assert page.crowd.header.title.text() == "Coffee card: reward waiting"
    page.crowd.back.click()
    assert page.overview.isVisible()


def test_somebody_in_the_list_is_opened_by_enter(page: CardsPage, qtbot: QtBot, settled: Settle) -> None:
    _with_stamps(page, 10)
    settled(page.main)
    page.overview.tiles[0].cards.click()
    qtbot.waitUntil(page.crowd.isVisible)
    QTest.keyClick(page.crowd.list, Qt.Key.Key_Return)
    assert page.main.places.here == "customers"


def test_the_report_tells_months_and_few_rewards_without_percent(
    page: CardsPage, qtbot: QtBot, settled: Settle
) -> None:
    made = _with_stamps(page, 10, 3)
    page.shop.cards.stamp(_people(page)[2], programme_id=made)
    page.perform("report", made)
    settled(page.main)
    qtbot.waitUntil(lambda: page.view.figures["cards"].number == "3")
    assert page.view.rate.number == "0 of 1"
    assert page.view.months.months[-1].stamps == 1
    assert "1 stamp" in page.view.months.accessibleDescription()
    assert not page.view.figures["older_terms"].isVisible()
    assert not page.view.oddities.isVisible()


def test_odd_days_are_listed_by_day_and_lead_to_the_cards(page: CardsPage, qtbot: QtBot, settled: Settle) -> None:
    made = _with_stamps(page)
    settings = page.shop.settings.read()
    page.shop.settings.save(replace(settings, closed_dates=(page.shop.today,)))
    page.shop.cards.stamp(_people(page)[0], programme_id=made)
    page.perform("report", made)
    settled(page.main)
    qtbot.waitUntil(page.view.oddities.isVisible)
    row = page.view.oddities.list.rows.row(0)
    assert row.subtitle == "1 stamp on a closed day"
    page.view.oddities.list.acted.emit(row, "open")
    assert page.crowd.ids == (_people(page)[0],)


def test_what_another_window_changes_is_read_again(page: CardsPage, settled: Settle) -> None:
    made = page.shop.programmes.add(COFFEE)
    assert [tile.programme.name for tile in page.overview.tiles] == ["Coffee card"]
    page.shop.programmes.rename(made, "Tea card", "heart", "leaf")
    assert [tile.programme.name for tile in page.overview.tiles] == ["Tea card"]
    page.perform("report", made)
    page.shop.programmes.rename(made, "Cake card", "heart", "leaf")
    assert page.view.title.text() == "Cake card"
    settled(page.main)


def test_a_programme_whose_addition_is_undone_leads_back(page: CardsPage, settled: Settle) -> None:
    made = page.shop.programmes.add(COFFEE)
    page.perform("report", made)
    page.shop.journal.undo()
    assert page.stack.currentWidget() is page.nothing
    settled(page.main)
