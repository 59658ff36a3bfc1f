"""What the worker does for an import: read, plan, write in one piece, take back."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smallcrm.domain.errors import ShopError
from smallcrm.domain.incoming import Problem, ReadFile
from smallcrm.domain.masking import masked
from smallcrm.domain.progress import Report
from smallcrm.store.forms import is_home_phone
from smallcrm.store.imports import ImportPlan
from smallcrm.store.shop import Shop

Mappings = Mapping[Path, Mapping[str, Any]]


@contextmanager
def unbroken() -> Iterator[None]:
    """Keep Python from looking for garbage meanwhile: among a hundred thousand new values that stops the window."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # what was made just now need not be looked through in one long breath either
        if was:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Looked:
    """Files as they were read, and what importing them would do. ``unread``: files nobody can read, with the error."""

    paths: tuple[Path, ...]
    files: tuple[ReadFile, ...]
    plan: ImportPlan
    unread: tuple[tuple[Path, ShopError], ...] = ()
    country: str = ""
    """The shop's own: by it a phone number is told from an identity code."""

    def shown(self, text: str) -> str:
        """Give a text of the files without what is personal in identity codes."""
        return masked(text, lambda digits: is_home_phone(digits, self.country))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot come in or was left behind; rejected rows first."""
        return tuple(sorted(self.plan.problems, key=lambda p: not p.rejected))

    @property
    def differing(self) -> int:
        """How many customers have another value in the file than in the shop."""
        return sum(bool(i.differing) for i in self.plan.items)


def look(shop: Shop, paths: Sequence[Path], mappings: Mappings, report: Report, matches: str = "fill") -> Looked:
    """Read the files and plan the import; nothing is written. ``matches``: fill, overwrite or skip."""
    with unbroken():
        return _look(shop, paths, mappings, report, matches)


def _look(shop: Shop, paths: Sequence[Path], mappings: Mappings, report: Report, matches: str) -> Looked:
    from smallcrm.exchange.files import read_file

    today = shop.today
    with shop.database.attached():
        country = shop.settings.read().country
    read: list[ReadFile] = []
    good: list[Path] = []
    unread: list[tuple[Path, ShopError]] = []
    for path in paths:
        try:
            read.append(read_file(path, mapping=mappings.get(path), country=country, today=today, report=report))
            good.append(path)
        except ShopError as error:
            if error.code != "unreadable_file":
                raise
            unread.append((path, error))
    with shop.database.attached():
        plan = shop.imports.plan(read, matches, report)
    return Looked(tuple(good), tuple(read), plan, tuple(unread), country)


def bring_in(shop: Shop, looked: Looked, report: Report) -> int:
    """Make a backup, then write the plan, all of it or nothing; the id of the step, 0 where nothing was new."""
    from smallcrm.safety.backup import backup_if_changed
    from smallcrm.safety.interrupted import importing

    names = [f.file for f in looked.files]
    with unbroken(), shop.database.attached():
        report(0, max(1, len(looked.plan.items)))
        backup_if_changed(shop.file, shop.now, "import")
        with importing(shop.file, names, shop.now):
            return shop.imports.apply(looked.plan, report)


def take_back(shop: Shop, step: int, report: Report) -> int:
    """Undo an import; how many customers were changed later and stayed."""
    with unbroken(), shop.database.attached():
        return len(shop.journal.undo_step(step, report).kept)


def save_rejected(looked: Looked, out: Path) -> int:
    """Write what was rejected, importable again: one file, or for several files a folder of that name."""
    from smallcrm.exchange.files import write_rejects

    several = len(looked.files) > 1
    targets = [out / file.file if several else out for file in looked.files]
    if {t.resolve() for t in targets} & {p.resolve() for p in looked.paths}:  # never over what was read
        raise ShopError("cannot_write", file=str(out))
    written = 0
    try:
        if several:
            out.mkdir(parents=True, exist_ok=True)
        for file, target in zip(looked.files, targets, strict=True):
            mine = [p for p in looked.plan.problems if p.file == file.file]
            written += write_rejects(mine, target, file.header)
    except OSError as error:
        raise ShopError("cannot_write", file=str(out)) from error
    return written
