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


def test_a_day_far_away_has_the_holidays_of_its_year(shop: Shop) -> None:
    for year in (2019, 2026, 2031, 2040):
        assert shop.calendar.holiday(date(year, 12, 6))
        assert not shop.calendar.holiday(date(year, 12, 7))
        assert not shop.calendar.open_on(date(year, 12, 24))
    posts = shop.calendar.posts()
    # To come on Wednesday 2 January 2036: New Year's Day and 24 to 26 December are no days of the post.
    card = posts.card("", date(2036, 1, 2))
    assert (card.post_by, card.print_by) == (date(2035, 12, 20), date(2035, 12, 19))
    assert posts.card("", date(2027, 6, 28)).post_by == date(2027, 6, 18)


def test_post_takes_as_long_as_its_class_and_as_the_country_says(shop: Shop) -> None:
    shop.settings.save(replace(shop.settings.read(), country="GB", post_days=7, post_days_to=(("NO", 6),)))
    assert [shop.calendar.post(to).lead_days for to in ("", "GB", "NO", "DE")] == [7, 7, 6, 10]
    for chosen, days in (("first", 2), ("second", 5), ("economy", 7), ("", 7)):
        shop.settings.save(replace(shop.settings.read(), post_class=chosen))
        assert shop.calendar.post().lead_days == days


def test_holidays_bear_the_names_that_people_say_where_they_are() -> None:
    assert holiday_names("PL", 2027, "pl")[date(2027, 12, 26)] == "Drugi dzień świąt"
    assert holiday_names("PL", 2027, "pl")[date(2027, 8, 15)] == "Wniebowzięcie NMP"
    assert holiday_names("NO", 2027, "nb")[date(2027, 5, 17)] == "Andre pinsedag; Grunnlovsdagen"
    assert holiday_names("NO", 2026, "nb")[date(2026, 5, 17)] == "Grunnlovsdagen"
    assert holiday_names("GB", 2027, "en")[date(2027, 8, 30)] == "Summer bank holiday"
    assert holiday_names("GB", 2027, "en")[date(2027, 5, 3)] == "Early May bank holiday"
    assert holiday_names("FI", 2027, "en")[date(2027, 5, 1)] == "May Day"
