"""Customers leave the window as a file that comes back in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Customer, Phone
from smallcrm.exchange.files import read_file
from smallcrm.ui.window import MainWindow


def test_everybody_is_in_the_file_and_would_come_back_unchanged(
    opened: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened()
    window.shop.customers.add(Customer(given="Łukasz", family="Żak", phones=(Phone("601 234 518"),)))
    window.shop.customers.add(Customer(given="Aino", family="Äijälä"))
    window.actions_by_id["export"].trigger()
    dialog = window.exporting.dialog
    assert isinstance(dialog, QFileDialog)
    assert dialog.defaultSuffix() == "csv"
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert dialog.defaultSuffix() == "vcf"
    dialog.reject()
    for suffix in ("csv", "vcf", "json"):
        out = tmp_path / f"everybody.{suffix}"
        job = window.exporting.save(out)
        with qtbot.waitSignal(job.done, timeout=10_000):
            pass
        plan = window.shop.imports.plan([read_file(out, today=window.shop.today)])
        assert [plan.total(n) for n in ("created", "updated", "unchanged")] == [0, 0, 2], suffix


def test_a_place_that_cannot_be_written_is_told(
    opened: Callable[..., MainWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened()
    job = window.exporting.save(tmp_path / "nowhere" / "everybody.csv")
    with qtbot.waitSignal(job.failed, timeout=10_000):
        pass
    assert "nowhere" in window.banner.accessibleName()
