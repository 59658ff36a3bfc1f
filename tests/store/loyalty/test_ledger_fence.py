"""What nobody may write to the ledger the file itself refuses, whoever asks and by whatever statement."""

from __future__ import annotations

import pytest
from peewee import IntegrityError

from smallcrm.store.shop import Shop

ROUND = "INSERT INTO round (customer_id, programme_id, version_id) VALUES (1, 1, 1)"
ENTRY = "INSERT INTO ledger (key, round_id, kind, qty, reverses) VALUES (?, ?, ?, ?, ?)"


@pytest.fixture
def booked(shop: Shop) -> Shop:
    """Two cards; two stamps and a reward given on the first."""
    with shop.transaction():
        shop.database.sql(ROUND)
        shop.database.sql(ROUND)
        shop.database.sql(ENTRY, ["a", 1, "stamp", 1, 0])
        shop.database.sql(ENTRY, ["b", 1, "stamp", 1, 0])
        shop.database.sql(ENTRY, ["c", 1, "redeem", -2, 0])
    return shop


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE ledger SET qty = 5 WHERE id = 1", "append_only"),
        ("UPDATE ledger SET id = 9 WHERE id = 1", "append_only"),
        ("DELETE FROM ledger", "append_only"),
        ("DELETE FROM round WHERE id = 2", "append_only"),
        ("INSERT OR REPLACE INTO ledger (id, key, round_id, kind, qty) VALUES (1, 'z', 1, 'stamp', 9)", "append_only"),
        ("REPLACE INTO ledger (key, round_id, kind, qty) VALUES ('a', 1, 'stamp', 9)", "append_only"),
        ("INSERT INTO ledger (key, round_id, kind, qty) VALUES ('a', 1, 'stamp', 1)", "UNIQUE"),
        ("INSERT INTO ledger (key, round_id, kind, qty) VALUES ('z', 99, 'stamp', 1)", "FOREIGN KEY"),
        ("INSERT INTO ledger (key, round_id, kind, qty) VALUES ('z', 1, 'redeem', -1)", "negative"),
        ("INSERT INTO ledger (key, round_id, kind, qty, reverses) VALUES ('z', 1, 'reversal', -1, 1)", "negative"),
        ("INSERT INTO ledger (key, round_id, kind, qty, reverses) VALUES ('z', 1, 'reversal', 1, 3)", "not_a_reversal"),
        ("INSERT INTO ledger (key, round_id, kind, qty, reverses) VALUES ('z', 2, 'reversal', 2, 3)", "not_a_reversal"),
        ("INSERT INTO ledger (key, round_id, kind, qty, reverses) VALUES ('z', 1, 'reversal', 1, 8)", "not_a_reversal"),
    ],
)
def test_it_is_refused_and_nothing_changed(booked: Shop, statement: str, said: str) -> None:
    before = booked.database.sql("SELECT * FROM ledger ORDER BY id")
    with pytest.raises(IntegrityError, match=said), booked.transaction():
        booked.database.sql(statement)
    assert booked.database.sql("SELECT * FROM ledger ORDER BY id") == before


def test_an_entry_is_reversed_once_and_a_reversal_never(booked: Shop) -> None:
    with booked.transaction():
        booked.database.sql(ENTRY, ["d", 1, "reversal", 2, 3])
    with pytest.raises(IntegrityError, match="UNIQUE"), booked.transaction():
        booked.database.sql(ENTRY, ["e", 1, "reversal", 2, 3])
    with pytest.raises(IntegrityError, match="not_a_reversal"), booked.transaction():
        booked.database.sql(ENTRY, ["e", 1, "reversal", -2, 4])


def test_a_correction_may_go_below_what_is_there(booked: Shop) -> None:
    """Where money came back that had become a stamp; whether a card may bear it the domain says."""
    with booked.transaction():
        booked.database.sql(ENTRY, ["d", 1, "adjust", -1, 0])
    assert booked.database.sql("SELECT sum(qty) FROM ledger WHERE round_id = 1") == [(-1,)]


def test_one_programme_is_on_scan_and_one_number_active(shop: Shop) -> None:
    with shop.transaction():
        shop.database.sql("INSERT INTO programme (name, on_scan) VALUES ('A', 1), ('B', 0), ('C', 0)")
        shop.database.sql("INSERT INTO card_number (digits, customer_id, state) VALUES ('1', 1, 'active')")
        shop.database.sql("INSERT INTO card_number (digits, customer_id, state) VALUES ('2', 1, 'lost')")
    for statement in (
        "INSERT INTO programme (name, on_scan) VALUES ('D', 1)",
        "INSERT INTO card_number (digits, customer_id, state) VALUES ('3', 1, 'active')",
        "INSERT INTO card_number (digits, customer_id, state) VALUES ('2', 2, 'active')",
    ):
        with pytest.raises(IntegrityError, match="UNIQUE"), shop.transaction():
            shop.database.sql(statement)
