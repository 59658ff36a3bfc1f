"""Scenes of Settings: each section."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QScrollArea, QWidget

from smallcrm.ui.scenes.stage import Scene, Stage


def _settings(stage: Stage) -> None:
    stage.go("settings")


def _further(number: int, stage: Stage) -> None:
    """The page scrolled down, a window at a time."""
    stage.go("settings")
    page = stage.find("settingsPage", QWidget)
    areas = [a for a in page.findChildren(QScrollArea) if a.isVisible() and a.verticalScrollBar().maximum()]
    if not areas:
        raise LookupError("settings")
    bar = areas[0].verticalScrollBar()
    bar.setValue(number * bar.pageStep())
    stage.afterwards(lambda: bar.setValue(0))


SCENES = (
    Scene("settings", _settings, page="settings"),
    *(Scene(f"settings-{number + 1}", partial(_further, number), page="settings") for number in (1, 2, 3)),
)
