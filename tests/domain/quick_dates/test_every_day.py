"""What holds on every day of a leap year and of a common year, over month ends and nights when the clock changes."""

from __future__ import annotations

import time as clock
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallcrm.domain.quick_dates import Asking, Found, read, read_date

DAYS = [date(year, 1, 1) + timedelta(days=n) for year, days in ((2027, 365), (2028, 366)) for n in range(days)]
NAMES = {
    "en": [f"on {d}" for d in ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]],
    "fi": ["maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina", "sunnuntaina"],
    "nb": [f"på {d}" for d in ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]],
    "pl": [
        "w poniedziałek",
        "we wtorek",
        "w środę",
        "w czwartek",
        "w piątek",
        "w sobotę",
        "w niedzielę",
    ],
}
TOMORROW = {"en": "tomorrow", "fi": "huomenna", "nb": "i morgen", "pl": "jutro"}
PARTS = {
    "en": ["early January", "mid-March", "late June", "early in December", "end of the month", "early next month"],
    "fi": ["tammikuun alussa", "maaliskuun puolivälissä", "kesäkuun lopussa", "alkujoulukuusta", "kuun lopussa"],
    "nb": ["tidlig i januar", "medio mars", "slutten av juni", "primo desember", "midten av måneden"],
    "pl": ["na początku stycznia", "w połowie marca", "pod koniec czerwca", "w grudniu", "pod koniec miesiąca"],
}


def weekdays_only(day: date) -> bool:
    return day.weekday() < 5


def closed(_day: date) -> bool:
    return False


def at(day: date) -> datetime:
    return datetime.combine(day, time(10))


def found(text: str, language: str, now: datetime, *, is_open: object = weekdays_only) -> Found:
    answer = read(text, language, now, is_open)  # type: ignore[arg-type]
    assert isinstance(answer, Found), (text, now, answer)
    return answer


@pytest.mark.parametrize("language", NAMES)
def test_a_weekday_is_that_day_and_one_to_seven_days_ahead(language: str) -> None:
    for today in DAYS:
        for weekday, name in enumerate(NAMES[language]):
            day = found(name, language, at(today)).day
            assert day.weekday() == weekday
            assert 1 <= (day - today).days <= 7


@pytest.mark.parametrize("language", NAMES)
def test_tomorrow_is_the_day_after_today(language: str) -> None:
    for today in DAYS:
        assert found(TOMORROW[language], language, at(today)).day == today + timedelta(days=1)


@pytest.mark.parametrize("language", NAMES)
def test_a_part_of_a_month_is_an_open_day_and_never_past(language: str) -> None:
    for today in DAYS:
        for part in PARTS[language]:
            day = found(part, language, at(today)).day
            assert day >= today
            assert weekdays_only(day)
            assert (day - today).days < 375


@pytest.mark.parametrize(("language", "word"), [("en", "week"), ("fi", "vko"), ("nb", "uke")])
@pytest.mark.parametrize("number", [1, 30, 53])
def test_a_week_is_the_monday_of_that_week(language: str, word: str, number: int) -> None:
    for today in DAYS:
        day = found(f"{word} {number}", language, at(today)).day
        assert day >= today
        assert day.isocalendar()[1:] == (number, 1)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "in a month"), ("fi", "kuukauden päästä"), ("nb", "om en måned"), ("pl", "za miesiąc")],
)
def test_a_month_on_ends_with_a_shorter_month(language: str, text: str) -> None:
    for today in DAYS:
        day = found(text, language, at(today), is_open=lambda _day: True).day
        assert day.month == today.month % 12 + 1
        assert day.day == today.day or (day + timedelta(days=1)).day == 1


def test_month_ends() -> None:
    def anything(_day: date) -> bool:
        return True

    assert found("in a month", "en", datetime(2027, 1, 31, 9), is_open=anything).day == date(2027, 2, 28)
    assert found("in a month", "en", datetime(2028, 1, 31, 9), is_open=anything).day == date(2028, 2, 29)
    assert found("in a year", "en", datetime(2028, 2, 29, 9), is_open=anything).day == date(2029, 2, 28)
    assert found("29.2.", "fi", datetime(2028, 2, 29, 9)).day == date(2028, 2, 29)
    assert found("29.2.", "fi", datetime(2096, 3, 1, 9)).day == date(2104, 2, 29)


