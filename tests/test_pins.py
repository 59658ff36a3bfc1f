"""What we pinned for a reason still has that reason."""

from __future__ import annotations

import sys
from importlib.metadata import version

from PySide6.QtCore import QObject


def test_qt_calls_do_not_eat_none() -> None:
    """PySide6 6.12.0 on Python 3.11 loses a reference to None with each call, and dies after a while."""
    assert tuple(map(int, version("PySide6_Essentials").split(".")[:2])) < (6, 12)
    thing = QObject()
    thing.setObjectName("warm")
    before = sys.getrefcount(None)
    for _ in range(1000):
        thing.setObjectName("name")
    assert abs(sys.getrefcount(None) - before) < 100


def test_type_is_shaped() -> None:
    """Without uharfbuzz ReportLab sets headlines unkerned and says nothing."""
    from reportlab.pdfbase import ttfonts

    assert getattr(ttfonts, "uharfbuzz", None) is not None
