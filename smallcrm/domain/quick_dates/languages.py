"""The tables of the languages."""

from __future__ import annotations

from functools import cache

from smallcrm.domain.quick_dates import en, fi, nb, pl
from smallcrm.domain.quick_dates.language import Language

_SAME = {"no": "nb", "nn": "nb"}


@cache
def _table(code: str) -> Language:
    tables = {"en": en.table, "fi": fi.table, "nb": nb.table, "pl": pl.table}
    return tables.get(code, en.table)()


def get(language: str) -> Language:
    """Return the table of a language, English where there is none."""
    code = language[:2].lower()
    return _table(_SAME.get(code, code))
