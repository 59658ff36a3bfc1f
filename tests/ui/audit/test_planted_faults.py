"""Each check finds the fault it is there for, and keeps quiet where there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from smallcrm.ui import theme, worn
from smallcrm.ui.widgets.buttons import Toggle, button
from smallcrm.ui.widgets.chips import Chip
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import Row
from tests.ui.audit import checks

CANARIES = (
    "Asiakastapahtuman poistaminen",
    "Syntymäpäiväkortit",
    "Powiadomienie o urodzinach",
    "Odzyskiwanie klientów",
    "Bursdagskortutskrift",
)
Holder = Callable[..., QWidget]


@pytest.fixture
def holder(qtbot: QtBot, qapp: QApplication) -> Iterator[Holder]:
    """Show widgets one below the other in a window."""
    theme.apply(qapp, "light")
    QAccessible.setActive(True)
    made: list[QWidget] = []

    def show(*widgets: QWidget, root: QWidget | None = None) -> QWidget:
        window = root or QWidget()
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.resize(400, 300)
        with qtbot.waitExposed(window):
            window.show()
        made.append(window)
        return window

    yield show
    for window in made:
        window.close()
    QAccessible.setActive(False)


def found(check: checks.Check, root: QWidget) -> list[str]:
    return list(check([root]))


def named(widget: QWidget, name: str) -> QWidget:
    widget.setAccessibleName(name)
    return widget


def test_names(holder: Holder) -> None:
    assert len(found(checks.names, holder(QLineEdit()))) == 1
    assert len(found(checks.names, holder(QToolButton()))) == 1
    assert len(found(checks.names, holder(named(QLineEdit(), "A"), named(QLineEdit(), "A")))) == 1
    assert found(checks.names, holder(named(QLineEdit(), "A"), named(QLineEdit(), "B"), QPushButton("C"))) == []


def test_a_buddy_gives_the_name(holder: Holder) -> None:
    label, field = QLabel("&Town"), QLineEdit()
    label.setBuddy(field)
    assert found(checks.names, holder(label, field)) == []


def test_cells(holder: Holder) -> None:
    rows = RowList("list", "List")
    rows.rows.set_rows([Row("Anna"), Row("", data=1), Row("Åse")])
    assert len(found(checks.cells, holder(rows))) == 1
    rows.rows.set_rows([Row("Anna"), Row("Łukasz")])
    assert found(checks.cells, rows.window()) == []


def test_words_of_state(holder: Holder, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = RowList("list", "List")
    rows.rows.set_rows([Row("Anna", chip=Chip("Late", "bad"))])
    holder(rows)
    assert found(checks.words_of_state, rows.window()) == []
    monkeypatch.setattr(Row, "spoken", lambda self: self.title)
    assert len(found(checks.words_of_state, rows.window())) == 1


@pytest.mark.parametrize("words", CANARIES)
def test_clipped_words(holder: Holder, words: str) -> None:
    for made in (QPushButton(words), QLabel(words), button(words), QCheckBox(words)):
        made.setFixedWidth(60)
        assert found(checks.clipping, holder(made)), type(made)


def test_clipped_lines_and_hints(holder: Holder) -> None:
    lines = Paragraph(" ".join(CANARIES))
    lines.setFixedSize(120, 20)
    assert found(checks.clipping, holder(lines))
    field = QLineEdit()
    field.setPlaceholderText(CANARIES[0])
    field.setFixedWidth(90)
    assert found(checks.clipping, holder(field))


def test_what_sticks_out(holder: Holder) -> None:
    place = QWidget()
    place.setFixedSize(100, 40)
    QLabel("Town", place).move(80, 5)
    assert any("sticks out" in what for what in found(checks.clipping, holder(place)))


@pytest.mark.parametrize("words", CANARIES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_our_own_widgets_hold_long_words(holder: Holder, qapp: QApplication, words: str, scale: float) -> None:
    theme.apply(qapp, "light", scale)
    made = [button(words, look, icon="printer") for look in ("primary", "secondary", "link", "danger")]
    column = holder(*made, Toggle(words), Toggle(words, icon="gift"), Paragraph(words))
    column.resize(900, 700)
    assert found(checks.clipping, column) == []
    short = PlainLabel(words)
    short.setFixedWidth(80)
    assert found(checks.clipping, holder(short)) == []  # it ends in … and tells all as its tooltip
    assert words in short.toolTip()


def test_overlaps(holder: Holder) -> None:
    place = QWidget()
    place.setMinimumSize(200, 60)
    one, other = QLabel("First", place), QLabel("Second", place)
    for label, x in ((one, 0), (other, 100)):
        label.resize(60, 20)
        label.move(x, 0)
    root = holder(place)
    assert found(checks.overlaps, root) == []
    other.move(30, 0)
    assert len(found(checks.overlaps, root)) == 1


def test_out_of_the_window(holder: Holder) -> None:
    root = holder(QLabel("Here"))
    assert found(checks.hidden_words, root) == []
    far = QLabel("Far", root)
    far.move(2000, 0)
    far.show()
    assert len(found(checks.hidden_words, root)) == 1


def test_sideways_scrolling(holder: Holder) -> None:
    area, wide = QScrollArea(), QLabel("Wide")
    wide.setFixedSize(3000, 20)
    area.setWidget(wide)
    assert any("sideways" in what for what in found(checks.fit, holder(area)))


def test_a_dialog_too_large(holder: Holder) -> None:
    dialog = QDialog()
    root = holder(QLabel("Large"), root=dialog)
    assert found(checks.fit, root) == []
    dialog.setMinimumSize(QSize(900, 300))
    assert len(found(checks.fit, root)) == 1


def _main(qtbot: QtBot, page: QWidget) -> QMainWindow:
    window, stack = QMainWindow(), QStackedWidget()
    qtbot.addWidget(window)
    stack.setObjectName("pages")
    stack.addWidget(page)
    window.setCentralWidget(stack)
    with qtbot.waitExposed(window):
        window.show()
    window.resize(500, 300)
    return window


def test_the_first_action_out_of_sight(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    area, inner = QScrollArea(), QWidget()
    column = QVBoxLayout(inner)
    column.addSpacing(2000)
    column.addWidget(button("Print", "primary"))
    area.setWidget(inner)
    area.setWidgetResizable(True)
    window = _main(qtbot, area)
    assert any("first action" in what for what in found(checks.fit, window))
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    qtbot.waitUntil(lambda: found(checks.fit, window) == [])
    window.close()


def test_mnemonics(qtbot: QtBot, holder: Holder) -> None:
    assert len(found(checks.mnemonics, holder(QPushButton("&Save"), QPushButton("&Send")))) == 1
    assert found(checks.mnemonics, holder(QPushButton("&Save"), QPushButton("S&end"))) == []
    menu = QMenu()
    qtbot.addWidget(menu)
    menu.addAction("&Open")
    menu.addAction("C&opy")
    menu.popup(menu.pos())
    assert len(found(checks.mnemonics, menu)) == 1
    menu.close()
    window = _main(qtbot, QWidget())
    window.menuBar().addMenu("File")
    qtbot.waitUntil(lambda: any("no mnemonic" in what for what in found(checks.mnemonics, window)))
    window.close()


def test_targets(holder: Holder) -> None:
    small = QToolButton()
    small.setFixedSize(20, 30)
    assert len(found(checks.targets, holder(small))) == 1
    assert found(checks.targets, holder(button("Save"))) == []


def test_readable(holder: Holder) -> None:
    pale = QLabel("Pale grey words")
    palette = pale.palette()
    palette.setColor(QPalette.ColorRole.WindowText, worn.current()["soft"])
    pale.setPalette(palette)
    assert len(found(checks.readable, holder(pale))) == 1
    assert found(checks.readable, holder(PlainLabel("Dark words"), button("Print", "primary"))) == []


def test_tooltips(holder: Holder) -> None:
    bare = QToolButton()
    bare.setIcon(button("x", icon="x").icon())
    assert len(found(checks.tooltips, holder(bare))) == 1
    bare.setToolTip("Close")
    assert found(checks.tooltips, bare.window()) == []
