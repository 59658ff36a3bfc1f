"""Who gets a card and who does not, each with the reason."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from smallcrm.domain import occasions as rules
from smallcrm.domain import post
from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.model import Customer, Occasion, OccasionKind, ShopSettings
from smallcrm.domain.occasion_cards import card_keys, card_kinds, gets_card, had_card, is_over, which_day
from smallcrm.domain.occasion_kinds import folded_name
from smallcrm.domain.piece import LeftOut
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.addressees import refusal
from smallcrm.store.assembly import assemble, assemble_briefly
from smallcrm.store.couples import one_card_each
from smallcrm.store.database import parts
from smallcrm.store.day_questions import REFUSED_DAY, SECOND_DAY
from smallcrm.store.households import Mate, with_mates
from smallcrm.store.letter_runs import DONE, LetterRuns, OpenRun
from smallcrm.store.second_records import one_card_a_person

if TYPE_CHECKING:
    from smallcrm.domain.occasion_kinds import OwnKind
    from smallcrm.store.calendar import PostCalendars
    from smallcrm.store.households import Hold
    from smallcrm.store.occasions import Named

_LONG_AGO, _FAR = -366, 366
_DECIDING = ("addresses", "consents")
"""Lists of a customer that decide who gets a card."""
_NAMED = 900
"""Customers named at once up to which only their days are read; of more all days are, and theirs taken."""
_BESIDE = {1: -1, 2: -1, 11: 1, 12: 1}
"""Months from which a day may be corrected over New Year, and which year it had then, from its own."""
_BEFORE = timedelta(days=60)
"""How long before its day a card is printed at most, or after it, for it to be the one of that day."""
_THESE_DAYS = timedelta(days=3)
"""How long after a card its envelope is still to be addressed: over a weekend."""


__all__ = ["DONE", "Candidate", "Candidates", "Letters", "OpenRun", "Selection"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Whose cards: by print-by, days of the occasion, customers or quick-find; nothing given = cards to print."""

    kind: str = ""
    """Of one kind of occasion, whether the shop sends cards for it or not; empty = of all kinds that get cards.

    Of the days in the shop's own words only those of kinds that get cards, unless customers are named: some are sad.
    """
    due_by: date | None = None
    start: date | None = None
    end: date | None = None
    customers: tuple[int, ...] = ()
    text: str = ""
    also: tuple[int, ...] = ()
    """Customers who get one although theirs was printed, is not wanted, or somebody congratulated already."""
    again: bool = False
    """Whether those count too whose card was printed these days: their envelopes and labels are not yet."""
    of: Collection[int] | None = None
    """Of *cards to print* only these customers'."""
    posted_on: date | None = None
    """Only those that have to be posted on this day."""
    only: frozenset[tuple[int, date]] = frozenset()
    """Of several days of the customers named only these: customer and day; empty = all."""

    @property
    def by_default(self) -> bool:
        """Whether the *cards to print* of Today are meant."""
        return not (self.due_by or self.start or self.end or self.customers or self.text)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who gets a card for one day. ``late``: it cannot come in time by post any more."""

    customer: Customer
    occasion: Occasion
    day: date
    turns: int | None
    print_by: date
    post_by: date
    late: bool = False
    hold: Hold | None = None
    """The open complaint that keeps the card back until somebody says otherwise."""
    template: str = ""
    """Of a kind of the shop's own: which text its card bears."""
    household: Mate | None = None
    """Somebody at the same address who gets a card too, or got one just now: a hint, it keeps nobody out."""
    other: str = ""
    """Of a wedding: the whole name of the other one, who is a customer too."""
    instead: tuple[Candidate, ...] = ()
    """The other's own card of a couple, for the case that this one cannot be set."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who gets a card, by print-by date, and who does not."""

    chosen: tuple[Candidate, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    held: tuple[Candidate, ...] = ()
    """Those among the left out who would get one now but for an open complaint."""
    unread: int = 0
    """How many more there may be, where not all were asked for."""


@dataclass(frozen=True, slots=True)
class _Ask:
    """A selection with what is asked once for all customers."""

    selection: Selection
    settings: ShopSettings
    today: date
    posts: PostCalendars
    printed: set[tuple[int, str, int]]
    lately: Mapping[tuple[int, str, int], date]
    """Of the printed ones those of the last months, with the day of printing."""
    greeted: set[tuple[int, str, date]]
    waiting: Mapping[int, Hold]
    own: Mapping[str, OwnKind]
    """The shop's own kinds of occasions by their folded names."""

    def free(self, candidate: Candidate) -> bool:
        """Whether a person said that this one gets a card all the same."""
        return candidate.customer.id in self.selection.also


class Letters(LetterRuns):
    """Cards and letters of the shop."""

    def candidates(
        self, selection: Selection, *, brief: bool = False, until: date = date.max, most: int = 0
    ) -> Candidates:
        """Who gets a card and who is left out, each with the reason; raises BadInput for an impossible period.

        ``brief`` customers have only the lists that decide it (addresses, consents), and whoever takes no post or has
        the card is not among the left out: Today shows no more. Of *cards to print* those for a day after ``until`` are
        not read, and ``most`` is how many are, by day.
        """
        if selection.start and selection.end and selection.end < selection.start:
            raise BadInput("bad_period", start=selection.start, end=selection.end)
        named = self._named(selection, until, todo=brief)
        unread = max(0, len(named) - most) if most else 0
        if unread:
            first = self._shop.today - timedelta(days=rules.MISSED_DAYS)
            named = sorted(named, key=lambda n: n.in_turn(first))[:most]
        ids = sorted({n.customer_id for n in named})
        read = assemble_briefly(self._db, ids, _DECIDING) if brief else assemble(self._db, ids, photos=False)
        people, ask = {c.id: c for c in read}, self._asked(selection, ids, named)
        chosen, held, left_out = list[Candidate](), list[Candidate](), list[LeftOut]()
        for item in named:
            customer = people[item.customer_id]
            for candidate in self._days(item, customer, ask):
                why, hold = self._refusal(candidate, ask), ask.waiting.get(customer.id)
                if hold and not why and not ask.free(candidate):
                    why = hold.why(customer.id)
                    held.append(replace(candidate, hold=hold))
                if why:
                    left_out.append(LeftOut(customer.id, customer.name, why, item.occasion.id))
                else:
                    chosen.append(candidate)
        chosen, twice = self._once_each(chosen, selection)
        left_out += [LeftOut(c.customer.id, c.customer.name, why, c.occasion.id) for c, why in twice]
        chosen = chosen if brief else with_mates(self._shop, chosen)
        for found_ones in (chosen, held):
            found_ones.sort(key=lambda c: (c.print_by, c.day, c.customer.name, c.customer.id))
        left_out.sort(key=lambda item: (item.name, item.customer_id))
        left_out += self._without_a_day(selection, named)
        return Candidates(tuple(chosen), tuple(left_out), tuple(held), unread)

    def _asked(self, selection: Selection, ids: Sequence[int], named: Sequence[Named]) -> _Ask:
        """Give the selection with what is known of these customers' cards."""
        by_name, shop = bool(selection.customers or selection.text), self._shop
        greeted = set() if by_name else shop.congratulations.known(ids)
        turning = {one.customer_id for one in named if one.occasion.month in _BESIDE}
        lately = {} if selection.again else self.printed_since(turning, shop.today - 2 * _BEFORE)
        waiting, printed = shop.follow_ups.households_with_open_complaint(ids), self._printed_before(selection, ids)
        own = shop.occasion_kinds.by_name()
        posts, settings = shop.calendar.posts(), shop.settings.read()
        return _Ask(selection, settings, shop.today, posts, printed, lately, greeted, waiting, own)

    def _named(self, selection: Selection, until: date, *, todo: bool) -> list[Named]:
        today, settings, own = self._shop.today, self._shop.settings.read(), self._shop.occasion_kinds.by_name()
        kinds = (selection.kind,) if selection.kind else card_kinds(settings, own.values())

        def meant(named: Named) -> bool:
            day = named.occasion
            asked = bool(selection.kind) and (day.kind != OccasionKind.OTHER or bool(selection.customers))
            return not (day.whose or day.ended) and (asked or gets_card(day, settings, own))

        if selection.customers or selection.text:
            ids = list(selection.customers) or self._shop.index.ids_for(selection.text)
            if missing := set(selection.customers) - {c.id for c in self._shop.customers.get_many(ids, photos=False)}:
                raise NotFound("no_customer", id=min(missing))
            wanted = set(ids)
            start = selection.start or today + timedelta(days=_LONG_AGO)
            end = selection.end or today + timedelta(days=_FAR)
            few = wanted if len(wanted) <= _NAMED else None
            found = self._shop.occasions.stored(start, end, kinds=kinds, active=False, of=few)
            return [n for n in found if n.customer_id in wanted and meant(n)]
        missed = today - timedelta(days=rules.MISSED_DAYS)
        start = selection.start or missed
        if selection.end or selection.start:
            periods = [(start, selection.end or start + timedelta(days=_FAR), False)]
        elif selection.due_by:
            periods = [(start, selection.due_by + timedelta(days=90), False)]
        else:
            home = self._shop.occasions.last_day_to_look()
            periods = [(start, min(home, until), False)]
            if home < until:
                periods.append((home + timedelta(days=1), min(today + timedelta(days=90), until), True))
        found = [
            n
            for first, last, abroad in periods
            for n in self._shop.occasions.stored(
                first, last, kinds=kinds, active=False, abroad=abroad, todo=todo, of=selection.of
            )
            if meant(n)
        ]
        # 29 February is found on both its greeting days, and so in two periods that meet between them
        return list({(n.customer_id, str(n.occasion.kind), n.occasion.id): n for n in found}.values())

    def _days(self, named: Named, customer: Customer, ask: _Ask) -> Iterable[Candidate]:
        selection, address = ask.selection, customer.postal_address
        other = named.occasion.kind == OccasionKind.OTHER
        own = ask.own.get(folded_name(named.occasion.label)) if other else None
        country = address.country if address else ""
        for day in _wanted_days(named.occasion, ask):
            if selection.only and (customer.id, day) not in selection.only:
                continue
            if is_over(named.occasion.kind, day, ask.today):
                continue
            card = ask.posts.card(country, day)
            if selection.by_default and card.state not in {post.CardState.DUE, post.CardState.LATE}:
                continue
            if selection.posted_on and card.post_by != selection.posted_on:
                continue
            if selection.due_by and (card.print_by > selection.due_by or card.state == post.CardState.PAST):
                continue
            yield Candidate(
                customer,
                named.occasion,
                day,
                rules.turns(named.occasion, day.year),
                card.print_by,
                card.post_by,
                card.state in {post.CardState.LATE, post.CardState.PAST},
                template=own.template if own else "",
            )

    def _once_each(
        self, candidates: Sequence[Candidate], selection: Selection
    ) -> tuple[list[Candidate], list[tuple[Candidate, Reason]]]:
        """Part what a person gets from what stands there twice: nobody has two birthdays, a couple gets one."""
        why, also = dict[int, Reason](), selection.also
        for marks, part in parts(sorted({one.occasion.id for one in candidates if one.occasion.id})):
            of_these = f"FROM occasion AS o WHERE o.id IN ({marks}) AND"
            refused = self._db.sql(f"SELECT o.id, o.customer_id {of_these} {REFUSED_DAY}", part)
            why |= {int(i): reason("card_not_wanted") for i, customer in refused if customer not in also}
            why |= {int(i): reason("second_day") for (i,) in self._db.sql(f"SELECT o.id {of_these} {SECOND_DAY}", part)}
        taken, kept, doubled = set[tuple[int, str, int]](), list[Candidate](), list[tuple[Candidate, Reason]]()
        for one in candidates:
            kind, which = str(one.occasion.kind), which_day(one.occasion)
            keys = {(one.customer.id, key, one.day.year) for key in card_keys(kind, one.occasion.id, which)}
            if one.occasion.id in why or keys & taken:
                doubled.append((one, why.get(one.occasion.id, reason("second_day"))))
            else:
                kept.append(one)
                taken |= keys
        kept, recorded = one_card_a_person(self._shop, kept, selection)
        chosen, twice = one_card_each(self._shop, kept, also)
        return chosen, [*doubled, *recorded, *twice]

    def _without_a_day(self, selection: Selection, named: Sequence[Named]) -> list[LeftOut]:
        """Customers asked for by id who have no such day, or are in the bin."""
        have = {n.customer_id for n in named}
        ids = [i for i in dict.fromkeys(selection.customers) if i not in have]
        if not ids:
            return []
        binned = {int(i) for (i,) in self._db.sql("SELECT id FROM customer WHERE binned_at IS NOT NULL")}
        none = "no_occasion" if selection.kind in {"", OccasionKind.BIRTHDAY} else "no_such_day"
        return [
            LeftOut(c.id, c.name, reason("in_bin", name=c.name) if c.id in binned else reason(none))
            for c in self._shop.customers.get_many(ids, photos=False)
        ]

    @staticmethod
    def _refusal(candidate: Candidate, ask: _Ask) -> Reason | None:
        customer, kind, day = candidate.customer, str(candidate.occasion.kind), candidate.day
        if why := refusal(customer, marketing=True):
            return why
        if not ask.free(candidate):
            if (
                not candidate.occasion.card_wanted and candidate.occasion.id
            ):  # years as a customer have no row to say so
                return reason("card_not_wanted")
            if had_card(customer.id, candidate.occasion, day.year, ask.printed) or _moved(candidate, ask):
                return reason("already_printed")
        if customer.postal_address is None:
            return reason("no_address")
        if day <= ask.today and (customer.id, kind, day) in ask.greeted and not ask.free(candidate):
            return reason("greeted")  # too late by post, and somebody has said it
        return None

    def _printed_before(self, selection: Selection, ids: Sequence[int]) -> set[tuple[int, str, int]]:
        """Cards of these customers that need no second one: all printed, for envelopes those of days long gone."""
        if selection.of is not None or not selection.again:
            return self._shop.occasions.printed(ids)
        return set() if selection.customers else self.printed_keys(self._shop.today - _THESE_DAYS)


def _moved(candidate: Candidate, ask: _Ask) -> bool:
    """Whether the card was printed for a day over New Year, and the day was corrected since."""
    day, occasion, beside = candidate.day, candidate.occasion, _BESIDE.get(candidate.day.month, 0)
    keys = card_keys(str(occasion.kind), occasion.id, which_day(occasion)) if beside else ()
    printed = (ask.lately.get((candidate.customer.id, key, day.year + beside)) for key in keys)
    return any(at is not None and abs(day - at) <= _BEFORE for at in printed)


def _wanted_days(occasion: Occasion, ask: _Ask) -> list[date]:
    """Days of one occasion that a selection may mean."""
    selection, today, leap_day = ask.selection, ask.today, ask.settings.leap_day
    if selection.start or selection.end:
        start = selection.start or today - timedelta(days=rules.MISSED_DAYS)
        end = selection.end or start + timedelta(days=_FAR - 1)
        return rules.days_of(occasion, start, end, leap_day)
    if selection.customers or selection.text:
        missed = [] if occasion.kind in rules.SMALL else rules.missed([(0, occasion)], today, leap_day=leap_day)
        return [missed[0].day] if missed else [rules.next_day(occasion, today, leap_day)]
    end = (selection.due_by or today) + timedelta(days=90)
    return rules.days_of(occasion, today - timedelta(days=rules.MISSED_DAYS), end, leap_day)
