"""Stamps that people bring from elsewhere: taken in from a list, in bulk, where nobody has any here yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput, Conflict, NotFound, Refused
from smallcrm.domain.incoming import Balance
from smallcrm.domain.loyalty import EntryKind, Why
from smallcrm.domain.loyalty_booking import spread
from smallcrm.domain.loyalty_terms import Programme, Terms
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.loyalty.ledger import new_key

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


class Balances:
    """Takes balances in. What was booked here counts: nothing is ever added to it."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def known(self, customer_id: int, programme_id: int) -> bool:
        """Whether a person has entries in a programme: then a list is told so and adds nothing."""
        query = "SELECT 1 FROM round WHERE customer_id = ? AND programme_id = ? AND entries > 0 LIMIT 1"
        return bool(self._db.sql(query, [customer_id, programme_id]))

    def write(self, rows: Sequence[tuple[int, Balance]]) -> list[Reason]:
        """Book balances of customers and give them their numbers, inside an open change; why something was left out.

        No head start; what is more than a card takes fills the next ones. A person's second balance is left out.
        """
        left: list[Reason] = []
        wanted: dict[tuple[int, int], tuple[Programme, Balance]] = {}
        programmes: dict[str, Programme | None] = {}
        for customer, balance in rows:
            if balance.number:
                left += self._numbered(customer, balance.number)
            if balance.stamps <= 0:
                continue
            if balance.programme not in programmes:
                programmes[balance.programme] = self._named(balance.programme)
            programme = programmes[balance.programme]
            if programme is None:
                left.append(reason("no_programme", programme=balance.programme))
            elif (customer, programme.id) in wanted or self.known(customer, programme.id):
                name = self._shop.customers.name_of(customer)
                left.append(reason("has_balance", name=name, programme=programme.name))
            else:
                wanted[customer, programme.id] = programme, balance
        self._book(wanted)
        return left

    def _named(self, name: str) -> Programme | None:
        try:
            return self._shop.programmes.on(self._shop.programmes.named(name).id, self._shop.clock_guard.stamp_day())
        except NotFound:
            return None

    def _numbered(self, customer: int, number: str) -> list[Reason]:
        try:
            self._shop.cards.give(number, customer)
        except (BadInput, Conflict, Refused) as refused:
            return [reason(refused.code, **refused.values)]
        return []

    def _book(self, wanted: dict[tuple[int, int], tuple[Programme, Balance]]) -> None:
        """Fill the cards of everybody, one after the other."""
        rows: list[dict[str, Any]] = []
        for (customer, _programme), (programme, balance) in wanted.items():
            bookings = spread([], programme.terms, stamps=balance.stamps, joining=False)
            for place, booking in enumerate(bookings):
                rows += self._rows(customer, programme.terms, booking.qty, given=place < balance.given)
        self._shop.ledger.append_many(rows)

    def _rows(self, customer: int, terms: Terms, stamps: int, *, given: bool) -> Iterator[dict[str, Any]]:
        """One card: its stamps; and the reward on the way, where it was given before, as one that is not given."""
        card = self._shop.ledger.open_round(customer, terms)
        row = {"round_id": card.id, "on": self._shop.clock_guard.stamp_day(), "owner": customer, "reason": Why.IMPORT}
        yield {**row, "kind": EntryKind.ADJUST, "qty": stamps, "key": new_key()}
        if given and terms.interim and terms.interim.at_stamp <= stamps:
            yield {**row, "kind": EntryKind.VOID, "qty": 0, "reward": terms.interim.at_stamp, "key": new_key()}
