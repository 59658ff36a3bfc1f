"""Punch cards that come with people from a file: which of them can be booked, and what is told about the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from smallcrm.domain.card_numbers import grouped
from smallcrm.domain.errors import NotFound
from smallcrm.domain.incoming import Balance, Problem, ReadFile, Record
from smallcrm.domain.loyalty_terms import Programme, ProgrammeState, is_over
from smallcrm.domain.reason import Reason, reason
from smallcrm.domain.text import fold
from smallcrm.store.loyalty.standings import standings

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


class Brought:
    """The punch cards of one import, row by row.

    People are named by id; newcomers, who have none yet, by a number below 0.
    """

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._told: list[Problem] = []
        self._known: dict[str, Programme | None] = {}
        self._named_so: dict[str, frozenset[int]] = {}
        self._stamped: set[tuple[int, str]] = set()
        self._owners: dict[str, int] = {}
        self._numbers: dict[int, str] = {}

    def understood(self, files: Sequence[ReadFile]) -> list[ReadFile]:
        """Give the files with the programmes of this shop; what belongs to none is told and left out."""
        return [self._of_file(file) if any(r.balances for r in file.records) else file for file in files]

    def said(self) -> list[Problem]:
        """Give why some of them do not come in, since that was asked last."""
        told, self._told = self._told, []
        return told

    def newcomer(self, place: int, file: str, record: Record) -> Record:
        """Give the row at a place of the plan with what it brings to somebody who is not here yet."""
        return replace(record, balances=self.fresh(-1 - place, file, record)) if record.balances else record

    def fresh(self, who: int, file: str, record: Record, *, tell: bool = True) -> tuple[Balance, ...]:
        """Give what somebody does not have yet: stamps are never added to stamps, and nobody gets a second number."""
        kept = []
        for one in record.balances:
            found = self._stamps(who, one, record) if one.stamps else self._number(who, one.number)
            if found is True:
                kept.append(one)
            elif found and tell:
                self._told.append(Problem(file, record.line, found, rejected=False, raw=record.raw))
        return tuple(kept)

    def _stamps(self, who: int, one: Balance, record: Record) -> Reason | bool:
        """Whether stamps come in, or why not; the same ones once more are nothing to tell."""
        programme = self._programme(one.programme)
        if programme and (who, programme.name) not in self._stamped:
            if who < 0 or not self._shop.balances.known(who, programme.id):
                self._stamped.add((who, programme.name))
                return True
            if one.stamps in self._present(who, programme):
                return False
        return reason("has_balance", name=record.customer.name, programme=one.programme)

    def _number(self, who: int, digits: str) -> Reason | bool:
        """Whether somebody gets a number, or why not; whoever has it has it."""
        if digits not in self._owners:
            rows = self._shop.database.sql("SELECT customer_id FROM card_number WHERE digits = ?", [digits])
            self._owners[digits] = int(rows[0][0]) if rows else 0
        if who not in self._numbers:
            self._numbers[who] = self._shop.cards.number(who) if who > 0 else ""
        if self._owners[digits] == who:
            return False
        if self._owners[digits]:
            return reason("number_taken", number=grouped(digits))
        if self._numbers[who]:
            return reason("has_card", number=grouped(self._numbers[who]))
        self._owners[digits], self._numbers[who] = who, digits
        return True

    def _of_file(self, file: ReadFile) -> ReadFile:
        told: list[Problem] = []
        records = []
        for record in file.records:
            kept = []
            for one in record.balances:
                programme = self._programme(one.programme) if one.stamps else None
                if programme:
                    kept.append(replace(one, programme=programme.name, number=""))
                elif one.stamps:
                    named = reason("no_programme", programme=one.programme)
                    why = named if one.programme else reason("no_programme_yet")
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
        day = self._shop.clock_guard.stamp_day()
        begun = [one for one in self._shop.programmes.all() if one.state is not ProgrammeState.PLANNED]
        running = [on_scan] if on_scan else [one for one in begun if not is_over(one, day)]
        return running[0] if len(running) == 1 else None

    def _present(self, customer_id: int, programme: Programme) -> tuple[int, int]:
        """How many stamps somebody has in programmes of that name, with those that have expired and without."""
        if programme.name not in self._named_so:
            alike = (one.id for one in self._shop.programmes.all() if fold(one.name) == fold(programme.name))
            self._named_so[programme.name] = frozenset(alike)
        cards = [
            card
            for card in self._shop.ledger.rounds_of(customer_id)
            if card.programme_id in self._named_so[programme.name]
        ]
        kept = dict(self._shop.database.sql("SELECT id, stamps FROM round WHERE customer_id = ?", [customer_id]))
        good = sum(card.balance for card in standings(self._shop, cards))
        return sum(kept[card.id] for card in cards), good
