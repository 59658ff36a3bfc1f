"""Scenes of Settings: each section."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QScrollArea, QWidget

from smallcrm.domain.occasion_kinds import OwnKind
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


def _section(key: str, stage: Stage) -> None:
    """The page at one of its sections."""
    stage.go("settings")
    stage.perform("settings", "section", key)


def _asked(stage: Stage) -> None:
    """What a rule to stay in touch would make, before it is kept."""
    _section("rules", stage)
    known = stage.shop.customers.page(0, 40)
    tags = [tag for one in known for tag in stage.shop.customers.get(one.id).tags]
    if not tags:
        raise LookupError("tag")
    stage.type("newRuleWhom", max(sorted(set(tags)), key=tags.count))
    stage.press("addRule")
    area = stage.find("settingsArea", QScrollArea)
    area.ensureWidgetVisible(stage.find("addRule"), 0, 220)


def _kinds(stage: Stage) -> None:
    """Kinds of days of the shop's own: in use, and offered no more."""
    kinds = stage.shop.occasion_kinds
    if not any(not one.active for one in kinds.all()):
        kinds.save([*kinds.all(), OwnKind("Guide dog day", "cake", "leaf", 14, card_wanted=True)])
        kinds.save([*kinds.all(), OwnKind("Day of the old shop", active=False)])
    _section("occasions", stage)


SCENES = (
    Scene("settings", _settings, page="settings"),
    *(Scene(f"settings-{number + 1}", partial(_further, number), page="settings") for number in (1, 2, 3)),
    Scene("settings-post", partial(_section, "post"), page="settings"),
    Scene("settings-rules", partial(_section, "rules"), page="settings"),
    Scene("settings-rule-asked", _asked, page="settings"),
    Scene("settings-remedies", partial(_section, "remedies"), page="settings"),
    Scene("settings-occasions", partial(_section, "occasions"), page="settings"),
    Scene("settings-own-kinds", _kinds, "used", page="settings"),
)
