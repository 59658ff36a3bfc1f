"""A scan into whatever has the focus leaves it as it was; a person's typing stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smallcrm.domain.scanning import Burst
from smallcrm.ui.scanning.capture import Capture, Stamps
from smallcrm.ui.scanning.giving_back import remember
from tests.ui.scanning.hands import NUMBER, Hand, press


class Desk(QWidget):
    """A window with fields of all kinds below each other."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.line, self.short, self.note, self.rich = QLineEdit(), QLineEdit(), QPlainTextEdit(), QTextEdit()
        self.button, self.list, self.combo, self.spin = QPushButton("Delete"), QListWidget(), QComboBox(), QSpinBox()
        self.free, self.day = QComboBox(), QDateEdit()
        self.free.setEditable(True)
        self.short.setMaxLength(4)
        self.button.setAutoDefault(True)
        self.list.addItems(["Anna", "1 Bakery", "12 Rooms", "Zofia"])
        self.combo.addItems(["None", "1 day", "2 days", "12 days"])
        self.spin.setRange(0, 500)
        self.pressed = 0
        self.button.clicked.connect(lambda: setattr(self, "pressed", self.pressed + 1))
        fields: list[QWidget] = [self.line, self.short, self.note, self.rich, self.button, self.list, self.combo]
        for widget in [*fields, self.spin, self.free, self.day]:
            column.addWidget(widget)


@pytest.fixture
def desk(at_work: Callable[[QWidget], None]) -> Desk:
    made = Desk()
    at_work(made)
    return made


def test_a_half_typed_field_keeps_its_words_its_cursor_and_its_undo(desk: Desk, hand: Hand) -> None:
    desk.line.setFocus()
    hand.type("Anna", 150)
    desk.line.setCursorPosition(2)
    hand.scan()
    assert hand.bursts == [Burst(NUMBER, "", 8.0, "enter")]
    assert (desk.line.text(), desk.line.cursorPosition(), desk.line.isModified()) == ("Anna", 2, True)
    hand.type("x", 200)
    assert desk.line.text() == "Anxna"
    assert desk.line.isUndoAvailable()


def test_a_tab_in_front_of_a_scan_takes_the_keys_from_nobody(desk: Desk, hand: Hand) -> None:
    """Some scanners are set to send it; the field after it stays as it was, too."""
    desk.short.setText("0401")
    desk.line.setFocus()
    hand.type("Anna", 150)
    hand.ms += 500
    hand.type(f"\t{NUMBER}\r", 8)
    assert [burst.digits for burst in hand.bursts] == [NUMBER]
    assert desk.line.hasFocus()
    assert (desk.line.text(), desk.short.text()) == ("Anna", "0401")
    hand.type("\t", 200)  # a person's Tab leads on, and the next scan leaves her there
    hand.scan()
    assert desk.short.hasFocus()


def test_marked_words_come_back_marked(desk: Desk, hand: Hand) -> None:
    desk.line.setText("Kowalska")
    desk.line.setFocus()
    for start, length in ((0, 8), (3, 2), (5, -2)):
        desk.line.setSelection(start, length)
        cursor = desk.line.cursorPosition()
        hand.scan()
        assert desk.line.text() == "Kowalska"
        assert (desk.line.selectionStart(), desk.line.selectionLength()) == (min(start, start + length), abs(length))
        assert desk.line.cursorPosition() == cursor
    assert len(hand.bursts) == 3


def test_an_empty_field_has_nothing_to_undo_and_is_not_begun(desk: Desk, hand: Hand) -> None:
    desk.line.setFocus()
    hand.scan()
    assert desk.line.text() == ""
    assert not desk.line.isUndoAvailable()
    assert not desk.line.isModified()


def test_a_field_that_takes_four_characters(desk: Desk, hand: Hand) -> None:
    desk.short.setText("ab")
    desk.short.setFocus()
    desk.short.setCursorPosition(2)
    hand.scan()
    assert desk.short.text() == "ab"
    desk.short.setText("abcd")
    hand.scan()
    assert desk.short.text() == "abcd"
    desk.short.setReadOnly(True)
    hand.scan()
    assert desk.short.text() == "abcd"
    assert len(hand.bursts) == 3


@pytest.mark.parametrize("kind", ["note", "rich"])
def test_a_note(desk: Desk, hand: Hand, kind: str) -> None:
    note = getattr(desk, kind)
    note.setFocus()
    hand.scan()
    assert note.toPlainText() == ""
    assert not note.document().isModified()
    assert not note.document().isUndoAvailable()
    hand.type("call\rher", 150)
    cursor = note.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(6, cursor.MoveMode.KeepAnchor)
    note.setTextCursor(cursor)
    hand.scan()
    hand.scan(end="\t")
    assert note.toPlainText() == "call\nher"
    assert (note.textCursor().anchor(), note.textCursor().position()) == (1, 6)
    assert note.hasFocus()
    hand.type("x", 200)
    assert note.toPlainText() == "cxer"


