"""Columns that somebody gave to other fields: the next list with the same headings is read that way at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings

from smallcrm.domain.incoming import ReadFile
from smallcrm.ui.pages.importing.work import Looked

Mappings = Mapping[Path, Mapping[str, Any]]


def _key(file: ReadFile) -> str:
    """Give the name of a list's headings in the settings; what they say stays out of there."""
    headings = "\n".join(column.heading for column in file.guess.columns)
    return "import/columns-" + hashlib.sha256(headings.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def remember(settings: QSettings, looked: Looked, mappings: Mappings) -> None:
    """Keep what was changed about the columns of these files."""
    for path, file in zip(looked.paths, looked.files, strict=True):
        columns = mappings.get(path, {}).get("columns")
        if columns:
            places = [columns.get(column.heading, "") for column in file.guess.columns]
            settings.setValue(_key(file), json.dumps(places))


def recall(settings: QSettings, looked: Looked, mappings: Mappings) -> dict[Path, dict[str, Any]]:
    """Give what is known about the columns of files that nobody has changed anything about yet."""
    known: dict[Path, dict[str, Any]] = {}
    for path, file in zip(looked.paths, looked.files, strict=True):
        if path in mappings or not file.guess.columns:
            continue
        try:
            places = json.loads(str(settings.value(_key(file), "[]")))
        except ValueError:
            continue
        if isinstance(places, list) and len(places) == len(file.guess.columns) and any(places):
            pairs = zip(file.guess.columns, places, strict=True)
            known[path] = {"columns": {column.heading: str(place) for column, place in pairs if place}}
    return known
