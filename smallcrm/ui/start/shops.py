"""The two shops of this PC, one's own and the sample: where they lie, which one opens, and how they come and go."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSettings

from smallcrm import paths
from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import ShopSettings
from smallcrm.domain.progress import Report
from smallcrm.safety.backup import backups, folder_of
from smallcrm.safety.window_lock import no_window
from smallcrm.store.clock import Clock
from smallcrm.store.database import take_name

SAMPLE, IMPORT, EMPTY, RESTORE = "sample", "import", "empty", "restore"
KEPT = "sample-with-customers"
"""What the file of a sample shop is called among the backups once customers were added to it."""
_LAST = "start/last"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody chose at the first start. ``way`` is one of the four above; ``backup`` belongs to ``RESTORE``."""

    language: str
    name: str = ""
    kind: str = "other"
    way: str = SAMPLE
    backup: Path | None = None
    files: tuple[Path, ...] = ()
    """Lists of customers dropped onto the window already."""

    @property
    def file(self) -> Path:
        """The shop file that opens then."""
        return sample_shop() if self.way == SAMPLE else own_shop()


def own_shop() -> Path:
    """Give the place of one's own shop."""
    return paths.user_data() / "shop.smallcrm"


def sample_shop() -> Path:
    """Give the place of the sample shop."""
    return paths.user_data() / "sample.smallcrm"


def to_open(settings: QSettings) -> Path | None:
    """Give the shop opened last of those that are there, or None before the first start."""
    there = [file for file in (own_shop(), sample_shop()) if file.exists()]
    if sample_shop() in there and str(settings.value(_LAST, "")) == SAMPLE:
        return sample_shop()
    return there[0] if there else None


def opens_by_itself(file: Path) -> bool:
    """Whether a shop is one of those that open when nobody names one."""
    return file in {own_shop(), sample_shop()}


def remember(settings: QSettings, file: Path) -> None:
    """Keep which of the two was opened; another shop changes nothing."""
    if opens_by_itself(file):
        settings.setValue(_LAST, SAMPLE if file == sample_shop() else "own")


def make(wish: Wish, clock: Clock, report: Report) -> Path:
    """Make the shop that was chosen, whole or not at all; its file. What is there already is opened as it is."""
    if wish.backup is not None:
        from smallcrm.safety.restore import restore

        restore(wish.backup, wish.file, clock.now())
    elif wish.way == SAMPLE and not wish.file.exists():
        _whole(wish.file, lambda part: _sample(part, wish, clock, report))
    elif not wish.file.exists():
        _whole(wish.file, lambda part: _own(part, wish, clock))
    return wish.file


def _whole(file: Path, write: Callable[[Path], object]) -> None:
    """Make a shop under another name, so that a crash leaves nothing that bears the name of one."""
    part = file.with_name(f"{file.stem}.{os.getpid()}.making")
    own = (part, part.with_name(part.name + "-journal"))
    try:
        for left in own:
            left.unlink(missing_ok=True)
        write(part)
        take_name(part, file)
    except FileTrouble as failed:
        if failed.code != "exists" or not file.exists():  # made by another start a moment ago: that is the shop
            raise
    except OSError as error:
        raise FileTrouble("cannot_write", file=str(file)) from error
    finally:
        for left in own:
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _sample(part: Path, wish: Wish, clock: Clock, report: Report) -> None:
    from smallcrm.sample import make_sample_shop

    make_sample_shop(part, language=wish.language, clock=clock, report=report)


def _own(part: Path, wish: Wish, clock: Clock) -> None:
    from smallcrm.store.shop import Shop

    shop = Shop.open(part, clock=clock, create=True, language=wish.language)
    try:
        begun: ShopSettings = shop.settings.read()
        shop.settings.save(replace(begun, name=wish.name.strip(), kind=wish.kind))
        shop.journal.trim(days=0)  # Ctrl+Z on the first morning must not take the name away
    finally:
        shop.close()


def drop_sample() -> None:
    """Take the sample shop and its backups away; one that a window has open stays until next time.

    One to which customers were added is kept among the backups. A shop of somebody's own that lies in its place,
    such as a backup brought back there, is none and stays.
    """
    file = sample_shop()
    with suppress(FileTrouble, OSError), no_window(file):
        sample, added = _looked_into(file)
        if not sample:
            return
        known = [kept.path for kept in backups(folder_of(file), file.stem)]
        if added:
            _keep(file, known)
        else:
            for path in (*known, file):
                path.unlink(missing_ok=True)
    if not file.exists():
        with suppress(OSError):
            file.with_name(file.name + ".lock").unlink(missing_ok=True)


def _looked_into(file: Path) -> tuple[bool, bool]:
    """Whether it is a sample shop, and whether customers were added after it was made."""
    from smallcrm.store.journal import added_after
    from smallcrm.store.shop import Shop

    shop = Shop.open(file)
    try:
        return shop.settings.read().sample, added_after(shop, "sample_made")
    finally:
        shop.close()


def _keep(file: Path, known: list[Path]) -> None:
    """Move the sample and its backups under a name that no later sample takes away."""
    folder = folder_of(own_shop())
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    named = f"{file.stem}-{Clock().now():%Y%m%d-%H%M%S}{file.suffix}"
    for path, name in [(file, named), *((path, path.name) for path in known)]:
        target = folder / name.replace(file.stem, KEPT, 1)
        if not target.exists():  # else it stays where it is
            path.rename(target)
