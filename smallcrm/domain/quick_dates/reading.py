"""The reading of a text: the first day that stands in it, with the time beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from smallcrm.domain.quick_dates import around, clock, counting, languages, piece
from smallcrm.domain.quick_dates.answer import Asking, Found
from smallcrm.domain.quick_dates.clock import Hour
from smallcrm.domain.quick_dates.counting import IsOpen
from smallcrm.domain.quick_dates.pairing import together
from smallcrm.domain.quick_dates.piece import Kind, Moment, Piece
from smallcrm.domain.quick_dates.words import Line, lines

_GAP = 6
"""Words between a day and its hour: "tomorrow call Anna at four"."""
_LONGEST_TIME = 9
_SHORT = 12
"""Words of a note that may be nothing but an hour."""
_LATEST = 21
"""The last hour that "today at eight" may mean when eight has passed."""
_FAR_MONTHS = 11


@dataclass(frozen=True, slots=True)
class Phrase:
    """A day as it stands in a line: its tokens, what it says, and when."""

    line: Line
    first: int
    last: int
    piece: Piece
    at: time | None = None

    @property
    def span(self) -> tuple[int, int]:
        return self.line.tokens[self.first].start, self.line.tokens[self.last - 1].end


def read(
    text: str, language: str, now: datetime, is_open: IsOpen, *, month_first: bool = False
) -> Found | Asking | None:
    """Return the first day that is meant in a text; nothing where it is a plain note."""
    at = Moment(now, is_open, languages.get(language), month_first)
    met = list(_first_two(text, at))
    return answer(met[0], at, more=len(met) > 1) if met else None


def answer(phrase: Phrase, at: Moment, *, more: bool) -> Found | Asking:
    """Return a phrase as the program is told of it."""
    start, end = phrase.span
    far = counting.add_months(at.today, _FAR_MONTHS) if at.today.year < 9999 else date.max
    choices = tuple(
        Found(start, end, day, phrase.at, not at.is_open(day), day > far or _other_year(phrase.piece, day, at), more)
        for day in phrase.piece.days
    )
    return choices[0] if len(choices) == 1 else Asking(start, end, choices)


def _other_year(said: Piece, day: date, at: Moment) -> bool:
    return said.year_given and counting.coming(at.today, day.month, day.day) != day


def _first_two(text: str, at: Moment) -> Iterator[Phrase]:
    count = 0
    for line in lines(text):
        for phrase in phrases(line, at):
            yield phrase
            count += 1
            if count == 2:
                return
    if count == 0:
        yield from _hours_only(text, at)


def phrases(line: Line, at: Moment, *, in_field: bool = False) -> Iterator[Phrase]:
    """Give the days that are meant in a line, in order."""
    i = free = 0
    while i < len(line.tokens):
        said = _pieces(line, i, at)
        if said is None:
            i += 1
            continue
        end, found = said
        if line.is_number(i) and not found.year_given and _tells_hour(line, i, at):
            i += 1
            continue
        whole = _with_time(line, i, end, free, found, at) if _is_meant(line, i, end, found, at) else None
        if whole and around.ends_free(line, whole.last) and _is_clear(whole, at, in_field=in_field):
            yield whole
            end = whole.last
        i = max(end, i + 1)
        free = free if found.kind is Kind.NOTHING else i


def _pieces(line: Line, i: int, at: Moment) -> tuple[int, Piece] | None:
    """Return the pieces that begin there, settled together."""
    got = _piece(line, i, at)
    if got is None:
        return None
    end, found = got
    for _ in range(2):
        following = end
        comma = line.word(end) in {",", "("}
        if comma and line.word(end - 1) != ".":
            following += 1
        other = _piece(line, following, at)
        if other is None and line.word(following) in at.language.beside.links:
            following += 1
            other = _piece(line, following, at)
        if other is None or (comma and other[1].kind not in (Kind.DATE, Kind.WEEKDAY)):
            break
        if not around.stands_free(line, following, other[0]):
            break
        both = together(at, found, other[1])
        if both is None or (comma and len(both.days) != 1 and other[1].kind is not Kind.DATE):
            break
        closing = comma and line.word(other[0]) == ")"
        end, found = other[0] + closing, both
    return end, found


def _piece(line: Line, i: int, at: Moment) -> tuple[int, Piece] | None:
    got = at.language.days.longest_day(line, i) if i < len(line.tokens) else None
    if got is None:
        return None
    end, caught, action = got
    return end, piece.said(at, action, caught)


def _is_meant(line: Line, i: int, end: int, found: Piece, at: Moment) -> bool:
    if found.kind in (Kind.NOTHING, Kind.BEHIND) or not around.begins_free(line, i):
        return False
    if around.is_another_word(line, i, end, at.language.beside) or around.is_person(line, i, end, at.language.beside):
        return False
    if found.kind in (Kind.DATE, Kind.PART) and around.is_measure(line, i, end, at.language.beside):
        return False
    if found.kind is Kind.DATE and around.is_fraction(line, i, end, at.language.beside):
        return False
    return found.firm or not around.looks_back(line, i, end, at.language.beside)


def _clock_before(line: Line, i: int, at: Moment) -> bool:
    k = i - 2 if line.word(i - 1) == "." and i > 1 else i - 1
    return k >= 0 and line.word(k) in at.language.beside.clock


def _tells_hour(line: Line, i: int, at: Moment) -> bool:
    """Say whether a number belongs to a time before the day: "klo 10 viikon päästä", "9-11 24.11."."""
    if not around.begins_free(line, i) or _clock_before(line, i, at):
        return True
    earlier = [k for k in range(max(0, i - _LONGEST_TIME), i) if any(line.is_number(m) for m in range(k, i))]
    return any(got[0] > i and got[2] != "bare" for k in earlier if (got := at.language.times.longest(line, k)))


def _is_clear(phrase: Phrase, at: Moment, *, in_field: bool) -> bool:
    line, found = phrase.line, phrase.piece
    alone = phrase.first == 0 and around.ends_there(line, phrase.last, at.language.beside)
    alone = alone and all(not line.word(k)[:1].isalnum() for k in range(phrase.last, len(line.tokens)))
    if found.unclear and phrase.at is None:
        if found.unclear == 3 or (found.unclear == 4 and not in_field):
            return False
        if found.unclear == 5:
            return around.ends_there(line, phrase.last, at.language.beside)
        alone = alone and (in_field or found.unclear == 1)
        alone = alone or (found.unclear == 1 and line.word(phrase.first - 1 if phrase.first else -1) == ":")
        called = around.asks_for_a_call(line, phrase.first, at.language.beside)
        return alone or (called and around.ends_there(line, phrase.last, at.language.beside))
    if found.kind is Kind.WEEKDAY and not found.prefixed and phrase.at is None and found.part is None:
        return not around.is_name(line, phrase.first, phrase.last, at.language.beside)
    return True


def _with_time(line: Line, first: int, last: int, free: int, found: Piece, at: Moment) -> Phrase | None:
    """Return the phrase with the hours that stand before it, after it, or a few words away."""
    if found.at is not None:
        return Phrase(line, first, last, found, found.at)
    hours = [Hour(part=found.part)] if found.part is not None else []
    start, before = _hours_before(line, first, free, at) if found.unclear < 4 else (first, [])
    end, after = _hours_after(line, last, at)
    hours += [*after, *before]
    if not found.unclear and not any(h.marked or h.hour is not None for h in hours):
        far = _hour_away(line, start, end, free, at)
        if far:
            start, end = min(start, far[0]), max(end, far[1])
            hours.append(far[2])
    said, could_be_evening = clock.settled(hours, at.language)
    if found.unclear and hours:
        found = replace(found, unclear=0) if found.unclear < 3 else found
    phrase = Phrase(line, start, end, found, said)
    return _not_past(phrase, hours, at, could_be_evening=could_be_evening)


def _not_past(phrase: Phrase, hours: list[Hour], at: Moment, *, could_be_evening: bool) -> Phrase | None:
    """Today's hours that are over mean the evening, or the text tells of what has been."""
    if phrase.at is None or phrase.piece.days[0] != at.today or phrase.at >= at.now.time().replace(second=0):
        return phrase
    evening = (datetime.combine(at.today, phrase.at) + timedelta(hours=12)).time()
    if could_be_evening and at.now.time() <= evening <= time(_LATEST):
        return replace(phrase, at=evening)
    if any(h.hour is not None for h in hours) or phrase.at < time(12):
        return None
    return replace(phrase, at=None)


