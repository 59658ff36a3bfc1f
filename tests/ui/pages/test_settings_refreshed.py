"""What somebody is typing in the settings while something else in the shop changes: it stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

from smallcrm.domain.name_days import NameDay, NameList
from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.ui.pages.settings.name_days import NameDayLists
from smallcrm.ui.pages.settings.name_list import TakingIn
from smallcrm.ui.pages.settings.occasion_kinds import OwnKindList
from smallcrm.ui.pages.settings.page import SettingsPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.settings_page import page

__all__ = ["page"]


def test_a_new_kind_that_is_being_typed_stays_when_another_comes(page: SettingsPage) -> None:
    kinds = page.findChild(OwnKindList)
    assert kinds is not None
    kinds.new.setFocus()
    QTest.keyClicks(kinds.new, "Dog's bir")
    page.shop.occasion_kinds.save([*page.shop.occasion_kinds.all(), OwnKind("Jubilee")])
    assert "Jubilee" in [one.name for one in kinds._known]
    assert kinds.new.text() == "Dog's bir"


def test_what_is_said_of_a_list_of_name_days_stays_when_another_comes(
    page: SettingsPage, window: MainWindow, settled: Callable[[MainWindow], None], tmp_path: Path
) -> None:
    lists, file = page.findChild(NameDayLists), tmp_path / "names.csv"
    assert lists is not None
    file.write_text("day;month;names\n1;7;Minna\n", encoding="utf-8")
    lists.take(file)
    settled(window)
    asked = lists.findChild(TakingIn)
    assert asked is not None
    QTest.keyClicks(asked.source, "Written by our")
    window.shop.name_days.add(NameList("FI", "Other", "Elsewhere", "Bought", "other.csv"), [NameDay(7, 2, "Olli")])
    settled(window)
    assert lists.findChildren(TakingIn) == [asked]
    assert asked.isVisibleTo(page)
    assert asked.source.text() == "Written by our"
    lists.leave()
    lists.show_all()
    assert len(lists._known[0] if lists._known else ()) == 1
