"""The settings of the shop itself, of post and opening hours and of letters, section by section."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QGridLayout, QWidget

from smallcrm.domain.model import ShopSettings
from smallcrm.i18n import _, current_locale, format_date, ngettext
from smallcrm.ui import worn
from smallcrm.ui.pages.customers.fact_list import countries
from smallcrm.ui.pages.customers.typed import dates_of
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.options import design_names
from smallcrm.ui.pages.settings.hours import expiring_row, hours_row, zone_row
from smallcrm.ui.pages.settings.post_rows import post_rows
from smallcrm.ui.pages.settings.rows import Section, SettingRow, choice_row, number_row, text_row
from smallcrm.ui.shop_kinds import shop_kinds
from smallcrm.ui.widgets.buttons import Toggle
from smallcrm.ui.widgets.choice import MarkTile
from smallcrm.ui.widgets.flow import flowing
from smallcrm.ui.worn import px

_LARGE = 1.5
"""Text scale above which two tiles stand side by side, not three."""
Keep = Callable[..., None]
"""Saves settings given by name: ``keep(city="Tampere")``."""


def _keeper(keep: Keep, name: str) -> Callable[[str], None]:
    """Give what saves a text under that name."""
    return lambda text: keep(**{name: text})


def sections(settings: ShopSettings, keep: Keep, today: date) -> tuple[Section, Section, Section]:
    """Give the sections of the shop, of post and hours, of cards and letters; rows come when they are made."""
    return (
        Section("shop", _("Shop"), "store", lambda: _shop(settings, keep)),
        Section("post", _("Post and opening hours"), "mailbox", lambda: _post(settings, keep, today)),
        Section("letters", _("Cards and letters"), "printer", lambda: _letters(settings, keep)),
    )


def _shop(settings: ShopSettings, keep: Keep) -> list[SettingRow]:
    """What stands on cards and letters."""
    texts = (
        ("name", _("Name of the shop"), _("Stands on cards and letters")),
        ("sender_name", _("Who signs"), _("Stands below the greeting")),
        ("street", _("Street"), ""),
        ("postal_code", _("Postal code"), ""),
        ("city", _("City"), ""),
        ("phone", _("Phone"), ""),
        ("email", _("E-mail"), ""),
        ("website", _("Web page"), ""),
    )
    rows = [
        text_row(words, getattr(settings, key), _keeper(keep, key), caption, f"setting_{key}")
        for key, words, caption in texts
    ]
    home = [(code or settings.country, words) for code, words in countries(settings.country)]
    caption = _("Decides the holidays, how addresses are written, and how numbers without + are read")
    rows.insert(
        5, choice_row(_("Country"), settings.country, home, lambda code: keep(country=code), caption, "setting_country")
    )
    rows.insert(6, zone_row(settings, keep))
    rows.insert(1, _kind(settings, keep))
    return rows


def _kind(settings: ShopSettings, keep: Keep) -> SettingRow:
    holder = QWidget()
    holder.setObjectName("setting_kind")
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(px(4))
    made = SettingRow(_("Kind of shop"), holder, _("Its icon and colour are the mark of your shop"), wide=True)
    for number, (key, words) in enumerate(shop_kinds().items()):
        tile = MarkTile(words, key, name=f"setting_kind_{key}")
        tile.setChecked(key == settings.kind)
        tile.clicked.connect(lambda _on=False, key=key: made.keep(lambda: keep(kind=key)))
        columns = 3 if worn.scale() <= _LARGE else 2
        grid.addWidget(tile, number // columns, number % columns)
    holder.setMinimumHeight(grid.minimumSize().height())
    return made


def open_days(count: int) -> str:
    """Say opening days around their number."""
    return ngettext("{n} open day", "{n} open days", count)


def _post(settings: ShopSettings, keep: Keep, today: date) -> tuple[SettingRow, ...]:
    """When a card must be printed, and for which day."""
    return (
        *post_rows(settings, keep, today),
        number_row(
            _("From printing to posting"),
            settings.handling_days,
            (0, 10),
            open_days,
            lambda n: keep(handling_days=n),
            name="setting_handling_days",
        ),
        _open_days(settings, keep),
        hours_row(settings, keep),
        _closed(settings, keep),
        expiring_row(settings, keep),
    )


def _letters(settings: ShopSettings, keep: Keep) -> tuple[SettingRow, ...]:
    """What the letters page begins with."""
    until = (("next_open_day", _("Until the next open day")), ("end_of_week", _("Until the end of the week")))
    paper = [pair for kind in (layouts.CARDS, layouts.LETTERS) for pair in layouts.layouts(kind, settings.country)]
    ahead, begins = _("How far the list looks ahead"), _("What the letters page begins with")
    designs = list(design_names().items())
    return (
        choice_row(
            _("Cards to print"),
            settings.cards_until,
            until,
            lambda code: keep(cards_until=code),
            ahead,
            "setting_cards_until",
        ),
        choice_row(_("Paper"), settings.layout, paper, lambda code: keep(layout=code), begins, "setting_layout"),
        choice_row(_("Design"), settings.design, designs, lambda code: keep(design=code), begins, "setting_design"),
    )


def _open_days(settings: ShopSettings, keep: Keep) -> SettingRow:
    names, whole = current_locale().days["stand-alone"]["abbreviated"], current_locale().days["stand-alone"]["wide"]
    toggles: list[Toggle] = []
    made: list[SettingRow] = []

    def save() -> None:
        chosen = tuple(n for n, day in enumerate(toggles) if day.isChecked())
        made[0].keep(lambda: keep(open_days=chosen))

    for number in range(7):
        day = Toggle(names[number])
        day.setAccessibleName(whole[number])
        day.setChecked(number in settings.open_days)
        day.clicked.connect(save)
        toggles.append(day)
    holder = flowing(*toggles)
    holder.setAccessibleName(_("Opening days"))
    caption = _("Cards are printed and posted on these. None chosen: every day is one.")
    made.append(SettingRow(_("Opening days"), holder, caption, wide=True))
    return made[0]


def _closed(settings: ShopSettings, keep: Keep) -> SettingRow:
    shown = "; ".join(format_date(d, "medium") for d in settings.closed_dates)
    caption = _("Several are parted by semicolons; public holidays are known")
    return text_row(_("Closed on"), shown, lambda text: keep(closed_dates=dates_of(text)), caption, "setting_closed")
