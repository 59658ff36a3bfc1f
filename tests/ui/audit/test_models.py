"""Qt's own tester watches every model of the program through all scenes; here: that it would tell."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

import smallcrm.ui
from smallcrm.ui.widgets.rows import Row, RowsModel
from tests.ui.audit.conftest import Walked


def _all(kind: type) -> set[type]:
    below: list[type] = kind.__subclasses__()
    return {sub for sub in below if sub.__module__.startswith("smallcrm.")}.union(*map(_all, below))


def classes() -> set[str]:
    """Give the name of every model class of the program, wherever it is."""
    for module in pkgutil.walk_packages(smallcrm.ui.__path__, "smallcrm.ui."):
        importlib.import_module(module.name)
    return {f"{kind.__module__}.{kind.__qualname__}" for kind in _all(QAbstractItemModel)}


@pytest.mark.timeout(1500)
def test_every_model_was_watched(walked: list[Walked]) -> None:
    seen = {name for one in walked for name in one.models}
    assert classes() - seen == set()


@pytest.mark.timeout(1500)
def test_qt_warned_of_nothing(walked: list[Walked]) -> None:
    assert [said for one in walked for said in one.warnings] == []


class _Liar(RowsModel):
    """Tells of rows that do not come."""

    def lie(self) -> None:
        self.beginInsertRows(self.index(-1, -1), 0, 3)
        self.endInsertRows()


@pytest.mark.qt_no_exception_capture
def test_the_tester_would_tell(qtbot: QtBot, qtlog: Any) -> None:
    model = _Liar()
    model.set_rows([Row("Anna")])
    with qtlog.disabled():
        told: list[str] = []
        from PySide6.QtCore import qInstallMessageHandler

        before = qInstallMessageHandler(lambda _kind, _context, words: told.append(words))
        tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
        model.lie()
        qInstallMessageHandler(before)
    assert tester.model() is model
    assert any("FAIL" in words for words in told)