def _time(line: Line, i: int, at: Moment, day: int = -1) -> tuple[int, Hour] | None:
    """Return the time that begins there; ``day`` is where a day begins, which is no unit: "klo 10 viikon päästä"."""
    got = at.language.times.longest(line, i)
    if got is None:
        return None
    end, caught, action = got
    hour = clock.said(action, caught)
    joined = around.hyphen(line, i - 1)
    if hour is None or not (joined or around.begins_free(line, i)) or not around.ends_free(line, end):
        return None
    if not (end == day and hour.marked) and around.is_measure(line, i, end, at.language.beside):
        return None
    numbered = line.word(end) == ")" and line.word(i - 1) != "("
    if hour.bare and (numbered or not around.ends_there(line, end, at.language.beside)):
        return None
    return end, hour


def _hours_after(line: Line, end: int, at: Moment) -> tuple[int, list[Hour]]:
    hours: list[Hour] = []
    for _ in range(3):
        place = end + (line.word(end) in {",", "("})
        got = _time(line, place + around.hyphen(line, place), at)
        if got is None or (got[1].hour is not None and any(h.hour is not None for h in hours)):
            break
        end = got[0]
        hours.append(got[1])
    return end, hours


def _hours_before(line: Line, first: int, free: int, at: Moment) -> tuple[int, list[Hour]]:
    hours: list[Hour] = []
    for _ in range(2):
        goal = first - (line.word(first - 1) == "," if first else 0)
        for k in range(max(free, first - _LONGEST_TIME), goal):
            got = _time(line, k, at, goal)
            if got and got[0] == goal and not got[1].bare and not _is_amount(line, k, got[0]):
                first = k
                hours.append(got[1])
                break
        else:
            break
    return first, hours


