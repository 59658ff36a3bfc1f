"""The customers of the shop: read, listed, added, saved, binned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput, Conflict, NotFound
from smallcrm.domain.model import Customer, CustomerSummary
from smallcrm.domain.text import digits, fold, storable, variants
from smallcrm.store import tables
from smallcrm.store.assembly import assemble
from smallcrm.store.forms import e164
from smallcrm.store.saving import write_changes

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_STATES = {
    "active": "c.binned_at IS NULL AND c.archived = 0 AND c.deceased = 0",
    "archived": "c.binned_at IS NULL AND c.archived = 1",
    "deceased": "c.binned_at IS NULL AND c.deceased = 1",
    "listed": "c.binned_at IS NULL",
    "binned": "c.binned_at IS NOT NULL",
    "all": "1 = 1",
}
_CHUNK = 500
_BIRTHDAY = "SELECT 1 FROM occasion WHERE customer_id = c.id AND kind = 'birthday' AND whose = ''"
_LACKS = {
    "address": "NOT EXISTS (SELECT 1 FROM address WHERE customer_id = c.id AND trim(city) <> ''"
    " AND (trim(street) <> '' OR trim(postal_code) <> ''))",
    "phone": "NOT EXISTS (SELECT 1 FROM phone WHERE customer_id = c.id)",
    "birthday": f"NOT EXISTS ({_BIRTHDAY})",
}
_SOON = (
    "(SELECT coalesce(min(month_day + CASE WHEN month_day < ? THEN 1300 ELSE 0 END), 9999)"
    " FROM occasion WHERE customer_id = c.id), c.sort_key, c.id"
)
"""The days of a year that are over come after those to come."""


@dataclass(frozen=True, slots=True)
class CustomerFilter:
    """Which customers a list shows. ``state``: active, archived, deceased, listed (all but the bin), binned, all."""

    text: str = ""
    tag: str = ""
    state: str = "active"
    order: str = "name"
    """``name``, ``recent`` (newest first) or ``soon`` (the next day to remember first)."""
    lacks: str = ""
    """``address``, ``phone`` or ``birthday``: only customers without one."""
    month: int = 0
    """1 to 12: only customers whose birthday is in that month."""


class Customers:
    """Everybody the shop knows."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    # -- reading ---------------------------------------------------------------------------------------------------

    def search(self, text: str, limit: int = 50) -> list[CustomerSummary]:
        """Quick-find: the best hits for what was typed (see ``store/index.py``)."""
        return self._shop.index.search(text, limit)

    def page(self, offset: int, limit: int, *, query: CustomerFilter | None = None) -> list[CustomerSummary]:
        """List rows from ``offset`` on."""
        return self._shop.index.summaries(self.ids(query, offset, limit))

    def ids(self, query: CustomerFilter | None = None, offset: int = 0, limit: int = -1) -> list[int]:
        """Ids of the list from ``offset`` on, in its order; ``limit`` -1: all of them."""
        query = query or CustomerFilter()
        where, values = self._where(query)
        order, first = {
            "recent": ("c.id DESC", []),
            "soon": (_SOON, [self._shop.today.month * 100 + self._shop.today.day]),
        }.get(query.order, ("c.sort_key, c.id", []))
        found = self._db.sql(
            f"SELECT c.id FROM customer AS c WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
            [*values, *first, limit, offset],
        )
        return [int(i) for (i,) in found]

    def count(self, query: CustomerFilter | None = None) -> int:
        """How many customers the list holds."""
        where, values = self._where(query or CustomerFilter())
        return int(self._db.sql(f"SELECT count(*) FROM customer AS c WHERE {where}", values)[0][0])

    def position(self, customer_id: int, query: CustomerFilter | None = None) -> int:
        """Row of a customer in the list by name, or -1."""
        where, values = self._where(query or CustomerFilter())
        mine = self._db.sql(f"SELECT c.sort_key FROM customer AS c WHERE c.id = ? AND {where}", [customer_id, *values])
        if not mine:
            return -1
        before = f"{where} AND (c.sort_key, c.id) < (?, ?)"
        found = self._db.sql(f"SELECT count(*) FROM customer AS c WHERE {before}", [*values, mine[0][0], customer_id])
        return int(found[0][0])

    def _where(self, query: CustomerFilter) -> tuple[str, list[Any]]:
        parts, values = [_STATES[query.state]], []
        if query.tag:
            parts.append("EXISTS (SELECT 1 FROM tag WHERE customer_id = c.id AND tag = ?)")
            values.append(query.tag)
        if query.lacks:
            parts.append(_LACKS[query.lacks])
        if query.month:
            parts.append(f"EXISTS ({_BIRTHDAY} AND month_day / 100 = ?)")
            values.append(query.month)
        if query.text.strip():
            ids = self._shop.index.ids_for(query.text)
            parts.append("c.id IN (SELECT value FROM json_each(?))")
            values.append(f"[{','.join(str(i) for i in ids)}]")
        return " AND ".join(parts), values

    def get(self, customer_id: int) -> Customer:
        """One customer with everything; raises NotFound."""
        found = self.get_many([customer_id])
        if not found:
            raise NotFound("no_customer", id=customer_id)
        return found[0]

    def get_many(self, ids: Sequence[int], *, photos: bool = True) -> list[Customer]:
        """Customers in the order of the ids; unknown ids are left out."""
        return assemble(self._db, ids, photos=photos)

    def name_of(self, customer_id: int) -> str:
        """Name of a customer; raises NotFound."""
        found = self._db.sql("SELECT name FROM customer WHERE id = ?", [customer_id])
        if not found:
            raise NotFound("no_customer", id=customer_id)
        return str(found[0][0])

    def all_ids(self, state: str = "all") -> list[int]:
        """Ids of all customers in a state, in order of the list."""
        where = _STATES[state]
        return [
            int(i) for (i,) in self._db.sql(f"SELECT c.id FROM customer AS c WHERE {where} ORDER BY c.sort_key, c.id")
        ]

    def every(self, state: str = "listed") -> Iterator[Customer]:
        """Everybody but the bin, archived and deceased too, in order of the list."""
        ids = self.all_ids(state)
        for start in range(0, len(ids), _CHUNK):
            yield from self.get_many(ids[start : start + _CHUNK])

    def tags(self) -> list[str]:
        """Every tag in use, the most used first."""
        return [t for t, _ in self._db.sql("SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY count(*) DESC, tag")]

    def similar(self, name: str, phone: str = "") -> list[CustomerSummary]:
        """Customers with the same folded name or the same phone: a hint while typing, never a match."""
        country = self._shop.settings.read().country
        ids: set[int] = set()
        if name.strip():
            folded = fold(name.strip())
            word = max(variants(name), key=len, default="")
            for i, other in self._db.sql(
                "SELECT DISTINCT c.id, c.name FROM word AS w JOIN customer AS c ON c.id = w.customer_id"
                " WHERE w.word = ? AND w.field = 'name'",
                [word],
            ):
                if fold(other) == folded:
                    ids.add(int(i))
        if len(digits(phone)) >= 5:
            number = e164(phone, country)
            found = self._db.sql(
                "SELECT customer_id FROM phone WHERE (e164 <> '' AND e164 = ?) OR raw = ?", [number, phone.strip()]
            )
            ids.update(int(i) for (i,) in found)
        return self._shop.index.summaries(sorted(ids))

    # -- writing ---------------------------------------------------------------------------------------------------

    def add(self, customer: Customer) -> int:
        """Add a customer; the id. Raises BadInput ``no_name``, Conflict ``uid_taken``."""
        with self._shop.change("customer_added", name=customer.name):
            return self.add_many([customer])[0]

    def add_many(self, customers: Sequence[Customer]) -> list[int]:
        """Insert customers in bulk, inside an open change; their ids."""
        from smallcrm.store.bulk import insert_customers

        if any(not storable(c.name).strip() for c in customers):
            raise BadInput("no_name")
        return insert_customers(self._shop, customers)

    def save(self, customer: Customer) -> None:
        """Save a changed customer; raises Conflict ``changed_meanwhile`` where somebody else saved first."""
        if not storable(customer.name).strip():
            raise BadInput("no_name")
        with self._shop.change("customer_changed", name=customer.name):  # read under the lock: who waited for it knows
            stored = self.get(customer.id)
            if stored.version != customer.version:
                raise Conflict("changed_meanwhile", name=stored.name)
            self.write(stored, customer)

    def write(self, stored: Customer, customer: Customer) -> bool:
        """Write what differs, inside an open change; False where nothing does."""
        return write_changes(self._shop, stored, customer)

    def bin(self, customer_id: int) -> None:
        """Put a customer into the bin for 30 days; undo or ``unbin`` brings them back."""
        with self._shop.change("customer_binned", name=self.name_of(customer_id)):
            self._mark(customer_id, self._shop.now.isoformat())

    def binned(self, customer_id: int) -> bool:
        """Whether a customer lies in the bin."""
        row = self._db.sql("SELECT binned_at IS NOT NULL FROM customer WHERE id = ?", [customer_id])
        return bool(row and row[0][0])

    def unbin(self, customer_id: int) -> None:
        """Take a customer out of the bin."""
        with self._shop.change("customer_unbinned", name=self.name_of(customer_id)):
            self._mark(customer_id, None)

    def _mark(self, customer_id: int, when: str | None) -> None:
        row = self._db.one(tables.Customer, customer_id)
        version = int(row["version"]) if row else 0
        self._shop.journal.update(tables.Customer, customer_id, {"binned_at": when, "version": version + 1})
