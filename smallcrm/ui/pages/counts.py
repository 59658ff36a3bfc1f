"""How many wait at a place: shown beside its name in the sidebar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from smallcrm.store.occasions import TodayView
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.today_rows import people_waiting

if TYPE_CHECKING:
    from smallcrm.ui.window import MainWindow

AREAS = frozenset({"customers", "occasions", "letters", "entries", "settings"})


_seen: WeakKeyDictionary[Shop, tuple[int, date, TodayView]] = WeakKeyDictionary()


def due_now(shop: Shop) -> TodayView:
    """What is due, read once for each change of the shop: sidebar and Today ask for the same."""
    number, today = shop.journal.change_no(), shop.today
    known = _seen.get(shop)
    if known is None or known[:2] != (number, today):
        known = (number, today, shop.occasions.today())
        _seen[shop] = known
    return known[2]


def show_counts(window: MainWindow, areas: frozenset[str] = frozenset()) -> None:
    """Count what is due today and the cards to print, if these areas (none: all) concern them."""
    if areas and not areas & AREAS:
        return
    view = due_now(window.shop)
    window.sidebar.set_count("today", people_waiting(view))
    window.sidebar.set_count("letters", len(view.cards))
