"""Days for the telephone: read back by a reader that is not ours to the letter, by the rules of the calendar itself."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from smallcrm import messages
from smallcrm.domain import occasions as rules
from smallcrm.domain.agenda import CalendarDay, Layer, Mark, MarkKind
from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import Customer, Occasion
from smallcrm.exchange import ical
from smallcrm.exchange.ical import Dated
from smallcrm.store.shop import Shop

NOW = datetime(2026, 11, 23, 9, 15).astimezone()


def read(path: Path) -> list[dict[str, Any]]:
    """Give the entries of a file as plain values."""
    calendar: Any = Calendar.from_ical(path.read_bytes())
    return [
        {
            "uid": str(event["uid"]),
            "summary": str(event["summary"]),
            "text": str(event.get("description", "")),
            "start": event["dtstart"].dt,
            "end": event["dtend"].dt,
            "rule": event["rrule"].to_ical().decode() if "rrule" in event else "",
        }
        for event in calendar.walk("VEVENT")
    ]


@given(
    st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    st.dates(date(2000, 1, 1), date(2000, 12, 31)),
    st.sampled_from(["28", "1"]),
)
def test_a_yearly_entry_is_kept_when_the_shop_keeps_it(
    tmp_path_factory: pytest.TempPathFactory, begin: date, day: date, leap_day: str
) -> None:
    occasion = Occasion("birthday", day.month, day.day)
    first = rules.next_day(occasion, begin, leap_day)
    out = tmp_path_factory.mktemp("ics") / "days.ics"
    ical.write(out, [Dated("1", first, "A", occasion=occasion)], name="Shop", now=NOW, leap_day=leap_day)
    (entry,) = read(out)
    start = entry["start"]
    assert entry["end"] == start + timedelta(days=1)
    until = date(2041, 12, 31)
    rule = rrulestr(str(entry["rule"]), dtstart=datetime.combine(start, time()))
    kept = [found.date() for found in rule.between(datetime(2020, 1, 1), datetime(2041, 12, 31), inc=True)]
    assert kept == rules.days_of(occasion, first, until, leap_day)
    assert kept[0] == start == first


def test_what_a_person_typed_is_plain_text(tmp_path: Path) -> None:
    nasty = "A; b, c\\n\r\nEND:VEVENT\nBEGIN:VALARM\x07 \u2028 ä" + "ö" * 200
    ical.write(tmp_path / "a.ics", [Dated("1", date(2026, 5, 1), nasty, text=nasty)], name=nasty, now=NOW)
    (entry,) = read(tmp_path / "a.ics")
    assert "END:VEVENT" in entry["summary"]
    assert entry["summary"].startswith("A; b, c\\n")
    assert len(read(tmp_path / "a.ics")) == 1
    assert all(len(line) <= 75 for line in (tmp_path / "a.ics").read_bytes().split(b"\r\n"))


def test_spaces_that_do_not_break_stay_spaces(tmp_path: Path) -> None:
    said = "Anna\u00a0Moe · 5\u202fvuotta \U0001f469\u200d\U0001f467"
    ical.write(tmp_path / "a.ics", [Dated("1", date(2026, 5, 1), said)], name="Shop", now=NOW)
    (entry,) = read(tmp_path / "a.ics")
    assert entry["summary"] == "Anna Moe · 5 vuotta \U0001f469\u200d\U0001f467"


def test_the_same_day_exported_again_replaces_itself(tmp_path: Path) -> None:
    entries = [Dated("7/birthday/3", date(2026, 5, 1), "Anna"), Dated("7/birthday/4", date(2026, 5, 1), "Anna")]
    for name in ("one", "two"):
        ical.write(tmp_path / f"{name}.ics", entries, name="Shop", now=NOW)
    ical.write(tmp_path / "other.ics", entries, name="Another shop", now=NOW)
    one, two, other = ([e["uid"] for e in read(tmp_path / f"{n}.ics")] for n in ("one", "two", "other"))
    assert one == two
    assert len(set(one)) == 2
    assert not set(one) & set(other)


def test_events_of_several_days_and_hours(tmp_path: Path) -> None:
    day, last = date(2026, 5, 1), date(2026, 5, 3)
    fair = [
        Mark(MarkKind.EVENT, day + timedelta(days=n), Layer.EVENTS, 4, name="Fair", first=day, last=last)
        for n in range(3)
    ]
    call = Mark(MarkKind.FOLLOW_UP, day, Layer.FOLLOW_UPS, 9, 1, "Anna", at=time(16), text="Call")
    days = [CalendarDay(m.day, marks=(m, call) if m.day == day else (m,)) for m in fair]
    found = list(ical.of_days(days, lambda mark: (mark.name, mark.text)))
    assert ical.write(tmp_path / "a.ics", found, name="Shop", now=NOW) == 2
    event, calling = read(tmp_path / "a.ics")
    assert (event["start"], event["end"]) == (day, date(2026, 5, 4))
    assert (calling["start"], calling["text"]) == (datetime(2026, 5, 1, 16), "Call")


def test_only_who_is_there_is_taken_along(tmp_path: Path) -> None:
    shop = Shop.open(tmp_path / "shop.smallcrm", create=True)
    days = (Occasion("birthday", 2, 29, 1960), Occasion("birthday", 6, 1, 2015, "Emma", "daughter"))
    shop.customers.add(Customer(given="Anna", occasions=days, customer_since=date(2019, 3, 4)))
    shop.customers.add(Customer(given="Berit", occasions=days, archived=True))
    shop.customers.add(Customer(given="Carl", occasions=days, deceased=True))
    shop.customers.bin(shop.customers.add(Customer(given="Dora", occasions=days)))
    assert ical.export(shop, tmp_path / "a.ics", messages.day_of) == 3
    told = sorted(str(e["summary"]) for e in read(tmp_path / "a.ics"))
    assert told == ["Anna · Birthday", "Anna · Birthday · Emma · daughter", "Anna · Customer anniversary"]
    assert ical.export(shop, tmp_path / "a.ics", messages.day_of, "nobody at all") == 0
    shop.close()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ShopError) as told:
        ical.write(tmp_path / "none" / "a.ics", [], name="Shop", now=NOW)
    assert told.value.code == "cannot_write"
