"""What reads the shop by itself, such as at its minute, waits while another program writes, and tries again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, QTimer

from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.progress import Report

AGAIN = 400
"""Milliseconds until it tries again."""
Owner = TypeVar("Owner", bound=QObject)
Rest = ParamSpec("Rest")
Result = TypeVar("Result")


def patient(read: Callable[Concatenate[Owner, Rest], None]) -> Callable[Concatenate[Owner, Rest], None]:
    """Let a method try again a moment later while the shop file is locked, as long as its object is there.

    The method itself leaves a shop alone that was closed meanwhile.
    """

    @wraps(read)
    def tried(self: Owner, /, *values: Rest.args, **named: Rest.kwargs) -> None:
        try:
            read(self, *values, **named)
        except FileTrouble as trouble:
            if trouble.code != "locked":
                raise
            QTimer.singleShot(AGAIN, self, lambda: tried(self, *values, **named))

    return tried


def unless_locked(work: Callable[[Report], Result]) -> Callable[[Report], Result | None]:
    """Let the work of a job give None while the shop file is locked: whoever asked tries again, and nobody is told."""

    @wraps(work)
    def tried(report: Report) -> Result | None:
        try:
            return work(report)
        except FileTrouble as trouble:
            if trouble.code != "locked":
                raise
            return None

    return tried


def rest(window: QObject) -> None:
    """Let nothing in a window that closes come a moment later any more: it would ask a closed shop."""
    for timer in window.findChildren(QTimer):
        timer.stop()
