"""Long work beside the window: the only file that knows threads. One worker, one job after the other."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from smallcrm.domain.errors import Cancelled
from smallcrm.domain.progress import Report

Work = Callable[[Report], Any]


class Job(QObject):
    """One piece of work; its signals come in the window's thread, and exactly one of the last three."""

    progress = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, title: str, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.title, self.work, self.stop = title, work, Event()

    def cancel(self) -> None:
        """Ask the work to stop; it ends with ``cancelled`` and has changed nothing."""
        self.stop.set()


class _Worker(QObject):
    reported = Signal(object, int, int)
    ended = Signal(object, object, object)

    def run(self, job: Job) -> None:
        def report(done: int, total: int) -> None:
            if job.stop.is_set():
                raise Cancelled
            self.reported.emit(job, done, total)

        try:
            report(0, 0)
            self.ended.emit(job, job.work(report), None)
        except Exception as error:  # noqa: BLE001 — whatever happens in a job is told by the window
            self.ended.emit(job, None, error)

    def finish(self, at_end: Callable[[], object]) -> None:
        at_end()
        self.thread().quit()


class Jobs(QObject):
    """The runner owns the jobs, never a page. ``at_end`` runs last on the worker, such as closing its connection."""

    started = Signal(object)
    ended = Signal(object)
    _send = Signal(object)
    _finish = Signal(object)

    def __init__(self, at_end: Callable[[], object] = lambda: None) -> None:
        super().__init__()
        self.running: list[Job] = []
        self._at_end = at_end
        self._thread, self._worker = QThread(), _Worker()
        self._worker.moveToThread(self._thread)
        self._send.connect(self._worker.run)
        self._finish.connect(self._worker.finish)
        self._worker.reported.connect(self._reported)
        self._worker.ended.connect(self._ended)
        self._thread.start()

    def start(self, title: str, work: Work) -> Job:
        """Queue the work and give its job; connect to its signals right away."""
        job = Job(title, work, self)
        self.running.append(job)
        self.started.emit(job)
        self._send.emit(job)
        return job

    def _reported(self, job: Job, done: int, total: int) -> None:
        if total:
            job.progress.emit(done, total)

    def _ended(self, job: Job, result: object, error: Exception | None) -> None:
        self.running.remove(job)
        self.ended.emit(job)
        if isinstance(error, Cancelled):
            job.cancelled.emit()
        elif error is not None:
            job.failed.emit(error)
        else:
            job.done.emit(result)
        job.deleteLater()

    def close(self) -> None:
        """Stop everything and wait for the worker to end."""
        for job in self.running:
            job.cancel()
        self._finish.emit(self._at_end)
        self._thread.wait()
