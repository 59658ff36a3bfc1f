"""Follow-ups as the calendar shows them: on the day they wait for, done ones on the day they were done for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from smallcrm.domain.agenda import Layer, Mark, MarkKind, MarkState
from smallcrm.domain.follow_up import State
from smallcrm.domain.rules import Rule, patient
from smallcrm.store.database import parts
from smallcrm.store.follow_up_list import MEANT, NOT_BINNED
from smallcrm.store.follow_up_rows import LIVE
from smallcrm.store.tables import FOLLOW_UP_ON

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop

_NO_TIME = "~"
"""Comes after all times."""
_WHAT = "SELECT f.id, f.customer_id, c.name, f.kind, f.text, f.state, f.due, f.urgent, f.rule, f.rule_key"
_WHOSE = "follow_up AS f JOIN customer AS c ON c.id = f.customer_id"


class Tasks:
    """The follow-ups of a period: of whom the list of follow-ups shows them."""

    def __init__(self, shop: Shop, start: date, end: date, layers: Collection[Layer]) -> None:
        self._shop, self._db, self._today = shop, shop.database, shop.today
        self.by_day: dict[date, list[tuple[str, int]]] = {}
        """Time and id of what stands on each day, in that order; what has no time comes last."""
        if Layer.FOLLOW_UPS in layers:
            self._read(start, end)

    def _read(self, start: date, end: date) -> None:
        found = self._db.sql(
            f"SELECT {FOLLOW_UP_ON}, f.due, f.at, f.snoozed_to, f.id FROM follow_up AS f"
            f" WHERE {FOLLOW_UP_ON} BETWEEN ? AND ? AND ({LIVE} OR f.state = 'done' AND {FOLLOW_UP_ON} <= ?)"
            f" AND {NOT_BINNED} AND {MEANT}",
            [start.isoformat(), end.isoformat(), self._today.isoformat()],
        )
        with self._db.understood():
            for on, due, at, snoozed, follow_up_id in found:
                key = (_hour(due, at, snoozed or "") or _NO_TIME, int(follow_up_id))
                self.by_day.setdefault(date.fromisoformat(on), []).append(key)
        for keys in self.by_day.values():
            keys.sort()

    def marks(self, room: Mapping[date, int]) -> dict[date, list[Mark]]:
        """Give the first of each day of ``room``, as many as that says there is room for."""
        shown = {day: self.by_day.get(day, [])[:many] for day, many in room.items() if many > 0}
        rows = self._rows([key[1] for keys in shown.values() for key in keys])
        rules = {rule.id: rule for rule in self._shop.rules.all()} if any(row[8] for row in rows.values()) else {}
        with self._db.understood():
            return {
                day: [self._mark(day, hour, rows[i], rules) for hour, i in keys if i in rows]
                for day, keys in shown.items()
            }

    def _rows(self, ids: list[int]) -> dict[int, tuple[Any, ...]]:
        return {
            int(row[0]): row
            for marks, part in parts(ids)
            for row in self._db.sql(
                f"{_WHAT} FROM {_WHOSE} WHERE f.id IN ({marks})",
                part,
            )
        }

    def _mark(self, day: date, hour: str, row: tuple[Any, ...], rules: Mapping[int, Rule]) -> Mark:
        i, customer, name, kind, text, state, due, urgent, rule, key = row
        patience = None if urgent else patient(kind, key, rules.get(rule))
        stands = MarkState.DONE if state == State.DONE else MarkState.PLAIN
        if not stands and day < self._today and (patience is None or self._today - date.fromisoformat(due) > patience):
            stands = MarkState.OVERDUE
        at = None if hour == _NO_TIME else time.fromisoformat(hour)
        return Mark(
            MarkKind.FOLLOW_UP, day, Layer.FOLLOW_UPS, i, customer, name, state=stands, at=at, what=kind, text=text
        )


def _hour(due: str, at: str, snoozed: str) -> str:
    """Give the time of day for which something waits, as ``FollowUp.hour`` does, of what is stored; empty: none."""
    if not snoozed or snoozed[:10] < due:
        return at
    put_off = snoozed[11:16]
    if put_off.strip("0:"):
        return put_off
    return at if snoozed[:10] == due else ""
