"""The calendars and lists of days as they stand on paper: what the shop has, in words, for the window and the command.

Ages are for the lists behind the counter; on a calendar for the wall they stand only where somebody asks for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from babel.dates import format_date as babel_date

from smallcrm import i18n, messages
from smallcrm.domain.agenda import CalendarDay, Layer, Mark, MarkKind
from smallcrm.domain.marriage import couples_once
from smallcrm.domain.model import CustomerSummary, OccasionKind
from smallcrm.domain.occasions import is_round
from smallcrm.i18n import _, current_locale, format_date, format_number, format_period, format_time, ngettext, pgettext
from smallcrm.messages import calendar as words
from smallcrm.messages import weeks
from smallcrm.paper.calendar_said import (
    Cell,
    CellLine,
    ListGroup,
    ListLine,
    ListPaper,
    MonthPaper,
    SmallDay,
    SmallMonth,
    YearPaper,
)
from smallcrm.paper.calendar_signs import SIGNS
from smallcrm.paper.in_one_line import printable
from smallcrm.store.letters import Candidate, Candidates, Selection
from smallcrm.store.shop import Shop

WALL = frozenset({Layer.BIRTHDAYS, Layer.NAME_DAYS, Layer.DAYS, Layer.EVENTS})
"""What stands on a calendar that customers may see: no follow-ups."""
DAYS = frozenset({Layer.BIRTHDAYS, Layer.NAME_DAYS, Layer.DAYS})
BIRTHDAYS = frozenset({Layer.BIRTHDAYS})
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list for paper, whom it names, and who of the cards stands apart."""

    paper: ListPaper
    customers: tuple[int, ...]


def month_paper(shop: Shop, day: date, layers: Collection[Layer] = WALL, *, ages: bool = False) -> MonthPaper:
    """Give the calendar of the month that a day is in."""
    settings = shop.settings.read()
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - _ONE_DAY
    days = shop.agenda.days(first, last, layers, language=i18n.language())
    cells = {one.day: _cell(one, ages=ages) for one in days}
    shown, rows = weeks.week_start(first, settings.country), []
    while shown <= last:
        week = tuple(cells.get(d, Cell(d.day, inside=False)) for d in (shown + timedelta(days=n) for n in range(7)))
        rows.append((format_number(weeks.week_number(shown, settings.country)), week))
        shown += timedelta(days=7)
    there = {line.sign for one in cells.values() for line in one.lines}
    title = words.month_title(first)
    return MonthPaper(
        title,
        settings.name,
        _weekdays(settings.country, "wide"),
        pgettext("calendar", "wk") if settings.week_numbers else "",
        tuple(rows),
        tuple((sign, _sign_words(sign)) for sign in SIGNS if sign in there),
        lambda n: ngettext("and {n} more", "and {n} more", n).format(n=format_number(n)),
        # Translators: above the list of what found no room on the calendar of a month
        _("{month}: days in full").format(month=title),
        _page,
        _foot(shop),
    )


def year_paper(shop: Shop, year: int, layers: Collection[Layer] = DAYS) -> YearPaper:
    """Give the calendar of a year."""
    settings = shop.settings.read()
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = {one.day: one for one in shop.agenda.days(first, last, (), language=i18n.language())}
    counts = shop.agenda.counts(year, layers)
    months = tuple(_small_month(days, counts, date(year, n, 1), settings.country) for n in range(1, 13))
    legend = (
        ("red", _("Sunday or public holiday")),
        ("closed", _("Closed")),
        # Translators: beside dots of three sizes: on how many customers' days fall on one day
        ("one", _("1 customer's day")),
        ("few", _("2 to 4")),
        ("many", _("5 or more")),
    )
    return YearPaper(
        str(year), settings.name, _weekdays(settings.country, "narrow"), months, legend, _foot(shop, private=False)
    )


