"""The day of a new follow-up: where words may mean two days a person says which, and sees and saves that one."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.widgets.when import plain_day
from smallcrm.ui.window import MainWindow
from tests.ui.pages.waiting import Key, made, page, people

__all__ = ["made", "page", "people"]


def test_the_day_chosen_of_two_is_shown_and_saved(
    window: MainWindow, page: FollowUpsPage, made: dict[str, int]
) -> None:
    new, shop = page.new, window.shop
    window.perform("followUps", "new", 1)
    QTest.keyClicks(new.text, "Call about the lamp tomorrow")
    QTest.keyClicks(new.day.line, "next friday")
    both = [one for one in new.day.choices.findChildren(QPushButton) if one.isVisible()]
    assert len(both) == 2
    assert new.dates.row.isHidden()  # the day is said elsewhere
    assert new.day.line.nextInFocusChain() is both[0]
    new.save()
    assert both[0].hasFocus()
    QTest.keyClick(both[1], Key.Key_Space)
    chosen = both[1].text()
    assert new.told.text() == f"Due {chosen}"
    before = {one.id for one in shop.follow_ups.of(1)}
    new.save()
    (saved,) = [one for one in shop.follow_ups.of(1) if one.id not in before]
    assert plain_day(saved.due, shop.today) == chosen
