"""Trying what writes to the shop: what fails is told where it was asked for, and can be tried again."""

from __future__ import annotations

from collections.abc import Callable

from smallcrm.domain.errors import BadInput, ShopError
from smallcrm.i18n import _
from smallcrm.ui.pages.page import sentence
from smallcrm.ui.widgets.strip import Strip


def attempted(strip: Strip, work: Callable[[], object]) -> bool:
    """Do it and give whether it could be done; if not, the strip says why and offers to try again."""
    try:
        work()
    except ShopError as error:
        again = () if isinstance(error, BadInput) else ((_("Try again"), lambda: attempted(strip, work)),)
        strip.say(sentence(error), repairs=again)
        return False
    strip.hide()
    return True
