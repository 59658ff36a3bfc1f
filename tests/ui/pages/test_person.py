"""The page of a customer: what it shows in little room, and what becomes of work that the shop cannot take."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from smallcrm.ui.pages.customers.header import ChipRow
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.customers.person import PersonPage
from smallcrm.ui.widgets.chips import Chip, chip_size
from smallcrm.ui.widgets.strip import Strip
from smallcrm.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> CustomersPage:
    window.go("customers")
    made = window.places.page("customers")
    assert isinstance(made, CustomersPage)
    made.open(1)
    return made


@pytest.fixture
def person(page: CustomersPage) -> PersonPage:
    return page.person


@contextmanager
def written_elsewhere(page: CustomersPage) -> Iterator[None]:
    """Hold the shop file as another program would."""
    page.shop.database.sql("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(page.shop.file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def again(strip: Strip) -> None:
    """Press Try again."""
    assert strip.isVisible()
    found = [b for b in strip.findChildren(QPushButton) if b.isVisible() and b.text() == "Try again"]
    assert len(found) == 1
    found[0].click()


def picture(tmp_path: Path, colour: QColor | Qt.GlobalColor = Qt.GlobalColor.red, suffix: str = "png") -> Path:
    image = QImage(900, 300, QImage.Format.Format_ARGB32)
    image.fill(colour)
    file = tmp_path / f"photo.{suffix}"
    assert image.save(str(file))
    return file


def test_the_name_comes_before_the_chips(page: CustomersPage, qtbot: QtBot) -> None:
    name = "Maija-Liisa Koskela"
    tags = tuple(f"a long tag {n}" for n in range(5))
    page.shop.customers.save(replace(page.shop.customers.get(1), display_name=name, tags=tags))
    page.main.resize(880, 440)
    page.open(1)
    label = page.person.name
    qtbot.waitUntil(lambda: label.width() >= label.fontMetrics().horizontalAdvance(name))
    assert page.person.header.chips.accessibleName() == ", ".join(tags)


def test_chips_without_room_are_counted(qtbot: QtBot) -> None:
    row, chips = ChipRow(), [Chip("book club"), Chip("coffee"), Chip("poetry")]
    qtbot.addWidget(row)
    row.show_chips(chips)
    row.resize(600, 22)
    assert row.seen() == chips
    row.resize(chip_size(chips[0]).width() + 50, 22)
    assert row.seen() == [chips[0], Chip("+2")]
    row.resize(20, 22)
    assert row.seen() == []


def test_the_menu_of_a_low_window_has_the_actions(page: CustomersPage, qtbot: QtBot) -> None:
    page.main.resize(880, 440)
    qtbot.waitUntil(page.person.header.actions.isHidden)
    page.person.header.more.click()
    menu = page.person.findChild(QMenu)
    assert menu is not None
    words = [action.text() for action in menu.actions()]
    assert words[:2] == ["Note\tF5", "Edit\tF2"]
    menu.actions()[0].trigger()
    menu.close()
    assert page.person.composer.text.hasFocus()


@pytest.mark.parametrize("what", ["note", "fact", "tick", "bin", "photo", "entry"])
def test_a_shop_that_is_written_elsewhere_is_tried_again(page: CustomersPage, tmp_path: Path, what: str) -> None:
    page.shop.timeline.add(1, "note", "old words")
    page.open(1)
    person, shop = page.person, page.shop
    begin: Callable[[], object]
    saved: Callable[[], bool]
    strip = person.trouble
    if what == "note":
        person.composer.text.setPlainText("half a")
        begin, strip = person.composer.save, person.composer.strip
        saved = lambda: shop.timeline.of(1)[0].text == "half a"  # noqa: E731
    elif what == "fact":
        begin, strip, saved = _fact(person)
    elif what == "tick":
        begin, saved = person.facts.checks["noMail"].click, lambda: shop.customers.get(1).no_mail
    elif what == "bin":
        begin, saved = person.bin, lambda: shop.customers.binned(1)
    elif what == "photo":
        file = picture(tmp_path)
        begin, saved = lambda: person.keep_photo(file), lambda: bool(shop.customers.get(1).photo)
    else:
        person.timeline.setCurrentIndex(person.timeline.lines.index(1))
        begin = lambda: QTest.keyClick(person.timeline, Qt.Key.Key_Delete)  # noqa: E731
        saved = lambda: not shop.timeline.of(1)  # noqa: E731
    with written_elsewhere(page):
        begin()
        again(strip)
    assert not saved()
    again(strip)
    assert saved()
    assert not strip.isVisible()


def _fact(person: PersonPage) -> tuple[Callable[[], object], Strip, Callable[[], bool]]:
    next(line for line in person.facts.lines() if line.fact.key == "phone0").click()
    editor = person.facts.editor
    assert editor is not None
    field = editor.fields["raw"].widget
    assert isinstance(field, QLineEdit)
    field.setText("050 1")
    return editor.commit, editor.strip, lambda: person.shop.customers.get(1).phones[0].raw == "050 1"
