"""Who gets a card and who does not, and what was printed for whom: one row a person, written as it happens.

States of a letter: ``planned`` (handed to the printer), ``printed`` (a person said so), ``posted``, ``handed_over``,
``skipped``. One live row per person, occasion and year.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from smallcrm.domain import occasions as rules
from smallcrm.domain import post
from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.follow_up import LIVE, FollowUpKind
from smallcrm.domain.letter_request import LETTER_KINDS, THANKS, called
from smallcrm.domain.model import Customer, Entry, Occasion, OccasionKind, ShopSettings
from smallcrm.domain.piece import LeftOut, Piece
from smallcrm.domain.reason import Reason, reason
from smallcrm.store import tables
from smallcrm.store.addressees import refusal
from smallcrm.store.assembly import assemble, assemble_briefly

if TYPE_CHECKING:
    from smallcrm.store.calendar import PostCalendars
    from smallcrm.store.households import Hold
    from smallcrm.store.occasions import Named
    from smallcrm.store.shop import Shop

DONE = ("printed", "posted", "handed_over")
_LONG_AGO, _FAR = -366, 366
_DECIDING = ("addresses", "consents")
"""Lists of a customer that decide who gets a card."""
_THESE_DAYS = timedelta(days=3)
"""How long after a card its envelope is still to be addressed: over a weekend."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Whose cards: by print-by, days of the occasion, customers or quick-find; nothing given = cards to print."""

    kind: str = OccasionKind.BIRTHDAY
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
class OpenRun:
    """A run whose cards were handed to the printer, and nobody said yet whether they came out well."""

    id: int
    kind: str
    layout: str
    started_at: str
    customer_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Ask:
    """A selection with what is asked once for all customers."""

    selection: Selection
    settings: ShopSettings
    today: date
    posts: PostCalendars
    printed: set[tuple[int, str, int]]
    greeted: set[tuple[int, str, date]]
    waiting: Mapping[int, Hold]

    def free(self, candidate: Candidate) -> bool:
        """Whether a person said that this one gets a card all the same."""
        return candidate.customer.id in self.selection.also


