"""Which files are opened, which are refused, and that a refused file is never touched."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
import threading
from contextlib import closing
from pathlib import Path

import pytest

from smallcrm.domain.errors import FileTrouble, ShopError
from smallcrm.domain.model import Customer
from smallcrm.store import database, inspection
from smallcrm.store.database import APPLICATION_ID, schema_number
from smallcrm.store.shop import Shop


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def refusal(file: Path) -> str:
    with pytest.raises(FileTrouble) as caught:
        Shop.open(file)
    return caught.value.code


def test_a_new_shop_has_the_schema_of_the_tables(shop: Shop) -> None:
    assert inspection.schema_differences(shop.database) == []
    assert len(inspection.stored_schema(shop.database)) > 30
    assert shop.database.sql("PRAGMA user_version") == [(schema_number(),)]


def test_a_planted_difference_of_the_schema_is_found(shop: Shop) -> None:
    with shop.transaction():
        shop.database.sql("DROP INDEX letter_live")
        shop.database.sql("CREATE TABLE stranger (id INTEGER)")
    assert inspection.schema_differences(shop.database) == ["letter_live", "stranger"]


@pytest.mark.real_disk
def test_pragmas_are_those_of_the_store(shop: Shop) -> None:
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "cache_spill": 0,
    }
    assert {name: shop.database.sql(f"PRAGMA {name}")[0][0] for name in wanted} == wanted


def test_the_file_is_for_this_person_alone(shop: Shop) -> None:
    assert stat.S_IMODE(shop.file.stat().st_mode) == 0o600


def test_language_gives_the_country(tmp_path: Path) -> None:
    found = {}
    for language in ("en", "fi", "nb", "pl"):
        opened = Shop.open(tmp_path / f"{language}.smallcrm", create=True, language=language)
        found[language] = (opened.settings.read().country, opened.settings.read().language)
        opened.close()
    assert found == {"en": ("GB", "en"), "fi": ("FI", "fi"), "nb": ("NO", "nb"), "pl": ("PL", "pl")}


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "no.smallcrm") == "missing"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"Etunimi;Sukunimi\nAino;Virtanen\n" * 60, "not_a_shop"),
        (b"\0" * 8192, "not_a_shop"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "not_a_shop"),
    ],
)
def test_empty_and_foreign_files_are_refused_untouched(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "shop.smallcrm"
    file.write_bytes(content)
    assert refusal(file) in {code, "damaged"}
    assert file.read_bytes() == content
    assert [p.name for p in tmp_path.iterdir()] == ["shop.smallcrm"]
    with pytest.raises(FileTrouble):
        Shop.open(file, create=True)
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)")
        other.commit()
    before = digest(file)
    assert refusal(file) == "not_a_shop"
    assert digest(file) == before


def test_a_folder_is_no_shop(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "not_a_shop"


def test_a_newer_file_is_refused_and_left_as_it_is(shop: Shop) -> None:
    shop.close()
    with closing(sqlite3.connect(shop.file)) as newer:
        newer.execute("PRAGMA user_version = 9999")
    before = digest(shop.file)
    with pytest.raises(FileTrouble) as caught:
        Shop.open(shop.file)
    assert (caught.value.code, caught.value.values["found"]) == ("newer", 9999)
    assert digest(shop.file) == before


def _migrations(tmp_path: Path) -> Path:
    """Lay the migrations of today into a folder that a test adds to."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    for known in database.MIGRATIONS.glob("0*.py"):
        (folder / known.name).write_text(known.read_text())
    return folder


def test_an_older_file_is_upgraded_after_a_verified_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, here = _migrations(tmp_path), database.schema_number()
    opened = Shop.open(tmp_path / "shop.smallcrm", create=True)
    opened.customers.add(Customer(given="Aino"))
    opened.close()
    (folder / f"{here + 1:04}_more.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE more (id INTEGER)')\n"
        f"    db.execute_sql('PRAGMA user_version = {here + 1}')\n"
    )
    monkeypatch.setattr(database, "MIGRATIONS", folder)
    opened = Shop.open(tmp_path / "shop.smallcrm")
    assert opened.database.sql("SELECT count(*) FROM more") == [(0,)]
    assert opened.customers.count() == 1
    opened.close()
    copy = tmp_path / f"shop.before-{here + 1}.smallcrm"
    with closing(sqlite3.connect(copy)) as old:
        assert old.execute("PRAGMA user_version").fetchone() == (here,)
        assert old.execute("SELECT count(*) FROM customer").fetchone() == (1,)


