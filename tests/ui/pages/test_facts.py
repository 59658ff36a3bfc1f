"""Facts under an open editor: what somebody else changed meanwhile is neither lost nor in the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.gifts import Gift
from smallcrm.domain.model import Occasion
from smallcrm.store.follow_up_list import FollowUpFilter
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.customers.fact import Fact, FactEditor
from smallcrm.ui.pages.customers.fact_line import FactLine
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.follow_ups.rows import follow_up_row
from smallcrm.ui.worn import px
from tests.ui.pages.first_customer import page

__all__ = ["page"]


@pytest.fixture
def editor(page: CustomersPage) -> FactEditor:
    """The first phone of a customer, changed and not saved yet."""
    next(line for line in page.person.facts.lines() if line.fact.key == "phone0").click()
    opened = page.person.facts.editor
    assert opened is not None
    field = opened.fields["raw"].widget
    assert isinstance(field, QLineEdit)
    field.setText("050 1")
    return opened


def test_what_changed_beside_an_open_editor_is_no_conflict(page: CustomersPage, editor: FactEditor) -> None:
    page.shop.customers.save(replace(page.shop.customers.get(1), no_mail=True))
    editor.commit()
    now = page.shop.customers.get(1)
    assert now.phones[0].raw == "050 1"
    assert now.no_mail


def test_the_same_fact_changed_elsewhere_is_never_overwritten(page: CustomersPage, editor: FactEditor) -> None:
    now = page.shop.customers.get(1)
    page.shop.customers.save(replace(now, phones=(replace(now.phones[0], raw="040 9", e164=""), *now.phones[1:])))
    editor.commit()
    assert editor.strip.isVisible()
    assert editor.values()["raw"] == "050 1"
    assert page.shop.customers.get(1).phones[0].raw == "040 9"


def test_a_window_that_closes_saves_the_fact_as_leaving_it_would(page: CustomersPage, editor: FactEditor) -> None:
    file = page.shop.file
    page.main.close()
    again = Shop.open(file)
    assert again.customers.get(1).phones[0].raw == "050 1"
    again.close()


def test_another_fact_edited_while_one_is_unsaved_saves_it_and_closes_cleanly(
    page: CustomersPage, editor: FactEditor
) -> None:
    facts = page.person.facts
    name = next(line for line in facts.lines() if line.fact.key == "name")
    facts.edit(name.fact, name)  # saving the phone reads the lines anew: this one is on its way out
    assert page.shop.customers.get(1).phones[0].raw == "050 1"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert facts.editor is not None
    assert facts.editor.fact.key == "name"
    assert "name" not in [line.fact.key for line in facts.lines() if line.isVisible()]
    facts.editor.restore()
    assert [line.fact.key for line in facts.lines() if line.hasFocus()] == ["name"]


def test_another_gift_edited_while_one_is_unsaved_stands_in_its_place(page: CustomersPage) -> None:
    for words in ("Roses", "Tea"):
        page.shop.gifts.add(Gift(1, words))
    first, second = page.shop.gifts.of(1)
    gifts = page.person.gifts
    shown = {_gift(line): line for line in gifts.findChildren(FactLine) if line.isVisible()}
    gifts.edit(first, shown[first.id])
    assert gifts.editor is not None
    gifts.editor.fill({"outcome": "happy"})
    gifts.edit(second, shown[second.id])
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert gifts.editor is not None
    assert gifts.editor.fact.shown == second.text
    assert [_gift(line) for line in gifts.findChildren(FactLine) if line.isVisible()] == [first.id]


def _gift(line: FactLine) -> int:
    return int(line.fact.key.removeprefix("gift"))


@pytest.fixture
def gift(page: CustomersPage) -> FactEditor:
    """A gift without an occasion, of a customer with a birthday and two other days, opened to be changed."""
    days = (
        Occasion("birthday", 5, 1),
        Occasion("other", 6, 2, label="Wine evening"),
        Occasion("birthday", 7, 3, whose="Ella"),
    )
    page.shop.customers.save(replace(page.shop.customers.get(1), occasions=days))
    page.shop.gifts.add(Gift(1, "Roses"))
    gifts = page.person.gifts
    line = next(made for made in gifts.findChildren(FactLine) if made.isVisible())
    gifts.edit(page.shop.gifts.of(1)[0], line)
    assert gifts.editor is not None
    gifts.editor.fields["occasion"].widget.setFocus()
    return gifts.editor


def test_what_a_gift_is_for_is_chosen_from_the_days_of_the_customer(page: CustomersPage, gift: FactEditor) -> None:
    combo = gift.fields["occasion"].widget
    assert isinstance(combo, QComboBox)
    offered = [combo.itemText(number) for number in range(combo.count())]
    assert offered == ["Birthday", "Wine evening", "Birthday · Ella"]
    assert combo.currentText() == ""
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == "Birthday"
    QTest.keyClick(combo, Qt.Key.Key_Return)
    assert page.shop.gifts.of(1)[0].occasion == "birthday"  # its name follows the language
    (line,) = [made for made in page.person.gifts.findChildren(FactLine) if made.isVisible()]
    assert line.fact.below == "Birthday"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("Christmas", "Christmas"),
        ("birthday", "birthday"),
        ("wine evening", "Wine evening"),
        ("", ""),
        ("B <b>", "B <b>"),
    ],
)
def test_what_a_gift_is_for_may_be_anything_typed(
    page: CustomersPage, gift: FactEditor, typed: str, stored: str
) -> None:
    combo = gift.fields["occasion"].widget
    QTest.keyClicks(combo, typed)
    QTest.keyClick(combo, Qt.Key.Key_Delete)
    QTest.keyClick(combo, Qt.Key.Key_Return)
    (now,) = page.shop.gifts.of(1)
    assert now.occasion == stored
    line = next(made for made in page.person.gifts.findChildren(FactLine) if made.isVisible())
    page.person.gifts.edit(now, line)
    again = page.person.gifts.editor
    assert again is not None
    assert not again.changed()
    assert again.values()["occasion"] == stored


@pytest.mark.parametrize("label", ["Oma asiakaspalvelija", "Toivottu yhteydenottotapa", "Foretrukket kontaktmåte",
                                   "Preferowany sposób kontaktu", "Preferred channel"])  # fmt: skip
@pytest.mark.parametrize("width", [220, 290, 320, 420])
def test_the_name_of_a_fact_is_read_whole(page: CustomersPage, label: str, width: int) -> None:
    line = FactLine(Fact("a", "hand-heart", label, "Ewa", (), lambda c, _v: c), page.person)
    said = line.labels(width)
    assert " ".join(said) == label
    assert len(said) <= 2
    rows = len(said) if width < 300 else max(len(said), 1)
    assert line.heightForWidth(width) >= rows * line.fontMetrics().height()


@pytest.mark.parametrize(("key", "resting"), [("archived", 1), ("deceased", 2)])
def test_what_is_not_on_today_any_more_is_said_and_undone(page: CustomersPage, key: str, resting: int) -> None:
    shop = page.shop
    shop.visits.visit(1)  # the rules thank
    shop.follow_ups.add(FollowUp(FollowUpKind.REMINDER, 1, "Her own words", shop.today))
    assert len([one for one in shop.follow_ups.of(1) if one.live]) == 2
    page.open(1)
    page.person.facts.checks[key].click()
    words = "1 follow-up is" if resting == 1 else "2 follow-ups are"
    assert page.main.toast.words.text() == f"{words} not on Today any more."
    shown = follow_up_row(shop.follow_ups.find(FollowUpFilter(customer=1, kinds=("reminder",)))[0], shop.today, {}, {})
    assert shown.subtitle.startswith(f"{key.capitalize()} · Her own words")
    page.main.toast.undo_button.click()
    assert shop.follow_ups.resting(1) == 0
    page.person.facts.checks["noMail"].click()
    assert "not on Today" not in page.main.toast.words.text()


def test_the_language_of_the_shop_stands_in_its_phrase_as_a_word_of_it(page: CustomersPage) -> None:
    page.shop.settings.save(replace(page.shop.settings.read(), language="fi"))
    page.open(2)
    shown = {line.fact.key: line.fact for line in page.person.facts.lines()}["language"]
    assert shown.parts[0].choices[0][1].endswith(": suomi")
    assert ("fi", "Suomi") in shown.parts[0].choices


def test_a_hint_has_the_width_of_the_card_and_its_field_does_not(page: CustomersPage) -> None:
    page.window().resize(1100, 700)
    shop = page.shop
    shop.customers.save(replace(shop.customers.get(page.person.facts.customer.id), occasions=()))
    QApplication.processEvents()
    next(line for line in page.person.facts.lines() if line.fact.key == "birthday").click()
    opened = page.person.facts.editor
    assert opened is not None
    QApplication.processEvents()
    field, room = opened.fields["day"], opened.contentsRect().width() - px(24)
    assert field.width() > room * 0.9
    assert field.widget.width() < room * 0.6
    assert field.widget.x() == 0
    assert "13\u00a0May" in field.widget.accessibleDescription()
    page.window().resize(page.window().width() - 120, page.window().height())
    QApplication.processEvents()
    assert opened.mapTo(page, opened.rect().topRight()).x() <= page.width()
