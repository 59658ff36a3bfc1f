"""Long work beside the window: the only file that knows threads. One worker, one job after the other."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from smallcrm.domain.errors import Cancelled
from smallcrm.domain.progress import Report

_USUAL = sys.getswitchinterval()
"""Seconds a thread may keep the others waiting while no job runs: as Python begins."""
_TURN = 0.0005
"""Seconds until Python lets the other thread go on: at its usual 0.005 a window that paints waits for each step."""
_TOLD_EACH = 0.05
"""Seconds between two words about how far the work is."""
_PATIENCE = 300
"""Milliseconds a closing window waits before it interrupts the work."""


class Job(QObject):
    """One piece of work; its signals come in the window's thread, and exactly one of the last three."""

    progress, done, failed, cancelled = Signal(int, int), Signal(object), Signal(object), Signal()

    def __init__(self, title: str, work: Callable[[Report], Any], parent: QObject) -> None:
        super().__init__(parent)
        self.title, self.work, self.stop = title, work, Event()

    def cancel(self) -> None:
        """Ask the work to stop; it ends with ``cancelled`` and has changed nothing."""
        self.stop.set()


class _Worker(QObject):
    def call(self, work: Callable[[], object]) -> None:
        work()


class Jobs(QObject):
    """The runner owns the jobs, never a page.

    ``at_end`` runs last on the worker, such as closing its connection; ``hurry`` interrupts what it is in the midst of.
    While anything runs Python does not look for garbage: on the worker it would destroy widgets, and Qt with them.
    """

    started, ended = Signal(object), Signal(object)
    _send, _reported, _over = Signal(object), Signal(object, int, int), Signal(object, object, object)

    def __init__(self, at_end: Callable[[], object] = lambda: None, hurry: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.running: list[Job] = []
        self._last: Job | None = None
        self._stopped: list[str] = []
        self._closed = False
        self._at_end, self._hurry, self._thread, self._worker = at_end, hurry, QThread(), _Worker()
        self._worker.moveToThread(self._thread)
        self._send.connect(self._worker.call)
        self._reported.connect(self._tell)
        self._over.connect(self._end)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether any work goes on or waits."""
        return bool(self.running)

    def start(self, title: str, work: Callable[[Report], Any]) -> Job:
        """Queue the work and give its job; connect to its signals right away."""
        job = Job(title, work, self)
        self.running.append(job)
        self._hold()
        self.started.emit(job)
        self._send.emit(lambda: self._run(job))
        return job

    def _run(self, job: Job) -> None:  # on the worker
        told = 0.0

        def report(done: int, total: int) -> None:
            nonlocal told
            if job.stop.is_set():
                raise Cancelled
            now = monotonic()
            if total and (
                now - told >= _TOLD_EACH or done >= total
            ):  # a window told twenty thousand times does nothing else
                told = now
                self._reported.emit(job, done, total)

        try:
            report(0, 0)
            self._over.emit(job, job.work(report), None)
        except Exception as failed:  # noqa: BLE001 — whatever happens in a job is told by the window
            # Somebody said stop: what then failed, such as an interrupted query, is no error.
            error = Cancelled() if job.stop.is_set() else failed
            if job.stop.is_set() and job.title:
                self._stopped.append(job.title)
            self._over.emit(job, None, error)

    def _tell(self, job: Job, done: int, total: int) -> None:
        job.progress.emit(done, total)

    def _end(self, job: Job, result: object, error: Exception | None) -> None:
        self.running.remove(job)
        # The worker may still be about to let go of it: what its work held, such as a page, must not go over there.
        self._last = job
        if not self.running and self._thread.isRunning():  # a word of closed jobs comes late, when others may run
            self._let_go()
        if self._closed:  # nobody is there to hear it, and the shop that a page would ask is closed
            job.deleteLater()
            return
        self.ended.emit(job)
        if isinstance(error, Cancelled):
            job.cancelled.emit()
        else:
            job.done.emit(result) if error is None else job.failed.emit(error)
        job.deleteLater()

    def close(self) -> list[str]:
        """Stop everything and wait for the worker to end; titles of what was stopped before it had changed anything.

        Nothing is told any more: no job says that it is done.
        """
        self._closed = True
        for job in self.running:
            job.cancel()
        self._hold()
        self._send.emit(self._finish)
        while not self._thread.wait(_PATIENCE):
            self._hurry()
        self._last = None
        self._let_go()
        return self._stopped

    def _hold(self) -> None:
        sys.setswitchinterval(_TURN)
        gc.disable()

    def _let_go(self) -> None:
        sys.setswitchinterval(_USUAL)
        gc.enable()

    def _finish(self) -> None:  # on the worker
        self._at_end()
        self._thread.quit()
