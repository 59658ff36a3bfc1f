"""A scan on the calendar and in what opens over it: nothing is typed, nothing pressed, and the keys stay."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.ui.pages.calendar.event_editor import PLACE, EventEditor
from smallcrm.ui.pages.calendar.jump import JumpPanel
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.settings.page import SettingsPage
from tests.ui.scanning.test_places import Shop, shop

__all__ = ["shop"]

ENDS = pytest.mark.parametrize("end", ["\r", "\t"])


def calendar(shop: Shop, view: str = "month") -> CalendarPage:
    shop.window.resize(1366, 768)
    shop.window.perform("calendar", "show", (view, shop.window.shop.today))
    page = shop.window.places.page("calendar")
    assert isinstance(page, CalendarPage)
    page.views.keys.setFocus()
    return page


@ENDS
@pytest.mark.parametrize("where", ["title", "until", "text"])
def test_a_scan_into_a_field_of_an_event_types_nothing(qtbot: QtBot, shop: Shop, where: str, end: str) -> None:
    page = calendar(shop)
    editor = EventEditor(shop.window)
    editor.open_for(date(2027, 5, 20), page.views.keys)
    qtbot.waitUntil(editor.isVisible)
    fields = editor.fields
    widgets: dict[str, QLineEdit | QPlainTextEdit] = {"text": fields.text, **fields.lines()}
    widgets[where].setFocus()
    before = fields.typed()
    shop.scan(end)
    qtbot.wait(30)
    assert editor.isVisible()
    assert fields.typed() == before
    assert widgets[where].hasFocus()
    assert shop.window.shop.events.between(date(2027, 1, 1), date(2027, 12, 31)) == []
    editor.close()
    assert shop.window.shop.drafts.take(PLACE) is None


@ENDS
@pytest.mark.parametrize("view", ["month", "week", "list", "year"])
def test_a_scan_over_days_opens_none(qtbot: QtBot, shop: Shop, view: str, end: str) -> None:
    page = calendar(shop, view)
    waits = page.reading._soon  # days of posting come after the first paint
    qtbot.waitUntil(lambda: not (waits.isActive() or shop.window.jobs.busy))
    keys = page.views.keys
    day = page.day
    shop.scan(end)
    qtbot.wait(30)
    assert (page.day, shop.window.places.here) == (day, "calendar")
    assert QApplication.activePopupWidget() is None
    assert keys.hasFocus()


@ENDS
def test_a_scan_leaves_what_is_typed_for_a_jump(qtbot: QtBot, shop: Shop, end: str) -> None:
    page = calendar(shop)
    page.jump()
    panel = QApplication.activePopupWidget()
    assert isinstance(panel, JumpPanel)
    qtbot.waitUntil(panel.line.hasFocus)
    shop.hand.type("may", 120)
    shop.scan(end)
    qtbot.wait(30)
    assert panel.isVisible()
    assert (panel.line.text(), page.day) == ("may", shop.window.shop.today)
    panel.close()


@ENDS
def test_a_scan_over_the_panel_of_a_day_does_nothing_there(qtbot: QtBot, shop: Shop, end: str) -> None:
    page = calendar(shop)
    page.show_day(shop.window.shop.today)
    panel = QApplication.activePopupWidget()
    assert panel is not None
    qtbot.waitUntil(panel.isVisible)
    focus = QApplication.focusWidget()
    shop.scan(end)
    qtbot.wait(30)
    assert QApplication.activePopupWidget() is panel
    assert QApplication.focusWidget() is focus
    panel.close()


@ENDS
def test_a_scan_into_the_name_of_an_own_kind_renames_nothing(qtbot: QtBot, shop: Shop, end: str) -> None:
    kinds = shop.window.shop.occasion_kinds
    kinds.save((OwnKind("Dog"),))
    shop.window.go("settings")
    page = shop.window.places.page("settings")
    assert isinstance(page, SettingsPage)
    page.finish()
    line = page.findChild(QLineEdit, f"ownKind_{kinds.all()[0].id}")
    assert line is not None
    line.setFocus()
    shop.scan(end)
    qtbot.wait(50)
    assert [one.name for one in kinds.all()] == ["Dog"]
