"""A shop kept in an older format: a backup of it is restored, and who only looks leaves it as it is."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.errors import FileTrouble
from smallcrm.safety.check import check
from smallcrm.safety.restore import restore
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop

DATA = Path(__file__).parent.parent / "data"
CLOCK = FixedClock(date(2026, 11, 23))
KEPT = {"first": 25, "second": 25, "third": 26}
"""How many customers there are in the file of each format."""


@pytest.fixture(params=KEPT)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, int]:
    """Give a copy of a file of each older format, and how many customers it has."""
    name = str(request.param)
    return Path(shutil.copy(DATA / f"{name}-format.smallcrm", tmp_path / "kept.smallcrm")), KEPT[name]


def test_a_backup_of_it_is_restored_and_opens(kept: tuple[Path, int], tmp_path: Path) -> None:
    file, customers = kept
    target = tmp_path / "new" / "shop.smallcrm"
    assert restore(file, target, CLOCK.now()).customers == customers
    shop = Shop.open(target, clock=CLOCK)
    assert check(shop) == []
    shop.close()


def test_who_only_looks_does_not_change_it(kept: tuple[Path, int]) -> None:
    file, _customers = kept
    before = file.read_bytes()
    with pytest.raises(FileTrouble, match="read_only"):
        Shop.open(file, look=True)
    assert file.read_bytes() == before
