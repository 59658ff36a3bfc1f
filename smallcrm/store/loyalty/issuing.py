"""Numbers of membership cards: looked up, given out, replaced. A number is never given twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from smallcrm.domain.card_numbers import CodeKind, number_of, read_code
from smallcrm.domain.errors import BadInput, Conflict, NotFound, Refused
from smallcrm.domain.loyalty import EntryKind, Standing
from smallcrm.domain.loyalty_guard import Asked, verdict
from smallcrm.store import tables
from smallcrm.store.loyalty.ledger import new_key
from smallcrm.store.loyalty.reading import CardReading
from smallcrm.store.loyalty.standings import standings
from smallcrm.store.rows import day

_ACTIVE, _FREE = "active", "free"
_DEAD = ("lost", "void")
_FOUND = (
    "SELECT n.id, n.state, n.customer_id, coalesce(c.name, ''), coalesce(r.digits, ''), n.ended_on,"
    " CASE WHEN c.binned_at IS NOT NULL THEN 'binned' WHEN c.archived THEN 'archived' WHEN c.deceased THEN 'deceased'"
    " ELSE '' END FROM card_number AS n LEFT JOIN customer AS c ON c.id = n.customer_id"
    " LEFT JOIN card_number AS r ON r.customer_id = n.customer_id AND r.state = 'active'"
    " AND n.state IN ('lost', 'void') WHERE n.digits = ?"
)
_HIDDEN = {"binned": "in_bin", "archived": "archived", "deceased": "deceased"}


@dataclass(frozen=True, slots=True)
class NumberFound:
    """What is known of a card number. ``state``: active, lost, void, free (nobody's yet) or unknown."""

    digits: str
    state: str
    customer_id: int = 0
    name: str = ""
    replaced_by: str = ""
    """Of a dead card: the number that its customer has now."""
    ended_on: date | None = None
    hidden: str = ""
    """Why its customer is in no list: binned, archived, deceased; or ""."""
    id: int = 0


class CardIssuing(CardReading):
    """The numbers of cards."""

    def find(self, code: str) -> NumberFound:
        """Look up what was scanned or typed. Raises BadInput ``not_a_card`` (kind: product or bad)."""
        read = read_code(code)
        if read.kind is not CodeKind.CARD:
            raise BadInput("not_a_card", text=code.strip(), kind=read.kind.value)
        rows = self._db.sql(_FOUND, [read.number])
        if not rows:
            return NumberFound(read.number, "unknown")
        i, state, customer, name, replaced, ended, hidden = rows[0]
        with self._db.understood():
            return NumberFound(read.number, state, customer, name, replaced, day(ended), hidden, i)

    def issue(self, customer_id: int, programme_id: int = 0) -> str:
        """Give the number of a customer's card, made where there is none; with a programme its first card is begun.

        Raises Refused ``in_bin``, ``archived``, ``deceased`` (name), ``ended``.
        """
        with self._shop.change("card_issued", name=self._shop.customers.name_of(customer_id)):
            self._refuse_hidden(customer_id)
            number = self.number(customer_id) or self._new(customer_id)
            if programme_id:
                self._begin(customer_id, programme_id)
        return number

    def give(self, digits: str, customer_id: int, *, instead: bool = False) -> None:
        """Give somebody a card that is nobody's yet: one of ours, or one never seen here.

        ``instead``: the card they have is lost from now on. Raises Conflict ``number_taken``, ``has_card`` (number),
        BadInput ``not_a_card``.
        """
        with self._shop.change("card_given", name=self._shop.customers.name_of(customer_id)):
            self._refuse_hidden(customer_id)
            found = self.find(digits)
            if found.state == _ACTIVE and found.customer_id == customer_id:
                return
            if found.state not in {_FREE, "unknown"}:
                raise Conflict("number_taken", number=found.digits)
            today = self._shop.today.isoformat()
            own = self.number(customer_id)
            if own and not instead:
                raise Conflict("has_card", number=own)
            old = self.find(own).id if own else 0
            if old:  # first: a customer has one card at a time
                ended = {"state": "lost", "ended_on": today}
                self._shop.journal.update(tables.CardNumber, old, ended, owner=customer_id)
            values = {"customer_id": customer_id, "state": _ACTIVE, "issued_on": today}
            new = found.id
            if new:
                self._shop.journal.update(tables.CardNumber, new, values, owner=customer_id)
            else:
                values["digits"] = found.digits
                new = self._shop.journal.insert(tables.CardNumber, values, owner=customer_id)
            if old:
                self._shop.journal.update(tables.CardNumber, old, {"replaced_by": new}, owner=customer_id)

    def reserve(self, count: int) -> list[str]:
        """Make numbers for cards that are printed now and given out later."""
        made: list[str] = []
        with self._shop.change("numbers_made", count=count):
            rows = []
            row_id = self._db.next_id(tables.CardNumber)
            while len(made) < count:
                if not self._taken(digits := number_of(row_id)):
                    made.append(digits)
                    rows.append((row_id, digits, _FREE))
                row_id += 1
            for run in _runs(rows):
                self._shop.journal.insert_many(tables.CardNumber, ("id", "digits", "state"), run)
        return made

    def replace(self, customer_id: int, why: str = "lost") -> str:
        """Give a customer a new number for the one that is ``lost`` or ``void``: what is on the cards stays."""
        if why not in _DEAD:
            raise ValueError(why)
        with self._shop.change("card_replaced", name=self._shop.customers.name_of(customer_id)):
            self._refuse_hidden(customer_id)
            own = self.number(customer_id)
            if not own:
                return self._new(customer_id)
            row_id = self._free_id()
            ended = {"state": why, "ended_on": self._shop.today.isoformat(), "replaced_by": row_id}
            self._shop.journal.update(tables.CardNumber, self.find(own).id, ended, owner=customer_id)
            return self._new(customer_id)

    def lost(self, digits: str) -> str:
        """Say that a card is lost: the number that takes its place, as it is by now where that was said before.

        Raises Refused ``unknown_card``.
        """
        _customer, name, _card = self._whom(digits)
        with self._shop.change("card_replaced", name=name):
            customer, _name, _card = self._whom(digits)  # under the lock: another till may have said so
            own = self.number(customer)
            return own if own and self.find(digits).state != _ACTIVE else self.replace(customer)

    def printed(self, numbers: Sequence[str]) -> None:
        """Say that cards with these numbers came out of the printer."""
        with self._shop.change("member_cards_printed", bulk=len(numbers) > 1, count=len(numbers)):
            today = self._shop.today.isoformat()
            rows = self._db.rows(tables.CardNumber, "digits", list(numbers))
            if len(rows) < len(set(numbers)):
                raise NotFound("unknown_card", number=next(iter({*numbers} - {row["digits"] for row in rows})))
            wanted = {int(row["id"]): (int(row["customer_id"]), {"printed_on": today}) for row in rows}
            self._shop.journal.update_many(tables.CardNumber, wanted)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _new(self, customer_id: int) -> str:
        """Make a customer's number, in an open change."""
        row_id = self._free_id()
        values = {
            "id": row_id,
            "digits": number_of(row_id),
            "customer_id": customer_id,
            "state": _ACTIVE,
            "issued_on": self._shop.today.isoformat(),
        }
        self._shop.journal.insert(tables.CardNumber, values, owner=customer_id)
        return str(values["digits"])

    def _free_id(self) -> int:
        """The id of the next row whose number no card of somewhere else has."""
        row_id = self._db.next_id(tables.CardNumber)
        while self._taken(number_of(row_id)):
            row_id += 1
        return row_id

    def _taken(self, digits: str) -> bool:
        return bool(self._db.sql("SELECT 1 FROM card_number WHERE digits = ?", [digits]))

    def _begin(self, customer_id: int, programme_id: int) -> None:
        """Open a customer's first card in a programme, with what is given for joining."""
        if any(one.entries for one in self._standings(customer_id, programme_id)):
            return
        day = self._shop.clock_guard.stamp_day()
        programme = self._shop.programmes.on(programme_id, day)
        terms = programme.terms
        now = datetime.combine(day, self._shop.now.timetz())
        said = verdict(programme, terms, Asked(now, forced=True), (), None)
        if said.code == "ended":  # one that has not begun yet may hand its cards out
            raise Refused("ended", verdict=said, **said.values)
        card = self._shop.ledger.open_round(customer_id, terms)
        self._give_for_joining(card.id, terms.head_start, on=day, owner=customer_id)

    def _give_for_joining(self, round_id: int, stamps: int, **row: Any) -> None:
        """Book what is given for joining, where there is anything, in an open change."""
        if stamps:
            self._shop.ledger.append(round_id, EntryKind.HEAD_START, stamps, key=new_key(), **row)

    def _standings(self, customer_id: int, programme_id: int) -> list[Standing]:
        """How the cards of a customer in a programme stand now."""
        return standings(self._shop, self._shop.ledger.rounds_of(customer_id, programme_id))

    def _whom(self, who: str | int) -> tuple[int, str, int]:
        """(customer, name, id of the number that was read). Raises Refused ``unknown_card``."""
        if isinstance(who, int):
            return who, self._shop.customers.name_of(who), 0
        found = self.find(who)
        if not found.customer_id:
            raise Refused("unknown_card", number=found.digits)
        return found.customer_id, found.name, found.id

    def _refuse_dead(self, number: str) -> None:
        """Raise Refused ``dead_card`` for a number that is lost or void."""
        found = self.find(number)
        if found.state != _ACTIVE:
            raise Refused("dead_card", number=found.digits, replaced_by=found.replaced_by)

    def _refuse_hidden(self, customer_id: int, *, forced: bool = False) -> None:
        """Raise Refused ``in_bin``, ``archived``, ``deceased`` (name); the last two can be ``forced``."""
        rows = self._db.sql("SELECT name, binned_at, archived, deceased FROM customer WHERE id = ?", [customer_id])
        if not rows:
            raise NotFound("no_customer", id=customer_id)
        name, binned, archived, deceased = rows[0]
        code = "in_bin" if binned else "" if forced else "archived" if archived else "deceased" if deceased else ""
        if code:
            raise Refused(code, name=name)


def _runs(rows: Sequence[tuple[int, str, str]]) -> list[list[tuple[int, str, str]]]:
    """Rows with consecutive ids beside each other."""
    runs: list[list[tuple[int, str, str]]] = []
    for row in rows:
        if not runs or runs[-1][-1][0] + 1 != row[0]:
            runs.append([])
        runs[-1].append(row)
    return runs
