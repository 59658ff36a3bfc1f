"""The list and the page of a customer: everything typed is kept, saved at once, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import BadInput
from smallcrm.i18n import set_language
from smallcrm.store.listing import Detail
from smallcrm.ui.pages.customers.facts import Facts
from smallcrm.ui.pages.customers.list_pane import summary_row
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.customers.timeline import TimelineModel
from smallcrm.ui.pages.customers.timeline_lines import lines_of
from smallcrm.ui.pages.customers.typed import dates_of, day_of, day_shown, full_day_of, named, words_of
from smallcrm.ui.widgets.rows import PagedRows
from smallcrm.ui.window import MainWindow

TODAY = date(2026, 11, 21)


@pytest.fixture
def page(window: MainWindow) -> CustomersPage:
    window.go("customers")
    made = window.places.page("customers")
    assert isinstance(made, CustomersPage)
    return made


def _edit(facts: Facts, key: str) -> QLineEdit:
    line = next(w for w in facts.lines() if w.fact.key == key)
    line.click()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13.5.", (5, 13, None)),
        ("13.5.1980", (5, 13, 1980)),
        ("13 maja", (5, 13, None)),
        ("13. toukokuuta 1980", (5, 13, 1980)),
        ("13. mai", (5, 13, None)),
        ("May 13, 1980", (5, 13, 1980)),
        ("29.2.", (2, 29, None)),
        ("1980-05-13", (5, 13, 1980)),
        ("", None),
    ],
)
def test_days_are_read_in_every_local_form(text: str, expected: tuple[int, int, int | None] | None) -> None:
    assert day_of(text, TODAY) == expected


@pytest.mark.parametrize("text", ["31.2.1980", "soon", "13.5.2090", "99"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as error:
        day_of(text, TODAY)
    assert error.value.code == "bad_date"
    assert error.value.values["value"] == text


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_a_day_as_shown_is_read_again(language: str) -> None:
    set_language(language)
    for month in range(1, 13):
        for year in (None, 1980):
            assert day_of(day_shown(month, 13, year), TODAY) == (month, 13, year)


def test_closed_dates_lie_in_the_past_or_to_come() -> None:
    assert dates_of("24.12.2027; 1.1.2020;") == (date(2020, 1, 1), date(2027, 12, 24))
    with pytest.raises(BadInput):
        dates_of("24.12.")


def test_names_are_split_where_they_are_a_persons() -> None:
    assert (named("Anna Maria Kowalska").given, named("Anna Maria Kowalska").family) == ("Anna Maria", "Kowalska")
    assert named("Kwiaty sp. z o.o.").company == "Kwiaty sp. z o.o."
    assert words_of("a, b;a ,, c") == ("a", "b", "c")
    assert full_day_of("13.5.1980", TODAY) == date(1980, 5, 13)
    with pytest.raises(BadInput):
        full_day_of("13.5.", TODAY)


def test_models_keep_qts_rules(window: MainWindow) -> None:
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    paged, timeline = PagedRows(), TimelineModel()
    QAbstractItemModelTester(paged, fatal)
    QAbstractItemModelTester(timeline, fatal)
    customers = window.shop.customers
    paged.set_source(customers.count(), lambda o, n: [summary_row(p, Detail(), TODAY) for p in customers.page(o, n)])
    assert [paged.row(n).title for n in range(2)] == [p.name for p in customers.page(0, 2)]
    window.shop.timeline.add(1, "note", "Hei")
    timeline.set_lines(lines_of(window.shop.timeline.of(1), window.shop.today))
    assert timeline.rowCount() == 2


def test_enter_saves_a_fact_and_escape_restores_it(page: CustomersPage, qtbot: QtBot) -> None:
    page.open(1)
    field = _edit(page.person.facts, "birthday")
    field.setText("2.3.1980")
    QTest.keyClick(field, Qt.Key.Key_Return)
    day = page.shop.customers.get(1).birthday
    assert day is not None
    assert (day.day, day.month, day.year) == (2, 3, 1980)
    qtbot.waitUntil(lambda: not page.person.facts.editing)
    field = _edit(page.person.facts, "phone0")
    field.setText("1")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert page.shop.customers.get(1).phones[0].raw.startswith("040")
    assert not page.person.facts.editing


def test_what_cannot_be_saved_stays_typed(page: CustomersPage, qtbot: QtBot) -> None:
    page.open(1)
    field = _edit(page.person.facts, "birthday")
    field.setText("31.2.1980")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "31.2.1980"
    assert field.property("wrong")
    assert page.person.facts.editing
    QTest.keyClick(field, Qt.Key.Key_Escape)


def test_tab_saves_a_fact_too(page: CustomersPage, qtbot: QtBot) -> None:
    page.open(1)
    field = _edit(page.person.facts, "tags")
    field.setText("vip, colour")
    page.person.note_button.setFocus()
    qtbot.waitUntil(lambda: page.shop.customers.get(1).tags == ("vip", "colour"))
    assert QApplication.focusWidget() is page.person.note_button


def test_an_emptied_phone_goes_and_undo_brings_it_back(page: CustomersPage, qtbot: QtBot) -> None:
    page.open(1)
    field = _edit(page.person.facts, "phone0")
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert page.shop.customers.get(1).phones == ()
    page.main.toast.undo_button.click()
    assert len(page.shop.customers.get(1).phones) == 1


def test_ticks_are_saved(page: CustomersPage) -> None:
    page.open(1)
    page.person.facts.checks["noMail"].click()
    page.person.facts.checks["cardWanted"].click()
    customer = page.shop.customers.get(1)
    assert customer.no_mail
    assert customer.birthday is not None
    assert not customer.birthday.card_wanted


def test_the_search_narrows_the_list_and_offers_to_add(page: CustomersPage, qtbot: QtBot) -> None:
    page.pane.search.setText("kosk")
    qtbot.waitUntil(lambda: page.pane.list.rows.rowCount() == 1)
    page.pane.search.setText("Xyzzy Qwerty")
    qtbot.waitUntil(lambda: page.pane.stack.currentIndex() == 1)
    page.pane.add_hit.click()
    assert page.new.name.widget.text() == "Xyzzy Qwerty"


def test_a_filter_can_be_taken_away(page: CustomersPage) -> None:
    from smallcrm.store.listing import CustomerFilter

    page.pane.filter(CustomerFilter(tag="colour"))
    assert page.pane.list.rows.rowCount() == 2
    page.pane.clear()
    assert page.pane.list.rows.rowCount() == page.shop.customers.count()


def test_a_note_is_kept_while_somebody_else_is_looked_at(page: CustomersPage) -> None:
    page.open(1)
    page.person.composer.text.setPlainText("half a")
    page.open(2)
    assert page.person.composer.text.toPlainText() == ""
    page.open(1)
    assert page.person.composer.text.toPlainText() == "half a"


def test_an_empty_note_is_told_and_not_saved(page: CustomersPage) -> None:
    page.open(1)
    page.person.composer.save()
    assert page.person.composer.strip.isVisible()
    assert page.shop.timeline.of(1) == []


def test_a_note_is_edited_and_deleted_by_keys(page: CustomersPage, qtbot: QtBot) -> None:
    page.shop.timeline.add(1, "note", "old words")
    page.open(1)
    timeline = page.person.timeline
    timeline.setCurrentIndex(timeline.lines.index(1))
    QTest.keyClick(timeline, Qt.Key.Key_F2)
    page.person.composer.text.setPlainText("new words")
    page.person.composer.save()
    assert [e.text for e in page.shop.timeline.of(1)] == ["new words"]
    timeline.setCurrentIndex(timeline.lines.index(1))
    QTest.keyClick(timeline, Qt.Key.Key_Delete)
    assert page.shop.timeline.of(1) == []


def test_markup_in_a_name_is_plain_text(page: CustomersPage) -> None:
    from smallcrm.domain.model import Customer

    new = page.shop.customers.add(Customer(display_name="<b>Anna</b> & {x} %s"))
    page.open(new)
    assert page.person.name.text() == "<b>Anna</b> & {x} %s"
    assert page.pane.list.current_row() is not None


def test_a_low_window_gives_the_focus_to_the_menu_with_the_actions(page: CustomersPage, qtbot: QtBot) -> None:
    page.main.resize(880, 440)
    page.open(1)
    qtbot.waitUntil(page.person.header.action_row.isHidden)
    page.open(2)
    assert QApplication.focusWidget() is page.person.header.more
    assert page.person.composer.y() < page.person.facts.y()


def test_whoever_is_opened_is_shown_from_the_top_whatever_had_the_keys(page: CustomersPage, qtbot: QtBot) -> None:
    bar = page.person.area.verticalScrollBar()
    page.open(1)
    page.main.resize(1366, 500)
    for number in (2, 1, 1):
        qtbot.waitUntil(lambda: bar.maximum() > 0)
        low = next(b for b in reversed(page.person.facts.findChildren(QAbstractButton)) if b.isVisible())
        low.setFocus()
        qtbot.waitUntil(lambda: bar.value() > 0)
        page.open(number)
        page.person.shop.settings.save(page.person.shop.settings.read())  # and read once more, as after every step
        page.main.places.refresh(frozenset())
        assert page.person.header.begins_at.hasFocus()
        assert bar.value() == 0, number
