"""A restore keeps the present, whatever state it is in, and takes only whole shops of our own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.domain.model import Customer
from smallcrm.safety.backup import backup, backups
from smallcrm.safety.check import check
from smallcrm.safety.restore import restore
from smallcrm.safety.window_lock import window_lock
from smallcrm.store.shop import Shop
from tests.safety.conftest import digest

NOON = datetime(2027, 5, 10, 12, 0, 0)
LATER = datetime(2027, 5, 10, 13, 0, 0)


@pytest.fixture
def saved(shop: Shop) -> Path:
    """A backup, and a shop that went on for one customer more."""
    made = backup(shop.file, NOON)
    shop.customers.add(Customer(given="Uusi"))
    shop.close()
    return made


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if not p.name.endswith(".lock"))


def test_the_present_is_kept_as_a_backup(shop: Shop, saved: Path) -> None:
    done = restore(saved, shop.file, LATER)
    assert (done.customers_before, done.customers) == (31, 30)
    assert done.kept == saved.parent / "shop-20270510-130000-restored.smallcrm"
    now = Shop.open(shop.file)
    assert now.customers.count() == 30
    assert check(now) == []
    now.close()
    back = restore(done.kept, shop.file, LATER)
    assert (back.customers_before, back.customers) == (30, 31)
    assert names(shop.file.parent) == ["backups", "shop.smallcrm"]


def test_where_there_was_none_the_backup_fills_it(saved: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "fresh.smallcrm"
    done = restore(saved, target, LATER)
    assert (done.kept, done.customers_before, done.customers) == (None, 0, 30)
    opened = Shop.open(target)
    opened.customers.add(Customer(given="Eero"))
    opened.close()


def test_a_journal_left_without_its_file_is_not_played_into_the_restored_shop(shop: Shop, saved: Path) -> None:
    journal = shop.file.with_name(shop.file.name + "-journal")
    with closing(sqlite3.connect(shop.file)) as db:
        db.execute("PRAGMA journal_mode = persist")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE customer SET given = 'halfway'")
        db.execute("PRAGMA cache_spill = 1")
        content = journal.read_bytes()
    shop.file.unlink()
    journal.write_bytes(content)
    restore(saved, shop.file, LATER)
    assert not journal.exists()
    assert list(shop.file.parent.glob("*.damaged-*-journal"))
    opened = Shop.open(shop.file)
    assert (opened.customers.count(), check(opened)) == (30, [])
    opened.close()


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 9000])
def test_a_broken_present_is_moved_aside_with_its_journal(shop: Shop, saved: Path, content: bytes) -> None:
    shop.file.write_bytes(content)
    journal = shop.file.with_name(shop.file.name + "-journal")
    journal.write_bytes(b"its journal")
    done = restore(saved, shop.file, LATER)
    assert done.kept is not None
    assert done.kept.name == "shop.smallcrm.damaged-20270510-130000"
    assert done.customers_before == 0
    if journal.exists():
        assert journal.read_bytes() != b"its journal"
    opened = Shop.open(shop.file)
    assert opened.customers.count() == 30
    opened.close()


def test_a_present_damaged_inside_is_moved_aside(shop: Shop, saved: Path) -> None:
    data = bytearray(shop.file.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 8192] = b"\xa5" * 8192
    shop.file.write_bytes(data)
    done = restore(saved, shop.file, LATER)
    assert done.kept is not None
    assert done.kept.read_bytes() == bytes(data)


def test_refused_while_a_window_has_it_open(shop: Shop, saved: Path) -> None:
    before = digest(shop.file)
    with window_lock(shop.file), pytest.raises(FileTrouble) as caught:
        restore(saved, shop.file, LATER)
    assert caught.value.code == "in_use"
    assert digest(shop.file) == before
    assert restore(saved, shop.file, LATER).customers == 30


def _with_trigger(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TRIGGER evil AFTER INSERT ON entry BEGIN DELETE FROM customer; END")


def _with_other_words_under_our_name(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TRIGGER ledger_not_changed")
        db.execute("CREATE TRIGGER ledger_not_changed BEFORE UPDATE ON ledger BEGIN DELETE FROM customer; END")


def _without_our_triggers(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TRIGGER ledger_not_deleted")


def _with_view(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE VIEW evil AS SELECT * FROM customer")


def _newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 999")


def _without_tables(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP TABLE phone")


def _without_unique(file: Path) -> None:
    """An entry could be written or reversed twice."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP INDEX ledger_reverses")


