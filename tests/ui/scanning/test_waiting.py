"""Nothing that somebody scanned is lost: while another program writes, when the window closes, when it is killed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smallcrm.domain.card_numbers import number_of
from smallcrm.domain.errors import FileTrouble
from smallcrm.domain.model import Customer
from smallcrm.store.shop import Shop
from smallcrm.ui.scanning import scanning
from smallcrm.ui.scanning.answer import Colour
from smallcrm.ui.scanning.waiting import Deed, Kept, Task, Waiting
from smallcrm.ui.window import MainWindow
from tests.ui.scanning.hands import press
from tests.ui.scanning.tills import Till

Locked = Callable[[], Callable[[], None]]


@pytest.fixture(autouse=True)
def _close_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "_LAST_MS", 50)


def kept(till: Till) -> list[Task]:
    """What another program would read from the settings of this PC."""
    settings = QSettings(till.window.settings.fileName(), QSettings.Format.IniFormat)
    return Kept(settings, till.shop.file).tasks()


def offered(window: MainWindow) -> dict[str, QPushButton]:
    """The answers in the banner."""
    return {one.text(): one for one in window.banner.findChildren(QPushButton) if one.isVisible() and one.text()}


# -- while another program writes --------------------------------------------------------------------------------------


def test_a_stamp_waits_while_another_program_writes(qtbot: QtBot, till: Till, locked: Locked) -> None:
    release = locked()
    said = till.scan()
    assert said.title == "Saving…"
    assert till.window.status.text("scanner") == "Saving…"
    assert till.window.banner.isHidden()
    release()
    qtbot.waitUntil(lambda: till.said.title == "Stamped, 1 of 10")
    assert till.stamps() == 1
    assert till.window.status.text("scanner") == "Scanner ready"
    assert kept(till) == []


def test_what_waits_is_on_the_disk_before_the_answer_is_seen(till: Till, locked: Locked) -> None:
    """The program may be killed while it says Saving."""
    locked()
    till.scan()
    assert [(one.who, one.at) for one in kept(till)] == [(till.card, till.window.scanning.waiting.tasks[0].at)]


def test_a_file_that_cannot_even_be_read_keeps_a_scan_and_no_page(
    qtbot: QtBot, till: Till, locked: Callable[..., Callable[[], None]]
) -> None:
    till.shop.database.wait_for_lock(1)
    release = locked("EXCLUSIVE")
    assert till.scan().title == "Saving…"
    till.window.go("import")
    till.window.go("today")
    till.window.scanning.tell_start()
    assert till.window.status.text("scanner") == "Saving…"
    assert till.window.banner.isHidden()
    release()
    qtbot.waitUntil(lambda: till.said.title == "Stamped, 1 of 10")
    qtbot.waitUntil(lambda: till.window.status.text("scanner") == "Scanner ready")
    assert till.stamps() == 1


def test_a_card_is_given_once_the_file_is_free(qtbot: QtBot, till: Till, locked: Locked) -> None:
    number, elo = number_of(777), till.who("Elo")
    till.scan(number)
    release = locked()
    till.hand.type("elo", 120)
    press("\r")
    assert till.said.title == "Saving…"
    assert till.window.banner.isHidden()
    release()
    qtbot.waitUntil(lambda: till.said.title == "Stamped, 1 of 10")
    assert (till.stamps(elo), till.shop.cards.find(number).customer_id) == (1, elo)
    till.act("undo")
    assert (till.stamps(elo), till.shop.cards.find(number).customer_id) == (0, 0)


def test_somebody_new_is_added_once_the_file_is_free(
    till: Till, locked: Locked, opened: Callable[..., MainWindow]
) -> None:
    """Or at the next start: nothing of it is lost meanwhile."""
    number = number_of(777)
    till.scan(number)
    release = locked()
    till.hand.type("Zoe New\r", 120)
    assert till.said.title == "Saving…"
    till.window.close()
    release()
    window = opened(till.shop.file)
    window.scanning.tell_start()
    assert "Zoe New, on " in window.banner.text()
    offered(window)["Save now"].click()
    zoe = window.shop.cards.find(number).customer_id
    assert window.shop.customers.name_of(zoe) == "Zoe New"
    assert window.shop.cards.view(zoe, till.programme).standing.balance == 1


def test_somebody_is_brought_back_once_the_file_is_free(qtbot: QtBot, till: Till, locked: Locked) -> None:
    till.shop.customers.bin(till.anna)
    till.scan()
    release = locked()
    till.act("bring_back")
    assert till.said.title == "Saving…"
    release()
    qtbot.waitUntil(lambda: till.said.title == "Stamped, 1 of 10")
    assert not till.shop.customers.binned(till.anna)


def test_a_reward_is_given_once_and_once_the_file_is_free(qtbot: QtBot, till: Till, locked: Locked) -> None:
    till.give(9)
    till.scan()
    release = locked()
    till.act("redeem")
    assert till.said.title == "Saving…"
    release()
    qtbot.waitUntil(lambda: till.said.title == "Collected: Cappuccino")
    assert till.shop.cards.rewards_of(till.anna) == []
    till.act("undo")
    assert len(till.shop.cards.rewards_of(till.anna)) == 1


def test_what_waited_takes_no_question_away(qtbot: QtBot, till: Till, locked: Locked) -> None:
    """Somebody writes whose card it is: what becomes of the older scan is told above the page."""
    till.scan()
    release = locked()
    till.window.scanning.book(till.card, key="again", at=till.shop.now)
    assert till.said.title == "Saving…"
    till.scan(number_of(777))
    till.hand.type("elo", 120)
    release()
    qtbot.waitUntil(lambda: not till.window.scanning.waiting.tasks)
    assert till.said.title == "A new card"
    assert till.who_asked.line.text() == "elo"
    assert "Already stamped" in till.window.banner.text()


# -- when one of them fails --------------------------------------------------------------------------------------------


def test_one_that_fails_keeps_none_behind_it(tmp_path: Path, till: Till) -> None:
    booked: list[str] = []
    told: list[Exception] = []

    def book(task: Task) -> bool:
        if task.key == "bad":
            raise ValueError(task.key)
        booked.append(task.key)
        return True

    kept = Kept(QSettings(str(tmp_path / "pc.ini"), QSettings.Format.IniFormat), tmp_path / "shop")
    parent = QObject()
    waiting = Waiting(book, told.append, kept, parent)
    for key in ("bad", "good"):
        waiting.add(Task(1, key, till.shop.now))
    assert [one.key for one in kept.tasks()] == ["bad", "good"]
    waiting.retry()
    assert (booked, [str(one) for one in told], kept.tasks()) == (["good"], ["bad"], [])
    for key in ("bad", "better"):
        waiting.add(Task(1, key, till.shop.now))
    waiting.close(book)
    assert booked == ["good", "better"]
    assert [one.key for one in kept.tasks()] == ["bad"]  # offered at the next start
    parent.deleteLater()


def test_while_the_file_cannot_be_used_all_wait_and_it_is_told_once(tmp_path: Path, till: Till) -> None:
    told: list[Exception] = []

    def book(_task: Task) -> None:
        raise FileTrouble("disk_full")

    kept = Kept(QSettings(str(tmp_path / "pc.ini"), QSettings.Format.IniFormat), tmp_path / "shop")
    parent = QObject()
    waiting = Waiting(book, told.append, kept, parent)
    for key in ("a", "b"):
        waiting.add(Task(1, key, till.shop.now))
    waiting.retry()
    waiting.retry()
    assert len(told) == 1
    assert [one.key for one in kept.tasks()] == [one.key for one in waiting.tasks] == ["a", "b"]
    parent.deleteLater()


def test_somebody_deleted_meanwhile_is_said_and_the_next_is_stamped(till: Till) -> None:
    elo, waiting = till.who("Elo"), till.window.scanning.waiting
    waiting.add(Task(9999, "nobody", till.shop.now))
    waiting.add(Task(elo, "elo", till.shop.now))
    waiting.retry()
    assert till.stamps(elo) == 1
    assert (till.said.colour, till.said.title) == (Colour.AMBER, "Not stamped")
    assert till.window.status.text("scanner") == "Scanner ready"


# -- when the window closes --------------------------------------------------------------------------------------------


def test_a_window_that_closes_books_what_waits(till: Till, locked: Locked) -> None:
    file, release = till.shop.file, locked()
    till.scan()
    release()
    till.window.close()
    shop = Shop.open(file)
    assert shop.cards.view(till.anna, till.programme).standing.balance == 1
    shop.close()


def test_a_window_closes_wholly_whatever_waits(till: Till) -> None:
    elo, waiting = till.who("Elo"), till.window.scanning.waiting
    waiting.add(Task(9999, "nobody", till.shop.now))
    waiting.add(Task(elo, "elo", till.shop.now))
    till.window.close()
    assert not till.shop.is_open
    shop = Shop.open(till.shop.file)
    assert shop.cards.view(elo, till.programme).standing.balance == 1
    shop.close()
    assert [one.key for one in kept(till)] == ["nobody"]


def close_with(till: Till, locked: Locked, count: int) -> Path:
    """Close the window while so many stamps wait."""
    file, release = till.shop.file, locked()
    for n in range(count):
        till.window.scanning.book(till.anna, key=f"k{n}", at=till.shop.now, again=True)
    till.window.close()
    release()
    return file


def test_what_waits_when_the_window_closes_is_offered_at_the_next_start(
    till: Till, locked: Locked, opened: Callable[..., MainWindow]
) -> None:
    window = opened(close_with(till, locked, 1))
    window.scanning.tell_start()
    assert window.banner.text().startswith("Not saved when the window was closed Anna Kowalska, on ")
    cast("QPushButton", window.banner.first).click()
    assert window.shop.cards.view(till.anna, till.programme).standing.balance == 1
    window.scanning.tell_start()
    assert window.banner.isHidden()


def test_eight_of_one_customer_are_one_message_and_eight_stamps(
    till: Till, locked: Locked, opened: Callable[..., MainWindow]
) -> None:
    window = opened(close_with(till, locked, 8))
    window.scanning.tell_start()
    assert len(window.banner.said) == 1
    assert window.banner.text().endswith("and 5 more")
    offered(window)["Save now"].click()
    assert window.shop.cards.view(till.anna, till.programme).standing.balance == 8
    assert window.banner.isHidden()


def test_what_is_closed_unread_is_offered_again_until_somebody_says_no(
    till: Till, locked: Locked, opened: Callable[..., MainWindow]
) -> None:
    window = opened(close_with(till, locked, 2))
    for _ in range(2):
        window.scanning.tell_start()
        assert "Not saved" in window.banner.text()
        window.banner.dismiss()
    window.scanning.tell_start()
    offered(window)["Do not save"].click()
    window.scanning.tell_start()
    assert window.banner.isHidden()
    assert window.shop.cards.view(till.anna, till.programme).standing.balance == 0


def test_what_is_in_the_book_after_all_is_not_offered(till: Till, opened: Callable[..., MainWindow]) -> None:
    """The lights went out between the booking and forgetting that it waited."""
    task = Task(till.card, "once", till.shop.now)
    till.window.scanning.clerk.book(task)
    till.window.scanning.waiting.kept.add(task)
    till.window.scanning.tell_start()
    assert till.window.banner.isHidden()
    assert kept(till) == []


def test_what_cannot_be_read_here_takes_nothing_else_with_it(till: Till, locked: Locked) -> None:
    """A newer version may have written what this one does not know; it is kept for that one."""
    locked()
    till.scan()
    settings, remembered = till.window.settings, till.window.scanning.waiting.kept
    (task,) = remembered.tasks()
    known = json.loads(str(settings.value(remembered._key)))
    newer = [{"key": "k1", "deed": "something new"}, {"key": "k2"}, *known]
    settings.setValue(remembered._key, json.dumps(newer))
    assert remembered.tasks() == [task]
    remembered.add(replace(task, key="k9"))
    assert [one.key for one in remembered.tasks()] == [task.key, "k9"]
    remembered.remove(["k9", task.key])
    assert [one["key"] for one in json.loads(str(settings.value(remembered._key)))] == ["k1", "k2"]


@pytest.mark.parametrize("deed", [Deed.ADD, Deed.GIVE, Deed.INSTEAD])
def test_a_card_that_is_theirs_already_is_only_stamped(till: Till, deed: Deed) -> None:
    """It was given before the window closed, and a paused programme kept the stamp out."""
    shop, clerk = till.shop, till.window.scanning.clerk
    (number,) = shop.cards.reserve(1)
    bo = 0 if deed is Deed.ADD else shop.customers.add(Customer(given="Zed"))
    task = Task(number, "k1", shop.now, deed=deed, customer_id=bo, name="Zed")
    shop.programmes.pause(till.programme)
    assert not clerk.book(task).good
    shop.programmes.start(till.programme)
    people = len(shop.customers.search("Zed"))
    assert clerk.book(task).good
    found = shop.cards.find(number)
    assert (found.name, till.stamps(found.customer_id)) == ("Zed", 1)
    assert len(shop.customers.search("Zed")) == people == 1
