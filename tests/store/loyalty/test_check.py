"""The check folds every card anew: whatever is not as its entries say, or points at nothing, is found and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from smallcrm.domain.loyalty import EntryKind
from smallcrm.domain.loyalty_terms import Prize, Unit
from smallcrm.domain.progress import silent
from smallcrm.safety.check import check
from smallcrm.store.loyalty.check import differences
from smallcrm.store.shop import Shop
from tests.store.loyalty.punching import COFFEE, book, card, person, programme, redeem, reverse, stamps


@pytest.fixture
def busy(shop: Shop) -> Shop:
    """Two cards, one full and given, one on its way, with a reversal, a note and a number."""
    made = programme(shop, replace(COFFEE.terms, interim=Prize(2, "Pulla", 200)))
    aino, bo = person(shop), person(shop, "Bo")
    full, begun = card(shop, aino, made), card(shop, bo, made)
    book(shop, full, qty=5, note="Kortti unohtui")
    redeem(shop, full)
    stamps(shop, begun, 3, 2)
    reverse(shop, stamps(shop, begun, 1)[0])
    shop.cards.issue(aino)
    return shop


def found(shop: Shop) -> list[tuple[str, object]]:
    return [(r.code, dict(r.values).get("id")) for r in differences(shop, silent)]


def unfenced(shop: Shop) -> None:
    """Take the file's own fences away, as only damage or another program would."""
    for (name,) in shop.database.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        shop.database.sql(f"DROP TRIGGER {name}")
    shop.database.sql("PRAGMA foreign_keys = 0")


def test_what_was_booked_in_the_ordinary_way_is_right(busy: Shop) -> None:
    assert check(busy) == []
    for _step in range(3):
        busy.journal.undo()
    assert check(busy) == []


def test_an_edition_that_was_undone_leaves_a_gap_that_is_no_fault(busy: Shop) -> None:
    terms = busy.programmes.get(1).terms
    busy.programmes.change(1, replace(terms, goal=6))
    step = busy.journal.steps()[0].id
    busy.programmes.change(1, replace(terms, goal=7))
    busy.journal.undo_step(step)
    assert [v for (v,) in busy.database.sql("SELECT edition FROM programme_version ORDER BY edition")] == [1, 3]
    assert check(busy) == []


