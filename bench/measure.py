"""A figure beside its floor, and what the ratio of the two should be."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Measure:
    """One line of the table. ``goal`` is the largest ratio for times, the smallest for rates."""

    name: str
    figure: float
    floor: float
    unit: str
    goal: float
    floor_is: str

    @property
    def ratio(self) -> float:
        """Figure by floor: for times how many times the floor, for rates which part of it."""
        return self.figure / self.floor

    @property
    def is_rate(self) -> bool:
        """Whether more is better."""
        return self.unit.endswith("/s")

    @property
    def met(self) -> bool:
        """Whether the goal is met."""
        return self.ratio >= self.goal if self.is_rate else self.ratio <= self.goal

    def as_json(self) -> dict[str, object]:
        """Give the line with its ratio."""
        return asdict(self) | {"ratio": round(self.ratio, 3), "met": self.met}


def table(measures: Iterable[Measure]) -> str:
    """Give the lines as a table for people."""
    lines = [f"{'what':<44} {'figure':>11} {'floor':>11} {'unit':<8} {'ratio':>7} {'goal':>8}"]
    for m in measures:
        goal = f"{'≥' if m.is_rate else '≤'} {m.goal:g}"
        mark = "" if m.met else "  <- missed"
        lines.append(
            f"{m.name:<44} {m.figure:>11.4g} {m.floor:>11.4g} {m.unit:<8} {m.ratio:>7.2f} {goal:>8}{mark}"
            f"\n    floor: {m.floor_is}"
        )
    return "\n".join(lines)


def seconds(work: Callable[[], object]) -> float:
    """Give the wall time of one run."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best(work: Callable[[], object], runs: int = 3) -> float:
    """Give the fastest of some runs: the one that others disturbed least."""
    return min(seconds(work) for _ in range(runs))


def p95(times: Iterable[float]) -> float:
    """Give the time that 95 of 100 stay under."""
    ordered = sorted(times)
    return ordered[math.ceil(len(ordered) * 0.95) - 1]
