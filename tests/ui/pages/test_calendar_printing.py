"""The calendar on paper in the window: the menu leads to each sheet, which shows as it prints and is saved."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pypdfium2
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from smallcrm.domain.model import Customer, Occasion, PostalAddress
from smallcrm.ui.pages.calendar import printing
from smallcrm.ui.pages.calendar.page import CalendarPage
from smallcrm.ui.pages.sheet import SheetPage
from smallcrm.ui.window import MainWindow

MAY = date(2027, 5, 1)
BORN = Customer(given="Saima", family="Wallin", occasions=(Occasion("birthday", 5, 20, 1967),))


def _text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file.read_bytes())
    return " ".join(" ".join(str(page.get_textpage().get_text_range()).split()) for page in document)


def _drawn(sheet: SheetPage) -> bool:
    return not sheet.paper.image.isNull()


def test_the_menu_shows_each_sheet_as_it_prints(window: MainWindow, qtbot: QtBot) -> None:
    window.go("calendar")
    page = window.places.page("calendar")
    assert isinstance(page, CalendarPage)
    menu = printing.print_menu(page)
    assert [action.text() for action in menu.actions()] == list(printing.kinds().values())
    for action, kind in zip(menu.actions(), printing.kinds(), strict=True):
        action.trigger()
        sheet = window.places.page("sheet")
        assert isinstance(sheet, SheetPage)
        assert (sheet.kind, sheet.day) == (kind, page.seen)
        sheet.paper.image = type(sheet.paper.image)()
        sheet.load()
        qtbot.waitUntil(partial(_drawn, sheet), timeout=20_000)
        wide = sheet.paper.image.width() > sheet.paper.image.height()
        assert wide == (kind in {printing.MONTH, printing.AGES, printing.YEAR})


def test_ages_stand_where_they_are_asked_for(window: MainWindow, tmp_path: Path) -> None:
    window.shop.customers.add(BORN)
    for kind, told in ((printing.MONTH, False), (printing.AGES, True), (printing.BIRTHDAYS, True)):
        out = tmp_path / f"{kind}.pdf"
        paper = printing.paper(window.shop, kind, MAY)
        assert paper.write(out) >= 1
        said = _text(out)
        assert "Saima Wallin" in said
        assert ("turns 60" in said or "(60)" in said) == told, kind
        assert "2027" in paper.title


def test_cards_of_days_long_gone_are_not_listed(window: MainWindow, tmp_path: Path) -> None:
    shop, today = window.shop, window.shop.today
    home = PostalAddress("Koulutie 7", "37500", "Lempäälä")
    for name, days in (("Long Gone", -15), ("Just Gone", -14), ("Soon", 30)):
        day = today + timedelta(days=days)
        shop.customers.add(
            Customer(given=name, addresses=(home,), occasions=(Occasion("birthday", day.month, day.day),))
        )
    out = tmp_path / "cards.pdf"
    printing.paper(shop, printing.CARDS, MAY).write(out)
    said = _text(out)
    assert [name in said for name in ("Long Gone", "Just Gone", "Soon")] == [False, True, True]


def test_a_long_paper_says_that_not_all_of_it_is_shown(window: MainWindow) -> None:
    window.go("sheet")
    sheet = window.places.page("sheet")
    assert isinstance(sheet, SheetPage)
    images = [QImage(210, 297, QImage.Format.Format_RGB32) for _n in range(6)]
    sheet._show((images, 14), "Birthdays", sheet._wanted)
    assert sheet.count.isVisible()
    assert sheet.count.text() == "6 of 14 pages are shown; all of them are printed and saved."
    sheet._show((images[:2], 2), "Birthdays", sheet._wanted)
    assert not sheet.count.isVisible()
