"""Special days among the facts, entered and changed by keys as a person does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from smallcrm.domain.model import Occasion, OccasionKind
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.ui.pages.customers.fact import FactEditor
from smallcrm.ui.pages.customers.fact_line import FactLine
from smallcrm.ui.pages.customers.fact_list import another
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.today import TodayPage
from tests.ui.pages.first_customer import page

__all__ = ["page"]


@pytest.fixture
def alone(page: CustomersPage) -> CustomersPage:
    """The first customer, without any day."""
    page.shop.customers.save(replace(page.shop.customers.get(1), occasions=()))
    page.refresh(frozenset())
    return page


def days(page: CustomersPage) -> tuple[Occasion, ...]:
    """Give the days as they are kept, without their ids."""
    return tuple(replace(day, id=0) for day in page.shop.customers.get(1).occasions)


def begin(page: CustomersPage) -> FactEditor:
    """Open the editor of a new day, as the menu of Add does."""
    facts = page.person.facts
    facts.edit(another("occasion", facts.customer, facts._setting))
    assert facts.editor is not None
    return facts.editor


def asked(editor: FactEditor) -> list[str]:
    """Give the parts that are in sight."""
    return [key for key, made in editor.fields.items() if not made.isHidden()]


def choose(editor: FactEditor, key: str, value: str) -> None:
    """Choose something in a list, by the keys that people use."""
    combo = editor.fields[key].widget
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    wanted = combo.findData(value)
    assert wanted >= 0
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _step in range(wanted):
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentIndex() == wanted


def write(editor: FactEditor, key: str, text: str) -> QWidget:
    """Type into a field."""
    widget = editor.fields[key].widget
    widget.setFocus()
    line = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    return widget


def line(page: CustomersPage, key: str) -> FactLine:
    """Give the line of a fact."""
    return next(one for one in page.person.facts.lines() if one.fact.key == key)


def test_a_childs_birthday_is_typed_and_kept_with_the_parent(alone: CustomersPage) -> None:
    editor = begin(alone)
    choose(editor, "kind", "birthday")
    write(editor, "day", "13.5.2019")
    write(editor, "whose", "daughter")
    QTest.keyClick(write(editor, "name", "Emma"), Qt.Key.Key_Return)
    (day,) = days(alone)
    assert (day.month, day.day, day.year, day.whose, day.label) == (5, 13, 2019, "daughter", "Emma")
    assert alone.shop.customers.get(1).birthday is None
    fact = line(alone, "occasion0").fact
    assert fact.icon == "cake"
    assert fact.below.startswith("Emma · daughter · turns ")


def test_a_name_alone_is_somebody_elses_day_too(alone: CustomersPage) -> None:
    editor = begin(alone)
    choose(editor, "kind", "birthday")
    write(editor, "day", "13.5.")
    QTest.keyClick(write(editor, "name", "Emma"), Qt.Key.Key_Return)
    (day,) = days(alone)
    assert (day.year, day.whose) == (None, "Emma")
    assert "turns" not in line(alone, "occasion0").fact.below
    assert alone.shop.customers.get(1).birthday is None


def test_only_what_belongs_to_a_kind_is_asked(alone: CustomersPage) -> None:
    alone.shop.occasion_kinds.save([OwnKind("Koiran päivä", "gift", "leaf", card_wanted=True)])
    alone.refresh(frozenset())
    editor = begin(alone)
    assert "partner" not in asked(editor)
    choose(editor, "kind", "wedding_anniversary")
    assert {"partner", "ended"} < set(asked(editor))
    assert not {"whose", "name", "label"} & set(asked(editor))
    choose(editor, "kind", "other")
    assert "label" in asked(editor)
    assert "partner" not in asked(editor)
    choose(editor, "kind", "other:Koiran päivä")
    assert "card" in asked(editor)
    assert not {"label", "partner", "name"} & set(asked(editor))


def test_a_wedding_that_ended_stays_muted_and_without_a_day(alone: CustomersPage) -> None:
    today = alone.shop.today
    wedding = Occasion(OccasionKind.WEDDING, today.month, today.day, today.year - 10, partner="Kim")
    alone.shop.customers.save(replace(alone.shop.customers.get(1), occasions=(wedding,)))
    alone.refresh(frozenset())
    before = line(alone, "occasion0").fact
    assert before.chip is not None
    assert "10 years" in before.below
    QTest.keyClick(line(alone, "occasion0"), Qt.Key.Key_Return)
    editor = alone.person.facts.editor
    assert editor is not None
    choose(editor, "ended", "divorce")
    assert editor._note.isVisible()
    QTest.keyClick(editor.fields["ended"].widget, Qt.Key.Key_Return)
    (day,) = days(alone)
    assert (day.ended, day.partner) == ("divorce", "Kim")
    fact = line(alone, "occasion0").fact
    assert fact.muted
    assert fact.chip is None
    assert fact.below == "Kim · Ended by divorce"
    assert line(alone, "occasion0").hasFocus()
    assert not [i for i in alone.shop.occasions.today().items if i.customer_id == 1]
    alone.shop.journal.undo()
    assert days(alone) == (wedding,)


def test_a_day_of_an_own_kind_looks_as_the_shop_chose(alone: CustomersPage) -> None:
    alone.shop.occasion_kinds.save([OwnKind("Koiran päivä", "gift", "leaf")])
    alone.refresh(frozenset())
    editor = begin(alone)
    choose(editor, "kind", "other:Koiran päivä")
    write(editor, "whose", "Rex")
    QTest.keyClick(write(editor, "day", "1.8."), Qt.Key.Key_Return)
    (day,) = days(alone)
    assert (day.kind, day.label, day.whose) == ("other", "Koiran päivä", "Rex")
    assert line(alone, "occasion0").fact.icon == "gift"
    alone.shop.occasion_kinds.save([replace(alone.shop.occasion_kinds.all()[0], name="Hauvan päivä")])
    alone.refresh(frozenset())
    assert line(alone, "occasion0").fact.label == "Hauvan päivä"


def test_a_kind_that_is_offered_no_more_stays_where_it_was_chosen(alone: CustomersPage) -> None:
    day = Occasion(OccasionKind.OTHER, 8, 1, label="Koiran päivä")
    alone.shop.occasion_kinds.save([OwnKind("Koiran päivä", active=False)])
    alone.shop.customers.save(replace(alone.shop.customers.get(1), occasions=(day,)))
    alone.refresh(frozenset())
    kept = dict(line(alone, "occasion0").fact.parts[0].choices)
    assert "other:Koiran päivä" in kept
    assert "other:Koiran päivä" not in dict(begin(alone).fact.parts[0].choices)


def test_escape_leaves_everything_as_it_was(alone: CustomersPage) -> None:
    editor = begin(alone)
    choose(editor, "kind", "wedding_anniversary")
    QTest.keyClick(write(editor, "partner", "Kim"), Qt.Key.Key_Escape)
    assert not days(alone)
    assert not alone.person.facts.editing


def test_what_is_no_day_stays_typed_with_a_sentence(alone: CustomersPage) -> None:
    editor = begin(alone)
    choose(editor, "kind", "birthday")
    QTest.keyClick(write(editor, "day", "31.31."), Qt.Key.Key_Return)
    assert editor.fields["day"].error
    assert editor.values()["day"] == "31.31."
    assert not days(alone)


def test_round_birthdays_are_marked_and_only_with_a_year(alone: CustomersPage) -> None:
    today = alone.shop.today
    for year, said in ((today.year - 50, "turns 50 · round birthday"), (today.year - 51, "turns 51"), (None, "")):
        day = Occasion(OccasionKind.BIRTHDAY, today.month, today.day, year)
        alone.shop.customers.save(replace(alone.shop.customers.get(1), occasions=(day,)))
        alone.refresh(frozenset())
        assert line(alone, "birthday").fact.below == said


def test_several_days_of_one_date_are_all_shown(alone: CustomersPage) -> None:
    kinds = (OccasionKind.BIRTHDAY, OccasionKind.NAME_DAY, OccasionKind.WEDDING)
    alone.shop.customers.save(
        replace(alone.shop.customers.get(1), occasions=tuple(Occasion(kind, 6, 12) for kind in kinds))
    )
    alone.refresh(frozenset())
    shown = [one.fact.label for one in alone.person.facts.lines() if one.fact.shown == "12 June"]
    assert shown == ["Birthday", "Name day", "Wedding anniversary"]


def test_a_birthday_may_be_told_earlier_and_is_then_told_once(alone: CustomersPage) -> None:
    """Its editor asks when, once there is a day; a day that Today tells early does not stand below After that too."""
    editor = opened(alone)
    assert asked(editor) == ["day"]  # to add one takes a date and no more
    day = alone.shop.today + timedelta(days=20)
    QTest.keyClick(write(editor, "day", f"{day:%d.%m}.1980"), Qt.Key.Key_Return)
    (before,) = days(alone)
    editor = opened(alone)
    assert asked(editor) == ["day", "lead"]
    choose(editor, "lead", "21")
    QTest.keyClick(editor.fields["day"].widget, Qt.Key.Key_Return)
    assert days(alone) == (replace(before, lead_days=21),)
    alone.main.go("today")
    today = alone.main.places.page("today")
    assert isinstance(today, TodayPage)
    name = alone.shop.customers.get(1).name
    told = [item.name for item in alone.shop.occasions.today().waiting("coming")]
    assert told.count(name) == 1
    assert name not in [today.side.later.list.rows.named(n).title for n in range(today.side.later.list.rows.rowCount())]
    alone.shop.customers.save(replace(alone.shop.customers.get(1), occasions=(before,)))
    assert name in [today.side.later.list.rows.named(n).title for n in range(today.side.later.list.rows.rowCount())]


def opened(page: CustomersPage) -> FactEditor:
    """Open the editor of the customer's own birthday."""
    QTest.keyClick(line(page, "birthday"), Qt.Key.Key_Return)
    assert page.person.facts.editor is not None
    return page.person.facts.editor
