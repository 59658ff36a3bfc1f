"""Suggested name days: ticks, choices, who is undecided, keeping them all, coming back. All days are invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import get_ident

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from smallcrm.domain.model import OccasionKind
from smallcrm.domain.name_days import MonthDay, NameDay, NameList, Suggestion
from smallcrm.ui.pages.calendar import overflow
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.name_days.page import NameDaysPage
from smallcrm.ui.pages.name_days.words import why_none
from smallcrm.ui.window import MainWindow

Settled = Callable[[MainWindow], None]
OWN = NameList("FI", "Own list", "Written by ourselves", "Own list", "own.csv")
DAYS = [
    NameDay(7, 1, "Minna"),
    NameDay(7, 2, "Olli"),
    NameDay(7, 3, "Maija"),
    NameDay(7, 4, "Liisa"),
    NameDay(2, 29, "Outi"),
]


@pytest.fixture
def page(window: MainWindow, settled: Settled) -> NameDaysPage:
    """The page of a shop with a list that knows four of its eight customers, one of them with two days."""
    window.shop.name_days.add(OWN, DAYS)
    window.go("nameDays")
    settled(window)
    window.places.focus_page()
    made = window.places.page("nameDays")
    assert isinstance(made, NameDaysPage)
    return made


def _names(page: NameDaysPage) -> list[str]:
    return [page.rows.row(n).title for n in range(page.rows.rowCount())]


def _at(page: NameDaysPage, name: str) -> int:
    page.list.setFocus()
    number = next(n for n, one in enumerate(_names(page)) if one.startswith(name))
    page.list.setCurrentIndex(page.rows.index(number, 0))
    return page.rows.row(number).key


def _menu(page: NameDaysPage) -> QMenu:
    found = [menu for menu in page.list.findChildren(QMenu, "nameDayMenu") if menu.isVisible()]
    assert len(found) == 1
    return found[0]


def _kept(window: MainWindow) -> dict[str, MonthDay]:
    everybody = window.shop.customers.every()
    return {c.given: (o.month, o.day) for c in everybody for o in c.occasions if o.kind == OccasionKind.NAME_DAY}


def test_everybody_of_the_list_is_shown_and_who_has_one_day_is_ticked(page: NameDaysPage) -> None:
    assert _names(page) == ["Maija-Liisa Koskela", "Minna Peltonen", "Olli Nieminen", "Outi Järvinen"]
    assert [page.rows.row(n).check for n in range(4)] == [False, True, True, True]
    assert page.keep.text() == "Save 3 name days"
    assert page.which.parts["open"].text() == "Undecided 1"
    assert QApplication.focusWidget() is page.list


def test_space_takes_a_tick_away_and_gives_it_back(page: NameDaysPage) -> None:
    _at(page, "Olli")
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.keep.text() == "Save 2 name days"
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.keep.text() == "Save 3 name days"


def test_who_is_undecided_is_asked_by_any_key_and_ticked_by_the_choice(page: NameDaysPage) -> None:
    person = _at(page, "Maija")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Space):
        QTest.keyClick(page.list, key)
        menu = _menu(page)
        assert [act.text() for act in menu.actions()][:2] == ["3 July", "4 July"]
        if key != Qt.Key.Key_Space:
            QTest.keyClick(menu, Qt.Key.Key_Escape)
            assert person not in page.rows.days
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.rows.days[person] == (7, 4)
    assert page.keep.text() == "Save 4 name days"
    assert page.which.parts["open"].text() == "Undecided 0"


def test_the_undecided_alone_stay_in_sight_until_the_list_is_shown_anew(page: NameDaysPage) -> None:
    page.which.parts["open"].click()
    assert _names(page) == ["Maija-Liisa Koskela"]
    page.rows.choose(_at(page, "Maija"), (7, 3))
    assert _names(page) == ["Maija-Liisa Koskela"]
    page.which.parts["open"].click()
    assert _names(page) == []
    page.which.parts["all"].click()
    assert len(_names(page)) == 4


def test_ticks_of_all_are_taken_away_and_given_to_whoever_has_a_day(page: NameDaysPage) -> None:
    page.all.click()
    assert page.rows.chosen() == {}
    assert not page.keep.isEnabled()
    page.all.click()
    assert len(page.rows.chosen()) == 3


def test_what_is_ticked_is_kept_in_one_step_and_undone_from_the_toast(
    page: NameDaysPage, window: MainWindow, settled: Settled
) -> None:
    steps = len(window.shop.journal.steps(100))
    _at(page, "Olli")
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    QTest.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled(window)
    assert _kept(window) == {"Minna": (7, 1), "Outi": (2, 29)}
    assert len(window.shop.journal.steps(100)) == steps + 1
    assert window.toast.words.text() == "2 name days saved"
    assert _names(page) == ["Maija-Liisa Koskela", "Olli Nieminen"]
    assert page.keep.text() == "Save name days"
    window.toast.undo_button.click()
    settled(window)
    assert _kept(window) == {}
    assert len(_names(page)) == 4


def test_a_choice_outlives_what_others_change_meanwhile(
    page: NameDaysPage, window: MainWindow, settled: Settled
) -> None:
    person = _at(page, "Maija")
    page.rows.choose(person, (7, 4))
    unticked = _at(page, "Olli")
    page.rows.turn({unticked})
    minna = next(one for one in window.shop.customers.every() if one.given == "Minna")
    window.shop.customers.save(replace(minna, deceased=True))
    settled(window)
    assert _names(page) == ["Maija-Liisa Koskela", "Olli Nieminen", "Outi Järvinen"]
    assert page.rows.days[person] == (7, 4)
    assert set(page.rows.chosen()) == {person, next(i for i, on in page.rows.days.items() if on == (2, 29))}


def test_a_page_made_anew_comes_back_to_what_was_chosen(
    page: NameDaysPage, window: MainWindow, settled: Settled
) -> None:
    person = _at(page, "Maija")
    page.rows.choose(person, (7, 4))
    page.rows.turn({_at(page, "Olli")})
    page.show_which("open")
    before, again = page.rows.chosen(), page.state()
    assert again is not None
    other = NameDaysPage(window)
    assert other.perform(*again)
    other.load()
    settled(window)
    assert other.rows.chosen() == before
    assert other.which.value == "open"
    other.deleteLater()


def test_without_a_list_it_says_why_and_leads_to_the_settings(window: MainWindow, settled: Settled) -> None:
    window.go("nameDays")
    settled(window)
    window.places.focus_page()
    page = window.places.page("nameDays")
    assert isinstance(page, NameDaysPage)
    assert page.stack.currentIndex() == 1
    assert "University of Helsinki" in page.none.sentence.text()
    assert QApplication.focusWidget() is page.lists
    assert not page.keep.isVisible()
    QTest.keyClick(page.lists, Qt.Key.Key_Return)
    settled(window)
    assert window.places.here == "settings"


def test_when_all_have_one_it_says_so(page: NameDaysPage, window: MainWindow, settled: Settled) -> None:
    page.rows.choose(_at(page, "Maija"), (7, 3))
    page._count()
    page.keep.click()
    settled(window)
    assert page.stack.currentIndex() == 2
    assert QApplication.focusWidget() is page.more


@pytest.mark.parametrize(
    ("country", "said"),
    [
        ("FI", "University of Helsinki"),
        ("NO", "publisher of the almanac"),
        ("PL", "no official one"),
        ("GB", "hardly kept"),
        ("US", "hardly kept"),
        ("SE", "belong to somebody"),
    ],
)
def test_each_country_has_its_reason(country: str, said: str) -> None:
    assert said in why_none(country)


def test_a_screen_reader_hears_tick_day_and_choice(page: NameDaysPage) -> None:
    def spoken(name: str) -> str:
        _at(page, name)
        index = page.list.currentIndex()
        return str(page.rows.data(index, Qt.ItemDataRole.AccessibleTextRole))

    assert spoken("Minna").startswith("Ticked, Minna Peltonen")
    assert "1 July" in spoken("Minna")
    assert spoken("Maija").startswith("Not ticked")
    assert "3 July, 4 July" in spoken("Maija")
    assert "Choose a day" in spoken("Maija")


def test_suggestions_are_found_and_kept_beside_the_window_and_only_once(
    page: NameDaysPage, window: MainWindow, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    names, at = window.shop.name_days, list[tuple[str, int]]()
    find, write = names.suggestions, names.apply

    def found() -> list[Suggestion]:
        at.append(("found", get_ident()))
        return find()

    def kept(chosen: Mapping[int, MonthDay]) -> object:
        at.append(("kept", get_ident()))
        return write(chosen)

    monkeypatch.setattr(names, "suggestions", found)
    monkeypatch.setattr(names, "apply", kept)
    for _twice in range(2):
        QTest.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        page.keep_all()
    settled(window)
    assert [what for what, _thread in at if what == "kept"] == ["kept"]
    assert ("found", get_ident()) not in at  # of many thousands it takes seconds
    assert ("kept", get_ident()) not in at
    assert len(at) > 1
    assert len(_kept(window)) == 3


@pytest.mark.parametrize(
    ("country", "listed", "offered"), [("FI", False, True), ("GB", False, False), ("GB", True, True)]
)
def test_the_calendar_leads_to_the_suggestions_where_name_days_are_kept(
    window: MainWindow, settled: Settled, country: str, listed: bool, offered: bool
) -> None:
    window.shop.settings.save(replace(window.shop.settings.read(), country=country))
    if listed:
        window.shop.name_days.add(OWN, DAYS)
    window.go("calendar")
    settled(window)
    calendar = window.places.page("calendar")
    assert isinstance(calendar, CalendarPage)
    overflow.show_menu(calendar)
    (menu,) = [one for one in calendar.findChildren(QMenu, "calendarMenu") if one.isVisible()]
    acts = [act for act in menu.actions() if act.text() == "Suggest name days for customers…"]
    assert bool(acts) == offered
    for act in acts:
        act.trigger()
        settled(window)
        assert window.places.here == "nameDays"
    menu.close()
