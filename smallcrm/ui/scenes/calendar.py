"""Scenes of the calendar: month and week."""

from __future__ import annotations

from functools import partial

from smallcrm.ui.pages.calendar.head import MONTH, WEEK
from smallcrm.ui.scenes.stage import Scene, Stage


def _view(view: str, stage: Stage) -> None:
    stage.perform("calendar", "show", (view, stage.shop.today))


SCENES = (
    Scene("calendar", partial(_view, MONTH), page="calendar"),
    Scene("calendar-week", partial(_view, WEEK), page="calendar"),
)
