"""What the list of customers shows beside the name: tags, photo, and the next day to remember."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from smallcrm.domain import occasions as rules
from smallcrm.domain.model import Occasion

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


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