WRONG: dict[str, tuple[str, list[tuple[str, object]]]] = {
    "balance": ("UPDATE round SET stamps = 4 WHERE id = 2", [("card_balance_differs", 2)]),
    "last day": ("UPDATE round SET last_on = NULL WHERE id = 2", [("card_balance_differs", 2)]),
    "state": ("UPDATE round SET state = 'full' WHERE id = 2", [("card_balance_differs", 2)]),
    "a reward less": ("DELETE FROM reward WHERE id = 2002", [("card_reward_differs", 2)]),
    "a reward more": (
        "INSERT INTO reward (id, round_id, at_stamp, state) VALUES (2005, 2, 5, 'open')", [("card_reward_differs", 2)],
    ),
    "a reward open again": ("UPDATE reward SET state = 'open' WHERE id = 1005", [("card_reward_differs", 1)]),
    "nobody's card": (
        "UPDATE round SET customer_id = 99 WHERE id = 2", [("card_round_lost", 2), ("card_reward_differs", 2)],
    ),
    "no programme": (
        "UPDATE round SET programme_id = 9 WHERE id = 2", [("card_round_lost", 2), ("card_reward_differs", 2)],
    ),
    "an entry less": ("DELETE FROM ledger WHERE id = 3", [("card_balance_differs", 2)]),
    "a stamp more": ("UPDATE ledger SET qty = 2 WHERE id = 3", [("card_balance_differs", 2)]),
    "reversed otherwise": ("UPDATE ledger SET qty = -2 WHERE reverses > 0", [("card_reversal_wrong", 6)]),
    "reversed nothing": ("UPDATE ledger SET reverses = 77 WHERE reverses > 0", [("card_reversal_wrong", 6)]),
    "a note of nothing": ("UPDATE ledger_note SET entry = 88", [("card_note_lost", 88)]),
    "a number with a slip": ("UPDATE card_number SET digits = '1234567890'", [("card_number_bad", 1)]),
    "a number of nobody": ("UPDATE card_number SET customer_id = 99", [("card_number_bad", 1)]),
    "a number in no state": ("UPDATE card_number SET state = 'blue'", [("card_number_bad", 1)]),
    "a number replaced by none": ("UPDATE card_number SET replaced_by = 9", [("card_number_bad", 1)]),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_found_and_named(busy: Shop, what: str) -> None:
    unfenced(busy)
    statement, wanted = WRONG[what]
    busy.database.sql(statement)
    seen = found(busy)
    assert [one for one in wanted if one not in seen] == []
    assert check(busy) != []


def test_fewer_than_no_stamps(busy: Shop) -> None:
    unfenced(busy)
    busy.database.sql("UPDATE ledger SET qty = -9 WHERE id = 3")
    assert ("card_negative", 2) in found(busy)


def test_stamps_for_which_money_is_missing(shop: Shop) -> None:
    made = programme(shop, replace(COFFEE.terms, unit=Unit.AMOUNT, per_cents=1000))
    for who in (person(shop), person(shop, "Bo")):
        shop.cards.stamp(who, programme_id=made, cents=7500)
    shop.cards.reverse(1, "mistake")
    assert check(shop) == []
    unfenced(shop)
    shop.database.sql("UPDATE ledger SET amount = 100 WHERE id = 4")
    assert found(shop) == [("card_money_missing", 4)]


def test_a_reward_that_was_given_without_its_stamps(busy: Shop) -> None:
    unfenced(busy)
    busy.database.sql("UPDATE ledger SET qty = 1 WHERE kind = 'stamp' AND round_id = 1")
    assert {code for code, _id in found(busy)} >= {"card_negative"}


def test_a_key_that_is_there_twice(busy: Shop) -> None:
    unfenced(busy)
    busy.database.sql("DROP INDEX ledger_key")
    busy.database.sql("UPDATE ledger SET key = 'same'")
    assert "card_key_twice" in {code for code, _id in found(busy)}


def test_a_card_with_an_entry_that_cannot_be_read_is_not_folded(busy: Shop) -> None:
    unfenced(busy)
    busy.database.sql("UPDATE ledger SET kind = 'gift' WHERE id = 3")
    assert {*found(busy)} == {("card_entry_wrong", 3)}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE programme SET on_scan = 2",
        "UPDATE programme SET state = 'blue'",
        "UPDATE programme_version SET goal = 0",
        "UPDATE programme_version SET unit = 'lol'",
        "UPDATE programme_version SET reward = ''",
    ],
)
def test_terms_that_nobody_could_have_kept_are_damage_even_where_nobody_has_a_card(shop: Shop, statement: str) -> None:
    programme(shop)
    assert check(shop) == []
    shop.database.sql(statement)
    assert "file_damaged" in {r.code for r in check(shop)}


# -- room for joining customers ---------------------------------------------------------------------------------------


def _moved(shop: Shop, one: int, other: int) -> None:
    with shop.transaction():
        rounds = [i for (i,) in shop.database.sql("SELECT id FROM round WHERE customer_id = ?", [one])]
        for table in ("round", "card_number"):
            shop.database.sql(f"UPDATE {table} SET customer_id = ? WHERE customer_id = ?", [other, one])
        shop.ledger.renew(rounds)
        shop.visits.renew([one, other])


def test_cards_and_numbers_can_go_to_another_customer_and_back_without_touching_the_ledger(busy: Shop) -> None:
    aino = busy.customers.all_ids()[0]
    cy = person(busy, "Cy")
    ledger: Callable[[], object] = lambda: busy.database.sql("SELECT * FROM ledger ORDER BY id")  # noqa: E731
    before, views, figures = ledger(), busy.cards.views(aino), busy.visits.figures(aino)
    _moved(busy, aino, cy)
    assert check(busy) == []
    assert [replace(v, customer_id=aino, name="Aino").ready for v in busy.cards.views(cy)] == [v.ready for v in views]
    assert busy.visits.figures(aino).visits == 0
    assert busy.visits.figures(cy).visits == figures.visits == 1
    _moved(busy, cy, aino)
    assert (busy.cards.views(aino), busy.visits.figures(aino), ledger()) == (views, figures, before)
    assert check(busy) == []
    assert {e.kind for e in busy.ledger.entries([1])[1]} == {EntryKind.STAMP, EntryKind.REDEEM}
