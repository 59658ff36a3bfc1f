"""Whatever stands in a cell is found again: in the customer, in an entry, or in what is told."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from smallcrm import paths
from smallcrm.exchange.files import read_bytes
from smallcrm.exchange.tables.table import as_line

WORDS = json.loads((paths.resources() / "import" / "headings.json").read_text(encoding="utf-8"))
HEADINGS = sorted({heading for headings in WORDS.values() for heading in headings})
GOOGLE = ["Phone 1 - Value", "Address 1 - Street", "Address 1 - City", "Event 1 - Value", "Custom Field 1 - Value"]


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.sampled_from(HEADINGS) | st.sampled_from([*GOOGLE, "Kenkä", "Shoe"]), min_size=2, max_size=12),
    st.sampled_from([",", ";", "\t"]),
    st.booleans(),
)
@example(["Name", "Full name", "Nimi", "Navn", "First name", "Etunimi"], ",", False)
@example(["Address", "Full address", "Street", "City", "Postal code and city", "Country"], ",", False)
@example(["Birth month", "Birth year", "Birthday", "DOB"], ",", False)
def test_every_cell_is_found_again(headings: list[str], separator: str, numbers: bool) -> None:
    """Each cell is a word of its own, or a number of its own, which no other cell holds."""
    assume(not numbers or not set(headings) <= set(WORDS["row_number"]))  # a number of a row alone is an empty row
    cells = [str(7_000_031 + 13 * n) if numbers else f"Zq{chr(97 + n)}xv" for n in range(len(headings))]
    text = as_line(headings, separator) + as_line(cells, separator)
    read = read_bytes(text.encode(), "x.csv", country="SE", today=date(2026, 5, 6))
    found = repr([(r.customer, r.entries, r.source_id, r.balances) for r in read.records]) + repr(read.problems)
    problems = [p.raw for p in read.problems if p.rejected]
    assert [cell for cell in cells if cell not in found and cell not in "".join(problems)] == []