@pytest.mark.parametrize("end", ["\r", "\t"])
@pytest.mark.parametrize("gap", [2, 8, 20, 30])
def test_the_button_with_the_focus_is_not_pressed(desk: Desk, hand: Hand, end: str, gap: float) -> None:
    desk.button.setFocus()
    hand.scan(end=end, gap=gap)
    assert len(hand.bursts) == 1
    assert (desk.pressed, desk.button.hasFocus()) == (0, True)
    hand.type("\r", 500)
    assert desk.pressed == 1 or not desk.button.autoDefault()


def test_a_person_types_what_she_wants(desk: Desk, hand: Hand) -> None:
    desk.line.setFocus()
    hand.type("123456\r", 60)
    hand.type("0501234567\t", 90)
    assert desk.line.text() == "1234560501234567"
    assert not desk.line.hasFocus()
    assert hand.bursts == []


def test_lists_stay_where_they_were(desk: Desk, hand: Hand) -> None:
    desk.list.setFocus()
    desk.list.setCurrentRow(3)
    hand.scan("1200345670")
    assert desk.list.currentRow() == 3
    desk.combo.setFocus()
    heard: list[int] = []
    desk.combo.activated.connect(heard.append)
    hand.scan("1200345670")
    assert desk.combo.currentIndex() == 0
    assert not heard or heard[-1] == 0
    assert len(hand.bursts) == 2


def test_an_open_list_stays_open_with_its_choice(qtbot: QtBot, desk: Desk, hand: Hand) -> None:
    desk.combo.setCurrentIndex(2)
    desk.combo.setFocus()
    desk.combo.showPopup()
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    hand.scan("1200345670")
    assert len(hand.bursts) == 1
    assert QApplication.activePopupWidget() is not None
    assert desk.combo.view().currentIndex().row() == 2
    hand.type("\r", 300)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert desk.combo.currentIndex() == 2


def test_numbers_and_days_stay(desk: Desk, hand: Hand) -> None:
    desk.spin.setValue(42)
    desk.spin.setFocus()
    desk.spin.selectAll()
    hand.scan()
    assert (desk.spin.value(), desk.spin.cleanText()) == (42, "42")
    desk.free.setEditText("Kra")
    desk.free.setFocus()
    hand.scan()
    assert desk.free.currentText() == "Kra"
    day = desk.day.date()
    desk.day.setFocus()
    hand.scan()
    assert desk.day.date() == day
    assert len(hand.bursts) == 3


def test_the_default_of_a_dialog_is_not_pressed(qtbot: QtBot, desk: Desk, hand: Hand) -> None:
    dialog = QDialog(desk)
    column, field, default = QVBoxLayout(dialog), QLineEdit(), QPushButton("OK")
    column.addWidget(field)
    column.addWidget(default)
    default.setDefault(True)
    default.clicked.connect(dialog.accept)
    dialog.setModal(True)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    hand.scan()
    assert (dialog.isVisible(), field.text(), len(hand.bursts)) == (True, "", 1)
    hand.type("\r", 300)
    assert not dialog.isVisible()


def test_a_scanner_without_an_end(qtbot: QtBot, desk: Desk, hand: Hand) -> None:
    desk.line.setText("An")
    desk.line.setFocus()
    hand.scan(end="")
    qtbot.waitUntil(lambda: len(hand.bursts) == 1)
    assert hand.bursts == [Burst(NUMBER, "", 8.0, "")]
    assert desk.line.text() == "An"


def test_a_window_that_was_busy_loses_no_digit(qtbot: QtBot, desk: Desk, hand: Hand) -> None:
    capture = desk.findChildren(Capture)[0]
    desk.line.setFocus()
    hand.ms += 500
    hand.type(NUMBER[:3])
    capture._quiet.timeout.emit()  # it was late, and the keys behind it are later still
    qtbot.waitUntil(lambda: not capture._quiet.isActive())
    hand.type(NUMBER[3:] + "\r")
    assert [burst.digits for burst in hand.bursts] == [NUMBER]


def test_a_prefix_is_taken_back_too(desk: Desk, hand: Hand) -> None:
    desk.line.setText("Anna ")
    desk.line.setFocus()
    desk.line.setSelection(0, 4)
    hand.scan("]C" + "1" + NUMBER)
    assert hand.bursts == [Burst("1" + NUMBER, "]C", 8.0, "enter")]
    assert (desk.line.text(), desk.line.selectedText()) == ("Anna ", "Anna")


def test_both_halves_of_cr_and_lf_are_swallowed(desk: Desk, hand: Hand) -> None:
    desk.button.setFocus()
    hand.scan(end="\r\r")
    assert (len(hand.bursts), desk.pressed) == (1, 0)
    note = desk.note
    note.setFocus()
    hand.scan(end="\r\r")
    assert note.toPlainText() == ""


