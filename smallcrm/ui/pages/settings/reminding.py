"""How this PC reminds: a notice in the tray, and whether the program starts with the desktop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from smallcrm.i18n import _
from smallcrm.ui.pages.settings.rows import Section, SettingRow, switch_row
from smallcrm.ui.start import shops
from smallcrm.ui.told import autostart, tray

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def reminding_section(window: MainWindow) -> Section:
    """Make the section of reminders on this PC."""
    return Section("reminding", _("Reminders on this PC"), "bell", lambda: _rows(window))


def _rows(window: MainWindow) -> list[SettingRow]:
    rows = [_notices(window)]
    if autostart.supported():
        rows.append(_starting(window))
    return rows


def _notices(window: MainWindow) -> SettingRow:
    def keep(*, on: bool) -> None:
        tray.set_wanted(window.settings, on=on)
        window.telling.tray.renew()

    caption = _("When you work in another window: call-backs at their minute, and what is due on a new day")
    if not tray.available():
        caption = _("This desktop shows none now. The window itself tells everything.")
    return switch_row(
        _("Notices of the desktop"), caption, lambda on: keep(on=on), tray.wanted(window.settings), "setting_notices"
    )


def _starting(window: MainWindow) -> SettingRow:
    file = window.shop.file.absolute()
    keep = partial(autostart.switch, shop=None if shops.opens_by_itself(file) else file)
    caption = _("Opens small when you log in, so that no call-back is missed")
    return switch_row(
        _("Start with the computer"), caption, lambda on: keep(on=on), autostart.is_on(), "setting_autostart"
    )
