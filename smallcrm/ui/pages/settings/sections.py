"""The settings of the shop, section by section."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from smallcrm import __version__
from smallcrm.domain.model import ShopSettings
from smallcrm.i18n import LANGUAGES, _, current_locale, format_date, ngettext
from smallcrm.ui import worn
from smallcrm.ui.pages.customers.fact_list import countries
from smallcrm.ui.pages.customers.typed import dates_of
from smallcrm.ui.pages.letters import layouts
from smallcrm.ui.pages.letters.options import design_names
from smallcrm.ui.pages.page import later
from smallcrm.ui.pages.settings.rows import SettingRow, choice_row, number_row, section, text_row
from smallcrm.ui.widgets.buttons import Toggle, button
from smallcrm.ui.widgets.card import Card
from smallcrm.ui.widgets.plain import Paragraph, PlainLabel
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

Keep = Callable[..., None]
"""Saves settings given by name: ``keep(city="Tampere")``."""


def _keeper(keep: Keep, name: str) -> Callable[[str], None]:
    """Give what saves a text under that name."""
    return lambda text: keep(**{name: text})


def shop_section(settings: ShopSettings, keep: Keep) -> Card:
    """Make the section of the shop: what stands on cards and letters."""
    texts = (
        ("name", _("Name of the shop"), ""),
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
    caption = _("Holidays, address format and phone numbers")
    rows.insert(
        5, choice_row(_("Country"), settings.country, home, lambda code: keep(country=code), caption, "setting_country")
    )
    return section(_("Shop"), rows)


def look_section(window: MainWindow, settings: ShopSettings, keep: Keep) -> Card:
    """Make the section of language and looks."""

    def speak(code: str) -> None:
        keep(language=code)
        later(window, lambda: window.set_language(code))

    themes = (("system", _("Follow the system")), ("light", _("Light")), ("dark", _("Dark")))
    sizes = [(str(n), _("{percent} %").format(percent=n)) for n in (90, 100, 110, 125, 150, 175, 200)]
    return section(
        _("Look and language"),
        (
            choice_row(
                _("Language"),
                settings.language,
                list(LANGUAGES.items()),
                speak,
                _("Each customer can have their own"),
                "setting_language",
            ),
            choice_row(
                _("Colours"),
                window.theme_name,
                themes,
                lambda name: later(window, lambda: window.dress(name)),
                name="setting_theme",
            ),
            choice_row(
                _("Text size"),
                str(round(worn.scale() * 100)),
                sizes,
                lambda n: later(window, lambda: window.dress(scale=int(n) / 100)),
                _("Ctrl + and Ctrl − work everywhere"),
                "setting_scale",
            ),
        ),
    )


def days(count: int) -> str:
    """Say days after their number."""
    return ngettext("day", "days", count)


def working_days(count: int) -> str:
    """Say working days after their number."""
    return ngettext("working day", "working days", count)


def open_days(count: int) -> str:
    """Say opening days after their number."""
    return ngettext("open day", "open days", count)


def post_section(settings: ShopSettings, keep: Keep) -> Card:
    """Make the section of post and cards."""
    return section(_("Post and cards"), (*_post_rows(settings, keep), *_card_rows(settings, keep)))


def _post_rows(settings: ShopSettings, keep: Keep) -> tuple[SettingRow, ...]:
    home, abroad = settings.post_days, settings.post_days_abroad
    caption = _("From the letter box to the door")
    return (
        number_row(
            _("Post takes, at home"),
            home,
            (0, 30),
            working_days,
            lambda n: keep(post_days=n),
            caption,
            "setting_post_days",
        ),
        number_row(_("Post takes, abroad"), abroad, (0, 60), working_days, lambda n: keep(post_days_abroad=n)),
        number_row(
            _("From printing to posting"), settings.handling_days, (0, 10), open_days, lambda n: keep(handling_days=n)
        ),
        _open_days(settings, keep),
        _closed(settings, keep),
    )


def _card_rows(settings: ShopSettings, keep: Keep) -> tuple[SettingRow, ...]:
    until = (("next_open_day", _("Until the next open day")), ("end_of_week", _("Until the end of the week")))
    paper = [pair for kind in (layouts.CARDS, layouts.LETTERS) for pair in layouts.layouts(kind, settings.country)]
    ahead, begins = _("How far the list looks ahead"), _("What the letters page begins with")
    designs = list(design_names().items())
    return (
        choice_row(_("Cards to print"), settings.cards_until, until, lambda code: keep(cards_until=code), ahead),
        choice_row(_("Paper"), settings.layout, paper, lambda code: keep(layout=code), begins),
        choice_row(_("Design"), settings.design, designs, lambda code: keep(design=code)),
    )


def _open_days(settings: ShopSettings, keep: Keep) -> SettingRow:
    holder = QWidget()
    holder.setAccessibleName(_("Opening days"))
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(4))
    names, whole = current_locale().days["stand-alone"]["abbreviated"], current_locale().days["stand-alone"]["wide"]
    days: list[Toggle] = []
    made: list[SettingRow] = []

    def save() -> None:
        chosen = tuple(n for n, day in enumerate(days) if day.isChecked())
        made[0].keep(lambda: keep(open_days=chosen))

    for number in range(7):
        day = Toggle(names[number])
        day.setAccessibleName(whole[number])
        day.setChecked(number in settings.open_days)
        day.clicked.connect(save)
        days.append(day)
        row.addWidget(day)
    made.append(SettingRow(_("Opening days"), holder, _("Cards are printed and posted on these")))
    return made[0]


def _closed(settings: ShopSettings, keep: Keep) -> SettingRow:
    shown = "; ".join(format_date(d, "medium") for d in settings.closed_dates)
    caption = _("Several are parted by semicolons; public holidays are known")
    return text_row(_("Closed on"), shown, lambda text: keep(closed_dates=dates_of(text)), caption, "setting_closed")


def birthday_section(settings: ShopSettings, keep: Keep) -> Card:
    """Make the section of birthdays."""
    leap = (("28", format_date(date(2027, 2, 28), "day_month")), ("1", format_date(date(2027, 3, 1), "day_month")))
    words = _("Born on {day}").format(day=format_date(date(2024, 2, 29), "day_month"))
    return section(
        _("Birthdays"),
        (
            choice_row(
                words, settings.leap_day, leap, lambda code: keep(leap_day=code), _("Greeted on, in other years")
            ),
            text_row(
                _("Gift"),
                settings.gift,
                lambda text: keep(gift=text),
                _("Such as “a free coffee”. Empty: the cards name none."),
                "setting_gift",
            ),
            number_row(_("The gift waits"), settings.gift_days, (0, 365), days, lambda n: keep(gift_days=n)),
        ),
    )


def data_section(window: MainWindow, check: Callable[[], object], show_folder: Callable[[], object]) -> Card:
    """Make the section of the shop file and its backups."""
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    row.addWidget(PlainLabel(str(window.shop.file)), 1)
    row.addWidget(button(_("Show the folder"), size="small", icon="folder-open", clicked=show_folder))
    place.setAccessibleName(_("Shop file"))
    return section(
        _("Data"),
        (
            SettingRow(_("Shop file"), place, _("Everything is in this one file")),
            SettingRow(
                _("Backup"),
                _pair(
                    button(_("Back up now"), icon="hard-drive", name="backupButton", clicked=window.keeping.back_up),
                    button(
                        _("Restore a backup"),
                        icon="archive-restore",
                        name="restoreButton",
                        clicked=window.keeping.restore,
                    ),
                ),
                _("Also made by itself at closing and before each import"),
            ),
            SettingRow(
                _("Integrity check"),
                button(_("Check the shop file"), icon="shield-check", name="checkButton", clicked=check),
            ),
            SettingRow(
                _("History of changes"), button(_("All changes"), icon="history", clicked=lambda: window.go("history"))
            ),
        ),
    )


def _pair(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(px(8))
    for widget in widgets:
        row.addWidget(widget)
    return holder


def about_section() -> Card:
    """Make the section about the program and the works of others in it."""
    words: tuple[tuple[str, Any], ...] = (
        (_("SmallCRM"), _("Version {version}, MIT licence").format(version=__version__)),
        (_("Qt for Python"), _("GNU LGPL 3; its source is at {address}").format(address="code.qt.io")),
        (_("Typefaces"), _("Fraunces, Literata and Noto Sans, SIL Open Font License")),
        (_("Icons"), _("Lucide, ISC licence")),
        (_("Privacy"), _("The program never goes online. Your customers stay on this PC.")),
    )
    rows = []
    for label, text in words:
        line = Paragraph(text, "body", "muted")
        line.setMinimumWidth(px(320))
        rows.append(SettingRow(label, line))
    return section(_("About"), rows)
