"""Public holidays and their names, remembered beside the program: loading the library takes longer than the window.

The memory is renewed whenever another version of the library is installed; where it cannot be kept, nothing is lost.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR, date
from importlib.util import find_spec
from pathlib import Path

from smallcrm import paths

Ask = Callable[[str, int, int], frozenset[date]]
AskNames = Callable[[str, int, int, str], Mapping[date, str]]
_AROUND = 1
"""Years before and after one whose names are asked for: they are turned to next, and loading takes longest."""


@dataclass(slots=True)
class _Memory:
    """What is remembered: days by country and year, names by country, language and year."""

    days: dict[str, list[int]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)


def remembered(country: str, first_year: int, last_year: int, ask: Ask) -> frozenset[date]:
    """Give the holidays of a country in those years as they were remembered, else as ``ask`` finds them."""
    stamp, years = _stamp(), range(first_year, last_year + 1)
    memory = _read(stamp)
    with suppress(KeyError, ValueError, TypeError, OverflowError):  # a memory that somebody changed is no memory
        return frozenset(date.fromordinal(day) for year in years for day in memory.days[f"{country} {year}"])
    found = ask(country, first_year, last_year)
    for year in years:
        memory.days[f"{country} {year}"] = sorted(day.toordinal() for day in found if day.year == year)
    _write(stamp, memory)
    return found


def remembered_names(country: str, year: int, language: str, ask: AskNames) -> dict[date, str]:
    """Give the names of a year's holidays as they were remembered, else as ``ask`` finds them."""
    stamp, key = _stamp(), f"{country} {language} {year}"
    memory = _read(stamp)
    with suppress(KeyError, ValueError, TypeError, OverflowError, AttributeError):
        return {date.fromordinal(int(day)): str(name) for day, name in memory.names[key].items()}
    first, last = max(year - _AROUND, MINYEAR), min(year + _AROUND, MAXYEAR)
    found = ask(country, first, last, language)
    for one in range(first, last + 1):
        here = {str(day.toordinal()): name for day, name in sorted(found.items()) if day.year == one}
        memory.names[f"{country} {language} {one}"] = here
    _write(stamp, memory)
    return {day: name for day, name in found.items() if day.year == year}


def _place() -> Path:
    return paths.cache_folder() / "holidays.json"


def _read(stamp: str) -> _Memory:
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        kept = json.loads(_place().read_bytes())
        if stamp and kept["library"] == stamp:
            return _Memory(dict(kept["days"]), dict(kept.get("names", {})))
    return _Memory()


def _write(stamp: str, memory: _Memory) -> None:
    if stamp:
        kept = {"library": stamp, "days": memory.days, "names": memory.names}
        with suppress(OSError):
            paths.write_atomically(_place(), json.dumps(kept, ensure_ascii=False).encode())


def _stamp() -> str:
    """Tell one installed library from another without loading it; empty where that cannot be seen."""
    with suppress(OSError, ImportError, ValueError):
        spec = find_spec("holidays")
        if spec is not None and spec.origin:
            package = Path(spec.origin).parent
            versions = sorted(place.name for place in package.parent.glob("holidays-*.dist-info"))
            return f"{versions[-1]} {package.stat().st_mtime_ns}" if versions else ""
    return ""
