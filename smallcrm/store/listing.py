"""The list of customers: who is in it, in which order, and what it shows beside the name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.domain import occasions as rules
from smallcrm.domain.model import CustomerSummary, Occasion

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

STATES = {
    "active": "c.binned_at IS NULL AND c.archived = 0 AND c.deceased = 0",
    "archived": "c.binned_at IS NULL AND c.archived = 1",
    "deceased": "c.binned_at IS NULL AND c.deceased = 1",
    "listed": "c.binned_at IS NULL",
    "binned": "c.binned_at IS NOT NULL",
    "all": "1 = 1",
}
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


class CustomerList:
    """The customers as a list shows them: filtered, counted, in order."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

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
        parts = [STATES[query.state]]
        values: list[Any] = []
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

    def tags(self) -> list[str]:
        """Every tag in use, the most used first."""
        return [t for t, _ in self._db.sql("SELECT tag, count(*) FROM tag GROUP BY tag ORDER BY count(*) DESC, tag")]


@dataclass(frozen=True, slots=True)
class Detail:
    """What a list row says of a customer beside name, town and phone."""

    tags: tuple[str, ...] = ()
    photo: int = 0
    """Id of the photo, 0 = none."""
    occasion: Occasion | None = None
    """The next day within the days asked for."""
    day: date | None = None


def details(shop: Shop, ids: Sequence[int], days: int = 14) -> dict[int, Detail]:
    """Give what a list shows of these customers; ``days``: how far ahead a day to remember is told."""
    marks = ",".join("?" * len(ids))
    tags: dict[int, list[str]] = {}
    for owner, tag in shop.database.sql(
        f"SELECT customer_id, tag FROM tag WHERE customer_id IN ({marks}) ORDER BY id", list(ids)
    ):
        tags.setdefault(owner, []).append(tag)
    photos = dict(
        shop.database.sql(
            f"SELECT id, photo_id FROM customer WHERE photo_id IS NOT NULL AND id IN ({marks})", list(ids)
        )
    )
    near = _near(shop, ids, days)
    return {i: Detail(tuple(tags.get(i, ())), photos.get(i, 0), *near.get(i, (None, None))) for i in ids}


def _near(shop: Shop, ids: Sequence[int], days: int) -> dict[int, tuple[Occasion, date]]:
    today, leap = shop.today, shop.settings.read().leap_day
    found = shop.database.sql(
        "SELECT o.customer_id, o.kind, o.month_day, o.year, o.label, o.whose FROM occasion AS o"
        " JOIN customer AS c ON c.id = o.customer_id AND c.deceased = 0"
        f" WHERE o.customer_id IN ({','.join('?' * len(ids))})",
        list(ids),
    )
    near: dict[int, tuple[Occasion, date]] = {}
    for owner, kind, month_day, year, label, whose in found:
        month, number = divmod(month_day, 100)
        occasion = Occasion(kind, month, number, year, label=label, whose=whose)
        day = rules.next_day(occasion, today, leap)
        if (day - today).days <= days and (owner not in near or day < near[owner][1]):
            near[owner] = (occasion, day)
    return near


def photo(shop: Shop, photo_id: int) -> bytes:
    """Give the bytes of a photo; empty where there is none."""
    found = shop.database.sql("SELECT data FROM photo WHERE id = ?", [photo_id])
    return bytes(found[0][0]) if found else b""
