"""Scenes of the beginning: the three screens, one's own shop after the sample, and who is at the counter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QAbstractButton

from smallcrm.i18n import language
from smallcrm.store.clock import FixedClock
from smallcrm.ui.scenes.stage import Scene, Stage
from smallcrm.ui.start.window import FirstStart


def _start(at: int, stage: Stage, *, own: bool = False) -> FirstStart:
    settings = QSettings(str(stage.folder / "start.ini"), QSettings.Format.IniFormat)
    made = FirstStart(settings, FixedClock(stage.shop.now), language(), own=own)
    stage.apart(made)
    made.show_step(at)
    return made


def _counter(stage: Stage) -> None:
    stage.go("today")
    stage.find("counterButton", QAbstractButton).click()


def _somebody_new(stage: Stage) -> None:
    stage.go("today")
    stage.window.counter.add()


SCENES = (
    *(Scene(f"start-{at + 1}", partial(_start, at)) for at in range(3)),
    Scene("start-own-1", partial(_start, 0, own=True)),
    Scene("start-own-2", partial(_start, 1, own=True)),
    Scene("counter", _counter),
    Scene("counter-new", _somebody_new),
)
