"""What stands on some days of the calendar, saved for a telephone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from smallcrm import messages
from smallcrm.domain.agenda import Layer, Mark
from smallcrm.domain.errors import ShopError
from smallcrm.i18n import _, format_period, ngettext
from smallcrm.messages import calendar as words

if TYPE_CHECKING:
    from smallcrm.ui.pages.calendar.page import CalendarPage

_FOLDER = "export/folder"


def export_ics(page: CalendarPage, first: date, last: date) -> None:
    """Ask for a file and write what the calendar shows of these days into it."""
    settings = page.main.settings
    folder = str(settings.value(_FOLDER, str(Path.home())))
    files = _("Calendar file")
    dialog = QFileDialog(page, _("Save for the phone"), folder, f"{files} (*.ics)")
    dialog.setObjectName("icsDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("ics")
    # Translators: the name of a calendar file: what it holds, and of which days
    name = _("Calendar {days}").format(days=format_period(first, last))
    dialog.selectFile(f"{name} {first.year}".replace("/", "-"))
    dialog.fileSelected.connect(lambda file: save_ics(page, first, last, Path(file)))
    dialog.open()


def save_ics(page: CalendarPage, first: date, last: date, out: Path) -> None:
    """Write the file; what was written is told, what went wrong too."""
    from smallcrm.exchange import ical

    shop, window = page.shop, page.main
    window.settings.setValue(_FOLDER, str(out.parent))
    layers = page.head.filters.on
    days = shop.agenda.days(first, last, layers - {Layer.POST})
    if Layer.POST in layers:
        posts = shop.agenda.post_marks(first, last)
        days = [replace(d, marks=(posts[d.day], *d.marks)) if d.day in posts else d for d in days]

    def said(mark: Mark) -> tuple[str, str]:
        return words.full(mark, shop.today), ""

    settings = shop.settings.read()
    try:
        count = ical.write(
            out,
            ical.of_days(days, said),
            shop=shop.identity,
            name=settings.name,
            now=shop.now,
            leap_day=settings.leap_day,
        )
    except ShopError as trouble:
        window.banner.say(messages.error(trouble), "bad")
        return
    told = ngettext("{n} day saved as {file}", "{n} days saved as {file}", count)
    window.toast.say(told.format(n=count, file=out.name))
