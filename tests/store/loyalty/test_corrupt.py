"""Whatever another program or a rotten disk writes into the cards is found, and said of the card that it befell."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from smallcrm import messages
from smallcrm.domain.loyalty_terms import Prize, Unit
from smallcrm.domain.progress import silent
from smallcrm.safety.check import check
from smallcrm.store.clock import FixedClock
from smallcrm.store.loyalty.check import differences
from smallcrm.store.loyalty.proof import since
from smallcrm.store.shop import Shop
from smallcrm.store.tables import TRIGGERS
from tests.store.loyalty.punching import COFFEE, person, programme

TODAY = date(2027, 5, 10)
STAMP, REDEEM, BACK = (
    f"(SELECT max(id) FROM ledger WHERE kind = '{kind}')" for kind in ("stamp", "redeem", "reversal")
)  # the last stamp is Cy's, on a card of amounts


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep a shop with cards of visits and of amounts: given, reversed, moved, adjusted, awarded, with numbers."""
    file = tmp_path_factory.mktemp("kept") / "shop.smallcrm"
    shop = Shop.open(file, clock=FixedClock(TODAY), create=True)
    coffee = programme(shop, replace(COFFEE.terms, interim=Prize(2, "Pulla", 200), reward_days=30))
    lunch = programme(shop, replace(COFFEE.terms, unit=Unit.AMOUNT, per_cents=500), name="Lounas", on_scan=False)
    aino, bo, cy = (person(shop, name) for name in ("Aino", "Bo", "Cy"))
    numbers = [shop.cards.issue(who) for who in (aino, bo, cy)]
    shop.cards.replace(bo)
    shop.cards.reserve(1)
    full = shop.cards.stamp(numbers[0], count=5)
    shop.cards.redeem(full.earned[0].id)
    shop.cards.redeem(full.earned[1].id)
    shop.cards.stamp(bo, count=2, note="Kortti unohtui")
    shop.cards.reverse(shop.cards.stamp(bo, again=True, force="goodwill").entry_ids[0], "mistake")
    moved = shop.cards.stamp(bo, again=True, force="goodwill").entry_ids[0]
    shop.cards.move(moved, cy)
    shop.journal.undo()
    shop.journal.redo()
    shop.cards.adjust(bo, coffee, 1, "goodwill")
    for cents in (1200, 300):
        shop.cards.stamp(numbers[2], programme_id=lunch, cents=cents, again=True, force="goodwill")
    assert check(shop) == []
    shop.close()
    return file


@pytest.fixture
def shop(kept: Path, tmp_path: Path) -> Iterator[Shop]:
    """Open a copy without its fences, as only damage or another program would leave it."""
    opened = Shop.open(Path(shutil.copy(kept, tmp_path / "shop.smallcrm")), clock=FixedClock(TODAY))
    for (name,) in opened.database.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        opened.database.sql(f"DROP TRIGGER {name}")
    opened.database.sql("PRAGMA foreign_keys = 0")
    yield opened
    opened.close()


