"""One handle for the whole shop: opened once, handed to windows and commands."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import ShopSettings
from smallcrm.store import database as db
from smallcrm.store.agenda import Agenda
from smallcrm.store.calendar import Calendar
from smallcrm.store.clock import Clock
from smallcrm.store.clock_guard import ClockGuard
from smallcrm.store.congratulations import Congratulations
from smallcrm.store.customers import Customers
from smallcrm.store.drafts import Drafts
from smallcrm.store.due import DueReading
from smallcrm.store.events import Events
from smallcrm.store.follow_ups import FollowUps, move_on
from smallcrm.store.gifts import Gifts, Remedies
from smallcrm.store.imports import Imports
from smallcrm.store.index import Index
from smallcrm.store.journal import JournalStore, OpenStep, owners
from smallcrm.store.letters import Letters
from smallcrm.store.loyalty.balances import Balances
from smallcrm.store.loyalty.cards import Cards
from smallcrm.store.loyalty.ledger import LedgerStore
from smallcrm.store.loyalty.programmes import Programmes
from smallcrm.store.loyalty.report import CardReport
from smallcrm.store.name_days import NameDays
from smallcrm.store.occasion_kinds import OccasionKinds
from smallcrm.store.occasions import Occasions
from smallcrm.store.passing_on import PassingOn
from smallcrm.store.rules import RULED, Rules
from smallcrm.store.settings import Settings
from smallcrm.store.staff import StaffStore
from smallcrm.store.telling import Tellings
from smallcrm.store.timeline import Timeline
from smallcrm.store.touching import StayingInTouch
from smallcrm.store.visits import Visits
from smallcrm.store.worklist import Worklist
from smallcrm.store.zones import zone_of

Listener = Callable[[frozenset[str]], None]
COUNTRY_OF = {"en": "GB", "fi": "FI", "nb": "NO", "pl": "PL"}


class Shop:
    """The open shop file. Each attribute is one subject; each public method of theirs is one transaction."""

    def __init__(self, database: db.Database, clock: Clock) -> None:
        self.database = database
        self.clock = clock
        self.actor = ""
        self._listeners: list[Listener] = []
        self.on_trouble: Callable[[str], object] = lambda _code: None
        """Told, on its thread, the code of what kept a change from being saved."""
        self._local = threading.local()
        self._seen_version = 0
        self._zone: tzinfo | None = None
        self.journal = JournalStore(self)
        self.settings = Settings(self)
        self.index = Index(self)
        self.customers = Customers(self)
        self.timeline = Timeline(self)
        self.visits = Visits(self)
        self.follow_ups = FollowUps(self)
        self.remedies = Remedies(self)
        self.gifts = Gifts(self)
        self.drafts = Drafts(self)
        self.calendar = Calendar(self)
        self.congratulations = Congratulations(self)
        self.occasion_kinds = OccasionKinds(self)
        self.occasions = Occasions(self)
        self.events = Events(self)
        self.agenda = Agenda(self)
        self.name_days = NameDays(self)
        self.letters = Letters(self)
        self.worklist = Worklist(self)
        self.rules = Rules(self)
        self.touch = StayingInTouch(self)
        self.due = DueReading(self)
        self.imports = Imports(self)
        self.staff = StaffStore(self)
        self.telling = Tellings(self)
        self.passing_on = PassingOn(self)
        self.clock_guard = ClockGuard(self)
        self._open_cards()
        self.changed_outside()

    def _open_cards(self) -> None:
        """Hand out what belongs to punch cards and rewards."""
        self.programmes = Programmes(self)
        self.card_report = CardReport(self)
        self.balances = Balances(self)
        self.ledger = LedgerStore(self)
        self.cards = Cards(self)

    @classmethod
    def open(
        cls,
        file: Path,
        *,
        clock: Clock | None = None,
        create: bool = False,
        country: str = "",
        language: str = "en",
        busy_ms: int = 2000,
        look: bool = False,
    ) -> Shop:
        """Open a shop file; with ``create`` a missing file is made, its country by language. Raises FileTrouble.

        With ``look`` nothing can be changed: what tries to is refused as ``read_only``.
        """
        new = create and not look and not file.exists()
        database = db.open_database(file, new=new, busy_ms=busy_ms, look=look)
        try:
            shop = cls(database, clock or Clock())
            if new:
                where = country or COUNTRY_OF.get(language, "GB")
                shop.settings.begin(ShopSettings(language=language, country=where))
                shop._find_zone()
            if not look:
                shop.clock_guard.begin()
                shop.rules.begin()
        except BaseException:
            database.close()
            raise
        return shop

    def close(self) -> None:
        """Close this thread's connection."""
        self.database.close()

    @property
    def is_open(self) -> bool:
        """Whether this thread has a connection."""
        return not self.database.peewee.is_closed()

    @property
    def file(self) -> Path:
        """The shop file."""
        return self.database.file

    @property
    def identity(self) -> str:
        """What tells this shop from all others, whatever it is called: its file's first moment, kept in all copies."""
        found = self.database.sql("SELECT applied FROM schema_migration ORDER BY id LIMIT 1")
        return str(found[0][0]) if found else ""

    @property
    def now(self) -> datetime:
        """This moment, in the shop's zone."""
        return self.clock.now(self._zone)

    @property
    def today(self) -> date:
        """Today, in the shop."""
        return self.now.date()

    # -- changes ---------------------------------------------------------------------------------------------------

    @property
    def in_change(self) -> bool:
        """Whether a change is open in this thread."""
        return getattr(self._local, "step", None) is not None

    @property
    def in_transaction(self) -> bool:
        """Whether this thread is writing: what was read before need not hold."""
        return bool(getattr(self._local, "transaction", False))

    @property
    def open_step(self) -> OpenStep:
        """The open step; a write outside ``change`` is a bug."""
        step: OpenStep | None = getattr(self._local, "step", None)
        if step is None:
            raise RuntimeError("rows are written inside shop.change()")
        return step

    @contextmanager
    def change(
        self, label: str, *, bulk: bool = False, undoable: bool = True, quiet: bool = False, **values: Any
    ) -> Iterator[OpenStep]:
        """One transaction and one undo step; joins the open one. What changed nothing makes no step.

        What is not ``undoable`` stands in the history and is passed over by undo. ``quiet``: as in ``transaction``.
        """
        if self.in_change:
            yield self.open_step
            return
        step = OpenStep(label, values, bulk, undoable)
        with self.transaction(quiet=quiet):
            self._local.step = step
            try:
                yield step
                self._settle(step)
                if step.rows:
                    self.journal.keep(step)
            finally:
                self._local.step = None
        if step.rows:
            self.tell(step.areas)

    def _settle(self, step: OpenStep) -> None:
        """What follows from what a step wrote: the figures of those customers, and what the rules make of it."""
        self.clock_guard.seen()
        self.ledger.settle()
        wrote, booked = owners(self.database, step, "entry"), owners(self.database, step, "ledger")
        if seen := wrote | booked:
            self.visits.renew(seen)
            move_on(self, seen)
        if step.label in RULED:
            return
        stirred = wrote if step.bulk else seen  # stamps that came in a list, or under other terms, are no news
        if stirred := stirred | owners(self.database, step, "follow_up", "tag"):
            self.rules.after(stirred)

    @contextmanager
    def transaction(self, *, quiet: bool = False) -> Iterator[None]:
        """A transaction that takes the write lock at once; disk full, locked and the like become FileTrouble.

        ``quiet``: that somebody else writes just now is told to nobody but the caller, who tries again.
        """
        outer = self.in_transaction
        try:
            with self.database.expected(), self.database.peewee.atomic():
                self._local.transaction = True
                try:
                    yield
                finally:
                    self._local.transaction = outer
        except FileTrouble as trouble:
            if not outer and not (quiet and trouble.code == "locked"):
                self.on_trouble(trouble.code)
            raise

    def on_change(self, listener: Listener) -> None:
        """Call back after each commit with the areas that changed (none: any may have), on its thread."""
        self._listeners.append(listener)

    def off_change(self, listener: Listener) -> None:
        """Stop calling back."""
        self._listeners.remove(listener)

    def tell(self, areas: set[str]) -> None:
        """Tell everybody what changed; all of it where another program wrote since that was last asked."""
        if "settings" in areas:
            self._find_zone()
        outside = False
        if threading.get_ident() == self.database.home:  # each connection counts the others' changes for itself
            with suppress(FileTrouble):  # our change is saved, whatever goes on now
                outside = self.changed_outside()
        told = frozenset[str]() if outside else frozenset(areas | {"journal"})
        for listener in list(self._listeners):
            listener(told)

    def changed_outside(self) -> bool:
        """Whether another program (or thread) wrote to the file since this was last asked."""
        version = int(self.database.sql("PRAGMA data_version")[0][0])
        changed = version != self._seen_version
        self._seen_version = version
        if changed:
            self._find_zone()
        return changed

    def _find_zone(self) -> None:
        """Learn the zone anew: asked for each moment, it is read where settings may be other ones."""
        with suppress(FileTrouble), self.database.understood():  # else it stays: whoever reads settings says more
            rows = dict(self.database.sql("SELECT key, value FROM setting WHERE key IN ('zone', 'country')"))
            name, country = (str(json.loads(rows[key])) if key in rows else "" for key in ("zone", "country"))
            self._zone = zone_of(name, country)
