"""Stamps that wait because another program is writing to the shop file: kept with their key and moment, tried again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QTimer, Signal

from smallcrm.domain.errors import FileTrouble
from smallcrm.ui import machine

AGAIN_MS = 250


@dataclass(frozen=True, slots=True)
class Task:
    """One stamp to be booked: whom (a card's number or a customer), with the key and the moment of the scan."""

    who: str | int
    key: str
    at: datetime
    programme_id: int = 0
    cents: int = 0
    again: bool = False
    force: str = ""


class Waiting(QObject):
    """Tries again each 250 ms, the first before the others; ``count_changed`` when one came or went."""

    count_changed = Signal()

    def __init__(self, book: Callable[[Task], object], parent: QObject) -> None:
        super().__init__(parent)
        self.tasks: list[Task] = []
        self._book = book
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.retry)

    def add(self, task: Task) -> None:
        """Keep a stamp until it can be booked."""
        self.tasks.append(task)
        self._timer.start()
        self.count_changed.emit()

    def retry(self) -> None:
        """Book what can be booked now."""
        while self.tasks:
            task = self.tasks[0]
            try:
                self._book(task)
            except FileTrouble as trouble:
                if trouble.code == "locked":
                    return
                self._gone()
                raise
            except Exception:
                self._gone()
                raise
            self._gone()

    def _gone(self) -> None:
        self.tasks.pop(0)
        if not self.tasks:
            self._timer.stop()
        self.count_changed.emit()

    def close(self) -> list[Task]:
        """Try each once more, and give those that still wait."""
        self._timer.stop()
        self.retry()
        self._timer.stop()
        return self.tasks


def leave(settings: QSettings, file: Path, tasks: list[Task]) -> None:
    """Keep on this PC what could not be booked before the window closed."""
    key = machine.of_shop("waiting", file)
    settings.remove(key)
    if tasks:
        settings.setValue(key, json.dumps([asdict(task) | {"at": task.at.isoformat()} for task in tasks]))


def left(settings: QSettings, file: Path) -> list[Task]:
    """Give what was left, once."""
    key = machine.of_shop("waiting", file)
    text = str(settings.value(key, ""))
    settings.remove(key)
    try:
        return [Task(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in json.loads(text or "[]")]
    except (ValueError, TypeError, KeyError):  # edited by hand
        return []
