"""Who lives at the same postal address: whose open complaint holds what is posted, and who of them gets a card too."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from smallcrm.domain.occasions import MISSED_DAYS
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.text import fold
from smallcrm.store.follow_up_rows import LIVE

if TYPE_CHECKING:
    from smallcrm.store.letters import Candidate
    from smallcrm.store.shop import Shop

_BETWEEN_WORDS = re.compile(r"(?<!\d) | (?!\d)")
_MATES = 2_000
"""Cards at once up to which households are looked at: nobody reads the hints of more."""
_LATELY = (
    "SELECT l.customer_id, c.name FROM letter_run AS r CROSS JOIN letter AS l ON l.run_id = r.id"
    " JOIN customer AS c ON c.id = l.customer_id AND +c.binned_at IS NULL"
    " WHERE r.started_at >= ? AND l.state IN ('printed', 'posted', 'handed_over') AND l.year > 0"
)  # the runs are few; of the letters of all years no index knows the day
_STREETS = {
    "gt": "gate gata gaten gt g",
    "v": "veien vegen vei veg vn v",
    "k": "katu k",
    "t": "tie t",
    "st": "street str st",
    "rd": "road rd",
    "av": "avenue ave av",
    "ln": "lane ln",
}
"""How the word for a street is written at the end of its name, by the shortest."""
_SHORT = {long: short for short, every in _STREETS.items() for long in every.split()}
_STREET = re.compile(rf"({'|'.join(sorted(_SHORT, key=len, reverse=True))})(?=\d|$)")
_UL = re.compile(r"^\s*(?:ul\.|ul\s|ulica\s)\s*")
"""What Polish streets may begin with, or not."""


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
    return _beside(_homes(shop, ids))


def neighbours_among(shop: Shop, groups: Sequence[Collection[int]]) -> list[dict[int, tuple[int, ...]]]:
    """Give the same for each of several groups; nobody is held against those of another one."""
    homes: dict[int, list[_Home]] = {}
    for customer, home in _homes(shop, sorted(set().union(*groups))):
        homes.setdefault(customer, []).append(home)
    return [_beside((customer, home) for customer in group for home in homes.get(customer, ())) for group in groups]


def _beside(homes: Iterable[tuple[int, _Home]]) -> dict[int, tuple[int, ...]]:
    places: dict[tuple[str, str, str], list[tuple[int, _Home]]] = {}
    for customer, home in homes:
        places.setdefault(home.place, []).append((customer, home))
    found: dict[int, dict[int, None]] = {}
    for there in places.values():
        for customer, home in there if len(there) > 1 else ():
            same = (other for other, theirs in there if other != customer and home.same(theirs))
            found.setdefault(customer, {}).update(dict.fromkeys(same))
    return {customer: tuple(sorted(others)) for customer, others in found.items() if others}


def mates(shop: Shop, names: Mapping[int, str]) -> Mapping[int, Mate]:
    """Give for those of these customers, who get a card, somebody at the same address who gets one or got one."""
    if len(names) > _MATES:
        return {}
    since = (shop.today - timedelta(days=MISSED_DAYS)).isoformat()
    lately = {int(i): str(name) for i, name in shop.database.sql(_LATELY, [since])}
    homes = neighbours(shop, sorted({*names, *lately}))
    found = {}
    for who in names:
        here = homes.get(who, ())
        now, before = next((i for i in here if i in names), 0), next((i for i in here if i in lately), 0)
        if now or before:
            found[who] = Mate(now, names[now]) if now else Mate(before, lately[before], had=True)
    return found


def with_mates(shop: Shop, chosen: Sequence[Candidate]) -> list[Candidate]:
    """Give the candidates, each with somebody of the household who gets a card too or got one just now."""
    found = mates(shop, {one.customer.id: one.customer.name for one in chosen})
    return [replace(one, household=found.get(one.customer.id)) for one in chosen]


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
            plain = _street(first)
            if streets is None or plain in streets:
                digits = _plain(code).replace(" ", "")
                yield int(customer), _Home(plain, _plain(further), digits, _plain(town), country or own)


def _street(line: str) -> str:
    """Give a street and number without what is shortened as one likes: Storgt. 7 is Storgata 7, ul. Długa 3 Długa 3."""
    return _STREET.sub(lambda found: _SHORT[found[1]], _plain(_UL.sub("", fold(line))), count=1)


def _plain(text: str) -> str:
    """Give letters and digits alone; what parts two numbers stays."""
    return _BETWEEN_WORDS.sub("", " ".join(re.findall(r"[^\W_]+", fold(text))))
