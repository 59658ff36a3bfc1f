"""Who gets a letter that has no day: refusals by kind of mail, open complaints, and what the timeline keeps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from smallcrm import messages
from smallcrm.domain.errors import NotFound
from smallcrm.domain.follow_up import FollowUp, FollowUpKind, State
from smallcrm.domain.model import Consent, Customer, PostalAddress
from smallcrm.domain.piece import Piece, Wording
from smallcrm.store.addressees import addressees
from smallcrm.store.shop import Shop
from tests.store.conftest import MONDAY

HOME = PostalAddress("Koulutie 7", "37500", "Lempäälä")
WORDS = Wording("", "", "", "", (), "", "", "", "")


def somebody(shop: Shop, name: str = "Aino", **more: Any) -> int:
    values: dict[str, Any] = {"addresses": (HOME,), **more}
    return shop.customers.add(Customer(given=name, family="Virtanen", **values))


def codes(shop: Shop, *ids: int, **more: Any) -> list[str]:
    chosen, left_out = addressees(shop, ids, **more)
    assert len(chosen) + len(left_out) == len(set(ids))
    return [out.reason.code for out in left_out]


def refusal(purpose: str, on: date = MONDAY, *, given: bool = False) -> Consent:
    return Consent(purpose, "post", given=given, on=on)


@pytest.mark.parametrize(
    ("more", "service", "marketing"),
    [
        ({}, [], []),
        ({"deceased": True}, ["deceased"], ["deceased"]),
        ({"archived": True}, ["archived"], ["archived"]),
        ({"no_mail": True}, ["no_mail"], ["no_mail"]),
        ({"addresses": ()}, ["no_address"], ["no_address"]),
        ({"prospect": True}, [], ["prospect"]),
        ({"prospect": True, "consents": (refusal("marketing", given=True),)}, [], []),
        ({"consents": (refusal("marketing"),)}, [], ["no_mail"]),
        ({"consents": (refusal("everything"),)}, ["no_mail"], ["no_mail"]),
        ({"consents": (refusal("post"), refusal("post", MONDAY + timedelta(1), given=True))}, [], []),
    ],
)
def test_an_answer_needs_less_leave_than_marketing(
    shop: Shop, more: dict[str, Any], service: list[str], marketing: list[str]
) -> None:
    who = somebody(shop, **more)
    assert codes(shop, who) == service
    assert codes(shop, who, marketing=True) == marketing


def test_somebody_in_the_bin_gets_nothing_and_nobody_is_unknown(shop: Shop) -> None:
    who = somebody(shop)
    shop.customers.bin(who)
    assert codes(shop, who) == ["in_bin"]
    with pytest.raises(NotFound):
        addressees(shop, [who, 99])


def test_the_order_is_that_of_the_wish_and_nobody_stands_twice(shop: Shop) -> None:
    first, second = somebody(shop, "Aino"), somebody(shop, "Eero")
    chosen, _out = addressees(shop, [second, first, second])
    assert [c.id for c in chosen] == [second, first]
    assert [c.id for c in addressees(shop, text="eero")[0]] == [second]
    assert addressees(shop) == ((), ())


def test_an_open_complaint_holds_what_we_write_on_our_own_for_the_whole_household(shop: Shop) -> None:
    angry, partner, other = somebody(shop), somebody(shop, "Eero"), somebody(shop, "Outi", addresses=(
        PostalAddress("Asematie 1", "33100", "Tampere"),
    ))  # fmt: skip
    made = shop.follow_ups.complain(angry, "The lamp flickers")
    assert codes(shop, angry, partner, other, marketing=True) == ["complaint_open", "complaint_open"]
    assert codes(shop, angry, partner, marketing=True, also=[partner]) == ["complaint_open"]
    assert codes(shop, angry, partner) == []  # the apology itself
    shop.follow_ups.solve(made.follow_up)
    assert codes(shop, angry, partner, marketing=True) == []


@pytest.mark.parametrize(
    ("kind", "state", "title"),
    [
        ("apology_after_complaint", "printed", "Letter printed: Apology"),
        ("thank_you_first_purchase", "posted", "Letter posted: Thank you after the first purchase"),
        ("personal_note", "handed_over", "Note handed over"),
    ],
)
def test_the_timeline_keeps_which_letter_it_was_and_what_was_typed(
    shop: Shop, kind: str, state: str, title: str
) -> None:
    who = somebody(shop)
    piece = Piece(who, "Aino", "fi", WORDS, (), kind=kind, typed="It was great.\nI will call.")
    run = shop.letters.start_run("letter-fi", "wreath", [piece, piece])
    assert [(r.kind, r.customer_ids) for r in shop.letters.unfinished()] == [(kind, (who,))]
    assert shop.letters.typed(run) == piece.typed
    assert shop.timeline.of(who) == []
    shop.letters.mark(run, state)
    (entry,) = shop.timeline.of(who)
    assert (entry.kind, entry.outcome, entry.detail, entry.text) == ("letter", state, kind, piece.typed)
    assert messages.entry_title(entry) == title
    assert messages.label(shop.journal.steps(1)[0]) == f"1 letter {state.replace('_', ' ')}"
    again = shop.letters.start_run("a6-quarter", "wreath", [piece])  # the same letter may be written once more
    assert shop.letters.mark(again) == 1
    assert messages.label(shop.journal.steps(1)[0]) == "1 card printed"
    shop.journal.undo()
    shop.journal.undo()
    assert shop.timeline.of(who) == []


def test_a_thank_you_that_was_written_is_not_to_be_said_once_more(shop: Shop) -> None:
    who = somebody(shop)
    kinds = (FollowUpKind.THANK_YOU, FollowUpKind.REMINDER)
    thanks, reminder = (shop.follow_ups.add(FollowUp(kind, who, "Say it", MONDAY)) for kind in kinds)
    piece = Piece(who, "Aino", "fi", WORDS, (), kind="thank_you_first_purchase")
    shop.letters.mark(shop.letters.start_run("letter-fi", "coffee", [piece]))
    assert shop.follow_ups.get(thanks).state == State.DONE
    assert shop.follow_ups.get(reminder).state == State.OPEN
    shop.journal.undo()
    assert shop.follow_ups.get(thanks).state == State.OPEN
    assert shop.timeline.of(who) == []


def test_a_letter_that_was_not_printed_leaves_nothing(shop: Shop) -> None:
    who = somebody(shop)
    run = shop.letters.start_run("a6-quarter", "wreath", [Piece(who, "Aino", "fi", WORDS, (), kind="personal_note")])
    assert shop.letters.finish(run) == 1
    assert shop.letters.unfinished() == []
    assert shop.timeline.of(who) == []
    assert shop.letters.typed(run) == ""
