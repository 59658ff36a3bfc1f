"""By when cards are printed and posted in each country, against days counted by hand on the calendars of two years.

Written down as they were counted: the day before which no post is brought, the way back over working days, and the open
day before. Nothing here asks the program or a library for a holiday.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop

HOMES = {
    "FI": PostalAddress("Koulutie 7", "37500", "Lempäälä", country="FI"),
    "NO": PostalAddress("Storgata 1", "0155", "Oslo", country="NO"),
    "PL": PostalAddress("ul. Długa 5", "80-831", "Gdańsk", country="PL"),
    "GB": PostalAddress("1 High Street", "YO1 7HB", "York", country="GB"),
    "US": PostalAddress("12 Main Street", "04101", "Portland", country="US"),
}
CLASSES = {"FI": "standard", "NO": "standard", "PL": "economy", "GB": "second", "US": "standard"}

# shop, class, to, day of the card: printed, posted
AT_HOME = """
FI standard 2026-01-07: 2025-12-23 2025-12-29  Epiphany Tue 6 and New Year Thu 1 on the way; shut 24 to 28
FI standard 2026-04-07: 2026-03-26 2026-03-27  Good Friday 3 and Easter Monday 6 April
FI standard 2026-05-01: 2026-04-22 2026-04-23  May Day is a Friday: it comes on Thursday
FI standard 2026-05-15: 2026-05-06 2026-05-07  Ascension Thu 14
FI standard 2026-06-19: 2026-06-10 2026-06-11  Midsummer Eve, a Friday: it comes on Thursday 18
FI standard 2026-06-22: 2026-06-11 2026-06-12  over Midsummer
FI standard 2027-12-07: 2027-11-26 2027-11-29  Independence Day is a Monday
NO standard 2026-04-07: 2026-03-25 2026-03-26  Maundy Thursday 2, Good Friday 3, Easter Monday 6 April
NO standard 2026-05-18: 2026-05-07 2026-05-08  17 May is a Sunday, Ascension Thu 14
NO standard 2026-05-26: 2026-05-15 2026-05-18  Whit Monday 25
NO standard 2027-05-17: 2027-05-05 2027-05-07  a Monday, and Whit Monday: comes on Fri 14; shut on Ascension Thu 6
NO standard 2026-12-28: 2026-12-17 2026-12-18  Christmas Eve is a working day there
NO standard 2027-01-01: 2026-12-22 2026-12-23  comes on Thu 31; Fri 25 on the way
PL economy  2026-01-07: 2025-12-23 2025-12-29  Epiphany and New Year on the way; shut on the 24th, since 2025 a holiday
PL economy  2026-05-04: 2026-04-23 2026-04-24  Fri 1 and Sun 3 May
PL economy  2027-05-03: 2027-04-22 2027-04-23  a Monday: it comes on Friday 30 April
PL economy  2027-05-04: 2027-04-23 2027-04-26  after it
PL priority 2026-06-05: 2026-05-29 2026-06-01  Corpus Christi Thu 4
PL economy  2026-08-17: 2026-08-07 2026-08-10  15 August is a Saturday and changes nothing
PL economy  2026-11-12: 2026-11-03 2026-11-04  Independence Day Wed 11
PL economy  2027-11-01: 2027-10-21 2027-10-22  All Saints is a Monday
PL economy  2027-03-30: 2027-03-19 2027-03-22  Good Friday is a working day there, Easter Monday is none
PL economy  2026-12-24: 2026-12-15 2026-12-16  a holiday: it comes on the 23rd
PL priority 2026-12-28: 2026-12-18 2026-12-21  nothing goes from the 24th to the 27th
GB second   2026-05-04: 2026-04-23 2026-04-24  early May bank holiday
GB first    2026-05-05: 2026-04-29 2026-04-30  the day after
GB second   2026-04-03: 2026-03-25 2026-03-26  Good Friday: comes on Thursday
GB first    2026-04-07: 2026-03-31 2026-04-01  over Easter
GB first    2026-09-01: 2026-08-26 2026-08-27  summer bank holiday Mon 31
GB first    2026-12-29: 2026-12-22 2026-12-23  Boxing Day is a Saturday, and kept on Monday 28
GB second   2027-12-29: 2027-12-17 2027-12-20  both days of Christmas are kept on Mon 27 and Tue 28
GB first    2027-01-02: 2026-12-24 2026-12-29  comes on Thu 31; shut on Mon 28
US standard 2026-11-27: 2026-11-18 2026-11-19  Thanksgiving Thu 26
US standard 2026-07-06: 2026-06-25 2026-06-26  4 July is a Saturday, and kept on Friday
"""
ABROAD = """
FI PL 2026-11-11: 2026-10-26 2026-10-27  a holiday there: comes on Tue 10, ten days back; All Saints here is a Saturday
NO GB 2026-12-28: 2026-12-09 2026-12-10  Boxing Day is kept there: comes on Thu 24
PL NO 2027-05-17: 2027-04-28 2027-04-29  comes on Fri 14; Ascension there counts on the way, Mon 3 May here does not
GB FI 2027-06-25: 2027-06-09 2027-06-10  Midsummer Eve there: comes on Thursday 24
"""
# shop, class, open weekdays (Monday 0), handling days, closed on, day: printed, posted
OPENING = """
PL economy 01234 2 -          2027-05-04: 2027-04-22 2027-04-26
PL economy 01234 0 -          2027-05-04: 2027-04-26 2027-04-26
PL economy 01234 1 2027-04-23 2027-05-04: 2027-04-22 2027-04-26
GB first   13    1 -          2026-05-05: 2026-04-28 2026-04-30
GB first   13    1 2026-04-30 2026-05-05: 2026-04-23 2026-04-28
NO standard 12345 1 -         2026-05-26: 2026-05-15 2026-05-16  shut on Mondays: posted on Saturday
FI standard 01234 3 2026-06-10 2026-06-22: 2026-06-08 2026-06-12
"""


def the_card(shop: Shop, country: str, kind: str, to: str, day: date, printed: date) -> tuple[date, date]:
    """Give by when a card is printed and posted, a week before it is to be printed."""
    assert isinstance(shop.clock, FixedClock)
    shop.clock.when = printed - timedelta(days=7)
    shop.settings.save(replace(shop.settings.read(), country=country, post_class=kind, post_days=9))
    shop.customers.add(
        Customer(given="A", addresses=(HOMES[to],), occasions=(Occasion("birthday", day.month, day.day),))
    )
    found = shop.worklist.now()
    (line,) = [line for group in found.groups for line in group.lines]
    assert (line.day, line.late, found.late) == (day, False, ())
    return line.print_by, line.post_by


@pytest.mark.parametrize("line", [line for line in AT_HOME.split("\n") if line])
def test_at_home(shop: Shop, line: str) -> None:
    country, kind, day, printed, posted = line.replace(":", "").split()[:5]
    by = date.fromisoformat(printed)
    assert the_card(shop, country, kind, country, date.fromisoformat(day), by) == (by, date.fromisoformat(posted))


@pytest.mark.parametrize("line", [line for line in ABROAD.split("\n") if line])
def test_abroad(shop: Shop, line: str) -> None:
    country, to, day, printed, posted = line.replace(":", "").split()[:5]
    by = date.fromisoformat(printed)
    found = the_card(shop, country, CLASSES[country], to, date.fromisoformat(day), by)
    assert found == (by, date.fromisoformat(posted))


@pytest.mark.parametrize("line", [line for line in OPENING.split("\n") if line])
def test_by_the_days_on_which_the_shop_is_open(shop: Shop, line: str) -> None:
    country, kind, weekdays, handling, closed, day, printed, posted = line.replace(":", "").split()[:8]
    shop.settings.save(
        replace(
            shop.settings.read(),
            open_days=tuple(map(int, weekdays)),
            handling_days=int(handling),
            closed_dates=() if closed == "-" else (date.fromisoformat(closed),),
        )
    )
    by = date.fromisoformat(printed)
    found = the_card(shop, country, kind, country, date.fromisoformat(day), by)
    assert found == (by, date.fromisoformat(posted))
