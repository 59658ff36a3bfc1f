"""One process of the audit: walks over every scene in each language and theme, runs the checks, tells what it found.

python -m tests.ui.audit.walk SHOP FOLDER OUT.json [LANGUAGE:THEME[:keys][:TEXT] ...]     (QT_SCALE_FACTOR from outside)
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView, QDialog, QMenu, QWidget

from smallcrm.app import application, open_window
from smallcrm.ui import worn
from smallcrm.ui.scenes.registry import scenes
from smallcrm.ui.scenes.stage import Scene, Stage
from smallcrm.ui.window import MainWindow
from tests.ui.audit.checks import EVERYWHERE, LARGE, ONCE
from tests.ui.audit.seen import inside, one_sight, said
from tests.ui.audit.tabbing import tabbing

NOW = datetime(2026, 11, 23, 9, 15)
OFFSCREEN = "This plugin does not support"
"""Said of what a screen that is not there cannot do."""
MODE = QAbstractItemModelTester.FailureReportingMode.Warning
SIZES = ((880, 440), (1366, 697))


class Walk:
    """Findings as rows: check, language, theme, size, scene, what. ``words``: what was said, by language."""

    def __init__(self, shop: Path, folder: Path, only: Iterable[str] = ()) -> None:
        self.shop, self.folder, self.only = shop, folder, set(only)
        self.findings: list[dict[str, Any]] = []
        self.words: dict[str, set[str]] = {}
        self.kinds: set[str] = set()
        self.played: set[str] = set()
        self.lost: set[str] = set()
        self.where: dict[str, str] = {}
        self.tabbed: set[str] = set()
        self.warnings: list[str] = []
        self.models: set[str] = set()
        self.sizes: tuple[tuple[int, int], ...] = SIZES

    def go(self, language: str, theme: str, *, once: bool, keys: bool = False, text: float = 1.0) -> None:
        """Walk over all scenes in one language, theme and size of text; ``keys``: by Tab, and nothing else."""

        def opening(file: Path, settings_file: Path) -> MainWindow:
            QSettings(str(settings_file), QSettings.Format.IniFormat).setValue("window/scale", text)
            window = open_window(file, language=language, today=NOW, theme=theme, settings_file=settings_file)
            window.setMinimumSize(*SIZES[0])  # the screen of this walk is larger than a shop's
            return window

        self.sizes = SIZES[1:] if text > LARGE else SIZES[:1] if keys or theme == "dark" else SIZES
        stage = Stage(opening, self.shop, self.folder / f"{language}-{theme}-{text}", self.sizes[0])
        try:
            for scene in scenes():
                if text > LARGE and scene.name.endswith("-long"):
                    continue  # names without end are enough of a trial at the usual size
                if not self.only or scene.name in self.only:
                    self._scene(stage, scene, language, theme, once=once, keys=keys)
        finally:
            stage.close()

    def _scene(self, stage: Stage, scene: Scene, language: str, theme: str, *, once: bool, keys: bool) -> None:
        try:
            with stage.playing(scene):
                self.played.add(scene.name)
                for size in self.sizes:
                    where = {"scene": scene.name, "language": language, "theme": theme, "text": str(worn.scale())}
                    self.where = {**where, "size": "x".join(map(str, size))}
                    if size != self.sizes[0]:
                        if any(isinstance(w, (QMenu, QDialog)) for w in stage.shown()):
                            break
                        stage.shown()[0].resize(*size)
                        stage.rest()
                    self._look(stage, language, once=once) if not keys else self._tab(stage, scene)
            stage.window.resize(*self.sizes[0])
        except Exception as error:  # noqa: BLE001 — one broken scene does not hide the others; a test tells of it
            last = traceback.extract_tb(error.__traceback__)[-1]
            self.lost.add(f"{scene.name}: {error!r} at {Path(last.filename).name}:{last.lineno}")
            stage.close()

    def heard(self, kind: QtMsgType, _context: object, words: str | None) -> None:
        """Keep what Qt warns of."""
        if kind not in {QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg} and not str(words).startswith(OFFSCREEN):
            self.warnings.append(f"{self.where}: {words}")

    def _watch(self, roots: Sequence[QWidget]) -> None:
        """Let Qt's tester follow each model of ours from now on."""
        for view in (w for root in roots for w in inside(root) if isinstance(w, QAbstractItemView)):
            model = view.model()
            if model is not None and type(model).__module__.startswith("smallcrm.") and not model.property("watched"):
                self.models.add(f"{type(model).__module__}.{type(model).__qualname__}")
                model.setProperty("watched", QAbstractItemModelTester(model, MODE, model) is not None)

    def _tab(self, stage: Stage, scene: Scene) -> None:
        if "-edit-" not in scene.name:  # leaving an editor saves and closes it
            found = list(tabbing(stage, self.tabbed))
            self.findings += [{"check": check, **self.where, "what": what} for check, what in found]

    def _look(self, stage: Stage, language: str, *, once: bool) -> None:
        shown = stage.shown()
        if once:
            self._watch(shown)
        checks = {**EVERYWHERE, **(ONCE if once else {})}
        with one_sight():
            for name, check in checks.items():
                self.findings += [{"check": name, **self.where, "what": what} for what in check(shown)]
            for root in shown:
                self.words.setdefault(language, set()).update(word for word in said(root) if word)
                self.kinds.update(f"{type(w).__module__}.{type(w).__qualname__}" for w in inside(root))


def main() -> int:
    """Walk, and write what was found."""
    shop, folder, out, *combinations = sys.argv[1:]
    only = [word[1:] for word in combinations if word.startswith("=")]
    pairs = [word for word in combinations if ":" in word]
    application()
    QAccessible.setActive(True)  # as with a screen reader: lists tell what changed
    begun = time.monotonic()
    walk = Walk(Path(shop), Path(folder), only)
    qInstallMessageHandler(walk.heard)
    for number, pair in enumerate(pairs):
        language, theme, *way = pair.split(":")
        size = next((float(word) for word in way if word != "keys"), 1.0)
        walk.go(language, theme, once=number == 0, keys="keys" in way, text=size)
    told = {
        "findings": walk.findings,
        "words": {language: sorted(words) for language, words in walk.words.items()},
        "kinds": sorted(walk.kinds),
        "played": sorted(walk.played),
        "models": sorted(walk.models),
        "warnings": walk.warnings,
        "lost": sorted(walk.lost),
        "scale": os.environ.get("QT_SCALE_FACTOR", "1.0"),
        "seconds": time.monotonic() - begun,
    }
    Path(out).write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
