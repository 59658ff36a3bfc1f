"""Expected errors: codes and values. ``messages`` makes the sentence. Anything else is a bug."""

from __future__ import annotations

from typing import Any


class ShopError(Exception):
    """An expected error: ``code`` is stable and English, ``values`` fill the translated sentence."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


class FileTrouble(ShopError):  # noqa: N818 — the name is the message
    """The shop file cannot be used as it is: missing, empty, foreign, damaged, newer, locked, read-only, disk full."""


class NotFound(ShopError):  # noqa: N818 — the name is the message
    """Nothing with that id (or name) is in the shop."""


class Conflict(ShopError):  # noqa: N818 — the name is the message
    """Somebody changed the same record meanwhile; nothing was overwritten."""


class BadInput(ShopError):  # noqa: N818 — the name is the message
    """What was typed cannot be read; the typed text is kept by whoever asked."""


class Refused(ShopError):  # noqa: N818 — the name is the message
    """The rules of a punch card say no; nothing was booked.

    ``verdict`` is what a guard said, where one did; ``view`` the card as it stands.
    """

    def __init__(self, code: str, *, verdict: Any = None, view: Any = None, **values: Any) -> None:
        super().__init__(code, **values)
        self.verdict = verdict
        self.view = view


class Cancelled(Exception):  # noqa: N818 — not an error: the person said stop
    """A person stopped the work; nothing was changed. Silent."""
