"""Saving writes only what differs, so that undo takes back only that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from smallcrm.domain.errors import BadInput, Conflict, NotFound
from smallcrm.domain.model import Customer, Email, Link, Occasion, Phone, PostalAddress
from smallcrm.store.shop import Shop

AINO = Customer(
    given="Aino",
    phones=(Phone("040 1"), Phone("050 2"), Phone("060 3")),
    emails=(Email("a@example.com"),),
    addresses=(PostalAddress("Koulutie 7", "37500", "Lempäälä"),),
    occasions=(Occasion("birthday", 5, 12, 1980), Occasion("name_day", 5, 10)),
    links=(Link("https://x"),),
    tags=("langat", "villa"),
)


@pytest.fixture
def aino(shop: Shop) -> int:
    return shop.customers.add(AINO)


def ids(shop: Shop, table: str) -> list[tuple[Any, ...]]:
    order = "" if table in {"occasion", "consent"} else "position, "
    return shop.database.sql(f"SELECT id FROM {table} ORDER BY {order}id")


def touched(shop: Shop) -> list[tuple[Any, ...]]:
    return shop.database.sql(
        "SELECT table_name, operation FROM journal_row WHERE step_id = (SELECT max(id) FROM journal) ORDER BY id"
    )


def test_one_text_touches_one_row(shop: Shop, aino: int) -> None:
    shop.customers.save(replace(shop.customers.get(aino), company="Kerä"))
    assert touched(shop) == [("customer", "update")]
    assert shop.journal.steps()[0].fields == ("company",)


def test_rows_that_stay_keep_their_ids(shop: Shop, aino: int) -> None:
    before = {t: ids(shop, t) for t in ("phone", "email", "address", "link", "tag", "occasion")}
    mine = shop.customers.get(aino)
    shop.customers.save(replace(mine, phones=(mine.phones[2], mine.phones[0]), tags=("villa", "langat", "puuvilla")))
    assert ids(shop, "phone") == [before["phone"][2], before["phone"][0]]
    assert ids(shop, "tag")[:2] == [before["tag"][1], before["tag"][0]]
    for table in ("email", "address", "link", "occasion"):
        assert ids(shop, table) == before[table]
    assert [p.raw for p in shop.customers.get(aino).phones] == ["060 3", "040 1"]


def test_a_changed_occasion_keeps_its_id_so_that_its_cards_stay(shop: Shop, aino: int) -> None:
    mine = shop.customers.get(aino)
    changed = (replace(mine.occasions[0], day=13, id=0), mine.occasions[1])
    shop.customers.save(replace(mine, occasions=changed))
    assert {o.id for o in shop.customers.get(aino).occasions} == {o.id for o in mine.occasions}
    assert touched(shop) == [("occasion", "update"), ("customer", "update")]


def test_lists_are_emptied_and_filled(shop: Shop, aino: int) -> None:
    mine = shop.customers.get(aino)
    empty = replace(mine, phones=(), emails=(), addresses=(), links=(), tags=(), occasions=())
    shop.customers.save(empty)
    now = shop.customers.get(aino)
    assert (now.phones, now.emails, now.addresses, now.links, now.tags, now.occasions) == ((), (), (), (), (), ())
    shop.customers.save(replace(now, phones=(Phone("1"), Phone("1"))))
    assert [p.primary for p in shop.customers.get(aino).phones] == [True, False]


def test_forms_and_one_primary_are_seen_to(shop: Shop, aino: int) -> None:
    mine = shop.customers.get(aino)
    odd = (Phone("+47 22 33 44 55", primary=True), Phone("040 123 4567", primary=True), Phone("soita äidille"))
    shop.customers.save(replace(mine, phones=odd, emails=(Email(" A@Exämple.com "), Email("no mail"))))
    now = shop.customers.get(aino)
    assert [(p.e164, p.primary) for p in now.phones] == [("+4722334455", True), ("+358401234567", False), ("", False)]
    assert [e.normal for e in now.emails] == ["a@exämple.com", ""]


def test_equal_pictures_are_stored_once(shop: Shop, aino: int) -> None:
    other = shop.customers.add(Customer(given="Eero"))
    for who in (aino, other):
        shop.customers.save(replace(shop.customers.get(who), photo=b"png", photo_type="image/png"))
    assert shop.database.sql("SELECT count(*) FROM photo") == [(1,)]
    shop.customers.save(replace(shop.customers.get(aino), photo=b"", photo_type=""))
    assert (shop.customers.get(aino).photo, shop.customers.get(other).photo) == (b"", b"png")
    assert shop.customers.get_many([other], photos=False)[0].photo == b""


def test_what_cannot_be_saved(shop: Shop, aino: int) -> None:
    mine = shop.customers.get(aino)
    with pytest.raises(BadInput):
        shop.customers.save(replace(mine, given=" \0"))
    with pytest.raises(BadInput), shop.change("x"):
        shop.customers.add_many([Customer()])
    with pytest.raises(NotFound):
        shop.customers.save(replace(mine, id=99))
    shop.customers.save(replace(mine, company="Kerä"))
    with pytest.raises(Conflict) as caught:
        shop.customers.save(replace(mine, company="Muu"))
    assert caught.value.code == "changed_meanwhile"
    with pytest.raises(Conflict) as caught:
        shop.customers.add(Customer(given="Twin", uid=mine.uid))
    assert caught.value.code == "uid_taken"
    for call in (shop.customers.bin, shop.customers.unbin, shop.customers.get, shop.customers.name_of):
        with pytest.raises(NotFound):
            call(99)


def test_into_the_bin_and_out(shop: Shop, aino: int) -> None:
    before = shop.customers.get(aino)
    shop.customers.bin(aino)
    assert shop.customers.count() == 0
    shop.customers.unbin(aino)
    assert replace(shop.customers.get(aino), version=before.version) == before
    assert shop.customers.get(aino).version == before.version + 2


def test_who_waited_for_the_lock_sees_what_was_saved_meanwhile(
    shop: Shop, aino: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = shop.customers.get(aino)
    inside: list[bool] = []
    get = shop.customers.get

    def watched(customer_id: int) -> Customer:
        inside.append(shop.in_transaction)
        return get(customer_id)

    monkeypatch.setattr(shop.customers, "get", watched)
    shop.customers.save(replace(mine, company="Kerä"))
    assert inside == [True]
