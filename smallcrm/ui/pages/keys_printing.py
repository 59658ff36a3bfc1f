"""The page of keys on paper, or as a PDF: drawn in the language of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallcrm import i18n
from smallcrm.i18n import _
from smallcrm.paper.key_map import write_key_map
from smallcrm.ui.pages.sheet_printing import Paper, SheetPrinting

if TYPE_CHECKING:
    from smallcrm.ui.pages.keys import KeysPage


class KeysPrinting(SheetPrinting):
    """Prints the page of keys."""

    def __init__(self, page: KeysPage) -> None:
        super().__init__(page, page.main, lambda: page.strip, lambda: _paper(page))


def _paper(page: KeysPage) -> Paper:
    from smallcrm.ui.pages.keys import sections

    rows, title, language = sections(page.main), _("Keys"), i18n.language()
    name = f"SmallCRM {title}.pdf"
    return Paper(_("Help and keys"), name, lambda out: write_key_map(rows, title, out, language=language))