FOUND = {
    "a stamp more": f"UPDATE ledger SET qty = qty + 1 WHERE id = {STAMP}",
    "another day": f"UPDATE ledger SET on_date = '2026-01-02' WHERE id = {STAMP}",
    "far too much money": f"UPDATE ledger SET amount = amount + 77700 WHERE id = {STAMP}",
    "money that is missing": f"UPDATE ledger SET amount = 0 WHERE id = {STAMP} - 1",
    "a moment that is none": f"UPDATE ledger SET at = 'xx' WHERE id = {STAMP}",
    "written at no moment": f"UPDATE ledger SET written_at = 'xx' WHERE id = {STAMP}",
    "never written": f"UPDATE ledger SET written_at = '' WHERE id = {STAMP}",
    "no kind of entry": f"UPDATE ledger SET kind = 'gift' WHERE id = {STAMP}",
    "another kind": "UPDATE ledger SET kind = 'adjust' WHERE kind = 'stamp' AND round_id = 2",
    "no reason": f"UPDATE ledger SET reason = 'zzz' WHERE id = {STAMP}",
    "forced by nothing": f"UPDATE ledger SET forced = 'zzz' WHERE id = {STAMP}",
    "a stamp less": f"DELETE FROM ledger WHERE id = {STAMP}",
    "a reward not given": f"DELETE FROM ledger WHERE id = {REDEEM}",
    "a reward for nothing": "UPDATE ledger SET qty = 0 WHERE kind = 'redeem' AND qty < 0",
    "a reward for too little": "UPDATE ledger SET qty = -1 WHERE kind = 'redeem' AND qty < 0",
    "an interim reward that cost": "UPDATE ledger SET qty = -1 WHERE kind = 'redeem' AND qty = 0",
    "a reward nobody earned": f"UPDATE ledger SET reward = 3 WHERE id = {REDEEM}",
    "given twice": f"UPDATE ledger SET used = 2 WHERE id = {REDEEM}",
    "given not once": f"UPDATE ledger SET used = 0 WHERE id = {REDEEM}",
    "on another card": "UPDATE ledger SET round_id = (SELECT max(id) FROM round) WHERE id = 1",
    "on no card": "UPDATE ledger SET round_id = 99999 WHERE id = 1",
    "a reversal less": f"DELETE FROM ledger WHERE id = {BACK}",
    "a reversal that is a stamp": f"UPDATE ledger SET kind = 'stamp' WHERE id = {BACK}",
    "a reversal of nothing": f"UPDATE ledger SET reverses = 0 WHERE id = {BACK}",
    "a reversal on another day": f"UPDATE ledger SET on_date = '2020-01-01' WHERE id = {BACK}",
    "a reversal of what is not there": f"UPDATE ledger SET reverses = 500 WHERE id = {BACK}",
    "a reversal of another reward": f"UPDATE ledger SET reward = 5 WHERE id = {BACK}",
    "a copy of nothing": f"UPDATE ledger SET source = 99999 WHERE id = {STAMP}",
    "a copy of a later one": f"UPDATE ledger SET source = {STAMP} WHERE id = 1",
    "a copy of somebody else's": f"UPDATE ledger SET source = 1 WHERE id = {STAMP}",
    "a copy of another kind": "UPDATE ledger SET source = 1 WHERE kind = 'redeem'",
    "by somebody else's number": "UPDATE ledger SET card = 2 WHERE id = 1",
    "by no number": "UPDATE ledger SET card = 99999 WHERE id = 1",
    "without a key": f"UPDATE ledger SET key = '' WHERE id = {STAMP}",
    "one key twice": "DROP INDEX ledger_key; UPDATE ledger SET key = 'a' WHERE id IN (1, 2)",
    "a doubt that is neither": f"UPDATE ledger SET suspect = 7 WHERE id = {STAMP}",
    "written by less than nobody": f"UPDATE ledger SET staff = -1 WHERE id = {STAMP}",
    "somebody else's card": "UPDATE round SET customer_id = 2 WHERE id = 1",
    "nobody's card": "UPDATE round SET customer_id = 99999 WHERE id = 1",
    "a card of another programme": "UPDATE round SET programme_id = 2 WHERE id = 1",
    "a card of another's terms": "UPDATE round SET version_id = 2 WHERE id = 1",
    "another balance": "UPDATE round SET stamps = stamps + 1 WHERE id = 2",
    "another state": "UPDATE round SET state = 'full' WHERE id = 2",
    "opened on no day": "UPDATE round SET opened_on = 'zz' WHERE id = 1",
    "another last day": "UPDATE round SET expires_on = '2030-01-01' WHERE id = 2",
    "no card": "DELETE FROM round WHERE id = 1",
    "a reward used more": "UPDATE reward SET used = used + 1 WHERE id = 1005",
    "a reward less": "DELETE FROM reward WHERE id = 1005",
    "a reward more": "INSERT INTO reward (id, round_id, customer_id, state) VALUES (2003, 2, 2, 'open')",
    "a reward of no card": "INSERT INTO reward (id, round_id, customer_id, state) VALUES (9005, 9, 2, 'open')",
    "somebody else's reward": "UPDATE reward SET customer_id = 2 WHERE id = 1005",
    "another worth": "UPDATE reward SET cents = 1 WHERE id = 1005",
    "another last day of a reward": "UPDATE reward SET valid_until = '2030-01-01' WHERE id = 1005",
    "another goal": "UPDATE programme_version SET goal = goal + 1 WHERE id = 1",
    "other days of rewards": "UPDATE programme_version SET reward_days = 61 WHERE id = 1",
    "another price of a stamp": "UPDATE programme_version SET per_cents = 900 WHERE id = 2",
    "another expiry": "UPDATE programme_version SET expiry = 'first', expiry_count = 7, expiry_unit = 'month'",
    "terms from no day": "UPDATE programme_version SET from_on = 'zz' WHERE id = 1",
    "no first edition": "UPDATE programme_version SET edition = 5 WHERE id = 1",
    "no terms": "DELETE FROM programme_version WHERE id = 1",
    "no programme": "DELETE FROM programme WHERE id = 2",
    "a programme in no state": "UPDATE programme SET state = 'x' WHERE id = 2",
    "a programme that ends on no day": "UPDATE programme SET ends_on = 'x' WHERE id = 2",
    "a programme without terms": "INSERT INTO programme (name, state, position) VALUES ('X', 'running', 9)",
    "two on scan": "DROP INDEX programme_scan; UPDATE programme SET on_scan = 1",
    "rewards that end before": "UPDATE programme SET ends_on = '2026-11-01', redeem_until = '2026-01-01' WHERE id = 2",
    "two numbers of one": "DROP INDEX card_number_active; UPDATE card_number SET customer_id = 1 WHERE id IN (1, 3)",
    "a slip in a number": "UPDATE card_number SET digits = '1234567891' WHERE id = 1",
    "a number for itself": "UPDATE card_number SET state = 'lost', replaced_by = id WHERE id = 3",
    "a living number replaced": "UPDATE card_number SET replaced_by = 4 WHERE id = 3",
    "replaced by somebody else's": "UPDATE card_number SET state = 'lost', replaced_by = 1 WHERE id = 3",
    "a free number of somebody": "UPDATE card_number SET state = 'free' WHERE id = 1",
    "a number of nobody": "UPDATE card_number SET customer_id = 0 WHERE id = 1",
    "given on no day": "UPDATE card_number SET issued_on = 'zz' WHERE id = 1",
    "ended on no day": "UPDATE card_number SET ended_on = 'zz', state = 'lost' WHERE id = 3",
    "printed on no day": "UPDATE card_number SET printed_on = 'zz' WHERE id = 1",
    "a number that was read, gone": "DELETE FROM card_number WHERE id = 1",
    "a note of nothing": "INSERT INTO ledger_note (entry, text) VALUES (99999, 'x')",
    "two notes of one": "INSERT INTO ledger_note (entry, text) VALUES (1, 'x'), (1, 'y')",
    "visits": "UPDATE customer SET visits = visits + 1 WHERE id = 2",
    "no fence": "SELECT 1",
}
"""Left out is what cannot do harm, or what nothing else in the file could belie: another moment of a stamp (its day
counts), a reason for which something was forced, a doubt that is flipped (it holds expiry back), who wrote it (shown
alone), the day on which a card was opened (shown nowhere), an empty card of nobody, the name of a reward or the day
from which terms hold (promised by the file alone), a smaller slip in an amount, the remembered clock (what cannot be
read is written anew, and a day far ahead is told as a doubt), a gap between editions (what
was undone leaves one)."""


