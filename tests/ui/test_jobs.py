"""Long work: ends in exactly one way, can be stopped, and leaves no thread."""

from __future__ import annotations

import gc
import sqlite3
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from smallcrm.domain.progress import Report
from smallcrm.ui.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


class Ends:
    """How a job ended."""

    def __init__(self, job: Job) -> None:
        self.seen: list[tuple[str, object]] = []
        self.threads: set[int] = set()
        job.done.connect(lambda value: self._note("done", value))
        job.failed.connect(lambda error: self._note("failed", error))
        job.cancelled.connect(lambda: self._note("cancelled", None))

    def _note(self, how: str, value: object) -> None:
        self.seen.append((how, value))
        self.threads.add(threading.get_ident())


def test_work_runs_elsewhere_and_tells_the_window_on_its_own_thread(qtbot: QtBot, jobs: Jobs) -> None:
    told: list[tuple[int, int]] = []

    def work(report: Report) -> int:
        report(1, 2)
        report(2, 2)
        return threading.get_ident()

    job = jobs.start("Counting", work)
    ends = Ends(job)
    job.progress.connect(lambda done, total: told.append((done, total)))
    qtbot.waitUntil(lambda: bool(ends.seen))
    assert [how for how, _ in ends.seen] == ["done"]
    assert ends.seen[0][1] != threading.get_ident()
    assert ends.threads == {threading.get_ident()}
    assert told == [(1, 2), (2, 2)]
    assert not jobs.running


def test_a_failure_is_told_and_the_next_job_still_runs(qtbot: QtBot, jobs: Jobs) -> None:
    def broken(_report: Report) -> None:
        raise ValueError("bad")

    first, second = Ends(jobs.start("Breaking", broken)), Ends(jobs.start("Working", lambda _report: "fine"))
    qtbot.waitUntil(lambda: bool(second.seen))
    assert isinstance(first.seen[0][1], ValueError)
    assert second.seen == [("done", "fine")]


def test_garbage_is_looked_for_in_the_window_s_thread_alone(qtbot: QtBot, jobs: Jobs) -> None:
    looked: set[int] = set()

    def note(_phase: str, _info: dict[str, int]) -> None:
        looked.add(threading.get_ident())

    def work(_report: Report) -> int:
        kept = [[n] for n in range(50_000)]  # circles of widgets that nobody holds would be destroyed here
        return threading.get_ident() if kept else 0

    gc.callbacks.append(note)
    try:
        ends = Ends(jobs.start("Making much", work))
        qtbot.waitUntil(lambda: bool(ends.seen))
    finally:
        gc.callbacks.remove(note)
    assert ends.seen[0][1] not in looked
    assert gc.isenabled()


def test_what_the_work_held_goes_in_the_window_s_thread_alone(qtbot: QtBot, jobs: Jobs) -> None:
    gone: list[int] = []

    class Held:
        def __del__(self) -> None:
            gone.append(threading.get_ident())

    run = jobs._run

    def slowly(job: Job) -> None:  # as on a busy machine
        run(job)
        threading.Event().wait(0.1)

    jobs._run = slowly  # type: ignore[method-assign]
    for _ in range(3):
        held = Held()
        job = jobs.start("", lambda _report, held=held: None)  # type: ignore[misc]
        del held
        with qtbot.waitSignal(job.destroyed):
            del job
    jobs.close()
    gc.collect()
    assert gone == [threading.get_ident()] * 3


def test_stopping_is_silent_and_reaches_the_work_at_its_next_report(qtbot: QtBot, jobs: Jobs) -> None:
    begun = threading.Event()

    def endless(report: Report) -> None:
        begun.set()
        while True:
            report(0, 10)

    job = jobs.start("Going on", endless)
    ends = Ends(job)
    assert begun.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: bool(ends.seen))
    assert ends.seen == [("cancelled", None)]


def test_a_job_stopped_before_it_begins_never_begins(qtbot: QtBot, jobs: Jobs) -> None:
    hold, ran = threading.Event(), threading.Event()
    jobs.start("Holding", lambda _report: hold.wait(5))
    job = jobs.start("Waiting", lambda _report: ran.set())
    ends = Ends(job)
    job.cancel()
    hold.set()
    qtbot.waitUntil(lambda: bool(ends.seen))
    assert ends.seen == [("cancelled", None)]
    assert not ran.is_set()


def test_closing_stops_the_work_and_cleans_up_on_the_worker(qapp: object) -> None:
    ended_on: list[QThread] = []
    jobs = Jobs(at_end=lambda: ended_on.append(QThread.currentThread()))
    begun = threading.Event()

    def endless(report: Report) -> None:
        begun.set()
        while True:
            report(0, 1)

    jobs.start("Going on", endless)
    assert begun.wait(5)
    jobs.close()
    assert len(ended_on) == 1
    assert ended_on[0] is not QThread.currentThread()
    assert not jobs._thread.isRunning()


def test_closing_tells_what_was_stopped_and_interrupts_what_does_not_listen(qapp: object) -> None:
    hurried, begun = threading.Event(), threading.Event()
    jobs = Jobs(hurry=hurried.set)

    def deaf(_report: Report) -> None:
        begun.set()
        assert hurried.wait(5)
        raise sqlite3.OperationalError("interrupted")

    jobs.start("Counting grains", deaf)
    jobs.start("Waiting for it", lambda _report: None)
    assert begun.wait(5)
    assert jobs.close() == ["Counting grains", "Waiting for it"]
    assert not jobs._thread.isRunning()


def test_the_threads_take_turns_quickly_only_while_there_is_work(qtbot: QtBot, jobs: Jobs) -> None:
    usual = 0.005  # as Python begins; a window closed in the middle of its work may have left it short
    sys.setswitchinterval(usual)
    job = jobs.start("Working", lambda _report: sys.getswitchinterval())
    ends = Ends(job)
    qtbot.waitUntil(lambda: bool(ends.seen))
    assert float(str(ends.seen[0][1])) < usual
    assert sys.getswitchinterval() == usual
