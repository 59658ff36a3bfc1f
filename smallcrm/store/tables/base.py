"""What all tables share."""

from __future__ import annotations

from typing import Any

from peewee import SQL, IntegerField, Model, TextField


def words(**kwargs: Any) -> Any:
    """Give a column of text, empty by default."""
    return TextField(default="", constraints=[SQL("DEFAULT ''")], **kwargs)


def number(default: int = 0, **kwargs: Any) -> Any:
    """Give a column of whole numbers (truth is 0 or 1), 0 by default."""
    return IntegerField(default=default, constraints=[SQL(f"DEFAULT {default}")], **kwargs)


class Table(Model):
    """Base of all tables. Bound to no database: each query is executed by the ``Database`` of an open shop."""

    class Meta:
        """Names as in the data model."""

        legacy_table_names = False
