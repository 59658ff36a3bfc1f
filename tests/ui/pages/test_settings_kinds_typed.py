"""Own kinds of days in the settings while somebody types: nothing half typed is saved."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from smallcrm.domain.occasion_kinds import OwnKind
from smallcrm.ui.pages.settings.occasion_kinds import OwnKindList
from smallcrm.ui.window import MainWindow


def test_a_name_half_typed_is_not_saved_by_what_changes_elsewhere(window: MainWindow) -> None:
    shop = window.shop
    shop.occasion_kinds.save([OwnKind("Jubilee")])
    (kind,) = shop.occasion_kinds.all()
    made = OwnKindList(window)
    made.setParent(window.centralWidget())
    made.show()
    line = made.findChild(QLineEdit, f"ownKind_{kind.id}")
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Half typ")
    shop.occasion_kinds.save([*shop.occasion_kinds.all(), OwnKind("Cat")])
    made.show_all()
    assert [one.name for one in shop.occasion_kinds.all()] == ["Jubilee", "Cat"]
    assert line.text() == "Half typ"
    QTest.keyClicks(line, "ed")
    line.editingFinished.emit()
    assert [one.name for one in shop.occasion_kinds.all()] == ["Half typed", "Cat"]
    made.hide()
