"""Power cuts, full disks and rotten bytes: nothing comes in by half, nothing is lost, and each is told in words."""

from __future__ import annotations

import random
import shutil
import signal
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.errors import ShopError
from smallcrm.safety.check import check
from smallcrm.safety.interrupted import interrupted_import
from smallcrm.store.clock import FixedClock
from smallcrm.store.letters import Selection
from smallcrm.store.shop import Shop
from tests.safety.conftest import child, digest, people
from tests.store.pictures import picture

IMPORTER = """
import sys
from pathlib import Path
from datetime import datetime
from smallcrm.domain.incoming import Guess, ReadFile, Record
from smallcrm.safety.interrupted import importing
from smallcrm.store.shop import Shop
from tests.safety.conftest import people
shop = Shop.open(Path(sys.argv[1]))
records = tuple(Record(c, n, f"row{n}") for n, c in enumerate(people(1500, 100)))
plan = shop.imports.plan([ReadFile("b.vcf", Guess("vcard"), records)])
print("planned", flush=True)
with importing(shop.file, ["b.vcf"], datetime.now()):
    shop.imports.apply(plan, lambda done, total: None if done else print("writing", flush=True))
print("done", flush=True)
"""


@pytest.mark.parametrize("times", [3, pytest.param(15, marks=pytest.mark.e2e)])
def test_killed_in_the_middle_of_an_import_nothing_came_in(shop: Shop, times: int) -> None:
    dice = random.Random(7)
    before = picture(shop)
    file = shop.file
    shop.close()
    whole = file.read_bytes()
    told = 0
    for n in range(times):
        process = child(IMPORTER, str(file))
        assert process.stdout is not None
        assert process.stdout.readline() == "planned\n"
        if n % 2 == 0:
            assert process.stdout.readline() == "writing\n"
        time.sleep(dice.uniform(0, 0.1 if n % 2 == 0 else 0.6))
        process.send_signal(signal.SIGKILL)
        said, _complaint = process.communicate()
        left = interrupted_import(file)
        opened = Shop.open(file, clock=FixedClock(date(2027, 5, 10)))
        if opened.customers.count() == 30:
            assert picture(opened) == before
            assert "done" not in said
            told += left == ("b.vcf",)
        else:
            assert opened.customers.count() == 1530
        assert check(opened) == []
        assert interrupted_import(file) == ()
        opened.close()
        file.write_bytes(whole)
    assert told >= times // 3


STARVED = """
import resource, sys
from pathlib import Path
from datetime import datetime
from smallcrm.domain.errors import ShopError
from smallcrm.domain.incoming import Guess, ReadFile, Record
from smallcrm.domain.model import Customer
from smallcrm.safety.interrupted import importing
from smallcrm.store.shop import Shop
from tests.safety.conftest import people
file, action, room = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
shop = Shop.open(file) if action != "new" else None
def full():
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
def room_again():
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
try:
    if action == "new":
        full()
        Shop.open(file, create=True)
    elif action == "add":
        full()
        for n in range(400):
            shop.customers.add(Customer(given="N" * 5000))
    else:
        records = tuple(Record(c, n, f"row{n}") for n, c in enumerate(people(1500, 100)))
        plan = shop.imports.plan([ReadFile("b.vcf", Guess("vcard"), records)])
        full()
        with importing(file, ["b.vcf"], datetime.now()):
            shop.imports.apply(plan)
    print("done")
except ShopError as error:
    print(error.code)
    room_again()
    if shop:
        made = shop.customers.add(Customer(given="Afterwards"))
        assert shop.customers.get(made).given == "Afterwards"
        shop.customers.bin(made)
"""


@pytest.mark.parametrize("more", [0, 8192, 100_000])
@pytest.mark.parametrize("action", ["add", "import"])
def test_a_full_disk_is_told_and_loses_nothing(shop: Shop, action: str, more: int) -> None:
    before = set(shop.customers.all_ids())
    room = shop.file.stat().st_size + more
    process = child(STARVED, str(shop.file), action, str(room))
    said, complaint = process.communicate(timeout=100)
    assert said == "disk_full\n", complaint
    after = set(shop.customers.all_ids())
    assert before <= after
    assert action == "add" or len(after - before) == 1  # she who came afterwards
    assert check(shop) == []
    assert interrupted_import(shop.file) == ()
    assert sorted(p.name for p in shop.file.parent.iterdir()) == ["shop.smallcrm"]


@pytest.mark.parametrize("room", [0, 1000, 4096, 50_000, 200_000])
def test_no_room_for_a_new_shop_leaves_no_half_one(tmp_path: Path, room: int) -> None:
    file = tmp_path / "shop.smallcrm"
    said, complaint = child(STARVED, str(file), "new", str(room)).communicate(timeout=100)
    assert said == "disk_full\n", complaint
    assert list(tmp_path.iterdir()) == []
    Shop.open(file, create=True).close()


def _damage(dice: random.Random, data: bytearray) -> bytes:
    kind = dice.choice(["bytes", "page", "short", "zero", "swap", "long"])
    at = dice.randrange(len(data))
    page = at // 4096 * 4096
    if kind == "bytes":
        for _ in range(dice.randint(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
    elif kind == "page":
        data[page : page + 4096] = dice.randbytes(4096)
    elif kind == "zero":
        data[page : page + 4096] = bytes(4096)
    elif kind == "short":
        del data[at:]
    elif kind == "swap":
        other = dice.randrange(len(data)) // 4096 * 4096
        data[page : page + 4096], data[other : other + 4096] = data[other : other + 4096], data[page : page + 4096]
    else:
        data += dice.randbytes(4096)
    return bytes(data)


@pytest.mark.parametrize("seed", [11, 22])
def test_two_hundred_kinds_of_damage_are_refused_or_found(shop: Shop, tmp_path: Path, seed: int) -> None:
    shop.close()
    whole = shop.file.read_bytes()
    dice = random.Random(seed)
    refused = found = fine = 0
    folder = tmp_path / "damaged"
    for n in range(200):
        folder.mkdir()
        file = folder / "shop.smallcrm"
        file.write_bytes(_damage(dice, bytearray(whole)))
        before = digest(file)
        try:
            opened = Shop.open(file, clock=FixedClock(date(2027, 5, 10)))
        except ShopError:
            refused += 1
            assert digest(file) == before, n
            assert [p.name for p in folder.iterdir()] == ["shop.smallcrm"]
        else:
            try:
                found, fine = (found + 1, fine) if _used(opened) else (found, fine + 1)
            finally:
                opened.close()
        shutil.rmtree(folder)
    assert refused + found + fine == 200
    assert refused > 20
    assert found > 60


def _used(shop: Shop) -> bool:
    """Whether the check finds something; then everything is read as pages and commands read it."""
    try:
        findings = check(shop)
    except ShopError:
        findings = []
        bad = True
    else:
        bad = bool(findings)
    readers: tuple[Callable[[], object], ...] = (
        shop.settings.read,
        lambda: shop.customers.search("nim"),
        lambda: list(shop.customers.every()),
        shop.occasions.today,
        lambda: shop.letters.candidates(Selection()),
        shop.journal.steps,
        lambda: shop.customers.page(0, 50),
        lambda: shop.timeline.of(1),
    )
    for read in readers:
        try:
            read()
        except ShopError:
            bad = True
    return bad


def test_people_are_made_as_they_are_counted() -> None:
    assert len(people(3)) == 3
