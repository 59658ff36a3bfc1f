"""Follow-ups read: one, those of a customer, those that somebody looks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from smallcrm.domain.errors import NotFound
from smallcrm.domain.follow_up import FollowUp, FollowUpKind
from smallcrm.domain.text import fold, storable
from smallcrm.store import tables
from smallcrm.store.follow_up_rows import ASKED_FOR, LIVE, FollowUpRow, follow_up_from, gone
from smallcrm.store.households import Hold, holds

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_PHONE = '(SELECT p.raw FROM phone AS p WHERE p.customer_id = c.id ORDER BY p."primary" DESC, p.position, p.id LIMIT 1)'
_JOINED = "follow_up AS f JOIN customer AS c ON c.id = f.customer_id AND +c.binned_at IS NULL"
_ON = "coalesce(max(f.due, substr(f.snoozed_to, 1, 10)), f.due)"
NOT_BINNED = "f.customer_id NOT IN (SELECT id FROM customer WHERE binned_at IS NOT NULL)"
MEANT = (
    "(f.kind <> 'stay_in_touch' OR f.state IN ('done', 'dropped')"
    " OR f.customer_id NOT IN (SELECT id FROM customer WHERE archived = 1 OR deceased = 1))"
)
"""Nobody stays in touch with who is dead or archived; what was promised them stays in sight."""
# The names by themselves, once: with each follow-up its customer's would be looked at again.
_NAME_LIKE = "substr(folded, 1, instr(folded || char(10), char(10))) LIKE ? ESCAPE '\\'"


@dataclass(frozen=True, slots=True)
class FollowUpFilter:
    """Which follow-ups somebody looks for; what is empty (None, 0) does not narrow."""

    states: Sequence[str] = ("open", "waiting")
    kinds: Sequence[str] = ()
    assignee: int | None = None
    text: str = ""
    """Found inside of the customer's name and of the follow-up's words, whatever their accents."""
    due_until: date | None = None
    customer: int = 0
    rule: int = 0


class Mark(NamedTuple):
    """A follow-up in little: what a long list is grouped by."""

    id: int
    state: str
    kind: str
    on: str
    """The day it waits for (ISO): when it is due, or later where it was snoozed."""
    due: str = ""
    """The day it is due (ISO), of what is live."""
    rule: int = 0
    rule_key: str = ""


class FollowUpList:
    """Follow-ups as they stand."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def get(self, follow_up_id: int) -> FollowUp:
        """One follow-up; raises NotFound."""
        row = self._db.one(tables.FollowUp, follow_up_id)
        if row is None:
            raise NotFound("not_found", id=follow_up_id)
        with self._db.understood():
            return follow_up_from(row)

    def of(self, customer_id: int) -> list[FollowUp]:
        """Follow-ups of a customer: the live ones by due date, then the others, the latest first."""
        found = self._read("customer_id", customer_id)
        live = sorted((f for f in found if f.live), key=_by_due)
        return live + sorted((f for f in found if not f.live), key=_by_due, reverse=True)

    def resting(self, customer_id: int) -> int:
        """How many live follow-ups of a customer rest because they are archived or dead."""
        where = f"f.customer_id = ? AND {LIVE} AND NOT {ASKED_FOR}"
        return int(self._db.sql(f"SELECT count(*) FROM {_JOINED} WHERE {where}", [customer_id])[0][0])

    def children(self, parent_id: int) -> list[FollowUp]:
        """What came from a follow-up, by due date: check-ins of a complaint, the next of a series."""
        return sorted(self._read("parent", parent_id), key=_by_due)

    def open_complaints(self, customer_id: int) -> list[FollowUp]:
        """Complaints of a customer that are not solved."""
        return [f for f in self.of(customer_id) if f.live and f.kind == FollowUpKind.COMPLAINT]

    def find(self, wanted: FollowUpFilter, limit: int = 200, offset: int = 0) -> list[FollowUpRow]:
        """What the filter lets through, by due date and time; not of the bin, nor to stay in touch with the dead."""
        where, values = _where(wanted)
        return self.rows(where, values, f"ORDER BY f.due, f.at, f.id LIMIT {int(limit)} OFFSET {int(offset)}")

    def marks(self, wanted: FollowUpFilter, limit: int = 20_000) -> list[Mark]:
        """What the filter lets through, in little: live ones by the day they wait for, then the others, latest first.

        For lists that show a few of many: the rows themselves by ``with_ids``.
        """
        where, values = _where(wanted)
        what = f"SELECT f.id, f.state, f.kind, {_ON}{{more}} FROM follow_up AS f WHERE {where} AND "
        # SQLite takes twice as long to sort as to find.
        more = ", f.due, f.rule, f.rule_key, f.at"
        live = sorted(self._db.sql(what.format(more=more) + LIVE, values), key=itemgetter(3, 7, 0))
        found = [Mark._make(row[:7]) for row in live[:limit]]
        if wanted.states and not {"done", "dropped"} & {str(state) for state in wanted.states}:
            return found
        ended = "f.state IN ('done', 'dropped') ORDER BY f.done_at DESC, f.id DESC"
        ended_what = what.format(more=", '', 0, ''")
        rest = self._db.sql(f"{ended_what}{ended} LIMIT {int(limit) - len(found)}", values)
        new = tuple.__new__  # a tenth of a second less than Mark(...) for each of a long past
        found.extend(new(Mark, row) for row in rest)
        return found

    def many(self, wanted: FollowUpFilter, than: int) -> bool:
        """Whether ``marks`` would have to look through more than so many follow-ups."""
        live = bool(wanted.states) and not {"done", "dropped"} & {str(state) for state in wanted.states}
        query = f"SELECT 1 FROM follow_up AS f WHERE {LIVE if live else 'f.id > 0'} LIMIT 1 OFFSET ?"
        return not wanted.customer and bool(self._db.sql(query, [than]))

    def with_ids(self, ids: Sequence[int]) -> list[FollowUpRow]:
        """Follow-ups by their ids (900 at most), in that order; those that are gone are left out."""
        found = {r.follow_up.id: r for r in self.rows(f"f.id IN ({','.join('?' * len(ids))})", list(ids))}
        return [found[i] for i in ids if i in found]

    def count(self, wanted: FollowUpFilter) -> int:
        """How many the filter lets through."""
        where, values = _where(wanted)
        return int(self._db.sql(f"SELECT count(*) FROM {_JOINED} WHERE {where}", values)[0][0])

    def rows(
        self, where: str, values: Sequence[Any] = (), more: str = "ORDER BY f.due, f.at, f.id"
    ) -> list[FollowUpRow]:
        """Follow-ups with name and phone by a condition on ``f`` and ``c``; not of customers in the bin."""
        what = f"f.id, c.name, {_PHONE}, c.archived, c.deceased"
        found = self._db.sql(f"SELECT {what} FROM {_JOINED} WHERE {where} {more}", values)
        known = {int(r["id"]): r for r in self._db.rows(tables.FollowUp, "id", [row[0] for row in found])}
        with self._db.understood():
            return [
                FollowUpRow(follow_up_from(known[i]), name, phone or "", gone(*marks))
                for i, name, phone, *marks in found
            ]

    def households_with_open_complaint(self, ids: Sequence[int]) -> dict[int, Hold]:
        """Those of the customers who, or whose household by the same postal address, wait for an answer: to what."""
        return holds(self._shop, ids)

    def to_be_called(self, ids: Sequence[int], text: str) -> set[int]:
        """Those of the customers who are to be called back about these very words already."""
        found: set[int] = set()
        for start in range(0, len(ids), 900):
            part = list(ids[start : start + 900])
            query = (
                f"SELECT f.customer_id FROM follow_up AS f WHERE f.customer_id IN ({','.join('?' * len(part))})"
                f" AND {LIVE} AND f.kind = 'call_back' AND f.text = ?"
            )
            found.update(int(i) for (i,) in self._db.sql(query, [*part, storable(text).strip()]))
        return found

    def _read(self, column: str, value: int) -> list[FollowUp]:
        with self._db.understood():
            return [follow_up_from(r) for r in self._db.rows(tables.FollowUp, column, [value])]


def _by_due(f: FollowUp) -> tuple[date, str, int]:
    return f.due, f.at.isoformat() if f.at else "", f.id


def _where(wanted: FollowUpFilter) -> tuple[str, list[Any]]:
    """The condition of a filter and its values."""
    parts, values = [NOT_BINNED, MEANT], list[Any]()
    for column, several in (("state", wanted.states), ("kind", wanted.kinds)):
        if several:
            parts.append(f"f.{column} IN ({','.join('?' * len(several))})")
            values += [str(one) for one in several]
    if wanted.assignee is not None:
        parts.append("f.assignee = ?")
        values.append(wanted.assignee)
    if wanted.due_until:
        parts.append("f.due <= ?")
        values.append(wanted.due_until.isoformat())
    for column, one in (("customer_id", wanted.customer), ("rule", wanted.rule)):
        if one:
            parts.append(f"f.{column} = ?")
            values.append(one)
    for word in fold(wanted.text).split():
        parts.append(f"(f.folded LIKE ? ESCAPE '\\' OR f.customer_id IN (SELECT id FROM customer WHERE {_NAME_LIKE}))")
        sought = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        values += [f"%{sought}%"] * 2
    return " AND ".join(parts), values
