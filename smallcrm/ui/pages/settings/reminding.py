"""How this PC reminds: a notice in the tray, and whether the program starts with the desktop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from smallcrm.i18n import _, pgettext
from smallcrm.ui.pages.settings.rows import Section, SettingRow
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
    return _switch(_("Notices of the desktop"), caption, keep, tray.wanted(window.settings), "setting_notices")


def _starting(window: MainWindow) -> SettingRow:
    file = window.shop.file.absolute()
    keep = partial(autostart.switch, shop=None if shops.opens_by_itself(file) else file)
    caption = _("Opens small when you log in, so that no call-back is missed")
    return _switch(_("Start with the computer"), caption, keep, autostart.is_on(), "setting_autostart")


def _switch(label: str, caption: str, keep: Callable[..., object], on: bool, name: str) -> SettingRow:
    # Translators: whether something is switched on
    box = QCheckBox(pgettext("switch", "On"))
    box.setObjectName(name)
    box.setAccessibleName(label)
    box.setChecked(on)
    row = SettingRow(label, box, caption)

    def clicked() -> None:
        if not row.keep(lambda: keep(on=box.isChecked())):
            box.setChecked(not box.isChecked())  # as it still is

    box.clicked.connect(clicked)
    return row
