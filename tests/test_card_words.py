"""Everything that can be booked on a punch card, and every reason for it, has words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from smallcrm import i18n, messages
from smallcrm.domain.errors import Refused, ShopError
from smallcrm.domain.loyalty import EntryKind, LedgerEntry, Why
from smallcrm.messages import cards

DAY = date(2026, 11, 20)


def booked(kind: EntryKind, qty: int) -> LedgerEntry:
    return LedgerEntry(1, "key", 1, kind, qty, DAY)


@pytest.mark.parametrize("kind", EntryKind)
def test_every_kind_of_entry_has_a_title_of_its_own(kind: EntryKind) -> None:
    others = {cards.title(booked(other, 2), "A {name}") for other in EntryKind if other is not kind}
    assert cards.title(booked(kind, 2), "A {name}") not in others


@pytest.mark.parametrize("code", [why for why in Why if why])
def test_every_reason_has_words(code: Why) -> None:
    assert cards.why(code) not in {code.value, ""}


def test_stamps_are_counted_and_a_reward_keeps_its_name() -> None:
    assert cards.title(booked(EntryKind.STAMP, 1)) == "1 stamp"
    assert cards.title(booked(EntryKind.ADJUST, -3)) == "3 stamps taken off"
    assert cards.title(booked(EntryKind.REDEEM, -10), "{count} %s <b>") == "Reward collected: {count} %s <b>"
    i18n.set_language("pl")
    assert len({cards.stamps(n).removeprefix(str(n)) for n in (1, 2, 5)}) == 3


def test_what_a_scan_refuses_is_said_of_what_was_scanned() -> None:
    said = messages.error
    assert said(ShopError("not_a_card", kind="product", text="6408430000012")) == "That is a product, not a card."
    assert "12 34" in said(ShopError("not_a_card", kind="bad", text="12 34"))
    assert "replaced" not in said(Refused("dead_card", number="1000000005", replaced_by=""))
    assert "2000" in said(Refused("dead_card", number="1000000005", replaced_by="2000"))


def test_a_moment_is_told_with_its_day_and_hour() -> None:
    said = messages.error(Refused("too_soon", minutes=5, until=datetime(2026, 11, 20, 14, 30, tzinfo=UTC)))
    assert "14:30" in said
    assert "20" in said
