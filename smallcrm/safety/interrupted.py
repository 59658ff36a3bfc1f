"""A note beside the shop file while an import runs: a transaction rolled back after a crash leaves no trace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from smallcrm import paths


def _note(shop_file: Path) -> Path:
    return shop_file.with_name(shop_file.name + ".importing")


@contextmanager
def importing(shop_file: Path, files: Sequence[str], now: datetime) -> Iterator[None]:
    """Keep the note for the length of an import; an exception removes it too, for then nothing came in and was told."""
    text = json.dumps({"files": list(files), "at": now.isoformat()}, ensure_ascii=False)
    paths.write_atomically(_note(shop_file), text.encode())
    try:
        yield
    finally:
        _note(shop_file).unlink(missing_ok=True)


def interrupted_import(shop_file: Path) -> tuple[str, ...]:
    """Files of an import that never finished (nothing of them came in), told once; empty if there is none."""
    note = _note(shop_file)
    try:
        files = json.loads(note.read_bytes())["files"]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError):
        files = [""]
    note.unlink(missing_ok=True)
    return tuple(str(f) for f in files)
