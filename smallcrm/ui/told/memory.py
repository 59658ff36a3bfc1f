"""What was told, kept in the settings of this PC, for each shop: so that a new start does not tell it again."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSettings

from smallcrm.domain.telling import Told
from smallcrm.ui import machine


def _key(shop_file: Path) -> str:
    return machine.of_shop("told", shop_file)


def recall(settings: QSettings, shop_file: Path) -> Told:
    """Give what was told; nothing where the file says nonsense."""
    kept = str(settings.value(_key(shop_file), "")).split()
    until: datetime | None = None
    marks = []
    with suppress(ValueError):
        until = datetime.fromisoformat(kept[0]).replace(tzinfo=None) if kept else None
    for mark in kept[1:]:
        id_, _at, when = mark.partition("@")
        with suppress(ValueError):
            marks.append((int(id_), datetime.fromisoformat(when).replace(tzinfo=None)))
    return Told(until, tuple(marks))


def keep(settings: QSettings, shop_file: Path, told: Told) -> None:
    """Remember what was told."""
    marks = [f"{id_}@{when.isoformat()}" for id_, when in told.marks]
    until = told.until.isoformat() if told.until else "-"
    settings.setValue(_key(shop_file), " ".join([until, *marks]))
