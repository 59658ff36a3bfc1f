"""Numbers as people of the country write them, and the connection of a worker."""

from __future__ import annotations

import threading

import pytest

from smallcrm.domain.errors import FileTrouble, NotFound
from smallcrm.store import tables
from smallcrm.store.forms import shown_phone
from smallcrm.store.shop import Shop


@pytest.mark.parametrize(
    ("raw", "country", "shown"),
    [
        ("+358401234567", "FI", "040 1234567"),
        ("+358401234567", "NO", "+358 40 1234567"),
        ("soita", "FI", "soita"),
        ("12", "FI", "12"),
    ],
)
def test_numbers_are_shown_as_the_country_writes_them(raw: str, country: str, shown: str) -> None:
    assert shown_phone(raw, country) == shown


def test_a_worker_has_a_connection_for_the_length_of_its_job(shop: Shop) -> None:
    found: list[int] = []

    def work() -> None:
        with shop.database.attached():
            found.append(shop.customers.count())
        found.append(int(shop.database.peewee.is_closed()))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert found == [0, 1]
    with shop.database.attached():
        assert shop.customers.count() == 0
    assert not shop.database.peewee.is_closed()


def test_rows_that_are_not_there(shop: Shop) -> None:
    with shop.change("x"):
        for call in (lambda: shop.journal.delete(tables.Staff, 9), lambda: shop.journal.update(tables.Staff, 9, {})):
            with pytest.raises(NotFound):
                call()
    with pytest.raises(NotFound):
        shop.journal.undo_step(99)


def test_rows_no_program_of_ours_wrote(shop: Shop) -> None:
    with pytest.raises(FileTrouble), shop.database.understood():
        int("x")
