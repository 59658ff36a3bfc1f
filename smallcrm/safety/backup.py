"""Backups: each a plain, verified shop file beside the shop, named by its time, thinned with care."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from smallcrm.domain.errors import ShopError
from smallcrm.domain.progress import Report, silent
from smallcrm.store.copy import verified_copy

_NAME = re.compile(r"(?P<stem>.+)-(?P<at>\d{8}-\d{6})(?:-(?P<why>[a-z]+))?\.smallcrm")
_KEEP_ALL = timedelta(days=2)
_DAILY, _WEEKLY, _MONTHLY = 14, 8, 12
_PAUSE_MARK = "restored"
_PAUSE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in the folder."""

    path: Path
    at: datetime
    why: str
    """``closing``, ``import``, ``migration``, ``restored`` … or empty when somebody asked for it."""
    size: int
    """Bytes."""


def folder_of(shop_file: Path) -> Path:
    """Where backups of a shop lie when nobody says otherwise."""
    return shop_file.parent / "backups"


def backup(
    shop_file: Path, now: datetime, *, folder: Path | None = None, why: str = "", report: Report = silent
) -> Path:
    """Make a verified copy of the shop; its path. Older backups are thinned only after it is proved."""
    where = folder or folder_of(shop_file)
    try:
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ShopError("backup_failed", file=str(where)) from error
    at = now.replace(microsecond=0, tzinfo=None)
    taken = {b.at for b in backups(where, shop_file.stem)}
    while at in taken:  # one second, one backup: their order says which is newer
        at += timedelta(seconds=1)
    mark = f"-{why}" if why else ""
    target = where / f"{shop_file.stem}-{at:%Y%m%d-%H%M%S}{mark}.smallcrm"
    verified_copy(shop_file, target, report)
    # Backups from the future say that a clock is wrong, now or then: they stay, and the new one counts as the newest.
    if where == folder_of(shop_file):  # a stick may hold the backups of another shop of that name
        thin([b for b in backups(where, shop_file.stem) if b.at <= at])
    return target


def backup_if_changed(shop_file: Path, now: datetime, why: str) -> Path | None:
    """Make a backup unless the newest one holds the same changes already."""
    known = backups(folder_of(shop_file), shop_file.stem)
    if known and _last_change(known[0].path) == _last_change(shop_file) is not None:
        return None
    return backup(shop_file, now, why=why)


def backups(folder: Path, stem: str) -> list[Backup]:
    """Backups of a shop, newest first."""
    found = []
    for path in folder.glob("*.smallcrm") if folder.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match and match["stem"] == stem:
            with suppress(ValueError, OSError):  # no time of day in the name, or gone meanwhile
                at = datetime.strptime(match["at"], "%Y%m%d-%H%M%S")  # noqa: DTZ007 — local time, as the name says
                found.append(Backup(path, at, match["why"] or "", path.stat().st_size))
    return sorted(found, key=lambda b: (b.at, b.path.name), reverse=True)


def _last_change(file: Path) -> tuple[object, ...] | None:
    """The last change in a closed shop file or backup, or None where it cannot be read; empty without any.

    After a restore another change may bear the number that is in a backup already: its time and values tell them apart.
    Its own time: the latest time of all may be that of an older change, made before a clock was set back.
    """
    query = "SELECT change_no, at, label, params, undone FROM journal ORDER BY change_no DESC, id DESC LIMIT 1"
    with (
        suppress(sqlite3.Error, UnicodeDecodeError),
        closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as db,
    ):
        return tuple(db.execute(query).fetchone() or ())
    return None


def to_keep(found: Sequence[Backup]) -> set[Path]:
    """Which backups stay: all of the two days before the newest, then daily, weekly, monthly ones; the newest always.

    Ages are counted from the newest backup, not from the clock, so that a clock set wrongly deletes nothing.
    """
    if not found:
        return set()
    newest = found[0].at
    if any(b.why == _PAUSE_MARK and newest - b.at < _PAUSE for b in found):
        return {b.path for b in found}
    kept = {b.path for b in found if newest - b.at <= _KEEP_ALL}
    for pattern, most in (("%Y-%m-%d", _DAILY), ("%G-%V", _WEEKLY), ("%Y-%m", _MONTHLY)):
        first_of: dict[str, Path] = {}
        for b in found:
            first_of.setdefault(b.at.strftime(pattern), b.path)
        kept.update(list(first_of.values())[:most])
    return kept


def thin(found: Sequence[Backup]) -> list[Path]:
    """Delete what need not stay; the paths that went."""
    kept = to_keep(found)
    gone = [b.path for b in found if b.path not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
