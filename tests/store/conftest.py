"""A shop on a real file, on a Monday in Finland."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop

MONDAY = date(2027, 5, 10)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = Shop.open(tmp_path / "shop.smallcrm", clock=FixedClock(MONDAY), create=True, language="fi")
    yield opened
    opened.close()
