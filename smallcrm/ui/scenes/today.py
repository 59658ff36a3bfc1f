"""Scenes of Today: full, calm, empty, the longest names, the menu of a row, a run nobody answered for."""

from __future__ import annotations

from collections.abc import Callable

from smallcrm.ui.scenes.stage import Scene, Stage
from smallcrm.ui.widgets.row_list import RowList
from smallcrm.ui.widgets.rows import RowRole


def _today(stage: Stage) -> None:
    stage.go("today")


def _menu(stage: Stage) -> None:
    stage.go("today")
    rows = stage.find("todayList", RowList)
    for number in range(rows.model().rowCount()):
        row = rows.model().index(number, 0).data(RowRole)
        if row.menu:
            rows.setCurrentIndex(rows.model().index(number, 0))
            rows.setFocus()
            rows.acted.emit(row, "menu")
            return
    raise LookupError("menu")


def _run(stage: Stage) -> None:
    """Cards were handed to the printer, and the program was closed before anybody said whether they came out."""
    from smallcrm.domain.piece import Piece, Wording
    from smallcrm.ui.pages.counts import due_now

    cards = due_now(stage.shop).occasions.cards[:3]
    if not cards:
        raise LookupError("no card is due")
    words = Wording("", "", "", "", (), "", "", "", "")
    pieces = [Piece(c.customer_id, c.name, "en", words, (), occasion_id=c.occasion.id, year=c.day.year) for c in cards]
    run = stage.shop.letters.start_run("a6-quarter", "candles", pieces)
    stage.afterwards(lambda: stage.shop.letters.finish(run))
    stage.go("today")


def _held(stage: Stage) -> None:
    """Somebody whose card is due has complained."""
    from smallcrm.ui.pages.counts import due_now

    cards = due_now(stage.shop).occasions.cards
    if not cards:
        raise LookupError("no card is due")
    stage.shop.follow_ups.complain(cards[-1].customer_id, cards[-1].name)
    step = stage.shop.journal.steps(1)[0]
    stage.afterwards(lambda: stage.window.undoing.undo_step(step))
    stage.go("today")


def _row(stage: Stage, key: str) -> None:
    """The first follow-up is marked, and a key pressed on it."""
    from smallcrm.ui.pages.today_tasks import Task

    stage.go("today")
    rows = stage.find("todayList", RowList)
    for number in range(rows.model().rowCount()):
        row = rows.model().index(number, 0).data(RowRole)
        if isinstance(row.data, Task):
            rows.setCurrentIndex(rows.model().index(number, 0))
            rows.setFocus()
            if key:
                rows.acted.emit(row, key)
            return
    raise LookupError("follow-up")


def _tomorrow(stage: Stage) -> None:
    """Nothing today; tomorrow somebody is to be called."""
    from datetime import timedelta

    from smallcrm.domain.follow_up import FollowUp

    shop = stage.shop
    customer, day = shop.customers.page(0, 1)[0].id, shop.today + timedelta(days=1)
    shop.follow_ups.add(FollowUp("reminder", customer, "", day))
    step = shop.journal.steps(1)[0]
    stage.afterwards(lambda: stage.window.undoing.undo_step(step))
    stage.go("today")


def _touch(stage: Stage) -> None:
    """Whose turn it is by a rule, and what is announced for a public holiday."""
    from datetime import timedelta

    from smallcrm.domain.follow_up import FollowUp

    shop = stage.shop
    away = shop.visits.drifting(1)
    days = (shop.today + timedelta(days=n) for n in range(1, 200))
    feast = next((day for day in days if shop.calendar.holiday(day)), None)
    if not away or feast is None:
        raise LookupError("nobody stays away")
    who, ahead = away[0].customer_id, (feast - shop.today).days
    shop.touch.set(who, 14)
    shop.follow_ups.add(FollowUp("reminder", who, "", feast, leads=(ahead,)))
    for step in reversed(shop.journal.steps(2)):
        stage.afterwards(lambda step=step: stage.window.undoing.undo_step(step))  # type: ignore[misc]
    stage.go("today")
    rows = stage.find("todayList", RowList)
    for number in range(rows.model().rowCount()):
        if rows.model().index(number, 0).data(RowRole).data == "touch":
            rows.scrollTo(rows.model().index(number, 0), RowList.ScrollHint.PositionAtCenter)


def _all_away(stage: Stage) -> None:
    stage.go("today")
    stage.press("driftingAll")


def _sheet(kind: str) -> Callable[[Stage], None]:
    return lambda stage: stage.perform("sheet", kind)


SCENES = (
    Scene("today", _today, page="today"),
    Scene("today-menu", _menu, page="today"),
    Scene("today-row", lambda stage: _row(stage, ""), page="today"),
    Scene("today-snooze", lambda stage: _row(stage, "snooze"), page="today"),
    Scene("today-task-menu", lambda stage: _row(stage, "menu"), page="today"),
    Scene("today-away", _all_away, page="today"),
    Scene("today-touch", _touch, page="today"),
    Scene("today-tomorrow", _tomorrow, "calm", page="today"),
    Scene("sheet-morning", _sheet("morning"), page="sheet"),
    Scene("sheet-evening", _sheet("evening"), page="sheet"),
    Scene("sheet-calls", _sheet("drifting"), page="sheet"),
    Scene("sheet-long", _sheet("morning"), "long", page="sheet"),
    Scene("today-empty", _today, "empty", page="today"),
    Scene("today-calm", _today, "calm", page="today"),
    Scene("today-long", _today, "long", page="today"),
    Scene("today-card-held", _held, "used", page="today"),
    Scene("today-run", _run, "used", page="today"),
)
