"""What is to be done for a customer, as it stands above the timeline."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import FollowUp
from smallcrm.ui import worn
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.window import MainWindow
from tests.ui.pages.first_customer import page
from tests.ui.plain_pages import TODAY

__all__ = ["page"]

WORDS = (
    "Zapytać, czy znajomi mogą dołączyć do wieczoru poetyckiego, i odłożyć dla nich trzy miejsca przy oknie, "
    "bo ostatnim razem nie było już gdzie usiąść"
)


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 680), (880, 440)])
def test_nothing_of_what_is_to_be_done_is_cut(
    window: MainWindow, page: CustomersPage, qtbot: QtBot, size: tuple[int, int], compact: bool
) -> None:
    worn.set_compact(compact=compact)
    try:
        window.resize(*size)
        window.shop.follow_ups.add(FollowUp("call_back", 1, WORDS, TODAY))
        page.load()
        view = page.person.to_do.list
        qtbot.waitUntil(view.isVisible)
        row = view.rows.row(0)
        place = view.visualRect(view.rows.index(0, 0))
        placed = view.people.stand(place, row)
        said = "".join(part for _box, part in placed.lines)
        assert said.replace(" ", "") == WORDS.replace(" ", "")
        assert placed.title.top() >= place.top()
        assert placed.lines[-1][0].bottom() <= place.bottom()
    finally:
        worn.set_compact(compact=False)
