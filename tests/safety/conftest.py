"""A shop with some people in it, and a child process that can be killed or starved."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.model import Customer, Occasion, Phone, PostalAddress
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop

TODAY = date(2027, 5, 10)


def people(count: int, start: int = 0) -> list[Customer]:
    return [
        Customer(
            given=f"Nimi{n}",
            family="Ålesund",
            phones=(Phone(f"040 {n:07}"),),
            addresses=(PostalAddress("Koulutie 7", "37500", "Lempäälä"),),
            occasions=(Occasion("birthday", n % 12 + 1, n % 28 + 1, 1980),),
            tags=("langat",),
        )
        for n in range(start, start + count)
    ]


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = Shop.open(tmp_path / "shop.smallcrm", clock=FixedClock(TODAY), create=True, language="fi")
    with opened.change("imported", bulk=True, created=30, updated=0, files=["a.vcf"]):
        opened.customers.add_many(people(30))
    yield opened
    opened.close()


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def child(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A Python of its own that runs the code."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
