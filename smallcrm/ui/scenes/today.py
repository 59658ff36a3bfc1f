"""Scenes of Today: full, calm, empty, the longest names, the menu of a row, a run nobody answered for."""

from __future__ import annotations

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


SCENES = (
    Scene("today", _today, page="today"),
    Scene("today-menu", _menu, page="today"),
    Scene("today-empty", _today, "empty", page="today"),
    Scene("today-calm", _today, "calm", page="today"),
    Scene("today-long", _today, "long", page="today"),
    Scene("today-run", _run, "used", page="today"),
)
