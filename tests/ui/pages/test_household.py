"""What the page of a customer says of the others at the same address."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from smallcrm.domain.model import PostalAddress
from smallcrm.ui.pages.customers.page import CustomersPage
from smallcrm.ui.pages.follow_ups.page import FollowUpsPage
from smallcrm.ui.window import MainWindow


def test_the_complaint_of_somebody_at_the_same_address_is_said_with_their_name(window: MainWindow) -> None:
    window.go("customers")
    page = window.places.page("customers")
    assert isinstance(page, CustomersPage)
    page.open(1)
    shop, strip = page.shop, page.person.header.complaint
    home = (PostalAddress("Asematie 5", "00100", "Helsinki"),)
    shop.customers.save(replace(shop.customers.get(1), addresses=home))
    shop.customers.save(replace(shop.customers.get(2), addresses=home))
    assert not strip.isVisible()
    made = shop.follow_ups.complain(2, "The lamp flickers").follow_up
    assert strip.isVisible()
    assert strip.text() == f"Open complaint: {shop.customers.name_of(2)}"
    next(b for b in strip.findChildren(QPushButton) if b.text() == "Open").click()
    follow_ups = page.main.places.page("followUps")
    assert isinstance(follow_ups, FollowUpsPage)
    assert follow_ups.view.follow_up is not None
    assert (page.main.places.here, follow_ups.view.follow_up.id) == ("followUps", made)
    page.main.go("customers")
    shop.follow_ups.solve(made)
    assert not strip.isVisible()