@pytest.mark.parametrize("what", FOUND)
def test_what_is_wrong_is_found(shop: Shop, what: str) -> None:
    *first, last = FOUND[what].split("; ")
    for statement in (*first, last):
        shop.database.sql(statement)
    if what != "no fence":
        for fence in TRIGGERS:  # else the missing ones would be all that is found
            shop.database.sql(fence)
    findings = check(shop)
    assert findings != []
    told = [messages.reason(one) for one in findings]
    assert "Something went wrong" not in told
    assert not any("{" in text for text in told)


def said(shop: Shop) -> list[str]:
    return [messages.reason(one) for one in differences(shop, silent)]


def test_it_is_said_whose_card_it_is_of_which_programme_and_with_which_number(shop: Shop) -> None:
    shop.database.sql("UPDATE round SET stamps = 4 WHERE id = 2")
    number = shop.cards.view(2, 1).number
    digits = "\u00a0".join((number[:4], number[4:8], number[8:]))
    whose = f"Bo · Kahvikortti · {digits}"
    assert said(shop) == [f"{whose}: the stamps are not what the entries of the punch card add up to"]


def test_a_card_without_a_number_is_named_without_one_and_one_of_nobody_by_what_is_known(shop: Shop) -> None:
    shop.database.sql("UPDATE card_number SET state = 'lost' WHERE customer_id = 2")
    shop.database.sql("UPDATE round SET stamps = 4 WHERE id = 2")
    assert said(shop) == ["Bo · Kahvikortti: the stamps are not what the entries of the punch card add up to"]
    shop.database.sql("UPDATE round SET customer_id = 99 WHERE id = 2")
    lost = "Kahvikortti: this punch card belongs to somebody or something that is not there"
    assert lost in said(shop)


