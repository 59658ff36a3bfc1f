"""What others did with the customers of one person of the staff, since that person last looked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from smallcrm import messages
from smallcrm.domain.model import Customer
from smallcrm.domain.progress import Report
from smallcrm.i18n import _
from smallcrm.store.journal import Step
from smallcrm.store.shop import Shop
from smallcrm.store.staff import StaffMember
from smallcrm.ui.pages.page import while_there

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from smallcrm.ui.window import MainWindow

FIRST = timedelta(days=30)
"""So far back is looked for somebody who never looked."""
_BY_ITSELF = frozenset({"rules_run", "run_started", "sample_made"})
"""Steps that nobody thought of one customer in."""
_LINE = 90
_TO_DO, _ENTRY = "follow_up", "entry"
_Key = tuple[str, int, str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that somebody did with a customer: in words, with what was written, by whom."""

    customer_id: int
    name: str
    step: Step
    words: str
    text: str = ""

    @property
    def at(self) -> datetime:
        """When it was done."""
        return datetime.fromisoformat(self.step.at)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, newest first, since when, for whom, and whether that person has customers of their own."""

    staff: StaffMember
    since: datetime
    found: tuple[Change, ...] = ()
    customers: int = 0

    def by_customer(self) -> dict[int, list[Change]]:
        """Give the changes of each customer; who had the newest comes first."""
        people: dict[int, list[Change]] = {}
        for change in self.found:
            people.setdefault(change.customer_id, []).append(change)
        return people


def at_the_counter(shop: Shop) -> StaffMember | None:
    """Give who is at the counter, if anybody is."""
    return next((one for one in shop.staff.all() if one.active and one.name == shop.actor), None)


def read(shop: Shop, staff: StaffMember, since: datetime | None = None) -> Changes:
    """Read what others did with the customers of somebody, since they looked last or since a moment."""
    after = since or shop.staff.seen(staff.id) or shop.now - FIRST
    mine, parted = shop.customers.of_assistant(staff.id), shop.journal.parted(after, staff.id)
    people = {one.id: one for one in shop.customers.get_many([*mine, *parted], photos=False)}
    own = {staff.name, staff.initials}
    steps = [s for s in shop.journal.since(after, list(people)) if s.actor not in own and s.label not in _BY_ITSELF]
    about = [(step, people[i]) for step in steps for i in step.customers if step.id <= parted.get(i, step.id)]
    written, helpers = _written(shop, {one.id for _step, one in about}), {one.id: one.name for one in shop.staff.all()}
    found = [
        Change(one.id, one.name, step, worded(step), _handed(step, one, helpers) or _of(step, one.id, written))
        for step, one in about
    ]
    return Changes(staff, after, tuple(found), len(mine))


def read_beside(window: MainWindow, owner: QObject, staff: StaffMember, then: Callable[[Changes], object]) -> None:
    """Read it beside the window, and hand it over if ``owner`` is still there."""
    shop = window.shop

    def work(_report: Report) -> Changes:
        with shop.database.attached():
            return read(shop, staff)

    window.jobs.start("", work).done.connect(while_there(owner, then))


def worded(step: Step) -> str:
    """Say what was done, without the name: it stands above."""
    words = messages.label(step)
    name = str(step.values.get("name", ""))
    return words.removesuffix(name).rstrip(" :\u00a0") if name else words


def _of(step: Step, customer: int, written: dict[_Key, str]) -> str:
    """What was written down in a step; of a note that is to be seen to, too, the note."""
    if step.label.startswith("customer_"):
        return ""
    key = (customer, step.at, step.actor)
    first = _TO_DO if step.label.startswith(_TO_DO) else _ENTRY
    second = _ENTRY if first == _TO_DO else _TO_DO
    return written.get((first, *key)) or written.get((second, *key), "")


def _handed(step: Step, customer: Customer, helpers: Mapping[int, str]) -> str:
    """Whose customer it is now, where a step changed that."""
    if "assistant" not in step.fields:
        return ""
    now = helpers.get(customer.assistant) or _("Nobody in particular")
    return _("{what}: {text}").format(what=_("Assistant"), text=now)


def _written(shop: Shop, people: set[int]) -> dict[_Key, str]:
    """What was written down, by customer, moment and actor: the step was made in the same second."""
    found: dict[_Key, str] = {}
    for customer in people:
        for follow_up in shop.follow_ups.of(customer):
            if follow_up.made_at is not None:
                at = follow_up.made_at.isoformat()
                found[_TO_DO, customer, at, follow_up.made_by] = _line(messages.follow_up_text(follow_up))
        for entry in reversed(shop.timeline.of(customer, limit=50)):
            if entry.written_at is not None and (text := _line(messages.entry_text(entry))):
                found[_ENTRY, customer, entry.written_at.isoformat(), entry.actor] = text
    return found


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LINE else f"{line[: _LINE - 1].rstrip()}…"
