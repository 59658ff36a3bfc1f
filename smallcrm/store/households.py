"""Whose open complaint holds what is posted: their own, or that of somebody at the same postal address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.text import fold
from smallcrm.store.follow_up_rows import LIVE

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_BETWEEN_WORDS = re.compile(r"(?<!\d) | (?!\d)")


@dataclass(frozen=True, slots=True)
class Hold:
    """An open complaint, and whose it is."""

    follow_up: int
    customer_id: int
    name: str

    def why(self, customer_id: int) -> Reason:
        """Give the reason why this customer waits: the name is said where the complaint is another one's."""
        return reason("complaint_open", name=self.name) if customer_id != self.customer_id else reason("complaint_open")


class _Home(NamedTuple):
    """A complete postal address without differences of spelling."""

    street: str
    further: str
    """Further lines of the street: a flat, a staircase."""
    code: str
    town: str
    country: str

    @property
    def place(self) -> tuple[str, str, str]:
        return self.street, self.town, self.country

    def same(self, other: _Home) -> bool:
        """Whether nothing tells these homes apart; a code or a flat that was never typed does not."""
        return self.place == other.place and all(
            mine == theirs or not mine or not theirs
            for mine, theirs in ((self.code, other.code), (self.further, other.further))
        )


def holds(shop: Shop, ids: Sequence[int]) -> dict[int, Hold]:
    """Give those of the customers who wait for an answer, or whose household does, with the oldest such complaint."""
    waiting: dict[int, Hold] = {}
    for follow_up, customer, name in shop.database.sql(
        "SELECT f.id, f.customer_id, c.name FROM follow_up AS f INDEXED BY follow_up_complaint"
        " JOIN customer AS c ON c.id = f.customer_id AND +c.binned_at IS NULL"
        f" WHERE {LIVE} AND f.kind = 'complaint' ORDER BY f.id DESC"
    ):
        waiting[int(customer)] = Hold(int(follow_up), int(customer), str(name))
    found = {i: waiting[i] for i in ids if i in waiting}
    others = [i for i in ids if i not in waiting] if waiting else []
    theirs: dict[tuple[str, str, str], list[tuple[_Home, Hold]]] = {}
    for customer, home in _homes(shop, sorted(waiting, key=lambda i: waiting[i].follow_up)):
        theirs.setdefault(home.place, []).append((home, waiting[customer]))
    if theirs and others:
        for customer, home in _homes(shop, others, {place[0] for place in theirs}):
            same = [hold for other, hold in theirs.get(home.place, ()) if home.same(other)]
            if same:
                found[customer] = min([*same, found.get(customer, same[0])], key=lambda hold: hold.follow_up)
    return found


@dataclass(frozen=True, slots=True)
class Mate:
    """Somebody of the same household. ``had``: the card is not in this selection, it was printed these days."""

    customer_id: int
    name: str
    had: bool = False


def neighbours(shop: Shop, ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """Give for each of these customers the others of them who live at the same address."""
    places: dict[tuple[str, str, str], list[tuple[int, _Home]]] = {}
    for customer, home in _homes(shop, ids):
        places.setdefault(home.place, []).append((customer, home))
    found: dict[int, dict[int, None]] = {}
    for there in places.values():
        for customer, home in there if len(there) > 1 else ():
            same = (other for other, theirs in there if other != customer and home.same(theirs))
            found.setdefault(customer, {}).update(dict.fromkeys(same))
    return {customer: tuple(sorted(others)) for customer, others in found.items() if others}


def _homes(shop: Shop, ids: Sequence[int], streets: set[str] | None = None) -> Iterator[tuple[int, _Home]]:
    """Give the complete addresses of customers, of these streets if given."""
    own = shop.settings.read().country
    for start in range(0, len(ids), 900):
        part = list(ids[start : start + 900])
        for customer, street, code, town, country in shop.database.sql(
            "SELECT customer_id, street, postal_code, city, country FROM address"
            f" WHERE customer_id IN ({','.join('?' * len(part))}) AND trim(city) <> '' AND trim(street) <> ''",
            part,
        ):
            first, _line, further = str(street).strip().partition("\n")
            plain = _plain(first)
            if streets is None or plain in streets:
                digits = _plain(code).replace(" ", "")
                yield int(customer), _Home(plain, _plain(further), digits, _plain(town), country or own)


def _plain(text: str) -> str:
    """Give letters and digits alone; what parts two numbers stays."""
    return _BETWEEN_WORDS.sub("", " ".join(re.findall(r"[^\W_]+", fold(text))))
