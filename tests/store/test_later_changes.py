"""What later steps touched of a large one: found in one walk, the same as by asking for each row."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from smallcrm.store.undoing import INSERT, met

_NAMES = ("customer", "follow_up", "tag")


def _rows(ids: st.SearchStrategy[int]) -> st.SearchStrategy[list[tuple[int, int, int, str, str]]]:
    """Owner, first and last id, table, operation; as a step has them no two of its rows overlap in one table."""
    one = st.tuples(ids, ids, st.integers(0, 4), st.sampled_from(_NAMES), st.sampled_from((INSERT, "update")))
    return st.lists(one.map(lambda row: (row[0], row[1], row[1] + row[2], row[3], row[4])), max_size=12).map(_apart)


def _apart(rows: list[tuple[int, int, int, str, str]]) -> list[tuple[int, int, int, str, str]]:
    found: list[tuple[int, int, int, str, str]] = []
    for row in rows:
        if not any(row[3] == other[3] and row[1] <= other[2] and other[1] <= row[2] for other in found):
            found.append(row)
    return found


def _asked(mine: list[Any], others: list[Any]) -> set[tuple[Any, ...]]:
    """What the question with a row for each pair finds."""
    found = set()
    for owner, first, last, name, operation in mine:
        for table, a, b, whose, step in others:
            same_row = table == name and a <= last and b >= first
            same_customer = name == "customer" and operation == INSERT and first <= whose <= last
            if same_row or same_customer:
                found.add((owner, first, last, name, whose, step))
    return found


@given(_rows(st.integers(1, 30)), _rows(st.integers(1, 30)))
def test_a_walk_finds_what_a_question_for_each_row_finds(mine: list[Any], theirs: list[Any]) -> None:
    others = [(name, first, last, owner, 9) for owner, first, last, name, _operation in theirs]
    assert set(met(mine, others)) == _asked(mine, others)
