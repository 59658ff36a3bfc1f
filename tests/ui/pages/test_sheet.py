"""The day on paper: the same figures as Today, shown as it prints, printed and saved by keys."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from smallcrm.domain.follow_up import CallOutcome, FollowUp, FollowUpKind
from smallcrm.domain.model import Occasion
from smallcrm.paper.day_sheets import DaySheet, SheetSection, write_day_sheet
from smallcrm.store.clock import FixedClock
from smallcrm.store.due import Due
from smallcrm.store.occasions import TodayItem, TodayView
from smallcrm.ui.pages import day_words
from smallcrm.ui.pages.counts import due_now
from smallcrm.ui.pages.sheet import SheetPage
from smallcrm.ui.pages.today import TodayPage
from smallcrm.ui.pages.today_rows import Told, rows_of
from smallcrm.ui.window import MainWindow

BAD = "<b>Torn</b> {x} jacket"


@pytest.fixture
def busy(window: MainWindow) -> MainWindow:
    """A day on which something is late, something is asked, and something was done."""
    shop = window.shop
    people = [c.id for c in shop.customers.page(0, 20)]
    for number, days in enumerate((-3, -1, 0, 0)):
        kind = FollowUpKind.CALL_BACK if number == 2 else FollowUpKind.REMINDER
        at = time(16) if number == 2 else None
        shop.follow_ups.add(FollowUp(kind, people[number], f"Words {number}", shop.today + timedelta(days=days), at))
    shop.follow_ups.complain(people[4], BAD)
    shop.visits.visit(people[0])
    shop.visits.purchase(people[0], amount=1250, text="Shampoo")
    shop.visits.purchase(people[1], amount=4000)
    shop.follow_ups.called(people[5], CallOutcome.MESSAGE_LEFT, "about the order")
    return window


def _section(sheet: DaySheet, title: str) -> SheetSection:
    return next(s for s in sheet.sections if s.title == title)


def _figures(sheet: DaySheet) -> dict[str, str]:
    return {f.label: f.value for f in sheet.figures}


def _page(window: MainWindow) -> SheetPage:
    page = window.places.page("sheet")
    assert isinstance(page, SheetPage)
    return page


def _text(file: Path) -> str:
    document = pypdfium2.PdfDocument(file.read_bytes())
    assert len(document) == 1
    return " ".join(str(document[0].get_textpage().get_text_range()).split())


def test_the_morning_list_has_the_figures_of_today(busy: MainWindow) -> None:
    due = due_now(busy.shop)
    sheet = day_words.morning(busy.shop, due, {})
    told = _figures(sheet)
    assert told["overdue"] == str(due.counts["overdue"]) == "2"
    assert told["today"] == str(due.counts["today"] + due.counts["calls"])
    assert told["complaint"] == "1"
    assert [r.what for r in _section(sheet, "Overdue").rows] == ["Words 0", "Words 1"]
    assert any(r.lead == "16:00" for r in _section(sheet, "Today").rows)
    assert BAD in _section(sheet, "Open complaints").rows[0].what
    near = [i for i in due.occasions.items if i.state != "coming"]
    assert {r.name for r in _section(sheet, "Occasions and cards").rows} == {i.name for i in near if not i.greeted}


def test_what_is_only_in_sight_is_listed_and_does_not_count(busy: MainWindow) -> None:
    shop = busy.shop
    before = _figures(day_words.morning(shop, due_now(shop), {}))["today"]
    someone, later = shop.customers.page(0, 1)[0].id, shop.today + timedelta(days=5)
    shop.follow_ups.add(FollowUp(FollowUpKind.REMINDER, someone, "Order the cake", later, leads=(7, 1)))
    due = shop.due.today()
    sheet = day_words.morning(shop, due, {})
    assert due.counts["coming"] >= 1
    assert "Order the cake" in [r.what for r in _section(sheet, "Today").rows]
    assert _figures(sheet)["today"] == before
    heading = next(row for row in rows_of(due, Told(shop.now)) if row.group and row.data == "today")
    assert heading.count == before


def test_a_card_says_for_which_day_it_is() -> None:
    day = date(2026, 12, 1)
    item = TodayItem("card_to_print", 1, "Anna", Occasion("birthday", 12, 1, 1961), day, 65, state="due")
    due = Due(date(2026, 11, 24), [], [], [], [], [], TodayView(date(2026, 11, 24), (item,)), [], 0, [], 0, 0)
    (row,) = day_words._days(due, {}).rows
    assert row.what.startswith("Birthday · turns 65 · ")


def test_the_end_of_the_day_sums_what_came_in(busy: MainWindow) -> None:
    sheet = day_words.evening(busy.shop, due_now(busy.shop), busy.shop.today)
    told, came = _figures(sheet), _section(sheet, "Visits and purchases")
    assert (told["visits"], told["call"], told["complaint"]) == ("2", "1", "1")
    assert came.total.startswith("2 visits · ")
    assert "52.50" in came.total
    assert len(came.rows) == int(told["visits"])
    assert [("Shampoo" in r.what, "12.50" in r.right) for r in came.rows] == [(True, True), (False, False)]
    assert "Message left" in _section(sheet, "Calls and messages").rows[0].what
    open_now = due_now(busy.shop).counts
    assert told["stay open"] == str(sum(open_now[n] for n in ("overdue", "today", "touch", "calls", "complaints")))


@pytest.mark.parametrize("language", ["en", "fi", "nb", "pl"])
def test_each_sheet_is_one_page_in_each_language(busy: MainWindow, tmp_path: Path, language: str) -> None:
    busy.set_language(language)
    for number, kind in enumerate(("morning", "evening", "drifting", "once")):
        page = _page(busy)
        page.kind = kind
        out = tmp_path / f"{number}.pdf"
        write_day_sheet(page.sheet(), out, language=language)
        assert busy.shop.settings.read().name in _text(out)


def test_the_button_on_today_leads_to_it_and_ctrl_p_prints(
    busy: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDialog, "open", lambda _dialog: None)
    busy.go("today")
    busy.places.page("today").sheet_button.click()  # type: ignore[attr-defined]
    assert busy.places.here == "sheet"
    page = _page(busy)
    assert page.print_button.hasFocus()
    qtbot.waitUntil(lambda: not page.paper.image.isNull())
    QTest.keyClick(page.print_button, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    printer, out = page.printing.printer, tmp_path / "printed.pdf"
    assert printer is not None
    assert busy.places.here == "sheet"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out))
    page.printing.send()
    qtbot.waitUntil(out.exists)
    assert "Words 0" in _text(out)


def test_the_other_sheet_is_one_key_away_and_is_saved(busy: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    busy.perform("sheet", "morning")
    page = _page(busy)
    page.choice.parts["evening"].click()
    out = tmp_path / "evening.pdf"
    page.printing.save(out)
    qtbot.waitUntil(page.strip.isVisible)
    assert "evening.pdf" in page.strip.text()
    assert "End of day" in _text(out)
    assert page.state() == ("evening", None)


def test_it_follows_what_changes(busy: MainWindow, qtbot: QtBot) -> None:
    busy.perform("sheet", "morning")
    page = _page(busy)
    qtbot.waitUntil(lambda: not page.paper.image.isNull())
    before = page.paper.image.copy()
    busy.shop.follow_ups.done(due_now(busy.shop).overdue[0].follow_up.id)
    qtbot.waitUntil(lambda: page.paper.image != before)


def test_it_fits_a_small_window_and_large_text(busy: MainWindow) -> None:
    busy.resize(880, 440)
    busy.perform("sheet", "morning")
    for scale in (1.0, 2.0):
        busy.dress("light", scale)
        busy.go("sheet")
        QApplication.processEvents()  # what was dressed anew is laid out
        page = _page(busy)
        assert page.minimumSizeHint().width() <= page.width() + 1
        assert page.print_button.isVisible()
    busy.dress("light", 1.0)


def test_page_down_reads_on(busy: MainWindow) -> None:
    busy.resize(880, 440)
    busy.perform("sheet", "morning")
    page = _page(busy)
    QApplication.processEvents()
    QTest.keyClick(page.print_button, Qt.Key.Key_PageDown)
    assert page.area.verticalScrollBar().value() > 0
    QTest.keyClick(page.print_button, Qt.Key.Key_PageUp)
    assert page.area.verticalScrollBar().value() == 0


@pytest.mark.parametrize(("hour", "kind"), [(8, "morning"), (14, "morning"), (15, "evening"), (20, "evening")])
def test_in_the_afternoon_today_offers_the_page_of_the_day_gone_by(busy: MainWindow, hour: int, kind: str) -> None:
    busy.shop.clock = FixedClock(busy.shop.now.replace(hour=hour))
    today = busy.places.page("today")
    assert isinstance(today, TodayPage)
    today.load()
    assert today.sheet_button.text() == {"morning": "Print morning list", "evening": "Print end of day"}[kind]
    today.sheet_button.click()
    assert _page(busy).kind == kind


def test_what_was_put_off_to_an_hour_of_today_stays_open(busy: MainWindow) -> None:
    shop = busy.shop
    before = _figures(day_words.evening(shop, shop.due.today(), shop.today))["stay open"]
    call = shop.due.today().calls[0].follow_up
    shop.follow_ups.called(
        call.customer_id, CallOutcome.NO_ANSWER, follow_up=call.id, again=shop.now + timedelta(hours=1)
    )
    sheet = day_words.evening(shop, shop.due.today(), shop.today)
    assert _figures(sheet)["stay open"] == before
    talks = [row.what for row in _section(sheet, "Calls and messages").rows]
    assert sum(said.count("No answer") for said in talks) == 1
