"""Small widgets: plain text, focus that shows, toasts that wait, rows by keys, errors in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smallcrm.ui import theme
from smallcrm.ui.tokens import LIGHT, contrast
from smallcrm.ui.widgets.buttons import IconButton, Toggle, button
from smallcrm.ui.widgets.chips import Chip, initials
from smallcrm.ui.widgets.empty import Empty
from smallcrm.ui.widgets.field import Field
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import PagedRows, Row
from smallcrm.ui.widgets.toast import Toast

MAKERS: dict[str, Callable[[], QWidget]] = {
    "primary": lambda: button("Save", "primary"), "secondary": lambda: button("Save"),
    "link": lambda: button("All", "link"),
    "danger": lambda: button("Erase", "danger"),
    "row": lambda: button("Print", "row"), "icon": lambda: IconButton("x", "Close"),
    "toggle": lambda: Toggle("All"), "line": QLineEdit, "text": QPlainTextEdit, "check": lambda: QCheckBox("On"),
    "radio": lambda: QRadioButton("Light"), "combo": QComboBox, "spin": QSpinBox,
    "slider": lambda: QSlider(Qt.Orientation.Horizontal),
}  # fmt: skip


@pytest.fixture
def ground(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, "light")
    widget = QWidget()
    QVBoxLayout(widget)
    qtbot.addWidget(widget)
    return widget


def shown(qtbot: QtBot, ground: QWidget, *widgets: QWidget) -> None:
    layout = ground.layout()
    assert layout is not None
    for widget in widgets:
        layout.addWidget(widget)
    with qtbot.waitActive(ground):
        ground.show()
        ground.activateWindow()


def changed(before: QImage, after: QImage) -> list[tuple[str, str]]:
    """The pixels that differ, as (before, after)."""
    return [
        (before.pixelColor(x, y).name(), after.pixelColor(x, y).name())
        for x in range(before.width())
        for y in range(before.height())
        if before.pixel(x, y) != after.pixel(x, y)
    ]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize(
    "reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.OtherFocusReason], ids=["tab", "program"]
)
def test_the_focus_shows_also_when_the_program_moves_it(
    qtbot: QtBot, ground: QWidget, kind: str, reason: Qt.FocusReason
) -> None:
    other, widget = QPushButton("Other"), MAKERS[kind]()
    shown(qtbot, ground, other, widget)
    other.setFocus()
    before = widget.grab().toImage()
    widget.setFocus(reason)
    pixels = changed(before, widget.grab().toImage())
    strong = [1 for old, new in pixels if contrast(old, new) >= 3]
    assert len(strong) >= 2 * 18, f"{len(strong)} of {len(pixels)} pixels"


def test_what_a_person_typed_is_never_markup(ground: QWidget, qtbot: QtBot) -> None:
    label, paragraph = PlainLabel("<b>Anna</b> & Łukasz"), Paragraph("<i>x</i>")
    shown(qtbot, ground, label, paragraph)
    assert label.textFormat() == paragraph.textFormat() == Qt.TextFormat.PlainText
    assert label.accessibleName() == "<b>Anna</b> & Łukasz"


def test_a_name_too_long_is_whole_in_the_tooltip(ground: QWidget, qtbot: QtBot) -> None:
    label = PlainLabel("Asiakastapahtuman poistaminen " * 4)
    label.setMaximumWidth(120)
    shown(qtbot, ground, label)
    assert label.toolTip().strip() == label.text().strip()
    label.setText("Anna")
    assert label.toolTip() == ""


def test_a_toast_stays_while_somebody_is_on_it(qtbot: QtBot, ground: QWidget) -> None:
    shown(qtbot, ground, QLineEdit())
    ground.resize(600, 300)
    toast = Toast(ground)
    toast.say("3 notes deleted", lambda: None)
    assert toast.timer.isActive()
    assert 9_000 < toast.timer.remainingTime() <= 10_500  # Qt's coarse timers are 5 % off
    toast.undo_button.setFocus()
    assert not toast.timer.isActive()
    ground.findChild(QLineEdit).setFocus()  # type: ignore[union-attr]
    assert toast.timer.isActive()
    here = QPointF(5, 5)
    QApplication.sendEvent(toast, QEnterEvent(here, here, here))
    assert not toast.timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.timer.isActive()
    toast.timer.timeout.emit()
    assert not toast.isVisible()


def test_undo_on_the_toast_takes_back_once(qtbot: QtBot, ground: QWidget) -> None:
    shown(qtbot, ground, QLineEdit())
    taken: list[int] = []
    toast = Toast(ground)
    toast.say("Note deleted", lambda: taken.append(1))
    QTest.keyClick(toast.undo_button, Qt.Key.Key_Space)
    toast.undo_button.click()
    assert taken == [1]
    assert not toast.isVisible()
    toast.say("Undone")
    assert not toast.undo_button.isVisible()


def test_an_error_is_told_in_words_below_the_field(qtbot: QtBot, ground: QWidget) -> None:
    field = Field("&Name", QLineEdit("x"))
    shown(qtbot, ground, field)
    assert field.widget.accessibleName() == "Name"
    field.set_error("A name is needed")
    assert field.error == "A name is needed"
    assert field.widget.accessibleDescription() == "A name is needed"
    assert field.widget.text() == "x"
    field.set_error("")
    assert field.error == ""


ROWS = [
    Row("Today", group=True, count="2"),
    Row("Anna", "turns 40", key=1, button="Greeted", menu=True, chip=Chip("Posted")),
    Row("Elo", "turns 50", key=2), Row("Cards", group=True, link="Print cards (2)"), Row("Ødegård", key=3, check=False),
]  # fmt: skip


@pytest.fixture
def people(qtbot: QtBot, ground: QWidget) -> RowList:
    view = RowList("list", "People")
    shown(qtbot, ground, view)
    ground.resize(700, 400)
    view.rows.set_rows(ROWS)
    view.setFocus()
    return view


def test_rows_by_keys(qtbot: QtBot, people: RowList) -> None:
    told: list[tuple[str, str]] = []
    people.acted.connect(lambda row, zone: told.append((row.title, zone)))
    for key in (
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Space,
        Qt.Key.Key_Down,
    ):
        QTest.keyClick(people, key)
    QTest.keyClick(people, Qt.Key.Key_Return)
    QTest.keyClick(people, Qt.Key.Key_Down)
    QTest.keyClick(people, Qt.Key.Key_Space)
    assert told == [
        ("Anna", "button"),
        ("Anna", "open"),
        ("Anna", "menu"),
        ("Elo", "open"),
        ("Cards", "group"),
        ("Ødegård", "check"),
    ]


def test_rows_by_mouse(qtbot: QtBot, people: RowList) -> None:
    told: list[tuple[str, str]] = []
    people.acted.connect(lambda row, zone: told.append((row.title, zone)))
    rect = people.visualRect(people.rows.index(1, 0))
    for place in people.people.zones(rect, ROWS[1]).values():
        QTest.mouseClick(people.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place.center())
    QTest.mouseClick(
        people.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, rect.topLeft() + rect.center() / 4
    )
    assert told[:2] == [("Anna", "menu"), ("Anna", "button")]
    assert told[2][1] == "row"


def test_a_row_says_everything_to_a_screen_reader(people: RowList) -> None:
    index = people.rows.index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Anna, turns 40, Posted"
    assert people.rows.headerData(1, Qt.Orientation.Vertical) == "Anna"


def test_many_rows_are_fetched_only_as_they_are_seen(qtbot: QtBot, people: RowList) -> None:
    asked: list[tuple[int, int]] = []

    def fetch(offset: int, limit: int) -> list[Row]:
        asked.append((offset, limit))
        return [Row(f"Person {n}", key=n) for n in range(offset, offset + limit)]

    model = PagedRows(people)
    model.set_source(20_000, fetch)
    people.show_model(model)
    people.grab()
    assert model.rowCount() == 20_000
    assert asked == [(0, 100)]
    people.scrollToBottom()
    people.grab()
    assert max(offset for offset, _ in asked) == 19_900
    assert len(asked) <= 4


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Anna Kowalska", "AK"), ("Elo", "E"), ("Łukasz van der Łuczak", "ŁŁ"), ("", ""), ("B&B <x>", "BB")],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_empty_page_says_what_to_do(qtbot: QtBot, ground: QWidget) -> None:
    done: list[int] = []
    add = button("Add a customer", "primary", clicked=lambda: done.append(1))
    empty = Empty("card", "Your first regular goes here", "A name is enough.", (add,))
    shown(qtbot, ground, empty)
    QTest.keyClick(add, Qt.Key.Key_Space)
    assert done == [1]
    assert empty.height() >= empty.minimumSizeHint().height()


def test_the_ring_is_the_accent(qtbot: QtBot, ground: QWidget) -> None:
    widget = button("Save")
    shown(qtbot, ground, widget)
    widget.setFocus()
    image = widget.grab().toImage()
    assert image.pixelColor(image.width() // 2, 0).name().upper() == LIGHT.accent


def test_a_chip_makes_way_for_the_name_when_the_row_is_narrow(qtbot: QtBot) -> None:
    rows = RowList("rows", "Rows")
    qtbot.addWidget(rows)
    row = Row(
        "Persephone Featherstonehaugh", "Tue 18 May", key=1, chip=Chip("Tomorrow", icon="mailbox", full="Post tomorrow")
    )
    assert rows.people.chip_below(row, 200)
    assert not rows.people.chip_below(row, 600)
    assert "Post tomorrow" in row.spoken()
