"""The customers of the shop: read, listed, added, saved, binned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smallcrm.domain.errors import BadInput, Conflict, NotFound
from smallcrm.domain.model import Customer, CustomerSummary
from smallcrm.domain.text import digits, fold, storable, variants
from smallcrm.store import tables
from smallcrm.store.assembly import assemble
from smallcrm.store.forms import e164
from smallcrm.store.listing import STATES, CustomerList
from smallcrm.store.saving import write_changes

_CHUNK = 500


class Customers(CustomerList):
    """Everybody the shop knows."""

    # -- reading ---------------------------------------------------------------------------------------------------

    def search(self, text: str, limit: int = 50) -> list[CustomerSummary]:
        """Quick-find: the best hits for what was typed (see ``store/index.py``)."""
        return self._shop.index.search(text, limit)

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

    def of_assistant(self, staff_id: int) -> list[int]:
        """Ids of the customers whose dedicated assistant somebody is, in order of the list."""
        query = "SELECT id FROM customer WHERE assistant = ? AND binned_at IS NULL ORDER BY sort_key, id"
        return [int(i) for (i,) in self._db.sql(query, [staff_id])]

    def all_ids(self, state: str = "all") -> list[int]:
        """Ids of all customers in a state, in order of the list."""
        where = STATES[state]
        return [
            int(i) for (i,) in self._db.sql(f"SELECT c.id FROM customer AS c WHERE {where} ORDER BY c.sort_key, c.id")
        ]

    def every(self, state: str = "listed") -> Iterator[Customer]:
        """Everybody but the bin, archived and deceased too, in order of the list."""
        ids = self.all_ids(state)
        for start in range(0, len(ids), _CHUNK):
            yield from self.get_many(ids[start : start + _CHUNK])

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