def test_a_migration_that_fails_leaves_the_file_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, here = _migrations(tmp_path), database.schema_number()
    Shop.open(tmp_path / "shop.smallcrm", create=True).close()
    (folder / f"{here + 1:04}_breaks.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE more (id INTEGER)')\n    raise ValueError('half')\n"
    )
    monkeypatch.setattr(database, "MIGRATIONS", folder)
    with pytest.raises(ValueError, match="half"):
        Shop.open(tmp_path / "shop.smallcrm")
    with closing(sqlite3.connect(tmp_path / "shop.smallcrm")) as stands:
        assert stands.execute("PRAGMA user_version").fetchone() == (here,)
        assert not stands.execute("SELECT 1 FROM sqlite_master WHERE name = 'more'").fetchall()


def test_a_file_in_the_way_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "here.smallcrm"
    file.write_text("mine")
    with pytest.raises(FileTrouble) as caught:
        database.create(file)
    assert caught.value.code == "exists"
    assert file.read_text() == "mine"


def test_a_second_writer_waits_and_then_is_told(shop: Shop) -> None:
    with closing(sqlite3.connect(shop.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        patient = Shop.open(shop.file, busy_ms=50)
        with pytest.raises(FileTrouble) as caught:
            patient.customers.add(Customer(given="Aino"))
        patient.close()
        assert caught.value.code == "locked"
        other.execute("ROLLBACK")
    assert shop.customers.count() == 0


def test_what_another_program_wrote_is_noticed(shop: Shop) -> None:
    assert not shop.changed_outside()
    other = Shop.open(shop.file)
    other.customers.add(Customer(given="Aino"))
    other.close()
    assert shop.changed_outside()
    assert not shop.changed_outside()
    assert shop.customers.count() == 1


def test_what_another_program_wrote_just_before_our_own_change_is_told_with_it(shop: Shop) -> None:
    heard: list[frozenset[str]] = []
    shop.on_change(heard.append)
    first = shop.customers.add(Customer(given="Aino"))
    other = Shop.open(shop.file)
    other.customers.add(Customer(given="Eino"))
    other.close()
    shop.timeline.add(first, "note", "Tea")
    assert heard == [frozenset({"customers", "journal"}), frozenset()]


def test_a_job_waits_longer_than_the_counter(shop: Shop) -> None:
    def work() -> None:
        with shop.database.attached():
            waits.append(int(shop.database.sql("PRAGMA busy_timeout")[0][0]))

    waits: list[int] = []
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert waits == [2000]


def test_our_number_marks_the_file(shop: Shop) -> None:
    assert shop.database.sql("PRAGMA application_id") == [(APPLICATION_ID,)]


def test_a_read_only_file_tells_so_on_saving(shop: Shop) -> None:
    shop.database.sql("PRAGMA query_only = 1")
    with pytest.raises(ShopError) as caught:
        shop.customers.add(Customer(given="Aino"))
    assert caught.value.code == "read_only"


def test_writing_outside_a_change_is_a_bug(shop: Shop) -> None:
    with pytest.raises(RuntimeError, match="change"):
        shop.customers.add_many([Customer(given="Aino")])


def test_a_new_shop_never_takes_up_the_journal_of_a_file_that_is_gone(tmp_path: Path) -> None:
    """Somebody moved a shop file after a crash, and left its journal behind."""
    first, second = tmp_path / "first.smallcrm", tmp_path / "second.smallcrm"
    shop = Shop.open(first, create=True)
    with shop.change("customer_added", bulk=True):
        shop.customers.add_many([Customer(given="Aino", family=f"Virta {n}") for n in range(1500)])
    shop.close()
    left = second.with_name(second.name + "-journal")
    with closing(sqlite3.connect(first, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 5")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE customer SET name = name || name || name || name || name || name")
        left.write_bytes(first.with_name(first.name + "-journal").read_bytes())
        writer.execute("ROLLBACK")
    kept = left.read_bytes()
    shop = Shop.open(second, create=True)
    assert shop.database.sql("PRAGMA integrity_check") == [("ok",)]
    assert shop.customers.count() == 0
    shop.close()
    assert left.with_name(left.name + ".1").read_bytes() == kept
