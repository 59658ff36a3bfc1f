"""The strip of a sample shop, on every page: nothing here is real, and one button ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallcrm import i18n
from smallcrm.i18n import _
from smallcrm.ui.following import Next
from smallcrm.ui.widgets.strip import Strip

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow


def attach(window: MainWindow) -> None:
    """Put the strip above the pages, if this is a sample shop."""
    if not window.shop.settings.read().sample:
        return
    strip = Strip(name="sampleStrip", closable=False)
    strip.say(
        _("Sample shop. Nothing here is real."),
        "sample",
        repairs=[(_("Start with my own"), lambda: _leave(window))],
    )
    window.strips.add(strip, always=True)


def _leave(window: MainWindow) -> None:
    """Close this window; one's own shop opens, or the first start asks for it."""
    window.next = Next(window.shop.file, begin=True, language=i18n.language())
    window.close()
