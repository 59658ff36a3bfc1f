"""Post-by and print-by: the worked examples of the post offices' own figures, and the rule from the other side."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.post import (
    END_OF_WEEK,
    CardState,
    PostCalendar,
    is_open,
    last_print_day,
    next_open_day,
    post_by,
    print_by,
    to_print,
)

FINLAND = frozenset({date(2027, 3, 26), date(2027, 3, 28), date(2027, 3, 29), date(2027, 6, 25), date(2027, 6, 26)})
NORWAY = frozenset({date(2027, 3, 25), date(2027, 3, 26), date(2027, 3, 28), date(2027, 3, 29)})
POLAND = frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 26)})


def at_home(holidays: frozenset[date], **changes: object) -> PostCalendar:
    calendar = PostCalendar(delivery_holidays=holidays, recipient_holidays=holidays, closed=holidays)
    return replace(calendar, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("holidays", "day", "posted"),
    [
        (FINLAND, date(2027, 6, 28), date(2027, 6, 18)),
        (FINLAND, date(2027, 3, 30), date(2027, 3, 19)),
        (NORWAY, date(2027, 3, 30), date(2027, 3, 18)),
        (POLAND, date(2026, 12, 24), date(2026, 12, 16)),
        (POLAND, date(2026, 12, 28), date(2026, 12, 17)),
    ],
)
def test_worked_examples(holidays: frozenset[date], day: date, posted: date) -> None:
    assert post_by(day, at_home(holidays)) == posted
    assert print_by(day, at_home(holidays)) == posted - timedelta(days=1)


@pytest.mark.parametrize("day", [date(2027, 6, 12), date(2027, 6, 13)])
def test_for_a_weekend_the_card_comes_on_friday(day: date) -> None:
    assert post_by(day, PostCalendar()) == post_by(date(2027, 6, 11), PostCalendar()) == date(2027, 6, 4)


def test_abroad_the_recipients_holiday_is_no_day_of_arrival_but_counts_on_the_way() -> None:
    plain = PostCalendar(lead_days=3)
    assert post_by(date(2027, 6, 10), plain) == date(2027, 6, 7)
    arrival_moves = replace(plain, recipient_holidays=frozenset({date(2027, 6, 10)}))
    assert post_by(date(2027, 6, 10), arrival_moves) == date(2027, 6, 4)
    under_way = replace(plain, recipient_holidays=frozenset({date(2027, 6, 9)}))
    assert post_by(date(2027, 6, 10), under_way) == date(2027, 6, 7)


def test_printing_and_posting_move_back_over_closed_days() -> None:
    closed = frozenset({date(2027, 6, 4), date(2027, 6, 2), date(2027, 6, 3)})
    calendar = PostCalendar(closed=closed)
    assert post_by(date(2027, 6, 11), calendar) == date(2027, 6, 1)
    assert print_by(date(2027, 6, 11), calendar) == date(2027, 5, 31)
    assert print_by(date(2027, 6, 11), replace(calendar, handling_days=0)) == date(2027, 6, 1)
    assert print_by(date(2027, 6, 11), replace(calendar, handling_days=3)) == date(2027, 5, 27)


def test_a_shop_open_on_saturdays_prints_on_saturday() -> None:
    calendar = PostCalendar(open_days=(0, 1, 2, 3, 4, 5))
    assert post_by(date(2027, 6, 14), calendar) == date(2027, 6, 7)
    assert print_by(date(2027, 6, 14), calendar) == date(2027, 6, 5)


def test_a_shop_without_opening_days_counts_as_always_open() -> None:
    assert is_open(date(2027, 6, 13), PostCalendar(open_days=()))
    assert next_open_day(date(2027, 6, 12), PostCalendar(open_days=())) == date(2027, 6, 13)


def test_a_shop_closed_for_years_still_gets_days() -> None:
    always = frozenset(date(2020, 1, 1) + timedelta(days=n) for n in range(5000))
    calendar = PostCalendar(closed=always)
    assert post_by(date(2027, 6, 11), calendar) == date(2027, 6, 4)
    assert next_open_day(date(2027, 6, 11), calendar) == date(2027, 6, 12)


def test_next_open_day_is_after_today() -> None:
    assert next_open_day(date(2027, 6, 9), PostCalendar()) == date(2027, 6, 10)
    assert next_open_day(date(2027, 6, 11), PostCalendar()) == date(2027, 6, 14)


@pytest.mark.parametrize("today", [date(2027, 6, 7), date(2027, 6, 11), date(2027, 6, 13)])
def test_end_of_week_is_the_sunday_of_this_week(today: date) -> None:
    assert last_print_day(today, PostCalendar(), END_OF_WEEK) == date(2027, 6, 13)


@pytest.mark.parametrize(
    ("today", "until", "state"),
    [
        (date(2027, 6, 14), "next_open_day", CardState.NOT_YET),
        (date(2027, 6, 14), END_OF_WEEK, CardState.DUE),
        (date(2027, 6, 13), END_OF_WEEK, CardState.NOT_YET),
        (date(2027, 6, 16), "next_open_day", CardState.DUE),
        (date(2027, 6, 18), "next_open_day", CardState.DUE),
        (date(2027, 6, 19), "next_open_day", CardState.LATE),
        (date(2027, 6, 28), "next_open_day", CardState.LATE),
        (date(2027, 7, 12), "next_open_day", CardState.LATE),
        (date(2027, 7, 13), "next_open_day", CardState.PAST),
    ],
)
def test_the_state_of_a_card_for_28_june_in_finland(today: date, until: str, state: CardState) -> None:
    # to be posted by 18 June, printed by 17 June
    assert to_print(date(2027, 6, 28), today, at_home(FINLAND), until) == state


@st.composite
def calendars(draw: st.DrawFn) -> PostCalendar:
    days = st.frozensets(st.dates(date(2027, 5, 1), date(2027, 7, 1)), max_size=20)
    open_days = draw(st.sets(st.integers(0, 6), min_size=1))
    return PostCalendar(
        delivery_holidays=draw(days),
        recipient_holidays=draw(days),
        open_days=tuple(sorted(open_days)),
        closed=draw(days),
        lead_days=draw(st.integers(0, 12)),
        handling_days=draw(st.integers(0, 4)),
    )


def arrives(posted: date, calendar: PostCalendar) -> date:
    """Tell the day on which a letter posted on that day comes, walking forward as the post does."""

    def goes(day: date, holidays: frozenset[date]) -> bool:
        return day.weekday() < 5 and day not in holidays

    day, counted = posted, 0
    while counted < calendar.lead_days:
        day += timedelta(days=1)
        counted += goes(day, calendar.delivery_holidays)
    while not goes(day, calendar.recipient_holidays):
        day += timedelta(days=1)
    return day


@given(calendars(), st.dates(date(2027, 6, 1), date(2027, 7, 10)))
def test_posted_in_time_it_comes_in_time_and_a_working_day_later_it_does_not(cal: PostCalendar, day: date) -> None:
    posted = post_by(day, cal)
    assert arrives(posted, cal) <= day
    assert is_open(posted, cal)
    later = [posted + timedelta(days=n) for n in range(1, 60)]
    collected = [d for d in later if is_open(d, cal) and d.weekday() < 5 and d not in cal.delivery_holidays]
    assert all(arrives(d, cal) > day for d in collected[:1])


@given(calendars(), st.dates(date(2027, 6, 1), date(2027, 7, 10)), st.sampled_from(["next_open_day", END_OF_WEEK]))
def test_a_card_is_first_not_yet_then_due_then_late_then_past(cal: PostCalendar, day: date, until: str) -> None:
    order = list(CardState)
    states = [to_print(day, day + timedelta(days=n), cal, until) for n in range(-60, 20)]
    assert [order.index(s) for s in states] == sorted(order.index(s) for s in states)
    assert CardState.DUE in states
    assert print_by(day, cal) <= post_by(day, cal) <= day
    assert is_open(print_by(day, cal), cal)
    assert states[-1] == CardState.PAST
