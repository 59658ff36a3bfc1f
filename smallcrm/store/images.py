"""Rows as the journal keeps them: JSON, and of a picture its hash, with its bytes kept once."""

from __future__ import annotations

import json
from typing import Any

from smallcrm.store.database import Database


def encode(database: Database, row: dict[str, Any]) -> str:
    """Give the image of a row."""
    plain = dict(row)
    if "data" in plain:  # a picture: by hash, once
        database.sql("INSERT OR IGNORE INTO journal_photo (hash, data) VALUES (?, ?)", [row["hash"], row["data"]])
        plain["data"] = None
    return json.dumps(plain)


def decode(database: Database, image: str) -> dict[str, Any]:
    """Give the row of an image."""
    row: dict[str, Any] = json.loads(image)
    if "data" in row:
        row["data"] = database.sql("SELECT data FROM journal_photo WHERE hash = ?", [row["hash"]])[0][0]
    return row
