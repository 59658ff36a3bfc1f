"""All scenes in the order in which they are played; a page without one of its own is a scene by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from smallcrm.ui.pages.registry import pages
from smallcrm.ui.scenes import (
    calendar,
    card_print,
    cards,
    customers,
    follow_ups,
    frame,
    importing,
    letters,
    name_days,
    scanning,
    settings,
    stamping,
    start,
    today,
    told,
    writing,
)
from smallcrm.ui.scenes.stage import Scene, Stage

ROOMS = (
    today,
    customers,
    calendar,
    stamping,
    writing,
    follow_ups,
    cards,
    card_print,
    letters,
    importing,
    settings,
    name_days,
    start,
    told,
    scanning,
    frame,
)
_ORDER = ("given", "calm", "empty", "long", "used")


def scenes() -> Sequence[Scene]:
    """Give every scene; those of one shop follow each other, and those that write come last."""
    named = [scene for room in ROOMS for scene in room.SCENES]
    known = {scene.page for scene in named}
    plain = [Scene(info.key, _shown(info.key), page=info.key) for info in pages() if info.key not in known]
    return sorted([*plain, *named], key=lambda scene: _ORDER.index(scene.shop))


def _shown(key: str) -> Callable[[Stage], object]:
    return lambda stage: stage.go(key)
