"""The integrity check: structure, references, schema, and every derived figure folded anew. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.progress import Report, silent
from smallcrm.domain.reason import Reason, reason
from smallcrm.store.inspection import (
    calendar_differences,
    derived_differences,
    figure_differences,
    follow_up_differences,
    schema_differences,
)
from smallcrm.store.loyalty.check import differences
from smallcrm.store.shop import Shop


def check(shop: Shop, report: Report = silent) -> list[Reason]:
    """Everything that is not as it should be; empty is good."""
    return list(_findings(shop, report))


def _findings(shop: Shop, report: Report) -> Iterator[Reason]:
    damage = [text for (text,) in shop.database.sql("PRAGMA integrity_check") if text != "ok"]
    yield from (reason("file_damaged", what=text) for text in damage)
    if damage:
        return  # what is read from a damaged file proves nothing more
    for table, row, parent, _key in shop.database.sql("PRAGMA foreign_key_check"):
        yield reason("lost_reference", table=table, row=row, parent=parent)
    for name in schema_differences(shop.database):
        yield reason("schema_differs", name=name)
    try:
        for customer, what in derived_differences(shop, report):
            yield reason("derived_differs", id=customer, what=what)
        for customer in figure_differences(shop):
            yield reason("figures_differ", id=customer)
        for follow_up, what in follow_up_differences(shop):
            code = "follow_up_lost" if what else "follow_up_differs"
            yield reason(code, id=follow_up, what=what)
        for name in calendar_differences(shop):
            yield reason("calendar_differs", name=name)
        yield from differences(shop, report)
    except FileTrouble as trouble:
        yield reason("file_damaged", what=trouble.code)