def test_a_number_is_named_by_itself_and_its_owner(shop: Shop) -> None:
    shop.database.sql("UPDATE card_number SET printed_on = 'zz' WHERE id = 1")
    number = shop.cards.number(1)
    digits = "\u00a0".join((number[:4], number[4:8], number[8:]))
    assert said(shop) == [f"Aino · {digits}: this card number is wrong, or belongs to nobody"]


def test_one_entry_that_cannot_be_read_hides_no_other_fault(shop: Shop) -> None:
    shop.database.sql("UPDATE ledger SET at = 'xx' WHERE id = 1")
    shop.database.sql("UPDATE round SET stamps = 4 WHERE id = 2")
    assert {one.code for one in differences(shop, silent)} == {"card_entry_wrong", "card_balance_differs"}


def test_only_cards_with_later_entries_are_looked_at_unless_all_are_asked_for(shop: Shop) -> None:
    newest = int(shop.database.sql("SELECT max(id) FROM ledger")[0][0])
    shop.database.sql("UPDATE round SET stamps = 4 WHERE id = 2")
    assert since(shop, newest, silent) == ((), newest)
    shop.cards.stamp(1, again=True, force="goodwill")
    assert since(shop, newest, silent) == ((), newest + 1)
    for after in (0, newest + 99):
        assert [one.code for one in since(shop, after, silent).findings] == ["card_balance_differs"]


def test_who_stamps_meanwhile_is_no_fault(shop: Shop, kept: Path) -> None:
    """The entries of a part and its figures are read as of one moment."""
    tilled = Shop.open(shop.file, clock=FixedClock(TODAY), busy_ms=0)
    asked: list[str] = []
    real = shop.database.sql

    def slow(statement: str, values: object = ()) -> list[tuple[object, ...]]:
        asked.append(statement)
        if "FROM ledger WHERE round_id" in statement:
            with pytest.raises(Exception, match="locked"):
                tilled.cards.stamp(3, again=True, force="goodwill")
        return real(statement, values)  # type: ignore[arg-type]

    shop.database.sql = slow  # type: ignore[method-assign]
    assert list(differences(shop, silent)) == []
    assert any("FROM ledger WHERE round_id" in one for one in asked)
    tilled.close()
