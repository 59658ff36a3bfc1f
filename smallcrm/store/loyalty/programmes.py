"""Loyalty programmes and the editions of their terms: an edition is only added, so that running cards keep theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from smallcrm.domain.errors import BadInput, NotFound
from smallcrm.domain.loyalty_change import Affected, Effects, effects
from smallcrm.domain.loyalty_terms import Programme, ProgrammeState, Terms, check_terms, is_over
from smallcrm.domain.text import fold, storable
from smallcrm.store import tables
from smallcrm.store.database import parts
from smallcrm.store.loyalty.rows import TERMS, programme_from, terms_from, terms_values
from smallcrm.store.loyalty.standings import open_rounds
from smallcrm.store.loyalty.sweep import sweep
from smallcrm.store.rows import iso

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_COLUMNS = "id, name, state, on_scan, icon, ink, started_on, ends_on, redeem_until"


class Programmes:
    """The shop's loyalty programmes."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._db = shop.database
        self._known: dict[int, Terms] = {}

    # -- read --------------------------------------------------------------------------------------------------------

    def all(self) -> list[Programme]:
        """Give all programmes in the shop's order, each with its newest terms."""
        newest = "SELECT programme_id, max(edition) FROM programme_version GROUP BY programme_id"
        return self._programmes(newest, [])

    def on(self, programme_id: int, day: date) -> Programme:
        """Give a programme with the terms of a day: the newest edition that began by then, else the first one."""
        edition = (
            "SELECT programme_id, coalesce(max(CASE WHEN from_on <= ? THEN edition END), min(edition))"
            " FROM programme_version WHERE programme_id = ? GROUP BY programme_id"
        )
        found = self._programmes(edition, [day.isoformat(), programme_id])
        return found[0] if found else self.get(programme_id)

    def get(self, programme_id: int, edition: int = 0) -> Programme:
        """Give a programme with the terms of an edition (0: the newest one); raises NotFound."""
        wanted = "= ?" if edition else "<> ?"
        found = self._programmes(
            f"SELECT programme_id, max(edition) FROM programme_version WHERE programme_id = ? AND edition {wanted}"
            " GROUP BY programme_id",
            [programme_id, edition],
        )
        if not found:
            raise NotFound("not_found", id=programme_id)
        return found[0]

    def named(self, name: str) -> Programme:
        """Give the programme of that name, one that still runs before ended ones; NotFound ``no_programme``."""
        said = fold(name.strip())
        called = [p for p in self.all() if fold(p.name) == said]
        if not called:
            raise NotFound("no_programme", name=name.strip())
        return min(called, key=lambda p: (p.state is ProgrammeState.ENDED, -p.id))

    def on_scan(self) -> Programme | None:
        """Give the programme that a scan stamps, whatever its state; None where there is none."""
        found = self._db.sql("SELECT id FROM programme WHERE on_scan = 1")
        return self.on(int(found[0][0]), self._day) if found else None

    def terms(self, ids: Collection[int]) -> dict[int, Terms]:
        """Give editions by id; those that are not there are left out.

        What was read once is remembered, but not while somebody writes: an edition whose writing fails gives its id on.
        """
        new = sorted(set(ids) - self._known.keys())
        found: dict[int, Terms] = {}
        for marks, part in parts(new):
            rows = self._db.sql(f"SELECT {TERMS} FROM programme_version WHERE id IN ({marks})", part)
            with self._db.understood():
                found.update({row[0]: terms_from(row) for row in rows})
        if not self._shop.in_transaction:
            self._known.update(found)
        return {i: terms for i in ids if (terms := self._known.get(i) or found.get(i))}

    def effects(self, programme_id: int, terms: Terms) -> Effects:
        """Say what other terms would mean to those who hold cards; nothing is written. Raises BadInput."""
        old, new = self.get(programme_id).terms, _kept(terms)
        keeping, cards = open_rounds(self._shop, programme_id, new.goal)
        past = [Affected(c.customer_id, c.id, stamps) for c, stamps in cards if c.terms.unit is new.unit]
        past.sort(key=lambda card: (card.customer_id, card.round_id))
        return replace(effects(old, new), keeping=keeping, past_goal=tuple(past))

    # -- changed -----------------------------------------------------------------------------------------------------

    def add(self, programme: Programme) -> int:
        """Add a programme, planned or running at once; its id. Raises BadInput ``no_name``, ``bad_terms``.

        ``programme_named_so``: another one that has not ended is called so. Its terms hold from ``started_on``, else
        from today.
        """
        terms = _kept(programme.terms)
        name = self._name(programme.name)
        begins = programme.started_on or self._day
        runs = programme.state is ProgrammeState.RUNNING
        with self._shop.change("programme_added", name=name):
            position = 1 + int(self._db.sql("SELECT coalesce(max(position), 0) FROM programme")[0][0])
            kept = self._shop.journal.insert(
                tables.Programme,
                {
                    "name": name,
                    "state": (ProgrammeState.RUNNING if runs else ProgrammeState.PLANNED).value,
                    "icon": programme.icon,
                    "ink": programme.ink,
                    "started_on": iso(begins) if runs else None,
                    "position": position,
                },
            )
            self._add_edition(replace(terms, programme_id=kept, edition=1, from_on=terms.from_on or begins))
            if programme.on_scan:
                self._scan(kept)
        return kept

    def rename(self, programme_id: int, name: str, icon: str, ink: str) -> None:
        """Give a programme another name, picture or colour. Raises BadInput ``no_name``, ``programme_named_so``."""
        given = self._name(name, but=programme_id)
        with self._shop.change("programme_renamed", name=given):
            self._shop.journal.update(tables.Programme, programme_id, {"name": given, "icon": icon, "ink": ink})

    def change(self, programme_id: int, terms: Terms, *, award: Sequence[int] = ()) -> int:
        """Make a new edition of the terms where they differ, and sweep the rounds ``award`` into it; the edition.

        One step. Of the rounds only those are swept that have as many stamps as the new goal; the others stay.
        """
        wanted = _kept(terms)
        with self._shop.change("programme_changed", bulk=bool(award), name=self.get(programme_id).name):
            now = self.get(programme_id).terms
            if _meaning(wanted) != _meaning(now):
                edition = now.edition + 1
                new = replace(wanted, id=0, programme_id=programme_id, edition=edition, from_on=self._day)
                now = replace(new, id=self._add_edition(new))
            if award:
                sweep(self._shop, now, award)
        return now.edition

    def start(self, programme_id: int) -> None:
        """Give stamps from today on, or again; where nothing is on scan that still gives any it is this one now."""
        now = self.get(programme_id)
        begun = now.started_on if now.started_on and now.started_on <= self._day else self._day
        values = {"state": ProgrammeState.RUNNING.value, "started_on": iso(begun), "ends_on": None}
        with self._shop.change("programme_started", name=now.name):
            self._shop.journal.update(tables.Programme, programme_id, {**values, "redeem_until": None})
            scanned = self.on_scan()
            if scanned is None or is_over(scanned, self._day):
                self._scan(programme_id)

    def pause(self, programme_id: int) -> None:
        """Give no stamps until it is started again; rewards are given on."""
        now = self.get(programme_id)
        if now.state is ProgrammeState.RUNNING:
            with self._shop.change("programme_paused", name=now.name):
                self._shop.journal.update(tables.Programme, programme_id, {"state": ProgrammeState.PAUSED.value})

    def end(self, programme_id: int, ends_on: date, redeem_until: date | None) -> None:
        """Give stamps up to a day and rewards up to another, both inclusive (None: for ever). BadInput ``bad_terms``.

        One that ended before today is not on scan any more.
        """
        if redeem_until is not None and redeem_until < ends_on:
            raise BadInput("bad_terms", what="redeem_until")
        now = self.get(programme_id)
        values = {"state": ProgrammeState.ENDED.value, "ends_on": iso(ends_on), "redeem_until": iso(redeem_until)}
        if ends_on < self._day:
            values = {**values, "on_scan": 0}  # type: ignore[dict-item]
        with self._shop.change("programme_ended", name=now.name):
            self._shop.journal.update(tables.Programme, programme_id, values)

    def scan(self, programme_id: int) -> None:
        """Have scans stamp this programme; 0: none."""
        name = self.get(programme_id).name if programme_id else ""
        with self._shop.change("programme_scan", name=name):
            self._scan(programme_id)

    # -- inside ------------------------------------------------------------------------------------------------------

    @property
    def _day(self) -> date:
        """The day of what is booked now: terms of the year 2099 would not hold when the clock is right again."""
        return self._shop.clock_guard.stamp_day()

    def _programmes(self, editions: str, values: Sequence[Any]) -> list[Programme]:
        """Programmes, each with the one edition that a question for (programme, edition) names."""
        versions = ", ".join(f"v.{column}" for column in TERMS.split(", "))
        programmes = ", ".join(f"p.{column}" for column in _COLUMNS.split(", "))
        rows = self._db.sql(
            f"WITH e(programme, edition) AS ({editions}) SELECT {programmes}, {versions} FROM e"
            " JOIN programme AS p ON p.id = e.programme"
            " JOIN programme_version AS v ON v.programme_id = e.programme AND v.edition = e.edition"
            " ORDER BY p.position, p.id",
            values,
        )
        length = len(_COLUMNS.split(", "))
        with self._db.understood():
            return [programme_from(row[:length], terms_from(row[length:])) for row in rows]

    def _add_edition(self, terms: Terms) -> int:
        values = {**terms_values(terms), "made_at": self._shop.now.isoformat()}
        return self._shop.journal.insert(tables.ProgrammeVersion, values)

    def _scan(self, programme_id: int) -> None:
        """Off first, then on: there is never more than one."""
        for (other,) in self._db.sql("SELECT id FROM programme WHERE on_scan = 1 AND id <> ?", [programme_id]):
            self._shop.journal.update(tables.Programme, int(other), {"on_scan": 0})
        if programme_id:
            self._shop.journal.update(tables.Programme, programme_id, {"on_scan": 1})

    def _name(self, name: str, but: int = 0) -> str:
        given = _line(name)
        if not given:
            raise BadInput("no_name")
        others = (p for p in self.all() if p.id != but and p.state is not ProgrammeState.ENDED)
        if any(fold(p.name) == fold(given) for p in others):
            raise BadInput("programme_named_so", name=given)
        return given


def _kept(terms: Terms) -> Terms:
    """Terms as they come back from the shop: an interim reward is given once."""
    checked = check_terms(terms)
    interim = replace(checked.interim, uses=1, name=_line(checked.interim.name)) if checked.interim else None
    reward = replace(checked.reward, name=_line(checked.reward.name))
    return replace(checked, interim=interim, reward=reward, words=storable(checked.words))


def _line(name: str) -> str:
    """A name as one line, as it can be stored."""
    return " ".join(storable(name).split())


def _meaning(terms: Terms) -> Terms:
    """Terms without which edition they are."""
    return replace(terms, id=0, programme_id=0, edition=0, from_on=None)
