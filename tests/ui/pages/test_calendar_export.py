"""The days of the calendar go to a telephone as they are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import get_ident
from typing import Any

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from smallcrm.domain.agenda import Layer
from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.exchange import ical
from smallcrm.store.clock import FixedClock
from smallcrm.store.events import Event
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.calendar.export import export_ics, save_ics
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.window import MainWindow
from tests.ui.plain_pages import TODAY

Settle = Callable[[MainWindow], None]


@pytest.fixture
def window(opened: Callable[..., MainWindow], tmp_path: Path) -> MainWindow:
    """Give the window of a shop with a few days in May."""
    file = tmp_path / "phone.smallcrm"
    shop = Shop.open(file, clock=FixedClock(TODAY), create=True)
    home = PostalAddress("High Street 1", "SY8 1AA", "Ludlow")
    shop.customers.add(Customer(given="Anna", addresses=(home,), occasions=(Occasion("birthday", 5, 20, 1967),)))
    shop.events.add(Event("Fair; with, commas", date(2027, 5, 21), date(2027, 5, 23)))
    shop.close()
    return opened(file)


def _page(window: MainWindow) -> CalendarPage:
    window.go("calendar")
    page = window.places.page("calendar")
    assert isinstance(page, CalendarPage)
    return page


def _entries(out: Path) -> list[Any]:
    return list(Calendar.from_ical(out.read_bytes()).walk("VEVENT"))


def test_what_is_shown_is_saved(window: MainWindow, settled: Settle, tmp_path: Path) -> None:
    page, out = _page(window), tmp_path / "may.ics"
    save_ics(page, date(2027, 5, 1), date(2027, 5, 31), out)
    settled(window)
    said = sorted(str(entry["summary"]) for entry in _entries(out))
    assert len(said) == 3
    assert any("Anna" in words and "60" in words for words in said)
    assert any(words.startswith("Fair; with, commas") for words in said)
    assert any("Post 1 card" in words for words in said)
    assert "may.ics" in window.toast.words.text()


def test_days_are_read_and_written_beside_the_window(
    window: MainWindow, settled: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, at = _page(window), list[int]()
    days, write = window.shop.agenda.days, ical.write

    def read(*asked: Any, **more: Any) -> Any:
        at.append(get_ident())
        return days(*asked, **more)

    def written(*what: Any, **more: Any) -> int:
        at.append(get_ident())
        return write(*what, **more)

    monkeypatch.setattr(window.shop.agenda, "days", read)
    monkeypatch.setattr(ical, "write", written)
    save_ics(page, date(2027, 5, 1), date(2027, 5, 31), tmp_path / "may.ics")
    settled(window)
    assert len(at) == 2  # a year of a large shop takes seconds
    assert get_ident() not in at


def test_what_is_hidden_stays_here(window: MainWindow, settled: Settle, tmp_path: Path) -> None:
    page, out = _page(window), tmp_path / "may.ics"
    page.head.filters.show_only({Layer.EVENTS})
    save_ics(page, date(2027, 5, 1), date(2027, 5, 31), out)
    settled(window)
    (fair,) = _entries(out)
    assert (fair["dtstart"].dt, fair["dtend"].dt) == (date(2027, 5, 21), date(2027, 5, 24))


def test_the_file_is_asked_for(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    page, out = _page(window), tmp_path / "week.ics"
    export_ics(page, date(2027, 5, 17), date(2027, 5, 23))
    dialog = page.findChild(QFileDialog, "icsDialog")
    assert dialog is not None
    assert "/" not in dialog.selectedFiles()[0].rsplit("/", 1)[-1]
    dialog.fileSelected.emit(str(out))
    qtbot.waitUntil(out.exists)
    dialog.close()


def test_a_place_that_cannot_be_written_is_told(window: MainWindow, settled: Settle, tmp_path: Path) -> None:
    page = _page(window)
    save_ics(page, TODAY, TODAY, tmp_path / "none" / "a.ics")
    settled(window)
    assert window.banner.isVisibleTo(window)
    assert window.toast.isHidden()