class Letters:
    """Cards and letters of the shop."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    # -- who ---------------------------------------------------------------------------------------------------------

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
        found = assemble_briefly(self._db, ids, _DECIDING) if brief else assemble(self._db, ids, photos=False)
        people = {c.id: c for c in found}
        ask = self._asked(selection, ids)
        chosen: list[Candidate] = []
        left_out: list[LeftOut] = []
        held: list[Candidate] = []
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
        for found_ones in (chosen, held):
            found_ones.sort(key=lambda c: (c.print_by, c.day, c.customer.name, c.customer.id))
        left_out.sort(key=lambda item: (item.name, item.customer_id))
        left_out += self._without_a_day(selection, named)
        return Candidates(tuple(chosen), tuple(left_out), tuple(held), unread)

    def _asked(self, selection: Selection, ids: Sequence[int]) -> _Ask:
        """Give the selection with what is known of these customers' cards."""
        shop, greeted = self._shop, self._shop.congratulations.known(ids) if selection.by_default else set()
        waiting, printed = shop.follow_ups.households_with_open_complaint(ids), self._printed_before(selection)
        return _Ask(selection, shop.settings.read(), shop.today, shop.calendar.posts(), printed, greeted, waiting)

    def _named(self, selection: Selection, until: date, *, todo: bool) -> list[Named]:
        today = self._shop.today
        if selection.customers or selection.text:
            ids = list(selection.customers) or self._shop.index.ids_for(selection.text)
            if missing := set(selection.customers) - {c.id for c in self._shop.customers.get_many(ids, photos=False)}:
                raise NotFound("no_customer", id=min(missing))
            wanted = set(ids)
            start = selection.start or today + timedelta(days=_LONG_AGO)
            end = selection.end or today + timedelta(days=_FAR)
            found = self._shop.occasions.stored(start, end, kind=selection.kind, active=False)
            return [n for n in found if n.customer_id in wanted and not n.occasion.whose]
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
        return [
            n
            for first, last, abroad in periods
            for n in self._shop.occasions.stored(
                first, last, kind=selection.kind, active=False, abroad=abroad, todo=todo, of=selection.of
            )
            if not n.occasion.whose
        ]

    def _days(self, named: Named, customer: Customer, ask: _Ask) -> Iterable[Candidate]:
        selection, address = ask.selection, customer.postal_address
        country = address.country if address else ""
        for day in _wanted_days(named.occasion, ask):
            card = ask.posts.card(country, day)
            if selection.by_default and card.state not in {post.CardState.DUE, post.CardState.LATE}:
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
            )

    def _without_a_day(self, selection: Selection, named: Sequence[Named]) -> list[LeftOut]:
        """Customers asked for by id who have no such day, or are in the bin."""
        have = {n.customer_id for n in named}
        ids = [i for i in dict.fromkeys(selection.customers) if i not in have]
        if not ids:
            return []
        binned = {int(i) for (i,) in self._db.sql("SELECT id FROM customer WHERE binned_at IS NOT NULL")}
        return [
            LeftOut(c.id, c.name, reason("in_bin", name=c.name) if c.id in binned else reason("no_occasion"))
            for c in self._shop.customers.get_many(ids, photos=False)
        ]

    @staticmethod
    def _refusal(candidate: Candidate, ask: _Ask) -> Reason | None:
        customer, kind, day = candidate.customer, str(candidate.occasion.kind), candidate.day
        if why := refusal(customer, marketing=True):
            return why
        if not ask.free(candidate):
            if not candidate.occasion.card_wanted:
                return reason("card_not_wanted")
            if (customer.id, kind, day.year) in ask.printed:
                return reason("already_printed")
        if customer.postal_address is None:
            return reason("no_address")
        if day <= ask.today and (customer.id, kind, day) in ask.greeted and not ask.free(candidate):
            return reason("greeted")  # too late by post, and somebody has said it
        return None

    def _printed_before(self, selection: Selection) -> set[tuple[int, str, int]]:
        """Cards that need no second one: all printed, for envelopes those of days long gone."""
        if selection.of is not None:
            return self._shop.occasions.printed(selection.of)
        if not selection.again:
            return self.printed_keys()
        return set() if selection.customers else self.printed_keys(self._shop.today - _THESE_DAYS)

    # -- what was printed ----------------------------------------------------------------------------------------

    def printed_keys(self, before: date = date.max) -> set[tuple[int, str, int]]:
        """(customer, kind, year) of every card printed before a day: a birthday typed anew is the same birthday."""
        found = self._db.sql(
            "SELECT customer_id, kind, year FROM letter WHERE state IN ('printed', 'posted', 'handed_over') AND at < ?",
            [before.isoformat()],
        )
        return {(int(c), str(k), int(y)) for c, k, y in found}

    def start_run(self, layout: str, design: str, pieces: Sequence[Piece], kind: str = "") -> int:
        """Remember a run before its first page goes out: one planned row a piece; the run's id.

        The kind is that of its pieces, if none is given.

        Not undoable: Ctrl+Z while the printer works must not forget for whom it does.
        """
        kind = kind or (pieces[0].kind if pieces else OccasionKind.BIRTHDAY.value)
        with self._shop.change("run_started", undoable=False, count=len(pieces)):
            values = {"kind": kind, "layout": layout, "design": design, "actor": self._shop.actor}
            run = self._shop.journal.insert(tables.LetterRun, {**values, "started_at": self._shop.now.isoformat()})
            self._plan(run, kind, pieces)
        return run

    def _plan(self, run: int, kind: str, pieces: Sequence[Piece]) -> None:
        """One planned row a piece, in one go; rows planned before go over to this run, printed ones stay."""
        known = self._live(kind, [p.customer_id for p in pieces])
        at = self._shop.now.isoformat()
        next_id = self._db.next_id(tables.Letter)
        made: list[tuple[Any, ...]] = []
        for piece in pieces:
            key = (piece.customer_id, piece.occasion_id, piece.year)
            letter, state = known.get(key, (0, ""))
            if not letter:
                made.append((next_id + len(made), run, key[0], kind, key[1], key[2], "planned", at, piece.typed))
                known[key] = (made[-1][0], "printed")  # a piece that stands twice is planned once
            elif state == "planned":
                self._shop.journal.update(tables.Letter, letter, {"run_id": run, "at": at}, owner=piece.customer_id)
        columns = ("id", "run_id", "customer_id", "kind", "occasion", "year", "state", "at", "text")
        self._shop.journal.insert_many(tables.Letter, columns, made)

    def _live(self, kind: str, customers: Sequence[int]) -> dict[tuple[int, int, int], tuple[int, str]]:
        """Row and state by (customer, occasion, year) of what is planned or done for these customers."""
        found: dict[tuple[int, int, int], tuple[int, str]] = {}
        for start in range(0, len(customers), 900):
            part = customers[start : start + 900]
            for letter, customer, occasion, year, state in self._db.sql(
                "SELECT id, customer_id, occasion, year, state FROM letter WHERE kind = ? AND occasion > 0"
                f" AND state <> 'skipped' AND customer_id IN ({','.join('?' * len(part))})",
                [kind, *part],
            ):
                found[int(customer), int(occasion), int(year)] = (int(letter), str(state))
        return found

    def mark(self, run: int, state: str = "printed", customers: Sequence[int] | None = None) -> int:
        """Say that cards of a run are printed, posted, handed over or skipped; how many. One step, undoable."""
        rows = self._planned(run, customers)
        with self._shop.change(f"{self._called(run)}_{state}", count=len(rows)):
            for letter, owner, kind, typed in rows:
                self._shop.journal.update(
                    tables.Letter, letter, {"state": state, "at": self._shop.now.isoformat()}, owner=owner
                )
                if state in DONE:
                    self._shop.timeline.write(owner, _entry(self._shop.today, kind, state, typed))
                    self._thanked(owner, kind)
        return len(rows)

    def _thanked(self, customer: int, kind: str) -> None:
        """A thank-you that was written is not to be said once more."""
        if kind == THANKS:
            for waiting in self._shop.follow_ups.of(customer):
                if waiting.kind == FollowUpKind.THANK_YOU and waiting.state in LIVE:
                    self._shop.follow_ups.done(waiting.id)

    def finish(self, run: int, customers: Sequence[int] | None = None) -> int:
        """Forget what of a run was not printed: those people are offered again; how many they are.

        With ``customers`` only theirs; the others of the run are still asked about.
        """
        rows = self._planned(run, customers)
        with self._shop.change(f"{self._called(run)}_not_printed", count=len(rows)):
            for letter, owner, *_what in rows:
                self._shop.journal.delete(tables.Letter, letter, owner=owner)
        return len(rows)

    def _planned(self, run: int, customers: Sequence[int] | None) -> list[tuple[int, int, str, str]]:
        """(row, customer, kind, typed text) of a run's cards nobody spoke of yet; of these customers alone."""
        found = self._db.sql(
            "SELECT id, customer_id, kind, text FROM letter WHERE run_id = ? AND state = 'planned'", [run]
        )
        wanted = None if customers is None else set(customers)
        return [(int(i), int(c), kind, text) for i, c, kind, text in found if wanted is None or c in wanted]

    def _called(self, run: int) -> str:
        """What the pieces of a run are called in the history."""
        found = self._db.sql("SELECT kind, layout FROM letter_run WHERE id = ?", [run])
        kind, layout = found[0] if found else ("", "")
        return called(str(kind), str(layout))

    def typed(self, run: int) -> str:
        """What was typed for a run, or nothing."""
        found = self._db.sql("SELECT text FROM letter WHERE run_id = ? ORDER BY id LIMIT 1", [run])
        return str(found[0][0]) if found else ""

    def unfinished(self) -> list[OpenRun]:
        """Runs with cards that nobody said anything about yet, newest first."""
        found = self._db.sql(
            "SELECT r.id, r.kind, r.layout, r.started_at, l.customer_id FROM letter_run AS r"
            " JOIN letter AS l ON l.run_id = r.id WHERE l.state = 'planned' ORDER BY r.id DESC, l.id"
        )
        runs: dict[int, OpenRun] = {}
        for i, kind, layout, started, customer in found:
            before = runs.get(i)
            runs[i] = OpenRun(i, kind, layout, started, (*(before.customer_ids if before else ()), customer))
        return list(runs.values())


def _entry(today: date, kind: str, state: str, typed: str) -> Entry:
    """What the timeline says of a card or a letter that is on its way."""
    if kind in LETTER_KINDS:
        return Entry("letter", today, typed, outcome=state, detail=kind)
    return Entry("card", today, state)


def _wanted_days(occasion: Occasion, ask: _Ask) -> list[date]:
    """Days of one occasion that a selection may mean."""
    selection, today, leap_day = ask.selection, ask.today, ask.settings.leap_day
    if selection.start or selection.end:
        start = selection.start or today - timedelta(days=rules.MISSED_DAYS)
        end = selection.end or start + timedelta(days=_FAR - 1)
        return rules.days_of(occasion, start, end, leap_day)
    if selection.customers or selection.text:
        missed = rules.missed([(0, occasion)], today, leap_day=leap_day)
        return [missed[0].day] if missed else [rules.next_day(occasion, today, leap_day)]
    end = (selection.due_by or today) + timedelta(days=90)
    return rules.days_of(occasion, today - timedelta(days=rules.MISSED_DAYS), end, leap_day)