def test_keypad_and_keys_that_type_nothing(desk: Desk, hand: Hand) -> None:
    desk.line.setFocus()
    hand.ms += 500
    handle = desk.windowHandle()
    for digit in NUMBER:
        hand.ms += 4
        QTest.keyPress(handle, Qt.Key.Key_Shift)
        press(digit, Qt.KeyboardModifier.KeypadModifier)
        QTest.keyRelease(handle, Qt.Key.Key_Shift)
    QTest.keyClick(handle, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert hand.bursts == [Burst(NUMBER, "", 3.6, "enter")]
    assert desk.line.text() == ""


def test_a_digit_with_ctrl_ends_it(desk: Desk, hand: Hand) -> None:
    desk.list.setFocus()
    hand.ms += 500
    hand.type(NUMBER[:6])
    hand.ms += 8
    QTest.keyClick(desk.windowHandle(), Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    hand.type(NUMBER[7:] + "\r")
    assert hand.bursts == []


def commit(words: str, *, preedit: str = "", where: QWidget | None = None) -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(words)
    QApplication.sendEvent(where or QApplication.focusObject(), event)


def test_digits_of_an_input_method_count_once(desk: Desk, hand: Hand) -> None:
    desk.line.setText("An")
    desk.line.setFocus()
    desk.line.setCursorPosition(2)
    hand.ms += 500
    for digit in NUMBER:
        hand.ms += 8
        commit(digit)
    assert desk.line.text() == f"An{NUMBER}"
    hand.type("\r")
    assert hand.bursts == [Burst(NUMBER, "", 8.0, "enter")]
    assert desk.line.text() == "An"
    hand.ms += 500
    commit(NUMBER)  # all at once, by a keyboard on the screen
    hand.type("\r", 400)
    assert desk.line.text() == f"An{NUMBER}"
    assert len(hand.bursts) == 1


def test_words_being_made_are_no_scan(desk: Desk, hand: Hand) -> None:
    desk.line.setFocus()
    hand.ms += 500
    hand.type(NUMBER[:5])
    commit("", preedit="か")
    hand.type(NUMBER[5:] + "\r")
    assert hand.bursts == []


def test_paused_it_leaves_everything(desk: Desk, hand: Hand, listening: Callable[[QWidget], Capture]) -> None:
    desk.findChildren(Capture)[0].paused = True
    desk.line.setFocus()
    hand.scan()
    assert desk.line.text() == NUMBER
    assert hand.bursts == []


def test_a_field_that_goes_meanwhile(qtbot: QtBot, desk: Desk, hand: Hand) -> None:
    desk.line.setFocus()
    hand.ms += 500
    hand.type(NUMBER)
    desk.line.deleteLater()
    QApplication.sendPostedEvents(desk.line, QEvent.Type.DeferredDelete)
    hand.type("\r")
    assert len(hand.bursts) == 1


def test_the_keys_may_move_on_in_the_midst_of_a_scan(desk: Desk, hand: Hand) -> None:
    """A window that was built anew a moment ago gives them back to where they were, whatever comes meanwhile."""
    desk.note.setPlainText("Likes tea")
    desk.line.setText("Anna")
    places = [desk.button, desk.line, desk.note, desk.line]
    places[0].setFocus()
    hand.ms += 500
    for place, part in zip(places, (NUMBER[:1], NUMBER[1:4], NUMBER[4:8], NUMBER[8:]), strict=True):
        place.setFocus()
        hand.type(part)
    hand.type("\r")
    assert [burst.digits for burst in hand.bursts] == [NUMBER]
    assert (desk.line.text(), desk.note.toPlainText()) == ("Anna", "Likes tea")
    assert desk.line.hasFocus()


def test_it_is_known_while_it_comes(desk: Desk, hand: Hand) -> None:
    capture = desk.findChildren(Capture)[0]
    desk.line.setFocus()
    hand.ms += 500
    hand.type("1")
    assert not capture.hurried
    hand.type("2")
    assert capture.hurried
    hand.type("a")
    assert not capture.hurried


def test_what_waited_in_the_queue_is_not_made_quicker(monkeypatch: pytest.MonkeyPatch) -> None:
    stamps, here = Stamps(), 5.0
    monkeypatch.setattr("smallcrm.ui.scanning.capture.monotonic", lambda: here)

    def key(at: int) -> QKeyEvent:
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, Qt.KeyboardModifier.NoModifier, "1")
        event.setTimestamp(at)
        return event

    assert [stamps(key(at)) for at in (4000, 4150, 4990)] == [4000, 4150, 4990]
    assert stamps(QInputMethodEvent("", [])) == pytest.approx(4990)
    assert stamps(key(0)) == pytest.approx(4990)
    here = 5.008
    assert stamps(QInputMethodEvent("", [])) == pytest.approx(4998)
    assert stamps(key(5000)) == 5000


def test_nothing_is_remembered_of_what_keys_do_not_change(qtbot: QtBot) -> None:
    button = QPushButton("Stamp")
    qtbot.addWidget(button)
    assert remember(button) is None
    assert remember(None) is None