def birthday_list(
    shop: Shop, start: date, end: date, layers: Collection[Layer] = frozenset({Layer.BIRTHDAYS})
) -> Listed:
    """Give the days of customers from one day to another, month by month."""
    settings = shop.settings.read()
    marks = [m for one in shop.agenda.days(start, end, layers, language=i18n.language()) for m in one.marks]
    people = _people(shop, (m.customer_id for m in marks))
    groups, only = [], set(layers) == {Layer.BIRTHDAYS}
    for (year, month), found in groupby(marks, key=lambda m: (m.day.year, m.day.month)):
        lines = tuple(_birthday(m, people, settings.country, settings.round_ages, only=only) for m in found)
        groups.append(ListGroup(words.month_title(date(year, month, 1)), lines, format_number(len(lines))))
    columns = ((_("Day"), 27.0), (_("Name"), 57.0), (_("Occasion"), 54.0), (_("Town"), 38.0))
    paper = ListPaper(
        _("Birthdays") if only else _("Occasions"),
        _over(settings.name, start, end),
        columns,
        tuple(groups),
        _("Nobody has such a day in this period."),
        _again,
        _page,
        _foot(shop),
    )
    return Listed(paper, tuple(dict.fromkeys(m.customer_id for m in marks)))


def card_list(shop: Shop, start: date, end: date) -> tuple[Listed, Candidates]:
    """Give the cards for the days from one to another, by the week in which they are printed; and who gets none."""
    settings = shop.settings.read()
    found = shop.letters.candidates(Selection(start=start, end=end))
    by_week = groupby(found.chosen, key=lambda card: weeks.week_start(card.print_by, settings.country))
    lost = (card.customer.id for card in found.chosen if printable(card.customer.name, "facts-bold") == "…")
    people = _people(shop, lost)
    groups = tuple(_week_of_cards(week, list(cards), settings.country, people) for week, cards in by_week)
    columns = (
        *((_("Print by"), 24.0), (_("Post by"), 24.0), (_("Name"), 47.0)),
        *((_("Occasion"), 34.0), (_("Day"), 47.0)),  # the last one holds the words beside the day too
    )
    paper = ListPaper(
        _("Cards to print"),
        _over(settings.name, start, end),
        columns,
        groups,
        _("Nobody gets a card in this period."),
        _again,
        _page,
        _foot(shop),
    )
    return Listed(paper, tuple(dict.fromkeys(c.customer.id for c in found.chosen))), found


def _week_of_cards(
    week: date, cards: Sequence[Candidate], country: str, people: Mapping[int, CustomerSummary]
) -> ListGroup:  # fmt: skip
    """Give the cards that are printed in one week."""
    number = format_number(weeks.week_number(week, country))
    # Translators: above the cards that are printed in one week: its number and its days
    heading = _("Print in week {number}, {days}")
    heading = heading.format(number=number, days=format_period(week, week + 6 * _ONE_DAY))
    return ListGroup(heading, tuple(_card(card, country, people) for card in cards), format_number(len(cards)))


def _way(card: Candidate, home: str) -> str:
    """Say what is not as usual about how a card comes to the customer."""
    if card.late:
        return _("Too late by post")
    address = card.customer.postal_address
    # Translators: beside a card of a list: it goes to another country
    return _("Abroad") if address and address.country not in {"", home} else ""


def _card(card: Candidate, home: str, people: Mapping[int, CustomerSummary]) -> ListLine:
    name = _called(card.customer.name, people.get(card.customer.id))
    what = messages.occasion(card.occasion.kind, card.occasion.label)
    cells = (_short(card.print_by), _short(card.post_by), name, what, _short(card.day))
    return ListLine(cells, 2, _way(card, home))


def _cell(one: CalendarDay, *, ages: bool) -> Cell:
    lines = tuple(_line(mark, ages=ages) for mark in couples_once(one.marks))
    heading = f"{format_date(one.day, 'weekday')} {format_date(one.day, 'day_month')}"
    return Cell(
        one.day.day,
        lines,
        one.holiday,
        _("Closed") if one.closed and not one.holiday else "",
        one.red,
        heading=f"{heading[:1].upper()}{heading[1:]}",
    )


def _line(mark: Mark, *, ages: bool) -> CellLine:
    said = words.chip(mark)
    if mark.kind is MarkKind.OCCASION and mark.occasion is not None:
        if mark.occasion.kind != OccasionKind.OTHER:
            said = words.title(mark)  # the sign beside it says what it is
        # the number alone: a cell is narrow, and the sign says whether it is an age or the years of a marriage
        years = f"({format_number(mark.turns)})" if ages and mark.turns else ""
        return CellLine(said, str(mark.occasion.kind), years)
    return CellLine(said, str(mark.kind))


