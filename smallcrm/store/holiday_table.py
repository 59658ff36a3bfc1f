"""Public holidays remembered beside the program: loading the library of all countries takes longer than the window.

The memory is renewed whenever another version of the library is installed; where it cannot be kept, nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from smallcrm import paths

Ask = Callable[[str, int, int], frozenset[date]]


def remembered(country: str, first_year: int, last_year: int, ask: Ask) -> frozenset[date]:
    """Give the holidays of a country in those years as they were remembered, else as ``ask`` finds them."""
    stamp, key = _stamp(), f"{country} {first_year}-{last_year}"
    table = _read(stamp)
    with suppress(ValueError, TypeError):  # a memory that somebody changed is no memory
        if key in table:
            return frozenset(date.fromordinal(day) for day in table[key])
    found = ask(country, first_year, last_year)
    if stamp:
        table[key] = sorted(day.toordinal() for day in found)
        with suppress(OSError):
            paths.write_atomically(_place(), json.dumps({"library": stamp, "days": table}).encode())
    return found


def _place() -> Path:
    return paths.cache_folder() / "holidays.json"


def _read(stamp: str) -> dict[str, list[int]]:
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(_place().read_bytes())
        if stamp and kept["library"] == stamp:
            return dict(kept["days"])
    return {}


def _stamp() -> str:
    """Tell one installed library from another without loading it; empty where that cannot be seen."""
    with suppress(OSError, ImportError, ValueError):
        spec = find_spec("holidays")
        if spec is not None and spec.origin:
            package = Path(spec.origin).parent
            versions = sorted(place.name for place in package.parent.glob("holidays-*.dist-info"))
            return f"{versions[-1]} {package.stat().st_mtime_ns}" if versions else ""
    return ""