def _is_amount(line: Line, i: int, end: int) -> bool:
    """Say whether "20.00" before a day is rather a sum: nothing but a full stop makes it a time."""
    return end == i + 3 and line.is_number(i) and line.word(i + 1) == "."


def _hour_away(line: Line, first: int, last: int, free: int, at: Moment) -> tuple[int, int, Hour] | None:
    before, after = around.thought(line, first, last, at.language.beside)
    for k in after[:_GAP]:
        if _piece(line, k, at):
            break
        got = _time(line, k, at)
        if got and got[1].marked and not _is_amount(line, k, got[0]):
            return first, got[0], got[1]
    for k in before[:_GAP]:
        if k < free:
            break
        got = _time(line, k, at)
        if got and got[1].marked and got[0] <= first and not _is_amount(line, k, got[0]):
            return k, last, got[1]
    return None


def _hours_only(text: str, at: Moment) -> Iterator[Phrase]:
    """Give "call at four": today, where the hour is still ahead and the words ask for something."""
    for line in lines(text):
        i = 0
        short = len(line.tokens) < _SHORT
        while i < len(line.tokens) and (short or not at.language.beside.contact.isdisjoint(line.words)):
            got = _time(line, i, at)
            if got is None:
                i += 1
                continue
            phrase = _today_at(line, i, at)
            if phrase:
                yield phrase
                return
            i = max(got[0], i + 1)


def _says_a_day(line: Line, i: int, end: int, at: Moment) -> bool:
    """Say whether the thought tells a day, which was not meant: then its hour is not meant either."""
    before, after = around.thought(line, i, end, at.language.beside)
    met = (_piece(line, k, at) for places in (before, after) for k in places)
    return any(got[1].kind is not Kind.NOTHING and not got[1].unclear for got in met if got)


def _today_at(line: Line, i: int, at: Moment) -> Phrase | None:
    end, hours = _hours_after(line, i, at)
    alone = i == 0 and end == len(line.tokens) and len(line.raw(0)) > 1 and line.is_word(0)
    asked = alone or around.asks_for_a_call(line, i, at.language.beside)
    if not asked or not around.ends_there(line, end, at.language.beside):
        return None
    if all(not h.marked and (alone or h.part is None) for h in hours) or _says_a_day(line, i, end, at):
        return None
    today = Piece(Kind.DAY, (at.today,))
    said, could_be_evening = clock.settled(hours, at.language)
    if said is None:
        return None
    phrase = _not_past(Phrase(line, i, end, today, said), hours, at, could_be_evening=could_be_evening)
    return phrase if phrase and phrase.at is not None else None
