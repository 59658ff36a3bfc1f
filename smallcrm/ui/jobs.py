"""Long work beside the window: the only file that knows threads. One worker, one job after the other."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal, Slot

from smallcrm.domain.errors import Cancelled
from smallcrm.domain.progress import Report

Work = Callable[[Report], Any]


class Job(QObject):
    """One piece of work. Its signals come in the window's thread: progress(done, total), done(result), failed(error)."""

    progress = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, title: str, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.work = work
        self.stop = Event()

    def cancel(self) -> None:
        """Ask the work to stop; it ends with ``cancelled`` and has changed nothing."""
        self.stop.set()


class _Worker(QObject):
    reported = Signal(object, int, int)
    ended = Signal(object, object, object)

    @Slot(object)
    def run(self, job: Job) -> None:
        def report(done: int, total: int) -> None:
            if job.stop.is_set():
                raise Cancelled
            self.reported.emit(job, done, total)

        result, error = None, None
        try:
            report(0, 0)
            result = job.work(report)
        except Exception as caught:  # noqa: BLE001 — whatever happens in a job is told by the window
            error = caught
        self.ended.emit(job, result, error)


class Jobs(QObject):
    """The runner owns the jobs, never a page: a page may go while its job goes on."""

    started = Signal(object)
    ended = Signal(object)
    _send = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.running: list[Job] = []
        self._thread = QThread(self)
        self._thread.setObjectName("jobs")
        self._worker = _Worker()
        self._worker.moveToThread(self._thread)
        self._send.connect(self._worker.run)
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

    @Slot(object, int, int)
    def _reported(self, job: Job, done: int, total: int) -> None:
        if job in self.running and total:
            job.progress.emit(done, total)

    @Slot(object, object, object)
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
        self._thread.quit()
        self._thread.wait()
