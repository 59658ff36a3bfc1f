"""The day that stands in a text while it is typed; a phrase that was refused stays refused while it stands there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from smallcrm import i18n
from smallcrm.domain.quick_dates import Asking, Found, read
from smallcrm.i18n import current_locale

LONGEST = 1200
"""Characters of a text in which days are looked for, with each key: of a longer one in its end."""


@dataclass
class QuickWords:
    """Reads days in the language of the window, then in that of the shop."""

    now: Callable[[], datetime]
    is_open: Callable[[date], bool]
    shop_language: Callable[[], str]
    refused: set[str] = field(default_factory=set)

    def read(self, text: str) -> Found | Asking | None:
        """Give the first day in a text that was not refused; forget refusals of words that are gone."""
        low = text.casefold()
        self.refused = {phrase for phrase in self.refused if phrase in low}
        skipped = len(text) - LONGEST
        if skipped > 0:
            skipped = max(text.find(" ", skipped), text.find("\n", skipped), skipped)
            text = " " * skipped + text[skipped:]
        for _again in range(20):
            found = self._read(text)
            if found is None or text[found.start : found.end].casefold() not in self.refused:
                return found
            text = text[: found.start] + "\n" * (found.end - found.start) + text[found.end :]
        return None

    def refuse(self, text: str, found: Found | Asking) -> None:
        """Let these words be words."""
        self.refused.add(text[found.start : found.end].casefold())

    def _read(self, text: str) -> Found | Asking | None:
        spoken = [c for c in dict.fromkeys((i18n.language(), self.shop_language())) if c in i18n.LANGUAGES]
        american = current_locale().territory == "US"
        for code in spoken or ["en"]:
            found = read(text, code, self.now(), self.is_open, month_first=american)
            if found is not None:
                return found
        return None
