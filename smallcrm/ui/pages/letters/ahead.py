"""What the first card needs is read from disk while nobody waits: the page opens at once, and its first picture too."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QTimer

from smallcrm.ui.jobs import Jobs

MODULES = ("smallcrm.ui.pages.letters.page", "smallcrm.paper.printing", "pypdfium2")
QUIET = 2_000
"""Milliseconds after the window is shown."""


def prepare(jobs: Jobs) -> None:
    """Read the modules of the letters page and of paper in the worker, a moment after the start."""
    QTimer.singleShot(QUIET, jobs, lambda: jobs.start("", lambda _report: _read()))


def _read() -> None:
    for name in MODULES:
        import_module(name)
