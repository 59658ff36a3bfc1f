"""The menu of the calendar page: what is wanted less often, and for all that is shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from smallcrm.i18n import _
from smallcrm.messages.weeks import other_month, week_start
from smallcrm.store.name_days import CUSTOM
from smallcrm.ui.icons import icon
from smallcrm.ui.pages.calendar.head import WEEK, YEAR
from smallcrm.ui.pages.calendar.printing import print_menu
from smallcrm.ui.pages.calendar.worklist_panel import WorklistPanel
from smallcrm.ui.widgets.popup import Popup
from smallcrm.ui.worn import px

if TYPE_CHECKING:
    from smallcrm.ui.pages.calendar.page import CalendarPage


def shown_span(page: CalendarPage) -> tuple[date, date]:
    """Give the first and the last day of the week, month or year that is shown."""
    if page.views.key == WEEK:
        first = week_start(page.seen, page.shop.settings.read().country)
        return first, first + timedelta(days=6)
    if page.views.key == YEAR:
        return date(page.seen.year, 1, 1), date(page.seen.year, 12, 31)
    first = page.seen.replace(day=1)
    return first, other_month(first, 1) - timedelta(days=1)


def open_cards(page: CalendarPage) -> None:
    """Show the cards to print, where they do not stand beside the calendar, in a panel below their button."""
    popup = Popup(page, "worklistPopup", _("Cards to print"))
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    panel = WorklistPanel(page.main, page.worklist.said)
    panel.left.connect(popup.close)
    if page.worklist.known:
        panel.show_list(page.worklist.found)
    panel.load()
    page.worklist.counted.connect(panel.load)  # what was greeted here, or changed elsewhere
    panel.setMinimumHeight(min(px(440), page.main.height() - px(120)))
    panel.setMaximumHeight(page.main.height() - px(8))  # its button stands in the window, however low that is
    popup.column.setContentsMargins(0, 0, 0, 0)
    popup.column.addWidget(panel)
    popup.open_below(page.head.more if page.head.tight else page.head.cards)


def show_menu(page: CalendarPage) -> None:
    """Show the menu below its button."""
    menu = QMenu(page)
    menu.setObjectName("calendarMenu")
    menu.setAccessibleName(_("More"))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    first, last = shown_span(page)
    week, year = page.views.key == WEEK, page.views.key == YEAR
    jump = _("Jump to a day…")
    menu.addAction(icon("calendar-days"), f"{jump}\tCtrl+G", page.jump)
    menu.addAction(icon("plus"), _("New event…"), lambda: page.new_event(page.day))
    if page.head.tight:
        menu.addAction(icon("printer"), page.head.cards.text(), lambda: open_cards(page))
        menu.addMenu(_kinds(page, menu))
    menu.addSeparator()
    if not year:
        cards = _("Print cards for this week") if week else _("Print cards for this month")
        menu.addAction(icon("printer"), cards, lambda: page.doing.print_cards(first, last))
    menu.addMenu(print_menu(page))
    saved = _("Save this week for the phone…") if week else _("Save this month for the phone…")
    words = _("Save this year for the phone…") if year else saved
    menu.addAction(icon("smartphone"), words, lambda: page.doing.save_days(first, last))
    if page.shop.settings.read().country not in CUSTOM or page.shop.name_days.lists():
        menu.addSeparator()
        menu.addAction(icon("users"), _("Suggest name days for customers…"), lambda: page.main.go("nameDays"))
    place = page.head.more
    menu.popup(place.mapToGlobal(QPoint(0, place.height())))
    menu.setActiveAction(menu.actions()[0])


def _kinds(page: CalendarPage, menu: QMenu) -> QMenu:
    """What is shown, where there is no room for ticks."""
    kinds = QMenu(_("What the calendar shows"), menu)
    kinds.setIcon(icon("funnel"))
    for layer, tick in page.head.filters.ticks.items():
        entry = kinds.addAction(tick.text())
        entry.setCheckable(True)
        entry.setChecked(layer in page.head.filters.on)
        entry.toggled.connect(tick.setChecked)
    return kinds
