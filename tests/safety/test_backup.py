"""Backups are proved before they count, and thinned so that the newest always stays."""

from __future__ import annotations

import resource
import sqlite3
import stat
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smallcrm.domain.errors import Cancelled, FileTrouble, ShopError
from smallcrm.domain.model import Customer
from smallcrm.safety import backup as backups
from smallcrm.safety.backup import Backup
from smallcrm.safety.restore import restore
from smallcrm.store.clock import FixedClock
from smallcrm.store.copy import verified_copy, verify
from smallcrm.store.shop import Shop
from tests.safety.conftest import child, digest

NOON = datetime(2027, 5, 10, 12, 0, 0)


def test_a_backup_is_a_whole_shop_of_its_own(shop: Shop) -> None:
    made = backups.backup(shop.file, NOON)
    assert made == shop.file.parent / "backups" / "shop-20270510-120000.smallcrm"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert stat.S_IMODE(made.parent.stat().st_mode) == 0o700
    copy = Shop.open(made)
    assert list(copy.customers.every()) == list(shop.customers.every())
    copy.close()
    assert [p.name for p in made.parent.iterdir()] == [made.name]


def test_two_in_one_second_are_two(shop: Shop) -> None:
    first, second = backups.backup(shop.file, NOON), backups.backup(shop.file, NOON, why="import")
    third = backups.backup(shop.file, NOON)
    assert len({first, second, third}) == 3
    known = backups.backups(first.parent, "shop")
    assert [b.path for b in known] == [third, second, first]
    assert [b.why for b in known] == ["", "import", ""]
    assert known[0].size == third.stat().st_size


def test_only_backups_of_this_shop_are_counted(shop: Shop, tmp_path: Path) -> None:
    made = backups.backup(shop.file, NOON)
    (made.parent / "other-20270510-120000.smallcrm").write_bytes(b"x")
    (made.parent / "shop.smallcrm").write_bytes(b"x")
    assert [b.path for b in backups.backups(made.parent, "shop")] == [made]
    assert backups.backups(tmp_path / "nowhere", "shop") == []


def test_nothing_changed_needs_no_second_backup(shop: Shop) -> None:
    made = backups.backup_if_changed(shop.file, NOON, "closing")
    assert made is not None
    assert backups.backup_if_changed(shop.file, NOON + timedelta(hours=1), "closing") is None
    shop.customers.add(Customer(given="Uusi"))
    assert backups.backup_if_changed(shop.file, NOON + timedelta(hours=2), "closing") is not None
    made.write_bytes(b"broken")
    assert backups._last_change(made) is None


def test_a_damaged_shop_makes_no_backup_and_costs_none(shop: Shop) -> None:
    made = backups.backup(shop.file, NOON)
    before = digest(made)
    shop.close()
    data = bytearray(shop.file.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 4096] = b"\xa5" * 4096
    shop.file.write_bytes(data)
    with pytest.raises(ShopError) as caught:
        backups.backup(shop.file, NOON + timedelta(days=400))
    assert caught.value.code in {"damaged", "backup_failed"}
    assert [(p.name, digest(p)) for p in made.parent.iterdir()] == [(made.name, before)]


def test_a_folder_that_cannot_be_made_is_told(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ShopError) as caught:
        backups.backup(shop.file, NOON, folder=tmp_path / "file" / "backups")
    assert caught.value.code == "backup_failed"
    with pytest.raises(FileTrouble):
        verified_copy(shop.file, tmp_path / "file" / "copy.smallcrm")


