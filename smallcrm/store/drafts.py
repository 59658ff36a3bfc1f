"""Words that were begun and not saved: kept in the shop file by where they stand, no step of the history."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from smallcrm.domain.text import storable

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


class Drafts:
    """What somebody began to type."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def keep(self, place: str, value: dict[str, Any]) -> None:
        """Keep what stands at a place just now, in place of what was kept before; nobody is told."""
        text = storable(json.dumps(value, ensure_ascii=False))
        with self._shop.transaction():
            self._db.sql(
                "INSERT INTO draft (place, value, at) VALUES (?, ?, ?)"
                " ON CONFLICT (place) DO UPDATE SET value = excluded.value, at = excluded.at",
                [place, text, self._shop.now.isoformat()],
            )

    def take(self, place: str) -> dict[str, Any] | None:
        """What was kept of a place, or None; it stays kept until it is dropped."""
        found = self._db.sql("SELECT value FROM draft WHERE place = ?", [place])
        return self._read(found[0][0]) if found else None

    def all(self, prefix: str = "") -> dict[str, dict[str, Any]]:
        """Everything kept of places that begin so, the latest last."""
        found = self._db.sql(
            "SELECT place, value FROM draft WHERE substr(place, 1, ?) = ? ORDER BY at, id", [len(prefix), prefix]
        )
        return {place: self._read(value) for place, value in found}

    def drop(self, place: str) -> None:
        """Forget what was kept of a place."""
        if self._db.sql("SELECT 1 FROM draft WHERE place = ?", [place]):
            with self._shop.transaction():
                self._db.sql("DELETE FROM draft WHERE place = ?", [place])

    def _read(self, text: str) -> dict[str, Any]:
        with self._db.understood():
            value: dict[str, Any] = dict(json.loads(text))
            return value
