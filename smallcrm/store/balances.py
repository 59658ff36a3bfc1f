"""Stamps that people bring from elsewhere: taken in from a list, in bulk, where nobody has any here yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput, Conflict, NotFound, Refused
from smallcrm.domain.incoming import Balance
from smallcrm.domain.loyalty import EntryKind, Why
from smallcrm.domain.loyalty_booking import Booking, spread
from smallcrm.domain.loyalty_terms import Programme
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.ledger import new_key

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
        wanted: dict[tuple[int, int], tuple[Programme, int]] = {}
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
                wanted[customer, programme.id] = programme, balance.stamps
        self._book(wanted)
        return left

    def _named(self, name: str) -> Programme | None:
        try:
            return self._shop.programmes.on(self._shop.programmes.named(name).id, self._shop.today)
        except NotFound:
            return None

    def _numbered(self, customer: int, number: str) -> list[Reason]:
        try:
            self._shop.cards.give(number, customer)
        except (BadInput, Conflict, Refused) as refused:
            return [reason(refused.code, **refused.values)]
        return []

    def _book(self, wanted: dict[tuple[int, int], tuple[Programme, int]]) -> None:
        """Fill the first card of everybody, then the second of those who have more, and so on."""
        left: list[tuple[int, Programme, list[Booking]]] = []
        for (customer, _programme), (programme, stamps) in wanted.items():
            left.append((customer, programme, list(spread([], programme.terms, stamps=stamps, joining=False))))
        while left:
            entries = [self._row(customer, programme, bookings.pop(0)) for customer, programme, bookings in left]
            self._shop.ledger.append_many(entries)
            left = [one for one in left if one[2]]
            more = {(customer, programme.id) for customer, programme, _bookings in left}
            full = [row["round_id"] for row, key in zip(entries, wanted, strict=False) if key in more]
            self._shop.ledger.renew(full)  # or they would be taken for empty ones
            wanted = {key: value for key, value in wanted.items() if key in more}

    def _row(self, customer: int, programme: Programme, booking: Booking) -> dict[str, Any]:
        card = self._shop.ledger.open_round(customer, programme.terms)
        day = self._shop.clock_guard.stamp_day()
        return {
            "round_id": card.id, "kind": EntryKind.ADJUST, "qty": booking.qty, "key": new_key(), "on": day,
            "owner": customer, "reason": Why.IMPORT,
        }  # fmt: skip