def test_stopped_by_a_person_leaves_nothing(shop: Shop, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        assert 0 < done <= total
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.backup(shop.file, NOON, report=stop)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_copy_that_differs_is_no_copy(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from smallcrm.store import copy

    monkeypatch.setattr(copy, "verify", lambda _file: {"customer": 1})
    with pytest.raises(FileTrouble) as caught:
        verified_copy(shop.file, tmp_path / "copy.smallcrm")
    assert caught.value.code == "damaged"
    assert not list(tmp_path.glob("copy*"))


def test_references_into_nothing_are_damage(shop: Shop) -> None:
    shop.close()
    with closing(sqlite3.connect(shop.file)) as db:
        db.execute("UPDATE phone SET customer_id = 9999 WHERE id = 1")
        db.commit()
    with pytest.raises(FileTrouble):
        verify(shop.file)


# -- while somebody writes --------------------------------------------------------------------------------------------

WRITER = """
import sys
from pathlib import Path
from smallcrm.store.shop import Shop
from smallcrm.domain.model import Customer
shop = Shop.open(Path(sys.argv[1]), busy_ms=10_000)
print("ready", flush=True)
for n in range(80):
    shop.customers.add(Customer(given=f"W{n:04}"))
shop.close()
"""


def test_a_backup_beside_a_writer_is_a_state_that_was(shop: Shop) -> None:
    writer = child(WRITER, str(shop.file))
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    made = [backups.backup(shop.file, NOON + timedelta(seconds=n)) for n in range(6)]
    assert writer.wait(60) == 0, writer.stderr and writer.stderr.read()
    writer.communicate()
    written = [c.given for c in shop.customers.every() if c.given.startswith("W")]
    assert len(written) == 80
    seen = []
    for path in made:
        verify(path)
        copy = Shop.open(path)
        mine = sorted(c.given for c in copy.customers.every() if c.given.startswith("W"))
        assert mine == sorted(written)[: len(mine)]
        assert copy.journal.change_no() == 1 + len(mine)
        seen.append(len(mine))
        copy.close()
    assert seen == sorted(seen)


STARVED = """
import resource, sys
from datetime import datetime
from pathlib import Path
from smallcrm.domain.errors import ShopError
from smallcrm.safety.backup import backup
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    backup(Path(sys.argv[1]), datetime(2027, 5, 11))
except ShopError as error:
    print(error.code)
"""


@pytest.mark.parametrize("room", [0, 4096, 60_000])
def test_without_room_the_old_backups_stay_and_no_part_is_left(shop: Shop, room: int) -> None:
    assert resource.RLIMIT_FSIZE
    made = backups.backup(shop.file, NOON)
    before = digest(made), digest(shop.file)
    starved = child(STARVED, str(shop.file), str(room))
    out, complaint = starved.communicate(timeout=60)
    assert (out, starved.returncode) == ("disk_full\n", 0), complaint
    assert [p.name for p in made.parent.iterdir()] == [made.name]
    assert (digest(made), digest(shop.file)) == before


# -- thinning ---------------------------------------------------------------------------------------------------------


def entry(at: datetime, why: str = "") -> Backup:
    return Backup(Path(f"shop-{at:%Y%m%d-%H%M%S}.smallcrm"), at, why, 1)


MOMENTS = st.lists(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda d: d.replace(microsecond=0)),
    unique=True,
    max_size=60,
)


@given(MOMENTS)
def test_the_newest_always_stays_and_those_of_two_days(moments: list[datetime]) -> None:
    found = [entry(m) for m in sorted(moments, reverse=True)]
    kept = backups.to_keep(found)
    assert kept <= {b.path for b in found}
    if found:
        young = {b.path for b in found if found[0].at - b.at <= timedelta(days=2)}
        assert found[0].path in kept
        assert young <= kept
        assert len(kept - young) <= 14 + 8 + 12
        # what is kept now is kept when nothing was added
        again = [b for b in found if b.path in kept]
        assert backups.to_keep(again) == kept
    else:
        assert kept == set()


def test_years_of_closing_each_day_leave_days_weeks_and_months() -> None:
    found: list[Backup] = []
    for n in range(800):
        found.insert(0, entry(datetime(2025, 1, 1, 18) + timedelta(days=n)))
        kept = backups.to_keep(found)
        found = [b for b in found if b.path in kept]
    newest = found[0].at
    assert newest == datetime(2027, 3, 11, 18)
    days = [(newest - b.at).days for b in found]
    assert days[:14] == list(range(14))
    assert max(days) > 300
    assert len(found) < 35


def test_for_a_week_after_a_restore_nothing_is_thinned() -> None:
    found = [entry(NOON - timedelta(hours=5 * n)) for n in range(60)]
    assert len(backups.to_keep(found)) < 60
    found[20] = entry(found[20].at, "restored")
    assert len(backups.to_keep(found)) == 60
    found.insert(0, entry(NOON + timedelta(days=30)))
    assert len(backups.to_keep(found)) < 61


@pytest.mark.parametrize("jump", [timedelta(days=-1), timedelta(days=-3650), timedelta(days=3650)])
def test_a_clock_that_jumps_costs_no_new_backup(shop: Shop, jump: timedelta) -> None:
    folder = shop.file.parent / "backups"
    folder.mkdir()
    for n in range(30):
        (folder / entry(NOON - timedelta(days=20 * n)).path).write_bytes(b"x")
    made = []
    for n in range(3):
        shop.customers.add(Customer(given=f"N{n}"))
        made.append(backups.backup(shop.file, NOON + jump + timedelta(minutes=n)))
    assert all(p.exists() for p in made)
    assert len(list(folder.iterdir())) > 8


def test_backups_elsewhere_are_never_thinned(shop: Shop, tmp_path: Path) -> None:
    """Two shops of one name may share a stick."""
    stick = tmp_path / "stick"
    first = backups.backup(shop.file, NOON, folder=stick)
    for hours in (1, 100, 101):
        backups.backup(shop.file, NOON + timedelta(hours=hours), folder=stick)
    assert first.exists()


@pytest.mark.parametrize("hours", [2, -2])
def test_other_changes_of_the_same_number_are_backed_up(shop: Shop, hours: int) -> None:
    """Also where the clock was ahead when the change that the backup holds was made."""
    assert isinstance(shop.clock, FixedClock)
    shop.clock.when = NOON.replace(hour=23)
    shop.customers.add(Customer(given="Elli"))
    old = backups.backup(shop.file, NOON)
    shop.customers.add(Customer(given="Aino"))
    shop.close()
    restore(old, shop.file, NOON + timedelta(hours=1))
    later = Shop.open(shop.file, clock=FixedClock(NOON + timedelta(hours=hours)))
    later.customers.add(Customer(given="Eino"))
    later.close()
    assert backups.backup_if_changed(shop.file, NOON + timedelta(hours=3), "closing") is not None
    assert backups.backup_if_changed(shop.file, NOON + timedelta(hours=4), "closing") is None


def test_another_change_of_the_same_second_is_backed_up(shop: Shop) -> None:
    old = backups.backup(shop.file, NOON)
    for name, file in (("Aino", shop.file), ("Eino", shop.file)):
        opened = Shop.open(file, clock=FixedClock(NOON))
        opened.customers.add(Customer(given=name))
        opened.close()
        if name == "Aino":
            restore(old, shop.file, NOON + timedelta(hours=1))
    assert backups.backup_if_changed(shop.file, NOON + timedelta(hours=3), "closing") is not None
