"""Saving a changed customer: only what differs is written, so that undo takes back only that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smallcrm.domain.model import Customer
from smallcrm.store import rows, tables
from smallcrm.store.forms import with_forms

if TYPE_CHECKING:
    from smallcrm.store.shop import Shop


def write_changes(shop: Shop, stored: Customer, customer: Customer) -> bool:
    """Write what differs from the stored customer, inside an open change; False where nothing does."""
    settings = shop.settings.read()
    customer = with_forms(customer, settings.country)
    touched = [_write_list(shop, child, stored, customer) for child in rows.CHILDREN]
    values = rows.customer_values(customer, settings.language)
    before = rows.customer_values(stored, settings.language)
    if customer.photo != stored.photo:
        values["photo_id"] = photo_id(shop, customer)
    elif not any(touched) and before == values:
        return False
    shop.journal.update(tables.Customer, stored.id, {**values, "version": stored.version + 1})
    shop.index.rewrite([stored.id])
    return True


def _write_list(shop: Shop, child: rows.Child, stored: Customer, customer: Customer) -> bool:
    """Make the stored list the wanted one: equal rows keep their id, others are reused, added or deleted."""
    wanted = [child.row(v) for v in getattr(customer, child.attribute)]
    if [child.row(v) for v in getattr(stored, child.attribute)] == wanted:
        return False
    old = shop.database.rows(child.table, "customer_id", [stored.id])
    old.sort(key=lambda r: (r.get("position", 0), r["id"]))
    paired = _paired(child, old, wanted)
    for row_left in {int(r["id"]) for r in old} - {kept for _p, _row, kept in paired}:
        shop.journal.delete(child.table, row_left, owner=stored.id)
    for position, row, kept in paired:
        values = dict(zip(child.columns, row, strict=True))
        if child.positioned:
            values["position"] = position
        if kept is None:
            shop.journal.insert(child.table, {"customer": stored.id, **values}, owner=stored.id)
        else:
            shop.journal.update(child.table, kept, values, owner=stored.id)
    return True


def _paired(
    child: rows.Child, old: list[dict[str, Any]], wanted: list[tuple[Any, ...]]
) -> list[tuple[int, tuple[Any, ...], int | None]]:
    """(position, wanted row, id of the stored row that becomes it or None)."""
    spare = [(int(r["id"]), tuple(r[c] for c in child.columns)) for r in old]
    paired: list[tuple[int, tuple[Any, ...], int | None]] = []
    for position, row in enumerate(wanted):
        same = next((item for item in spare if item[1] == row), None)
        if same:
            spare.remove(same)
        paired.append((position, row, same[0] if same else None))
    reused = iter(spare)
    return [(p, row, kept if kept is not None else next((i for i, _ in reused), None)) for p, row, kept in paired]


def photo_id(shop: Shop, customer: Customer) -> int | None:
    """Id of the customer's picture, stored once for equal pictures, or None."""
    if not customer.photo:
        return None
    name = rows.photo_hash(customer.photo)
    found = shop.database.sql("SELECT id FROM photo WHERE hash = ?", [name])
    if found:
        return int(found[0][0])
    return shop.journal.insert(tables.Photo, {"hash": name, "type": customer.photo_type, "data": customer.photo})
