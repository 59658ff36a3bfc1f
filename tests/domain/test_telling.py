"""Nothing lost and nothing twice, however the clock goes: set back and forward, at night, after a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.telling import GRACE, MOST, NEAR, Due, Told, moment, span, tell

MONDAY = datetime(2027, 3, 29, 9, 0)
FRIDAY = datetime(2027, 3, 26, 17, 0)
MINUTE = timedelta(minutes=1)


class Listener:
    """Looks when it is told what time it is, and writes down what it was told."""

    def __init__(self, due: Sequence[Due], until: datetime | None = None) -> None:
        self.due, self.told = due, Told(until)
        self.calls: Counter[Due] = Counter()
        self.counts: list[int] = []
        self.heard: Counter[Due] = Counter()

    def look(self, now: datetime) -> None:
        start, end = span(self.told, now)
        asked = [one for one in self.due if start < one.moment <= end]
        telling = tell(self.told, now, asked)
        known = set(self.told.marks)
        after = min(self.told.until or now, now)
        new = [one for one in asked if one.mark not in known and (one.timed or one.moment > after)]
        assert len(telling.calls) + len(telling.others) == len(new)
        self.heard.update(new)
        self.calls.update(telling.calls)
        self.counts += [len(telling.others)] if telling.others else []
        self.told = telling.told


def at(text: str, id_: int = 1) -> Due:
    return Due(id_, datetime.fromisoformat(text), timed=True)


def day(text: str, id_: int = 1) -> Due:
    return Due(id_, datetime.fromisoformat(text))


def test_a_call_back_is_told_at_its_minute_and_once() -> None:
    call = at("2027-03-29 16:00")
    listener = Listener([call], FRIDAY)
    for minutes in range(600):
        listener.look(MONDAY + minutes * MINUTE)
        assert listener.calls[call] == int(MONDAY + minutes * MINUTE >= call.moment)
    assert listener.counts == []


def test_what_came_due_while_closed_is_one_line_with_its_day() -> None:
    due = [day("2027-03-27", 1), at("2027-03-26 18:30", 2), day("2027-03-29", 3), day("2027-03-30", 4)]
    telling = tell(Told(FRIDAY), MONDAY, [one for one in due if one.moment <= MONDAY])
    assert (telling.calls, len(telling.others), telling.since) == ((), 3, date(2027, 3, 26))
    assert len(tell(telling.told, MONDAY + MINUTE, due[:3]).others) == 0


def test_what_was_announced_several_times_while_closed_is_one() -> None:
    days = (datetime(2027, 3, 27), datetime(2027, 3, 28), MONDAY - timedelta(hours=1))
    assert len(tell(Told(FRIDAY), MONDAY, [Due(1, day) for day in days]).others) == 1
    at_its_minute = Due(1, MONDAY - MINUTE, timed=True)
    telling = tell(Told(FRIDAY), MONDAY, [Due(1, days[0]), at_its_minute])
    assert (telling.calls, len(telling.others)) == ((at_its_minute,), 0)


def test_a_minute_of_this_morning_is_told_by_itself_after_the_start() -> None:
    call = at("2027-03-29 08:30")
    telling = tell(Told(FRIDAY), MONDAY, [call])
    assert (telling.calls, len(telling.others), telling.since) == ((call,), 0, None)


def test_a_new_day_while_the_program_runs_counts_what_is_due_on_it() -> None:
    listener = Listener([day("2027-03-30"), day("2027-03-30", 2)], datetime(2027, 3, 29, 23, 59, 40))
    listener.look(datetime(2027, 3, 30, 0, 0, 5))
    listener.look(datetime(2027, 3, 30, 0, 1, 5))
    assert listener.counts == [2]


def test_just_after_midnight_the_minute_before_is_still_told_by_itself() -> None:
    call = at("2027-03-29 23:58")
    listener = Listener([call], datetime(2027, 3, 29, 23, 57))
    listener.look(datetime(2027, 3, 30, 0, 5))
    assert listener.calls[call] == 1


def test_a_clock_set_forward_a_year_tells_one_line() -> None:
    due = [
        day(f"2027-{month:02}-{number:02}", month * 100 + number) for month in range(4, 13) for number in range(1, 29)
    ]
    due += [at(f"2027-{month:02}-01 10:00", 5000 + month) for month in range(4, 13)]
    listener = Listener(due, MONDAY)
    listener.look(MONDAY.replace(year=2028))
    assert (listener.counts, sum(listener.calls.values())) == ([len(due)], 0)
    listener.look(MONDAY.replace(year=2028) + MINUTE)
    assert listener.counts == [len(due)]


def test_a_clock_that_was_wrong_for_a_year_loses_nothing_when_it_is_right_again() -> None:
    call, tomorrow = at("2027-03-29 16:00"), day("2027-03-30", 2)
    listener = Listener([call, tomorrow], MONDAY)
    listener.look(MONDAY.replace(year=2028))
    listener.look(MONDAY + MINUTE)
    assert sum(listener.calls.values()) == 0
    listener.look(datetime(2027, 3, 29, 16, 0))
    assert listener.calls[call] == 1
    listener.look(datetime(2027, 3, 30, 8, 0))
    assert listener.counts == [2, 1]


def test_one_written_down_for_a_minute_that_is_over_is_told_and_a_day_that_has_begun_is_not() -> None:
    assert tell(Told(MONDAY), MONDAY + MINUTE, [at("2027-03-29 08:55")]).calls
    assert len(tell(Told(MONDAY), MONDAY + MINUTE, [day("2027-03-29")]).others) == 0


def test_more_than_a_few_at_a_time_are_told_together() -> None:
    calls = [at(f"2027-03-29 08:{n:02}", n) for n in range(10)]
    telling = tell(Told(FRIDAY), MONDAY, calls)
    assert (telling.calls, len(telling.others)) == (tuple(reversed(calls[-MOST:])), 10 - MOST)


def test_the_first_start_of_all_tells_of_nothing_but_the_minutes_of_the_day() -> None:
    start, _end = span(Told(), MONDAY)
    assert start < datetime(2027, 3, 29) <= start + timedelta(seconds=1)
    assert len(tell(Told(), MONDAY, [day("2027-03-29")]).others) == 0
    assert tell(Told(), MONDAY, [at("2027-03-29 08:00")]).calls


@pytest.mark.parametrize("zone", ["Europe/Helsinki", "Europe/Oslo", "Europe/Warsaw"])
@pytest.mark.parametrize("night", [date(2027, 3, 28), date(2027, 10, 31), date(2026, 10, 25), date(2028, 3, 26)])
def test_each_minute_of_the_nights_when_the_clock_is_changed_is_told_once(zone: str, night: date) -> None:
    due = [Due(n, datetime.combine(night, time()) + n * MINUTE, timed=True) for n in range(1, 360, 7)]
    listener = Listener(due, datetime.combine(night, time()) - timedelta(hours=2))
    real = datetime.combine(night, time(), ZoneInfo(zone)).astimezone(UTC) - timedelta(hours=1)
    for minutes in range(60 * 9):
        listener.look((real + minutes * MINUTE).astimezone(ZoneInfo(zone)).replace(tzinfo=None))
    assert set(listener.heard) == set(due)
    assert set(listener.heard.values()) == {1}


moments = st.datetimes(datetime(2027, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
dues = st.lists(st.tuples(moments, st.booleans()), max_size=30).map(
    lambda found: [
        Due(n, when if timed else datetime.combine(when.date(), time()), timed) for n, (when, timed) in enumerate(found)
    ]
)
steps = st.lists(
    st.one_of(
        st.timedeltas(timedelta(seconds=5), timedelta(days=3)),
        st.timedeltas(timedelta(days=-400), timedelta(days=400)),
        st.timedeltas(timedelta(hours=-2), timedelta(hours=2)),
    ),
    min_size=1,
    max_size=60,
)


@given(dues, moments, steps)
def test_nothing_is_lost_however_the_clock_goes(due: list[Due], begun: datetime, walk: list[timedelta]) -> None:
    listener, now = Listener(due, begun), begun
    for step in walk:
        now += step
        listener.look(now)
    assert all(listener.heard[one] for one in due if begun < one.moment <= now)


@given(dues, moments, st.lists(st.timedeltas(timedelta(hours=-20), timedelta(days=30)), min_size=1, max_size=60))
def test_nothing_is_told_twice_when_a_clock_is_set_back_by_less_than_a_day(
    due: list[Due], begun: datetime, walk: list[timedelta]
) -> None:
    listener, now, furthest = Listener(due, begun), begun, begun
    for step in walk:
        now = max(now + step, furthest - NEAR)
        furthest = max(furthest, now)
        listener.look(now)
    assert all(times == 1 for times in listener.heard.values())


@given(dues, moments, st.timedeltas(timedelta(minutes=1), timedelta(days=366)))
def test_after_any_time_closed_one_line_and_a_few_calls(due: list[Due], begun: datetime, closed: timedelta) -> None:
    listener, now = Listener(due, begun), begun + closed
    listener.look(now)
    assert len(listener.counts) <= 1
    assert sum(listener.calls.values()) <= MOST
    assert all(one.moment.date() == now.date() or now - one.moment <= GRACE for one in listener.calls)


def test_the_moment_of_what_was_put_off() -> None:
    due, four = date(2027, 3, 29), time(16)
    assert moment(due, None, None) == (datetime(2027, 3, 29), False)
    assert moment(due, four, None) == (datetime(2027, 3, 29, 16), True)
    assert moment(due, four, datetime(2027, 3, 30)) == (datetime(2027, 3, 30), False)
    assert moment(due, four, datetime(2027, 3, 29, 16, 10, tzinfo=UTC)) == (datetime(2027, 3, 29, 16, 10), True)
