"""Several of a kind in a row are told as one, and Undo takes back what the toast names, no more and no less."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from smallcrm.domain.errors import ShopError
from smallcrm.domain.model import Customer
from smallcrm.store.shop import Shop
from smallcrm.ui.pages.page import tell
from smallcrm.ui.window import MainWindow


@pytest.fixture
def window(frame: MainWindow) -> MainWindow:
    for name in ("Anna", "Bo", "Elo"):
        frame.shop.customers.add(Customer(display_name=name))
    return frame


def who(shop: Shop, number: int) -> int:
    """Give Anna (1), Bo (2) or Elo (3)."""
    return sorted(shop.customers.all_ids("all"))[-3:][number - 1]


def told(window: MainWindow) -> tuple[str, str]:
    assert window.toast.isVisible()
    return window.toast.words.text(), window.toast.undo_button.text()


def counts(shop: Shop) -> list[int]:
    return [len(shop.timeline.of(who(shop, one))) for one in (1, 2, 3)]


def did(window: MainWindow, *what: Callable[[], object]) -> None:
    for one in what:
        one()
        tell(window)


def visits(window: MainWindow, *customers: int) -> None:
    did(window, *(lambda one=one: window.shop.visits.visit(who(window.shop, one)) for one in customers))


def test_visits_of_several_people_are_one_toast_that_undoes_them_all(window: MainWindow) -> None:
    visits(window, 1, 2, 3)
    assert told(window) == ("Visit: Elo · and 2 more", "Undo (3)")
    window.toast.undo_button.click()
    assert counts(window.shop) == [0, 0, 0]
    assert told(window) == ("“Visit: Elo · and 2 more” undone", "Redo (3)")
    window.toast.undo_button.click()
    assert counts(window.shop) == [1, 1, 1]
    assert window.toast.words.text() == "“Visit: Elo · and 2 more” done again"
    assert not window.toast.undo_button.isVisible()


def test_the_same_twice_is_a_slip_of_which_the_last_is_taken_back(window: MainWindow) -> None:
    visits(window, 1, 1)
    assert told(window) == ("Visit: Anna", "Undo")
    window.toast.undo_button.click()
    assert counts(window.shop) == [1, 0, 0]


def test_another_kind_begins_anew_and_so_does_what_comes_after_the_toast_has_gone(window: MainWindow) -> None:
    visits(window, 1, 2)
    did(window, lambda: window.shop.visits.purchase(who(window.shop, 3)))
    assert told(window) == ("Purchase: Elo", "Undo")
    visits(window, 2)
    assert told(window) == ("Visit: Bo", "Undo")
    window.toast.dismiss()
    visits(window, 3)
    assert told(window) == ("Visit: Elo", "Undo")
    window.toast.undo_button.click()
    assert counts(window.shop) == [1, 2, 1]


def test_deleted_lines_of_one_person_are_named_and_taken_back_together(window: MainWindow) -> None:
    lines = [window.shop.timeline.add(who(window.shop, 1), "note", words) for words in ("Tea", "Roses", "Ink")]
    did(window, *(lambda line=line: window.shop.timeline.remove(line) for line in lines))
    assert told(window) == ("Note deleted: Anna · and 2 more", "Undo (3)")
    window.toast.undo_button.click()
    assert counts(window.shop) == [3, 0, 0]


def test_changes_of_one_thing_after_the_other_go_back_one_by_one(window: MainWindow) -> None:
    lines = [window.shop.timeline.add(who(window.shop, one), "note", "Tea") for one in (1, 2)]
    for line in lines:
        window.shop.timeline.edit(line, text="Coffee")
        tell(window)
    assert told(window) == ("Note changed: Bo", "Undo")


def test_after_undo_of_the_last_the_rest_is_not_named_any_more(window: MainWindow) -> None:
    visits(window, 1, 2)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told(window) == ("“Visit: Bo” undone", "Redo")
    visits(window, 3)
    assert told(window) == ("Visit: Elo", "Undo")


def test_where_one_of_them_was_changed_later_none_goes_back(window: MainWindow) -> None:
    first = window.shop.visits.visit(who(window.shop, 1))
    tell(window)
    visits(window, 2)
    window.shop.timeline.edit(first, text="Bought ink")  # by somebody else, without a toast here
    with pytest.raises(ShopError, match="changed_later"):
        window.undoing._take_all_back(window.toast.about)  # type: ignore[arg-type]
    assert counts(window.shop) == [1, 1, 0]


def test_redo_brings_back_what_it_names_whatever_else_was_done_since(window: MainWindow) -> None:
    visits(window, 1, 2)
    window.toast.undo_button.click()
    window.shop.timeline.add(who(window.shop, 3), "note", "Tea")  # nobody tells of it
    window.toast.undo_button.click()
    assert counts(window.shop) == [1, 1, 1]
    visits(window, 3)
    window.toast.undo_button.click()
    assert counts(window.shop) == [1, 1, 1]
    window.shop.visits.visit(who(window.shop, 2))
    window.shop.journal.undo()  # taken back later than what the toast names
    assert told(window) == ("“Visit: Elo” undone", "Redo")
    window.toast.undo_button.click()
    assert counts(window.shop) == [1, 1, 2]


def test_redo_is_refused_where_something_newer_was_changed_and_says_so(window: MainWindow) -> None:
    lines = [window.shop.timeline.add(who(window.shop, one), "note", "Tea") for one in (1, 2)]
    did(window, *(lambda line=line: window.shop.timeline.remove(line) for line in lines))
    window.toast.undo_button.click()
    assert told(window) == ("“Note deleted: Bo · and 1 more” undone", "Redo (2)")
    window.shop.timeline.edit(lines[0], text="Coffee")
    with pytest.raises(ShopError) as refused:
        window.undoing._do_all_again(window.shop.journal.steps(3)[1:][::-1])
    assert refused.value.code == "changed_later"
    assert counts(window.shop) == [1, 1, 0]
    with pytest.raises(ShopError, match="changed_later"):
        window.undoing.redo_step(window.shop.journal.steps(3)[2])
    with pytest.raises(ShopError, match="nothing_to_redo"):
        window.undoing.redo()  # names nothing: only what was taken back just now
    window.undoing.redo_step(window.shop.journal.steps(3)[1])
    assert counts(window.shop) == [1, 0, 0]


def test_what_changed_nothing_names_nothing_twice(window: MainWindow) -> None:
    visits(window, 1, 2)
    tell(window)  # such as a greeting that was said before
    assert told(window) == ("Visit: Bo · and 1 more", "Undo (2)")


def test_what_a_colleague_did_meanwhile_in_another_window_is_not_told_as_ones_own(
    window: MainWindow, opened: Callable[..., MainWindow]
) -> None:
    visits(window, 1)
    other = opened(window.shop.file)
    other.shop.visits.visit(who(other.shop, 2))
    tell(window)  # nothing was changed here, such as a greeting that was said before
    assert told(window) == ("Visit: Anna", "Undo")
    tell(other)
    assert told(other) == ("Visit: Bo", "Undo")
    other.toast.undo_button.click()
    assert counts(window.shop) == [1, 0, 0]
