"""Which days there are in the shop: which get cards, kinds of its own, round birthdays, 29 February."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from smallcrm import messages
from smallcrm.domain.errors import BadInput
from smallcrm.domain.model import OccasionKind, ShopSettings
from smallcrm.domain.occasions import round_ages
from smallcrm.i18n import _, country_name, format_date, format_number, ngettext
from smallcrm.ui.pages.settings.occasion_kinds import OwnKindList
from smallcrm.ui.pages.settings.rows import Section, SettingRow, choice_row, number_row, switch_row, text_row
from smallcrm.ui.widgets.buttons import Toggle
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.widgets.occasion_looks import look

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

Keep = Callable[..., None]
OLDEST = 130
_KINDS = (OccasionKind.BIRTHDAY, OccasionKind.NAME_DAY, OccasionKind.WEDDING, OccasionKind.CUSTOMER_SINCE)
_SHOWN = 6
"""Ages named in a caption; the others follow the same step."""


def occasions_section(window: MainWindow, settings: ShopSettings, keep: Keep) -> Section:
    """Make the section of the days of customers."""
    return Section("occasions", _("Occasions"), "party-popper", lambda: _rows(window, settings, keep))


def _rows(window: MainWindow, settings: ShopSettings, keep: Keep) -> Sequence[QWidget]:
    return (
        _cards(settings, keep),
        OwnKindList(window),
        _round_ages(settings, keep),
        leap_row(settings, keep),
        *_gift_rows(settings, keep),
        switch_row(
            _("Week numbers"),
            _("At the left of the calendar"),
            lambda on: keep(week_numbers=on),
            settings.week_numbers,
            "setting_week_numbers",
        ),
    )


def _cards(settings: ShopSettings, keep: Keep) -> SettingRow:
    toggles: dict[OccasionKind, Toggle] = {}
    made: list[SettingRow] = []

    def save() -> None:
        chosen = tuple(str(kind) for kind, toggle in toggles.items() if toggle.isChecked())
        made[0].keep(lambda: keep(card_kinds=chosen))

    for kind in _KINDS:
        toggle = toggles[kind] = Toggle(messages.occasion(kind), icon=look(kind)[0])
        toggle.setObjectName(f"setting_card_{kind}")
        toggle.setChecked(kind in settings.card_kinds)
        toggle.clicked.connect(save)
    holder = flowing(*toggles.values())
    holder.setAccessibleName(_("Days that get a card"))
    caption = _(
        "Cards for these are printed and posted in time. All other days appear on Today, so that you can greet in"
        " person."
    )
    made.append(SettingRow(_("Days that get a card"), holder, caption, wide=True))
    return made[0]


def leap_row(settings: ShopSettings, keep: Keep) -> SettingRow:
    """Make the row of when people of 29 February are greeted in other years."""
    leap = (("28", format_date(date(2027, 2, 28), "day_month")), ("1", format_date(date(2027, 3, 1), "day_month")))
    words = _("Born on {day}").format(day=format_date(date(2024, 2, 29), "day_month"))
    caption = _("Greeted on, in other years")
    return choice_row(words, settings.leap_day, leap, lambda code: keep(leap_day=code), caption, "setting_leap_day")


def _gift_rows(settings: ShopSettings, keep: Keep) -> tuple[SettingRow, ...]:
    """Make the rows of what a birthday brings."""
    return (
        text_row(
            _("Gift"),
            settings.gift,
            lambda text: keep(gift=text),
            _("Such as “a free coffee”. Empty: the cards name none."),
            "setting_gift",
        ),
        number_row(
            _("The gift waits"),
            settings.gift_days,
            (0, 365),
            _days,
            lambda n: keep(gift_days=n),
            _("Counted from the birthday"),
            "setting_gift_days",
        ),
    )


def _days(count: int) -> str:
    """Say days around their number."""
    return ngettext("{n} day", "{n} days", count)


def _round_ages(settings: ShopSettings, keep: Keep) -> SettingRow:
    usual = ", ".join(format_number(age) for age in round_ages(settings.country)[:_SHOWN])
    caption = _("These count as round. If empty, as is usual in {country}: {ages} …")
    return text_row(
        _("Round birthdays"),
        ", ".join(str(age) for age in settings.round_ages),
        lambda text: keep(round_ages=ages_of(text)),
        caption.format(country=country_name(settings.country), ages=usual),
        "setting_round_ages",
    )


def ages_of(text: str) -> tuple[int, ...]:
    """Read ages parted by commas, semicolons or spaces; raises BadInput ``bad_age`` (value) for what is none."""
    ages = set[int]()
    for part in text.replace(",", " ").replace(";", " ").split():
        age = int(part) if part.isdecimal() and len(part) <= len(str(OLDEST)) else 0
        if not 1 <= age <= OLDEST:
            raise BadInput("bad_age", value=part)
        ages.add(age)
    return tuple(sorted(ages))
