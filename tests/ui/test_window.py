"""The frame of the window: names, keys, undo, what changed, dropping files, remembering."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smallcrm.domain.errors import BadInput, Cancelled
from smallcrm.domain.model import Customer
from smallcrm.store.shop import Shop
from smallcrm.ui import theme, worn
from smallcrm.ui.tokens import LIGHT
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY, plain

CTRL = Qt.KeyboardModifier.ControlModifier
ASKED = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QAbstractItemView, QProgressBar)
BANNED = re.compile(r"Ctrl\+Alt|Alt\+[A-Z]$|Ctrl\+Shift\+[ACELNOSXZU]$|Meta|[/\\\[\]{}@$;'`]$")


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_every_part_that_is_used_has_a_name(frame: MainWindow) -> None:
    frame.toast.say("Done", lambda: None)
    frame.banner.say("Careful", repairs=[("Try again", lambda: None)])
    parts = [w for w in frame.findChildren(QWidget) if isinstance(w, ASKED) and not w.objectName().startswith("qt_")]
    nameless = [
        f"{type(w).__name__} {w.objectName()}"
        for w in parts
        if not spoken(w) and not isinstance(w.parent(), QAbstractItemView)
    ]
    assert not nameless
    for name in (
        "quickFind",
        "quickFindResults",
        "sidebar",
        "pages",
        "toast",
        "undoButton",
        "banner",
        "statusBar",
        "progress",
        "cancelButton",
    ):
        assert frame.findChild(QWidget, name) is not None, name


def test_shortcuts_are_unique_safe_and_on_the_page_of_keys(frame: MainWindow) -> None:
    keys = [key.toString() for action in frame.actions_by_id.values() for key in action.shortcuts()]
    keys += [shortcut.key().toString() for shortcut in frame.findChildren(QShortcut)]
    assert len(keys) == len(set(keys))
    assert [k for k in keys if BANNED.search(k)] == []
    frame.go("help")
    shown = {w.accessibleName() for w in frame.places.page("help").findChildren(QWidget)}
    missing = [k for k in keys if QKeySequence(k).toString(QKeySequence.SequenceFormat.NativeText) not in shown]
    assert not missing


def test_what_writes_does_not_repeat_while_a_key_is_held(frame: MainWindow) -> None:
    for key in (
        "undo",
        "redo",
        "new_customer",
        "note",
        "import",
        "print",
        "edit",
        "new_shop",
        "open_another",
        "back_up",
    ):
        assert not frame.actions_by_id[key].autoRepeat(), key


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_menus_have_mnemonics_that_differ(frame: MainWindow, language: str) -> None:
    frame.set_language(language)
    bars = [[action.text() for action in frame.menuBar().actions()]]
    bars += [[a.text() for a in menu.menu().actions() if "&" in a.text()] for menu in frame.menuBar().actions()]  # type: ignore[attr-defined]
    for level in bars:
        marks = [QKeySequence.mnemonic(text).toString() for text in level]
        assert all(marks)
        assert len(marks) == len(set(marks)), level


def test_places_by_number_and_back(qtbot: QtBot, frame: MainWindow) -> None:
    QTest.keyClick(frame, Qt.Key.Key_2, CTRL)
    QTest.keyClick(frame, Qt.Key.Key_6, CTRL)
    assert frame.places.here == "letters"
    QTest.keyClick(frame, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert frame.places.here == "customers"
    assert frame.sidebar.list.currentIndex().data() == "Customers"


def test_f6_walks_the_panes(qtbot: QtBot, frame: MainWindow) -> None:
    seen = []
    for _ in range(4):
        QTest.keyClick(frame, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus.objectName() or type(focus).__name__)
    assert seen == ["sidebar", "QLineEdit", "backupStatus", "quickFind"]


def test_arrows_in_the_sidebar_change_the_page(qtbot: QtBot, frame: MainWindow) -> None:
    frame.sidebar.list.setFocus()
    QTest.keyClick(frame.sidebar.list, Qt.Key.Key_Down)
    assert frame.places.here == "customers"


def test_a_change_reaches_the_pages_and_the_name_of_the_shop(qtbot: QtBot, frame: MainWindow) -> None:
    page = plain(frame, "today")
    page.refreshed.clear()
    with qtbot.waitSignal(frame.watch.changed):
        frame.shop.customers.add(Customer(display_name="New"))
    assert "customers" in page.refreshed[0]


def test_what_another_program_wrote_is_seen_within_a_second(qtbot: QtBot, frame: MainWindow) -> None:
    page = plain(frame, "today")
    page.refreshed.clear()
    other = Shop.open(frame.shop.file)
    try:
        other.customers.add(Customer(display_name="Elsewhere"))
    finally:
        other.close()
    qtbot.waitUntil(lambda: frozenset() in page.refreshed)


def test_ctrl_z_is_the_field_s_first_and_then_the_shop_s(qtbot: QtBot, frame: MainWindow) -> None:
    pytest.importorskip("smallcrm.messages")
    before = frame.shop.customers.count()
    field = plain(frame, "today").line
    field.setFocus()
    QTest.keyClicks(field, "abc")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert frame.shop.customers.count() == before
    while field.isUndoAvailable():
        field.undo()
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert frame.shop.customers.count() == before - 1
    assert frame.toast.isVisible()
    note = plain(frame, "today").note
    note.setFocus()
    QTest.keyClick(note, Qt.Key.Key_Y, CTRL)
    assert frame.shop.customers.count() == before


def test_dropped_files_go_to_the_import(frame: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "people.vcf"
    file.touch()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    frame.dropEvent(drop)
    assert plain(frame, "import").performed == [("import", [file])]
    assert frame.places.here == "import"


def test_size_and_page_are_remembered(plain_pages: None, opened: Callable[..., MainWindow]) -> None:
    first = opened()
    first.resize(900, 640)
    first.go("letters")
    first.close()
    second = opened()
    assert second.height() == 640  # the width is cut to the screen of 800
    assert second.places.here == "letters"


def test_the_larger_the_text_the_larger_the_smallest_window(frame: MainWindow) -> None:
    assert frame.minimumSize().toTuple() == (880, 440)
    frame.dress(scale=1.5)
    assert frame.minimumSize().toTuple() == (880, 660)  # no wider than the screen of 800, which is too narrow anyway
    frame.dress(scale=2.0)
    assert frame.minimumSize().toTuple() == (880, 760)
    frame.dress(scale=1.0)
    assert frame.minimumSize().toTuple() == (880, 440)


def test_a_small_window_folds_the_sidebar_and_keeps_its_parts_inside(qtbot: QtBot, frame: MainWindow) -> None:
    frame.resize(880, 440)
    qtbot.waitUntil(lambda: frame.sidebar.width() == 56)
    assert (frame.width(), frame.height()) == (880, 440)
    assert frame.quick_find.mapTo(frame, frame.quick_find.rect().bottomRight()).x() < 880
    frame.resize(1366, 697)
    qtbot.waitUntil(lambda: frame.sidebar.width() == 200)


def test_another_language_and_look_keep_the_page(frame: MainWindow) -> None:
    frame.go("letters")
    frame.dress("dark", 1.25)
    assert frame.places.here == "letters"
    assert frame.sidebar.width() == 250
    frame.set_language("fi")
    assert frame.places.here == "letters"
    frame.dress("light", 1.0)


def test_building_anew_leaves_the_keys_with_quick_find(qtbot: QtBot, frame: MainWindow) -> None:
    frame.quick_find.setFocus()
    frame.set_language("fi")
    qtbot.waitUntil(lambda: bool(frame.quick_find.hasFocus()))


def test_building_anew_leaves_the_keys_on_the_page(qtbot: QtBot, frame: MainWindow) -> None:
    frame.go("letters")
    frame.sidebar.list.setFocus()
    frame.set_language("fi")
    qtbot.waitUntil(lambda: bool(plain(frame, "letters").line.hasFocus()))


def test_what_was_begun_on_another_page_does_not_take_the_keys_there(qtbot: QtBot, frame: MainWindow) -> None:
    begun, seen = plain(frame, "customers"), plain(frame, "letters")
    frame.go("customers")
    begun.line.setFocus()
    QTest.keyClicks(begun.line, "half")
    frame.go("letters")
    seen.note.setFocus()
    frame.set_language("fi")
    qtbot.waitUntil(lambda: plain(frame, "letters").isAncestorOf(frame.focusWidget()))
    assert plain(frame, "customers").line.text() == "half"


def test_building_anew_leaves_nothing_of_the_old_behind(qtbot: QtBot, frame: MainWindow) -> None:
    def parts() -> Counter[tuple[str, str]]:
        return Counter((type(w).__name__, w.objectName()) for w in frame.findChildren(QWidget))

    def settled() -> bool:
        return parts()["RowList", "quickFindResults"] == 1

    frame.set_language("en")
    qtbot.waitUntil(settled)
    before = parts()
    for _ in range(3):
        frame.set_language("en")
    qtbot.waitUntil(settled)
    qtbot.waitUntil(lambda: parts() == before)


def test_building_anew_shows_no_stray_window(qtbot: QtBot, frame: MainWindow) -> None:
    frame.set_language("en")
    frame.banner.say("Careful")
    assert frame.isActiveWindow()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [frame]


def test_expected_errors_become_a_sentence_and_bugs_a_dialog_without_customers(frame: MainWindow) -> None:
    frame.errors.handle(Cancelled())
    assert not frame.banner.isVisible()
    try:
        raise ValueError("Anna Kowalska, 601 234 518")
    except ValueError as bug:
        frame.errors.handle(bug)
    dialog = frame.errors.dialog
    assert dialog is not None
    text = dialog.details.toPlainText()
    assert "ValueError" in text
    assert "Anna" not in text
    assert "601" not in text
    dialog.close()
    pytest.importorskip("smallcrm.messages")
    frame.errors.handle(BadInput("name_needed"))
    assert frame.banner.isVisible()


def test_the_hook_shows_a_bug_that_a_slot_raised(
    qtbot: QtBot, frame: MainWindow, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.excepthook", sys.excepthook)
    frame.errors.install()
    bug = RuntimeError("secret")
    sys.excepthook(RuntimeError, bug, None)
    assert frame.errors.dialog is not None
    assert "secret" not in frame.errors.dialog.details.toPlainText()
    frame.errors.dialog.close()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_the_title_names_the_shop(frame: MainWindow) -> None:
    assert frame.windowTitle() == "Harbour Books – SmallCRM"


def test_a_failed_job_is_told_in_the_window(qtbot: QtBot, frame: MainWindow) -> None:
    def broken(_report: object) -> None:
        raise RuntimeError("bug")

    job = frame.jobs.start("Breaking", broken)
    with qtbot.waitSignal(job.failed):
        pass
    dialog = frame.errors.dialog
    assert dialog is not None
    dialog.close()


def test_the_clock_of_the_window_is_the_one_given(frame: MainWindow) -> None:
    assert frame.shop.today == TODAY


def test_high_contrast_of_the_system_comes_and_goes(frame: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "wants_contrast", lambda: True)
    theme._hints()[1].contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert worn.current().hairline == worn.current().text
    monkeypatch.undo()
    theme._hints()[1].contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert worn.current() == LIGHT
