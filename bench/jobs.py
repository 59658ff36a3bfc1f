"""The window while jobs work beside it: the longest time in which it did not answer."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Measure
from bench.people import rows

if TYPE_CHECKING:
    from smallcrm.ui.pages.importing.page import ImportPage
    from smallcrm.ui.window import MainWindow

_BEAT = 0.010
_IMPORTED = 5_000


def measure(folder: Path, shop: Path) -> Iterator[Measure]:
    """Measure an import, its undo and redo, a backup and an export with that shop."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QSettings

    from smallcrm import app

    mine = folder / "jobs.smallcrm"
    shutil.copy(shop, mine)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    window = app.open_window(mine, settings_file=folder / "jobs.ini")
    window.show()
    window.go("import")
    page: ImportPage = window.places.page("import")  # type: ignore[assignment]
    file = folder / "five thousand.csv"
    file.write_bytes(rows(_IMPORTED))
    _longest(window, lambda: None)
    still = _longest(window, lambda: None)
    works: tuple[tuple[str, Callable[[], object]], ...] = (
        (f"look at {_IMPORTED} rows", lambda: page.take([file])),
        (f"import of {_IMPORTED}", page.bring_in),
        ("undo of it", window.undoing.undo),
        ("redo of it", window.undoing.redo),
        ("backup", window.keeping.back_up),
        ("export", lambda: window.exporting.save(folder / "all.csv")),
    )
    for name, work in works:
        late = _longest(window, work)
        yield Measure(f"window asleep at most: {name}", late, still, "ms", 100 / still, "no job; the goal is 100 ms")
    window.close()


def _longest(window: MainWindow, work: Callable[[], object]) -> float:
    """Milliseconds by which a beat of 10 ms was late at most, until no job is left."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, late, last, calm = QEventLoop(), 0.0, time.perf_counter(), 0

    def beat() -> None:
        nonlocal late, last, calm
        now = time.perf_counter()
        late, last = max(late, now - last - _BEAT), now
        calm = 0 if window.jobs.busy else calm + 1
        if calm > 30:
            loop.quit()

    timer = QTimer()
    timer.setInterval(int(_BEAT * 1000))
    timer.timeout.connect(beat)
    timer.start()
    work()
    loop.exec()
    timer.stop()
    return max(late * 1000, 0.1)
