"""What every command has: the options, the clock, and the shop, opened when first asked for."""

from __future__ import annotations

import argparse
import shlex
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from smallcrm import i18n, paths
from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.domain.masking import masked
from smallcrm.domain.reason import Reason
from smallcrm.i18n import _
from smallcrm.messages import reason as worded
from smallcrm.messages.clock import doubted
from smallcrm.safety.interrupted import interrupted_import
from smallcrm.store.clock import Clock, FixedClock
from smallcrm.store.shop import Shop


@dataclass(slots=True)
class Result:
    """What a command answers: ``data`` for programs, ``lines`` for people, ``told`` beside it on standard error."""

    data: Any
    lines: list[str] = field(default_factory=list)
    status: int = 0
    told: list[str] = field(default_factory=list)


class Context:
    """One run of the command line."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        when = options.now or options.today
        self.clock: Clock = FixedClock(when) if when else Clock()
        self.shop_file: Path = options.shop or paths.user_data() / "shop.smallcrm"
        self._shop: Shop | None = None
        self._last_report = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shop:
            self._shop.close()

    @property
    def language(self) -> str:
        """The language asked for, else the system's."""
        return str(self.options.language or i18n.system_language())

    def shop(self, *, create: bool = False) -> Shop:
        """The open shop; with ``create`` a missing file is made. From here on the shop's language is spoken."""
        if self._shop is None:
            if not create and not self.shop_file.exists():
                raise FileTrouble("missing", file=str(self.shop_file))
            self._shop = Shop.open(self.shop_file, clock=self.clock, create=create, language=self.language)
            settings = self._shop.settings.read()
            i18n.set_language(self.options.language or settings.language, settings.country)
            for file in interrupted_import(self.shop_file):
                print(
                    _("The import of {file} did not finish. Nothing of it was added.").format(file=file),
                    file=sys.stderr,
                )
        return self._shop

    def dated(self, result: Result) -> Result:
        """Give a result that also says where the computer's date is doubted: nothing expires by it."""
        doubt = self.shop().clock_guard.doubt()
        if doubt is not None:
            said = doubted(self.shop().now, doubt.since)
            result.data["clock"] = {"code": doubt.code, "text": said}
            where = ["--shop", str(self.options.shop)] if self.options.shop else []
            confirmed = shlex.join(["smallcrm", *where, "check", "--date-is-right"])
            result.told.append(f"{said} {_('Is the date right?')} {confirmed}")
        return result

    def adopt(self, shop: Shop) -> None:
        """Use a shop that was opened elsewhere."""
        self._shop = shop

    def refuse_over(self, target: Path, *precious: Path) -> None:
        """Raise ShopError where a file to be written would take the place of the shop or of another precious file."""
        for file in (self.shop_file, *precious):
            if target.resolve() == file.resolve() or (target.exists() and file.exists() and target.samefile(file)):
                raise ShopError("cannot_write", file=str(target))

    def report(self, done: int, total: int) -> None:
        """Show progress, on a terminal only."""
        if not sys.stderr.isatty() or not total:
            return
        now = time.monotonic()
        if done < total and now - self._last_report < 0.1:
            return
        self._last_report = now
        end = "\n" if done >= total else ""
        print(f"\r{100 * done // total:3d} %", end=end, file=sys.stderr, flush=True)


def told(why: Reason) -> dict[str, str]:
    """A reason as it stands in JSON."""
    return {"code": why.code, "text": masked(worded(why))}
