"""The list of customers: what a row says, how it is sorted and filtered, and how wide it stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6 import QtGui
from PySide6.QtGui import QColor, QImage

from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import Customer, Occasion, OccasionKind, Phone, PostalAddress
from smallcrm.store.listing import CustomerFilter, details, photo
from smallcrm.ui.pages.customers.list_pane import ListPane, summary_row
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.customers.photo import SIDE, read_photo, small
from smallcrm.ui.widgets.buttons import Toggle
from smallcrm.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> CustomersPage:
    """The page of customers."""
    window.go("customers")
    found = window.places.page("customers")
    assert isinstance(found, CustomersPage)
    return found


def _born(window: MainWindow, name: str, days: int, **more: object) -> int:
    day = window.shop.today + timedelta(days=days)
    birthday = Occasion(OccasionKind.BIRTHDAY, day.month, day.day, 1980)
    return window.shop.customers.add(replace(Customer(display_name=name), occasions=(birthday,), **more))  # type: ignore[arg-type]


def _names(pane: ListPane) -> list[str]:
    return [pane.list.rows.row(n).title for n in range(pane.list.rows.rowCount())]


def test_a_row_says_the_next_day_tags_town_and_phone(window: MainWindow) -> None:
    far, near, today = _born(window, "Far", 20), _born(window, "Near", 5, tags=("tea",)), _born(window, "Day", 0)
    found = details(window.shop, [far, near, today])
    rows = {
        p.id: summary_row(p, found[p.id], window.shop.today) for p in window.shop.index.summaries([far, near, today])
    }
    chips = {i: row.chip for i, row in rows.items()}
    soon, now = chips[near], chips[today]
    assert chips[far] is None
    assert soon is not None
    assert soon.full.startswith("Birthday: ")
    assert "tea" in rows[near].spoken()
    assert now is not None
    assert (now.tone, now.text) == ("gold", "today")


def test_the_dead_have_no_day_to_remember(window: MainWindow) -> None:
    gone = _born(window, "Gone", 3, deceased=True)
    assert details(window.shop, [gone])[gone].occasion is None


def test_the_order_by_the_next_day_goes_round_the_year(window: MainWindow, page: CustomersPage) -> None:
    ids = {days: _born(window, f"In {days}", days) for days in (300, 3, 60)}
    page.pane.filter(CustomerFilter(order="soon"))
    listed = window.shop.customers.ids(CustomerFilter(order="soon"))
    assert [days for days in (3, 60, 300) if listed.index(ids[days]) >= 0] == [3, 60, 300]
    places = [listed.index(ids[days]) for days in (3, 60, 300)]
    assert places == sorted(places)
    assert _names(page.pane) == [p.name for p in window.shop.index.summaries(listed)]
    page.open(ids[60])
    assert page.pane.current() == ids[60]


def test_who_lacks_something_is_found(window: MainWindow) -> None:
    shop = window.shop
    bare = shop.customers.add(Customer(display_name="Bare"))
    whole = _born(
        window, "Whole", 9, phones=(Phone("1234567"),), addresses=(PostalAddress(street="Road 1", city="Town"),)
    )
    for lack in ("address", "phone", "birthday"):
        found = shop.customers.ids(CustomerFilter(lacks=lack))
        assert bare in found
        assert whole not in found
        assert len(found) == shop.customers.count(CustomerFilter(lacks=lack))
    month = (shop.today + timedelta(days=9)).month
    assert whole in shop.customers.ids(CustomerFilter(month=month))
    assert bare not in shop.customers.ids(CustomerFilter(month=month))


def test_who_goes_into_the_bin_makes_way_and_comes_back(window: MainWindow, page: CustomersPage) -> None:
    first, second = window.shop.customers.ids()[:2]
    page.open(first)
    page.perform("delete")
    window.places.refresh(frozenset())
    assert page.person.customer.id == second
    page.pane.filter(CustomerFilter(state="binned"))
    page.show_person(first)
    assert page.person.alert.isVisible()
    window.shop.customers.unbin(first)
    window.places.refresh(frozenset())
    assert first in window.shop.customers.ids()


def test_the_list_stays_as_wide_as_somebody_made_it(window: MainWindow, page: CustomersPage) -> None:
    window.resize(1366, 768)
    page.split.setSizes([350, 700])
    page.split.splitterMoved.emit(350, 1)
    window.go("today")
    window.resize(1360, 768)
    window.go("customers")
    assert abs(page.pane.width() - 350) <= 2


def test_a_photo_is_made_small_and_shown_in_the_list(window: MainWindow, page: CustomersPage, tmp_path: Path) -> None:
    big = QImage(1600, 900, QImage.Format.Format_RGB32)
    big.fill(QColor("orange"))
    big.save(str(tmp_path / "big.png"))
    data = read_photo(tmp_path / "big.png")
    kept = QImage.fromData(data)
    assert (kept.width(), kept.height()) == (SIDE, round(SIDE * 900 / 1600))
    someone = window.shop.customers.ids()[0]
    page.open(someone)
    page.person.keep_photo(tmp_path / "big.png")
    detail = details(window.shop, [someone])[someone]
    assert photo(window.shop, detail.photo) == data
    assert min(small(data, 72).width(), small(data, 72).height()) == 72
    window.undo()
    assert not window.shop.customers.get(someone).photo


def test_a_file_that_is_no_picture_is_told(tmp_path: Path) -> None:
    (tmp_path / "no.jpg").write_text("not a picture")
    with pytest.raises(BadInput) as told:
        read_photo(tmp_path / "no.jpg")
    assert told.value.code == "not_a_picture"


def test_a_tag_is_never_read_as_markup(page: CustomersPage, window: MainWindow) -> None:
    window.shop.customers.add(Customer(display_name="A", tags=("<b>Loud</b>",)))
    page.pane.filter(CustomerFilter(tag="<b>Loud</b>"))
    chips = [chip for chip in page.pane.findChildren(Toggle) if chip.text() == "<b>Loud</b>"]
    assert chips
    assert not any(QtGui.Qt.mightBeRichText(chip.toolTip()) for chip in chips)


def test_a_click_on_a_tag_shows_those_who_have_it_and_another_everybody(
    page: CustomersPage, window: MainWindow
) -> None:
    window.shop.customers.add(Customer(display_name="A", tags=("poetry",)))
    page.pane.filter(CustomerFilter(tag="poetry"))
    for expected in ("", "poetry"):
        tag = window.shop.customers.tags()[0] if expected else "poetry"
        [c for c in page.pane.findChildren(Toggle) if c.text() == tag][-1].click()
        assert page.pane.query.tag == (tag if expected else "")
