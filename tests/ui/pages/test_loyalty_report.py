"""Cards and rewards: programmes start, pause and end; their figures lead to people."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.domain.loyalty_terms import ProgrammeState
from smallcrm.ui.pages.cards.page import CardsPage
from smallcrm.ui.widgets.scrolling import is_seen
from smallcrm.ui.window import MainWindow
from tests.ui.pages.loyalty import COFFEE, Settle, cards_page, line, people, press, with_stamps


@pytest.fixture
def page(window: MainWindow) -> CardsPage:
    return cards_page(window)


# -- starting, pausing, ending -----------------------------------------------------------------------------------------


def test_a_programme_pauses_and_goes_on(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    page.perform("report", made)
    press(page, "pauseProgramme")
    assert page.shop.programmes.get(made).state is ProgrammeState.PAUSED
    assert page.view.start.text() == "Go on"
    assert page.view.start.hasFocus()
    press(page, "startProgramme")
    assert page.shop.programmes.get(made).state is ProgrammeState.RUNNING


def test_another_one_is_stamped_on_a_scan(page: CardsPage) -> None:
    page.shop.programmes.add(COFFEE)
    other = page.shop.programmes.add(replace(COFFEE, name="Tea card", on_scan=False))
    page.perform("report", other)
    press(page, "scanProgramme")
    assert [p.on_scan for p in page.shop.programmes.all()] == [False, True]
    assert not page.view.scan.isVisible()
    page.show_all()
    assert "Tea card" in page.overview.answer_place.told.text()


def test_it_ends_on_a_day_and_its_rewards_later(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    last = page.shop.today + timedelta(days=30)
    page.perform("report", made)
    press(page, "finishProgramme")
    line(page, "endStamps").setText(last.isoformat())
    line(page, "endRewards").setText((last - timedelta(days=1)).isoformat())
    press(page, "endProgramme")
    assert page.shop.programmes.get(made).state is ProgrammeState.RUNNING
    assert page.view.ending.isVisible()
    line(page, "endRewards").setText((last + timedelta(days=14)).isoformat())
    press(page, "endProgramme")
    kept = page.shop.programmes.get(made)
    assert (kept.state, kept.ends_on, kept.redeem_until) == (ProgrammeState.ENDED, last, last + timedelta(days=14))
    assert page.view.start.text() == "Do not end it"
    press(page, "startProgramme")
    assert page.shop.programmes.get(made).ends_on is None


def test_what_the_end_costs_is_said_before_it_is_ended(page: CardsPage, settled: Settle) -> None:
    made = with_stamps(page, 10, 9, 3)
    page.perform("report", made)
    settled(page.main)
    press(page, "finishProgramme")
    told = page.view.ending.told.text()
    assert "2 begun cards cannot be filled" in told
    assert "1 reward waits to be collected." in told


def test_a_day_that_cannot_be_read_ends_nothing(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    page.perform("report", made)
    press(page, "finishProgramme")
    line(page, "endStamps").setText("some day")
    press(page, "endProgramme")
    assert page.shop.programmes.get(made).state is ProgrammeState.RUNNING
    assert line(page, "endStamps").property("wrong")


# -- figures -----------------------------------------------------------------------------------------------------------


def test_the_overview_counts_cards_and_what_is_owed(page: CardsPage, qtbot: QtBot, settled: Settle) -> None:
    with_stamps(page, 10, 3)
    settled(page.main)
    (tile,) = page.overview.tiles
    qtbot.waitUntil(lambda: tile.cards.number == "2")
    assert (tile.waiting.number, tile.waiting.caption) == ("1", "reward waiting")
    assert page.overview.owed.text() == "1 reward waiting to be collected, worth about £4.20"
    tile.waiting.click()
    qtbot.waitUntil(page.crowd.isVisible)
    assert page.crowd.ids == (people(page)[0],)
    assert page.crowd.header.title.text() == "Coffee card: reward waiting"
    page.crowd.back.click()
    assert page.overview.isVisible()


def test_somebody_in_the_list_is_opened_by_enter(page: CardsPage, qtbot: QtBot, settled: Settle) -> None:
    with_stamps(page, 10)
    settled(page.main)
    page.overview.tiles[0].cards.click()
    qtbot.waitUntil(page.crowd.isVisible)
    QTest.keyClick(page.crowd.list, Qt.Key.Key_Return)
    assert page.main.places.here == "customers"


def test_the_report_tells_months_and_few_rewards_without_percent(
    page: CardsPage, qtbot: QtBot, settled: Settle
) -> None:
    made = with_stamps(page, 10, 3)
    page.shop.cards.stamp(people(page)[2], programme_id=made)
    page.perform("report", made)
    settled(page.main)
    qtbot.waitUntil(lambda: page.view.figures["cards"].number == "3")
    assert page.view.rate.number == "0 of 1"
    assert page.view.months.months[-1].stamps == 1
    assert "1 stamp" in page.view.months.accessibleDescription()
    assert not page.view.figures["older_terms"].isVisible()
    assert not page.view.oddities.isVisible()


def test_odd_days_are_listed_by_day_and_lead_to_the_cards(page: CardsPage, qtbot: QtBot, settled: Settle) -> None:
    made = with_stamps(page)
    settings = page.shop.settings.read()
    page.shop.settings.save(replace(settings, closed_dates=(page.shop.today,)))
    page.shop.cards.stamp(people(page)[0], programme_id=made)
    page.perform("report", made)
    settled(page.main)
    qtbot.waitUntil(page.view.oddities.isVisible)
    row = page.view.oddities.list.rows.row(0)
    assert row.subtitle == "1 stamp on a closed day"
    page.view.oddities.list.acted.emit(row, "open")
    assert page.crowd.ids == (people(page)[0],)


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


def test_all_who_can_collect_a_reward_are_listed_from_its_card(page: CardsPage, settled: Settle) -> None:
    with_stamps(page, 10, 10, 10, 10, 3)
    settled(page.main)
    press(page, "rewardsReadyAll")
    assert set(page.crowd.ids) == set(people(page)[:4])
    QTest.keyClick(page.crowd.list, Qt.Key.Key_Escape)
    assert page.overview.isVisible()


def test_tiles_stand_side_by_side_where_there_is_room_and_below_each_other_where_not(
    page: CardsPage, qtbot: QtBot
) -> None:
    for name in ("One", "Two", "Three"):
        page.shop.programmes.add(replace(COFFEE, name=name, on_scan=False))
    page.main.resize(1366, 768)
    qtbot.waitUntil(lambda: len({tile.y() for tile in page.overview.tiles}) == 1)
    page.main.resize(880, 440)
    qtbot.waitUntil(lambda: len({tile.y() for tile in page.overview.tiles}) == 2)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 680)])
def test_a_programme_is_seen_without_scrolling(
    page: CardsPage, qtbot: QtBot, settled: Settle, size: tuple[int, int]
) -> None:
    with_stamps(page, 10, 10, 10, 10, 3)
    page.main.resize(*size)
    settled(page.main)
    assert page.last_scans.isVisible() is bool(page.shop.cards.last_scans())
    assert page.rewards.isVisible()
    qtbot.waitUntil(lambda: is_seen(page.overview.tiles[0]))


def test_the_page_begins_at_what_is_done_at_the_counter_and_tab_goes_as_the_parts_stand(
    page: CardsPage, settled: Settle
) -> None:
    with_stamps(page, 10, 10, 3)
    page.shop.cards.stamp(people(page)[4])
    settled(page.main)
    page.main.places.focus_page()
    assert page.main.focusWidget() is page.overview.answer_place.finding
    tile, rewards, scans = page.overview.tiles[0], page.rewards.list, page.last_scans.list
    for size, order in (((1366, 768), [rewards, scans, tile.open_button]), ((1024, 680), [tile.open_button, scans])):
        page.main.resize(*size)
        settled(page.main)
        page.overview.answer_place.finding.setFocus()
        met: list[QWidget | None] = []
        for _step in range(12):
            QTest.keyClick(page.main.focusWidget() or page, Qt.Key.Key_Tab)
            met.append(page.main.focusWidget())
        places = [met.index(part) for part in order]
        assert places == sorted(places), size


def test_another_programme_is_shown_from_its_top(page: CardsPage, qtbot: QtBot, settled: Settle) -> None:
    made = with_stamps(page, 9, 3)
    other = page.shop.programmes.add(replace(COFFEE, name="Tea card", on_scan=False))
    page.main.resize(880, 440)
    page.perform("report", made)
    settled(page.main)
    area = page.findChild(QScrollArea, "programmeReport")
    assert area is not None
    bar = area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.main.places.refresh(frozenset())
    assert bar.value() > 0  # read again, it stays where it is
    page.perform("report", other)
    assert bar.value() == 0


def test_each_figure_of_the_report_leads_to_those_it_counts(page: CardsPage, qtbot: QtBot, settled: Settle) -> None:
    made = with_stamps(page, 10, 9, 3)
    page.shop.programmes.change(made, replace(COFFEE.terms, least_cents=5_00))
    for which, whom in (("cards", [0, 1, 2]), ("ready", [0]), ("near", [1]), ("older_terms", [1, 2])):
        page.perform("report", made)
        settled(page.main)
        assert page.view.figures[which].number == str(len(whom))
        QTest.keyClick(page.view.figures[which], Qt.Key.Key_Return)
        qtbot.waitUntil(page.crowd.isVisible)
        assert set(page.crowd.ids) == {people(page)[n] for n in whom}


def test_where_scans_are_answered_it_is_told_that_the_one_on_scan_is_paused_or_over(page: CardsPage) -> None:
    made = page.shop.programmes.add(COFFEE)
    told = page.overview.answer_place.told
    assert "A scan stamps Coffee card" in told.text()
    page.shop.programmes.pause(made)
    assert "paused" in told.text()
    page.shop.programmes.start(made)
    page.shop.programmes.end(made, page.shop.today, None)
    assert "A scan stamps Coffee card" in told.text()


def test_a_stamp_changes_the_figures_and_nothing_else_of_the_programmes(
    page: CardsPage, qtbot: QtBot, settled: Settle
) -> None:
    made = with_stamps(page, 3)
    settled(page.main)
    (tile,) = page.overview.tiles
    assert tile.cards.number == "1"
    page.shop.cards.stamp(people(page)[1], programme_id=made)
    assert page.overview.tiles == [tile]
    assert tile.cards.number == "1"
    qtbot.waitUntil(lambda: tile.cards.number == "2")