@pytest.mark.parametrize(
    ("zone", "language", "text"),
    [
        ("Europe/Warsaw", "pl", "za godzinę"),
        ("Europe/Helsinki", "fi", "tunnin päästä"),
        ("Europe/Oslo", "nb", "om en time"),
        ("Europe/London", "en", "in an hour"),
    ],
)
def test_an_hour_on_over_the_change_of_the_clock(zone: str, language: str, text: str) -> None:
    spring = datetime(2027, 3, 28, 0, 30, tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    autumn = datetime(2027, 10, 31, 0, 30, tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    ahead = found(text, language, spring)
    assert ahead.time == time(spring.hour + 2, 30)
    ahead = found(text, language, autumn)
    assert ahead.time == time(autumn.hour, 30)
    late = datetime(2027, 6, 1, 23, 40, 59, tzinfo=ZoneInfo(zone))
    ahead = found(text, language, late)
    assert (ahead.day, ahead.time) == (date(2027, 6, 2), time(0, 40))


def test_a_shop_that_never_opens_is_no_endless_search() -> None:
    for language, parts in PARTS.items():
        for part in parts:
            assert found(part, language, datetime(2027, 2, 3, 9), is_open=closed).closed


def test_an_hour_of_today_that_is_over_is_the_evening_or_nothing() -> None:
    now = datetime(2026, 11, 20, 10)
    assert found("today at 8", "en", now).time == time(20)
    assert read("today at 8:00 am", "en", now, weekdays_only) is None
    assert read("tänään klo 09.00", "fi", now, weekdays_only) is None
    assert read("call this morning", "en", now.replace(hour=15), weekdays_only) is None
    assert found("this evening", "en", now.replace(hour=20)).time is None


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(9999, 1, 1), date(1, 1, 1), date(2028, 2, 29)])
def test_the_ends_of_the_calendar(day: date) -> None:
    texts = ["in 999 weeks", "in 999 years", "tomorrow", "next week", "week 53", "31/12", "29 February", "on Monday"]
    for text in [
        *texts,
        "5/1/9999",
        "after Sunday",
        "early May",
        "by the end of the year",
        "before 1 January",
        "Fri 30/2",
    ]:
        for opens in (weekdays_only, closed):
            answer = read(text, "en", at(day), opens)
            assert answer is None or isinstance(answer, (Found, Asking))


PHRASES = sorted({p for table in (NAMES, PARTS) for texts in table.values() for p in texts})
SIGNS = "24.11. 5/1 31.12.2027 2026-12-01 klo kl. o at 16 16:00 4pm halv puoli wpół do ti to la su pe . , - – ( )"
SMALL = "om za in next ensi neste w na po 1 2 3 14 31 99 uke vko week viikolla hver co every var była kävi was"
WORDS = [*PHRASES, *TOMORROW.values(), *SIGNS.split(), *SMALL.split(), "\n", "😀", "¼"]


@settings(max_examples=600, deadline=None)
@given(
    text=st.one_of(
        st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
        st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
        st.text(max_size=60),
    ),
    language=st.sampled_from(["en", "fi", "nb", "pl"]),
    now=st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31)),
    opens=st.sampled_from([weekdays_only, closed]),
)
def test_any_text_is_read_or_left_alone(text: str, language: str, now: datetime, opens: object) -> None:
    answer = read(text, language, now, opens)  # type: ignore[arg-type]
    read_date(text, language, now, opens)  # type: ignore[arg-type]
    if answer is None:
        return
    assert 0 <= answer.start < answer.end <= len(text)
    choices = answer.choices if isinstance(answer, Asking) else (answer,)
    assert all(choice.day >= now.date() for choice in choices)
    assert all((choice.start, choice.end) == (answer.start, answer.end) for choice in choices)
    assert len(choices) > 1 or isinstance(answer, Found)
    assert [choice.day for choice in choices] == sorted({choice.day for choice in choices})


@settings(max_examples=300, deadline=None)
@given(
    before=st.sampled_from(["", "Hei! ", "Anna ", "(", "1) ", "soita ", "😀 "]),
    phrase=st.sampled_from(PHRASES),
    after=st.sampled_from(["", ".", "!", ", x", " )", "\nabc", " 😀"]),
    language=st.sampled_from(["en", "fi", "nb", "pl"]),
)
def test_what_was_understood_means_the_same_alone(before: str, phrase: str, after: str, language: str) -> None:
    now = datetime(2027, 5, 14, 11)
    text = before + phrase + after
    answer = read(text, language, now, weekdays_only)
    if isinstance(answer, Found):
        again = found(text[answer.start : answer.end], language, now)
        assert (again.day, again.time) == (answer.day, answer.time)


@pytest.mark.parametrize(
    "text",
    [
        "Lorem ipsum dolor sit amet på tirsdagen var 12 roser. " * 2000,
        "1 " * 50_000,
        "noin klo " * 12_000,
        "a" * 100_000,
    ],
    ids=["prose", "numbers", "words", "one word"],
)
def test_a_long_text_is_read_at_once(text: str) -> None:
    read("x", "fi", datetime(2027, 1, 1), weekdays_only)  # the tables are made at first use
    times = []
    for _ in range(3):
        start = clock.thread_time()
        read(text, "fi", datetime(2027, 1, 1), weekdays_only)
        times.append(clock.thread_time() - start)
    assert min(times) < 0.6  # of the processor, whatever else the machine does; usually a tenth of it
