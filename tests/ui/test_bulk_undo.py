"""Taking an import back asks first where somebody changed one of its people since, and keeps that one."""

from __future__ import annotations

from collections.abc import Callable

from smallcrm.domain.model import Customer
from smallcrm.ui.widgets.question import Question
from smallcrm.ui.window import MainWindow


def imported(window: MainWindow) -> list[int]:
    with window.shop.change("imported", bulk=True, created=3, updated=0, files=["list.csv"]):
        return window.shop.customers.add_many([Customer(given=name) for name in ("Aino", "Eero", "Liisa")])


def test_nobody_changed_nothing_is_asked(frame: MainWindow) -> None:
    before = frame.shop.customers.count()
    imported(frame)
    frame.undo()
    assert frame.shop.customers.count() == before
    assert frame.findChildren(Question) == []


def test_those_changed_since_are_named_and_stay(frame: MainWindow, opened: Callable[..., MainWindow]) -> None:
    before = frame.shop.customers.count()
    ids = imported(frame)
    step = frame.shop.journal.steps(1)[0]
    frame.shop.timeline.add(ids[1], "note", "kept")
    frame.undoing.undo_step(step)
    (question,) = frame.findChildren(Question)
    assert frame.shop.customers.count() == before + 3
    question.keep.click()
    assert frame.shop.customers.count() == before + 3
    frame.undoing.undo_step(step)
    frame.findChildren(Question)[-1].do.click()
    assert frame.shop.customers.count() == before + 1
    assert frame.shop.customers.get(ids[1]).given == "Eero"
