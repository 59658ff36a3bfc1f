"""The csv-spectrum files: each cell as its own JSON says."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from smallcrm.exchange.tables.delimited import read_delimited
from smallcrm.exchange.tables.encoding import decode

CORPUS = Path(os.environ.get("SMALLCRM_CORPUS", Path(__file__).parents[4] / "shared" / "corpus")) / "csv" / "spectrum"
# The answer to location_coordinates is another file's.
FILES = sorted(path for path in (CORPUS / "csvs").glob("*.csv") if path.stem != "location_coordinates")

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus of real files is not here")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_cells_are_as_the_authors_say(path: Path) -> None:
    expected = json.loads((CORPUS / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    text, encoding = decode(path.read_bytes())
    header, *rows = read_delimited(text, path.name, encoding).rows
    # csv-spectrum's own answers have line feeds where its files have both signs.
    told = [dict(zip(header.cells, (c.replace("\r\n", "\n") for c in row.cells), strict=True)) for row in rows]
    assert told == [{k: v.replace("\r\n", "\n") for k, v in row.items()} for row in expected]
