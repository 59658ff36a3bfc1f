"""What opens after this window or page, and whether this PC has used a shop file before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings

from smallcrm import messages, paths
from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.ui import machine

if TYPE_CHECKING:
    from smallcrm.ui.start.shops import Wish


def seen_key(shop_file: Path) -> str:
    """Give the name under which this PC remembers what it last saw in a shop file."""
    return machine.of_shop("seen", shop_file)


@dataclass(frozen=True, slots=True)
class Next:
    """What to open next."""

    file: Path
    candidate: Path | None = None
    """A backup to put in its place first."""
    fresh: bool = False
    """Begin a new, empty shop where the file is missing."""
    look: bool = False
    """Open it to look only, without writing anything beside it."""
    wish: Wish | None = None
    """What the first start was asked for, where it made this shop."""
    minimised: bool = False
    """Show its window small, for nobody asked for it yet."""
    begin: bool = False
    """Begin one's own shop first: somebody has looked around in this one, speaking ``language``."""
    language: str = ""


def refuse_missing(this: Next) -> None:
    """Raise FileTrouble where the file is gone that this PC used before: a new, empty shop would hide the loss.

    With the start of the PC nobody asks for a new one either: the drive may not be there yet.
    """
    settings = QSettings(str(paths.settings_file()), QSettings.Format.IniFormat)
    known = this.minimised or settings.contains(seen_key(this.file))
    if known and not this.fresh and not this.file.exists():
        raise FileTrouble("missing", file=str(this.file))


def restored(candidate: Path | None, file: Path, now: datetime) -> str:
    """Put a backup in the place of the shop, if there is one; the sentence of what went wrong, or nothing."""
    if candidate is None:
        return ""
    from smallcrm.safety.restore import restore

    try:
        restore(candidate, file, now)
    except ShopError as failed:
        return messages.error(failed)
    return ""
