"""Stamps for money: whatever is bought, taken back, moved and turned, no cent is lost and none counts twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smallcrm.domain.errors import Conflict, Refused
from smallcrm.domain.loyalty_terms import Prize, Terms, Unit
from smallcrm.safety.check import check
from tests.depth import examples
from tests.store.loyalty.stamping import Till, till

PER = 50
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["buy"] * 5 + ["reverse", "reverse", "move", "undo", "undo", "redo", "change", "day"]),
        st.integers(0, 9),
        st.sampled_from([1, 2, 10, 20, 30, 40, 49, 50, 51, 60, 90, 99, 100, 140, 390]),
    ),
    min_size=3,
    max_size=16,
)


def terms(per: int) -> Terms:
    return Terms(unit=Unit.AMOUNT, per_cents=per, goal=3, reward=Prize(3, "Kahvi"))


@contextmanager
def a_shop(folder: Path) -> Iterator[Till]:
    made = till(folder / f"{sum(1 for _ in folder.iterdir())}.smallcrm", terms(PER))
    yield made
    made.shop.close()


def purchases(at: Till) -> dict[int, int]:
    """Cents that stand by customer: what was bought, wherever it is booked now."""
    rows = at.shop.database.sql(
        "SELECT r.customer_id, l.amount FROM ledger l JOIN round r ON r.id = l.round_id WHERE l.reverses = 0"
        " AND l.kind = 'stamp' AND NOT EXISTS (SELECT 1 FROM ledger x WHERE x.reverses = l.id AND x.reverses > 0)"
    )
    found: dict[int, int] = defaultdict(int)
    for who, cents in rows:
        found[who] += cents
    return found


def stamps(at: Till, who: int) -> dict[int, int]:
    """Stamps by what one cost, over all cards."""
    view = at.shop.cards.view(who, at.programme)
    found: dict[int, int] = defaultdict(int)
    for card in (view.standing, *view.older):
        found[card.round.terms.per_cents] += card.total
    return found


def standing(at: Till) -> list[tuple[int, int]]:
    """Id and customer of each stamp that stands."""
    return [
        (int(i), int(who)) for i, who in at.shop.database.sql(
            "SELECT l.id, r.customer_id FROM ledger l JOIN round r ON r.id = l.round_id WHERE l.kind = 'stamp' AND"
            " NOT EXISTS (SELECT 1 FROM ledger x WHERE x.reverses = l.id AND x.reverses > 0) ORDER BY l.id"
        )
    ]  # fmt: skip


def right(at: Till, *, bought: int = 0) -> None:
    """Cents bought are stamps at their price and what is left, which is never below nothing."""
    cents = purchases(at)
    for who in (at.aino, at.bo):
        paid = sum(per * count for per, count in stamps(at, who).items())
        left = at.shop.cards.view(who, at.programme).remainder
        assert paid + left == cents[who]
        assert left >= 0
        if who == bought:
            assert left < at.shop.cards.view(who, at.programme).standing.round.terms.per_cents


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_no_cent_is_lost_and_none_counts_twice(tmp_path: Path, acts: list[tuple[str, int, int]]) -> None:
    with a_shop(tmp_path) as at:
        undone: list[int] = []
        for deed, n, cents in acts:
            who = (at.aino, at.bo)[n % 2]
            if deed == "buy":
                before = purchases(at)[who]
                at.stamp(who, cents=cents, again=True)
                assert purchases(at)[who] == before + cents
                right(at, bought=who)
            elif deed == "change":
                at.change(terms((40, 50, 70)[n % 3]))
            elif deed == "day":
                at.on(days=n)
            else:
                _set_right(at, deed, n, undone)
            right(at)
        assert check(at.shop) == []


def _set_right(at: Till, deed: str, n: int, undone: list[int]) -> None:
    """Take something back, move it, turn it; what cannot be is refused, and all is right as it was."""
    lines = standing(at)
    steps = [step.id for step in at.shop.journal.steps() if not step.undone and step.label not in _BEGUN]
    try:
        if deed == "reverse" and lines:
            at.shop.cards.reverse(lines[n % len(lines)][0], "mistake")
        elif deed == "move" and lines:
            entry, owner = lines[n % len(lines)]
            at.shop.cards.move(entry, at.bo if owner == at.aino else at.aino)
        elif deed == "undo" and steps:
            at.shop.journal.undo_step(steps[n % len(steps)])
            undone.append(steps[n % len(steps)])
        elif deed == "redo" and undone:
            at.shop.journal.redo_step(undone[-1])
            undone.pop()
    except (Refused, Conflict):
        return


_BEGUN = {"customer_added", "programme_added"}
