"""Scenes of name days: no list yet, suggestions, who is undecided, the choice of a day, the lists in the settings."""

from __future__ import annotations

from smallcrm import i18n
from smallcrm.domain.name_days import NameDay, NameList
from smallcrm.ui.pages.name_days.page import NameDaysPage
from smallcrm.ui.pages.settings.name_days import NameDayLists
from smallcrm.ui.scenes.stage import Scene, Stage
from smallcrm.ui.widgets.row_list import RowList

_SAID = {
    "en": ("Our own list", "Written by ourselves", "Own list"),
    "fi": ("Oma lista", "Itse kirjoitettu", "Oma lista"),
    "nb": ("Vår egen liste", "Skrevet av oss selv", "Egen liste"),
    "pl": ("Własna lista", "Spisana przez nas", "Własna lista"),
}
_MOST = 30
"""Names of the list that these scenes make: days are made up."""


def _listed(stage: Stage) -> None:
    """A list of invented days for first names of this shop, taken in once."""
    shop = stage.shop
    if shop.name_days.lists():
        return
    people = shop.customers.get_many([one.id for one in shop.customers.page(0, 120)], photos=False)
    names = list(dict.fromkeys(one.given for one in people if one.given.isalpha()))[:_MOST]
    days = [NameDay(n % 12 + 1, n % 28 + 1, name) for n, name in enumerate(names)]
    days += [NameDay((n + 5) % 12 + 1, n % 28 + 1, name) for n, name in enumerate(names) if n % 3 == 0]
    title, source, licence = _SAID.get(i18n.language(), _SAID["en"])
    shop.name_days.add(NameList(shop.settings.read().country, title, source, licence, "list.csv"), days)


def _none(stage: Stage) -> None:
    stage.go("nameDays")


def _suggested(stage: Stage) -> None:
    _listed(stage)
    stage.go("nameDays")
    stage.perform("nameDays", "show", "all")


def _undecided(stage: Stage) -> None:
    _suggested(stage)
    stage.perform("nameDays", "show", "open")
    stage.afterwards(lambda: stage.window.perform("nameDays", "show", "all"))


def _choosing(stage: Stage) -> None:
    _suggested(stage)
    rows = stage.find("nameDaysList", RowList)
    page = stage.find("nameDaysPage", NameDaysPage)
    several = (n for n, one in enumerate(page.rows.shown) if len(one.candidates) > 1)
    rows.setCurrentIndex(page.rows.index(next(several, 0), 0))
    rows.acted.emit(rows.current_row(), "menu")


def _settings_none(stage: Stage) -> None:
    stage.go("settings")
    stage.perform("settings", "section", "nameDays")


def _settings(stage: Stage) -> None:
    _listed(stage)
    _settings_none(stage)


def _taking_in(stage: Stage) -> None:
    """A list that was read, before it is kept: where it is from is to be said."""
    _settings_none(stage)
    _take(stage, "day;month;names\n1;1;Aada, Bruno\n29;2;Celia\n31;2;Dag\n")


def _asking(stage: Stage) -> None:
    """A newer list, of which nobody knows which number is the month."""
    _settings(stage)
    _take(stage, "date;names\n03/04/2024;Aada, Bruno\n05/06/2024;Celia\n")


def _take(stage: Stage, text: str) -> None:
    file = stage.folder / "names.csv"
    file.write_text(text, encoding="utf-8")
    lists = stage.find("nameDayLists", NameDayLists)
    lists.take(file)
    stage.afterwards(lists.leave)
    stage.rest()


SCENES = (
    Scene("name-days-none", _none, page="nameDays"),
    Scene("settings-name-days-none", _settings_none, page="settings"),
    Scene("settings-name-list", _taking_in, page="settings"),
    Scene("settings-name-days", _settings, "used", page="settings"),
    Scene("settings-name-list-asking", _asking, "used", page="settings"),
    Scene("name-days", _suggested, "used", page="nameDays"),
    Scene("name-days-undecided", _undecided, "used", page="nameDays"),
    Scene("name-days-choosing", _choosing, "used", page="nameDays"),
)
