"""What a follow-up waits for: its own day and time, or those to which it was put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.telling import moments

MONDAY, TUESDAY = date(2027, 5, 10), date(2027, 5, 11)
CALL = FollowUp(FollowUpKind.CALL_BACK, 1, "About the bill", MONDAY, time(15, 30))
clocks = st.times(max_value=time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("until", "on", "hour"),
    [
        (None, MONDAY, time(15, 30)),
        (datetime(2027, 5, 10, 16, 45), MONDAY, time(16, 45)),
        (datetime(2027, 5, 10), MONDAY, time(15, 30)),
        (datetime(2027, 5, 11, 9), TUESDAY, time(9)),
        (datetime(2027, 5, 11), TUESDAY, None),
        (datetime(2027, 5, 8, 9), MONDAY, time(15, 30)),
    ],
)
def test_put_off_it_waits_for_another_hour(until: datetime | None, on: date, hour: time | None) -> None:
    one = replace(CALL, snoozed_to=until)
    assert (one.on, one.hour) == (on, hour)


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), clocks | st.none(), st.integers(-40, 40), clocks)
def test_what_is_shown_is_a_moment_at_which_it_is_told(due: date, at: time | None, days: int, clock: time) -> None:
    until = datetime.combine(date.fromordinal(due.toordinal() + days), clock)
    one = FollowUp(FollowUpKind.CALL_BACK, 1, "", due, at, snoozed_to=until)
    shown = datetime.combine(one.on, one.hour or time())
    assert shown in {moment for moment, _timed in moments(due, at, until)}
