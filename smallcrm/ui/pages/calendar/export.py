"""What stands on some days of the calendar, saved for a telephone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from smallcrm.domain.agenda import Layer, Mark
from smallcrm.domain.progress import Report
from smallcrm.i18n import _, format_dated_period, ngettext
from smallcrm.messages import calendar as words
from smallcrm.ui.pages.calendar.days_of_post import with_post
from smallcrm.ui.pages.page import sentence

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
    name = _("Calendar {days}").format(days=format_dated_period(first, last))
    dialog.selectFile(name.replace("/", "-"))
    dialog.fileSelected.connect(lambda file: save_ics(page, first, last, Path(file)))
    dialog.open()


def save_ics(page: CalendarPage, first: date, last: date, out: Path) -> None:
    """Write the file beside the window; what was written is told, what went wrong too."""
    from smallcrm.exchange import ical

    shop, window = page.shop, page.main
    window.settings.setValue(_FOLDER, str(out.parent))
    layers, today = page.head.filters.on, shop.today

    def said(mark: Mark) -> tuple[str, str]:
        return words.full(mark, today), ""

    def write(_report: Report) -> int:
        with shop.database.attached():
            days = shop.agenda.days(first, last, layers - {Layer.POST})
            if Layer.POST in layers:
                posts = shop.agenda.post_marks(first, last)
                days = [with_post(day, posts.get(day.day)) for day in days]
            settings, now = shop.settings.read(), shop.now
            mine = shop.identity
        return ical.write(
            out, ical.of_days(days, said), shop=mine, name=settings.name, now=now, leap_day=settings.leap_day
        )

    def done(count: int) -> None:
        told = ngettext("{n} day saved as {file}", "{n} days saved as {file}", count)
        window.toast.say(told.format(n=count, file=out.name))

    job = window.jobs.start(_("Saving"), write)
    job.done.connect(done)
    job.failed.connect(lambda error: window.banner.say(sentence(error), "bad"))
