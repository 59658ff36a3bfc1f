"""Days for the telephone: read back by a reader that is not ours to the letter, by the rules of the calendar itself."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
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
    ical.write(out, [Dated("1", first, "A", occasion=occasion)], shop="s", name="Shop", now=NOW, leap_day=leap_day)
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
    ical.write(tmp_path / "a.ics", [Dated("1", date(2026, 5, 1), nasty, text=nasty)], shop="s", name=nasty, now=NOW)
    (entry,) = read(tmp_path / "a.ics")
    assert "END:VEVENT" in entry["summary"]
    assert entry["summary"].startswith("A; b, c\\n")
    assert len(read(tmp_path / "a.ics")) == 1
    assert all(len(line) <= 75 for line in (tmp_path / "a.ics").read_bytes().split(b"\r\n"))


def test_spaces_that_do_not_break_stay_spaces(tmp_path: Path) -> None:
    said = "Anna\u00a0Moe · 5\u202fvuotta \U0001f469\u200d\U0001f467"
    ical.write(tmp_path / "a.ics", [Dated("1", date(2026, 5, 1), said)], shop="s", name="Shop", now=NOW)
    (entry,) = read(tmp_path / "a.ics")
    assert entry["summary"] == "Anna Moe · 5 vuotta \U0001f469\u200d\U0001f467"


def test_the_same_day_exported_again_replaces_itself(tmp_path: Path) -> None:
    entries = [Dated("7/birthday/3", date(2026, 5, 1), "Anna"), Dated("7/birthday/4", date(2026, 5, 1), "Anna")]
    for name in ("one", "two"):
        ical.write(tmp_path / f"{name}.ics", entries, shop="s", name="Shop", now=NOW)
    ical.write(tmp_path / "other.ics", entries, shop="another", name="Shop", now=NOW)
    ical.write(tmp_path / "renamed.ics", entries, shop="s", name="Renamed", now=NOW)
    names = ("one", "two", "renamed", "other")
    one, two, renamed, other = ([e["uid"] for e in read(tmp_path / f"{n}.ics")] for n in names)
    assert one == two == renamed
    assert len(set(one)) == 2
    assert not set(one) & set(other)


def test_events_of_several_days_and_hours(tmp_path: Path) -> None:
    day, last = date(2026, 5, 1), date(2026, 5, 3)
    fair = [
        Mark(MarkKind.EVENT, day + timedelta(days=n), Layer.EVENTS, 4, name="Fair", first=day, last=last)
        for n in range(3)
    ]
    fair += [
        Mark(MarkKind.EVENT, day + timedelta(days=n), Layer.EVENTS, 5, name="Late", first=day, last=last, at=time(16))
        for n in range(3)
    ]
    call = Mark(MarkKind.FOLLOW_UP, day, Layer.FOLLOW_UPS, 9, 1, "Anna", at=time(16), text="Call")
    days = [
        CalendarDay(one, marks=tuple(m for m in (*fair[:3], call, *fair[3:]) if m.day == one))
        for one in (day + timedelta(days=n) for n in range(3))
    ]
    found = list(ical.of_days(days, lambda mark: (mark.name, mark.text)))
    assert ical.write(tmp_path / "a.ics", found, shop="s", name="Shop", now=NOW) == 3
    event, calling, late = read(tmp_path / "a.ics")
    assert (event["start"], event["end"]) == (day, date(2026, 5, 4))
    assert (late["start"], late["end"]) == (datetime(2026, 5, 1, 16), datetime(2026, 5, 4))
    assert (calling["start"], calling["text"]) == (datetime(2026, 5, 1, 16), "Call")


def test_what_is_moved_replaces_itself_and_each_year_is_its_own() -> None:
    def key(mark: Mark) -> str:
        (found,) = ical.of_days([CalendarDay(mark.day, marks=(mark,))], lambda one: (one.name, ""))
        return found.key

    day, other = date(2027, 2, 28), date(2027, 3, 1)
    leapling = Occasion("birthday", 2, 29, 1980, id=3)
    for kind, layer in ((MarkKind.FOLLOW_UP, Layer.FOLLOW_UPS), (MarkKind.EVENT, Layer.EVENTS)):
        assert (
            key(Mark(kind, day, layer, 9, 1)) == key(Mark(kind, other, layer, 9, 1)) != key(Mark(kind, day, layer, 8))
        )
    born = [Mark(MarkKind.OCCASION, d, Layer.BIRTHDAYS, 3, 1, occasion=leapling) for d in (day, other)]
    next_year = Mark(MarkKind.OCCASION, date(2028, 2, 29), Layer.BIRTHDAYS, 3, 1, occasion=leapling)
    assert key(born[0]) == key(born[1]) != key(next_year)
    posts = [Mark(MarkKind.POST, d, Layer.POST, count=1) for d in (day, other)]
    assert key(posts[0]) != key(posts[1])


_SAID = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"], include_characters=" \n"), max_size=120
)
_DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
_HOURS = st.none() | st.times().map(lambda at: at.replace(microsecond=0))


@st.composite
def _entries(draw: st.DrawFn) -> list[Dated]:
    made = []
    for number in range(draw(st.integers(0, 5))):
        day = draw(_DAYS)
        last = draw(st.none() | st.integers(1, 40).map(lambda n, day=day: day + timedelta(days=n)))  # type: ignore[misc]
        made.append(Dated(str(number), day, draw(_SAID), last, draw(_HOURS), text=draw(_SAID)))
    return made


@given(_entries(), _SAID)
def test_whatever_is_exported_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Dated], name: str
) -> None:
    out = tmp_path_factory.mktemp("ics") / "a.ics"
    assert ical.write(out, entries, shop="s", name=name, now=NOW) == len(entries)
    found = read(out)
    for entry, back in zip(entries, found, strict=True):
        assert (back["summary"], back["text"]) == (entry.summary, entry.text)
        if entry.at is None:
            assert (back["start"], back["end"]) == (entry.day, (entry.last or entry.day) + timedelta(days=1))
        else:
            assert back["start"] == datetime.combine(entry.day, entry.at)
            assert back["end"] > back["start"]
            assert (back["end"] - timedelta(seconds=1)).date() >= (entry.last or entry.day)
    data = out.read_bytes()
    assert (b"X-WR-CALNAME" in data) == bool(name.split())
    lines = data.split(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert data.count(b"DTSTART;VALUE=DATE:") == sum(entry.at is None for entry in entries)
    stamps = [line for line in lines if line.startswith(b"DTSTAMP")]
    assert set(stamps) <= {b"DTSTAMP:" + NOW.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ").encode()}


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
        ical.write(tmp_path / "none" / "a.ics", [], shop="s", name="Shop", now=NOW)
    assert told.value.code == "cannot_write"
