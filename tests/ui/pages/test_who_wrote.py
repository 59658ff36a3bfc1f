"""Who wrote a line: initials beside its time, the name where there is room for it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from smallcrm.i18n import format_time
from smallcrm.ui.pages.customers.page import CustomersPage
from tests.ui.pages.first_customer import page

__all__ = ["page"]


def test_where_there_is_a_staff_each_line_says_who_wrote_it(page: CustomersPage) -> None:
    shop, timeline = page.shop, page.person.timeline

    def told() -> tuple[str, str, str]:
        index = timeline.lines.index(1)
        role = Qt.ItemDataRole
        return timeline.lines.lines[1].side, index.data(role.AccessibleTextRole), index.data(role.ToolTipRole)

    shop.actor = "Sanna <b>"
    made = shop.follow_ups.note(1, "torn").entry
    when = format_time(shop.now)
    assert told() == (when, f"Note, torn, {when}", "")  # alone, nobody asks
    shop.staff.add("Josh Webb", "JW")
    page.open(1)
    assert told() == (f"S · {when}", f"Note, torn, {when}, Sanna <b>", "Sanna <\u200bb>")  # who left long ago
    shop.timeline.remove(made)
    shop.actor = "Josh Webb"
    shop.follow_ups.note(1, "torn")
    assert told()[:2] == (f"JW · {when}", f"Note, torn, {when}, Josh Webb")
