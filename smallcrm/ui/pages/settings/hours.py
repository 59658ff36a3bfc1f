"""When the shop is open, in whose time, and how early it hears of what expires."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from smallcrm.domain.model import ShopSettings
from smallcrm.i18n import _, country_name, ngettext, pgettext, zones
from smallcrm.ui.pages.follow_ups.values import read_clock
from smallcrm.ui.pages.settings.rows import SettingRow, choice_row, number_row
from smallcrm.ui.widgets.plain import PlainLabel
from smallcrm.ui.widgets.when import clock_words
from smallcrm.ui.worn import px

Keep = Callable[..., None]
_LONGEST = 365


def hours_row(settings: ShopSettings, keep: Keep) -> SettingRow:
    """Make the row of opening hours: from and until, each saved when it is left; empty: nobody said."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(px(8))
    caption = _("Stamps outside of them are shown in the report of a programme")
    made = SettingRow(_("Opening hours"), holder, caption, wide=True)
    fields = (("open_from", _("Open from"), settings.open_from), ("open_until", _("Open until"), settings.open_until))
    for number, (name, said, kept) in enumerate(fields):
        if number:
            # Translators: between two times of day
            line.addWidget(PlainLabel(pgettext("hours", "to")), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(_hour(name, said, kept, made, keep))
    line.addStretch(1)
    return made


def _hour(name: str, said: str, kept: str, row: SettingRow, keep: Keep) -> QLineEdit:
    field = QLineEdit(_shown(kept))
    field.setObjectName(f"setting_{name}")
    field.setAccessibleName(said)
    field.setMaxLength(20)
    field.setFixedWidth(px(96))

    def save() -> None:
        at = read_clock(field.text())
        value = at.strftime("%H:%M") if at else ""
        keep(**{name: value})
        field.setText(_shown(value))

    field.editingFinished.connect(lambda: row.keep(save))
    return field


def _shown(value: str) -> str:
    return clock_words(time.fromisoformat(value)) if value else ""


def zone_row(settings: ShopSettings, keep: Keep) -> SettingRow:
    """Make the row of the time zone: whose midnight ends a day of the shop."""
    usual = _("As in {country}").format(country=country_name(settings.country))
    known = zones(settings.country)
    if settings.zone and settings.zone not in known:
        known[settings.zone] = settings.zone
    caption = _("A stamp of the last day is good until midnight there")
    choices = [("", usual), *known.items()]
    return choice_row(_("Time zone"), settings.zone, choices, lambda code: keep(zone=code), caption, "setting_zone")


def expiring_row(settings: ShopSettings, keep: Keep) -> SettingRow:
    """Make the row of how many days ahead rewards and stamps that expire are told."""
    return number_row(
        _("Rewards that expire soon"),
        settings.expiring_days,
        (0, _LONGEST),
        lambda n: ngettext("{n} day before", "{n} days before", n),
        lambda n: keep(expiring_days=n),
        _("On Today so long before their last day"),
        "setting_expiring_days",
    )
