"""What the shop says about itself, one row a setting."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.domain.model import ShopSettings
from smallcrm.domain.text import storable
from smallcrm.store.tables import Setting

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


class Settings:
    """Reads and saves the shop's settings."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._cached: tuple[int, ShopSettings] | None = None

    def read(self) -> ShopSettings:
        """The settings as they stand; what was never set is the default."""
        number = self._shop.journal.change_no()
        if self._cached and self._cached[0] == number and not self._shop.in_transaction:
            return self._cached[1]
        stored = dict(self._shop.database.sql("SELECT key, value FROM setting"))
        known = {f.name for f in fields(ShopSettings)}
        with self._shop.database.understood():
            values = {k: _decode(k, json.loads(v)) for k, v in stored.items() if k in known}
        settings = replace(ShopSettings(), **values)
        if not self._shop.in_transaction:
            self._cached = (number, settings)
        return settings

    def begin(self, settings: ShopSettings) -> None:
        """Write the settings of a shop just made: no step, for there is nothing to go back to."""
        default = ShopSettings()
        names = [f.name for f in fields(ShopSettings) if getattr(default, f.name) != getattr(settings, f.name)]
        rows = [(name, json.dumps(_encode(getattr(settings, name)), ensure_ascii=False)) for name in names]
        with self._shop.transaction():
            self._shop.database.many("INSERT INTO setting (key, value) VALUES (?, ?)", rows)
        self._cached = None

    def save(self, settings: ShopSettings) -> None:
        """Keep what differs; one step. A new language re-sorts the lists."""
        before = self.read()
        stored = {key: int(i) for i, key in self._shop.database.sql("SELECT id, key FROM setting")}
        changed = [f.name for f in fields(ShopSettings) if getattr(before, f.name) != getattr(settings, f.name)]
        with self._shop.change("settings_changed", names=changed):
            for name in changed:
                value = json.dumps(_encode(getattr(settings, name)), ensure_ascii=False)
                if name in stored:
                    self._shop.journal.update(Setting, stored[name], {"value": value})
                else:
                    self._shop.journal.insert(Setting, {"key": name, "value": value})
            if before.language != settings.language:
                self._shop.index.sort(settings.language)


def _encode(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_encode(v) for v in value]
    if isinstance(value, str):
        return storable(value)
    return value.isoformat() if isinstance(value, date) else value


def _decode(key: str, value: Any) -> Any:
    if key == "closed_dates":
        return tuple(date.fromisoformat(v) for v in value)
    if key == "post_checked_on":
        return date.fromisoformat(value) if value else None
    if key == "post_days_to":
        return tuple((str(country), int(days)) for country, days in value)
    return tuple(value) if isinstance(value, list) else value
