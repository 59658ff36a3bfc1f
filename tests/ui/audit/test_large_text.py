"""Text of twice the usual size: nothing is lost, for the page is scrolled; here with one scene of each page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smallcrm.ui import theme
from smallcrm.ui.places import Room
from smallcrm.ui.scenes.registry import scenes
from tests.ui.audit.conftest import ended, walk


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    """Text of twice the usual size."""
    theme.apply(qapp, "light", 2.0)
    yield
    theme.apply(qapp, "light")


class Wide(QWidget):
    """A page that cannot be narrower than its buttons, of which one stands far right and low."""

    def __init__(self) -> None:
        super().__init__()
        self.far = QPushButton("Far", self)
        self.far.setGeometry(900, 560, 80, 30)
        self.setMinimumSize(1000, 100)


def _room(qtbot: QtBot) -> Room:
    room = Room()
    qtbot.addWidget(room)
    room.hold(Wide())
    room.resize(500, 300)
    with qtbot.waitActive(room):
        room.show()
        room.activateWindow()
    return room


def test_a_page_fills_its_room(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    page = QWidget()
    room = Room()
    qtbot.addWidget(room)
    room.hold(page)
    room.resize(500, 200)
    room.show()
    assert page.size() == room.size()


def test_in_large_type_a_page_keeps_its_size_and_what_has_the_keys_is_seen(qtbot: QtBot, large: None) -> None:
    room = _room(qtbot)
    page = room.page
    assert isinstance(page, Wide)
    assert (page.width(), page.height()) == (1000, 600)
    page.far.clearFocus()
    for bar in (room.horizontalScrollBar(), room.verticalScrollBar()):
        bar.setValue(0)
    assert page.far.visibleRegion().isEmpty()
    page.far.setFocus()
    qtbot.waitUntil(lambda: page.far.visibleRegion().boundingRect().size() == page.far.size())


@pytest.mark.timeout(300)
def test_nothing_is_lost_on_any_page(tmp_path: Path) -> None:
    first = {scene.page: f"={scene.name}" for scene in reversed(scenes()) if scene.page and "-long" not in scene.name}
    found = ended(walk(tmp_path, "1.0", "pl:light:2.0", *first.values()), tmp_path)
    assert found["lost"] == []
    assert len(found["played"]) == len(first)
    assert {row["what"]: row["scene"] for row in found["findings"]} == {}
