"""Cards into a shop, out of it, and in again: the second time nothing is new."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from smallcrm.domain.incoming import ReadFile
from smallcrm.domain.model import Customer
from smallcrm.exchange import json_format
from smallcrm.exchange.export import export
from smallcrm.exchange.vcard import reader
from smallcrm.store.clock import FixedClock
from smallcrm.store.shop import Shop

FILES = sorted((Path(__file__).parents[1] / "data" / "vcard").glob("*.vcf"))
TODAY = date(2026, 11, 21)


def open_shop(file: Path) -> Shop:
    return Shop.open(file, clock=FixedClock(TODAY), create=True, country="FI", language="fi")


def read(path: Path) -> ReadFile:
    read_bytes = json_format.read if path.suffix == ".json" else reader.read
    return read_bytes(path.read_bytes(), path.name, TODAY)


def counts(shop: Shop, *files: ReadFile) -> tuple[int, int, int]:
    """Plan and apply an import: created, updated, unchanged."""
    plan = shop.imports.plan(files)
    shop.imports.apply(plan)
    return plan.total("created"), plan.total("updated"), plan.total("unchanged")


def people(shop: Shop) -> dict[str, Customer]:
    def bare(customer: Customer) -> Customer:
        occasions = tuple(dataclasses.replace(occasion, id=0) for occasion in customer.occasions)
        return dataclasses.replace(customer, id=0, version=0, occasions=occasions)

    return {customer.uid: bare(customer) for customer in shop.customers.every()}


@pytest.mark.parametrize("suffix", [".vcf", ".json"])
def test_our_export_changes_nothing_here_and_rebuilds_the_shop_elsewhere(tmp_path: Path, suffix: str) -> None:
    shop, other = open_shop(tmp_path / "a.smallcrm"), open_shop(tmp_path / "b.smallcrm")
    files = [read(path) for path in FILES]
    number = sum(len(file.records) for file in files)
    assert counts(shop, *files) == (number, 0, 0)
    assert counts(shop, *files) == (0, 0, number)
    out = tmp_path / f"out{suffix}"
    assert export(shop, out) == number
    assert counts(shop, read(out)) == (0, 0, number)
    assert counts(other, read(out)) == (number, 0, 0)
    assert people(other) == people(shop)
    shop.close()
    other.close()
