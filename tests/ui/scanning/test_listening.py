"""Whether the window listens, what it says of the clock, and where the answer stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from smallcrm.store.clock import Clock, FixedClock
from smallcrm.ui.scanning.panel import AnswerPanel
from tests.ui.plain_pages import plain
from tests.ui.scanning.tills import Till


def test_the_import_page_pauses_it(till: Till) -> None:
    assert till.window.status.text("scanner") == "Scanner ready"
    assert till.window.quick_find.placeholderText() == "Scan a card or type a name"
    till.window.go("import")
    assert till.window.status.text("scanner") == "Scanner paused"
    page = plain(till.window, "import")
    page.line.setFocus()
    till.hand.scan(till.card)
    assert page.line.text() == till.card
    till.window.go("today")
    assert till.scan().title == "Stamped, 1 of 10"


def test_a_programme_that_takes_no_stamps_is_no_scanner_that_is_ready(till: Till) -> None:
    status = till.window.status
    till.shop.programmes.pause(till.programme)
    till.window.scanning.show_state()
    assert status.text("scanner") == "The programme is paused"
    till.shop.programmes.start(till.programme)
    till.shop.programmes.end(till.programme, till.shop.today, None)
    till.window.scanning.show_state()
    assert status.text("scanner") == "Scanner ready"  # its last day
    till.shop.clock = FixedClock(till.shop.today + timedelta(days=1))
    till.window.scanning.show_state()
    assert status.text("scanner") == "The programme has ended"
    assert till.window.quick_find.placeholderText() == "Type a name, phone or town"


def test_a_window_built_anew_listens_once(till: Till) -> None:
    till.scan()
    till.window.dress(scale=1.5)
    till.hand.ms += 30_000
    assert len(till.window.findChildren(AnswerPanel, options=Qt.FindChildOption.FindDirectChildrenOnly)) >= 1
    said = till.scan()
    assert said.title == "Already stamped"
    assert till.stamps() == 1


def test_a_digit_that_came_before_the_window_was_built_anew_takes_no_stamp_back(till: Till, qtbot: QtBot) -> None:
    """It would have pressed the first button of the answer, and the first digit of a scan is one."""
    till.scan()
    old = till.panel
    old.take_focus()
    till.hand.type("1")
    till.window.dress(scale=1.5)
    assert old.isHidden()
    assert not till.has_keys
    if isValid(old):
        qtbot.waitUntil(lambda: not isValid(old) or not old._pending)
    assert till.stamps() == 1


def test_results_are_gone_and_nothing_is_told_after_the_answer(till: Till, spoken: list[str]) -> None:
    till.window.quick_find.setFocus()
    till.hand.type("ko", 150)
    results = till.window.quick_find.results
    till.scan()
    assert till.window.quick_find.text() == "ko"
    assert results.isVisible()
    assert spoken[-1].startswith("Stamped, 1 of 10")


class Watch(Clock):
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.when = datetime(2027, 5, 11, 12, tzinfo=UTC)

    def now(self, zone: tzinfo | None = None) -> datetime:
        return self.when.astimezone(zone)

    def ticks(self) -> float:
        return 0.0


def test_a_date_that_cannot_be_right_is_told_until_somebody_says_it_is(till: Till) -> None:
    watch = till.shop.clock = Watch()
    till.scan()
    assert till.window.banner.isHidden()
    watch.when += timedelta(days=400)
    till.scan()
    banner = till.window.banner
    assert banner.text().startswith("Is the date right? This computer says ")
    assert till.stamps() == 2
    till.window.go("customers")
    assert len(banner.said) == 1
    cast("QPushButton", banner.first).click()
    assert banner.isHidden()
    assert till.shop.clock_guard.doubt() is None
