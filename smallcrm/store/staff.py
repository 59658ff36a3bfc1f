"""People behind the counter: the actors of changes. Nothing measures a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING

from smallcrm.domain.errors import BadInput
from smallcrm.domain.text import fold, storable
from smallcrm.store import tables

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_NAME, _INITIALS = 80, 4


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
        """Add somebody; the id. Without initials they are made from the name, so that nobody else has them."""
        given, short = self._checked(name, initials)
        with self._shop.change("staff_added", name=given):
            return self._shop.journal.insert(tables.Staff, {"name": given, "initials": short})

    def rename(self, staff_id: int, name: str, initials: str = "") -> None:
        """Give somebody another name and initials; what they did before keeps the name of then."""
        given, short = self._checked(name, initials, but=staff_id)
        with self._shop.change("staff_renamed", name=given):
            self._shop.journal.update(tables.Staff, staff_id, {"name": given, "initials": short})

    def set_active(self, staff_id: int, *, active: bool) -> None:
        """Let somebody go, or have them back."""
        name = next((one.name for one in self.all() if one.id == staff_id), "")
        with self._shop.change("staff_back" if active else "staff_gone", name=name):
            self._shop.journal.update(tables.Staff, staff_id, {"active": int(active)})

    def id_of(self, name: str) -> int:
        """Id of somebody by name or initials; 0 where nobody is called so."""
        sought = fold(name.strip())
        called = [one for one in self.all() if sought and sought in {fold(one.name), fold(one.initials)}]
        return called[0].id if called else 0

    def seen(self, staff_id: int) -> datetime | None:
        """When somebody was last at this shop's window, or None."""
        found = self._shop.database.sql("SELECT seen_at FROM staff WHERE id = ?", [staff_id])
        with self._shop.database.understood():
            return datetime.fromisoformat(found[0][0]) if found and found[0][0] else None

    def see(self, staff_id: int) -> None:
        """Remember that somebody is here now: no step of the history, and nobody is told."""
        with self._shop.transaction():
            self._shop.database.sql("UPDATE staff SET seen_at = ? WHERE id = ?", [self._shop.now.isoformat(), staff_id])

    def _checked(self, name: str, initials: str, but: int = 0) -> tuple[str, str]:
        """Give name and initials as they are stored. Raises BadInput ``no_name``, ``staff_known`` or ``same_initials``.

        Namesakes are told apart by what they are called here: two of one name could not be told in the history.
        """
        given = " ".join(storable(name).split())[:_NAME]
        if not given:
            raise BadInput("no_name")
        others = [one for one in self.all() if one.id != but]
        if fold(given) in {fold(one.name) for one in others}:
            raise BadInput("staff_known", name=given)
        taken = {fold(one.initials) for one in others if one.active}
        short = "".join(storable(initials).split())[:_INITIALS]
        if short and fold(short) in taken:
            raise BadInput("same_initials", initials=short)
        return given, short or next(i for i in _initials(given) if fold(i) not in taken)


def _initials(name: str) -> Iterator[str]:
    """Give initials that fit a name, the likeliest first, without end: AK, AKO, AKOW, then AK2, AK3 and so on."""
    parts = name.split()
    first = "".join(part[0] for part in parts)[:3].upper()
    yield first
    rest = parts[-1][1:]
    for length in range(1, min(len(rest), _INITIALS - len(first)) + 1):
        yield first + rest[:length].upper()
    for number in count(2):
        yield f"{first[: _INITIALS - len(str(number))]}{number}"
