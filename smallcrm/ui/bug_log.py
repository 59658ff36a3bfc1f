"""The last bugs in a small file beside the settings, for whoever helps: kinds and places, nothing about customers."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from smallcrm import paths
from smallcrm.store.clock import Clock

MOST = 50_000
"""Bytes kept; the oldest reports go first."""


def place() -> Path:
    """Give the file of the reports."""
    return paths.settings_file().with_name("bugs.txt")


def keep(report: str) -> None:
    """Add a report; where that is not possible, nothing else fails for it."""
    with suppress(OSError):
        file = place()
        before = file.read_bytes() if file.exists() else b""
        now = Clock().now().isoformat(timespec="seconds")  # of this PC, whatever day the shop believes in
        paths.write_atomically(file, (before + f"{now}\n{report}\n\n".encode())[-MOST:])
