"""Punch cards that come with people from a file: which of them can be booked, and what is told about the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smallcrm.domain.errors import NotFound
from smallcrm.domain.incoming import Balance, Problem, ReadFile, Record
from smallcrm.domain.loyalty_terms import ProgrammeState
from smallcrm.domain.reason import Reason, reason

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_RUNNING = frozenset({ProgrammeState.RUNNING, ProgrammeState.PAUSED})


def understood(shop: Shop, files: Sequence[ReadFile]) -> list[ReadFile]:
    """Give the files with the programmes of this shop; what belongs to none is told and left out."""
    if not any(record.balances for file in files for record in file.records):
        return list(files)
    names = _Names(shop)
    return [_of_file(names, file) for file in files]


def fresh(shop: Shop, customer_id: int, balances: Sequence[Balance]) -> tuple[Balance, ...]:
    """Give what a customer who is here already does not have yet: stamps are never added to stamps that stand."""
    return tuple(one for one in balances if not _has(shop, customer_id, one))


def more_of(first: Sequence[Balance], other: Sequence[Balance]) -> tuple[Balance, ...]:
    """Give what a second row about somebody knows of other programmes."""
    named = {one.programme for one in first}
    return tuple(one for one in other if one.programme not in named)


def left_out(shop: Shop, customer_id: int, record: Record, booked: Sequence[Balance]) -> Iterator[Reason]:
    """Tell of each balance of a row that is not booked why not; the same stamps once more are nothing to tell."""
    for one in record.balances:
        if one.stamps and one not in booked and one.stamps != _present(shop, customer_id, one):
            yield reason("has_balance", name=record.customer.name, programme=one.programme)


class _Names:
    """The programmes of a shop by what a file calls them, looked up once each."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Give the name as it is in the shop; for "" that of the programme on scan, or of the only one. "": none."""
        if name not in self._known:
            self._known[name] = self._named(name) if name else self._usual()
        return self._known[name]

    def _named(self, name: str) -> str:
        try:
            return self._shop.programmes.named(name).name
        except NotFound:
            return ""

    def _usual(self) -> str:
        on_scan = self._shop.programmes.on_scan()
        running = [on_scan] if on_scan else [one for one in self._shop.programmes.all() if one.state in _RUNNING]
        return running[0].name if len(running) == 1 else ""


def _of_file(names: _Names, file: ReadFile) -> ReadFile:
    told: list[Problem] = []
    records = []
    for record in file.records:
        kept = []
        for one in record.balances:
            name = names.of(one.programme) if one.stamps else one.programme
            if name or not one.stamps:
                kept.append(replace(one, programme=name))
                continue
            why = reason("no_programme", programme=one.programme) if one.programme else reason("no_programme_yet")
            told.append(Problem(file.file, record.line, why, rejected=False, raw=record.raw))
            if one.number:
                kept.append(Balance("", 0, one.number))
        records.append(replace(record, balances=tuple(kept)) if record.balances else record)
    return replace(file, records=tuple(records), problems=(*file.problems, *told))


def _has(shop: Shop, customer_id: int, one: Balance) -> bool:
    if one.stamps:
        return shop.balances.known(customer_id, shop.programmes.named(one.programme).id)
    return bool(shop.database.sql("SELECT 1 FROM card_number WHERE digits = ? AND customer_id > 0", [one.number]))


def _present(shop: Shop, customer_id: int, one: Balance) -> int:
    programme = shop.programmes.named(one.programme).id
    query = "SELECT total(stamps) FROM round WHERE customer_id = ? AND programme_id = ?"
    return int(shop.database.sql(query, [customer_id, programme])[0][0])
