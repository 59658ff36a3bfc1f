"""Public holidays and the shop's own days, handed down as plain sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from smallcrm.store.calendar import holiday_names, public_holidays
from smallcrm.store.shop import Shop


def test_holidays_of_our_countries() -> None:
    assert date(2027, 5, 6) in public_holidays("FI", 2027, 2027)  # Ascension Day
    assert date(2027, 5, 17) in public_holidays("NO", 2026, 2028)
    assert date(2027, 5, 3) in public_holidays("PL", 2027, 2027)
    assert date(2027, 12, 27) in public_holidays("GB", 2027, 2027)
    assert {d.year for d in public_holidays("FI", 2026, 2028)} >= {2026, 2027, 2028}
    assert public_holidays("ZZ", 2027, 2027) == frozenset()


def test_their_names_in_the_language() -> None:
    assert holiday_names("FI", 2027, "fi")[date(2027, 12, 6)].startswith("Itsenäisyyspäivä")
    assert holiday_names("NO", 2027, "nb")[date(2027, 1, 1)]
    assert holiday_names("GB", 2027, "en")[date(2027, 12, 25)] == "Christmas Day"
    assert holiday_names("ZZ", 2027, "fi") == {}


def test_post_at_home_and_abroad(shop: Shop) -> None:
    shop.settings.save(replace(shop.settings.read(), closed_dates=(date(2027, 7, 1),), open_days=(0, 2)))
    home, abroad = shop.calendar.post(), shop.calendar.post("NO")
    assert shop.calendar.post("FI") == home
    assert (home.lead_days, abroad.lead_days, home.open_days) == (5, 10, (0, 2))
    assert home.recipient_holidays == home.delivery_holidays == abroad.delivery_holidays
    assert date(2027, 5, 17) in abroad.recipient_holidays - home.recipient_holidays
    assert date(2027, 7, 1) in home.closed
    assert shop.calendar.holidays("FI", 2027, 2027) <= home.closed
    posts = shop.calendar.posts()
    assert posts["NO"] is posts["NO"]
