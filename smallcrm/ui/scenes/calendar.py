"""Scenes of the calendar: its four views, a day, the filters, several days, and what opens over it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit

from smallcrm.domain.agenda import ALL_LAYERS, Layer
from smallcrm.domain.follow_up import FollowUp
from smallcrm.i18n import format_date
from smallcrm.store.events import Event
from smallcrm.ui.pages.calendar import overflow
from smallcrm.ui.pages.calendar.head import LIST, MONTH, WEEK, YEAR
from smallcrm.ui.pages.calendar.month_view import MonthView
from smallcrm.ui.scenes.stage import Scene, Stage

if TYPE_CHECKING:
    from smallcrm.ui.pages.calendar.page import CalendarPage


def _view(view: str, stage: Stage, day: date | None = None) -> CalendarPage:
    stage.perform("calendar", "show", (view, day or stage.shop.today))
    page = cast("CalendarPage", stage.window.places.page("calendar"))
    page.views.keys.setFocus()
    stage.rest()
    return page


def _day(stage: Stage) -> None:
    """The panel of the day on which most stands."""
    page = _view(MONTH, stage)
    fullest = max(page.shown_days, key=lambda one: (len(one.marks) + one.more, one.day))
    page.show_day(fullest.day)


def _event(stage: Stage, *, known: bool) -> None:
    """A new event that is refused for want of a name; or one that is there."""
    page = _view(MONTH, stage)
    if known:
        shop = stage.shop
        number = shop.events.add(Event("Fair", shop.today, shop.today + timedelta(days=2), text="30"))
        step = shop.journal.steps(1)[0]
        stage.afterwards(lambda: stage.window.undoing.undo_step(step))
        page.edit(shop.events.get(number))
    else:
        page.new_event(page.day)
        stage.press("saveEvent")


def _jump(stage: Stage) -> None:
    """Where to go, as it is typed."""
    _view(MONTH, stage).jump()
    stage.find("jumpField", QLineEdit).setText(format_date(stage.shop.today))


def _menu(stage: Stage) -> None:
    page = _view(MONTH, stage)
    grid = stage.find("monthView", MonthView)
    page.doing.menu(page.day, grid.place_of(page.day).center())


def _more(stage: Stage) -> None:
    _view(MONTH, stage)
    stage.press("calendarMore")


def _move(stage: Stage) -> None:
    """Where a follow-up is to go, typed."""
    page = _view(WEEK, stage)
    mark = next((m for one in page.shown_days for m in one.marks if m.layer is Layer.FOLLOW_UPS), None)
    if mark is not None:
        page.doing.ask_move(mark, page.mapToGlobal(QPoint(300, 200)))


def _several(stage: Stage) -> None:
    """A few days selected."""
    page = _view(MONTH, stage)
    page.views.select(page.day.replace(day=8))
    stage.find("monthView", MonthView).select(page.day.replace(day=12), stretch=True)


def _filters(stage: Stage) -> None:
    """Only some kinds, and the panel where they are chosen."""
    page = _view(MONTH, stage)
    page.head.filters.show_only(ALL_LAYERS - {Layer.NAME_DAYS, Layer.EVENTS})
    stage.afterwards(lambda: page.head.filters.show_only(ALL_LAYERS))
    if page.head.filters.folded and page.head.filters.isVisible():
        page.head.filters.open()


def _cards(stage: Stage) -> None:
    """The cards to print, where there is no room beside the calendar."""
    page = _view(MONTH, stage)
    if page.head.cards.isVisible() or page.head.tight:
        overflow.open_cards(page)


def _filled(stage: Stage) -> None:
    """What a shop has on its calendar beside its customers: made once."""
    shop = stage.shop
    today, people = shop.today, [person.id for person in shop.customers.page(0, 2)]
    if not people or shop.events.between(today, today + timedelta(days=40)):
        return
    name = shop.customers.name_of(people[0])
    shop.events.add(Event(name, today + timedelta(days=2), today + timedelta(days=4)))
    for number, person in enumerate(people):
        shop.follow_ups.add(FollowUp("reminder", person, name, today + timedelta(days=number)))
    shop.agenda.close(today + timedelta(days=3), True)


def _long(stage: Stage) -> None:
    _filled(stage)
    _view(MONTH, stage)


SCENES = (
    Scene("calendar", partial(_view, MONTH), page="calendar"),
    Scene("calendar-week", partial(_view, WEEK), page="calendar"),
    Scene("calendar-list", partial(_view, LIST), page="calendar"),
    Scene("calendar-year", partial(_view, YEAR), page="calendar"),
    Scene("calendar-day", _day, page="calendar"),
    Scene("calendar-event", partial(_event, known=False), page="calendar"),
    Scene("calendar-event-known", partial(_event, known=True), page="calendar"),
    Scene("calendar-jump", _jump, page="calendar"),
    Scene("calendar-menu", _menu, page="calendar"),
    Scene("calendar-more", _more, page="calendar"),
    Scene("calendar-move", _move, page="calendar"),
    Scene("calendar-several", _several, page="calendar"),
    Scene("calendar-filters", _filters, page="calendar"),
    Scene("calendar-cards", _cards, page="calendar"),
    Scene("calendar-empty", partial(_view, MONTH), "empty", page="calendar"),
    Scene("calendar-long", _long, "long", page="calendar"),
    Scene("calendar-long-week", partial(_view, WEEK), "long", page="calendar"),
)
