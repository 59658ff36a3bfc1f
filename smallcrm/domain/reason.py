"""A reason is a stable English code with values; ``messages.reason()`` words it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was left out, rejected or worth a look.

    ``values`` are (name, value) pairs that fill the translated sentence.
    """

    code: str
    values: tuple[tuple[str, Any], ...] = ()


def reason(code: str, **values: Any) -> Reason:
    """Make a reason: ``reason("bad_date", value="31.2.1980")``."""
    return Reason(code, tuple(values.items()))