def _birthday(
    mark: Mark, people: Mapping[int, CustomerSummary], country: str, own: Collection[int], *, only: bool = True
) -> ListLine:  # fmt: skip
    """Give a row of a list: of a birthday the age says what it is, or the list where it has birthdays ``only``."""
    day, who = mark.occasion, people.get(mark.customer_id)
    name, town = _called(mark.name, who), who.town if who else ""
    if day is None:
        return ListLine((_short(mark.day), name, "", town))
    kind = str(day.kind)
    label = "" if kind == OccasionKind.OTHER else day.label
    years = messages.turns(kind, mark.turns) if mark.turns else ""
    what = "" if kind == OccasionKind.BIRTHDAY and (only or years) else messages.occasion(kind, day.label)
    said = " · ".join(part for part in (what, label, day.whose, day.partner, years) if part)
    cells = (_short(mark.day), name, said, town)
    return ListLine(cells, 1, _("round") if is_round(kind, mark.turns, country, tuple(own)) else "")


def _people(shop: Shop, ids: Iterable[int]) -> dict[int, CustomerSummary]:
    return {one.id: one for one in shop.index.summaries(sorted(set(ids)))}


def _called(name: str, who: CustomerSummary | None) -> str:
    """Give a name, with the phone number where paper has no letters for it: somebody has to know who it is."""
    lost = who is not None and who.phone and printable(name, "facts-bold") == "…"
    return f"{name} · {who.phone}" if lost and who else name


def _small_month(
    days: Mapping[date, CalendarDay], counts: Mapping[date, int], first: date, country: str
) -> SmallMonth:  # fmt: skip
    shown, rows, notes = weeks.week_start(first, country), [], []
    while shown < first or shown.month == first.month:
        week: list[SmallDay | None] = []
        for day in (shown + timedelta(days=n) for n in range(7)):
            if day.month != first.month or day.year != first.year:
                week.append(None)
                continue
            one = days[day]
            week.append(SmallDay(day.day, counts.get(day, 0), one.red, one.closed))
            if one.holiday:
                # Translators: a note below a month on paper: the number of a day, and which holiday it is
                notes.append(_("{day} {holiday}").format(day=day.day, holiday=one.holiday))
        rows.append((format_number(weeks.week_number(shown, country)), tuple(week)))
        shown += timedelta(days=7)
    said = babel_date(first, "LLLL", locale=current_locale())
    return SmallMonth(f"{said[:1].upper()}{said[1:]}", tuple(rows), tuple(notes))


def _weekdays(country: str, form: str) -> tuple[str, ...]:
    names, first = current_locale().days["stand-alone"][form], weeks.first_weekday(country)
    return tuple(f"{names[n % 7][:1].upper()}{names[n % 7][1:]}" for n in range(first, first + 7))


def _sign_words(sign: str) -> str:
    if sign == MarkKind.EVENT:
        return _("Event")
    if sign == MarkKind.FOLLOW_UP:
        return _("Follow-up")
    return _("Other occasion") if sign == OccasionKind.OTHER else messages.occasion(sign)


def _short(day: date) -> str:
    said = format_date(day, "weekday_and_day")
    return f"{said[:1].upper()}{said[1:]}"


def _over(name: str, start: date, end: date) -> str:
    period = f"{format_date(start, 'medium')} – {format_date(end, 'medium')}"
    return f"{name} · {period}" if name else period


def _again(heading: str) -> str:
    # Translators: a heading at the top of a page whose group began on the page before
    return _("{heading} (continued)").format(heading=heading)


def _page(number: int, pages: int) -> str:
    return f"{format_number(number)} ({format_number(pages)})"


def _foot(shop: Shop, *, private: bool = True) -> tuple[str, str]:
    now = shop.now
    printed = _("Printed {date} at {time}").format(date=format_date(now.date(), "medium"), time=format_time(now))
    return printed, _("Personal data: shred after use.") if private else ""
