"""Punch cards that come with people from a file: which of them can be booked, and what is told about the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smallcrm.domain.errors import NotFound
from smallcrm.domain.incoming import Balance, Problem, ReadFile, Record
from smallcrm.domain.loyalty_terms import Programme, ProgrammeState
from smallcrm.domain.reason import Reason, reason

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_RUNNING = frozenset({ProgrammeState.RUNNING, ProgrammeState.PAUSED})


class Brought:
    """The punch cards of one import; what an earlier row brings is not brought again."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._known: dict[str, Programme | None] = {}
        self._taken: set[tuple[int, str]] = set()

    def understood(self, files: Sequence[ReadFile]) -> list[ReadFile]:
        """Give the files with the programmes of this shop; what belongs to none is told and left out."""
        return [self._of_file(file) if any(r.balances for r in file.records) else file for file in files]

    def fresh(self, customer_id: int, balances: Sequence[Balance]) -> tuple[Balance, ...]:
        """Give what a customer who is here does not have yet: stamps are never added to stamps that stand."""
        found = [one for one in balances if (customer_id, one.programme) not in self._taken]
        found = [one for one in found if not self._has(customer_id, one)]
        self._taken.update((customer_id, one.programme) for one in found)
        return tuple(found)

    def left_out(self, customer_id: int, record: Record, booked: Sequence[Balance]) -> Iterator[Reason]:
        """Tell of each balance of a row that is not booked why not; the same stamps once more are nothing to tell."""
        for one in record.balances:
            if one.stamps and one not in booked and one.stamps != self._present(customer_id, one):
                yield reason("has_balance", name=record.customer.name, programme=one.programme)

    def _of_file(self, file: ReadFile) -> ReadFile:
        told: list[Problem] = []
        records = []
        for record in file.records:
            kept = []
            for one in record.balances:
                programme = self._programme(one.programme) if one.stamps else None
                if programme or not one.stamps:
                    kept.append(replace(one, programme=programme.name) if programme else one)
                    continue
                why = reason("no_programme", programme=one.programme) if one.programme else reason("no_programme_yet")
                told.append(Problem(file.file, record.line, why, rejected=False, raw=record.raw))
                if one.number:
                    kept.append(Balance("", 0, one.number))
            records.append(replace(record, balances=tuple(kept)) if record.balances else record)
        return replace(file, records=tuple(records), problems=(*file.problems, *told))

    def _programme(self, name: str) -> Programme | None:
        """Give the programme of that name; of "" the one on scan, or the only one."""
        if name not in self._known:
            self._known[name] = self._named(name) if name else self._usual()
        return self._known[name]

    def _named(self, name: str) -> Programme | None:
        try:
            return self._shop.programmes.named(name)
        except NotFound:
            return None

    def _usual(self) -> Programme | None:
        on_scan = self._shop.programmes.on_scan()
        running = [on_scan] if on_scan else [one for one in self._shop.programmes.all() if one.state in _RUNNING]
        return running[0] if len(running) == 1 else None

    def _has(self, customer_id: int, one: Balance) -> bool:
        programme = self._programme(one.programme) if one.stamps else None
        if programme:
            return self._shop.balances.known(customer_id, programme.id)
        found = self._shop.database.sql("SELECT 1 FROM card_number WHERE digits = ? AND customer_id > 0", [one.number])
        return bool(found)

    def _present(self, customer_id: int, one: Balance) -> int:
        programme = self._programme(one.programme)
        query = "SELECT total(stamps) FROM round WHERE customer_id = ? AND programme_id = ?"
        found = self._shop.database.sql(query, [customer_id, programme.id if programme else 0])
        return int(found[0][0])


def more_of(first: Sequence[Balance], other: Sequence[Balance]) -> tuple[Balance, ...]:
    """Give what a second row about somebody knows of other programmes."""
    named = {one.programme for one in first}
    return tuple(one for one in other if one.programme not in named)
