"""How long work tells how far it is. ``report(done, total)`` raises ``Cancelled`` when a person said stop."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int], None]


def silent(_done: int, _total: int) -> None:
    """Report to nobody."""
