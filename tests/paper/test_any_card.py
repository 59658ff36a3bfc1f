"""Whatever a shop and its people are called: a card is refused with a reason, or whole, inside its edges and read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from smallcrm.domain.card_numbers import CodeKind, as_ean, number_of, read_code
from smallcrm.domain.loyalty_terms import GOALS, Expiry, ExpiryBasis, ExpiryUnit, Prize, Programme, Terms, Unit
from smallcrm.domain.member_card import MemberCard
from smallcrm.domain.model import LANGUAGES
from smallcrm.paper.card_sheets import SINGLE, write
from smallcrm.paper.punch_card import FIELDS, problem
from tests.paper.bar_readers import READERS, rendered
from tests.paper.letter_samples import drawn_ink

LETTERS = "aAbBåÅäÖøÆęŁżfgjpqWiIl -'.&,"
NAMES = st.text(LETTERS, min_size=1, max_size=60)
COUNTED = (ExpiryBasis.NEVER, ExpiryBasis.EACH, ExpiryBasis.FIRST, ExpiryBasis.LAST)
DOTS = 8
"""To the mm."""


@st.composite
def cards(draw: st.DrawFn) -> MemberCard:
    """Any card that a shop may wish for."""
    goal = draw(st.sampled_from(GOALS))
    interim = draw(st.none() | st.integers(1, goal - 1))
    terms = Terms(
        goal=goal,
        reward=Prize(goal, draw(NAMES)),
        interim=Prize(interim, draw(NAMES)) if interim else None,
        words=draw(st.just("") | st.text(LETTERS + "\n", max_size=150)),
        unit=draw(st.sampled_from(Unit)),
        per_cents=draw(st.integers(1, 100_000)),
        expiry=Expiry(draw(st.sampled_from(COUNTED)), draw(st.integers(1, 99)), draw(st.sampled_from(ExpiryUnit))),
        reward_days=draw(st.integers(0, 400)),
    )
    programme = Programme(draw(NAMES), icon=draw(st.sampled_from(("coffee", "flower-2", "tag"))), terms=terms)
    number = number_of(draw(st.integers(1, 900_000_000)))
    language = draw(st.sampled_from(LANGUAGES))
    made = MemberCard(number, draw(NAMES | st.just("")), 2027, programme, draw(NAMES), "cafe", language)
    return replace(made, filled=draw(st.integers(0, goal - 1)), country=draw(st.sampled_from(("", "FI", "PL", "US"))))


LONG = Programme("Q" * 60, terms=Terms(goal=20, reward=Prize(20, "g" * 50)))
PLAIN = MemberCard(number_of(7), "Åse", 2027, Programme("K", terms=Terms(reward=Prize(10, "kaffe"))), "F", "cafe", "nb")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cards(), st.sampled_from(("code128", "ean13")), st.booleans())
@example(replace(PLAIN, shop_name="W" * 60, name="W " * 30), "ean13", False)
@example(
    replace(PLAIN, programme=Programme("Q" * 60, terms=Terms(goal=20, reward=Prize(20, "g" * 50)))), "code128", True
)
def test_a_card_is_whole_or_refused(tmp_path: Path, card: MemberCard, symbology: str, mono: bool) -> None:
    if problem(card, symbology) is not None:
        return
    out = tmp_path / "card.pdf"
    assert write([card], SINGLE, out, symbology=symbology, mono=mono) == 1
    wanted = as_ean(card.number) if symbology == "ean13" else card.number
    read = READERS["zxing"](rendered(out))
    assert wanted in read
    assert [text for text in read if read_code(text).kind is CodeKind.CARD] == [wanted]  # no till takes a slip of it
    rows = drawn_ink(out, dots=DOTS)
    wide, high, edge = len(rows[0]), len(rows), round(2.8 * DOTS)
    assert not any(any(row) for row in [*rows[:edge], *rows[high - edge :]])
    assert not any(any(row[:edge]) or any(row[wide - edge :]) for row in rows)
    between = slice(round(47.7 * DOTS), round(48.7 * DOTS))  # programme and shop left, whose it is right
    assert not any(any(row[between]) for row in rows[: round((FIELDS.y - 0.3) * DOTS)])
    white = slice(round(53.2 * DOTS), round(54.6 * DOTS)) if symbology == "ean13" else slice(0, 0)
    assert not any(any(row[white]) for row in rows[round(39.5 * DOTS) : round(46 * DOTS)])