def _with_a_looser_index(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("DROP INDEX ledger_key")
        db.execute('CREATE INDEX "ledger_key" ON "ledger" ("key")')


def _foreign(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA application_id = 7")


def _short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:20_000])


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda f: f.write_bytes(b""), "bad_backup"),
        (lambda f: f.write_bytes(b"name;phone\nAino;1\n"), "bad_backup"),
        (_foreign, "bad_backup"),
        (_with_trigger, "bad_backup"),
        (_with_other_words_under_our_name, "bad_backup"),
        (_without_our_triggers, "bad_backup"),
        (_with_view, "bad_backup"),
        (_without_tables, "bad_backup"),
        (_without_unique, "bad_backup"),
        (_with_a_looser_index, "bad_backup"),
        (_short, "bad_backup"),
        (_newer, "newer"),
        (lambda f: f.unlink(), "missing"),
    ],
)
def test_what_is_no_shop_of_ours_changes_nothing(shop: Shop, saved: Path, spoil: object, code: str) -> None:
    assert callable(spoil)
    spoil(saved)
    before = digest(shop.file)
    with pytest.raises(FileTrouble) as caught:
        restore(saved, shop.file, LATER)
    assert caught.value.code == code
    assert digest(shop.file) == before
    assert names(shop.file.parent) == ["backups", "shop.smallcrm"]


def test_when_the_present_cannot_be_kept_nothing_is_replaced(
    shop: Shop, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smallcrm.safety import restore as room

    def full(*_a: object, **_k: object) -> Path:
        raise FileTrouble("disk_full", file="x")

    monkeypatch.setattr(room, "backup", full)
    before = digest(shop.file)
    with pytest.raises(ShopError):
        restore(saved, shop.file, LATER)
    assert digest(shop.file) == before
    assert names(shop.file.parent) == ["backups", "shop.smallcrm"]


def test_what_is_restored_is_not_thinned_away(shop: Shop, saved: Path) -> None:
    done = restore(saved, shop.file, LATER)
    backup(shop.file, datetime(2027, 5, 12), why="closing")
    assert done.kept in [b.path for b in backups(saved.parent, "shop")]


def test_while_another_program_writes_nothing_is_replaced(shop: Shop, saved: Path) -> None:
    with closing(sqlite3.connect(shop.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE customer SET created_at = ''")
        with pytest.raises(FileTrouble) as caught:
            restore(saved, shop.file, LATER)
        assert caught.value.code == "locked"
        other.execute("COMMIT")
    assert len(backups(saved.parent, "shop")) == 1
    assert check(Shop.open(shop.file)) == []


def test_a_folder_that_cannot_be_made_is_told(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileTrouble) as caught:
        restore(saved, tmp_path / "file" / "shop.smallcrm", LATER)
    assert caught.value.code == "cannot_write"


@pytest.mark.parametrize("present", ["whole", "gone", "broken"])
def test_no_card_number_is_given_again_that_was_given_out_since(shop: Shop, present: str) -> None:
    first = shop.cards.issue(1)
    saved = backup(shop.file, NOON)
    since = [first, shop.cards.issue(2), *shop.cards.reserve(3)]
    shop.close()
    if present == "gone":
        shop.file.unlink()
    elif present == "broken":
        shop.file.write_bytes(b"broken")
    restore(saved, shop.file, LATER)
    now = Shop.open(shop.file)
    assert now.cards.number(1) == first
    assert not {now.cards.issue(2), *now.cards.reserve(9)} & set(since)
    assert check(now) == []
    now.close()


def test_a_backup_from_before_there_were_cards_has_no_numbers_to_spare(tmp_path: Path) -> None:
    kept = Path(__file__).parent.parent / "data" / "second-format.smallcrm"
    restore(kept, tmp_path / "a.smallcrm", LATER)
    opened = Shop.open(tmp_path / "a.smallcrm")
    assert opened.cards.issue(1)
    opened.close()
