"""Writes customers to a file for other programs, the format by the file's suffix.

Errors: ``unknown_format`` (file, suffix, known), ``cannot_write`` (file, why).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import BinaryIO

from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import Customer, Entry
from smallcrm.domain.progress import Report, silent
from smallcrm.exchange import ical, json_format
from smallcrm.exchange.vcard import writer as vcard
from smallcrm.paths import write_atomically
from smallcrm.store.shop import Shop

People = Iterable[tuple[Customer, Sequence[Entry]]]
_ALL = 1_000_000
_CHUNK = 500


def export(shop: Shop, path: Path, text: str = "", report: Report = silent) -> int:
    """Write all customers, or those that ``text`` finds, to ``.vcf``, ``.csv`` or ``.json``; give their number."""
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise ShopError("unknown_format", file=path.name, suffix=path.suffix, known=", ".join((*_WRITERS, ical.SUFFIX)))
    written = count()
    people = _people(shop, text, written, report)
    try:
        write_atomically(path, lambda file: write(shop, people, file))
    except OSError as trouble:
        raise ShopError("cannot_write", file=str(path), why=trouble.strerror or str(trouble)) from trouble
    return next(written)


def _people(
    shop: Shop, text: str, written: Iterator[int], report: Report
) -> Iterator[tuple[Customer, Sequence[Entry]]]:
    ids = shop.index.ids_for(text) if text.strip() else shop.customers.all_ids("listed")
    for start in range(0, len(ids), _CHUNK):
        for customer in shop.customers.get_many(ids[start : start + _CHUNK]):
            report(next(written), len(ids))
            yield customer, shop.timeline.of(customer.id, limit=_ALL)


def _vcf(shop: Shop, people: People, file: BinaryIO) -> None:
    staff = json_format.staff_names(shop)
    file.writelines(vcard.write([one], staff) for one in people)


def _json(shop: Shop, people: People, file: BinaryIO) -> None:
    staff = json_format.staff_names(shop)
    told = ((customer, json_format.story_of(shop, customer.id, entries, staff)) for customer, entries in people)
    file.write(json_format.write(told))


def _csv(shop: Shop, people: People, file: BinaryIO) -> None:
    from smallcrm.exchange.tables import writer as tables  # noqa: PLC0415 — only when asked for

    file.write(tables.write(people, json_format.staff_names(shop)))


_WRITERS: dict[str, Callable[[Shop, People, BinaryIO], None]] = {".vcf": _vcf, ".csv": _csv, ".json": _json}
