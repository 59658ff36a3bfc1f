"""People behind the counter: the actors of changes. Nothing measures a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smallcrm.domain.errors import BadInput
from smallcrm.store import tables

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody of the shop."""

    id: int
    name: str
    initials: str
    active: bool = True


class StaffStore:
    """The staff of the shop."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def all(self) -> list[StaffMember]:
        """Everybody, the active first, by name."""
        found = self._shop.database.sql("SELECT id, name, initials, active FROM staff ORDER BY active DESC, name")
        return [StaffMember(i, name, initials, bool(active)) for i, name, initials, active in found]

    def add(self, name: str, initials: str = "") -> int:
        """Add somebody; the id. Initials are made from the name where none are given."""
        if not name.strip():
            raise BadInput("no_name")
        short = initials.strip() or "".join(part[0] for part in name.split())[:3].upper()
        with self._shop.change("staff_added", name=name.strip()):
            return self._shop.journal.insert(tables.Staff, {"name": name.strip(), "initials": short})

    def set_active(self, staff_id: int, *, active: bool) -> None:
        """Let somebody go, or have them back."""
        with self._shop.change("staff_changed"):
            self._shop.journal.update(tables.Staff, staff_id, {"active": int(active)})
