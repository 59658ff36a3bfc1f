"""What was printed for whom: runs and their rows, one a person, written as it happens.

States of a row: ``planned`` (handed to the printer), ``printed`` (a person said so), ``posted``, ``handed_over``,
``skipped``. One live row per person, occasion and year.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.domain.follow_up import LIVE, FollowUpKind
from smallcrm.domain.letter_request import LETTER_KINDS, THANKS, called
from smallcrm.domain.model import Entry, OccasionKind
from smallcrm.domain.occasion_cards import card_keys
from smallcrm.domain.piece import Piece, PieceKey
from smallcrm.store import tables
from smallcrm.store.database import parts

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

DONE = ("printed", "posted", "handed_over")
_OF_A_DAY = "(occasion > 0 OR kind = 'customer_since')"
"""Letters for an occasion; that of being a customer has no row of its own."""


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run whose cards were handed to the printer, and nobody said yet whether they came out well."""

    id: int
    kind: str
    layout: str
    started_at: str
    cards: tuple[PieceKey, ...]

    @property
    def customer_ids(self) -> tuple[int, ...]:
        """Whose they are, each once."""
        return tuple(dict.fromkeys(customer for customer, *_which in self.cards))


class LetterRuns:
    """Runs of cards and letters, and what became of each piece."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database

    def printed_keys(self, before: date = date.max) -> set[tuple[int, str, int]]:
        """(customer, key, year) of every card printed before a day: a birthday typed anew is the same birthday."""
        found = self._db.sql(
            "SELECT customer_id, kind, occasion, which, year FROM letter"
            " WHERE state IN ('printed', 'posted', 'handed_over') AND at < ?",
            [before.isoformat()],
        )
        return {(int(c), key, int(y)) for c, kind, o, which, y in found for key in card_keys(kind, int(o), which)}

    def printed_since(self, customers: Collection[int], since: date) -> dict[tuple[int, str, int], date]:
        """(customer, key, year) of these customers' cards printed since a day, and the day of printing."""
        found: dict[tuple[int, str, int], date] = {}
        for marks, part in parts(sorted(customers)):
            rows = self._db.sql(
                "SELECT customer_id, kind, occasion, which, year, at FROM letter WHERE state IN"
                f" ('printed', 'posted', 'handed_over') AND at >= ? AND customer_id IN ({marks})",
                [since.isoformat(), *part],
            )
            for customer, kind, occasion, which, year, at in rows:
                day = date.fromisoformat(at[:10])
                found.update({(int(customer), key, int(year)): day for key in card_keys(kind, int(occasion), which)})
        return found

    def start_run(self, layout: str, design: str, pieces: Sequence[Piece], kind: str = "") -> int:
        """Remember a run before its first page goes out: one planned row a piece; the run's id.

        The kind is that of its pieces if none is given, of the first where they differ.

        Not undoable: Ctrl+Z while the printer works must not forget for whom it does.
        """
        given = bool(kind)
        kind = kind or (pieces[0].kind if pieces else OccasionKind.BIRTHDAY.value)
        with self._shop.change("run_started", undoable=False, count=len(pieces)):
            values = {"kind": kind, "layout": layout, "design": design, "actor": self._shop.actor}
            run = self._shop.journal.insert(tables.LetterRun, {**values, "started_at": self._shop.now.isoformat()})
            self._plan(run, [replace(p, kind=kind) for p in pieces] if given else pieces)
        return run

    def _plan(self, run: int, pieces: Sequence[Piece]) -> None:
        """One planned row a piece, in one go; rows planned before go over to this run, printed ones stay."""
        known = self._live({p.kind for p in pieces}, [p.customer_id for p in pieces])
        at = self._shop.now.isoformat()
        next_id = self._db.next_id(tables.Letter)
        made: list[tuple[Any, ...]] = []
        for piece in pieces:
            key = piece.key
            letter, state = known.get(key, (0, ""))
            if not letter:
                made.append((next_id + len(made), run, *key, piece.occasion_id, "planned", at, piece.typed))
                known[key] = (made[-1][0], "printed")  # a piece that stands twice is planned once
            elif state == "planned":
                now = {"run_id": run, "at": at, "occasion": piece.occasion_id}
                self._shop.journal.update(tables.Letter, letter, now, owner=piece.customer_id)
        columns = ("id", "run_id", "customer_id", "kind", "which", "year", "occasion", "state", "at", "text")
        self._shop.journal.insert_many(tables.Letter, columns, made)

    def _live(self, kinds: Collection[str], customers: Sequence[int]) -> dict[PieceKey, tuple[int, str]]:
        """Row and state by (customer, kind, which day, year) of what is planned or done for these customers."""
        found: dict[PieceKey, tuple[int, str]] = {}
        for start in range(0, len(customers), 900):
            part = customers[start : start + 900]
            for letter, customer, kind, which, year, state in self._db.sql(
                f"SELECT id, customer_id, kind, which, year, state FROM letter WHERE {_OF_A_DAY}"
                f" AND kind IN ({','.join('?' * len(kinds))})"
                f" AND state <> 'skipped' AND customer_id IN ({','.join('?' * len(part))})",
                [*kinds, *part],
            ):
                found[int(customer), str(kind), str(which), int(year)] = (int(letter), str(state))
        return found

    def mark(self, run: int, state: str = "printed", cards: Collection[PieceKey] | None = None) -> int:
        """Say that cards of a run are printed, posted, handed over or skipped; how many. One step, undoable.

        With ``cards`` only these: somebody may have two in one run.
        """
        rows = self._planned(run, cards)
        with self._shop.change(f"{self._called(run)}_{state}", count=len(rows)):
            labels = self._labels(run)
            for letter, owner, kind, typed in rows:
                self._shop.journal.update(
                    tables.Letter, letter, {"state": state, "at": self._shop.now.isoformat()}, owner=owner
                )
                if state in DONE:
                    self._shop.timeline.write(
                        owner, _entry(self._shop.today, kind, state, typed, labels.get(letter, ""))
                    )
                    self._thanked(owner, kind)
        return len(rows)

    def _thanked(self, customer: int, kind: str) -> None:
        """A thank-you that was written is not to be said once more."""
        if kind == THANKS:
            for waiting in self._shop.follow_ups.of(customer):
                if waiting.kind == FollowUpKind.THANK_YOU and waiting.state in LIVE:
                    self._shop.follow_ups.done(waiting.id)

    def _labels(self, run: int) -> dict[int, str]:
        """What the days of the shop's own kinds in a run are called."""
        query = "SELECT l.id, o.label FROM letter AS l JOIN occasion AS o ON o.id = l.occasion WHERE l.run_id = ?"
        return {int(i): str(label) for i, label in self._db.sql(f"{query} AND l.kind = 'other'", [run])}

    def finish(self, run: int, cards: Collection[PieceKey] | None = None) -> int:
        """Forget what of a run was not printed: those people are offered again; how many they are.

        With ``cards`` only these; the others of the run are still asked about.
        """
        rows = self._planned(run, cards)
        with self._shop.change(f"{self._called(run)}_not_printed", count=len(rows)):
            for letter, owner, *_what in rows:
                self._shop.journal.delete(tables.Letter, letter, owner=owner)
        return len(rows)

    def _planned(self, run: int, cards: Collection[PieceKey] | None) -> list[tuple[int, int, str, str]]:
        """(row, customer, kind, typed text) of a run's cards nobody spoke of yet; of these alone."""
        found = self._db.sql(
            "SELECT id, text, customer_id, kind, which, year FROM letter WHERE run_id = ? AND state = 'planned'", [run]
        )
        wanted = None if cards is None else frozenset(cards)
        rows = [(int(i), text, tuple(key)) for i, text, *key in found]
        return [(i, int(key[0]), str(key[1]), text) for i, text, key in rows if wanted is None or key in wanted]

    def _called(self, run: int) -> str:
        """What the pieces of a run are called in the history."""
        found = self._db.sql("SELECT kind, layout FROM letter_run WHERE id = ?", [run])
        kind, layout = found[0] if found else ("", "")
        return called(str(kind), str(layout))

    def typed(self, run: int) -> str:
        """What was typed for a run, or nothing."""
        found = self._db.sql("SELECT text FROM letter WHERE run_id = ? ORDER BY id LIMIT 1", [run])
        return str(found[0][0]) if found else ""

    def unfinished(self) -> list[OpenRun]:
        """Runs with cards that nobody said anything about yet, newest first."""
        found = self._db.sql(
            "SELECT r.id, r.kind, r.layout, r.started_at, l.customer_id, l.kind, l.which, l.year FROM letter_run AS r"
            " JOIN letter AS l ON l.run_id = r.id WHERE l.state = 'planned' ORDER BY r.id DESC, l.id"
        )
        runs: dict[int, OpenRun] = {}
        for i, kind, layout, started, *card in found:
            before = runs.get(i)
            key = (int(card[0]), str(card[1]), str(card[2]), int(card[3]))
            runs[i] = OpenRun(i, kind, layout, started, (*(before.cards if before else ()), key))
        return list(runs.values())


def _entry(today: date, kind: str, state: str, typed: str, label: str = "") -> Entry:
    """What the timeline says of a card or a letter that is on its way."""
    if kind in LETTER_KINDS:
        return Entry("letter", today, typed, outcome=state, detail=kind)
    detail = "" if kind == OccasionKind.BIRTHDAY else label or kind
    return Entry("card", today, state, detail=detail)
