"""Who may be written to: what a customer said about post, and the people of a letter that has no day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from smallcrm.domain.errors import NotFound
from smallcrm.domain.model import Consent, Customer
from smallcrm.domain.piece import LeftOut
from smallcrm.domain.reason import Reason, reason

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_POST = frozenset({"post", "mail", "letter"})
MARKETING = "marketing"


def addressees(
    shop: Shop,
    customers: Sequence[int] = (),
    text: str = "",
    *,
    marketing: bool = False,
    addressed: bool = True,
    also: Sequence[int] = (),
) -> tuple[tuple[Customer, ...], tuple[LeftOut, ...]]:
    """Who gets a letter of those asked for, by id or quick-find, and who does not; ``also`` whatever is open with them.

    ``marketing`` letters, which we write on our own initiative, need more leave than an answer. One that bears no
    address, not ``addressed``, can be handed over. NotFound: an id that nobody has.
    """
    ids = list(dict.fromkeys(customers or (shop.index.ids_for(text) if text else ())))
    people = {c.id: c for c in shop.customers.get_many(ids, photos=False)}
    if missing := set(customers) - people.keys():
        raise NotFound("no_customer", id=min(missing))
    binned = {int(i) for (i,) in shop.database.sql("SELECT id FROM customer WHERE binned_at IS NOT NULL")}
    holds = shop.follow_ups.households_with_open_complaint(ids) if marketing else {}
    chosen: list[Customer] = []
    left_out: list[LeftOut] = []
    for customer in (people[i] for i in ids if i in people):
        why = reason("in_bin", name=customer.name) if customer.id in binned else refusal(customer, marketing=marketing)
        if why is None and customer.id in holds and customer.id not in also:
            why = holds[customer.id].why(customer.id)
        if why is None and addressed and customer.postal_address is None:
            why = reason("no_address")
        if why is None:
            chosen.append(customer)
        else:
            left_out.append(LeftOut(customer.id, customer.name, why))
    return tuple(chosen), tuple(left_out)


def refusal(customer: Customer, *, marketing: bool) -> Reason | None:
    """Why nothing is posted to somebody; ``marketing`` needs the leave of a prospect and heeds every refusal."""
    if customer.deceased:
        return reason("deceased")
    if customer.archived:
        return reason("archived")
    words = _words_on_post(customer, marketing=marketing)
    if customer.no_mail or (words and not words[-1].given):
        since = refused_on(customer)
        return reason("no_mail", since=since) if since else reason("no_mail")
    if marketing and customer.prospect and not words:
        return reason("prospect")
    return None


def refused_on(customer: Customer) -> date | None:
    """The day of the refusal that holds now, or None where none was written down."""
    words = _words_on_post(customer, marketing=True)
    return words[-1].on if words and not words[-1].given else None


def _words_on_post(customer: Customer, *, marketing: bool) -> list[Consent]:
    """Every yes or no to post, the oldest first; an answer to what somebody did is not marketing."""
    words = [c for c in customer.consents if c.channel in _POST and (marketing or c.purpose != MARKETING)]
    return sorted(words, key=lambda word: word.on)
