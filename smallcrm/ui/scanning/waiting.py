"""What waits because another program is writing to the shop file: kept with its key and moment, tried again."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from smallcrm.domain.errors import FileTrouble
from smallcrm.ui import machine

AGAIN_MS, LATER_MS = 250, 5000
"""From try to try while another program writes; while the file cannot be used at all."""


class Deed(StrEnum):
    """What a task books; all but REDEEM stamp as well."""

    STAMP = "stamp"
    GIVE = "give"
    ADD = "add"
    """Give it to somebody who is new here: ``name``."""
    INSTEAD = "instead"
    BRING_BACK = "bring_back"
    REDEEM = "redeem"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to be booked: for whom (a card's number or a customer), with the key and the moment of the scan."""

    who: str | int
    key: str
    at: datetime
    programme_id: int = 0
    cents: int = 0
    again: bool = False
    force: str = ""
    deed: Deed = Deed.STAMP
    customer_id: int = 0
    """Who is given the card that was scanned, or brought back."""
    reward_id: int = 0
    name: str = ""


class Kept:
    """What waits, as this PC remembers it: from the moment it waits, for a program may be killed."""

    def __init__(self, settings: QSettings, file: Path) -> None:
        self._settings, self._key = settings, machine.of_shop("waiting", file)

    def tasks(self) -> list[Task]:
        """Give what is remembered, the first before the others; another window of the shop may have added to it."""
        return [task for task in map(_task, self._known()) if task is not None]

    def add(self, task: Task) -> None:
        """Remember a task."""
        fresh = asdict(task) | {"at": task.at.isoformat()}
        self._write([*(one for one in self._known() if one.get("key") != task.key), fresh])

    def remove(self, keys: Collection[str]) -> None:
        """Forget the tasks of these keys."""
        self._write([one for one in self._known() if one.get("key") not in keys])

    def _known(self) -> list[dict[str, Any]]:
        """All that is remembered, also what a newer version wrote: it is kept for that one."""
        self._settings.sync()
        try:
            known = json.loads(str(self._settings.value(self._key, "")) or "[]")
        except ValueError:  # edited by hand
            return []
        return [one for one in known if isinstance(one, dict)] if isinstance(known, list) else []

    def _write(self, known: list[dict[str, Any]]) -> None:
        self._settings.remove(self._key)
        if known:
            self._settings.setValue(self._key, json.dumps(known))
        self._settings.sync()


def _task(known: dict[str, Any]) -> Task | None:
    """Give a task as it was, or None: it cannot be read here."""
    try:
        return Task(**{**known, "at": datetime.fromisoformat(known["at"]), "deed": Deed(known["deed"])})
    except (ValueError, TypeError, KeyError):
        return None


class Waiting(QObject):
    """Tries again each 250 ms, the first before the others; ``count_changed`` when one came or went.

    ``book`` raises FileTrouble where a task has to go on waiting; anything else is told, and the next one has its turn.
    """

    count_changed = Signal()

    def __init__(
        self, book: Callable[[Task], object], tell: Callable[[Exception], object], kept: Kept, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.tasks: list[Task] = []
        self.kept = kept
        self._book, self._tell = book, tell
        self._told = ""
        """The trouble with the file that was told last."""
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.retry)

    def add(self, task: Task) -> None:
        """Keep a task until it can be booked."""
        self.kept.add(task)
        self.tasks.append(task)
        self._timer.start(AGAIN_MS)
        self.count_changed.emit()

    def retry(self) -> None:
        """Book what can be booked now."""
        while self.tasks:
            try:
                self._book(self.tasks[0])
            except FileTrouble as trouble:
                self._wait_on(trouble)
                return
            except Exception as error:  # noqa: BLE001 — told; what waits behind it is somebody else's stamp
                self._tell(error)
            self._gone()

    def _wait_on(self, trouble: FileTrouble) -> None:
        locked = trouble.code == "locked"
        self._timer.start(AGAIN_MS if locked else LATER_MS)
        if not locked and trouble.code != self._told:
            self._told = trouble.code
            self._tell(trouble)

    def _gone(self) -> None:
        self._told = ""
        self.kept.remove([self.tasks.pop(0).key])
        if not self.tasks:
            self._timer.stop()
        self.count_changed.emit()

    def close(self, book: Callable[[Task], bool]) -> None:
        """Try each once more; what does not come off, for whatever reason, is remembered for the next start."""
        self._timer.stop()
        for task in self.tasks:
            try:
                if book(task):
                    self.kept.remove([task.key])
            except FileTrouble:
                return
            except Exception as error:  # noqa: BLE001 — told; a window closes whatever happens
                self._tell(error)
